"""A formula without what numbers put in have made idle: ``2·0``, ``x·1``, ``x/1``, ``x + 0``."""

from __future__ import annotations

from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.tree import ONE, ZERO, Expr, Num, Op, product, rebuilt, total


def tidied(expr: Expr) -> Expr:
    """The formula without idle parts; nothing else is changed.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import source_text
    >>> source_text(tidied(read_relation("floor((I + 2*0 - K)/1) + 1*(D - 1)")))
    'floor(I - K) + D - 1'
    """
    expr = rebuilt(expr, tidied)
    match expr:
        case Op("+", args):
            terms: list[Expr] = []
            for arg in args:
                terms.extend(arg.args if isinstance(arg, Op) and arg.name == "+" else (arg,))
            kept = [term for term in terms if term not in (ZERO, Op("-", (ZERO,)))]
            return total(*kept)
        case Op("*", args):
            if ZERO in args:
                return ZERO
            factors = [arg for arg in args if arg not in (ONE, Op("/", (ONE,)))]
            if factors and isinstance(factors[0], Op) and factors[0].name == "/":
                factors.insert(0, ONE)
            return product(*factors)
        case Op("-", (Num(value),)) if value == 0:
            return ZERO
        case Op("^", (base, Num(1))):
            return base
        case Op("max" | "min" | "gcd" | "^" | "mod", args) if all(isinstance(arg, Num) for arg in args):
            try:
                value = value_of(expr)
            except (Undefined, TooLarge):
                return expr
            return Num(value) if value >= 0 else expr
    return expr
