"""What a text says of its kilobytes and megabytes: powers of ten or of two. ``205 KB (1 KB = 1024 bytes)``."""

from __future__ import annotations

import re
from fractions import Fraction

from symcnn.check.subjects.relations.told_amounts import ToldAmount
from symcnn.core.text.late_pattern import late_pattern

_REACH = 40
"""How far behind an amount stands what its unit is."""
_TEN = r"\bdecimal\b|十进制|10\^?\{?[3-9⁶⁹³]|1,?000(?:,?000){0,2}(?![,\d])"
_TWO = r"\bbinary\b|二进制|2\^\{?[123]0|2[¹²³]⁰|1,?024(?![\d.])|1,?048,?576|1,?073,?741,?824"
_SAID = late_pattern(rf"[^\n;；。]{{0,{_REACH}}}?(?:(?P<ten>{_TEN})|(?P<two>{_TWO}))", re.IGNORECASE)
_OTHER = late_pattern(r"[,，](?!\d)|\d[ ~]?[KMGkmg]i?B\b(?![ ]?[=按])")
"""What begins something else behind an amount."""
_FOR_ALL = late_pattern(
    rf"(?<![\d.])1[ ~]?[kKMG]B?[ \x1f]?(?:=|指|为|按|是|is|means|stands for)[ \x1f]?(?:(?P<ten>{_TEN})|(?P<two>{_TWO}))"
)


def units_for_all(text: str) -> str:
    """Whether a text says once for all what its units are: ``ten``, ``two``, or nothing.

    >>> units_for_all("Here 1 MB = 10^6 bytes."), units_for_all("下文 1 KB = 1024 字节。"), units_for_all("1 MB")
    ('ten', 'two', '')
    """
    said = {found.lastgroup or "" for found in _FOR_ALL.finditer(text)}
    return said.pop() if len(said) == 1 else ""


def units_of(text: str, amount: ToldAmount, for_all: str) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """What a thousand of an amount's unit may stand for, times itself, and what it may not as the text says so."""
    reading = amount.mark.reading if amount.mark is not None else None
    if reading is None or not reading.prefix:
        return (Fraction(1),), ()
    if reading.prefix.endswith("i"):
        return (Fraction(1),), (Fraction(1000, 1024) ** " KMGT".find(reading.prefix[:1].upper()),)
    ten, two = Fraction(1), Fraction(reading.binary)
    match _said_behind(text, amount.end) or for_all:
        case "ten":
            return (ten,), (two,)
        case "two":
            return (two,), (ten,)
    return tuple(dict.fromkeys((ten, two))), ()


def _said_behind(text: str, end: int) -> str:
    other = _OTHER.search(text, end, end + _REACH)
    found = _SAID.match(text, end, other.start() if other else end + _REACH)
    return (found.lastgroup or "") if found is not None else ""
