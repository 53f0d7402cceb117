"""The normal form of a formula: a quotient of polynomials over letters and floors that nothing shortens.

All letters are whole numbers, and at least their `least` values. Two formulas with the same normal form
are equal. Every rounding is rewritten by one of these identities, m > 0 throughout:

* ``⌊(m·q + r)/m⌋ = q + ⌊r/m⌋`` (m may be a number, a letter or a polynomial)
* ``⌊(g·a + c)/(g·b)⌋ = ⌊(a + ⌊c/g⌋)/b⌋`` for numbers c and g
* ``⌊(⌊x/a⌋ + b)/m⌋ = ⌊(x + a·b)/(a·m)⌋`` for positive a
* ``⌊−n/m⌋ = −1 − ⌊(n − 1)/m⌋`` and so ``⌈n/m⌉ = ⌊(n + m − 1)/m⌋``
* ``⌊r/m⌋ = 0`` for 0 ≤ r < m, and −1 for −m ≤ r < 0
* ``n mod m = n − m·⌊n/m⌋``
* ``max(a, b) = a + max(0, b − a)`` and ``min(a, b) = −max(−a, −b)``
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from symcnn.algebra.domains import never_below
from symcnn.algebra.polynomials import (
    ONE,
    ZERO,
    Applied,
    Atom,
    Polynomial,
    Rounded,
    applied,
    common_factor,
    content,
    divided,
    letter,
    minus,
    name_of,
    number,
    parts,
    plus,
    raised,
    rank,
    rounded,
    scaled,
    shrunk,
    times,
    without_factor,
    written,
)
from symcnn.record import record
from symcnn.written.arithmetic import Undefined
from symcnn.written.tree import Expr, Num, Op, Sym, product, reciprocal


class NoNormalForm(ArithmeticError):
    """The formula has an operation that the identities do not speak of."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """``above/below`` without common factors that can be seen; `below` is 1 wherever it is a number."""

    above: Polynomial
    below: Polynomial


@record
class Rewriting:
    """`before` equals `after`, because of the identity of this name."""

    identity: str
    before: Expr
    after: Expr


def normal(expr: Expr) -> tuple[Quotient, tuple[Rewriting, ...]]:
    """The normal form, and the rewritings that led to it.

    Raises `NoNormalForm`, `TooManyTerms`, or `Undefined` for a division by zero.

    >>> from symcnn.language.reader import read_relation
    >>> form, _ = normal(read_relation("ceil((I - K + S)/S) - 1"))
    >>> print(form.above)
    floor((I - K - 1)/S) + 1
    """
    rewriter = _Rewriter()
    return rewriter.quotient(expr), tuple(dict.fromkeys(rewriter.rewritings))


def written_quotient(form: Quotient) -> Expr:
    """The normal form as one would write it by hand."""
    above = written(form.above)
    return above if form.below == ONE else product(above, reciprocal(written(form.below)))


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
    below, multiple = _cleared(below)
    above = scaled(above, multiple)
    if _is_negative(below):
        above, below = scaled(above, -1), scaled(below, -1)
    shared = content(below.terms.values())
    above, below = shrunk(above, shared), shrunk(below, shared)
    whole, multiple = _cleared(above)
    exact, rest = divided(whole, below)
    return Quotient(above, below) if rest.terms else Quotient(shrunk(exact, multiple), ONE)


class _Rewriter:
    """Walks a tree from its leaves and notes every rounding that it rewrites."""

    def __init__(self) -> None:
        self.rewritings: list[Rewriting] = []

    def quotient(self, expr: Expr) -> Quotient:
        match expr:
            case Num(value):
                return Quotient(number(value), ONE)
            case Sym(name):
                return Quotient(letter(name), ONE)
            case Op("-", (arg,)):
                form = self.quotient(arg)
                return Quotient(scaled(form.above, -1), form.below)
            case Op("+", args):
                return _sum([self.quotient(arg) for arg in args])
            case Op("*" | "x", args):
                forms = [self.quotient(arg) for arg in args]
                above, below = ONE, ONE
                for form in forms:
                    above, below = times(above, form.above), times(below, form.below)
                return quotient(above, below)
            case Op("/", (arg,)):
                form = self.quotient(arg)
                return quotient(form.below, form.above)
            case Op("^", (base, exponent)):
                return _power(self.quotient(base), self.quotient(exponent))
        return self.noted(expr)

    def noted(self, expr: Expr) -> Quotient:
        """A function; what its arguments become is noted where it is no longer the function of them."""
        if not isinstance(expr, Op):
            raise NoNormalForm
        args = [self.quotient(arg) for arg in _flat(expr)]
        match expr.name:
            case "floor":
                identity, value = _floor(args[0])
                form = Quotient(value, ONE)
            case "ceil":
                _, value = _floor(Quotient(scaled(args[0].above, -1), args[0].below))
                identity, form = "ceil", Quotient(scaled(value, -1), ONE)
            case "mod":
                identity, form = "mod", _modulus(*args)
            case "max":
                identity, form = "max", _greatest(args)
            case "min":
                negated = [Quotient(scaled(arg.above, -1), arg.below) for arg in args]
                found = _greatest(negated)
                identity, form = "min", Quotient(scaled(found.above, -1), found.below)
            case "gcd":
                identity, form = "", _common_divisor(args)
            case _:
                raise NoNormalForm
        after = written_quotient(form)
        if identity and after != expr:
            self.rewritings.append(Rewriting(identity, expr, after))
        return form


def _flat(expr: Op) -> Iterator[Expr]:
    """The arguments; those of a greatest value within a greatest value too."""
    for arg in expr.args:
        if isinstance(arg, Op) and arg.name == expr.name and expr.name in ("max", "min"):
            yield from _flat(arg)
        else:
            yield arg


def _sum(forms: list[Quotient]) -> Quotient:
    tops, below = _over_one(forms)
    return quotient(plus(ZERO, *tops), below)


def _over_one(forms: list[Quotient]) -> tuple[list[Polynomial], Polynomial]:
    """The quotients over one common divisor."""
    below = ONE
    for divisor in dict.fromkeys(form.below for form in forms):
        below = times(below, divisor)
    if below == ONE:
        return [form.above for form in forms], ONE
    return [times(form.above, divided(below, form.below)[0]) for form in forms], below


def _power(base: Quotient, exponent: Quotient) -> Quotient:
    value = exponent.above.number
    if exponent.below != ONE or (value is not None and value.denominator != 1):
        raise Undefined if value is not None else NoNormalForm
    if value is not None:
        times_ = abs(int(value))
        above, below = raised(base.above, times_), raised(base.below, times_)
        return quotient(above, below) if value >= 0 else quotient(below, above)
    if base.below != ONE or not _is_whole(exponent.above):
        raise NoNormalForm
    known = base.above.number
    if known is None or known <= 0:
        return Quotient(applied("^", base.above, exponent.above), ONE)
    above, below = ONE, ONE
    for monomial, coefficient in exponent.above.terms.items():
        one = applied("^", base.above, Polynomial({monomial: 1})) if monomial else base.above
        factor = raised(one, abs(coefficient.numerator))
        above, below = (times(above, factor), below) if coefficient > 0 else (above, times(below, factor))
    return quotient(above, below)


def floor(form: Quotient) -> Polynomial:
    """The greatest whole number that is not above the quotient."""
    return _floor(form)[1]


def _floor(form: Quotient) -> tuple[str, Polynomial]:
    """The floor, and the identity that shortened it."""
    above, multiple = _cleared(form.above)
    below = scaled(form.below, multiple)
    shared = content([*above.terms.values(), *below.terms.values()])
    above, below = shrunk(above, shared), shrunk(below, shared)
    if not (_is_whole(above) and _is_whole(below)):
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
        _, value = _floor(quotient(rest, shrunk(below, shared)))
        return "factor", plus(whole, value)
    inner = _inner(rest)
    if inner is not None:
        rest = plus(inner.above, times(inner.below, minus(rest, letter(inner))))
        _, value = _floor(quotient(rest, times(inner.below, below)))
        return "nest", plus(whole, value)
    if _is_negative(rest):
        _, value = _floor(Quotient(minus(scaled(rest, -1), ONE), below))
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
    fitting = [atom for atom in found if _is_whole(atom.above) and never_below(atom.below, 1)]
    return min(fitting, key=name_of, default=None)


def _modulus(value: Quotient, divisor: Quotient) -> Quotient:
    _, times_ = _floor(quotient(times(value.above, divisor.below), times(value.below, divisor.above)))
    return _sum([value, quotient(scaled(times(times_, divisor.above), -1), divisor.below)])


def _greatest(args: list[Quotient]) -> Quotient:
    """``a + max(b − a, c − a, 0)``, for what can be the greatest, over one divisor."""
    if not all(never_below(arg.below, 1) for arg in args):
        raise NoNormalForm
    tops, below = _over_one(args)
    kept: list[Polynomial] = []
    for top in sorted(dict.fromkeys(tops), key=str):
        if not any(never_below(minus(other, top), 0) for other in kept):
            kept = [*(other for other in kept if not never_below(minus(top, other), 0)), top]
    if len(kept) == 2 and _is_negative(minus(kept[1], kept[0])):
        kept.reverse()
    first, *others = kept
    if not others:
        return quotient(first, below)
    more = [minus(other, first) for other in others]
    multiple = math.lcm(*(coefficient.denominator for poly in more for coefficient in poly.terms.values()))
    shared = content([coefficient * multiple for poly in more for coefficient in poly.terms.values()])
    atom = applied("max", *(shrunk(scaled(poly, multiple), shared) for poly in more), ZERO)
    return quotient(plus(first, shrunk(scaled(atom, shared), multiple)), below)


def _common_divisor(args: list[Quotient]) -> Quotient:
    if not all(arg.below == ONE and _is_whole(arg.above) for arg in args):
        raise NoNormalForm
    numbers = [value.numerator for arg in args if (value := arg.above.number) is not None]
    others = sorted({arg.above for arg in args if arg.above.number is None}, key=str)
    known = math.gcd(*numbers)
    if not others or known == 1:
        return Quotient(number(known), ONE)
    return Quotient(applied("gcd", *others, *([number(known)] if known else [])), ONE)


def _cleared(poly: Polynomial) -> tuple[Polynomial, int]:
    """The polynomial times the least number that makes its coefficients whole, and that number."""
    multiple = math.lcm(*(coefficient.denominator for coefficient in poly.terms.values()))
    return (poly if multiple == 1 else scaled(poly, multiple)), multiple


def _is_whole(poly: Polynomial) -> bool:
    """Whether the polynomial is a whole number wherever its letters are."""
    return all(
        coefficient.denominator == 1 and all(_is_whole_atom(atom) for atom, _ in monomial)
        for monomial, coefficient in poly.terms.items()
    )


def _is_whole_atom(atom: Atom) -> bool:
    if isinstance(atom, Applied) and atom.name in ("max", "^"):
        return all(map(_is_whole, parts(atom))) and (atom.name == "max" or never_below(atom.args[1], 0))
    return True


def _is_negative(poly: Polynomial) -> bool:
    """Whether more terms have a minus sign than a plus sign, or as many and among them the first one."""
    signs = [coefficient < 0 for monomial, coefficient in poly.terms.items() if monomial]
    if 2 * sum(signs) != len(signs):
        return 2 * sum(signs) > len(signs)
    first = min(poly.terms, key=rank, default=None)
    return first is not None and poly.terms[first] < 0
