"""Tables of modules: what adds up is right, and one slip is told at its place."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

TABLE = """
| module              | #parameters or shape   | #flops   |
|:--------------------|:-----------------------|:---------|
| model               | 50.378K                | 2.37M    |
| features            | 8.496K                 | 2.32M    |
| features.0          | 0.448K                 | 0.35M    |
| features.0.weight   | (16, 3, 3, 3)          |          |
| features.0.bias     | (16,)                  |          |
| features.1          | 64                     | 26.9K    |
| features.1.weight   | (32,)                  |          |
| features.1.bias     | (32,)                  |          |
| features.2          | 7.984K                 | 1.95M    |
| features.2.weight   | (49, 6, 27)            |          |
| features.2.bias     | (46,)                  |          |
| classifier          | 41.882K                | 41.8K    |
| classifier.weight   | (86, 486)              |          |
| classifier.bias     | (86,)                  |          |
"""


def wrong(table: str) -> list[tuple[str, str]]:
    """What is called wrong, and what is said to be right."""
    document = read_document("notes.md", table)
    found = [one for one in check_document(document) if one.verdict.value == "wrong"]
    return [(document.text[one.start : one.end], str(one.why.values["derived"])) for one in found]


def test_weights_that_add_up_are_right() -> None:
    found = check_document(read_document("notes.md", TABLE))
    assert {one.verdict.value for one in found} <= {"right", "rounded"}
    assert sum(one.code.name == "summary-row" for one in found) == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8.496K", "8.469K"),
        ("50.378K", "50.738K"),
        ("(86, 486)", "(86, 496)"),
        ("(16, 3, 3, 3)", "(16, 3, 3, 5)"),
    ],
)
def test_one_slip_is_told_at_its_place(old: str, new: str) -> None:
    assert [quote for quote, _ in wrong(TABLE.replace(old, new))] == [new]


def test_several_slips_are_told_each() -> None:
    changed = TABLE.replace("50.378K", "50.738K").replace("(86, 486)", "(86, 496)")
    assert [quote for quote, _ in wrong(changed)] == ["50.738K", "(86, 496)"]


@pytest.mark.parametrize("left_out", ["| features.2.weight", "| classifier.bias", "| features.1 "])
def test_a_table_that_leaves_rows_out_is_not_wrong(left_out: str) -> None:
    rows = [line for line in TABLE.splitlines() if not line.startswith(left_out)]
    assert wrong("\n".join(rows)) == []
