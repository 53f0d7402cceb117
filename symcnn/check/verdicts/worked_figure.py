"""How a layer's figure comes about, as the derivation of a finding."""

from __future__ import annotations

from symcnn.answers.derive.derive import derivations_of
from symcnn.core.written.tree import Expr, Op, Sym
from symcnn.network.figures.figures import Figures, LayerFigures


def worked_figure(figures: Figures, found: LayerFigures, quantity: str) -> tuple[Expr, ...]:
    """``O = ⌊(I + 2P − K)/S⌋ + 1 = … = 28`` for a quantity of a layer, one chain for each axis that differs.

    For ``output`` there are chains for the sizes and for the channels.
    """
    return tuple(
        Op("=", (Sym(derivation.target), *derivation.lines))
        for derivation in derivations_of(figures, found, (quantity,))
        if quantity == "output" or derivation.quantity == quantity
    )
