"""The lines of a text that are worth reading as mathematics: those with a sign of it, joined where they go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.text.late_pattern import late_pattern

_OPEN_END = late_pattern(r"(?:[*/+=≈(^]|\\times|\\cdot|\\\\)[ \t\r\x1f]*$")
OPEN_START = late_pattern(r"[ \t&]*(?:=(?!=)|≈|\\approx|\\times|\\cdot|\\\\)")
"""How a line starts that goes on with the one before it."""
_SUMMAND = late_pattern(r"[ \t&\x1f]*([+−-])[ \t]*")
_LEFT_OPEN = late_pattern(r"(?:[+*/×·−-]|\\times|\\cdot|\\frac|=).*[\d)}\]][ \t\r\x1f]*$")
"""How a line ends to which a summand in the next one may belong: a calculation, or the start of one."""
_SENTENCE_END = late_pattern(r"[。；！？]|[.;!?](?=[ \t\n])")


def stretches(
    text: str, start: int, end: int, sign: re.Pattern[str], opening: re.Pattern[str] = OPEN_START
) -> Iterator[tuple[int, int]]:
    """The lines in which the sign is found, those that an operation or a relation joins as one.

    Lines beyond `MAX_STATEMENT_LENGTH` come in sentences, some together; a longer run without the end of a
    sentence is left out.

    >>> text = "one\\n3*4 +\\n5 = 17\\ntwo"
    >>> [text[slice(*found)] for found in stretches(text, 0, len(text), re.compile("="))]
    ['3*4 +\\n5 = 17']
    """
    for first, last in _whole(text, start, end, sign, opening):
        yield from _pieces(text, first, last)


def summand_behind(text: str, start: int) -> int:
    """Where the summand begins with which a line goes on with the sum above it; -1 where it stands alone.

    An item of a list is told as those above it are.

    >>> text = "V = 2*7\\n+ 3*2 = 20"
    >>> summand_behind(text, text.index("+")), summand_behind("- 2*7 = 14\\n- 3*2 = 6", 11)
    (10, -1)
    """
    sign = _SUMMAND.match(text, start)
    if sign is None:
        return -1
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    listed = _SUMMAND.match(above)
    is_item = listed is not None and listed[1] == sign[1] and "=" in above
    return sign.end() if not is_item and _LEFT_OPEN.search(above) is not None else -1


def left_out(text: str, start: int, end: int, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """What of the lines with the sign is not among the stretches, as it passes `MAX_STATEMENT_LENGTH`."""
    for first, last in _whole(text, start, end, sign, OPEN_START):
        at = first
        for piece, stop in _pieces(text, first, last):
            if piece > at:
                yield at, piece
            at = stop
        if at < last:
            yield at, last


def _whole(
    text: str, start: int, end: int, sign: re.Pattern[str], opening: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        found = sign.search(text, at, end)
        if found is None:
            return
        first = max(text.rfind("\n", at, found.start()) + 1, at)
        while first > at and _continues(text, max(text.rfind("\n", at, first - 1) + 1, at), first - 1, end, opening):
            first = max(text.rfind("\n", at, first - 1) + 1, at)
        last = _line_end(text, found.end(), end)
        while last < end and _continues(text, text.rfind("\n", at, last) + 1, last, end, opening):
            last = _line_end(text, last + 1, end)
        yield first, last
        at = last + 1


def _line_end(text: str, at: int, end: int) -> int:
    found = text.find("\n", at, end)
    return end if found < 0 else found


def _continues(text: str, line_start: int, line_end: int, end: int, opening: re.Pattern[str]) -> bool:
    """Whether the line goes on in the next one."""
    tail = text[max(line_start, line_end - 12) : line_end]
    return bool(_OPEN_END.search(tail)) or bool(opening.match(text, line_end + 1, min(end, line_end + 40)))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_STATEMENT_LENGTH:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, start, start + MAX_STATEMENT_LENGTH)]
        if ends:
            yield start, ends[-1]
            start = ends[-1]
        else:
            found = _SENTENCE_END.search(text, start + MAX_STATEMENT_LENGTH, end)
            start = found.end() if found else end
    if start < end:
        yield start, end
