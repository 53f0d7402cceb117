"""All whole points of a box for which relations hold, found by halving: a box is left whole where its ranges tell.

In a box where a relation holds nowhere there is nothing to find; where all hold everywhere every point is found; else
it is halved. What a budget leaves is found along its edge alone, and no point is lost: a range is never too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product

from symcnn.core.algebra.integer_program import NAME, IntegerProgram, IntegerRun
from symcnn.core.algebra.program_ranges import INFINITE, Range, RangeRun
from symcnn.core.limits import MAX_BOX_STEPS, MAX_COLUMNS, MAX_COMBINATIONS, Limit

Box = tuple[Range, ...]
"""The least and the greatest value of each name of a program; `INFINITE` where there is no greatest."""

_FARTHEST = 2**32
"""What can still be so great is taken to have no bound."""


class TooManyPoints(ValueError):
    """More points than may be listed, or more boxes than may be looked at: the `limit` that was passed."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


class Boxes:
    """The relations of a program, judged for whole boxes; what holds all over a box is not asked in its parts."""

    def __init__(self, program: IntegerProgram) -> None:
        self.program = program
        self.tests: tuple[Callable[[Range], bool | None], ...] = (
            *(_TESTS[name] for name, _ in program.relations),
            *(_is_not_zero for _ in program.divisors),
            *(_TESTS[">="] for _ in program.exponents),
        )
        self.places = (*(place for _, place in program.relations), *program.divisors, *program.exponents)
        self.runs: dict[tuple[int, ...], RangeRun] = {}
        self.all = tuple(range(len(self.places)))
        needs = _needs(program)
        self.of_name = [
            tuple(each for each in self.all if name in needs[self.places[each]]) for name in range(len(program.names))
        ]

    def left_open(self, box: Box, asked: tuple[int, ...]) -> tuple[int, ...] | None:
        """The tests of those that are `asked` which the box leaves open; None where one fails everywhere in it."""
        if asked not in self.runs:
            self.runs[asked] = RangeRun(self.program, [self.places[each] for each in asked])
        ranges = self.runs[asked](box)
        left = []
        for each in asked:
            holds = self.tests[each](ranges[self.places[each]])
            if holds is False:
                return None
            if holds is None:
                left.append(each)
        return tuple(left)

    def narrowed(self, box: Box) -> Box | None:
        """The box without what no solution has at its ends; None where it has none."""
        for _ in range(2 * len(box)):
            before = box
            for place in range(len(box)):
                if self.left_open(box, self.all) is None:
                    return None
                box = self._with_ends(box, place)
            if box == before:
                break
        return None if self.left_open(box, self.all) is None else box

    def _with_ends(self, box: Box, place: int) -> Box:
        """The box with the ends of one name drawn in."""

        def has(part: Range) -> bool:
            return self.left_open((*box[:place], part, *box[place + 1 :]), self.of_name[place]) is not None

        low, high = box[place]
        if high == INFINITE and has((_FARTHEST, high)):
            return (*box[:place], (_edge(lambda value: has((low, value)), low, _FARTHEST), high), *box[place + 1 :])
        first = _edge(lambda value: has((low, value)), low, min(high, _FARTHEST))
        most = _edge(lambda value: not has((value + 1, high)), first, min(high, _FARTHEST))
        return (*box[:place], (first, high if most >= _FARTHEST else most), *box[place + 1 :])

    def points(self, box: Box) -> Iterator[tuple[int, ...]]:
        """All points of a box with ends for which every relation holds.

        Raises `TooManyPoints`, before there is a first one.
        """
        for found in self._whole_boxes(box):
            yield from product(*(range(int(low), int(high) + 1) for low, high in found))

    def columns(self, box: Box, place: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """The points of a box as stretches along one name: the greatest point of each, and the least value in it.

        Raises `TooManyPoints` where there are many stretches, or where one is not seen to be whole.
        """
        ends = [range(int(low), int(high) + 1) for low, high in box]
        if math.prod(map(len, (*ends[:place], *ends[place + 1 :]))) > MAX_COLUMNS:
            raise TooManyPoints(MAX_COLUMNS)
        for before in product(*ends[:place]):
            for after in product(*ends[place + 1 :]):
                column = (*((at, at) for at in before), box[place], *((at, at) for at in after))
                narrow = self.narrowed(column)
                if narrow is None:
                    continue
                if self.left_open(narrow, self.all):
                    raise TooManyPoints(MAX_COMBINATIONS)
                yield (*before, int(narrow[place][1]), *after), int(narrow[place][0])

    def _whole_boxes(self, box: Box) -> list[Box]:
        """Boxes that have no other points."""
        run = IntegerRun(self.program)
        found = []
        waiting = [(box, self.all)]
        count = steps = 0
        while waiting:
            box, asked = waiting.pop()
            left = self.left_open(box, asked)
            steps += len(self.runs[asked])
            if left is None:
                continue
            if left and all(low == high for low, high in box):
                if run([int(low) for low, _ in box]) is None:
                    continue
                left = ()
            if left:
                waiting += ((half, left) for half in _halves(box))
            else:
                count += _size(box)
                found.append(box)
            if count > MAX_COMBINATIONS or steps > MAX_BOX_STEPS:
                raise TooManyPoints(MAX_COMBINATIONS if count > MAX_COMBINATIONS else MAX_BOX_STEPS)
        return found


def _needs(program: IntegerProgram) -> list[frozenset[int]]:
    """The names that each step depends on."""
    found: list[frozenset[int]] = []
    for step in program.steps:
        own = frozenset((step.number,)) if step.operation == NAME else frozenset[int]()
        found.append(own.union(*(found[arg] for arg in step.args)))
    return found


def _halves(box: Box) -> Iterator[Box]:
    """The two halves of a box, across its longest side."""
    place = max(range(len(box)), key=lambda each: box[each][1] - box[each][0])
    low, high = box[place]
    middle = int(low + high) // 2
    for part in ((low, middle), (middle + 1, high)):
        yield (*box[:place], part, *box[place + 1 :])


def _size(box: Box) -> int:
    size = 1
    for low, high in box:
        size *= int(high) - int(low) + 1
    return size


def _edge(holds: Callable[[float], bool], low: float, high: float) -> int:
    """The first value from `low` on for which something holds that then holds for all; `high` where it never does."""
    reach = 1
    last = int(low)
    while last < high and not holds(last):
        last, reach = min(last + reach, int(high)), 2 * reach
    first = max(int(low), last - reach // 2)
    while first < last:
        middle = (first + last) // 2
        if holds(middle):
            last = middle
        else:
            first = middle + 1
    return last


def _is_zero(found: Range) -> bool | None:
    low, high = found
    return True if low == high == 0 else None if low <= 0 <= high else False


def _is_not_zero(found: Range) -> bool | None:
    holds = _is_zero(found)
    return None if holds is None else not holds


_TESTS: dict[str, Callable[[Range], bool | None]] = {
    "=": _is_zero,
    "<=": lambda found: True if found[1] <= 0 else None if found[0] <= 0 else False,
    ">=": lambda found: True if found[0] >= 0 else None if found[1] >= 0 else False,
    "<": lambda found: True if found[1] < 0 else None if found[0] < 0 else False,
    ">": lambda found: True if found[0] > 0 else None if found[1] > 0 else False,
}
