"""How the size of a map came to be too small for a layer."""

from __future__ import annotations

from math import isqrt

from symcnn.core.text.fault import Fault
from symcnn.core.written.tree import Op
from symcnn.network.figures.figures import LayerFigures, Sizes
from symcnn.network.figures.values import is_number
from symcnn.network.language.syntax import InputLine
from symcnn.network.wiring.network import Network

TOO_SMALL = frozenset({"kernel-too-large", "size-vanishes"})
"""The faults of a layer for which its input is too small."""


def with_course(fault: Fault, inputs: tuple[LayerFigures, ...], network: Network) -> Fault:
    """The fault of a layer with its inputs; of one that is too small, with the sizes on the way to it.

    Of a vector that must be a map, with the layer and the line from which on it is none; where the input multiplies
    its sizes, that is the fault.
    """
    told: dict[str, object] = {}
    text = network.source.text
    if fault.code in TOO_SMALL:
        if course := _course(inputs):
            told["course"] = course
        if wanted := channels_last(_shape(inputs)):
            told["picture"] = wanted, text.count("\n", 0, network.input.start) + 1
    elif fault.code == "needs-map":
        if first := _first_vector(inputs):
            told = {"since": (first.layer.name, text.count("\n", 0, first.layer.line.kind.start) + 1)}
        elif isinstance(network.input.shape, Op) and network.input.shape.name == "*":
            return _multiplied(fault, network.input, text)
        elif picture := _picture_of(_shape(inputs)):
            told["vector"] = picture, text.count("\n", 0, network.input.start) + 1
    return Fault(fault.code, fault.start, fault.end, {**fault.values, **told}) if told else fault


MOST_COLOURS = 4
"""So many channels a picture has at most; a first size of so few cells is no height."""


def channels_last(shape: Sizes) -> str:
    """The line for an input whose channels stand first, as in PyTorch; nothing for any other.

    >>> channels_last((3, 224, 224)), channels_last((224, 224, 3))
    ('input 224 x 224 x 3', '')
    """
    match shape:
        case (channels, height, width) if all(map(is_number, shape)) and channels <= MOST_COLOURS < height == width:
            return f"input {height} x {width} x {channels}"
        case (_, channels, height, width) if all(map(is_number, shape)) and channels <= MOST_COLOURS < height == width:
            return f"input {height} x {width} x {channels}"  # the batch before them
    return ""


def _shape(inputs: tuple[LayerFigures, ...]) -> Sizes:
    """The shape of the network's input, on the way to these."""
    shape: Sizes = ()
    while inputs:
        shape, inputs = inputs[0].output, inputs[0].inputs
    return shape


def _picture_of(shape: Sizes) -> str:
    """The line for a grey picture of so many cells, or of this size; nothing where neither is likely.

    >>> _picture_of((784,)), _picture_of((28,)), _picture_of((100_003,))
    ('input 28 x 28 x 1', 'input 28 x 28 x 1', '')
    """
    match shape:
        case (int() as cells,) if isqrt(cells) ** 2 == cells and cells > _LARGEST_SIDE:
            return f"input {isqrt(cells)} x {isqrt(cells)} x 1"
        case (int() as side,) if side <= _LARGEST_SIDE:
            return f"input {side} x {side} x 1"
    return ""


_LARGEST_SIDE = 512


def _multiplied(fault: Fault, line: InputLine, text: str) -> Fault:
    """The fault of an input whose sizes are multiplied, which makes it a vector."""
    start = line.start + len(text[line.start : line.end].split()[0])
    start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
    values = {"kind": fault.values["kind"], "found": text[start : line.end]}
    return Fault("sizes-multiplied", start, line.end, values)


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
