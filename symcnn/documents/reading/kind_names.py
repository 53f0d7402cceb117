"""The layer kinds of the catalogue by the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.wiring.spelled import catalogue_called

TOTAL = "total"
_OTHER = late_pattern(
    r"point-?wise|inception|residual|bottleneck|dilat|atrous|空洞|膨胀"
    r"|\bup[ _-]?(?:conv|pool)|unpool|反池化|\bdw|dw\b|_dw|group|逐点|global",
    re.IGNORECASE,
)
"""Words of blocks of layers, and of layers with an argument that their name does not tell."""
_SUM = late_pattern(r"\btotal\b|\bsum\b|总计|合计|总和", re.IGNORECASE)
_SHORT = 3
_INPUT = "input"
"""What many names speak of: only where it is the whole word is it the layer."""
_BETWEEN = late_pattern(r"[ _.-]")


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    """Every word for a kind without blanks, the longest first: its pattern and its kind."""
    found: dict[str, tuple[str, str]] = {}
    for kind, (called, _) in catalogue_called().items():
        for word in _each(*(text for _, text in called.said)):
            pattern = rf"(?<!\w){word}(?!\w)" if kind == _INPUT else _pattern(word)
            key = _close(word)
            found[key] = pattern, found[key][1] if key in found else kind
    return {key: found[key] for key in sorted(found, key=len, reverse=True)}


def _close(word: str) -> str:
    return _BETWEEN.sub("", word).lower()


def _each(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (word.strip() for word in re.split("[,，]", text) if word.strip())


def _pattern(word: str) -> str:
    """Blanks and hyphens may be written in other ways; a short word is no part of another."""
    parts = [re.escape(part) for part in re.split("[ -]", word)]
    start = r"(?<![^\W\d_])" if word.isascii() and len(word) <= _SHORT else ""
    return start + "[ _.-]?".join(parts)


@lru_cache(maxsize=1024)
def kind_named(name: str) -> str:
    """The kind that a layer's name tells, ``"total"`` for a line of totals, ``""`` where it tells none.

    >>> kind_named("conv1_1"), kind_named("MaxPool"), kind_named("第一池化层"), kind_named("Inception 3a")
    ('conv', 'max_pool', 'max_pool', '')
    """
    if _OTHER.search(name):
        return ""
    words, close = _words(), _close(name)
    patterns = [pattern for word, (pattern, _) in words.items() if word in close]  # to compile all takes its time
    matches = re.finditer("|".join(patterns), name, re.IGNORECASE) if patterns else ()
    found = max(matches, key=lambda match: len(match[0]), default=None)
    if found is not None:
        return words[_close(found[0])][1]
    return TOTAL if _SUM.search(name) else ""
