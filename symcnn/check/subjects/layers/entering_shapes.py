"""The shapes that may come into a told layer: told, or those of the layer before, along as many axes as it may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.layer_reading import Shape
from symcnn.check.subjects.layers.told_layers import ToldLayer, ToldValue
from symcnn.check.subjects.printed.printed_shapes import MOST_COLOURS, along_axes, placed
from symcnn.network.wiring.kind_traits import takes_argument

_USUAL_CHANNELS = (1, 3)
"""The channels of pictures, where none are told."""
_PLANE = 2


def entering_shapes(layer: ToldLayer, before: Sequence[Shape]) -> tuple[Shape, ...]:
    """The shapes that may come in: told, else what the layer before may give, else what the kernel's depth tells."""
    channels, told = layer.number("channels"), layer.arguments.get("input")
    if layer.table is not None and takes_argument(layer.kind, "kernel") and layer.axes != (1,):
        before = [shape if len(shape) > 1 else (*shape, *shape, None) for shape in before]  # the side of a square
    if layer.axes:
        fitting = [one for one in before if len(one) == 1 or len(one) - 1 in layer.axes]
        before = fitting or [(*(None,) * layer.axes[0], one[-1]) for one in before if len(one) > 2]
    if channels is None and not takes_argument(layer.kind, "kernels") and not any(shape[-1] for shape in before):
        channels = layer.number("kernels")  # as many maps go in as come out
    if told is not None and told.sizes:
        return _told(layer, told, channels, before)
    if channels is not None:
        return _of_channels(layer, channels, before)
    return tuple(before) or tuple(_of_window(layer))


def _told(layer: ToldLayer, told: ToldValue, channels: int | None, before: Sequence[Shape]) -> tuple[Shape, ...]:
    """What is told to come in, along each number of axes that the layer may have."""
    same = tuple(shape for shape in before if shape[:-1] == told.sizes and len(shape) == 4)
    if same:
        return same  # as many positions as the layer before gives along three axes
    has_window = takes_argument(layer.kind, "kernel")
    is_vector = len(told.sizes) == 1 or (len(told.sizes) == 2 and 1 in told.sizes)  # perhaps as a row
    is_map = layer.kind == "input" and layer.axes[:1] == (1,)
    if is_vector and not has_window and not is_map:
        return ((max(told.sizes),),)
    shapes: list[Shape] = []
    is_plane = not has_window and layer.kind != "input" and len(told.sizes) < 4
    for axes in (_PLANE,) if is_plane else layer.axes or (_PLANE,):
        found = along_axes(told.sizes, channels, axes) if axes != _PLANE else ()
        shapes += found or (_in_plane(layer, told, channels, before) if axes == _PLANE else ())
    shapes = shapes or [*_in_plane(layer, told, channels, before)]
    untold = [shape for shape in shapes if shape[-1] is None and len(shape) > _PLANE]
    return tuple(dict.fromkeys([*shapes, *((*shape[:-1], count) for shape in untold for count in _USUAL_CHANNELS)]))


def _in_plane(layer: ToldLayer, told: ToldValue, channels: int | None, before: Sequence[Shape]) -> tuple[Shape, ...]:
    has_window = takes_argument(layer.kind, "kernel")
    is_side = len(told.sizes) == 1 and has_window and (layer.table is not None or _is_side(layer, told))
    return (*placed(told.sizes * (1 + is_side), channels, before), *_turned(told.sizes, channels))


def _is_side(layer: ToldLayer, told: ToldValue) -> bool:
    """Whether the one size that a text tells of what comes in is that of a square: its window has two sides."""
    window = layer.arguments.get("kernel")
    sides = window.sizes if window is not None and window.mark is not None else ()
    has_plane = len(sides) == 2 or (len(sides) == 1 and {"stride", "padding"} <= layer.arguments.keys())
    return has_plane and told.sizes[0] > max(sides)


def _turned(sizes: tuple[int, ...], channels: int | None) -> Iterator[Shape]:
    """The shape that comes in where its channels may stand first, and nothing tells whether they do: ``128×6×8``."""
    if channels is None and len(sizes) == 3 and sizes[0] > max(sizes[1:]) and min(sizes[1:]) > MOST_COLOURS:
        yield (*sizes[1:], sizes[0])


def _of_channels(layer: ToldLayer, channels: int, before: Sequence[Shape]) -> tuple[Shape, ...]:
    """What comes in with so many channels, as the layer before gives it, else of sizes that nobody knows."""
    fitting = tuple(shape for shape in before if shape[-1] == channels)
    if not takes_argument(layer.kind, "kernel"):
        alone = (channels,) if takes_argument(layer.kind, "kernels") else (None, None, channels)
        return fitting or (alone, *(before if layer.table is not None else ()))
    others = tuple(before) if layer.table is not None and not fitting else ()
    known = {len(shape) - 1 for shape in fitting}
    unknown = [(*(None,) * axes, channels) for axes in _axes(layer, channels) if axes not in known]
    is_told = "kernels" in layer.arguments  # so that these are the channels that come in
    return (*fitting, *unknown, *others) if is_told else (*fitting, *others, *unknown)


def _of_window(layer: ToldLayer) -> Iterator[Shape]:
    """What comes in of which only the window is told: its third side is the depth, where it is none of a volume."""
    kernel = layer.arguments.get("kernel")
    sides = kernel.sizes if kernel is not None else ()
    for axes in layer.axes or ((_PLANE,) if len(sides) == 3 else ()):
        if len(sides) == 3 and axes == _PLANE:
            yield None, None, sides[2]
        elif len(sides) in (1, axes):
            yield (None,) * (axes + 1)


def _axes(layer: ToldLayer, channels: int) -> Sequence[int]:
    """How many axes the maps of a layer may have of which only the channels are told, the likely ones first."""
    kernel = layer.arguments.get("kernel")
    sides = kernel.sizes if kernel is not None else ()
    if len(layer.axes) > 1 and 3 in layer.axes and len(sides) == 3 and sides[2] != channels:
        return (3, *(axes for axes in layer.axes if axes != 3))
    return layer.axes or ((_PLANE, 1) if layer.table is None and len(sides) == 1 else (_PLANE,))
