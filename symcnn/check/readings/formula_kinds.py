"""The kind of layer that a formula is about, by the words before it and the heading above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from symcnn.answers.prove.rule_formulas import kind_names
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.marks import words
from symcnn.network.wiring.layer_kinds import kind

_REACH, _LABEL, _LINES, _SHORTEST = 160, 40, 12, 4
_STOP = late_pattern(r"[.;] |[。；]")
_NO_LABEL = late_pattern(r"[=.。,，;；|]")


def kind_of_formula(text: str, start: int) -> str | None:
    """The last kind that its line names before it, else the only one of the heading or of a short line above it.

    >>> kind_of_formula("Transposed convolution: O = ...", 24), kind_of_formula("O = ...", 0)
    ('transposed_conv', None)
    """
    line = text.rfind("\n", 0, start) + 1
    found = _kinds(text, max(line, start - _REACH), start)
    if not found and not text[line:start].strip(" \t\x1f"):
        found = _kinds(text, *_sentence_above(text, line))  # a display goes on with the sentence before it
    if found:
        return found[-1]
    for first, last in _lines_above(text, line):
        is_head = text[first : first + 1] in ("#", "\\")
        is_label = last - first <= _LABEL and not _NO_LABEL.search(text, first, last)
        above = _kinds(text, first, last) if is_head or is_label else ()
        if above or is_head:
            return above[0] if len({*above}) == 1 else None
    return None


@lru_cache(maxsize=4)
def kinds_named(text: str) -> tuple[str, ...]:
    """All kinds one of whose names stands anywhere in a text.

    >>> {"depthwise", "dense"} <= {*kinds_named("A depthwise layer, then a dense layer.")}
    True
    """
    small = text.lower()
    found = [called for called, names in _names_of_kinds().items() if any(name in small for name in names)]
    return tuple(dict.fromkeys((*found, *(("separable",) if "depthwise" in found else ()))))


@cache
def _names_of_kinds() -> Mapping[str, tuple[str, ...]]:
    """The names of each kind that are long enough to be no part of another word."""
    found: dict[str, list[str]] = {}
    for phrase in lexicon().said:
        for meaning in phrase.meanings:
            if meaning.sort == "kind" and len(phrase.text) >= (_SHORTEST if phrase.text.isascii() else 2):
                found.setdefault(meaning.name, []).append(phrase.text.lower())
    return {called: tuple(names) for called, names in found.items()}


def _sentence_above(text: str, end: int) -> tuple[int, int]:
    """The last sentence of the nearest line above a place."""
    for first, last in _lines_above(text, end):
        if text[first:last].strip():
            begin = max(first, last - _REACH)
            return max((found.end() for found in _STOP.finditer(text, begin, last - 1)), default=begin), last
    return end, end


def _lines_above(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The lines above a place, the nearest first."""
    for _ in range(_LINES):
        if end <= 0:
            return
        last, end = end - 1, text.rfind("\n", 0, end - 1) + 1
        yield end, last


@lru_cache(maxsize=_LINES * _LINES)
def _kinds(text: str, start: int, end: int) -> tuple[str, ...]:
    """The kinds with arguments that a stretch names; a line is asked for by every formula below it."""
    found = (mark.named("kind")[0] for mark in words(text, start, end, "kind"))
    return tuple(name for name in found if name in _with_arguments())


@cache
def _with_arguments() -> frozenset[str]:
    """The kinds that formulas are written for."""
    return frozenset(name for name in kind_names() if kind(name, {}).parameters)
