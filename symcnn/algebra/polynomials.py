"""Polynomials with exact coefficients over letters, and over rounded quotients that stay as they are.

A proof needs nothing else of algebra, and these few rules are ready in a millisecond, where loading
SymPy takes a quarter of a second; so SymPy is free to be the judge of them in the tests.

>>> I, K = letter("I"), letter("K")
>>> str(plus(times(I, I), scaled(times(K, K), -1)))
'I^2 - K^2'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from symcnn.limits import MAX_DIGITS, MAX_TERMS
from symcnn.written.arithmetic import Number, exact, power
from symcnn.written.notations import source_text
from symcnn.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total

_MAX_BITS = int(MAX_DIGITS * math.log2(10)) + 1


class TooManyTerms(ArithmeticError):
    """Multiplied out, the expression would have more than `MAX_TERMS` terms."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """``⌊above/below⌋``, which no rule takes apart any further; `size` counts its letters."""

    above: Polynomial
    below: Polynomial
    size: int


@dataclass(frozen=True, slots=True)
class Applied:
    """``max(a, 0)``, ``gcd(a, b)`` or a power ``a^b`` with letters in b; `size` counts its letters."""

    name: str
    args: tuple[Polynomial, ...]
    size: int


Atom = str | Rounded | Applied
Monomial = frozenset[tuple[Atom, int]]

_NO_ATOM: Monomial = frozenset()


@dataclass(frozen=True, slots=True)
class Polynomial:
    """Coefficients by monomials; none of them is 0."""

    terms: Mapping[Monomial, Number]

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __str__(self) -> str:
        return source_text(written(self))

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
    result = ONE
    for bit in bin(exponent)[2:]:
        result = times(result, result)
        if bit == "1":
            result = times(result, poly)
    return result


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
    for monomial, coefficient in poly.terms.items():
        term = number(coefficient)
        for atom, exponent in monomial:
            term = times(term, raised(put(atom), exponent))
        sums.append(term)
    return plus(ZERO, *sums)


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

    >>> I, K, S = letter("I"), letter("K"), letter("S")
    >>> [str(part) for part in divided(plus(I, S, scaled(K, -1)), S)]
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


# the written form -----------------------------------------------------------------------------------


def name_of(atom: Atom) -> str:
    """The atom as text, by which atoms are put in order."""
    return atom if isinstance(atom, str) else source_text(written_atom(atom))


def written(poly: Polynomial) -> Expr:
    """The polynomial as one would write it by hand: higher degrees first, the number last."""
    if not poly.terms:
        return Num(0)
    terms = sorted(poly.terms.items(), key=lambda term: (rank(term[0])[0], term[1] < 0, rank(term[0])))
    if terms[0][1] < 0:
        terms.sort(key=lambda term: (term[1] < 0, not term[0]))
    return total(*(negated(_term(m, -c)) if c < 0 else _term(m, c) for m, c in terms))


def rank(monomial: Monomial) -> tuple[int, list[tuple[str, int]]]:
    """The place of a monomial among those that are written: by falling degree, then in alphabetical order."""
    return -sum(n for _, n in monomial), sorted((name_of(atom), n) for atom, n in monomial)


def _term(monomial: Monomial, coefficient: Number) -> Expr:
    ordered = sorted(monomial, key=lambda pair: (not isinstance(pair[0], str), name_of(pair[0])))
    factors = [base if n == 1 else Op("^", (base, Num(n))) for base, n in ((written_atom(a), n) for a, n in ordered)]
    if coefficient.numerator != 1 or not factors:
        factors.insert(0, Num(coefficient.numerator))
    below = [] if coefficient.denominator == 1 else [reciprocal(Num(coefficient.denominator))]
    return product(*factors, *below)


def written_atom(atom: Atom) -> Expr:
    """A letter, a floor, or the function."""
    match atom:
        case str(name):
            return Sym(name)
        case Rounded(above, below):
            return Op("floor", (product(written(above), reciprocal(written(below))),))
        case Applied(name, args):
            return Op(name, tuple(map(written, args)))
