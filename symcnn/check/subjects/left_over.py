"""Numbers of which nothing is said, or nothing that could be judged: explained by the figures of a layer near them."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.printed_counts import says_enough
from symcnn.check.subjects.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.told_layers import ToldFact
from symcnn.check.subjects.told_verdicts import ToldVerdict

_REACH = 5
"""How many layers back a number may belong to."""


def explained(told: MeasuredStory, judged: set[int]) -> Iterator[ToldVerdict]:
    """The numbers that equal a figure of a layer near them and say enough; `judged` are the places of those that have
    their verdict."""
    for fact in sorted((*told.story.facts, *told.story.loose), key=lambda one: one.mark.start):
        if fact.layer is None or fact.mark.start in judged:
            continue
        for place in range(fact.layer, max(fact.layer - _REACH, -1), -1):
            found = next(_explanations(fact, told.layers[place].readings, told.habit), None)
            if found is not None:
                yield found
                break


def _explanations(fact: ToldFact, found: tuple[LayerReading, ...], habit: str) -> Iterator[ToldVerdict]:
    mark, dims = fact.mark, shape_of(fact.mark)
    counts_biases = habit == "biased"
    for reading in found:
        if len(dims) >= 3 and None not in reading.output and is_printed_as(reading.output, dims):
            yield ToldVerdict(fact, Verdict.RIGHT, "output", reading.output, reading)
        if not says_enough(mark) or (counts_biases and "unbiased" in reading.departs):
            continue
        for name, value in reading.figures.items():
            if value == mark.value and not (counts_biases and name == "weights"):
                yield ToldVerdict(fact, Verdict.RIGHT, name, (value,), reading)
