"""Numbers in letters: ``one thousand eight hundred and four``, ``twenty-five``, ``两万四千``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from symcnn.documents.told.lexicon import is_signed, lexicon

_MOST_WORDS = 16
_JOINTS = frozenset({" ", "-", " and ", "\n"})
"""What may stand between two words of one number."""
_TEN = 10
"""The one scale that stands without a number before it: 十六."""
_SINGLE = ("a ", "a\n")
"""What stands before another one: ``a hundred``."""
_LARGEST_ALONE = 10
"""Numbers from here on are numbers wherever they stand; smaller ones are words of many meanings."""


class Numeral(NamedTuple):
    """A number in letters: where it ends, its value, and whether it is one word that may mean something else."""

    end: int
    value: int
    is_common: bool


def numeral_at(text: str, at: int, end: int) -> Numeral | None:
    """The number in letters that begins at a place; None where there is none.

    >>> numeral_at("two hundred and sixteen weights", 0, 31)
    Numeral(end=23, value=216, is_common=False)
    >>> numeral_at("一千二百个", 0, 5).value, numeral_at("五个", 0, 2), numeral_at("第五", 1, 2)
    (1200, Numeral(end=1, value=5, is_common=True), None)
    >>> numeral_at("a hundred and fifteen columns", 2, 29).value
    115
    """
    parts: list[int] = []
    stop, count = at, 0
    for last, number, is_scale in _words(text, at, end):
        if is_scale:
            below = [parts.pop() for _ in range(len(parts)) if parts[-1] < number]
            if not below and number != _TEN and not (at > 1 and text[at - 2 : at].lower() in _SINGLE):
                break
            parts.append((sum(below) or 1) * number)
        elif parts and not number < _step(parts[-1]):
            break
        else:
            parts.append(number)
        stop, count = last, count + 1
    if not parts:
        return None
    value = sum(parts)
    is_common = count == 1 and value < _LARGEST_ALONE + 1
    if is_signed(text[at]) and count == 1 and not _is_counted(text, at, stop, end, value):
        return None
    return Numeral(stop, value, is_common)


def _step(number: int) -> int:
    """The power of ten below which what follows a number is added to it: 100 for 800, 10 for 20, none for 7."""
    power = 1
    while number and number % (power * 10) == 0:
        power *= 10
    return power if number else _TEN


def _is_counted(text: str, at: int, stop: int, end: int, value: int) -> bool:
    """Whether a word that says how things are counted stands behind a sign for a number, and none for which of them."""
    is_ordinal = at > 0 and text[at - 1] in lexicon().ordinal_signs
    measures = lexicon().strict_measures if value == 1 else lexicon().measures
    return not is_ordinal and text[stop : min(stop + 1, end)] in measures


def _words(text: str, at: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The words of a number: where each ends, its value, whether it is a scale (hundred, 万)."""
    for _ in range(_MOST_WORDS):
        stop = at + 1
        if not is_signed(text[at : at + 1]):
            while stop < end and text[stop].isascii() and text[stop].isalpha():
                stop += 1
        meaning = lexicon().spoken.get(text[at:stop].lower())
        if meaning is None or stop > end:
            return
        yield stop, int(meaning.name), meaning.sort == "scale"
        at = stop
        if at < end and not is_signed(text[at]):
            joints = (joint for joint in _JOINTS if text.startswith(joint, at) and _goes_on(text, at + len(joint)))
            joint = next(joints, "")
            if not joint:
                return
            at += len(joint)


def _goes_on(text: str, at: int) -> bool:
    """Whether a word of a number stands at a place."""
    stop = at
    while stop < len(text) and text[stop].isascii() and text[stop].isalpha() and stop - at < _MOST_WORDS:
        stop += 1
    return text[at:stop].lower() in lexicon().spoken
