"""Where a text speaks of a name."""

from __future__ import annotations

import re


def named_place(name: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The first place of the name in a stretch of the text; the whole stretch where it is not written out there.

    >>> named_place("b", "let ab = b.c + b", 4, 16)
    (15, 16)
    """
    found = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])").search(text, start, end)
    return found.span() if found else (start, end)
