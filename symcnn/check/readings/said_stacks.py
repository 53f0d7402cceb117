"""The stacks that a text tells before a formula: so many layers of one window, ``three 3×3 layers``."""

from __future__ import annotations

import re

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.numerals import numeral_at

_REACH, _COUNT_REACH, _BEHIND = 320, 48, 24
_LARGEST_WINDOW = 15
SQUARE = late_pattern(r"(?<![\d*x.×])(\d{1,2})[ \x1f]*(?:\*|x|\\times)[ \x1f]*\1(?![\d.]|[ ]?(?:\*|x|\\times)[ ]?\d)")
_WORD = late_pattern(r"(?<![A-Za-z])[A-Za-z]+|\d{1,2}|[\u4e00-\u9fff]")
_BETWEEN = late_pattern(
    r"(?:[\s\x1f*,-]|\b(?:layers?|conv\w*|stack\w*|success\w*|consecutive|filters?|kernels?|small|plain|such|of|with|the)\b"
    r"|[个层连续堆叠的卷积]|串联)*\Z",
    re.IGNORECASE,
)
_SINGLE = late_pattern(r"(?:\b(?:an?|single)\b|单个|单层|一个|一层)[ \x1f]*\Z", re.IGNORECASE)
_EACH_WORDS = r"\b(?:each|every|per|apiece)\b|[各每]"
_EACH = late_pattern(_EACH_WORDS, re.IGNORECASE)
_ONE = late_pattern(rf"{_EACH_WORDS}|\b(?:one|either|single)\b|单个|一个|一层|其中", re.IGNORECASE)
_SENTENCE = late_pattern(r"[.。;；?？!！](?=[\s\x1f]|\Z)|[。；？！]")


@record
class SaidStack:
    """So many layers of a square window; none where no number stands with it.

    `is_near` tells that its sentence is that of the formula, and `is_each` that the words speak of each of its layers.
    """

    kernel: int
    count: int | None
    is_near: bool
    is_each: bool


def stacks_before(text: str, start: int, end: int) -> tuple[SaidStack, ...]:
    """The stacks told before a formula, the nearest last.

    >>> stacks_before("Three layers of 3x3 have 27C^2 weights", 25, 30)
    (SaidStack(kernel=3, count=3, is_near=True, is_each=False),)
    >>> [stack.count for stack in stacks_before("两个 3x3 卷积共 18C^2，一个 5x5 为 25C^2", 27, 32)]
    [2, 1]
    """
    first = max(0, start - _REACH)
    found = [match for match in SQUARE.finditer(text, first, start) if int(match[1]) <= _LARGEST_WINDOW]
    return tuple(
        SaidStack(
            int(match[1]),
            _count_before(text, max(first, match.start() - _COUNT_REACH), match.start()),
            not _SENTENCE.search(text, match.end(), start),
            bool(_ONE.search(text, match.end(), start) or _EACH.search(text, start, min(len(text), end + _BEHIND))),
        )
        for match in found
    )


def _count_before(text: str, start: int, end: int) -> int | None:
    """The number that stands with a window; 1 for an article, None where there is none."""
    if _SINGLE.search(text, start, end):
        return 1
    for word in reversed([*_WORD.finditer(text, start, end)]):
        number = int(word[0]) if word[0].isdecimal() else _value(text, word.start(), end)
        if number is not None:
            stop = word.end()
            return number if _BETWEEN.match(text, stop, end) else None
    return None


def _value(text: str, at: int, end: int) -> int | None:
    found = numeral_at(text, at, end)
    return found.value if found else None
