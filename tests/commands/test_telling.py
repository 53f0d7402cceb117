"""What keeps a command from its work is told in one message, with what would be right."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Never

import pytest
from conftest import FAULTY, ROOT
from shell import LENET, process, run

import symcnn


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("derive small.cnn --layer C9", "unknown-layer-option.*`C9`"),
        ("derive small.cnn --quantity wieght", "unknown-quantity.*`wieght`.*`weights`"),
        ("table small.cnn --set Z=3", "unknown-symbol.*`Z`.*`I`"),
        ("table small.cnn --set i=3", "unknown-symbol.*`i`.*`I`"),
        ("table small.cnn --set I=foo(3)", "unknown-function.*`foo`"),
        ("table small.cnn --set I=4", "kernel-too-large.*K=5.*I=4"),
        ("table small.cnn --convention kears", "unknown-preset.*`kears`.*`keras`"),
        ("explain cnov", "unknown-subject.*`cnov`.*`conv`"),
        ("table missing.cnn", "missing.cnn.*cannot-read"),
        ("table small.cnn -o out.pdf", "unknown-format.*`out.pdf`"),
    ],
)
def test_says_what_would_be_right(command: str, said: str) -> None:
    result = run(*command.split())
    assert result.exit_code == 2
    assert re.search(said, result.stderr), result.stderr
    chinese = run(*command.split(), "--lang", "zh")
    assert chinese.exit_code == 2
    assert re.search(r"[\u4e00-\u9fff]", chinese.stderr), chinese.stderr


@pytest.mark.usefixtures("folder")
def test_one_fault_gives_one_message() -> None:
    assert re.findall(r"(?m)^faulty\.cnn:\d+:\d+: error\[[a-z-]+\]", run("table", "faulty.cnn").stderr) == [
        "faulty.cnn:2:14: error[kernel-too-large]",
        "faulty.cnn:3:5: error[unknown-kind]",
    ]


def test_a_file_name_cannot_act_on_a_terminal(folder: Path) -> None:
    (folder / "a\x1b[31m\n.cnn").write_text(FAULTY)
    result = run("table", "a\x1b[31m\n.cnn")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert result.stderr.startswith("a\\x1b[31m\\n.cnn:2:14: error[kernel-too-large]")


def test_words_of_a_file_cannot_act_on_a_terminal() -> None:
    text = 'layer a(N) {\n  require "\x1b[31m" N >= 9 en "\x1b[32m\u202e"\n  rule N = N\n}\ninput 8x8x1\nA: a N=3\n'
    result = process("table", "-", stdin=text.encode())
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
    with pytest.raises(symcnn.NetworkError) as error:
        _ = symcnn.parse(text).figures
    assert "\x1b" not in str(error.value)
    assert "\u202e" not in str(error.value)


class Slip(Exception):
    """What nobody expected."""


def slips(*_: object, **__: object) -> Never:
    """A mistake of the program, in the place of any of its functions."""
    raise Slip("no such luck\x1b[31m")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "function"),
    [
        ("table small.cnn", "symcnn.network.figures.read_figures.measure"),
        ("table small.cnn", "symcnn.network.figures.read_figures.read"),
        ("table small.cnn --lang zh", "symcnn.pages.build.tables.table_document"),
        ("table small.cnn --csv", "symcnn.pages.renderers.separated_table.separated_table"),
        ("derive small.cnn --latex", "symcnn.pages.renderers.latex_page.fragment"),
        ("derive small.cnn", "symcnn.answers.derive.derive.derive"),
        ("closed small.cnn", "symcnn.answers.closed.closed_forms.closed_forms"),
        ("solve small.cnn --for I --where C1.O=6", "symcnn.answers.solve.one_unknown.solve"),
        ("compare small.cnn wrong.cnn", "symcnn.answers.compare.compare.compare"),
        ("prove O=I", "symcnn.answers.prove.catalogue_formulas.prove_against_catalogue"),
        ("explain conv", "symcnn.pages.build.manual.subject_document"),
        ("check small.cnn wrong.cnn", "symcnn.commands.targets.targets"),
    ],
)
def test_what_nobody_expected_is_one_line(command: str, function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(function, slips)
    result = run(*command.split(), SYMCNN_DEBUG=None)
    assert (result.exit_code, result.stdout) == (2, "")
    told = r"symcnn: (error|错误)\[internal-error\].*`?Slip: no such luck\\x1b\[31m.*test_telling\.py:\d+.*\n"
    assert re.fullmatch(told, result.stderr), result.stderr
    with pytest.raises(Slip):
        run(*command.split(), SYMCNN_DEBUG="1")


def test_a_full_disk_is_no_mistake_of_the_program() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "symcnn", "table", LENET],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert ended.returncode == 2
    assert re.fullmatch(r"<stdout>:1:1: error\[cannot-write\]: .*\n", ended.stderr), ended.stderr
