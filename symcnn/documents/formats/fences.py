"""Fenced listings of Markdown: where they end, what they are called, and their marks."""

from __future__ import annotations

import re

from symcnn.core.record import record
from symcnn.documents.formats.blanking import Mark

_OPEN = re.compile(
    r"(?P<lead>(?:[ \t]*+>)*+[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?)"
    r"(?P<marks>`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)(?P<info>[^\n]*+)"
)
_QUOTES = re.compile(r"(?:[ \t]*+>)++[ ]?")


@record
class Fence:
    """A fenced listing: its content from `start` to `end`, its name, and where the text goes on."""

    start: int
    end: int
    after: int
    info: str
    marks: tuple[Mark, ...]


def fenced(text: str, at: int, stop: int) -> Fence | None:
    """The listing whose fence stands on the line from `at` up to `stop`; without a closing fence it goes on to the end.

    >>> fence = fenced("~~~ cnn\\nC1\\n~~~\\n", 0, 8)
    >>> fence.start, fence.end, fence.after, fence.info
    (8, 11, 15, ' cnn')
    """
    opened = _OPEN.match(text, at, stop)
    if opened is None:
        return None
    sign, count = opened["marks"][0], len(opened["marks"])
    closing = re.compile(rf"[ \t]*+{sign}{{{count},}}+[ \t\r\n]*+\Z")
    is_quoted, deepest = ">" in opened["lead"], width(opened["lead"]) + 3
    marks: list[Mark] = [(at, stop, "")]
    start = at = stop
    while at < len(text):
        stop = text.find("\n", at) + 1 or len(text)
        line = text[at:stop]
        if is_quoted:
            quotes = _QUOTES.match(line)
            if quotes is None:  # the quotation ends, and the listing with it
                break
            marks.append((at, at + quotes.end(), ""))
            line = line[quotes.end() :]
        if sign in line and closing.match(line) and width(line) <= deepest:
            marks.append((at, stop, ""))
            return Fence(start, at, stop, opened["info"], tuple(marks))
        at = stop
    return Fence(start, at, at, opened["info"], tuple(marks))


def width(line: str) -> int:
    """The columns before the first character that is no blank.

    >>> width("  a"), width("\\ta")
    (2, 4)
    """
    column = 0
    for character in line:
        if character == "\t":
            column += 4 - column % 4
        elif character == " ":
            column += 1
        else:
            break
    return column
