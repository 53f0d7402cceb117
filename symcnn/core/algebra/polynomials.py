"""Polynomials with exact coefficients over letters, and over rounded quotients that stay as they are.

A proof needs nothing else of algebra, and these few rules are ready in a millisecond, where loading
SymPy takes a quarter of a second; so SymPy is free to be the judge of them in the tests.

>>> I, K = letter("I"), letter("K")
>>> plus(times(I, I), scaled(times(K, K), -1)) == times(plus(I, K), minus(I, K))
True
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from symcnn.core.algebra.squaring import by_squaring
from symcnn.core.limits import MAX_DIGITS, MAX_TERMS
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, exact, power

_MAX_BITS = int(MAX_DIGITS * math.log2(10)) + 1


class TooManyTerms(ArithmeticError):
    """Multiplied out, the expression would have more than `MAX_TERMS` terms."""


@record
class Rounded:
    """``⌊above/below⌋``, which no rule takes apart any further; `size` counts its letters."""

    above: Polynomial
    below: Polynomial
    size: int


@record
class Applied:
    """``max(a, 0)``, ``gcd(a, b)`` or a power ``a^b`` with letters in b; `size` counts its letters."""

    name: str
    args: tuple[Polynomial, ...]
    size: int


Atom = str | Rounded | Applied
Monomial = frozenset[tuple[Atom, int]]

_NO_ATOM: Monomial = frozenset()


@record
class Polynomial:
    """Coefficients by monomials; none of them is 0."""

    terms: Mapping[Monomial, Number]

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    @property
    def number(self) -> Number | None:
        """Its value, if it is the same everywhere."""
        if not self.terms:
            return 0
        return self.terms.get(_NO_ATOM) if len(self.terms) == 1 else None

    @property
    def constant(self) -> Number:
        """The term without letters."""
        return self.terms.get(_NO_ATOM, 0)


def number(value: Number) -> Polynomial:
    """A number."""
    return Polynomial({_NO_ATOM: exact(value)} if value else {})


def letter(name: Atom) -> Polynomial:
    """A letter, or what stands for itself as a letter does."""
    return Polynomial({frozenset(((name, 1),)): 1})


def rounded(above: Polynomial, below: Polynomial) -> Polynomial:
    """A rounded quotient that stays as it is.

    Raises `TooManyTerms` where floors within floors grow beyond all bounds.
    """
    return letter(Rounded(above, below, _size(above, below)))


def applied(name: str, *args: Polynomial) -> Polynomial:
    """A function that stays as it is.

    Raises `TooManyTerms`.
    """
    return letter(Applied(name, args, _size(*args)))


def _size(*polys: Polynomial) -> int:
    found = (atom for poly in polys for monomial in poly.terms for atom, _ in monomial)
    size = sum(1 if isinstance(atom, str) else atom.size for atom in found) + 1
    if size > MAX_TERMS // 10:
        raise TooManyTerms
    return size


ZERO, ONE = number(0), number(1)


def plus(*parts: Polynomial) -> Polynomial:
    """The sum."""
    terms = dict(parts[0].terms)
    for part in parts[1:]:
        for monomial, coefficient in part.terms.items():
            terms[monomial] = terms.get(monomial, 0) + coefficient
    return _kept(terms)


def scaled(poly: Polynomial, factor: Number) -> Polynomial:
    """The polynomial times a number."""
    return _kept({monomial: coefficient * factor for monomial, coefficient in poly.terms.items()})


def shrunk(poly: Polynomial, divisor: Number) -> Polynomial:
    """The polynomial divided by a number."""
    return scaled(poly, Fraction(1) / divisor)


def minus(left: Polynomial, right: Polynomial) -> Polynomial:
    """The difference."""
    return plus(left, scaled(right, -1))


def times(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product, multiplied out.

    Raises `TooManyTerms`.
    """
    if len(left.terms) * len(right.terms) > MAX_TERMS:
        raise TooManyTerms
    terms: dict[Monomial, Number] = {}
    for one, first in left.terms.items():
        for other, second in right.terms.items():
            both = _joined(one, other)
            terms[both] = terms.get(both, 0) + first * second
    return _kept(terms)


def raised(poly: Polynomial, exponent: int) -> Polynomial:
    """The power to a whole exponent from 0.

    Raises `TooManyTerms`, or `TooLarge` for a number with too many digits.
    """
    if len(poly.terms) == 1:
        ((monomial, coefficient),) = poly.terms.items()
        return Polynomial({frozenset((a, n * exponent) for a, n in monomial if exponent): power(coefficient, exponent)})
    if len(poly.terms) > 1 and exponent > MAX_TERMS:
        raise TooManyTerms
    return by_squaring(times, poly, exponent) if exponent else ONE


def _kept(terms: Mapping[Monomial, Number]) -> Polynomial:
    kept = {}
    for monomial, coefficient in terms.items():
        if coefficient:
            if coefficient.numerator.bit_length() > _MAX_BITS:
                raise TooManyTerms
            kept[monomial] = exact(coefficient)
    return Polynomial(kept)


def _joined(one: Monomial, other: Monomial) -> Monomial:
    if not one or not other:
        return one or other
    powers = dict(one)
    for atom, exponent in other:
        powers[atom] = powers.get(atom, 0) + exponent
    return frozenset(powers.items())


# what is in a polynomial ----------------------------------------------------------------------------


def atoms(poly: Polynomial) -> Iterator[Atom]:
    """What it is made of, those within rounded quotients included; one may come more than once."""
    for monomial in poly.terms:
        for atom, _ in monomial:
            yield atom
            for part in parts(atom):
                yield from atoms(part)


def parts(atom: Atom) -> tuple[Polynomial, ...]:
    """The polynomials within an atom."""
    match atom:
        case Rounded(above, below):
            return above, below
        case Applied(_, args):
            return args
    return ()


def letters(poly: Polynomial) -> frozenset[str]:
    """The names of its letters, those within rounded quotients included."""
    return frozenset(atom for atom in atoms(poly) if isinstance(atom, str))


def replaced(poly: Polynomial, put: Callable[[Atom], Polynomial]) -> Polynomial:
    """The polynomial with each of its own atoms replaced.

    Raises `TooManyTerms`.
    """
    sums = []
    powers: dict[tuple[Atom, int], Polynomial] = {}
    for monomial, coefficient in poly.terms.items():
        term = number(coefficient)
        for atom, exponent in monomial:
            if (atom, exponent) not in powers:
                powers[atom, exponent] = raised(put(atom), exponent)
            term = times(term, powers[atom, exponent])
        sums.append(term)
    return plus(ZERO, *sums)
