"""Sequences, and what changes the number of axes: faults, operations by hand, axes of each layer's own."""

from __future__ import annotations

import pytest
from figures_of_text import figures

from symcnn.core.text.source import Source
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def code_of(text: str) -> str:
    """The code of the one fault of a network."""
    network, faults = elaborate(read(Source("test.cnn", text))[0])
    if network is not None and not faults:
        _, faults = measure(network)
    (fault,) = faults
    return fault.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("input 8x8x3\nlstm H=4", "needs-sequence"),
        ("input 8\nlstm H=4", "needs-sequence"),
        ("input 8x3\nlstm H=4 directions=3", "one-or-two"),
        ("input 8x3\nlstm H=4\nlstm H=4", "needs-sequence"),
        ("input 8x3\ngru H=4 returns=some", "not-a-word"),
        ("input 8x3\nattention heads=2", "heads-do-not-divide"),
        ("input 8x3\ncross_attention heads=3", "needs-inputs"),
        ("input 8x8x3\nwindow_attention heads=3 W=3", "does-not-divide"),
        ("input 8x8x6\npixel_shuffle S=2", "does-not-divide"),
        ("input 8x3\nembedding V=9 N=4", "one-channel"),
        ("input 8x8x3\nreshape O=60 N=3", "reshape-differs"),
        ("input 8x8x3\nclass_token", "needs-sequence"),
        ("input 8x3\nrepeat_vector O=3", "needs-vector"),
        ("input 192\nreshape O=8x8x8x8 N=3", "wrong-axes"),
        ("input 8x8x3\nreshape O=64 N=3\nconv N=1 K=3x3", "wrong-axes"),
    ],
)
def test_what_does_not_fit(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # the nearest that fits
        ("input 8x3\nlstm H=4 returns=all\nlstm H=4", (4,)),
        ("input 8x3\nattention heads=2 d=5", (8, 3)),
        ("input 8x1\nembedding V=9 N=4", (8, 4)),
        ("input 8x8x3\nreshape O=64 N=3\nconv N=1 K=3", (62, 1)),
        ("input 192\nreshape O=8x8 N=3\nconv N=1 K=3x3", (6, 6, 1)),
        ("input 8x8x3\nreshape O=64 N=3\nclass_token", (65, 3)),
        ("input 8x8x3\nreshape O=4x4x4 N=3\nconv N=1 K=1x2x3", (4, 3, 2, 1)),
    ],
)
def test_what_fits(text: str, expected: tuple[int, ...]) -> None:
    *_, last = figures(text).values()
    assert last.output == expected


def test_operations_by_hand() -> None:
    """Each weight once a step; each position meets every other twice."""
    found = figures("input 10x16\nL: lstm H=32\nA: attention heads=4 from input\nE: embedding V=9 N=3 from L\n")
    assert found["L"]["macs"] == 10 * 4 * (16 * 32 + 32 * 32)
    assert found["A"]["macs"] == 10 * 4 * 16 * 16 + 2 * 10 * 10 * 16
    assert (found["E"].output, found["E"]["macs"]) == ((32, 3), 0)


def test_a_receptive_field_behind_other_axes_is_not_told() -> None:
    found = figures("input 8x8x3\nC: conv N=4 K=3\nR: reshape O=36 N=4\nD: conv N=4 K=3\n")
    assert found["C"].receptive_field == (3, 3)
    assert (found["R"].receptive_field, found["D"].receptive_field) == ((None,), (None,))


@pytest.mark.parametrize(
    ("text", "code"),
    [  # PyTorch takes an output padding below the stride or the dilation, Keras only below the stride
        ("input 9x3\ntransposed_conv N=2 K=3 S=2 P=1 A=2", "output-padding-too-large"),
        ("convention keras\ninput 9x3\ntransposed_conv N=2 K=3 S=2 P=1 A=2 D=3", "output-padding-too-large"),
    ],
)
def test_what_output_padding_does_not_fit(text: str, code: str) -> None:
    assert code_of(text) == code


def test_output_padding_below_the_dilation() -> None:
    *_, last = figures("convention pytorch\ninput 9x3\ntransposed_conv N=2 K=3 S=2 P=1 A=2 D=3").values()
    assert last.output == (23, 2)
