"""What people tell of the layers of well-known networks, one by one."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from typing import Any

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.values import is_number
from symcnn.network.known.known_networks import known_figures, made_module
from symcnn.network.known.known_totals import is_on_main_way
from symcnn.network.known.variants import KnownNetwork
from symcnn.network.wiring.kind_traits import sort_of

COUNTED = ("params", "weights", "biases", "neurons", "connections", "macs", "flops")
_MANY = 128
_STEM, _DIGITS = late_pattern(r"[a-z]+"), late_pattern(r"\d+")


@record
class KnownLayer:
    """A layer of a well-known network, at its place behind the input.

    `label` is its name as people say it, `sort` that of its kind. `output` is what comes out, channels last, `input`
    what comes in, `kernel` the sides of its kernel and, where it has weights, the channels that one of them sees.
    `counts` are those of `COUNTED`; `field` is what it sees along each axis, as far as that is known, and
    `field_without_strides` what it would see in a chain in which no layer had a stride, and nothing was pooled.
    """

    network: KnownNetwork
    place: int
    name: str
    label: str
    sort: str
    is_on_main_way: bool
    output: tuple[int, ...]
    input: tuple[int, ...]
    kernel: tuple[int, ...]
    counts: tuple[int, ...]
    field: tuple[int | None, ...]
    field_without_strides: int

    @property
    def figures(self) -> LayerFigures:
        """All of its figures."""
        return known_figures(self.network).layers[self.place]

    def figure(self, quantity: str) -> int:
        """One of its counts."""
        return self.counts[COUNTED.index(quantity)]


@lru_cache(maxsize=_MANY)
def known_layers(network: KnownNetwork) -> tuple[KnownLayer, ...]:
    """All layers of a network but for its input.

    >>> from symcnn.network.known.known_networks import known_networks
    >>> [(one.label, one.figure("params")) for one in known_layers(known_networks()["VGG-16"][0])][:2]
    [('conv1_1', 1792), ('relu1', 0)]
    """
    made = made_module("_layers")
    packed = made.LAYERS.get(network.identity) if made is not None else None
    rows = json.loads(zlib.decompress(packed or packed_layers(network)))
    return tuple(KnownLayer(network, place, *map(_tuples, row)) for place, row in enumerate(rows, 1))


def _tuples(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def packed_layers(network: KnownNetwork) -> bytes:
    """The layers of a network as the package's table has them."""
    return zlib.compress(json.dumps([_row(layer) for layer in known_figures(network).layers[1:]]).encode(), 9)


def _row(layer: LayerFigures) -> tuple[object, ...]:
    name = layer.layer.name
    entering = layer.inputs[0].output if layer.inputs else ()
    field = tuple(int(size) if is_number(size) else None for size in layer.receptive_field)
    counts = tuple(int(layer[quantity]) for quantity in COUNTED)
    sizes = tuple(map(int, layer.output)), tuple(map(int, entering)), _kernel(layer), counts, field
    return name, _label(name), sort_of(layer.layer.kind), is_on_main_way(layer), *sizes, _field_without_strides(layer)


def _label(name: str) -> str:
    """A layer's name as people say it: ``conv3_2`` for the second of the group ``conv3``."""
    stem = _STEM.match(name.lower())
    return (stem[0] if stem else "") + "_".join(_DIGITS.findall(name))


def _kernel(layer: LayerFigures) -> tuple[int, ...]:
    values = layer.shared.values
    sides = [values.get("K"), values.get("K")] if "K" in values else [values.get("K_h"), values.get("K_w")]
    if not all(map(is_number, sides)):
        return ()
    area = int(sides[0]) * int(sides[1])  # type: ignore[arg-type]
    kernels = int(layer.output[-1]) * area
    has_weights = sort_of(layer.layer.kind) == "conv" and int(layer["weights"]) % kernels == 0
    depth = (int(layer["weights"]) // kernels,) if has_weights else ()
    return tuple(int(side) for side in (*sides, *depth))


def _field_without_strides(layer: LayerFigures) -> int:
    field = 1
    while len(layer.inputs) == 1:
        kernel = layer.shared.values.get("K")
        field += int(kernel) - 1 if is_number(kernel) and sort_of(layer.layer.kind) == "conv" else 0
        layer = layer.inputs[0]
    return field
