"""Expression trees for hypothesis, and their values by plain recursion on fractions.

The trees are those that the parser can make, and no others:

* numbers are never negative: ``-2`` is the negation of 2;
* a sum has two or more terms, and a subtraction is a negated term;
* a product has two or more factors, and a division is a reciprocal factor, never the first one;
* a product that starts with a number is never the first factor of another: ``2K·C`` is one product;
* functions have as many arguments as their names say.

Decimals, quoted names and names that start with ``x`` are left to tables of their own, for their plain
text is not always what the parser reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, reciprocal

LETTERS = ("I", "K", "n")
"""Symbols of whole numbers."""

NAMES = (*LETTERS, "P_h", "α", "图", "C1.params", "卷积1.weights", "total", "floor", "mod", "input", "_a", "E5")
"""Letters of rules, letters with an index, quantities, Chinese, and words that mean something elsewhere."""

MAX_BITS = 3000
"""Trees whose value passes this size are not judged: the engine has a limit of its own nearby."""


# trees --------------------------------------------------------------------------------------------


def numbers(most: int = 999) -> SearchStrategy[Expr]:
    """Whole numbers; small ones by preference."""
    return st.builds(Num, st.one_of(st.integers(0, 12), st.integers(0, most)))


def symbols(names: tuple[str, ...] = NAMES) -> SearchStrategy[Expr]:
    """Names."""
    return st.builds(Sym, st.sampled_from(names))


def sums(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """``a + b - c``"""
    term = st.one_of(inner, inner.map(negated))
    return st.lists(term, min_size=2, max_size=4).map(lambda terms: Op("+", tuple(terms)))


def products(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """``a*b/c``"""
    factor = st.one_of(inner, inner.map(reciprocal))
    first = inner.filter(lambda expr: not _starts_with_a_number(expr))
    return st.builds(lambda head, rest: Op("*", (head, *rest)), first, st.lists(factor, min_size=1, max_size=3))


def _starts_with_a_number(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "*" and isinstance(expr.args[0], Num)


def powers(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """``a^2``, mostly; any other exponent now and then."""
    exponent = st.one_of(st.builds(Num, st.integers(0, 4)), st.builds(Num, st.integers(1, 3)).map(negated), inner)
    return st.builds(lambda base, power: Op("^", (base, power)), inner, exponent)


def calls(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """Floors, ceilings and the other functions."""
    one = st.builds(lambda name, arg: Op(name, (arg,)), st.sampled_from(("floor", "ceil")), inner)
    two = st.builds(lambda left, right: Op("mod", (left, right)), inner, inner)
    many = st.builds(
        lambda name, args: Op(name, tuple(args)),
        st.sampled_from(("max", "min", "gcd")),
        st.lists(inner, min_size=2, max_size=3),
    )
    return st.one_of(one, two, many)


def shapes(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """``a x b``: sizes along axes; its value is its product."""
    return st.lists(inner, min_size=2, max_size=3).map(lambda parts: Op("x", tuple(parts)))


def operations(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """One operation on such trees."""
    return st.one_of(
        sums(inner), products(inner), products(inner), powers(inner), calls(inner), shapes(inner), inner.map(negated)
    )


def expressions(max_leaves: int = 12) -> SearchStrategy[Expr]:
    """Any expression that the parser can make."""
    return st.recursive(st.one_of(numbers(), symbols()), operations, max_leaves=max_leaves)


def relations() -> SearchStrategy[Expr]:
    """``a = b = c``, ``a <= b``: what a claim or a requirement says."""
    return st.builds(
        lambda name, sides: Op(name, tuple(sides)),
        st.sampled_from(("=", "<=", ">=", "<", ">")),
        st.lists(expressions(5), min_size=2, max_size=3),
    )


def whole_expressions(max_leaves: int = 10) -> SearchStrategy[Expr]:
    """Expressions that are whole numbers wherever their symbols are, divisions within floors included."""
    leaves = st.one_of(symbols(LETTERS), symbols(LETTERS), numbers(20))
    return st.recursive(leaves, whole_operations, max_leaves=max_leaves)


def whole_operations(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """One operation that keeps whole numbers whole."""
    few = st.lists(inner, min_size=2, max_size=3)
    factors = few.map(lambda args: Op("*", tuple(args)))
    squares = st.builds(lambda base, power: Op("^", (base, Num(power))), inner, st.integers(0, 3))
    rounded = st.builds(lambda name, arg: Op(name, (arg,)), st.sampled_from(("floor", "ceil")), quotients(inner))
    moduli = st.builds(lambda left, right: Op("mod", (left, right)), inner, divisors(inner))
    extremes = st.builds(lambda name, args: Op(name, tuple(args)), st.sampled_from(("max", "min", "gcd")), few)
    return st.one_of(sums(inner), factors, squares, rounded, rounded, rounded, moduli, extremes)


def divisors(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """Mostly constants, mostly positive; sometimes a symbol or an expression."""
    constants = st.builds(Num, st.integers(1, 12))
    return st.one_of(constants, constants, constants, constants.map(negated), symbols(LETTERS), inner)


def quotients(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
    """What stands in a floor: ``a/b``, ``a*b/c``, ``a/b*c``, sums of such, and the extremes of such."""
    below = divisors(inner).map(reciprocal)
    plain = st.builds(_product, inner, below)
    longer = st.builds(_product, inner, inner, below)
    between = st.builds(_product, inner, below, inner)
    twice = st.builds(_product, inner, below, below)
    terms = st.lists(st.one_of(plain, inner, plain.map(negated)), min_size=2, max_size=3)
    added = terms.map(lambda found: Op("+", tuple(found)))
    nested = st.builds(_product, added, below)
    extremes = st.builds(lambda name, a, b: Op(name, (a, b)), st.sampled_from(("max", "min")), plain, inner)
    return st.one_of(plain, plain, plain, longer, between, twice, added, nested, extremes)


def _product(*factors: Expr) -> Expr:
    return Op("*", factors)


def whole_assignments(names: tuple[str, ...] = LETTERS) -> SearchStrategy[dict[str, int]]:
    """A whole number for each name, negative ones too."""
    return st.fixed_dictionaries({name: st.one_of(st.integers(-12, 12), st.integers(-300, 300)) for name in names})


def values() -> SearchStrategy[int | Fraction]:
    """What a name may stand for; whole numbers by preference."""
    fractions = st.fractions(-5, 5, max_denominator=6).map(lambda f: f.numerator if f.denominator == 1 else f)
    return st.one_of(st.integers(-20, 20), st.integers(0, 300), fractions)


def assignments(names: tuple[str, ...] = NAMES) -> SearchStrategy[dict[str, int | Fraction]]:
    """A value for each name."""
    return st.fixed_dictionaries({name: values() for name in names})


# values -------------------------------------------------------------------------------------------


class NoValue(Exception):
    """A division by zero, or an operation on numbers that it is not made for."""


class TooBig(Exception):
    """A number that is not worth its digits."""


def value(expr: Expr, known: Mapping[str, int | Fraction]) -> Fraction:
    """The value of the expression, by recursion, on fractions only.

    >>> value(Op("floor", (Op("*", (Sym("I"), reciprocal(Num(2)))),)), {"I": -7})
    Fraction(-4, 1)
    """
    match expr:
        case Num(number):
            return Fraction(number)
        case Sym(name):
            return Fraction(known[name])
        case Op(name, args):
            return _bounded(_applied(name, [value(arg, known) for arg in args]))
    raise TypeError(expr)


def _bounded(result: Fraction) -> Fraction:
    if max(result.numerator.bit_length(), result.denominator.bit_length()) > MAX_BITS:
        raise TooBig
    return result


def _applied(name: str, args: list[Fraction]) -> Fraction:
    first = args[0]
    match name:
        case "+":
            return reduce(lambda a, b: a + b, args)
        case "-":
            return -first
        case "*" | "x":
            return reduce(lambda a, b: a * b, args)
        case "/":
            return _inverse(first)
        case "^":
            return _power(first, args[1])
        case "floor":
            return Fraction(first.numerator // first.denominator)
        case "ceil":
            return -Fraction(-first.numerator // first.denominator)
        case "mod":
            times = first * _inverse(args[1])
            return first - args[1] * (times.numerator // times.denominator)
        case "max":
            return reduce(lambda a, b: a if a > b else b, args)
        case "min":
            return reduce(lambda a, b: a if a < b else b, args)
        case "gcd":
            return reduce(_common, args[1:], _common(first, Fraction(0)))
    raise TypeError(name)


def _inverse(number: Fraction) -> Fraction:
    if number == 0:
        raise NoValue
    return Fraction(number.denominator, number.numerator)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise NoValue
    times = abs(int(exponent))
    if base in (-1, 0, 1):
        times = times if times < 2 else 2 + times % 2
    elif times > MAX_BITS:
        raise TooBig
    result = Fraction(1)
    for _ in range(times):
        result = _bounded(result * base)
    return _inverse(result) if exponent < 0 else result


def _common(a: Fraction, b: Fraction) -> Fraction:
    """Euclid's algorithm."""
    if a.denominator != 1 or b.denominator != 1:
        raise NoValue
    a, b = abs(a), abs(b)
    while b:
        a, b = b, a - b * (a // b)
    return a
