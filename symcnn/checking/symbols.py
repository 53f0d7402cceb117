"""Relations with symbols: proved by a normal form, refuted by plain integers, or held under a condition."""

from __future__ import annotations

from itertools import islice, product

from symcnn.algebra.convert import added, as_number, expanded, from_sympy, without_floors
from symcnn.figures.values import Value
from symcnn.written.arithmetic import OPERATIONS, TooLarge, Undefined, evaluator
from symcnn.written.tree import Expr, names

_TRIES = 4_000
_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 32, 33, 101, 224)


def counterexample(relation: str, sides: tuple[Value, ...], conditions: tuple[Expr, ...]) -> dict[str, int] | None:
    """The first positive integers that the network allows and for which the relation does not hold."""
    exprs = [from_sympy(added([side])) for side in sides]
    free = sorted({name for expr in (*exprs, *conditions) for name in names(expr)})
    judges = [evaluator(expr) for expr in exprs]
    allowed = [evaluator(condition) for condition in conditions]
    shown = {name for expr in exprs for name in names(expr)}
    for values in islice(product(_VALUES, repeat=len(free)), _TRIES):
        point = dict(zip(free, values, strict=True))
        try:
            if all(allow(point) for allow in allowed) and not OPERATIONS[relation](*(side(point) for side in judges)):
                return {name: value for name, value in point.items() if name in shown}
        except (Undefined, TooLarge):
            continue
    return None


def equal(sides: tuple[Value, ...]) -> bool:
    """Whether all sides have the same normal form as polynomials in their symbols and floors."""
    return all(_vanishes(added([side, -1 * added([sides[0]])])) for side in sides[1:])


def exact_when(sides: tuple[Value, ...]) -> tuple[Expr, ...]:
    """The divisions that must be exact for the sides to be equal; none where that is not enough."""
    freed = [without_floors(added([side])) for side in sides]
    if not all(_vanishes(added([side, -1 * freed[0][0]])) for side, _ in freed[1:]):
        return ()
    return tuple(dict.fromkeys(condition for _, conditions in freed for condition in conditions))


def _vanishes(difference: Value) -> bool:
    return as_number(expanded(difference)) == 0
