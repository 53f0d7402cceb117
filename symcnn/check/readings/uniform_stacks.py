"""Stacks whose layers are told all at once: one window, one stride, dilations that grow from layer to layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from symcnn.check.readings.said_stacks import SQUARE
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import ONE, Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.documents.reading.vocabulary import phrase_at, phrase_before
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.marks import words
from symcnn.documents.told.numerals import numeral_at

_REACH = 260
_LIST = late_pattern(r"\d+(?:[\s\x1f]*[,，、][\s\x1f]*\d+)+")
_NUMBER = late_pattern(r"\d+")
_POWER = late_pattern(r"[\s\x1f]*=?[\s\x1f]*(\d)[ ]?(?:\^|\*\*)[ ]?\{?[(]?[a-zA-Z](?P<before>[ ]?-[ ]?1)?")
_INDEX = late_pattern(r"[\s\x1f]*=[\s\x1f]*([il]|\\ell)(?![\w^*+-])")
_DOUBLING = late_pattern(r"\bdoubl|逐层(?:加倍|翻倍)|依次(?:加倍|翻倍)", re.IGNORECASE)
_UNSTRIDED = late_pattern(r"\bunstrided\b|\bstride[- ](?:one|1)\b", re.IGNORECASE)
_OF_WINDOWS = ("K", "S", "D")
_WORD = late_pattern(r"(?<![A-Za-z\d.^*])[A-Za-z]+|(?<![\d.^*])\d{1,2}(?!\.?\d|[\^*])|[一二两三四五六七八九]")
_TAPS = late_pattern(r"点卷积|-(?:wide|tap)\b")
_SAYS = late_pattern(r"[\s\x1f]*(?:=|:|\bis\b|\bof\b|为|是|均为|同为|恒为|都是)?[\s\x1f]*\Z")


@record
class UniformStack:
    """What is told of every layer of a stack: its window, its stride, and the sums that its dilations may come to.

    A `kernel` that is not told is a letter of the formula. The `spans` are, for so many layers, the sums of what a
    cell of the window reaches further by: of dilations, or of products of strides.
    """

    kernel: int | None
    spans: tuple[Expr, ...]


def uniform_stack(text: str, first: int, start: int) -> UniformStack | None:
    """The stack of which the words before a formula tell; None where they tell neither strides nor dilations.

    >>> found = uniform_stack("With 3 taps and dilations 1, 2, 4, ... the field is", 0, 51)
    >>> found.kernel, len(found.spans)
    (3, 1)
    """
    first = max(first, start - _REACH)
    told = dict(_told(text, first, start))
    growing = tuple(_growing(text, first, start))
    stride = told.get("S", 1)
    is_told = bool(growing) or told.keys() & {"S", "D"} or _UNSTRIDED.search(text, first, start)
    if not is_told or (stride > 1 and (growing or told.get("D", 1) > 1)):
        return None
    even = _geometric(1, stride) if stride > 1 else product(Num(told.get("D", 1)), Sym("layers"))
    return UniformStack(told.get("K"), growing or (even,))


def _told(text: str, first: int, end: int) -> Iterator[tuple[str, int]]:
    """The numbers that are said of a window, with its letters: ``three taps``, ``步幅 2``, ``3×3``."""
    for square in SQUARE.finditer(text, first, end):
        yield "K", int(square[1])
    for word in _WORD.finditer(text, first, end):
        numeral = numeral_at(text, word.start(), end)
        spoken = lexicon().spoken.get(word[0])
        value = int(word[0]) if word[0].isdecimal() else numeral.value if numeral else int(spoken.name) if spoken else 0
        behind = phrase_at(text, numeral.end if numeral else word.end(), end)
        named = phrase_before(text, first, first + len(_SAYS.sub("", text[first : word.start()]))) or (
            behind and behind[0]
        )
        if value and _TAPS.match(text, word.end(), end):
            yield "K", value
        elif value and named and named.quantity in _OF_WINDOWS and named.is_certain:
            yield named.quantity, value


def field_of(stack: UniformStack) -> Iterator[Expr]:
    """What a unit behind so many layers may see: one cell, and what every window reaches further."""
    kernel: Expr = Sym("K") if stack.kernel is None else Num(stack.kernel)
    for span in stack.spans:
        yield total(ONE, product(total(kernel, negated(ONE)), span))


def _growing(text: str, first: int, start: int) -> Iterator[Expr]:
    """The sums of dilations that grow: in a list, as powers, or with the number of the layer."""
    for word in words(text, first, start, "role", "dilation")[-1:]:
        if listed := _LIST.search(text, word.end, start):
            yield from _of_list([int(number) for number in _NUMBER.findall(listed[0])])
        elif power := _POWER.search(text, word.end, start):
            base = int(power[1])
            firsts = (1,) if power["before"] else (1, base)
            yield from (_geometric(one, base) for one in firsts)
        elif _INDEX.search(text, word.end, start):
            yield product(Sym("layers"), total(Sym("layers"), ONE), reciprocal(Num(2)))
        elif _DOUBLING.search(text, first, start):
            yield _geometric(1, 2)


def _of_list(numbers: list[int]) -> Iterator[Expr]:
    first, second = numbers[:2]
    if second > first and all(after * first == before * second for before, after in pairwise(numbers)):
        yield _geometric(first, second // first)
    elif numbers == [*range(1, len(numbers) + 1)]:
        yield product(Sym("layers"), total(Sym("layers"), ONE), reciprocal(Num(2)))


def _geometric(first: int, base: int) -> Expr:
    """``first·(1 + base + base² + …)``, so many terms as there are layers."""
    powers = total(Op("^", (Num(base), Sym("layers"))), negated(ONE))
    return product(Num(first), powers, reciprocal(Num(base - 1)))
