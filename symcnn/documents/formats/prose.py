"""Prose without markup: bullets, addresses of the web, and where formulas begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import NOTHING, Mark
from symcnn.documents.formats.mathematics import formula_at

_ADDRESS = late_pattern(r"://[!-;=?-_a-z{}~]++")
_SCHEME = late_pattern(r"(?:https?|ftp)\Z")
_SPECIAL = late_pattern(r":|\\\$|\\\\(?![(\[])|[\\$]")
_BULLET = late_pattern(
    r"^[ \t]*+(?:#++[ \t]*+)?([-*+•●◦▪■◆★·](?=[ \t]|\r?$)|[•●◦▪■◆★]|\d{1,2}[.)](?=[ \t]++[^\s=+\-*/×·]))", re.MULTILINE
)
_NO_LINE = late_pattern(r"\n[ \t\r]*+\n")


def prose_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of prose without markup: bullets, the edges of formulas, addresses."""
    for bullet in _BULLET.finditer(text, start, end):
        is_alone = bullet[1] == "-" and text[bullet.end(1) : bullet.end(1) + 1] in "\r\n"
        yield bullet.start(1), bullet.end(1), NOTHING * is_alone
    for first, last in paragraphs(text, start, end):
        yield from word_marks(text, first, last)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between empty lines."""
    for gap in _NO_LINE.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def address_at(text: str, colon: int, start: int, end: int) -> tuple[int, int] | None:
    """The address of the web that has its colon here, up to a blank, a tag, a bracket or a letter that is not ASCII.

    >>> address_at("see https://a.org/b中", 9, 0, 20)
    (4, 19)
    """
    rest = _ADDRESS.match(text, colon, end)
    scheme = _SCHEME.search(text[max(start, colon - 5) : colon]) if rest else None
    return (colon - len(scheme[0]), rest.end()) if rest and scheme else None


def word_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The edges of formulas, dollars that are none, and addresses."""
    unclosed: set[str] = set()
    at = start
    while special := _SPECIAL.search(text, at, end):
        begin, at = special.span()
        if special[0] == ":":
            address = address_at(text, begin, start, end)
            if address:
                at = address[1]
                yield *address, ""
        elif special[0] == "\\$":
            yield begin, at, ""
        elif special[0] != "\\\\" and (found := formula_at(text, begin, end, unclosed)):
            at = found.end
            yield from found.marks
