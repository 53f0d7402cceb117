"""Phrases that are looked for beside numbers: what says that layers are counted, or that another network is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import is_signed, lexicon

_STARTS = late_pattern(r"[A-Za-z]+|\d|[^\x00-\x7f]")


class Aside(NamedTuple):
    """A phrase of a sort between two places."""

    sort: str
    start: int
    end: int


def asides(text: str, start: int, end: int) -> Iterator[Aside]:
    """The phrases in a stretch of text, in order; of those that overlap the first.

    >>> [found.sort for found in asides("our variant has 16 weight layers", 0, 32)]
    ['other', 'other', 'layers']
    """
    behind = start
    for match in _STARTS.finditer(text, start, end):
        at = match.start()
        for phrase, sort in _phrases().get(match[0].lower(), ()) if at >= behind else ():
            behind = _end(text, at, end, phrase)
            if behind:
                yield Aside(sort, at, behind)
                break


def _end(text: str, at: int, end: int, phrase: str) -> int:
    """Where a phrase ends that begins at a place; 0 where it does not stand there as a word."""
    stop = at + len(phrase)
    if stop > end or text[at:stop].lower() != phrase:
        return 0
    is_within = text[stop : stop + 1].isascii() and text[stop : stop + 1].isalpha()
    return 0 if is_within and not is_signed(phrase[0]) else stop


@cache
def _phrases() -> Mapping[str, list[tuple[str, str]]]:
    """The phrases and their sorts by their first word or sign, sort by sort, the longest first."""
    sorts = list(dict.fromkeys(sort for _, sort in lexicon().asides))
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, sort in sorted(lexicon().asides, key=lambda one: (sorts.index(one[1]), -len(one[0]))):
        first = _STARTS.match(phrase)
        if first is not None:
            found.setdefault(first[0].lower(), []).append((phrase.lower(), sort))
    return found
