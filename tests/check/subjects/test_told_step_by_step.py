"""Layers told step by step: behind arrows, with their arguments in short, as questions, as lists of channels."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said, verdict_at

STEPS = "输入 48×48×3\n→ 5×5/1, 16 个, pad 2:48×48×16,参数 1,216\n→ 2×2/2 池化:24×24×16\n→ 1×1, 12 个:{} 参数\n"
FRAMES = "frame 40x60x3\n\nAll convolutions are unpadded.\n\n  -> conv3x3/2, 24 -> 19x29x24\n  -> conv3x3/2, 30 -> {}\n"
QUESTION = "Q1. 40x40x6, 10 filters 5x5, stride 1, no padding. Output volume?\n    A: (40-5)/1+1 = 36, so {}.\n"
PICTURE = "The input is 96x64x3.\n\n* L1: 5x5 s2 p2, 20 filters -> {}, 1,520 parameters\n"
LISTED = "Then come layers of 3×3 with 24 channels in front, all padded by one:\n\n* 24 → 48: 10,416\n* 48 → 96: {}\n"
POOLED = "The input is 32x32x3. 24 filters of 5x5 give 28x28x24. Pooling, 3 wide with step 2, leaves {}."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (STEPS, "204"),
        (FRAMES, "9x14x30"),
        (QUESTION, "36x36x10"),
        (PICTURE, "48x32x20"),
        (LISTED, "41,568"),
        (POOLED, "13x13x24"),
        ("Input 30x30x3. `stem`: 3x3 conv, 10 filters. Weights + biases: {}.", "280"),
        ("On a 16x16x24 map: 3x3 g4 with 48 kernels has {} weights.", "2,592"),
    ],
)
def test_a_layer_of_steps_is_known(text: str, place: str) -> None:
    assert verdict_at(text, place) == RIGHT


@pytest.mark.parametrize(("text", "place"), [(PICTURE, "49x33x20"), (POOLED, "14x14x24")])
def test_what_does_not_follow_from_a_step_is_wrong(text: str, place: str) -> None:
    assert verdict_at(text, place) in {WRONG, "conditional"}


@pytest.mark.parametrize(
    "text",
    [
        "The map is 16x16x40. Step 2: 3x3 kernels, padded by one, 40 of them, give 16x16x40.",
        "Weights, biases: 270 and 10 for 10 filters of 3x3 on RGB.",
        "A 7x7 map, p1 to p4 are its quarters.",
        "Input 224, 3x3 with 64 filters, output 222x222x64.",
        "Widths of the stages:\n\n* 24 → 48: 10,416 pictures\n* 48 → 96: 9,000 pictures\n",
    ],
)
def test_what_only_looks_like_a_step_is_no_error(text: str) -> None:
    assert WRONG not in {verdict for *_, verdict in said(text)}


LETTERS = "- $n=48,k=5,s=2,p=2$: $o={}$\n"
THREE = "Input 96x96x3, then three 3x3 stride-2 pad-1 convs with 8, 16, 24 filters -> 48x48x8, 24x24x16, {}.\n"
SAME_KERNEL = "All convolutions 4x4, no biases.\n\nz  50 x 1 x 1\n -> tconv s1 p0  64 x 4 x 4\n -> tconv s2 p1  {}\n"
LISTED_LAYERS = "Conv2d-5 has 32 kernels of 3x3 on 20 maps of 30x30, padded by one. Conv2d-5 {} MACs.\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (LETTERS, "24"),
        ("A list: n = 90, k = 8, s = 5, p = 0 gives {}; n = 90, k = 8, s = 5, p = 1 too.", "17"),
        (THREE, "12x12x24"),
        (THREE + "Parameters of the three: 224, 1,168, {}.\n", "3,480"),
        (SAME_KERNEL, "32 x 8 x 8"),
        (LISTED_LAYERS, "5,184,000"),
    ],
)
def test_letters_rows_and_kernels_told_for_all(text: str, place: str) -> None:
    assert verdict_at(text, place) == RIGHT


@pytest.mark.parametrize(("text", "place"), [(LETTERS, "26"), (THREE, "12x13x24")])
def test_an_error_among_letters_and_rows_is_called_wrong(text: str, place: str) -> None:
    assert verdict_at(text, place) in {WRONG, None}


@pytest.mark.parametrize(
    "text",
    [
        "For n = 48 pictures and k = 5 folds we need o = 30 runs.",
        "With i = 3 and k = 5, s = 2 and p = 2 the sum over o = 7 terms is small.",
        "Three 3x3 convs follow; 20x20x8, 10x10x16 and 7x7x5 are maps of others.",
        "The speed is (in-1)*2 frames; out (1) is the exit.",
    ],
)
def test_letters_of_other_things_are_no_sizes(text: str) -> None:
    assert WRONG not in {verdict for *_, verdict in said(text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- 层①：5×5 卷积，步长 2，补 2，14 核。120×80 → 60×40×14；参数 {}。\n", "1064"),
        ("Input 20×20×24, output 40 channels, 3×3, stride 1, padding 1, no biases (BN follows): {} weights.", "8,640"),
        ("卷积一律无偏置。输入 12×18×18，输出 20 通道，5×5，步长 1，填充 2，权重 {} 个。", "6000"),
    ],
)
def test_what_stands_beside_a_step_belongs_to_it(text: str, place: str) -> None:
    assert verdict_at(text, place) == RIGHT
    assert WRONG not in {verdict for *_, verdict in said(text.replace("{}", place))}


def test_a_normalisation_alone_is_no_convolution() -> None:
    text = "The map is 20x20x24. Batch normalisation follows with 48 parameters, after 3x3 windows."
    assert WRONG not in {verdict for *_, verdict in said(text)}


def test_the_window_beside_a_kind_in_a_row_that_is_printed() -> None:
    rows = (
        " conv2d (Conv2D)         (None, 40, 40, 16)        448\n"
        " conv2d_1 (Conv2D, 5x5)  (None, 36, 36, 24)        {}\n"
        " conv2d_2 (Conv2D)       (None, 34, 34, 24)        5208\n"
    )
    assert verdict_at("All kernels 3x3 unless stated.\n\n" + rows, "9624") == RIGHT
    assert WRONG not in {verdict for *_, verdict in said(rows.replace("{}", "9624"))}
