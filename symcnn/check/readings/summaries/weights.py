"""Rows of a summary with parameters: whether their number, and their sizes, follow from the row before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product as combinations
from math import prod

from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Said, Sentence
from symcnn.check.readings.summaries.row_workings import RowLayer
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import (
    UNKNOWN,
    Fit,
    Level,
    Place,
    agree,
    bad,
    counts_of,
    equal,
    has_shrunk,
    sizes_of,
)
from symcnn.check.readings.summaries.summary_sizes import Kernel, is_multiple, kernels, upward, window
from symcnn.core.written.tree import Expr, Num, Sym, product
from symcnn.documents.reading.print_rows import Shape
from symcnn.network.wiring.layer_kinds import kind


def windows(place: Place) -> Fit:
    """A convolution of any form but a separable one: which kernel and which way of it explain the row."""
    sizes, count = place.split(place.output)
    channels: int | None = None
    before: Shape | None = None
    if place.before is not None:
        before, channels = place.split(place.before)
        if len(before) != len(sizes):
            return bad("dimensions")
    if not sizes or not count:
        return UNKNOWN
    if place.params is None:
        return UNKNOWN
    depthwise = place.form is RowForm.DEPTHWISE
    if depthwise and channels and count % channels:
        return bad("channels")
    found = list(kernels(place.params, channels, count, len(sizes), depthwise=depthwise))
    printed = place.window(len(sizes))
    if printed is not None:
        found = [kernel for kernel in found if kernel.sizes == printed]
    found = [kernel for kernel in found if kernel.groups == 1 or max(kernel.sizes) <= _LARGEST_GROUPED]
    if not found:
        if channels is None and place.params % count == 0 and place.params > count and not depthwise:
            whole = equal(Num(place.params), product(Num(place.params // count), Num(count)))
            return Fit(Level.WEAK, Sentence("summary.unknown"), (whole,))
        right = _slip_of(place, before, channels, count) if channels and before is not None and not depthwise else None
        layer = place.layer({"N": Num(count), **right.letters}, before, len(sizes), channels or 1) if right else None
        is_odd = printed is None and channels and is_multiple(place.params, channels, count)
        why = Sentence("summary.odd" if is_odd else "summary.no-kernel")
        return Fit(Level.ODD if is_odd else Level.BAD, why, (), _params(layer) if layer else None, layer=layer)
    if before is None:
        return _by_kernel(found[0], {}, place, None, count)
    for kernel in found:
        if place.form is RowForm.SPREAD:
            letters = upward(kernel.sizes, before, sizes, padded=place.is_torch)
        else:
            moved = window(kernel.sizes, before, sizes, padded=place.is_torch)
            letters = None if moved is None else moved.letters
        if letters is not None:
            return _by_kernel(kernel, letters, place, before, count)
    if place.loose and has_shrunk(before, sizes):
        return _by_kernel(found[0], {}, place, None, count, Level.WEAK)
    return Fit(Level.ODD, Sentence("summary.odd"))


def _slip_of(place: Place, before: Shape, channels: int, count: int) -> Kernel | None:
    """The one usual kernel of whose number of parameters the printed one is a slip."""
    sizes, _ = place.split(place.output)
    printed = place.window(len(sizes))
    found = []
    for window_ in [printed] if printed is not None else [(side,) * len(sizes) for side in _USUAL_SIDES]:
        if printed is None and window(window_, before, sizes, padded=place.is_torch) is None:
            continue
        for bias in (1, 0):
            value = prod(window_) * channels * count + bias * count
            if value in counts_of(place.kernel, (1, count, *sizes)) and bias:
                return Kernel(window_, channels, 1, bias)
            if slip(str(value), str(place.params)) is not None:
                found.append(Kernel(window_, channels, 1, bias))
    return found[0] if len(found) == 1 else None


def _by_kernel(
    kernel: Kernel, way: dict[str, Expr], place: Place, before: Shape | None, count: int, level: Level = Level.GOOD
) -> Fit:
    """The fit that a kernel explains."""
    is_square = len({*kernel.sizes}) == 1
    values: dict[str, Said] = {
        "kernel": Num(kernel.sizes[0]) if is_square else sizes_of(kernel.sizes),
        "channels": kernel.channels,
    }
    key = "conv-input" if place.before is None and place.form is RowForm.KERNELS else "conv"
    is_usual = is_square and kernel.groups in (1, kernel.channels) and (kernel.groups == 1 or kernel.sizes[0] % 2 == 1)
    channels = kernel.channels
    letters = {**kernel.letters, **way}
    if place.form is RowForm.DEPTHWISE:
        channels = (place.split(place.before)[1] if place.before else None) or count
        letters["M"] = Num(count // channels)
    else:
        letters["N"] = Num(count)
    layer = place.layer(letters, before, len(kernel.sizes), channels)
    return Fit(level, Sentence(f"summary.{key}", values), (), is_usual=is_usual, layer=layer)


_LARGEST_GROUPED = 11
"""A larger kernel that sees only a part of the channels is taken for none."""
_USUAL_SIDES = (1, 2, 3, 4, 5, 7, 9, 11)


def separable(place: Place) -> Fit:
    """A kernel for each channel, and then one over all channels."""
    sizes, count = place.split(place.output)
    if place.before is None or not count or place.params is None:
        return UNKNOWN
    before, channels = place.split(place.before)
    if not channels or len(before) != len(sizes):
        return UNKNOWN
    for depth in (1, 2, 3, 4):
        for bias in (1, 0):
            rest = place.params - channels * depth * count - bias * count
            if rest <= 0 or rest % (channels * depth):
                continue
            for kernel in kernels(rest, None, channels * depth, len(sizes), depthwise=True):
                moved = window(kernel.sizes, before, sizes, padded=place.is_torch)
                if kernel.bias == 0 and moved is not None:
                    letters = {**kernel.letters, **moved.letters, "N": Num(count), "M": Num(depth), "bias": Num(bias)}
                    layer = place.layer(letters, before, len(sizes), channels)
                    values: dict[str, Said] = {"kernel": Num(kernel.sizes[0]), "channels": channels}
                    return Fit(Level.GOOD, Sentence("summary.conv", values), layer=layer)
    return bad("no-kernel")


def units(place: Place) -> Fit:
    """Weights from each input to each unit; where functions may stand between rows, a map may have been flattened."""
    count = place.output[-1]
    if not count or place.params is None:
        return UNKNOWN
    if len(place.kernel) == 2 and count in place.kernel:
        inputs = prod(place.kernel) // count
        for bias in (1, 0):
            if place.params == _count(place, inputs, bias):
                return _by_units(place, inputs, bias, Level.GOOD)
        return bad("dense-differs", _count(place, inputs, 1), _units(place, inputs, 1))
    if place.before is None:
        return bad("no-inputs") if place.params % count else _by_units(place, place.params // count - 1, 1, Level.WEAK)
    before = place.before
    channels = before[-1] if before else None
    sizes = [channels]
    if place.loose and None not in before:
        sizes += [prod(size or 1 for size in before), before[0]]
    for inputs_ in dict.fromkeys(sizes):
        if inputs_ is None:
            continue
        same_rest = before[:-1] == place.output[:-1] if inputs_ == channels else len(place.output) == 1
        for bias in (1, 0):
            if same_rest and place.params == _count(place, inputs_, bias):
                if not bias and count == inputs_ + 1:
                    return Fit(Level.ODD, Sentence("summary.odd"))
                return _by_units(place, inputs_, bias, Level.GOOD)
    if place.loose and before and before[0] and place.params % count == 0 and len(place.output) == 1:
        for inputs in (place.params // count - 1, place.params // count):
            if inputs and inputs % before[0] == 0 and inputs <= prod(size or 1 for size in before):
                return _by_units(place, inputs, 1, Level.WEAK)
    if channels is None:
        return UNKNOWN
    is_sure = not place.loose and before[:-1] == place.output[:-1]
    return bad("dense-differs", _count(place, channels, 1) if is_sure else None, _units(place, channels, 1))


def _units(place: Place, inputs: int, bias: int) -> RowLayer:
    return place.layer({"N": Num(place.output[-1] or 1), "bias": Num(bias)}, (), 0, inputs)


def _count(place: Place, inputs: int, bias: int) -> int | None:
    return _params(_units(place, inputs, bias))


def _params(layer: RowLayer) -> int | None:
    found = layer.figures
    value = found["params"] if found else None
    return value if isinstance(value, int) else None


def _by_units(place: Place, inputs: int, bias: int, level: Level) -> Fit:
    key = "summary.dense" if bias else "summary.dense-bias-free"
    values: dict[str, Said] = {"inputs": inputs, "outputs": place.output[-1] or 1}
    layer = _units(place, inputs, bias)
    if _params(layer) != place.params:
        layer = _units(place, inputs, 1 - bias)
    return Fit(level, Sentence(key, values), layer=layer)


def norm(place: Place) -> Fit:
    """Numbers for each channel, as many as the kind's choices allow."""
    sizes, channels = place.split(place.output)
    if place.before is not None and not agree(place.before, place.output):
        earlier, before = place.split(place.before)
        if not (place.loose and channels == before and len(sizes) == len(earlier) and has_shrunk(earlier, sizes)):
            return bad("shape-differs")
    if channels is None or place.params is None:
        return UNKNOWN
    for letters, shape in _chosen(place):
        layer = place.layer(letters, shape[:-1], len(shape) - 1, shape[-1])
        for counted in (layer, replace(layer, is_torch=False)):  # some count moving averages as well
            if _params(counted) == place.params:
                level = Level.WEAK if Num(0) in letters.values() else Level.GOOD
                times = place.params // channels
                return Fit(level, Sentence("summary.norm", {"times": times}), (_itself(place),), layer=counted)
    usual = place.layer({}, (), 0, channels)
    return bad("norm-differs", _params(usual), usual)


def slopes(place: Place) -> Fit:
    """Numbers of its own for what it changes; they may be shared in ways that the catalogue does not know."""
    if place.before is not None and not agree(place.before, place.output):
        return bad("shape-differs")
    for letters, shape in _chosen(place):
        layer = place.layer(letters, shape[:-1], len(shape) - 1, shape[-1])
        if place.params is not None and _params(layer) == place.params:
            return Fit(Level.GOOD, Sentence("summary.norm", {"times": 1}), (_itself(place),), layer=layer)
    return UNKNOWN


def _itself(place: Place) -> Expr:
    return equal(Num(place.params or 0), Num(place.params or 0))


def _chosen(place: Place) -> Iterator[tuple[dict[str, Expr], tuple[int, ...]]]:
    """Every choice of the kind with the shape that it is made for, channels last; the usual choices first.

    PyTorch's layers may work on the last axes alone, the others being samples.
    """
    assert place.kind is not None
    choices = kind(place.kind.kind, {}).choices
    sizes, channels = place.split(place.output)
    shapes = [(*sizes, channels), *(place.output[start:] for start in range(1, len(place.output)))]
    known = [tuple(size for size in shape if size is not None) for shape in (shapes if place.is_torch else shapes[:1])]
    whole = [shape for shape, all_ in zip(known, shapes, strict=False) if len(shape) == len(all_)] or [(channels or 1,)]
    for values in sorted(combinations(*choices.values()), key=lambda values: values.count("0")):
        letters = {name: _value(value) for name, value in zip(choices, values, strict=True)}
        for shape in whole:
            yield letters, shape


def _value(text: str) -> Expr:
    return Num(int(text)) if text.isdigit() else Sym(text)
