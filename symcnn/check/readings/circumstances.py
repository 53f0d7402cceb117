"""What the words around a formula settle: ``for p = k - 1 and s = 1``, ``without biases``, the number of axes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from symcnn.answers.prove.notations import canonical, usual_meanings
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, names
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.separators import EMPTY_LINE
from symcnn.documents.reading.tokens import tokens
from symcnn.documents.told.legends import Legends

_SETTING = late_pattern(r"(?<![\w\\'^{])([A-Za-z](?:_\{?\w\}?)?)[ \t\x1f]*=(?!=)")
_SETTLED = frozenset({"P", "S", "K", "D"})
_REACH, _LENGTH, _AFTER = 300, 60, 120
_PARITY = late_pattern(r"\b(?:odd|even)\b|[奇偶]数", re.IGNORECASE)
_TWO = 2
_NO_BIASES = late_pattern(
    r"\b(?:without|no|ignor(?:e|es|ing)|omit(?:s|ting)?|exclud(?:e|es|ing)|neglect(?:s|ing)?)(?: the| any| all)? bias"
    r"|bias(?:es)? (?:is |are |terms? )?(?:not (?:counted|included)|ignored|omitted)|use_bias ?= ?False|bias ?= ?False"
    r"|(?:不|没|忽略|省略|无)[^，。,.\n]{0,4}(?:偏置|偏差|bias)|(?:偏置|偏差)[^，。,.\n]{0,4}(?:不计|忽略|省略)",
    re.IGNORECASE,
)
_AXES: Mapping[int, re.Pattern[str]] = {
    1: late_pattern(
        r"\b1[- ]?D\b|conv1d|one[- ]dimensional|\bsequences?\b|\bsignals?\b|\btemporal\b|\baudio\b|一维|序列|信号|时序",
        re.IGNORECASE,
    ),
    3: late_pattern(r"\b3[- ]?D\b|conv3d|three[- ]dimensional|\bvideo|\bvoxel|三维|视频|体素", re.IGNORECASE),
}
_HEAD = late_pattern(
    r"(?:\A|(?<=\n\n)|(?<=\n \n))[ \t]*((?:#{1,6}[ \t]|\\(?:sub)*section\b)[^\n]{0,80}"
    r"|[^\n=\x1f.。;；:：|]{1,70}[^\s=\x1f.。;；:：,，|])[ \t]*\n(?=[ \t]*\n)"
)
_SECTION = 4_000


@lru_cache(maxsize=8)
def axes_spoken_of(text: str) -> tuple[int, ...]:
    """The numbers of axes beside two that a text speaks of."""
    return tuple(axes for axes, pattern in _AXES.items() if pattern.search(text))


def head_above(text: str, at: int) -> tuple[int, int]:
    """Where the head of the section of a place starts and ends: a short line by itself, without the end of a sentence.

    >>> text = "Output size\\n\\nIt is given by the formula.\\n\\nO = I"
    >>> text[slice(*head_above(text, 45))]
    'Output size'
    """
    heads = _heads(text)
    last = bisect_right(heads, at, key=lambda head: head.behind) - 1
    first = max(0, at - _SECTION)
    return heads[last][:2] if last >= 0 and heads[last].begin >= first else (first, first)


class _Head(NamedTuple):
    start: int
    end: int
    begin: int
    behind: int
    """Where the line begins, and where the empty line below it ends."""


@lru_cache(maxsize=8)
def _heads(text: str) -> tuple[_Head, ...]:
    return tuple(_Head(*head.span(1), head.start(), text.index("\n", head.end()) + 1) for head in _HEAD.finditer(text))


def without_biases(text: str, start: int, end: int) -> bool:
    """Whether the section of a formula, or its line, says that biases are not counted.

    >>> without_biases("params = K*K*C*N (without biases)", 0, 16)
    True
    """
    last = text.find("\n", end)
    return bool(_NO_BIASES.search(text, head_above(text, start)[0], len(text) if last < 0 else last))


def tells_parity(text: str, start: int, end: int, relations: Sequence[Op]) -> bool:
    """Whether the words around a formula say that what its conditions halve is odd, or even.

    >>> from symcnn.core.written.tree import Sym
    >>> relation = Op("=", (Op("mod", (Op("+", (Sym("F"), Num(-1))), Num(2))), Num(0)))
    >>> tells_parity("With odd F it is (F-1)/2", 17, 24, [relation])
    True
    """
    words = text[max(0, start - _REACH) : end + _AFTER]
    return bool(relations) and all(_is_parity(relation) for relation in relations) and bool(_PARITY.search(words))


def _is_parity(relation: Op) -> bool:
    match relation:
        case Op("=", (Op("mod", (_, Num(two))), Num(_))):
            return two == _TWO
    return False


def settings_before(text: str, at: int, legends: Legends) -> Mapping[str, Expr]:
    """The letters of windows that the paragraph settles before a place; the last of each counts."""
    start = max(0, at - _REACH)
    for found in EMPTY_LINE.finditer(text, start, at):
        start = found.end()
    return dict(_settings(text, start, at, legends))


def _settings(text: str, start: int, end: int, legends: Legends) -> Iterator[tuple[str, Expr]]:
    for found in _SETTING.finditer(text, start, end):
        if not _is_of_a_window(found[1], found.start(), legends):
            continue
        line = tuple(tokens(text, found.end(), min(end, found.end() + _LENGTH), letters=True))
        first = next((place for place, token in enumerate(line) if token.kind != "edge"), 0)
        read = expression_at(line, first, letters=True)
        if read and found[1] not in names(read.expr):
            yield found[1], read.expr


def _is_of_a_window(name: str, at: int, legends: Legends) -> bool:
    """Whether a letter is one of a window by the legend, or by every notation that has it."""
    entry = legends.nearest(canonical(name), at)
    if entry is not None:
        return entry.meaning is not None and entry.meaning.quantity in _SETTLED
    return bool(usual_meanings(name)) and {*usual_meanings(name)} <= {*_SETTLED, "pads"}
