"""Numbers bound to a role, and which form a number must have for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark

DEAREST = 7.0
TOUCHING = 2
_LARGEST = {"kernel": 31, "stride": 32, "dilation": 32, "padding": 32, "added": 32, "groups": 4096, "repeat": 64}
_LARGEST_FIELD = 2000
LONGEST_KERNEL = 1024
"""The largest kernel and the largest stride along one axis."""
LONGEST_USUAL = 31
"""The longest window that is told beside its stride or its padding where nothing tells how many axes there are."""
USUAL_KERNEL = 12
DEEP_KERNEL = 7
"""The largest kernel that is told with its depth by itself; what is larger may be a map with its channels."""

COUNTED_BY = late_pattern(
    r"\s*-?\s*(?:个|层|级|块)?\s*(?:(?:stacked|consecutive|plain|ordinary|more|dilated|strided|普通|连续|堆叠|空洞)的?\s*)*"
)
"""What stands between how many windows there are, and the window."""


class BoundNumber(NamedTuple):
    """A number bound to a role or a quantity, how dear that was, and the word that says so."""

    mark: Mark
    role: str
    cost: float
    word: Mark


def leads_to_number(found: Sequence[Mark], place: int) -> bool:
    """Whether an arrow leads from the number at a place to another one: ``128 → 64``."""
    return [mark.sort for mark in found[place : place + 3]] == ["number", "arrow", "number"]


def is_small_square(mark: Mark) -> bool:
    """Whether a shape is one that kernels have and maps seldom: ``3×3``, ``5×5×6``."""
    is_shape = mark.sort == "shape" and len(mark.dims) in (2, 3)
    side = mark.dims[0] or 0 if is_shape else 0
    return is_shape and side == mark.dims[1] and (side < USUAL_KERNEL if len(mark.dims) == 2 else side <= DEEP_KERNEL)


def is_listed_window(mark: Mark) -> bool:
    """Whether numbers in brackets are a window along each axis: ``(1, 2, 2)``."""
    return mark.sort == "tuple" and 1 < len(mark.dims) < 4 and all(0 < (dim or 0) <= DEEP_KERNEL for dim in mark.dims)


def is_along_line(found: Sequence[Mark]) -> bool:
    """Whether a clause speaks of what has one axis: a signal, samples, frames."""
    return any("line" in mark.named("word") or "length" in mark.named("role") for mark in found)


def is_counted(found: Sequence[Mark], number: int) -> bool:
    """Whether a sign behind a number says that it counts things: ``卷积核 25 个``."""
    behind = found[number + 1] if number + 1 < len(found) else None
    return behind is not None and bool(behind.named("cell")) and behind.start - found[number].end < TOUCHING


def takes(role: str, mark: Mark) -> bool:
    """Whether a number of this form can be what a role asks for."""
    unit = mark.reading.unit if mark.reading is not None else ""
    if unit == "percent" or (unit in ("byte", "bit")) != (role == "bytes"):
        return False
    whole = mark.whole if mark.sort == "number" else None
    is_plane = mark.sort in ("tuple", "shape") and len(mark.dims) == 2
    is_low = max((dim or 0 for dim in mark.dims), default=0) <= DEEP_KERNEL
    has_axes = is_plane or (len(mark.dims) == 3 and (mark.sort == "tuple" or (mark.sort == "shape" and is_low)))
    match role:
        case "kind":
            return _is_window(mark) and max(dim or 0 for dim in mark.dims[:2]) <= USUAL_KERNEL
        case "kernel":
            return _is_window(mark) or is_within(whole, 1, _LARGEST[role])
        case "stride" | "dilation" | "padding" | "added":
            low, high = int(role not in ("padding", "added")), _LARGEST[role]
            return is_within(whole, low, high) or (has_axes and max(dim or 0 for dim in mark.dims) <= high)
        case "groups" | "repeat":
            return is_within(whole, 1 + (role == "repeat"), _LARGEST[role])
        case "from" | "to" | "in" | "out":
            return mark.sort in ("shape", "tuple") or is_within(whole, 1, 99_999)
        case "kernels" | "channels":
            return is_within(whole, 1, 99_999)
        case "size":
            return mark.sort in ("number", "shape") and (len(mark.dims) == 2 or is_within(mark.whole, 1, 99_999))
        case "input" | "output":
            return mark.sort in ("shape", "tuple") or bool(mark.dims) or is_within(mark.whole, 0, 10**7)
        case "length":
            return is_within(whole, 1, 10**7)
        case "receptive_field" | "jump":
            return is_within(mark.whole, 1, _LARGEST_FIELD) or is_plane
    return mark.sort in ("number", "calculation", "shape")


def is_long(role: str, mark: Mark) -> bool:
    """Whether a number can be a kernel or a stride along one axis."""
    return role in ("kernel", "stride") and mark.sort == "number" and is_within(mark.whole, 1, LONGEST_KERNEL)


def _is_window(mark: Mark) -> bool:
    """Whether a shape may be that of a kernel, with its depth or without."""
    is_shape = mark.sort == "shape" and len(mark.dims) in (2, 3)
    return is_shape and max(dim or 0 for dim in mark.dims[:2]) <= _LARGEST["kernel"]


def is_within(number: int | None, low: int, high: int) -> bool:
    return number is not None and low <= number <= high
