"""The value of an expression: plain numbers where everything is known, SymPy where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import Number, TooLarge, evaluator
from symcnn.core.written.tree import Expr, Num, Sym, names

if TYPE_CHECKING:
    import sympy

UNKNOWN = Sym("?")
"""How is written what cannot be told."""

Value = Any
"""An `int`, a `Fraction`, a SymPy expression, or None for what cannot be told."""


def is_number(value: object) -> TypeGuard[Number]:
    """Whether the value is known."""
    return type(value) is int or hasattr(value, "denominator")


def no_value(error: Exception, start: int, end: int) -> Faulty:
    """The fault at the place of an expression that has no value."""
    if isinstance(error, TooLarge):
        return Faulty(Fault("too-large", start, end, {"limit": error.limit}))
    return Faulty(Fault("undefined", start, end))


def value_of_names(expr: Expr, known: Mapping[str, Value]) -> Value:
    """The value of the expression; SymPy is loaded only where a name has no number.

    Raises `Undefined`, `TooLarge`, or `KeyError` for a name that is not known.
    """
    if isinstance(expr, Num):
        return expr.value
    values = [known[name] for name in names(expr)]
    if all(map(is_number, values)):
        return evaluator(expr)(known)
    from symcnn.core.algebra.convert import of_bearable_size, to_sympy

    return simplest(of_bearable_size(to_sympy(expr, known)))


def simplest(value: Value) -> Value:
    """A SymPy number as a Python one; anything else as it is."""
    if is_number(value):
        return value
    from symcnn.core.algebra.convert import as_number

    number = as_number(value)
    return value if number is None else number


def symbol(name: str) -> sympy.Symbol:
    """The SymPy symbol of a name without a value."""
    from symcnn.core.algebra.convert import symbol as sympy_symbol

    return sympy_symbol(name)


def as_written(value: Value) -> Expr:
    """The value as a written expression; what cannot be told is a question mark."""
    if value is None:
        return UNKNOWN
    if is_number(value):
        return Num(value)
    from symcnn.core.algebra.convert import from_sympy

    return from_sympy(value)
