"""A calculation that alone of its list counts no biases gets a note."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

FIRST, SECOND = "3*3*3*64 + 64 = 1792", "3*3*64*64 + 64 = 36928"
THIRD, FOURTH = "3*3*64*128 + 128 = 73856", "3*3*128*128 + 128 = 147584"
BARE = "3*3*64*64 = 36864"


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ((FIRST, BARE, THIRD, FOURTH), [BARE]),
        ((FIRST, BARE, THIRD), []),  # so few lines have no habit
        ((FIRST, BARE, "3*3*64*128 = 73728", FOURTH), []),  # more than one may be meant
        ((FIRST, SECOND, THIRD, FOURTH), []),
        ((FIRST, BARE, "", THIRD, FOURTH), []),  # of two lists
    ],
)
def test_the_one_without_biases(lines: tuple[str, ...], noted: list[str]) -> None:
    document = read_document("a.md", "\n".join(f"- {line}" if line else "\n\nAnd:\n" for line in lines))
    found = check_document(document)
    assert len(found) == sum(map(bool, lines))
    assert [document.shown[one.start : one.end] for one in found if one.note] == noted
