"""Comments as other languages write them, found where a text cannot be read."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern

_COMMENT = late_pattern(
    r"/\*(?:(?!\*/)[\s\S])*+(?:\*/)?"
    r"|<!--(?:(?!-->)[\s\S])*+(?:-->)?"
    r"|(?P<quotes>\"{3}|'{3})(?:(?!(?P=quotes))[\s\S])*+(?P=quotes)"
    r"|(?://|--[ \t]|%)[^\n]*"
)
_DIVISION = late_pattern(r"(?<=[\w)])(?://|%)(?=[\w(])|(?://|%)[ \t]*(?:\d+|[^\W\d_](?!\w))[ \t]*(?:[#;\n)+*-]|$)")
"""Python's division of whole numbers, and what it leaves."""


_PERCENT = late_pattern(r"(?<=\d)%")


def comment_at(text: str, start: int) -> tuple[int, int] | None:
    """Where the comment begins and ends one of whose first signs cannot be read.

    >>> comment_at("/* six */ relu", 0), comment_at("relu // six", 6), comment_at("let a = I//2", 10)
    ((0, 9), (5, 11), None)
    """
    for first in (start, start - 1, start - 2):
        found = _COMMENT.match(text, first) if first >= 0 else None
        if found and not _DIVISION.match(text, first) and not _PERCENT.match(text, first):
            return found.span()
    return None


_MARKS = "/*<!->\"'% \t"


def without_comment(text: str, start: int, end: int) -> str:
    """The first line of a comment as this language writes it, with what stands before and behind it in its line.

    >>> without_comment("C1: conv N=6 /* six */ K=5", 13, 22), without_comment("// old", 0, 6)
    ('C1: conv N=6 K=5 # six', '# old')
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    statement = " ".join((text[first:start] + text[end : len(text) if last < 0 else last]).split())
    said = next((line.strip(_MARKS) for line in text[start:end].split("\n") if line.strip(_MARKS)), "")
    return f"{statement}{' ' if statement else ''}# {said}".rstrip()
