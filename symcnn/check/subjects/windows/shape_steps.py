"""Maps that follow one from the other by the operations that a text tells between them.

``24×192×192, maxpool 2  24×96×96``: a told map is explained by the one told before it and what is told beside it,
where its channels are told or kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import ANY_DEPTH, LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldLayer, ToldValue, size_fact
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_shapes import is_printed_as
from symcnn.check.subjects.windows.told_maps import ToldMap, told_maps
from symcnn.check.subjects.windows.told_operations import Operation, Usual, operations, usual_windows
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Num
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import has_kernels

_PLANE, _MAP = 2, 3
_UNSURE = frozenset({"variant", "doubt"})
_MOST_OPERATIONS = 4
_KEPT = Operation("", {}, 0)
"""What leads from channels to channels, and keeps the sizes."""


@record
class _Step:
    """What leads to a map: the operations, and the numbers told beside them, one of which may be its channels."""

    operations: tuple[Operation, ...]
    numbers: frozenset[int | None]


@record
class _Way:
    """How a map follows from another one: the readings of the operations between them."""

    readings: tuple[LayerReading, ...]

    @property
    def telling(self) -> LayerReading:
        """The reading that changes the sizes, else the last one."""
        changing = (one for one in self.readings if one.output[:-1] != one.shape[:-1])
        return next(changing, self.readings[-1])

    @property
    def padding(self) -> str:
        """How a window is padded where that is not told: ``same``, ``valid``, or nothing where it does not matter."""
        for one in self.readings:
            arguments = dict(one.arguments)
            if "padding" in one.departs and arguments.get("K") != Num(1):
                return "same" if "P" in arguments else "valid"
        return ""

    def output(self, one: ToldMap) -> Shape:
        """What follows, as far as the map tells it."""
        output = self.readings[-1].output
        return output if len(one.dims) >= _MAP else output[: len(one.dims)]


def shape_step_verdicts(
    text: str, found: Sequence[Segment], told: MeasuredStory, judged: Mapping[int, ToldVerdict]
) -> Iterator[ToldVerdict]:
    """The verdicts on the maps of which nothing else is said, in order."""
    has_volumes = any(one.layer.axes == (_MAP,) for one in told.layers)
    maps = list(told_maps(text, found, has_volumes=has_volumes))
    usual = usual_windows(found, told.story.usual)
    explained: list[tuple[ToldMap, list[_Way]]] = []
    for one, bases in _with_bases(maps):
        if not one.part.cues & _UNSURE:
            ways = [way for base in bases for way in _ways(base, one, judged.get(base.mark.start), usual)]
            explained.append((one, ways))
    paddings = Counter(
        way.padding for _, ways in explained if len({way.padding for way in ways}) == 1 for way in ways[:1]
    )
    denied = {fact.mark.start for fact in told.story.facts if fact.layer is not None and _is_denied(fact, told)}
    for one, ways in explained:
        fitting = [way for way in ways if _is_usual(way.padding, paddings)]
        if fitting and one.mark.start not in judged and one.mark.start not in denied:
            output = fitting[0].output(one)
            yield ToldVerdict(size_fact(one.mark), Verdict.RIGHT, "output", output, fitting[0].telling)


def _is_denied(fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether a padding that is told behind a map of a layer gives another one."""
    measured = told.layers[fact.layer or 0]
    padding = measured.layer.arguments.get("padding")
    is_behind = padding is not None and padding.mark is not None and padding.mark.start > fact.mark.end
    return fact.quantity == "output" and measured.is_denied and is_behind


def _is_usual(padding: str, paddings: Mapping[str, int]) -> bool:
    """Whether maps are padded so, where it is not told, at least half as often as they are padded otherwise."""
    others = sum(count for name, count in paddings.items() if name and name != padding)
    return not padding or 2 * paddings[padding] > others


def _with_bases(maps: Iterable[ToldMap]) -> Iterator[tuple[ToldMap, Sequence[ToldMap]]]:
    """Each map with those from which it may follow: that told before it, that before what is supposed, and that which
    stands over it in the row before. What has two sides follows from no side alone."""
    last: dict[bool, ToldMap] = {}
    last_sure: dict[bool, ToldMap] = {}
    above: dict[tuple[int, int], ToldMap] = {}
    row: list[ToldMap] = []
    for one in maps:
        if row and row[0].part is not one.part:
            above |= {(each.part.passage.block, column): each for column, each in enumerate(row)}
            row = []
        bases = [last[one.is_side]] if one.is_side in last else []
        if bases and bases[0].part.cues & _UNSURE and one.is_side in last_sure:
            bases.append(last_sure[one.is_side])
        over = above.get((one.part.passage.block, len(row))) if one.part.is_row else None
        yield one, [*bases, *([over] if bases and over is not None else [])]
        row.append(one)
        for is_side in (True,) if one.is_side else (True, False):
            last[is_side] = one
            if not one.part.cues & _UNSURE:
                last_sure[is_side] = one


def _ways(base: ToldMap, one: ToldMap, before: ToldVerdict | None, usual: Usual) -> Iterator[_Way]:
    """How one map may follow from another; from what is right where that is wrong."""
    entering = list(base.shapes)
    if before is not None and before.verdict is Verdict.WRONG and len(before.derived) >= _MAP:
        entering.append(before.derived)
    if one.is_side and len({*base.shapes[0][:-1]}) > 1:
        return
    if len(one.dims) <= _PLANE:
        entering = list(dict.fromkeys((*shape[:-1], ANY_DEPTH) for shape in entering))
    for step in _steps(base, one):
        for shape in entering:
            for way in _led(shape, step.operations, step.numbers, one, usual):
                is_sure = not any("rounding" in reading.departs for reading in way)
                if is_sure and _gives(way[-1].output, one.dims):
                    yield _Way(way)


def _steps(base: ToldMap, one: ToldMap) -> Iterator[_Step]:
    """What may lead from one map to another: what is told between them, or in the clause of the second one."""
    part = one.part
    is_inside = base.part is part
    between = part.marks[base.place + 1 : one.place] if is_inside else part.marks[: one.place]
    if part.is_row:
        between = (*part.marks[: one.place], *part.marks[one.place + 1 :]) if not is_inside else between
    numbers = frozenset(_numbers(between))
    told = operations(between, part.bounds, part.cues)
    if not told and is_inside and not any(other.dims for other in part.marks[: base.place] if other.sort == "tuple"):
        told = operations(part.marks[: base.place], part.bounds, part.cues)
        numbers |= frozenset(_numbers(part.marks[: base.place]))
    arrows = [(left.whole, right.whole) for left, arrow, right in _threes(between) if arrow.sort == "arrow"]
    leads = [(left, right) for left, right in arrows if left and right]
    if not told and any(left in base.dims and right in one.dims for left, right in leads):
        told = (_KEPT,)
    is_by_channel = len(told) == 1 and told[0].kind == "depthwise" and bool(leads)
    if is_by_channel:
        told = (told[0], Operation("conv", {"kernel": ToldValue(1, Certainty.GUESS)}, told[0].start))
    if told and len(told) <= _MOST_OPERATIONS:
        yield _Step(told, numbers)


def _threes(found: Sequence[Mark]) -> Iterator[tuple[Mark, Mark, Mark]]:
    return ((one, two, three) for (one, two), (_, three) in pairwise(pairwise(found)))


def _numbers(found: Sequence[Mark]) -> Iterator[int | None]:
    for mark in found:
        if mark.sort == "number":
            yield mark.whole
        elif mark.sort == "tuple":
            yield from mark.dims


def _gives(output: Shape, dims: tuple[int, ...]) -> bool:
    is_known = None not in output[: len(dims)] and len(output) >= _MAP
    return is_known and (output[:-1] == dims * _PLANE if len(dims) == 1 else is_printed_as(output, dims))


def _led(
    shape: Shape, steps: Sequence[Operation], numbers: frozenset[int | None], one: ToldMap, usual: Usual
) -> Iterator[tuple[LayerReading, ...]]:
    """The readings of operations one after the other on a shape."""
    first, *others = steps
    for layer in _layers(first, shape, numbers, one, usual):
        for reading in readings(layer, [shape]):
            if not others:
                yield (reading,)
            else:
                yield from ((reading, *way) for way in _led(reading.output, others, numbers, one, usual))


def _layers(
    step: Operation, shape: Shape, numbers: frozenset[int | None], one: ToldMap, usual: Usual
) -> Iterator[ToldLayer]:
    """What an operation may be on a shape: with as many kernels as are told beside it, or as channels come in."""
    for layer in step.layers(usual):
        if not has_kernels(layer.kind) or "kernels" in step.arguments:
            yield layer
            continue
        kept = () if step.is_bare and step is not _KEPT and len(one.dims) >= _MAP else (shape[-1],)
        counts = {*kept, *(dim for dim in one.dims if dim in numbers)} - {None}
        for count in counts:
            yield replace(layer, arguments={**layer.arguments, "kernels": ToldValue(count or 1, Certainty.CLAUSE)})
