"""What follows for a told layer, under every reading of what is not told: padding, stride, biases, rounding, groups."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.made_layers import Made, alone, figures_of
from symcnn.network.figures.values import Value, is_number
from symcnn.network.wiring.kind_traits import ROLES, has_kernels, is_known, is_pool, meant, parameters, takes_argument

QUANTITIES = ("params", "weights", "biases", "neurons", "connections", "macs", "flops")
_OF_CATALOGUE = (*QUANTITIES, "trainable", "statistics", "fan_in", "E")
"""What the catalogue says of a layer, as far as its kind has it."""
_PROBES = ((96, 7), (130, 11))
"""Sizes and channels for those that are not told: what both give is known all the same."""
_LARGE = (1_048_573, 1_048_573, 8)
_NOTHING: Shape = (None, None, None)
_MOST_TIMES = 64
_OTHER_KIND = 4
"""What it costs to take a name for that of another kind which is called so too, or maps along other axes."""

Option = tuple[int, str, Expr | None]
"""A value of an argument, what it departs in ("" where it is plain), and how far."""


class _Variant(NamedTuple):
    cost: int
    departs: frozenset[str]
    arguments: tuple[tuple[str, Expr], ...]


def readings(layer: ToldLayer, inputs: Sequence[Shape]) -> tuple[LayerReading, ...]:
    """The readings of a layer on each of the shapes that may come in, the plainest first."""
    if layer.known is not None:
        return (layer.known,)
    if not is_known(layer.kind):
        return ()
    found = []
    for (rank, kind), (place, shape) in product(enumerate(meant(layer.kind)), enumerate(inputs or (_NOTHING,))):
        meant_layer = layer if kind == layer.kind else replace(layer, kind=kind)
        for variant, in_all in product(_variants(meant_layer, shape), range(1 + (_times(layer) > 1))):
            measured = _measured(kind, variant.arguments, shape, _times(layer), in_all=bool(in_all))
            if measured is not None:
                other = layer.axes.index(len(shape) - 1) if len(shape) - 1 in layer.axes else 0
                named = {"input": place, "kind": rank, "repeat": in_all}
                departs = variant.departs | {name for name, does in named.items() if does}
                cost = variant.cost + place + _OTHER_KIND * (rank + other) + in_all
                found.append(LayerReading(cost, departs, shape, kind, variant.arguments, *measured))
    return tuple(sorted(found, key=lambda reading: reading.cost))


def view(layers: Sequence[ToldLayer]) -> Mapping[str, int]:
    """The receptive field and the jump of the last of a chain of told layers; empty where they are not known."""
    figures = _of_chain(layers)
    return _view(figures.layers[-1]) if figures is not None else {}


def views(layers: Sequence[ToldLayer]) -> Sequence[Mapping[str, int]]:
    """The same for each layer of a chain, as far as they are known."""
    chain, ends = _chain_of(layers)
    figures = figures_of(_LARGE, chain) if chain else None
    if figures is None:
        ends = ends[: bisect_left(ends, 1, key=lambda end: figures_of(_LARGE, chain[:end]) is None)]
        figures = figures_of(_LARGE, chain[: ends[-1]]) if ends else None
    return [_view(figures.layers[end]) for end in ends] if figures is not None else []


def _view(last: LayerFigures) -> Mapping[str, int]:
    sizes = {"receptive_field": last.receptive_field, "jump": last.jump}
    return {name: int(axes[0]) for name, axes in sizes.items() if len(set(axes)) == 1 and isinstance(axes[0], int)}


def view_working(layers: Sequence[ToldLayer], quantity: str) -> tuple[Expr, ...]:
    """How the receptive field or the jump of a chain comes about, from that of the layer before the last."""
    figures = _of_chain(layers)
    return worked_figure(figures, figures.layers[-1], quantity) if figures is not None else ()


def _of_chain(layers: Sequence[ToldLayer]) -> Figures | None:
    """The figures of a chain of told layers, whatever comes in: views do not depend on sizes that are large enough."""
    chain, ends = _chain_of(layers)
    return figures_of(_LARGE, chain) if len(ends) == len(layers) else None


def _chain_of(layers: Sequence[ToldLayer]) -> tuple[Sequence[Made], Sequence[int]]:
    """What told layers are as far as their windows are known, and how many these are with each."""
    chain: list[Made] = []
    ends: list[int] = []
    for layer in layers:
        plain = layer.known or next(_variants(layer, _NOTHING), None)
        if plain is None or not takes_argument(layer.kind, "kernel"):
            break
        chain += [Made(layer.kind, plain.arguments)] * _times(layer)
        ends.append(len(chain))
    return chain, ends


def working(reading: LayerReading, quantity: str) -> tuple[Expr, ...]:
    """How a figure comes about under a reading, line by line; empty where one layer of the catalogue does not tell."""
    if "repeat" in reading.departs and quantity in QUANTITIES:
        return ()
    figures = figures_of(_filled(reading.shape, 0), [Made(reading.kind, reading.arguments)])
    if figures is None or (quantity == "output" and tuple(figures.layers[-1].output) != reading.output):
        return ()
    return worked_figure(figures, figures.layers[-1], quantity)


def _times(layer: ToldLayer) -> int:
    return min(layer.number("repeat") or 1, _MOST_TIMES)


# what is not told ------------------------------------------------------------------------------------


def _variants(layer: ToldLayer, shape: Shape) -> Iterator[_Variant]:
    """The arguments of a layer for every choice of what is not told, the plainest first."""
    open_to = {letter: _options(letter, layer, shape) for letter in parameters(layer.kind)}
    for choice in product(*open_to.values()):
        chosen = zip(open_to, choice, strict=True)
        arguments = tuple(sorted((name, value) for name, (_, _, value) in chosen if value is not None))
        departs = frozenset(name for _, name, _ in choice if name)
        yield _Variant(sum(cost for cost, _, _ in choice), departs, arguments)


def _options(letter: str, layer: ToldLayer, shape: Shape) -> Sequence[Option]:
    """What a parameter of a layer may be; nothing where the layer cannot be without it."""
    told = layer.arguments
    match letter:
        case "K":
            window = _axes(told.get("kernel"), shape) or (
                _axes(told.get("stride"), shape) if is_pool(layer.kind) else Num(1)
            )
            has_other_axes = "kernel" in told and 1 < len(told["kernel"].sizes) < len(shape) - 1
            has_other_axes = has_other_axes or (len(shape) == 2 and "kernel" in told and len(told["kernel"].sizes) > 1)
            return [(0, "", window)] if window is not None and not has_other_axes else []
        case "N":
            count = layer.number("kernels") or int(has_kernels(layer.kind))
            return [(0, "", Num(count))] if count else []
        case "S" if has_kernels(layer.kind):
            return _stride(told, shape)
        case "S":
            return [(0, "", _axes(told.get("stride"), shape))]
        case "P":
            return _padding(told, layer.kind, shape)
        case "G":
            return _groups(layer, shape)
        case "bias":
            return _bias(told)
        case "round":
            return _rounding(told)
    return [(0, "", _axes(told.get(ROLES.get(letter, letter)), shape))]


def _bias(told: Mapping[str, ToldValue]) -> list[Option]:
    if "bias" in told:
        return [(0, "", _axes(told["bias"]))]
    return [(0, "", None), (1, "unbiased", Num(0))]


def _stride(told: Mapping[str, ToldValue], shape: Shape) -> list[Option]:
    if "stride" not in told:
        return [(0, "stride", None)]
    given: Option = (0, "", _axes(told["stride"], shape))
    return [given] if told["stride"].level > Certainty.DOCUMENT else [given, (2, "stride", None)]


def _padding(told: Mapping[str, ToldValue], kind: str, shape: Shape) -> list[Option]:
    if "padding" in told:
        is_same = told["padding"].value == "same"
        given = (
            None if is_same and kind == "transposed_conv" else Sym("same") if is_same else _axes(told["padding"], shape)
        )
        is_usual = told["padding"].level <= Certainty.DOCUMENT
        return [(0, "", given), (2, "padding", None)] if is_usual else [(0, "", given)]
    if kind == "transposed_conv" or (is_pool(kind) and ("stride" not in told or told["stride"].sizes != (1,))):
        return [(0, "", None)]  # a pool that moves by single steps is mostly padded so that the map stays
    return [(0, "padding", None), (2, "padding", Sym("same"))]


def _rounding(told: Mapping[str, ToldValue]) -> list[Option]:
    if "rounding" in told:
        return [(0, "", Sym(str(told["rounding"].value)))]
    return [(0, "", None), (3, "rounding", Sym("ceil"))]


def _groups(layer: ToldLayer, shape: Shape) -> list[Option]:
    """The groups that are told, else those that the depth of the kernels speaks of."""
    told, channels = layer.number("groups"), shape[-1]
    if told and not (channels and channels % told):  # others are told of another layer
        return [(0, "", Num(told))]
    kernel = layer.arguments.get("kernel")
    depth = kernel.sizes[2] if kernel is not None and len(kernel.sizes) == len(shape) == 3 else None
    if depth and channels and channels != depth and channels % depth == 0:
        return [(0, "", None), (2, "groups", Num(channels // depth))]
    return [(0, "", None)]


def _axes(told: ToldValue | None, shape: Shape = _NOTHING) -> Expr | None:
    """A number for all axes, or one for each of them; behind those of a picture stands the depth."""
    sizes = told.sizes[: max(len(shape) - 1, 1)] if told is not None else ()
    if not sizes:
        return None
    return Num(sizes[0]) if len(set(sizes)) == 1 else Op("x", tuple(map(Num, sizes)))


# what follows ----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _measured(
    kind: str, arguments: tuple[tuple[str, Expr], ...], shape: Shape, times: int, *, in_all: bool
) -> tuple[Shape, Mapping[str, int]] | None:
    """The output and the figures of the last of a layer that stands several times, or its counts in all.

    Unknown sizes are probed, and what depends on them stays unknown.
    """
    results = []
    layer = Made(kind, arguments)
    for probe in range(1 + (None in shape)):
        entering = leaving = _filled(shape, probe)
        values: Mapping[str, Value] = {}
        counts: Counter[str] = Counter()
        before: tuple[int, ...] = ()
        for _ in range(times):
            if leaving != before:  # else the same again
                shared = alone(leaving, layer)
                if shared is None:
                    return None
                if not all(map(is_number, (*shared.size, shared.channels))):
                    return None  # an argument that is not told is in what comes out
                before, values = leaving, shared.values
                leaving = (*map(int, shared.size), int(shared.channels))
            counts.update({name: int(values[name]) for name in QUANTITIES if in_all and is_number(values.get(name))})
        results.append((leaving, counted(values, leaving, entering) | counts))
    first, other = results[0], results[-1]
    output = tuple(one if one == two else None for one, two in zip(first[0], other[0], strict=True))
    return output, {name: value for name, value in first[1].items() if other[1].get(name) == value}


def counted(shared: Mapping[str, Value], leaving: tuple[int, ...], entering: tuple[int, ...]) -> dict[str, int]:
    """The figures of a layer, and what people count beside them: the values of a map, of a kernel, of what comes in.

    `entering` is empty where nobody knows what comes in.
    """
    values = {name: int(value) for name in _OF_CATALOGUE if is_number(value := shared.get(name))}
    *sizes, channels = leaving
    values |= {"values": prod(sizes) * channels, "plane": prod(sizes)}
    if entering:
        values["entering"] = prod(entering)
    if "fan_in" not in values and values["biases"] == channels and values["weights"] % channels == 0:
        values["fan_in"] = values["weights"] // channels
    if "fan_in" in values:
        values["kernel_params"] = values["fan_in"] + 1
    groups = shared.get("G")
    if is_number(groups) and int(groups) > 1 and entering:
        values |= {"group_in": entering[-1] // int(groups), "group_out": channels // int(groups)}
    return values


def _filled(shape: Shape, probe: int) -> tuple[int, ...]:
    size, channels = _PROBES[probe]
    sizes = (size if one is None else one for one in shape[:-1])
    return (*sizes, channels if shape[-1] is None else shape[-1])
