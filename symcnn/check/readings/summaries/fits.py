"""Whether a row of a summary follows from those before it: which layer of its kind gives what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product as combinations
from math import prod

from symcnn.check.readings.summaries.row_layers import RowLayer
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import (
    Fit,
    Level,
    Place,
    agree,
    chain,
    counts_of,
    fit,
    has_shrunk,
    sizes_of,
)
from symcnn.check.readings.summaries.summary_sizes import (
    Kernel,
    Letters,
    arguments,
    has_any_kernel,
    kernels,
    pooling,
    upward,
    window,
)
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, product, total
from symcnn.documents.reading.print_rows import Shape
from symcnn.models.frameworks.call_arguments import by_axis
from symcnn.network.wiring.layer_kinds import kind

UNKNOWN, _NONE, _ODD = fit(Level.UNKNOWN, "unknown"), fit(Level.BAD, "no-layer"), fit(Level.ODD, "odd")
SHRUNK = fit(Level.UNKNOWN, "shrunk")
"""A map is flattened that a function may have made smaller before: nobody tells to what."""
_USUAL_SIDES = (1, 2, 3, 4, 5, 7, 9, 11)
_USUAL_CHANNELS = (3, 1)
"""The channels of pictures, where nothing tells of the input."""
_WINDOWED = (RowForm.KERNELS, RowForm.SPREAD, RowForm.DEPTHWISE, RowForm.SEPARATED)

Candidate = tuple[RowLayer, Level, bool]
"""A layer that a row may be of, how sure it is if it gives what is printed, and whether it is usual."""


@lru_cache(maxsize=16384)
def fit_of(place: Place) -> Fit:
    """How the row follows from its inputs."""
    if any(0 in shape for shape in (place.output, *place.inputs) if shape is not None):
        return fit(Level.BAD, "zero")
    if place.kind is None or place.form is RowForm.NESTED or not place.output:
        return UNKNOWN
    if place.kind.stores:
        return UNKNOWN if place.params is None else _by_a_layer(place)
    if place.params:
        return fit(Level.BAD, "weightless")
    if place.form in (RowForm.MERGED, RowForm.JOINED):
        return _joined(place)
    if place.form is RowForm.INPUT or place.before is None:
        return fit(Level.WEAK, "none", [_same(place.output, place.output)])
    if place.form is RowForm.SAME and agree(place.before, place.output):
        return fit(Level.GOOD, "none", [_same(place.output, place.before)])
    if place.form in (RowForm.RESHAPED, RowForm.PERMUTED):
        return _moved(place, place.before)
    return _by_a_layer(place)


def counts_for(place: Place) -> Iterator[int]:
    """The numbers of parameters that usual layers of the row's kind have between these shapes."""
    found: Iterator[RowLayer] = iter(())
    if place.kind is None or not place.output:
        return
    if not place.kind.stores:
        yield 0
    elif place.form is RowForm.UNITS:
        found = (_unit_layer(place, inputs, bias) for inputs in _inputs(place) for bias in (1, 0))
    else:
        found = _usual_layers(place) if place.form in _WINDOWED else _chosen(place)
    yield from counts_of(place.kernel, (None, *place.output))
    yield from (count for layer in found if (count := layer.params) is not None)


def _by_a_layer(place: Place) -> Fit:
    """The first layer of the kind that gives what is printed; where functions may stand between, one on some map."""
    lines = [Op("=", (Num(place.params or place.split(place.output)[1] or 1),) * 2)]
    for layer, level, is_usual in _candidates(place):
        if _gives(layer, place):
            return replace(fit(level, "layer", lines, layer), is_usual=is_usual)
    sizes, channels = place.split(place.before)
    if place.loose and has_shrunk(sizes, place.split(place.output)[0]):
        blurred = (None,) * len(sizes)
        found = fit_of(replace(place, inputs=((channels, *blurred) if place.first else (*blurred, channels),)))
        if found.level is Level.GOOD:
            return replace(found, level=Level.WEAK)
    return _without(place)


def _gives(layer: RowLayer, place: Place) -> bool:
    """Whether a layer gives the printed figures; what has one number for each channel may keep sides of one."""
    figures, stores = layer.figures, place.kind is not None and place.kind.stores
    if figures is None or (stores and figures["params"] != place.params):
        return False
    output = tuple(int(size) if isinstance(size, int) else None for size in figures.output)
    if place.form is RowForm.GLOBAL:
        return agree(output, tuple(size for size in place.output if size != 1) or (1,))
    if layer.counts_alone:
        return stores or output[-1] == place.split(place.output)[1]
    return agree((output[-1], *output[:-1]) if place.first else output, place.output)


def _candidates(place: Place) -> Iterator[Candidate]:
    """The layers that a row may be of, the likeliest first."""
    before, channels = place.split(place.before)
    sizes, count = place.split(place.output)
    if place.form in _WINDOWED:
        for kernel in _kernels(place):
            way = _way(place, kernel.sizes) if place.before is not None else {}
            if way is not None:
                yield _kernel_layer(place, kernel, way), Level.GOOD, kernel.is_usual
    elif place.form is RowForm.UNITS:
        yield from _unit_layers(place)
    elif place.kind is not None and place.kind.stores:
        if place.before is None or agree(place.before, place.output):
            for layer in _chosen(place) if count else ():
                is_bare = Num(0) in dict(layer.made.arguments).values()
                yield layer, Level.WEAK if is_bare else Level.GOOD, True
    elif place.form in (RowForm.FLAT, RowForm.RESIZED) and None in (*(place.before or ()), *place.output):
        return
    elif place.form is not RowForm.SAME:
        for letters in _arguments(place, before, sizes):
            is_oblong = place.form is not RowForm.WINDOW and any(isinstance(one, Op) for one in letters.values())
            level = Level.ODD if is_oblong else Level.GOOD
            yield place.layer(letters, before, channels), level, not _creeps(letters)


def _without(place: Place) -> Fit:
    """What is said of a row of which no layer of its kind gives what is printed."""
    before, channels = place.split(place.before)
    sizes, count = place.split(place.output)
    if place.form is RowForm.FLAT and place.before is not None and None not in (*place.before, *place.output):
        if place.loose and len(place.output) == 1 and _is_part(count or 1, place.before):
            return SHRUNK
        return _NONE
    axes = [((one,), (two,)) for one, two in zip(before, sizes, strict=False)]
    if place.form is RowForm.WINDOW and len(before) == len(sizes) and count == channels:
        grows = any(one < two for (one,), (two,) in axes if one and two)
        is_odd = all(place.loose or pooling(*axis, padded=place.is_torch) for axis in axes)
        return _ODD if is_odd and not grows else _NONE
    if place.form in (RowForm.FLAT, RowForm.RESIZED, RowForm.SLOPES) or not count:
        return UNKNOWN if None in (*(place.before or ()), *place.output) or place.form is RowForm.SLOPES else _NONE
    if place.form not in _WINDOWED or place.params is None:
        return UNKNOWN if place.form is RowForm.UNITS and place.before and place.before[-1] is None else _NONE
    if not sizes or (place.form is RowForm.SEPARATED and not channels):
        return UNKNOWN
    if place.before is not None and len(before) != len(sizes):
        return _NONE
    found = _kernels(place)
    if found:
        is_odd = place.loose or any(_is_by_axis(place, one.sizes, before, sizes) for one in found)
        return _ODD if is_odd else _NONE
    share, rest = divmod(place.params, count)
    if channels is None and not rest and share > 1 and place.form is not RowForm.DEPTHWISE:
        return fit(Level.WEAK, "unknown", [Op("=", (Num(place.params), product(Num(share), Num(count))))])
    if not channels or place.window(len(sizes)) or place.form is RowForm.DEPTHWISE:
        return _NONE
    return _ODD if has_any_kernel(place.params, channels, count) else _NONE


# what has no weights -----------------------------------------------------------------------------------


def _arguments(place: Place, before: Shape, sizes: Shape) -> Iterator[Letters]:
    """The arguments with which a layer without weights may lead from one map to the next."""
    match place.form:
        case RowForm.WINDOW if len(before) == len(sizes):
            printed = place.window(len(sizes))
            moved = window(printed, before, sizes, padded=place.is_torch, pools=True) if printed else None
            if printed and moved is not None:
                yield {"K": by_axis(tuple(map(Num, printed))), **moved}
            elif (usual := pooling(before, sizes, padded=place.is_torch)) is not None:
                yield usual
        case RowForm.ADAPTIVE if sizes and None not in sizes:
            yield {"O": by_axis([Num(size or 1) for size in sizes])}
        case RowForm.RESIZED if place.kind is not None and len(before) == len(sizes):
            pairs = [(one or 1, two or 1) for one, two in zip(before, sizes, strict=True)]
            yield from arguments(place.kind.kind, pairs)
        case RowForm.FLAT | RowForm.GLOBAL:
            yield {}


def _creeps(letters: Letters) -> bool:
    """Whether a large window moves by single steps, and the map is not padded for it."""
    is_plain = (letters.get("S"), letters.get("P")) == (Num(1), Num(0))
    return is_plain and letters.get("K") not in (Num(1), Num(2), Num(3))


def _same(one: Shape, other: Shape) -> Op:
    return Op("=", (sizes_of(one), sizes_of(other)))


def _is_part(values: int, before: Shape) -> bool:
    """Whether so many values may come from a map with these channels that a function has made smaller."""
    if not before or not before[0]:
        return False
    return values % before[0] == 0 and values <= prod(size or 1 for size in before)


def _moved(place: Place, before: Shape) -> Fit:
    """The same values in another shape, or the same axes in another order."""
    if None in before or None in place.output:
        return UNKNOWN
    sizes, found = (tuple(size for size in one if size is not None) for one in (before, place.output))
    if prod(sizes) != prod(found) or (place.form is RowForm.PERMUTED and sorted(sizes) != sorted(found)):
        return _NONE
    return fit(Level.GOOD, "flat", [Op("=", (product(*map(Num, found)), product(*map(Num, sizes))))])


def _joined(place: Place) -> Fit:
    """Layers with several inputs: where a summary does not say which, it cannot be told."""
    inputs = [shape for shape in place.inputs if shape is not None]
    if len(inputs) < max(2, len(place.inputs)):
        return UNKNOWN
    if any(len(shape) != len(place.output) for shape in inputs):
        return _NONE
    axes = [*zip(*inputs, strict=True)]
    if place.form is RowForm.MERGED:
        if all(agree(shape, place.output) for shape in inputs):
            return fit(Level.GOOD, "none", [_same(place.output, inputs[0])])
        spread = tuple(max((size for size in axis if size), default=None) for axis in axes)
        is_spread = agree(spread, place.output) and place.output in inputs
        return fit(Level.WEAK, "none", [_same(place.output, spread)]) if is_spread else _NONE
    for axis, sizes in enumerate(axes):
        rest = (*place.output[:axis], *place.output[axis + 1 :])
        known = [size for size in sizes if size is not None]
        is_sum = len(known) == len(sizes) and sum(known) == place.output[axis]
        if is_sum and all(agree((*shape[:axis], *shape[axis + 1 :]), rest) for shape in inputs):
            return fit(Level.GOOD, "sum", [chain(total(*map(Num, known)))])
    return _NONE


# windows with weights ----------------------------------------------------------------------------------


def _kernels(place: Place) -> list[Kernel]:
    """The kernels that explain the number of parameters, of the size that is printed."""
    sizes, count = place.split(place.output)
    before, channels = place.split(place.before)
    if not sizes or not count or place.params is None or (place.before is not None and len(before) != len(sizes)):
        return []
    printed = place.window(len(sizes))
    found = kernels(place.params, channels, count, len(sizes), place.form or RowForm.KERNELS)
    return [kernel for kernel in found if printed in (None, kernel.sizes)]


def _way(place: Place, sizes: tuple[int, ...]) -> Letters | None:
    """How a window of this size leads from one map to the next, in letters."""
    before, after = place.split(place.before)[0], place.split(place.output)[0]
    leads = upward if place.form is RowForm.SPREAD else window
    return leads(sizes, before, after, padded=place.is_torch)


def _is_by_axis(place: Place, kernel: tuple[int, ...], before: Shape, after: Shape) -> bool:
    """Whether a window leads from one map to the next along each axis by itself."""
    axes = zip(kernel, before, after, strict=True)
    return place.form is RowForm.SPREAD or all(
        window((size,), (one,), (two,), padded=place.is_torch) is not None for size, one, two in axes
    )


def _kernel_layer(place: Place, kernel: Kernel, way: Letters) -> RowLayer:
    sizes, count = place.split(place.output)
    before, channels = place.split(place.before)
    letters = {**kernel.letters, **way}
    if place.form is RowForm.DEPTHWISE:
        channels = channels or count or 1
        letters["M"] = Num((count or 1) // channels)
    else:
        letters["N"] = Num(count or 1)
    known = before if place.before is not None else None
    return place.layer(letters, known, channels or kernel.channels, len(sizes))


def _usual_layers(place: Place) -> Iterator[RowLayer]:
    """The layers with square kernels of usual sides that lead from one map to the next."""
    sizes, count = place.split(place.output)
    before, channels = place.split(place.before)
    if not count or not sizes or (channels and len(before) != len(sizes)):
        return
    printed = place.window(len(sizes))
    multiplier = 1 if place.form is RowForm.SEPARATED else 0
    for sides in [printed] if printed else [(side,) * len(sizes) for side in _USUAL_SIDES]:
        way = {} if place.before is None or printed else _way(place, sides)
        depths = (channels,) if channels else _USUAL_CHANNELS
        for depth, bias in combinations(depths if way is not None else (), (1, 0)):
            yield _kernel_layer(place, Kernel(sides, depth, 1, bias, multiplier), way or {})


# units and channels ------------------------------------------------------------------------------------


def _unit_layers(place: Place) -> Iterator[Candidate]:
    """Weights from each input to each unit, with biases or without."""
    count, params, before = place.output[-1], place.params or 0, place.before
    if not count or params % count or (before is not None and before[-1:] == (None,)):
        return
    share = params // count
    for bias in (1, 0):
        if share - bias in _inputs(place):
            is_odd = not bias and count == share + 1
            yield _unit_layer(place, share - bias, bias), Level.ODD if is_odd else Level.GOOD, True
    if before is None and not place.kernel:
        yield _unit_layer(place, share - 1, 1), Level.WEAK, True
    if before and place.loose and len(place.output) == 1 and not place.kernel:
        inputs = (share - bias for bias in (1, 0) if share > bias and _is_part(share - bias, before))
        yield from ((_unit_layer(place, one, share - one), Level.WEAK, True) for one in inputs)


def _inputs(place: Place) -> tuple[int, ...]:
    """The values that each unit may see; where functions may stand between rows, a map may have been flattened."""
    before, count = place.before, place.output[-1]
    if len(place.kernel) == 2 and count and count in place.kernel:
        return (prod(place.kernel) // count,)
    found: list[int | None] = []
    if before and (before[:-1] == place.output[:-1]):
        found.append(before[-1])
    if before and place.loose and None not in before and len(place.output) == 1:
        found += [prod(size or 1 for size in before), before[0]]
    return tuple(size for size in found if size is not None)


def _unit_layer(place: Place, inputs: int, bias: int) -> RowLayer:
    layer = place.layer({"N": Num(place.output[-1] or 1), "bias": Num(bias)}, (), inputs)
    return replace(layer, counts_alone=True)


def _chosen(place: Place) -> Iterator[RowLayer]:
    """The layer with every choice of its kind, as PyTorch counts and as Keras does; the usual choices first.

    PyTorch's layers may work on the last axes alone, the others being samples.
    """
    assert place.kind is not None
    choices = kind(place.kind.kind, {}).choices
    sizes, channels = place.split(place.output)
    ends = [place.output[start:] for start in range(1, len(place.output))] if place.is_torch else []
    shapes = [shape for shape in ((*sizes, channels), *ends) if None not in shape] or [(channels or 1,)]
    for values in sorted(combinations(*choices.values()), key=lambda values: values.count("0")):
        letters = {name: _value(value) for name, value in zip(choices, values, strict=True)}
        for shape in shapes:
            layer = replace(place.layer(letters, shape[:-1], shape[-1]), counts_alone=True)
            yield layer
            if place.is_torch:  # some count moving averages as well
                yield replace(layer, is_torch=False)


def _value(text: str) -> Expr:
    return Num(int(text)) if text.isdigit() else Sym(text)
