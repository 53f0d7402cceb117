"""How figures go through the layers of each chain of a story, from the input on: sizes, counts, receptive fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.check.subjects.measured.figures_in_order import Course, changing
from symcnn.check.subjects.measured.measured_story import LONGEST_CHAIN, MeasuredStory
from symcnn.check.subjects.measured.told_views import VIEWS, views_through
from symcnn.core.record import record

_COUNTS = ("params", "weights", "macs", "values", "fan_in", "plane")


@record
class CourseStep:
    """A layer by its place in the story and its name: under a reading, or as the last of a chain of windows."""

    layer: int
    label: str
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
            yield Course("output", tuple(changing(_sides(told, one) for one in chain)))
            for quantity in _COUNTS:
                yield Course(quantity, tuple(step for one in chain for step in _counts(told, one, quantity)))


def _chain(told: MeasuredStory, place: int) -> tuple[int, ...]:
    """The layers up to one, with the input."""
    chain = told.chain_of_places(place)
    entering = told.layers[chain[0]].layer.before if chain else place
    return (chain if entering is None else (entering, *chain))[-LONGEST_CHAIN:]


def _views(told: MeasuredStory, chain: Sequence[int], quantity: str) -> Iterator[tuple[int, CourseStep]]:
    layers = ((place, told.layers[place].layer) for place in chain if told.layers[place].layer.kind != "input")
    for place, value, windows in views_through(layers, quantity):
        yield value, CourseStep(place, told.layers[place].layer.label, None, windows)


def _sides(told: MeasuredStory, place: int) -> Iterator[tuple[int, CourseStep]]:
    """The sides of the squares that may come out of a layer."""
    seen: set[int] = set()
    for reading in told.layers[place].readings:
        sizes = {*reading.output[:-1]}
        side = sizes.pop() if len(sizes) == 1 else None
        if side is not None and side not in seen:
            seen.add(side)
            yield side, CourseStep(place, told.layers[place].layer.label, reading)


def _counts(told: MeasuredStory, place: int, quantity: str) -> Iterator[tuple[int, CourseStep]]:
    seen: set[int] = {0}
    counts_biases = quantity == "params" and told.habit == "biased"
    for reading in told.layers[place].readings:
        if counts_biases and "unbiased" in reading.departs:
            continue
        value = reading.figures.get(quantity, 0)
        if value not in seen:
            seen.add(value)
            yield value, CourseStep(place, told.layers[place].layer.label, reading)
