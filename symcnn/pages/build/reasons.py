"""Why totals differ, in words: causes that say the same of several layers are told once, with their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.compare.causes import Aspect, Cause, Change
from symcnn.answers.compare.compare import Comparison, Part
from symcnn.answers.compare.origins import Origin
from symcnn.core.algebra.symbolic import simplest
from symcnn.core.record import record
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Op, Sym
from symcnn.network.figures.figures import Figures, LayerFigures, added_up
from symcnn.network.figures.values import Value, is_number
from symcnn.network.figures.written_sizes import size_of
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.phrases import Parts, Phrases

A, B = "A", "B"
_MANY = 4
_LONG = 24
_ORDINALS = 10
_WITHOUT = {"G": "1", "D": "1", "P": "0", "bias": "0"}
"""The values that mean that there is none of it."""


@record
class ReasonGroup:
    """The same changes, for the same reason, in several layers; `contribution` is what they do together."""

    changes: tuple[Change, ...]
    origins: tuple[Origin | None, ...]
    parts: tuple[Part, ...]
    contribution: Value


def grouped(causes: Sequence[tuple[Part, Cause]], comparison: Comparison) -> list[ReasonGroup]:
    """The causes of a difference, those that are alike together; the greatest first, where they are numbers."""
    found: dict[object, tuple[tuple[Change, ...], tuple[Origin | None, ...], list[tuple[Part, Cause]]]] = {}
    for part, cause in causes:
        why = tuple(_origin(change, part, comparison) for change in cause.changes)
        key = (cause.changes, tuple(map(_layers_of, why)))
        found.setdefault(key, (cause.changes, why, []))[2].append((part, cause))
    groups = [
        ReasonGroup(
            changes,
            why,
            tuple(part for part, _ in members),
            simplest(added_up([cause.contribution for _, cause in members])),
        )
        for changes, why, members in found.values()
    ]
    if all(is_number(group.contribution) for group in groups):
        groups.sort(key=lambda group: -abs(group.contribution))
    return groups


def _origin(change: Change, part: Part, comparison: Comparison) -> Origin | None:
    if part.pair.first is None:
        return None
    name = part.pair.first.layer.name
    match change.aspect:
        case Aspect.SIZE:
            return comparison.sizes.get(name)
        case Aspect.CHANNELS:
            return comparison.channels.get(name)
    return None


def _layers_of(origin: Origin | None) -> object:
    return origin and tuple(tuple(layer.layer.name for layer in side) for side in (origin.first, origin.second))


def because(group: ReasonGroup, comparison: Comparison, say: Phrases) -> Parts:
    """One sentence: which layers, what is different there, and what that contributes."""
    pairs = [(part.pair.first, part.pair.second) for part in group.parts]
    names = [pair_name(*pair) if all(pair) else pair_name(pair[0] or pair[1], pair[0] or pair[1]) for pair in pairs]
    listed = {"names": tuple(names[:_MANY])}
    several = {**listed, "count": Text(str(len(names)))}
    layers = Sentence("compare-many", several) if len(names) > _MANY else Sentence("compare-layers", listed)
    changes = [
        Sentence("compare-reason", {"change": _told(change, group.parts[0]), "origins": _from(origin, comparison)})
        for change, origin in zip(group.changes, group.origins, strict=True)
    ]
    together = (Sentence("compare-together"),) if len(changes) > 1 else ()
    return say("compare-group", contribution=size_of(group.contribution), layers=layers, changes=(*changes, *together))


def _told(change: Change, part: Part) -> Sentence:
    if change.aspect is Aspect.ONLY:
        return only(change)
    sides = dict(zip((A, B), (change.first, change.second), strict=True))
    without = next((letter for letter, values in sides.items() if _is_without(change, values)), None)
    told = [
        Sentence("compare-in", {"value": _value(change, values), "letter": letter})
        for letter, values in sides.items()
        if letter != without
    ]
    if without:
        told.insert(0, Sentence(f"compare-without-{change.name}", {"letter": without}))
    kept = _kept_map(part) if change.aspect is Aspect.KIND else {}
    return Sentence("compare-kinds" if kept else "compare-sides", {"sides": tuple(told), **kept})


def only(change: Change) -> Sentence:
    """In which of the networks the layer is."""
    return Sentence("compare-only", {"letter": A if change.first else B})


def _is_without(change: Change, values: tuple[Expr, ...]) -> bool:
    return change.aspect is Aspect.ARGUMENT and _WITHOUT.get(change.name) == ", ".join(map(plain_text, values))


def _value(change: Change, values: tuple[Expr, ...]) -> Expr | Sentence | tuple[str, ...]:
    shown = tuple(map(short, values))
    match change.aspect:
        case Aspect.KIND:
            return shown
        case Aspect.INPUT | Aspect.ROUNDS:
            return Sentence("compare-named", {"name": Sentence(f"compare-{change.aspect}"), "values": shown})
    if len(values) == 1 and not isinstance(values[0], Sym) and not is_table(values[0]):
        return Op("=", (Sym(change.name), values[0]))
    return Sentence("compare-set", {"name": change.name, "values": shown})


def _kept_map(part: Part) -> dict[str, object]:
    """Where only one of two counterparts gives a vector: which one keeps its map, and the map."""
    layers = dict(zip((A, B), (part.pair.first, part.pair.second), strict=True))
    maps = {letter: layer for letter, layer in layers.items() if layer and layer.shared.size}
    if len(maps) != 1:
        return {}
    ((letter, layer),) = maps.items()
    return {"letter": letter, "size": size_of(layer.output)}


def _from(origin: Origin | None, comparison: Comparison) -> tuple[Sentence, ...]:
    if origin is None:
        return ()
    if origin.are_counterparts:
        return (Sentence("compare-from", {"names": pair_name(origin.first[0], origin.second[0])}),)
    sides = (
        (A, B, origin.first, comparison.first, comparison.second),
        (B, A, origin.second, comparison.second, comparison.first),
    )
    return tuple(told for side in sides for told in _lone(*side))


def _lone(
    letter: str, other: str, layers: Sequence[LayerFigures], figures: Figures, others: Figures
) -> Iterator[Sentence]:
    """The layers that only the network of the letter has; the first of many."""
    for at, layer in enumerate(layers[:_MANY]):
        values = {"kind": layer.layer.kind.name, "name": layer.layer.name, "letter": letter}
        ordinal = _ordinal(layer, figures, others)
        told = Sentence("compare-lone", values)
        if ordinal:
            told = Sentence("compare-nth", {**values, "ordinal": Sentence(f"ordinal-{ordinal}"), "other": other})
        yield Sentence("cut", {"part": told}) if at == _MANY - 1 and len(layers) > _MANY else told


def _ordinal(layer: LayerFigures, figures: Figures, others: Figures) -> int:
    """3 where the layer is the third of its kind, and the other network has only two; 0 where there is no such word."""
    kind = layer.layer.kind.name
    alike = [found.layer.name for found in figures.layers if found.layer.kind.name == kind]
    count = sum(found.layer.kind.name == kind for found in others.layers)
    place = alike.index(layer.layer.name)
    return place + 1 if place == count < _ORDINALS else 0


def pair_name(first: LayerFigures | None, second: LayerFigures | None) -> str:
    """``conv2d_1 / C2``; a dash stands for the layer that is missing."""
    one, other = (layer.layer.name if layer else "–" for layer in (first, second))
    return one if one == other else f"{one} / {other}"


def short(expr: Expr) -> str:
    """An expression in a line of words; a word or a kind's name is as it is."""
    text = expr.name if isinstance(expr, Sym) else plain_text(expr)
    return text if not is_table(expr) or len(text) <= _LONG else text[:_LONG] + " …]"


def is_table(expr: Expr) -> bool:
    """Whether the expression is a connection table, which may fill a page."""
    return isinstance(expr, Op) and expr.name == "table"
