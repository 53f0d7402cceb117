"""Relations with the symbol below a line, such as a stride: what they come to from some value on.

If the degree of n is at most that of d, n/d comes as near as one likes to a polynomial, and ``⌊n/d⌋`` is a
polynomial, or a floor of one over a constant, from some value on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from symcnn.answers.solve.size_relations import NoClasses, polynomial
from symcnn.core.algebra.division import cleared, content, divided, leading
from symcnn.core.algebra.polynomials import ONE, Polynomial, Rounded, atoms, minus, plus, scaled, shrunk
from symcnn.core.algebra.writing import written
from symcnn.core.limits import MAX_DEGREE
from symcnn.core.written.arithmetic import Number, Undefined
from symcnn.core.written.tree import Expr, Num, Op, names, product, rebuilt, reciprocal


def tail(relations: Iterable[Expr], symbol: str) -> tuple[tuple[Expr, ...], int]:
    """Relations that hold beyond a bound where the given ones do, with the symbol below no line; and the bound.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> (relation,), bound = tail([read_relation("floor(216/s) + s = 55")], "s")
    >>> plain_text(relation), bound
    ('⌊0/1⌋ + s = 55', 217)

    Raises `NoClasses`, `TooManyTerms`, or `Undefined` for a division by 0.
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
            return _quotient(_without_floors(above, symbol), _without_floors(below, symbol), bounds)
    return found


def _divides(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "/"


def _quotient(above: Polynomial, below: Polynomial, bounds: list[int]) -> Expr:
    """``⌊above/below⌋`` beyond a bound.

    With ``above/below = m/L + rest/(L·below)``, where m has whole coefficients and ``rest/below`` is less than
    1 in size, it is ⌊m/L⌋ or, where the rest is negative, ⌊(m − 1)/L⌋.
    """
    if not below.terms:
        raise Undefined
    above, scale = cleared(above)
    below, multiple = cleared(below)
    steps = abs(_first(below).numerator) ** (MAX_DEGREE + 1)
    scale *= steps
    whole, rest = divided(scaled(above, multiple * steps), below)
    shared = math.gcd(content(whole.terms.values()), scale)
    whole, rest, scale = shrunk(whole, shared), shrunk(rest, shared), scale // shared
    bounds += map(_beyond_roots, (below, rest, plus(below, rest), minus(below, rest)))
    if rest.terms and (_first(rest) < 0) != (_first(below) < 0):
        whole = minus(whole, ONE)
    return Op("floor", (product(written(whole), reciprocal(Num(scale))),))


def _without_floors(expr: Expr, symbol: str) -> Polynomial:
    """The expression as a polynomial in nothing but the symbol.

    Raises `NoClasses`.
    """
    poly = polynomial(expr, symbol)
    if any(isinstance(atom, Rounded) for atom in atoms(poly)):
        raise NoClasses
    return poly


def _first(poly: Polynomial) -> Number:
    return poly.terms[leading(poly)]


def _beyond_roots(poly: Polynomial) -> int:
    """A bound beyond which the polynomial is nowhere 0 (Cauchy's)."""
    if not poly.terms:
        return 0
    first = leading(poly)
    others = (abs(Fraction(factor) / poly.terms[first]) for power, factor in poly.terms.items() if power != first)
    return 1 + math.ceil(max(others, default=0))
