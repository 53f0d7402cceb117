"""Two columns that tell one map, an axis each: ``H_out  W_out``; their cells are read as one that goes on over both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.composed_heads import direction_of
from symcnn.documents.told.lexicon import is_signed
from symcnn.documents.told.mark import Mark

_AXES = {
    "h": 0,
    "height": 0,
    "rows": 0,
    "高": 0,
    "高度": 0,
    "w": 1,
    "width": 1,
    "columns": 1,
    "cols": 1,
    "宽": 1,
    "宽度": 1,
}
_EDGES = " \t\n\r\x1f`*_$:：.#"
_PARTS = late_pattern(r"[\s_]+")
_BETWEEN = r"(?:[ \x1f`*]*[|\t][ \x1f`*]*| {2,})"
_HEADS = late_pattern(rf"([^|\t]+?){_BETWEEN}([^|\t]+)")
_NUMBERS = late_pattern(rf"[\s`*]*(\d{{1,5}}){_BETWEEN}(\d{{1,5}})[\s`*]*")

Cell = tuple[int, int]


def joined_axes(text: str, heads: Sequence[Cell]) -> tuple[int, ...]:
    """The columns that tell an axis of a map of which the next one tells the other.

    >>> text = "H_in|W_in|C|output height|output width"
    >>> joined_axes(text, [(0, 4), (5, 9), (10, 11), (12, 25), (26, 38)])
    (0, 3)
    """
    found = [_axis(text[slice(*head)]) for head in heads]
    return tuple(place for place, (one, other) in enumerate(pairwise(found)) if _are_both(one, other))


def joined(cells: Sequence[Cell], places: Sequence[int]) -> list[Cell]:
    """The cells of a row with those of two axes as one.

    >>> joined([(0, 2), (3, 5), (6, 8)], [1])
    [(0, 2), (3, 8)]
    """
    gone = {place + 1 for place in places}
    return [
        (cell[0], max(cell[1], cells[place + 1][1])) if place in places else cell
        for place, cell in enumerate(cells)
        if place not in gone
    ]


def map_of_heads(head: str) -> str:
    """Which map the head of two columns tells that are read as one: ``input`` or ``output``; nothing for other heads.

    >>> map_of_heads("H_in | W_in"), map_of_heads("H \\t W"), map_of_heads("in | out")
    ('input', 'output', '')
    """
    found = _HEADS.fullmatch(head)
    one, other = (_axis(found[1]), _axis(found[2])) if found is not None else (None, None)
    return (one[1] or "output") if one is not None and _are_both(one, other) else ""


def map_of_axes(text: str, cell: Cell) -> Mark | None:
    """The map of two cells that are read as one."""
    found = _NUMBERS.fullmatch(text, *cell)
    return Mark("tuple", found.start(1), found.end(2), dims=(int(found[1]), int(found[2]))) if found else None


def _are_both(one: tuple[int, str] | None, other: tuple[int, str] | None) -> bool:
    return one is not None and other is not None and one[1] == other[1] and one[0] != other[0]


def _axis(head: str) -> tuple[int, str] | None:
    """Which axis a head names, and whether it is that of what comes in or out."""
    words = [word for word in _PARTS.split(head.strip(_EDGES).lower()) if word]
    if len(words) == 1 and is_signed(words[0][0]) and words[0] not in _AXES:
        words = [words[0][: len("输出")], words[0][len("输出") :]]
    axes = [_AXES[word] for word in words if word in _AXES]
    others = [word for word in words if word not in _AXES]
    side = direction_of(others[0]) if others else ""
    return (axes[0], side) if len(axes) == 1 and len(others) <= 1 and bool(side) == bool(others) else None
