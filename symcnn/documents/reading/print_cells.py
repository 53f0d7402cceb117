"""The cells of a line of a printed summary that has no rules between its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.print_rows import Cell, RowCell, joined, piece

_FIGURE = late_pattern(
    r"(?P<open>[\[(]*[\[(] ?(?:None|-?\d+)(?= *[,\])])|\{')"
    r"|(?<!\S)(?:multiple|\?|\[\]|--?|\(recursive\)|True|False|Partial|\d+(?:x\d+)+"
    r"|\(?\d[\d,]*\)?(?:\.\d+)?(?: ?[kKMG])?%?)(?!\S)|[├└]─[\d,]+"
)
_NUMBER = late_pattern(r"(?<!\S)\d[\d,]*(?!\S)")
_SOURCES = late_pattern(r"\['|\[\]|[A-Za-z_][\w./:-]*\[\d+\]")
_NAME_GOES_ON = late_pattern(r"[\w.>]*\)")
_CLASS_GOES_ON = late_pattern(r"\([\w.>]+\)?")
_SHAPE_GOES_ON = late_pattern(r"(?:None|[\d,() \[\]])*[)\]]")
_BLANKS = late_pattern(r"\s*")

Cells = Mapping[str, Cell]
Found = tuple[str, int, int]
"""What is taken for a figure, and where."""


def cells_of(line: RowCell, columns: Sequence[str], places: Sequence[int]) -> Cells | None:
    """The cells of a line; where some are blank, by the `places` of the heads. None where it is no row.

    >>> cells = cells_of(RowCell("dense (Dense)  (None, 10)  1290", 0), ("name", "shape", "params"), ())
    >>> {column: joined(cell) for column, cell in cells.items()}
    {'name': 'dense (Dense)', 'shape': '(None, 10)', 'params': '1290', 'connected': ''}
    """
    wanted = [column for column in columns if column not in ("name", "connected")]
    figures, rest = _figures(line.text, len(wanted), sourced="connected" in columns)
    if not figures or not (name := piece(line, 0, figures[0][1])):
        return None
    by_column = _by_column(figures, wanted, list(places[-len(wanted) :]))
    if by_column is None or "params" not in by_column or by_column["params"][0][0] in "[{":
        return None
    cells = {column: piece(line, start, end) for column, (_, start, end) in by_column.items()}
    return {"name": name, **cells, "connected": piece(line, rest, len(line.text))}


def _by_column(figures: Sequence[Found], wanted: Sequence[str], places: Sequence[int]) -> Mapping[str, Found] | None:
    if len(figures) == len(wanted):
        return dict(zip(wanted, figures, strict=True))
    found: dict[str, Found] = {}
    for figure in figures:
        title = bisect_right(places, figure[1]) - 1
        if title < 0 or wanted[title] in found:
            return None
        found[wanted[title]] = figure
    return found


def _figures(text: str, most: int, *, sourced: bool) -> tuple[list[Found], int]:
    """The figures of a line in order, and where they end; a shape that is not closed goes on in the next line."""
    found: list[Found] = []
    at = 0
    while len(found) < most and (match := _FIGURE.search(text, at)):
        end = match.end()
        if match["open"]:
            end = _closing(text, match.start())
            if end == len(text) and not text.rstrip().endswith(("]", ")")):
                sources = _SOURCES.search(text, match.start() + 1) if sourced else None
                right = sources.start() if sources else end
                numbers = [*_NUMBER.finditer(text, match.end(), right)]
                end = numbers[-1].start() if numbers else right
        found.append((match[0], match.start(), end))
        at = max(end, match.start() + 1)
    return found, at


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed; the end of the text where it is not."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0 and text[at] in ")]}":
            return at + 1
    return len(text)


def and_then(cells: Cells, line: RowCell) -> Cells | None:
    """The cells with what a further line adds to those that are not closed; None where it adds nothing."""
    if not cells.keys() >= {"name", "shape", "connected"}:
        return None
    text, at = line.text.rstrip("| "), 0
    name, shape, connected = cells["name"], cells["shape"], cells["connected"]
    named = joined(name)
    more = _NAME_GOES_ON.match(text) if named.count("(") > named.count(")") else None
    more = more or (_CLASS_GOES_ON.match(text) if "(" not in named else None)
    if more:
        name, at = (*name, RowCell(more[0], line.start)), more.end()
    gap = _BLANKS.match(text, at)
    at = gap.end() if gap else at
    so_far = joined(shape)
    more = _SHAPE_GOES_ON.match(text, at)
    if more and so_far.count("(") > so_far.count(")"):
        blank = "" if so_far[-1:].isdigit() or more[0][0] in ")]" else " "
        shape, at = (*shape, RowCell(blank + more[0] if blank else more[0], line.start + at)), more.end()
    rest = text[at:].strip()
    if rest and connected and (_SOURCES.search(rest) or rest[0] in "['" or " " not in rest):
        connected, rest = (*connected, RowCell(rest, line.start + at)), ""
    longer = {**cells, "name": name, "shape": shape, "connected": connected}
    return None if rest or longer == cells else longer
