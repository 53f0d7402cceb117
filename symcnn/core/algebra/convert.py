"""Between the written form and SymPy; no text is ever parsed on the way."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import starmap
from typing import Any

import sympy
from sympy import Add, Integer, Mul, Pow, Rational, Symbol

from symcnn.core.algebra.forms import Base, Form, Opaque
from symcnn.core.algebra.functions import FloorDiv, Gcd, Greatest, Least, ceil_div, modulo
from symcnn.core.limits import MAX_EXPONENT, MAX_EXPRESSION
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, multiplied, power
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total


@lru_cache(maxsize=65536)
def _size(expr: Any) -> int:
    return 1 + sum(map(_size, expr.args))


def of_bearable_size(expr: Any) -> Any:
    """The expression itself.

    Raises `TooLarge` where it has more than `MAX_EXPRESSION` parts.
    """
    if _size(expr) > MAX_EXPRESSION:
        raise TooLarge(MAX_EXPRESSION)
    return expr


def expanded(expr: Any) -> Any:
    """The expression multiplied out.

    Raises `TooLarge` where that would give more than `MAX_EXPRESSION` terms.
    """
    if _terms(expr) > MAX_EXPRESSION:
        raise TooLarge(MAX_EXPRESSION)
    return expr.expand()


@lru_cache(maxsize=65536)
def _terms(expr: Any) -> int:
    """How many terms the expression has when multiplied out, at the most."""
    if expr.is_Add:
        return sum(map(_terms, expr.args))
    if expr.is_Mul:
        return min(math.prod(map(_terms, expr.args)), MAX_EXPRESSION + 1)
    if expr.is_Pow and expr.exp.is_Integer and 0 < expr.exp <= MAX_EXPONENT:
        inner = _terms(expr.base)
        return min(math.comb(inner + int(expr.exp) - 1, int(expr.exp)), MAX_EXPRESSION + 1)
    return 1


@lru_cache(maxsize=65536)
def symbol(name: str) -> Symbol:
    """The symbol of a name; it carries no assumptions, so that ``expr.subs("N", 6)`` finds it."""
    return Symbol(name)


def number(value: Number) -> Rational:
    """A Python number as SymPy's."""
    return Rational(value.numerator, value.denominator)


def as_number(expr: Any) -> Number | None:
    """A SymPy number as Python's, or None."""
    if expr.is_Integer:
        return int(expr)
    return Fraction(int(expr.p), int(expr.q)) if expr.is_Rational else None


def to_sympy(expr: Expr, known: Mapping[str, Any] | None = None) -> Any:
    """The expression as SymPy's, names replaced by their values where they have one.

    >>> to_sympy(Op("floor", (Op("*", (Sym("I"), reciprocal(Num(2)))),)))
    floor((I)/(2))
    """
    match expr:
        case Num(value):
            return number(value)
        case Sym(name):
            return symbol(name) if known is None else _as_sympy(known[name])
        case Op("floor", (inner,)):
            return FloorDiv(*(_fraction(inner, known)))
        case Op("ceil", (inner,)):
            return ceil_div(*(_fraction(inner, known)))
        case Op(name, args):
            return _OPERATIONS[name](*(to_sympy(arg, known) for arg in args))
    raise TypeError(expr)


def added(values: Sequence[Any]) -> Any:
    """The sum of numbers and SymPy expressions, taken at once; a sum in a loop would be quadratic."""
    return Add(*map(_as_sympy, values))


def greatest(values: Sequence[Any]) -> Any:
    """The greatest of numbers and SymPy expressions."""
    return Greatest(*map(_as_sympy, values))


def without_floors(expr: Any) -> tuple[Any, tuple[Expr, ...]]:
    """The expression with each floor replaced by the exact quotient, and when that is the same.

    A floor within a floor is replaced first.
    """
    exact: dict[Any, Any] = {}
    conditions = []
    for floor in sorted(expr.atoms(FloorDiv), key=lambda floor: (_depth(floor), floor.sort_key())):
        above, below = (part.xreplace(exact) for part in floor.args)
        exact[floor] = expanded(above) / below
        top, bottom = fraction(above / below)
        conditions.append(Op("=", (Op("mod", (from_sympy(top), from_sympy(bottom))), Num(0))))
    return expr.xreplace(exact), tuple(conditions)


def _depth(expr: Any) -> int:
    return int(isinstance(expr, FloorDiv)) + max(map(_depth, expr.args), default=0)


def _as_sympy(value: Any) -> Any:
    return number(value) if isinstance(value, int | Fraction) else of_form(value) if isinstance(value, Form) else value


def of_form(form: Form) -> Any:
    """A form as SymPy's expression."""
    return Add(*(Mul(number(factor), *starmap(_factor, product)) for product, factor in form.terms.items()))


def _factor(base: Base, exponent: int) -> Any:
    if isinstance(base, str):
        return Pow(symbol(base), exponent)
    if isinstance(base, Opaque):
        return Pow(_FUNCTIONS[base.name](*map(_as_sympy, base.args)), exponent)
    return Pow(of_form(base), exponent)


Form._sympy_ = of_form
_FUNCTIONS: Mapping[str, Any] = {"floor": FloorDiv, "max": Greatest, "min": Least, "gcd": Gcd}


def _fraction(expr: Expr, known: Mapping[str, Any] | None) -> tuple[Any, Any]:
    """Numerator and denominator of what stands in a floor, as they are written.

    Raises `Undefined` for a denominator of 0.
    """
    match expr:
        case Op("*", args):
            above = Mul(*(to_sympy(arg, known) for arg in args if not _divides(arg)))
            below = Mul(*(to_sympy(arg.args[0], known) for arg in args if isinstance(arg, Op) and _divides(arg)))
        case _:
            above, below = sympy.fraction(sympy.together(to_sympy(expr, known), deep=False))
    if below == 0:
        raise Undefined
    factor = sympy.ilcm(1, 1, *(c.q for c in _coefficients(above)))
    return expanded(above * factor), below * factor


def fraction(expr: Any) -> tuple[Any, Any]:
    """Numerator and denominator of an expression; the denominator is a number wherever only numbers divide."""
    above, below = sympy.fraction(sympy.together(expr, deep=False))
    return expanded(above), below


def _coefficients(expr: Any) -> list[Any]:
    return [term.as_coeff_Mul()[0] for term in Add.make_args(expanded(expr))]


def _divides(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "/"


def _raised(base: Any, exponent: Any) -> Any:
    """A power; numbers by our own arithmetic with its limits, symbols up to `MAX_EXPONENT`."""
    known_base: Number | None = as_number(base)
    known_exponent: Number | None = as_number(exponent)
    if known_base is not None and known_exponent is not None:
        return number(power(known_base, known_exponent))
    if known_exponent is not None and abs(Fraction(known_exponent)) > MAX_EXPONENT:
        raise TooLarge(MAX_EXPONENT)
    return Pow(base, exponent)


def _multiplied(factors: tuple[Any, ...]) -> Any:
    result = Mul(*factors)
    known = as_number(result)
    return result if known is None else number(multiplied(known))


def _modulo(value: Any, divisor: Any) -> Any:
    if divisor == 0:
        raise Undefined
    return modulo(value, divisor)


_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": Add,
    "-": lambda arg: Mul(-1, arg),
    "*": lambda *factors: _multiplied(factors),
    "x": lambda *factors: _multiplied(factors),
    "/": lambda arg: _raised(arg, Integer(-1)),
    "^": lambda base, exponent: _raised(base, exponent),
    "mod": lambda value, divisor: _modulo(value, divisor),
    "max": Greatest,
    "min": Least,
    "gcd": Gcd,
}


def from_sympy(expr: Any) -> Expr:
    """The written form of a SymPy expression, in the order in which one would write it by hand.

    >>> x = symbol("x")
    >>> from_sympy(x - 1)
    Op(name='+', args=(Sym(name='x'), Op(name='-', args=(Num(value=1),))))
    """
    value = as_number(expr)
    if value is not None:
        return negated(Num(-value)) if value < 0 else Num(value)
    if expr.is_Symbol:
        return Sym(expr.name)
    if expr.is_Add:
        return _sum(expr)
    if expr.is_Mul:
        return _product(expr)
    if expr.is_Pow:
        base, exponent = expr.as_base_exp()
        return _product(expr) if _falls(exponent) else Op("^", (from_sympy(base), from_sympy(exponent)))
    if isinstance(expr, FloorDiv):
        above, below = expr.args
        top = from_sympy(above)
        inner = top if below == 1 else product(top, reciprocal(from_sympy(below)))
        return Op("floor", (inner,))
    for kind, name in ((Greatest, "max"), (Least, "min"), (Gcd, "gcd")):
        if isinstance(expr, kind):
            return Op(name, tuple(map(from_sympy, expr.args)))
    raise TypeError(f"no written form for {type(expr).__name__}")


def powers_together(value: Any) -> Any:
    """The value with each power whose exponent has letters over the greatest number: 4^n for 2^(2·n).

    >>> 2 ** (2 * symbol("n")), powers_together(2 ** (2 * symbol("n")))
    (2**(2*n), 4**n)
    """
    found = {}
    for each in value.atoms(Pow):
        factor, rest = each.exp.as_coeff_Mul()
        if each.base.is_Integer and factor.is_Integer and abs(factor) > 1:
            found[each] = Pow(each.base ** abs(factor), rest * (1 if factor > 0 else -1))
    return value.xreplace(found) if found else value


def with_powers_expanded(value: Any) -> Any:
    """The value multiplied out where it has powers such as 2^n, so that ``3·2^n + 3·2^n`` is one of them."""
    return expanded(value) if any(not each.exp.is_number for each in value.atoms(Pow)) else value


def collected(expr: Any) -> Expr:
    """The expression as it is written, or multiplied out and collected, whichever is shorter."""
    as_it_is = powers_together(expr)
    try:
        return from_sympy(min(powers_together(expanded(expr)), as_it_is, key=_size))
    except TooLarge:
        return from_sympy(as_it_is)


def _sum(expr: Any) -> Expr:
    """Terms by falling degree, those with a plus sign first among equals, the number last."""
    terms = sorted(expr.args, key=lambda term: (term.is_Rational, -_degree(term), _is_negative(term), term.sort_key()))
    if _is_negative(terms[0]) and not all(map(_is_negative, terms)):
        terms.sort(key=_is_negative)
    return total(*(negated(from_sympy(-term)) if _is_negative(term) else from_sympy(term) for term in terms))


def _degree(term: Any) -> int:
    if term.is_Mul:
        return sum(map(_degree, term.args))
    if term.is_Pow and term.exp.is_Integer:
        return int(term.exp) * _degree(term.base)
    if term.is_Add:
        return max(map(_degree, term.args))
    return 0 if term.is_Rational else 1


def _is_negative(term: Any) -> bool:
    return bool(term.as_coeff_Mul()[0] < 0)


def _into_powers(coefficient: Any, factors: tuple[Any, ...]) -> tuple[Any, list[Any]]:
    """``2^n/2`` as 2^(n − 1), ``2·2^(n − 1)`` as 2^n, ``2^m/2^j`` as 2^(m − j) and ``2^(8 − j)`` as 256/2^j."""
    found = []
    exponents: dict[Any, Any] = {}
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if base.is_Integer and base > 1 and not exponent.is_number:
            exponents[base] = exponents.get(base, 0) + exponent
        else:
            found.append(factor)
    for base, exponent in exponents.items():
        while coefficient.q % base == 0:
            coefficient, exponent = coefficient * base, exponent - 1
        while coefficient.p % base == 0 and exponent.as_coeff_Add()[0] < 0:
            coefficient, exponent = coefficient / base, exponent + 1
        constant, rest = exponent.as_coeff_Add()
        if _falls(exponent) and 0 < constant <= MAX_EXPONENT:
            coefficient, exponent = coefficient * base**constant, rest
        found.append(Pow(base, exponent))
    return coefficient, found


def _falls(exponent: Any) -> bool:
    """Whether a power divides: its exponent is negative, or every letter takes away from it."""
    constant, rest = exponent.as_coeff_Add()
    return all(map(_is_negative, Add.make_args(rest or constant)))


def _product(expr: Any) -> Expr:
    coefficient, rest = expr.as_coeff_Mul()
    coefficient, factors = _into_powers(coefficient, Mul.make_args(rest))
    value = as_number(coefficient)
    assert value is not None
    if value < 0:
        return negated(from_sympy(-expr))
    above: list[Expr] = [] if value.numerator == 1 else [Num(value.numerator)]
    below: list[Expr] = [] if value.denominator == 1 else [Num(value.denominator)]
    for factor in sorted(factors, key=lambda part: (part.is_Add, part.sort_key())):
        base, exponent = factor.as_base_exp()
        if _falls(exponent):
            below.append(from_sympy(Pow(base, -exponent)))
        else:
            above.append(from_sympy(factor))
    return product(*(above or [Num(1)]), *([reciprocal(product(*below))] if below else ()))
