"""Which slip of the pen is certain enough to be mended without a question."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.check.edits.edited import certain_edits
from symcnn.documents.formats.read_document import read_document


@pytest.mark.parametrize(
    ("source", "replacements"),
    [
        ("It has 25*45 = 1135 weights.", ["1125"]),
        ("It has 25*25 = 635 weights.", []),  # a number of three digits may be another one altogether
        ("It has 25*45 = 1215 weights.", ["1125"]),
        ("It has 25*5 = 152 weights.", []),
    ],
)
def test_a_slip_is_certain_from_four_digits_on(source: str, replacements: list[str]) -> None:
    found = check_document(read_document("a.md", source))
    assert [finding.verdict.value for finding in found] == ["wrong"]
    assert [edit.replacement for edit in certain_edits(found)] == replacements
