"""Receptive fields in tables whose rows are not all layers."""

from __future__ import annotations

import pytest

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
