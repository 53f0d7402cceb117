"""What the letters of a formula stand for: sizes from 1, paddings from 0, windows that fit.

>>> from symcnn.core.written.tree import Sym
>>> domain = Domain(("I", "K"), (Op("<=", (Sym("K"), Sym("I"))),))
>>> list(domain.points(6))
[{'I': 1, 'K': 1}, {'I': 2, 'K': 1}, {'I': 2, 'K': 2}, {'I': 3, 'K': 1}]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from itertools import count, islice

from symcnn.core.algebra.polynomials import (
    Applied,
    Atom,
    Polynomial,
    Rounded,
    letter,
    minus,
    number,
    plus,
    replaced,
    scaled,
    shrunk,
    times,
)
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, evaluator
from symcnn.core.written.tree import Op

_FROM_ZERO = frozenset({"P", "p", "A", "a", "pad", "pads", "padding"})

Point = dict[str, int]


_BOUNDS = 4
_MOST_FACTORS = 8
"""How many letters a product may have of which sums are made: twice as many terms for each."""

FREE = "~"
"""With this sign begins the name of a proof's own letter that may be any whole number."""


def least(name: str) -> int:
    """The least value of a letter: 0 for paddings and for a proof's own letters, which begin with a digit, else 1.

    >>> least("P_before"), least("K")
    (0, 1)
    """
    return int(name.split("_")[0] not in _FROM_ZERO and not name[0].isdecimal())


@record
class Domain:
    """Whole numbers for the letters, each from its `least` value on, for which the relations hold."""

    letters: tuple[str, ...]
    relations: tuple[Op, ...]

    def points(self, tries: int) -> Iterator[Point]:
        """The points among the first so many, by their sum, then by the values in alphabetical order."""
        names = sorted(self.letters)
        lowest = [least(name) for name in names]
        allowed = self.judge()
        sums = count() if names else (0,)
        for shares in islice((shares for extra in sums for shares in _shared(extra, len(names))), tries):
            point = {name: low + share for name, low, share in zip(names, lowest, shares, strict=True)}
            if allowed(point):
                yield point

    def judge(self) -> Callable[[Point], bool]:
        """A function that says whether the relations hold at a point."""
        relations = [evaluator(relation) for relation in self.relations]

        def allowed(point: Point) -> bool:
            try:
                return all(relation(point) for relation in relations)
            except (Undefined, TooLarge):
                return False

        return allowed


def _shared(extra: int, places: int) -> Iterator[tuple[int, ...]]:
    """All ways of sharing a number among so many places, in lexicographic order.

    >>> list(_shared(2, 2))
    [(0, 2), (1, 1), (2, 0)]
    """
    if places <= 1:
        yield (extra,) * places
        return
    for first in range(extra + 1):
        for rest in _shared(extra - first, places - 1):
            yield (first, *rest)


def never_below(poly: Polynomial, bound: Number, known: Collection[Polynomial] = ()) -> bool:
    """Whether the polynomial is at least `bound` wherever its letters are at least their least values.

    The polynomials `known` are never negative. The answer "no" only means that it was not seen.

    >>> I, K = letter("I"), letter("K")
    >>> never_below(plus(I, scaled(K, -1), number(1)), 1, [minus(I, K)])
    True
    """
    for _ in range(_BOUNDS):
        if _is_never_below(poly, bound, known):
            return True
        lower = _with_bounds(poly)
        if lower == poly:
            return False
        poly = lower
    return False


def _is_never_below(poly: Polynomial, bound: Number, known: Collection[Polynomial]) -> bool:
    first = _at_first(poly)
    if first is not None and first < bound and not known:
        return False
    if first is not None and first >= bound and _only_grows(poly):
        return True
    if any(sum(exponent for _, exponent in monomial) > _MOST_FACTORS for monomial in poly.terms):
        return False
    shifted = _from_zero(minus(poly, number(bound)))
    if _has_no_minus(shifted):
        return True
    for other in known:
        lower = _from_zero(other)
        shares = {Fraction(shifted.terms.get(monomial, 0)) / value for monomial, value in lower.terms.items()}
        if any(share > 0 and _has_no_minus(minus(shifted, scaled(lower, share))) for share in shares):
            return True
    return False


def _at_first(poly: Polynomial) -> Number | None:
    """Its value where all letters have their least values; None where it has more than letters in it."""
    value: Number = 0
    for monomial, coefficient in poly.terms.items():
        if not all(isinstance(atom, str) for atom, _ in monomial):
            return None
        if all(least(str(atom)) for atom, _ in monomial):
            value += coefficient
    return value


def _only_grows(poly: Polynomial) -> bool:
    """Whether it is nowhere less than where all letters have their least values: nothing but a number is taken off.

    Letters that start from 1 would be products of sums otherwise, with twice as many terms for each letter.
    """
    return all(
        coefficient > 0 and not any(str(atom).startswith(FREE) for atom, _ in monomial)
        for monomial, coefficient in poly.terms.items()
        if monomial
    )


def _with_bounds(poly: Polynomial) -> Polynomial:
    """A polynomial that is nowhere greater, with ``(n − m + 1)/m ≤ ⌊n/m⌋ ≤ n/m ≤ n`` in the places of floors."""
    found = []
    for monomial, coefficient in poly.terms.items():
        term = Polynomial({monomial: coefficient})
        for atom, exponent in monomial:
            others = Polynomial({monomial - {(atom, exponent)}: coefficient})
            if (
                isinstance(atom, Rounded)
                and exponent == 1
                and _has_no_minus(scaled(others, 1 if coefficient > 0 else -1))
            ):
                term = _bounded(term, others, atom, upper=coefficient < 0)
                break
        found.append(term)
    return plus(number(0), *found)


def _bounded(term: Polynomial, others: Polynomial, atom: Rounded, *, upper: bool) -> Polynomial:
    divisor = atom.below.number
    if divisor is not None and divisor > 0:
        return times(others, shrunk(atom.above if upper else minus(atom.above, number(divisor - 1)), divisor))
    if upper and never_below(atom.above, 0) and never_below(atom.below, 1):
        return times(others, atom.above)
    return term


def _from_zero(poly: Polynomial) -> Polynomial:
    """The polynomial in letters that start from 0."""
    if all(sum(exponent for _, exponent in monomial) <= 1 for monomial in poly.terms):
        firsts = (coefficient * _first(atom) for monomial, coefficient in poly.terms.items() for atom, _ in monomial)
        return plus(poly, number(sum(firsts)))
    return replaced(poly, lambda atom: plus(letter(atom), number(_first(atom))))


def _first(atom: Atom) -> int:
    """What an atom is never less than: the least value of a letter; of a power of a number, this or 1."""
    match atom:
        case str(name):
            return least(name)
        case Applied("^", (base, exponent)) if (base.number or 0) >= 1:
            return math.floor(base.number or 0) if never_below(exponent, 1) else 1
    return 0


def _has_no_minus(poly: Polynomial) -> bool:
    """Whether it is a sum of products of what is never negative."""
    return all(
        coefficient > 0 and all(map(_starts_from_zero, (atom for atom, _ in monomial)))
        for monomial, coefficient in poly.terms.items()
    )


def _starts_from_zero(atom: Atom) -> bool:
    match atom:
        case str(name):
            return not name.startswith(FREE)
        case Rounded(above, below):
            return never_below(above, 0) and never_below(below, 1)
        case Applied("^", (base, _)):
            return never_below(base, 0)
    return True  # the greatest of something and 0, or a common divisor
