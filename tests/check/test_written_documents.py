"""Documents by people who had not read the program: what is found in them stays found, and no alarm is false."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

DOCUMENTS = Path(__file__).parents[1] / "truth" / "documents"
AGREES = {
    "right": {"right", "rounded", "note"},
    "rounded": {"right", "rounded"},
    "wrong": {"wrong"},
    "conditional": {"conditional", "undecided"},
}
Claim = Mapping[str, object]


def claims_of(folder: str) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for line in (DOCUMENTS / folder / "claims.jsonl").read_text("utf-8").splitlines():
        claim = json.loads(line)
        if not claim["doc"].endswith(".ipynb"):  # whose places are those of cells
            found.setdefault(claim["doc"], []).append(claim)
    return found


def places(line: str, quote: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a quote stands in a line of a text that starts at a place."""
    at = line.find(quote)
    while at >= 0:
        yield start + at, start + at + len(quote)
        at = line.find(quote, at + 1)


def judged(folder: str) -> Counter[str]:
    """How many claims there are, are found, and rightly, how many errors are called, and how many alarms are false."""
    count: Counter[str] = Counter()
    for name, claims in claims_of(folder).items():
        text = (DOCUMENTS / folder / name).read_text("utf-8")
        findings = check_document(read_document(name, text))
        lines = text.splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        for claim in claims:
            at = int(str(claim["line"])) - 1
            spans = [*places(lines[at], str(claim["quote"]), starts[at])]
            said = {
                finding.verdict.value
                for finding in findings
                if any(finding.start < end and start < finding.end for start, end in spans)
            }
            verdict = str(claim["verdict"])
            count["alarms"] += verdict in ("silent", "right", "rounded") and "wrong" in said
            if verdict != "silent" and "follows" not in claim:
                count["claims"] += 1
                count["found"] += bool(said)
                count["right"] += bool(said & AGREES[verdict])
                count["called"] += verdict == "wrong" and "wrong" in said
    return count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "found", "right", "called", "alarms"),
    [
        ("people", 390, 381, 38, 0),
        ("engineers", 423, 405, 32, 1),
        ("lecturers", 428, 413, 24, 0),
        ("voices", 286, 274, 21, 0),
        ("textbooks", 264, 245, 20, 2),  # both are parts of a wrong sum
        ("reports", 356, 328, 17, 0),
        ("handouts", 269, 256, 17, 0),
    ],
)
def test_what_is_found_stays_found(folder: str, found: int, right: int, called: int, alarms: int) -> None:
    count = judged(folder)
    assert count["found"] >= found
    assert count["right"] >= right
    assert count["called"] >= called
    assert count["alarms"] <= alarms


def test_every_quote_stands_in_its_line() -> None:
    for folder in sorted(path.parent.name for path in DOCUMENTS.glob("*/claims.jsonl")):
        for name, claims in claims_of(folder).items():
            lines = (DOCUMENTS / folder / name).read_text("utf-8").splitlines()
            assert [claim for claim in claims if str(claim["quote"]) not in lines[int(str(claim["line"])) - 1]] == []
