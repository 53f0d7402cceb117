"""Rows of a summary without parameters: whether their sizes follow from the rows before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import prod

from symcnn.check.findings.finding import Said, Sentence
from symcnn.check.readings.summaries.summary_kinds import RowForm
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
    sizes_of,
)
from symcnn.check.readings.summaries.summary_sizes import pooling, window
from symcnn.core.written.tree import Expr, Num, Op, product, total
from symcnn.documents.reading.print_rows import Shape
from symcnn.models.frameworks.call_arguments import by_axis, pair
from symcnn.network.wiring.layer_kinds import kind


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
    """A window without weights."""
    sizes, channels = place.split(place.output)
    before, earlier = place.split(shape)
    if len(sizes) != len(before) or (channels != earlier and None not in (channels, earlier)):
        return bad("channels")
    if any(one is not None and two is not None and two > one for one, two in zip(before, sizes, strict=True)):
        return bad("grows")
    kept = (equal(Num(channels or 1), Num(earlier or 1)),)
    if place.form is RowForm.ADAPTIVE:
        is_square = len({*sizes}) == 1
        letters: dict[str, Expr] = {} if None in sizes else {"O": by_axis([Num(size or 1) for size in sizes])}
        layer = place.layer(letters, before, len(sizes), channels or 1) if letters and sizes else None
        return Fit(Level.GOOD if is_square else Level.ODD, Sentence("summary.none"), kept, layer=layer)
    moved = None
    printed = place.window(len(sizes))
    if printed is not None:
        moved = window(printed, before, sizes, padded=place.is_torch, pools=True)
    moved = moved or pooling(before, sizes, padded=place.is_torch)
    if moved is None:
        if place.loose and has_shrunk(before, sizes):
            return Fit(Level.WEAK, Sentence("summary.none"), kept)
        return Fit(Level.ODD, Sentence("summary.odd"))
    values: dict[str, Said] = {"kernel": Num(moved.size[0]), "stride": moved.stride}
    letters = {"K": by_axis(tuple(map(Num, moved.size))), **moved.letters}
    layer = place.layer(letters, before, len(sizes), channels or 1)
    return Fit(Level.GOOD, Sentence("summary.window", values), kept, layer=layer)


def global_pool(place: Place, shape: Shape) -> Fit:
    """One number for each channel."""
    _, channels = place.split(shape)
    kept = [size for size in place.output if size != 1]
    if channels is None or kept == [channels] or (channels == 1 and not kept):
        lines = (equal(sizes_of(place.output), Num(channels or 1)),)
        return Fit(Level.GOOD, Sentence("summary.none"), lines)
    return bad("channels")


def flatten(place: Place, shape: Shape) -> Fit:
    """One vector of all values."""
    if None in shape or None in place.output:
        return UNKNOWN
    before, channels = place.split(shape)
    layer = place.layer({}, before, len(before), channels or 1)
    if layer.figures is not None and layer.figures.output == place.output:
        return Fit(Level.GOOD, Sentence("summary.flat"), (equal(Num(channels or 1), Num(channels or 1)),), layer=layer)
    flat = [size for size in place.output if size is not None]
    sizes = [size for size in shape if size is not None]
    if place.loose and len(flat) == 1 and sizes and flat[0] % sizes[0] == 0 and flat[0] < prod(sizes):
        working = chain(product(Num(sizes[0]), Num(flat[0] // sizes[0])))
        return Fit(Level.WEAK, Sentence("summary.flat"), (working,))
    return bad("flat-differs", None, layer)


def reshape(place: Place, shape: Shape) -> Fit:
    """The same values in another shape, or the same axes in another order."""
    if None in shape or None in place.output:
        return UNKNOWN
    sizes, found = (tuple(size for size in one if size is not None) for one in (shape, place.output))
    if prod(sizes) != prod(found) or (place.form is RowForm.PERMUTED and sorted(sizes) != sorted(found)):
        return bad("flat-differs")
    line = equal(product(*map(Num, found)), product(*map(Num, sizes)))
    return Fit(Level.GOOD, Sentence("summary.flat"), (line,))


def resized(place: Place, shape: Shape) -> Fit:
    """Other sizes by the kind's own rules: which argument, the same for all axes, explains them."""
    assert place.kind is not None
    sizes, channels = place.split(place.output)
    before, earlier = place.split(shape)
    if len(sizes) != len(before) or earlier is None:
        return bad("channels") if earlier is not None else UNKNOWN
    pairs = [(one, two) for one, two in zip(before, sizes, strict=True) if one and two]
    kept = (equal(Num(channels or 1), Num(earlier)),)
    for letters in _arguments(place.kind.kind, pairs):
        layer = place.layer(letters, tuple(one for one, _ in pairs), len(pairs), earlier)
        found = layer.figures
        if found is not None and found.output == (*(two for _, two in pairs), channels):
            is_alike = not any(isinstance(value, Op) and value.name == "x" for value in letters.values())
            level = Level.GOOD if is_alike else Level.ODD
            return Fit(level, Sentence("summary.none" if is_alike else "summary.odd"), kept, layer=layer)
    return bad("shape-differs" if channels == earlier else "channels")


def _arguments(name: str, pairs: Sequence[tuple[int, int]]) -> Iterator[dict[str, Expr]]:
    """What the one argument of a kind may be: what the sizes differ in, or how many times one is the other."""
    found = kind(name, {})
    if len(found.required) != 1 or not pairs:
        yield {}
        return
    (letter,) = found.required
    for guess in (_times, _half, _sides):
        by_each = [guess(*pair) for pair in pairs]
        if all(value is not None for value in by_each) and (guess is not _sides or letter in found.pairs):
            values = [value for value in by_each if value is not None]
            yield {letter: by_axis(values)}


def _times(one: int, two: int) -> Expr | None:
    more, less = max(one, two), min(one, two)
    return Num(more // less) if more % less == 0 else None


def _half(one: int, two: int) -> Expr | None:
    return Num(abs(two - one) // 2) if (two - one) % 2 == 0 else None


def _sides(one: int, two: int) -> Expr | None:
    return pair(abs(two - one) // 2, (abs(two - one) + 1) // 2)


def several(place: Place) -> Fit:
    """Layers with several inputs: where a summary does not say which, it cannot be told."""
    if place.params:
        return bad("weightless", 0)
    inputs = [shape for shape in place.inputs if shape is not None]
    if len(inputs) < max(2, len(place.inputs)):
        return UNKNOWN
    if place.form is RowForm.MERGED:
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
