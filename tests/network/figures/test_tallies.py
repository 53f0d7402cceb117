"""Weights, neurons, connections and multiplications against counting, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import pytest
from figures_of_text import layer_figures
from judges import windows as judge
from judges.windows import Tally

ALL = judge.all_maps
LENET_TABLE = [
    [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
    [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5],
    [0, 1, 2, 5], [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5],
]  # fmt: skip
"""Which maps of S2 each map of C3 sees in LeNet-5: table I of the paper, by its columns."""


def axis(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> list[list[int]]:
    """The windows along an axis, padding included: a connection to the padding is a connection."""
    return judge.windows(judge.padded(size, padding, padding), kernel, stride, dilation)


def written(table: Iterable[Iterable[int]]) -> str:
    """A connection table as the language writes it."""
    return "[" + " | ".join(" ".join(map(str, row)) for row in table) + "]"


TALLIES: Mapping[str, tuple[str, Tally]] = {
    "conv N=4 K=3": ("6 x 5 x 2", judge.tally_windows([axis(6, 3), axis(5, 3)], ALL(2, 4))),
    "conv N=4 K=3 bias=0": ("6 x 5 x 2", judge.tally_windows([axis(6, 3), axis(5, 3)], ALL(2, 4), bias=False)),
    "conv N=3 K=2x3 S=2x1 P=1x0": ("6 x 5 x 2", judge.tally_windows([axis(6, 2, 2, 1), axis(5, 3)], ALL(2, 3))),
    "conv N=2 K=3 D=2": ("7 x 3", judge.tally_windows([axis(7, 3, 1, 0, 2)], ALL(3, 2))),
    "conv N=2 K=2 S=2": ("4 x 5 x 6 x 3", judge.tally_windows([axis(n, 2, 2) for n in (4, 5, 6)], ALL(3, 2))),
    "conv N=6 K=3 G=2": ("5 x 5 x 4", judge.tally_windows([axis(5, 3)] * 2, judge.grouped_maps(4, 6, 2))),
    "conv N=4 K=3 G=4 bias=0": ("5 x 5 x 4", judge.tally_windows([axis(5, 3)] * 2, judge.grouped_maps(4, 4, 4), False)),
    f"conv N=16 K=5 table={written(LENET_TABLE)}": ("14 x 14 x 6", judge.tally_windows([axis(14, 5)] * 2, LENET_TABLE)),
    f"conv N=3 K=2 table={written([[0], [1], [0, 1]])} bias=0": (
        "4 x 4 x 2",
        judge.tally_windows([axis(4, 2)] * 2, [[0], [1], [0, 1]], bias=False),
    ),
    "conv N=3 K=2 table=[2 of 1, 1 of 2]": ("4 x 4 x 2", judge.tally_windows([axis(4, 2)] * 2, [[0], [1], [0, 1]])),
    "depthwise K=3 M=2": ("5 x 6 x 3", judge.tally_windows([axis(5, 3), axis(6, 3)], judge.grouped_maps(3, 6, 3))),
    "depthwise K=3 S=2 P=1 bias=0": (
        "5 x 6 x 3",
        judge.tally_windows([axis(5, 3, 2, 1), axis(6, 3, 2, 1)], judge.grouped_maps(3, 3, 3), bias=False),
    ),
    "dense N=5": ("3 x 4 x 2", judge.tally_units(len([*product(range(3), range(4), range(2))]), 5)),
    "dense N=5 bias=0": ("3 x 4 x 2", judge.tally_units(len([*product(range(3), range(4), range(2))]), 5, bias=False)),
    "dense_per_position N=5": ("3 x 4 x 2", judge.tally_windows([axis(3, 1), axis(4, 1)], ALL(2, 5))),
    "transposed_conv N=4 K=3 S=2": (
        "3 x 4 x 2",
        judge.tally_spread((3, 4), (3, 3), [len(judge.spread(n, 3, 2)) for n in (3, 4)], ALL(2, 4), bias=True),
    ),
    "transposed_conv N=4 K=2 S=2 G=2 bias=0": (
        "3 x 4 x 2",
        judge.tally_spread((3, 4), (2, 2), (6, 8), judge.grouped_maps(2, 4, 2), bias=False),
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", TALLIES)
def test_weights_connections_and_macs_are_what_counting_finds(line: str) -> None:
    shape, counted = TALLIES[line]
    layer = layer_figures(f"input {shape}\nL: {line}", "L")
    found = Tally(*(layer[name] for name in ("weights", "biases", "neurons", "connections", "macs")))
    assert found == counted
    assert layer["params"] == layer["trainable"] == counted.weights + counted.biases
    assert layer["flops"] == 2 * counted.macs


def test_a_separable_convolution_is_two_layers() -> None:
    """A depthwise convolution without biases, then 1×1 kernels with biases."""
    first = judge.tally_windows([axis(5, 3, 2)] * 2, judge.grouped_maps(3, 6, 3), bias=False)
    then = judge.tally_windows([axis(2, 1)] * 2, judge.all_maps(6, 4))
    layer = layer_figures("input 5 x 5 x 3\nL: separable N=4 K=3 S=2 M=2", "L")
    assert layer["weights"] == first.weights + then.weights
    assert layer["biases"] == then.biases
    assert layer["connections"] == first.connections + then.connections
    assert layer["macs"] == first.macs + then.macs


def test_subsampling_has_one_coefficient_a_map() -> None:
    """The connections are those of a depthwise convolution, the weights are shared within a map."""
    edges = judge.tally_windows([axis(6, 2, 2), axis(4, 2, 2)], judge.grouped_maps(3, 3, 3))
    layer = layer_figures("input 6 x 4 x 3\nL: subsample K=2", "L")
    assert (layer["connections"], layer["neurons"]) == (edges.connections, edges.neurons)
    assert (layer["weights"], layer["biases"]) == (3, 3)


def test_unshared_biases_are_one_a_unit() -> None:
    """H1 of LeCun 1989: 12 maps of 8×8 units, 5×5 kernels, 19,968 connections and 1,068 parameters."""
    edges = judge.tally_windows([axis(16, 5, 2, 2)[:8]] * 2, judge.all_maps(1, 12))
    layer = layer_figures("input 16 x 16 x 1\nL: conv N=12 K=5 S=2 P=[2, 1] bias=unshared", "L")
    assert layer.output == (8, 8, 12)
    assert layer["biases"] == layer["neurons"] == edges.neurons
    assert layer["connections"] == edges.connections == 19968
    assert layer["params"] == 1068


def test_a_dense_layer_after_a_dense_layer() -> None:
    layer = layer_figures("input 3 x 3 x 2\nF: dense N=7\nG: dense N=4\nR: rbf N=3", "G")
    assert Tally(*(layer[name] for name in ("weights", "biases", "neurons", "connections", "macs"))) == (
        judge.tally_units(7, 4)
    )
