"""Totals that a document tells, held against the amounts before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.subjects.coincidence import RARE, chance
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.printed.printed_counts import is_slip
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation, written
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence, totals_of
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, exact, value_of
from symcnn.core.written.tree import total

_MOST = 40
"""How many amounts a total may have."""
_REACH = 60
_LEAST = 1000
_FEW = 4
"""How many calculations stand at most before the total that they show."""


@record
class _Run:
    """Amounts of a document that may be summed; their sum, which lies between `low` and `high`."""

    amounts: tuple[ToldAmount, ...]
    value: Number
    low: Number
    high: Number

    @property
    def candidate(self) -> RelationCandidate:
        """The sum as what a total may be, in the order of the document."""
        exprs = [one.expr for one in sorted(self.amounts, key=lambda one: one.start)]
        return RelationCandidate(total(*exprs), Fraction(self.low), Fraction(self.high), "sum")

    def corrected(self, mended: Mapping[int, Fraction]) -> list[Fraction]:
        """The amounts as they should be, in the order of the document."""
        return [mended.get(one.end, one.low) for one in sorted(self.amounts, key=lambda one: one.start)]


def sum_relations(
    found: Sequence[ToldSentence], told: MeasuredStory, judged: Collection[int], mended: Mapping[int, Fraction]
) -> Iterator[ToldRelation]:
    """The verdicts on the totals of a document, in order.

    `judged` are the starts of the numbers that have a verdict; `mended` is what wrong ones should be, by their ends.
    Of a number that is refuted as the figure of a layer it is still said that it is the sum of those before it.
    """
    for sentence in found:
        for amount in sentence.amounts:
            is_total = amount.is_total or sentence.says("sum")
            is_number = amount.mark is not None and amount.mark.sort == "number" and amount.family != "bytes"
            if not is_number or amount.low < _LEAST or (amount.start in judged and amount.end not in mended):
                continue
            runs = list(_runs(found, sentence, amount))
            relation = _judged(amount, sentence, runs, told, judged, mended)
            is_again = amount.start in judged and relation is not None and relation.verdict is Verdict.WRONG
            if relation is not None and not is_again and (is_total or _is_rare(amount, relation, runs)):
                yield relation


def _runs(found: Sequence[ToldSentence], sentence: ToldSentence, claim: ToldAmount) -> Iterator[_Run]:
    """The amounts that may be summed: of the sentence, the last of each line before it or of the first ones."""
    before = [one for one in found[max(0, sentence.place - _REACH) : sentence.place] if sentence.block - one.block <= 2]
    for addends_of in (_amounts, _addends):
        own = [one for one in addends_of(sentence) if one.end <= claim.start]
        told = [addends_of(one) for one in before]
        lines = [addends[-1] for addends in told if addends]
        family = [amount for addends in told for amount in addends if amount.family == claim.family]
        for standing in ([*lines, *own], own, [*family, *own], lines):
            yield from _growing(_nearest(standing, claim))
        yield from _growing(lines[: min(len(lines), _MOST) - 1])
    if claim.is_total or sentence.says("sum"):
        block = [one for one in before if one.block == sentence.block]
        addends = [amount for one in (*block, sentence) for amount in _addends(one) if _counts(amount, claim)]
        yield from _growing(_nearest([one for one in addends if one.end <= claim.start], claim))


def _amounts(sentence: ToldSentence) -> Sequence[ToldAmount]:
    return sentence.amounts


def _is_calculated(amount: ToldAmount) -> bool:
    return amount.mark is not None and amount.mark.sort == "calculation" and amount.mark.whole is not None


def _addends(sentence: ToldSentence) -> Sequence[ToldAmount]:
    """The amounts of a sentence, with the small ones that are calculated."""
    small = (one for one in sentence.small if _is_calculated(one))
    return sorted((*sentence.amounts, *small), key=lambda one: one.start)


def _counts(amount: ToldAmount, claim: ToldAmount) -> bool:
    """Whether an amount may be a part of a total: exact, and neither of what a map has nor of bytes."""
    return amount.is_exact and amount.family not in ("values", "bytes") and amount.goes_with(claim)


def _nearest(standing: Sequence[ToldAmount], claim: ToldAmount) -> list[ToldAmount]:
    """The amounts before a total that count for its digits, the nearest first."""
    spread, taken = exact(claim.high - claim.low), dict[int, ToldAmount]()
    for amount in reversed(standing[-_MOST:]):
        if (amount.low and 2 * exact(amount.low) <= spread) or amount.start in taken:
            break
        taken[amount.start] = amount
    return list(taken.values())


def _growing(amounts: Sequence[ToldAmount]) -> Iterator[_Run]:
    """The first two amounts, the first three, and so on; each sum is the one before it and an addend.

    A calculation alone may be the total that is told behind it: ``82,944 + 27,648, in all 110,592``.
    """
    value: Number = 0
    low: Number = 0
    high: Number = 0
    for count, amount in enumerate(amounts, 1):
        value += value_of(amount.expr)
        low += exact(amount.low)
        high += exact(amount.high)
        if count > 1 or _is_calculated(amount):
            yield _Run(tuple(amounts[:count]), value, low, high)


def _judged(
    claim: ToldAmount,
    sentence: ToldSentence,
    runs: Sequence[_Run],
    told: MeasuredStory,
    judged: Collection[int],
    mended: Mapping[int, Fraction],
) -> ToldRelation | None:
    assert claim.mark is not None
    least, most = exact(claim.low), exact(claim.high)
    fitting = (run.candidate for run in runs if run.low <= most and least <= run.high)
    of_layers = (
        RelationCandidate(one.expr, one.low, one.high, "sum")
        for one in totals_of(told, sentence)
        if one.goes_with(claim) and one.low <= most and least <= one.high
    )
    for one in chain(fitting, of_layers):
        verdict = Verdict.RIGHT if one.value == claim.mark.value else Verdict.ROUNDED
        return ToldRelation(claim.start, claim.end, verdict, claim.expr, one)
    if not claim.is_exact:
        return None
    for run in runs if mended else ():
        addends = run.corrected(mended)
        if sum(addends) == least:
            candidate = RelationCandidate(total(*map(written, addends)), claim.low, claim.low, "sum")
            return ToldRelation(claim.start, claim.end, Verdict.RIGHT, claim.expr, candidate)
    if sentence.is_doubtful:
        return None
    for run in runs:
        if not isinstance(run.value, int) or not _is_misprint(claim, run):
            continue
        is_alike = all(amount.is_exact and amount.goes_with(claim) for amount in run.amounts)
        is_as_told = run.value == sum(run.corrected(mended))
        if is_as_told and is_alike and not _is_slip_of_addend(run.amounts, claim.low - run.value, judged):
            return ToldRelation(claim.start, claim.end, Verdict.WRONG, claim.expr, run.candidate)
    return None


def _is_slip_of_addend(run: Sequence[ToldAmount], gap: Fraction, judged: Collection[int]) -> bool:
    """Whether a total may be right because one addend, of which nothing else is known, is misprinted by as much."""
    is_open = (one for one in run if one.start not in judged and one.mark is not None and one.mark.sort == "number")
    return any(slip(str(int(one.low + gap)), str(int(one.low))) is not None for one in is_open if one.low + gap > 0)


def _is_rare(claim: ToldAmount, relation: ToldRelation, runs: Sequence[_Run]) -> bool:
    """Whether a number that no word calls a total is one by no accident."""
    values = (int(run.low) for run in runs)
    assert claim.mark is not None
    return relation.verdict is not Verdict.WRONG and chance(values, claim.mark) <= RARE


def _is_misprint(claim: ToldAmount, run: _Run) -> bool:
    """Whether a total is another one misprinted; of two numbers of four digits, three may agree by chance.

    Of a few that are calculated just before it, it is the total all the same.
    """
    assert claim.mark is not None
    true = int(run.low)
    is_exchanged = sorted(str(claim.mark.whole)) == sorted(str(true))
    is_shown = len(run.amounts) <= _FEW and all(map(_is_calculated, run.amounts))
    return is_slip(claim.mark, true) and (is_exchanged or is_shown or claim.low >= 10 * _LEAST)
