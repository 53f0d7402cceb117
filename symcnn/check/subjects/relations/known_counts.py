"""What is known of a whole document, for the numbers in it of which no word says what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from symcnn.check.subjects.layers.count_meanings import meant
from symcnn.check.subjects.layers.told_layers import ToldFact
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, product, total

_MOST_KERNELS = 2
"""How many kernels of a document are tried although they stand far away."""
_DOUBTFUL = frozenset({"doubt", "variant", "partly"})
_COUNTED = ("params", "weights", "macs", "connections", "values")

Powers = tuple[tuple[int, int], ...]
"""Factors with their exponents."""


class CountMade(NamedTuple):
    """How a count comes about: the product of some powers, and as many more as there are kernels with a bias."""

    powers: Powers
    kernels: int = 0

    @property
    def is_told_again(self) -> bool:
        """Whether it is no more than one number that stands nearby: ``CVPR 2018`` twice."""
        return not self.kernels and [power for _, power in self.powers] == [1]

    def written(self) -> Expr:
        """As it is printed: each kernel has one more than the rest of the product."""
        weights = [Num(factor) if power == 1 else Op("^", (Num(factor), Num(power))) for factor, power in self._each()]
        if not self.kernels:
            return product(*weights)
        return product(total(product(*weights), Num(1)), Num(self.kernels))

    def _each(self) -> Iterator[tuple[int, int]]:
        """The powers of one kernel."""
        for factor, power in self.powers:
            left = power - (factor == self.kernels)
            if left:
                yield factor, left


@record
class KnownCounts:
    """What is known of a whole document: the counts of its layers, the sides of their kernels, its numbers, whether it
    counts biases, the places of the numbers that may be told of a variant or in doubt, of those that are given, and of
    those that are told of a layer whose count is another; `maps` tells by the places of numbers how many maps the layer
    gives of which each is told, `is_line` that the maps have one axis.
    """

    figures: Mapping[int, CountMade]
    kernels: tuple[int, ...]
    printed: frozenset[int | None]
    habit: str
    doubtful: frozenset[int]
    given: frozenset[int]
    denied: frozenset[int]
    maps: Mapping[int, frozenset[int | None]]
    is_line: bool


def known_counts(found: Sequence[ToldSentence], told: MeasuredStory) -> KnownCounts:
    """What a document tells that its numbers are held against."""
    facts = (*told.story.facts, *told.story.loose)
    doubtful = frozenset(fact.mark.start for fact in facts if fact.cues & _DOUBTFUL)
    printed = frozenset(mark.whole for mark in told.marks)
    is_line = any(measured.layer.axes[:1] == (1,) for measured in told.layers)
    return KnownCounts(
        _figures_of(told),
        _kernels_of(told),
        printed,
        told.habit,
        doubtful,
        _given(told),
        _denied(told),
        _maps(found, told),
        is_line,
    )


def _given(told: MeasuredStory) -> frozenset[int]:
    """The places of the numbers that tell what layers are: nothing follows for them."""
    values = (value for measured in told.layers for value in measured.layer.arguments.values())
    return frozenset(value.mark.start for value in values if value.mark is not None)


def _denied(told: MeasuredStory) -> frozenset[int]:
    """The places of the counts of layers that are none of those that any reading of their layer gives."""
    return frozenset(
        fact.mark.start
        for fact in told.story.facts
        if fact.layer is not None and _is_denied(fact, [one.figures for one in told.layers[fact.layer].readings])
    )


def _is_denied(fact: ToldFact, figures: Sequence[Mapping[str, int]]) -> bool:
    names = meant(fact)
    known = [one[name] for one in figures for name in names if name in one]
    return fact.quantity in _COUNTED and bool(known) and fact.mark.whole not in known and not fact.mark.is_short


def _maps(found: Sequence[ToldSentence], told: MeasuredStory) -> Mapping[int, frozenset[int | None]]:
    """How many maps the layers give of which numbers are told, by the places of the numbers: those that are named in
    their sentences, and those of which it is told in these or right before them.
    """
    given: dict[int, frozenset[int | None]] = {}
    for sentence in found:
        begin = found[max(sentence.place - 1, 0)].start
        for amount in sentence.amounts:
            measured = told.layers[amount.layer] if amount.layer is not None else None
            kernels = measured.layer.arguments.get("kernels") if measured is not None else None
            is_near = kernels is not None and kernels.mark is not None and begin <= kernels.mark.start < amount.start
            if measured is not None and (is_near or amount.layer in sentence.layers):
                given[amount.start] = frozenset(reading.output[-1] for reading in measured.readings)
    return given


def _figures_of(told: MeasuredStory) -> Mapping[int, CountMade]:
    """The counts of all layers in their plain readings, without those that are no more than a number that is told."""
    plain = [reading for measured in told.layers for reading in measured.readings[:1]]
    counts = ((reading, reading.figures[name]) for reading in plain for name in _COUNTED if name in reading.figures)
    return {count: CountMade(((count, 1),)) for reading, count in counts if count not in reading.told_numbers}


def _kernels_of(told: MeasuredStory) -> tuple[int, ...]:
    """The sides of the kernels that a text tells of, the most frequent first."""
    kernels = (measured.layer.arguments.get("kernel") for measured in told.layers)
    sides = Counter(kernel.sizes[0] for kernel in kernels if kernel is not None and kernel.sizes)
    return tuple(side for side, _ in sides.most_common(_MOST_KERNELS) if side > 1)
