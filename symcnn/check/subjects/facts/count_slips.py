"""How a wrong count may have come about: digits, biases, the depth of another layer, a figure of another layer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory
from symcnn.check.subjects.printed.printed_counts import FEWEST_TELLING, is_slip
from symcnn.documents.told.mark import Mark

_FACTORS = ("kernel", "groups")
_MULTIPLIED = frozenset({"params", "weights", "macs", "flops", "connections"})
"""What is a product with the sides of kernels and with channels; who shows a product of his own counts otherwise."""
_BACK = 6
"""How many layers back the one stands whose figures may have been taken for those of a layer."""


def is_slip_of_count(mark: Mark, told: MeasuredStory, place: int, names: tuple[str, ...]) -> bool:
    """Whether a printed number looks like a slip of one of the figures `names` of a layer."""
    measured = told.layers[place]
    exact = {reading.figures[name] for reading in measured.readings for name in names if name in reading.figures}
    if any(is_slip(mark, value) for value in exact):
        return True
    is_bare = mark.sort == "number" and measured.layer.table is None and names[0] in _MULTIPLIED
    multiples = _multiples(measured, exact) if is_bare else frozenset()
    return (mark.whole or 0) >= FEWEST_TELLING and mark.whole in _mistakes(told, place, names) | multiples


def _multiples(measured: MeasuredLayer, exact: set[int]) -> frozenset[int]:
    """The figures that come out where a factor is left out, or stands once too often: a side, the channels, two."""
    plain = measured.readings[0]
    sizes = [
        size for role in _FACTORS if role in measured.layer.arguments for size in measured.layer.arguments[role].sizes
    ]
    sides = (*sizes, plain.shape[-1], plain.output[-1], 2, 4)
    factors = {side for side in sides if side is not None and side > 1}
    biases = plain.figures.get("biases", 0)
    found: set[int] = set()
    for value, factor in product(exact, factors):
        found |= {value * factor, value * factor + biases}
        if value % factor == 0:
            found |= {value // factor, value // factor + biases}
    return frozenset(found)


def _mistakes(told: MeasuredStory, place: int, names: tuple[str, ...]) -> frozenset[int]:
    """The figures of a layer that sees too few or too many channels, or has the biases of another, or one a channel."""
    measured = told.layers[place]
    near = [told.layers[earlier] for earlier in range(max(place - _BACK, 0), place)]
    depths = {shape[-1] for layer in near for shape in (*layer.inputs[:1], *layer.outputs[:1])} - {None} | {1}
    plain = measured.readings[0]
    biases = {*depths, plain.output[-1], plain.shape[-1]}
    found: set[int] = set()
    for reading in _with_depths(measured, frozenset(depth for depth in depths if depth is not None)):
        found |= {reading.figures[name] for name in names if name in reading.figures}
    for reading in measured.readings[:1]:
        weights = reading.figures.get("weights", 0)
        found |= {weights + count for count in biases if count is not None and weights}
    own = {reading.figures[name] for reading in measured.readings for name in names if name in reading.figures}
    others = {layer.readings[0].figures.get(name, 0) for layer in near if layer.readings for name in names}
    return frozenset((found | others) - own - {0})


def _with_depths(measured: MeasuredLayer, depths: frozenset[int]) -> Iterator[LayerReading]:
    sizes = measured.inputs[0][:-1] if measured.inputs else (None, None)
    yield from readings(measured.layer, [(*sizes, depth) for depth in sorted(depths)])
