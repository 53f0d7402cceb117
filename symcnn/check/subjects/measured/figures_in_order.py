"""Numbers that a paragraph tells one after the other, held against the figures of layers in their order.

A paragraph on receptive fields, sizes or counts goes through a network and names hardly any of its layers:
``5 after the first stage, then 6, 14, 16``.  That its numbers stand in the order in which the figures stand shows of
which layers they are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise
from string import ascii_lowercase
from typing import Generic, Protocol, TypeVar

from symcnn.check.subjects.measured.window_stacks import names_view
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.core.record import record
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment


class Labelled(Protocol):
    """What has a name, or none."""

    @property
    def label(self) -> str:
        """Its name."""


Of = TypeVar("Of", bound=Labelled)

_ARGUMENTS = frozenset({"kernel", "stride", "padding", "dilation", "groups", "kernels", "repeat", "batch"})
"""What a number may be told to be so that it is no figure of a layer."""
_SIDES = frozenset({"output", "size", "length", "height", "width"})
_FEWEST = 3
"""How many numbers stand at least in the order of the figures."""
_FEWEST_BESIDE_SLIP = 4
"""How many numbers fit where another one is called wrong."""
_UNSURE = frozenset({"doubt", "variant", "branch"})
_COUNTED_BY = {"biased": frozenset({"params"}), "unbiased": frozenset({"weights", "fan_in"})}
"""What parameters are where their clause says whether biases are counted."""
_BITS = (0, 1, 3, 6, 9)
"""How much a number of so many digits tells."""
_ENOUGH, _ENOUGH_NAMED = 14, 7
"""How many bits show that the figures are meant: without a word for the quantity, and with one."""
_MOST_NUMBERS = 80
"""How many numbers of a paragraph are looked at."""


@record
class Course(Generic[Of]):
    """How a quantity goes through a network: its values in order, each with what has it."""

    quantity: str
    steps: tuple[tuple[int, Of], ...]

    @property
    def values(self) -> frozenset[int]:
        """All of its values."""
        return frozenset(value for value, _ in self.steps)


@record
class CoursesByValue(Generic[Of]):
    """Courses, the places of those that have each value, and all values of each quantity."""

    every: tuple[Course[Of], ...]
    having: Mapping[int, Sequence[int]]
    values: Mapping[str, AbstractSet[int]]


@record
class ToldNumber:
    """A number of a paragraph, or the side of a square; `counted` is what it may count, empty where it may be all.

    `label` is the name of the layer of which its clause tells nothing else.
    """

    mark: Mark
    value: int
    counted: frozenset[str] = frozenset()
    label: str = ""

    def may_be(self, quantity: str) -> bool:
        """Whether its clause lets it be a figure of this quantity, whatever its place in the order."""
        return not self.counted or quantity in self.counted

    @property
    def bits(self) -> int:
        """How much it tells; one in letters tells nothing."""
        return 0 if self.mark.text else _BITS[min(len(str(self.value)), len(_BITS) - 1)]


@record
class Aligned(Generic[Of]):
    """A number with the value that a course has in its place, and what has it."""

    mark: Mark
    quantity: str
    value: int
    of: Of
    is_right: bool = True


@record
class ToldParagraph:
    """The segments of a paragraph or list, with the numbers that may be figures of layers, and the quantities named."""

    segments: tuple[Segment, ...]
    numbers: tuple[ToldNumber, ...]
    named: frozenset[str]

    @property
    def values(self) -> frozenset[int]:
        """All of its numbers."""
        return frozenset(number.value for number in self.numbers)


def paragraphs(found: Iterable[Segment]) -> Iterator[ToldParagraph]:
    """The paragraphs and lists in which there are numbers enough, in order, with what the heading above them names."""
    heading: frozenset[str] = frozenset()
    for _, block in groupby(found, key=lambda segment: segment.passage.block):
        parts = tuple(part for part in block if not part.is_row)
        numbers = tuple(number for part in parts for number in _numbers(part))[:_MOST_NUMBERS]
        named = frozenset(_named(parts))
        if any(part.passage.sort == "heading" for part in parts):
            heading = named if len(named) == 1 else frozenset()
        if len(numbers) >= _FEWEST:
            yield ToldParagraph(parts, numbers, named or heading)


def changing(found: Iterable[Iterable[tuple[int, Of]]]) -> Iterator[tuple[int, Of]]:
    """The values that each layer may have, one layer after the other, without those that the layer before may have."""
    last: set[int] = set()
    for steps in map(list, found):
        yield from (step for step in steps if step[0] not in last)
        last = {value for value, _ in steps}


def by_value(courses: Iterable[Course[Of]]) -> CoursesByValue[Of]:
    """Courses with the places of those that have each value, for all paragraphs."""
    every = tuple(courses)
    having: dict[int, list[int]] = {}
    values: dict[str, set[int]] = {}
    for place, course in enumerate(every):
        values.setdefault(course.quantity, set()).update(course.values)
        for value in course.values:
            having.setdefault(value, []).append(place)
    return CoursesByValue(every, having, values)


def aligned(paragraph: ToldParagraph, courses: CoursesByValue[Of]) -> Iterator[Aligned[Of]]:
    """The numbers that stand in the order of a course; of each quantity those of the best course."""
    best: dict[str, tuple[int, list[tuple[int, int]], Course[Of]]] = {}
    for course, most_bits in _promising(paragraph, courses):
        if course.quantity in best and most_bits <= best[course.quantity][0]:
            continue
        pairs = _longest(paragraph.numbers, course)
        bits = sum(paragraph.numbers[place].bits for place, _ in pairs)
        if course.quantity not in best or bits > best[course.quantity][0]:
            best[course.quantity] = bits, pairs, course
    taken: set[int] = set()
    for bits, pairs, course in sorted(best.values(), key=lambda one: -one[0]):
        is_named = course.quantity in paragraph.named
        least = _ENOUGH_NAMED if is_named else _ENOUGH
        if bits >= least and len(pairs) >= _FEWEST and _is_dense(paragraph.numbers, pairs):
            slips = _slips(paragraph, pairs, course, courses.values[course.quantity]) if is_named else []
            for place, step in (*pairs, *slips):
                if place not in taken and paragraph.numbers[place].may_be(course.quantity):
                    value, of = course.steps[step]
                    is_right = (place, step) not in slips
                    yield Aligned(paragraph.numbers[place].mark, course.quantity, value, of, is_right)
            taken |= {place for place, _ in pairs}


def _promising(paragraph: ToldParagraph, courses: CoursesByValue[Of]) -> Iterator[tuple[Course[Of], int]]:
    """The courses that share numbers enough with a paragraph, with how much these tell in whatever order they stand."""
    told: Counter[int] = Counter()
    for number in paragraph.numbers:
        told[number.value] += number.bits
    shared: Counter[int] = Counter()
    bits: Counter[int] = Counter()
    for value, much in told.items():
        for place in courses.having.get(value, ()):
            shared[place] += 1
            bits[place] += much
    for place in sorted(shared):
        course = courses.every[place]
        least = _ENOUGH_NAMED if course.quantity in paragraph.named else _ENOUGH
        if shared[place] >= _FEWEST and bits[place] >= least:
            yield course, bits[place]


def _slips(
    paragraph: ToldParagraph, pairs: Sequence[tuple[int, int]], course: Course[Of], values: AbstractSet[int]
) -> list[tuple[int, int]]:
    """The one number between two that fit that is none of the steps between theirs, with the step nearest to it."""
    found: list[tuple[int, int]] = []
    for (place, step), (next_place, next_step) in pairwise(pairs):
        number, between = paragraph.numbers[place + 1].value, range(step + 1, next_step)
        sides = sorted((course.steps[step][0], course.steps[next_step][0]))
        is_one = len(between) == 1 or (len(between) > 1 and sides[0] < number < sides[1])
        if next_place - place == 2 and is_one:
            found.append((place + 1, min(between, key=lambda one: abs(course.steps[one][0] - number))))
    found += _labelled_slips(paragraph, pairs, course)
    is_sure = len(found) == 1 and len(pairs) >= _FEWEST_BESIDE_SLIP
    return [one for one in found if is_sure and _may_be_slip(paragraph, one[0], course.steps[one[1]][0], values)]


def _labelled_slips(
    paragraph: ToldParagraph, pairs: Sequence[tuple[int, int]], course: Course[Of]
) -> Iterator[tuple[int, int]]:
    """The first number behind those that fit that is told of a layer, as these are, and is not what this one has."""
    steps = {_short(of.label): step for step, (_, of) in reversed([*enumerate(course.steps)]) if of.label}
    labels = [_short(number.label) for number in paragraph.numbers]
    (last, last_step), are_theirs = pairs[-1], all(steps.get(labels[place]) == step for place, step in pairs)
    behind = [(place, steps.get(labels[place], -1)) for place in range(last + 1, len(labels))]
    yield from [(place, step) for place, step in behind if are_theirs and step > last_step][:1]


def _short(label: str) -> str:
    """A layer's name with one letter for what it is, as it is often called: ``c2`` for ``conv2``."""
    return label[:1] + label.lstrip(ascii_lowercase)


def _may_be_slip(paragraph: ToldParagraph, place: int, value: int, values: AbstractSet[int]) -> bool:
    number = paragraph.numbers[place]
    part = next(part for part in paragraph.segments if number.mark in part.marks)
    is_alike = len(str(number.value)) == len(str(value)) and number.mark.sort in ("number", "shape")
    return is_alike and bool(number.bits) and number.value not in values and not part.cues & _UNSURE


def _numbers(part: Segment) -> Iterator[ToldNumber]:
    arguments = {bound.mark.start for bound in part.bounds if bound.role in _ARGUMENTS}
    parameters = [bound.mark.start for bound in part.bounds if bound.role == "params"]
    said = [meant for cue, meant in _COUNTED_BY.items() if cue in part.cues]
    counted = said[0] if len(said) == len(parameters) == 1 else frozenset()
    figures = [mark for mark in part.marks if mark.is_figure]
    label = part.label if len(figures) == 1 else ""
    for mark in figures:
        has_unit = mark.reading is not None and bool(mark.reading.unit)
        if mark.start not in arguments and not has_unit and len(mark.dims) in (0, 2):
            side = side_of(mark) if mark.dims else mark.whole
            if side is not None and not mark.is_miscalculated:
                yield ToldNumber(mark, side, counted if mark.start in parameters else frozenset(), label)


def _named(parts: Iterable[Segment]) -> Iterator[str]:
    for part in parts:
        for mark in part.marks:
            yield from mark.named("quantity")
            yield from ("output" for role in mark.named("role") if role in _SIDES)
            if names_view(mark):
                yield "receptive_field"


def _is_dense(numbers: Sequence[ToldNumber], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether at least half of the numbers from the first to the last that fit do fit."""
    between = [number for number in numbers[pairs[0][0] : pairs[-1][0] + 1] if number.bits]
    return 2 * sum(bool(numbers[place].bits) for place, _ in pairs) >= len(between)


def _longest(numbers: Sequence[ToldNumber], course: Course[Of]) -> list[tuple[int, int]]:
    """The way through numbers and steps in their order that tells most: places of both that are equal.

    Of ways that tell as much it is the one that leaves out the earliest numbers, and of these the earliest steps.
    """
    having: dict[int, list[int]] = {}
    for place, (value, _) in enumerate(course.steps):
        having.setdefault(value, []).append(place)
    steps = len(course.steps)
    most = [[0] * (steps + 1)]
    for number in reversed(numbers):
        behind, gain = most[-1], number.bits + 1
        row = behind
        for place in reversed(having.get(number.value, ())):
            if gain + behind[place + 1] > row[place]:
                row = [max(row[to], gain + behind[place + 1]) for to in range(place + 1)] + row[place + 1 :]
        most.append(row)
    most.reverse()
    pairs, at, to = [], 0, 0
    while at < len(numbers) and to < steps and most[at][to]:
        if most[at][to] == most[at + 1][to]:
            at += 1
        elif most[at][to] == most[at][to + 1]:
            to += 1
        else:
            pairs.append((at, to))
            at, to = at + 1, to + 1
    return pairs
