"""Figures of whole networks as they are printed: rounded to few digits, as a bound, or parted by a slip of the pen."""

from __future__ import annotations

from fractions import Fraction

from symcnn.check.edits.edits import slip
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.told.mark import Mark

_FEWEST_ZEROS = 3
"""As many zeros at the end tell that a number is a round one."""
_FEWEST_DIGITS = 3
_EXACT_DIGITS = 5
"""From so many digits on a number is meant to be exact."""
_NEAR = Fraction(1, 50)
"""What lies nearer may be of another version; a slip of a rounded figure leads further."""
_FAR = 2
"""Beyond so many times the figure no rounding and no bound reaches."""
_FEWEST_COUNTED, _FARTHEST = 10**4, 10**3
"""A figure of another scale must be one of a network at all: 25.6 may have its "million" elsewhere."""
_BOUND = Fraction(3, 2)
"""How far from a bound what it bounds may lie: people say "more than 200" of 240, not of 2,000."""


def agrees(mark: Mark, exact: int, bound: str = "") -> bool:
    """Whether a printed figure is an exact one to its own digits, or bounds it.

    >>> from symcnn.documents.told.marks import marks
    >>> [agrees(marks(text, 0, len(text))[0], 60965224) for text in ("60 million", "61.0M", "60,000,000", "62M")]
    [True, True, True, False]
    """
    if mark.value is None or not exact <= mark.value * _FAR or not mark.value <= exact * _FAR:
        return False
    reading = mark.reading
    factor = Fraction(reading.binary) if reading is not None else Fraction(1)
    values = dict.fromkeys((Fraction(mark.value), Fraction(mark.value) * factor))
    if bound == "above" and any(value < exact <= value * _BOUND for value in values):
        return True
    if bound == "below" and any(value > exact >= value / _BOUND for value in values):
        return True
    figure = _round(mark)
    if any(value == exact for value in values):
        return True
    return figure is not None and any(
        agreement(exact, value, _times(figure, value / Fraction(mark.value)), about=False) in AGREEING
        for value in values
        if mark.value
    )


def is_exact(mark: Mark) -> bool:
    """Whether a figure is printed with enough digits to mean one number only."""
    return mark.whole is not None and len(digits_of(Fraction(mark.whole))) >= _EXACT_DIGITS


def is_slip(mark: Mark, exact: int) -> bool:
    """Whether a printed figure is parted from an exact one by one digit, by two exchanged ones, or by its scale.

    >>> from symcnn.documents.told.marks import marks
    >>> [is_slip(marks(text, 0, len(text))[0], 138357544) for text in ("183M", "13.8M", "148M", "140M", "137M", "528M")]
    [True, True, True, False, False, False]
    """
    if not mark.value or exact <= 0:
        return False
    value = Fraction(mark.value)
    printed = digits_of(value)
    if len(printed) < _FEWEST_DIGITS or abs(value - exact) <= (0 if len(printed) >= _EXACT_DIGITS else exact * _NEAR):
        return False
    is_as_long = len(str(int(value))) == len(str(exact))
    for digits in {_rounded(exact, len(printed)), str(exact)[: len(printed)].ljust(len(printed), "0")}:
        if digits == printed and not is_as_long:
            return value >= _FEWEST_COUNTED and exact / _FARTHEST <= value <= exact * _FARTHEST
        if len(digits) == len(printed) and is_as_long and slip(digits, printed) is not None:
            return True
    return False


def digits_of(value: Fraction) -> str:
    """The digits of a number that tell, without zeros at its ends and without its point; a quotient may have none.

    >>> digits_of(Fraction(1200)), digits_of(Fraction(17, 4)), digits_of(Fraction(1, 3))
    ('12', '425', '')
    """
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:  # its digits have no end
        return ""
    while value.denominator != 1:
        value *= 10
    return str(value.numerator).rstrip("0")


def _rounded(exact: int, digits: int) -> str:
    step = 10 ** max(0, len(str(exact)) - digits)
    return str((exact + step // 2) // step)[:digits]


def _round(mark: Mark) -> PrintedNumber | None:
    """How a figure is printed; the zeros at its end may be rounded ones."""
    whole = mark.whole
    if whole is None or (mark.reading is not None and mark.reading.has_decimals):
        return mark.reading
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    if zeros < _FEWEST_ZEROS or not whole:
        return mark.reading
    unit = mark.reading.unit if mark.reading is not None else ""
    return PrintedNumber(whole, 10**zeros, is_short=True, has_decimals=False, unit=unit)


def _times(figure: PrintedNumber, factor: Fraction) -> PrintedNumber:
    if factor == 1:
        return figure
    value, place = Fraction(figure.value) * factor, Fraction(figure.place) * factor
    return PrintedNumber(value, place, is_short=figure.is_short, has_decimals=figure.has_decimals, unit=figure.unit)
