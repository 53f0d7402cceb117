"""Offsets of a text as people count: lines and columns from 1, in a notebook within a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from symcnn.core.record import record
from symcnn.core.text.source import Source


@record
class Cell:
    """A cell of a notebook: its number from 1 and the offset at which its text starts."""

    number: int
    start: int


@record
class Span:
    """Where a stretch of text begins and ends; `cell` is that of a notebook."""

    cell: int | None
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Places:
    """Offsets of a text as lines and columns, both from 1."""

    source: Source
    cells: tuple[Cell, ...] = ()

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which lines start."""
        return [0, *(match.end() for match in re.finditer("\n", self.source.text))]

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.start for cell in self.cells]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1

    def span(self, start: int, end: int) -> Span:
        """Both ends of a stretch; in a notebook, lines count from the top of the cell in which it begins.

        >>> Places(Source("a.md", "one\\ntwo\\n")).span(4, 7)
        Span(cell=None, line=2, column=1, end_line=2, end_column=4)
        """
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        at = bisect_right(self._cell_starts, start) - 1
        if at < 0:
            return Span(None, line, column, end_line, end_column)
        above = self.position(self.cells[at].start)[0] - 1
        return Span(self.cells[at].number, line - above, column, end_line - above, end_column)

    def line_ends(self, number: int) -> tuple[int, int]:
        """The offsets between which a line stands, without what ends it."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.source.text)
        while end > start and self.source.text[end - 1] == "\r":
            end -= 1
        return start, end
