"""The verdicts on what a text says that a window makes of a size, wherever it tells all three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import ANY_DEPTH, LayerReading
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import ToldFact, ToldLayer, size_fact
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.measured.told_verdict import ToldVerdict, verdict_on_size
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.windows.shape_slips import is_slip_of_sizes, untold_argument_gives
from symcnn.check.subjects.windows.varied_windows import ARGUMENTS, Sides, VariedWindows, WindowBase
from symcnn.check.subjects.windows.window_scene import AskedSize, WindowScene
from symcnn.core.written.tree import Num
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import is_pool, takes_argument

_KINDS = ("conv", "transposed_conv")
"""What a window may be of which no kind is told."""
_DOUBTFUL = frozenset({"doubt", "partly", "repeated"})
_NEEDED = ("kernel", "stride", "padding")


def with_asked_sizes(
    text: str, found: Sequence[Segment], told: MeasuredStory, judged: Sequence[ToldVerdict]
) -> tuple[ToldVerdict, ...]:
    """Some verdicts, and those on all figures that windows are said to give.

    What a window that is told beside a figure gives is not wrong because it is not what a layer before it leads to.
    """
    settled = {one.fact.mark.start for one in judged if one.verdict is not Verdict.WRONG}
    refuted = {one.fact.mark.start for one in judged} - settled
    asked = tuple(_verdicts(text, found, told, settled))
    right = {one.fact.mark.start for one in asked if one.verdict is not Verdict.WRONG}
    kept = (one for one in judged if one.fact.mark.start not in refuted & right)
    return (*kept, *(one for one in asked if one.verdict is not Verdict.WRONG or one.fact.mark.start not in refuted))


def _verdicts(text: str, found: Sequence[Segment], told: MeasuredStory, settled: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on the figures that are asked for, in order, but those that are settled."""
    scene = WindowScene(text, VariedWindows(text, told))
    outputs = [fact for fact in told.story.facts if fact.quantity == "output" and fact.layer is not None]
    denied = {fact.mark.start for fact in outputs if _denies(told.layers[fact.layer or 0], fact)}
    for segment in found:
        if segment.is_row:
            continue
        for asked in scene.read(segment):
            is_denied = asked.mark.start in denied and "variant" not in segment.cues
            one = _judged(asked) if not is_denied and asked.mark.start not in settled else None
            if one is not None:
                yield one


def _denies(measured: MeasuredLayer, fact: ToldFact) -> bool:
    """Whether the layer of which a shape is told has that size with other channels, or more of it is told behind."""
    dims = shape_of(fact.mark)
    shapes = [output_of(measured.layer, reading) for reading in measured.readings]
    is_given = any(is_printed_as(shape, dims) for shape in shapes)
    is_size = any(is_printed_as((*shape[:-1], None), dims) for shape in shapes)
    marks = (measured.layer.arguments[role].mark for role in ARGUMENTS if role in measured.layer.arguments)
    is_told_behind = any(mark is not None and mark.start > fact.mark.end for mark in marks)
    return (is_size and not is_given) or (is_told_behind and bool(shapes) and not is_given)


def _judged(asked: AskedSize) -> ToldVerdict | None:
    tried = [*_made(asked)]
    for reading, printed in ((reading, printed) for made, printed in tried for reading in made.readings):
        if reading.output[:-1] == printed and _tells(asked, reading, printed):
            return _said(asked, verdict_on_size(reading), reading)
    return next((_refuted(asked, *one) for one in tried[:1] if _may_refute(asked, tried)), None)


def _may_refute(asked: AskedSize, tried: Sequence[tuple[MeasuredLayer, Sides]]) -> bool:
    """Whether words lead to a figure, and its paragraph tells all that it follows from."""
    entering = any(one.is_entering for one in asked.sizes)
    is_given = any(one.dims == asked.dims for one in asked.sizes)
    is_meant = asked.is_said and bool(asked.told) and not asked.segment.cues & _DOUBTFUL
    is_sure = is_meant and asked.is_near and entering and not is_given
    return is_sure and not any(
        any(reading.output[:-1] == printed for reading in made.readings)
        or untold_argument_gives(_fact(asked), printed, made)
        for made, printed in tried
    )


def _refuted(asked: AskedSize, made: MeasuredLayer, printed: Sides) -> ToldVerdict | None:
    """The verdict on a figure that no window gives: wrong where it looks like a slip of what the nearest one does."""
    plain = made.readings[0] if made.readings else None
    is_told = all(role in made.layer.arguments for role in _NEEDED) or is_pool(made.layer.kind)
    if plain is None or not is_told or not is_slip_of_sizes(plain.output[:-1], printed, made):
        return None
    return _said(asked, Verdict.WRONG, plain)


def _made(asked: AskedSize) -> Iterator[tuple[MeasuredLayer, Sides]]:
    """The windows that may be meant on the sizes that may come in, with the sizes that are printed of each."""
    for base in _windows(asked):
        for size in base.sizes:
            for entering, printed in _matched(size, asked.dims, base.kind):
                layer = ToldLayer(asked.mark.start, base.kind, base.window, asked.segment.passage.block, None)
                shape = (*entering, ANY_DEPTH)
                found = readings(layer, [shape])
                outputs = tuple(reading.output for reading in found)
                yield MeasuredLayer(layer, (shape,), found, outputs, base.is_near, gives_agreed=False), printed


def _windows(asked: AskedSize) -> Iterator[WindowBase]:
    """The windows that may be meant: as the clause tells them, or as others before it with what the clause tells."""
    sizes = tuple(size.dims for size in asked.sizes)
    for kind in _kinds(asked):
        if "kernel" in asked.told:
            yield WindowBase(kind, asked.told, sizes, is_near=asked.is_near)
        for base in asked.bases:
            if not asked.told or set(asked.told) != set(base.window):
                is_near = base.is_near and asked.is_near
                yield WindowBase(kind, {**base.window, **asked.told}, sizes, is_near)
    told = tuple(size.dims for size in asked.sizes if size.is_entering)
    for layer in asked.layers:
        if asked.told and "kernel" not in asked.told:
            yield WindowBase(layer.kind, {**layer.window, **asked.told}, (*told, *layer.sizes), layer.is_near)


def _kinds(asked: AskedSize) -> Sequence[str]:
    """The kinds of layers that may be meant; what no kind is told of may be any that has all of its arguments."""
    if "added" in asked.told:
        return _KINDS[-1:]
    if asked.is_named:
        return (asked.kind,)
    others = _KINDS if asked.told.keys() >= {*_NEEDED} else () if asked.kind else _KINDS[:1]
    return tuple(dict.fromkeys((*([asked.kind] if asked.kind else ()), *others)))


def _matched(size: Sides, printed: Sides, kind: str) -> Iterator[tuple[Sides, Sides]]:
    """A size that comes in and one that is printed, as the sides of maps; one size is that of a square."""
    for (entering, channels), (leaving, kernels) in product(_sides(size), _sides(printed)):
        is_same = None in (channels, kernels) or channels == kernels or not is_pool(kind)
        if len(entering) == len(leaving) and is_same:
            yield (entering * 2, leaving * 2) if len(entering) == 1 else (entering, leaving)


def _sides(dims: Sides) -> Iterator[tuple[Sides, int | None]]:
    """The sides that printed dimensions may be, each with the channels that stand beside them."""
    match dims:
        case (first, second, third):
            yield (second, third), first
            if second != third:
                yield (first, second), third
        case (1, side) | (side, 1) if side > 1:
            yield dims, None
            yield (side,), None
        case (side, other) if side == other:
            yield dims, None
            yield (side,), None
        case _:
            yield dims, None


def _tells(asked: AskedSize, reading: LayerReading, printed: Sides) -> bool:
    """Whether it is no accident that a figure is what a window gives: a size that stays must be told to be padded."""
    is_padded = "padding" in asked.told and (len(asked.dims) > 1 or asked.is_said)
    window = dict(reading.arguments).get("K")
    least = min(size or 0 for size in reading.shape[:-1])
    is_within = takes_argument(reading.kind, "added") or not isinstance(window, Num) or window.value <= least
    is_plain = asked.is_rounded or "rounding" not in reading.departs
    return is_within and is_plain and (reading.shape[:-1] != printed or is_padded)


def _said(asked: AskedSize, verdict: Verdict, reading: LayerReading) -> ToldVerdict:
    derived = reading.output[:-1][: max(min(len(asked.dims), 2), 1)]
    return ToldVerdict(_fact(asked), verdict, "output", derived, reading)


def _fact(asked: AskedSize) -> ToldFact:
    return size_fact(asked.mark, asked.segment.cues)
