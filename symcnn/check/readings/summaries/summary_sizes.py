"""Which arguments a layer may have that leads from one map to the next, or has so many parameters: what is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product as combinations
from math import gcd, isqrt

from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.models.frameworks.call_arguments import by_axis, pair
from symcnn.network.wiring.layer_kinds import kind

Sizes = tuple[int | None, ...]
Letters = Mapping[str, Expr]

_LARGEST = 15
_DILATIONS = (1, 2, 3, 4)
_CHANNELS_OF_IMAGES = (3, 1, 2, 4)
_GROUPS = (2, 4, 8, 16, 32, 64)
_LARGEST_GROUPED = 11
"""A larger kernel that sees only a part of the channels is taken for none."""
_NO_PADDING = range(0)
_MULTIPLIERS = (1, 2, 3, 4)


@record
class Kernel:
    """What explains a number of parameters: the sizes, the input's channels, groups, and whether there are biases.

    `multiplier` tells how many kernels each channel has before all channels are mixed; 0 where nothing is mixed so.
    """

    sizes: tuple[int, ...]
    channels: int
    groups: int
    bias: int
    multiplier: int = 0

    @property
    def letters(self) -> Letters:
        """The kernel in the catalogue's letters."""
        found = {"K": by_axis(tuple(map(Num, self.sizes))), "bias": Num(self.bias)}
        found |= {"M": Num(self.multiplier)} if self.multiplier else {}
        return found | ({"G": Num(self.groups)} if self.groups > 1 else {})

    @property
    def is_usual(self) -> bool:
        """Whether such a kernel is often seen."""
        is_square, is_odd = len({*self.sizes}) == 1, self.sizes[0] % 2 == 1
        return is_square and (self.groups == 1 or (self.groups == self.channels and is_odd))


def kernels(
    params: int, channels: int | None, count: int, axes: int, form: RowForm = RowForm.KERNELS
) -> Iterator[Kernel]:
    """The kernels that give this number of parameters, the likeliest first; `count` of them.

    >>> next(kernels(34944, None, 96, 2)).sizes, next(kernels(156, 1, 6, 2)).sizes
    ((11, 11), (5, 5))
    """
    if form is RowForm.SEPARATED:
        for depth, bias in combinations(_MULTIPLIERS if channels else (), (1, 0)):
            area, rest = divmod(params - (channels or 1) * depth * count - bias * count, (channels or 1) * depth)
            yield from (Kernel(sizes, channels or 1, 1, bias, depth) for sizes in _of_area(area, axes) if not rest)
        return
    share, rest = divmod(params, count)
    if rest or (form is RowForm.DEPTHWISE and channels and count % channels):
        return
    each = [(share - bias, bias) for bias in (1, 0) if share > bias and (bias or count != share + 1)]
    if form is RowForm.DEPTHWISE:
        yield from (Kernel(sizes, 1, 1, bias) for area, bias in each for sizes in _of_area(area, axes))
        return
    ways = [(depth, 1) for depth in _CHANNELS_OF_IMAGES]
    if channels is not None:
        ways = [(channels, groups) for groups in dict.fromkeys((1, channels, *_GROUPS))]
    found = [
        Kernel(sizes, depth, groups, bias)
        for weights, bias in each
        for depth, groups in ways
        if weights * groups % depth == depth % groups == count % groups == 0
        for sizes in _of_area(weights * groups // depth, axes)
        if groups == 1 or (len({*sizes}) == 1 and max(sizes) <= _LARGEST_GROUPED)
    ]
    yield from sorted(found, key=_unusual if channels is None else _partial)


def _unusual(kernel: Kernel) -> tuple[bool, bool, bool, bool]:
    """An image has three channels or one; a square kernel is likelier, one with biases, one with a middle."""
    return len({*kernel.sizes}) > 1, kernel.channels % 2 == 0, not kernel.bias, kernel.sizes[0] % 2 == 0


def _partial(kernel: Kernel) -> bool:
    """A square kernel on all channels or on one is likelier."""
    return kernel.groups not in (1, kernel.channels) or len({*kernel.sizes}) > 1


def has_any_kernel(params: int, channels: int, count: int) -> bool:
    """Whether any kernel at all, in any groups, has this number of parameters."""
    least = channels // gcd(channels, count)
    return params % count == 0 and any((params // count - bias) % least == 0 for bias in (0, 1))


@lru_cache(maxsize=4096)
def _of_area(area: int, axes: int) -> tuple[tuple[int, ...], ...]:
    """The kernels of this many places, equal sides first."""
    if axes == 1:
        return ((area,),) if 1 <= area <= _LARGEST**2 else ()
    most = _LARGEST if axes == 2 else _LARGEST // 2
    if not 1 <= area <= most**axes:
        return ()
    starts = combinations(range(1, most + 1), repeat=axes - 1)
    sides = ((*start, area // _product(start)) for start in starts if area % _product(start) == 0)
    root = isqrt(area)
    fitting = (sizes for sizes in sides if sizes[-1] <= most)
    return tuple(sorted(fitting, key=lambda sizes: (len({*sizes}) > 1, abs(sizes[0] - root))))


def _product(sizes: Sequence[int]) -> int:
    return sizes[0] * (sizes[1] if len(sizes) > 1 else 1)


@lru_cache(maxsize=16384)
def window(
    kernel: tuple[int, ...], before: Sizes, after: Sizes, *, padded: bool, pools: bool = False
) -> Letters | None:
    """How a window of this size leads from one map to the next, the same on all axes, in letters.

    `padded` allows any padding (PyTorch); without it there are none and ``"same"`` (Keras).
    """
    axes = [axis for axis in zip(kernel, before, after, strict=True) if None not in axis]
    pairs = [*dict.fromkeys((k, size or 0, found or 0) for k, size, found in axes)]
    most = max(kernel)
    is_even = any(k % 2 == 0 for k in kernel)
    for dilation in (1,) if pools or is_even else _DILATIONS:
        for stride in (most, *range(1, most)) if pools else (1, 2, *range(3, min(max(most, 4), _LARGEST) + 1), most):
            paddings = _paddings(pairs, dilation, stride, (dilation * (most - 1) + 1) // 2 if padded else 0)
            if 0 not in paddings and (not padded or stride <= 2) and _stays_same(pairs, stride):
                return {**_strides(stride, dilation), "P": Sym("same")}
            if paddings:
                return {**_strides(stride, dilation), "P": Num(paddings[0])}
            for padding in range(2) if pools and padded else ():
                rooms = [(size + 2 * padding - k, found) for k, size, found in pairs]
                if all(room >= 0 and found == -(-room // stride) + 1 for room, found in rooms):
                    return {**_strides(stride, dilation), "P": Num(padding), "round": Sym("ceil")}
    return None


def _strides(stride: int, dilation: int) -> Letters:
    return {"S": Num(stride), **({"D": Num(dilation)} if dilation > 1 else {})}


def _stays_same(pairs: Sequence[tuple[int, int, int]], stride: int) -> bool:
    return all(found == -(-size // stride) for _, size, found in pairs)


def _paddings(pairs: Sequence[tuple[int, int, int]], dilation: int, stride: int, most: int) -> range:
    """The paddings up to `most` with which a window leads along all axes from one size to the next."""
    first, last = 0, most
    for k, size, found in pairs:
        spare = size - dilation * (k - 1) - 1
        least, greatest = -((spare - (found - 1) * stride) // 2), (found * stride - 1 - spare) // 2
        if greatest < first or least > last or found < 1:
            return _NO_PADDING
        first, last = max(first, least), min(last, greatest)
    return range(first, last + 1)


@lru_cache(maxsize=4096)
def pooling(before: Sizes, after: Sizes, *, padded: bool) -> Letters | None:
    """The smallest square window that leads from one map to the next, the stride its size if that will do."""
    axes = len(before)
    if axes and set(after) == {1} and len({*before}) == 1 and before[0] is not None:
        return {"K": Num(before[0]), "S": Num(before[0]), "P": Num(0)}
    for size in (*range(2, _LARGEST + 1), 1) if axes else ():
        found = window((size,) * axes, before, after, padded=padded, pools=True)
        if found is not None and (found["P"] != Sym("same") or found["S"] in (Num(size), Num(size - 1))):
            return {"K": Num(size), **found}
    return None


def upward(kernel: tuple[int, ...], before: Sizes, after: Sizes, *, padded: bool) -> Letters | None:
    """How a transposed convolution leads from one map to the next with one stride on all axes, in letters."""
    pairs = [(k, i, o) for k, i, o in zip(kernel, before, after, strict=True) if i is not None and o is not None]
    for stride in range(1, max(*kernel, 4) + 1):
        if not padded and all(o == i * stride for _, i, o in pairs):
            return {"S": Num(stride), "P": Sym("same")}
        if not padded and all(o == i * stride + max(k - stride, 0) for k, i, o in pairs):
            return {"S": Num(stride), "P": Sym("valid")}
        for padding, more in combinations(range(max(kernel)), range(stride)) if padded else ():
            if all(o == (i - 1) * stride + k - 2 * padding + more for k, i, o in pairs):
                return {"S": Num(stride), "P": Num(padding), "A": Num(more)}
    return None


def arguments(name: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Letters]:
    """What the one argument of a kind may be: how many times one size is the other, or what they differ in."""
    found = kind(name, {})
    if len(found.required) != 1:
        yield {}
        return
    (letter,) = found.required
    both = [(max(sizes), min(sizes)) for sizes in pairs]
    if all(more % less == 0 for more, less in both):
        yield {letter: by_axis([Num(more // less) for more, less in both])}
    if all((more - less) % 2 == 0 for more, less in both):
        yield {letter: by_axis([Num((more - less) // 2) for more, less in both])}
    if letter in found.pairs:
        yield {letter: by_axis([pair((more - less) // 2, (more - less + 1) // 2) for more, less in both])}
