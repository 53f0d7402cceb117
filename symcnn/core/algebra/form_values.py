"""The value of a written expression whose names have numbers or forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from symcnn.core.algebra.form_functions import ceiling, common_divisor, expanded, floor, greatest, least, modulus
from symcnn.core.algebra.forms import (
    Beyond,
    Form,
    Formed,
    added,
    denominator,
    has_divisor,
    multiplied,
    negative,
    raised,
    scaled,
)
from symcnn.core.limits import MAX_EXPONENT
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.arithmetic import multiplied as bounded
from symcnn.core.written.tree import Expr, Num, Op, Sym

FormEvaluator = Callable[[Mapping[str, Any]], Formed]


@lru_cache(maxsize=4096)
def form_evaluator(expr: Expr) -> FormEvaluator:
    """A function from the values of the names to the value of the expression.

    It raises `Undefined`, `TooLarge`, `KeyError` for a name that is not known, or `Beyond`.

    >>> from symcnn.core.algebra.forms import letter
    >>> half = Op("*", (Sym("I"), Op("/", (Num(2),))))
    >>> form_evaluator(Op("+", (half, half)))({"I": letter("n")}) == letter("n")
    True
    """
    match expr:
        case Num(value):
            return lambda _: value
        case Sym(name):
            return lambda known: known[name]
        case Op("floor" | "ceil" as name, (inner,)):
            return _rounded(floor if name == "floor" else ceiling, inner)
        case Op(name, args):
            operation, parts = _OPERATIONS[name], tuple(map(form_evaluator, args))
            return lambda known: operation([part(known) for part in parts])
    raise TypeError(expr)


def _rounded(rounding: Callable[[Formed, Formed], Formed], inner: Expr) -> FormEvaluator:
    """The rounding of a quotient, whose numerator and denominator are taken as they are written."""
    args = inner.args if isinstance(inner, Op) and inner.name == "*" else (inner,)
    above = [form_evaluator(arg) for arg in args if not _divides(arg)]
    below = [form_evaluator(arg.args[0]) for arg in args if isinstance(arg, Op) and _divides(arg)]

    def value(known: Mapping[str, Any]) -> Formed:
        divisor = multiplied([part(known) for part in below])
        top = expanded(multiplied([part(known) for part in above]))
        if not isinstance(divisor, Form) and divisor == 0:
            raise Undefined
        if len(args) == 1 and has_divisor(top):
            raise Beyond
        multiple = denominator(top)
        return rounding(scaled(top, multiple), scaled(divisor, multiple))

    return value


def _divides(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "/"


def _product(values: list[Any]) -> Formed:
    found = multiplied(values)
    return found if isinstance(found, Form) else bounded(found)


def _power(values: list[Any]) -> Formed:
    base, exponent = values
    if isinstance(exponent, Form):
        raise Beyond
    if isinstance(base, Form):
        if abs(Fraction(exponent)) > MAX_EXPONENT:
            raise TooLarge(MAX_EXPONENT)
        if exponent.denominator != 1:
            raise Beyond
    return raised(base, exponent)


def _modulus(values: list[Any]) -> Formed:
    value, divisor = values
    if not isinstance(divisor, Form) and divisor == 0:
        raise Undefined
    return modulus(value, divisor)


_OPERATIONS: Mapping[str, Callable[[list[Any]], Formed]] = {
    "+": added,
    "-": lambda values: negative(values[0]),
    "*": _product,
    "x": _product,
    "/": lambda values: raised(values[0], -1),
    "^": _power,
    "mod": _modulus,
    "max": lambda values: greatest(*values),
    "min": lambda values: least(*values),
    "gcd": lambda values: common_divisor(*values),
}
