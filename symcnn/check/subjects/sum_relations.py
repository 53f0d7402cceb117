"""Totals that a document tells, held against the amounts before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.subjects.coincidence import RARE, chance
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.printed_counts import is_slip
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation, written
from symcnn.check.subjects.told_amounts import ToldAmount, ToldSentence, totals_of
from symcnn.core.written.tree import total

_MOST = 40
"""How many amounts a total may have."""
_REACH = 60
_LEAST = 1000


def sum_relations(
    found: Sequence[ToldSentence], told: MeasuredStory, judged: Collection[int], mended: Mapping[int, Fraction]
) -> Iterator[ToldRelation]:
    """The verdicts on the totals of a document, in order.

    `judged` are the starts of the numbers that have a verdict; `mended` is what wrong ones should be, by their ends.
    """
    for sentence in found:
        for amount in sentence.amounts:
            is_total = amount.is_total or sentence.says("sum")
            is_number = amount.mark is not None and amount.mark.sort == "number" and amount.family != "bytes"
            if is_number and amount.low >= _LEAST and amount.start not in judged:
                runs = list(_runs(found, sentence, amount))
                relation = _judged(amount, sentence, runs, told, judged, mended)
                if relation is not None and (is_total or _is_rare(amount, relation, runs)):
                    yield relation


def _runs(found: Sequence[ToldSentence], sentence: ToldSentence, claim: ToldAmount) -> Iterator[tuple[ToldAmount, ...]]:
    """The amounts that may be summed: of the sentence, the last of each line before it or of the first ones."""
    own = [one for one in sentence.amounts if one.end <= claim.start]
    before = [one for one in found[max(0, sentence.place - _REACH) : sentence.place] if sentence.block - one.block <= 2]
    lines = [one.amounts[-1] for one in before if one.amounts]
    spread = claim.high - claim.low
    family = [amount for one in before for amount in one.amounts if amount.family == claim.family]
    for standing in ([*lines, *own], own, [*family, *own], lines):
        run: tuple[ToldAmount, ...] = ()
        for amount in reversed(standing[-_MOST:]):
            if (amount.low and 2 * amount.low <= spread) or amount in run:
                break
            run = (amount, *run)
            if len(run) > 1:
                yield run
    for count in range(2, min(len(lines), _MOST)):
        yield tuple(lines[:count])


def _judged(
    claim: ToldAmount,
    sentence: ToldSentence,
    runs: Sequence[tuple[ToldAmount, ...]],
    told: MeasuredStory,
    judged: Collection[int],
    mended: Mapping[int, Fraction],
) -> ToldRelation | None:
    assert claim.mark is not None
    sums = [RelationCandidate(total(*(one.expr for one in run)), *_ends(run), "sum") for run in runs]
    sums += [
        RelationCandidate(one.expr, one.low, one.high, "sum")
        for one in totals_of(told, sentence)
        if one.goes_with(claim)
    ]
    for one in sums:
        if one.low <= claim.high and claim.low <= one.high:
            verdict = Verdict.RIGHT if one.value == claim.mark.value else Verdict.ROUNDED
            return ToldRelation(claim.start, claim.end, verdict, claim.expr, one)
    for run in runs if claim.is_exact else ():
        addends = [mended.get(amount.end, amount.low) for amount in run]
        if _sum(addends) == claim.low:
            candidate = RelationCandidate(total(*map(written, addends)), claim.low, claim.low, "sum")
            return ToldRelation(claim.start, claim.end, Verdict.RIGHT, claim.expr, candidate)
    if sentence.is_doubtful or not claim.is_exact:
        return None
    for run, one in zip(runs, sums, strict=False):
        if one.value.denominator != 1 or not _is_misprint(claim, int(one.value)):
            continue
        true = _sum([mended.get(amount.end, amount.low) for amount in run])
        is_alike = all(amount.is_exact and amount.goes_with(claim) for amount in run)
        if one.value == true and is_alike and not _is_slip_of_addend(run, claim.low - one.value, judged):
            return ToldRelation(claim.start, claim.end, Verdict.WRONG, claim.expr, one)
    return None


def _is_slip_of_addend(run: Sequence[ToldAmount], gap: Fraction, judged: Collection[int]) -> bool:
    """Whether a total may be right because one addend, of which nothing else is known, is misprinted by as much."""
    is_open = (one for one in run if one.start not in judged and one.mark is not None and one.mark.sort == "number")
    return any(slip(str(int(one.low + gap)), str(int(one.low))) is not None for one in is_open if one.low + gap > 0)


def _is_rare(claim: ToldAmount, relation: ToldRelation, runs: Sequence[tuple[ToldAmount, ...]]) -> bool:
    """Whether a number that no word calls a total is one by no accident."""
    values = (int(_sum([one.low for one in run])) for run in runs)
    assert claim.mark is not None
    return relation.verdict is not Verdict.WRONG and chance(values, claim.mark) <= RARE


def _is_misprint(claim: ToldAmount, true: int) -> bool:
    """Whether a total is another one misprinted; of two numbers of four digits, three may agree by chance."""
    assert claim.mark is not None
    is_exchanged = sorted(str(claim.mark.whole)) == sorted(str(true))
    return is_slip(claim.mark, true) and (is_exchanged or claim.low >= 10 * _LEAST)


def _ends(run: Sequence[ToldAmount]) -> tuple[Fraction, Fraction]:
    return _sum([one.low for one in run]), _sum([one.high for one in run])


def _sum(values: Sequence[Fraction]) -> Fraction:
    """The sum; whole numbers, as nearly all are, are added as such."""
    if all(value.denominator == 1 for value in values):
        return Fraction(sum(value.numerator for value in values))
    return sum(values, Fraction(0))
