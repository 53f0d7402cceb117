"""Quotients of polynomials, in their shortest form."""

from __future__ import annotations

from symcnn.core.algebra.division import cleared, common_factor, content, divided, without_factor
from symcnn.core.algebra.domains import never_below
from symcnn.core.algebra.polynomials import ONE, ZERO, Applied, Atom, Polynomial, parts, plus, scaled, shrunk, times
from symcnn.core.algebra.writing import rank
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Undefined


@record
class Quotient:
    """``above/below`` without common factors that can be seen; `below` is 1 wherever it is a number."""

    above: Polynomial
    below: Polynomial


def quotient(above: Polynomial, below: Polynomial) -> Quotient:
    """The quotient in its shortest form.

    Raises `Undefined` for a division by zero.
    """
    value = below.number
    if value == 0:
        raise Undefined
    if value is not None:
        return Quotient(shrunk(above, value), ONE)
    if not above.terms:
        return Quotient(ZERO, ONE)
    factor = common_factor((above, below))
    above, below = without_factor(above, factor), without_factor(below, factor)
    if below.number is not None:
        return quotient(above, below)
    below, multiple = cleared(below)
    above = scaled(above, multiple)
    if is_negative(below):
        above, below = scaled(above, -1), scaled(below, -1)
    shared = content(below.terms.values())
    above, below = shrunk(above, shared), shrunk(below, shared)
    whole, multiple = cleared(above)
    exact, rest = divided(whole, below)
    return Quotient(above, below) if rest.terms else Quotient(shrunk(exact, multiple), ONE)


def summed(forms: list[Quotient]) -> Quotient:
    tops, below = over_one(forms)
    return quotient(plus(ZERO, *tops), below)


def over_one(forms: list[Quotient]) -> tuple[list[Polynomial], Polynomial]:
    """The quotients over one common divisor."""
    below = ONE
    for divisor in dict.fromkeys(form.below for form in forms):
        below = times(below, divisor)
    if below == ONE:
        return [form.above for form in forms], ONE
    return [times(form.above, divided(below, form.below)[0]) for form in forms], below


def is_whole(poly: Polynomial) -> bool:
    """Whether the polynomial is a whole number wherever its letters are."""
    return all(
        coefficient.denominator == 1 and all(_is_whole_atom(atom) for atom, _ in monomial)
        for monomial, coefficient in poly.terms.items()
    )


def _is_whole_atom(atom: Atom) -> bool:
    if isinstance(atom, Applied) and atom.name in ("max", "^"):
        return all(map(is_whole, parts(atom))) and (atom.name == "max" or never_below(atom.args[1], 0))
    return True


def is_negative(poly: Polynomial) -> bool:
    """Whether more terms have a minus sign than a plus sign, or as many and among them the first one."""
    signs = [coefficient < 0 for monomial, coefficient in poly.terms.items() if monomial]
    if 2 * sum(signs) != len(signs):
        return 2 * sum(signs) > len(signs)
    first = min(poly.terms, key=rank, default=None)
    return first is not None and poly.terms[first] < 0
