"""What stacks of layers see that a sentence tells whole: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SAID = [
    ("A pile of four 3x3 convolutions sees 9x9 pixels.", "9x9", "right"),
    ("A pile of four 3x3 convolutions sees 11x11 pixels.", "11x11", "wrong"),  # one layer too many
    ("A pile of four 3x3 convolutions sees 12x12 pixels.", "12x12", "wrong"),  # so many times the window
    ("A pile of four 3x3 convolutions sees 31x31 pixels.", "31x31", None),  # it looks like no slip
    ("A pile of four 3x3 convolutions and a 2x2 max pool sees 11x11 pixels.", "11x11", None),  # another kind
    ("Would a pile of four 3x3 convolutions see 11x11 pixels?", "11x11", None),
    ("Four more 3x3 convolutions see 11x11 pixels.", "11x11", None),  # more than those that are not told here
    ("A pile of four 3x3 convolutions takes 11x11 pixels.", "11x11", None),  # nobody says that it sees them
    ("Two 5x5 convolutions see 9 x 9 pixels, three of them 15 x 15.", "15 x 15", "wrong"),
    ("Two 5x5 convolutions see 9 x 9 pixels, three of them 13 x 13.", "13 x 13", "right"),
    ("The receptive field of two stacked 7x7 layers is 13x13.", "13x13", "right"),
    ("两个 5×5 卷积叠起来的感受野是 9×9，三个叠起来是 15×15。", "15×15", "wrong"),
    ("两个 5×5 卷积叠起来的感受野是 9×9，三个叠起来是 13×13。", "13×13", "right"),
    ("With kernel 3 and dilations 1, 2, 4, 8 the stack reaches 31 samples.", "31", "right"),
    ("With kernel 3 and dilations 1, 2, 4, 8 the stack reaches 30 samples.", "30", "wrong"),
    ("With kernel 2 and dilations 1, 2, 4, …, 64 the stack reaches 128 samples.", "128", "right"),
    ("Three 3x3 layers with dilation rates 1, 2 and 4 have a receptive field of 15x15.", "15x15", "right"),
    ("Three 3x3 layers with dilation rates 1, 2 and 4 have a receptive field of 16x16.", "16x16", "wrong"),
    ("三层 3×3 卷积，空洞率依次为 1、2、5，感受野可达 17×17。", "17×17", "right"),
    ("Three 3x3 layers look at a window of 7 pixels, dilated by 1, 2 and 4 at 15.", "7", "right"),
    ("A 5×5 kernel with dilation 3 covers 13×13 pixels.", "13×13", "right"),
    ("A 5×5 kernel with dilation 3 covers 15×15 pixels.", "15×15", "wrong"),
    ("A 5×5 kernel covers 15×15 pixels.", "15×15", None),  # a dilation may be told elsewhere
    ("5×5 卷积核、空洞率 3 的等效尺寸是 13×13。", "13×13", "right"),
    ("3×3 kernels at rates 6, 12 and 24 have effective kernels of 13, 25 and 47.", "25", "right"),
    ("3×3 kernels at rates 6, 12 and 24 have effective kernels of 13, 25 and 47.", "47", "wrong"),
    ("3×3 kernels at rates 6, 12 and 24 have effective kernels of 13, 25 and 49.", "49", "right"),
    ("At a learning rate of 6 the 3×3 kernels see 13.", "13", None),
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 3, 7 and 23 pixels.", "23", "right"),
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 3, 7 and 15 pixels.", "15", "wrong"),  # without the stride
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 5, 7 and 15 pixels.", "15", None),  # two that do not fit
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 23 pixels, with a total stride of 4.", "4", "right"),
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 23 pixels, with a total stride of 3.", "3", "wrong"),
    ("Layers of 3×3/2, 3×3/2 and 5×5 see 23 pixels, with a total stride of 32.", "32", None),  # others may follow
    ("Kernel 2, dilations 1, 2, 4, …, 64. The receptive field is 128; repeated three times it is 382.", "382", "right"),
    ("Kernel 2, dilations 1, 2, 4, …, 64. The receptive field is 128; repeated three times it is 384.", "384", "wrong"),
    ("核长 3，空洞率 1、2、4、8，感受野 31。重复两遍是 61。", "61", "right"),
    ("核长 3，空洞率 1、2、4、8，感受野 31。重复两遍是 62。", "62", "wrong"),
    ("What do three 5×5 layers see? 13×13.", "13×13", "right"),
    ("What do three 5×5 layers see? 15×15.", "15×15", "wrong"),
    ("三层 5×5 的感受野是多少？15×15。", "15×15", "wrong"),
    ("Three 3x3 layers see 7×7, as a single 7×7 layer does, and two of them 6×6.", "6×6", "wrong"),
]


@pytest.mark.parametrize(("text", "place", "verdict"), SAID)
def test_what_a_stack_sees(text: str, place: str, verdict: str | None) -> None:
    found = check_document(read_document("a.md", text + "\n"))
    said = {text[one.start : one.end]: one.verdict.value for one in found if one.code.name == "receptive-field"}
    assert said.get(place) == verdict


LIST = """- conv1: 5x5, stride 1 → RF 5
- conv2: 3x3, stride 1 → RF 7
- pool1: 2x2, stride 2 → RF 8
- conv3: 3x3, stride 1 → RF {last}
"""


@pytest.mark.parametrize(
    ("more", "last", "place", "verdict"),
    [
        ("", "12", "12", "right"),
        ("", "14", "14", "wrong"),  # the stride of the layer itself
        ("- conv3: RF {last}\n", "14", "14", None),  # a layer is told of twice: of which network nobody knows
        ("\nThe receptive field of conv2 is 7×7 and that of conv3 is 12×12.\n", "12", "12×12", "right"),
        ("\nThe receptive field of conv2 is 7×7 and that of conv3 is 13×13.\n", "12", "13×13", None),
    ],
)
def test_what_the_layers_of_a_list_see(more: str, last: str, place: str, verdict: str | None) -> None:
    text = (LIST + more).format(last=last)
    found = check_document(read_document("a.md", text))
    said = {text[one.start : one.end]: one.verdict.value for one in found if one.code.name == "receptive-field"}
    assert said.get(place) == verdict


WINDOWS_TOLD_BESIDE = """等效卷积核：

- k = 3，d = 3：等效 7×7
- k = 5，d = 2：等效 9×9
- k = 5，d = 4：等效 {}
"""


@pytest.mark.parametrize(("size", "verdict"), [("17×17", "right"), ("20×20", "wrong"), ("16×16", "wrong")])
def test_figures_of_which_each_has_windows_of_its_own(size: str, verdict: str) -> None:
    assert _verdicts(WINDOWS_TOLD_BESIDE.format(size))[size] == verdict


ONE_LAYER_MORE = """- conv 3×3: receptive field 3
- conv 3×3: receptive field 5
- {}: receptive field 6
- conv 3×3: receptive field {}
"""


@pytest.mark.parametrize(
    ("pool", "last", "verdict"),
    [("pool 2×2", "10", "right"), ("pool 2×2", "8", "wrong"), ("pool", "10", "right"), ("pool", "8", None)],
)
def test_a_layer_of_which_no_window_is_told_is_not_passed_over(pool: str, last: str, verdict: str | None) -> None:
    assert _verdicts(ONE_LAYER_MORE.format(pool, last)).get(last) == verdict


def _verdicts(text: str) -> dict[str, str]:
    found = check_document(read_document("a.md", text))
    return {text[one.start : one.end]: one.verdict.value for one in found if one.code.name == "receptive-field"}


TOLD = [
    ("Kernel 25, stride 4, five layers: the receptive field grows 25, 121, 505, 2041, 8187 samples.", "8187", "wrong"),
    ("Kernel 25, stride 4, five layers: the receptive field grows 25, 121, 505, 2041, 8185 samples.", "8185", "right"),
    ("The receptive field goes 3 → 7 → 15 → 31 in four 3×3 layers of stride 2.", "31", "right"),
    ("Layers of 4×4 with strides 2, 2, 2, 1, 1. Backwards, the receptive fields are 4, 7, 16, 34, 70.", "34", "right"),
    ("Four 3×3 layers with dilations 1, 2, 4, 8 yield a 31×31 field.", "31×31", "right"),
    ("核长 2，空洞率从 1 翻倍到 512，感受野是 1024。", "1024", "right"),
    ("核长 2，空洞率从 1 翻倍到 512，感受野是 1023。", "1023", "wrong"),
    ("Conv 3×3 s2, then two 3×3 layers. After the first two layers a unit sees 9 pixels.", "9", None),  # of which two?
    ("r = 7, j = 2 after 7×7/2; r = 11, j = 4 after 3×3/2; r = 19, j = 4 after 3×3.", "19", "right"),
]


@pytest.mark.parametrize(("text", "place", "verdict"), TOLD)
def test_how_stacks_are_told(text: str, place: str, verdict: str | None) -> None:
    assert _verdicts(text + "\n").get(place) == verdict


SPANS = """All kernels are 3×3.

| dilation | effective size |
|---|---|
| 1 | 3 |
| 2 | 5 |
| 6 | {} |
| 12 | 25 |
"""


@pytest.mark.parametrize(("size", "verdict"), [("13", "right"), ("15", "wrong")])
def test_a_column_of_what_dilated_windows_span(size: str, verdict: str) -> None:
    assert _verdicts(SPANS.format(size)).get(size) == verdict


COMMENTS = """import torch.nn as nn

net = nn.Sequential(
    nn.Conv1d(1, 64, 10, stride=5),  # r = 10, j = 5
    nn.ReLU(),
    nn.Conv1d(64, 64, 3, stride=2),  # r = 20, j = 10
    nn.Conv1d(64, 64, 3, stride=2),  # r = {}, j = 20
    nn.Conv1d(64, 64, 3, stride=2),  # r = 80, j = 40
)
"""


@pytest.mark.parametrize(("size", "verdict"), [("40", "right"), ("30", "wrong")])
def test_comments_that_go_with_the_code(size: str, verdict: str) -> None:
    text = COMMENTS.format(size)
    said = {text[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.py", text))}
    assert said.get(size) == verdict
