"""Which windows lead from one map to the next, and which kernels explain a number of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product as combinations
from math import gcd, isqrt

from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.models.frameworks.call_arguments import by_axis

Sizes = tuple[int | None, ...]

_LARGEST = 15
_DILATIONS = (1, 2, 3, 4)
_CHANNELS_OF_IMAGES = (3, 1, 2, 4)
_GROUPS = (2, 4, 8, 16, 32, 64)


@record
class Kernel:
    """What explains a number of parameters: the sizes, the input's channels, groups, and whether there are biases."""

    sizes: tuple[int, ...]
    channels: int
    groups: int
    bias: int

    @property
    def letters(self) -> dict[str, Expr]:
        """The kernel in the catalogue's letters."""
        found = {"K": by_axis(tuple(map(Num, self.sizes))), "bias": Num(self.bias)}
        return found | ({"G": Num(self.groups)} if self.groups > 1 else {})


@record
class Window:
    """How a window moves: `padding` is a number on each side, None for as much as the stride needs."""

    size: tuple[int, ...]
    stride: int
    dilation: int
    padding: int | None
    up: bool = False

    @property
    def letters(self) -> dict[str, Expr]:
        """The way of the window in the catalogue's letters."""
        found: dict[str, Expr] = {
            "S": Num(self.stride),
            "P": Sym("same") if self.padding is None else Num(self.padding),
        }
        found |= {"D": Num(self.dilation)} if self.dilation > 1 else {}
        return found | ({"round": Sym("ceil")} if self.up else {})


def kernels(params: int, channels: int | None, count: int, axes: int, *, depthwise: bool = False) -> Iterator[Kernel]:
    """The kernels that give this number of parameters, the likeliest first; `count` of them.

    >>> next(kernels(34944, None, 96, 2)).sizes, next(kernels(156, 1, 6, 2)).sizes
    ((11, 11), (5, 5))
    """
    if not count or params % count:
        return
    share = params // count
    each = [(share - bias, bias) for bias in (1, 0) if share > bias and (bias or count != share + 1)]
    if depthwise:
        for area, bias in each:
            for sizes in _of_area(area, axes):
                yield Kernel(sizes, 1, 1, bias)
        return
    if channels is None:
        yield from _with_unknown_channels(each, axes)
        return
    later = []
    for weights, bias in each:
        for groups in dict.fromkeys((1, channels, *_GROUPS)):
            if channels % groups or count % groups or weights * groups % channels:
                continue
            for sizes in _of_area(weights * groups // channels, axes):
                found = Kernel(sizes, channels, groups, bias)
                is_square = len({*sizes}) == 1
                if groups in (1, channels) and is_square:
                    yield found
                elif groups == 1 or is_square:
                    later.append(found)
    yield from later


def is_multiple(params: int, channels: int, count: int) -> bool:
    """Whether any kernel at all, in any groups, has this number of parameters."""
    least = channels // gcd(channels, count)
    return params % count == 0 and any((params // count - bias) % least == 0 for bias in (0, 1))


def _with_unknown_channels(each: Sequence[tuple[int, int]], axes: int) -> Iterator[Kernel]:
    """An image has three channels or one; a square kernel is likelier, one with biases, one with a middle."""
    found = [
        Kernel(sizes, channels, 1, bias)
        for weights, bias in each
        for channels in _CHANNELS_OF_IMAGES
        if weights % channels == 0
        for sizes in _of_area(weights // channels, axes)
    ]
    yield from sorted(found, key=_unusual)


def _unusual(kernel: Kernel) -> tuple[bool, bool, bool, bool]:
    return len({*kernel.sizes}) > 1, kernel.channels % 2 == 0, not kernel.bias, kernel.sizes[0] % 2 == 0


@lru_cache(maxsize=4096)
def _of_area(area: int, axes: int) -> tuple[tuple[int, ...], ...]:
    """The kernels of this many places, equal sides first."""
    if axes == 1:
        return ((area,),) if 1 <= area <= _LARGEST**2 else ()
    if not 1 <= area <= _LARGEST**axes:
        return ()
    sides: list[tuple[int, ...]]
    if axes == 2:
        sides = [(one, area // one) for one in range(1, _LARGEST + 1) if area % one == 0 and area // one <= _LARGEST]
    else:
        sides = [
            (one, two, area // one // two)
            for one, two in combinations(range(1, 8), repeat=2)
            if area % (one * two) == 0 and area // one // two <= 7
        ]
    root = isqrt(area)
    return tuple(sorted(sides, key=lambda sizes: (len({*sizes}) > 1, abs(sizes[0] - root))))


@lru_cache(maxsize=4096)
def window(kernel: tuple[int, ...], before: Sizes, after: Sizes, *, padded: bool, pools: bool = False) -> Window | None:
    """How a window of this size leads from one map to the next, the same on all axes; None where none does.

    `padded` allows any padding (PyTorch); without it there are none and ``"same"`` (Keras).
    """
    pairs = [
        (k, size, found)
        for k, size, found in zip(kernel, before, after, strict=True)
        if size is not None and found is not None
    ]
    most = max(kernel)
    is_even = any(k % 2 == 0 for k in kernel)
    for dilation in (1,) if pools or is_even else _DILATIONS:
        for stride in (most, *range(1, most)) if pools else (1, 2, *range(3, min(max(most, 4), _LARGEST) + 1), most):
            if all(_fits(k, size, found, stride, dilation, 0) for k, size, found in pairs):
                return Window(kernel, stride, dilation, 0)
            if (not padded or stride <= 2) and all(found == -(-size // stride) for _, size, found in pairs):
                return Window(kernel, stride, dilation, None)
            if not padded:
                continue
            for padding in range(1, (dilation * (most - 1) + 1) // 2 + 1):
                if all(_fits(k, size, found, stride, dilation, padding) for k, size, found in pairs):
                    return Window(kernel, stride, dilation, padding)
            for padding in range(2) if pools else ():
                if all(size + 2 * padding >= k and found == _up(k, size, stride, padding) for k, size, found in pairs):
                    return Window(kernel, stride, dilation, padding, up=True)
    return None


def _fits(kernel: int, size: int, found: int, stride: int, dilation: int, padding: int) -> bool:
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    return room >= 0 and found == room // stride + 1


def _up(kernel: int, size: int, stride: int, padding: int) -> int:
    return -(-(size + 2 * padding - kernel) // stride) + 1


@lru_cache(maxsize=4096)
def pooling(before: Sizes, after: Sizes, *, padded: bool) -> Window | None:
    """The smallest square window that leads from one map to the next, the stride its size if that will do."""
    axes = len(before)
    if not axes:
        return None
    sides = tuple(size for size in before if size is not None)
    if len(sides) == axes and set(after) == {1} and len({*sides}) == 1:
        return Window(sides, sides[0], 1, 0)
    for size in (*range(2, _LARGEST + 1), 1):
        found = window((size,) * axes, before, after, padded=padded, pools=True)
        if found is not None and (found.padding is not None or size <= found.stride + 1):
            return found
    return None


def upward(kernel: tuple[int, ...], before: Sizes, after: Sizes, *, padded: bool) -> dict[str, Expr] | None:
    """How a transposed convolution leads from one map to the next with one stride on all axes, in letters."""
    pairs = [(k, i, o) for k, i, o in zip(kernel, before, after, strict=True) if i is not None and o is not None]
    for stride in range(1, max(*kernel, 4) + 1):
        if padded:
            for padding in range(max(kernel)):
                for more in range(stride):
                    if all(o == (i - 1) * stride + k - 2 * padding + more for k, i, o in pairs):
                        return {"S": Num(stride), "P": Num(padding), "A": Num(more)}
        elif all(o == i * stride for _, i, o in pairs):
            return {"S": Num(stride), "P": Sym("same")}
        elif all(o == i * stride + max(k - stride, 0) for k, i, o in pairs):
            return {"S": Num(stride), "P": Sym("valid")}
    return None
