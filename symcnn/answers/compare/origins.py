"""Where a difference in the size or the channels of an input arises: followed back through both networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.answers.compare.causes import Aspect, Change
from symcnn.core.record import record
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import Value


@record
class Origin:
    """What made two inputs differ: layers that only one network has, or else two counterparts."""

    first: tuple[LayerFigures, ...]
    second: tuple[LayerFigures, ...]
    are_counterparts: bool


_Way = tuple["_Way", int] | None
"""Layers without a counterpart, the last one first, each with those before it."""

Trait = Callable[[LayerFigures], object]


def size(layer: LayerFigures) -> object:
    """The spatial sizes of the output."""
    return layer.shared.size


def channels(layer: LayerFigures) -> Value:
    """The channels of the output."""
    return layer.shared.channels


Differing = Mapping[tuple[int, int], tuple[Change, ...]]
"""What differs between counterparts, by their places."""


def origins(first: Figures, second: Figures, differing: Differing, trait: Trait) -> Mapping[int, Origin]:
    """For the places in `first` of layers whose input has another `trait` than their counterpart's: why.

    Where several causes come together nothing is said.
    """
    ways = _ways(first, {one for one, _ in differing}, trait), _ways(second, {other for _, other in differing}, trait)
    found: dict[int, Origin] = {}
    for one, other in differing:
        origin = _origin(first, second, (one, other), differing, ways, found, trait)
        if origin is not None:
            found[one] = origin
    return found


def _ways(figures: Figures, matched: set[int], trait: Trait) -> list[tuple[int, _Way]]:
    """For each layer the last matched one up to it, and what changed the trait on the way."""
    ways: list[tuple[int, _Way]] = []
    for place, layer in enumerate(figures.layers):
        if place in matched or not layer.inputs:
            ways.append((place, None))
            continue
        source, way = ways[layer.layer.inputs[0]]
        ways.append((source, (way, place) if trait(layer) != trait(layer.inputs[0]) else way))
    return ways


def _origin(
    first: Figures,
    second: Figures,
    places: tuple[int, int],
    differing: Differing,
    ways: tuple[list[tuple[int, _Way]], list[tuple[int, _Way]]],
    found: Mapping[int, Origin],
    trait: Trait,
) -> Origin | None:
    one, other = first.layers[places[0]], second.layers[places[1]]
    if len(one.inputs) != 1 or len(other.inputs) != 1 or trait(one.inputs[0]) == trait(other.inputs[0]):
        return None
    source, way = ways[0][one.layer.inputs[0]]
    opposite, other_way = ways[1][other.layer.inputs[0]]
    if (source, opposite) not in differing:
        return None
    if trait(first.layers[source]) == trait(second.layers[opposite]):
        return Origin(_layers(first, way), _layers(second, other_way), are_counterparts=False)
    if way or other_way:
        return None
    layers = first.layers[source], second.layers[opposite]
    inputs = zip(layers[0].inputs, layers[1].inputs, strict=False)
    if all(trait(mine) == trait(yours) for mine, yours in inputs) or _decides(layers, trait):
        return Origin((layers[0],), (layers[1],), are_counterparts=True)
    return (
        None if any(_matters(change, layers[0], trait) for change in differing[source, opposite]) else found.get(source)
    )


def _decides(layers: tuple[LayerFigures, LayerFigures], trait: Trait) -> bool:
    """Whether the layers' own arguments say what the trait is, whatever their inputs are."""
    return trait is channels and all("N" in layer.layer.kind.parameters for layer in layers)


def _matters(change: Change, layer: LayerFigures, trait: Trait) -> bool:
    if change.aspect is Aspect.ARGUMENT:
        return trait is channels or change.name in layer.layer.kind.spatial
    return change.aspect in (Aspect.KIND, Aspect.INPUT)


def _layers(figures: Figures, way: _Way) -> tuple[LayerFigures, ...]:
    found = []
    while way is not None:
        way, place = way
        found.append(figures.layers[place])
    return tuple(found[::-1])
