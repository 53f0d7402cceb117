"""Division of polynomials with whole coefficients, and what divides them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from symcnn.core.algebra.polynomials import ZERO, Atom, Monomial, Polynomial, minus, plus, scaled, times
from symcnn.core.algebra.writing import name_of
from symcnn.core.written.arithmetic import Number


def content(coefficients: Iterable[Number]) -> int:
    """The greatest whole number that divides all of these whole numbers."""
    return math.gcd(*(value.numerator for value in coefficients))


def common_factor(polys: Iterable[Polynomial]) -> Monomial:
    """The product of letters that divides every term of all the polynomials."""
    shared: dict[Atom, int] | None = None
    for poly in polys:
        for monomial in poly.terms:
            powers = dict(monomial)
            shared = powers if shared is None else {a: min(n, powers[a]) for a, n in shared.items() if a in powers}
    return frozenset((shared or {}).items())


def without_factor(poly: Polynomial, factor: Monomial) -> Polynomial:
    """The polynomial divided by a product that divides every term."""
    found = dict(factor)
    return Polynomial({_less(monomial, found): coefficient for monomial, coefficient in poly.terms.items()})


def _less(monomial: Monomial, powers: Mapping[Atom, int]) -> Monomial:
    return frozenset((atom, n - powers.get(atom, 0)) for atom, n in monomial if n != powers.get(atom, 0))


def divided(above: Polynomial, below: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder; coefficients stay whole, and what is left of each number is positive.

    >>> from symcnn.core.algebra.polynomials import letter
    >>> from symcnn.core.algebra.writing import text
    >>> I, K, S = letter("I"), letter("K"), letter("S")
    >>> [text(part) for part in divided(plus(I, S, scaled(K, -1)), S)]
    ['1', 'I - K']
    """
    first = leading(below)
    divisor, powers = below.terms[first].numerator, dict(first)
    quotient, rest = ZERO, above
    done: set[Monomial] = set()
    while True:
        fitting = [monomial for monomial in rest.terms if monomial not in done and _contains(monomial, powers)]
        if not fitting:
            return quotient, rest
        monomial = max(fitting, key=_order)
        done.add(monomial)
        coefficient = rest.terms[monomial].numerator
        whole = coefficient // divisor if monomial == first else int(Fraction(coefficient, divisor))
        if whole:
            part = Polynomial({_less(monomial, powers): whole})
            quotient = plus(quotient, part)
            rest = minus(rest, times(part, below))


def _contains(monomial: Monomial, powers: Mapping[Atom, int]) -> bool:
    found = dict(monomial)
    return all(found.get(atom, 0) >= exponent for atom, exponent in powers.items())


def leading(poly: Polynomial) -> Monomial:
    """The monomial that a division begins with."""
    return max(poly.terms, key=_order)


def _order(monomial: Monomial) -> tuple[int, list[tuple[str, int]]]:
    """By degree, then by name: an order that products keep, as a division needs."""
    names = sorted(((name_of(atom), n) for atom, n in monomial), reverse=True)
    return sum(n for _, n in monomial), names


def cleared(poly: Polynomial) -> tuple[Polynomial, int]:
    """The polynomial times the least number that makes its coefficients whole, and that number."""
    multiple = math.lcm(*(coefficient.denominator for coefficient in poly.terms.values()))
    return (poly if multiple == 1 else scaled(poly, multiple)), multiple
