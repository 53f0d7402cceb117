"""Layers along one axis and along three, in sentences: signals, frames, video."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("A mono signal of 3000 samples enters. conv1 has 8 filters of width 25 with stride 5: 596 frames and "
         "208 parameters.", [("596", RIGHT), ("208", RIGHT)]),
        ("Input: a tensor (batch, 1, 6000). conv1 has 24 filters with a width of 40 samples moving by 4 samples at a "
         "time. From 6,000 samples you get 1,491 frames.", [("1,491", RIGHT)]),
        ("A signal of 640 frames. pool1 (width 4, stride 4) shortens it to 160 frames.", [("160", RIGHT)]),
        ("一段单声道音频，共 9000 个采样点。一维卷积 20 个核，核长 100，步长 50，得到 179 帧。", [("179", RIGHT)]),
        ("conv2 为一维卷积，24→48 通道，核长 3，共 3504 个参数。", [("3504", RIGHT)]),
        ("A clip is 8 frames of 40x40 pixels with 3 colour channels. 16 kernels of 3x3x3 with padding 1 give "
         "16 x 8 x 40 x 40 and 1,312 parameters.", [("16 x 8 x 40 x 40", RIGHT), ("1,312", RIGHT)]),
        ("视频片段 8 帧，每帧 40×40，3 通道。16 个 3×3×3 的卷积核，填充 1，输出 16×8×40×40。",
         [("16×8×40×40", RIGHT)]),
        ("三维池化 (1,2,2) 把 16×8×40×40 变成 16×8×20×20。", [("16×8×20×20", RIGHT)]),
    ],
)  # fmt: skip
def test_layers_of_signals_and_of_video(text: str, verdicts: list[tuple[str, str]]) -> None:
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= set(verdicts)


def test_a_kernel_along_three_axes_is_not_a_deep_one() -> None:
    """27·16·32 + 32 = 13,856; a kernel of 3×3×16 would have 9·16·32 + 32 = 4,640."""
    text = "conv2, 32 kernels 3x3x3 on 16 channels: {} parameters."
    assert WRONG not in {verdict for *_, verdict in said(text.format("13,856"))}
    assert ("13,856", RIGHT) in {(quote, verdict) for quote, _, verdict in said(text.format("13,856"))}


def test_a_kernel_as_deep_as_its_input_is_one_along_two_axes() -> None:
    text = "The input is 12x12x3. 32 kernels of 3x3x3 with stride 1 give 10x10x32 and 896 parameters."
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= {("10x10x32", RIGHT), ("896", RIGHT)}


def test_a_volume_of_a_picture_has_two_axes() -> None:
    text = "The 3-D input volume is 20x20x3. 16 filters of 5x5 with stride 1 and padding 0 give {}."
    assert ("16x16x16", RIGHT) in {(quote, verdict) for quote, _, verdict in said(text.format("16x16x16"))}
    assert ("17x17x16", WRONG) in {(quote, verdict) for quote, _, verdict in said(text.format("17x17x16"))}


def test_how_many_samples_come_in_is_no_output() -> None:
    text = "A mono signal of 3000 samples enters. conv1 has 8 filters of width 25, stride 5. From 3,000 samples go on."
    assert WRONG not in {verdict for *_, verdict in said(text)}


def test_what_comes_out_before_a_pooling_is_of_the_layer_before() -> None:
    text = (
        "A mono signal of 100 samples enters. conv1 has 8 filters of length 5, output length 96, pooled to 48. "
        "Length: 48. conv2 again has 8 filters of length 5: 44 frames."
    )
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= {("96", RIGHT), ("48", RIGHT), ("44", RIGHT)}
    assert WRONG not in {verdict for _, verdict in found}


def test_pooling_along_three_axes_keeps_one_eighth() -> None:
    text = (
        "A clip: 3 colour channels, 8 frames of 40x40. conv1: 16 kernels 3x3x3, padding 1. "
        "pool1 is (2,2,2): 16 x 4 x 20 x 20, one eighth of the values."
    )
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert ("16 x 4 x 20 x 20", RIGHT) in found
    assert WRONG not in {verdict for _, verdict in found}
