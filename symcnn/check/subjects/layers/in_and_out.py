"""Numbers that come in and go out, in columns or around an arrow: whether they are sizes, or channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest

from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_arguments import arguments_in, kind_of
from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.core.record import replace
from symcnn.documents.told.number_forms import BoundNumber, is_small_square, leads_to_number
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import has_plain_window, is_pool

_ENDS = {"in": "in", "input": "in", "out": "out", "output": "out"}
_SIZES = {"in": "input", "out": "output"}
_USUAL = {"in": "channels", "out": "kernels"}
_CHANNELS = {"input": "channels", "output": "kernels", **_USUAL}
_SLIP = 2
_ROUND = 8
_OF_WINDOWS = ("kernel", "stride", "padding", "dilation")


def in_and_out(found: Iterable[Segment]) -> Iterator[Segment]:
    """The segments; in the rows of a table, numbers that come in and go out are bound as what they can be.

    They are sizes where windows lead from one to the other, channels where only those go on from row to row.
    """
    for _, group in groupby(
        _led_on([*found]), key=lambda segment: segment.passage.block if segment.is_row else -segment.start
    ):
        table = list(group)
        names = _meant(table)
        for segment in table:
            yield _renamed(segment, names)


def _led_on(found: Sequence[Segment]) -> Iterator[Segment]:
    """The segments; a map that stands alone before a line that begins with an arrow is what comes in."""
    for segment, behind in zip_longest(found, found[1:]):
        begins = behind is not None and [mark.sort for mark in behind.marks[:1]] == ["arrow"]
        tells = behind is not None and (behind.kinds or any(one.role in _OF_WINDOWS for one in behind.bounds))
        is_near = begins and tells and behind is not None and behind.passage.block == segment.passage.block
        maps = [mark for mark in segment.marks if mark.sort == "shape" and not is_small_square(mark)]
        is_alone = is_near and len(maps) == 1 and not (segment.kinds or segment.bounds or segment.is_row)
        is_alone &= not any(mark.is_figure and mark is not maps[0] for mark in segment.marks if is_alone)
        yield replace(segment, bounds=(BoundNumber(maps[0], "input", 0.0, maps[0]),)) if is_alone else segment


def _renamed(segment: Segment, names: Mapping[str, str]) -> Segment:
    if not any(bound.role in names and bound.mark.sort == "number" for bound in segment.bounds):
        return segment
    if names is not _SIZES and is_pool(_kind(segment)) and len(_numbers(segment)) == 1:
        return segment  # what comes out of a pooling is no number of kernels
    bounds = (
        bound._replace(role=names.get(bound.role, bound.role)) if bound.mark.sort == "number" else bound
        for bound in segment.bounds
    )
    return replace(segment, bounds=tuple(bounds))


def _meant(table: Sequence[Segment]) -> Mapping[str, str]:
    """The names under which the ends of the rows are to be known."""
    ends = [(segment, _numbers(segment)) for segment in table]
    rows = [(segment, found["in"], found["out"]) for segment, found in ends if {"in", "out"} <= {*found}]
    windows = [row for row in rows if has_plain_window(_kind(row[0])) and not _leads_twice(row[0])]
    slack = 0 if table[0].is_row else _SLIP  # around an arrow nothing else tells which of both they are
    leading = [row for row in windows if _leads(*row, slack)]
    has_led = any(before != after for _, before, after in leading)
    if has_led and 2 * len(leading) > len(windows):
        return _SIZES
    follow = all(after == following for (_, _, after), (_, following, _) in pairwise(rows))
    keep = all(before == after for segment, before, after in rows if is_pool(_kind(segment)))
    return _CHANNELS if len(windows) > 1 and follow and keep and not has_led else _USUAL


def _numbers(segment: Segment) -> Mapping[str, int]:
    """The numbers of a row that come in and go out; none where it tells one of them twice."""
    bounds = [bound for bound in segment.bounds if bound.role in _ENDS and bound.mark.sort == "number"]
    numbers = {_ENDS[bound.role]: bound.mark.whole or 0 for bound in bounds}
    return numbers if len(numbers) == len(bounds) else {}


def _leads_twice(segment: Segment) -> bool:
    """Whether two arrows lead from number to number: from channels to channels, and from size to size."""
    return sum(leads_to_number(segment.marks, place) for place in range(len(segment.marks))) > 1


def _kind(segment: Segment) -> str:
    return kind_of(segment, arguments_in(segment))


def _leads(segment: Segment, before: int, after: int, slack: int) -> bool:
    """Whether the window of a row leads from one size to the other, or to one that is hardly another."""
    told = {role: value for role, value in arguments_in(segment).items() if role in _OF_WINDOWS}
    layer = ToldLayer(0, _kind(segment), told, 0, None)
    sizes = ((before, before, 1),)
    outputs = [reading.output[0] or 0 for reading in readings(layer, sizes)] if "kernel" in told else []
    is_rounder = before % _ROUND == after % _ROUND == 0  # as numbers of channels are
    return after in outputs or (not is_rounder and any(abs(output - after) <= slack for output in outputs))
