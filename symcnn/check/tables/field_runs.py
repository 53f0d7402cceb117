"""Receptive fields and jumps down rows that stand for a run of layers and the pooling behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.printed.printed_counts import is_slip
from symcnn.check.tables.cell_relations import CellRelation, ColumnVerdict, Expected
from symcnn.check.tables.column_numbers import NumberTable, fixed_variable
from symcnn.core.record import record
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.told.mark import Mark

_KERNELS, _REPEATED = (3, 5, 7), (1, 2, 3)
_POOLS = (2, 3, 0)
"""The windows of poolings behind a run; none where its first layer moves by two."""
_STRIDE = 2
_START: Expr = Num(1)
_FEWEST, _FEWEST_AT_END = 3, 4
"""So many fields must agree before another is called wrong, or the last one, from which nothing follows."""


@record
class _Run:
    """What rows stand for: how many layers each, their kernel, the window of the pooling behind them."""

    repeat: Sequence[int]
    kernel: int
    pool: int

    def seen(self, row: int, field: int, jump: int) -> Expr:
        """What a unit sees behind a row, of what one sees before it."""
        layers, wider = self.repeat[row], self.kernel - 1
        parts = [(layers, jump)] if self.pool else [(1, jump), (layers - 1, jump * _STRIDE)]
        terms: list[Expr] = [Op("*", (Num(times), Num(wider), Num(step))) for times, step in parts if times]
        pooled: list[Expr] = [Op("*", (Num(self.pool - 1), Num(jump)))] if self.pool else []
        return Op("+", (Num(field), *terms, *pooled))


@record
class _Walk:
    """The fields and jumps of a run, with what each follows from, and how many of the printed ones agree."""

    fields: Sequence[tuple[int, Expr]]
    jumps: Sequence[tuple[int, Expr]]
    agreeing: int
    failing: Sequence[int]


def run_verdicts(table: NumberTable) -> Iterator[ColumnVerdict]:
    """The verdicts on the fields and jumps of a table, where nearly all of them are those of runs."""
    fields, jumps = (_column(table, slots) for slots in (("receptive_field",), ("jump", "stride")))
    marks = [table.single(row, fields) for row in range(len(table.rows))] if fields is not None else []
    spaced = [table.single(row, jumps) for row in range(len(marks))] if jumps is not None else [None] * len(marks)
    if len(marks) < _FEWEST or None in marks or any("kernel" in column.slots for column in table.columns):
        return
    walks = [_walked(run, marks, spaced) for run in _runs(table)]
    best = max(walks, key=lambda one: one.agreeing, default=None)
    if best is None or best.agreeing < _FEWEST or len(best.failing) > 1:
        return
    for name, printed, derived in (("receptive_field", marks, best.fields), ("jump", spaced, best.jumps)):
        for row, (mark, (value, formula)) in enumerate(zip(printed, derived, strict=True)):
            if mark is None:
                continue
            expected = (Expected((value,), "", None, formula),)
            found = expected if mark.whole == value else ()
            relation = CellRelation(name, (row, name), frozenset(), expected, found)
            if found:
                yield ColumnVerdict(mark, Verdict.RIGHT, relation, value)
            elif row + 1 < len(marks) or best.agreeing >= _FEWEST_AT_END or is_slip(mark, value):
                yield ColumnVerdict(mark, Verdict.WRONG, relation, value)


def _column(table: NumberTable, slots: Sequence[str]) -> int | None:
    return next((at for at, column in enumerate(table.columns) if column.slots in {(slot,) for slot in slots}), None)


def _runs(table: NumberTable) -> Iterator[_Run]:
    told = [one.values for one in table.repeats if all(one.values)]
    fixed = [fixed_variable(times, len(table.rows)).values for times in _REPEATED]
    for repeat, kernel, pool in product((*told, *fixed), _KERNELS, _POOLS):
        yield _Run(repeat, kernel, pool)


def _walked(run: _Run, fields: Sequence[Mark | None], jumps: Sequence[Mark | None]) -> _Walk:
    """The walk of a run down the rows."""
    derived, spaced, failing = [(1, _START)], [(1, _START)], []
    for row, (field, jump) in enumerate(zip(fields, jumps, strict=True)):
        seen = run.seen(row, derived[-1][0], spaced[-1][0])
        moved = Op("*", (Num(spaced[-1][0]), Num(_STRIDE)))
        derived.append((int(value_of(seen)), seen))
        spaced.append((int(value_of(moved)), moved))
        failing += [row for mark, one in ((field, derived), (jump, spaced)) if mark and mark.whole != one[-1][0]]
    agreeing = sum(mark is not None and mark.whole == one for mark, (one, _) in zip(fields, derived[1:], strict=True))
    return _Walk(derived[1:], spaced[1:], agreeing, failing)
