"""The words that relate one figure to another: how much, which way, how exactly, of what, of how many bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import PhraseMeaning, names_by_sort

_FOLDER = Path(__file__).parent / "relations"
_STARTS = late_pattern(r"[A-Za-z0-9]+|[^\x00-\x7f]")
_INSIDE = frozenset(".,\\")
"""What stands before a word that is part of a number or of a command."""
_BLANKS, _WIDEST_GAP = frozenset(" -\n\t\x1f"), 3


class RelationWord(NamedTuple):
    """A phrase from `start` up to `end`, with its meanings."""

    start: int
    end: int
    meanings: tuple[PhraseMeaning, ...]

    def named(self, sort: str) -> tuple[str, ...]:
        """The names that it has among the meanings of a sort."""
        return names_by_sort(self.meanings).get(sort, ())


def relation_words(text: str, start: int, end: int) -> tuple[RelationWord, ...]:
    """The words of relations in a stretch of text, in order; of those that overlap the longest.

    >>> [(word.start, word.meanings[0].name) for word in relation_words("28 % less, 占一半", 0, 14)]
    [(5, 'less'), (11, 'of'), (12, '2')]
    """
    return tuple(_words(text, start, end))


def _words(text: str, start: int, end: int) -> Iterator[RelationWord]:
    taken = start
    for match in _STARTS.finditer(text, start, end):
        at = match.start()
        if at < taken or (match[0].isascii() and text[max(at - 1, 0)] in _INSIDE):
            continue
        for phrase, meanings in _phrases().get(match[0].lower(), ()):
            stop = _phrase_end(text, at, end, phrase)
            if stop:
                yield RelationWord(at, stop, meanings)
                taken = stop
                break


def _phrase_end(text: str, at: int, end: int, phrase: tuple[str, ...]) -> int:
    """Where a phrase ends that begins at a place; 0 where it does not stand there."""
    for place, part in enumerate(phrase):
        gap = at
        while place and at < end and at - gap < _WIDEST_GAP and text[at] in _BLANKS:
            at += 1
        stop = at + len(part)
        if (place and at == gap) or stop > end or text[at:stop].lower() != part:
            return 0
        at = stop
    is_word = phrase[-1][-1].isascii()
    return 0 if is_word and text[at : at + 1].isascii() and text[at : at + 1].isalpha() else at


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[PhraseMeaning, ...]]]]:
    """The phrases of all languages by their first word or sign, the longest first, and what each means."""
    meanings: dict[str, tuple[PhraseMeaning, ...]] = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            head, _, phrases = line.partition(":")
            if phrases and not head.startswith("#"):
                sort, _, name = head.strip().partition(" ")
                for phrase in phrases.split(","):
                    key = phrase.strip().replace("-", " ")
                    meanings[key] = (*meanings.get(key, ()), PhraseMeaning(sort, name))
    found: dict[str, list[tuple[tuple[str, ...], tuple[PhraseMeaning, ...]]]] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        first = _STARTS.match(phrase)
        if first is not None:
            found.setdefault(first[0], []).append((tuple(phrase.split()), meanings[phrase]))
    return found
