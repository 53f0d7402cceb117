"""How wide text is on a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def width(text: str) -> int:
    """The number of terminal cells that the text takes: two for wide characters, none for combining ones.

    >>> width("C1"), width("卷积")
    (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def fitting(text: str, start: int, cells: int) -> int:
    """The end of the longest part from `start` on that takes no more than so many cells.

    >>> fitting("卷积层", 1, 3), fitting("conv", 1, 9)
    (2, 4)
    """
    for place in range(start, len(text)):
        cells -= _cells(text[place])
        if cells < 0:
            return place
    return len(text)


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled with blanks to a width, on its left where it stands to the right."""
    if text.isascii():
        return text.rjust(cells) if right else text.ljust(cells)
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks
