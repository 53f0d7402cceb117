"""Polynomials as one would write them by hand, and the order of their terms."""

from __future__ import annotations

from functools import lru_cache

from symcnn.core.algebra.polynomials import Applied, Atom, Monomial, Polynomial, Rounded
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total

_REMEMBERED = 2000
"""So many atoms keep their written form, without which floors within floors are written again at every level."""


def text(poly: Polynomial) -> str:
    """The polynomial in the language's own spelling.

    >>> from symcnn.core.algebra.polynomials import letter, minus, number, times
    >>> I = letter("I")
    >>> text(minus(minus(times(I, I), letter("K")), number(1)))
    'I^2 - K - 1'
    """
    return source_text(written(poly))


@lru_cache(_REMEMBERED)
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


@lru_cache(_REMEMBERED)
def written_atom(atom: Atom) -> Expr:
    """A letter, a floor, or the function."""
    match atom:
        case str(name):
            return Sym(name)
        case Rounded(above, below):
            return Op("floor", (product(written(above), reciprocal(written(below))),))
        case Applied(name, args):
            return Op(name, tuple(map(written, args)))
