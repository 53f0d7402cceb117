"""One block of a sweep: part of a grid, run by itself, here or on another machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy

from symcnn.answers.sweep.fronts import front
from symcnn.core.algebra.array_run import run_on_grid
from symcnn.core.algebra.integer_program import IntegerProgram
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, quotient

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns = dict[str, "NDArray[Any]"]
"""Columns of equal length by name: of 64-bit numbers, or of Python's integers and fractions where these do not do."""


@record
class BlockTask:
    """What a worker needs: plain data that any process can read.

    `order` are all symbols, `fixed` those with one value here, `axes` the values of the others, which are the
    program's names in their order. `costs` are the columns of a front, and whether more of each is better.
    """

    program: IntegerProgram
    order: tuple[str, ...]
    fixed: tuple[tuple[str, Number], ...]
    axes: tuple[Sequence[Number], ...]
    columns: tuple[str, ...]
    costs: tuple[tuple[str, bool], ...]
    is_small: bool

    @property
    def count(self) -> int:
        """How many configurations the block has."""
        return prod(map(len, self.axes))


@record
class SweptBlock:
    """The rows of a block that fit and are wanted, and how many configurations it had."""

    columns: Columns
    count: int


def run_block(task: BlockTask) -> SweptBlock:
    """Runs a block; of the rows that are wanted those of its front, where one is asked for."""
    rows, figures = run_figures(task)
    grid = dict(zip(task.program.names, numpy.ix_(*map(_axis, task.axes)) if task.axes else (), strict=True))
    count = task.count if rows is None else int(numpy.count_nonzero(rows))
    fixed = dict(task.fixed)
    shape = tuple(map(len, task.axes))
    symbols = {
        name: _rows(grid[name], shape, rows) if name in grid else _constant(fixed[name], count) for name in task.order
    }
    return SweptBlock(in_front({**symbols, **figures}, task.costs), task.count)


def run_figures(task: BlockTask) -> tuple[NDArray[Any] | None, Columns]:
    """Where in the block's grid the rows are that are wanted (None: everywhere), and the figures of these."""
    shape = tuple(map(len, task.axes))
    holds, values = run_on_grid(task.program, list(map(_axis, task.axes)), is_small=task.is_small)
    rows = None if numpy.all(holds) else numpy.broadcast_to(holds, shape)
    figures: Columns = {}
    for name, (above, below) in zip(task.columns, values, strict=True):
        column = _rows(above, shape, rows)
        figures[name] = column if type(below) is int and below == 1 else _whole(column, _rows(below, shape, rows))
    return rows, figures


def in_front(columns: Columns, costs: Sequence[tuple[str, bool]]) -> Columns:
    """The rows of the front."""
    if not costs or not len(columns[costs[0][0]]):
        return columns
    signed = [-columns[name] if is_more else columns[name] for name, is_more in costs]
    kept = front(numpy.stack(signed, axis=1))
    return {name: column[kept] for name, column in columns.items()}


def joined(blocks: Sequence[Mapping[str, NDArray[Any]]]) -> Columns:
    """The rows of several blocks one after another."""
    return {name: numpy.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def _axis(values: Sequence[Number]) -> NDArray[Any]:
    if isinstance(values, range):
        return numpy.arange(values.start, values.stop, values.step, dtype=numpy.int64)
    return numpy.array(list(map(int, values)), dtype=numpy.int64)


def _rows(values: NDArray[Any] | int, shape: tuple[int, ...], rows: NDArray[Any] | None) -> NDArray[Any]:
    """The values of the rows that are wanted, flat."""
    array = numpy.asarray(values, None if isinstance(values, numpy.ndarray) else _kind(values))
    spread = numpy.broadcast_to(array, shape)
    return _plain(spread.ravel() if rows is None else spread[rows])


def _constant(value: Number, count: int) -> NDArray[Any]:
    return numpy.full(count, value, _kind(value))


def _kind(value: Number) -> Any:
    is_small = isinstance(value, int) and -(2**63) <= value < 2**63
    return numpy.int64 if is_small else object


def _whole(above: NDArray[Any], below: NDArray[Any]) -> NDArray[Any]:
    """The quotients: whole numbers, or fractions where one does not come out even."""
    if (above % below == 0).all():
        quotients: NDArray[Any] = above // below
        return quotients
    pairs = zip(above.tolist(), below.tolist(), strict=True)
    return numpy.array([quotient(*pair) for pair in pairs], object)


def _plain(column: NDArray[Any]) -> NDArray[Any]:
    """Numbers of 64 bits where all of Python's integers are."""
    if column.dtype != object or not len(column):
        return column
    values = column.tolist()
    is_small = all(isinstance(value, int) and -(2**63) <= value < 2**63 for value in values)
    return column.astype(numpy.int64) if is_small else column
