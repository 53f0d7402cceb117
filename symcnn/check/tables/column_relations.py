"""The relations down the columns of a table: totals, shares, bytes of counts, and columns in a fixed proportion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from math import prod

from symcnn.check.edits.edits import slip
from symcnn.check.subjects.printed.printed_counts import is_slip
from symcnn.check.tables.cell_relations import CellRelation, Expected
from symcnn.check.tables.sheet_cells import SheetCells
from symcnn.check.tables.sheets import COUNTS, Place
from symcnn.core.written.arithmetic import exact
from symcnn.core.written.tree import Num, Op, product, reciprocal, total
from symcnn.network.wiring.kind_traits import is_pool

_FEWEST = 3
"""How many cells of a column show what it tells."""
_NEAR = 20
"""A total that differs by more than one in so many may count what the table does not list."""
_WIDTHS = (4, 2, 1, 8)
"""How many bytes a number takes."""
_TAKING = (("params",), ("weights",), ("neurons",), ("output",), ("weights", "biases"))
"""What numbers are counted that take bytes, alone or together."""
_INVERSE = ("group_in", "weights", "params", "macs", "flops")
"""What becomes less as groups become more."""
_MOST_ADDENDS = 64
_HUNDRED = 100


ColumnMemory = dict[tuple[object, ...], Sequence[CellRelation]]
"""The relations down columns, by what is changed in these columns, and by how shapes are read."""


def column_relations(cells: SheetCells, memory: ColumnMemory) -> Iterator[CellRelation]:
    """The relations of all columns; those of columns in which nothing is changed are kept in the memory."""
    for relations, slots in _OF_COLUMNS.items():
        changed = sorted(one for one in cells.changes.items() if one[0][1].partition("/")[0] in slots)
        key = (relations, cells.assumed.axes, cells.assumed.is_channels_first, *changed)
        if key not in memory:
            memory[key] = tuple(relations(cells))
        yield from memory[key]


# totals ----------------------------------------------------------------------------------------------


def _totals(cells: SheetCells) -> Iterator[CellRelation]:
    """The totals of counts: of all rows above that are no totals, or of those since the last one."""
    rows = cells.sheet.rows
    for at, row in enumerate(rows):
        if not row.owner.is_total:
            continue
        for slot in COUNTS:
            if cells.count((at, slot)) is None:
                continue
            above = [place for place in range(at) if not rows[place].owner.is_total]
            last = max((place for place in range(at) if rows[place].owner.is_total), default=-1)
            groups = [above, [place for place in above if place > last]]
            relation = _total(cells, (at, slot), [[(one, slot) for one in group] for group in groups])
            if relation is not None:
                yield relation


def _total(cells: SheetCells, place: Place, groups: Sequence[Sequence[Place]]) -> CellRelation | None:
    printed = cells.count(place)
    assert printed is not None
    expected, found, sources = [], [], frozenset[Place]()
    for group in groups:
        addends = [one for one in group if cells.count(one) is not None]
        if not 1 < len(addends) <= _MOST_ADDENDS:
            continue
        values = [cells.count(one) or Fraction() for one in addends]
        whole = sum(values)
        slack = sum((cells.rounding(one) for one in (*addends, place)), Fraction())
        formula = total(*(Num(exact(value)) for value in values))
        one = Expected((round(whole),), "total", None, formula)
        expected.append(one)
        sources |= frozenset(addends)
        if abs(whole - printed) <= slack or (whole.denominator == 1 and cells.agrees(place, (int(whole),))):
            found.append(one)
            sources = frozenset(addends)
            break
    if not expected:
        return None
    is_weak = not found and not any(_may_refute(cells, place, one.value[0], printed) for one in expected)
    return CellRelation("total", place, sources, tuple(dict.fromkeys(expected)), tuple(found[-1:]), is_weak)


def _may_refute(cells: SheetCells, place: Place, whole: int, printed: Fraction) -> bool:
    """Whether a total that is none of these rows is one all the same: they come to a little more, or it is a slip.

    One that is more may count what the table does not list; then an addend is wrong, if another value of it is known.
    """
    mark = cells.mark(*place)
    return abs(whole - printed) * _NEAR <= printed or (mark is not None and is_slip(mark, whole))


# shares and bytes ------------------------------------------------------------------------------------


def _shares(cells: SheetCells) -> Iterator[CellRelation]:
    """The shares of a column, against the column of which most of them are shares."""
    places = [(at, "share") for at, row in enumerate(cells.sheet.rows) if "share" in row.cells]
    best: list[CellRelation] = []
    for slot in COUNTS:
        wholes = [cells.count((at, slot)) for at, row in enumerate(cells.sheet.rows) if row.owner.is_total] or [
            sum((cells.count((at, slot)) or Fraction() for at, _ in places), Fraction())
        ]
        for whole in wholes:
            if whole:
                tried = [relation for at, _ in places if (relation := _share(cells, at, slot, whole)) is not None]
                best = max(best, tried, key=_fitting)
    yield from _if_understood(best)


def _share(cells: SheetCells, at: int, slot: str, whole: Fraction) -> CellRelation | None:
    """The share of a row; one that does not look like a slip of it may be that of something else."""
    part, mark = cells.count((at, slot)), cells.mark(at, "share")
    if part is None or mark is None or mark.value is None:
        return None
    reading = mark.reading
    is_percent = reading is not None and reading.unit == "percent"
    scale = Fraction(1) if is_percent or mark.value <= 1 else Fraction(1, _HUNDRED)
    place = (Fraction(reading.place) if reading is not None else Fraction(1)) * scale
    printed, share = Fraction(mark.value) * scale, part / whole
    formula = product(Num(exact(part)), reciprocal(Num(exact(whole))))
    expected = Expected((round(share / place),), "share", None, formula)
    changed = cells.changes.get((at, "share"))
    slack = place + cells.rounding((at, slot)) / whole
    is_right = changed == expected.value if changed is not None else abs(share - printed) < slack
    is_slip_of_it = slip(str(round(share / place)), str(round(printed / place))) is not None
    found = (expected,) if is_right else ()
    return CellRelation("share", (at, "share"), frozenset({(at, slot)}), (expected,), found, not is_slip_of_it)


def _bytes(cells: SheetCells) -> Iterator[CellRelation]:
    """Bytes that a fixed number of times what is counted in another column, or of the values of the map, take.

    Weights and biases may take different numbers of them.
    """
    rows = [at for at in range(len(cells.sheet.rows)) if "bytes" in cells.sheet.rows[at].cells]
    best: list[CellRelation] = []
    for slots in _TAKING if len(rows) >= _FEWEST else ():
        counts = [(at, [_taking(cells, at, slot) for slot in slots]) for at in rows]
        known = [(at, [one for one in found if one is not None]) for at, found in counts if None not in found]
        for widths in permutations(_WIDTHS, len(slots)):
            best = max(best, [_taken(cells, at, found, widths) for at, found in known], key=_fitting)
    yield from _if_understood(best)


def _taking(cells: SheetCells, at: int, slot: str) -> tuple[int, frozenset[Place]] | None:
    """How many numbers of a row take bytes, and the cells that tell it."""
    if slot == "output":
        sizes = cells.sizes(at, "output")
        channels = cells.known(at, "out") or cells.channels(at, "output")
        if sizes is None or channels is None:
            return None
        return prod(sizes.numbers) * channels.number, sizes.places | channels.places
    count = cells.count((at, slot))
    return (int(count), frozenset({(at, slot)})) if count and count.denominator == 1 else None


def _taken(
    cells: SheetCells, at: int, counts: Sequence[tuple[int, frozenset[Place]]], widths: Sequence[int]
) -> CellRelation:
    place, sources = (at, "bytes"), frozenset[Place]().union(*(places for _, places in counts))
    pairs = [(width, count) for width, (count, _) in zip(widths, counts, strict=True)]
    formula = total(*(Op("*", (Num(width), Num(count))) for width, count in pairs))
    expected = Expected((sum(width * count for width, count in pairs),), "bytes", None, formula)
    found = (expected,) if cells.agrees(place, expected.value) else ()
    return CellRelation("bytes", place, sources, (expected,), found)


# fixed proportions -----------------------------------------------------------------------------------


def _in_groups(cells: SheetCells) -> Iterator[CellRelation]:
    """What becomes less as the groups become more: in every row the product with them is the same."""
    rows = cells.sheet.rows
    if any(row.owner.kinds for row in rows) or "kernel" in cells.sheet.names:
        return
    for slot in _INVERSE:
        places = [(at, slot) for at, row in enumerate(rows) if slot in row.cells and "groups" in row.cells]
        yield from _if_understood(_constant(cells, places, "groups", is_product=True))


def _per_place(cells: SheetCells) -> Iterator[CellRelation]:
    """Multiplications of layers over one and the same map: in every row as many times the weights."""
    if {"output", "input"} & cells.sheet.names or "weights" not in cells.sheet.names or _has_strides(cells):
        return
    for slot in ("macs", "flops"):
        places = [(at, slot) for at, row in enumerate(cells.sheet.rows) if {slot, "weights"} <= {*row.cells}]
        yield from _if_understood(_constant(cells, places, "weights", is_product=False))


def _has_strides(cells: SheetCells) -> bool:
    """Whether maps become smaller from row to row: some window moves by more than one, or pools."""
    strides = (cells.known(at, "stride") for at in range(len(cells.sheet.rows)))
    has_pools = any(is_pool(kind) for row in cells.sheet.rows for kind in row.owner.kinds)
    return has_pools or any(max(one.numbers) > 1 for one in strides if one is not None)


def _constant(cells: SheetCells, places: Sequence[Place], beside: str, *, is_product: bool) -> list[CellRelation]:
    """The relations of a column whose product, or ratio, with the one beside it is that of most rows."""
    pairs = [(place, cells.count(place), cells.count((place[0], beside))) for place in places]
    known = [(place, value, other) for place, value, other in pairs if value and other]
    constants = Counter(value * other if is_product else value / other for _, value, other in known)
    best: list[CellRelation] = []
    for constant, _ in constants.most_common(_FEWEST):
        tried = []
        for place, _, other in known:
            value = constant / other if is_product else constant * other
            beside_it = Num(exact(other))
            formula = product(Num(exact(constant)), reciprocal(beside_it) if is_product else beside_it)
            expected = Expected((round(value),), "constant", None, formula)
            agreeing = (expected,) if cells.agrees(place, (round(value),)) else ()
            tried.append(CellRelation("proportion", place, frozenset({(place[0], beside)}), (expected,), agreeing))
        best = max(best, tried, key=_fitting)
    return best


def _fitting(found: Sequence[CellRelation]) -> int:
    return sum(relation.holds for relation in found)


def _if_understood(found: Sequence[CellRelation]) -> Sequence[CellRelation]:
    """The relations of a column, where enough of them hold, and most."""
    return found if _fitting(found) >= _FEWEST and 2 * _fitting(found) > len(found) else ()


_OF_COLUMNS: Mapping[Callable[[SheetCells], Iterator[CellRelation]], Collection[str]] = {
    _totals: COUNTS,
    _shares: ("share", *COUNTS),
    _bytes: ("bytes", "out", "params", "weights", "biases", "neurons", "output"),
    _in_groups: ("groups", *_INVERSE),
    _per_place: ("weights", "macs", "flops"),
}
"""The relations down columns, with the columns in which they look."""
