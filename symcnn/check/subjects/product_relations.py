"""Large numbers that are the product of numbers just before them, whatever words stand between: ``716,800 values, 441
multiplications for each, 316,108,800``.

So many digits agree by no accident; nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.told_amounts import ToldSentence
from symcnn.core.written.tree import Expr, Num, product
from symcnn.documents.told.mark import Mark

_FEWEST_DIGITS = 5
"""From how many digits that tell on a product is one by no accident; zeros at the end tell nothing."""
_REACH = 2
"""How many sentences before it the factors stand."""
_MOST_NUMBERS = 12
_MOST_FACTORS = 3
_SMALLEST = 2


def product_relations(found: Sequence[ToldSentence], judged: Collection[int]) -> Iterator[ToldRelation]:
    """The products of a document, in order; `judged` are the places of the numbers that have their verdict."""
    for sentence in found:
        for mark in _figures(sentence):
            if mark.start not in judged and mark.sort == "number" and not mark.text and _tells(mark):
                factors = _factors(mark, _before(found, sentence, mark))
                if factors:
                    yield _said(mark, factors)


def _tells(mark: Mark) -> bool:
    has_unit = mark.reading is not None and (bool(mark.reading.unit) or mark.is_short)
    return not has_unit and len(str(mark.whole or 0).rstrip("0")) >= _FEWEST_DIGITS


def _figures(sentence: ToldSentence) -> Iterator[Mark]:
    return (mark for part in sentence.segments for mark in part.marks if mark.is_figure)


def _before(found: Sequence[ToldSentence], sentence: ToldSentence, mark: Mark) -> list[int]:
    """The numbers before a number, the nearest first, and those of shapes."""
    near = found[max(0, sentence.place - _REACH) : sentence.place + 1]
    standing = [one for each in near if each.block == sentence.block for one in _figures(each) if one.end <= mark.start]
    values = [value for one in reversed(standing) for value in (one.whole, *one.dims) if value and value >= _SMALLEST]
    return list(dict.fromkeys(values))[:_MOST_NUMBERS]


def _factors(mark: Mark, values: Sequence[int]) -> tuple[int, ...]:
    """The fewest of the values whose product the number is."""
    dividing = [value for value in values if mark.whole and mark.whole % value == 0 and value < mark.whole]
    for count in range(2, _MOST_FACTORS + 1):
        for factors in combinations(dividing, count):
            if prod(factors) == mark.whole:
                return factors
    return ()


def _said(mark: Mark, factors: Sequence[int]) -> ToldRelation:
    expr: Expr = product(*map(Num, factors))
    value = Fraction(mark.whole or 0)
    return ToldRelation(
        mark.start, mark.end, Verdict.RIGHT, Num(mark.whole or 0), RelationCandidate(expr, value, value, "product")
    )
