"""Counting instead of calculating: sizes, fields of view and connections, found by laying out every cell.

No size formula stands here, and nothing of symcnn is imported. An axis is a list of cells, a window is
the list of places it covers, and a size is the length of a list. Slow, and right for other reasons than
the engine: it never rounds.

An axis of a layer is a `View`: for each unit, the indices that it sees in the axis before. Padding is
seen by nobody, so a unit over padding sees fewer cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

View = list[frozenset[int]]
"""For each unit of an axis, in order, the indices that it sees in the axis before."""

Cells = list[int | None]
"""A padded axis: the index of each cell of the input, None for a cell of padding."""


# windows that move over an axis -------------------------------------------------------------------


def padded(size: int, before: int = 0, after: int = 0) -> Cells:
    """The cells of an axis with its padding.

    >>> padded(3, 1, 2)
    [None, 0, 1, 2, None, None]
    """
    return [None] * before + list(range(size)) + [None] * after


def places(start: int, kernel: int, dilation: int = 1) -> list[int]:
    """The places that a kernel covers.

    >>> places(4, kernel=3, dilation=2)
    [4, 6, 8]
    """
    return [start + tap * dilation for tap in range(kernel)]


def windows(cells: Cells, kernel: int, stride: int = 1, dilation: int = 1) -> list[list[int]]:
    """Every window that lies wholly on the cells, a stride apart from the first cell on.

    >>> windows(padded(5), kernel=3, stride=2)
    [[0, 1, 2], [2, 3, 4]]
    """
    candidates = (places(start, kernel, dilation) for start in range(0, len(cells), stride))
    return [window for window in candidates if window[-1] < len(cells)]


def overhanging_windows(cells: Cells, kernel: int, stride: int, dilation: int = 1) -> list[list[int]]:
    """Windows as ceiling mode has them: the last may hang over the end, by less than a stride.

    >>> overhanging_windows(padded(6), kernel=3, stride=2)
    [[0, 1, 2], [2, 3, 4], [4, 5, 6]]
    """
    candidates = (places(start, kernel, dilation) for start in range(0, len(cells) + stride, stride))
    return [window for window in candidates if window[-1] - (len(cells) - 1) < stride]


def same_padding(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """TensorFlow's ``SAME``: a unit for every stride that starts in the input; the odd cell goes after it.

    >>> same_padding(5, kernel=2, stride=1)
    (0, 1)
    """
    wanted = len(range(0, size, stride))
    before = after = 0
    while len(windows(padded(size, before, after), kernel, stride, dilation)) < wanted:
        if after > before:
            before += 1
        else:
            after += 1
    return before, after


def pytorch_ceil_windows(size: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> list[list[int]]:
    """PyTorch's ``ceil_mode=True``.

    "Sliding windows are allowed to go off-bounds if they start within the left padding or the input.
    Sliding windows that would start in the right padded region are ignored." (MaxPool2d)
    """
    cells = padded(size, padding, padding)
    right_padding = padding + size
    return [window for window in overhanging_windows(cells, kernel, stride, dilation) if window[0] < right_padding]


def caffe_windows(size: int, kernel: int, stride: int, padding: int) -> list[list[int]]:
    """Caffe's pooling_layer.cpp: "If we have padding, ensure that the last pooling starts strictly inside
    the image (instead of at the padding); otherwise clip the last." Without padding nothing is clipped.
    """
    found = overhanging_windows(padded(size, padding, padding), kernel, stride)
    if padding and found and found[-1][0] >= padding + size:
        found.pop()
    return found


def view(cells: Cells, found: Iterable[Sequence[int]]) -> View:
    """What each window sees of the input.

    >>> view(padded(2, 1, 1), [[0, 1], [2, 3]])
    [frozenset({0}), frozenset({1})]
    """
    seen = dict(enumerate(cells))
    return [frozenset(cell for place in window if (cell := seen.get(place)) is not None) for window in found]


def convolved(size: int, kernel: int, stride: int = 1, before: int = 0, after: int = 0, dilation: int = 1) -> View:
    """A convolution or a pooling in floor mode."""
    cells = padded(size, before, after)
    return view(cells, windows(cells, kernel, stride, dilation))


def same_convolved(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> View:
    """A convolution or a pooling that is padded as TensorFlow's ``SAME``."""
    return convolved(size, kernel, stride, *same_padding(size, kernel, stride, dilation), dilation)


# other layers -------------------------------------------------------------------------------------


def spread(size: int, kernel: int, stride: int = 1, dilation: int = 1, extra: int = 0) -> View:
    """A transposed convolution before it is cropped: each input cell lays its kernel on a canvas.

    >>> [sorted(cells) for cells in spread(2, kernel=3, stride=2)]
    [[0], [0], [0, 1], [1], [1]]
    """
    canvas: dict[int, set[int]] = {}
    for cell in range(size):
        for place in places(cell * stride, kernel, dilation):
            canvas.setdefault(place, set()).add(cell)
    return [frozenset(canvas.get(place, ())) for place in range(max(canvas) + 1 + extra)]


def cropped(units: View, before: int, after: int) -> View:
    """The units without those cut off on both sides; none where all are cut off."""
    return units[before:][: max(0, len(units) - before - after)]


def transposed(
    size: int, kernel: int, stride: int = 1, before: int = 0, after: int = 0, dilation: int = 1, extra: int = 0
) -> View:
    """A transposed convolution: spread, with some cells more at the end, and cropped."""
    return cropped(spread(size, kernel, stride, dilation, extra), before, after)


def same_spread(size: int, stride: int) -> int:
    """Keras's ``same`` for a transposed convolution: the largest map that a same convolution shrinks to `size`."""
    larger = range(1, (size + 1) * stride + 1)
    return max(whole for whole in larger if len(range(0, whole, stride)) == size)


def repeated(size: int, times: int) -> View:
    """Upsampling: every cell stands `times` times."""
    return [frozenset({cell}) for cell in range(size) for _ in range(times)]


def framed(size: int, before: int, after: int) -> View:
    """Zero padding as a layer of its own."""
    return view(cells := padded(size, before, after), ([place] for place in range(len(cells))))


def identity(size: int) -> View:
    """Every unit sees its own cell."""
    return [frozenset({cell}) for cell in range(size)]


def trimmed(size: int, before: int, after: int) -> View:
    """Cropping as a layer of its own."""
    return cropped(identity(size), before, after)


def adaptive(size: int, units: int) -> View:
    """Adaptive pooling: unit i sees what lies between i/O and (i + 1)/O of the axis, cells in part included."""
    return [
        frozenset(
            cell
            for cell in range(size)
            if Fraction(cell + 1, size) > Fraction(unit, units) and Fraction(cell, size) < Fraction(unit + 1, units)
        )
        for unit in range(units)
    ]


def whole(size: int) -> View:
    """A dense layer or a global pooling: one unit sees everything."""
    return [frozenset(range(size))]


# receptive fields ---------------------------------------------------------------------------------


def through(first: View, then: View) -> View:
    """What the units of the second layer see in the input of the first."""
    return [frozenset[int]().union(*(first[index] for index in seen)) for seen in then]


def extent(seen: frozenset[int]) -> int:
    """The cells from the first to the last that is seen, those between included.

    >>> extent(frozenset({3, 7}))
    5
    """
    return max(seen) - min(seen) + 1 if seen else 0


def receptive_field(units: View) -> int:
    """The extent of what a unit in the middle sees: padding only ever takes away from it."""
    return max(map(extent, units))


def jump(units: View) -> int:
    """How far neighbouring units in the middle lie apart, measured in the input."""
    widest = receptive_field(units)
    left, right = next((left, right) for left, right in pairwise(units) if extent(left) == extent(right) == widest)
    return min(right) - min(left)


# weights, connections and multiplications ---------------------------------------------------------

Window = Sequence[int]
Sees = Sequence[Sequence[int]]
"""For each output map, the input maps that it sees."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, one by one."""

    weights: int
    biases: int
    neurons: int
    connections: int
    macs: int


def all_maps(channels: int, maps: int) -> Sees:
    """Every output map sees every input map."""
    return [list(range(channels)) for _ in range(maps)]


def grouped_maps(channels: int, maps: int, groups: int) -> Sees:
    """Input and output maps are dealt into groups; a map sees the maps of its own group.

    >>> grouped_maps(4, 2, groups=2)
    [[0, 1], [2, 3]]
    """
    group_of_input = [group for group in range(groups) for _ in range(channels // groups)]
    group_of_output = [group for group in range(groups) for _ in range(maps // groups)]
    return [[c for c, group in enumerate(group_of_input) if group == own] for own in group_of_output]


def tally_windows(axes: Sequence[Sequence[Window]], sees: Sees, bias: bool = True) -> Tally:
    """Every edge of a convolution, one by one: `axes` are the windows along each axis, padding included.

    A weight is told apart by its output map, its input map and its tap; a connection also by its place.
    """
    weights: set[tuple[int, int, tuple[int, ...]]] = set()
    neurons = connections = macs = 0
    for place in product(*axes):
        taps = list(product(*(range(len(window)) for window in place)))
        for output_map, input_maps in enumerate(sees):
            neurons += 1
            for input_map in input_maps:
                for tap in taps:
                    weights.add((output_map, input_map, tap))
                    connections += 1
                    macs += 1
            if bias:
                connections += 1
    return Tally(len(weights), len(sees) if bias else 0, neurons, connections, macs)


def tally_units(inputs: int, units: int, bias: bool = True) -> Tally:
    """Every edge of a dense layer, one by one."""
    edges = [(source, unit) for unit in range(units) for source in range(inputs)]
    biases = [unit for unit in range(units) if bias]
    return Tally(len(edges), len(biases), units, len(edges) + len(biases), len(edges))


def tally_spread(sizes: Sequence[int], kernels: Sequence[int], outputs: Sequence[int], sees: Sees, bias: bool) -> Tally:
    """Every edge of a transposed convolution: each input cell through each tap to each map that sees its map.

    `outputs` are the sizes of the output, which decide only how many units have a bias.
    """
    weights: set[tuple[int, int, tuple[int, ...]]] = set()
    macs = 0
    for _ in product(*map(range, sizes)):
        for output_map, input_maps in enumerate(sees):
            for input_map in input_maps:
                for tap in product(*map(range, kernels)):
                    weights.add((output_map, input_map, tap))
                    macs += 1
    neurons = sum(1 for _ in product(*map(range, outputs)) for _ in sees)
    return Tally(len(weights), len(sees) if bias else 0, neurons, macs + (neurons if bias else 0), macs)
