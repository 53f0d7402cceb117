"""How a ratio is mistaken: the rest, the other base, a power, a factor of two, a misprint."""

from __future__ import annotations

from fractions import Fraction

from symcnn.check.edits.edits import EXCHANGED, slip
from symcnn.check.subjects.relations.relations import RelationCandidate, is_misprint
from symcnn.core.written.tree import Num, Op
from symcnn.documents.told.told_ratios import ToldRatio

_TENS = 10
_MISPRINTS = ("wrong-digit", EXCHANGED)
_OF_TWO = frozenset({"fold", "share"})


def is_ratio_slip(ratio: ToldRatio, candidate: RelationCandidate) -> bool:
    """Whether a ratio is the true one mistaken: the rest, the other base, a power, a factor of two, a misprint.

    The values of a share that look like one must be few: of a hundred percent each takes one.
    """
    true = candidate.value
    slips = [true * 2, true / 2, *candidate.mistaken]
    slips += [true * true, *([true - 1] if candidate.sort == "more" else [])]
    slips += (
        [true - 1, true + 1]
        if ratio.is_fold
        else [1 - true, true / (1 + true), *([true / (1 - true)] if true != 1 else [])]
    )
    is_root = abs(ratio.value**2 - true) <= (ratio.high - ratio.low) * ratio.value
    is_another_word = candidate.is_sure and not ratio.place  # a sixth for an eighth
    return (
        is_root
        or is_another_word
        or any(ratio.may_be(slip, slip) for slip in slips)
        or is_misprint(ratio.value, true, ratio.place, has_point=not ratio.is_fold)
        or _is_one_off(ratio, candidate)
    )


def is_slip_of_side(ratio: ToldRatio, candidate: RelationCandidate) -> bool:
    """Whether a ratio without decimals is right of two numbers of which one is misprinted: ``from 16,000 to 8,000, a
    quarter`` where it is 4,000.
    """
    if ratio.place or ratio.is_percent or not ratio.value or candidate.sort not in _OF_TWO:
        return False
    match candidate.expr:
        case Op("*", (Num(one), Op("/", (Num(other),)))):
            meant = (Fraction(other) * ratio.value, one), (Fraction(one) / ratio.value, other)
            return any(true.denominator == 1 and slip(str(true), str(printed)) in _MISPRINTS for true, printed in meant)
    return False


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
