"""Receptive fields that are counted up: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

_TABLE = """| layer | kernel | stride | output |
|---|---|---|---|
| conv1 | 5×5 | 1 | 44×44×8 |
| pool1 | 2×2 | 2 | 22×22×8 |
| conv2 | 3×3 | 1 | 20×20×16 |
| pool2 | 2×2 | 2 | 10×10×16 |

"""

SAID = [
    ("A unit of conv1 sees 5×5 pixels, one of pool1 6×6, one of conv2 10×10.", "10×10", "right"),
    ("A unit of conv1 sees 5×5 pixels, one of pool1 6×6, one of conv2 8×8.", "8×8", "wrong"),
    ("A unit of pool1 sees 6×6 pixels, one of conv2 10×10, one of pool2 14×14.", "14×14", "wrong"),
    ("A unit of conv1 sees 5×5 pixels, one of pool1 7×7, one of conv2 8×8.", "8×8", None),  # two that do not fit
    ("A unit of conv1 sees 5×5 pixels, one of conv2 8×8.", "8×8", None),  # no more than two
    ("If a unit of conv1 saw 5×5 pixels, one of pool1 6×6, conv2 would see 8×8.", "8×8", None),
    ("A unit of conv1 sees 5×5 pixels, one of pool1 6×6, one of pool2 12×12.", "6×6", "right"),
    ("The maps of conv1 have 5×5 pixels, those of pool1 6×6, those of conv2 8×8.", "8×8", None),  # nobody sees
    ("前两层的感受野为 5×5，池化之后 6×6，第二个卷积之后 8×8。", "8×8", "wrong"),
    ("前两层的感受野为 5×5，池化之后 6×6，第二个卷积之后 10×10。", "10×10", "right"),
]


@pytest.mark.parametrize(("text", "place", "verdict"), SAID)
def test_what_layers_see_one_after_the_other(text: str, place: str, verdict: str | None) -> None:
    whole = f"{_TABLE}{text}\n"
    found = [one for one in check_document(read_document("a.md", whole)) if one.code.name == "receptive-field"]
    said = {whole[one.start : one.end]: one.verdict.value for one in found if one.start >= len(_TABLE)}
    assert said.get(place) == verdict


_ITEMS = """- 第一层：5×5 卷积，6 个卷积核，感受野 5×5。
- 第二层：2×2 池化，步长 2，感受野 6×6。
- 第三层：5×5 卷积，16 个卷积核，感受野 14×14，参数是第一层的 15.5 倍。
- 第四层：2×2 池化，步长 2，感受野 {}。
"""


@pytest.mark.parametrize(("size", "verdict"), [("16×16", "right"), ("18×18", "wrong")])
def test_a_layer_that_is_compared_with_is_not_gone_on_from(size: str, verdict: str) -> None:
    text = _ITEMS.format(size)
    said = {text[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", text))}
    assert said.get(size) == verdict
