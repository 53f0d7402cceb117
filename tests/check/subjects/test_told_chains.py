"""Chains of layers as prose tells them: several in one sentence, by words without numbers, by short words."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said

SEVERAL = (
    "The input is 1×40×56. Three 3×3 convolutions with padding 1 and stride 2 follow, with 12, 20 and 36 filters. "
    "The first has 120 parameters, the second {}, the third 6,516."
)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # an argument in a row, one number for each of the layers
        (SEVERAL.format("2,180"), [("120", RIGHT), ("2,180", RIGHT), ("6,516", RIGHT)]),
        (SEVERAL.format("2,801"), [("120", RIGHT), ("2,801", WRONG), ("6,516", RIGHT)]),
        ("输入 3×50×50。接三个 3×3 卷积，通道依次为 8、16、24，填充都是 1，步幅依次为 1、2、1。第二层输出 16×25×25，"
         "第三层 24×25×25。", [("16×25×25", RIGHT), ("24×25×25", RIGHT)]),
        ("A signal of 600 samples, one channel, passes four convolutions. Each has 10 filters of width 5, no padding, "
         "stride 1, and the dilations are 1, 2, 4, 8. The second has 510 parameters.", [("510", RIGHT)]),
        # what comes into several layers comes into the first of them
        ("The stack starts from 2×30×30: four 3×3 convolutions (padding 1) with 4, 8, 16 and 32 kernels. "
         "The fourth has 4,640 parameters.", [("4,640", RIGHT)]),
        ("Two 4×4 transposed convolutions with stride 2 and padding 1 have 48 and 24 filters; the input is 96×8×8. "
         "The first gives 48×16×16, the second 24×32×32.", [("48×16×16", RIGHT), ("24×32×32", RIGHT)]),
        # sides, zeros and strides in other words
        ("The input has 66 rows by 90 columns and one channel. Ten 3×3 filters, nothing padded, stride 1, give "
         "64×88×10.", [("64×88×10", RIGHT)]),
        ("An image of 3×81×81. Eight kernels 5×5, stride 2, a border of two zeros: 8×41×41.", [("8×41×41", RIGHT)]),
        ("灰图 44×44。12 个 5×5 的核，步 1，不补，得 12×40×40。再接 2×2 最大汇聚，步 2，变为 12×20×20。",
         [("12×40×40", RIGHT), ("12×20×20", RIGHT)]),
        ("输入是 3 通道 60×60 的彩图。第一层 16 个 4×4 的核，步 2，补 1，输出 16×31×31。", [("16×31×31", WRONG)]),
        # a network that is named, and what it tells apart, are no layers
        ("## A small convolutional net for 12 classes\n\nThe input is 1×32×32. 6 filters of 5×5, unpadded, give "
         "6×28×28 and have 156 parameters.", [("6×28×28", RIGHT), ("156", RIGHT)]),
        ("# 卷积神经网络笔记\n\n输入 1×32×32，要分 12 类。6 个 5×5 的核，不填充，得到 6×28×28，参数 156 个。",
         [("6×28×28", RIGHT), ("156", RIGHT)]),
    ],
)  # fmt: skip
def test_layers_as_prose_tells_them(text: str, verdicts: list[tuple[str, str]]) -> None:
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= set(verdicts)
