"""Sums over the rounds of a repetition, exactly: powers of the index by Bernoulli's formula, powers to it by steps."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational, Symbol, bernoulli, binomial

from symcnn.core.algebra.convert import added, expanded, symbol


class NoClosedForm(ArithmeticError):
    """The summand is no sum of terms ``c·j^p·q^j`` in the index j."""


def summed(value: Any, index: str, last: Any, first: int = 1) -> Any:
    """The sum of `value` for the index from `first` to `last`.

    >>> summed(symbol("j") * 2 - 1, "j", symbol("n"))
    n**2
    >>> summed(4 ** symbol("j") * 3, "j", symbol("n"))
    4*4**n - 4

    Raises `NoClosedForm`.
    """
    letter = symbol(index)
    summand, rounds = added([value]), added([last, 1 - first])
    if first != 1:
        summand = summand.xreplace({letter: letter + (first - 1)})
    if letter not in summand.free_symbols:
        return Mul(summand, rounds)
    coefficients: dict[tuple[int, Any], list[Any]] = defaultdict(list)
    for term in Add.make_args(expanded(summand)):
        coefficient, power, base = _parted(term, letter)
        coefficients[power, base].append(coefficient)
    terms = (Add(*parts) * _term_sum(power, base, rounds) for (power, base), parts in coefficients.items())
    return expanded(Add(*terms))


def _parted(term: Any, letter: Symbol) -> tuple[Any, int, Any]:
    """The c, p and q of a term ``c·j^p·q^j``."""
    coefficient, power, base = [], 0, Integer(1)
    for factor in Mul.make_args(term):
        if letter not in factor.free_symbols:
            coefficient.append(factor)
            continue
        below, exponent = factor.as_base_exp()
        if below == letter and exponent.is_Integer and exponent > 0:
            power += int(exponent)
        elif below.is_Rational and below > 0 and exponent.is_Add | exponent.is_Mul | exponent.is_Symbol:
            step = exponent.diff(letter)
            if not step.is_Integer:
                raise NoClosedForm(letter.name)
            base *= Pow(below, step)
            coefficient.append(Pow(below, expanded(exponent - step * letter)))
        else:
            raise NoClosedForm(letter.name)
    return Mul(*coefficient), power, base


def _term_sum(power: int, base: Any, count: Any) -> Any:
    """``1^p·q + 2^p·q² + … + n^p·q^n``.

    From ``Σ (j + 1)^p·q^(j + 1) − j^p·q^j = (n + 1)^p·q^(n + 1) − q`` follows the sum of one power from those below.
    """
    if base == 1:
        return _power_sum(power).xreplace({_N: count})
    whole = (count + 1) ** power * base * Pow(base, count) - base
    lower = (binomial(power, less) * base * _term_sum(less, base, count) for less in range(power))
    return (whole - Add(*lower)) / (base - 1)


_N = Symbol("n")


@cache
def _power_sum(power: int) -> Any:
    """``1^p + 2^p + … + n^p`` as a polynomial in n (Bernoulli, with B₁ = 1/2)."""
    terms = (
        binomial(power + 1, k) * (Rational(1, 2) if k == 1 else bernoulli(k)) * _N ** (power + 1 - k)
        for k in range(power + 1)
    )
    return (Add(*terms) / Integer(power + 1)).expand()
