"""Sums and products over layers as what one layer adds: ``1 + Σ (K_i − 1)·Π S_j`` is ``R_in + (K − 1)·J_in``.

A sum over layers is proved by induction: before the first layer it is what stands beside it, and layer by layer its
summand is added. A product of strides from the first layer on is the jump before a layer.
"""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.core.written.arithmetic import Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, substituted, total, walk

SUM, PRODUCT = "Σ", "Π"
"""``Op(SUM, (summand, index, first, last))``; a bound that is not written is ``Sym("")``."""


class NotOfOneLayer(Undefined):
    """A sum over layers of which it is not seen what one layer adds to it."""


UNWRITTEN = Sym("")
_BEFORE, _JUMP = Sym("R_in"), Sym("J_in")


def is_over_layers(expr: Expr) -> bool:
    """Whether a sum or a product over layers stands in it."""
    return any(isinstance(node, Op) and node.name in (SUM, PRODUCT) for node in walk(expr))


def of_one_layer(side: Expr) -> Expr | None:
    """The formula as what one layer makes of the one before; itself without sums, None where that says nothing.

    >>> strides = Op(PRODUCT, (Sym("S_j"), Sym("j"), UNWRITTEN, UNWRITTEN))
    >>> summand = product(total(Sym("K_i"), Num(-1)), strides)
    >>> found = of_one_layer(total(Num(1), Op(SUM, (summand, Sym("i"), Num(1), Sym("L")))))
    >>> found == total(Sym("R_in"), product(total(Sym("K"), Num(-1)), Sym("J_in")))
    True
    """
    if not is_over_layers(side):
        return side
    terms = side.args if isinstance(side, Op) and side.name == "+" else (side,)
    sums = [term for term in terms if isinstance(term, Op) and term.name == SUM]
    rest = [term for term in terms if term not in sums]
    if len(sums) > 1 or any(map(is_over_layers, rest if sums else ())):
        return None
    found = _without_products(sums[0].args[0] if sums else side, sums[0].args[1] if sums else None)
    if found is None or is_over_layers(found):
        return None
    found = _of_its_layer(found, sums[0].args[1]) if sums else found
    if not rest or not sums:
        return found
    match rest:
        case [Num(value)] if value == 1:
            return total(_BEFORE, found)
        case [Num(value)]:
            return total(_BEFORE, Num(value - 1), found)
        case [Sym(name)] if name.endswith("_0"):
            return total(_BEFORE, found)
    return None


def _without_products(expr: Expr, layer: Expr | None) -> Expr | None:
    """The formula with the jump in the places of products of strides; outside of a sum, with that behind a layer."""
    match expr:
        case Op(name, (factor, index, _, last)) if name == PRODUCT:
            if not isinstance(index, Sym) or not isinstance(factor, Sym):
                return None
            stride = _of_its_layer(factor, index)
            is_before = isinstance(last, Op) and last.name == "+" and negated(Num(1)) in last.args
            is_own = last == layer != UNWRITTEN and stride == _of_its_layer(factor, index, before=False)
            reaches = is_own or (layer is None and not is_before)
            return product(_JUMP, stride) if reaches else _JUMP
        case Op(name, args) if name != SUM:
            found = [_without_products(arg, layer) for arg in args]
            return None if None in found else Op(name, tuple(arg for arg in found if arg is not None))
    return expr


def _of_its_layer(expr: Expr, index: Expr, *, before: bool = True) -> Expr:
    """The formula without the index of its layer: ``k_l`` is k, ``k_{l-1}`` that of the layer before."""
    if not isinstance(index, Sym):
        return expr
    put: dict[str, Expr] = {}
    for name in names(expr):
        stem, _, mark = name.rpartition("_")
        if stem and mark == index.name:
            put[name] = Sym(stem)
        elif stem and mark == f"{index.name}-1" and before:
            put[name] = Sym(f"{stem}_in")
    return substituted(expr, put)


def name_of_one_layer(name: str, sides: Iterable[Expr]) -> str:
    """The left name without the number of the layer that a sum or product over layers reaches: ``r_0``, ``R_L``."""
    stem, _, mark = name.rpartition("_")
    bounds = {bound for side in sides for node in walk(side) if _is_over(node) for bound in _bounds(node)}
    is_first = mark == "0" and bool(bounds)
    return stem if stem and (is_first or mark in bounds) else name


def _is_over(node: Expr) -> bool:
    return isinstance(node, Op) and node.name in (SUM, PRODUCT)


def _bounds(node: Expr) -> tuple[str, ...]:
    """The letters in the bounds of a sum; that of no bound is none of them."""
    return tuple(name for bound in node.args[2:] for name in names(bound) or ("",)) if isinstance(node, Op) else ()
