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


CLIP = "The input is 3×16×112×112. conv1: 32 kernels of 3×3×3, padding 1. Output {}, {} parameters."
CALLS = "`Conv1d({0}, 18, 6)` on 50 samples gives 18 x 45 and has {1} parameters."


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # four sizes: the channels may stand first; a batch of pictures has channels that come second
        (CLIP.format("32×16×112×112", "2,624"), [("32×16×112×112", RIGHT), ("2,624", RIGHT)]),
        ("The input is 8×3×32×32. conv1: 16 kernels of 3×3, padding 1. Output 8×16×32×32, 448 parameters.",
         [("8×16×32×32", RIGHT), ("448", RIGHT)]),
        # where nothing tells how many axes there are, a cube is none of the things that it may be for sure
        ("conv1: 32 kernels of 3×3×3 on RGB: 2,624 parameters.", [("2,624", RIGHT)]),
        ("conv1: 32 kernels of 3×3×3 on RGB: 896 parameters.", [("896", RIGHT)]),
        # the name of the class tells it, whatever stands beside it
        ("Conv3d with kernel 3, 16 channels in and 32 out, has 13,856 parameters.", [("13,856", RIGHT)]),
        (CALLS.format(2, 234), [("18 x 45", RIGHT), ("234", RIGHT)]),
        (CALLS.format(2, "1,314"), [("1,314", WRONG)]),
        ("| layer | out | params |\n|---|---|---|\n| input | 1×1000 | |\n| Conv1d(1, 16, 9) | 16×992 | 160 |\n"
         "| MaxPool1d(4) | 16×248 | 0 |\n| Conv1d(16, 32, 9) | 32×240 | 4,640 |\n",
         [("160", RIGHT), ("16×248", RIGHT), ("32×240", RIGHT), ("4,640", RIGHT)]),
    ],
)  # fmt: skip
def test_all_that_is_told_along_as_many_axes_is_read_so(text: str, verdicts: list[tuple[str, str]]) -> None:
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= set(verdicts)


@pytest.mark.parametrize("given", ["2,624", "896"])
def test_both_readings_of_a_cube_are_tried_before_a_number_is_wrong(given: str) -> None:
    text = "conv1: 32 kernels of 3×3×3 on RGB: {} parameters."
    assert WRONG not in {verdict for *_, verdict in said(text.format(given))}


def test_axes_of_one_exercise_are_none_of_the_next() -> None:
    text = "1. 一维卷积 6→18 通道，核长 7：774 个参数。\n2. 卷积 3×3，16→32 通道：{} 个参数。\n"
    assert ("4,640", RIGHT) in {(quote, verdict) for quote, _, verdict in said(text.format("4,640"))}
    assert ("4,604", WRONG) in {(quote, verdict) for quote, _, verdict in said(text.format("4,604"))}


def test_sizes_in_letters_are_not_judged() -> None:
    text = "Conv1d(40, 64, 5, padding=2) makes (N, 64, T) of (N, 40, T). It has 12,864 parameters."
    assert {verdict for *_, verdict in said(text)} == {RIGHT}


ROWS = (
    "Input is one grey channel, 24 × 24 × 16 voxels.\n\n| layer | k | s | p | output (C, D, H, W) | params |\n"
    "|---|---|---|---|---|---|\n| Conv3d | 3 | 1 | 1 | 8, 24, 24, 16 | 224 |\n"
    "| MaxPool3d | 2 | 2 | 0 | 8, 12, 12, 8 | 0 |\n| Conv3d | 3 | 2 | 1 | {} | {} |\n"
)
LINES = (
    "Clips of 8 frames, 56×56, RGB: 3×8×56×56.\n\n```\nconv1  3→16   16×8×56×56\npool1  (1,2,2)  16×8×28×28\n"
    "pool2  (2,2,2)  {}\n```\n\nThe convolution is 3×3×3, padded by 1.\n"
)
TURNS = (
    "二维卷积 64→32 通道，核 2×2，步幅 2。\n\n一维旁支：1×8000，核长 80、步长 4、无填充、16 个核，长 1980，参数 {}。\n"
)


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # bare numbers below a head of as many sizes are one map
        (ROWS.format("16, 6, 6, 4", "3,472"), "16, 6, 6, 4", RIGHT),
        (ROWS.format("16, 6, 6, 4", "3,472"), "3,472", RIGHT),
        (ROWS.format("16, 6, 6, 4", "3,427"), "3,427", WRONG),
        # windows of three sides on lines of maps
        (LINES.format("16×4×14×14"), "16×4×14×14", RIGHT),
        (LINES.format("16×8×14×14"), "16×8×14×14", None),
        # a map along another number of axes is not what comes into the next layer
        (TURNS.format("1,296"), "1,296", None),
        # so many kernels as are told beside them may be those that were chosen
        ("输入 3×16×32×32。第一层 3×3×3，64 个核太贵，用 32 个，padding 1。输出 32×16×32×32。", "32×16×32×32", None),
    ],
)  # fmt: skip
def test_maps_of_tables_and_lines(text: str, place: str, verdict: str | None) -> None:
    found = {quote: verdict for quote, _, verdict in said(text)}
    assert found.get(place) == verdict if verdict else found.get(place) != WRONG
