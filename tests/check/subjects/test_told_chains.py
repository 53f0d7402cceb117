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
        # along one axis: how wide the kernels are, what stands before and behind, and two channels in one word
        ("双声道信号，长 960 点。卷积一：18 个核，宽 16，步幅 4，两边各补 6。输出 18×240，参数 594 个。",
         [("18×240", RIGHT), ("594", RIGHT)]),
        ("双声道信号，长 960 点。卷积一：18 个核，宽 16，步幅 4，两边各补 6。输出 18×241。", [("18×241", WRONG)]),
        ("A stereo signal of 4,000 samples. 24 kernels of width 25, stride 5, no padding: 24×796, 1,224 parameters.",
         [("24×796", RIGHT), ("1,224", RIGHT)]),
        # the first of those told at once, and what a pooling has none of
        ("The input is 3×64×64. 8 filters of 3×3 with padding 1 follow, then a 2×2 pool (the original has 96 filters "
         "there) that ends at 8×32×32. Three convolutions 3×3 with padding 1 come next. The first goes from 8 to 16 "
         "channels and has 1,168 parameters, the second goes from 16 to 24 channels and has 3,480.",
         [("8×32×32", RIGHT), ("1,168", RIGHT), ("3,480", RIGHT)]),
        ("输入 1×28×28。第一步 2 个模块，第二步 3 层。6 个 5×5 的核，补 2，得 6×28×28。", [("6×28×28", RIGHT)]),
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


LAYERS = (
    "The input is 3×48×64. Layer one: 20 filters of 5×5, stride 2, padding 2. Layer two is max pooling 2×2. "
    "Layer three: 36 filters of 3×3, padding 1.\n\n{}"
)
ITEMS = (
    "输入 3×50×50。\n\n1. 卷积一：12 个 3×3 的核，填充 1。\n2. 汇聚：2×2，步幅 2。\n"
    "3. 卷积二：24 个 3×3 的核，填充 1。\n\n{}"
)
NUMBERED = (
    "A tile of 4×60×80 passes through (i) a convolution with 10 kernels of 3×3, padding 1; (ii) max pooling 2×2, "
    "stride 2; (iii) a convolution with 16 kernels of 3×3, no padding.\n\n{}"
)
DECODER = (
    "My decoder starts from 128×6×8:\n  U1  transposed, 64 filters, kernel 4, stride 2, padding 1\n"
    "  U2  transposed, 32 filters, kernel 4, stride 2, padding 1\n  K3  conv, 3 filters, kernel 5, padding 2\n\n{}"
)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # what the numbers count says a word at the head of their paragraph
        (LAYERS.format("Parameters. Layer one has 1,520, and layer three 6,516."),
         {"1,520": RIGHT, "6,516": RIGHT}),
        (LAYERS.format("## Parameters\n\nLayer one has 1,520, and layer three 6,516."),
         {"1,520": RIGHT, "6,516": RIGHT}),
        (LAYERS.format("Receptive field. Layer one sees 5 pixels, the pool 7, and layer three 15."), {"15": RIGHT}),
        (ITEMS.format("先看参数。卷积一 336 个，卷积二 2616 个。"), {"336": RIGHT, "2616": RIGHT}),
        (ITEMS.format("再看感受野。卷积一之后为 3，汇聚之后为 4，卷积二之后为 8。"), {"4": RIGHT, "8": RIGHT}),
        # names of layers, wherever they stand
        (NUMBERED.format("So (i) gives 10×60×80, (ii) leaves 10×30×40, and (iii) gives 16×28×38."),
         {"10×60×80": RIGHT, "10×30×40": RIGHT, "16×28×38": RIGHT}),
        (NUMBERED.format("So (i) gives 10×60×80 and (ii) leaves 10×30×41."), {"10×60×80": RIGHT, "10×30×41": WRONG}),
        (DECODER.format("So U1 ends at 64×12×16, U2 at 32×24×32, and K3 at 3×24×32."),
         {"64×12×16": RIGHT, "32×24×32": RIGHT, "3×24×32": RIGHT}),
        (DECODER.format("A batch norm after U1 has 128 parameters."), {"128": RIGHT}),
    ],
)  # fmt: skip
def test_numbers_under_a_topic_or_a_name(text: str, verdicts: dict[str, str]) -> None:
    found = {quote: verdict for quote, _, verdict in said(text)}
    assert {quote: found.get(quote) for quote in verdicts} == verdicts
