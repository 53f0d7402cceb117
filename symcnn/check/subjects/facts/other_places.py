"""Sizes that are wrong behind the layer told before theirs, and right elsewhere in what the text goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.check.subjects.measured.measured_story import MeasuredStory, output_of
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of

_MOST_LAYERS = 4
_MOST_SHAPES = 5


def readings_elsewhere(found: ToldVerdict, told: MeasuredStory) -> tuple[LayerReading, ...]:
    """The readings by which a size is what its layer gives behind one that is told later, or others of its sentence.

    The later one may stand before it in the network all the same: a pooling is told once for all, then come the layers
    that it follows. What a sentence says to come in may come into the first of the layers that it names.
    """
    dims, layer = shape_of(found.fact.mark), told.layers[found.fact.layer or 0].layer
    others = (*_behind_later(found, told), *_through_several(found, told))
    return tuple(one for one in others if is_printed_as(output_of(layer, one), dims))


def _behind_later(found: ToldVerdict, told: MeasuredStory) -> Iterator[LayerReading]:
    place = found.fact.layer or 0
    layer = told.layers[place].layer.without("input")
    if layer.table is not None:
        return
    later = [one for one in told.layers[place + 1 :] if 0 <= _told_at(one.layer) < found.fact.mark.start]
    for one in later[-_MOST_LAYERS:]:
        yield from readings(layer, one.outputs[:_MOST_SHAPES])


def _through_several(found: ToldVerdict, told: MeasuredStory) -> Iterator[LayerReading]:
    place = found.fact.layer or 0
    layer = told.layers[place].layer
    entering = layer.arguments.get("input")
    if entering is None or entering.mark is None or layer.table is not None:
        return
    chain, before = [layer.without("input")], layer.before
    while before is not None and len(chain) < _MOST_LAYERS:
        one = told.layers[before].layer
        if "input" in one.arguments or one.block != layer.block or _told_at(one) > entering.mark.start:
            break
        chain.insert(0, one)
        shapes: Sequence[Shape] = told.layers[place].inputs
        for step in chain[:-1]:
            shapes = tuple(output_of(step, reading) for reading in readings(step, shapes))[:_MOST_SHAPES]
        yield from readings(chain[-1], shapes)
        before = one.before


def _told_at(layer: ToldLayer) -> int:
    """Where the last argument of a layer is told; -1 where none is."""
    return max((one.mark.start for one in layer.arguments.values() if one.mark is not None), default=-1)
