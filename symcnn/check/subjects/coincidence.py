"""How likely it is that a number equals one of many by accident."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

_AROUND = Fraction(1, 5)
"""Within which part of a number, up and down, others are counted that could have been meant as well."""
RARE = Fraction(1, 40)
"""How likely an accident may be at most, so that a number is what it equals."""


def chance(values: Sequence[int], number: Fraction, width: Fraction = Fraction(1)) -> Fraction:
    """How many of some values, in order, would by accident be one of the numbers that lie in `width` about a number.

    As many as are near it are taken to lie anywhere there. It is no probability where it is more than one.

    >>> chance([90, 100, 105, 400], Fraction(100)), chance([99_000, 110_592, 400_000], Fraction(110_592))
    (Fraction(3, 40), Fraction(5, 110592))
    """
    around = number * _AROUND
    near = bisect_right(values, number + around) - bisect_left(values, number - around)
    return near * width / (2 * around) if around else Fraction(near)
