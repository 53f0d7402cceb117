"""Phrases by forms: what regular expressions say of the same notation is the judge."""

from __future__ import annotations

import re

import pytest

from symcnn.documents.reading.phrase_forms import PREFIX, beginnings, ends_of, read_form
from symcnn.documents.reading.vocabulary import PHRASES, meaning_of

NOTATIONS = sorted({phrase for phrases in PHRASES.values() for phrase in phrases})
TEXTS = [
    "input size",
    "input-volume's height",
    "inputwidth",
    "in width",
    "in w",
    "image",
    "total number of input channels",
    "num of kernels",
    "no. of filters",
    "# weights",
    "kernel size",
    "k size",
    "ksize",
    "k",
    "filter_size",
    "size of the square input image",
    "pooling windows",
    "number of kernels in the previous layer",
    "receptive field",
    "mult-add",
    "multadds",
    "zero padding on each side",
    "paddings",
    "rows of zero padding",
    "output feature map maps size",
    "bias count",
    "biasess",
    "trainable params",
    "strides",
    "step size",
    "hue",
    "",
    "输入图像的宽",
    "输入的高度",
    "卷积核的大小",
    "核数量",
    "输出特征图的通道数",
    "上一层的卷积核数量",
    "步长大小",
    "填充圈数",
    "总填充",
    "累计步长",
    "param的数量",
    "图片的通道",
    "空间尺寸",
    "个不同的卷积核",
    "乘加运算的次数",
    "感受野",
    "池化窗口大小",
    "输入feature的数量",
    "size",
]


def pattern(notation: str) -> re.Pattern[str]:
    return re.compile(notation.replace(" ?", " ").replace(" ", r"[\s_\\\-]*"), re.IGNORECASE)


def test_the_longest_end_is_that_of_the_regular_expression() -> None:
    met = set()
    for notation in NOTATIONS:
        form, expected = read_form(notation), pattern(notation)
        for text in TEXTS:
            ends = {end for end in range(len(text) + 1) if expected.fullmatch(text, 0, end)}
            assert {*ends_of(form, text, {0: ""})} == ends, (notation, text)
            if ends - {0}:
                met.add(notation)
                assert {text[:length] for length in range(1, PREFIX + 1)} & beginnings(form), (notation, text)
    assert len(met) > 40


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("a|bc", "bcd", {2: ""}),
        ("(?:a|b)*c", "abac", {4: ""}),
        ("(?:a|b)*c", "abad", {}),
        ("(?P<w>width)|height", "width", {5: "w"}),
        ("(?P<w>width)|height", "height", {6: ""}),
        ("x[长幅]?", "x幅", {1: "", 2: ""}),
        ("no\\.?", "no.", {2: "", 3: ""}),
        ("k ?size", "k - size", {8: ""}),
        ("k ?size", "k + size", {}),
    ],
)
def test_forms(notation: str, text: str, expected: dict[int, str]) -> None:
    assert ends_of(read_form(notation), text, {0: ""}) == expected


@pytest.mark.parametrize(
    ("phrase", "is_known"),
    [
        ("kernel size", True),
        ("kernel sizes", False),
        ("步长", True),
        ("步", False),
        ("Strides", True),
        ("stridesx", False),
    ],
)
def test_a_phrase_ends_with_a_whole_word(phrase: str, is_known: bool) -> None:
    assert (meaning_of(phrase) is not None) is is_known
