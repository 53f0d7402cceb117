"""A row of a summary as a layer of the catalogue: its figures, and how they come about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from symcnn.answers.derive.derive import derivations_of
from symcnn.core.record import record
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.models.model import KERAS, PYTORCH
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.made_layers import Made, figures_of
from symcnn.network.wiring.layer_kinds import kind

_COUNTS = ("weights", "params")
SHOWN = ("O", "N", *_COUNTS)
"""What a row prints: sizes, channels and the number of parameters, which weights are a part of."""


@record
class RowLayer:
    """A layer with its arguments on an input of these sizes, channels last; `counts_alone` where only counts follow."""

    made: Made
    sizes: tuple[int, ...]
    is_torch: bool
    counts_alone: bool = False

    @property
    def figures(self) -> LayerFigures | None:
        """The catalogue's figures; None where the layer does not fit."""
        found = self._network
        return found.layers[-1] if found else None

    @property
    def params(self) -> int | None:
        """The number of parameters."""
        figures = self.figures
        value = figures["params"] if figures else None
        return value if isinstance(value, int) else None

    @property
    def written(self) -> str:
        """The layer in the language's words: ``conv(N=6, K=5)``."""
        return f"{self.made.kind}({', '.join(f'{name}={plain_text(value)}' for name, value in self.made.arguments)})"

    @property
    def departures(self) -> int:
        """How many arguments are not what they are where nobody tells them."""
        given, found = dict(self.made.arguments), 0
        for name, parameter in kind(self.made.kind, {}).parameters.items():
            usual = parameter.default
            usual = given.get(usual.name, usual) if isinstance(usual, Sym) else usual
            found += usual is not None and given.get(name, usual) != usual
        return found

    @property
    def workings(self) -> tuple[Expr, ...]:
        """How the catalogue comes to the sizes and to the number of parameters."""
        return _workings(self)

    @property
    def _network(self) -> Figures | None:
        return figures_of(self.sizes, [self.made], PYTORCH if self.is_torch else KERAS)


@lru_cache(maxsize=1024)
def _workings(layer: RowLayer) -> tuple[Expr, ...]:
    found = layer._network
    wanted = _COUNTS if layer.counts_alone else SHOWN
    return tuple(numeric_workings(found, found.layers[-1], wanted)) if found else ()


def numeric_workings(figures: Figures, layer: LayerFigures, quantities: Collection[str]) -> Iterator[Expr]:
    """The working of each figure of a layer in numbers: from where they are put in, to the result."""
    for derivation in derivations_of(figures, layer, quantities):
        lines = tuple(line for line in derivation.lines if not names(line))
        if len(lines) > 1 and lines[-1] != Num(0):
            yield Op("=", lines)
