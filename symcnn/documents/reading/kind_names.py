"""The layer kinds of the catalogue by the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from symcnn.network.wiring.spelled import catalogue_called

TOTAL = "total"
_OTHER = re.compile(
    r"point-?wise|inception|residual|bottleneck|dilat|atrous|空洞|膨胀"
    r"|\bup[ _-]?(?:conv|pool)|unpool|反池化|\bdw|dw\b|_dw|group|逐点|global",
    re.IGNORECASE,
)
"""Words of blocks of layers, and of layers with an argument that their name does not tell."""
_SUM = re.compile(r"\btotal\b|\bsum\b|总计|合计|总和", re.IGNORECASE)
_SHORT = 3
_INPUT = "input"
"""What many names speak of: only where it is the whole word is it the layer."""
_BETWEEN = re.compile(r"[ -]")


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of all words for kinds, the longest first, and the kind of each word without blanks."""
    kinds: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for kind, (called, _) in catalogue_called().items():
        for word in _each(*(text for _, text in called.said)):
            key = _BETWEEN.sub("", word).lower()
            kinds.setdefault(key, kind)
            patterns[key] = rf"(?<!\w){word}(?!\w)" if kind == _INPUT else _pattern(word)
    ordered = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(patterns[key] for key in ordered), re.IGNORECASE), kinds


def _each(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (word.strip() for word in re.split("[,，]", text) if word.strip())


def _pattern(word: str) -> str:
    """Blanks and hyphens may be written in other ways; a short word is no part of another."""
    parts = [re.escape(part) for part in _BETWEEN.split(word)]
    start = r"(?<![^\W\d_])" if word.isascii() and len(word) <= _SHORT else ""
    return start + "[ _.-]?".join(parts)


def kind_named(name: str) -> str:
    """The kind that a layer's name tells, ``"total"`` for a line of totals, ``""`` where it tells none.

    >>> kind_named("conv1_1"), kind_named("MaxPool"), kind_named("第一池化层"), kind_named("Inception 3a")
    ('conv', 'max_pool', 'max_pool', '')
    """
    if _OTHER.search(name):
        return ""
    pattern, kinds = _words()
    found = max(pattern.finditer(name), key=lambda match: len(match[0]), default=None)
    if found is not None:
        return kinds[re.sub(r"[ _.-]", "", found[0]).lower()]
    return TOTAL if _SUM.search(name) else ""
