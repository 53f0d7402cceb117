"""Phrases of people's languages, of which a text is held against all at once, word by word and sign by sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import DOTALL
from typing import Any, Generic, TypeVar

from symcnn.core.text.late_pattern import late_pattern

Meaning = TypeVar("Meaning")

_BLANKS = " \n\t\x1f-"
"""What may stand between two words of a phrase, up to three of them: a hyphen is none that tells.

Behind the end of a line there may be more: the line that goes on may be indented.
"""
_UNIT = late_pattern(rf"[A-Za-z]+|[0-9]+|[ \t\x1f]{{0,3}}\n[ \t\x1f]*|[{_BLANKS}]{{1,3}}|.", DOTALL)
_STARTS = late_pattern(r"(?<![A-Za-z0-9])(?:[A-Za-z]+|[0-9]+)|[^\x00-\x7f]")
_ENDS = ""
"""Under what, among the units that go on, the meaning stands of a phrase that ends there."""


class PhraseTable(Generic[Meaning]):
    """Phrases and what each means; of two that are the same the first counts."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._first: dict[str, Any] = {}
        for phrase, meaning in phrases:
            node = self._first
            for unit in units(phrase):
                node = node.setdefault(unit, {})
            node.setdefault(_ENDS, meaning)

    def begins(self, unit: str) -> bool:
        """Whether a phrase begins with a word in small letters, or with a sign."""
        return unit in self._first

    def at(self, text: str, at: int, end: int) -> list[tuple[int, Meaning]]:
        """Where the phrases end that begin at a place of a text, and what they mean; the longest first.

        >>> table = PhraseTable([("max", 1), ("max pool", 2), ("最大", 3)])
        >>> table.at("Max-pool", 0, 8), table.at("最大池", 0, 3), table.at("maxpool", 0, 7)
        ([(8, 2), (3, 1)], [(2, 3)], [])
        """
        found: list[tuple[int, Meaning]] = []
        node = self._first
        while (unit := _UNIT.match(text, at, end)) and (behind := node.get(_plain(unit[0]))):
            at, node = unit.end(), behind
            if _ENDS in node and not (text[at - 1].isascii() and _goes_on(text[at : at + 1])):
                found.append((at, node[_ENDS]))
        found.reverse()
        return found

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[int, list[tuple[int, Meaning]]]]:
        """The places of a stretch at which phrases begin, in order, and those that do; see `at`.

        >>> list(PhraseTable([("pool", 1), ("最大", 2)]).within("a pool, 最大", 0, 10))
        [(2, [(6, 1)]), (8, [(10, 2)])]
        """
        for start_of in _STARTS.finditer(text, start, end):
            if start_of[0].lower() in self._first and (found := self.at(text, start_of.start(), end)):
                yield start_of.start(), found


def units(phrase: str) -> Iterator[str]:
    """The words, the numbers and the signs of a phrase, with one blank for what stands between two words."""
    return (_plain(unit) for unit in _UNIT.findall(phrase))


def _plain(unit: str) -> str:
    return " " if unit[0] in _BLANKS else unit.lower()


def _goes_on(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
