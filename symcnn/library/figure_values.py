"""Figures as a caller of the library gets them: plain integers, and SymPy expressions where a symbol is left."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from symcnn.core.written.tree import Expr, Num
from symcnn.network.figures.figures import Sizes
from symcnn.network.figures.values import Value

if TYPE_CHECKING:
    import sympy

Figure: TypeAlias = "int | sympy.Expr"
"""A figure of a network; a fraction is a SymPy expression."""


def figure(value: Value) -> Figure:
    """A number as Python's integer, anything else as SymPy's; None, for what cannot be told, stays None."""
    if value is None or getattr(value, "denominator", 0) == 1:
        return value and int(value)
    from symcnn.core.algebra.convert import added

    found: Figure = added([value])
    return found


def sizes(values: Sizes) -> tuple[Figure, ...]:
    """A figure along each axis."""
    return tuple(map(figure, values))


def written(value: int | Fraction | sympy.Expr) -> Expr:
    """A value that a caller gives to a symbol.

    Raises `TypeError` for what is no number and no SymPy expression of whole numbers.
    """
    if isinstance(value, bool) or not (isinstance(value, int | Fraction) or hasattr(value, "__index__")):
        return _of_sympy(value)
    return Num(value if isinstance(value, Fraction) else value.__index__())


def _of_sympy(value: object) -> Expr:
    if not hasattr(value, "free_symbols"):
        raise TypeError(f"a symbol takes an int, a Fraction or a SymPy expression, not {value!r}")
    from symcnn.core.algebra.convert import added, from_sympy

    return from_sympy(added([value]))
