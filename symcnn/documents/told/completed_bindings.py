"""What no word binds: the window of a layer, what comes in, how many kernels, told by the other numbers of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.documents.told.joint_bindings import as_deep, counted_windows, with_biases, without_counts_as_sizes
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import (
    DEAREST,
    LONGEST_KERNEL,
    LONGEST_USUAL,
    TOUCHING,
    USUAL_KERNEL,
    BoundNumber,
    is_along_line,
    is_counted,
    is_listed_window,
    is_small_square,
    is_within,
    takes,
)
from symcnn.network.wiring.kind_traits import has_only_units, is_windowed, takes_kernels

_OF_WINDOWS = frozenset({"kernel", "stride", "padding", "dilation"})
_WITH_WINDOWS = frozenset({"kernels", "stride", "padding", "to", "groups", "dilation", "in", "out"})
"""What is told of layers with a window."""
FEWEST_KERNELS = 8
"""A number beside a window that no word claims and that is smaller may be its stride, or the number of a layer."""
_MOST_KERNELS = 4096
_PLANE = 2
_LED = {"from": "input", "to": "output"}
_OF_MAPS = frozenset({"channels", "to", "kernels"})


def completed(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound in a clause by its words, with what only its other numbers tell."""
    known = _entering_units(found, [*bounds, *_before_output(found, bounds)])
    known = (
        units_of_ends(found, known) if any(any(map(has_only_units, mark.named("kind"))) for mark in found) else known
    )
    known = _flattened(found, _labelled_input(found, _counting_values(found, known)))
    known = _sized_windows(found, [_led_to(found, bound) for bound in _led_from(found, known)])
    known = counted_windows(found, without_counts_as_sizes(found, with_biases(found, known)))
    known += _bare_window(found, known)
    known = as_deep(found, known)
    known += _before_window(found, known)
    return known


def _before_output(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The shape that becomes another: it stands before the word for what comes out, and no word claims it."""
    roles = {bound.role: bound for bound in bounds}
    behind = roles.get("to") or roles.get("output")
    if behind is None or "input" in roles:
        return
    kinds = {name for mark in found for name in mark.named("kind")}
    if not (kinds or roles.keys() & _OF_WINDOWS):
        return
    word, taken = behind.word, {bound.mark.start for bound in bounds}
    before = [mark for mark in found if mark.end <= word.start < behind.mark.start]
    last = next((mark for mark in reversed(before) if mark.is_figure), None)
    free = [mark for mark in before if len(mark.dims) > 1 and mark.start not in taken and mark.sort != "calculation"]
    maps = [mark for mark in free if not is_listed_window(mark) and (mark is last or not is_small_square(mark))]
    is_flat = behind.mark.sort == "number" and not any(map(is_windowed, kinds))
    if len(maps) == 1 and (is_flat or abs(len(maps[0].dims) - len(behind.mark.dims)) < 2):
        yield BoundNumber(maps[0], "input", DEAREST, word)


def _entering_units(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the units of an input layer are what comes in: ``the input layer has 20 neurons``."""
    units = [bound for bound in bounds if bound.role in ("kernels", "neurons") and bound.mark.sort == "number"]
    is_input = bool(units) and any("input-layer" in mark.named("word") for mark in found)
    if not is_input or any(mark.named("kind") for mark in found):
        return list(bounds)
    return [bound._replace(role="input") if bound in units else bound for bound in bounds]


def units_of_ends(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the units that come in and go out tell of a layer that has nothing but units.

    ``number of input units 400, number of output units 120``
    """
    before = {behind.start: mark for mark, behind in pairwise(found) if behind.start - mark.end <= TOUCHING}
    ends = {"input": "input", "output": "kernels"}

    def meant(bound: BoundNumber) -> BoundNumber:
        owner = before.get(bound.word.start) if bound.role in ("neurons", "kernels") else None
        named = [ends[role] for role in owner.named("role") if role in ends] if owner is not None else []
        return bound._replace(role=named[0]) if len(named) == 1 and takes(named[0], bound.mark) else bound

    return [meant(bound) for bound in bounds]


def _labelled_input(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the maps behind a label for what comes in are its channels: ``input: 16 feature maps``."""
    begins = [mark.text if mark.sort == "stop" else mark.named("role")[:1] for mark in found[:2]]
    if begins not in ([("input",), ":"], [("input",), "："]) or any(mark.named("kind") for mark in found):
        return list(bounds)
    return [bound._replace(role="channels") if bound.role == "kernels" else bound for bound in bounds]


def _counting_values(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; units beside a map that comes out are its values: ``24×24×20 out, that is 11,520 neurons``."""
    has_map = any(bound.role in ("output", "size") and len(bound.mark.dims) > 2 for bound in bounds)
    if not has_map or any(any(map(has_only_units, mark.named("kind"))) for mark in found):
        return list(bounds)
    units = [bound for bound in bounds if bound.role == "kernels" and "neurons" in bound.word.named("quantity")]
    return [bound._replace(role="neurons") if bound in units else bound for bound in bounds]


def _led_from(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; between a "from" and a "to" stands what is led from, whichever word claims it too."""
    numbers = [bound for bound in bounds if bound.mark.sort == "number"]
    ends = {bound.word.start for bound in numbers if bound.role in ("to", "output")}
    if not ends:
        return list(bounds)
    led = [
        BoundNumber(mark, "from", 0.0, before)
        for before, mark, behind in zip(found, found[1:], found[2:], strict=False)
        if behind.start in ends and mark.sort == "number" and "from" in before.named("weak")
    ]
    taken = {bound.mark.start for bound in led}
    return [*(bound for bound in bounds if bound.mark.start not in taken), *led]


def _led_to(found: Sequence[Mark], bound: BoundNumber) -> BoundNumber:
    """A number that something leads from or to, as a size where a pooling does so or where samples are counted."""
    if bound.role == "output" and "measures" in bound.word.named("word") and _measures_input(found, bound.word):
        return bound._replace(role="input")
    if bound.role in ("size", "length") and _is_entering(found, bound):
        return bound._replace(role="input")
    if bound.role not in _LED or bound.mark.sort != "number":
        return bound
    kinds = {name for mark in found for name in mark.named("kind")}
    behind = next((mark for mark in found if mark.start >= bound.mark.end), None)
    counts_samples = behind is not None and "length" in behind.named("role")
    is_size = counts_samples or _is_of_size(found, bound) or (bool(kinds) and not any(map(takes_kernels, kinds)))
    return bound._replace(role=_LED[bound.role]) if is_size else bound


def _measures_input(found: Sequence[Mark], word: Mark) -> bool:
    """Whether a word says how large something is that comes in: ``the input measures 48×48``."""
    before = next((mark for mark in reversed(found) if mark.end <= word.start), None)
    is_input = before is not None and before.named("role") == ("input",)
    return is_input and not any(mark.is_figure or mark.named("kind") for mark in found if mark.end <= word.start)


def _is_of_size(found: Sequence[Mark], bound: BoundNumber) -> bool:
    """Whether a clause says of a size from which number to which it goes: ``the width goes from 64 to 62``."""
    before = [mark for mark in found if mark.end <= bound.word.start]
    owner = next((mark for mark in reversed(before) if mark.sort == "word" and not mark.named("weak")), None)
    if owner is None or owner.named("role") != ("size",):
        return False
    return not any(mark.is_figure for mark in before[before.index(owner) + 1 :][:1])  # the height is 3, and …


def _is_entering(found: Sequence[Mark], bound: BoundNumber) -> bool:
    """Whether the word for what comes in stands right before a size: ``an input of length 400``."""
    begin = min(bound.word.start, bound.mark.start)
    before = next((mark for mark in reversed(found) if mark.end <= begin), None)
    is_word = before is not None and (before.named("role") == ("input",) or before.named("weak") == ("from",))
    return before is not None and is_word and begin - before.end < TOUCHING


def _sized_windows(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound, with the size that stands behind kernels or a pooling as theirs: ``8 filters of width 5``."""
    bounds = _counted_before(found, bounds)
    told = {bound.role for bound in bounds}
    sizes = [bound for bound in bounds if bound.role == "size" and (not bound.mark.dims or _is_small(bound.mark))]
    if not sizes or told & {"kind", "kernel"}:
        return list(bounds)
    first = min(sizes, key=lambda bound: bound.mark.start)
    before = [mark for mark in found if mark.end <= min(first.mark.start, first.word.start)]
    owner = next((mark for mark in reversed(before) if mark.sort == "word" and mark.meanings[0].sort != "word"), None)
    roles = {*owner.named("role"), *owner.named("weak")} if owner is not None else set()
    names_window = any(any(map(is_windowed, mark.named("kind"))) for mark in found)
    if not ("kernels" in told or names_window or (before[-1:] == [owner] and "kernel" in roles)):
        return list(bounds)
    is_behind = first.mark.start < first.word.start and bool(roles & _OF_MAPS)  # 24 to 36 channels, five wide
    is_theirs = owner is not None and (
        "kernel" in roles or bool(owner.named("cell")) or is_behind or any(map(is_windowed, owner.named("kind")))
    )
    is_window = bool(told & _OF_WINDOWS) and "kernel" in roles
    most = LONGEST_KERNEL if is_along_line(found) else LONGEST_USUAL if is_window else USUAL_KERNEL
    if not is_theirs or not (first.mark.dims or is_within(first.mark.whole, 1, most)):
        return list(bounds)
    return [bound._replace(role="kernel") if bound is first else bound for bound in bounds]


def _is_small(mark: Mark) -> bool:
    """Whether a plane is as small as a window, whether it is a square or not."""
    return mark.sort == "shape" and len(mark.dims) == 2 and all(0 < (dim or 0) < USUAL_KERNEL for dim in mark.dims)


def _counted_before(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound, where kernels are counted before their size is told: ``10 个长度为 5 的核``."""
    kernels = {bound.mark.start: bound for bound in bounds if bound.role == "kernels"}
    ahead = (kernels[mark.start] for before, mark in pairwise(found) if mark.start in kernels and _names_size(before))
    sized = list(ahead) if kernels else []
    if len(sized) != 1:
        return list(bounds)
    taken = {bound.mark.start for bound in bounds if bound.role != "kernel"}
    counted = [
        mark
        for place, mark in enumerate(found)
        if mark.sort == "number" and mark.start not in taken and is_counted(found, place)
    ]
    if len(counted) != 1 or counted[0].end > sized[0].mark.start:
        return list(bounds)
    others = [bound for bound in bounds if bound is not sized[0] and bound.mark is not counted[0]]
    return [*others, sized[0]._replace(role="kernel"), BoundNumber(counted[0], "kernels", 0.0, sized[0].word)]


def _names_size(mark: Mark) -> bool:
    return "size" in mark.named("role")


def _flattened(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound; the one map of a clause that speaks of its flattening is what comes in."""
    word = next((mark for mark in found if mark.named("kind")), None)
    if word is None or any(mark.named("kind") not in ((), ("flatten",)) for mark in found):
        return list(bounds)
    maps = [mark for mark in found if mark.sort == "shape" and len(mark.dims) == 3]
    others = [bound for bound in bounds if bound.mark not in maps]
    return [*others, BoundNumber(maps[0], "input", 0.0, word)] if len(maps) == 1 else list(bounds)


def _bare_window(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The one small square that no word claims, in a clause that names a kind or tells of kernels: its window."""
    roles = {bound.role for bound in bounds}
    if roles & {"kind", "kernel"}:
        return
    kinds = {name for mark in found for name in mark.named("kind")}
    taken = {bound.mark.start for bound in bounds}
    gives = any(bound.role == "output" and len(bound.mark.dims) > 1 for bound in bounds)
    counts = {mark.end for mark in found if mark.sort == "number"}  # 一个 is an article
    has_count = any(
        (
            (word.named("cell") and counts & {word.start, word.start - 1})
            or (gives and word.sort == "number" and word.start not in taken)
        )
        and is_small_square(mark)
        for word, mark in pairwise(found)
    ) or (not kinds and any(is_small_square(mark) and _is_count(rest) for mark, *rest in _fours(found)))
    is_of_window = any(map(is_windowed, kinds)) or (not kinds and (bool(roles & _WITH_WINDOWS) or has_count))
    if not (is_of_window or roles & _OF_WINDOWS):
        return
    taken |= {mark.start for before, mark in pairwise(found) if before.sort == "arrow" and len(mark.dims) > _PLANE}
    bare = [mark for mark in found if mark.start not in taken and is_small_square(mark)]
    if not bare and any(map(is_windowed, kinds)):
        bare = [mark for mark in found if mark.start not in taken and is_listed_window(mark)]
    if len(bare) == 1:
        yield BoundNumber(bare[0], "kernel", DEAREST, bare[0])


def _fours(found: Sequence[Mark]) -> Iterator[tuple[Mark, Mark, Mark, Mark]]:
    return zip(found, found[1:], found[2:], found[3:], strict=False)


def _is_count(behind: Sequence[Mark]) -> bool:
    """Whether behind a comma stands how many of something there are: ``1×1, 64 个``."""
    return behind[0].sort == "comma" and behind[1].sort == "number" and bool(behind[2].named("cell"))


def _before_window(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The number beside a window, which no word claims: there are so many kernels: ``conv 32 3×3``, ``3×3, 32``."""
    windows = {bound.mark.start for bound in bounds if bound.role in ("kind", "kernel") and bound.mark.dims}
    if not windows or any(bound.role in ("kernels", "to", "out") for bound in bounds):
        return
    taken = {bound.mark.start for bound in bounds}
    of_window = {bound.mark.start for bound in bounds if bound.role in _OF_WINDOWS} - windows
    rest = [mark for mark in found if mark.start not in of_window]  # 7×7/2, 64
    signs = {mark.start for mark, behind in pairwise(rest) if mark.sort == "number" and behind.named("cell")}
    for mark, comma, behind in zip(rest, rest[1:], rest[2:], strict=False):
        is_free = mark.start in windows and comma.sort == "comma" and behind.start not in taken and not behind.text
        if is_free and behind.sort == "number" and is_within(behind.whole, FEWEST_KERNELS, _MOST_KERNELS):
            yield BoundNumber(behind, "kernels", 0.0 if behind.start in signs else DEAREST, mark)
            return
    counted = {mark.start for mark, cell in pairwise(found) if cell.named("cell")}
    for before, mark in pairwise(mark for mark in found if not mark.named("cell")):
        is_free = before.sort == "number" and before.start not in taken and takes("kernels", before)
        is_counted_so = before.start in counted
        if is_free and mark.start in windows and (is_counted_so or not before.text):
            yield BoundNumber(before, "kernels", 0.0 if is_counted_so else DEAREST, mark)
            return
