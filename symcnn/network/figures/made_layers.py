"""Figures of layers that no file describes: of a row of a table, of a sentence in a chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import starmap

from symcnn.core.limits import MAX_AXES
from symcnn.core.record import record
from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.core.written.tree import ONE, Expr, Num, Op
from symcnn.network.figures.figures import Figures, Shared
from symcnn.network.figures.layer_arguments import Arguments, arguments
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.measure import measure
from symcnn.network.language.syntax import Argument, ConventionLine, InputLine, LayerLine, Program, Texts, Word
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.layer_kinds import UnknownKind, kind
from symcnn.network.wiring.network import WiredLayer


@record
class Made:
    """A layer by its kind and arguments; it takes the output of the one before it."""

    kind: str
    arguments: tuple[tuple[str, Expr], ...]


def made(kind: str, arguments: Mapping[str, Expr]) -> Made:
    """The layer of a kind with these arguments."""
    return Made(kind, tuple(arguments.items()))


def figures_of(sizes: Sequence[int], layers: Sequence[Made], preset: str = "") -> Figures | None:
    """The figures of a chain of layers on an input of these sizes, channels last; None where it does not fit.

    They are counted as the tool of the `preset` counts.

    >>> found = figures_of((28, 28, 1), [made("conv", {"N": Num(6), "K": Num(5)})])
    >>> found.layers[-1].output, found.layers[-1]["params"]
    ((24, 24, 6), 156)
    """
    return _figures(tuple(sizes), tuple(layers), preset)


def alone(sizes: Sequence[int], layer: Made) -> Shared | None:
    """What a layer makes of an input of these sizes, channels last, whatever came before; None where it does not fit.

    >>> found = alone((28, 28, 1), made("conv", {"N": Num(6), "K": Num(5)}))
    >>> (*found.size, found.channels), found.values["params"]
    ((24, 24, 6), 156)
    >>> alone((28, 28, 1), made("mystery", {})) is None
    True
    """
    names = {name for name, _ in layer.arguments}
    try:
        found = kind(layer.kind, {})
    except UnknownKind:
        return None
    if min(sizes) < 1 or len(sizes) > MAX_AXES + 1 or not names.issuperset(found.required):
        return None
    measurer = _measurer(len(sizes))
    try:
        given = _given(layer, measurer.axes)
        return measurer.shared(_wired(layer), given, (tuple(sizes[:-1]),), (sizes[-1],))
    except Faulty:
        return None


@lru_cache(maxsize=4096)
def _given(layer: Made, axes: tuple[str, ...]) -> Arguments:
    return arguments(_wired(layer), {}, axes)


@lru_cache(maxsize=4096)
def _wired(layer: Made) -> WiredLayer:
    return WiredLayer(layer.kind, kind(layer.kind, {}), _line(layer), (0,))


def _line(layer: Made, name: Word | None = None) -> LayerLine:
    return LayerLine(name, Word(layer.kind, 0, 0), tuple(starmap(Argument, layer.arguments)), ())


@cache
def _measurer(dimensions: int) -> Measurer:
    """What measures layers on inputs of so many sizes, the channels among them, by our own conventions."""
    network, _ = elaborate(Program(Source("", ""), (InputLine(Op("x", (ONE,) * dimensions)),)))
    assert network is not None
    measurer = Measurer(network)
    measurer.input_shape({})
    return measurer


@lru_cache(maxsize=4096)
def _figures(sizes: tuple[int, ...], layers: tuple[Made, ...], preset: str) -> Figures | None:
    shape: Expr = Op("x", tuple(map(Num, sizes))) if len(sizes) > 1 else Num(sizes[0])
    lines = [_line(layer, Word(f"layer_{place}", 0, 0)) for place, layer in enumerate(layers, 1)]
    chosen = (ConventionLine(Word(preset, 0, 0), None, "", Texts()),) if preset else ()
    network, faults = elaborate(Program(Source("", ""), (*chosen, InputLine(shape), *lines)))
    if network is None or faults:
        return None
    figures, faults = measure(network)
    return None if faults else figures
