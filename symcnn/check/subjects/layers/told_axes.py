"""How many axes the maps of told layers have: by code, words, kernels and printed shapes, the same along a chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symcnn.check.subjects.layers.told_layers import Certainty, Story, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.printed.printed_shapes import shape_of
from symcnn.network.wiring.kind_traits import has_kernels, is_pool, takes_argument

Axes = frozenset[int]
_ANY: Axes = frozenset({1, 2, 3})
_PLANE = 2
_USUAL = (2, 1, 3)
"""How many axes maps have, the usual ones first."""


def told_axes(story: Story) -> Sequence[tuple[int, ...]]:
    """How many axes the maps of each layer may have, the likely number first; empty where nothing tells it.

    What its own windows and maps show comes before what words say of a layer, and what a chain shows before what its
    words say: these tell of the layers beside the named one only what is likely.
    """
    said = story.facts_of_layers()
    found: dict[int, tuple[int, ...]] = {}
    for chain in _chains(story.layers):
        layers = [story.layers[place] for place in chain]
        left = _met(_ANY, [axes for layer in layers for axes in _shown(layer)])
        left = _met(left, [axes for place in chain for axes in _printed(story.layers[place], said.get(place, ()))])
        named = next((layer.named_axes for layer in layers if layer.named_axes), 0)
        for place, layer in zip(chain, layers, strict=True):
            hint = next(iter(layer.axes), named if layer.kind == "input" else 0)
            found[place] = (layer.named_axes,) if layer.named_axes in left else _ordered(left, hint)
    return [found[place] for place in range(len(story.layers))]


def _ordered(left: Axes, hint: int) -> tuple[int, ...]:
    """The numbers of axes that are left, the likely one first; where none is excluded it is that or the usual one."""
    if left == _ANY:
        return tuple(dict.fromkeys((hint, _PLANE))) if hint else ()
    return tuple(sorted(left, key=lambda one: (one != hint, _USUAL.index(one))))


def _met(left: Axes, shown: Iterable[Axes]) -> Axes:
    """What is left of some numbers of axes; what contradicts all that was known before is left aside."""
    for axes in shown:
        left = left & axes or left
    return left


def _chains(layers: Sequence[ToldLayer]) -> Iterator[list[int]]:
    """The places of the layers that follow one another on maps of as many axes, for each chain."""
    first: list[int] = []
    chains: dict[int, list[int]] = {}
    left: dict[int, Axes] = {}
    for place, layer in enumerate(layers):
        own = _met(_ANY, [*_shown(layer), *([frozenset({layer.named_axes})] if layer.named_axes else [])])
        before = first[layer.before] if layer.before is not None else place
        goes_on = before != place and not layer.is_far and "input" not in layer.arguments and bool(left[before] & own)
        first.append(before if goes_on else place)
        left[first[place]] = left.get(first[place], _ANY) & own
        chains.setdefault(first[place], []).append(place)
    yield from chains.values()


def _shown(layer: ToldLayer) -> Iterator[Axes]:
    """What code, the sides of a window and the map that comes in show."""
    if layer.known is not None and len(layer.known.shape) > 1:
        yield frozenset({len(layer.known.shape) - 1})
    if not takes_argument(layer.kind, "kernel") and layer.kind != "input":
        return
    for role in ("kernel", "stride", "padding"):
        sides = _sides(layer.arguments.get(role))
        if len(sides) == 2:
            yield frozenset({2})
        elif len(sides) == 3:
            is_deeper = sides[0] == sides[1] < sides[2]
            may_be_deep = role == "kernel" and (is_deeper or not is_pool(layer.kind))
            yield frozenset({2, 3}) if may_be_deep else frozenset({3})
    yield _of_entering(layer)


def _sides(told: ToldValue | None) -> tuple[int, ...]:
    return told.sizes if told is not None and told.level > Certainty.DOCUMENT else ()


def _of_entering(layer: ToldLayer) -> Axes:
    """What the map shows that is told to come in: with a batch or not, and with its channels or not."""
    told, channels = layer.arguments.get("input"), layer.number("channels")
    mark = told.mark if told is not None else None
    if told is None or mark is None:
        return _ANY
    sizes = told.sizes
    if mark.sort == "tuple" and len(mark.dims) == 3 and mark.dims[0] is None and mark.dims[1] != mark.dims[2]:
        return frozenset({1})  # behind a batch stand one size and the channels
    match len(sizes):
        case 4 if sizes[0] != 1 and channels in (sizes[0], sizes[3]):
            return frozenset({3})
        case 4:
            return frozenset({2, 3})
        case 3 if channels is not None and channels not in sizes:
            return frozenset({3})
        case 3:
            return frozenset({2, 3}) if mark.sort != "tuple" else _ANY
        case 2 if sizes[0] == sizes[1] or channels not in (None, *sizes):
            return frozenset({2})
        case 2:
            return frozenset({1, 2})
    return _ANY


def _printed(layer: ToldLayer, facts: Sequence[ToldFact]) -> Iterator[Axes]:
    """What the maps show that are told to come out of kernels of which it is told how many there are."""
    kernels = layer.number("kernels")
    if kernels is None or not has_kernels(layer.kind):
        return
    for fact in facts:
        dims = shape_of(fact.mark) if fact.quantity == "output" and fact.level >= Certainty.BLOCK else ()
        match dims:
            case (first, second, _, last) if kernels in (first, last):
                yield frozenset({3} if kernels != second else {2, 3})
            case (_, second, _, _) if kernels == second:
                yield frozenset({2})
            case (first, _, last) if kernels in (first, last):
                yield frozenset({1, 2} if fact.mark.sort == "tuple" and kernels != first else {2})
            case (first, last) if first != last and kernels in dims:
                yield frozenset({1, 2})
