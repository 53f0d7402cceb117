"""A line used again: its weights count once, its operations every time; and figures of earlier layers in arguments."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Sym
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.quantities import quantity_of
from symcnn.network.figures.values import as_written
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate

BLOCK = "block b(N) { c: conv N=N K=3 ; relu ; d: conv N=2*N K=1 }\n"


def measured(text: str) -> tuple[Figures | None, list[str]]:
    """The figures of a network, and its faults, each with what stands where it lies."""
    program, faults = read(Source("test.cnn", text))
    assert not faults
    network, faults = elaborate(program)
    if network is None or faults:
        return None, [f"{fault.code} {text[fault.start : fault.end]}" for fault in faults]
    figures, faults = measure(network)
    return figures, [f"{fault.code} {text[fault.start : fault.end]}" for fault in faults]


@pytest.mark.parametrize(
    ("text", "params", "macs"),
    [
        ("input 1024\nd: dense N=1024\nrepeat 99 { again d }", "1049600", "104857600"),
        ("input 1024\nd: dense N=1024\nrepeat n { again d }", "1049600", "1048576*n + 1048576"),
        ("input 8x8x3\na: conv N=4 K=3 P=1\nb: again a from input", "112", str(2 * 64 * 108)),
        ("input 8x8x3\na: conv N=4 K=3 P=1\nb: again a from input\nc: again b from input", "fault", "not-again b"),
        ("input 8x8x3\na: conv N=4 K=3\np: max_pool K=2 from input\nb: again a", "112", str((36 + 4) * 108)),
        (BLOCK + "input 9x9x3\na: b N=4\ne: again a from input", "152", str(2 * 49 * (108 + 32))),
        (BLOCK + "input 9x9x8\nr: repeat 2 { b N=4 }\ns: again r from input", "664", str(2 * (49 + 25) * (288 + 32))),
        ("input 9x9x3\np: parallel add { path { conv N=3 K=1 } path { } }\nq: again p", "12", str(2 * 81 * 9)),
        ("input 8x8x3\nn: batch_norm\nm: again n", "12", "0"),
    ],
)
def test_weights_count_once_and_operations_every_time(text: str, params: str, macs: str) -> None:
    figures, faults = measured(text)
    if params == "fault":
        assert faults == [macs]
        return
    assert figures is not None
    assert not faults
    assert (str(figures.total("params")), str(figures.total("macs"))) == (params, macs)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("input 8x8x3\na: conv N=4 K=3\nb: again a", ["other-weights again"]),
        ("input 8x8x3\na: dense N=4\nb: again a", ["other-weights again"]),
        ("input 8x8x3\na: dense N=192\nb: again a", []),  # as many values
        ("input 8x8x3\nb: again a\na: relu", ["cycle a"]),
        ("input 8x8x3\nb: again c", ["unknown-layer c"]),
        ("input 8x8x3\nb: again input", ["not-again input"]),
        ("input 8x8x3\na: relu\na: again a", ["defined-twice a"]),
        ("input 8x8x3\na: relu\nb: again a from a, input", ["one-input input"]),
        ("input 8x8x3\na: add from input, input\nb: again a from a, input", []),
    ],
)
def test_what_can_be_used_again(text: str, faults: list[str]) -> None:
    assert measured(text)[1] == faults


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("input 9x7x3\na: conv N=2 K=3\nb: crop_to O=a.O from input", (7, 5, 3)),
        ("input 9x7x3\na: conv N=2 K=3\nb: conv N=3*a.N K=1 from input", (9, 7, 6)),
        ("input 9x7x3\na: conv N=2 K=3\nb: pad P=([0, input.O_h - a.O_h], [1, input.O_w - a.O_w - 1])", (9, 7, 2)),
        ("input 9x7x3\na: conv N=2 K=3\nb: adaptive_avg_pool O=a.O from input", (7, 5, 3)),
        ("input 9x9x3\na: conv N=2 K=3\nb: reshape O=a.O_h*a.O_w N=a.N", (49, 2)),
        (
            "block c(N) { conv N=N K=1 ; crop_to O=input.O - 2 }\ninput 9x9x3\na: conv N=2 K=3\nb: c N=a.N + 1",
            (5, 5, 3),
        ),
        ("input 9x9x3\na: conv N=2 K=3\nrepeat 2 { crop_to O=a.O - 1 }", (6, 6, 2)),
        ("input 9x9x3\ncrop_to O=b.O", ["unknown-layer O=b.O"]),
        ("input 9x9x3\nb: crop_to O=b.O", ["takes-itself O=b.O"]),
        ("input 9x9x3\na: relu\ncrop_to O=a.P", ["unknown-quantity P"]),
        ("input 9x9x3\na: upsample S=2\ncrop_to O=a.O from input", ["crop-too-large O=a.O"]),
        ("let b = a.O\ninput 9x9x3\na: relu", ["not-a-symbol b"]),
    ],
)
def test_figures_of_earlier_layers_stand_in_arguments(text: str, output: tuple[int, ...] | list[str]) -> None:
    figures, faults = measured(text)
    if isinstance(output, list):
        assert faults == output
    else:
        assert figures is not None
        assert (figures.layers[-1].output, faults) == (output, [])


def test_a_u_net_with_skips_fits_any_input() -> None:
    text = "input I x I x 1\nc: conv N=2 K=3 P=1\np: max_pool K=2\nu: transposed_conv N=2 K=2 S=2\n"
    figures, faults = measured(text + "s: pad P=[0, c.O - u.O]\nj: concat from c, s")
    assert not faults
    assert figures is not None
    assert as_written(figures.layers[-1].output[0]) == Sym("I")


def test_what_is_used_again_adds_nothing_to_what_is_held() -> None:
    figures, _ = measured("input 8x8x3\na: conv N=4 K=3 P=1\nb: again a from input")
    assert figures is not None
    held = [quantity_of(figures, "b", name) for name in ("weights", "biases", "params", "trainable", "param_bytes")]
    assert held == [0] * 5
    assert quantity_of(figures, "b", "macs") == quantity_of(figures, "a", "macs") == 64 * 108
