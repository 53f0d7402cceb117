"""Words that say how a value is rounded, and formulas rounded so."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Op, rebuilt

_DOWN = late_pattern(
    r"\bround(?:s|ed|ing)?\s+(?:(?:it|them|the\s+\w+)\s+)?down|\bfloor(?:s|ed)?\s+down|\bfloored\b|\btake\s+the\s+floor"
    r"|\bfloor\s+(?:function|operation|of)|\bfloor(?:ed|s)?\s+(?:it|the\s+result)|向下取整|下取整|取下整",
    re.IGNORECASE,
)
UP = late_pattern(
    r"\bround(?:s|ed|ing)?\s+(?:(?:it|them|the\s+\w+)\s+)?up|\btake\s+the\s+ceiling|\bceiling\s+of|向上取整|上取整|取上整",
    re.IGNORECASE,
)
_ROUNDED = late_pattern(r"[⌊⌈]|\\lfloor|\\lceil|\bfloor\(|\bceil\(")
_REACH = 1_500


def says_rounded(text: str, start: int, end: int, rounding: str) -> str | None:
    """The words near a formula that say that its value is rounded this way, if none there say the opposite."""
    first, last = line_around(text, start, end)
    around = (first, last), (max(0, start - _REACH), end + _REACH)
    for here, until in around:
        own = (here, until) == (first, last)
        down, up = (_first(pattern, text, here, until, own=own) for pattern in (_DOWN, UP))
        if down or up:
            said, opposite = (down, up) if rounding == "floor" else (up, down)
            return said[0] if said and not opposite else None
    return None


def _first(pattern: re.Pattern[str], text: str, start: int, end: int, *, own: bool) -> re.Match[str] | None:
    """The first of the words in a stretch; those on the line of another formula that is rounded speak of that one."""
    found = _every(pattern, text)
    for place in range(bisect_left(found, start, key=lambda match: match.start()), len(found)):
        if found[place].end() > end:
            return None
        line = text[slice(*line_around(text, found[place].start(), found[place].end()))]
        if own or not _ROUNDED.search(line):
            return found[place]
    return None


@lru_cache(maxsize=4)
def _every(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All places in a text, found once for all its formulas."""
    return tuple(pattern.finditer(text))


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of a place, or as much of it as is within reach."""
    earliest, latest = max(0, start - _REACH), min(end + _REACH, len(text))
    first, last = text.rfind("\n", earliest, start), text.find("\n", end, latest)
    return earliest if first < 0 else first + 1, latest if last < 0 else last


def rounded(expr: Expr, rounding: str) -> Expr:
    """The expression with all its quotients rounded."""
    match expr:
        case Op("floor" | "ceil", _):
            return expr
        case Op("*", args) if any(isinstance(arg, Op) and arg.name == "/" for arg in args):
            return Op(rounding, (expr,))
    return rebuilt(expr, lambda arg: rounded(arg, rounding))
