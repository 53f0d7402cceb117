"""Figures of layers that no file describes: of a row of a table, of a sentence in a chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from symcnn.core.record import record
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.syntax import Argument, ConventionLine, InputLine, LayerLine, Program, Texts, Word
from symcnn.network.wiring.elaborate import elaborate


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


@lru_cache(maxsize=4096)
def _figures(sizes: tuple[int, ...], layers: tuple[Made, ...], preset: str) -> Figures | None:
    shape: Expr = Op("x", tuple(map(Num, sizes))) if len(sizes) > 1 else Num(sizes[0])
    lines = [
        LayerLine(
            Word(f"layer_{place}", 0, 0),
            Word(layer.kind, 0, 0),
            tuple(Argument(name, value) for name, value in layer.arguments),
            (),
        )
        for place, layer in enumerate(layers, 1)
    ]
    chosen = (ConventionLine(Word(preset, 0, 0), None, "", Texts()),) if preset else ()
    network, faults = elaborate(Program(Source("", ""), (*chosen, InputLine(shape), *lines)))
    if network is None or faults:
        return None
    figures, faults = measure(network)
    return None if faults else figures
