"""Durations by a rate, of operations or of samples: ``1,024 samples at 16 kHz, 64 ms``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation, agreeing, is_misprint, is_near, written
from symcnn.check.subjects.told_amounts import ToldAmount, ToldSentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import exact
from symcnn.core.written.tree import Num, product, reciprocal

_FIGURE = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,4})?)"
_RATE = late_pattern(_FIGURE + r"[\s~$\x1f\\,]{0,3}([kMG]?)Hz")
_DURATION = late_pattern(
    _FIGURE + r"[\s~$\x1f\\,]{0,3}(ns|µs|μs|us|ms|s|毫秒|微秒|秒|milliseconds?|seconds?)(?![A-Za-z])"
)
_UNITS = {
    **dict.fromkeys("s秒", Fraction(1)),
    **dict.fromkeys("m毫", Fraction(1, 10**3)),
    **dict.fromkeys("uµμ微", Fraction(1, 10**6)),
    "n": Fraction(1, 10**9),
}
"""What a unit is worth in seconds, by its first sign."""
_PREFIXES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}
_REACH = 2
"""How many sentences before a duration the count may stand."""
_MOST_COUNTS = 6
_FEWEST = 256
"""What is counted is no small number."""
_CYCLE = late_pattern(r"\b(?:per|a|each) (?:clock )?cycle|每个?(?:时钟)?周期")
_NEAR = 12
_POWERS = tuple(Fraction(10) ** power for power in (1, -1, 2, -2, 3, -3))


def duration_relations(text: str, found: Sequence[ToldSentence]) -> Iterator[ToldRelation]:
    """The verdicts on the durations that a document tells behind a rate in the same sentence, in order."""
    for sentence in found:
        rates = [*_RATE.finditer(text, sentence.start, sentence.end)]
        for match in _DURATION.finditer(text, rates[0].end(), sentence.end) if len(rates) == 1 else ():
            rate = Fraction(rates[0][1].replace(",", "")) * _PREFIXES[rates[0][2]] * _at_once(text, sentence)
            counts = _counts(found, sentence, match.start()) if rate else []
            relation = (
                _judged(_printed(match, sentence), counts, rate * _UNITS[match[2][0]], sentence) if rate else None
            )
            if relation is not None:
                yield relation


def _at_once(text: str, sentence: ToldSentence) -> int:
    """How many operations are done in a cycle, where a sentence tells it; else one."""
    cycle = _CYCLE.search(text, sentence.start, sentence.end)
    marks = [mark for part in sentence.segments for mark in part.marks if cycle and mark.end <= cycle.start()]
    numbers = [mark.whole for mark in marks if mark.sort == "number" and cycle and cycle.start() - mark.end <= _NEAR]
    return numbers[-1] or 1 if numbers else 1


def _printed(match: re.Match[str], sentence: ToldSentence) -> ToldAmount:
    figure = match[1].replace(",", "")
    value, half = Fraction(figure), Fraction(1, 2 * 10 ** len(figure.partition(".")[2]))
    return ToldAmount(Num(exact(value)), value - half, value + half, "", match.start(1), match.end(1), sentence.place)


def _counts(found: Sequence[ToldSentence], sentence: ToldSentence, end: int) -> list[int]:
    """The whole numbers before a duration, the nearest first, that are no small ones."""
    near = found[max(0, sentence.place - _REACH) : sentence.place + 1]
    marks = [
        mark
        for one in near
        if one.block == sentence.block
        for part in one.segments
        for mark in part.marks
        if mark.is_figure and mark.end <= end
    ]
    printed = [int(mark.whole) for mark in reversed(marks) if mark.whole and mark.whole >= _FEWEST]
    return list(dict.fromkeys(printed))[:_MOST_COUNTS]


def _judged(
    printed: ToldAmount, counts: Sequence[int], in_a_unit: Fraction, sentence: ToldSentence
) -> ToldRelation | None:
    """The verdict on a duration; `in_a_unit` are as many as are done in one of its units."""
    candidates = [_candidate(count, in_a_unit) for count in counts]
    relation = agreeing(printed, candidates)
    if relation is not None or len(candidates) != 1 or sentence.is_doubtful:
        return relation
    true, value = candidates[0].value, printed.low + (printed.high - printed.low) / 2
    half = (printed.high - printed.low) / 2
    is_scaled = any(abs(value * power - true) <= half * power for power in _POWERS)
    if is_near(value, true) or not (is_scaled or is_misprint(value, true, 2 * half, has_point=False)):
        return None
    return ToldRelation(printed.start, printed.end, Verdict.WRONG, printed.expr, candidates[0])


def _candidate(count: int, in_a_unit: Fraction) -> RelationCandidate:
    value = Fraction(count) / in_a_unit
    return RelationCandidate(product(Num(count), reciprocal(written(in_a_unit))), value, value, "duration")
