"""How a layer's figure comes about, as the derivation of a finding."""

from __future__ import annotations

from symcnn.derivation.derive import derivations_of
from symcnn.figures.figures import Figures, LayerFigures
from symcnn.written.tree import Expr, Op, Sym


def worked_figure(figures: Figures, found: LayerFigures, quantity: str) -> tuple[Expr, ...]:
    """``O = ⌊(I + 2P − K)/S⌋ + 1 = … = 28`` for a quantity of a layer, one chain for each axis that differs.

    For ``output`` there are chains for the sizes and for the channels.
    """
    return tuple(
        Op("=", (Sym(derivation.target), *derivation.lines))
        for derivation in derivations_of(figures, found, (quantity,))
        if quantity == "output" or derivation.quantity == quantity
    )
