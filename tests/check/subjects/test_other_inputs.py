"""Well-known networks on other inputs than their own: maps, totals, and what is a slip of them."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SCANS = """# Notes on VGG-19

VGG-19 is deep.

## Our scans

The slices are 256×192.

| behind | map |
|--|--|
| block 1 | 128×96×64 |
| block 2 | 64×48×128 |
| block 3 | {}×256 |
| block 4 | 16×12×512 |
"""
SIGNS = """# ResNet-18 认路牌

我们用 ResNet-18。输入为 96×128，共 43 类。

- 首层：48×64
- 池化：24×32
- 第二级：{}
- 第三级：6×8

参数共 {} 个。
"""
OTHER = """# ResNet-50

ResNet-50 is deep.

## Something else

Our network takes 200×100. A convolution with 3×3 windows, stride 2 and padding 1 gives 100×50, then 50×25, then {}.
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SCANS.format("32×24"), []),
        (SCANS.format("32×25"), ["32×25×256"]),
        # a size that is not nearly that of a map between its neighbours is of something else
        (SCANS.format("32×18"), []),
        (SIGNS.format("12×16", "11 198 571"), []),
        (SIGNS.format("12×17", "11 198 571"), ["12×17"]),
        # who tells windows tells of a network of his own
        (OTHER.format("25×12"), []),
    ],
)
def test_what_is_called_wrong(text: str, wrong: list[str]) -> None:
    document = read_document("notes.md", text)
    found = (finding for finding in check_document(document) if finding.verdict.value == "wrong")
    assert [document.text[one.start : one.end].replace("*", "×") for one in found] == wrong


def test_the_total_for_so_many_classes() -> None:
    document = read_document("notes.md", SIGNS.format("12×16", "11 198 571"))
    found = [finding for finding in check_document(document) if document.text[finding.start :].startswith("11 198 571")]
    assert [finding.verdict.value for finding in found] == ["right"]
