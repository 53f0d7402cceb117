"""Columns of tables of layers: what stands below a head, one thing or several, and in which unit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.told.column_heads import ColumnHead, column_head, unit_of
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.marks import marks
from symcnn.documents.told.table_grids import Grid, GridCell, has_words

_ASIDE = late_pattern(r"[(（\[][^()（）\[\]]*[)）\]]")
_EDGES = " \t\n\r\x1f`*_$:：.#"
_UNIT_EDGES = f"{_EDGES}()（）[]{{}}"
_MOST_HEADS = 3
"""How many lines of heads a table has at most."""
_FEWEST_NAMED = 2

_DIGIT = late_pattern(r"\d")
_TOLD = frozenset({
    "kernel", "stride", "padding", "dilation", "groups", "in", "out", "input", "output", "repeat", "group_in",
    "params", "weights", "biases", "macs", "flops", "bytes", "neurons", "connections", "share",
    "receptive_field", "jump", "effective_kernel", "same_padding",
})  # fmt: skip
SLOTS = {"image": "input", "kernels": "out", "channels": "out", "size": "output", "length": "output", "kind": "kernel"}
"""What the roles of heads and words are as columns."""


@record
class LayerColumn:
    """A column: what its cells tell, in order, nothing where nobody knows; its head, with its unit."""

    slots: tuple[str, ...]
    head: ColumnHead

    @property
    def names_rows(self) -> bool:
        """Whether its cells are words about the rows."""
        return not self.slots


@record
class LayerRow:
    """A row below heads: its cells, and the columns in which they stand."""

    cells: tuple[GridCell, ...]
    columns: tuple[LayerColumn, ...]


@record
class LayerTable:
    """A table of which it is known what stands in some columns; it may be one that was turned."""

    columns: tuple[LayerColumn, ...]
    rows: tuple[LayerRow, ...]
    is_turned: bool

    @property
    def names(self) -> frozenset[str]:
        """What its columns tell."""
        return frozenset(slot for column in self.columns for slot in column.slots)


def layer_table(text: str, grid: Grid) -> LayerTable | None:
    """The table with the heads that tell most, of its first lines or, where it is turned, of its first columns."""
    plain, turned = _headed(text, grid, is_turned=False), _headed(text, grid.turned(), is_turned=True)
    if turned is not None and (len(turned.names) < _FEWEST_NAMED or 2 * _named(turned) < len(turned.columns)):
        turned = None
    return max((table for table in (plain, turned) if table is not None), key=_understood, default=None)


def _named(table: LayerTable) -> int:
    """How many heads tell what stands below them; in a table that is turned one with figures is a layer's name."""
    return sum(not column.names_rows and not (table.is_turned and _has_digit(column)) for column in table.columns)


def _has_digit(column: LayerColumn) -> bool:
    return _DIGIT.search(column.head.mark.text) is not None


def _understood(table: LayerTable) -> Fraction:
    """How many things a table tells, less where many heads are not known."""
    return Fraction(len(table.names) * _named(table), len(table.columns))


def _headed(text: str, grid: Grid, *, is_turned: bool) -> LayerTable | None:
    """The table below the first line that names what stands in its columns; such a line further down does so anew."""
    columns: tuple[LayerColumn, ...] = ()
    first: tuple[LayerColumn, ...] = ()
    rows: list[LayerRow] = []
    above: tuple[LayerColumn, ...] = ()
    for place, row in enumerate(grid.rows):
        if (not columns and place < _MOST_HEADS) or (columns and _has_no_digit(text, row)):
            found = tuple(layer_column(text, *cell) for cell in row)
            if above and (not columns or _count_named(found) >= _FEWEST_NAMED or _tells_units(text, row)):
                found = _headed_twice(text, row, found, above)
            fewest = min(_FEWEST_NAMED, len(row) - 1) if not columns else _FEWEST_NAMED
            tells = _count_named(found) >= fewest or (not columns and place == 0 and _names_layers(text, row))
            if grid.rows[place + 1 :] and tells and not _has_figures(text, row[1:]):
                columns = _with_sums(text, _with_names(text, found, grid.rows[place + 1 :]))
                first = first if rows else columns
                above = () if rows else found
                continue
            above = found if not columns and _has_no_digit(text, row) else ()
        if columns:
            above = ()
            rows.append(LayerRow(row, columns))
    return LayerTable(first, tuple(rows), is_turned) if rows else None


def _count_named(columns: Sequence[LayerColumn]) -> int:
    return sum(not column.names_rows for column in columns)


def _headed_twice(
    text: str, row: Sequence[GridCell], below: Sequence[LayerColumn], above: Sequence[LayerColumn]
) -> tuple[LayerColumn, ...]:
    """The columns of two lines of heads: what the lower one tells, else what the upper one does in the lower's unit."""
    units = [unit_of(text[slice(*cell)].strip(_UNIT_EDGES)) for cell in row]
    return tuple(
        lower if not lower.names_rows or upper.names_rows else _told_in(upper, unit)
        for lower, upper, unit in zip(below, above, units, strict=True)
    )


def _told_in(column: LayerColumn, unit: PrintedNumber | None) -> LayerColumn:
    if unit is None:
        return column
    return replace(column, head=replace(column.head, mark=column.head.mark._replace(reading=unit)))


def _tells_units(text: str, row: Sequence[GridCell]) -> bool:
    """Whether nothing but units stands in a line: ``| | (K) | (M) |``."""
    words = [word for cell in row if (word := text[slice(*cell)].strip(_UNIT_EDGES))]
    return bool(words) and all(unit_of(word) is not None for word in words)


def _names_layers(text: str, row: Sequence[GridCell]) -> bool:
    """Whether the first head says that layers stand below it, so that the words of each row may tell of them."""
    meaning = lexicon().column(" ".join(text[slice(*row[0])].lower().split()).strip(_EDGES))
    return meaning is not None and meaning.name == "layers"


def _has_no_digit(text: str, row: Sequence[GridCell]) -> bool:
    return not any(_DIGIT.search(text, *cell) for cell in row)


def _has_figures(text: str, row: Sequence[GridCell]) -> bool:
    """Whether most cells begin with digits, as those below heads do."""
    begun = [text[slice(*cell)].strip(_EDGES)[:1] for cell in row]
    return 2 * sum(sign.isdigit() for sign in begun) > len(begun)


def _with_names(
    text: str, columns: tuple[LayerColumn, ...], below: Sequence[tuple[GridCell, ...]]
) -> tuple[LayerColumn, ...]:
    """The columns; the first one names the rows where words stand in most of its cells, whatever its head says, and
    where more than strides do."""
    is_step = columns[0].slots == ("stride",)
    worded = sum(has_words(text, row[0]) or (is_step and _tells_more(text, row[0])) for row in below)
    if columns[0].names_rows or 2 * worded <= len(below):
        return columns
    return (LayerColumn((), replace(columns[0].head, roles=())), *columns[1:])


def _tells_more(text: str, cell: GridCell) -> bool:
    return sum(mark.is_figure for mark in marks(text, *cell)) > 1


def _with_sums(text: str, columns: tuple[LayerColumn, ...]) -> tuple[LayerColumn, ...]:
    """The columns; beside one of weights and one of biases a column of totals tells the parameters."""
    told = {slot for column in columns for slot in column.slots}
    if not {"weights", "biases"} <= told or "params" in told:
        return columns
    return tuple(
        replace(column, slots=("params",)) if place and column.names_rows and _is_total(text, column) else column
        for place, column in enumerate(columns)
    )


def _is_total(text: str, column: LayerColumn) -> bool:
    mark = column.head.mark
    meaning = lexicon().column(" ".join(text[mark.start : mark.end].lower().split()).strip(_EDGES))
    return meaning is not None and meaning.name == "total"


def layer_column(text: str, start: int, end: int) -> LayerColumn:
    """The column below a head.

    >>> [layer_column(head, 0, len(head)).slots for head in ("kernel/stride", "padding for same", "channels", "note")]
    [('kernel', 'stride'), ('same_padding',), ('out',), ()]
    """
    head = column_head(text, start, end)
    words = " ".join(_ASIDE.sub(" ", text[start:end]).lower().replace('"', "").split()).strip(_EDGES)
    own = lexicon().column(words)
    roles = (own.name,) if own is not None else head.roles
    slots = tuple(slot for slot in dict.fromkeys(SLOTS.get(role, role) for role in roles) if slot in _TOLD)
    return LayerColumn(slots, head if slots else replace(head, roles=()))
