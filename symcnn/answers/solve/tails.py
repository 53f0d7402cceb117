"""Relations with the symbol below a line, such as a stride: what they come to from some value on.

If the degree of n is at most that of d, n/d comes as near as one likes to a polynomial, and ``⌊n/d⌋`` is a
polynomial, or a floor of one over a constant, from some value on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import zip_longest

from symcnn.answers.solve.size_relations import NoClasses
from symcnn.core.limits import MAX_DEGREE
from symcnn.core.written.arithmetic import Number, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, product, rebuilt, reciprocal, total

_Coefficients = list[Number]
"""Of a polynomial: the constant one first, the leading one last and not 0."""


def tail(relations: Iterable[Expr], symbol: str) -> tuple[tuple[Expr, ...], int]:
    """Relations that hold beyond a bound where the given ones do, with the symbol below no line; and the bound.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> (relation,), bound = tail([read_relation("floor(216/s) + s = 55")], "s")
    >>> plain_text(relation), bound
    ('⌊0/1⌋ + s = 55', 217)

    Raises `NoClasses`, or `Undefined` for a division by 0.
    """
    bounds = [0]
    return tuple(_without_divisions(relation, symbol, bounds) for relation in relations), max(bounds)


def _without_divisions(expr: Expr, symbol: str, bounds: list[int]) -> Expr:
    """The expression as it is for values beyond the bounds, to which its own are added."""
    if symbol not in names(expr):
        return expr
    found = rebuilt(expr, lambda part: _without_divisions(part, symbol, bounds))
    match found:
        case Op("floor", (Op("*", args),)) if any(_divides(arg) and symbol in names(arg) for arg in args):
            above = product(*(arg for arg in args if not _divides(arg)))
            below = product(*(arg.args[0] for arg in args if isinstance(arg, Op) and _divides(arg)))
            return _quotient(_coefficients(above, symbol), _coefficients(below, symbol), symbol, bounds)
    return found


def _divides(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "/"


def _quotient(above: _Coefficients, below: _Coefficients, symbol: str, bounds: list[int]) -> Expr:
    """``⌊above/below⌋`` beyond a bound.

    With ``above/below = m/L + rest/below``, where m has whole coefficients and ``L·rest/below`` is less than
    1 in size, it is ⌊m/L⌋ or, where the rest is negative, ⌊(m − 1)/L⌋.
    """
    whole, rest = _divided(above, below)
    scale = math.lcm(*(factor.denominator for factor in whole))
    larger = [factor * scale for factor in rest]
    bounds += map(_beyond_roots, (below, rest, _sum(below, larger), _sum(below, _times(larger, -1))))
    is_negative = bool(rest) and (rest[-1] < 0) != (below[-1] < 0)
    line = _sum([factor * scale for factor in whole], [-1] if is_negative else [])
    terms = (product(Num(factor), Op("^", (Sym(symbol), Num(power)))) for power, factor in enumerate(line))
    return Op("floor", (product(total(*terms), reciprocal(Num(scale))),))


def _coefficients(expr: Expr, symbol: str) -> _Coefficients:
    """The coefficients of a polynomial without floors.

    Raises `NoClasses`.
    """
    match expr:
        case _ if symbol not in names(expr):
            return _sum([value_of(expr)], [])
        case Sym():
            return [0, 1]
        case Op("+", args):
            found: _Coefficients = []
            for arg in args:
                found = _sum(found, _coefficients(arg, symbol))
            return found
        case Op("-", (arg,)):
            return _times(_coefficients(arg, symbol), -1)
        case Op("*", args):
            return _multiplied([_coefficients(arg, symbol) for arg in args])
        case Op("^", (base, Num(exponent))) if exponent in range(MAX_DEGREE + 1):
            return _multiplied([_coefficients(base, symbol)] * int(exponent))
    raise NoClasses


def _sum(some: Sequence[Number], others: Sequence[Number]) -> _Coefficients:
    found = [one + other for one, other in zip_longest(some, others, fillvalue=0)]
    while found and found[-1] == 0:
        found.pop()
    return found


def _times(some: Sequence[Number], factor: Number) -> _Coefficients:
    return [factor * one for one in some]


def _multiplied(parts: Sequence[_Coefficients]) -> _Coefficients:
    result: _Coefficients = [1]
    for part in parts:
        longer: _Coefficients = []
        for power, factor in enumerate(part):
            longer = _sum(longer, [0] * power + _times(result, factor))
        result = longer
        if len(result) > MAX_DEGREE + 1:
            raise NoClasses
    return result


def _divided(above: _Coefficients, below: _Coefficients) -> tuple[_Coefficients, _Coefficients]:
    """Quotient and rest of polynomials.

    >>> _divided([1, 0, 2], [1, 2])
    ([Fraction(-1, 2), Fraction(1, 1)], [Fraction(3, 2)])
    """
    if not below:
        raise Undefined
    whole: _Coefficients = []
    rest = above
    while len(rest) >= len(below):
        power = len(rest) - len(below)
        factor = Fraction(rest[-1]) / below[-1]
        whole = _sum(whole, [0] * power + [factor])
        rest = _sum(rest, [0] * power + _times(below, -factor))
    return whole, rest


def _beyond_roots(poly: Sequence[Number]) -> int:
    """A bound beyond which the polynomial is nowhere 0 (Cauchy's)."""
    if not poly:
        return 0
    return 1 + math.ceil(max((abs(Fraction(factor) / poly[-1]) for factor in poly[:-1]), default=Fraction(0)))
