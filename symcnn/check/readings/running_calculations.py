"""The verdicts on what calculations in words come to: ``113 minus 9 is 104, divided by 4 is 26, plus one, 27``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num, Op
from symcnn.documents.reading.running_values import RunningValue, running_values

_NEAR = 20
"""Which part of a value a slip is away from it at most, where it is no slip of the pen."""
_FEWEST = 100
"""From what number on one that is parted from another by a digit is a slip of it."""
_ROUNDED = 2
"""How far a number is at most from what it is rounded from."""


def running_calculations(text: str, start: int, end: int) -> Iterator[Calculation]:
    """The verdicts on the results of calculations in words between two places of normal text, in order."""
    for one in running_values(text, start, end):
        value = value_of(one.expr)
        is_right = value == one.claimed
        if is_right or _is_slip(one, Fraction(value)):
            verdict = Verdict.RIGHT if is_right else Verdict.WRONG
            why = Sentence(
                "calculation.exact" if is_right else "calculation.off",
                {"value": Num(value), "claimed": Num(one.claimed), "side": one.expr},
            )
            yield Calculation(one.start, one.end, verdict, Num(one.claimed), Num(value), why, (worked_out(one.expr),))


def _is_slip(one: RunningValue, value: Fraction) -> bool:
    """Whether a number is said to be the result, and looks like one that was worked out badly."""
    claimed = Fraction(one.claimed)
    if not one.is_said or claimed.denominator != 1 or value.denominator != 1:
        return False
    match one.expr:
        case Op("floor" | "ceil", (inner,)):
            return Fraction(value_of(inner)).denominator != 1 and abs(value - claimed) < _ROUNDED
    is_misprint = min(value, claimed) >= _FEWEST and slip(str(value), str(claimed)) is not None
    return _NEAR * abs(value - claimed) <= abs(value) or is_misprint
