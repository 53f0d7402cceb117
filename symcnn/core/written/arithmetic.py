"""The value of a written expression on exact numbers: Python integers and fractions, never floats."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from symcnn.core.limits import MAX_DIGITS, Limit
from symcnn.core.written.tree import Expr, Num, Op, Sym, names

Number = int | Fraction
Evaluator = Callable[[Mapping[str, Number]], Number]

_MAX_BITS = int(MAX_DIGITS * math.log2(10)) + 1


class Undefined(ArithmeticError):
    """The expression has no value: a division by zero, or a power that is not a fraction."""


class TooLarge(ArithmeticError):
    """A number or an expression passes the limit."""

    def __init__(self, limit: Limit = MAX_DIGITS) -> None:
        super().__init__(limit.name)
        self.limit = limit


def exact(value: Number) -> Number:
    """The value, as an `int` where it is whole."""
    if type(value) is int:
        return value
    return value.numerator if value.denominator == 1 else value


def quotient(numerator: Number, denominator: Number) -> Number:
    """The exact quotient.

    >>> quotient(213, 4), quotient(212, 4)
    (Fraction(213, 4), 53)
    """
    if denominator == 0:
        raise Undefined
    if type(numerator) is int and type(denominator) is int and numerator % denominator == 0:
        return numerator // denominator
    return _fitting(Fraction(numerator) / denominator)


def power(base: Number, exponent: Number) -> Number:
    """`base` to a whole `exponent`; refuses results that would not fit on a page.

    >>> power(11, 2), power(2, -1)
    (121, Fraction(1, 2))
    """
    if type(base) is int and exponent == 2:
        return _fitting(base * base)
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        raise Undefined
    larger = max(abs(base.numerator), base.denominator)
    if larger > 1 and (abs(exponent.numerator) > _MAX_BITS or abs(exponent.numerator) * math.log2(larger) > _MAX_BITS):
        raise TooLarge
    return exact(Fraction(base) ** exponent.numerator)


def modulus(value: Number, divisor: Number) -> Number:
    """`value` less the greatest multiple of `divisor` below it, as Python's ``%``."""
    if divisor == 0:
        raise Undefined
    return exact(Fraction(value) % divisor)


def greatest_divisor(*values: Number) -> Number:
    """The greatest common divisor of whole numbers."""
    if any(value.denominator != 1 for value in values):
        raise Undefined
    return math.gcd(*(value.numerator for value in values))


def multiplied(*values: Number) -> Number:
    """The product; refuses one that would not fit on a page."""
    return _fitting(math.prod(values))


def _fitting(value: Number) -> Number:
    if type(value) is int and value.bit_length() <= _MAX_BITS:
        return value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MAX_BITS:
        raise TooLarge
    return exact(value)


def _chained(holds: Callable[[Number, Number], bool], values: Sequence[Number]) -> int:
    """1 where each value stands in the relation to the next, else 0."""
    return int(all(holds(left, right) for left, right in pairwise(values)))


OPERATIONS: Mapping[str, Callable[..., Number]] = {
    "+": lambda *values: exact(sum(values)),
    "-": lambda value: -value,
    "*": multiplied,
    "/": lambda value: quotient(1, value),
    "^": power,
    "x": multiplied,
    "floor": math.floor,
    "ceil": math.ceil,
    "max": lambda *values: max(values),
    "min": lambda *values: min(values),
    "mod": modulus,
    "gcd": greatest_divisor,
    "=": lambda *values: _chained(operator.eq, values),
    "<=": lambda *values: _chained(operator.le, values),
    ">=": lambda *values: _chained(operator.ge, values),
    "<": lambda *values: _chained(operator.lt, values),
    ">": lambda *values: _chained(operator.gt, values),
}

_PAIRS: Mapping[str, Callable[[Number, Number], Number]] = {
    "+": lambda left, right: exact(left + right),
    "=": lambda left, right: int(left == right),
    "<=": lambda left, right: int(left <= right),
    ">=": lambda left, right: int(left >= right),
    "<": lambda left, right: int(left < right),
    ">": lambda left, right: int(left > right),
}
"""The same between two values, as most sums and relations are."""


@lru_cache(maxsize=4096)
def evaluator(expr: Expr) -> Evaluator:
    """A function from the values of the names to the value of the expression.

    The tree is walked once; a rule that serves thousands of layers is walked no more.

    >>> from symcnn.core.written.tree import product
    >>> evaluator(product(Sym("K"), Sym("K"), Num(3)))({"K": 5})
    75
    """
    match expr:
        case Num(value):
            return lambda _: value
        case Sym(name):
            return operator.itemgetter(name)
        case Op("floor", (Op("*", (*above, Op("/", (below,)))),)) if not any(map(_divides, above)):
            return _floor_of_quotient(evaluator(Op("*", tuple(above))), evaluator(below))
        case Op("*", args) if any(map(_divides, args)):
            return _quotients(args)
        case Op("*", (Sym(), Sym(), *others) as args) if all(isinstance(arg, Sym) for arg in others):
            factors = operator.itemgetter(*(arg.name for arg in args if isinstance(arg, Sym)))
            return lambda known: _fitting(math.prod(factors(known)))
        case Op(name, args):
            operations = _PAIRS if len(args) == 2 and name in _PAIRS else OPERATIONS
            return _applied(operations[name], tuple(map(evaluator, args)))
    raise TypeError(expr)


def late_evaluator(expr: Expr) -> Evaluator:
    """The same function, whose tree is walked when the first value is asked for."""
    made: list[Evaluator] = []

    def value(known: Mapping[str, Number]) -> Number:
        if not made:
            made.append(evaluator(expr))
        return made[0](known)

    return value


def _divides(factor: Expr) -> bool:
    return isinstance(factor, Op) and factor.name == "/"


def _applied(operation: Callable[..., Number], parts: tuple[Evaluator, ...]) -> Evaluator:
    match parts:
        case (one,):
            return lambda known: operation(one(known))
        case (one, two):
            return lambda known: operation(one(known), two(known))
    return lambda known: operation(*(part(known) for part in parts))


def _floor_of_quotient(above: Evaluator, below: Evaluator) -> Evaluator:
    def value(known: Mapping[str, Number]) -> Number:
        divisor = below(known)
        if divisor == 0:
            raise Undefined
        return above(known) // divisor

    return value


def _quotients(args: tuple[Expr, ...]) -> Evaluator:
    """A product with reciprocal factors, multiplied out before it is divided: no rounding, ever."""
    above = Op("*", tuple(arg for arg in args if not _divides(arg)))
    below = Op("*", tuple(arg.args[0] for arg in args if isinstance(arg, Op) and arg.name == "/"))
    top, bottom = evaluator(above), evaluator(below)
    return lambda known: quotient(top(known), bottom(known))


def value_of(expr: Expr, known: Mapping[str, Number] | None = None) -> Number:
    """The value of the expression where the names have these values.

    >>> value_of(Op("floor", (Op("*", (Num(53), Op("/", (Num(4),)))),)))
    13

    Raises `Undefined`, `TooLarge`, or `KeyError` for a name without a value.
    """
    return evaluator(expr)(known or {}) if names(expr) else _of_numbers(expr)


def _of_numbers(expr: Expr) -> Number:
    """The value of an expression without names, which is met once: no function is made of it."""
    if not isinstance(expr, Op):
        return expr.value  # type: ignore[union-attr]
    if expr.name == "*" and any(map(_divides, expr.args)):
        above = [_of_numbers(arg) for arg in expr.args if not _divides(arg)]
        below = [_of_numbers(arg.args[0]) for arg in expr.args if isinstance(arg, Op) and arg.name == "/"]
        return quotient(multiplied(*above), multiplied(*below))
    return OPERATIONS[expr.name](*map(_of_numbers, expr.args))
