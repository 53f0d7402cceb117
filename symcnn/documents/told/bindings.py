"""Which number of a clause belongs to which of its words: the cheapest pairing, the same for all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from symcnn.documents.told.lexicon import (
    PhraseMeaning,
    counted_kinds,
    is_signed,
    kerneled_kinds,
    lexicon,
    windowed_kinds,
)
from symcnn.documents.told.mark import Mark

_OF_WINDOWS = frozenset({"kernel", "stride", "padding", "dilation"})
_WITH_WINDOWS = frozenset({"kernels", "stride", "padding", "to", "groups", "dilation", "in", "out"})
"""What is told of layers with a window."""
_DEAREST = 7.0
_DEAREST_COUNT = 3.0
"""A shape is the count of what it holds only beside a word for that."""
_FAR = 9.0
_COSTS: Mapping[str, tuple[float, float]] = {
    # what a word costs that stands before its number, and behind it
    "kernel": (0.0, 0.4),
    "kernels": (1.2, 0.0),
    "stride": (0.0, 3.5),
    "padding": (0.0, 3.0),
    "dilation": (0.0, 3.5),
    "groups": (0.3, 0.3),
    "input": (0.3, 1.4),
    "output": (0.0, 1.6),
    "channels": (1.5, 0.0),
    "kind": (0.8, 0.8),
    "repeat": (_FAR, 0.9),
    "from": (0.0, _FAR),
    "to": (0.0, _FAR),
    "params": (0.9, 0.0),
    "weights": (0.9, 0.0),
    "biases": (0.9, 0.0),
    "neurons": (0.9, 0.2),
    "connections": (0.9, 0.0),
    "macs": (0.9, 0.0),
    "flops": (0.9, 0.0),
    "bytes": (2.5, 0.5),
    "receptive_field": (0.2, 1.0),
    "jump": (0.2, 1.0),
    "size": (0.4, 2.0),
    "length": (_FAR, 1.2),
}
_WEAK = 2.5
_TOGETHER = (frozenset({"kernel", "kernels"}), frozenset({"kind", "repeat"}))
"""What one word may say of two numbers: ``16 3×3 kernels``, ``two 3×3 convolutions``."""
_TAKEN = 6.0
"""What it costs more to bind a number to a word that belongs to another: ``to 8 classes: 808``, ``3 MB weights: 9``."""
_TOUCHING = 2
_COUNTED_KERNEL = 1.5
"""What it costs more to take a number that counts kernels for their size."""
_ONCE = frozenset({"kind", "kernel", "stride", "padding", "dilation", "groups"})
_IN_LETTERS = frozenset({"padding", "channels", "repeat", "groups", "stride", "dilation", "kernels", "biases"})
"""What a number in letters may count; elsewhere "one" and "two" are words as any."""
_COUNTED = frozenset({"params", "weights", "biases"})
"""What there may be none of."""
_LARGEST = {"kernel": 31, "stride": 32, "dilation": 32, "padding": 32, "groups": 4096, "repeat": 64}
_OF_MAPS = frozenset({"channels", "to", "kernels"})
_LED = {"from": "input", "to": "output"}
_LARGEST_FIELD = 2000
_LONGEST_KERNEL = 1024
"""The largest kernel and the largest stride along one axis."""
_USUAL_KERNEL = 12
_DEEP_KERNEL = 7
"""The largest kernel that is told with its depth by itself; what is larger may be a map with its channels."""
FEWEST_KERNELS = 8
"""A number beside a window that no word claims and that is smaller may be its stride, or the number of a layer."""
_MOST_KERNELS = 4096
_FEW_BETWEEN = 6


class BoundNumber(NamedTuple):
    """A number bound to a role or a quantity, how dear that was, and the word that says so."""

    mark: Mark
    role: str
    cost: float
    word: Mark


def bind(found: Sequence[Mark]) -> tuple[BoundNumber, ...]:
    """The pairs of numbers and words, each number once, each word once.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "6 kernels of 5*5, stride 1, output 28*28*6"
    >>> [(text[bound.mark.start:bound.mark.end], bound.role) for bound in bind(marks(text, 0, len(text)))]
    [('6', 'kernels'), ('5*5', 'kernel'), ('1', 'stride'), ('28*28*6', 'output')]
    """
    bounds = [BoundNumber(mark, mark.meanings[0].name, 0.0, mark) for mark in found if mark.is_figure and mark.meanings]
    bounds += _by_arrows(found)
    numbers = {bound.mark.start for bound in bounds}
    said: dict[int, set[str]] = {}
    for cost, mark, word, role in sorted(_candidates(found), key=lambda candidate: candidate[0]):
        taken = said.get(word.start, set())
        is_free = not taken or (role not in taken and any({role, *taken} <= pair for pair in _TOGETHER))
        is_twice = any(_is_same(bound.role, role, word) for bound in bounds)
        if mark.start in numbers or not is_free or is_twice:
            continue
        numbers.add(mark.start)
        said.setdefault(word.start, set()).add(role)
        bounds.append(BoundNumber(mark, role, cost, word))
    bounds += _before_output(found, bounds)
    bounds = _sized_windows(found, [_led_to(found, bound) for bound in _flattened(found, bounds)])
    bounds += _bare_window(found, bounds)
    bounds += _before_window(found, bounds)
    return tuple(sorted(bounds, key=lambda bound: bound.mark.start))


def _before_output(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The shape that becomes another: it stands before the word for what comes out, and no word claims it."""
    roles = {bound.role: bound for bound in bounds}
    behind = roles.get("to") or roles.get("output")
    kinds = {name for mark in found for name in mark.named("kind")}
    if behind is None or "input" in roles or not (kinds or roles.keys() & _OF_WINDOWS):
        return
    word, taken = behind.word, {bound.mark.start for bound in bounds}
    before = [mark for mark in found if mark.end <= word.start < behind.mark.start]
    last = next((mark for mark in reversed(before) if mark.is_figure), None)
    free = [mark for mark in before if len(mark.dims) > 1 and mark.start not in taken and mark.sort != "calculation"]
    maps = [mark for mark in free if not _is_listed_window(mark) and (mark is last or not is_small_square(mark))]
    is_flat = behind.mark.sort == "number" and not kinds & windowed_kinds()
    if len(maps) == 1 and (is_flat or abs(len(maps[0].dims) - len(behind.mark.dims)) < 2):
        yield BoundNumber(maps[0], "input", _DEAREST, word)


def _led_to(found: Sequence[Mark], bound: BoundNumber) -> BoundNumber:
    """A number that something leads from or to, as a size where a pooling does so or where samples are counted."""
    if bound.role in ("size", "length") and _is_entering(found, bound):
        return bound._replace(role="input")
    if bound.role not in _LED or bound.mark.sort != "number":
        return bound
    kinds = {name for mark in found for name in mark.named("kind")}
    behind = next((mark for mark in found if mark.start >= bound.mark.end), None)
    counts_samples = behind is not None and "length" in behind.named("role")
    is_size = counts_samples or (bool(kinds) and not kinds & kerneled_kinds())
    return bound._replace(role=_LED[bound.role]) if is_size else bound


def _is_entering(found: Sequence[Mark], bound: BoundNumber) -> bool:
    """Whether the word for what comes in stands right before a size: ``an input of length 400``."""
    begin = min(bound.word.start, bound.mark.start)
    before = next((mark for mark in reversed(found) if mark.end <= begin), None)
    is_word = before is not None and (before.named("role") == ("input",) or before.named("weak") == ("from",))
    return before is not None and is_word and begin - before.end < _TOUCHING


def _sized_windows(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound, with the size that stands behind kernels or a pooling as theirs: ``8 filters of width 5``."""
    bounds = _counted_before(found, bounds)
    roles = {bound.role for bound in bounds}
    has_window = any(windowed_kinds() & {*mark.named("kind")} for mark in found) or "kernels" in roles
    sizes = [bound for bound in bounds if bound.role == "size" and bound.mark.sort == "number"]
    if not sizes or roles & {"kind", "kernel"} or not has_window:
        return list(bounds)
    first = min(sizes, key=lambda bound: bound.mark.start)
    before = [mark for mark in found if mark.end <= min(first.mark.start, first.word.start)]
    owner = next((mark for mark in reversed(before) if mark.sort == "word" and mark.meanings[0].sort != "word"), None)
    roles = {*owner.named("role"), *owner.named("weak")} if owner is not None else set()
    is_behind = first.mark.start < first.word.start and bool(roles & _OF_MAPS)  # 24 to 36 channels, five wide
    is_theirs = owner is not None and (
        "kernel" in roles or bool(owner.named("cell")) or is_behind or bool(windowed_kinds() & {*owner.named("kind")})
    )
    most = _LONGEST_KERNEL if is_along_line(found) else _USUAL_KERNEL
    if not is_theirs or not _is_within(first.mark.whole, 1, most):
        return list(bounds)
    return [bound._replace(role="kernel") if bound is first else bound for bound in bounds]


def _counted_before(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> list[BoundNumber]:
    """What is bound, where kernels are counted before their size is told: ``10 个长度为 5 的核``."""
    ahead = {mark.start: before for before, mark in pairwise(found)}
    sized = [bound for bound in bounds if bound.role == "kernels" and _names_size(ahead.get(bound.mark.start))]
    if len(sized) != 1:
        return list(bounds)
    taken = {bound.mark.start for bound in bounds if bound.role != "kernel"}
    counted = [
        mark
        for place, mark in enumerate(found)
        if mark.sort == "number" and mark.start not in taken and _is_counted(found, place)
    ]
    if len(counted) != 1 or counted[0].end > sized[0].mark.start:
        return list(bounds)
    others = [bound for bound in bounds if bound is not sized[0] and bound.mark is not counted[0]]
    return [*others, sized[0]._replace(role="kernel"), BoundNumber(counted[0], "kernels", 0.0, sized[0].word)]


def _names_size(mark: Mark | None) -> bool:
    return mark is not None and "size" in mark.named("role")


def is_along_line(found: Sequence[Mark]) -> bool:
    """Whether a clause speaks of what has one axis: a signal, samples, frames."""
    return any("line" in mark.named("word") or "length" in mark.named("role") for mark in found)


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
    kinds = {name for mark in found for name in mark.named("kind")}
    taken = {bound.mark.start for bound in bounds}
    gives = any(bound.role == "output" and len(bound.mark.dims) > 1 for bound in bounds)
    is_counted = any(
        (word.named("cell") or (gives and word.sort == "number" and word.start not in taken)) and is_small_square(mark)
        for word, mark in pairwise(found)
    )
    is_of_window = bool(kinds & windowed_kinds()) or (not kinds and (bool(roles & _WITH_WINDOWS) or is_counted))
    if roles & {"kind", "kernel"} or not (is_of_window or roles & _OF_WINDOWS):
        return
    bare = [mark for mark in found if mark.start not in taken and is_small_square(mark)]
    if not bare and kinds & windowed_kinds():
        bare = [mark for mark in found if mark.start not in taken and _is_listed_window(mark)]
    if len(bare) == 1:
        yield BoundNumber(bare[0], "kernel", _DEAREST, bare[0])


def _before_window(found: Sequence[Mark], bounds: Sequence[BoundNumber]) -> Iterator[BoundNumber]:
    """The number beside a window, which no word claims: there are so many kernels: ``conv 32 3×3``, ``3×3, 32``."""
    windows = {bound.mark.start for bound in bounds if bound.role in ("kind", "kernel") and bound.mark.dims}
    taken = {bound.mark.start for bound in bounds}
    if any(bound.role in ("kernels", "to", "out") for bound in bounds):
        return
    for mark, comma, behind in zip(found, found[1:], found[2:], strict=False):
        is_free = mark.start in windows and comma.sort == "comma" and behind.start not in taken and not behind.text
        if is_free and behind.sort == "number" and _is_within(behind.whole, FEWEST_KERNELS, _MOST_KERNELS):
            yield BoundNumber(behind, "kernels", _DEAREST, mark)
            return
    for before, mark in pairwise(mark for mark in found if not mark.named("cell")):
        is_count = (
            before.sort == "number" and not before.text and before.start not in taken and takes("kernels", before)
        )
        if is_count and mark.start in windows:
            yield BoundNumber(before, "kernels", _DEAREST, mark)
            return


def is_small_square(mark: Mark) -> bool:
    """Whether a shape is one that kernels have and maps seldom: ``3×3``, ``5×5×6``."""
    is_shape = mark.sort == "shape" and len(mark.dims) in (2, 3)
    side = mark.dims[0] or 0 if is_shape else 0
    return is_shape and side == mark.dims[1] and (side < _USUAL_KERNEL if len(mark.dims) == 2 else side <= _DEEP_KERNEL)


def _is_listed_window(mark: Mark) -> bool:
    """Whether numbers in brackets are a window along each axis: ``(1, 2, 2)``."""
    return mark.sort == "tuple" and 1 < len(mark.dims) < 4 and all(0 < (dim or 0) <= _DEEP_KERNEL for dim in mark.dims)


def _is_same(told: str, role: str, word: Mark) -> bool:
    """Whether a clause that tells one role has told the other: of one layer each is told once."""
    if told == role == "kernels" and word.named("kind"):
        return True
    return role in _ONCE and (told == role or {told, role} == {"kind", "kernel"})


def _by_arrows(found: Sequence[Mark]) -> Iterator[BoundNumber]:
    """Shapes that stand alone before the first arrow or behind one: what comes in, and what comes out.

    Numbers beside a window, or of a layer that has none, may be channels too.
    """
    tells_arguments = any(is_small_square(mark) or _tells_of_layer(mark) for mark in found)
    for place, mark in enumerate(found):
        if tells_arguments and mark.sort == "arrow" and 0 < place < len(found) - 1:
            ends = found[place - 1], found[place + 1]
            if all(one.sort == "number" and not one.meanings for one in ends):
                yield from (BoundNumber(one, role, 0.0, mark) for one, role in zip(ends, ("in", "out"), strict=True))
                return
        behind = found[place + 1].sort if place + 1 < len(found) else "stop"
        is_first = place == 0 or (found[place - 1].sort == "stop" and all(one.sort != "arrow" for one in found[:place]))
        if (
            is_first
            and behind == "arrow"
            and len(mark.dims) > 1
            and (place or (len(found) > 2 and found[2].sort == "word"))
        ):
            yield BoundNumber(mark, "input", 0.0, found[place + 1])
        is_alone = place > 0 and found[place - 1].sort == "arrow" and behind in ("stop", "comma", "arrow")
        if is_alone and (len(mark.dims) > 1 or mark.sort == "number") and mark.is_figure and not mark.meanings:
            yield BoundNumber(mark, "output", 0.0, found[place - 1])


def _tells_of_layer(mark: Mark) -> bool:
    """Whether a word is that of a kernel, or of a layer that has a known one or none."""
    return "dense" in mark.named("kind") or "kernel" in mark.named("role") or "pointwise" in mark.named("word")


def _candidates(found: Sequence[Mark]) -> Iterator[tuple[float, Mark, Mark, str]]:
    is_long, is_view = is_along_line(found), any("view" in mark.named("word") for mark in found)
    for number, mark in enumerate(found):
        if not mark.is_figure or mark.meanings or is_how_often(found, number):
            continue
        first, last = max(0, number - _FEW_BETWEEN - 1), min(len(found), number + _FEW_BETWEEN + 2)
        for place in range(first, last):
            word = found[place]
            way = _way(found, number, place) if word.sort == "word" else _DEAREST
            if way >= _DEAREST:
                continue
            for meaning in word.meanings:
                role = _role(meaning, mark, word, is_before=number < place)
                is_weak = meaning.sort == "weak"
                is_behind = role == "size" and number < place and is_signed(word.text[:1])
                if is_behind or (is_weak and mark.sort == "calculation"):
                    continue
                if role == "length" and is_view:
                    continue  # it reaches 31 samples
                if role == "repeat" and any(one.sort == "stop" for one in found[number + 1 : place]):
                    continue  # ``example 4: the dense layers``
                is_beside = role == "size" and place == number + 1  # three wide
                if (
                    role is None
                    or not (takes(role, mark) or (is_long and _is_long(role, mark)))
                    or (mark.text and not is_beside and (is_weak or not _is_in_letters(role, mark)))
                ):
                    continue
                side = _COSTS[role][number < place]
                is_label = bool(word.named("quantity")) and _is_label(found, place)
                is_of_other = (
                    is_label if number < place else not (_COSTS[role][1] or is_label) and _is_taken(found, place)
                )
                side += _TAKEN * is_of_other
                cost = way + side + _unlike(role, mark) + (_WEAK if meaning.sort == "weak" else 0.0)
                is_counted = role == "kernel" and mark.sort == "number" and _is_counted(found, number)
                cost += _COUNTED_KERNEL * is_counted
                is_map = mark.sort == "shape" and len(mark.dims) > 2 and meaning.sort == "quantity"
                if cost < (_DEAREST_COUNT if is_map else _DEAREST):
                    yield cost, mark, word, role


def is_how_often(found: Sequence[Mark], number: int) -> bool:
    """Whether a number only says how often: ``24 times``."""
    behind = found[number + 1 : number + 2] if found[number].sort == "number" else ()
    return any("times" in word.named("word") and word.start - found[number].end < _TOUCHING for word in behind)


def _is_counted(found: Sequence[Mark], number: int) -> bool:
    """Whether a sign behind a number says that it counts things: ``卷积核 25 个``."""
    behind = found[number + 1] if number + 1 < len(found) else None
    return behind is not None and bool(behind.named("cell")) and behind.start - found[number].end < _TOUCHING


def _is_taken(found: Sequence[Mark], place: int) -> bool:
    """Whether a word stands right behind a number, which it counts."""
    return place > 0 and found[place - 1].sort == "number" and found[place].start - found[place - 1].end < _TOUCHING


def _is_label(found: Sequence[Mark], place: int) -> bool:
    """Whether a colon stands behind a word, which then speaks of what follows."""
    return place + 1 < len(found) and found[place + 1].text in (":", "：")


def _is_in_letters(role: str, mark: Mark) -> bool:
    """Whether a number in letters may be meant as one: ``two rings``, ``no parameters``."""
    is_one = role == "kernels" and mark.whole == 1 and mark.text.lower() in lexicon().spoken
    return (role in _IN_LETTERS and not is_one) or (mark.whole == 0 and role in _COUNTED)


def _way(found: Sequence[Mark], number: int, word: int) -> float:
    """How far apart they stand: blanks, commas, other numbers and words between them."""
    first, last = sorted((number, word))
    between = found[first + 1 : last]
    is_quantity = bool(found[word].named("quantity"))
    gap = found[last].start - found[first].end - sum(mark.end - mark.start for mark in between)
    cost = min(gap / 8, 3.0)
    for mark in between:
        match mark.sort:
            case "stop":
                cost += 0.4 if mark.text in ":：" and word < number else 3.5
            case "arrow":
                cost += 2.5
            case "bracket":
                cost += 1.2
            case "word":
                is_verb = is_quantity and "output" in mark.named("role")
                cost += 0.3 if is_verb else 0.8 if mark.meanings[0].sort in ("word", "number") else 1.3
            case _:
                cost += 2.0
    return cost


def _role(meaning: PhraseMeaning, mark: Mark, word: Mark, *, is_before: bool) -> str | None:
    match meaning.sort:
        case "kind" if is_before and mark.sort == "number":
            return "repeat" if _is_plural(word) else None
        case "kind" if mark.sort == "number":
            return "kernels" if meaning.name in counted_kinds() else None
        case "role" | "quantity" | "weak":
            return meaning.name
        case "kind" if meaning.name in windowed_kinds():
            return "kind"
    return None


def _is_plural(word: Mark) -> bool:
    """Whether a word may stand for several layers; Chinese has no plural."""
    return is_signed(word.text[:1]) or word.end - word.start > len(word.text) or word.text.endswith("s")


def takes(role: str, mark: Mark) -> bool:
    """Whether a number of this form can be what a role asks for."""
    unit = mark.reading.unit if mark.reading is not None else ""
    if unit == "percent" or (unit in ("byte", "bit")) != (role == "bytes"):
        return False
    whole = mark.whole if mark.sort == "number" else None
    is_plane = mark.sort in ("tuple", "shape") and len(mark.dims) == 2
    match role:
        case "kind":
            return _is_window(mark) and max(dim or 0 for dim in mark.dims[:2]) <= _USUAL_KERNEL
        case "kernel":
            return _is_window(mark) or _is_within(whole, 1, _LARGEST[role])
        case "stride" | "dilation" | "padding":
            low, high = int(role != "padding"), _LARGEST[role]
            return _is_within(whole, low, high) or (is_plane and max(dim or 0 for dim in mark.dims) <= high)
        case "groups" | "repeat":
            return _is_within(whole, 1 + (role == "repeat"), _LARGEST[role])
        case "from" | "to" | "in" | "out":
            return mark.sort in ("shape", "tuple") or _is_within(whole, 1, 99_999)
        case "kernels" | "channels":
            return _is_within(whole, 1, 99_999)
        case "size":
            return mark.sort in ("number", "shape") and (len(mark.dims) == 2 or _is_within(mark.whole, 1, 99_999))
        case "input" | "output":
            return mark.sort in ("shape", "tuple") or bool(mark.dims) or _is_within(mark.whole, 0, 10**7)
        case "length":
            return _is_within(whole, 1, 10**7)
        case "receptive_field" | "jump":
            return _is_within(mark.whole, 1, _LARGEST_FIELD) or is_plane
    return mark.sort in ("number", "calculation", "shape")


def _is_long(role: str, mark: Mark) -> bool:
    """Whether a number can be a kernel or a stride along one axis."""
    return role in ("kernel", "stride") and mark.sort == "number" and _is_within(mark.whole, 1, _LONGEST_KERNEL)


def _is_window(mark: Mark) -> bool:
    """Whether a shape may be that of a kernel, with its depth or without."""
    is_shape = mark.sort == "shape" and len(mark.dims) in (2, 3)
    return is_shape and max(dim or 0 for dim in mark.dims[:2]) <= _LARGEST["kernel"]


def _is_within(number: int | None, low: int, high: int) -> bool:
    return number is not None and low <= number <= high


def _unlike(role: str, mark: Mark) -> float:
    """What it costs that a number of this form is seldom what a role asks for."""
    match role:
        case "size" if is_small_square(mark):
            return 1.5
        case "input" | "output":
            is_plane = len(mark.dims) == 2
            return 1.5 if mark.sort == "number" else 0.0 if not is_plane else 2.0 if is_small_square(mark) else 0.5
        case "kernel" if mark.sort == "number":
            return 0.6
        case "kernel" if len(mark.dims) == 3:
            return 0.3 if max(dim or 0 for dim in mark.dims[:2]) <= _USUAL_KERNEL else 4.0
        case "kernel" | "kind":
            return 0.0 if max(dim or 0 for dim in mark.dims) <= _USUAL_KERNEL else 1.5
        case "kernels" if mark.reading is not None and mark.reading.is_short:
            return 3.0
    return 0.0
