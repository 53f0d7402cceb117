"""Receptive fields in tables, also where rows are no layers."""

from __future__ import annotations

import pytest
from document_findings import WRONG, said

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

CONV1 = "conv1 | 32 | 30 | 3 | 1 | 1 | 3"
NAMELESS = " | 32 | | | | 1 | 3"
HEAD = "| layer | In | Out | kernel | stride | jump | receptive field |\n|---|---|---|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        ((CONV1, "conv2 | 30 | 28 | 3 | 1 | 1 | 5"), ["right"] * 4),
        ((CONV1, NAMELESS, " | | | | | 1 | 3"), ["right"] * 6),
        ((CONV1, NAMELESS, "conv2 | | | 3 | 1 | 1 | 5"), ["right"] * 6),
        ((CONV1, NAMELESS, "conv2 | | | 3 | 1 | 1 | 7"), [*["right"] * 5, "wrong"]),
        # a window without a name is a layer of which nothing is known
        ((CONV1, " | 30 | 28 | 3 | 1 | 1 | 7"), ["right"] * 2),
        ((" | 32 | | | | 1 | 1", " | 32 | | | | 1 | 1", " | 32 | | | | 1 | 1"), []),
    ],
)  # fmt: skip
def test_rows_without_a_name(rows: tuple[str, ...], verdicts: list[str]) -> None:
    found = check_document(read_document("a.md", HEAD + "".join(f"| {row} |\n" for row in rows)))
    assert [one.verdict.value for one in found if one.code.name == "receptive-field"] == verdicts
    assert "internal-error" not in {one.code.name for one in found}


RECEPTIVE = """
| Layer | K,P,S | RF | Jump |
|-------|-------|----|------|
| conv1 | 11,0,4 | {0} | 4 |
| pool1 | 3,0,2 | {1} | 8 |
| conv2 | 5,2,1 | {2} | 8 |
"""
"""AlexNet: 11, 19, 51 by A. Araujo and others' recurrence (Distill, 2019)."""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ((11, 19, 51), []),
        ((1, 11, 19), []),  # the column tells the inputs' fields
        ((11, 19, 50), ["50"]),
        ((7, 15, 47), ["7", "15", "47"]),
        ((11, "11+(3-1)*4 = 19", "19+(5-1)*8 = 51"), []),
        ((11, "11+(3-1)*2 = 15", "15+(5-1)*8 = 47"), ["11+(3-1)*2 = 15"]),  # the last one follows
    ],
)
def test_receptive_fields(fields: tuple[object, ...], wrong: list[str]) -> None:
    found = said(RECEPTIVE.format(*fields))
    assert [quote for quote, _, verdict in found if verdict == WRONG] == wrong
    assert {code for _, code, verdict in found if verdict == WRONG} <= {"receptive-field"}
