"""The verdicts on paragraphs whose numbers stand in the order of the figures of a well-known network's layers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.figures_in_order import (
    Course,
    CoursesByValue,
    ToldParagraph,
    aligned,
    by_value,
    changing,
    paragraphs,
)
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.named_networks.network_facts import NetworkFact
from symcnn.check.subjects.named_networks.network_readings import few_variants, variants
from symcnn.check.subjects.named_networks.network_verdicts import NetworkVerdict
from symcnn.check.subjects.printed.printed_counts import FEWEST_TELLING
from symcnn.documents.told.segments import Segment
from symcnn.network.known.known_layers import COUNTED, KnownLayer, known_layers
from symcnn.network.known.known_networks import totals_of
from symcnn.network.known.variants import KnownNetwork

_MANY = 32
_MOST_NAMES = 8
"""Of how many names the layers are looked at."""
_QUANTITIES = tuple(quantity for quantity in COUNTED if quantity != "biases")
"""Of biases there are as many as of kernels, of which a text tells more often."""


def known_course_verdicts(found: Sequence[Segment], judged: set[int]) -> Iterator[NetworkVerdict]:
    """The verdicts on paragraphs that name a network, or follow one that does; `judged` are places with a verdict."""
    names = _Names(found)
    for paragraph in paragraphs(found):
        name = names.before(paragraph)
        if name:
            yield from (one for one in _of_paragraph(paragraph, name) if one.fact.mark.start not in judged)


def counts_of_named(found: Iterable[Segment]) -> Mapping[str, frozenset[int]]:
    """The counts of the layers of all networks that a text names, by what they count; small ones do not tell."""
    names = dict.fromkeys(mark.text for part in found for mark in part.marks if mark.sort == "network" and mark.text)
    nearest = list(names)[:_MOST_NAMES]
    courses = [_courses_of(name) for name in nearest]
    counts = {
        counted: frozenset(count for one in courses for count in one.values.get(counted, ()) if count >= FEWEST_TELLING)
        for counted in COUNTED
    }
    totals = frozenset(totals_of(variant).params for variant in variants(nearest))
    return {**counts, "params": counts["params"] | totals, "total": totals}


def is_of_named(verdict: ToldVerdict, counts: Mapping[str, frozenset[int]], habit: str) -> bool:
    """Whether a number is a count of a network that is named; weights are no parameters where biases are counted."""
    meant = ("params",) if verdict.quantity == "params" and habit == "biased" else counts
    return any(verdict.fact.mark.whole in counts[counted] for counted in meant)


class _Names:
    """The names of networks in a text, by their places."""

    def __init__(self, found: Iterable[Segment]) -> None:
        marks = (mark for part in found for mark in part.marks if mark.sort == "network" and mark.text)
        self.marks = sorted(marks, key=lambda mark: mark.start)

    def before(self, paragraph: ToldParagraph) -> str:
        """The one name in a paragraph, or the last one before it; nothing where it names several."""
        first, last = paragraph.segments[0].start, paragraph.segments[-1].passage.end
        begin, end = (bisect_left(self.marks, place, key=lambda mark: mark.start) for place in (first, last))
        inside = {mark.text for mark in self.marks[begin:end]}
        before = [mark.text for mark in self.marks[max(begin - 1, 0) : begin]]
        return inside.pop() if len(inside) == 1 else before[-1] if before and not inside else ""


def _of_paragraph(paragraph: ToldParagraph, name: str) -> Iterator[NetworkVerdict]:
    for one in aligned(paragraph, _courses_of(name)):
        fact = NetworkFact((name,), None, one.quantity, one.mark, is_told=False, is_doubtful=False)
        derived = one.of.output if one.quantity == "output" else (one.value,)
        verdict = Verdict.RIGHT if one.is_right else Verdict.WRONG
        yield NetworkVerdict(fact, verdict, one.quantity, derived, one.of.network, "", one.of)


@lru_cache(maxsize=_MANY)
def _courses_of(name: str) -> CoursesByValue[KnownLayer]:
    """The courses of all variants of a name; none where there are too many."""
    return by_value(course for network in few_variants((name,)) for course in _courses(network))


def _courses(network: KnownNetwork) -> Iterator[Course[KnownLayer]]:
    readings = [one for one in known_layers(network) if one.is_on_main_way]
    yield Course("output", tuple(changing(_side(reading.output[:-1], reading) for reading in readings)))
    fields = (_side(reading.field, reading) for reading in readings)
    yield Course("receptive_field", tuple(changing(fields)))
    for quantity in _QUANTITIES:
        counts = ((reading.figure(quantity), reading) for reading in readings)
        yield Course(quantity, tuple((count, reading) for count, reading in counts if count))


def _side(sizes: Sequence[int | None], reading: KnownLayer) -> list[tuple[int, KnownLayer]]:
    """The side of a square with what has it; nothing where it is none."""
    side = sizes[0] if len(set(sizes)) == 1 else None
    return [(side, reading)] if side else []
