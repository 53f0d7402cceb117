"""Sums over the rounds of a repetition, exactly: powers of the index by Bernoulli's formula."""

from __future__ import annotations

from functools import cache
from typing import Any

from sympy import Add, Integer, Mul, Poly, PolynomialError, Rational, Symbol, bernoulli, binomial

from symcnn.core.algebra.convert import added, expanded, symbol


class NoClosedForm(ArithmeticError):
    """The summand is no polynomial in the index."""


def summed(value: Any, index: str, count: Any) -> Any:
    """The sum of `value` for the index from 1 to `count`.

    >>> summed(symbol("j") * 2 - 1, "j", symbol("n"))
    n**2

    Raises `NoClosedForm`.
    """
    summand, rounds = added([value]), added([count])
    if symbol(index) not in summand.free_symbols:
        return Mul(summand, rounds)
    try:
        coefficients = Poly(expanded(summand), symbol(index)).all_coeffs()[::-1]
    except PolynomialError:
        raise NoClosedForm(index) from None
    terms = (coefficient * _power_sum(power).xreplace({_N: rounds}) for power, coefficient in enumerate(coefficients))
    return expanded(Add(*terms))


_N = Symbol("n")


@cache
def _power_sum(power: int) -> Any:
    """``1^p + 2^p + … + n^p`` as a polynomial in n (Bernoulli, with B₁ = 1/2)."""
    terms = (
        binomial(power + 1, k) * (Rational(1, 2) if k == 1 else bernoulli(k)) * _N ** (power + 1 - k)
        for k in range(power + 1)
    )
    return (Add(*terms) / Integer(power + 1)).expand()
