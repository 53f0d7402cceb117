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
    for sentence in found:
        for amount in sentence.amounts:
            if amount.family == "bytes" and amount.mark is not None and amount.mark.sort == "number":
                relation = _judged(amount, MemoryScene(text, found, sentence, amount, told, frozenset(usual), nouns))
                if relation is not None:
                    yield relation


def _judged(amount: ToldAmount, scene: MemoryScene) -> ToldRelation | None:
    if scene.is_bound:
        return None
    sure = [] if is_within_quotes(scene.text, scene.sentence.start, amount.start) else scene.sure()
    units = _units(amount)
    found = agreeing(amount, [*sure, *scene.worked_out(), *scene.beside()], units)
    slips = _SLIPS if scene.is_width_told else _SLIPS_OF_UNITS
    if found is None and sure and not scene.sentence.is_doubtful and _is_slip(amount, sure, slips):
        assert amount.mark is not None
        return ToldRelation(amount.start, amount.end, Verdict.WRONG, Num(amount.mark.value or 0), sure[0])
    found = found or agreeing(amount, scene.loose(), units)
    again = scene.again if found is None and not scene.sentence.is_doubtful else None
    if again is None or any(is_near((amount.low + amount.high) / 2 * unit, again.value) for unit in units):
        return found
    assert amount.mark is not None
    return ToldRelation(amount.start, amount.end, Verdict.WRONG, Num(amount.mark.value or 0), again)


def _units(amount: ToldAmount) -> tuple[Fraction, ...]:
    """What a thousand of a unit may stand for: itself, or the power of two near it."""
    reading = amount.mark.reading if amount.mark is not None else None
    return tuple(dict.fromkeys((Fraction(1), Fraction(reading.binary if reading is not None else 1))))


def _is_slip(amount: ToldAmount, sure: Sequence[RelationCandidate], slips: Sequence[Fraction]) -> bool:
    """Whether bytes that agree with nothing are those that are told, mistaken: by a width, by a unit, by a digit."""
    reading = amount.mark.reading if amount.mark is not None else None
    value, half, true = (amount.low + amount.high) / 2, (amount.high - amount.low) / 2, sure[0].value
    if reading is None or true <= 0:
        return False
    if _is_wrong_unit(reading.prefix, value, true, half):
        return True
    if any(is_near(value * unit, one.value) for one, unit in combined(sure, _units(amount))):
        return False
    tells = len(digits_of(value)) >= _FEWEST_DIGITS
    ratios = [value * unit / true for unit in _units(amount) if tells]
    return is_misprint(value, true, Fraction(reading.place)) or any(
        abs(ratio * slip - 1) < _CLOSE or abs(ratio / slip - 1) < _CLOSE for ratio in ratios for slip in slips
    )


def _is_wrong_unit(prefix: str, value: Fraction, true: Fraction, half: Fraction) -> bool:
    """Whether thousands are called by the name of powers of 1024: ``7.2 KiB`` for 7,168 bytes."""
    power = " KMGT".find(prefix[:1]) if prefix.endswith("i") else 0
    factor = Fraction(1000, 1024) ** power
    return power > 0 and abs(value * factor - true) <= half * factor and abs(value - true) > 2 * half
