"""Tables as grids of cells: every row has as many cells as there are columns, whatever the format was; and turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import east_asian_width

from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.map_axes import joined, joined_axes
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.table_rows import cell_ends, is_rule

_MOST_CELLS = 1024
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2
_WORDS = late_pattern(r"[^\W\d_]")
_OPEN = late_pattern(r"\d[ \x1f]*[x*×]$")

GridCell = tuple[int, int]
"""Where a cell starts and ends; both are the same where nothing stands in it."""


@record
class Grid:
    """A table: its rows from the first line on, each with a cell for every column."""

    rows: tuple[tuple[GridCell, ...], ...]

    def turned(self) -> Grid:
        """The grid with its columns as rows."""
        return Grid(tuple(zip(*self.rows, strict=True)))


def grids(text: str, found: Iterable[Passage]) -> Iterator[Grid]:
    """The tables among the passages of a text.

    >>> table = "| layer | K |\\n|---|---|\\n| conv1 | 5 |"
    >>> rows = [Passage("row", 0, 13, 0, 0), Passage("row", 14, 23, 0, 0), Passage("row", 24, 37, 0, 0)]
    >>> [[table[slice(*cell)].strip() for cell in row] for row in next(grids(table, rows)).rows]
    [['layer', 'K'], ['conv1', '5']]
    """
    for (sort, _), block in groupby(found, key=lambda passage: (passage.sort, passage.block)):
        if sort == "row":
            grid = _grid(text, [passage for passage in block if not is_rule(text, passage)])
            if grid is not None:
                yield grid


def _grid(text: str, table: Sequence[Passage]) -> Grid | None:
    if any(passage.end - passage.start > MAX_STATEMENT_LENGTH for passage in table):
        return None
    rows = [_joined(text, cell_ends(text, passage)) for passage in table]
    widths = Counter(map(len, rows))
    is_ruled = all("|" in text[passage.start : passage.end] for passage in table)
    width = 0 if not widths else widths.most_common(1)[0][0] if is_ruled else max(widths)
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS or len(rows) * width > _MOST_CELLS:
        return None
    above = next(row for row in rows if len(row) == width)
    filled = [_filled(text, row, above, is_ruled=is_ruled) for row in rows]
    known = [row for row in filled if row is not None]
    axes = joined_axes(text, above)
    known = [tuple(joined(row, axes)) for row in known] if axes else known
    return Grid(tuple(known)) if len(known) >= _FEWEST_ROWS else None


def _joined(text: str, row: Sequence[GridCell]) -> list[GridCell]:
    """The cells of a row; a shape within which wide gaps stand is one: ``208 x 208 x  32``."""
    cells: list[GridCell] = []
    for cell in row:
        if cells and _OPEN.search(text, *cells[-1]) is not None:
            cells[-1] = (cells[-1][0], cell[1])
        else:
            cells.append(cell)
    return cells


def _filled(
    text: str, row: Sequence[GridCell], above: Sequence[GridCell], *, is_ruled: bool
) -> tuple[GridCell, ...] | None:
    """A row with an empty cell in each column in which it has none; None where nobody knows where its cells belong."""
    if len(row) == len(above):
        return tuple(row)
    empty = (row[-1][1], row[-1][1])
    if is_ruled:
        return (*row, *[empty] * (len(above) - len(row))) if len(row) < len(above) else None
    if len(row) > len(above):
        return None
    columns = [_edges(text, cell) for cell in above]
    places = [min(range(len(above)), key=lambda at: _apart(columns[at], _edges(text, cell))) for cell in row]
    if len(set(places)) < len(places):
        return None
    standing = dict(zip(places, row, strict=True))
    return tuple(standing.get(place, empty) for place in range(len(above)))


def _edges(text: str, cell: GridCell) -> tuple[int, int]:
    """How far from the start of its line a cell starts and ends; a sign of Chinese is as wide as two others."""
    line = text.rfind("\n", 0, cell[0]) + 1
    return _width(text[line : cell[0]]), _width(text[line : cell[1]])


def _width(text: str) -> int:
    return len(text) + (0 if text.isascii() else sum(east_asian_width(sign) in "WF" for sign in text))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How far two cells are from standing below each other: at the left, at the right, or in the middle."""
    left, right = abs(one[0] - other[0]), abs(one[1] - other[1])
    return min(2 * left, 2 * right, abs(sum(one) - sum(other)))


def has_words(text: str, cell: GridCell) -> bool:
    """Whether letters stand in a cell."""
    return _WORDS.search(text, *cell) is not None
