"""Counts as they are printed, held against exact ones: equal, rounded, or parted by a slip of the pen."""

from __future__ import annotations

from symcnn.check.edits.edits import slip
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import Number
from symcnn.documents.told.mark import Mark

_FEWEST_DIGITS = 3
FEWEST_TELLING = 100
"""The smallest count that equals another by no accident."""


def agrees_with(mark: Mark, exact: int) -> bool:
    """Whether a printed number is an exact one to its own digits."""
    if mark.value is None:
        return False
    if mark.value == exact:
        return True
    reading = mark.reading
    if reading is None:
        return False
    gap: Number = exact - mark.value
    has_open_zeros = reading.is_short and not reading.has_decimals
    farthest = max(reading.place, mark.value, -mark.value) if has_open_zeros else reading.place
    return -farthest <= gap <= farthest and (agreement(exact, mark.value, reading, about=reading.is_short) in AGREEING)


def is_slip(mark: Mark, exact: int) -> bool:
    """Whether a printed number is parted from an exact one by one digit, or by two that are exchanged.

    Zeros at the end are no digits that tell: 1,000 and 2,000 may be two round numbers.

    >>> from symcnn.documents.told.marks import marks
    >>> [is_slip(marks(text, 0, len(text))[0], 48120) for text in ("48,210", "48,130", "18,420", "48,000")]
    [True, True, True, False]
    """
    printed = mark.whole
    if printed is None or mark.is_short:
        return False
    one, other = str(exact), str(printed)
    if len(one) != len(other) or len(other.rstrip("0")) < _FEWEST_DIGITS:
        return False
    return slip(one, other) is not None


def says_enough(mark: Mark) -> bool:
    """Whether a number is informative enough to be told from others by its digits alone."""
    return mark.whole is not None and len(str(mark.whole).rstrip("0")) >= _FEWEST_DIGITS
