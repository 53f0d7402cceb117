"""The words that relate one figure to another: how much, which way, how exactly, of what, of how many bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from symcnn.documents.told.lexicon import PhraseMeaning, names_by_sort, told_in
from symcnn.documents.told.phrase_table import PhraseTable

_FOLDER = Path(__file__).parent / "relations"
_INSIDE = frozenset(".,\\")
"""What stands before a word that is part of a number or of a command."""


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

    >>> [(word.start, word.end) for word in relation_words("28 % less, 占一半", 0, 14)]
    [(5, 9), (11, 12), (12, 14)]
    """
    return tuple(_words(text, start, end))


def _words(text: str, start: int, end: int) -> Iterator[RelationWord]:
    taken = start
    for at, found in _table().within(text, start, end):
        if at >= taken and not (text[at].isascii() and text[max(at - 1, 0)] in _INSIDE):
            taken, meanings = found[0]
            yield RelationWord(at, taken, meanings)


@cache
def _table() -> PhraseTable[tuple[PhraseMeaning, ...]]:
    """The phrases of all languages, and what each means."""
    meanings: dict[str, tuple[PhraseMeaning, ...]] = {}
    for phrase, meaning in told_in(_FOLDER):
        key = phrase.replace("-", " ")
        meanings[key] = (*meanings.get(key, ()), meaning)
    return PhraseTable(meanings.items())
