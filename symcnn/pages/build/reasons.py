"""Why totals differ, in words: causes that say the same of several layers are told once, with their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.compare.causes import Aspect, Cause, Change
from symcnn.answers.compare.compare import Comparison, Part
from symcnn.answers.compare.origins import Origin
from symcnn.pages.build.blocks import Inline, Math, Name, Text
from symcnn.pages.words.words import words
from symcnn.network.figures.figures import Figures, LayerFigures, added_up
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.figures.values import Value, is_number, simplest
from symcnn.core.record import record
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Op, Sym

A, B = "A", "B"
_MANY = 4
_LONG = 24
_WITHOUT = {"G": "1", "D": "1", "P": "0", "bias": "0"}
"""The values that mean that there is none of it."""


@record
class Group:
    """The same changes, for the same reason, in several layers; `contribution` is what they do together."""

    changes: tuple[Change, ...]
    origins: tuple[Origin | None, ...]
    parts: tuple[Part, ...]
    contribution: Value


def grouped(causes: Sequence[tuple[Part, Cause]], comparison: Comparison) -> list[Group]:
    """The causes of a difference, those that are alike together; the greatest first, where they are numbers."""
    found: dict[object, tuple[tuple[Change, ...], tuple[Origin | None, ...], list[tuple[Part, Cause]]]] = {}
    for part, cause in causes:
        why = tuple(_origin(change, part, comparison) for change in cause.changes)
        key = (cause.changes, tuple(map(_layers_of, why)))
        found.setdefault(key, (cause.changes, why, []))[2].append((part, cause))
    groups = [
        Group(changes, why, tuple(part for part, _ in members), _sum([cause.contribution for _, cause in members]))
        for changes, why, members in found.values()
    ]
    if all(is_number(group.contribution) for group in groups):
        groups.sort(key=lambda group: -abs(group.contribution))
    return groups


def _sum(values: list[Value]) -> Value:
    return simplest(added_up(values))


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


def because(group: Group, comparison: Comparison, language: str) -> tuple[Inline, ...]:
    """One sentence: which layers, what is different there, and what that contributes."""
    say = words(language)
    pairs = [(part.pair.first, part.pair.second) for part in group.parts]
    names = [pair_name(*pair) if all(pair) else pair_name(pair[0] or pair[1], pair[0] or pair[1]) for pair in pairs]
    listed = say["comma"].join(names[:_MANY])
    if len(names) > _MANY:
        listed = say["compare.many"].format(names=listed, count=len(names))
    told: list[Inline] = [Math(size_of(group.contribution)), Name(say["compare.group"].format(names=listed))]
    for place, (change, origin) in enumerate(zip(group.changes, group.origins, strict=True)):
        told += [Text(say["comma"])] if place else []
        told += _told(change, group.parts[0], language)
        told += _from(origin, comparison, language) if origin else ()
    if len(group.changes) > 1:
        told.append(Text(say["comma"] + say["compare.together"]))
    return tuple(told)


def _told(change: Change, part: Part, language: str) -> Iterator[Inline]:
    say = words(language)
    if change.aspect is Aspect.ONLY:
        yield Text(say["compare.only"].format(letter=A if change.first else B))
        return
    sides = tuple(zip((A, B), (change.first, change.second), strict=True))
    without = next((letter for letter, values in sides if _is_without(change, values)), None)
    if without:
        yield Text(say[f"compare.without.{change.name}"].format(letter=without))
        sides = tuple(side for side in sides if side[0] != without)
    for place, (letter, values) in enumerate(sides):
        if place or without:
            yield Text(say["comma"])
        yield _value(change, values, language)
        yield Text(say["compare.in"].format(letter=letter))
    if change.aspect is Aspect.KIND:
        yield from _flattening(part, language)


def _is_without(change: Change, values: tuple[Expr, ...]) -> bool:
    return change.aspect is Aspect.ARGUMENT and _WITHOUT.get(change.name) == ", ".join(map(plain_text, values))


def _value(change: Change, values: tuple[Expr, ...], language: str) -> Inline:
    say = words(language)
    match change.aspect:
        case Aspect.KIND:
            return Name(", ".join(map(short, values)))
        case Aspect.INPUT:
            return Name(f"{say['input']} {', '.join(map(short, values))}")
        case Aspect.ROUNDS:
            return Name(f"{say['compare.rounds']} {', '.join(map(short, values))}")
    if len(values) == 1 and not isinstance(values[0], Sym) and not is_table(values[0]):
        return Math(Op("=", (Sym(change.name), values[0])))
    return Name(f"{change.name} = {', '.join(map(short, values))}")


def _flattening(part: Part, language: str) -> Iterator[Inline]:
    """Where only one of two counterparts gives a vector: the other keeps its map."""
    layers = (part.pair.first, part.pair.second)
    maps = [letter for letter, layer in zip((A, B), layers, strict=True) if layer and layer.shared.size]
    if len(maps) == 1:
        layer = layers[(A, B).index(maps[0])]
        assert layer is not None
        yield Text(words(language)["compare.flat"].format(letter=maps[0]))
        yield Math(size_of(layer.output))


def _from(origin: Origin, comparison: Comparison, language: str) -> Iterator[Inline]:
    say = words(language)
    if origin.are_counterparts:
        yield Name(say["compare.from"].format(names=pair_name(origin.first[0], origin.second[0])))
        return
    figures = (comparison.first, comparison.second)
    for place, layers in enumerate((origin.first, origin.second)):
        letter, other = (A, B)[place], (B, A)[place]
        for layer in layers[:_MANY]:
            name, kind = layer.layer.name, layer.layer.kind.name
            ordinal = _ordinal(layer, figures[place], figures[1 - place], language)
            form = say["compare.nth" if ordinal else "compare.lone"]
            yield Name(form.format(ordinal=ordinal, kind=kind, name=name, letter=letter, other=other))
        if len(layers) > _MANY:
            yield Text(" …")


def _ordinal(layer: LayerFigures, figures: Figures, others: Figures, language: str) -> str:
    """``third``, where the layer is the third of its kind, and the other network has only two."""
    kind = layer.layer.kind.name
    alike = [found.layer.name for found in figures.layers if found.layer.kind.name == kind]
    count = sum(found.layer.kind.name == kind for found in others.layers)
    ordinals = words(language)["ordinals"].split()
    place = alike.index(layer.layer.name)
    return ordinals[place] if place == count < len(ordinals) else ""


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
