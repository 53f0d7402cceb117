"""What becomes of a layer's figures when one thing of it is changed: by the catalogue, on one layer for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from symcnn.check.subjects.relations.relations import RelationCandidate, less_than, ratio_of
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.documents.told.told_ratios import ToldRatio
from symcnn.network.figures.made_layers import figures_of, made

_SIZE, _CHANNELS, _WINDOW = 48, 16, 3
_FEW = 2
"""From how many commas on other things are told between a change and what stays."""
_MOST = 16
"""The largest change that is followed."""
_NEAR, _BEHIND = 30, 12
_FROM_TO = late_pattern(
    r"(?<![\d^.])(\d{1,4})(?:[^\d,，;；。]{0,24}?(?:\bto\b|->|→|到|为|成|至|by)\D{0,6}?)(\d{1,4})(?![\d.]*%)"
)
_SCALE = late_pattern(r"(?:\bof|=|\bis|\bto|为|取|是|到|成)[\s$\x1f]*(0?\.\d{1,3})(?![\d%])")
_FROM_ONE = {"stride": "stride", "groups": "groups"}
"""What is 1 where nobody speaks of it, and what it is called as a change."""
_LETTER = late_pattern(r"(\\[a-z]{2,8}|[α-ωA-Za-z])[\s$\x1f]*=[\s$\x1f]*$")
_COMMA = late_pattern("[,，;；]")
_CLAUSE_END = late_pattern("[;；。]")
_SEMICOLONS = ";；"
_QUANTITIES = {"params": "weights", "macs": "macs", "values": "neurons"}


def of_change(
    text: str, sentence: ToldSentence, ratio: ToldRatio, earlier: ToldSentence | None = None
) -> Iterator[RelationCandidate]:
    """What a ratio must be where its sentence tells what is changed, and of which quantity the ratio speaks.

    Of which one that is the sentence tells, or the part before it does that ends with a semicolon: `earlier`.
    """
    changed = _changed(text, sentence, ratio) or _scaled(text, sentence, ratio, earlier)
    if changed is None:
        return
    names, factor = changed
    quantity, is_sure = quantity_of(text, sentence, ratio)
    is_going_on = earlier is not None and earlier.end <= sentence.start and text[earlier.end - 1] in _SEMICOLONS
    telling = earlier if is_going_on and earlier is not None and not sentence.quantities else sentence
    said = {family for start, family, _ in telling.quantities if start < ratio.start}
    if not quantity and len(said) == 1 and said <= {*_QUANTITIES}:  # the clause before says it
        quantity, is_sure = said.pop(), True
    kind = _kind(text, sentence, ratio)
    for name in names:
        is_alike = _is_alike(name, factor, kind)
        for family in (quantity,) if quantity else _QUANTITIES:
            figures = _figures(name, factor, _QUANTITIES[family], kind)
            if figures is None:
                continue
            one, other = figures
            is_told = len(names) == 1 and (is_sure or (is_alike and bool(quantity)))
            parts = len(_COMMA.findall(text, sentence.start, ratio.start))
            is_told &= one != other or parts < _FEW  # what stands between may change what stays
            small, large = min(one, other), max(one, other)
            expr = ratio_of(Num(large), Num(small)) if ratio.is_fold else ratio_of(Num(small), Num(large))
            value = Fraction(large, small) if ratio.is_fold else Fraction(small, large)
            if ratio.way == "less" and not ratio.is_fold:
                expr, value = less_than(Num(small), Num(large)), 1 - value
            fold = factor if factor > 1 else 1 / factor
            powers = [Fraction(1), fold, fold**2, fold**3]
            mistaken = tuple(
                powers if ratio.is_fold else (one for power in powers for one in (1 / power, 1 - 1 / power))
            )
            yield RelationCandidate(expr, value, value, "changed", is_told, mistaken)


def _kind(text: str, sentence: ToldSentence, ratio: ToldRatio) -> str:
    """The kind of layer of which a ratio's own clause speaks; a convolution where it names none."""
    marks = [mark for part in sentence.segments for mark in part.marks if mark.end <= ratio.start]
    named = [mark for mark in marks if mark.named("kind")]
    is_near = bool(named) and not _CLAUSE_END.search(text, named[-1].end, ratio.start)
    return "depthwise" if is_near and "depthwise" in named[-1].named("kind") else "conv"


def quantity_of(text: str, sentence: ToldSentence, ratio: ToldRatio) -> tuple[str, bool]:
    """The quantity whose word stands nearest in its clause, and whether the word is sure; "" where none does."""
    near = [
        (start - ratio.end if start >= ratio.end else ratio.start - start + 2, family, is_sure)
        for start, family, is_sure in sentence.quantities
        if family in _QUANTITIES
        and abs(start - ratio.start) < _NEAR
        and not _COMMA.search(text, min(start, ratio.end), max(start, ratio.start))
    ]
    return min(near)[1:] if near else ("", False)


def _changed(text: str, sentence: ToldSentence, ratio: ToldRatio) -> tuple[tuple[str, ...], Fraction] | None:
    """What a sentence says is changed, and how much: by another ratio, from one number to another, to a value."""
    places = [(word.start, word.named("change")) for word in sentence.words if word.named("change")]
    for other in sentence.ratios:
        if other is ratio or other.start > ratio.start:
            continue
        near = [(abs(start - other.end), names) for start, names in places if abs(start - other.end) < _NEAR]
        factor = other.value if other.is_fold or other.way != "less" else 1 - other.value
        if near and 0 < factor <= _MOST and not _is_of_figure(text, sentence, other):
            return min(near)[1], factor
    for match in _FROM_TO.finditer(text, sentence.start, ratio.start):
        near = [(_distance(start, match), names) for start, names in places if _distance(start, match) < _NEAR]
        one, two = int(match[1]), int(match[2])
        if near and one and two and Fraction(1, _MOST) <= Fraction(two, one) <= _MOST and one != two:
            return min(near)[1], Fraction(two, one)
    for match in _SCALE.finditer(text, sentence.start, ratio.start):
        near = [(match.start() - start, names) for start, names in places if 0 <= match.start() - start < _NEAR]
        if near and "both" in min(near)[1] and 0 < Fraction(match[1]) < 1:
            return min(near)[1], Fraction(match[1])
    return _varied(sentence, ratio)


def _scaled(
    text: str, sentence: ToldSentence, ratio: ToldRatio, earlier: ToldSentence | None
) -> tuple[tuple[str, ...], Fraction] | None:
    """What a sentence gives a value by a letter of which the one before it says what it scales."""
    places = [word for word in earlier.words if word.named("change")] if earlier is not None else []
    for other in (one for one in sentence.ratios if one.end <= ratio.start and not one.is_fold):
        letter = _LETTER.search(text, max(sentence.start, other.start - _BEHIND), other.start)
        standing = letter is not None and earlier is not None and text.find(letter[1], earlier.start, earlier.end)
        near = [(abs(standing - word.start), word.named("change")) for word in places if standing and standing > 0]
        if near and min(near)[0] < _NEAR and other.value > 0:
            return min(near)[1], other.value
    return None


def _is_alike(name: str, factor: Fraction, kind: str) -> bool:
    """Whether a change does the same to all quantities of a layer, so that it does not matter which one is meant."""
    found = [_figures(name, factor, quantity, kind) for quantity in _QUANTITIES.values()]
    return len({Fraction(*figures) for figures in found if figures is not None}) == 1


def _distance(start: int, match: re.Match[str]) -> int:
    """How far the word for what is changed stands from the numbers of the change."""
    return min(abs(start - match.start()), abs(start - match.end()))


def _varied(sentence: ToldSentence, ratio: ToldRatio) -> tuple[tuple[str, ...], Fraction] | None:
    """What a sentence gives another value of which the usual one is 1: a stride, or groups."""
    bounds = [
        (bound.role, bound.mark.whole)
        for part in sentence.segments
        for bound in part.bounds
        if bound.role in _FROM_ONE
        and bound.mark.end <= ratio.start
        and ("variant" in part.cues or (bound.role == "groups" and sentence.says("earlier")))
    ]
    if len(bounds) != 1:
        return None
    role, value = bounds[0]
    is_plane = any(len(mark.dims) > 1 and mark.sort == "shape" for part in sentence.segments for mark in part.marks)
    is_sure = role != "stride" or is_plane  # along one axis it is another factor
    return ((_FROM_ONE[role],), Fraction(value)) if is_sure and value and 1 < value <= _MOST else None


def is_change(text: str, sentence: ToldSentence, ratio: ToldRatio) -> bool:
    """Whether a ratio in letters says what is changed, not what becomes of it: ``double the number of filters``."""
    changed = [word for word in sentence.words if word.named("change")]
    is_before = any(
        0 <= ratio.start - word.end < _NEAR and not _COMMA.search(text, word.end, ratio.start) for word in changed
    )
    is_alone = is_before and not quantity_of(text, sentence, ratio)[0]  # the channels are doubled
    is_participle = text.endswith("ing", ratio.start, ratio.end)  # doubling both channel numbers
    return not ratio.place and (
        is_participle or is_alone or any(0 <= word.start - ratio.end < _NEAR for word in changed)
    )


def _is_of_figure(text: str, sentence: ToldSentence, ratio: ToldRatio) -> bool:
    """Whether a ratio speaks of a quantity itself, not of what is changed."""
    near = [start for start, *_ in sentence.quantities if 0 <= start - ratio.end < _BEHIND]
    return any(not _COMMA.search(text, ratio.end, start) for start in near)


@lru_cache(maxsize=256)
def _figures(name: str, factor: Fraction, quantity: str, kind: str) -> tuple[int, int] | None:
    """A figure of a layer before and after the change; None where there is no such layer."""
    before, after = factor.denominator, factor.numerator
    found = [_layer(name, times, quantity, kind) for times in (before, after)]
    one, other = found
    return (one, other) if one and other else None


def _layer(name: str, times: int, quantity: str, kind: str) -> int | None:
    size, entering, leaving, arguments = _SIZE, _CHANNELS, _CHANNELS, _plain()
    match name:
        case "side":
            size *= times
        case "channels":
            leaving *= times
        case "both":
            entering, leaving = entering * times, leaving * times
        case "window":
            arguments = {**arguments, "K": Num(_WINDOW * times)}
        case "stride":
            arguments = {**arguments, "S": Num(times)}
        case "groups":
            arguments = {**arguments, "G": Num(times)}
    arguments = {**arguments, "N": Num(leaving)} if kind == "conv" else arguments
    figures = figures_of((size, size, entering), [made(kind, arguments)])
    return int(figures.layers[-1][quantity]) if figures is not None else None


def _plain() -> Mapping[str, Expr]:
    return {"K": Num(_WINDOW), "P": Sym("same"), "bias": Num(0)}
