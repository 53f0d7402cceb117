"""Sizes as they are printed: ``28×28×6``."""

from __future__ import annotations

from symcnn.core.written.tree import Expr, Op
from symcnn.network.figures.figures import Sizes
from symcnn.network.figures.values import Value, as_written


def size_of(value: Value | Sizes) -> Expr:
    """A value, or sizes joined by ``×``."""
    if isinstance(value, tuple):
        return Op("x", tuple(map(as_written, value))) if len(value) > 1 else as_written(value[0])
    return as_written(value)
