"""Numbers of which two things together tell what they count: kernels and the map that they make, weights and biases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from symcnn.documents.told.lexicon import is_signed
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import DEAREST, BoundNumber, is_small_square, takes

_MAP = 3
_PARTS = frozenset({"weights", "biases"})
_ENDS = frozenset({"to", "input", "output", "out"})
"""What a number before an arrow or behind it may be taken for."""


def with_biases(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the one number of weights and biases counts both: ``weights + biases: 120``."""
    counts = [bound for bound in bounds if bound.role in _PARTS]
    words = [mark for mark in found if "then" not in mark.named("word")]
    pairs = [ends for ends in pairwise(words) if {name for end in ends for name in end.named("quantity")} == _PARTS]
    is_of_both = len(counts) == 1 and any(counts[0].word in ends for ends in pairs)
    is_of_both &= not (is_of_both and _is_first_of_row(found, counts[0].mark))
    return [bound._replace(role="params") if is_of_both and bound in counts else bound for bound in bounds]


def _is_first_of_row(found: Sequence[Mark], number: Mark) -> bool:
    """Whether a second number follows, so that each counts one of both: ``weights and biases: 270 and 10``."""
    behind = [mark for mark in found if mark.start >= number.end and "then" not in mark.named("word")]
    following = behind[1:] if behind and behind[0].sort == "comma" else behind
    return bool(following) and following[0].sort == "number"


def as_deep(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the number before a map that is as deep counts the kernels of it: ``5×5, 24 → 31×98×24``."""
    roles = {bound.role for bound in bounds}
    if not roles & {"kind", "kernel"} and not any("pointwise" in mark.named("word") for mark in found):
        return list(bounds)
    entering = {bound.mark.start for bound in bounds if bound.role == "input" and bound.mark.dims}
    maps = [
        mark for mark in found if len(mark.dims) == _MAP and mark.start not in entering and not is_small_square(mark)
    ]
    if roles & {"kernels", "channels"} or len(maps) != 1 or maps[0].sort not in ("shape", "tuple"):
        return list(bounds)
    free = {bound.mark.start for bound in bounds if bound.role not in _ENDS}
    deep = [
        mark
        for mark in found
        if mark.sort == "number"
        and mark.end <= maps[0].start
        and mark.start not in free
        and not mark.text
        and mark.whole in (maps[0].dims[0], maps[0].dims[-1])
    ]
    if len(deep) != 1:
        return list(bounds)
    others = [bound for bound in bounds if bound.mark is not deep[0]]
    return [*others, BoundNumber(deep[0], "kernels", DEAREST, maps[0])]


def without_counts_as_sizes(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; one of several numbers that count kernels is no size of theirs where a square stands for that.

    ``three 3×3 convs with 8, 16, 24 filters``
    """
    taken = {bound.mark.start for bound in bounds}
    squares = [mark for mark in found if mark.start not in taken and is_small_square(mark) and len(mark.dims) < _MAP]
    counting = {bound.word.start for bound in bounds if bound.role == "kernels"}
    sizes = [one for one in bounds if one.role == "kernel" and not one.mark.dims and one.word.start in counting]
    return [bound for bound in bounds if len(squares) != 1 or bound not in sizes]


def is_plural(word: Mark) -> bool:
    """Whether a word may stand for several layers; Chinese has no plural, nor have names of classes: ``MaxPool2d``."""
    has_none = is_signed(word.text[:1]) or word.text.endswith(("1d", "2d", "3d"))
    return has_none or word.end - word.start > len(word.text) or word.text.endswith("s")


def counted_windows(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; a number in letters before a window counts the layers behind it: ``three 3×3 convs``."""
    kinds = [mark for mark in found if mark.named("kind")]
    if len(kinds) != 1 or not is_plural(kinds[0]) or any(bound.role == "repeat" for bound in bounds):
        return list(bounds)
    counts = [
        one
        for one, window in pairwise(found)
        if one.reading is None and one.sort == "number" and is_small_square(window)
    ]
    counts = [mark for mark in counts if mark.end <= kinds[0].start and takes("repeat", mark)]
    taken = {bound.mark.start for bound in bounds}
    repeats = [BoundNumber(mark, "repeat", 0.0, kinds[0]) for mark in counts if mark.start not in taken]
    return [*bounds, *repeats[:1]]
