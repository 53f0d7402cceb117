"""How the size of a map came to be too small for a layer."""

from __future__ import annotations

from symcnn.core.text.fault import Fault
from symcnn.network.figures.figures import LayerFigures, Sizes

TOO_SMALL = frozenset({"kernel-too-large", "size-vanishes"})
"""The faults of a layer for which its input is too small."""


def with_course(fault: Fault, inputs: tuple[LayerFigures, ...]) -> Fault:
    """The fault of a layer with its inputs; of one that is too small, with the sizes on the way to it."""
    course = _course(inputs) if fault.code in TOO_SMALL else ()
    return Fault(fault.code, fault.start, fault.end, {**fault.values, "course": course}) if course else fault


def _course(inputs: tuple[LayerFigures, ...]) -> tuple[Sizes, ...]:
    """The sizes from the network's input on, each once where it stays; nothing where none has changed."""
    sizes: list[Sizes] = []
    while inputs:
        size = inputs[0].shared.size
        if size and (not sizes or sizes[-1] != size):
            sizes.append(size)
        inputs = inputs[0].inputs
    return tuple(reversed(sizes)) if len(sizes) > 1 else ()
