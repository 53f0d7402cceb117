"""Sizes that lead one to the other through a network of which a text tells the layers once for all.

``572 → 570 → 568, pool 284 → 282 → 280``: each step is what one of the told windows makes of the size before it. A
size between two others is wrong where it breaks both steps and one window makes of its neighbours another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.subjects.layer_reading import ANY_DEPTH, LayerReading
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import ToldLayer, size_fact
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.check.subjects.windows.varied_windows import ARGUMENTS
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import leads_to_number
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import takes_argument

_CHANNELS = frozenset({"kernels", "channels", "kernel", "repeat", "batch", "classes"})
"""What numbers beside an arrow may be told to be so that they are no sizes."""
_MOST_WINDOWS = 6
"""How many windows of a document are tried."""
_FEWEST, _FEWEST_BESIDE_SLIP = 2, 3
"""How many steps of a walk are those of told windows, so that it is one, and so that a size of it is wrong."""
_FITTING = 2
"""How many steps fit at least for each that does not: a wrong size breaks two."""
_OPENING = ("(", "（", "[")
_NEAR = 16
"""By which part a size differs from the right one at most, if it is no slip in its digits."""
_PLANE = 2
_LEAST, _LARGEST = 4, 4096
"""Between what a size lies that tells of its step."""


@record
class _Size:
    """A size of a walk; `is_led` tells that an arrow leads to it from the one before."""

    mark: Mark
    side: int
    is_led: bool


_Windows = Sequence[ToldLayer]


def size_walk_verdicts(found: Sequence[Segment], told: MeasuredStory, judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on the walks of a text, in order; `judged` are the places of the numbers that have theirs."""
    sizes = [one for part in found for one in _sizes(part)]
    windows = _windows(told) if sum(one.is_led for one in sizes) >= _FEWEST else ()
    if not windows:
        return
    steps = _Steps(windows)
    for walk in _walks(sizes, steps):
        for one in _of_walk(walk, steps):
            if one.fact.mark.start not in judged:
                yield one


class _Steps:
    """What the told windows make of each size, the plainest reading of each first."""

    def __init__(self, windows: _Windows) -> None:
        self.windows = windows
        self.known: dict[int, Mapping[int, LayerReading]] = {}

    def of(self, side: int) -> Mapping[int, LayerReading]:
        """The sizes that may follow, each with what makes it."""
        if side not in self.known:
            made: dict[int, LayerReading] = {}
            for window in self.windows:
                for reading in readings(window, [(side, side, ANY_DEPTH)]):
                    after = reading.output[0]
                    if after not in (None, side) and "rounding" not in reading.departs:
                        made.setdefault(after, reading)
            self.known[side] = made
        return self.known[side]


def _windows(told: MeasuredStory) -> _Windows:
    """The windows that a text tells, each once: for all layers of a kind, or of one layer and in no code."""
    usual = (ToldLayer(0, kind, arguments, 0, None) for kind, arguments in told.story.usual.items())
    layers = (one.layer for one in told.layers if one.layer.known is None and one.layer.axes[:1] in ((), (_PLANE,)))
    found: dict[object, ToldLayer] = {}
    for layer in (*usual, *layers):
        if takes_argument(layer.kind, "kernel") and "kernel" in layer.arguments:
            window = {role: layer.arguments[role] for role in ARGUMENTS if role in layer.arguments}
            values = tuple((role, value.value) for role, value in window.items())
            found.setdefault((layer.kind, values), replace(layer, arguments=window, before=None))
    return tuple(found.values())[:_MOST_WINDOWS]


def _sizes(part: Segment) -> Iterator[_Size]:
    """The sizes of a segment that stand beside an arrow, or alone behind the word of a window."""
    marks = list(_outside(part.marks))
    roles = {bound.mark.start: bound.role for bound in part.bounds}
    for place, mark in enumerate(marks):
        side = _side(mark, roles.get(mark.start, ""))
        if side is None or counts_channels(marks, place):
            continue
        before = marks[place - 1] if place else None
        behind = marks[place + 1] if place + 1 < len(marks) else None
        is_led = before is not None and before.sort == "arrow" and place > 1 and marks[place - 2].is_figure
        is_beside = any(one is not None and one.sort == "arrow" for one in (before, behind))
        if is_beside or (before is not None and bool(before.named("kind"))):
            yield _Size(mark, side, is_led)


def _outside(found: Sequence[Mark]) -> Iterator[Mark]:
    """The marks outside brackets, without commas."""
    depth = 0
    for mark in found:
        if mark.sort == "bracket":
            depth = max(0, depth + (1 if mark.text in _OPENING else -1))
        elif not depth and mark.sort != "comma":
            yield mark


def _side(mark: Mark, role: str) -> int | None:
    if not mark.is_figure or mark.is_miscalculated or mark.text or role in _CHANNELS:
        return None
    side = side_of(mark) if mark.dims else mark.whole if mark.sort == "number" else None
    has_unit = mark.reading is not None and bool(mark.reading.unit)
    return side if side is not None and _LEAST <= side <= _LARGEST and not has_unit else None


def counts_channels(marks: Sequence[Mark], place: int) -> bool:
    """Whether a word for channels stands before or behind the numbers that arrows join to one."""
    first = last = place
    while leads_to_number(marks, last):
        last += 2
    while first > 1 and leads_to_number(marks, first - 2):
        first -= 2
    beside = (*marks[max(first - 1, 0) : first], *marks[last + 1 : last + 2])
    return any({*word.named("role")} & _CHANNELS for word in beside)


def _walks(sizes: Sequence[_Size], steps: _Steps) -> Iterator[list[_Size]]:
    """The sizes in walks: each goes on where an arrow leads, or where the next size is the last or follows from it."""
    walk: list[_Size] = []
    for size in sizes:
        is_next = bool(walk) and (size.is_led or size.side == walk[-1].side or size.side in steps.of(walk[-1].side))
        is_bridge = len(walk) > 1 and size.side in _over(walk[-2].side, steps)
        if not (is_next or is_bridge):
            yield walk
            walk = []
        walk.append(size)
    yield walk


def _over(side: int, steps: _Steps) -> Mapping[int, int]:
    """The sizes two steps behind one, each with the one between them; 0 where there are several."""
    between: dict[int, int] = {}
    for middle in steps.of(side):
        for after in (*steps.of(middle), middle):  # which the next line may tell again
            between[after] = 0 if between.get(after, middle) != middle else middle
    return between


def _of_walk(walk: Sequence[_Size], steps: _Steps) -> Iterator[ToldVerdict]:
    """The verdicts on a walk most of whose steps are those of told windows."""
    fitting = [size.side in steps.of(before.side) for before, size in pairwise(walk)]
    fails = sum(
        size.side != before.side for (before, size), fits in zip(pairwise(walk), fitting, strict=True) if not fits
    )
    if sum(fitting) < max(_FEWEST, _FITTING * fails):
        return
    may_slip = sum(fitting) >= _FEWEST_BESIDE_SLIP
    for place, (before, size) in enumerate(pairwise(walk), 1):
        if fitting[place - 1]:
            yield _said(size, size.side, Verdict.RIGHT, steps.of(before.side)[size.side])
        elif may_slip and size.is_led and place < len(fitting) and not fitting[place]:
            true = _over(before.side, steps).get(walk[place + 1].side, 0)
            if true and _is_slip(size.side, true):
                yield _said(size, true, Verdict.WRONG, steps.of(before.side)[true])


def _is_slip(side: int, true: int) -> bool:
    is_near = _NEAR * abs(true - side) <= side + _NEAR
    return side != true and (is_near or slip(str(true), str(side)) is not None)


def _said(size: _Size, true: int, verdict: Verdict, reading: LayerReading) -> ToldVerdict:
    return ToldVerdict(size_fact(size.mark), verdict, "output", (true,) * max(len(size.mark.dims[:2]), 1), reading)
