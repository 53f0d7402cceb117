"""Relations with symbols: refuted by plain integers, proved by a normal form."""

from __future__ import annotations

from itertools import islice, product

from symcnn.algebra.convert import added, as_number, from_sympy
from symcnn.figures.values import Value
from symcnn.written.arithmetic import OPERATIONS, TooLarge, Undefined, evaluator
from symcnn.written.tree import names

_TRIES = 4_000
_VALUES = (1, 2, 3, 4, 5, 7, 8, 11, 16, 32, 101)


def counterexample(relation: str, sides: tuple[Value, ...]) -> dict[str, int] | None:
    """The first positive integers, small ones first, for which the relation does not hold."""
    exprs = [from_sympy(added([side])) for side in sides]
    free = sorted({name for expr in exprs for name in names(expr)})
    judge = [evaluator(expr) for expr in exprs]
    for values in islice(product(_VALUES, repeat=len(free)), _TRIES):
        point = dict(zip(free, values, strict=True))
        try:
            if not OPERATIONS[relation](*(side(point) for side in judge)):
                return point
        except (Undefined, TooLarge):
            continue
    return None


def equal(sides: tuple[Value, ...]) -> bool:
    """Whether all sides have the same normal form as polynomials in their symbols and floors."""
    return all(as_number(added([side, -1 * added([sides[0]])]).expand()) == 0 for side in sides[1:])
