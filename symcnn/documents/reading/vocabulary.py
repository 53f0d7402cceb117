"""What names of quantities mean by their parts, English and Chinese: ``input size``, ``channels that come in``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern

_FOLDER = Path(__file__).with_name("quantity_parts")
_GAP = late_pattern(r"(?:[ \t_\\]|(?<=[a-z,])\s(?=[ \t]*[a-z]))+|-|")
"""What may stand within a name; only Latin words go on in the next line."""
_HUMP = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = late_pattern("[a-z]{2}")
_INSIDE = late_pattern(r"[a-z]\w|\w[a-z]", re.ASCII)
_LONGEST, _LONGEST_BEFORE = 60, 40
_BETWEEN = frozenset({"glue", "of"})
_ALONG_AXES = ("I", "O", "K", "S", "P", "pads", "D", "E")
_WEAK = {"before": "I", "after": "O", "units": "N"}
_COUNTS = frozenset({"weights", "biases", "params", "macs", "flops", "connections"})
_MEASURES = frozenset({"size", "width", "height", "count", "both"})
_IGNORED = _BETWEEN | _COUNTS | {"weak", "thing"}
_ALONE = {
    "field": ("R_in", "receptive_field"),
    "jump": ("J_in", "jump"),
    "extra": ("A", "A"),
    "taps": ("K", "K"),
    "stride": ("S", "S"),
    "dilation": ("D", "D"),
    "groups": ("G", "G"),
    "multiplier": ("M", "M"),
    **{name: (name, name) for name in sorted(_COUNTS)},
}
"""Words that say enough by themselves: what they mean of the layer before, and else."""


@record
class Meaning:
    """What a name stands for: a quantity along an axis, of a layer kind where that is said.

    `is_certain` is false for words that may as well mean something else: ``output``, ``channels``.
    """

    quantity: str
    axis: str = ""
    kind: str | None = None
    is_certain: bool = True


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    """The parts that each word is, the longest words first."""
    found: dict[str, set[str]] = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            parts, _, words = line.partition(": ")
            for word in words.split(", ") if not line.startswith("#") else ():
                found.setdefault(word, set()).update(parts.split(", "))
    return {word: frozenset(found[word]) for word in sorted(found, key=len, reverse=True)}


@cache
def _starting() -> Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """The words by the two signs that they begin with, as the pieces between their gaps, with their parts."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for word, parts in _parts().items():
        pieces = tuple(word.replace("-", " ").split())
        found.setdefault(pieces[0][:2], []).append((pieces, parts))
    return {sign: tuple(words) for sign, words in found.items()}


def _word_at(text: str, place: int) -> tuple[int, frozenset[str]] | None:
    """Where the longest word in small letters ends that starts at a place, and the parts that it is."""
    best = None
    starting = _starting()
    for pieces, parts in (*starting.get(text[place : place + 2], ()), *starting.get(text[place : place + 1], ())):
        end = place
        for number, piece in enumerate(pieces):
            end = _gap_end(text, end) if number else end
            if not text.startswith(piece, end):
                break
            end += len(piece)
        else:
            if (best is None or end > best[0]) and not _LETTERS.match(text, end - 1):
                best = end, parts
    return best


def _gap_end(text: str, place: int) -> int:
    found = _GAP.match(text, place)
    return found.end() if found else place


def meaning_of(phrase: str) -> Meaning | None:
    """What the whole phrase names.

    >>> meaning_of("the input width"), meaning_of("FilterSize").quantity, meaning_of("hue")
    (Meaning(quantity='I', axis='w', kind=None, is_certain=True), 'K', None)
    """
    words = _HUMP.sub(" ", phrase)
    found = phrase_at(words, 0, len(words)) if len(words) <= _LONGEST else None
    return found[0] if found and found[1] == len(words) else None


def phrase_at(text: str, start: int, end: int) -> tuple[Meaning, int] | None:
    """The longest name that starts at a place, and where it ends."""
    found = _phrase(text[start : min(end, start + _LONGEST)].lower())
    return (found[0], start + found[1]) if found else None


@lru_cache(maxsize=1 << 14)
def _phrase(window: str) -> tuple[Meaning, int] | None:
    """The longest name that the window starts with, and its length; words come again and again in a text."""
    said: frozenset[str] = frozenset()
    best: tuple[Meaning, int] | None = None
    at, kind, is_after_of = _gap_end(window, 0), None, False
    while (found := _word_at(window, at)) is not None:
        end, parts = found
        is_said_of_it = is_after_of and bool(parts & _MEASURES) and not said <= _MEASURES  # kernels of size 3
        if is_said_of_it or ("thing" in parts and (not said or said & _COUNTS)):
            break
        is_after_of = "of" in parts and bool(said)  # "in" is "of" but at the beginning
        parts = frozenset() if is_after_of else parts - {"of"}
        if "layer" in parts:
            kind = min(parts - {"layer"})
        elif parts and not parts & _BETWEEN:
            said |= parts - {"thing"}
            meaning = _meaning(said, kind)
            best = (meaning, end) if meaning is not None else best
        at = _gap_end(window, end)
    return best


def phrase_before(text: str, start: int, end: int) -> Meaning | None:
    """The longest name that ends at a place."""
    return _last_phrase(text[max(start, end - _LONGEST_BEFORE) : end])


@lru_cache(maxsize=1 << 14)
def _last_phrase(window: str) -> Meaning | None:
    for place in range(len(window)):
        is_inside = (
            place > 0 and window[place].isascii() and window[place - 1].isascii() and window[place - 1].isalpha()
        )
        if window[place].isspace() or (is_inside and window[place].isalpha()):
            continue
        found = phrase_at(window, place, len(window))
        if found and found[1] == len(window):
            return found[0]
    return None


@lru_cache(maxsize=1 << 12)
def meaning_by_words(clause: str) -> Meaning | None:
    """What the words of a clause name together, in whichever order they stand and with others between them.

    >>> meaning_by_words("the channels that come in").quantity, meaning_by_words("side of the (square) kernel").quantity
    ('C', 'K')
    >>> meaning_by_words("the weather")
    """
    small = clause.lower()
    said: frozenset[str] = frozenset()
    at = 0
    while at < len(small):
        found = None if _INSIDE.match(small, at - 1) and at else _word_at(small, at)
        is_word = found is not None and not _INSIDE.match(small, found[0] - 1)
        said |= found[1] if found and is_word and "layer" not in found[1] else frozenset()
        at = found[0] if found and is_word else at + 1
    return _meaning(said - _IGNORED)


def _meaning(said: frozenset[str], kind: str | None = None) -> Meaning | None:
    """What the parts of a name mean together."""
    strong = said - {"weak"}
    is_weak = "weak" in said and len(strong) == 1
    quantity = _quantity(said) or (is_weak and _WEAK.get(min(strong))) or None
    if quantity is None:
        return None
    is_certain = not (is_weak or quantity.endswith("?"))
    axes = strong & {"width", "height"}
    axis = min(axes)[0] if len(axes) == 1 and quantity.rstrip("?") in _ALONG_AXES else ""
    kind = kind or ("max_pool" if "pool" in said and quantity == "K" else None)
    return Meaning(quantity.rstrip("?"), axis, kind, is_certain)


def _quantity(said: frozenset[str]) -> str | None:
    is_before, is_after = "before" in said, "after" in said
    if said & _COUNTS and (is_before or is_after):
        return None
    if {"jump", "taps"} <= said:
        return "D"  # the spacing of the taps
    for part, (before, other) in _ALONE.items():
        if part in said:
            return before if is_before else other
    if "padding" in said:
        return "pads" if "both" in said and "each" not in said else "P"
    if "kernels" in said and not ("size" in said and "count" not in said):
        return "C" if is_before else "N"
    if "neurons" in said and "count" in said and not (is_before or is_after):
        return "neurons"
    if said <= {"units", "neurons", "weak"}:
        return None
    if {"size", "channels"} <= said and not {"count", "units", "kernel", "image"} & said:
        said |= {"map"}  # the side of the maps
    elif "channels" in said or ("units" in said and "size" not in said) or (is_before and {"map", "count"} <= said):
        if ("kernel" in said or "image" in said) and not (is_before or is_after):
            return "C"
        is_counted = "count" in said and bool(said & {"units", "map"})
        return "C" if is_before and not is_after else "N" if is_counted or (is_after and not is_before) else "C?"
    if said & {"kernel", "kernels"} or ({"pool", "size"} <= said and not (is_before or is_after)):
        return ("C" if is_before else "N") if "count" in said else "E" if "effective" in said else "K"
    if "layers" in said and ("count" in said or len(said) == 1):
        return "layers"
    is_sized = "size" in said or ("map" in said and "weak" not in said)
    if is_sized and is_after != is_before:
        return "O" if is_after else "I"
    return ("I" if "image" in said else "I?") if {"size", "map"} <= said else None
