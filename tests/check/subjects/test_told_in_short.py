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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Next: 20 of size 3x3 on the 9x9x14 map, which makes 7x7x20 and 2,540 parameters.", "2,540"),
        ("conv4 keeps 24 maps (kernel 3, padding 1): 5,184 weights.", "5,184"),
        ("对 18×18×12 的特征图再用 20 个 3×3（填充 1），得到 18×18×20，参数 2180。", "2180"),
        ("单通道信号长度为 1500，用 10 个宽度为 20 的卷积核（步长 5）做一维卷积，输出长度 297。", "297"),
    ],
)
def test_kernels_that_are_counted_before_their_size(text: str, quote: str) -> None:
    assert (quote, RIGHT) in {(found, verdict) for found, _, verdict in said(text)}


def test_a_wrong_size_behind_counted_kernels_is_called_wrong() -> None:
    text = "输入 33×33×3，20 个 4×4、步长 1、不填充的卷积核给出 {}。"
    assert ("31×31×20", WRONG) in {(found, verdict) for found, _, verdict in said(text.format("31×31×20"))}
    assert ("30×30×20", RIGHT) in {(found, verdict) for found, _, verdict in said(text.format("30×30×20"))}


@pytest.mark.parametrize("times", ["两次", "连续"])
def test_a_pooling_that_is_done_several_times_is_not_held_against_once(times: str) -> None:
    assert WRONG not in {verdict for *_, verdict in said(f"{times} 2×2 池化把 52×52×24 变成 13×13×24。")}
    assert ("13×13×24", WRONG) in {
        (found, verdict) for found, _, verdict in said("2×2 池化把 52×52×24 变成 13×13×24。")
    }


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("15×15×40 的特征图，经 20 个 1×1 的卷积核后为 15×15×20，权重 800 个。", "800"),
        ("After pooling by 2 the 44x44x9 map measures 22x22x9.", "22x22x9"),
        ("A signal of 1200 samples is pooled by six to 200 samples.", "200"),
        ("A mono signal of 900 samples. Layer one has 30 filters, each 60 samples long, hop 20: 43 frames.", "43"),
    ],
)
def test_what_tells_a_window_beside_its_layer(text: str, quote: str) -> None:
    assert (quote, RIGHT) in {(found, verdict) for found, _, verdict in said(text)}


def test_a_number_behind_by_is_a_window_only_of_a_pooling() -> None:
    assert not said("Accuracy rose by 4 to 14 points.")
    assert WRONG not in {verdict for *_, verdict in said("The 20x20x8 map is pooled, which cuts the size by 75 %.")}


@pytest.mark.parametrize(
    "text",
    [
        "conv2（60 个 3×3）输入 12×12×30，含偏置有 {} 个参数。",
        "The 30→60 layer uses 3x3 kernels and has {} parameters, biases included.",
    ],
)
def test_a_count_that_is_said_to_have_the_biases_is_not_right_without_them(text: str) -> None:
    """9·30·60 = 16,200 weights, and 60 biases."""
    assert RIGHT not in {verdict for quote, _, verdict in said(text.format(16200)) if quote == "16200"}
    assert ("16260", RIGHT) in {(quote, verdict) for quote, _, verdict in said(text.format(16260))}
    without = text.replace("，含偏置", "").replace(", biases included", "").format(16200)
    assert WRONG not in {verdict for *_, verdict in said(without)}


def test_a_calculation_that_does_not_come_out_is_not_right_by_its_result() -> None:
    text = "conv4 goes from 128 to 256 channels of a signal, three wide. That's 3·128·256 + 256 = {} parameters."
    assert RIGHT not in {verdict for quote, _, verdict in said(text.format("98,304")) if "98,304" in quote}
    assert RIGHT in {verdict for quote, _, verdict in said(text.format("98,560")) if "98,560" in quote}
