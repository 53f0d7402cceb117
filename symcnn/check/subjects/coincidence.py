"""How likely it is that a number equals one of many by accident."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from symcnn.check.subjects.printed.printed_counts import says_enough
from symcnn.documents.told.mark import Mark

RARE = Fraction(1, 40)
"""How likely an accident may be at most, so that a number is what it equals."""
_AROUND = Fraction(1, 5)
"""Within which part of a number, up and down, others are counted that could have been meant as well."""


def chance(values: Iterable[int], mark: Mark, ways: int = 1) -> Fraction:
    """How many of some values would by accident be printed like a number, or in one of so many `ways`.

    As many as are near it are taken to lie anywhere there. It is no probability where it is more than one.

    >>> from symcnn.documents.told.marks import marks
    >>> [str(chance([99_000, 110_592], marks(text, 0, len(text))[0])) for text in ("110,592", "110,000")]
    ['5/110592', '5/11']
    """
    number = Fraction(mark.value or 0)
    around = number * _AROUND
    least, most = ceil(number - around), floor(number + around)
    near = max(sum(least <= value <= most for value in values), 1)
    return near * ways * _width(mark) / (2 * around) if around else Fraction(near)


def _width(mark: Mark) -> Fraction:
    """How wide the numbers lie that would be printed as one; of a round number the zeros are no digits that tell."""
    if mark.is_short and mark.reading is not None:
        return Fraction(mark.reading.place)
    zeros = len(str(mark.whole)) - len(str(mark.whole).rstrip("0"))
    return Fraction(1 if says_enough(mark) else 10**zeros)
