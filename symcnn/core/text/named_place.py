"""Where a text speaks of a name."""

from __future__ import annotations

import re


def named_place(name: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The first place of the name in a stretch of the text; the whole stretch where it is not written out there.

    >>> named_place("b", "let ab = b.c + b", 4, 16), named_place("n", "claim 2 = 4n", 0, 12)
    ((15, 16), (11, 12))
    """
    found = every_place(name).search(text, start, end)
    return found.span(1) if found else (start, end)


def last_place(name: str, text: str) -> tuple[int, int] | None:
    """The last place of the name in a text, where it is there.

    >>> last_place("C2", "C2.cnn --layer C2 --set C2x=3")
    (15, 17)
    """
    places = [found.span(1) for found in every_place(name).finditer(text)]
    return places[-1] if places else None


def every_place(name: str) -> re.Pattern[str]:
    """The pattern of a name where a text speaks of it; a number may stand before it."""
    coefficient = "" if name[:1].isdecimal() else r"(?:\d+(?:\.\d+)?)?"
    return re.compile(rf"(?<![\w.]){coefficient}({re.escape(name)})(?![\w.])")
