"""Phrases that are looked for beside numbers: what says that layers are counted, or that another network is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from symcnn.documents.told.lexicon import is_signed, lexicon


class Aside(NamedTuple):
    """A phrase of a sort between two places."""

    sort: str
    start: int
    end: int


def asides(text: str, start: int, end: int) -> Iterator[Aside]:
    """The phrases in a stretch of text.

    >>> [found.sort for found in asides("our variant has 16 weight layers", 0, 32)]
    ['other', 'other', 'layers']
    """
    for match in _pattern().finditer(text, start, end):
        yield Aside(str(match.lastgroup), match.start(), match.end())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{sort}>{_any_of(phrases)})" for sort, phrases in _sorted().items()), re.IGNORECASE)


def _sorted() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase, sort in lexicon().asides:
        found.setdefault(sort, []).append(phrase)
    return found


def _any_of(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(
        re.escape(phrase) if is_signed(phrase[0]) else rf"(?<![A-Za-z]){re.escape(phrase)}(?![A-Za-z])"
        for phrase in longest_first
    )
