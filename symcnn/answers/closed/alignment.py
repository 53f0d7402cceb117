"""Where paths meet: the receptive fields of the longest and the shortest one, and whether their centres agree.

Units that are put together should look at the same place of the input; where paths pad differently they do not
(A. Araujo, W. Norris, J. Sim: Computing Receptive Fields of Convolutional Neural Networks, 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from symcnn.core.algebra.symbolic import less, number_of
from symcnn.core.record import record
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.unit_places import least
from symcnn.network.figures.values import Value, is_number


@record
class Branch:
    """A path that ends at a meeting: its last layer, and the centre of the first unit's receptive field."""

    name: str
    centre: Value


@record
class Meeting:
    """A layer with several inputs, along one axis, or along all where `axis` is empty.

    `longest` is its receptive field, `shortest` that of the shortest path alone; None where it cannot be told.
    """

    layer: str
    axis: str
    longest: Value
    shortest: Value
    is_aligned: bool | None
    branches: tuple[Branch, ...]


def meetings(figures: Figures) -> tuple[Meeting, ...]:
    """All layers that several paths lead to."""
    if not any(len(layer.inputs) > 1 for layer in figures.layers):
        return ()
    shortest: dict[str, tuple[Value, ...]] = {}
    found: list[Meeting] = []
    for layer in figures.layers:
        shortest[layer.layer.name] = _shortest(layer, shortest)
        if len(layer.inputs) > 1 and layer.shared.size:
            found += _meetings(layer, shortest[layer.layer.name])
    return tuple(found)


def _meetings(layer: LayerFigures, shortest: tuple[Value, ...]) -> Iterator[Meeting]:
    name = layer.layer.name
    alike = all(sizes == sizes[:1] * len(sizes) for part in (layer, *layer.inputs) for sizes in _places(part))
    alike = alike and shortest == shortest[:1] * len(shortest)
    for place, axis in enumerate(layer.axes[:1] if alike else layer.axes):
        branches = tuple(_branch(source, place) for source in layer.inputs)
        aligned = _agree([branch.centre for branch in branches])
        field = layer.receptive_field[place]
        yield Meeting(name, "" if alike else axis, field, shortest[place], aligned, branches)


def _places(layer: LayerFigures) -> tuple[tuple[Value, ...], ...]:
    return layer.receptive_field, layer.starts


def _branch(source: LayerFigures, place: int) -> Branch:
    start, field = source.starts[place], source.receptive_field[place]
    return Branch(source.layer.name, None if start is None or field is None else start + _half(field - 1))


def _half(value: Value) -> Value:
    return Fraction(value, 2) if is_number(value) else value / 2


def _agree(centres: list[Value]) -> bool | None:
    """Whether all are the same; None where that cannot be told."""
    if None in centres:
        return None
    numbers = [number_of(less(centre, centres[0])) for centre in centres[1:]]
    if any(number is not None and number != 0 for number in numbers):
        return False
    return None if None in numbers else True


def _shortest(layer: LayerFigures, known: Mapping[str, tuple[Value, ...]]) -> tuple[Value, ...]:
    """The receptive field of the shortest path to a layer, along each axis."""
    if not layer.inputs:
        return layer.receptive_field
    unknown = (None,) * len(layer.axes)
    if layer.repetitions or any(source.axes != layer.axes for source in layer.inputs):
        return unknown
    before = [known.get(source.layer.name, unknown) for source in layer.inputs]
    if len(before) == 1:
        pairs = zip(before[0], layer.receptive_field, layer.inputs[0].receptive_field, strict=True)
        return tuple(_increased(*sizes) for sizes in pairs)
    return tuple(
        _increased(
            least([fields[place] for fields in before]), layer.receptive_field[place], layer.views[place].get("R_in")
        )
        for place in range(len(layer.axes))
    )


def _increased(field: Value, after: Value, before: Value) -> Value:
    return None if field is None or after is None or before is None else field + (after - before)
