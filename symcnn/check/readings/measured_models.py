"""The models of a document's code with their figures."""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.check.readings.told_inputs import with_told_input
from symcnn.core.record import record
from symcnn.models.model import Model
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure


@record
class Measured:
    """A model of the document's code with the figures of its network.

    `is_input_solved` tells that only the comments at its layers tell its input.
    """

    model: Model
    figures: Figures
    is_input_solved: bool = False


def measured(models: Iterable[Model], text: str = "", shown: str = "") -> tuple[Measured, ...]:
    """The models whose networks are known, with their figures; an input may be told by the comments alone."""
    found = []
    for model in models:
        told = with_told_input(model, text, shown) if model.symbols else None
        if told is not None:
            found.append(Measured(model, told.figures, told.is_solved))
            continue
        figures, faults = measure(model.network) if model.network is not None else (None, ())
        if figures is not None and not faults:
            found.append(Measured(model, figures))
    return tuple(found)
