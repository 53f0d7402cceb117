"""Where a part of a statement stands in the text: expressions themselves do not know."""

from __future__ import annotations

import re

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Sym

_RELATION = late_pattern(r"<=|>=|≤|≥|=|<|>")
_KEYWORD = late_pattern(r"\s*[a-z]+\s+")


def part_place(part: Expr, text: str, start: int, end: int) -> tuple[int, int]:
    """Where a number or a name stands in a stretch of a text; the whole stretch where it is not written so.

    >>> from symcnn.core.written.tree import Num
    >>> part_place(Num(0), "input 20x0x3", 0, 12)
    (9, 10)
    """
    if isinstance(part, Sym):
        return named_place(part.name, text, start, end)
    written = re.escape(source_text(part)).replace("−", "[-−]")
    found = re.compile(rf"(?<![\w.])(?<!\dx)({written})(?![\d.])|(?<=\dx)({written})(?![\d.])").search(text, start, end)
    return found.span() if found else (start, end)


def side_place(side: int, text: str, start: int, end: int) -> tuple[int, int]:
    """Where a side of a claim stands.

    >>> side_place(1, "claim C1.O = 1/0", 0, 16)
    (13, 16)
    """
    keyword = _KEYWORD.match(text, start, end)
    places = [keyword.end() if keyword else start]
    ends = []
    for sign in _RELATION.finditer(text, start, end):
        ends.append(sign.start())
        places.append(sign.end())
    if side >= len(places):
        return start, end
    first, last = places[side], (*ends, end)[side]
    stretch = text[first:last]
    return first + len(stretch) - len(stretch.lstrip()), first + len(stretch.rstrip())
