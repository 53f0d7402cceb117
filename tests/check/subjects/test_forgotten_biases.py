"""Biases that a document counts, and that one of its numbers lacks."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on
from document_findings import relation_verdict_on as related

LENET = """# 笔记

输入是 32×32 的灰度图。

- C1：6 个 5×5 卷积核，特征图 28×28，参数 156
- S2：2×2 下采样，特征图 14×14
- C3：{maps}
- S4：5×5 的图 16 张，参数 32
- C5：120 个 5×5 的核，参数 {params}
"""
BANK = (
    "A colour image meets 12 filters of 3×3; with biases they have 336 parameters. {} the 12 maps into a second bank "
    "of 30 filters of the same width and height, that second bank has {} parameters.\n"
)
SIDES = "A smaller layer has fewer {}; going from 96 to 32 channels on both sides reduces them by a factor of {}.\n"
COLUMN = """| step | setting | output | {head} |
|--|--|--|--|
| first | conv 3×3, pad 1, 2→10 | 10×20×20 | 190 |
| second | conv 3×3, pad 1, 10→12 | 12×20×20 | {second} |
| third | conv 3×3, pad 1, 12→16 | 16×20×20 | 1,744 |
| mean | global average | 16 | 0 |
| fc | dense 16→7 | 7 | {last} |
"""


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param("A dense layer from 30 to 4 has 124 weights and biases.", "124", "right", id="both are counted"),
        pytest.param("A dense layer from 30 to 4 has 120 weights and biases.", "120", "wrong", id="one is missing"),
        pytest.param("A dense layer from 30 to 4 has 120 weights, and biases.", "120", "right", id="they are apart"),
        pytest.param(
            "全连接层从 30 维到 4 维，共有 120 个权重和偏置。", "120", "wrong", id="one is missing, in Chinese"
        ),
        pytest.param(LENET.format(maps="16 张 10×10 的图", params=48120), "48120", "right", id="maps that come out"),
        pytest.param(LENET.format(maps="16 张 10×10 的图", params=48000), "48000", "wrong", id="biases are forgotten"),
        pytest.param(LENET.format(maps="对 14×14 的图做卷积", params=48000), "14×14", "right", id="maps that come in"),
        pytest.param(BANK.format("If we feed", "3,270"), "3,270", "right", id="a bank like the one before"),
        pytest.param(BANK.format("If we feed", "3,240"), "3,240", "wrong", id="without its biases"),
    ],
)
def test_forgotten_biases(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


@pytest.mark.parametrize(
    ("head", "second", "last", "place", "verdict"),
    [
        pytest.param("params", "1,092", "119", "119", "right", id="all have theirs"),
        pytest.param("params", "1,092", "112", "112", "wrong", id="the units alone lack theirs"),
        pytest.param("params", "1,080", "112", "112", None, id="those of another row lack theirs too"),
        pytest.param("weights + biases", "1,080", "112", "112", "wrong", id="the head says that all are counted"),
    ],
)
def test_a_row_without_biases(head: str, second: str, last: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, COLUMN.format(head=head, second=second, last=last)) == verdict


@pytest.mark.parametrize(
    ("quantity", "factor", "verdict"),
    [
        pytest.param("weights", "9", "right", id="of what the part before a semicolon speaks"),
        pytest.param("weights", "3", "wrong", id="one side alone"),
        pytest.param("layers", "3", "right", id="of what, nobody says"),
    ],
)
def test_a_change_behind_a_semicolon(quantity: str, factor: str, verdict: str | None) -> None:
    assert related(factor, SIDES.format(quantity, factor)) == verdict


LINE = """import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(5, 4, 1{bias})  # {conv}
        self.fc = nn.Linear(36, 7)  # {fc}

    def forward(self, x):  # (N, 5, 3, 3)
        return self.fc(self.conv(x).flatten(1))
"""


@pytest.mark.parametrize(
    ("told", "place", "verdict"),
    [
        pytest.param({"conv": "20 parameters"}, "20", "wrong", id="a small count of a layer that the code tells"),
        pytest.param({"conv": "24 parameters"}, "24", "right", id="with its biases"),
        pytest.param({"conv": "20 parameters", "bias": ", bias=False"}, "20", "right", id="which it has not"),
        pytest.param({"conv": "20 weights"}, "20", "right", id="weights"),
        pytest.param({"conv": "5 parameters each"}, "5", "right", id="of each kernel"),
        pytest.param({"fc": "36 * 7 = 252 parameters"}, "36 * 7 = 252", "wrong", id="worked out without them"),
        pytest.param({"fc": "36 * 7 = 252 weights"}, "36 * 7 = 252", None, id="worked out as weights"),
        pytest.param({"fc": "36 * 7 + 7 = 259 parameters"}, "36 * 7 + 7 = 259", None, id="worked out with them"),
    ],
)
def test_the_code_tells_that_its_layers_have_biases(told: dict[str, str], place: str, verdict: str | None) -> None:
    text = "```python\n" + LINE.format(**{"bias": "", "conv": "", "fc": "", **told}) + "```\n"
    assert verdict_on(place, text) == verdict


@pytest.mark.parametrize(
    ("said", "place", "verdict"),
    [
        pytest.param("6 个通道变为 20 个通道的 1×1 卷积，计偏置有 126 个参数。", "126", "wrong", id="one a channel"),
        pytest.param("6 个通道变为 20 个通道的 1×1 卷积，计偏置有 140 个参数。", "140", "right", id="one a kernel"),
        pytest.param("6 个通道变为 20 个通道的 1×1 卷积，不计偏置有 120 个。", "120", "right", id="none"),
    ],
)
def test_each_kernel_has_a_bias_and_no_channel(said: str, place: str, verdict: str) -> None:
    assert verdict_on(place, said) == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param("MACs of the convolution, biases not counted: 1,152,000.", "wrong", id="of operations alone"),
        pytest.param("Biases are not counted.", None, id="of all"),
    ],
)
def test_what_is_said_of_operations_holds_for_them(said: str, verdict: str | None) -> None:
    text = f"A 3×3 convolution with padding 1 leads from 8 to 40 channels on 20×20×8. {said}\n\n{{}}"
    text = text.format(
        "A dense layer from 60 to 7 has 427 parameters. A dense layer from 50 to 7 has 357 parameters. "
        "A dense layer from 30 to 7 has 210 parameters."
    )
    assert (verdict_on("210", text) == "wrong") is (verdict == "wrong")
