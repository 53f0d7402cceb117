"""The paddings with which windows keep the size of a map: ``dilations 6, 12; to keep it the paddings are 6, 12``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.measured.window_stacks import names_view
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.check.subjects.windows.window_arguments import listed
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import LONGEST_USUAL, is_small_square
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import is_pool

_KEEPS = late_pattern(r"\bsame\b|\bkeep|\bretain|\bpreserv|\bunchanged|保持|不变")
_NEAR = 2
"""How far a padding is from the right one where it looks like a slip."""
_FEWEST = 3
"""How many paddings a list has at least of which one is wrong."""
_SHAPE = (96, 96, 8)
_DOUBTFUL = frozenset({"doubt", "variant"})


@record
class _Window:
    """A window that keeps sizes when it is padded on each side by half of what it spans beside one cell."""

    side: int
    dilation: int

    @property
    def padding(self) -> int | None:
        """The padding; None where no whole number is."""
        beside = self.dilation * (self.side - 1)
        return beside // 2 if beside % 2 == 0 else None


class _ToldWindows:
    """The sides, dilations and spans that a text has told last, each where it stands."""

    def __init__(self) -> None:
        self.sides: tuple[int, ...] = ()
        self.dilations: tuple[int, ...] = ()
        self.spans: tuple[int, ...] = ()
        self.block = self.of_sides = self.of_dilations = self.of_spans = -1

    def begin(self, segment: Segment) -> None:
        """A paragraph begins: a span that another one told is of other windows."""
        if segment.passage.sort == "heading":
            self.sides = self.dilations = ()
        if segment.passage.block != self.block:
            self.block, self.spans = segment.passage.block, ()

    def ways(self) -> Iterator[tuple[_Window, ...]]:
        """The windows by their spans, or by their sides and dilations, where these fit together."""
        if self.spans:
            yield tuple(_Window(span, 1) for span in self.spans)
        many = max(len(self.sides), len(self.dilations))
        if self.sides and {len(self.sides), len(self.dilations)} <= {0, 1, many}:
            dilations = self.dilations or (1,)
            yield tuple(
                _Window(self.sides[one % len(self.sides)], dilations[one % len(dilations)]) for one in range(many)
            )


def kept_size_verdicts(text: str, found: Sequence[Segment], judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on the paddings that windows told before need; `judged` are the places that have theirs."""
    told = _ToldWindows()
    for segment in found:
        if segment.is_row:
            continue
        told.begin(segment)
        for paddings in _paddings(text, segment, told):
            for one in _of_list(text, paddings, segment, told):
                if one.fact.mark.start not in judged:
                    yield one


def _paddings(text: str, segment: Segment, told: _ToldWindows) -> Iterator[Sequence[Mark]]:
    """Tells what a segment tells of windows; gives the numbers that it tells of paddings."""
    roles = {bound.mark.start: bound.role for bound in segment.bounds}
    pools = any(map(is_pool, segment.kinds))
    is_span, place, marks = False, 0, segment.marks
    while place < len(marks):
        mark, role = marks[place], roles.get(marks[place].start, "")
        place += 1
        is_span = names_view(mark) or (is_span and mark.sort not in ("comma", "stop") and not mark.named("role")[:1])
        side = side_of(mark) if mark.sort == "shape" else mark.whole if mark.sort == "calculation" and is_span else None
        if side and is_span:
            told.spans, is_span = (side,), False
        elif side and is_small_square(mark) and not told.spans:
            told.sides = (side,)
        if mark.sort != "number" or not mark.whole or mark.text:
            continue
        values, behind = listed(text, marks, place - 1)
        numbers = [one for one in marks[place - 1 : behind] if one.sort == "number"]
        place = behind
        if is_span:
            told.spans, is_span = values, False
        elif role == "kernel" or (
            pools and len(values) > 1 and role not in ("padding", "dilation") and _are_sides(values)
        ):
            told.sides, told.dilations = values, () if pools else told.dilations
        elif role == "dilation":
            told.dilations, told.spans = values, ()
        elif role == "padding" and len(numbers) == len(values):
            yield numbers


def _are_sides(values: Sequence[int]) -> bool:
    return len(values) > 1 and all(1 < value <= LONGEST_USUAL and value % 2 for value in values)


def _of_list(text: str, paddings: Sequence[Mark], segment: Segment, told: _ToldWindows) -> Iterator[ToldVerdict]:
    """The verdicts on paddings that stand in the order of windows; one alone must be said to keep the size."""
    keeps = _KEEPS.search(text, segment.passage.start, segment.passage.end) is not None
    values, is_list = [mark.whole for mark in paddings], len(paddings) > 1
    ways = [way for way in told.ways() if len(way) == len(paddings)]
    for way in ways:
        needed = [window.padding for window in way]
        if values == needed and (is_list or keeps or told.spans):
            yield from (_said(*one, segment, Verdict.RIGHT) for one in zip(paddings, way, strict=True))
            return
    if len(paddings) < _FEWEST or len(ways) != 1 or segment.cues & _DOUBTFUL:
        return
    failing = [(mark, window) for mark, window in zip(paddings, ways[0], strict=True) if mark.whole != window.padding]
    if len(failing) == 1 and abs((failing[0][0].whole or 0) - (failing[0][1].padding or 0)) <= _NEAR:
        for mark, window in zip(paddings, ways[0], strict=True):
            verdict = Verdict.RIGHT if mark.whole == window.padding else Verdict.WRONG
            yield _said(mark, window, segment, verdict)


def _said(mark: Mark, window: _Window, segment: Segment, verdict: Verdict) -> ToldVerdict:
    told = {"kernel": window.side, "dilation": window.dilation, "padding": window.padding or 0}
    arguments = {role: ToldValue(value, Certainty.CLAUSE, mark) for role, value in told.items()}
    reading = readings(ToldLayer(mark.start, "conv", arguments, segment.passage.block, None), [_SHAPE])[0]
    fact = ToldFact(None, "padding", mark, Certainty.CHAIN, segment.cues, None, is_prose=True)
    return ToldVerdict(fact, verdict, "padding", (window.padding,), reading)
