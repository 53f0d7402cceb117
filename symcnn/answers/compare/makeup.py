"""What a layer's figures come from, as data that can be taken apart and put together anew."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.figures import Figures, LayerFigures, Sizes
from symcnn.network.figures.layer_arguments import Arguments
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.values import Value, as_written
from symcnn.network.wiring.layer_kinds import LayerKind


@record
class Makeup:
    """A layer's kind and arguments, the shapes of its inputs, and how is counted.

    `arguments` holds every parameter's value; `words` are those that are words, as ``same``, and
    `following` those that were not given and take their value from others, as the stride of a pooling.
    """

    kind: LayerKind
    arguments: tuple[tuple[str, Expr], ...]
    words: frozenset[str]
    following: frozenset[str]
    axes: tuple[str, ...]
    sizes: tuple[Sizes, ...]
    channels: tuple[Value, ...]
    conventions: tuple[tuple[str, Number], ...]


def makeups(figures: Figures, kinds: dict[object, LayerKind]) -> list[Makeup]:
    """The makeup of every layer, the input first.

    `kinds` gathers one kind for each content, so that kinds that say the same are the same in all networks.
    """
    measurer = Measurer(figures.network)
    measurer.axes = figures.axes
    scope = scope_of(figures.network)
    conventions = tuple(sorted(figures.network.conventions.items()))
    known: dict[object, Makeup] = {}
    found = []
    for layer in figures.layers:
        sizes, channels = fed(layer)
        given = measurer.given(layer.layer, scope, sizes)
        kind = kinds.setdefault(_content(layer.layer.kind), layer.layer.kind)
        key = (kind, given, sizes, channels)
        if key not in known:
            settings = tuple((name, expr) for name in kind.parameters for expr in _argument(name, given))
            words = frozenset(name for name, word in given.words if isinstance(word, str) and word != "pair")
            following = frozenset(name for name in kind.parameters if follows(name, kind) and name not in given.given)
            known[key] = Makeup(kind, settings, words, following, figures.axes, sizes, channels, conventions)
        found.append(known[key])
    return found


def fed(layer: LayerFigures) -> tuple[tuple[Sizes, ...], tuple[Value, ...]]:
    """The sizes and channels of a layer's inputs; the network's input has its own."""
    sources = layer.inputs or (layer,)
    return tuple(source.shared.size for source in sources), tuple(source.shared.channels for source in sources)


def follows(name: str, kind: LayerKind) -> bool:
    """Whether a parameter's default is the value of another one."""
    default = kind.parameters[name].default
    return default is not None and any(other in kind.parameters for other in names(default))


def shape(size: Sizes, channels: tuple[Value, ...] = ()) -> Expr:
    """Sizes joined by ``×``; a vector has none, and is 1 long."""
    parts = tuple(map(as_written, (*size, *channels)))
    return Op("x", parts) if len(parts) > 1 else (parts[0] if parts else Num(1))


def _argument(name: str, given: Arguments) -> Iterator[Expr]:
    """The value of one parameter as an expression that can stand in a layer's line."""
    values = dict(given.values)
    word = next((word for key, word in given.words if key == name and isinstance(word, str) and word != "pair"), None)
    if word is not None:
        yield Sym(word)
    elif name in values:
        yield _by_axis(values[name])
    elif f"{name}_before" in values:
        yield _pair(values[f"{name}_before"], values[f"{name}_after"])
    elif given.table is not None:
        yield given.table


def _by_axis(value: Value) -> Expr:
    return shape(value) if isinstance(value, tuple) else as_written(value)


def _pair(before: Value, after: Value) -> Expr:
    if not isinstance(before, tuple):
        return Op("pair", (as_written(before), as_written(after)))
    sides = tuple(Op("pair", (as_written(b), as_written(a))) for b, a in zip(before, after, strict=True))
    return Op("x", sides) if len(sides) > 1 else sides[0]


@lru_cache(maxsize=4096)
def _content(kind: LayerKind) -> object:
    """What a kind says, without the places where it says so."""
    return (
        kind.name,
        tuple((name, parameter.default) for name, parameter in kind.parameters.items()),
        tuple((rule.target, rule.expr, rule.guards) for rule in kind.rules),
        tuple((let.name, let.expr, let.guards) for let in kind.abbreviations),
        tuple((requirement.condition, requirement.guards) for requirement in kind.requirements),
        kind.traits,
    )


@lru_cache(maxsize=4096)
def learns(kind: LayerKind) -> bool:
    """Whether the kind has a rule that gives it weights or biases."""
    return any(rule.target in ("weights", "biases") and rule.expr != Num(0) for rule in kind.rules)
