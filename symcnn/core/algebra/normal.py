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

from symcnn.core.algebra.division import content
from symcnn.core.algebra.domains import never_below
from symcnn.core.algebra.floors import modulus, shortened_floor
from symcnn.core.algebra.polynomials import (
    ONE,
    ZERO,
    Polynomial,
    TooManyTerms,
    applied,
    letter,
    minus,
    number,
    plus,
    raised,
    scaled,
    shrunk,
    times,
)
from symcnn.core.algebra.quotients import Quotient, is_negative, is_whole, over_one, quotient, summed
from symcnn.core.algebra.writing import text, written
from symcnn.core.record import record
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, product, reciprocal


class NoNormalForm(ArithmeticError):
    """The formula has an operation that the identities do not speak of."""


NO_FORM = (NoNormalForm, TooManyTerms, TooLarge, Undefined)
"""Why a formula may have no normal form."""


@record
class Rewriting:
    """`before` equals `after`, because of the identity of this name."""

    identity: str
    before: Expr
    after: Expr


def normal(expr: Expr) -> tuple[Quotient, tuple[Rewriting, ...]]:
    """The normal form, and the rewritings that led to it.

    Raises `NoNormalForm`, `TooManyTerms`, or `Undefined` for a division by zero.

    >>> from symcnn.network.language.parse import read_relation
    >>> form, _ = normal(read_relation("ceil((I - K + S)/S) - 1"))
    >>> print(text(form.above))
    floor((I - K - 1)/S) + 1
    """
    forms = NormalForms()
    return forms.of(expr), tuple(dict.fromkeys(forms.rewritings))


def written_quotient(form: Quotient) -> Expr:
    """The normal form as one would write it by hand."""
    above = written(form.above)
    return above if form.below == ONE else product(above, reciprocal(written(form.below)))


class NormalForms:
    """The normal forms of formulas that share parts, as those of a chain's layers do: each rounding is rewritten once.

    >>> from symcnn.network.language.parse import read_relation
    >>> forms = NormalForms()
    >>> [text(forms.of(read_relation(size)).above) for size in ("floor((I - 2)/2) + 1", "floor((I - 2)/2)")]
    ['floor(I/2)', 'floor(I/2) - 1']
    """

    def __init__(self) -> None:
        self.rewritings: list[Rewriting] = []
        self._known: dict[Expr, Quotient] = {}

    def of(self, expr: Expr) -> Quotient:
        """The normal form of a formula.

        Raises `NoNormalForm`, `TooManyTerms`, or `Undefined` for a division by zero.
        """
        match expr:
            case Num(value):
                return Quotient(number(value), ONE)
            case Sym(name):
                return Quotient(letter(name), ONE)
            case Op("-", (arg,)):
                form = self.of(arg)
                return Quotient(scaled(form.above, -1), form.below)
            case Op("+", args):
                return summed([self.of(arg) for arg in args])
            case Op("*" | "x", args):
                forms = [self.of(arg) for arg in args]
                above, below = ONE, ONE
                for form in forms:
                    above, below = times(above, form.above), times(below, form.below)
                return quotient(above, below)
            case Op("/", (arg,)):
                form = self.of(arg)
                return quotient(form.below, form.above)
            case Op("^", (base, exponent)):
                return _power(self.of(base), self.of(exponent))
        if expr not in self._known:
            self._known[expr] = self._rounded(expr)
        return self._known[expr]

    def _rounded(self, expr: Expr) -> Quotient:
        """A function; what its arguments become is noted where it is no longer the function of them."""
        if not isinstance(expr, Op):
            raise NoNormalForm
        args = [self.of(arg) for arg in _flat(expr)]
        match expr.name:
            case "floor":
                identity, value = shortened_floor(args[0])
                form = Quotient(value, ONE)
            case "ceil":
                _, value = shortened_floor(Quotient(scaled(args[0].above, -1), args[0].below))
                identity, form = "ceil", Quotient(scaled(value, -1), ONE)
            case "mod":
                identity, form = "mod", modulus(*args)
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


def _power(base: Quotient, exponent: Quotient) -> Quotient:
    value = exponent.above.number
    if exponent.below != ONE or (value is not None and value.denominator != 1):
        raise Undefined if value is not None else NoNormalForm
    if value is not None:
        times_ = abs(int(value))
        above, below = raised(base.above, times_), raised(base.below, times_)
        return quotient(above, below) if value >= 0 else quotient(below, above)
    if base.below != ONE or not is_whole(exponent.above):
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


def _greatest(args: list[Quotient]) -> Quotient:
    """``a + max(b − a, c − a, 0)``, for what can be the greatest, over one divisor."""
    if not all(never_below(arg.below, 1) for arg in args):
        raise NoNormalForm
    tops, below = over_one(args)
    kept: list[Polynomial] = []
    for top in sorted(dict.fromkeys(tops), key=text):
        if not any(never_below(minus(other, top), 0) for other in kept):
            kept = [*(other for other in kept if not never_below(minus(top, other), 0)), top]
    if len(kept) == 2 and is_negative(minus(kept[1], kept[0])):
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
    if not all(arg.below == ONE and is_whole(arg.above) for arg in args):
        raise NoNormalForm
    numbers = [value.numerator for arg in args if (value := arg.above.number) is not None]
    others = sorted({arg.above for arg in args if arg.above.number is None}, key=text)
    known = math.gcd(*numbers)
    if not others or known == 1:
        return Quotient(number(known), ONE)
    return Quotient(applied("gcd", *others, *([number(known)] if known else [])), ONE)
