"""Large numbers of which no word says what they count, held against what the numbers around them make: products, and
the parameters of layers.

``716,800 values, 441 multiplications for each, 316,108,800``. What agrees by no accident is right; what is but a slip
of it is wrong, where that is no accident either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import EXCHANGED, slip
from symcnn.check.subjects.coincidence import RARE, chance
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.told_amounts import ToldSentence
from symcnn.core.written.tree import Expr, Num, Op, product, total
from symcnn.documents.told.mark import Mark

_SCOPES = ((0, 8), (1, 10), (3, 12), (8, 14))
"""How many sentences back the factors stand, and how many numbers are tried: the nearest first."""
_MOST_FACTORS = 4
_LARGEST_FACTOR = 1_000_000
_FEWEST = 1000
"""From where on a number is worked out again."""
_WRONG = Fraction(1, 1000)
"""How likely an accident may be at most, so that a number is a slip."""

_COUNTED = ("params", "weights", "macs", "connections", "values")

Powers = tuple[tuple[int, int], ...]
"""Factors with their exponents."""


def worked_counts(
    found: Sequence[ToldSentence], told: MeasuredStory, judged: Collection[int]
) -> Iterator[ToldRelation]:
    """The verdicts on the numbers of a document, in order; `judged` are the places of those that have one."""
    figures = _figures_of(told)
    for sentence in found:
        for mark in _figures(sentence):
            if mark.start not in judged and _may_be_count(mark):
                relation = _of_layers(mark, figures) or _judged(mark, found, sentence)
                if relation is not None:
                    yield relation


def _may_be_count(mark: Mark) -> bool:
    has_unit = mark.reading is not None and bool(mark.reading.unit)
    is_large = mark.value is not None and mark.value >= _FEWEST
    return mark.sort == "number" and not mark.text and not has_unit and is_large and not mark.is_miscalculated


def _figures(sentence: ToldSentence) -> Iterator[Mark]:
    return (mark for part in sentence.segments for mark in part.marks if mark.is_figure)


def _figures_of(told: MeasuredStory) -> Mapping[int, Expr]:
    """The counts of all layers in their plain readings, and their sums over layers that follow each other."""
    counts: dict[int, Expr] = {}
    for measured in told.layers:
        for reading in measured.readings[:1]:
            counts |= {
                reading.figures[name]: Num(reading.figures[name]) for name in _COUNTED if name in reading.figures
            }
    return counts


def _of_layers(mark: Mark, figures: Mapping[int, Expr]) -> ToldRelation | None:
    return _agreeing(mark, figures) if mark.whole in figures else None


def _judged(mark: Mark, found: Sequence[ToldSentence], sentence: ToldSentence) -> ToldRelation | None:
    tried: tuple[int, ...] = ()
    for reach, most in _SCOPES:
        factors = _factors(found, sentence, mark, reach, most)
        if len(factors) < 2 or factors == tried:
            continue
        tried = factors
        counts = _counts(factors, Fraction(mark.value or 0))
        relation = _agreeing(mark, counts) or (None if sentence.is_doubtful else _slipped(mark, counts))
        if relation is not None:
            return relation
    return None


def _factors(
    found: Sequence[ToldSentence], sentence: ToldSentence, mark: Mark, reach: int, most: int
) -> tuple[int, ...]:
    """The numbers before a number, the nearest first, and those of shapes."""
    near = found[max(0, sentence.place - reach) : sentence.place + 1]
    standing = [one for each in near for one in _figures(each) if one.end <= mark.start]
    numbers = (size for one in reversed(standing) for size in one.dims or (one.whole,))
    return tuple(dict.fromkeys(size for size in numbers if size and 1 < size <= _LARGEST_FACTOR))[:most]


def _counts(factors: Sequence[int], number: Fraction) -> Mapping[int, Expr]:
    """What some factors make near a number, each in the plainest way."""
    largest = number * 2
    products: dict[int, Powers] = {1: ()}
    for factor in factors:
        for value, powers in [*products.items()]:
            for exponent in (1, 2):
                made = value * factor**exponent
                if len(powers) < _MOST_FACTORS and made <= largest:
                    kept = products.get(made)
                    longer = (*powers, (factor, exponent))
                    if kept is None or len(longer) < len(kept):
                        products[made] = longer
    least = number / 2
    counts: dict[int, Expr] = {}
    for value, powers in products.items():
        for kernels, exponent in powers if len(powers) > 1 else ():
            if exponent == 1 and least <= value + kernels <= largest:
                fan_in = tuple(power for power in powers if power[0] != kernels)
                counts.setdefault(value + kernels, product(total(_written(fan_in), Num(1)), Num(kernels)))
    plain = {value: _written(powers) for value, powers in products.items() if value >= least and len(powers) > 1}
    return counts | plain


def _written(powers: Powers) -> Expr:
    factors = (Num(factor) if exponent == 1 else Op("^", (Num(factor), Num(exponent))) for factor, exponent in powers)
    return product(*factors)


def _agreeing(mark: Mark, counts: Mapping[int, Expr]) -> ToldRelation | None:
    """The verdict that a number is a count, exactly or to its digits."""
    value, reading = Fraction(mark.value or 0), mark.reading
    place = Fraction(reading.place) if mark.is_short and reading is not None else Fraction(0)
    fitting = [count for count in counts if abs(count - value) <= place / 2]
    if not fitting or chance(sorted(counts), value, max(place, Fraction(1))) > RARE:
        return None
    nearest = min(fitting, key=lambda count: abs(count - value))
    return _said(mark, Verdict.RIGHT if nearest == value else Verdict.ROUNDED, nearest, counts)


def _slipped(mark: Mark, counts: Mapping[int, Expr]) -> ToldRelation | None:
    """The verdict that a number is a slip of one count, of two digits that are exchanged."""
    printed = mark.whole
    if printed is None or mark.is_short:
        return None
    digits = str(printed)
    ways = len(digits) * (len(digits) - 1) // 2
    if chance(sorted(counts), Fraction(printed), Fraction(ways)) > _WRONG:
        return None
    slipped = [count for count in counts if slip(str(count), digits) == EXCHANGED]
    return _said(mark, Verdict.WRONG, slipped[0], counts) if len(slipped) == 1 else None


def _said(mark: Mark, verdict: Verdict, count: int, counts: Mapping[int, Expr]) -> ToldRelation:
    value = Fraction(count)
    candidate = RelationCandidate(counts[count], value, value, "product")
    return ToldRelation(mark.start, mark.end, verdict, Num(mark.value or 0), candidate)
