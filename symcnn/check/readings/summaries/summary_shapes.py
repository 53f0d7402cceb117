"""Rows of a summary without parameters: whether their sizes follow from the rows before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from symcnn.check.readings.summaries.summary_sizes import pooling, window
from symcnn.core.written.tree import Num, product, total
from symcnn.documents.reading.summary_lines import Shape


def same(place: Place) -> Fit:
    if place.params:
        return bad("weightless", 0)
    if place.before is None:
        return Fit(Level.WEAK, Sentence("summary.none"), (equal(sizes_of(place.output), sizes_of(place.output)),))
    if agree(place.before, place.output):
        return Fit(Level.GOOD, Sentence("summary.none"), (equal(sizes_of(place.output), sizes_of(place.before)),))
    sizes, channels = place.split(place.output)
    before, earlier = place.split(place.before)
    if place.loose and channels == earlier and len(sizes) == len(before) and has_shrunk(before, sizes):
        return Fit(Level.WEAK, Sentence("summary.none"), (equal(Num(channels or 1), Num(earlier or 1)),))
    return bad("shape-differs")


def weightless(check: Callable[[Place, Shape], Fit]) -> Callable[[Place], Fit]:
    """The check of a layer without parameters; without an input there is nothing more to check."""

    def fit(place: Place) -> Fit:
        if place.params:
            return bad("weightless", 0)
        if place.before is None:
            known = (equal(sizes_of(place.output), sizes_of(place.output)),)
            return Fit(Level.WEAK, Sentence("summary.none"), known)
        return check(place, place.before)

    return fit


def pool(place: Place, shape: Shape) -> Fit:
    sizes, channels = place.split(place.output)
    before, earlier = place.split(shape)
    if len(sizes) != len(before) or (channels != earlier and None not in (channels, earlier)):
        return bad("channels")
    if any(one is not None and two is not None and two > one for one, two in zip(before, sizes, strict=True)):
        return bad("grows")
    if place.kind == "adaptive":
        level = Level.GOOD if len({*sizes}) == 1 else Level.ODD
        return Fit(level, Sentence("summary.none"), (equal(Num(channels or 1), Num(earlier or 1)),))
    moved = None
    if place.kernel is not None and len(place.kernel) == len(sizes) > 0:
        moved = window(place.kernel, before, sizes, padded=place.is_torch, pools=True)
    moved = moved or pooling(before, sizes, padded=place.is_torch)
    if moved is None:
        if place.loose and has_shrunk(before, sizes):
            return Fit(Level.WEAK, Sentence("summary.none"), (equal(Num(channels or 1), Num(earlier or 1)),))
        return Fit(Level.ODD, Sentence("summary.odd"))
    values: dict[str, Said] = {"kernel": Num(moved.size[0]), "stride": moved.stride}
    lines = moves(moved, before, sizes) or (equal(Num(channels or 1), Num(earlier or 1)),)
    return Fit(Level.GOOD, Sentence("summary.window", values), lines)


def global_pool(place: Place, shape: Shape) -> Fit:
    _, channels = place.split(shape)
    kept = [size for size in place.output if size != 1]
    if channels is None or kept == [channels] or (channels == 1 and not kept):
        return Fit(Level.GOOD, Sentence("summary.none"), (equal(sizes_of(place.output), Num(channels or 1)),))
    return bad("channels")


def flatten(place: Place, shape: Shape) -> Fit:
    if None in shape or None in place.output:
        return UNKNOWN
    flat = [size for size in place.output if size is not None]
    sizes = [size for size in shape if size is not None]
    if len(flat) == 1 and flat[0] == prod(sizes):
        return Fit(Level.GOOD, Sentence("summary.flat"), (chain(product(*map(Num, sizes))),))
    if place.loose and len(flat) == 1 and sizes and flat[0] % sizes[0] == 0 and flat[0] < prod(sizes):
        working = chain(product(Num(sizes[0]), Num(flat[0] // sizes[0])))
        return Fit(Level.WEAK, Sentence("summary.flat"), (working,))
    return bad("flat-differs", None, (chain(product(*map(Num, sizes))),))


def reshape(place: Place, shape: Shape) -> Fit:
    if None in shape or None in place.output:
        return UNKNOWN
    sizes, found = (tuple(size for size in one if size is not None) for one in (shape, place.output))
    if prod(sizes) != prod(found) or (place.kind == "permute" and sorted(sizes) != sorted(found)):
        return bad("flat-differs", None, (chain(product(*map(Num, sizes))),))
    line = equal(product(*map(Num, found)), product(*map(Num, sizes)))
    return Fit(Level.GOOD, Sentence("summary.flat"), (line,))


def resized(place: Place, shape: Shape) -> Fit:
    """Padding, cropping, upsampling: the channels stay, and the sides change alike."""
    sizes, channels = place.split(place.output)
    before, earlier = place.split(shape)
    if len(sizes) != len(before) or (channels != earlier and None not in (channels, earlier)):
        return bad("channels")
    pairs = [(one, two) for one, two in zip(before, sizes, strict=True) if one and two]
    if any((two < one) != (place.kind == "crop") for one, two in pairs if one != two):
        return bad("shape-differs")
    if place.kind == "upsample":
        alike = len({two // one for one, two in pairs}) <= 1 and all(two % one == 0 for one, two in pairs)
        lines = tuple(chain(product(Num(two // one), Num(one))) for one, two in pairs) if alike else ()
    else:
        alike = len({two - one for one, two in pairs}) <= 1
        lines = tuple(chain(total(Num(one), Num(two - one))) for one, two in pairs)
    lines = tuple(dict.fromkeys(lines)) or (equal(Num(channels or 1), Num(earlier or 1)),)
    return Fit(Level.GOOD if alike else Level.ODD, Sentence("summary.none" if alike else "summary.odd"), lines)


def several(place: Place) -> Fit:
    """Layers with several inputs: where a summary does not say which, it cannot be told."""
    if place.params:
        return bad("weightless", 0)
    inputs = [shape for shape in place.inputs if shape is not None]
    if len(inputs) < max(2, len(place.inputs)):
        return UNKNOWN
    if place.kind == "merge":
        if all(agree(shape, place.output) for shape in inputs):
            line = equal(sizes_of(place.output), sizes_of(inputs[0]))
            return Fit(Level.GOOD, Sentence("summary.none"), (line,))
        sizes = zip(*inputs, strict=True) if len({*map(len, inputs)}) == 1 else ()
        spread = tuple(max((size for size in axis if size), default=None) for axis in sizes)
        if spread and agree(spread, place.output) and place.output in inputs:
            return Fit(Level.WEAK, Sentence("summary.none"), (equal(sizes_of(place.output), sizes_of(spread)),))
        return bad("shape-differs")
    return _concat(place, inputs)


def _concat(place: Place, inputs: Sequence[Shape]) -> Fit:
    if any(len(shape) != len(place.output) for shape in inputs):
        return bad("dimensions")
    for axis in range(len(place.output)):
        joined = [shape[axis] for shape in inputs]
        rest = all(
            agree(shape[:axis] + shape[axis + 1 :], place.output[:axis] + place.output[axis + 1 :]) for shape in inputs
        )
        known = [size for size in joined if size is not None]
        if rest and len(known) == len(joined) and sum(known) == place.output[axis]:
            return Fit(Level.GOOD, Sentence("summary.sum"), (chain(total(*map(Num, known))),))
    return bad("sum-differs")


def input_row(place: Place) -> Fit:
    if place.params:
        return bad("weightless", 0)
    return Fit(Level.WEAK, Sentence("summary.none"), (equal(sizes_of(place.output), sizes_of(place.output)),))
