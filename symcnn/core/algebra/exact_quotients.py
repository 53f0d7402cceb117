"""Quotients that are seen to be whole: 256/2^j where j is at most 8, and I/2^j for a j up to m where 2^m divides I."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Add, Mul, Symbol, factorint

from symcnn.core.algebra.functions import integer_valued

Bounds = Mapping[Symbol, tuple[Any, Any]]
"""The least and the most that letters may be, None where it is open; later ones may stand in those of earlier ones."""


def exact_quotient(above: Any, below: Any, bounds: Bounds) -> Any:
    """The quotient of a sum whose every term is seen to be divided; None where one is not.

    >>> from sympy import Integer, symbols
    >>> j, n = symbols("j n")
    >>> print([exact_quotient(Integer(256), 2**j, {j: (1, n), n: (1, most)}) for most in (8, 9)])
    [256/2**j, None]
    """
    terms = [Mul(term, 1 / below) for term in Add.make_args(above)]
    return Add(*terms) if all(_is_whole(term, bounds) for term in terms) else None


def _is_whole(term: Any, bounds: Bounds) -> bool:
    """Whether a product is whole: each prime's exponent in numbers and their powers is seen not to be negative."""
    coefficient, rest = term.as_coeff_Mul()
    powers = []
    for factor in Mul.make_args(rest):
        base, exponent = factor.as_base_exp()
        if base.is_Integer and base > 1:
            powers.append((int(base), exponent))
        elif not integer_valued(factor):
            return False
    primes = {prime for base, _ in powers for prime in factorint(base)}
    left = coefficient.q
    for prime in primes:
        while left % prime == 0:
            left //= prime
        own = Add(_valuation(coefficient.p, prime) - _valuation(coefficient.q, prime))
        exponent = Add(own, *(_valuation(base, prime) * exponent for base, exponent in powers))
        if not _is_never_negative(exponent.expand(), bounds):
            return False
    return bool(left == 1)


def _valuation(value: int, prime: int) -> int:
    """How often a prime divides a number."""
    found = 0
    while value and value % prime == 0:
        value, found = value // prime, found + 1
    return found


def _is_never_negative(exponent: Any, bounds: Bounds) -> bool:
    """Whether a sum of letters is at least 0 where each is at its bound that makes it least."""
    for letter, (least, most) in bounds.items():
        factor = exponent.coeff(letter)
        if not factor.is_Integer:
            return False
        bound = least if factor > 0 else most
        if factor and bound is None:
            return False
        exponent = (exponent + factor * (bound - letter)).expand() if factor else exponent
    return bool(exponent.is_Integer and exponent >= 0)
