"""How a layer's figure comes about, as the derivation of a finding."""

from __future__ import annotations

from symcnn.derivation.derive import derive
from symcnn.figures.figures import Figures
from symcnn.written.tree import Expr, Op, Sym


def worked_figure(figures: Figures, layer: str, quantity: str) -> tuple[Expr, ...]:
    """``O = ⌊(I + 2P − K)/S⌋ + 1 = … = 28`` for a quantity of a layer, one chain for each axis that differs.

    For ``output`` there are chains for the sizes and for the channels.
    """
    return tuple(
        Op("=", (Sym(derivation.target), *derivation.lines))
        for solution in derive(figures, (layer,), (quantity,)).layers
        for derivation in solution.derivations
        if quantity == "output" or derivation.quantity == quantity
    )
