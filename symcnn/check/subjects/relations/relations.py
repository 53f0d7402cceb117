"""A relation between figures, and the values that a told one may be held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product as combined

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import EXCHANGED, slip
from symcnn.check.subjects.relations.told_amounts import ToldAmount
from symcnn.core.record import record
from symcnn.core.written.arithmetic import exact, value_of
from symcnn.core.written.tree import Expr, Num, negated, product, reciprocal, total

_NEAR = Fraction(1, 33)
"""How close to the true value a figure is too close to be a slip: it may be rounded badly."""
_FEWEST_DIGITS = 2


@record
class RelationCandidate:
    """What a figure may be: a calculation, its value between `low` and `high`, what sort of relation that is.

    `is_told` tells that the text says both sides and the relation, so that the figure is wrong where nothing fits.
    `mistaken` are values that are often put in its place; `is_sure` tells that the figure can be of nothing else.
    """

    expr: Expr
    low: Fraction
    high: Fraction
    sort: str
    is_told: bool = False
    mistaken: tuple[Fraction, ...] = ()
    is_sure: bool = False

    @property
    def value(self) -> Fraction:
        """Its value as the calculation gives it."""
        return Fraction(value_of(self.expr))


@record
class ToldRelation:
    """The verdict on a told figure from `start` up to `end`: what it is held against, and what it says itself."""

    start: int
    end: int
    verdict: Verdict
    claimed: Expr
    candidate: RelationCandidate


def agreeing(
    amount: ToldAmount, candidates: Iterable[RelationCandidate], units: Sequence[Fraction] = (Fraction(1),)
) -> ToldRelation | None:
    """The verdict that an amount is one of what it may be, to its digits, in a unit that it may be told in."""
    printed = amount.low + (amount.high - amount.low) / 2
    for one, unit in combined(candidates, units):
        if one.low <= amount.high * unit and amount.low * unit <= one.high:
            verdict = Verdict.RIGHT if one.value == printed * unit else Verdict.ROUNDED
            return ToldRelation(amount.start, amount.end, verdict, written(printed * unit), one)
    return None


def ratio_of(one: Expr, other: Expr) -> Expr:
    """How many times the other the one is."""
    return product(one, reciprocal(other))


def less_than(one: Expr, other: Expr) -> Expr:
    """By what part of the other the one is less."""
    return total(Num(1), negated(ratio_of(one, other)))


def more_than(one: Expr, other: Expr) -> Expr:
    """By what part of the other the one is more."""
    return total(ratio_of(one, other), negated(Num(1)))


def percent(expr: Expr) -> Expr:
    """A share as a number of hundredths."""
    return product(Num(100), expr)


def is_near(value: Fraction, true: Fraction) -> bool:
    """Whether a figure lies so close to the true one that it is no slip but a rough one."""
    return abs(value - true) <= abs(true) * _NEAR


def is_misprint(value: Fraction, true: Fraction, place: Fraction, *, has_point: bool = True) -> bool:
    """Whether a figure is the true one, rounded to its last place, but for one digit, two exchanged, or the point.

    >>> [is_misprint(Fraction(value), Fraction(1234), Fraction(1)) for value in (1243, 1235, 12340, 4231)]
    [True, True, True, True]
    """
    if not place:
        return False
    one, other = (str(round(number / place)) for number in (value, true))
    if has_point and any(
        round(true * factor / place) == round(value / place) for factor in (10, Fraction(1, 10), 100, Fraction(1, 100))
    ):
        return True
    if len(one) != len(other) or len(one) < _FEWEST_DIGITS:
        return False
    found = slip(other, one)
    return found == EXCHANGED or (found is not None and len(one) > _FEWEST_DIGITS)


def written(value: Fraction) -> Expr:
    """A value as a number."""
    return Num(exact(value))


def between(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Between what a quotient of two rounded figures lies."""
    return one[0] / other[1], one[1] / other[0]
