"""The maps that a text tells, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.check.subjects.layer_reading import Shape
from symcnn.check.subjects.printed.printed_shapes import placed, shape_of, volumes_of
from symcnn.check.subjects.windows.told_operations import is_window
from symcnn.core.record import record
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_listed_window
from symcnn.documents.told.segments import Segment

_PLANE, _MAP, _VOLUME = 2, 3, 4
_OF_WINDOWS = frozenset({"kernel", "kind", "stride", "padding"})
_SIDES = frozenset({"output", "size", "to", "out", "in", "from"})
"""What a number may be told to be that is the side of a map."""
_LEAST, _LARGEST = 2, 4096
"""Between what a side lies that tells of its step."""


@record
class ToldMap:
    """A map that a text tells: its segment, its place among the marks of that, and its sizes as they stand."""

    part: Segment
    place: int
    dims: tuple[int, ...]

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return self.part.marks[self.place]

    @property
    def is_side(self) -> bool:
        """Whether only a side of it is told."""
        return len(self.dims) == 1

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What it may be, channels last."""
        if len(self.dims) < _MAP:
            return ((self.dims[0], self.dims[-1], None),)
        if len(self.dims) == _VOLUME:
            return volumes_of(self.dims, None)
        first, *others = self.dims
        return tuple(dict.fromkeys((*placed(self.dims, None, ()), self.dims, (*others, first))))


def told_maps(text: str, found: Iterable[Segment], *, has_volumes: bool) -> Iterator[ToldMap]:
    """The maps of segments, in order: shapes that are no windows, and sides; ``20 @ 48×48`` is one.

    Where a text tells of maps along three axes, four sizes are one; elsewhere the first of them is a batch.
    """
    for part in found:
        roles = {bound.mark.start: bound.role for bound in part.bounds}
        for place, mark in enumerate(part.marks):
            if _is_side(part, place, roles.get(mark.start, "")):
                yield ToldMap(part, place, (mark.whole or 0,))
            if mark.sort not in ("shape", "tuple") or roles.get(mark.start) in _OF_WINDOWS:
                continue
            if is_listed_window(mark) and any(len(shape_of(other)) == _VOLUME for other in part.marks):
                continue
            dims = shape_of(mark)
            dims = dims[1:] if len(dims) > (_VOLUME if has_volumes else _MAP) else dims
            before = part.marks[place - 1] if place else None
            is_counted = before is not None and text[before.end : mark.start].strip() == "@"
            if is_counted and before is not None and before.whole and len(dims) == _PLANE:
                dims = (before.whole, *dims)
            is_list = mark.sort == "tuple" and len(mark.dims) == _PLANE
            if len(dims) in (_MAP, _VOLUME) or (len(dims) == _PLANE and not is_window(mark) and not is_list):
                yield ToldMap(part, place, dims)


def _is_side(part: Segment, place: int, role: str) -> bool:
    """Whether a number may be the side of a map: beside an arrow, behind the name of a layer, or told to come out."""
    mark = part.marks[place]
    has_unit = mark.reading is not None and bool(mark.reading.unit)
    if mark.sort != "number" or mark.text or has_unit or not _LEAST <= (mark.whole or 0) <= _LARGEST or part.is_row:
        return False
    if mark.named("role") or (role and role not in _SIDES):
        return False
    before = part.marks[place - 1] if place else None
    behind = part.marks[place + 1] if place + 1 < len(part.marks) else None
    is_led = any(one is not None and one.sort == "arrow" for one in (before, behind))
    is_named = before is not None and bool({"kind"} & {one.sort for one in before.meanings})
    return is_led or is_named or role in ("output", "size", "to")
