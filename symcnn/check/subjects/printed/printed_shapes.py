"""Shapes as they are printed: with a batch or not, with channels last, first, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from symcnn.check.subjects.layer_reading import Shape
from symcnn.documents.told.mark import Mark

MOST_COLOURS = 4
"""So few channels stand before the sizes of a picture, and no side of one is so short."""


def shape_of(mark: Mark) -> tuple[int, ...]:
    """The dimensions of a mark without the batch, as they stand; a whole number is one of them."""
    dims = mark.dims
    if mark.sort == "tuple" and dims and dims[0] is None:
        dims = dims[1:]
    known = tuple(dim for dim in dims if dim is not None)
    if len(known) < len(dims):
        return ()
    return known or (() if mark.whole is None else (mark.whole,))


def side_of(mark: Mark) -> int | None:
    """The side of a square, or a number; None where it is neither."""
    dims = {*shape_of(mark)} if mark.sort in ("shape", "tuple") and len(mark.dims) == 2 else {mark.whole}
    return dims.pop() if len(dims) == 1 and mark.sort in ("number", "shape", "tuple") else None


def placed(dims: tuple[int, ...], channels: int | None, usual: Sequence[Shape]) -> tuple[Shape, ...]:
    """The shapes that printed dimensions may be, channels last.

    Channels that are not printed are those told elsewhere, or those of the `usual` shapes.

    >>> placed((3, 224, 224), None, ()), placed((28, 28), 6, ()), placed((14, 14), None, [(28, 28, 6)])
    (((224, 224, 3),), ((28, 28, 6),), ((14, 14, 6),))
    >>> placed((1, 40, 56), None, ()), placed((40, 56, 6), None, ())
    (((40, 56, 1),), ((40, 56, 6),))
    """
    match dims:
        case (size,):
            return ((size,),) if channels is None else ((size, size, channels),)
        case (_, _):
            counts = (
                [channels]
                if channels is not None
                else [*dict.fromkeys(shape[-1] for shape in usual if len(shape) > 1)] or [None]
            )
            return tuple((*dims, count) for count in counts)
        case (_, *shape) if len(dims) == 4:
            return placed(tuple(shape), channels, usual)
        case (first, second, third) if second == third != first:
            return ((second, third, first),)
        case (first, second, third) if first <= MOST_COLOURS < min(second, third):
            return ((second, third, first),)
    return (dims,)


def along_axes(dims: tuple[int, ...], channels: int | None, axes: int) -> tuple[Shape, ...]:
    """The shapes that printed dimensions may be along one axis or three, channels last; none of a picture.

    >>> along_axes((1000,), 1, 1), along_axes((1, 1000), None, 1)
    (((1000, 1),), ((1000, 1), (1, 1000)))
    >>> along_axes((3, 16, 64, 64), None, 3), along_axes((32, 32, 3), None, 3)
    (((16, 64, 64, 3),), ())
    >>> along_axes((9, 9, 9), None, 3), along_axes((9, 20, 24, 28), None, 3)
    (((9, 9, 9, None),), ((20, 24, 28, 9), (9, 20, 24, 28)))
    """
    match axes, dims:
        case (1, (size,)) | (1, (_, size)) if channels is not None and dims[0] in (size, channels):
            return ((size, channels),)
        case (1, (size,)):
            return ((size, None), (size, 1))
        case (1, (first, second)):
            return ((second, first), (first, second))
        case (1, (_, _, _)) | (3, (_, _, _, _, _)):
            return along_axes(dims[1:], channels, axes)  # behind a batch
        case (3, (_, _, _, _)):
            return volumes_of(dims, channels)
        case (3, (first, _, third)) if channels is not None or min(first, third) > MOST_COLOURS:
            return ((*dims, channels),)
    return ()


def volumes_of(dims: tuple[int, ...], channels: int | None) -> tuple[Shape, ...]:
    """The shapes of a volume whose channels stand first or last, as its sides and what is known of these tell."""
    first, second, third, fourth = dims
    ahead, behind = (second, third, fourth, first), dims
    are_ends = first == channels, fourth == channels
    if are_ends == (False, False):
        are_ends = third == fourth, second == third
    match are_ends:
        case True, False:
            return (ahead,)
        case False, True:
            return (behind,)
    return (ahead, behind)


def is_printed_as(shape: Shape, dims: Sequence[int]) -> bool:
    """Whether printed dimensions are those of a shape, as far as it is known, in one of the usual orders.

    >>> [is_printed_as((28, 28, 6), dims) for dims in ((6, 28, 28), (28, 28), (4704,), (27, 27, 6))]
    [True, True, True, False]
    """
    sizes, channels = shape[:-1], shape[-1]
    if len(dims) == len(shape) + 1:
        dims = dims[1:]
    if len(dims) == len(shape):
        return any(_agree(order, dims) for order in (shape, (channels, *sizes)))
    if len(dims) == len(sizes):
        return _agree(sizes, dims)
    if len(dims) == 1:
        return (None not in shape and dims[0] == prod(size or 0 for size in shape)) or (
            len(set(sizes)) == 1 and dims[0] == sizes[0]
        )
    return False


def _agree(sizes: Shape, dims: Sequence[int]) -> bool:
    if None not in sizes:
        return sizes == tuple(dims)
    return all(size is None or size == dim for size, dim in zip(sizes, dims, strict=True))
