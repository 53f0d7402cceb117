"""Figures of earlier layers in a layer's arguments: ``crop_to O=up1.O``, ``pad P=[0, skip.O - up.O]``."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Op, substituted
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import of_layer
from symcnn.network.figures.values import Value, as_written
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.argument_layers import spoken_of
from symcnn.network.wiring.network import WiredLayer


def with_figures(layer: WiredLayer, figures: Figures) -> WiredLayer:
    """The layer with the figures of those layers put in that its arguments speak of: the `figures` in their order.

    Raises `Faulty` for a quantity that a layer has not got.
    """
    arguments = tuple(_put_in(argument, figures) for argument in layer.line.arguments)
    return replace(layer, line=replace(layer.line, arguments=arguments))


def _put_in(argument: Argument, figures: Figures) -> Argument:
    known: dict[str, Value] = {}
    for name, number, quantity in spoken_of(argument.value):
        known[name] = of_layer(figures, figures.layers[number], quantity)
    return replace(argument, value=_with_values(argument.value, known)) if known else argument


def _with_values(expr: Expr, known: Mapping[str, Value]) -> Expr:
    """The expression with values; one for each axis where a value differs between axes."""
    axes = max((len(value) for value in known.values() if isinstance(value, tuple)), default=0)
    if not axes:
        return substituted(expr, {name: as_written(value) for name, value in known.items()})
    parts = []
    for axis in range(axes):
        here = {name: value[axis] if isinstance(value, tuple) else value for name, value in known.items()}
        part = expr.args[axis] if isinstance(expr, Op) and expr.name == "x" and len(expr.args) == axes else expr
        parts.append(substituted(part, {name: as_written(value) for name, value in here.items()}))
    return Op("x", tuple(parts))
