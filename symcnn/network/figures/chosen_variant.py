"""The formulas of a kind in the situation of a layer, and the axes of what comes out of it."""

from __future__ import annotations

from functools import lru_cache

from symcnn.core.written.tree import Expr
from symcnn.network.figures.variant import AXIS_NAMES, Situation, Variant, traits_in, variant
from symcnn.network.wiring.layer_kinds import LayerKind


@lru_cache(maxsize=4096)
def chosen_variant(
    kind: LayerKind,
    given: frozenset[str],
    words: frozenset[tuple[str, str | int]],
    axes: tuple[str, ...],
    split: frozenset[str],
    inputs: int,
    sizes: int,
    table: Expr | None,
) -> tuple[Variant, tuple[str, ...]]:
    """The formulas of a kind in this situation, and the axes of what comes out: so many `sizes` where it reshapes.

    Raises `EndlessRule`, and `TooLarge`.
    """
    traits = traits_in(kind, given, words)
    out_axes = _out_axes(traits, axes, sizes)
    flat = not axes
    given |= traits | ({"flat"} if flat else set())
    return variant(kind, Situation(given, words, axes, out_axes, flat, split, inputs, table)), out_axes


def _out_axes(traits: frozenset[str], axes: tuple[str, ...], sizes: int) -> tuple[str, ...]:
    """The axes of a layer's output; a kind that reshapes is told them by its sizes."""
    if "vector" in traits:
        return ()
    if "reshape" in traits:
        return AXIS_NAMES[sizes]
    return axes or (AXIS_NAMES[1] if "sequence" in traits else ())
