"""Forms as one would write them by hand, and the order of their terms, which is SymPy's where nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from symcnn.core.algebra.forms import NOTHING, Base, Form, Formed, Opaque, Product
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total

_CLASSES = {"floor": (4, 10000, "FloorDiv"), "max": (4, 0, "Greatest"), "min": (4, 0, "Least"), "gcd": (4, 0, "Gcd")}
_NUMBER = (1, 0, "Number")


def written(value: Any) -> Expr:
    """The value as one would write it by hand: terms by falling degree, a plus sign first among equals."""
    if not isinstance(value, Form):
        return negated(Num(-value)) if value < 0 else Num(value)
    if len(value.terms) == 1:
        ((only, coefficient),) = value.terms.items()
        return _signed(only, coefficient)
    terms = sorted(value.terms.items(), key=_place)
    if terms[0][1] < 0 and any(coefficient > 0 for _, coefficient in terms):
        terms.sort(key=lambda term: term[1] < 0)
    return total(*(_signed(*term) for term in terms))


def _place(term: tuple[Product, Number]) -> tuple[Any, ...]:
    of_letters, coefficient = term
    degree = _degree_of(of_letters)
    return not of_letters, -degree, coefficient < 0, _order(of_letters, coefficient)


def _degree_of(factors: Product) -> int:
    return sum(exponent * _degree(base) for base, exponent in factors)


def _degree(base: Base) -> int:
    return max(map(_degree_of, base.terms)) if isinstance(base, Form) else 1


def _signed(factors: Product, coefficient: Number) -> Expr:
    return negated(_term(factors, -coefficient)) if coefficient < 0 else _term(factors, coefficient)


def _term(factors: Product, coefficient: Number) -> Expr:
    if not factors:
        return Num(coefficient)
    if len(factors) == 1 and coefficient == 1:
        ((base, exponent),) = factors
        return _power(base, exponent) if exponent > 0 else product(Num(1), reciprocal(_power(base, -exponent)))
    above: list[Expr] = [] if coefficient.numerator == 1 else [Num(coefficient.numerator)]
    below: list[Expr] = [] if coefficient.denominator == 1 else [Num(coefficient.denominator)]
    for base, exponent in sorted(factors, key=lambda factor: (_is_sum(factor), _order_of_factor(factor))):
        (below if exponent < 0 else above).append(_power(base, abs(exponent)))
    return product(*(above or [Num(1)]), *map(reciprocal, below))


def _is_sum(factor: tuple[Base, int]) -> bool:
    return factor[1] == 1 and isinstance(factor[0], Form)


def _power(base: Base, exponent: int) -> Expr:
    inner = _base(base)
    return inner if exponent == 1 else Op("^", (inner, Num(exponent)))


def _base(base: Base) -> Expr:
    if isinstance(base, str):
        return Sym(base)
    if isinstance(base, Form):
        return written(base)
    args = tuple(map(written, base.args))
    if base.name == "floor":
        return Op("floor", (args[0] if base.args[1] == 1 else product(args[0], reciprocal(args[1])),))
    return Op(base.name, args)


# order ----------------------------------------------------------------------------------------------


def order_of(value: Formed) -> tuple[Any, ...]:
    """The place of a value among others."""
    if not isinstance(value, Form):
        return _order(NOTHING, value)
    if value.order is None:
        if len(value.terms) == 1:
            ((factors, coefficient),) = value.terms.items()
            value.order = _order(factors, coefficient)
        else:
            value.order = (*_order_of_base(value), _of_number(1), 1)
    return value.order  # type: ignore[no-any-return]


def _order(factors: Product, coefficient: Number) -> tuple[Any, ...]:
    if not factors:
        return _of_number(coefficient)
    if len(factors) == 1:
        ((base, exponent),) = factors
        return (*_order_of_base(base), _of_number(exponent), coefficient)
    parts = sorted(map(_order_of_factor, factors))
    return (3, 0, "Mul"), (len(parts), tuple(parts)), _of_number(1), coefficient


def _of_number(value: Number) -> tuple[Any, ...]:
    return _NUMBER, (0, ()), (), value


def _order_of_factor(factor: tuple[Base, int]) -> tuple[Any, ...]:
    base, exponent = factor
    return (*_order_of_base(base), _of_number(exponent), 1)


def _order_of_base(base: Base) -> tuple[Any, ...]:
    if isinstance(base, str):
        return (2, 0, "Symbol"), (1, (base,))
    if isinstance(base, Opaque):
        if base.order is None:
            base.order = _CLASSES[base.name], (len(base.args), tuple(map(order_of, base.args)))
        return base.order  # type: ignore[no-any-return]
    return (3, 1, "Add"), (len(base.terms), tuple(_order(*term) for term in _in_order(base.terms)))


def _in_order(terms: Mapping[Product, Number]) -> Iterable[tuple[Product, Number]]:
    """The terms of a sum: first those with the highest power of the first letter; of two, a number before a minus."""
    if len(terms) == 2 and terms.get(NOTHING, 0) > 0:
        (other,) = (term for term in terms.items() if term[0])
        if other[1] < 0 and len(other[0]) == 1:
            return (NOTHING, terms[NOTHING]), other
    bases = sorted({base for factors in terms for base, _ in factors}, key=lambda base: _order_of_factor((base, 1)))
    places = {base: place for place, base in enumerate(bases)}

    def powers(term: tuple[Product, Number]) -> tuple[Any, ...]:
        found = [0] * len(places)
        for base, exponent in term[0]:
            found[places[base]] = -exponent
        return tuple(found), term[1]

    return sorted(terms.items(), key=powers)
