"""Figures under assumptions such as ``k mod 2 = 0``, or within bounds: floors that they decide become quotients.

For k = 2·t + r every floor is taken anew in t, where what divides exactly leaves it, and t is put back as (k − r)/2.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sympy import Add, Mul

from symcnn.core.algebra.convert import added, expanded, symbol, to_sympy
from symcnn.core.algebra.exact_quotients import Bounds, exact_quotient
from symcnn.core.algebra.forms import Form
from symcnn.core.algebra.functions import FloorDiv
from symcnn.core.algebra.symbolic import simplest
from symcnn.core.record import replace
from symcnn.core.written.tree import ONE, Expr, Op
from symcnn.network.figures.assumptions import Assumption
from symcnn.network.figures.conditions import decided
from symcnn.network.figures.figures import Figures, LayerFigures, Shared
from symcnn.network.figures.values import Value


def under(figures: Figures, assumptions: Collection[Assumption], bounds: Bounds = MappingProxyType({})) -> Figures:
    """The figures where these hold, and letters are within bounds; the conditions of layers are left as they are."""
    rewriter = _Rewriter(assumptions, bounds)
    return replace(figures, layers=tuple(map(rewriter.layer, figures.layers)))


def left_open(conditions: Collection[Expr], assumptions: Collection[Assumption]) -> Iterator[Expr]:
    """The conditions that the assumptions do not decide, as they are where these hold."""
    rewriter = _Rewriter(assumptions)
    for condition in conditions:
        assert isinstance(condition, Op)
        verdict = decided(condition.name, [rewriter.value(to_sympy(side)) for side in condition.args])
        if verdict is not True:
            yield condition if verdict is False else verdict


class _Rewriter:
    """Rewrites layer after layer; what layers share is rewritten once."""

    def __init__(self, assumptions: Collection[Assumption], bounds: Bounds = MappingProxyType({})) -> None:
        self.bounds = bounds
        self.shared: dict[int, Shared] = {}
        self.layers: dict[int, LayerFigures] = {}
        self.values: dict[Any, Value] = {}
        self.forward, self.back = {}, {}
        for each in assumptions:
            quotient, whole = symbol(f"0{each.symbol}"), symbol(each.symbol)
            if each.value is not None:
                self.forward[whole] = to_sympy(each.value)
            elif each.modulus != ONE:
                self.forward[whole] = to_sympy(each.modulus) * quotient + each.residue
                self.back[quotient] = (whole - each.residue) / to_sympy(each.modulus)

    def layer(self, found: LayerFigures) -> LayerFigures:
        known = self.layers.get(id(found))
        if known is None:
            known = self.layers[id(found)] = replace(
                found,
                shared=self.of_shared(found.shared),
                inputs=tuple(map(self.layer, found.inputs)),
                receptive_field=tuple(map(self.value, found.receptive_field)),
                jump=tuple(map(self.value, found.jump)),
                starts=tuple(map(self.value, found.starts)),
            )
        return known

    def of_shared(self, shared: Shared) -> Shared:
        known = self.shared.get(id(shared))
        if known is None:
            known = self.shared[id(shared)] = replace(
                shared,
                values={name: self.value(value) for name, value in shared.values.items()},
                size=tuple(map(self.value, shared.size)),
                channels=self.value(shared.channels),
            )
        return known

    def value(self, value: Value) -> Value:
        if not (hasattr(value, "free_symbols") or (isinstance(value, Form) and self.forward)):
            return value
        if value not in self.values:
            self.values[value] = simplest(self.rebuilt(self.rebuilt(added([value]), self.forward), self.back))
        return self.values[value]

    def rebuilt(self, expr: Any, put: Mapping[Any, Any]) -> Any:
        """The expression with values put in for letters, every floor taken anew."""
        if expr in put:
            return put[expr]
        if not put.keys() & expr.free_symbols and not expr.has(FloorDiv):
            return expr
        args = [self.rebuilt(arg, put) for arg in expr.args]
        if isinstance(expr, FloorDiv):
            above, below = map(expanded, args)
            factor = math.lcm(1, 1, *(term.as_coeff_Mul()[0].q for term in Add.make_args(above)))
            above, below = expanded(Mul(factor, above)), Mul(factor, below)
            exact = exact_quotient(above, below, self.bounds)
            return FloorDiv(above, below) if exact is None else exact
        return expanded(expr.func(*args)) if expr.is_Add else expr.func(*args)
