"""Floors of quotients, shortened by identities; see `symcnn.core.algebra.normal`."""

from __future__ import annotations

from symcnn.core.algebra.division import cleared, content, divided
from symcnn.core.algebra.domains import never_below
from symcnn.core.algebra.polynomials import (
    ONE,
    Polynomial,
    Rounded,
    letter,
    minus,
    number,
    plus,
    rounded,
    scaled,
    shrunk,
    times,
)
from symcnn.core.algebra.quotients import Quotient, is_negative, is_whole, quotient, summed
from symcnn.core.algebra.writing import name_of


def floor(form: Quotient) -> Polynomial:
    """The greatest whole number that is not above the quotient."""
    return shortened_floor(form)[1]


def shortened_floor(form: Quotient) -> tuple[str, Polynomial]:
    """The floor, and the identity that shortened it."""
    above, multiple = cleared(form.above)
    below = scaled(form.below, multiple)
    shared = content([*above.terms.values(), *below.terms.values()])
    above, below = shrunk(above, shared), shrunk(below, shared)
    if not (is_whole(above) and is_whole(below)):
        return "", rounded(above, below)
    whole, rest = divided(above, below)
    if not rest.terms:
        return "whole", whole
    if not never_below(below, 1):
        return "multiple" if whole.terms else "", plus(whole, rounded(rest, below))
    if never_below(rest, 0) and never_below(minus(below, rest), 1):
        return "small", whole
    if never_below(scaled(rest, -1), 1) and never_below(plus(below, rest), 0):
        return "small", plus(whole, number(-1))
    constant = rest.constant
    shared = content([*below.terms.values(), *minus(rest, number(constant)).terms.values()])
    if shared > 1:
        rest = plus(shrunk(minus(rest, number(constant)), shared), number(constant // shared))
        _, value = shortened_floor(quotient(rest, shrunk(below, shared)))
        return "factor", plus(whole, value)
    inner = _inner(rest)
    if inner is not None:
        rest = plus(inner.above, times(inner.below, minus(rest, letter(inner))))
        _, value = shortened_floor(quotient(rest, times(inner.below, below)))
        return "nest", plus(whole, value)
    if is_negative(rest):
        _, value = shortened_floor(Quotient(minus(scaled(rest, -1), ONE), below))
        return "sign", minus(minus(whole, ONE), value)
    return "multiple" if whole.terms else "", plus(whole, rounded(rest, below))


def _inner(poly: Polynomial) -> Rounded | None:
    """A floor by a positive divisor that is a term of its own."""
    found = [
        atom
        for monomial, coefficient in poly.terms.items()
        for atom, exponent in monomial
        if coefficient == 1 and exponent == 1 == len(monomial) and isinstance(atom, Rounded)
    ]
    fitting = [atom for atom in found if is_whole(atom.above) and never_below(atom.below, 1)]
    return min(fitting, key=name_of, default=None)


def modulus(value: Quotient, divisor: Quotient) -> Quotient:
    _, times_ = shortened_floor(quotient(times(value.above, divisor.below), times(value.below, divisor.above)))
    return summed([value, quotient(scaled(times(times_, divisor.above), -1), divisor.below)])
