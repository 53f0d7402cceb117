"""Which cells are wrong: the one smallest set of changes under which the relations of a table hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from symcnn.check.tables.cell_candidates import candidates
from symcnn.check.tables.cell_relations import CellRelation, failing
from symcnn.check.tables.sheet_cells import Assumed, Numbers, SheetCells
from symcnn.check.tables.sheets import COUNTS, Place, Sheet
from symcnn.check.tables.understood_sheets import SheetMemory, Ways, counted_alike, relations_of, ways_of
from symcnn.core.record import record

_MOST_ROUNDS = 3
_MOST_TRIED, _MOST_COMBINED = 160, 24
_MOST_FOLLOWERS = 2
_MOST_IN_COLUMN, _MOST_OF_COLUMN = 2, 4
"""How many cells of a column may be wrong, unless they are less than one in so many."""
_FEWEST_FOR_ADDEND = 2
"""How many relations speak for an addend that a total alone would change."""
_ARGUMENTS = frozenset({"kernel", "stride", "padding", "dilation", "groups"})
_TIMES = (2, 4)
_BETWEEN_ROWS = ("depth", "input", "kept")
_DOWN = ("total",)
"""Relations of a whole column, which hang together what has nothing else to do with each other."""

RelationKey = tuple[str, Place]


@record
class Mended:
    """A sheet with the changes that mend it, and its relations after them; `following` rests on what is printed.

    `unlisted` are the cells that fail only where no layer between two rows is left out.
    """

    changes: Mapping[Place, Numbers]
    relations: tuple[CellRelation, ...]
    following: frozenset[Place]
    unlisted: frozenset[Place] = frozenset()


@record
class _Case:
    """A sheet as it is read, with the changes so far, its relations, and how its counts are told."""

    sheet: Sheet
    assumed: Assumed
    changes: Mapping[Place, Numbers]
    relations: tuple[CellRelation, ...]
    ways: Ways
    memory: SheetMemory

    def after(self, changes: Mapping[Place, Numbers]) -> list[CellRelation]:
        """The relations with more changes."""
        found = relations_of(self.sheet, self.assumed, {**self.changes, **changes}, self.memory)
        return counted_alike(self.sheet, found, self.ways)


@record
class _Try:
    """A change of one cell: what holds then, what does no more, and how much of it speaks for the new value."""

    place: Place
    numbers: Numbers
    mended: frozenset[RelationKey]
    broken: frozenset[RelationKey]
    support: int


def mended(sheet: Sheet, assumed: Assumed) -> Mended:
    """The sheet with every fault mended for which only one smallest set of changes would do."""
    memory = SheetMemory({}, {})
    case = _case(sheet, assumed, {}, memory)
    following: frozenset[Place] = frozenset()
    for _ in range(_MOST_ROUNDS):
        changes: dict[Place, Numbers] = {}
        faults = [fault for fault in failing(case.relations) if fault.target not in following]
        for group in _groups(faults):
            found, rests = _repair(case, group)
            changes |= found
            following |= rests
        if not changes:
            break
        case = _case(sheet, assumed, {**case.changes, **changes}, memory)
    kept = _without_systematic(sheet, case.changes)
    case = case if len(kept) == len(case.changes) else _case(sheet, assumed, kept, memory)
    alone = [group[0] for group in _groups(failing(case.relations)) if len(group) == 1]
    unlisted = frozenset(fault.target for fault in alone if _may_lack_row(case, fault))
    return Mended(case.changes, case.relations, following, unlisted)


def _without_systematic(sheet: Sheet, changes: Mapping[Place, Numbers]) -> Mapping[Place, Numbers]:
    """The changes but for those of a column that has many of them: no slips, but something that was not understood."""
    many = Counter(slot for _, slot in changes)
    cells = Counter(slot for row in sheet.rows for slot in row.cells)
    systematic = {
        slot
        for slot, count in many.items()
        if count > _MOST_IN_COLUMN and _MOST_OF_COLUMN * count > cells[slot.partition("/")[0]]
    }
    return {place: numbers for place, numbers in changes.items() if place[1] not in systematic}


def _case(sheet: Sheet, assumed: Assumed, changes: Mapping[Place, Numbers], memory: SheetMemory) -> _Case:
    found = relations_of(sheet, assumed, changes, memory)
    ways = ways_of(sheet, found)
    return _Case(sheet, assumed, changes, tuple(counted_alike(sheet, found, ways)), ways, memory)


def _groups(faults: Sequence[CellRelation]) -> list[list[CellRelation]]:
    """The relations that fail, those together that share a cell."""
    groups: list[list[CellRelation]] = []
    for fault in faults:
        touching = [group for group in groups if any(fault.places & other.places for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(one for group in touching for one in group), fault])
    return groups


def _repair(case: _Case, group: Sequence[CellRelation]) -> tuple[Mapping[Place, Numbers], frozenset[Place]]:
    """The changes that mend a group, and what follows from what is printed; nothing where several would do."""
    if len(group) == 1 and _may_lack_row(case, group[0]):
        return {}, frozenset()
    tries = [*_tried(case, group)]
    whole = _mending(case, tries, group)
    if whole is not None:
        return whole
    found: dict[Place, Numbers] = {}
    following: frozenset[Place] = frozenset()
    apart = [one for one in group if one.name not in _DOWN]
    for part in _groups(apart) if len(apart) < len(group) else ():
        changes, rests = _mending(case, tries, part) or ({}, frozenset())
        found |= changes
        following |= rests
    return found, following


def _may_lack_row(case: _Case, fault: CellRelation) -> bool:
    """Whether a layer that is not listed between two rows would explain a fault: one that halves or doubles the map."""
    if fault.name in _BETWEEN_ROWS:
        return True
    cells = SheetCells(case.sheet, case.assumed, case.changes)
    printed = cells.sizes(*fault.target) if fault.name == "output" else None
    if printed is None:
        return False
    return any(
        all(
            size // times == other or other // times == size
            for size, other in zip(printed.numbers, one.value, strict=True)
        )
        for one in fault.expected
        for times in _TIMES
        if len(one.value) == len(printed.numbers)
    )


def _mending(
    case: _Case, tries: Sequence[_Try], group: Sequence[CellRelation]
) -> tuple[Mapping[Place, Numbers], frozenset[Place]] | None:
    """The one cell, or else the two, that mend a group; no changes where several would do, None where none do."""
    wanted = frozenset(map(_key, group))
    single = _single(tries, wanted)
    if single is not None:
        return single
    useful = [one for one in tries if one.mended & wanted and not one.broken]
    pair = _in_pairs(case, wanted, useful[:_MOST_COMBINED])
    return (pair, frozenset()) if pair else None


def _key(relation: CellRelation) -> RelationKey:
    return relation.name, relation.target


def _tried(case: _Case, group: Sequence[CellRelation]) -> Iterator[_Try]:
    before = {_key(one) for one in case.relations if one.holds}
    faults = {_key(one) for one in failing(case.relations)}
    cells = SheetCells(case.sheet, case.assumed, case.changes)
    for tried, (place, numbers) in enumerate(candidates(cells, group, case.relations)):
        if tried >= _MOST_TRIED:
            return
        if place in case.changes or (len(group) == 1 and place[1] in _ARGUMENTS):
            continue  # an argument is given, and wrong only where several figures say so
        after = case.after({place: numbers})
        holds = {_key(one) for one in after if one.holds}
        support = sum(one.holds and place in one.places for one in after)
        mending = frozenset(faults & holds)
        if support >= _FEWEST_FOR_ADDEND or any(name not in _DOWN or place == target for name, target in mending):
            yield _Try(place, numbers, mending, frozenset(before - holds), support)


def _single(
    tries: Sequence[_Try], wanted: frozenset[RelationKey]
) -> tuple[Mapping[Place, Numbers], frozenset[Place]] | None:
    """The one cell whose change mends all; nothing changes where several would do; None where no one does."""
    for is_clean in (True, False):
        fitting = [one for one in tries if wanted <= one.mended and _is_allowed(one, is_clean=is_clean)]
        if len(wanted) == 1:
            fitting = [one for one in fitting if one.place[1] not in _ARGUMENTS]
        if fitting:
            best = _unique(fitting)
            if best is not None and best.broken and best.place not in {target for _, target in wanted}:
                best = None  # what follows from a cell speaks for it
            return ({best.place: best.numbers}, frozenset(at for _, at in best.broken)) if best else ({}, frozenset())
    return None


def _is_allowed(one: _Try, *, is_clean: bool) -> bool:
    """Whether a change breaks nothing, or only what follows from the cell as it is printed."""
    if is_clean:
        return not one.broken
    return len(one.broken) <= _MOST_FOLLOWERS and one.place not in {target for _, target in one.broken}


def _unique(fitting: Sequence[_Try]) -> _Try | None:
    """The one change; of several counts the one of which most speaks."""
    places = {one.place for one in fitting}
    if len(places) > 1 and all(slot in COUNTS for _, slot in places):
        most = max(one.support for one in fitting)
        places = {one.place for one in fitting if one.support == most}
    same = [one for one in fitting if one.place in places]
    return max(same, key=lambda one: one.support) if len(places) == 1 else None


def _in_pairs(case: _Case, wanted: frozenset[RelationKey], useful: Sequence[_Try]) -> Mapping[Place, Numbers]:
    """Two cells, each of which mends what the other does not; none where two others would do."""
    before = {_key(one) for one in case.relations if one.holds}
    fitting: dict[frozenset[Place], Mapping[Place, Numbers]] = {}
    for one, other in combinations(useful, 2):
        if one.place == other.place or not (one.mended - other.mended and other.mended - one.mended):
            continue
        changes = {one.place: one.numbers, other.place: other.numbers}
        after = case.after(changes)
        if before | wanted <= {_key(relation) for relation in after if relation.holds}:
            fitting.setdefault(frozenset(changes), changes)
    return next(iter(fitting.values())) if len(fitting) == 1 else {}
