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
