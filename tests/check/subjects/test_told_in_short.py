"""Layers told without the noun of one: arrows between channels, kernels alone, what is flattened."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("conv2 is 24 → 40 with kernel 5, so 24,000 weights and 40 biases.", "24,000"),
        ("A pointwise 72→24 follows: 1,728 weights, no biases.", "1,728"),
        ("On an 8x8x24 map: 3x3, 40, stride 1, padding 1 has 8,640 weights.", "8,640"),
        ("输入 20×20 灰度图，conv1（12 个 5×5）之后是 16×16×12。", "16×16×12"),
        ("conv2（30 个 3×3）输入 12×12×20，有 5430 个参数。", "5430"),
        ("The next convolution goes from 24 to 40 channels of a signal, five wide, and has 4,840 parameters.", "4,840"),
        ("The last map is 9x9x20, flattened: 1,620.", "1,620"),
        ("输出 9×9×20，拉直成 1620 维向量。", "1620"),
        ("特征图 36×36×20 经 2×2 池化减半为 18×18。", "18×18"),
        ("A 36x36x20 map is pooled to 18x18.", "18x18"),
    ],
)
def test_a_layer_without_its_noun(text: str, quote: str) -> None:
    assert (quote, RIGHT) in {(found, verdict) for found, _, verdict in said(text)}


def test_numbers_around_an_arrow_are_sizes_where_the_window_leads_from_one_to_the_other() -> None:
    for text in ("conv2 is 28 → 24 with kernel 5.", "conv2 is 64 → 64 with kernel 3."):
        assert WRONG not in {verdict for *_, verdict in said(text)}


def test_a_number_that_a_word_gives_to_another_is_no_calculation() -> None:
    assert not [verdict for *_, verdict in said("步长为 3，得到 98 个数。") if verdict == WRONG]
