"""Rows of a summary with parameters: whether their number, and their sizes, follow from the row before."""

from __future__ import annotations

from math import prod

from symcnn.check.findings.finding import Said, Sentence
from symcnn.check.readings.summaries.summary_places import (
    UNKNOWN,
    Fit,
    Level,
    Place,
    agree,
    bad,
    chain,
    equal,
    has_shrunk,
    moves,
    sizes_of,
)
from symcnn.check.readings.summaries.summary_sizes import Kernel, Window, is_multiple, kernels, upward, window
from symcnn.core.written.tree import Expr, Num, Op, product, total
from symcnn.documents.reading.summary_lines import Shape


def conv(place: Place) -> Fit:
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
    depthwise = place.kind == "depthwise"
    if depthwise and channels and count % channels:
        return bad("channels")
    found = list(kernels(place.params, channels, count, len(sizes), depthwise=depthwise))
    if place.kernel is not None:
        found = [kernel for kernel in found if kernel.sizes == place.kernel]
    if not found:
        if channels is None and place.params % count == 0 and place.params > count and not depthwise:
            return Fit(Level.WEAK, Sentence("summary.unknown"), (equal(Num(place.params), _whole(place)),))
        if place.kernel is None and channels and is_multiple(place.params, channels, count):
            return Fit(Level.ODD, Sentence("summary.odd"))
        return bad("no-kernel")
    if before is None:
        return _by_kernel(found[0], None, place, count)
    for kernel in found:
        if place.kind == "transposed":
            if upward(kernel.sizes, before, sizes, padded=place.is_torch):
                return _by_kernel(kernel, None, place, count)
            continue
        moved = window(kernel.sizes, before, sizes, padded=place.is_torch)
        if moved is not None:
            return _by_kernel(kernel, moved, place, count)
    if place.loose and has_shrunk(before, sizes):
        return _by_kernel(found[0], None, place, count, Level.WEAK)
    return Fit(Level.ODD, Sentence("summary.odd"))


def _whole(place: Place) -> Expr:
    """A number of parameters as a multiple of the number of kernels."""
    _, count = place.split(place.output)
    assert count is not None
    assert place.params is not None
    return product(Num(place.params // count), Num(count))


def _by_kernel(kernel: Kernel, moved: Window | None, place: Place, count: int, level: Level = Level.GOOD) -> Fit:
    """The fit that a kernel explains."""
    is_square = len({*kernel.sizes}) == 1
    values: dict[str, Said] = {
        "kernel": Num(kernel.sizes[0]) if is_square else sizes_of(kernel.sizes),
        "channels": kernel.channels,
    }
    key = "conv-input" if place.before is None and place.kind == "conv" else "conv"
    lines: tuple[Expr, ...] = (chain(kernel.working(count)),)
    if moved is not None and place.before is not None:
        lines += moves(moved, place.split(place.before)[0], place.split(place.output)[0])
    is_usual = is_square and kernel.groups in (1, kernel.channels) and (kernel.groups == 1 or kernel.sizes[0] % 2 == 1)
    return Fit(level, Sentence(f"summary.{key}", values), lines, is_usual=is_usual)


def separable(place: Place) -> Fit:
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
                    weights = total(
                        product(Op("^", (Num(kernel.sizes[0]), Num(len(sizes)))), Num(channels * depth)),
                        product(Num(channels * depth), Num(count)),
                        *([Num(count)] if bias else []),
                    )
                    values: dict[str, Said] = {"kernel": Num(kernel.sizes[0]), "channels": channels}
                    return Fit(Level.GOOD, Sentence("summary.conv", values), (chain(weights),))
    return bad("no-kernel")


def dense(place: Place) -> Fit:
    count = place.output[-1]
    if not count or place.params is None:
        return UNKNOWN
    if place.before is None:
        if place.params % count:
            return bad("no-inputs")
        inputs = place.params // count - 1
        working = chain(product(total(Num(inputs), Num(1)), Num(count)))
        values: dict[str, Said] = {"inputs": inputs, "outputs": count}
        return Fit(Level.WEAK, Sentence("summary.dense", values), (working,))
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
            if place.params == (inputs_ + bias) * count and same_rest:
                if not bias and count == inputs_ + 1:
                    return Fit(Level.ODD, Sentence("summary.odd"))
                inside = total(Num(inputs_), Num(1)) if bias else Num(inputs_)
                values = {"inputs": inputs_, "outputs": count}
                key = "summary.dense" if bias else "summary.dense-bias-free"
                return Fit(Level.GOOD, Sentence(key, values), (chain(product(inside, Num(count))),))
    if place.loose and before and before[0] and place.params % count == 0 and len(place.output) == 1:
        for inputs in (place.params // count - 1, place.params // count):
            if inputs and inputs % before[0] == 0 and inputs <= prod(size or 1 for size in before):
                working = chain(product(total(Num(inputs), Num(1)), Num(count)))
                return Fit(Level.WEAK, Sentence("summary.dense", {"inputs": inputs, "outputs": count}), (working,))
    if channels is None:
        return UNKNOWN
    whole = product(total(Num(channels), Num(1)), Num(count))
    is_sure = not place.loose and before[:-1] == place.output[:-1]
    return bad("dense-differs", (channels + 1) * count if is_sure else None, (chain(whole),))


def norm(place: Place) -> Fit:
    sizes, channels = place.split(place.output)
    if place.before is not None and not agree(place.before, place.output):
        earlier, before = place.split(place.before)
        if not (place.loose and channels == before and len(sizes) == len(earlier) and has_shrunk(earlier, sizes)):
            return bad("shape-differs")
    if channels is None or place.params is None:
        return UNKNOWN
    usual = 4 if place.kind == "batch_norm" and not place.is_torch else 2
    figures = [usual * channels]
    if place.kind == "layer_norm":
        figures = [2 * prod(size or 1 for size in place.output[start:]) for start in reversed(range(len(place.output)))]
    if place.params in figures:
        times = usual if place.kind != "layer_norm" else 2
        working = chain(product(Num(times), Num(place.params // times)))
        return Fit(Level.GOOD, Sentence("summary.norm", {"times": times}), (working,))
    if place.params in [times * channels for times in range(usual)]:
        working = chain(product(Num(place.params // channels), Num(channels)))
        return Fit(Level.WEAK, Sentence("summary.norm", {"times": place.params // channels}), (working,))
    return bad("norm-differs", usual * channels, (chain(product(Num(usual), Num(channels))),))


def prelu(place: Place) -> Fit:
    if place.before is not None and not agree(place.before, place.output):
        return bad("shape-differs")
    _, channels = place.split(place.output)
    known = None not in place.output
    figures = {1 if place.is_torch else None, channels, prod(size or 1 for size in place.output) if known else None}
    if place.params is not None and place.params in figures:
        return Fit(Level.GOOD, Sentence("summary.norm", {"times": 1}), (equal(Num(place.params), Num(place.params)),))
    return UNKNOWN
