"""Relations between sizes in one symbol, solved exactly by residue classes.

A size is made of whole numbers, the symbol, sums, and floors of such over constants. Such an f has a
period M and a growth g with f(x + M) = f(x) + g for every integer x, so within a residue class modulo
M it is a straight line, and a relation holds on an interval of the class: nothing, a part, or all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from symcnn.limits import MAX_RESIDUE_CLASSES
from symcnn.record import record
from symcnn.written.arithmetic import Number, evaluator
from symcnn.written.tree import Expr, Num, Op, Sym


class NotLinear(ArithmeticError):
    """An expression that is no straight line on residue classes, or has too many of them."""


@record
class Solutions:
    """All values from `least` on: for each residue modulo `modulus`, the intervals that hold.

    `classes` has, for each residue with a solution, its first and last value (None: without end).
    """

    modulus: int
    classes: tuple[tuple[int, int | None], ...]

    def __contains__(self, value: object) -> bool:
        assert isinstance(value, int)
        return any(
            value % self.modulus == first % self.modulus and first <= value and (last is None or value <= last)
            for first, last in self.classes
        )

    @property
    def smallest(self) -> int | None:
        """The smallest solution, if there is one."""
        return min((first for first, _ in self.classes), default=None)


def solutions(relations: Iterable[Expr], symbol: str, least: int = 1) -> Solutions:
    """All whole values of the symbol from `least` on for which every relation holds.

    >>> from symcnn.language.reader import read_relation
    >>> found = solutions([read_relation("floor((I - 11)/4) + 1 = 55")], "I")
    >>> [value for value in range(300) if value in found]
    [227, 228, 229, 230]

    Raises `NotLinear`.
    """
    relations = tuple(relations)
    modulus = 1
    for relation in relations:
        for side in _sides(relation):
            modulus = math.lcm(modulus, period(side, symbol)[0])
            if modulus > MAX_RESIDUE_CLASSES:
                raise NotLinear
    classes = []
    for start in range(least, least + modulus):
        first, last = start, None
        for relation in relations:
            first, last = _narrowed(relation, symbol, modulus, first, last)
            if last is not None and last < first:
                break
        else:
            classes.append((first, last))
    return Solutions(modulus, tuple(classes))


def _sides(relation: Expr) -> tuple[Expr, ...]:
    if not isinstance(relation, Op):
        raise NotLinear
    return relation.args


def _narrowed(relation: Expr, symbol: str, modulus: int, first: int, last: int | None) -> tuple[int, int | None]:
    """The part of an arithmetic progression on which every pair of neighbouring sides is related."""
    assert isinstance(relation, Op)
    for left, right in pairwise(relation.args):
        difference = evaluator(Op("+", (left, Op("-", (right,)))))
        for sign in _HALVES[relation.name]:
            value = sign * difference({symbol: first})
            step = sign * difference({symbol: first + modulus}) - value
            first, last = _half(value, step, modulus, first, last, strict=relation.name in "<>")
            if last is not None and last < first:
                return first, last
    return first, last


_HALVES: Mapping[str, tuple[int, ...]] = {"=": (1, -1), "<=": (1,), "<": (1,), ">=": (-1,), ">": (-1,)}
"""The difference of two sides must be at most 0, or its negative must, or both."""


def _half(
    value: Number, step: Number, modulus: int, first: int, last: int | None, *, strict: bool
) -> tuple[int, int | None]:
    """Where ``value + k·step ≤ 0`` (or < 0) on the progression from `first` in steps of `modulus`."""
    holds = value < 0 if strict else value <= 0
    if step == 0:
        return (first, last) if holds else (first, first - 1)
    crossing = Fraction(-value) / step
    if step > 0:
        if not holds:
            return first, first - 1
        steps = math.ceil(crossing) - 1 if strict else math.floor(crossing)
        end = first + steps * modulus
        return first, end if last is None else min(last, end)
    if holds:
        return first, last
    steps = math.floor(crossing) + 1 if strict else math.ceil(crossing)
    return first + steps * modulus, last


def period(expr: Expr, symbol: str) -> tuple[int, Fraction]:
    """The period of an expression and its slope: ``f(x + M) = f(x) + M·slope``.

    Raises `NotLinear`.
    """
    match expr:
        case Num():
            return 1, Fraction(0)
        case Sym(name) if name == symbol:
            return 1, Fraction(1)
        case Op("+", args):
            parts = [period(arg, symbol) for arg in args]
            return math.lcm(*(modulus for modulus, _ in parts)), sum((slope for _, slope in parts), Fraction(0))
        case Op("-", (arg,)):
            modulus, slope = period(arg, symbol)
            return modulus, -slope
        case Op("*", args):
            return _product_period(args, symbol)
        case Op("floor", (inner,)):
            modulus, slope = period(inner, symbol)
            return modulus * (modulus * slope).denominator, slope
        case Op("mod", (value, Num(divisor))):
            modulus, slope = period(value, symbol)
            return modulus * (modulus * slope / divisor).denominator, Fraction(0)
    raise NotLinear


def _product_period(args: tuple[Expr, ...], symbol: str) -> tuple[int, Fraction]:
    modulus, slope, factor = 1, Fraction(0), Fraction(1)
    for arg in args:
        match arg:
            case Num(value):
                factor *= value
            case Op("/", (Num(value),)):
                factor /= value
            case _ if slope == 0 and modulus == 1:
                modulus, slope = period(arg, symbol)
            case _:
                raise NotLinear
    return modulus, slope * factor
