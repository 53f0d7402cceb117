"""Real documents that lie beside the repository and are no part of it: what must be found in them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.documents.formats.document import Document
from symcnn.documents.formats.read_document import read_document

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the local documents are not here")

AGREES = {"right": ("right", "rounded"), "wrong": ("wrong",), "conditional": ("conditional",)}
"""A figure that agrees to its own digits is right to a judge who knows no third word."""


@cache
def checked(folder: str, name: str) -> tuple[Document, tuple[Finding, ...]]:
    document = read_document(name, (SHARED / folder / name).read_text("utf-8"))
    return document, check_document(document)


def seeds() -> list[tuple[Document, tuple[Finding, ...]]]:
    return [checked("seeds", path.name) for path in sorted((SHARED / "seeds").iterdir())]


def quoted(verdict: str, *codes: str) -> list[str]:
    """The places in the seeds with a verdict of these codes."""
    return [
        document.shown[finding.start : finding.end]
        for document, findings in seeds()
        for finding in findings
        if finding.verdict == verdict and (not codes or finding.code.name in codes)
    ]


def test_exactly_one_calculation_of_the_seeds_is_wrong() -> None:
    assert quoted("wrong", "calculation", "missing-floor", "sum") == ["96×11×11×3+96=34848"]


def test_what_is_wrong_in_the_seeds_besides() -> None:
    """A convolution is said to round up, and a network to have as many parameters as no count of it gives."""
    claims = (SHARED / "claims" / "seeds.jsonl").read_text("utf-8").splitlines()
    errors = [claim["quote"] for claim in map(json.loads, claims) if claim["verdict"] == "wrong"]
    wrong = quoted("wrong")
    assert {"向上取整", "23.2"} <= {*wrong}
    assert [quote for quote in wrong if not any(quote in error or error in quote for error in errors)] == []


def test_every_calculation_of_the_seeds_is_found() -> None:
    right = " ".join(quoted("right"))
    for calculation in (
        "55=(227-11)/4+ 1",
        "(27−3)/2+1=13",
        "4096∗1000=4096000",
        "55(单向尺度)*4(步长) + (11(卷积核尺度)-4(步长)) = 227",
        "27(单向尺度)*1(步长)+(5(卷积核尺度)-1(步长))= 31",
        "(13(单向尺度)-3(池化尺度))/2(步长)+1 = 6",
        "6*(3*25+1)+6*(4*25+1)+3*(4*25+1)+(25*6+1)=1516",
        "6000万(个参数)×32位(float32)=19.2亿位≈228.88MB",
        "(784+1)*512=401920",
        "3^2*512*256+256=1179904",
    ):
        assert calculation in right


def test_the_line_without_biases_has_a_note() -> None:
    noted = [document.shown[one.start : one.end] for document, found in seeds() for one in found if one.note]
    assert noted == ["4096∗1000=4096000"]


def test_the_summaries_of_the_seeds() -> None:
    assert len(quoted("right", "summary-row")) == 22
    assert Counter(verdict for verdict in ("wrong", "undecided") for _ in quoted(verdict, "summary-row")) == {}
    totals = " ".join(quoted("right", "summary-total"))
    assert all(total in totals for total in ("25,678,184", "567,434", "8,593,034"))


def test_the_formulas_of_the_seeds() -> None:
    right, conditional = quoted("right", "formula"), quoted("conditional", "formula")
    for formula in ("WC=K^2", "BC=N", "PC=WC+BC"):
        assert any(formula in quote for quote in right)
    assert any(r"O=\frac{I-K}S+1" in quote for quote in conditional)
    assert any("O = I" in quote for quote in conditional)


def judged() -> list[tuple[str, str, list[str]]]:
    """Each claim of the judges with their verdict and ours on the places that it overlaps."""
    rows = []
    for line in (SHARED / "documents" / "truth.jsonl").read_text("utf-8").splitlines():
        claim = json.loads(line)
        document, findings = checked("documents", claim["doc"])
        quote, at, ours = claim["quote"], -1, []
        while (at := document.shown.find(quote, at + 1)) >= 0:
            ours += [one.verdict.value for one in findings if one.start < at + len(quote) and one.end > at]
        rows.append((quote, claim["verdict"], ours))
    return rows


def test_the_judged_claims() -> None:
    rows = judged()
    found = [row for row in rows if row[2]]
    agreeing = [row for row in found if any(ours in AGREES[row[1]] for ours in row[2])]
    assert len(found) >= 0.95 * len(rows), [row[0] for row in rows if not row[2]]
    assert len(found) - len(agreeing) <= 3, [row for row in found if row not in agreeing]


def test_nothing_that_the_judges_call_right_is_called_wrong() -> None:
    assert [row for row in judged() if row[1] == "right" and "wrong" in row[2]] == []


def test_every_verdict_has_a_derivation() -> None:
    folders = [("seeds", path.name) for path in (SHARED / "seeds").iterdir()]
    folders += [("documents", path.name) for path in (SHARED / "documents").iterdir() if path.suffix != ".jsonl"]
    for folder, name in folders:
        for finding in checked(folder, name)[1]:
            assert finding.verdict == "undecided" or finding.derivation, (name, finding)


# the judges that lie beside the documents ------------------------------------------------------------

JUDGED = {
    "seeds": ("claims/seeds.jsonl", 169, 168, 0),
    "cases": ("cases/claims.jsonl", 351, 335, 3),
}
"""Of each folder its claims: how many were found when this was written, how often rightly, and the false alarms."""


@pytest.mark.slow
@pytest.mark.parametrize("folder", JUDGED)
def test_no_less_is_found_than_was(folder: str) -> None:
    claims, found, right, alarms = JUDGED[folder]
    told = printed_by("judge_lines.py", SHARED / folder, SHARED / claims).splitlines()[-1]
    figures = [int(number) for number in re.findall(r"\d+", told)]
    assert figures[0] >= found, told
    assert figures[2] >= right, told
    assert figures[4] <= alarms, told


@pytest.mark.slow
def test_small_inputs_are_judged_as_they_should_be() -> None:
    told = printed_by("minimal.py", SHARED / "minimal.jsonl")
    assert int(told.split("/")[0]) >= 45, told


def printed_by(tool: str, *arguments: Path) -> str:
    """What a judge prints at the end, with the program of this environment."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = [sys.executable, str(SHARED / "tools" / tool), *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
    return run.stdout.strip()
