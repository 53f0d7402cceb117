"""Output sizes in sentences, behind calculations and beside code."""

from __future__ import annotations

import pytest
from document_findings import CONDITIONAL, RIGHT, WRONG, said


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("卷积，输入是227×227×3，使用96个11×11×3的卷积核，步长为4，得到的特征图为55×55×96。",
         [("11×11×3", RIGHT), ("55×55×96", RIGHT)]),
        ("卷积，输入是224×224×3，使用96个11×11×3的卷积核，步长为4，填充为0，得到的特征图为55×55×96。",
         [("11×11×3", RIGHT), ("55×55×96", WRONG)]),
        ("卷积，输入是224×224×3，使用96个11×11×3的卷积核，步长为4，得到的特征图为55×55×96。",
         [("11×11×3", RIGHT)]),  # padding untold
        ("The convolution takes an input of 32x32x1; with 5x5 kernels, stride 1, padding 0, the output is 28x28x6.",
         [("28x28x6", RIGHT)]),
        ("The convolution takes an input of 32x32x1; with 5x5 kernels, stride 1, padding 0, the output is 27x27x6.",
         [("27x27x6", WRONG)]),
        ("Convolution with 3x3 kernels and same padding on an input of 14x14x8: output 14x14x16.",
         [("14x14x16", RIGHT)]),
        ("For a 7x7 input and a 3x3 filter with stride 1 and pad 0 we get a 5x5 output.", [("5x5", RIGHT)]),
        ("For a 7x7 input and a 3x3 filter with stride 1 and pad 0 we get a 6x6 output.", [("6x6", WRONG)]),
        ("输入224×224×3，使用64个3×3的卷积核，步长1，填充1，则输出为224×224×64。", [("224×224×64", RIGHT)]),
        ("对227×227×3的图像，用96个11×11×3的卷积核以步长4卷积，得到55×55×96的特征图。",
         [("11×11×3", RIGHT), ("55×55×96", RIGHT)]),
        ("Max pooling with a 3x3 window, stride 2 and padding 0, input 112x112x64, output 56x56x64.",
         [("56x56x64", CONDITIONAL)]),  # ceiling mode
    ],
)  # fmt: skip
def test_a_layer_in_a_sentence(text: str, verdicts: list[tuple[str, str]]) -> None:
    assert [(quote, verdict) for quote, code, verdict in said(text) if code == "layer-output"] == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Dilated convolution: input 28×28, kernel size 3×3, stride 1, padding 2, dilation 2, output 28×28.",
        "The conv layer has input 224×224, kernel size 7×7, stride 2, padding 3 and, after a pool, output 56×56.",
        "Conv block: input 56×56×64, kernel size 3×3, stride 1, padding 1 (two of them), output 28×28×64.",
        "转置卷积：输入为4×4，卷积核大小4×4，步长2，填充1，输出为8×8。",
        "卷积层：输入为32×32，卷积核大小5×5，步长1，padding=2，经过池化后输出 16×16。",
    ],
)
def test_what_more_than_one_plain_layer_gives(text: str) -> None:
    assert [quote for quote, _, verdict in said(text) if verdict == WRONG] == []


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("输出尺寸：(227-11)/4+1=55，即 55×55×96。", [("55×55×96", RIGHT)]),
        ("(28-3)/2+1 = 13, so 13x13x32", [("13x13x32", CONDITIONAL)]),
        ("(227-11)/4+1 = 55, from 227×227×3 images", []),
        ("(227-11)/4+1 = 55, 55*55*96 = 290400", []),
        ("50+5 = 55 pictures of 55×55×3", []),  # nothing is taken off a size
    ],
)
def test_shapes_behind_their_calculation(text: str, shapes: list[tuple[str, str]]) -> None:
    assert [(quote, verdict) for quote, code, verdict in said(text) if code == "layer-output"] == shapes


CODE = """
model = Sequential([
    # 28*28*1 -> {first}
    Conv2D(6, 5, input_shape=(28, 28, 1)),
    MaxPooling2D(2),  # {second}
    Flatten(),
    Dense(10),
])
"""


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        ("24*24*6", "12x12x6", [("28*28*1", RIGHT), ("24*24*6", RIGHT), ("12x12x6", RIGHT)]),
        ("24*24*16", "12x12x6", [("28*28*1", RIGHT), ("24*24*16", WRONG), ("12x12x6", RIGHT)]),
        (
            "6*24*24",
            "24*24*6",
            [("28*28*1", RIGHT), ("6*24*24", RIGHT), ("24*24*6", RIGHT)],
        ),  # channels first; what it takes
        ("7*9*11", "8*8", [("28*28*1", RIGHT)]),  # something else
    ],
)
def test_shapes_in_comments(first: str, second: str, verdicts: list[tuple[str, str]]) -> None:
    found = said(CODE.format(first=first, second=second), "net.py")
    assert [(quote, verdict) for quote, code, verdict in found if code == "layer-output"] == verdicts
