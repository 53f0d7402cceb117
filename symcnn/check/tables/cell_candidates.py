"""Which other values the cells of a relation that fails might have had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.check.subjects.printed.printed_counts import is_slip
from symcnn.check.tables.cell_relations import CellRelation
from symcnn.check.tables.sheet_cells import Numbers, SheetCells
from symcnn.check.tables.sheets import COUNTS, Place

_RANGES = {"kernel": range(1, 12), "stride": range(1, 5), "padding": range(6), "dilation": range(1, 9)}
_GROUPS = (1, 2, 4, 8, 16, 32, 64)
_MOST_EXPECTED = 6
_CHANNELS = frozenset({"in", "out", "input/channels", "output/channels", "group_in"})
_NEAR, _FARTHEST = 1, 4

Candidate = tuple[Place, Numbers]


def candidates(
    cells: SheetCells, group: Sequence[CellRelation], relations: Sequence[CellRelation]
) -> Iterator[Candidate]:
    """The changes that may mend a group of relations: first what they give themselves, then other arguments."""
    seen: set[Candidate] = set()
    for candidate in (*_of_targets(cells, group), *_of_sources(cells, group, relations)):
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


def _of_targets(cells: SheetCells, group: Sequence[CellRelation]) -> Iterator[Candidate]:
    for relation in group:
        if relation.name == "total" and not _may_be_less(cells, relation):
            continue
        for one in relation.expected[:_MOST_EXPECTED]:
            if one.value and all(number > 0 for number in one.value):
                yield relation.target, one.value


def _may_be_less(cells: SheetCells, relation: CellRelation) -> bool:
    """Whether a total is less than its addends, or a slip of their sum; else it may count what is not listed."""
    printed, mark = cells.count(relation.target), cells.mark(*relation.target)
    if printed is None or mark is None:
        return False
    return all(one.value[0] > printed or is_slip(mark, one.value[0]) for one in relation.expected)


def _of_sources(
    cells: SheetCells, group: Sequence[CellRelation], relations: Sequence[CellRelation]
) -> Iterator[Candidate]:
    for relation in group:
        for place in sorted(relation.sources):
            yield from ((place, numbers) for numbers in _values(cells, relation, place, relations))


def _values(
    cells: SheetCells, relation: CellRelation, place: Place, relations: Sequence[CellRelation]
) -> Iterator[Numbers]:
    """What a source of a relation that fails might have been."""
    slot = place[1]
    if slot in _RANGES:
        yield from ((number,) for number in _RANGES[slot])
    elif slot == "groups":
        yield from ((number,) for number in _GROUPS)
    elif slot in _CHANNELS:
        yield from _channels(cells, relation, place, relations)
    elif slot in COUNTS:
        yield from _counts(cells, relation, place)
        yield from _told_beside(cells, place, relations)
    else:
        yield from _shifted(cells, relation, place)
        yield from _resized(cells, place)
        yield from _told_beside(cells, place, relations)


def _channels(
    cells: SheetCells, relation: CellRelation, place: Place, relations: Sequence[CellRelation]
) -> Iterator[Numbers]:
    """The channels that are told beside, and those that would give the printed count."""
    yield from _told_beside(cells, place, relations)
    own = _numbers(cells, place)
    printed = cells.count(relation.target) if relation.target[1] in COUNTS else None
    for one in relation.expected[:2] if printed and own else ():
        if one.value[0] > 0:
            near = round(Fraction(own[0]) * printed / one.value[0]) if printed else 0
            yield from ((near + step,) for step in range(-_NEAR, _NEAR + 1) if near + step > 0)


def _counts(cells: SheetCells, relation: CellRelation, place: Place) -> Iterator[Numbers]:
    """The addend that makes a total true, or the count that makes a proportion true."""
    printed, own = cells.count(relation.target), cells.count(place)
    if printed is None or not own:
        return
    for one in relation.expected[:2]:
        value = own + printed - one.value[0] if relation.name == "total" else own * printed / max(one.value[0], 1)
        if value.denominator == 1 and value > 0:
            yield (int(value),)


def _shifted(cells: SheetCells, relation: CellRelation, place: Place) -> Iterator[Numbers]:
    """What would be as much more or less as what is printed differs from what follows."""
    printed, own = _numbers(cells, relation.target), _numbers(cells, place)
    for one in relation.expected[:_MOST_EXPECTED] if len(own) == 1 and len(printed) == 1 else ():
        if len(one.value) == 1 and own[0] + printed[0] - one.value[0] > 0:
            yield (own[0] + printed[0] - one.value[0],)
    if place[1] == "jump" and own:
        yield from ((own[0] * 2,), *(((own[0] // 2,),) if own[0] % 2 == 0 else ()))


def _resized(cells: SheetCells, place: Place) -> Iterator[Numbers]:
    """Maps that are a little larger or smaller."""
    own = _numbers(cells, place) if place[1] in ("input", "output") else ()
    for step in range(-_FARTHEST, _FARTHEST + 1) if own else ():
        if step and min(own) + step > 0:
            yield tuple(size + step for size in own)


def _told_beside(cells: SheetCells, place: Place, relations: Sequence[CellRelation]) -> Iterator[Numbers]:
    """What the cells tell that should have the same numbers, and what should be there."""
    for other in relations:
        if other.target == place:
            yield from (one.value for one in other.expected[:_MOST_EXPECTED])
        elif place in other.sources and other.name in ("input", "channels", "depth"):
            yield _numbers(cells, other.target)


def _numbers(cells: SheetCells, place: Place) -> Numbers:
    """The numbers of a cell, of a shape those that are meant."""
    row, slot = place
    base, _, part = slot.partition("/")
    if part:
        found = cells.channels(row, base) or cells.channels(row, base, is_vector=True)
    elif slot in ("input", "output"):
        found = cells.sizes(row, slot)
    else:
        found = cells.known(row, slot)
    return found.numbers if found is not None else ()
