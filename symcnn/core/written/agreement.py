"""Whether a printed figure agrees with the exact one to its own digits: for chapters, claims and totals alike."""

from __future__ import annotations

import math
from enum import StrEnum
from fractions import Fraction

from symcnn.core.written.arithmetic import Number
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op

_FAR = Fraction(1, 20)


class Agreement(StrEnum):
    """How a printed figure stands to the exact one."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CUT = "cut"
    """Its further digits were left off: 2.3 million for 2,359,296."""
    FLOORED = "floored"
    RAISED = "raised"
    NEAR = "near"
    """Off by more than its digits allow, but it was said to be "about" so much."""
    OFF = "off"


_FROM_BEST = tuple(Agreement)
AGREEING = (Agreement.EXACT, Agreement.ROUNDED, Agreement.CUT)
"""A printed figure that is right to its own digits."""


def worse(one: Agreement, other: Agreement) -> bool:
    """Whether the first is further from agreement than the second."""
    return _FROM_BEST.index(one) > _FROM_BEST.index(other)


def printed_as(expr: Num) -> PrintedNumber:
    """How a number of an expression was printed."""
    has_decimals = expr.decimals != 0
    return PrintedNumber(expr.value, Fraction(10) ** -expr.decimals, is_short=has_decimals, has_decimals=has_decimals)


def rounded_size(found: Agreement, expr: Expr, exact: Number, printed: Number) -> Agreement:
    """The agreement of a figure that is printed for ``… / S + 1``: a size is cut or raised, never rounded."""
    match expr:
        case Op("+", (Op("*", (*_, Op("/", _))), Num(1))) if found is Agreement.ROUNDED and printed.denominator == 1:
            return Agreement.FLOORED if printed < exact else Agreement.RAISED
    return found


def agreement(exact: Number, printed: Number, figure: PrintedNumber | None, *, about: bool) -> Agreement:
    """How `printed` agrees with `exact`; `figure` is how it was written, in the unit of `exact`.

    >>> from symcnn.documents.reading.numbers import NUMBER, read_number
    >>> import re
    >>> def said(exact, text):
    ...     figure = read_number(re.match(NUMBER, text))
    ...     return agreement(exact, figure.value, figure, about=False).value
    >>> said(16781312, "16.8M"), said(802816, "800K"), said(2359296, "2.3M"), said(34944, "34848")
    ('rounded', 'rounded', 'cut', 'off')
    >>> said(Fraction(23, 2), "11"), said(Fraction(28, 3), "9")
    ('floored', 'rounded')
    """
    if exact == printed:
        return Agreement.EXACT
    if figure is not None and (figure.is_short or about):
        if any(2 * _size(exact - printed) <= place for place in _places(figure, about=about)):
            return Agreement.ROUNDED
        if _is_cut(exact, printed, figure):
            return Agreement.CUT
    elif figure is not None and 2 * _size(exact - printed) < figure.place:
        return Agreement.ROUNDED
    elif figure is not None and figure.place < 1 and _is_cut(exact, printed, figure):  # a percentage
        return Agreement.CUT
    if exact.denominator != 1 and (figure is None or not figure.is_short):
        if math.floor(exact) == printed:
            return Agreement.FLOORED
        if math.ceil(exact) == printed:
            return Agreement.RAISED
    return Agreement.NEAR if about and _is_near(exact, printed) else Agreement.OFF


def _is_cut(exact: Number, printed: Number, figure: PrintedNumber) -> bool:
    return _size(exact) > _size(printed) and _size(exact - printed) < figure.place


def _places(figure: PrintedNumber, *, about: bool) -> list[Number]:
    """What the last digit that counts may be worth: zeros at the end of a short figure may be rounded ones."""
    places, value = [figure.place], figure.value
    is_open = figure.is_short and not figure.has_decimals
    while (
        (is_open or (about and not figure.has_decimals))
        and value
        and value % (places[-1] * 10) == 0
        and _size(value) > places[-1] * 10
    ):
        places.append(places[-1] * 10)
    return places


def _size(number: Number) -> Number:
    return -number if number < 0 else number


def _is_near(exact: Number, printed: Number) -> bool:
    return _size(exact - printed) <= _size(exact) * _FAR
