"""The words that relate one figure to another: how much, which way, how exactly, of what, of how many bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import PhraseMeaning, is_signed

_FOLDER = Path(__file__).parent / "relations"
_GAP = late_pattern(r"[ -]")
_GLUES = late_pattern(r"[a-z0-9.,\\]")
_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_BLANK = late_pattern(r"[\s-]+")


class RelationWord(NamedTuple):
    """A phrase from `start` up to `end`, with its meanings."""

    start: int
    end: int
    meanings: tuple[PhraseMeaning, ...]

    def named(self, sort: str) -> tuple[str, ...]:
        """The names that it has among the meanings of a sort."""
        return tuple(meaning.name for meaning in self.meanings if meaning.sort == sort)


def relation_words(text: str, start: int, end: int) -> tuple[RelationWord, ...]:
    """The words of relations in a stretch of text, in order; of those that overlap the longest.

    >>> [(word.start, word.meanings[0].name) for word in relation_words("28 % less, 占一半", 0, 14)]
    [(5, 'less'), (11, 'of'), (12, '2')]
    """
    return tuple(_words(text, start, end))


def _words(text: str, start: int, end: int) -> Iterator[RelationWord]:
    pattern, meanings = _phrases()
    # The pattern begins with plain letters, so that it is tried at few places; what stands before is looked at here.
    small = text[start:end].translate(_SMALL)
    at = 0
    while (match := pattern.search(small, at)) is not None:
        before = small[match.start() - 1] if match.start() else text[start - 1 : start].translate(_SMALL)
        if not is_signed(match[0][0]) and before and _GLUES.match(before):
            at = match.start() + 1
            continue
        at = match.end()
        phrase = " ".join(_BLANK.split(match[0]))
        yield RelationWord(start + match.start(), start + match.end(), meanings[phrase])


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[PhraseMeaning, ...]]]:
    """One pattern for all phrases of all languages, the longest first, and what each means."""
    meanings: dict[str, tuple[PhraseMeaning, ...]] = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            head, _, phrases = line.partition(":")
            if phrases and not head.startswith("#"):
                sort, _, name = head.strip().partition(" ")
                for phrase in phrases.split(","):
                    key = " ".join(_GAP.split(phrase.strip()))
                    meanings[key] = (*meanings.get(key, ()), PhraseMeaning(sort, name))
    written = (_pattern(phrase) for phrase in sorted(meanings, key=len, reverse=True))
    return re.compile("|".join(written)), meanings


def _pattern(phrase: str) -> str:
    spaced = r"[\s-]{1,3}".join(map(re.escape, phrase.split()))
    behind = "" if is_signed(phrase[-1]) else r"(?![a-z])"
    return f"{spaced}{behind}"
