"""How a wrong size may have come about: an argument misread, forgotten or counted twice, channels of another map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldValue
from symcnn.check.subjects.measured.measured_story import MeasuredLayer
from symcnn.check.subjects.measured.told_verdict import is_sure_of
from symcnn.check.subjects.printed.printed_shapes import is_printed_as
from symcnn.core.record import replace
from symcnn.network.wiring.kind_traits import has_plain_window, is_pool, takes_argument

NEAR = 2
"""How far a size may be from the right one to look like a slip."""
_LARGEST_WINDOW = 12
_USUAL_STRIDE = 2
"""The stride that is thought of beside those within the window."""
_UNTOLD = ("padding", "stride", "added")
_OPEN = frozenset({"stride", "padding"})
"""What may be another than the plain one where it is not told."""
_PLAIN: Mapping[str, int] = {"stride": 1, "padding": 0, "dilation": 1}


def untold_argument_gives(fact: ToldFact, dims: tuple[int, ...], measured: MeasuredLayer) -> bool:
    """Whether a padding or a stride that is not told would give the printed shape: any within the window.

    Nor is it told mostly what a transposed convolution adds to its output, below its stride.

    A padding of which a text speaks only behind the shape may be there already in the input that it printed.
    """
    layer = measured.layer
    if layer.known is not None or not has_plain_window(layer.kind):
        return False
    window = min(max(_sizes(measured, "kernel"), default=1), _LARGEST_WINDOW)
    padded = layer.arguments.get("padding")
    is_behind = padded is not None and padded.mark is not None and padded.mark.start > fact.mark.end and fact.is_prose
    paddings = (None, *range(window)) if not is_sure_of(layer, "padding") else (None, 0) if is_behind else (None,)
    least = window if is_pool(layer.kind) else _USUAL_STRIDE
    strides = (None,) if is_sure_of(layer, "stride") else (None, *range(1, max(window, least) + 1))
    is_open = takes_argument(layer.kind, "added") and not is_sure_of(layer, "added")
    added = (None, *range(1, max(_sizes(measured, "stride"), default=_USUAL_STRIDE))) if is_open else (None,)
    for choice in product(paddings, strides, added):
        told = {role: one for role, one in zip(_UNTOLD, choice, strict=True) if one is not None}
        if any(is_printed_as(reading.output, dims) for reading in _with(measured, told)):
            return True
    return False


def is_slip_of_shape(true: Shape, dims: tuple[int, ...], measured: MeasuredLayer) -> bool:
    """Whether a shape is half understood: its sizes agree and its channels do not, or its sizes are those of a slip."""
    sizes = true[:-1]
    if len(dims) == len(true):
        if dims[1:] == sizes or (dims[-1] != true[-1] and dims[0] == true[-1]):
            dims = (*dims[1:], dims[0])
        if dims[:-1] == sizes:
            return true[-1] is not None
        if true[-1] is not None and dims[-1] != true[-1]:
            return False
    return is_slip_of_sizes(sizes, dims, measured)


def is_slip_of_sizes(sizes: Shape, dims: Sequence[int], measured: MeasuredLayer) -> bool:
    """Whether each size is near the right one, or that of a layer of which one argument is another."""
    if all(size is not None and abs(dim - size) <= NEAR for dim, size in zip(dims, sizes, strict=False)):
        return True
    return any(all(one == dim for one, dim in zip(found, dims, strict=False)) for found in _mistaken(measured))


def _mistaken(measured: MeasuredLayer) -> Iterator[tuple[int, ...]]:
    """The sizes that come out where an argument is forgotten, counted twice, or the next one; those that come in."""
    found: list[LayerReading] = list(measured.readings)
    if measured.layer.known is None and has_plain_window(measured.layer.kind):
        for role, plain in _PLAIN.items():
            told = set(_sizes(measured, role)) or ({plain} if role not in _OPEN else set())
            if role == "stride" and is_pool(measured.layer.kind):
                told = told or set(_sizes(measured, "kernel"))
            if len(told) == 1:
                one = told.pop()
                others = {one - 1, one + 1, 2 * one, one // 2, plain} - {one}
                for other in sorted(others):
                    if other >= plain:
                        found += _with(measured, {role: other})
    shapes = [reading.output for reading in found] + [reading.shape for reading in measured.readings]
    for shape in dict.fromkeys(shapes):
        sizes = [size for size in shape[:-1] if size is not None]
        if len(sizes) == len(shape) - 1:
            yield tuple(sizes)


def _with(measured: MeasuredLayer, arguments: Mapping[str, int]) -> Sequence[LayerReading]:
    told = {role: ToldValue(value, Certainty.GUESS) for role, value in arguments.items()}
    layer = replace(measured.layer, arguments={**measured.layer.arguments, **told})
    return readings(layer, measured.inputs)


def _sizes(measured: MeasuredLayer, role: str) -> tuple[int, ...]:
    told = measured.layer.arguments.get(role)
    return told.sizes[:2] if told is not None else ()
