"""Cells of tables of layers: which of the numbers of a cell tells what, by its own words, its form, and its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.column_heads import in_unit
from symcnn.documents.told.layer_columns import SLOTS, LayerColumn
from symcnn.documents.told.layer_labels import label_at
from symcnn.documents.told.map_axes import map_of_axes
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.number_forms import is_small_square
from symcnn.documents.told.power_shapes import with_powers
from symcnn.documents.told.table_grids import GridCell
from symcnn.documents.told.table_rows import has_own_name, in_cell

_PART = late_pattern(r"[^/,，、;|]+")
_BLANK = "\x1f \t\n\r`*~≈"
_NO_NUMBER = late_pattern(r"[^=+/(]*\d\s*[-–]\s*\d[^=+/)]*$|[^=]*±")
"""A range, or a measured value."""
_SHORT = late_pattern(r"(?<![\w.])([ksp]) ?=? ?(\d{1,2})(?![\w.])")
_LETTERS = {"k": "kernel", "s": "stride", "p": "padding"}

_LETTERED = late_pattern(r"(?<![A-Za-z\\0-9 ])[A-Z](?![A-Za-z,])|(?<![A-Za-z\\])[A-Za-z]_\{?\w|\\frac")
"""A formula with letters, whose numbers are no figures."""
_PAIR = late_pattern(r"(\d{1,2})[ ]?[,，][ ]?(\d{1,2})")
_OF_WINDOWS = (("kernel",), ("stride",), ("padding",), ("dilation",))
_MAP = 3
"""How many sizes a map has at least that is told with its channels."""
_MAPS = ("input", "output", "in", "out")
_OF_SHAPES = tuple((slot,) for slot in (*_MAPS, "kernel"))

SlotValue = tuple[str, Mark]


def layer_values(text: str, cell: GridCell, column: LayerColumn) -> list[SlotValue]:
    """What a cell tells, in order.

    >>> from symcnn.documents.told.layer_columns import layer_column
    >>> [(slot, mark.whole) for slot, mark in layer_values("16 / 2 / 7", (0, 10), layer_column("k / s / p", 0, 9))]
    [('kernel', 16), ('stride', 2), ('padding', 7)]
    >>> [(slot, mark.whole) for slot, mark in layer_values("40→64", (0, 5), layer_column("channels", 0, 8))]
    [('in', 40), ('out', 64)]
    """
    start, end = cell
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    of_axes = map_of_axes(text, (start, end)) if column.slots in (("input",), ("output",)) else None
    if of_axes is not None:
        return [(column.slots[0], of_axes)]
    if start == end or _NO_NUMBER.match(text, start, end):
        return []
    if column.slots and _LETTERED.search(text, start, end):
        return []
    found = [*_parted(text, start, end, column)] or [*_bound(text, start, end, column)]
    return [(slot, mark) for slot, mark in found if not (slot in _MAPS and _is_worked(text, mark))]


def _is_worked(text: str, mark: Mark) -> bool:
    """Whether a calculation has no result, so that it may be a shape with powers: ``32×16^3``."""
    return mark.sort == "calculation" and "=" not in text[mark.start : mark.end]


def _parted(text: str, start: int, end: int, column: LayerColumn) -> Iterator[SlotValue]:
    """The parts of a cell whose head names as many things: ``3×3/2`` below ``kernel/stride``."""
    if len(column.slots) < 2:
        return
    parts = [marks(text, *part.span()) for part in _PART.finditer(text, start, end)]
    if len(parts) == len(column.slots) and all(len(part) == 1 and part[0].is_figure for part in parts):
        yield from ((slot, part[0]) for slot, part in zip(column.slots, parts, strict=True))


def _bound(text: str, start: int, end: int, column: LayerColumn) -> Iterator[SlotValue]:
    inside = marks(text, start, end)
    if column.slots in _OF_SHAPES or column.names_rows:
        inside = [with_powers(text, mark) for mark in inside]
    label = label_at(text, start, end) if column.names_rows else None
    inside = label.behind(inside) if label is not None else inside
    taken: set[int] = set()
    for before, arrow, behind in zip(inside, inside[1:], inside[2:], strict=False):
        if (
            arrow.sort == "arrow"
            and before.is_figure
            and behind.is_figure
            and (behind.dims == ()) == (before.dims == ())
        ):
            yield ("input" if before.dims else "in"), before
            yield ("output" if before.dims else "out"), behind
            taken |= {before.start, behind.start}
            break
    for word, shape in pairwise(inside):
        is_given = {"output", "kernels"} & {*word.named("role")} and len(shape.dims) >= _MAP
        if not column.slots and is_given and shape.start not in taken:  # ``outputs 14x14x6``
            yield "output", shape
            taken.add(shape.start)
    pair = _PAIR.fullmatch(text, start, end) if column.slots in _OF_WINDOWS else None
    if pair is not None:  # along two axes
        yield column.slots[0], Mark("tuple", *pair.span(), dims=(int(pair[1]), int(pair[2])))
        return
    if len(column.slots) == 1 and _is_alone(inside) and not taken:
        mark = next(mark for mark in inside if mark.is_figure)
        if not has_own_name(text, mark):
            yield column.slots[0], in_unit(mark, column.head.mark.reading)
        return
    bounds = [bound for bound in in_cell(text, inside, column.head) if bound.mark.start not in taken]
    has_kernel = any(bound.role in ("kernel", "kind") for bound in bounds)
    for bound in bounds:
        slot = SLOTS.get(bound.role, bound.role)
        is_own = column.slots and slot in bound.word.named("role") and bound.word is not column.head.mark
        yield (slot if is_own or not column.slots else _slot_of(bound.role, column)), bound.mark
        taken.add(bound.mark.start)
    if not column.slots:
        told = {bound.role for bound in bounds}
        for short in _SHORT.finditer(text, label.end if label is not None else start, end):
            role = _LETTERS[short[1]]
            if role not in told and short.start(2) not in taken:
                yield role, Mark("number", *short.span(2), int(short[2]))
                has_kernel = has_kernel or role == "kernel"
    if not column.slots and not has_kernel:
        squares = [mark for mark in inside if is_small_square(mark) and mark.start not in taken]
        yield from (("kernel", square) for square in squares[:1])


def _slot_of(role: str, column: LayerColumn) -> str:
    """The slot of a number that is bound by a role: that of the column, where it is the same under another name."""
    slot = SLOTS.get(role, role)
    return column.slots[0] if role in column.head.roles and len(column.slots) == 1 else slot


def _is_alone(inside: Sequence[Mark]) -> bool:
    """Whether one number stands in a cell, and no words."""
    return sum(mark.is_figure for mark in inside) == 1 and all(mark.is_figure or mark.sort != "word" for mark in inside)
