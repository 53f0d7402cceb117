"""Which values a symbol goes through: ``N=16..512:16``, ``K=1,3,5``, or both together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from symcnn.core.limits import MAX_VARIED
from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, exact, value_of
from symcnn.core.written.tree import names
from symcnn.network.language.parse import read_relation


@record
class Varied:
    """A symbol and its values, in order, none twice."""

    name: str
    values: Sequence[Number]


_OTHERWISE = late_pattern(
    r"\s*(?P<call>range\s*\(\s*)?(?P<first>\d+)\s*(?(call),|(?:-|–|~|to|\.{3}|…|:|,\s*(?:\.{2,3}|…)\s*,))"
    r"\s*(?P<last>\d+)(?:\s*[:,/]\s*(?P<step>\d+))?\s*\)?\s*"
)
"""A range as others write it."""


def varied(text: str) -> Varied:
    """The symbol and the values of a text.

    >>> varied("N=16..64:16").values, varied("K=1,3,5..8").values
    (range(16, 65, 16), (1, 3, 5, 6, 7, 8))

    Raises `FaultyText` for what cannot be read, and for more than `MAX_VARIED` values.
    """
    name, equals, rest = text.partition("=")
    if not equals or not name.strip():
        raise _faulty(text, Fault("not-varied", 0, len(text)))
    if other := _OTHERWISE.fullmatch(rest):
        first, last, step = other.group("first", "last", "step")
        meant = f"{name}={first}..{last}{f':{step}' if step else ''}"
        raise _faulty(text, Fault("no-range", len(name) + 1, len(text), {"near": meant}))
    found: list[Sequence[Number]] = []
    place = len(name) + 1
    for part in rest.split(","):
        found.append(_values(text, part, place))
        if sum(map(len, found)) > MAX_VARIED:
            raise _faulty(text, Fault("too-many-values", place, place + len(part), {"limit": MAX_VARIED}))
        place += len(part) + 1
    if len(found) == 1:
        return Varied(name.strip(), found[0])
    return Varied(name.strip(), tuple(dict.fromkeys(value for values in found for value in values)))


def _values(text: str, part: str, place: int) -> Sequence[Number]:
    """The values of a part between commas: one, or those from a first to a last one by steps."""
    first, dots, rest = part.partition("..")
    low = _number(text, first, place)
    if not dots:
        return (low,)
    last, colon, by = rest.partition(":")
    start = place + len(first) + len(dots)
    high = _number(text, last, start)
    step: Number = _number(text, by, start + len(last) + 1) if colon else 1
    if step <= 0 or high < low:
        meant = {"near": f"{text.partition('=')[0]}={last}..{first}"} if high < low and not colon else {}
        raise _faulty(text, Fault("no-range", place, place + len(part), meant))
    if isinstance(low, int) and isinstance(step, int):
        return range(low, math.floor(high) + 1, step)
    count = math.floor((high - low) / Fraction(step)) + 1
    if count > MAX_VARIED:
        raise _faulty(text, Fault("too-many-values", place, place + len(part), {"limit": MAX_VARIED}))
    return tuple(exact(low + number * step) for number in range(count))


def _number(text: str, part: str, place: int) -> Number:
    """The number that a part of the text is, which may be written as a calculation."""
    try:
        expr = read_relation(part)
        if names(expr):
            raise _faulty(text, Fault("not-a-number", place, place + len(part)))
        return value_of(expr)
    except Faulty as faulty:
        fault = faulty.fault
        raise _faulty(text, Fault(fault.code, fault.start + place, fault.end + place, fault.values)) from None
    except (Undefined, TooLarge, TypeError, KeyError):
        raise _faulty(text, Fault("not-a-number", place, place + len(part))) from None


def _faulty(text: str, fault: Fault) -> FaultyText:
    return FaultyText((fault,), Source("--vary", text))
