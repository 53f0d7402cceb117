"""How the size of a map came to be too small for a layer."""

from __future__ import annotations

from symcnn.core.text.fault import Fault
from symcnn.network.figures.figures import LayerFigures, Sizes

TOO_SMALL = frozenset({"kernel-too-large", "size-vanishes"})
"""The faults of a layer for which its input is too small."""


def with_course(fault: Fault, inputs: tuple[LayerFigures, ...], text: str) -> Fault:
    """The fault of a layer with its inputs; of one that is too small, with the sizes on the way to it.

    Of a vector that must be a map, with the layer and the line from which on it is none.
    """
    told: dict[str, object] = {}
    if fault.code in TOO_SMALL and (course := _course(inputs)):
        told = {"course": course}
    elif fault.code == "needs-map" and (first := _first_vector(inputs)):
        told = {"since": (first.layer.name, text.count("\n", 0, first.layer.line.kind.start) + 1)}
    return Fault(fault.code, fault.start, fault.end, {**fault.values, **told}) if told else fault


def _first_vector(inputs: tuple[LayerFigures, ...]) -> LayerFigures | None:
    """The layer that made a vector of a map; none where it has been one from the input on."""
    found = None
    while inputs and not inputs[0].shared.size:
        found, inputs = inputs[0], inputs[0].inputs
    return found if inputs else None


def _course(inputs: tuple[LayerFigures, ...]) -> tuple[Sizes, ...]:
    """The sizes from the network's input on, each once where it stays; nothing where none has changed."""
    sizes: list[Sizes] = []
    while inputs:
        size = inputs[0].shared.size
        if size and (not sizes or sizes[-1] != size):
            sizes.append(size)
        inputs = inputs[0].inputs
    return tuple(reversed(sizes)) if len(sizes) > 1 else ()
