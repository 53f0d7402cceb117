"""Operations and results in words between numbers: ``5 times 5``, ``32 减去 5``, ``…, which gives 28``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern

_FOLDER = Path(__file__).parent
_BEHIND = r"(?=[ \t\u3000]{0,2}\x1f{0,2}[ \t]?[(\[\d]|[ \t]{0,2}\x1f{0,2}\\d?frac)"
"""What is operated on follows at once: ``3 times larger`` tells no product."""


class SpokenSign(NamedTuple):
    """The kind and the sign of the token that a word stands for."""

    kind: str
    sign: str


@cache
def spoken_signs() -> dict[str, SpokenSign]:
    """The words of all languages that stand for signs."""
    return {word: sign for word, sign in _words().items() if sign.kind not in ("clause", "many", "copula")}


@cache
def _words() -> dict[str, SpokenSign]:
    found = {}
    for path in sorted(_FOLDER.glob("spoken_*.txt")):
        for line in path.read_text("utf-8").splitlines():
            head, _, words = line.partition(":")
            if words and not head.startswith("#"):
                found.update(dict.fromkeys((word.strip() for word in words.split(",")), SpokenSign(*head.split())))
    return found


def _alternatives(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", "[ \\n]") + ("(?![A-Za-z])" if word.isascii() else "")
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def _pattern() -> re.Pattern[str]:
    return late_pattern(f"(?:{_alternatives(list(spoken_signs()))}){_BEHIND}")


@cache
def clause_words(name: str) -> re.Pattern[str]:
    """A pattern of the words that begin another clause (``next``), or one that speaks of the last one (``back``)."""
    words = [word for word, sign in _words().items() if sign == SpokenSign("clause", name)]
    return late_pattern(rf"(?<![A-Za-z])(?:{_alternatives(words)})", re.IGNORECASE)


@cache
def how_many() -> re.Pattern[str]:
    """A pattern of the words before a calculation that tell how many times it is meant: ``two 3×3 = 18``."""
    return late_pattern(
        f"(?:{_alternatives([word for word, sign in _words().items() if sign.kind == 'many'])})", re.IGNORECASE
    )


@cache
def results(*, with_copulas: bool = False) -> str:
    """A pattern of the words that tell a result; those that say no more than that something is, where these may too."""
    kinds = ("equal", "result", "copula") if with_copulas else ("equal", "result")
    return _alternatives([word for word, sign in _words().items() if sign.kind in kinds])


def spoken_at(text: str, at: int, end: int) -> tuple[SpokenSign, int] | None:
    """The sign that a word at this place stands for, and where the word ends.

    >>> spoken_at("5 times 4", 2, 9), spoken_at("3 times larger", 2, 14)
    ((SpokenSign(kind='times', sign='*'), 7), None)
    """
    found = _pattern().match(text, at, end)
    return None if found is None else (spoken_signs()[" ".join(found[0].split())], found.end())
