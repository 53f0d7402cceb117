"""Maps of one place that meet every place of a larger one, as frameworks broadcast them."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.network.figures.figures import LayerFigures, Shared, Sizes
from symcnn.network.figures.values import Value


def stretched(sizes: tuple[Sizes, ...], channels: tuple[Value, ...]) -> tuple[tuple[Sizes, ...], tuple[Value, ...]]:
    """Sizes and channels, where what is 1 along an axis, or is a vector, has the size of a larger one.

    >>> stretched(((1, 1), (8, 6), ()), (16, 1, 16))
    (((8, 6), (8, 6), (8, 6)), (16, 16, 16))
    >>> stretched(((2, 1), (8, 6)), (16, 16))
    (((2, 6), (8, 6)), (16, 16))
    """
    axes = max(map(len, sizes))
    maps = [size or (1,) * axes for size in sizes]
    if any(len(size) != axes for size in maps):
        return sizes, channels
    columns = [_stretched(column) for column in zip(*maps, strict=True)]
    return tuple(zip(*columns, strict=True)) if axes else sizes, _stretched(channels)


def _stretched(column: Sequence[Value]) -> tuple[Value, ...]:
    larger = next((size for size in column if size != 1), 1)
    return tuple(larger if size == 1 else size for size in column)


def moving(shared: Shared, inputs: tuple[LayerFigures, ...]) -> tuple[LayerFigures, ...]:
    """The inputs whose places go along with those of the output: of one that is stretched, a place meets several."""
    return inputs if len(inputs) < 2 else tuple(source for source in inputs if not _is_stretched(shared, source))


def _is_stretched(shared: Shared, source: LayerFigures) -> bool:
    size = source.shared.size or (1,) * len(shared.size)
    return any(before == 1 and after != 1 for before, after in zip(size, shared.size, strict=False))
