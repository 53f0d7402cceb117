"""A row as a layer of the catalogue: its figures, and how they come about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from symcnn.answers.derive.derive import derivations_of
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, names
from symcnn.models.model import KERAS, PYTORCH
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.made_layers import Made, figures_of, made

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
        found = figures_of(self.sizes, [self.made], PYTORCH if self.is_torch else KERAS)
        return found.layers[-1] if found else None

    @property
    def workings(self) -> tuple[Expr, ...]:
        """How the catalogue comes to the sizes and to the number of parameters."""
        return _workings(self)


def row_layer(
    kind: str, letters: dict[str, Expr], sizes: tuple[int | None, ...] | None, axes: int, channels: int, *, torch: bool
) -> RowLayer:
    """The layer on its input; where that is not known, on any that is large enough, of which only counts are told."""
    if sizes is not None and None not in sizes:
        known = tuple(size for size in sizes if size is not None)
        return RowLayer(made(kind, letters), (*known, channels), torch)
    return RowLayer(made(kind, letters), (*(_ENOUGH,) * axes, channels), torch, counts_alone=True)


_ENOUGH = 4096


@lru_cache(maxsize=1024)
def _workings(layer: RowLayer) -> tuple[Expr, ...]:
    found = figures_of(layer.sizes, [layer.made], PYTORCH if layer.is_torch else KERAS)
    if found is None:
        return ()
    wanted = _COUNTS if layer.counts_alone else SHOWN
    return tuple(numeric_workings(found, found.layers[-1], wanted))


def numeric_workings(figures: Figures, layer: LayerFigures, quantities: Collection[str]) -> Iterator[Expr]:
    """The working of each figure of a layer in numbers: from where they are put in, to the result."""
    for derivation in derivations_of(figures, layer, quantities):
        lines = tuple(line for line in derivation.lines if not names(line))
        if len(lines) > 1 and lines[-1] != Num(0):
            yield Op("=", lines)
