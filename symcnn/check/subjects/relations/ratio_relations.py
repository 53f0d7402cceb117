"""Ratios, shares and savings that a document tells, held against what they may be of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.changed_layers import is_change, of_change
from symcnn.check.subjects.relations.linked_figures import of_linked_figures
from symcnn.check.subjects.relations.ratio_candidates import of_addends, of_layer, of_ratios
from symcnn.check.subjects.relations.ratio_pairs import of_named, of_near
from symcnn.check.subjects.relations.ratio_scene import RatioScene
from symcnn.check.subjects.relations.ratio_slips import is_ratio_slip, is_slip_of_side
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation, is_near, percent, written
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.check.subjects.relations.told_ratio_pairs import of_told_pairs
from symcnn.core.record import replace
from symcnn.documents.told.quotations import is_within_quotes
from symcnn.documents.told.told_ratios import ToldRatio

_WIDE, _WIDE_TOLD = Fraction(3, 50), Fraction(3, 20)
"""Between what part of itself a relation of rounded figures may lie, and what the text tells as one."""
_NAMED_CHANCE, _NEAR_CHANCE = Fraction(1, 5), Fraction(3, 50)
"""How likely it may be that one of the pairs that are named, or only near, gives a ratio by accident."""
_RARE = Fraction(1, 100)
"""What is less likely by accident may still be of another pair than the one that is told."""
_HUNDREDTH, _TENTH = Fraction(1, 100), Fraction(1, 10)
_SPREAD = 7
"""Over how many times itself, as a logarithm, the ratio of two figures of a document may lie."""
_SURE_WIDTH = Fraction(1, 500)
"""Figures of a network agree by accident more often than others: they share their factors."""
_ROUND, _MOST_ROUND, _MOST_ROUND_PERCENT = 4, 10, 5
"""How much more often a ratio of small numbers comes by accident, and up to which number one is small."""

_IN_PERCENT = {
    "share": "share-percent",
    "less": "less-percent",
    "more": "more-percent",
    "changed": "changed-percent",
}
"""How a relation is called that is told in percent."""


def ratio_relations(
    text: str, found: Sequence[ToldSentence], told: MeasuredStory, mended: Mapping[int, Fraction]
) -> Iterator[ToldRelation]:
    """The verdicts on the ratios of a document, in order; a ratio that cannot be judged has none.

    `mended` is what wrong numbers should have been, by their ends.
    """
    for sentence in (one for one in found if one.ratios):
        for ratio in sentence.ratios:
            if is_change(text, sentence, ratio):
                continue
            scene = RatioScene(text, found, sentence, ratio, told, mended)
            changed = [*of_change(text, sentence, ratio, found[sentence.place - 1] if sentence.place else None)]
            is_settled = any(one.is_told for one in changed)  # its figures are those of what is changed
            linked = [] if is_settled else [*of_linked_figures(text, sentence, ratio)]
            linked = [replace(one, is_told=False, is_sure=False) for one in linked] if scene.is_of_argument else linked
            plain = [
                *changed,
                *(one for one in linked if one.is_told),
                *of_layer(text, sentence, ratio, told),
                *of_addends(text, found, sentence, ratio),
                *of_told_pairs(scene),
            ]
            named = [
                *(one for one in linked if not one.is_told),
                *of_named(scene),
                *(() if any(one.is_told for one in plain) else of_ratios(found, sentence, ratio)),
            ]
            is_told = any(one.is_told for one in (*plain, *named)) or (ratio.is_fold and bool(named))
            is_told = is_told or bool(linked)
            near = [*of_near(scene, is_told=is_told)]
            may_refute = not (sentence.is_doubtful or is_within_quotes(text, sentence.start, ratio.start))
            is_of_wrong = any(sentence.start < end <= ratio.start for end in mended)  # which is told once
            may_refute = may_refute and scene.is_understood and not is_of_wrong
            relation = relation_of(
                ratio,
                plain,
                named,
                near,
                may_refute=may_refute,
            )
            if relation is None or (relation.verdict is Verdict.WRONG and _is_of_maps(sentence, ratio)):
                continue
            yield relation


def relation_of(
    ratio: ToldRatio,
    plain: Sequence[RelationCandidate],
    named: Sequence[RelationCandidate] = (),
    near: Sequence[RelationCandidate] = (),
    *,
    may_refute: bool,
) -> ToldRelation | None:
    """The verdict on a ratio by what it may be: plainly, of things that are named, of amounts that are only near.

    None where nothing that is told says it, and where as many others might by accident.
    """
    accident = _chance(ratio) * (_ROUND if any(one.is_told for one in plain) else 1)
    enough = [len(plain), int(_NAMED_CHANCE / accident), int(_NEAR_CHANCE / accident)]
    sure = [one for one in plain if one.is_sure]  # what else fits, does so by accident
    if sure and accident > _RARE:
        plain, named, near = [one for one in plain if one.is_told], (), ()
    found = next(
        (
            one
            for candidates, most in zip((plain, named, near), enough, strict=True)
            for one in candidates[:most]
            if _agrees(one, ratio)
        ),
        None,
    )
    claimed = written(ratio.value * 100 if ratio.is_percent else ratio.value)
    if found is not None:
        verdict = Verdict.RIGHT if found.value == ratio.value else Verdict.ROUNDED
        return ToldRelation(ratio.start, ratio.end, verdict, claimed, _shown(found, ratio))
    told = [one for one in (*plain, *named) if one.is_told]
    if not told or not may_refute or not _tells_enough(ratio) or any(_agrees(one, ratio) for one in (*named, *near)):
        return None
    if any(is_near(ratio.value, one.value) for one in told):
        return None
    exact = [one for one in told if one.high - one.low <= one.value * _WIDE_TOLD and not _is_of_equals(one)]
    if any(is_slip_of_side(ratio, one) for one in exact):
        return None
    slipped = next((one for one in exact if is_ratio_slip(ratio, one)), None)
    return ToldRelation(ratio.start, ratio.end, Verdict.WRONG, claimed, _shown(slipped, ratio)) if slipped else None


def _is_of_maps(sentence: ToldSentence, ratio: ToldRatio) -> bool:
    """Whether a ratio is that of the values of two maps in its sentence, whatever else is told of these."""
    marks = (mark for part in sentence.segments for mark in part.marks if len(mark.dims) > 1)
    sizes = [prod(size or 0 for size in mark.dims) for mark in marks]
    pairs = ((one, other) for one, other in permutations(sizes, 2) if other)
    return any(ratio.may_be(Fraction(one, other), Fraction(one, other)) for one, other in pairs)


def _is_of_equals(candidate: RelationCandidate) -> bool:
    """Whether two figures are equal: nobody tells a ratio of them, unless something is changed and it stays."""
    return candidate.value in (0, 1) and candidate.sort != "changed"


def _tells_enough(ratio: ToldRatio) -> bool:
    """Whether a ratio may be a slip of another: of a percentage of one digit, many are."""
    return bool(ratio.value) and (not ratio.is_percent or ratio.place < _HUNDREDTH or ratio.value >= _TENTH)


def _chance(ratio: ToldRatio) -> Fraction:
    """How likely a ratio of two figures that have nothing to do with each other agrees with a told one."""
    width = max((ratio.high - ratio.low) / ratio.value, _SURE_WIDTH) / _SPREAD if ratio.value else Fraction(1)
    most = _MOST_ROUND_PERCENT if ratio.is_percent else _MOST_ROUND
    is_round = max(ratio.value.numerator, ratio.value.denominator) <= most
    return width * _ROUND if is_round else width


def _agrees(candidate: RelationCandidate, ratio: ToldRatio) -> bool:
    """Whether a ratio may be rounded from a candidate that is known well enough to tell something."""
    is_close = candidate.high - candidate.low <= max(
        ratio.high - ratio.low, candidate.value * (_WIDE_TOLD if candidate.is_told else _WIDE)
    )
    return is_close and ratio.may_be(candidate.low, candidate.high)


def _shown(candidate: RelationCandidate, ratio: ToldRatio) -> RelationCandidate:
    if not ratio.is_percent or candidate.sort not in _IN_PERCENT:
        return candidate
    return RelationCandidate(percent(candidate.expr), candidate.low, candidate.high, _IN_PERCENT[candidate.sort])
