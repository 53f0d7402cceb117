"""Phrases that are looked for beside numbers: what says that layers are counted, or that another network is meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.phrase_table import PhraseTable


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
    for at, standing in _table().within(text, start, end):
        if at >= behind:
            behind, sorts = min(standing, key=lambda one: (_sorts().index(one[1][0]), -one[0]))
            yield Aside(sorts[0], at, behind)


@cache
def _sorts() -> tuple[str, ...]:
    """The sorts, of which the first counts where phrases of several begin at one place."""
    return tuple(dict.fromkeys(sort for _, sort in lexicon().asides))


@cache
def _table() -> PhraseTable[tuple[str, ...]]:
    sorts: dict[str, tuple[str, ...]] = {}
    for phrase, sort in sorted(lexicon().asides, key=lambda one: _sorts().index(one[1])):
        sorts[phrase] = (*sorts.get(phrase, ()), sort)
    return PhraseTable(sorts.items())
