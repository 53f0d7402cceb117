"""Layers that one call of a document's own function or class makes, told of as one: ``self.down = block(64, 128)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.models.model import ModelLayer
from symcnn.network.wiring.kind_traits import is_weighted

_OWN_KIND = "block"
_NO_BLOCK = -1
_PICTURE = 2
_COUNTS = ("params", "weights", "biases", "trainable")


def blocks(made: Sequence[tuple[ModelLayer, ToldLayer]], shown: str) -> Iterator[tuple[int, ToldLayer]]:
    """The calls in one line that make several layers, with these as one; a call that is made more than once makes none.

    Layers that are used again are counted once, as frameworks do.
    """
    calls: dict[tuple[int, int], dict[str, tuple[ModelLayer, ToldLayer]]] = {}
    for layer, told in made:
        for call in layer.calls:
            if "\n" not in shown[slice(*call)]:
                calls.setdefault(call, {}).setdefault(layer.name, (layer, told))
    for call, found in calls.items():
        places = {(layer.start, layer.calls) for layer, _ in found.values()}
        reading = _together([told for _, told in found.values()]) if len(places) == len(found) > 1 else None
        if reading is not None:
            yield call[0], ToldLayer(call[0], _OWN_KIND, {}, _NO_BLOCK, None, is_code=True, known=reading)


def _together(layers: Sequence[ToldLayer]) -> LayerReading | None:
    """The figures of several layers as one; None where a count of one is not known."""
    parts = list(map(_reading, layers))
    known = tuple(part for part in parts if part is not None and "weights" in part.figures)
    counts = {name: sum(part.figures.get(name, 0) for part in known) for name in _COUNTS}
    counts["weights"] = sum(part.figures["weights"] for part in known if is_weighted(part.kind))
    if len(known) < len(parts) or not counts["weights"]:
        return None
    first, last = known[0], known[-1]
    return LayerReading(0, frozenset(), first.shape, _OWN_KIND, (), last.output, counts, known)


def counts_of(layer: ToldLayer) -> frozenset[int]:
    """The parameters of a layer of code, with biases and without them."""
    reading = _reading(layer)
    return frozenset(reading.figures.get(name, 0) for name in _COUNTS[:2]) if reading is not None else frozenset()


def _reading(layer: ToldLayer) -> LayerReading | None:
    return layer.known or next(iter(readings(layer, (_entering(layer),))), None)


def _entering(layer: ToldLayer) -> Shape:
    """What comes into a layer whose call tells its channels."""
    axes = layer.named_axes or (_PICTURE if layer.kind != "dense" else 0)
    return (*(None,) * axes, layer.number("channels"))
