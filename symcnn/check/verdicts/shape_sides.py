"""Sides of a calculation that may be sizes of maps rather than products: ``(32-5)/1+1 = 28×28``."""

from __future__ import annotations

from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Op, walk
from symcnn.documents.reading.statements import Side


def edge_of(expr: Expr) -> Number | None:
    """The size that a shape has along two axes, where the expression can be one: ``28×28``, ``55×55×96``."""
    match expr:
        case Op("*", (Num(height), Num(width), *others)) if height == width and len(others) < 2:
            return height if all(isinstance(other, Num) for other in others) else None
    return None


def inverse_of(expr: Expr) -> Number | None:
    """The number that an expression is one part of: ``1/8.4``."""
    match expr:
        case Op("/", (Num(number),)):
            return number
        case Op("*", (Num(one), Op("/", (Num(number),)))) if one == 1:
            return number
    return None


def may_be_shapes(one: Side, other: Side) -> bool:
    """Whether both sides may as well speak of shapes: ``28×28×6 = 14×14×24``, ``32x32 - 5x5 + 1 = 28x28``."""
    if all(_is_product_of_numbers(side.expr) for side in (one, other)):
        return True
    has_shapes = [any(edge_of(node) is not None for node in walk(side.expr)) for side in (one, other)]
    edge, other_edge = edge_of(one.expr), edge_of(other.expr)
    if (inverse_of(one.expr) and other_edge) or (inverse_of(other.expr) and edge):
        return True  # a share of the size of a picture
    return all(has_shapes) or (edge is not None and other.expr == Num(edge))


def _is_product_of_numbers(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "*" and all(isinstance(factor, Num) for factor in expr.args)
