"""What of a text may be shown: nothing in it acts on a terminal or breaks a document."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""The text with control characters, and those that turn the writing round, spelled out.

    >>> print(printable("a\x1b[31m"))
    a\x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
