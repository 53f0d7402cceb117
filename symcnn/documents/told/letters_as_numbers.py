"""What letters mean by the words that would be bound to a number in their place: ``the kernel has k taps``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.answers.prove.notations import canonical, usual_meanings
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.told.legend_lists import along_axes
from symcnn.documents.told.lexicon import counted_kinds
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import BoundNumber
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.segments import Segment, segments

_SIZED = {"K": 3, "I": 40, "O": 40, "C": 24, "N": 24}
_OTHERWISE = 12
"""Numbers as they usually stand in the places of letters: of windows, sizes, channels, and of what may be anything."""
_OPERAND = late_pattern(r"(?:[-+*/^=_|]|\d|\\[A-Za-z]+|\\[,;:!])[ \x1f]*\Z")
_GOES_ON = late_pattern(r"[ \x1f]*(?:[-+/^=_|\[²³]|\d|\\(?!times|cdot)[A-Za-z]+|\\[,;!]|[A-Za-z][\x1f^])|[A-Za-z(]")
_AFTER_TIMES = late_pattern(rf"{TIMES}[ \x1f]*\Z")
_BEFORE_TIMES = late_pattern(rf"[ \x1f]*{TIMES}")
_ARTICLE = late_pattern(r"[aAI](?=[ \n])")
_REACH = 12

_MEANINGS: Mapping[str, str] = {
    "kernel": "K",
    "kind": "K",
    "kernels": "N",
    "stride": "S",
    "padding": "P",
    "dilation": "D",
    "groups": "G",
    "channels": "C",
    "repeat": "layers",
    "size": "I",
    "length": "I",
    "input": "I",
    "output": "O",
    "from": "C",
    "in": "C",
    "to": "N",
    "out": "N",
}
_FROM, _TO = frozenset({"from", "in", "channels"}), frozenset({"to", "out", "kernels"})
_LED = frozenset({"from", "in", "to", "out"})
_OPEN = frozenset({"size", "length", "channels"}) | _LED
"""What may be said of what comes in and of what goes out, of windows and of maps."""
_CERTAIN, _DEAREST = 1.0, 2.5
"""How dear it may be to bind a letter for certain, and at all."""


@record
class LetterPlace:
    """A place of a text where a name stands."""

    name: str
    start: int
    end: int


@record
class BoundLetter:
    """A place of a name with what it means there, and the clause that says so."""

    place: LetterPlace
    meaning: Meaning
    clause: str


def bound_letters(text: str, passages: Sequence[Passage], places: Sequence[LetterPlace]) -> Iterator[BoundLetter]:
    """What is said of names in a text's passages.

    >>> text = "The kernel has k taps and moves by s, with D filters."
    >>> places = [LetterPlace(name, at, at + 1) for name, at in (("k", 15), ("s", 35), ("D", 43))]
    >>> found = bound_letters(text, [Passage("sentence", 0, len(text), 0, 0)], places)
    >>> [(bound.place.name, bound.meaning.quantity) for bound in found]
    [('k', 'K'), ('s', 'S'), ('D', 'N')]
    """
    rewritten, standing, of_letters = _with_numbers(text, passages, places)
    for segment in segments(rewritten, standing):
        yield from _bound(rewritten, segment, of_letters)


def _with_numbers(
    text: str, passages: Sequence[Passage], places: Sequence[LetterPlace]
) -> tuple[str, list[Passage], Mapping[int, LetterPlace]]:
    """The passages in which names stand, with numbers in their places, and where each name then stands."""
    values: dict[str, int] = {}
    parts: list[str] = []
    standing: list[Passage] = []
    of_letters: dict[int, LetterPlace] = {}
    length = number = 0
    for passage in passages:
        while number < len(places) and places[number].start < passage.start:
            number += 1
        begin = length
        at = passage.start
        while number < len(places) and places[number].end <= passage.end:
            place = places[number]
            number += 1
            if place.start < at or passage.sort == "row" or not _is_letter(text, passage, place):
                continue
            before, value = text[at : place.start], str(_value(place.name, values))
            of_letters[length + len(before)] = place
            parts += [before, value]
            length += len(before) + len(value)
            at = place.end
        if length > begin:
            parts += [text[at : passage.end], "\n\n"]
            length += passage.end - at
            standing.append(passage._replace(start=begin, end=length))
            length += 2
    return "".join(parts), standing, of_letters


def _is_letter(text: str, passage: Passage, place: LetterPlace) -> bool:
    """Whether a name is a letter, or one with an index, and no operand of a formula, but for a product."""
    if len(place.name) > 1 and place.name.isalpha() and place.name.islower():
        return False  # out, stride
    before = text[max(passage.start, place.start - _REACH) : place.start]
    if _OPERAND.search(before) and not _AFTER_TIMES.search(before):
        return False
    is_factor = _BEFORE_TIMES.match(text, place.end, passage.end) is not None
    return (is_factor or not _GOES_ON.match(text, place.end, passage.end)) and not _ARTICLE.match(text, place.start)


def _value(name: str, values: dict[str, int]) -> int:
    """The number in the place of a name: one that no other has."""
    if name not in values:
        usual = (*usual_meanings(name), *usual_meanings(canonical(name)), "")[0]
        value = _SIZED.get(usual, _OTHERWISE)
        while value in values.values():
            value += 1
        values[name] = value
    return values[name]


def _bound(text: str, segment: Segment, of_letters: Mapping[int, LetterPlace]) -> Iterator[BoundLetter]:
    """What the words of a segment say of names."""
    standing = [(bound, letters) for bound in segment.bounds if (letters := _letters_of(bound.mark, of_letters))]
    roles = {bound.role for bound, _ in standing}
    is_led = bool(roles & _FROM and roles & _TO)
    channels = [letters[0].name for bound, letters in standing if bound.role == "channels"]
    counts = bool(channels) or any("kernels" in mark.named("role") for mark in segment.marks)
    counts = len({*channels}) > 1 or (is_led and (counts or bool({*segment.kinds} & counted_kinds())))

    for bound, letters in standing:
        quantity = _MEANINGS.get(bound.role) if not _is_of_kernel(segment, bound) else "K"
        if quantity is None or bound.cost > _DEAREST or (bound.role in _LED and not is_led):
            continue
        if bound.role == "channels" and letters[0].name != channels[0]:
            quantity = "N"
        is_certain = bound.cost <= _CERTAIN and (bound.role not in _OPEN or counts)
        clause = text[segment.marks[0].start : segment.marks[-1].end]
        meanings = along_axes(Meaning(quantity, is_certain=is_certain), [letter.name for letter in letters])
        for place, meaning in zip(letters, meanings, strict=False):
            usual = (*usual_meanings(place.name), *usual_meanings(canonical(place.name)))
            if not is_certain and usual and meaning.quantity not in usual:
                continue
            yield BoundLetter(place, meaning, clause)


def _is_of_kernel(segment: Segment, bound: BoundNumber) -> bool:
    """Whether a size is that of a kernel, whose word stands right before it: ``a kernel of edge k``."""
    before = [mark for mark in segment.marks if mark.end <= bound.word.start][-1:]
    return bound.role == "size" and bool(before) and "kernel" in before[0].named("role")


def _letters_of(mark: Mark, of_letters: Mapping[int, LetterPlace]) -> list[LetterPlace]:
    """The names that a number or a shape is made of; nothing where numbers stand in it."""
    found = [of_letters[at] for at in range(mark.start, mark.end) if at in of_letters]
    return found if mark.sort in ("number", "shape") and len(found) == max(len(mark.dims), 1) else []
