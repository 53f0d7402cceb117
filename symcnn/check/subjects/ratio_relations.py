"""Ratios, shares and savings that a document tells, held against pairs of its amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from itertools import product as combined

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.changed_layers import is_change, of_change, quantity_of
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.ratio_candidates import of_addends, of_layer, of_pair, of_ratios
from symcnn.check.subjects.relations import (
    RelationCandidate,
    ToldRelation,
    is_misprint,
    is_near,
    percent,
    written,
)
from symcnn.check.subjects.told_amounts import (
    ToldAmount,
    ToldSentence,
    before,
    derived_of,
    earlier,
    printed_totals,
    totals_of,
)
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.quotations import is_within_quotes
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio

_SCOPES = {0: (2, 1), 1: (3, 1), 2: (5, 3)}
"""How many amounts before a ratio, of how many sentences, may be meant, by the digits that it has; else `_WIDEST`."""
_WIDEST = (10, 6)
_WIDE = Fraction(3, 50)
_JOINED, _WHOLE, _COMPARED = 8, 40, 20
_TENS = 10
_JOINED_SHARE = 24
_OF = late_pattern(r"\s*(?:of|out of|/)\s*(?:the |all |its )?")
_CLAUSES = late_pattern(r"[;；。]|\.(?=\s)")
_SPOKEN_WHOLE = 24
"""How far from a share the word may stand for the whole that it is a share of."""

_IN_PERCENT = {
    "share": "share-percent",
    "less": "less-percent",
    "more": "more-percent",
    "changed": "changed-percent",
}
"""How a relation is called that is told in percent."""


def ratio_relations(text: str, found: Sequence[ToldSentence], told: MeasuredStory) -> Iterator[ToldRelation]:
    """The verdicts on the ratios of a document, in order; a ratio that cannot be judged has none."""
    for sentence in found:
        for ratio in sentence.ratios:
            if is_change(text, sentence, ratio):
                continue
            candidates = [
                *of_change(text, sentence, ratio, found[sentence.place - 1] if sentence.place else None),
                *of_layer(text, sentence, ratio, told),
                *of_addends(text, found, sentence, ratio),
                *_of_pairs(text, found, sentence, ratio, told),
            ]
            if not any(one.is_told for one in candidates):
                candidates += of_ratios(found, sentence, ratio)
            may_refute = not (sentence.is_doubtful or is_within_quotes(text, sentence.start, ratio.start))
            relation = relation_of(ratio, candidates, may_refute=may_refute)
            if relation is not None:
                yield relation


def relation_of(ratio: ToldRatio, candidates: Sequence[RelationCandidate], *, may_refute: bool) -> ToldRelation | None:
    """The verdict on a ratio by what it may be; None where nothing that is told says it."""
    found = next((one for one in candidates if ratio.may_be(one.low, one.high) and _is_close(one, ratio)), None)
    claimed = written(ratio.value * 100 if ratio.is_percent else ratio.value)
    if found is not None:
        verdict = Verdict.RIGHT if found.value == ratio.value else Verdict.ROUNDED
        return ToldRelation(ratio.start, ratio.end, verdict, claimed, _shown(found, ratio))
    told = [one for one in candidates if one.is_told]
    if not told or not may_refute or any(is_near(ratio.value, one.value) for one in candidates if one.is_told):
        return None
    slipped = next((one for one in told if _is_slip(ratio, one)), None)
    return ToldRelation(ratio.start, ratio.end, Verdict.WRONG, claimed, _shown(slipped, ratio)) if slipped else None


def _shown(candidate: RelationCandidate, ratio: ToldRatio) -> RelationCandidate:
    if not ratio.is_percent or candidate.sort not in _IN_PERCENT:
        return candidate
    return RelationCandidate(percent(candidate.expr), candidate.low, candidate.high, _IN_PERCENT[candidate.sort])


def _is_close(candidate: RelationCandidate, ratio: ToldRatio) -> bool:
    """Whether a relation of rounded figures is known well enough to tell something."""
    return candidate.high - candidate.low <= max(ratio.high - ratio.low, candidate.value * _WIDE)


def _is_slip(ratio: ToldRatio, candidate: RelationCandidate) -> bool:
    """Whether a ratio is the true one mistaken: the rest, the other base, a power, a factor of two, a misprint.

    The values of a share that look like one must be few: of a hundred percent each takes one.
    """
    true = candidate.value
    slips = [true * 2, true / 2, *candidate.mistaken]
    slips += [true * true]
    slips += (
        [true - 1, true + 1]
        if ratio.is_fold
        else [1 - true, true / (1 + true), *([true / (1 - true)] if true != 1 else [])]
    )
    is_root = abs(ratio.value**2 - true) <= (ratio.high - ratio.low) * ratio.value
    return (
        is_root
        or any(ratio.may_be(slip, slip) for slip in slips)
        or is_misprint(ratio.value, true, ratio.place, has_point=not ratio.is_fold)
        or _is_one_off(ratio, candidate)
    )


def _is_one_off(ratio: ToldRatio, candidate: RelationCandidate) -> bool:
    """Whether the first of two digits is one too many or too few: 79 % for 89 %, 3.7 times for 2.7 times."""
    if not ratio.place:
        return False
    one, *others = (
        round(value / ratio.place) for value in (ratio.value, candidate.low, candidate.value, candidate.high)
    )
    return any(
        min(one, other) >= _TENS > abs(max(one, other)) // _TENS and abs(one - other) == _TENS for other in others
    )


# pairs of amounts ------------------------------------------------------------------------------------


def _of_pairs(
    text: str, found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio, told: MeasuredStory
) -> Iterator[RelationCandidate]:
    """What a ratio may say of pairs of amounts, the pairs that the text tells first."""
    own = before(found, sentence, ratio.start, _WIDEST[0], 0)
    family, _ = quantity_of(text, sentence, ratio)
    for pair in _told_pairs(text, found, sentence, ratio, own, family):
        yield from of_pair(*pair, ratio, is_told=_is_relation(text, ratio))
    if len(own) > 1 and not ratio.is_fold and _is_part_of(text, ratio, own[1], own[0]):
        yield from of_pair(own[1], own[0], replace(ratio, way=ratio.way or "of"), is_told=True)
    named = _named(found, sentence, ratio, told)
    for one, other in _of_two(named, family):
        is_told = len(named) == 2 and bool(one.mark and other.mark) and one.family == other.family
        is_told = is_told and all(_is_one(group, one.family) for group in named)
        yield from of_pair(one, other, ratio, is_told=is_told and family in ("", one.family))
    for other in named[0] if len(named) == 1 and own else ():
        if own[0].goes_with(other) and own[0].expr != other.expr:
            yield from of_pair(own[0], other, ratio, is_told=False)
    most, reach = _SCOPES.get(ratio.digits if ratio.place else 0, _WIDEST)
    near = before(found, sentence, ratio.start, most, 0 if len(own) > 1 and not ratio.place else reach)
    near += [amount for amount in sentence.amounts if amount.start >= ratio.end][:2]
    if _speaks_of_whole(sentence, ratio):
        said = [one for one in own if not _CLAUSES.search(text, one.end, ratio.start)] or [
            amount for group in named if len(named) == 1 for amount in group[:1] if amount.mark is not None
        ]
        yield from _shares(found, sentence, ratio, told, said, [*near, *(one for group in named for one in group)])
    for one, other in combinations(near, 2):
        if one.goes_with(other) and one.expr != other.expr:
            yield from of_pair(other, one, ratio, is_told=False)


def _is_relation(text: str, ratio: ToldRatio) -> bool:
    """Whether a ratio surely relates two figures; what is done so many times does not."""
    return bool(ratio.way) or (ratio.is_fold and not text.endswith("times", ratio.start, ratio.end))


def _shares(
    found: Sequence[ToldSentence],
    sentence: ToldSentence,
    ratio: ToldRatio,
    told: MeasuredStory,
    own: Sequence[ToldAmount],
    parts: Sequence[ToldAmount],
) -> Iterator[RelationCandidate]:
    """What a share of the whole may say: the whole is a total that is printed before, or that of all layers."""
    may_tell = ratio.way == "of" and not ratio.is_fold
    totals = printed_totals(found, sentence)
    printed = [one for one in totals if one.family and own and one.family == own[0].family]
    for part, whole in combined(parts, [*totals, *totals_of(told, sentence)]):
        if part.goes_with(whole) and part.start != whole.start:
            is_told = len(own) == 1 and part == own[0] and len(printed) == 1 and whole is printed[0]
            yield from of_pair(part, whole, ratio, is_told=is_told and may_tell)


def _named(
    found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio, told: MeasuredStory
) -> list[list[ToldAmount]]:
    """The amounts of each thing that a sentence names: those printed behind its name, and those of its layer."""
    printed = [amount for one in earlier(found, sentence) for amount in one.amounts if amount.end <= ratio.start]
    compared = [n for part in sentence.segments if "times" in part.cues for n in part.ordinals[:1]]
    block = [one for one in earlier(found, sentence)[:-1] if one.block == sentence.block]
    groups = {
        f"#{ordinal}": [amount for one in block if one.segments[0].ordinals == (ordinal,) for amount in one.amounts]
        for ordinal in compared
    }
    groups |= {name: [amount for amount in printed if amount.owner == name] for name in sentence.names}
    for layer in sentence.layers:
        group = groups.setdefault(told.layers[layer].layer.label or f"layer {layer}", [])
        group += [amount for amount in printed if amount.layer == layer and not amount.owner]
        group += derived_of(told, layer, sentence)
    return [group for group in groups.values() if group]


def _is_one(group: Sequence[ToldAmount], family: str) -> bool:
    """Whether but one amount of a quantity is printed of a thing."""
    return len({amount.expr for amount in group if amount.mark is not None and amount.family == family}) == 1


def _of_two(named: Sequence[Sequence[ToldAmount]], family: str) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    """The pairs of amounts of the same quantity of two things that a sentence names."""
    for one, other in combinations(named, 2):
        for first, second in combined(one, other):
            said = {first.family, second.family}
            is_alike = said <= {family, ""} if family else len(said) == 1 and first.mark and second.mark
            if is_alike and first.is_plane == second.is_plane:
                yield first, second


def _told_pairs(
    text: str,
    found: Sequence[ToldSentence],
    sentence: ToldSentence,
    ratio: ToldRatio,
    own: Sequence[ToldAmount],
    family: str,
) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    """The pairs of amounts between which a text says that the ratio is: ``from A to B, by …``, ``A is … of B``."""
    last = before(found, sentence, ratio.start, 3, 1)
    pair = own if own else [amount for amount in last if found[amount.sentence].block == sentence.block]
    if len(pair) == 2 and (_is_compared(found, pair[1], pair[0], family) or _is_beside(sentence, ratio, pair)):
        yield pair[1], pair[0]
    behind = [one for one in sentence.amounts if 0 <= one.start - ratio.end <= _WHOLE]
    if not own and len(behind) > 1 and _is_compared(found, behind[0], behind[1], family):
        yield behind[0], behind[1]
    is_of_last = bool(own) and ratio.start - own[0].end <= _JOINED and ratio.way == "of"
    if is_of_last and len(own) > 1 and own[1].goes_with(own[0]) and _says(sentence, "way", own[1].end, own[0].start):
        yield own[1], own[0]
    if behind and own and own[0].goes_with(behind[0]) and _is_share_of(text, sentence, ratio, behind[0]):
        yield own[0], behind[0]
    if len(own) == 1 and own[0].family and family in ("", own[0].family) and sentence.says("earlier"):
        earlier_ones = [one for one in last if one.sentence != sentence.place and one.family == own[0].family]
        if earlier_ones and found[earlier_ones[0].sentence].block == sentence.block:
            yield earlier_ones[0], own[0]


def _is_part_of(text: str, ratio: ToldRatio, part: ToldAmount, whole: ToldAmount) -> bool:
    """Whether an amount is told as one of another, and a share right behind: ``123.6M of 138M, that is 89 %``."""
    is_of = part.end <= whole.start and _OF.fullmatch(text, part.end, whole.start) is not None
    is_behind = 0 <= ratio.start - whole.end <= _JOINED_SHARE and not _CLAUSES.search(text, whole.end, ratio.start)
    return is_of and is_behind and part.goes_with(whole) and part.low < whole.high


def _is_share_of(text: str, sentence: ToldSentence, ratio: ToldRatio, whole: ToldAmount) -> bool:
    """Whether an amount behind a ratio is that of which it is a share."""
    is_of = ratio.way == "of" and _says(sentence, "way", ratio.end, whole.start)
    return is_of and not CLAUSE.search(text, ratio.end, whole.start)


def _is_compared(found: Sequence[ToldSentence], one: ToldAmount, other: ToldAmount, family: str) -> bool:
    """Whether two amounts are compared, as ``from A to B`` does, and count what the ratio speaks of."""
    if one.family == other.family and len(one.family) == 1:
        return True  # 27C² and 49C²
    is_linked = _says(found[one.sentence], "link", one.end, other.start) or any(
        {"less", "more"} & {*word.named("way")} or {"under", "over"} & {*word.named("vague")}
        for word in found[one.sentence].words
        if one.end <= word.start <= other.start
    )
    return is_linked and one.goes_with(other) and (not family or family in (one.family, other.family))


def _is_beside(sentence: ToldSentence, ratio: ToldRatio, pair: Sequence[ToldAmount]) -> bool:
    """Whether a word near a ratio compares two amounts of one quantity that stand side by side."""
    is_near = any(word.named("compared") and abs(word.start - ratio.start) <= _COMPARED for word in sentence.words)
    return is_near and bool(pair[0].family) and pair[0].family == pair[1].family


def _says(sentence: ToldSentence, sort: str, start: int, end: int) -> bool:
    """Whether a word of this sort stands between two places."""
    return any(word.named(sort) and start <= word.start <= end for word in sentence.words)


def _speaks_of_whole(sentence: ToldSentence, ratio: ToldRatio) -> bool:
    return ratio.way in ("of", "") and any(
        word.named("whole") and abs(word.start - ratio.start) < _SPOKEN_WHOLE for word in sentence.words
    )
