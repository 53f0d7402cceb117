"""The verdicts on the cells of columns of which the count of layers is known that they tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, product
from math import isqrt, prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.printed.printed_counts import agrees_with, is_slip
from symcnn.check.tables.block_formulas import Formula
from symcnn.check.tables.cell_relations import CellRelation, ColumnVerdict, Expected
from symcnn.check.tables.column_choices import BLOCKS
from symcnn.check.tables.column_formulas import (
    CountedTable,
    FittingFormula,
    counted_table,
    fitting,
    formulas_giving,
    may_count,
)
from symcnn.check.tables.column_numbers import NOWHERE, NumberTable, Variable, fixed_variable, number_table
from symcnn.check.tables.field_runs import run_verdicts
from symcnn.check.tables.sheets import COUNTS, numbers_of
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Num, Op, reciprocal
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.row_owners import row_owner
from symcnn.documents.told.segments import Segment
from symcnn.documents.told.table_grids import Grid

_FEWEST, _FEWEST_SURE = 3, 5.0
"""So many cells must agree, or so many digits beyond chance, before another one is called wrong."""
_TELLING = frozenset({*COUNTS, "kernel", "stride", "groups", "in", "out"})
"""Heads of tables that speak of layers."""
_RUNS = frozenset(BLOCKS) - {"conv", "depthwise"}
"""The blocks of more than one layer."""
_NARROWER = (1, 2, 4)
_LARGE = 1000
"""A number that is no count of channels, but a count itself."""


@record
class _Column:
    """A column that is understood."""

    place: int
    fit: FittingFormula
    opening: Mapping[int, Formula]


def column_verdicts_of(
    text: str, grid: Grid, segments: Sequence[Segment], judged: Collection[int]
) -> Iterator[ColumnVerdict]:
    """The verdicts on the columns of a table in which some cells are not judged yet; `judged` is where those start."""
    table = number_table(text, grid, segments)
    if table is not None:
        seen = [*run_verdicts(table)]
        yield from seen if not any(one.mark.start in judged for one in seen) else ()
        is_open = any("unbiased" in one.cues for one in segments)
        yield from _verdicts(text, grid, table, judged, may_lack_biases=is_open)


def _verdicts(
    text: str, grid: Grid, table: NumberTable, judged: Collection[int], *, may_lack_biases: bool
) -> Iterator[ColumnVerdict]:
    owners = [row_owner(text, cells, table.columns) for cells in grid.rows[1:]]
    rows = [at for at, owner in enumerate(owners) if not owner.is_total]
    nameless = [at for at in rows if not owners[at].kinds]  # they may stand for the layers of a level
    groups = [rows, nameless] if len(rows) < 2 * len(nameless) < 2 * len(rows) else [rows]
    if not any(map(partial(_is_open, table, rows, judged), range(len(table.columns)))):
        return
    counted = counted_table(table)
    columns = [
        _Column(place, fit, _openings(table, place, fit.formula, rows))
        for place in range(len(table.columns))
        if (fit := next(filter(None, (fitting(counted, place, those) for those in groups)), None)) is not None
    ]
    is_of_networks = any(owner.network for owner in owners)
    is_of_layers = any(owner.kinds for owner in owners) or any(_TELLING & {*column.slots} for column in table.columns)
    for column in columns:
        if (is_of_networks or not is_of_layers) and not column.fit.formula.is_of_layers:
            continue
        elsewhere = {row for other in columns if not _uses(other, column) for row in other.fit.failing}
        for row in column.fit.agreeing:
            yield _verdict(table, column.place, row, column.fit.formula, Verdict.RIGHT)
        for row, formula in column.opening.items():
            yield _verdict(table, column.place, row, formula, Verdict.RIGHT)
        for row in column.fit.failing:
            if (one := _corrected(columns, column, row)) is not None and _agrees(table, column.place, row, one):
                yield _verdict(table, column.place, row, one, Verdict.RIGHT)
                continue
            is_open = owners[row].is_doubtful or row in elsewhere
            if not is_open and _refutes(counted, columns, column, row, may_lack_biases=may_lack_biases):
                yield _verdict(table, column.place, row, column.fit.formula, Verdict.WRONG)
            elif not owners[row].is_doubtful and (source := _source(table, columns, column, row)) is not None:
                yield source


def _corrected(columns: Sequence[_Column], column: _Column, row: int) -> Formula | None:
    """The formula of a column that is worked out from another, with what stands there as it should be."""
    formula = column.fit.formula
    own = next((one.fit for one in columns if one.place == formula.entering.column and row in one.fit.failing), None)
    if formula.block != "figure" or own is None:
        return None
    values = formula.entering.values
    entering = (*values[:row], own.formula.value(row), *values[row + 1 :])
    return replace(formula, entering=replace(formula.entering, values=entering))


def _agrees(table: NumberTable, place: int, row: int, formula: Formula) -> bool:
    mark, value = table.single(row, place), formula.value(row)
    return mark is not None and value > 0 and agrees_with(mark, value)


def _is_open(table: NumberTable, rows: Sequence[int], judged: Collection[int], place: int) -> bool:
    """Whether a column has counts that nobody has judged."""
    marks = [mark for row in rows if (mark := table.single(row, place)) is not None and may_count(mark)]
    return len(marks) > 1 and any(mark.start not in judged for mark in marks)


def _uses(other: _Column, column: _Column) -> bool:
    """Whether a column is worked out from another, or is the same."""
    return other is column or any(one.column == column.place for one in other.fit.formula.variables())


def _verdict(table: NumberTable, place: int, row: int, formula: Formula, verdict: Verdict) -> ColumnVerdict:
    mark = table.single(row, place)
    assert mark is not None
    value = formula.value(row)
    if verdict is Verdict.RIGHT and mark.value != value:
        verdict = Verdict.ROUNDED
    expected = Expected((value,), "", None, formula.written(row))
    found = () if verdict is Verdict.WRONG else (expected,)
    relation = CellRelation("column", (row, str(place)), frozenset(), (expected,), found)
    return ColumnVerdict(mark, verdict, relation, value, formula.block in _RUNS)


def _openings(table: NumberTable, place: int, formula: Formula, rows: Sequence[int]) -> dict[int, Formula]:
    """The rows with nothing above them in which the formula holds with channels that are told before the table.

    A block may also have as many as come out, a half, or a quarter.
    """
    found: dict[int, Formula] = {}
    for row in rows:
        mark = table.single(row, place)
        if formula.entering.values[row] or mark is None:
            continue
        leaving = formula.leaving.values[row]
        narrow = (fixed_variable(leaving // less, len(table.rows)) for less in _NARROWER if formula.block in _RUNS)
        for entering in (*table.told, *narrow):
            one = replace(formula, entering=entering)
            if (value := one.value(row)) and agrees_with(mark, value):
                found.setdefault(row, one)
    return found


def _refutes(
    counted: CountedTable, columns: Sequence[_Column], column: _Column, row: int, *, may_lack_biases: bool
) -> bool:
    """Whether a cell that the formula of its column does not give is wrong: no other count gives it, and nothing else
    in its row may be what is wrong. A bias that it lacks and all others have is a slip where no words leave it out."""
    fit, formula = column.fit, column.fit.formula
    mark, value = counted.table.single(row, column.place), formula.value(row)
    if mark is None or mark.is_short or not all(_is_sure(counted, columns, one, row) for one in formula.variables()):
        return False
    if any(_makes(one, mark) for cell in counted.table.rows[row] for one in cell):
        return False
    if len(fit.agreeing) < _FEWEST and fit.digits < _FEWEST_SURE:
        return False
    if is_slip(mark, value):
        return len(fit.failing) < len(fit.agreeing)
    if len(fit.failing) > 1 or _is_of_other_map(formula, row, mark) or _is_of_joined(counted.table, formula, row, mark):
        return False
    if replace(formula, mode=0).value(row) == mark.whole:  # a bias is forgotten where all others have theirs
        return len(fit.agreeing) >= _FEWEST and not may_lack_biases
    others = formulas_giving(counted, column.place, row, mark)
    told = {one for one in formula.variables() if one.varies}
    return not any(told <= {*other.variables()} and other.cost <= formula.cost + 1 for other in others)


def _makes(working: Mark, mark: Mark) -> bool:
    """Whether a cell is what another of its row comes to: ``2352×214``, 503,328."""
    is_product = len(working.dims) > 1 and None not in working.dims
    return is_product and prod(dim for dim in working.dims if dim is not None) == mark.whole


def _is_of_joined(table: NumberTable, formula: Formula, row: int, mark: Mark) -> bool:
    """Whether a count is that of the layers on the maps of another row, or on those of two, which no cell tells."""
    if formula.entering in table.own or formula.block == "figure":
        return False
    if _becomes_smaller(table, formula.leaving.column, row):
        return False  # maps that are joined are as large as each other
    counts = {*formula.entering.values} - {0}
    joined = {*counts, *(one + other for one, other in product(counts, repeat=2))}
    rows = len(table.rows)
    return any(replace(formula, entering=fixed_variable(one, rows)).value(row) == mark.whole for one in joined)


def _becomes_smaller(table: NumberTable, column: int, row: int) -> bool:
    """Whether the map of a row, of which a column tells the channels, is smaller than that of the row above."""
    if column == NOWHERE or row == 0:
        return False
    above, own = (next((numbers_of(mark) for mark in table.rows[at][column] if mark.dims), ()) for at in (row - 1, row))
    return len(above) == len(own) > 1 and sum(map(int.__lt__, own, above)) > len(own) // 2


def _is_of_other_map(formula: Formula, row: int, mark: Mark) -> bool:
    """Whether a count is that of the same layers on another square map, so that the map may be what is wrong."""
    plane, printed = formula.plane.values[row], mark.whole or 0
    places, rest = divmod(printed, formula.value(row) // plane)
    return formula.plane.varies and rest == 0 and isqrt(places) ** 2 == places


def _source(table: NumberTable, columns: Sequence[_Column], column: _Column, row: int) -> ColumnVerdict | None:
    """The number from which a cell follows, where it is a slip of that from which the cell would follow as it is."""
    formula = column.fit.formula
    printed, place = table.single(row, column.place), formula.entering.column
    mark = table.single(row, place) if formula.block == "figure" and place != NOWHERE else None
    own = (one for one in columns if one.place == place)
    if printed is None or printed.is_short or mark is None or any(row in one.fit.agreeing for one in own):
        return None
    outer, less = formula.plane.values[row] * formula.times, formula.leaving.values[row]
    counted, rest = divmod(printed.whole or 0, outer)
    if rest or not is_slip(mark, counted + less) or is_slip(printed, formula.value(row)):
        return None
    written = Op("+", (Op("*", (Num(printed.whole or 0), reciprocal(Num(outer)))), *([Num(less)] if less else [])))
    expected = Expected((counted + less,), "", None, written if less else written.args[0])
    relation = CellRelation("column", (row, str(place)), frozenset(), (expected,), ())
    return ColumnVerdict(mark, Verdict.WRONG, relation, counted + less)


def _is_sure(counted: CountedTable, columns: Sequence[_Column], one: Variable, row: int) -> bool:
    """Whether a number may be taken for right: one of arguments, or a count that is right by its own column."""
    mark = counted.table.single(row, one.column) if one.column != NOWHERE else None
    if mark is None or (mark.whole is not None and mark.whole < _LARGE):
        return True
    own = [column for column in columns if column.place == one.column]
    return any(row in chain(column.fit.agreeing, column.opening) for column in own)
