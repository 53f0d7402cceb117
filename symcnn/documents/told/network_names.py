"""Names of well-known networks in a text, as people spell them: ``VGG16``, ``VGG-16``, ``the 16-layer VGG``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.known.known_networks import known_networks

_GLUED = late_pattern(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z0-9]+)*\+*")
_BEGIN = late_pattern(r"(?<![A-Za-z0-9_])[A-Za-z]")
_FURTHER = late_pattern(r" (?:[vV]\d|[xX×]\d|\d+(?:\.\d+)?[xX×](?![\d ])|[A-Z]\d(?![\d.]))")
_LAYERED = late_pattern(r"(\d{1,4})(?:[- ]layers?[- ](?:deep )?|\s?层的?\s?)([A-Za-z-]{3,})")
_LAYERS = r"[- ]layers?(?![A-Za-z])"
_NET = late_pattern(r"[A-Z][A-Za-z]*(?:Net|NET|NeXt|CNN|Former|YOLO)|YOLO|[A-Z]*(?:ViT|BERT|GPT)")
_NO_NETWORKS = frozenset({"ImageNet", "CNN", "TinyImageNet", "WordNet"})
_SEPARATOR = r"[ \-_]?"
_SPLIT = late_pattern(r"[- ]|(?<=[a-z])(?=[vV]\d)")
PREFIX = 3


class NetworkName(NamedTuple):
    """A name that ends at a place; empty where it is that of a network which is not known."""

    end: int
    name: str


def network_at(text: str, at: int, end: int) -> NetworkName | None:
    """The name of a network that begins at a place; None where none does.

    >>> network_at("vgg16 has", 0, 9), network_at("ResNet-50-FPN", 0, 13), network_at("16-layer VGG", 0, 12)
    (NetworkName(end=5, name='VGG-16'), NetworkName(end=13, name=''), NetworkName(end=12, name='VGG-16'))
    >>> network_at("relu", 0, 4), network_at("5 pixels wide", 9, 13), network_at("the VGG nets", 4, 12)
    (None, None, NetworkName(end=12, name='VGG'))
    """
    if at and (text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "_")):
        return None
    if text[at].isdigit():
        return _by_layers(text, at, end)
    glued = _GLUED.match(text, at, end)
    if glued is None:
        return None
    for name, _, pattern in _spellings().get(_prefix(text[at : at + PREFIX + 1]), ()):
        match = pattern.match(text, at, end)
        if match is not None and match.end() >= glued.end():
            is_further = _FURTHER.match(text, match.end(), end) is not None
            return NetworkName(match.end(), "" if is_further else name)
    return NetworkName(glued.end(), "") if _is_unknown(glued[0]) else None


def names_network(text: str, start: int, end: int) -> bool:
    """Whether the name of a network begins in a stretch.

    >>> names_network("our VGG net", 0, 11), names_network("our net", 0, 7)
    (True, False)
    """
    return any(network_at(text, begin.start(), end) is not None for begin in _BEGIN.finditer(text, start, end))


def may_be_network(glued: str, head: str) -> bool:
    """Whether a word may begin the name of a network; `head` are its first signs, with those behind a short one.

    >>> may_be_network("Inception", "Ince"), may_be_network("FooNet", "FooN"), may_be_network("which", "whic")
    (True, True, False)
    """
    spelled = _spellings().get(_prefix(head), ())
    return any(glued.lower().startswith(first) for _, first, _ in spelled) or _is_unknown(glued)


@lru_cache(maxsize=1 << 12)
def _is_unknown(glued: str) -> bool:
    """Whether a word is the name of a network that is not known."""
    is_network = _NET.match(glued) is not None or _holds_name(glued.lower())
    return is_network and glued not in _NO_NETWORKS


def variants_of(name: str) -> tuple[str, ...]:
    """The names of which a name may be short: itself, and all that begin with it.

    >>> variants_of("LeNet"), variants_of("VGG-11")
    (('LeNet', 'LeNet-5'), ('VGG-11', 'VGG-11-BN'))
    """
    return _named_by()[name]


def _by_layers(text: str, at: int, end: int) -> NetworkName | None:
    match = _LAYERED.match(text, at, end)
    if match is None:
        return None
    family = network_at(text, match.start(2), end)
    name = f"{family.name}-{match[1]}" if family is not None and family.name else ""
    return NetworkName(family.end, name) if family is not None and name in known_networks() else None


@cache
def _named_by() -> Mapping[str, tuple[str, ...]]:
    """Each name, and each family of names, with the names that it may stand for."""
    parts = {name: tuple(_SPLIT.split(name)) for name in known_networks()}
    families = dict.fromkeys((*parts, *(_family(part) for part in parts.values())))
    found = {}
    for family in filter(None, families):
        head = tuple(_SPLIT.split(family))
        found[family] = tuple(sorted(name for name, part in parts.items() if part[: len(head)] == head))
    return found


def _family(parts: tuple[str, ...]) -> str:
    """The part of a name before its number, its version or its letter."""
    first = next((place for place, part in enumerate(parts) if part[-1].isdigit() or len(part) == 1), len(parts))
    return "-".join(parts[: first or len(parts)])


@cache
def _spellings() -> Mapping[str, tuple[tuple[str, str, re.Pattern[str]], ...]]:
    """The names by their first letters: each, its first part and the pattern of its spellings; the longest first."""
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for name in sorted(_named_by(), key=len, reverse=True):
        first, *others = _SPLIT.split(name)
        begin = first.lower()
        is_word = not others and not first.lower().endswith("net") and len(name) != PREFIX
        if first.isupper():
            first += r"(?:[- ]?Net)?"
        pattern = _SEPARATOR.join((first, *(re.escape(part).replace("\\.", "[._]") for part in others)))
        pattern += rf"(?:{_LAYERS})?" if others and others[-1].isdigit() else "(?:s(?![A-Za-z]))?" if not others else ""
        flags = 0 if is_word or name == "NiN" else re.IGNORECASE
        found.setdefault(_prefix(name), []).append((name, begin, late_pattern(pattern, flags)))
    return {prefix: tuple(names) for prefix, names in found.items()}


def _prefix(name: str) -> str:
    return name.replace("-", "").replace(" ", "").lower()[:PREFIX]


@cache
def _stems() -> tuple[str, ...]:
    families = (_family(tuple(_SPLIT.split(name))) for name in _named_by() if " " not in name)
    return tuple(dict.fromkeys(family.replace("-", "").lower() for family in families))


def _holds_name(glued: str) -> bool:
    """Whether a word is made of the name of a network and something else: ``SE-ResNet-50``, ``VGG-like``."""
    plain = glued.replace("-", "").replace("_", "")
    return plain not in _stems() and any(
        stem in plain for stem in _stems() if len(stem) > PREFIX or plain.startswith(stem)
    )
