"""How wide text is on a terminal, and what of it must not reach one."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """The number of terminal cells that the text takes: two for wide characters, none for combining ones.

    >>> width("C1"), width("卷积")
    (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled with blanks to a width, on its left where it stands to the right."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def printable(text: str) -> str:
    r"""The text with control characters, and those that turn the writing round, spelled out.

    >>> print(printable("a\x1b[31m"))
    a\x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
