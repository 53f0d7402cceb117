"""Quantities of a layer that are said to be equal: ``as many connections as parameters``, ``连接数等于参数个数``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory
from symcnn.check.subjects.measured.told_verdict import is_told
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.written.tree import Num, Op
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.quotations import is_within_quotes
from symcnn.documents.told.segments import Segment
from symcnn.documents.told.told_ratios import CLAUSE
from symcnn.network.wiring.kind_traits import family

_COUNTED = ("params", "weights", "neurons", "connections", "macs", "flops")
_BACK = 3
"""How many sentences back the layer may be told of which a sentence speaks that names none."""
_OF = "的"
"""What makes the word say which ones are meant, and not how many: ``使用相同的权重``."""
_NEAR = 24
"""How far from the quantities the word stands that says that they are equal."""


def equal_relations(text: str, found: Sequence[ToldSentence], told: MeasuredStory) -> Iterator[ToldRelation]:
    """The verdicts on equalities of quantities, in order; one that cannot be judged has none."""
    for sentence in (one for one in found if one.says("equal")):
        layer = _spoken_of(found, sentence)
        for part in sentence.segments if layer is not None else ():
            pair = _equated(text, sentence, part)
            if pair is not None and layer is not None and _may_mean(part, told.layers[layer]):
                may_refute = not (sentence.is_doubtful or is_within_quotes(text, sentence.start, pair[0].start))
                relation = _judged(pair, told.layers[layer], may_refute=may_refute)
                if relation is not None:
                    yield relation


def _spoken_of(found: Sequence[ToldSentence], sentence: ToldSentence) -> int | None:
    """The one layer of which a sentence speaks, or those closely before it."""
    near = found[max(0, sentence.place - _BACK) : sentence.place + 1]
    told = [one.spoken_of for one in near if one.spoken_of and one.block == sentence.block]
    return told[-1][-1] if told and len(told[-1]) == 1 else None


def _equated(text: str, sentence: ToldSentence, part: Segment) -> tuple[Mark, Mark] | None:
    """The two quantities of a clause that a word equates; no number says how many either is."""
    words = [mark for mark in part.marks if {*_COUNTED} & {*mark.named("quantity")}]
    if len(words) != 2 or part.is_row:
        return None
    one, other = words
    figures = (
        mark
        for mark in part.marks
        if mark.is_figure and not CLAUSE.search(text, min(mark.end, one.start), max(mark.start, other.end))
    )
    is_near = any(
        word.named("equal")
        and one.start - _NEAR <= word.start <= other.end + _NEAR
        and not CLAUSE.search(text, min(word.end, one.start), max(word.start, other.end))
        and text[word.end : other.start].strip() != _OF
        for word in sentence.words
    )
    return (one, other) if is_near and next(figures, None) is None else None


def _may_mean(part: Segment, measured: MeasuredLayer) -> bool:
    return all(family(kind) == family(measured.layer.kind) for kind in part.kinds)


def _judged(pair: tuple[Mark, Mark], measured: MeasuredLayer, *, may_refute: bool) -> ToldRelation | None:
    names = [next(name for name in mark.named("quantity") if name in _COUNTED) for mark in pair]
    counts = [tuple(reading.figures.get(name) for name in names) for reading in measured.readings]
    told = [(one, other) for one, other in counts if one and other]
    if not told or names[0] == names[1]:
        return None
    equal = next(((one, other) for one, other in told if one == other), None)
    is_sure = may_refute and measured.is_sure and is_told(measured.layer) and len(told) == len(counts)
    if equal is None and not is_sure:
        return None
    one, other = equal or told[0]
    less, more = sorted((one, other))
    expr = Op("*", (Num(less), Num(more // less))) if more % less == 0 else Num(more)
    candidate = RelationCandidate(expr, Fraction(more), Fraction(more), "equal")
    return ToldRelation(
        pair[0].start, pair[1].end, Verdict.WRONG if equal is None else Verdict.RIGHT, Num(less), candidate
    )
