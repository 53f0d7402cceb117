"""Words that say nothing of what a number is of, beside those that relate figures: ``that is``, ``而只用了``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import told_in

_FOLDER = Path(__file__).parent / "plain"
_WORD = late_pattern(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")


def telling_words(rest: str) -> list[str]:
    """The words of a stretch that say something of their own.

    >>> telling_words("that is only"), telling_words("the accuracy is"), telling_words("只用了准")
    ([], ['accuracy'], ['准'])
    """
    return [word for word in _WORD.findall(rest) if word.lower() not in _plain()]


@cache
def _plain() -> frozenset[str]:
    return frozenset(phrase for phrase, _ in told_in(_FOLDER))
