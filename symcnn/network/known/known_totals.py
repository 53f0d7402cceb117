"""What people tell of a whole network: parameters, operations, layers that count, the last map."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import record
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number
from symcnn.network.wiring.kind_traits import sort_of


@record
class KnownTotals:
    """The figures of a whole network that do not depend on who counts.

    `params` counts what is trained, `statistics` the moving ones of normalisations; `kernel_weights` are the weights of
    convolutions and dense layers alone, `dense_params` all parameters of dense layers, `head` those of the last one,
    `features` what comes into it. `small_operations` are those of poolings, normalisations and activations, one for
    each value that they read. `counts` says how many layers of each kind there are, `path` the same on the
    longest way; both are empty where nobody counts them.
    """

    params: int
    statistics: int
    kernel_weights: int
    dense_params: int
    head: int
    features: int
    macs: int
    dense_macs: int
    small_operations: int
    neurons: int
    connections: int
    input: tuple[int, ...]
    last_map: tuple[int, ...]
    receptive_field: int
    counts: Mapping[str, int]
    path: Mapping[str, int]


def known_totals(figures: Figures) -> KnownTotals:
    """The totals of a measured network; its moving statistics must be counted as parameters."""
    layers = figures.layers[1:]
    dense = [layer for layer in layers if sort_of(layer.layer.kind) == "dense" and layer["weights"]]
    weighing = [layer for layer in layers if sort_of(layer.layer.kind)]
    last = last_map(figures)
    fields, counts = last.receptive_field, _counted(layers)
    return KnownTotals(
        _sum(layers, "trainable"),
        _sum(layers, "params") - _sum(layers, "trainable"),
        _sum(weighing, "weights"),
        _sum(dense, "params"),
        _sum(dense[-1:], "params"),
        _sum(dense[-1:], "weights") // int(dense[-1]["N"]) if dense else 0,
        _sum(layers, "macs"),
        _sum(dense, "macs"),
        sum(_reads(layer) for layer in layers if not layer["macs"]),
        _sum(layers, "neurons"),
        _sum(layers, "connections"),
        tuple(map(int, figures.layers[0].output)),
        tuple(map(int, last.output)),
        int(fields[0]) if is_number(fields[0]) and len({*fields}) == 1 else 0,
        counts,
        _counted(_longest(layers)) if counts else {},
    )


def last_map(figures: Figures) -> LayerFigures:
    """The last layer that gives a map of more than one place, as the main way has it."""
    found = figures.layers[0]
    for layer in figures.layers[1:]:
        if is_on_main_way(layer) and len(layer.output) > 1 and any(size != 1 for size in layer.output[:-1]):
            found = layer
    return found


def is_on_main_way(layer: LayerFigures) -> bool:
    """Whether a layer is no part of an auxiliary classifier."""
    return not layer.layer.name.startswith("aux")


def _sum(layers: list[LayerFigures] | tuple[LayerFigures, ...], quantity: str) -> int:
    return sum(int(layer[quantity]) for layer in layers)


def _reads(layer: LayerFigures) -> int:
    read = 0
    for source in layer.inputs:
        values = 1
        for size in source.output:
            values *= int(size)
        read += values
    return read


def _counted(layers: list[LayerFigures] | tuple[LayerFigures, ...]) -> dict[str, int]:
    """How many layers are convolutions, dense, poolings, and how many have weights of their own or kernels.

    Nothing where others multiply too, as attention does: of these networks people count blocks.
    """
    counts = dict.fromkeys(("conv", "dense", "pool", "weighted", "trained"), 0)
    for layer in layers:
        sort = sort_of(layer.layer.kind)
        if not sort and layer["macs"]:
            return {}
        if sort:
            counts[sort] += 1
            counts["weighted"] += sort != "pool"
            counts["trained"] += sort != "pool" or layer["weights"] > 0
    return counts


def _longest(layers: tuple[LayerFigures, ...]) -> list[LayerFigures]:
    """The layers of the way with the most weights from the input to the end."""
    best: dict[str, tuple[int, LayerFigures | None]] = {}
    for layer in layers:
        sources = [(best[one.layer.name][0], one) for one in layer.inputs if one.layer.name in best]
        length, before = max(sources, key=lambda source: source[0], default=(0, None))
        best[layer.layer.name] = (length + (sort_of(layer.layer.kind) in ("conv", "dense")), before)
    at = next((layer for layer in reversed(layers) if is_on_main_way(layer)), None)
    way: list[LayerFigures] = []
    while at is not None:
        way.append(at)
        at = best[at.layer.name][1]
    return way[::-1]
