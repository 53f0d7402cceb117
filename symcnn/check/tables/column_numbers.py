"""The numbers of a table, column by column: what may stand for channels, kernels, groups and places in its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from math import prod

from symcnn.check.tables.sheets import numbers_of
from symcnn.core.record import record
from symcnn.documents.told.column_heads import in_unit
from symcnn.documents.told.layer_columns import LayerColumn, layer_column
from symcnn.documents.told.map_axes import map_of_axes
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.power_shapes import with_powers
from symcnn.documents.told.segments import Segment
from symcnn.documents.told.table_grids import Grid, GridCell

_MOST_ROWS = 40
_MOST_CHANNELS = 8192
_MOST_VARIABLES = 6
_MOST_AREAS, _MOST_GROUPS, _MOST_FIXED = 4, 3, 4
_MOST_CONSTANTS, _MOST_PLANES = 7, 4
_MOST_REPEATS, _MOST_REPEATED = 2, 40
_MOST_BEFORE = 60
_SMALLEST_CONSTANT = 2
_LONGEST_KERNEL, _LONGEST_LINE = 11, 31
_MOST_ANCHORS = 12
_COLOURS = (3, 1)
_PLANE = 2
_FIXED_COSTS = {0: 0.0, 1: 0.1, 9: 0.6, 27: 2.0}
_FIXED_COST, _MADE_COST, _JOINED_COST, _BARE_COST, _PRODUCT_COST = 1.3, 1.2, 1.5, 2.0, 2.3
NOWHERE = -1
"""The column of what no column tells."""

Row = Sequence[Sequence[Mark]]


@record
class Variable:
    """A number of every row, 0 where it has none; it stands in a column, or nowhere where it is the same for all.

    `cost` is how many digits it takes to tell it from others that might be meant.
    """

    values: tuple[int, ...]
    column: int
    cost: float = 1.0

    @property
    def varies(self) -> bool:
        """Whether rows have different numbers."""
        return len({*self.values} - {0}) > 1


@record
class NumberTable:
    """A table below its heads: the figures of each cell, the columns, and what stands in for arguments of layers.

    `own` are the small numbers of rows, `told` those that stand before the table, `channels` pairs of what may come
    into a layer and out of it, `areas` the places of windows, `groups` what channels may be parted into, `repeats`
    how many layers or blocks a row may stand for, `planes` the places of maps, `figures` all numbers of cells.
    """

    rows: tuple[Row, ...]
    columns: tuple[LayerColumn, ...]
    own: tuple[Variable, ...]
    told: tuple[Variable, ...]
    channels: tuple[tuple[Variable, Variable], ...]
    areas: tuple[Variable, ...]
    groups: tuple[Variable, ...]
    repeats: tuple[Variable, ...]
    planes: tuple[Variable, ...]
    figures: tuple[Variable, ...]

    def single(self, row: int, column: int) -> Mark | None:
        """The one number of a cell."""
        found = self.rows[row][column]
        return found[0] if len(found) == 1 and found[0].sort == "number" and found[0].value is not None else None


def number_table(text: str, grid: Grid, segments: Sequence[Segment]) -> NumberTable | None:
    """The numbers of a table below its first line; None for one that is too long or too short."""
    heads, *body = grid.rows
    if not 1 < len(body) <= _MOST_ROWS:
        return None
    columns = tuple(layer_column(text, *cell) for cell in heads)
    rows = tuple(tuple(_figures(text, cell, column) for cell, column in zip(row, columns, strict=True)) for row in body)
    told = list(islice(_before(grid.rows[0][0][0], segments), _MOST_BEFORE))
    singles, shapes = _different(_singles(rows)), [*_shapes(rows)]
    own = [one for one in singles if max(one.values) <= _MOST_CHANNELS][:_MOST_VARIABLES]
    varying = [one for one in own if one.varies]
    fixed = [fixed_variable(count, len(rows)) for count in dict.fromkeys((*_constants(told), *_COLOURS))]
    planes = [
        fixed_variable(1, len(rows)),
        *_planes(singles, shapes),
        *(fixed_variable(plane, len(rows)) for plane in _told_planes(told)),
    ]
    return NumberTable(
        rows,
        columns,
        tuple(own),
        tuple(fixed),
        (*_pairs(own, fixed), *_joined_pairs(own, shapes)),
        _different([one for one in _areas(rows, columns, own) if one.varies])[:_MOST_AREAS],
        tuple(one for one in varying if min(one.values) > 0)[:_MOST_GROUPS],
        tuple(one for one in varying if _may_repeat(rows, columns, one))[:_MOST_REPEATS],
        _different(planes),
        tuple(one for one in singles if one.varies),
    )


def fixed_variable(value: int, rows: int) -> Variable:
    """A number that is the same in all rows."""
    return Variable((value,) * rows, NOWHERE, _FIXED_COSTS.get(value, _FIXED_COST))


def _pairs(own: Sequence[Variable], fixed: Sequence[Variable]) -> Iterator[tuple[Variable, Variable]]:
    """What may come into the layer of a row and out of it: numbers of the row and of the one above, told numbers."""
    for one in own:
        yield from ((one, other) for other in (*own, *fixed))
        yield from ((other, one) for other in fixed)
        above, double = _above(one), Variable(tuple(2 * value for value in one.values), one.column, _MADE_COST)
        yield from ((above, one), (double, one), (one, double))
        if all(value % 2 == 0 for value in one.values):
            yield one, Variable(tuple(value // 2 for value in one.values), one.column, _MADE_COST)
    yield from product(fixed[:_MOST_FIXED], repeat=2)
    yield from ((one, other) for one in fixed for other in fixed if other.values[0] == 1)
    for few, times in product((one for one in own if one.varies and max(one.values) <= _MOST_ANCHORS), fixed):
        classes = tuple(times.values[0] * value for value in few.values)  # those of every box
        many = Variable(classes, few.column, _PRODUCT_COST)
        yield from ((one, many) for one in (*own, *fixed[:_MOST_FIXED]))


def _joined_pairs(
    own: Sequence[Variable], shapes: Sequence[tuple[int, list[tuple[int, ...]]]]
) -> Iterator[tuple[Variable, Variable]]:
    """What comes into the layer of a row, joined with the map of a row further up that is as large, and out of it."""
    for (column, sides), one in product(shapes, (one for one in own if one.varies and all(one.values))):
        is_side = one.column == column
        planes = [prod(side) // (value if is_side else 1) for side, value in zip(sides, one.values, strict=True)]
        joined = tuple(_joined(one.values, planes, row) for row in range(len(planes)))
        if joined[1:] != one.values[:-1]:
            yield Variable(joined, one.column, _JOINED_COST), one


def _joined(channels: Sequence[int], planes: Sequence[int], row: int) -> int:
    """The channels that come into a row: those above it, of which a map that becomes larger keeps half, and those of
    the last row before the maps became smaller than its own."""
    above = channels[row - 1] if row else 0
    smaller = next((at for at in range(row - 1, 0, -1) if planes[at] < planes[row]), 0)
    skipped = next((at for at in range(smaller - 1, -1, -1) if planes[at] >= planes[row]), -1) if smaller else -1
    if skipped < 0 or planes[skipped] != planes[row]:
        return above
    return channels[skipped] + (above if planes[row - 1] == planes[row] else above // 2)


def _figures(text: str, cell: GridCell, column: LayerColumn) -> tuple[Mark, ...]:
    of_axes = map_of_axes(text, cell) if column.head.sizes else None
    if of_axes is not None:
        return (of_axes,)
    found = (with_powers(text, mark) for mark in marks(text, *cell) if mark.is_figure)
    return tuple(in_unit(mark, column.head.mark.reading) for mark in found)


def _before(start: int, segments: Sequence[Segment]) -> Iterator[tuple[int, ...]]:
    """The numbers that stand before a table, the nearest first."""
    above = (one for one in reversed(segments) if one.start < start and not one.is_row)
    for one in above:
        for mark in reversed(one.marks):
            if mark.is_figure and (numbers := numbers_of(mark)):
                yield numbers


def _constants(told: Iterable[tuple[int, ...]]) -> list[int]:
    fitting = [number for numbers in told for number in numbers if _SMALLEST_CONSTANT <= number <= _MOST_CHANNELS]
    return [*islice(dict.fromkeys(fitting), _MOST_CONSTANTS)]


def _told_planes(told: Iterable[tuple[int, ...]]) -> list[int]:
    planes = [prod(numbers[:2]) for numbers in told if len(numbers) >= _PLANE and min(numbers[:2]) > _LONGEST_KERNEL]
    return [*islice(dict.fromkeys(planes), _MOST_PLANES)]


def _may_repeat(rows: Sequence[Row], columns: Sequence[LayerColumn], one: Variable) -> bool:
    """Whether numbers may be how many layers a row stands for: few in each, below a head that tells nothing else."""
    slots, few = columns[one.column].slots, [value for value in one.values if value]
    shapes = any(mark.dims for row in rows for mark in row[one.column])
    return slots in ((), ("repeat",)) and not shapes and max(few) <= _MOST_REPEATED and 2 * len(few) > len(rows)


def _singles(rows: Sequence[Row]) -> Iterator[Variable]:
    """The whole numbers of cells by their place from the left, and from the right; a shape is each of its sides."""
    for column in range(len(rows[0])):
        cells = [[number for mark in row[column] for number in numbers_of(mark)] for row in rows]
        longest = max(map(len, cells))
        for place in (*range(longest), *(range(-1, -longest - 1, -1) if len({*map(len, cells)}) > 1 else ())):
            needed = place + 1 if place >= 0 else -place
            values = tuple(max(cell[place], 0) if len(cell) >= needed else 0 for cell in cells)
            if sum(map(bool, values)) > 1:
                yield Variable(values, column)


def _shapes(rows: Sequence[Row]) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
    """The columns of shapes, with the sides of each."""
    for column in range(len(rows[0])):
        sides = [next((numbers_of(mark) for mark in row[column] if len(mark.dims) > 1), ()) for row in rows]
        if sum(map(bool, sides)) > 1:
            yield column, sides


def _above(one: Variable) -> Variable:
    """What the row above has."""
    return Variable((0, *one.values[:-1]), one.column, _MADE_COST)


def _areas(rows: Sequence[Row], columns: Sequence[LayerColumn], own: Iterable[Variable]) -> Iterator[Variable]:
    """How many places windows have: small shapes, and small numbers along two axes or along one."""
    for column, sides in _shapes(rows):
        for axes in (2, 3, 1):
            areas = tuple(prod(one[:axes]) if 0 < max((*one[:axes], 0)) <= _LONGEST_KERNEL else 0 for one in sides)
            yield Variable(areas, column)
    for one in own:
        if max(one.values) <= _LONGEST_LINE:
            cost = 1.0 if "kernel" in columns[one.column].slots else _BARE_COST
            yield from (Variable(tuple(value**axes for value in one.values), one.column, cost) for axes in (2, 1))


def _planes(singles: Iterable[Variable], shapes: Iterable[tuple[int, list[tuple[int, ...]]]]) -> Iterator[Variable]:
    for column, sides in shapes:
        yield Variable(tuple(prod(one[:-1]) if len(one) > _PLANE else prod(one) if one else 0 for one in sides), column)
        yield Variable(tuple(prod(one[1:]) if len(one) > _PLANE else prod(one) if one else 0 for one in sides), column)
        yield Variable(tuple(prod(one) if one else 0 for one in sides), column)
    for one in singles:
        if one.varies:
            yield one
            yield Variable(tuple(value**2 for value in one.values), one.column)


def _different(found: Iterable[Variable]) -> tuple[Variable, ...]:
    by_values: dict[tuple[int, ...], Variable] = {}
    for one in found:
        if any(one.values):
            by_values.setdefault(one.values, one)
    return tuple(by_values.values())
