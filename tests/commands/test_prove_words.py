"""What `symcnn prove` says and how it ends."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from symcnn.answers.prove.catalogue_formulas import prove_against_catalogue
from symcnn.commands.prove_command import prove as command
from symcnn.core.text.languages import LANGUAGES
from symcnn.network.language.parse import read_relation
from symcnn.pages.build.proof_page import proof_document
from symcnn.pages.renderers.html_page import html
from symcnn.pages.renderers.latex_page import fragment
from symcnn.pages.renderers.markdown_page import markdown

CLAIMS = (
    "(I + S)/S = I/S + 1",
    "floor(I/2) = I/2",
    "I + 1 = I",
    "2^(I*K) = (2^I)^K",
    "O = floor((I - K)/S) + 1",
    "O = (I - K)/S + 1",
    "O = ceil((I - K)/S) + 1",
    "O = (I + 2*P - K)/S",
    "PC = F*F*D*K + 2",
    "O >= I",
)


def run(*args: str) -> Result:
    return CliRunner().invoke(command, args, catch_exceptions=False, env={"SYMCNN_LANG": None})


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["O = floor((I - K)/S) + 1"], 0),
        (["O = (I - K)/S + 1"], 0),
        (["O = ceil((I - K)/S) + 1"], 0),
        (["O = ceil((I - K)/S)"], 1),
        (["(I + S)/S", "I/S + 1"], 0),
        (["O = I - K + 1", "O = I + 1 - K"], 0),
        (["I", "K"], 0),  # where both are the same
        (["I + 1", "I"], 1),
        (["2^(I*K) = (2^I)^K"], 0),  # undecided
        (["WC = K^2*C", "--kind", "depthwise"], 0),
        (["3 = 4"], 1),
        (["I + ("], 2),
        (["I = 1/0"], 2),
        (["9^9^9^9"], 2),
        (["area(K)"], 2),
        (["[1, 2]"], 2),
        (["weigths = K"], 2),
        (["I = K", "K"], 2),
        (["statistics = C", "--kind", "conv"], 2),
        (["I", "--kind", "cnov"], 2),
        (["BC = K", "--letters", "K=N"], 0),
        (["O = (W - F + 3*q)/S + 1"], 0),  # undecided
        (["O = (W - F + 3*P)/S + 1"], 1),
        (["O = (W - F + 3*P)/S + 1", "--letters", "W=I,F=K"], 1),
        (["O = W", "--letters", "W=Q"], 2),
        (["O = W", "--letters", "W"], 2),
        ([], 2),
        (["I", "K", "S"], 2),
    ],
    ids=str,
)
def test_exit_status(args: list[str], status: int) -> None:
    result = run(*args)
    assert result.exit_code == status
    if status == 2:
        assert "error" in result.stderr.lower()
        assert "Traceback" not in result.output
        assert result.stdout == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claim", CLAIMS)
def test_every_verdict_has_words_in_both_languages(claim: str, language: str) -> None:
    document = proof_document(prove_against_catalogue(read_relation(claim)), language)
    for render in (markdown, fragment, html):
        assert render(document)


def test_what_a_person_reads() -> None:
    lines = run("O = (I - K)/S + 1").stdout.replace("\n", " ")
    assert "conditional: O = (I − K)/S + 1" in lines
    assert "Holds exactly when S divides I − K." in lines
    assert "What the formula leaves out: P = 0." in lines
    assert "Not for I = 2, K = 1, S = 2" in lines
    assert "There is no smaller counterexample." in lines
    assert "For whole numbers I, K, S ≥ 1, K ≤ I." in lines


def test_the_title_is_the_relation_that_was_given() -> None:
    assert run("BC = S").stdout.startswith("refuted: BC = S\n")
    assert run("O = I").stdout.startswith("proved: O = I\n")
    assert run("I = O + K - 1").stdout.startswith("proved: I = ")


def test_what_a_person_reads_in_chinese() -> None:
    result = run("O = floor(I/S)", "--lang", "zh").stdout
    assert result.startswith("不成立：")
    assert "仅当 S 整除 I 时成立" in result
    assert not any(word in result for word in ("Holds", "left", "divides"))


def test_what_a_program_reads() -> None:
    found = json.loads(run("O = (I - K)/S + 1", "--json").stdout)
    assert found["verdict"] == "conditional"
    assert found["conditions"] == ["mod(I - K, S) = 0", "P = 0"]
    assert (found["assumed"], found["exact"]) == (["P = 0"], True)
    assert found["counterexample"] == {
        "at": {"I": 2, "K": 1, "S": 2},
        "left": "3/2",
        "right": 1,
        "smallest": True,
    }
    assert found["catalogue"]["kind"] == "conv"
    assert found["domain"] == {"least": {"I": 1, "K": 1, "S": 1}, "relations": ["K <= I"]}
    refuted = json.loads(run("WC = K*C*N", "--json").stdout)
    assert (refuted["verdict"], refuted["conditions"]) == ("refuted", [])
    assert refuted["would_hold_when"] == ["K = 1"]
    assert refuted["also"]["when"] == ["axes = 1"]
    read = json.loads(run("O = (W - F)/S + 1", "--json").stdout)
    assert (read["catalogue"]["letters"], read["unknown"]) == ({"W": "I", "F": "K"}, [])
