"""Memory that a document tells: so many numbers of so many bytes, of so many pictures, in so many copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product as combined

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.printed.printed_totals import digits_of
from symcnn.check.subjects.relations.memory_scene import MemoryScene
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation, agreeing, is_misprint, is_near
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence
from symcnn.check.subjects.relations.told_units import units_for_all, units_of
from symcnn.check.subjects.relations.told_widths import widths_of_nouns
from symcnn.core.written.tree import Num
from symcnn.documents.told.quotations import is_within_quotes

_CLOSE = Fraction(1, 40)
_FEWEST_DIGITS = 2
"""How many digits tell that bytes are a multiple of others by no accident."""
_SLIPS_OF_UNITS = tuple(Fraction(one) for one in (10, 100, 1000, 1024, 1024**2, 10**6))
_SLIPS = (*map(Fraction, (2, 4, 8)), *_SLIPS_OF_UNITS)
"""How many times too many or too few bytes are, by mistake: where their width is told, by that too."""


def memory_relations(text: str, found: Sequence[ToldSentence], told: MeasuredStory) -> Iterator[ToldRelation]:
    """The verdicts on the bytes that a document tells, in order; those that cannot be judged have none."""
    usual = {int(name) for sentence in found for word in sentence.words for name in word.named("width")}
    nouns = widths_of_nouns(text, found) if usual else {}
    for_all = units_for_all(text)
    for sentence in found:
        for amount in sentence.amounts:
            if amount.family == "bytes" and amount.mark is not None and amount.mark.sort == "number":
                scene = MemoryScene(text, found, sentence, amount, told, frozenset(usual), nouns)
                relation = _judged(amount, scene, *units_of(text, amount, for_all))
                if relation is not None:
                    yield relation


def _judged(
    amount: ToldAmount, scene: MemoryScene, units: Sequence[Fraction], others: Sequence[Fraction]
) -> ToldRelation | None:
    """The verdict on bytes; `units` are what a thousand of them may stand for, `others` what they may not."""
    if scene.is_bound:
        return None
    sure = [] if is_within_quotes(scene.text, scene.sentence.start, amount.start) else scene.sure()
    again = scene.again if not scene.sentence.is_doubtful else None
    worked = [*scene.worked_out()]
    found = agreeing(amount, [*sure, *worked, *scene.beside()], units)
    told = [*([again] if again is not None else []), *sure, *worked]
    if told and not scene.sentence.is_doubtful and _is_in_other_unit(amount, told[0].value, units, others):
        return _wrong(amount, told[0])
    slips = _SLIPS if scene.is_width_told else _SLIPS_OF_UNITS
    if found is None and sure and not scene.sentence.is_doubtful and _is_slip(amount, sure, units, slips):
        return _wrong(amount, sure[0])
    found = found or agreeing(amount, scene.loose(), units)
    if found is not None or again is None or scene.is_of_more:
        return found
    is_rough = any(is_near((amount.low + amount.high) / 2 * unit, again.value) for unit in units)
    return None if is_rough else _wrong(amount, again)


def _wrong(amount: ToldAmount, true: RelationCandidate) -> ToldRelation:
    assert amount.mark is not None
    return ToldRelation(amount.start, amount.end, Verdict.WRONG, Num(amount.mark.value or 0), true)


def _is_in_other_unit(
    amount: ToldAmount, true: Fraction, units: Sequence[Fraction], others: Sequence[Fraction]
) -> bool:
    """Whether thousands are called by the name of powers of 1024, or the other way round, where a text tells them
    apart: ``7.2 KiB`` for 7,168 bytes, ``7.2 KB (1 KB = 1024 bytes)``.
    """
    value, half = (amount.low + amount.high) / 2, (amount.high - amount.low) / 2
    is_other = any(abs(value * unit - true) <= half * unit for unit in others)
    return is_other and all(abs(value * unit - true) > 2 * half * unit for unit in units)


def _is_slip(
    amount: ToldAmount, sure: Sequence[RelationCandidate], units: Sequence[Fraction], slips: Sequence[Fraction]
) -> bool:
    """Whether bytes that agree with nothing are those that are told, mistaken: by a width, by a unit, by a digit."""
    reading = amount.mark.reading if amount.mark is not None else None
    value, true = (amount.low + amount.high) / 2, sure[0].value
    if reading is None or true <= 0 or any(is_near(value * unit, one.value) for one, unit in combined(sure, units)):
        return False
    tells = len(digits_of(value)) >= _FEWEST_DIGITS
    ratios = [value * unit / true for unit in units if tells]
    return is_misprint(value, true, Fraction(reading.place)) or any(
        abs(ratio * slip - 1) < _CLOSE or abs(ratio / slip - 1) < _CLOSE for ratio in ratios for slip in slips
    )
