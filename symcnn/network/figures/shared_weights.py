"""A layer that is used again with the same weights: they must be as many as its first use has."""

from __future__ import annotations

from symcnn.core.text.fault import Fault, Faulty
from symcnn.network.figures.figures import HELD, LayerFigures


def check_weights(figures: LayerFigures, first: LayerFigures) -> None:
    """What a layer holds must be what its first use holds: the input may be of another size, not of other channels.

    Raises `Faulty`.
    """
    for quantity in HELD:
        here, there = (found.shared.values.get(quantity, 0) for found in (figures, first))
        if here != there:
            shapes = (first.inputs[0].output, figures.inputs[0].output)
            values = {"layer": first.layer.name, "shapes": shapes, "counts": (there, here)}
            raise Faulty(Fault("other-weights", 0, 0, values))
