"""Which number of a clause belongs to which of its words: the cheapest pairing, the same for all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.documents.told.completed_bindings import completed
from symcnn.documents.told.joint_bindings import is_plural
from symcnn.documents.told.lexicon import PhraseMeaning, is_signed, lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import (
    DEAREST,
    TOUCHING,
    USUAL_KERNEL,
    BoundNumber,
    is_along_line,
    is_counted,
    is_long,
    is_small_square,
    leads_to_number,
    takes,
)
from symcnn.network.wiring.kind_traits import has_only_units, is_pool, is_windowed

_DEAREST_COUNT = 3.0
"""A shape is the count of what it holds only beside a word for that."""
_FAR = 9.0
_COSTS: Mapping[str, tuple[float, float]] = {
    # what a word costs that stands before its number, and behind it
    "kernel": (0.0, 0.4),
    "kernels": (1.2, 0.0),
    "stride": (0.0, 3.5),
    "padding": (0.0, 3.0),
    "added": (0.0, 3.0),
    "dilation": (0.0, 3.5),
    "groups": (0.3, 0.3),
    "input": (0.3, 1.4),
    "output": (0.0, 1.6),
    "channels": (1.5, 0.0),
    "kind": (0.8, 0.8),
    "repeat": (_FAR, 0.9),
    "from": (0.0, _FAR),
    "to": (0.0, _FAR),
    "params": (0.9, -0.1),  # comes to 1,216 parameters
    "weights": (0.9, -0.1),
    "biases": (0.9, -0.1),
    "neurons": (0.9, 0.2),
    "connections": (0.9, -0.1),
    "macs": (0.9, -0.1),
    "flops": (0.9, -0.1),
    "bytes": (2.5, 0.5),
    "receptive_field": (0.2, 1.0),
    "jump": (0.2, 1.0),
    "size": (0.4, 2.0),
    "length": (_FAR, 1.2),
}
_WEAK = 2.5
_BESIDE = 0.2
"""How far apart a number and the word right behind it are at most."""
_NEXT = 4
"""How far behind the name of a kind a number stands at most that counts its units without a word for them."""
_TOGETHER = (frozenset({"kernel", "kernels"}), frozenset({"kind", "repeat"}), frozenset({"kernels", "repeat"}))
"""What one word may say of two numbers: ``16 3×3 kernels``, ``two 3×3 convolutions``, ``two dense layers of 84``."""
_TAKEN = 6.0
"""What it costs more to bind a number to a word that belongs to another: ``to 8 classes: 808``, ``3 MB weights: 9``."""
_COUNTED_KERNEL = 1.5
"""What it costs more to take a number that counts kernels for their size, or for that of what comes in."""
_ONCE = frozenset({"kind", "kernel", "stride", "padding", "added", "dilation", "groups"})
_ARGUMENTS = _ONCE - {"kind"}
_IN_LETTERS = frozenset({"padding", "added", "channels", "repeat", "groups", "stride", "dilation", "kernels", "biases"})
"""What a number in letters may count; elsewhere "one" and "two" are words as any."""
_COUNTED = frozenset({"params", "weights", "biases"})
"""What there may be none of."""
_FEWEST_COUNTED = 100
_FEW_BETWEEN = 6


def bind(found: Sequence[Mark]) -> tuple[BoundNumber, ...]:
    """The pairs of numbers and words, each number once, each word once.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "6 kernels of 5*5, stride 1, output 28*28*6"
    >>> [(text[bound.mark.start:bound.mark.end], bound.role) for bound in bind(marks(text, 0, len(text)))]
    [('6', 'kernels'), ('5*5', 'kernel'), ('1', 'stride'), ('28*28*6', 'output')]
    """
    if not any(mark.is_figure for mark in found):
        return ()
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
    return tuple(sorted(completed(found, bounds), key=lambda bound: bound.mark.start))


def _is_same(told: str, role: str, word: Mark) -> bool:
    """Whether a clause that tells one role has told the other: of one layer each is told once."""
    if told == role == "kernels" and word.named("kind"):
        return True
    return role in _ONCE and (told == role or {told, role} == {"kind", "kernel"})


def _by_arrows(found: Sequence[Mark]) -> Iterator[BoundNumber]:
    """Shapes that stand alone before the first arrow or behind one: what comes in, and what comes out.

    Numbers beside a window, or of a layer that has none, may be channels too.
    """
    if _is_change(found):
        return
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
        is_alone &= not (place == 1 and behind == "comma" and is_small_square(mark))  # → 1×1, 64 kernels: the next step
        is_next = mark.sort == "number" and mark.start - found[place - 1].end < TOUCHING
        if is_alone and (len(mark.dims) > 1 or is_next) and mark.is_figure and not mark.meanings:
            yield BoundNumber(mark, "output", 0.0, found[place - 1])


def _is_change(found: Sequence[Mark]) -> bool:
    """Whether an argument becomes another one, and nothing else is told: ``kernel 7 → 4``."""
    figures = [place for place, mark in enumerate(found) if mark.is_figure]
    first = figures[0] if len(figures) == 2 else 0
    is_led = first > 0 and leads_to_number(found, first) and figures[1] == first + 2
    is_small = is_led and all((found[place].whole or 0) < USUAL_KERNEL for place in figures)
    return is_small and bool(_ARGUMENTS & {*found[first - 1].named("role")})


def _tells_of_layer(mark: Mark) -> bool:
    """Whether a word is that of a kernel, or of a layer that has a known one or none."""
    return "dense" in mark.named("kind") or "kernel" in mark.named("role") or "pointwise" in mark.named("word")


def _candidates(found: Sequence[Mark]) -> Iterator[tuple[float, Mark, Mark, str]]:
    has_kernels = any("kernels" in word.named("role") for word in found)
    along_line, is_view = is_along_line(found), any("view" in mark.named("word") for mark in found)
    for number, mark in enumerate(found):
        if not mark.is_figure or mark.meanings or is_how_often(found, number):
            continue
        first, last = max(0, number - _FEW_BETWEEN - 1), min(len(found), number + _FEW_BETWEEN + 2)
        for place in range(first, last):
            word = found[place]
            way = _way(found, number, place) if word.sort == "word" else DEAREST
            if way >= DEAREST:
                continue
            for meaning in word.meanings:
                role = _role(meaning, mark, word, is_before=number < place)
                is_weak = meaning.sort == "weak"
                if (role == "to" or meaning.sort == "kind") and _is_between(found, place):
                    continue
                if (
                    role == "kind"
                    and len(mark.dims) > 2
                    and (_is_given_out(found, place, number) or _is_pooled_map(word, mark))
                ):
                    continue
                if role == "kernels" and number < place and _is_of_them(found, place):
                    continue
                is_behind = role == "size" and number < place and is_signed(word.text[:1])
                is_behind |= role == "output" and number < place and bool(word.named("weak"))  # 9×9 maps are pooled
                if is_behind or (is_weak and mark.sort == "calculation"):
                    continue
                if role == "length" and is_view:
                    continue  # it reaches 31 samples
                if role in _COUNTED and number > place and leads_to_number(found, number):
                    continue  # parameters of 128→64
                if role == "repeat" and _is_parted(found[number + 1 : place]):
                    continue
                if role == "kernels" and meaning.sort == "kind" and mark.start - word.end > _NEXT:
                    continue  # the dense layer is a joke at 1,152
                is_beside = role == "size" and place == number + 1  # three wide
                if (
                    role is None
                    or not (takes(role, mark) or (along_line and is_long(role, mark)))
                    or (mark.text and not is_beside and (is_weak or not _is_in_letters(role, mark)))
                ):
                    continue
                side = _COSTS[role][number < place]
                is_label = bool(word.named("quantity")) and _is_label(found, place)
                is_of_other = (
                    is_label if number < place else not (_COSTS[role][1] or is_label) and _is_taken(found, place)
                )
                side += _TAKEN * is_of_other
                is_its_noun = place == number + 1 and len(mark.dims) > 1 and not is_small_square(mark) and way < _BESIDE
                weak = 0.0 if is_its_noun else _WEAK  # a 224×224 image
                cost = way + side + _unlike(role, mark) + (weak if is_weak else 0.0)
                counts_kernels = role == "kernel" or (role == "input" and has_kernels)
                is_several = role == "kernel" and place < number and _is_list_of_kernels(found, place)
                counts_kernels &= mark.sort == "number" and (is_counted(found, number) or is_several)
                cost += _COUNTED_KERNEL * counts_kernels
                is_map = mark.sort == "shape" and len(mark.dims) > 2 and meaning.sort == "quantity"
                if cost < (_DEAREST_COUNT if is_map else DEAREST):
                    yield cost, mark, word, role


def _is_parted(between: Sequence[Mark]) -> bool:
    """Whether what stands behind a number says that it counts nothing: ``example 4: the dense layers``."""
    return any(mark.sort == "stop" for mark in between) or (bool(between) and between[0].sort == "comma")


def is_how_often(found: Sequence[Mark], number: int) -> bool:
    """Whether a number only says how often: ``24 times``."""
    behind = found[number + 1 : number + 2] if found[number].sort == "number" else ()
    return any("times" in word.named("word") and word.start - found[number].end < TOUCHING for word in behind)


def _is_given_out(found: Sequence[Mark], place: int, number: int) -> bool:
    """Whether a word for what comes out stands between a kind and a number behind it: ``after pooling: 6×12×12``."""
    return any("output" in (*word.named("role"), *word.named("weak")) for word in found[place + 1 : number])


def _is_pooled_map(word: Mark, mark: Mark) -> bool:
    """Whether a shape beside pooling is so deep that it is a map: ``after the pooling 10×10×16``."""
    return any(map(is_pool, word.named("kind"))) and (mark.dims[-1] or 0) > USUAL_KERNEL


def _is_of_them(found: Sequence[Mark], place: int) -> bool:
    """Whether the next word says what a number counts: ``4,608 of them weights``."""
    behind = found[place + 1 : place + 2]
    return any(word.named("quantity") and word.start - found[place].end < TOUCHING for word in behind)


def _names_layer(mark: Mark) -> bool:
    return bool(mark.named("kind")) or "input-layer" in mark.named("word")


def _is_between(found: Sequence[Mark], place: int) -> bool:
    """Whether a word names one of two layers, or leads from one to the other: what lies between them is counted."""
    threes = (found[first : first + 3] for first in range(max(0, place - 2), place + 1))
    return any(
        len(ends) == 3 and _names_layer(ends[0]) and "to" in ends[1].named("role") and ends[2].named("kind")
        for ends in threes
    )


def _is_taken(found: Sequence[Mark], place: int) -> bool:
    """Whether a word stands right behind a number, which it counts."""
    return place > 0 and found[place - 1].sort == "number" and found[place].start - found[place - 1].end < TOUCHING


def _is_list_of_kernels(found: Sequence[Mark], place: int) -> bool:
    """Whether a word speaks of several kernels and nothing before it counts them: ``filters: 16``."""
    word = found[place]
    is_either = {"kernel", "kernels"} <= {*word.named("role")} and not is_signed(word.text[:1])
    return is_either and is_plural(word) and not _is_taken(found, place)


def _is_label(found: Sequence[Mark], place: int) -> bool:
    """Whether a colon stands right behind a word, which then speaks of what follows.

    That is no working of the count before the word: ``12,800 MACs: 40×40 positions``.
    """
    colon, behind = (*found[place + 1 : place + 3], None, None)[:2]
    is_colon = colon is not None and colon.text in (":", "：") and colon.start - found[place].end < TOUCHING
    before = found[place - 1] if place and _is_taken(found, place) else None
    is_count = before is not None and (before.whole or 0) >= _FEWEST_COUNTED
    return is_colon and not (is_count and behind is not None and behind.is_figure and behind.sort != "number")


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
            return "repeat" if is_plural(word) else None
        case "kind" if mark.sort == "number":
            return "kernels" if has_only_units(meaning.name) else None
        case "role" | "quantity" | "weak":
            return meaning.name
        case "kind" if is_windowed(meaning.name):
            return "kind"
    return None


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
        case "kernel" | "kind" if len(mark.dims) == 3:
            return 0.3 if max(dim or 0 for dim in mark.dims[:2]) <= USUAL_KERNEL else 4.0
        case "kernel" | "kind":
            return 0.0 if max(dim or 0 for dim in mark.dims) <= USUAL_KERNEL else 1.5
        case "kernels" if mark.reading is not None and mark.reading.is_short:
            return 3.0
    return 0.0
