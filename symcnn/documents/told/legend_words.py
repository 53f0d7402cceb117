"""What the words of a legend make of a letter, in whichever order they stand: ``the channels that come in``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.told.lexicon import is_signed

_FOLDER = Path(__file__).with_name("legend_parts")


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    """The parts of a legend that a phrase is, the longest phrases first."""
    found: dict[str, list[str]] = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            part, _, phrases = line.partition(": ")
            for phrase in phrases.split(", ") if not line.startswith("#") else ():
                found.setdefault(phrase, []).append(part)
    return {phrase: tuple(found[phrase]) for phrase in sorted(found, key=len, reverse=True)}


@cache
def _pattern() -> re.Pattern[str]:
    words = (
        re.escape(phrase) if is_signed(phrase[0]) else rf"\b{re.escape(phrase).replace(chr(92) + ' ', '[ -]')}\b"
        for phrase in _parts()
    )
    return re.compile("|".join(words), re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def meaning_by_words(clause: str) -> Meaning | None:
    """The quantity that the words of a clause name together.

    >>> meaning_by_words("the channels that come in").quantity, meaning_by_words("side of the (square) kernel").quantity
    ('C', 'K')
    >>> meaning_by_words("the weather")
    """
    said = [name for word in _pattern().finditer(clause) for name in _parts()[word[0].lower().replace("-", " ")]]
    quantity = _quantity(frozenset(said))
    if quantity is None:
        return None
    axes = {"w" for name in said if name == "width"} | {"h" for name in said if name == "height"}
    axis = axes.pop() if len(axes) == 1 and quantity.rstrip("?") in ("I", "O", "K", "S", "P", "pads", "D") else ""
    return Meaning(quantity.rstrip("?"), axis, None, not quantity.endswith("?"))


def _quantity(said: frozenset[str]) -> str | None:
    is_before, is_after = "before" in said, "after" in said
    for part, (before, other) in _ALONE.items():
        if part in said:
            return before if is_before else other
    if "padding" in said:
        return "pads" if "both" in said and "each" not in said else "P"
    if "kernels" in said and not ("size" in said and "count" not in said):
        return "C" if is_before else "N"
    if "channels" in said or "units" in said:
        if "kernel" in said and not (is_before or is_after):
            return "C"
        return "C" if is_before and not is_after else "N" if is_after and not is_before else "C?"
    if {"kernel", "kernels"} & said:
        return "N" if "count" in said else "K"
    if "layers" in said and ("count" in said or len(said) == 1):
        return "layers"
    is_sized = "size" in said or "map" in said
    if is_sized and is_after != is_before:
        return "O" if is_after else "I"
    return "I?" if {"size", "map"} <= said else None


_ALONE = {
    "field": ("R_in", "receptive_field"),
    "jump": ("J_in", "jump"),
    "extra": ("A", "A"),
    "stride": ("S", "S"),
    "spanned": ("E", "E"),
    "dilation": ("D", "D"),
    "groups": ("G", "G"),
    "multiplier": ("M", "M"),
}
"""Words that say enough by themselves: what they mean of the layer before, and else."""
