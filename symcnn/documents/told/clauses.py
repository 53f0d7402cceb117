"""The clauses of a passage: each tells of one layer, so that none tells the same of it twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.documents.told.bindings import bind
from symcnn.documents.told.layer_labels import label_at
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square
from symcnn.network.wiring.kind_traits import has_only_units

_FEW = 6
_BREAKS = ("comma", "stop", "arrow", "bracket")


def clauses(text: str, standing: Sequence[Mark], *, is_listing: bool = False) -> Iterator[Sequence[Mark]]:
    """The marks of a passage, parted where what follows tells anew what has been told: a kind, a window, which layer.

    `is_listing` tells that it counts one layer after the other, so that each name of one begins a clause.

    >>> from symcnn.documents.told.marks import marks
    >>> line = "conv 5*5, 6 kernels, stride 1, then a 2*2 max pool, output 14*14*6"
    >>> [line[part[0].start : part[-1].end] for part in clauses(line, marks(line, 0, len(line)))]
    ['conv 5*5, 6 kernels, stride 1, then', '2*2 max pool, output 14*14*6']
    """
    begin, told, has_figure = 0, frozenset[str](), False
    parts = list(_parts(text, standing))
    if not any(mark.is_figure for mark in standing[: parts[-1][0]]):
        parts = []  # what has no number is no clause of its own
    for first, last in parts:
        part = standing[first:last]
        telling = _told(text, part)
        is_led_to = first > 0 and standing[first - 1].sort == "arrow"
        telling = telling if not is_led_to or _names(telling, "kind") else telling - {"window"}
        is_next = is_led_to and _names(telling, "kind") and _names(told, "kind")
        is_listed = is_listing and _names_one(telling) and _names_one(told)
        if has_figure and (is_next or is_listed or _differs(told, telling)):
            yield standing[begin:first]
            begin, told, has_figure = first, frozenset(), False
        told |= telling
        has_figure = has_figure or any(mark.is_figure for mark in part)
    yield standing[begin:]


def _parts(text: str, standing: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    begin = 0
    for place in range(1, len(standing)):
        before = standing[place - 1]
        if before.sort in _BREAKS or before.named("then"):
            end = place - 2 if _describes_next(text, standing, begin, place) else place
            yield begin, end
            begin = end
    yield begin, len(standing)


def _describes_next(text: str, standing: Sequence[Mark], begin: int, place: int) -> bool:
    """Whether the window before a comma describes the kind behind it, and not the one before it, which it serves:
    ``上采样用 2×2、步幅 2 的转置卷积``."""
    window, comma = standing[max(place - 2, begin)], standing[place - 1]
    behind = next((mark for mark in standing[place : place + _FEW] if mark.sort in _BREAKS or mark.named("kind")), None)
    if not is_small_square(window) or comma.text != "、" or behind is None or not behind.named("kind"):
        return False
    is_served = any(mark.named("kind") for mark in standing[begin : place - 2])
    return is_served and text[max(behind.start - 2, 0) : behind.start].rstrip(" ")[-1:] == "的"


def _told(text: str, part: Sequence[Mark]) -> frozenset[str]:
    """What a part tells: its window, the kinds that it names, which of several layers, the layer's name."""
    label = label_at(text, part[0].start, part[-1].end) if part and part[0].named("kind") else None
    told = {f"kind {name}" for mark in part for name in mark.named("kind")}
    told |= {"kind input" for mark in part if "input-layer" in mark.named("word")}
    told |= {f"units {mark.text}" for mark in part for name in mark.named("kind") if has_only_units(name)}
    told |= {f"ordinal {name}" for mark in part for name in mark.named("ordinal")}
    told |= {f"label {mark.text}" for mark in part for _ in mark.named("label")}
    if label is not None:
        told.add(f"label {label.name}")
    bounds = bind(part)
    taken = {bound.mark.start for bound in bounds}
    bare = any(is_small_square(mark) and mark.start not in taken for mark in part[:_FEW])
    if bare or any(bound.role in ("kind", "kernel") for bound in bounds):
        told.add("window")
    if any(bound.role == "kernels" and any(map(has_only_units, bound.word.named("kind"))) for bound in bounds):
        told.add("count")
    if any(bound.role == "input" and len(bound.word.text) == 1 for bound in bounds):
        told.add("given")
    gives = any("output" in mark.named("role") for mark in part)
    if gives and any(bound.role in ("size", "length") for bound in bounds):
        told.add("size")
    if any(bound.role in ("output", "to") and len(bound.mark.dims) > 1 for bound in bounds):
        told.add("output")
    return frozenset(told)


def _differs(told: frozenset[str], telling: frozenset[str]) -> bool:
    """Whether what is told now is of another layer than what was told before."""
    sorts = ("kind", "units", "ordinal", "label")
    is_other = any(_names(told, sort) and _names(telling, sort) - _names(told, sort) for sort in sorts)
    is_new = "output" in told & telling and bool(telling - told)  # what comes out of two layers
    is_next = told == {"size"} and bool(_names(telling, "kind"))  # what comes out of the layer before
    return is_other or is_new or is_next or bool({"window", "count", "given"} & told & telling)


def _names_one(told: frozenset[str]) -> bool:
    return any(bool(_names(told, sort)) for sort in ("kind", "ordinal", "label"))


def _names(told: frozenset[str], sort: str) -> frozenset[str]:
    return frozenset(one for one in told if one.startswith(sort))
