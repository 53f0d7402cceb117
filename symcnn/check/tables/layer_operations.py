"""What the layers of a row make of what comes in, for every choice of what the row does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod

from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.figures.made_layers import Made, alone
from symcnn.network.figures.values import is_number
from symcnn.network.wiring.kind_traits import (
    is_global,
    is_known,
    is_pool,
    is_told_by_name,
    is_vector,
    is_windowed,
    takes_argument,
)

Sizes = tuple[int, ...]

_PROBE = 193
"""The size of an input of which no size is known: larger than every window."""
_QUANTITIES = ("params", "weights", "biases", "neurons", "macs", "connections")
_USUAL_POOL = (2,)


@record
class Window:
    """The arguments of a row's window, as far as they are told: one number for each axis, or a word for the padding."""

    kernel: Sizes = ()
    stride: Sizes = ()
    padding: Sizes | str = ()
    dilation: Sizes = ()
    groups: int = 0
    kernels: int = 0


@record
class LayerOutcome:
    """What comes out: its sizes (none where they are not known) and channels, the counts, and the layer."""

    sizes: Sizes
    channels: int
    counts: Mapping[str, int]
    shape: Sizes
    layer: Made
    departs: bool


def operations(kinds: Sequence[str], usual: str) -> tuple[str, ...]:
    """The layers of a row that change what comes in; the usual kind where it tells none."""
    changing = [kind for kind in kinds if is_windowed(kind) or is_vector(kind) or is_global(kind)]
    changing = ["max_pool" if is_pool(kind) else kind for kind in changing]
    if len(changing) > 1:
        changing = [kind for kind in changing if kind != "flatten"]
    if changing:
        return tuple(changing)
    return tuple(kinds[:1]) if kinds else (usual,) * bool(usual)


@lru_cache(maxsize=8192)
def outcomes(kind: str, window: Window, sizes: Sizes, channels: int, axes: int) -> tuple[LayerOutcome, ...]:
    """What a layer gives for each choice of what is not told, the plain one first; unknown sizes stay unknown."""
    found: list[LayerOutcome] = []
    for one in _every_outcome(kind, window, sizes, channels, axes):
        if all(one.sizes != other.sizes for other in found):
            found.append(one)
        if not one.sizes:
            break  # all others would be the same
    return tuple(found)


@lru_cache(maxsize=8192)
def plain_outcome(kind: str, window: Window, sizes: Sizes, channels: int, axes: int) -> LayerOutcome | None:
    """The first of the outcomes: the others are not worked out."""
    return next(_every_outcome(kind, window, sizes, channels, axes), None)


def _every_outcome(kind: str, window: Window, sizes: Sizes, channels: int, axes: int) -> Iterator[LayerOutcome]:
    if not is_known(kind) or channels < 1:
        return
    shape = (*(sizes or (_PROBE,) * axes), channels)
    given: Iterable[tuple[tuple[str, Expr], ...]] = [()]
    is_known_size = bool(sizes)
    if is_vector(kind):
        shape = (prod(sizes) * channels,) if sizes or kind == "flatten" else (channels,)
        is_known_size = True
        if kind != "flatten" and not window.kernels:
            return
        given = [(("N", Num(window.kernels)),)] if takes_argument(kind, "kernels") else [()]
    elif is_windowed(kind):
        given = _arguments(kind, window)
    elif not is_told_by_name(kind):
        return
    for place, arguments in enumerate(given):
        one = _outcome(Made(kind, arguments), shape, is_known_size=is_known_size, departs=place > 0)
        if one is not None:
            yield one


@lru_cache(maxsize=8192)
def _outcome(layer: Made, shape: Sizes, *, is_known_size: bool, departs: bool) -> LayerOutcome | None:
    made = alone(shape, layer)
    if made is None or not all(map(is_number, (*made.size, made.channels))):
        return None
    counts = {name: int(value) for name in _QUANTITIES if is_number(value := made.values.get(name))}
    if not is_known_size:
        counts = {name: counts[name] for name in ("params", "weights", "biases") if name in counts}
    sizes = tuple(map(int, made.size)) if is_known_size else ()
    return LayerOutcome(sizes, int(made.channels), counts, shape, layer, departs)


def _arguments(kind: str, window: Window) -> Iterator[tuple[tuple[str, Expr], ...]]:
    """The arguments of a windowed layer for each choice of stride, padding and rounding."""
    kernel = window.kernel or (window.stride if is_pool(kind) else ()) or (_USUAL_POOL if is_pool(kind) else ())
    if not kernel or (takes_argument(kind, "kernels") and not window.kernels):
        return
    fixed: list[tuple[str, Expr]] = [("K", _axes(kernel))]
    if takes_argument(kind, "kernels"):
        fixed.append(("N", Num(window.kernels)))
    if window.dilation and takes_argument(kind, "dilation"):
        fixed.append(("D", _axes(window.dilation)))
    if window.groups > 1 and takes_argument(kind, "groups"):
        fixed.append(("G", Num(window.groups)))
    for stride, padding, rounding in product(_strides(kind, window, kernel), _paddings(window, kernel), _rounded(kind)):
        chosen = [("S", stride), ("P", padding), ("round", rounding)]
        yield tuple(sorted([*fixed, *((name, value) for name, value in chosen if value is not None)]))


def _strides(kind: str, window: Window, kernel: Sizes) -> list[Expr | None]:
    if window.stride:
        return [_axes(window.stride)]
    if is_pool(kind):
        return [_axes(kernel), Num(2), Num(1)]
    return [None, Num(2)]


def _paddings(window: Window, kernel: Sizes) -> list[Expr | None]:
    if window.padding == "same":
        return [Sym("same")]
    if window.padding:
        assert not isinstance(window.padding, str)
        return [_axes(window.padding)]
    return [None, Sym("same"), *(Num(one) for one in range(1, max(kernel)))]


def _rounded(kind: str) -> list[Expr | None]:
    return [None, Sym("ceil")] if is_pool(kind) else [None]


def _axes(sizes: Sizes) -> Expr:
    return Num(sizes[0]) if len(set(sizes)) == 1 else Op("x", tuple(map(Num, sizes)))


def spanned(kernel: int, dilation: int) -> int:
    """How far a kernel with holes reaches."""
    return (kernel - 1) * dilation + 1


def raised(one: LayerOutcome) -> Sizes:
    """The sizes that come out where a division that leaves a rest is rounded up; nothing for other layers."""
    arguments = dict(one.layer.arguments)
    told = [arguments.get(name, Num(default)) for name, default in (("K", 1), ("S", 1), ("P", 0), ("D", 1))]
    if one.layer.kind == "transposed_conv" or not all(isinstance(value, Num) for value in told):
        return ()
    kernel, stride, padding, dilation = (int(value.value) for value in told if isinstance(value, Num))
    free = (size + 2 * padding - spanned(kernel, dilation) for size in one.shape[:-1])
    return tuple(-(-rest // stride) + 1 for rest in free)
