"""A table of layers as a sheet: for each row who it speaks of, and its cells by what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice

from symcnn.check.subjects.layers.told_layers import Story, ToldValue
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr
from symcnn.documents.told.layer_columns import LayerRow, LayerTable
from symcnn.documents.told.layer_values import layer_values
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.row_owners import RowOwner, row_owner
from symcnn.documents.told.segments import Segment

Place = tuple[int, str]
"""A cell by its row and what it tells; the channels of a shape are a cell beside its sizes."""

COUNTS = ("params", "weights", "biases", "macs", "flops", "bytes", "neurons", "connections")
"""What is counted, and may be printed rounded."""
_OF_LAYERS = frozenset({"kernel", "stride", "dilation", "effective_kernel", "in", "out", "groups", "receptive_field"})
"""What is told of layers, and not of networks."""
OF_ROWS = frozenset({"conv", "depthwise"})
"""Kinds of which rows tell the window, whatever words say of one layer."""
_WINDOW = ("kernel", "stride", "padding")
_MAP = 3
_MOST_BEFORE, _SMALLEST_SIDE = 40, 12
_EDGES = " \t\n\r\x1f`*'\""


@record
class SheetRow:
    """A row: who it speaks of, its numbers by what they tell, and its circumstances."""

    owner: RowOwner
    cells: Mapping[str, Mark]
    cues: frozenset[str]

    @property
    def counts_exactly(self) -> bool:
        """Whether it counts parameters to the last one, as the share of a part tells."""
        params = self.cells.get("params")
        return params is not None and params.whole is not None and not params.is_short

    @property
    def is_of_layer(self) -> bool:
        """Whether it names a layer, or tells what is told of layers alone: a window, a map, weights to the last one."""
        if self.owner.kinds or not _OF_LAYERS.isdisjoint(self.cells):
            return True
        weights, output = self.cells.get("weights"), self.cells.get("output")
        has_map = output is not None and len(output.dims) >= _MAP
        return has_map or (weights is not None and weights.whole is not None and not weights.is_short)


@record
class Sheet:
    """A table of layers.

    `usual` are the arguments that the document tells for all layers of a kind, `cues` its circumstances, `heads` those
    that the heads tell. `before` are the sizes that stand before it, the nearest first. `counted` is what cells come to
    that count more than one layer, by where they start.
    """

    rows: tuple[SheetRow, ...]
    cues: frozenset[str]
    heads: frozenset[str]
    usual: Mapping[str, Mapping[str, tuple[int, ...]]]
    before: tuple[tuple[int, ...], ...] = ()
    counted: Mapping[int, tuple[int, Expr | None]] = field(default_factory=dict)

    @property
    def speaks_of_layers(self) -> bool:
        """Whether most rows are of layers, or of windows, and none is of a whole network."""
        rows = [row for row in self.rows if not (row.owner.is_total or row.owner.is_image)]
        has_shares = "share" in self.names
        layers = sum(row.is_of_layer or (has_shares and row.counts_exactly) for row in rows)
        return 2 * layers > len(rows) and not any(row.owner.network for row in self.rows)

    @property
    def names(self) -> frozenset[str]:
        """What the cells tell."""
        return frozenset(slot for row in self.rows for slot in row.cells)


def sheet_of(text: str, table: LayerTable, story: Story, segments: Sequence[Segment] = ()) -> Sheet:
    """The sheet of a table, in the light of what the document tells of all layers."""
    rows = tuple(_row(text, row) for row in table.rows)
    heads = frozenset(cue for column in table.columns for cue in column.head.cues)
    told = frozenset(cue for cue, times in story.cues.items() if times)
    ends = _section_end(table, segments)
    usual = _told_before(table, story) | {
        kind: {role: value.sizes for role, value in arguments.items() if value.sizes and _is_told(value, ends)}
        for kind, arguments in story.usual.items()
    }
    if "padding" not in usual.get("conv", {}) and _are_unpadded(table, segments):
        usual["conv"] = {**usual.get("conv", {}), "padding": (0,)}
    return Sheet(tuple(_with_inputs(row) for row in rows), heads | told, heads, usual, _before(table, segments))


def _section_end(table: LayerTable, segments: Sequence[Segment]) -> int | None:
    """Where the section of a table ends; None where it is the last one."""
    end = table.rows[-1].cells[-1][1]
    return next((one.start for one in segments if one.start > end and one.passage.sort == "heading"), None)


def _told_before(table: LayerTable, story: Story) -> dict[str, Mapping[str, tuple[int, ...]]]:
    """The windows that words before a table tell for layers of a kind, but for kinds whose rows tell their own."""
    found: dict[str, Mapping[str, tuple[int, ...]]] = {}
    for layer in story.layers:
        kernel = layer.arguments.get("kernel")
        mark = kernel.mark if kernel is not None and layer.table is None and not layer.is_code else None
        if mark is not None and mark.start < table.rows[0].cells[0][0] and layer.kind not in OF_ROWS:
            told = {role: layer.arguments[role].sizes for role in _WINDOW if role in layer.arguments}
            found[layer.kind] = told if found.get(layer.kind, told) == told else {}
    return found


def _is_told(value: ToldValue, ends: int | None) -> bool:
    """Whether what is told of all layers stands before the next heading: what is told behind it concerns others."""
    return ends is None or value.mark is None or value.mark.start < ends


def _before(table: LayerTable, segments: Sequence[Segment]) -> tuple[tuple[int, ...], ...]:
    """The sizes that stand before a table and may come into its first row."""
    start = table.rows[0].cells[0][0]
    above = (one for one in reversed(segments) if one.start < start and not one.is_row)
    marks = (mark for one in above for mark in reversed(one.marks) if mark.is_figure)
    sizes = map(numbers_of, islice(marks, _MOST_BEFORE))
    return tuple(dict.fromkeys(one for one in sizes if one and len(one) <= _MAP and max(one) >= _SMALLEST_SIDE))


def _are_unpadded(table: LayerTable, segments: Iterable[Segment]) -> bool:
    """Whether words before a table say that nothing is padded, of no layer alone, and none that anything is."""
    start = table.rows[0].cells[0][0]
    if not any("valid" in one.cues for one in segments):
        return False
    said = [one for one in segments if one.start < start and not one.is_row]
    is_otherwise = any(bound.role == "padding" and bound.mark.value for one in said for bound in one.bounds)
    if is_otherwise or any("same" in one.cues for one in said):
        return False
    return any("valid" in one.cues and not one.label and not one.ordinals and {*one.kinds} <= {"conv"} for one in said)


def _row(text: str, row: LayerRow) -> SheetRow:
    cells: dict[str, Mark] = {}
    of_columns: set[str] = set()
    for cell, column in zip(row.cells, row.columns, strict=True):
        for slot, mark in layer_values(text, cell, column):
            slot = _by_form(slot, mark)
            if slot == "out" and slot in of_columns and "output" not in cells:  # ``n  k  s  p  out``
                cells["input"], cells["output"] = cells.pop("out"), mark
                continue
            if slot not in cells or column.slots:
                cells[slot] = mark
                of_columns |= {slot} if column.slots == (slot,) else set()
    owner = row_owner(text, row.cells, row.columns)
    return SheetRow(owner, cells, owner.cues | frozenset(_padded(text, row)))


def _padded(text: str, row: LayerRow) -> Iterator[str]:
    """The words that tell a padding without a number."""
    for cell, column in zip(row.cells, row.columns, strict=True):
        meaning = lexicon().column(text[slice(*cell)].strip(_EDGES).lower()) if "padding" in column.slots else None
        if meaning is not None:
            yield meaning.name


def _by_form(slot: str, mark: Mark) -> str:
    """What a number tells by its form: a shape in a column of channels is the whole map."""
    is_shape = len(mark.dims) > 1
    match slot:
        case "in" if is_shape:
            return "input"
        case "out" if is_shape:
            return "output"
    return slot


def _with_inputs(row: SheetRow) -> SheetRow:
    """The row; what comes in itself is given out, whatever the head is called."""
    if not row.owner.is_image or not row.cells:
        return row
    renamed = {"input": "output", "in": "out"}
    cells = {renamed.get(slot, slot): mark for slot, mark in row.cells.items() if renamed.get(slot) not in row.cells}
    return replace(row, cells=cells)


def numbers_of(mark: Mark) -> tuple[int, ...]:
    """The whole numbers of a mark, without the batch."""
    dims = mark.dims[1:] if mark.sort == "tuple" and mark.dims and mark.dims[0] is None else mark.dims
    known = tuple(dim for dim in dims if dim is not None)
    if known and len(known) == len(dims):
        return known
    return (mark.whole,) if mark.whole is not None and not dims else ()
