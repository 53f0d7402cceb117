"""Why a quantity of two counterparts differs: one thing is changed at a time, and the rule evaluated anew.

Each change turns one layer into another that could stand in a network; its contribution is the difference
that it makes there. So the contributions add up to the whole difference, exactly and always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations

from symcnn.answers.compare.makeup import Makeup, shape
from symcnn.core.algebra import symbolic
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.network.figures.figures import Figures, LayerFigures, Shared
from symcnn.network.figures.layer_arguments import SymbolValues
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.values import Value, as_written, is_number
from symcnn.network.language.syntax import Argument, LayerLine, Word
from symcnn.network.wiring.network import WiredLayer


class Aspect(StrEnum):
    """What may differ between two layers."""

    KIND = "kind"
    ARGUMENT = "argument"
    CHANNELS = "channels"
    SIZE = "size"
    INPUT = "input"
    CONVENTION = "convention"
    ROUNDS = "rounds"
    ONLY = "only"


@record
class Change:
    """One thing that differs: its name, and what it is in either layer (several for several inputs)."""

    aspect: Aspect
    name: str
    first: tuple[Expr, ...]
    second: tuple[Expr, ...]


@record
class Cause:
    """The changes made at once, the quantity `before` and `after` them, and what they contribute.

    They are more than one only where no layer lies between: where one change alone leaves sizes that do not fit.
    """

    changes: tuple[Change, ...]
    before: Value
    after: Value
    contribution: Value


def less(value: Value, other: Value) -> Value:
    """The difference of two values, multiplied out where symbols are left."""
    if is_number(value) and is_number(other):
        return value - other
    return symbolic.less(value, other)


def changes(first: Makeup, second: Makeup) -> tuple[Change, ...]:
    """What differs between two layers, in the order in which it is changed."""
    found = list(_changes(first, second))
    return tuple(sorted(found, key=_order))


_FIRST_NAMES = ("N", "K", "C", "I")


def _order(change: Change) -> tuple[int, int]:
    aspects = (Aspect.KIND, Aspect.INPUT, Aspect.ARGUMENT, Aspect.CONVENTION)
    aspect = Aspect.ARGUMENT if change.aspect in (Aspect.CHANNELS, Aspect.SIZE) else change.aspect
    place = _FIRST_NAMES.index(change.name) if change.name in _FIRST_NAMES else len(_FIRST_NAMES)
    return aspects.index(aspect), place


def _changes(first: Makeup, second: Makeup) -> Iterator[Change]:
    if first.kind is not second.kind:
        yield Change(Aspect.KIND, "", (Sym(first.kind.name),), (Sym(second.kind.name),))
    others = dict(second.arguments)
    for name, value in first.arguments:
        if name in others and others[name] != value and not _both_follow(name, first, second):
            yield Change(Aspect.ARGUMENT, name, (value,), (others[name],))
    if list(map(len, first.sizes)) != list(map(len, second.sizes)):
        yield Change(Aspect.INPUT, "", _shapes(first), _shapes(second))
    else:
        if first.channels != second.channels:
            yield Change(Aspect.CHANNELS, "C", _written(first.channels), _written(second.channels))
        if first.sizes != second.sizes:
            yield Change(Aspect.SIZE, "I", tuple(map(shape, first.sizes)), tuple(map(shape, second.sizes)))
    conventions = dict(second.conventions)
    for name, number in first.conventions:
        if conventions[name] != number:
            yield Change(Aspect.CONVENTION, name, (Num(number),), (Num(conventions[name]),))


def _shapes(makeup: Makeup) -> tuple[Expr, ...]:
    return tuple(shape(size, (channels,)) for size, channels in zip(makeup.sizes, makeup.channels, strict=True))


def _written(values: Sequence[Value]) -> tuple[Expr, ...]:
    return tuple(map(as_written, values))


def mixed(first: Makeup, second: Makeup, made: frozenset[Change]) -> Makeup:
    """The first layer after some of the changes that turn it into the second."""
    done = {(change.aspect, change.name) for change in made}

    def side(aspect: Aspect, name: str = "") -> Makeup:
        return second if (aspect, name) in done else first

    kind = side(Aspect.KIND).kind
    sources = {name: _source(name, side(Aspect.ARGUMENT, name), first, second) for name in kind.parameters}
    given = tuple((name, dict(source.arguments)[name]) for name, source in sources.items())
    following = frozenset(name for name in kind.parameters if _both_follow(name, first, second))
    whole = side(Aspect.INPUT)
    conventions = tuple((name, dict(side(Aspect.CONVENTION, name).conventions)[name]) for name, _ in first.conventions)
    return Makeup(
        kind,
        given,
        frozenset(name for name, source in sources.items() if name in source.words),
        following,
        whole.axes,
        whole.sizes if whole is second else side(Aspect.SIZE, "I").sizes,
        whole.channels if whole is second else side(Aspect.CHANNELS, "C").channels,
        conventions,
    )


def _source(name: str, wanted: Makeup, first: Makeup, second: Makeup) -> Makeup:
    """Where an argument comes from: a parameter that only one of the kinds has comes with that kind."""
    if name in wanted.kind.parameters:
        return wanted
    return second if wanted is first else first


def _both_follow(name: str, first: Makeup, second: Makeup) -> bool:
    if name not in first.following or name not in second.following:
        return False
    return first.kind.parameters[name].default == second.kind.parameters[name].default


class Workbench:
    """Measures layers that stand in no network; lives for one comparison."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.measurers: dict[object, Measurer] = {}
        self.known: dict[object, tuple[Cause, ...]] = {}

    def shared(self, makeup: Makeup) -> Shared:
        """What the layer's figures are.

        Raises `Faulty` where there can be no such layer.
        """
        for name in makeup.words:
            if dict(makeup.arguments)[name] not in tuple(map(Sym, makeup.kind.words.get(name, ()))):
                raise Faulty(Fault("not-a-word", 0, 0))
        given = (Argument(name, expr) for name, expr in makeup.arguments if name not in makeup.following)
        line = LayerLine(None, Word(makeup.kind.name, 0, 0), tuple(given), ())
        layer = WiredLayer("", makeup.kind, line, ())
        measurer = self.measurer(makeup.conventions, makeup.axes)
        return measurer.shared(
            layer, measurer.given(layer, SymbolValues(), makeup.sizes), makeup.sizes, makeup.channels
        )

    def measurer(self, conventions: tuple[tuple[str, Number], ...], axes: tuple[str, ...]) -> Measurer:
        key = (conventions, axes)
        if key not in self.measurers:
            self.measurers[key] = Measurer(self.figures.network.with_conventions(dict(conventions)))
            self.measurers[key].axes = axes
        return self.measurers[key]

    def causes(
        self,
        quantity: str,
        layers: tuple[LayerFigures, LayerFigures],
        made_of: tuple[Makeup, Makeup],
        differing: tuple[Change, ...],
    ) -> tuple[Cause, ...]:
        """The causes of a difference between two counterparts, in the order in which they were changed."""
        first, second = layers
        before, after = first.in_all_rounds(quantity), second.in_all_rounds(quantity)
        if first.repetitions != second.repetitions:
            differing = (*differing, Change(Aspect.ROUNDS, "", _rounds(first), _rounds(second)))
            return (Cause(differing, before, after, less(after, before)),)
        key = (quantity, made_of, first.repetitions)
        if key not in self.known:

            def value(made: frozenset[Change]) -> Value:
                shared = self.shared(mixed(*made_of, made))
                return replace(first, shared=shared).in_all_rounds(quantity)

            steps = one_at_a_time(differing, value, before, after)
            self.known[key] = tuple(cause for cause in steps if cause.contribution != 0)
        return self.known[key]


def _rounds(layer: LayerFigures) -> tuple[Expr, ...]:
    return tuple(as_written(repetition.count) for repetition in layer.repetitions) or (Num(1),)


def one_at_a_time(
    differing: tuple[Change, ...], value: Callable[[frozenset[Change]], Value], before: Value, after: Value
) -> Iterator[Cause]:
    """The way from `before` to `after`: the first change that is possible, alone or else with another one."""
    made: frozenset[Change] = frozenset()
    while len(made) < len(differing):
        left = tuple(change for change in differing if change not in made)
        step, reached = _next(left, made, value, after)
        yield Cause(step, before, reached, less(reached, before))
        made |= {*step}
        before = reached


def _next(
    left: tuple[Change, ...], made: frozenset[Change], value: Callable[[frozenset[Change]], Value], after: Value
) -> tuple[tuple[Change, ...], Value]:
    for size in (1, 2):
        for step in combinations(left, size):
            if len(step) == len(left):
                break
            try:
                reached = value(made | {*step})
            except (Faulty, ArithmeticError):
                continue
            if reached is not None:
                return step, reached
    return left, after
