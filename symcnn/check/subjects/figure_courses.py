"""How figures go through the layers of each chain of a story, from the input on: sizes, counts, receptive fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symcnn.check.subjects.figures_in_order import Course
from symcnn.check.subjects.kind_traits import takes_argument
from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layer_readings import view
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.told_layers import ToldLayer
from symcnn.check.subjects.told_views import VIEWS
from symcnn.check.subjects.view_lists import keeps_places
from symcnn.core.record import record

_COUNTS = ("params", "weights", "macs", "values", "fan_in", "plane")
_LONGEST = 64
"""How many layers of a chain are followed."""


@record
class CourseStep:
    """A layer by its place in the story: under a reading, or as the last of a chain of windows."""

    layer: int
    reading: LayerReading | None
    chain: tuple[ToldLayer, ...] = ()


def figure_courses(told: MeasuredStory) -> Iterator[Course[CourseStep]]:
    """The courses of all quantities through all chains that no other layer goes on with."""
    followed = {measured.layer.before for measured in told.layers}
    for place, _ in enumerate(told.layers):
        if place not in followed:
            chain = _chain(told, place)
            for quantity in VIEWS:
                yield Course(quantity, tuple(_views(told, chain, quantity)))
            yield Course("output", tuple(_changing(_sides(told, one) for one in chain)))
            for quantity in _COUNTS:
                yield Course(quantity, tuple(step for one in chain for step in _counts(told, one, quantity)))


def _chain(told: MeasuredStory, place: int) -> tuple[int, ...]:
    """The layers up to one, from the input on."""
    chain: list[int] = []
    before: int | None = place
    while before is not None and len(chain) < _LONGEST:
        chain.append(before)
        before = told.layers[before].layer.before
    return tuple(reversed(chain))


def _views(told: MeasuredStory, chain: Sequence[int], quantity: str) -> Iterator[tuple[int, CourseStep]]:
    """The views of the layers that change them, up to a layer whose window is not told."""
    windows: tuple[ToldLayer, ...] = ()
    last = 0
    for place in chain:
        layer = told.layers[place].layer
        if layer.kind == "input" or (not takes_argument(layer.kind, "kernel") and keeps_places(layer.kind)):
            continue
        windows = (*windows, layer)
        value = view(windows).get(quantity)
        if value is None:
            return
        if value != last:
            yield value, CourseStep(place, None, windows)
        last = value


def _changing(found: Iterable[Iterable[tuple[int, CourseStep]]]) -> Iterator[tuple[int, CourseStep]]:
    """The steps of layers after each other, without values that the layer before may have too."""
    last: set[int] = set()
    for steps in map(list, found):
        yield from (step for step in steps if step[0] not in last)
        last = {value for value, _ in steps}


def _sides(told: MeasuredStory, place: int) -> Iterator[tuple[int, CourseStep]]:
    """The sides of the squares that may come out of a layer."""
    seen: set[int] = set()
    for reading in told.layers[place].readings:
        sizes = {*reading.output[:-1]}
        side = sizes.pop() if len(sizes) == 1 else None
        if side is not None and side not in seen:
            seen.add(side)
            yield side, CourseStep(place, reading)


def _counts(told: MeasuredStory, place: int, quantity: str) -> Iterator[tuple[int, CourseStep]]:
    seen: set[int] = {0}
    for reading in told.layers[place].readings:
        value = reading.figures.get(quantity, 0)
        if value not in seen:
            seen.add(value)
            yield value, CourseStep(place, reading)
