"""Rows of tables whose heads say what their cells are: kernels, strides, sizes, parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.bindings import bind
from symcnn.documents.told.column_heads import ColumnHead, column_head, in_unit
from symcnn.documents.told.completed_bindings import FEWEST_KERNELS
from symcnn.documents.told.layer_labels import Label, label_at, letter_alone
from symcnn.documents.told.map_axes import joined, joined_axes, map_of_axes
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.number_forms import BoundNumber, is_small_square, takes
from symcnn.documents.told.passages import Passage

_RULE = late_pattern(r"[|:\-+=\s—\x19]*$")
_GAP = late_pattern(r" {2,}|\t+")
_LINES = late_pattern(r"\s*\n\s*")
_FOOTNOTE = late_pattern(
    r"\^[ \x1f]*\{?[ ]*(?:\*|\\(?:ast|dagger|ddagger|star)(?![A-Za-z])|[†‡§¹])|[†‡§¹]|[\d)]\*(?=[ \x1f]*(?:\||$))"
)
_DIGIT = late_pattern(r"\d")
_WORD = late_pattern(r"\S+")
_BLANKS = " \t\n\r\x19"
_EMPTY = f"{_BLANKS}\x1f-–—/*`"
_FEWEST_TOLD = 2
_MOST_LOOKED_AT = 16
_FEWEST_NUMBERED = 3
_LONGEST_NUMBER = 3
_LARGEST_ARGUMENT = 20
_MAPS = frozenset({"input", "output"})
_NAMED = late_pattern(r"[A-Za-z]\w[ \x1f]*=[ \x1f]*\Z")
_REACH_OF_NAME = 8
_NUMBER = late_pattern(r"\d+")
_LISTED = late_pattern(r"[\s*`]*(\d{1,6}(?:\s*[,，、]\s*\d{1,6}){1,4})[\s*`]*")
_CHANNELS = frozenset({"in", "out", "channels", "kernels"})
_INPUTS = {"output": "input", "out": "channels", "in": "input", "kernels": "channels"}
"""What the columns of layers tell in the row of the input."""


@record
class Row:
    """A row: what stands in it, what the heads of its columns bind, the circumstances that they name, its name.

    `is_nameless` tells that its first cell is empty, so that nobody knows what it is a row of; `is_total` that it
    adds up what stands above it.
    """

    passage: Passage
    marks: tuple[Mark, ...]
    bounds: tuple[BoundNumber, ...]
    cues: frozenset[str]
    label: Label | None
    is_nameless: bool
    is_total: bool


def rows(text: str, table: Sequence[Passage]) -> Iterator[Row]:
    """The rows of a table below its heads; none where no head says what stands below it."""
    columns: list[ColumnHead] = []
    width, axes = 0, tuple[int, ...]()
    for passage in table:
        if is_rule(text, passage):
            continue
        if not columns and _tells_numbers(text, passage):
            return
        cells = cell_ends(text, passage)
        if not columns:
            cells = _parted(text, passage, cells, table)
            width, axes = len(cells), joined_axes(text, cells)
        cells = joined(cells, axes) if len(cells) == width else cells
        heads = [column_head(text, *cell) for cell in cells] if not columns or _has_no_digit(text, passage) else []
        if not columns or sum(bool(head.roles) for head in heads) > 1:
            columns = [replace(heads[0], roles=()), *heads[1:]] if _names_rows(text, table) else heads
            is_open = not any(head.roles for head in heads)
            if (is_open and not _tells_windows(text, table)) or any(head.has_map for head in heads):
                return
            columns = _with_unknown(text, table, columns)
        elif len(cells) <= len(columns):  # else nobody knows below which head a cell stands
            yield _row(text, passage, cells, _above(text, passage, cells, columns))


def is_rule(text: str, passage: Passage) -> bool:
    """Whether a row only parts others: ``|---|:-:|``."""
    return _RULE.match(text, passage.start, passage.end) is not None


def _parted(
    text: str, passage: Passage, cells: list[tuple[int, int]], table: Sequence[Passage]
) -> list[tuple[int, int]]:
    """The cells of a line of heads; those between which one blank stands are parted where the rows below have as many.

    Two signs of Chinese are as wide as four digits, so that no gap is left between narrow columns.
    """
    if "|" in text[passage.start : passage.end]:
        return cells
    below = Counter(len(cell_ends(text, row)) for row in table if row.start > passage.end)
    words = [found.span() for found in _WORD.finditer(text, passage.start, passage.end)]
    return words if below and below.most_common(1)[0][0] == len(words) > len(cells) else cells


def _with_unknown(text: str, table: Sequence[Passage], columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """The heads; one that says nothing known, below which small numbers stand, may tell an argument of every row."""
    body = [cell_ends(text, row) for row in table if row.start > columns[0].mark.end]
    return [
        replace(head, cues=head.cues | {"partly"})
        if place and not head.roles and _are_small(text[slice(*cells[place])] for cells in body if place < len(cells))
        else head
        for place, head in enumerate(columns)
    ]


def _are_small(cells: Iterable[str]) -> bool:
    told = [cell.strip(_EMPTY) for cell in cells]
    numbers = [cell for cell in told if cell]
    return bool(numbers) and all(cell.isdecimal() and int(cell) < _LARGEST_ARGUMENT for cell in numbers)


def _tells_numbers(text: str, passage: Passage) -> bool:
    """Whether a line between gaps says itself what its numbers are, so that it is no head: ``T1  64 filters``."""
    is_ruled = "|" in text[passage.start : passage.end]
    told = () if is_ruled else bind(marks(text, passage.start, passage.end))
    return len([bound for bound in told if bound.role in bound.word.named("role")]) >= _FEWEST_TOLD


def _tells_windows(text: str, table: Sequence[Passage]) -> bool:
    """Whether cells say themselves what their windows are, whatever heads say: ``| 1 | conv | 3×3, stride 1 |``."""
    told = ({bound.role for bound in bind(marks(text, row.start, row.end))} for row in table[:_MOST_LOOKED_AT])
    return sum(bool({"kernel", "kind"} & roles) for roles in told) >= _FEWEST_TOLD


def _names_rows(text: str, table: Sequence[Passage]) -> bool:
    """Whether the first cells of a table are names, whatever their head says, or only count its rows."""
    first = [text[slice(*cell_ends(text, passage)[0])].strip(_EMPTY) for passage in table]
    numbers = [int(cell) for cell in first if cell.isdecimal() and len(cell) <= _LONGEST_NUMBER]
    is_counting = all(after - before == 1 for before, after in pairwise(numbers))
    named = sum(cell[:1].isalpha() for cell in first[1:])
    return 2 * named > len(first) - 1 or (len(numbers) >= _FEWEST_NUMBERED and is_counting and numbers[0] <= 1)


def _above(
    text: str, passage: Passage, cells: Sequence[tuple[int, int]], columns: Sequence[ColumnHead]
) -> Sequence[ColumnHead]:
    """The heads of a row's cells; where there are fewer cells than heads between gaps, those that stand nearest."""
    if len(cells) == len(columns) or "|" in text[passage.start : passage.end]:
        return columns
    place = {id(head): head.mark.end - text.rfind("\n", 0, head.mark.start) for head in columns}
    ends = [end - text.rfind("\n", 0, passage.start + 1) for _, end in cells[1:]]
    nearest = [min(columns[1:], key=lambda head: abs(place[id(head)] - end)) for end in ends]
    return (columns[0], *nearest)


def _has_no_digit(text: str, passage: Passage) -> bool:
    return _DIGIT.search(text, passage.start, passage.end) is None


def _row(text: str, passage: Passage, cells: Sequence[tuple[int, int]], columns: Sequence[ColumnHead]) -> Row:
    named = next((place for place, cell in enumerate(cells) if text[slice(*cell)].strip(_EMPTY)), 0)
    label = label_at(text, *cells[named]) or letter_alone(text, *cells[named]) or _numbered(text, cells[0], columns[0])
    inside = [label.behind(marks(text, *cell)) if label else marks(text, *cell) for cell in cells]
    inside = [_as_map(text, cell, found, head) for cell, found, head in zip(cells, inside, columns, strict=False)]
    names = [mark for found, head in zip(inside, columns, strict=False) if not head.roles for mark in found[:1]]
    bounds = [bound for found, head in zip(inside, columns, strict=False) for bound in in_cell(text, found, head)]
    if any("input" in mark.named("role") for mark in names) and not any(mark.named("kind") for mark in names):
        bounds = [bound._replace(role=_INPUTS.get(bound.role, bound.role)) for bound in bounds]
    bound_marks = {bound.mark.start: bound.mark for bound in bounds}
    return Row(
        passage,
        tuple(bound_marks.get(mark.start, mark) for found in inside for mark in found),
        tuple(bounds),
        frozenset(cue for head in columns for cue in head.cues) | _qualified(text, passage),
        label,
        not text[slice(*cells[0])].strip(_EMPTY),
        any("total" in mark.named("word") for mark in (*names, *inside[named])),
    )


def _numbered(text: str, cell: tuple[int, int], head: ColumnHead) -> Label | None:
    """The name of a layer that is the number of its row: ``| 3 | conv | 3×3 |``."""
    number = text[slice(*cell)].strip(_EMPTY)
    is_name = not head.roles and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    return Label(f"layer{int(number)}", cell[1]) if is_name else None


def _as_map(text: str, cell: tuple[int, int], inside: list[Mark], head: ColumnHead) -> list[Mark]:
    """The marks of a cell below the head of maps, with bare numbers as one map: ``16, 48, 48, 32``."""
    of_axes = map_of_axes(text, cell) if _MAPS & {*head.roles[:1]} else None
    if of_axes is not None:
        return [of_axes]
    listed = _LISTED.fullmatch(text, *cell) if _MAPS & {*head.roles[:1]} else None
    sizes = tuple(map(int, _NUMBER.findall(text, *cell))) if listed is not None else ()
    is_map = len(sizes) == head.sizes if head.sizes else len(sizes) > _FEWEST_TOLD and ", " in text[slice(*cell)]
    return [Mark("tuple", listed.start(1), listed.end(1), dims=sizes)] if is_map and listed is not None else inside


def _qualified(text: str, passage: Passage) -> frozenset[str]:
    """The circumstance that a note elsewhere says more of a row: a mark of a footnote stands in it."""
    return frozenset({"partly"} if _FOOTNOTE.search(text, passage.start, passage.end) else ())


def cell_ends(text: str, passage: Passage) -> list[tuple[int, int]]:
    """The ends of the cells between the strokes of a row, its lines, or its wide gaps."""
    start, end = passage.start, passage.end
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    while start < end and text[start] in _BLANKS:
        start += 1
    start += text[start : start + 1] == "|"
    end -= text[end - 1 : end] == "|"
    between = [(place, place + 1) for place in range(start, end) if text[place] == "|"]
    gaps = _LINES if not between and text.find("\n", start, end) >= 0 else _GAP
    between = between or [gap.span() for gap in gaps.finditer(text, start, end)]
    starts = (start, *(after for _, after in between))
    return list(zip(starts, (*(before for before, _ in between), max(start, end)), strict=True))


def has_own_name(text: str, mark: Mark) -> bool:
    """Whether a name is given the number, so that it is not what the head of its column says: ``units=10``."""
    return _NAMED.search(text, max(mark.start - _REACH_OF_NAME, 0), mark.start) is not None


def in_cell(text: str, inside: Sequence[Mark], head: ColumnHead) -> list[BoundNumber]:
    """The marks of a cell by the words in it, else by the roles of its head in their order."""
    led = list(_led(inside, head))
    taken = {bound.mark.start for bound in led}
    own = [*led, *(bound for bound in bind(inside) if bound.mark.start not in taken)]
    own += [
        BoundNumber(mark, role, 0.0, word)
        for mark, word in pairwise(inside)
        for role in word.named("cell")
        if takes(role, mark) and all(bound.mark is not mark for bound in own)
    ]
    own += _notated(inside, own) if not head.roles else ()
    taken = {bound.mark.start for bound in own}
    slots = [role for role in head.roles if all(bound.role != role for bound in own)]
    for mark in inside:
        if not mark.is_figure or mark.start in taken or has_own_name(text, mark):
            continue
        role = next((slot for slot in slots if _takes(slot, mark)), None)
        if role is not None:
            own.append(BoundNumber(in_unit(mark, head.mark.reading), role, 0.0, head.mark))
            slots.remove(role)
        elif _may_count_kernels(mark, own):
            own.append(BoundNumber(mark, "kernels", 0.0, head.mark))
    return own


def _led(inside: Sequence[Mark], head: ColumnHead) -> Iterator[BoundNumber]:
    """The channels that come in and out below a head of channels: ``40→64``."""
    for before, arrow, behind in zip(inside, inside[1:], inside[2:], strict=False):
        numbers = before.sort == behind.sort == "number" and arrow.sort == "arrow"
        if numbers and not _CHANNELS.isdisjoint(head.roles):
            yield BoundNumber(before, "in", 0.0, head.mark)
            yield BoundNumber(behind, "out", 0.0, head.mark)


def _notated(inside: Sequence[Mark], own: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The one kernel of a cell whose number stands behind it, below a head that says nothing: ``3×3, 64``."""
    squares = [place for place, mark in enumerate(inside) if is_small_square(mark)]
    if len(squares) != 1 or any(bound.role in ("kernel", "kind") for bound in own):
        return
    behind = inside[squares[0] + 1 : squares[0] + 3]
    is_listed = [mark.sort for mark in behind] == ["comma", "number"] and (behind[1].whole or 0) >= FEWEST_KERNELS
    if is_listed and not any(mark.meanings for mark in behind):
        square, (_, count) = inside[squares[0]], behind
        yield BoundNumber(square, "kernel", 0.0, square)
        if all(bound.role != "kernels" for bound in own):
            yield BoundNumber(count, "kernels", 0.0, square)


def _takes(role: str, mark: Mark) -> bool:
    """Whether a cell can be what its head says; memory may be told in values, kernels with their number behind them."""
    is_full = role == "kernel" and len(mark.dims) == 4
    return takes(role, mark) or is_full or (role == "bytes" and takes("params", mark))


def _may_count_kernels(mark: Mark, beside: Sequence[BoundNumber]) -> bool:
    """Whether a number says how many there are of the kernel before it in its cell: ``3×3, 64``."""
    roles = {bound.role for bound in beside if bound.mark.end <= mark.start}
    is_kernel = bool(roles & {"kernel", "kind"}) and "kernels" not in {bound.role for bound in beside}
    return is_kernel and takes("kernels", mark) and ("stride" in roles or (mark.whole or 0) >= FEWEST_KERNELS)
