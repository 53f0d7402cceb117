"""Large numbers that are products of the numbers before them."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SAID = [
    ("There are 716,800 values and 441 products for each of them, so 316,108,800 go by.", "316,108,800", "right"),
    ("一共 53,760 个输出值，每个 540 次，合计 29,030,400 次。", "29,030,400", "right"),
    ("There are 716,800 values and 441 products for each of them, so 316,108,900 go by.", "316,108,900", None),
    ("Of 40 rooms with 50 seats each 2,000 are taken.", "2,000", None),  # too few digits tell
    ("There are 716,800 values. It costs 316,108,800 steps.", "316,108,800", None),  # one factor is missing
]


@pytest.mark.parametrize(("text", "place", "verdict"), SAID)
def test_products_of_numbers_before(text: str, place: str, verdict: str | None) -> None:
    whole = f"# A convolution\n\n{text}\n"
    found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
    assert found.get(place) == verdict
