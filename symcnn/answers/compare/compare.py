"""Two networks side by side, and where their totals part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.answers.compare.align import aligned, likeness
from symcnn.answers.compare.causes import Aspect, Cause, Change, Workbench, changes, less
from symcnn.answers.compare.makeup import Makeup, makeups
from symcnn.answers.compare.origins import Origin, channels, origins, size
from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.near import unknown
from symcnn.core.written.tree import Sym
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.values import Value
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.quantity_names import quantity_called

_USUAL = ("params",)
"""What is compared where nothing is named."""


@record
class Pair:
    """Two counterparts and what differs between them, or a layer that only one network has."""

    first: LayerFigures | None
    second: LayerFigures | None
    changes: tuple[Change, ...]

    @property
    def status(self) -> str:
        """``same``, ``changed``, ``only_a`` or ``only_b``."""
        if self.second is None:
            return "only_a"
        if self.first is None:
            return "only_b"
        return "changed" if self.changes else "same"


@record
class Part:
    """What one pair has of a quantity, and what it contributes to the difference of the totals.

    The contributions of the `causes` add up to `difference`.
    """

    pair: Pair
    first: Value
    second: Value
    difference: Value
    causes: tuple[Cause, ...]


@record
class Difference:
    """The totals of a quantity; the differences of the `parts` add up to `difference`."""

    quantity: str
    first: Value
    second: Value
    difference: Value
    parts: tuple[Part, ...]


@record
class Comparison:
    """Two networks, A and B: their layers side by side, and the difference B − A of each quantity.

    `sizes` and `channels` say for layers of A, by name, why their input differs from their counterpart's.
    """

    first: Figures
    second: Figures
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    sizes: Mapping[str, Origin]
    channels: Mapping[str, Origin]


def compared_quantities(names: Sequence[str]) -> tuple[str, ...]:
    """The quantities that people call so, by a name or a letter; the parameters where nothing is named.

    Raises `Faulty` for one that has no total.

    >>> compared_quantities(["WC", "macs"]), compared_quantities([])
    (('weights', 'macs'), ('params',))
    """
    quantities = tuple(map(quantity_called, names)) or _USUAL
    for quantity in quantities:
        if quantity not in TOTALS:
            raise unknown("unknown-quantity", quantity, TOTALS)
    return quantities


def compare(first: Figures, second: Figures, quantities: Sequence[str] = _USUAL) -> Comparison:
    """The comparison of two networks.

    Things are changed one at a time on the way from the network with fewer layers to the other one, so that
    B with A is A with B, with the other sign.

    Raises `Faulty` where the total of a quantity has no closed form.
    """
    if _rank(first) <= _rank(second):
        return _compared(first, second, quantities)
    return _turned(_compared(second, first, quantities))


def _rank(figures: Figures) -> tuple[int, str, str]:
    return len(figures.layers), figures.network.source.text, str(sorted(figures.network.symbols.items(), key=str))


def _compared(first: Figures, second: Figures, quantities: Sequence[str]) -> Comparison:
    kinds: dict[object, LayerKind] = {}
    made = makeups(first, kinds), makeups(second, kinds)
    numbers: dict[Makeup, int] = {}
    items = [
        [
            (found.layer.name, numbers.setdefault(makeup, len(numbers)))
            for found, makeup in zip(figures.layers, part, strict=True)
        ]
        for figures, part in zip((first, second), made, strict=True)
    ]
    table = list(numbers)
    # The inputs are counterparts whatever they are.
    matched = aligned(items[0][1:], items[1][1:], lambda one, other: likeness(table[one], table[other]))
    places = [(0, 0), *((_next(one), _next(other)) for one, other in matched)]
    known: dict[tuple[int, int], tuple[Change, ...]] = {}
    pairs = []
    differing: dict[tuple[int, int], tuple[Change, ...]] = {}
    for one, other in places:
        if one is None or other is None:
            found: tuple[Change, ...] = ()
        else:
            key = (items[0][one][1], items[1][other][1])
            if key not in known:
                known[key] = changes(made[0][one], made[1][other])
            found = known[key]
            differing[one, other] = found
        pairs.append(Pair(_at(first, one), _at(second, other), found))
    return Comparison(
        first,
        second,
        tuple(pairs),
        tuple(_difference(quantity, first, second, pairs, places, made) for quantity in quantities),
        {first.layers[one].layer.name: why for one, why in origins(first, second, differing, size).items()},
        {first.layers[one].layer.name: why for one, why in origins(first, second, differing, channels).items()},
    )


def _next(place: int | None) -> int | None:
    return None if place is None else place + 1


def _at(figures: Figures, place: int | None) -> LayerFigures | None:
    return None if place is None else figures.layers[place]


def _difference(
    quantity: str,
    first: Figures,
    second: Figures,
    pairs: Sequence[Pair],
    places: Sequence[tuple[int | None, int | None]],
    made: tuple[list[Makeup], list[Makeup]],
) -> Difference:
    totals = first.total(quantity), second.total(quantity)
    for figures, total in zip((first, second), totals, strict=True):
        if total is None:
            raise refused("no-total", name=figures.network.name or figures.network.source.name)
    bench = Workbench(first)
    parts = []
    counted = {id(layer) for figures in (first, second) for layer in figures.counted(quantity)}
    for pair, (one, other) in zip(pairs, places, strict=True):
        values = [
            layer.in_all_rounds(quantity) if layer is not None and id(layer) in counted else 0
            for layer in (pair.first, pair.second)
        ]
        difference = less(values[1], values[0])
        causes: tuple[Cause, ...] = ()
        if difference != 0:
            if pair.first is None or pair.second is None or one is None or other is None:
                causes = (Cause((_only(pair),), values[0], values[1], difference),)
            else:
                causes = bench.causes(quantity, (pair.first, pair.second), (made[0][one], made[1][other]), pair.changes)
        parts.append(Part(pair, values[0], values[1], difference, causes))
    return Difference(quantity, *totals, less(totals[1], totals[0]), tuple(parts))


def _only(pair: Pair) -> Change:
    first, second = (() if layer is None else (Sym(layer.layer.kind.name),) for layer in (pair.first, pair.second))
    return Change(Aspect.ONLY, "", first, second)


def _turned(comparison: Comparison) -> Comparison:
    """The comparison the other way round: every difference has the other sign."""
    names = {pair.first.layer.name: pair.second.layer.name for pair in comparison.pairs if pair.first and pair.second}
    return Comparison(
        comparison.second,
        comparison.first,
        tuple(map(_turned_pair, comparison.pairs)),
        tuple(
            Difference(
                each.quantity,
                each.second,
                each.first,
                less(0, each.difference),
                tuple(map(_turned_part, each.parts)),
            )
            for each in comparison.differences
        ),
        {names[name]: _turned_origin(origin) for name, origin in comparison.sizes.items()},
        {names[name]: _turned_origin(origin) for name, origin in comparison.channels.items()},
    )


def _turned_pair(pair: Pair) -> Pair:
    return Pair(pair.second, pair.first, tuple(map(_turned_change, pair.changes)))


def _turned_change(change: Change) -> Change:
    return Change(change.aspect, change.name, change.second, change.first)


def _turned_part(part: Part) -> Part:
    causes = tuple(
        Cause(tuple(map(_turned_change, cause.changes)), cause.after, cause.before, less(0, cause.contribution))
        for cause in part.causes[::-1]
    )
    return Part(_turned_pair(part.pair), part.second, part.first, less(0, part.difference), causes)


def _turned_origin(origin: Origin) -> Origin:
    return Origin(origin.second, origin.first, origin.are_counterparts)
