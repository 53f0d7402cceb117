"""The figures of a layer under one reading of what is not told."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num

Shape = tuple[int | None, ...]
"""Sizes, then channels; None is unknown."""

ANY_DEPTH = 8
"""How deep a map is of which only the sizes are followed."""


@record
class LayerReading:
    """What a layer gives under one reading.

    `departs` names where the reading leaves the plain one, `cost` how far. `output` and `figures` are what is
    known: what depends on a size that is not told is left out. `shape` is what comes in, `kind` and `arguments`
    are the layer in the catalogue; `parts` are the readings of layers that are told of as one.
    """

    cost: int
    departs: frozenset[str]
    shape: Shape
    kind: str
    arguments: tuple[tuple[str, Expr], ...]
    output: Shape
    figures: Mapping[str, int]
    parts: tuple[LayerReading, ...] = ()

    @property
    def told_numbers(self) -> frozenset[int | None]:
        """What the layer has and takes in as it is told: a number that is the same follows from nothing."""
        arguments = (int(value.value) for _, value in self.arguments if isinstance(value, Num))
        return frozenset({*self.shape, *arguments})
