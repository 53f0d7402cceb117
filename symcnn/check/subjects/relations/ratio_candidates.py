"""What a ratio may say: of two amounts, of what a layer leaves of its values, of a number that is added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isqrt, prod

from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.changed_layers import quantity_of
from symcnn.check.subjects.relations.relations import (
    RelationCandidate,
    between,
    less_than,
    more_than,
    ratio_of,
    written,
)
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence, before, derived_pair
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio, is_led_to
from symcnn.network.figures.made_layers import Made, figures_of
from symcnn.network.wiring.kind_traits import is_pool

_SUM = late_pattern(r"(\d[\d,]*(?: ?\+ ?\d[\d,]*)+)")
_AXES = 2
_DIGITS_OF_REST = 2
_SIZE = 240
"""A side that the usual strides divide."""


def of_pair(one: ToldAmount, other: ToldAmount, ratio: ToldRatio, *, is_told: bool) -> Iterator[RelationCandidate]:
    """What a ratio between two amounts may say: by which part less or more, which part of it, how many times."""
    if min(one.low, other.low) <= 0:
        return
    small, large = sorted((one, other), key=lambda amount: amount.low)
    low, high = between((small.low, small.high), (large.low, large.high))
    share, fold = (small.expr, large.expr), (large.expr, small.expr)
    if ratio.is_fold:
        yield RelationCandidate(ratio_of(*fold), 1 / high, 1 / low, "fold", is_told)
        if ratio.way == "more":
            yield RelationCandidate(more_than(*fold), 1 / high - 1, 1 / low - 1, "more")
        return
    if ratio.way in ("of", ""):
        yield RelationCandidate(ratio_of(*share), low, high, "share", is_told and ratio.way == "of")
    if ratio.way in ("less", ""):
        yield RelationCandidate(less_than(*share), 1 - high, 1 - low, "less", is_told and ratio.way == "less")
    if ratio.way in ("more", ""):
        yield RelationCandidate(more_than(*fold), 1 / high - 1, 1 / low - 1, "more", is_told and ratio.way == "more")


def of_layer(text: str, sentence: ToldSentence, ratio: ToldRatio, told: MeasuredStory) -> Iterator[RelationCandidate]:
    """What a ratio may say of the values that come into the layer of a sentence, and those that it gives."""
    family = quantity_of(text, sentence, ratio)[0]
    if family not in ("values", ""):
        return
    if ratio.way == "of" and not _says_way(text, sentence, ratio):  # 75 % of the values: kept, or dropped?
        ratio = replace(ratio, way="")
    pools = [place for place in sentence.spoken_of if _is_of_planes(told.layers[place].layer)]
    for place in pools:
        given, entering = _values(told.layers[place].readings[:1])
        if given and entering > given:
            share, root = Fraction(given, entering), Fraction(isqrt(given), isqrt(entering))
            mistaken = (root, 1 - root, 1 / root) if root**2 == share else ()
            pair = derived_pair(given, entering, sentence, place)
            for one in of_pair(*pair, ratio, is_told=bool(family and ratio.way) and len(pools) == 1):
                yield replace(one, mistaken=mistaken)


def _says_way(text: str, sentence: ToldSentence, ratio: ToldRatio) -> bool:
    """Whether it is said before a ratio, in its clause, which way it is meant."""
    before = [word for word in sentence.words if word.named("way") and word.end <= ratio.start]
    return is_led_to(text, ratio.start) or any(not CLAUSE.search(text, word.end, ratio.start) for word in before)


def _is_of_planes(layer: ToldLayer) -> bool:
    """Whether a layer pools over windows of two sides, so that it is sure along how many axes."""
    kernel = layer.arguments.get("kernel")
    return is_pool(layer.kind) and kernel is not None and len(kernel.sizes) == _AXES


def _values(found: Sequence[LayerReading]) -> tuple[int, int]:
    """How many values a layer gives, and how many come in; of sizes that nobody tells, such that it goes out even."""
    for reading in found:
        figures = reading.figures
        if None not in reading.shape and "values" in figures:
            return figures["values"], figures["entering"]
        measured = figures_of((_SIZE, _SIZE, 1), [Made(reading.kind, reading.arguments)])
        given = prod(map(int, measured.layers[-1].output)) if measured is not None else 0
        if given and _SIZE * _SIZE % given == 0:
            return given, _SIZE * _SIZE
    return 0, 0


def of_addends(
    text: str, found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio
) -> Iterator[RelationCandidate]:
    """What a ratio may say of a number that is added up and the sum; of a certain one where the text says which."""
    if ratio.way not in ("of", "") or ratio.is_fold:
        return
    for amount in before(found, sentence, ratio.start, 2, 1):
        added = _SUM.match(text, amount.start, amount.end)
        if added is None or amount.mark is None or amount.mark.sort != "calculation":
            continue
        terms = [int(term.replace(",", "")) for term in added[1].split("+")]
        named = [ordinal for part in sentence.segments for ordinal in part.ordinals if 0 < ordinal <= len(terms)]
        for place, term in enumerate(terms, 1):
            is_told = named == [place] and amount.sentence == sentence.place and ratio.way == "of"
            share = Fraction(term, sum(terms))
            yield RelationCandidate(ratio_of(Num(term), Num(sum(terms))), share, share, "share", is_told)


def of_ratios(found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio) -> Iterator[RelationCandidate]:
    """What a ratio may say by another one that is told before it: the rest of it, or the same in another way."""
    near = [
        one
        for one in found[max(0, sentence.place - 1) : sentence.place + 1]
        if one.block == sentence.block and (not sentence.spoken_of or one.spoken_of == sentence.spoken_of)
    ]
    told = [other for one in near for other in one.ratios if other.end <= ratio.start and other.place]
    if ratio.place and ratio.digits < _DIGITS_OF_REST:
        return
    if ratio.is_fold:
        yield from _turned_over(near, ratio)
    for other in told:
        value = written(other.value)
        if ratio.is_fold:
            if not other.is_fold and other.low > 0:
                yield RelationCandidate(ratio_of(Num(1), value), 1 / other.high, 1 / other.low, "fold")
        elif other.is_fold:
            yield RelationCandidate(ratio_of(Num(1), value), 1 / other.high, 1 / other.low, "share")
        else:
            yield RelationCandidate(less_than(value, Num(1)), 1 - other.high, 1 - other.low, "less")
            if not ratio.place:
                yield RelationCandidate(ratio_of(value, Num(1)), other.low, other.high, "share")


def _turned_over(near: Sequence[ToldSentence], ratio: ToldRatio) -> Iterator[RelationCandidate]:
    """The same as a part that is told before it with a point: ``0.115 of it, 8.7 times less``."""
    for mark in (mark for one in near for part in one.segments for mark in part.marks):
        value = Fraction(mark.value) if mark.is_figure and mark.value is not None else Fraction(0)
        if mark.reading is not None and mark.reading.has_decimals and 0 < value < 1 and mark.end <= ratio.start:
            half = Fraction(mark.reading.place) / 2
            if half < value:
                yield RelationCandidate(
                    ratio_of(Num(1), written(value)), 1 / (value + half), 1 / (value - half), "fold"
                )
