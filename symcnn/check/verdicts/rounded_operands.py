"""Calculations on rounded numbers: between which values the exact result lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op

_FEWEST_DIGITS = 3


@record
class Between:
    """The least and the greatest value that the rounded numbers allow."""

    least: Fraction
    greatest: Fraction

    def meets(self, other: Between) -> bool:
        """Whether a value is in both."""
        return self.least <= other.greatest and other.least <= self.greatest


def around(value: Number, place: Number) -> Between:
    """All numbers that are printed like this one, rounded or cut."""
    return Between(Fraction(value) - Fraction(place) / 2, Fraction(value) + Fraction(place) / 2)


def between(expr: Expr, figures: Sequence[PrintedNumber], *, only_fine: bool) -> Between | None:
    """The values of an expression whose numbers with decimals are rounded ones; None where it has none.

    With `only_fine`, numbers of less than three digits are exact: ``0.5 * 0.5`` is 0.25.
    """
    places = {figure.value: figure.place for figure in figures if figure.is_short}
    if only_fine:
        places = {value: place for value, place in places.items() if value >= 10 ** (_FEWEST_DIGITS - 1) * place}
    if not places:
        return None
    try:
        return _between(expr, places)
    except (Undefined, TooLarge):
        return None


def _between(expr: Expr, places: Mapping[Number, Number]) -> Between:
    match expr:
        case Num(value):
            return around(value, places.get(value, 0))
        case Op("+", args):
            parts = [_between(arg, places) for arg in args]
            return Between(
                sum((part.least for part in parts), Fraction(0)), sum((part.greatest for part in parts), Fraction(0))
            )
        case Op("-", (arg,)):
            inner = _between(arg, places)
            return Between(-inner.greatest, -inner.least)
        case Op("*", args):
            found = _between(args[0], places)
            for arg in args[1:]:
                found = _multiplied(found, _between(arg, places))
            return found
        case Op("/", (arg,)):
            inner = _between(arg, places)
            if inner.least <= 0 <= inner.greatest:
                raise Undefined
            return Between(1 / inner.greatest, 1 / inner.least)
        case Op("^", (base, Num(power))) if power.denominator == 1 and power > 0:
            inner = _between(base, places)
            if inner.least < 0:
                raise Undefined
            return Between(
                *(Fraction(value_of(Op("^", (Num(end), Num(power))))) for end in (inner.least, inner.greatest))
            )
    return around(value_of(expr), 0)


def _multiplied(one: Between, other: Between) -> Between:
    values = [first * second for first, second in product((one.least, one.greatest), (other.least, other.greatest))]
    return Between(min(values), max(values))
