"""Numbers that are written as words where a number is wanted: ``sixteen``, ``twenty_five``, ``十六``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {"hundred": 100, "thousand": 1_000, "十": 10, "百": 100, "千": 1_000, "万": 10_000}
_WORDS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    "两": 2,
}
_TEN = 10
_LONGEST = 40


@cache
def number_in_words(name: str) -> int | None:
    """The number that a name spells out, None where it spells none.

    >>> [number_in_words(name) for name in ("sixteen", "twenty_five", "two_hundred", "十六", "一百二十八", "tension")]
    [16, 25, 200, 16, 128, None]
    """
    if len(name) > _LONGEST:
        return None
    total = last = 0
    count = 0
    for word in _parts(name.lower()):
        if word in _SCALES:
            last = max(last, 1) * _SCALES[word] if count == 0 or last else 0
            total, last = (total + last, 0) if last else (total, 0)
        elif word not in _WORDS or (last and not (last >= 2 * _TEN > _TEN > _WORDS[word] > 0)):
            return None
        else:
            last += _WORDS[word]
        count += 1
    return total + last if count else None


def _parts(name: str) -> Iterator[str]:
    for part in name.split("_"):
        yield from part if not part.isascii() else (part,)
