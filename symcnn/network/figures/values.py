"""The value of an expression: plain numbers where everything is known, forms in letters where it is not.

The algebra of forms is loaded where a name has no number, as most networks have none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeGuard

from symcnn.core.text.fault import Fault, Faulty, refused
from symcnn.core.written.arithmetic import Number, TooLarge, evaluator
from symcnn.core.written.tree import Expr, Num, Sym, names

UNKNOWN = Sym("?")
"""How is written what cannot be told."""

Value = Any
"""An `int`, a `Fraction`, a `Form` in letters, or None for what cannot be told.

Where a letter counts the rounds of a repetition, it is a SymPy expression.
"""


def is_number(value: object) -> TypeGuard[Number]:
    """Whether the value is known."""
    return type(value) is int or hasattr(value, "denominator")


def no_value(error: Exception, start: int, end: int) -> Faulty:
    """The fault at the place of an expression that has no value."""
    if isinstance(error, TooLarge):
        return Faulty(Fault("too-large", start, end, {"limit": error.limit}))
    return Faulty(Fault("undefined", start, end))


def needs_values(names: Collection[str]) -> Faulty:
    """The fault of symbols that must have numbers first, with what gives them some."""
    given = tuple(f"{name}=…" for name in names)
    settings = " ".join(f"--set {each}" for each in given)
    return refused("needs-values", names=tuple(names), settings=settings, bound=", ".join(given))


def value_of_names(expr: Expr, known: Mapping[str, Value]) -> Value:
    """The value of the expression.

    Raises `Undefined`, `TooLarge`, or `KeyError` for a name that is not known.
    """
    if isinstance(expr, Num):
        return expr.value
    values = [known[name] for name in names(expr)]
    if all(map(is_number, values)):
        return evaluator(expr)(known)
    from symcnn.core.algebra.symbolic import value_among

    return value_among(expr, known)


def as_written(value: Value) -> Expr:
    """The value as a written expression; what cannot be told is a question mark."""
    if value is None:
        return UNKNOWN
    if is_number(value):
        return Num(value)
    from symcnn.core.algebra.symbolic import written

    return written(value)
