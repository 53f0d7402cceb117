"""Numbers of which nothing is said, or nothing that could be judged: explained by the figures of a layer near them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.count_meanings import has_biases, has_biases_too, is_half, is_without_biases, meant
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.measured.nearby import Nearby
from symcnn.check.subjects.measured.told_verdict import ToldVerdict, verdict_on_size
from symcnn.check.subjects.printed.printed_counts import agrees_with, says_enough
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of
from symcnn.network.wiring.kind_traits import has_plain_window

_TELLING_SIZE = 8
"""From what size on the two sides of a map are told from those of a kernel by themselves."""
_NO_COUNTS = frozenset({"biases", "E", "group_in", "group_out"})
"""Figures that are too small to be known by their value."""
_OPEN = ("", "output")
"""What says of a number not what it counts: ``which gives 73,728``; what is told to be one figure is no other one."""


def explained(told: MeasuredStory, nearby: Nearby, judged: set[int]) -> Iterator[ToldVerdict]:
    """The numbers that equal a figure of a layer near them and say enough; `judged` are the places of those that have
    their verdict."""
    for fact in sorted((*told.story.facts, *told.story.loose), key=lambda one: one.mark.start):
        if fact.layer is not None and fact.mark.start not in judged and not fact.mark.is_miscalculated:
            given = _is_given(fact, told)
            ways = _coming_in if given else _explanations
            is_memory = fact.mark.reading is not None and fact.mark.reading.unit == "byte"
            found = None if is_memory else next(ways(fact, fact.layer, told, nearby), None)
            if found is not None:
                yield found


def _is_given(fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether a number is what a layer is told to take in; nothing follows for it."""
    given = told.story.layers[fact.layer].arguments.get("input") if fact.layer is not None else None
    return given is not None and given.mark is not None and given.mark.start == fact.mark.start


def _coming_in(fact: ToldFact, layer: int, told: MeasuredStory, nearby: Nearby) -> Iterator[ToldVerdict]:
    """An input that is told is right where it is what a layer before gives."""
    dims = shape_of(fact.mark)
    for place in nearby.layers(layer):
        before = told.layers[place]
        for reading in before.readings if place < layer else ():
            output = output_of(before.layer, reading)
            if (len(dims) > 1 or says_enough(fact.mark)) and None not in output and is_printed_as(output, dims):
                yield ToldVerdict(fact, verdict_on_size(reading), "output", output, reading)


def _explanations(fact: ToldFact, layer: int, told: MeasuredStory, nearby: Nearby) -> Iterator[ToldVerdict]:
    """What may be meant: the layer that is spoken of, then those near it, then either where it is a branch.

    Where a list or a label says of which layer a number is told, it is told of no other.
    """
    own = told.layers[layer]
    yield from _told_of(fact, own, own.readings, told.habit)
    if fact.mark.sort == "calculation" and not fact.quantity:
        yield from _worked_side(fact, own)
    is_fixed = bool(fact.quantity) and fact.level >= Certainty.BLOCK and not fact.is_prose
    tells = _is_telling(fact) or _telling_value(fact) is not None
    places = () if not tells else (layer,) if is_fixed else tuple(nearby.layers(layer))
    for place in places:
        yield from _equal(fact, told.layers[place], told.layers[place].readings, told.habit)
    for place in places:
        if not told.layers[place].is_sure:
            yield from _equal(fact, told.layers[place], nearby.readings(place), told.habit)
    if not own.is_sure and fact.quantity:
        yield from _told_of(fact, own, nearby.readings(layer), told.habit)


def _told_of(
    fact: ToldFact, measured: MeasuredLayer, found: Iterable[LayerReading], habit: str
) -> Iterator[ToldVerdict]:
    """What a fact says by its word, however small the number is."""
    dims = shape_of(fact.mark)
    has_biases_in = has_biases(fact) or (habit == "biased" and fact.quantity == "params")
    for reading in found:
        if fact.quantity == "output" and None not in (reading.output[:-1] or reading.output):
            output = output_of(measured.layer, reading)
            if is_printed_as(output, dims) or (len(dims) == 1 and dims[0] in output):
                yield ToldVerdict(fact, verdict_on_size(reading), "output", output, reading)
        if fact.quantity == "channels" and len(dims) == 1 and dims[0] in (reading.shape[-1], reading.output[-1]):
            quantity = "channels" if dims[0] == reading.output[-1] else "depth"
            yield ToldVerdict(fact, Verdict.RIGHT, quantity, dims, reading)
        if fact.quantity and fact.mark.value:
            for name in meant(fact):
                if (has_biases_in and is_without_biases(name, reading)) or is_half(name, reading):
                    continue
                if has_biases_too(name, reading, fact, habit):
                    continue
                if name in reading.figures and agrees_with(fact.mark, reading.figures[name]):
                    value = reading.figures[name]
                    verdict = Verdict.RIGHT if fact.mark.value == value else Verdict.ROUNDED
                    yield ToldVerdict(fact, verdict, name, (value,), reading)


def _worked_side(fact: ToldFact, measured: MeasuredLayer) -> Iterator[ToldVerdict]:
    """A calculation that works out a side of what the layer gives; only rounded down, where its division has a rest."""
    value = Fraction(fact.mark.value or 0)
    for reading in measured.readings if has_plain_window(measured.layer.kind) and measured.gives_agreed else ():
        output = output_of(measured.layer, reading)
        if floor(value) in output[:-1] and None not in output[:-1]:
            verdict = verdict_on_size(reading) if value.denominator == 1 else Verdict.CONDITIONAL
            yield ToldVerdict(fact, verdict, "output", output, reading)


def _is_telling(fact: ToldFact) -> bool:
    """Whether a shape says enough to be known by itself."""
    dims = shape_of(fact.mark)
    return len(dims) >= 3 or (len(dims) == 2 and min(dims) >= _TELLING_SIZE)


def _telling_value(fact: ToldFact) -> int | None:
    """The number of a fact, where it may be a count and says enough to be known by that."""
    is_count = fact.mark.sort != "shape" or fact.quantity not in ("", "output", "input", "depth")
    return fact.mark.whole if is_count and says_enough(fact.mark) else None


def _equal(fact: ToldFact, measured: MeasuredLayer, found: Iterable[LayerReading], habit: str) -> Iterator[ToldVerdict]:
    """What equals a figure and says enough to be known by that."""
    dims = shape_of(fact.mark)
    counts_biases = habit == "biased" or has_biases(fact)
    is_telling, value = _is_telling(fact), _telling_value(fact)
    for reading in found:
        output = output_of(measured.layer, reading) if is_telling else (None,)
        if None not in output and is_printed_as(output, dims):
            yield ToldVerdict(fact, verdict_on_size(reading), "output", output, reading)
        if value is None or value not in reading.figures.values() or (counts_biases and "unbiased" in reading.departs):
            continue
        if not fact.quantity and value in reading.told_numbers:
            continue  # another number is the same
        for name in (name for name, figure in reading.figures.items() if figure == value):
            is_bare = name == "weights" and counts_biases and fact.quantity != "weights"
            is_other = fact.quantity not in _OPEN and name not in meant(fact)
            is_other |= has_biases_too(name, reading, fact, habit) or is_half(name, reading)
            if not (is_bare or is_other) and name not in _NO_COUNTS:
                yield ToldVerdict(fact, Verdict.RIGHT, name, (value,), reading)
