"""Of how many bytes a document says its numbers are: ``the weights are int8, the biases int32``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence
from symcnn.core.text.late_pattern import late_pattern

_CLOSE = 16
"""How far from a noun its width may stand."""
_FAR = 8
"""How many sentences further it holds."""
_CLAUSE = late_pattern("[,，;；、(（.。]")
NEXT_PART = late_pattern("[,，;；、(（]")
_OTHERWISE = frozenset({"variant", "doubt", "changed"})
_OF_WIDTHS = frozenset({"weights", "biases", "params", "neurons"})


def width_in(text: str, sentence: ToldSentence, amount: ToldAmount, reach: int) -> int:
    """The bytes of a number that the words close behind an amount tell, else those before it; 0 where none does."""
    said = [word for word in sentence.words if word.named("width")]
    words = said[:1] + [word for last, word in pairwise(said) if word.start - last.end > 1]  # not "floats" of 16 bits
    ahead = [word for word in words if word.end <= amount.start]
    behind = [word for word in words if 0 <= word.start - amount.end < reach]
    behind = [word for word in behind if not NEXT_PART.search(text, amount.end, word.start)]
    chosen = behind[:1] or ahead[-1:]
    return int(chosen[0].named("width")[0]) if chosen else 0


def widths_of_nouns(text: str, found: Sequence[ToldSentence]) -> Mapping[str, tuple[int, int]]:
    """The bytes of each of those that a noun names, and in which sentence they are told; of one width alone."""
    told: dict[str, dict[int, int]] = {}
    for sentence in found:
        for name, width in _told_in(text, sentence):
            told.setdefault(name, {}).setdefault(width, sentence.place)
    return {name: next(iter(widths.items())) for name, widths in told.items() if len(widths) == 1}


def width_of_noun(sentence: ToldSentence, end: int, widths: Mapping[str, tuple[int, int]]) -> int:
    """The bytes of those of which a sentence speaks before a place, told closely before it; 0 where they are not."""
    if not widths or any(part.cues & _OTHERWISE for part in sentence.segments):
        return 0
    names = [name for _, last, name in _nouns(sentence) if last <= end]
    width, place = widths.get(names[-1], (0, 0)) if names else (0, 0)
    return width if 0 <= sentence.place - place <= _FAR else 0


def _told_in(text: str, sentence: ToldSentence) -> Iterator[tuple[str, int]]:
    """The nouns of a sentence with their widths, each beside it within its clause: before it, or right behind it."""
    for word in sentence.words:
        for width in word.named("width"):
            before = [(word.start - end, name) for _, end, name in _nouns(sentence) if end <= word.start]
            behind = [(start - word.end, name) for start, _, name in _nouns(sentence) if 0 <= start - word.end <= 1]
            near = behind or [
                (gap, name)
                for gap, name in before
                if gap <= _CLOSE and not _CLAUSE.search(text, word.start - gap, word.start)
            ]
            yield from ((name, int(width)) for _, name in sorted(near)[:1])


def _nouns(sentence: ToldSentence) -> Iterator[tuple[int, int, str]]:
    standing = (mark for part in sentence.segments for mark in part.marks)
    return ((mark.start, mark.end, name) for mark in standing for name in mark.named("quantity") if name in _OF_WIDTHS)
