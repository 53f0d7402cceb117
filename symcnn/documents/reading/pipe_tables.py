"""Tables whose cells stand between upright strokes, as Markdown writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern

_ROW = late_pattern(r"^[ \t>]*+(?=[^\n]*\|[^\n]*\|)[^\n]*$", re.MULTILINE)
_RULE = late_pattern(r"[\s|:+=-]*")
_MARKS = " \t\r`*_\x1f"


@record
class TableCell:
    """What stands between two strokes, without blanks and marks around it."""

    start: int
    end: int
    text: str


@record
class PipeTable:
    """A table: its heads, and its rows from top to bottom."""

    heads: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def pipe_tables(text: str, start: int, end: int) -> Iterator[PipeTable]:
    """The tables in a stretch of normal text."""
    rows: list[tuple[TableCell, ...]] = []
    last = start
    for found in _ROW.finditer(text, start, end):
        if rows and text[last : found.start()].strip():
            yield from _table(rows)
            rows = []
        last = found.end()
        if not _RULE.fullmatch(found[0]):
            rows.append(_cells(text, found.start(), found.end()))
    yield from _table(rows)


def _table(rows: list[tuple[TableCell, ...]]) -> Iterator[PipeTable]:
    if len(rows) > 1 and all(len(row) <= len(rows[0]) for row in rows):  # else cells may stand below other heads
        yield PipeTable(rows[0], tuple(rows[1:]))


def _cells(text: str, start: int, end: int) -> tuple[TableCell, ...]:
    line = text[start:end]
    first = start + len(line) - len(line.lstrip(" \t>"))
    last = start + len(line.rstrip())
    if text[first] == "|":
        first += 1
    if text[last - 1] == "|":
        last -= 1
    cells = []
    while first <= last:
        stroke = text.find("|", first, last)
        after = last if stroke < 0 else stroke
        cells.append(_cell(text, first, after))
        first = after + 1
    return tuple(cells)


def _cell(text: str, start: int, end: int) -> TableCell:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return TableCell(start, end, text[start:end])
