"""Operations that a document tells by other figures of it: so many for each place of a map, and figures told again,
rounded: ``1,179,648 weights, about 1.2 million``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product as combined

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.printed.printed_totals import digits_of
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation, agreeing, is_misprint, is_near
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence, before
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, product, total
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square

_NEAR = 40
"""How far behind a figure it may be told again."""
_EACH = 14
_FEWEST_DIGITS, _EXACT_DIGITS = 2, 4
_POWERS = tuple(Fraction(10) ** power for power in (1, -1, 2, -2, 3, -3, 4, -4))
_TWICE = 2
_MOST, _MAP = 6, 3
_CLAUSE_END = late_pattern(r"[。;；]|\.\s")


def cost_relations(
    text: str, found: Sequence[ToldSentence], judged: Mapping[int, Fraction | None]
) -> Iterator[ToldRelation]:
    """The verdicts on operations and on what is told again, in order; `judged` are the numbers that have theirs."""
    for sentence in found:
        for amount in sentence.amounts:
            mark = amount.mark
            if mark is None or mark.sort != "number" or amount.start in judged or amount.family == "bytes":
                continue
            relation = _told_again(text, found, sentence, amount) or _of_places(found, sentence, amount)
            if relation is not None:
                yield relation


def _told_again(
    text: str, found: Sequence[ToldSentence], sentence: ToldSentence, amount: ToldAmount
) -> ToldRelation | None:
    """The verdict on a rounded figure close behind the exact one, as another word for it."""
    near = before(found, sentence, amount.start, 1, 1)
    last = near[0] if near and found[near[0].sentence].block == sentence.block else None
    is_other = last is None or last.mark is None or last.family == "bytes" or not last.is_exact or amount.is_exact
    if last is None or last.mark is None or is_other or amount.start - last.end > _NEAR:
        return None
    if not last.goes_with(amount) and last.mark.sort != "calculation":
        return None
    between = (mark for part in sentence.segments for mark in part.marks if last.end <= mark.start < amount.start)
    if any(mark.is_figure and not mark.text and not is_small_square(mark) for mark in between):
        return None
    is_twice = _counts_both(sentence, amount)
    candidates = [RelationCandidate(last.expr, last.low, last.high, "again")]
    if is_twice:
        double = product(Num(_TWICE), last.expr)
        candidates.append(RelationCandidate(double, _TWICE * last.low, _TWICE * last.high, "again"))
    return agreeing(amount, candidates) or (
        _slipped(amount, candidates[-1:]) if _is_told_again(text, sentence, last, amount) else None
    )


def _is_told_again(text: str, sentence: ToldSentence, last: ToldAmount, amount: ToldAmount) -> bool:
    """Whether a word says that a figure is another one told again, of which not each part is meant."""
    vague = next((word for word in sentence.words if word.named("vague") and 0 <= amount.start - word.end <= 1), None)
    begin = vague.start if vague is not None else amount.start
    is_again = vague is not None or sentence.is_comment
    is_each = any(
        "each" in mark.named("word") and -_EACH <= mark.start - amount.end <= _EACH
        for part in sentence.segments
        for mark in part.marks
    )
    is_whole = last.sentence == amount.sentence and not _CLAUSE_END.search(text, last.end, begin)
    is_exact = last.mark is not None and len(digits_of(Fraction(last.mark.value or 0))) >= _EXACT_DIGITS
    return is_again and is_whole and is_exact and not is_each and not sentence.is_doubtful


def _of_places(found: Sequence[ToldSentence], sentence: ToldSentence, amount: ToldAmount) -> ToldRelation | None:
    """The verdict on operations as so many for each place of a map that is told beside them."""
    if amount.family != "macs" or not amount.mark or len(digits_of(Fraction(amount.mark.value or 0))) < _FEWEST_DIGITS:
        return None
    near = before(found, sentence, amount.start, _MOST, 1)
    near = [one for one in near if found[one.sentence].block == sentence.block]
    planes = _maps(sentence, amount.start) or _maps(found[max(0, sentence.place - 1)], amount.start)
    maps = {mark.start for mark in planes}
    counts = [one for one in near if one.family in ("params", "macs") and one.is_exact and one.start not in maps]
    counts += [*_without_biases(counts, planes)]
    if not planes or not counts:
        return None
    kernels = [
        bound.mark.whole
        for part in sentence.segments
        for bound in part.bounds
        if bound.role in ("kernels", "channels") and bound.mark.end <= amount.start and (bound.mark.whole or 0) > 1
    ]
    doubled = (1, _TWICE) if _counts_both(sentence, amount) else (1,)
    candidates = [
        _candidate((Num(times), count.expr, Num(channels or 1), *sizes))
        for plane, count, channels, times in combined(planes, counts, (1, *kernels), doubled)
        for sizes in _places(plane)
    ]
    is_one = len(planes) == len({one.start for one in counts}) == 1
    told = candidates if is_one and not sentence.is_doubtful else []
    return agreeing(amount, candidates) or _slipped(amount, told)


def _without_biases(counts: Sequence[ToldAmount], planes: Sequence[Mark]) -> Iterator[ToldAmount]:
    """Parameters without as many biases as a map has channels."""
    for count, plane in combined(counts, planes):
        for channels in dict.fromkeys(plane.dims[:1] + plane.dims[-1:]) if len(plane.dims) == _MAP else ():
            if count.family == "params" and channels and channels < count.low:
                yield replace(count, expr=total(count.expr, Num(-channels)))


def _maps(sentence: ToldSentence, end: int) -> list[Mark]:
    """The shapes of maps before a place."""
    windows = {
        bound.mark.start for part in sentence.segments for bound in part.bounds if bound.role in ("kernel", "kind")
    }
    standing = (mark for part in sentence.segments for mark in part.marks if mark.end <= end)
    shapes = [mark for mark in standing if mark.sort == "shape" and len(mark.dims) > 1 and mark.start not in windows]
    return [mark for mark in shapes if not is_small_square(mark)]


def _counts_both(sentence: ToldSentence, amount: ToldAmount) -> bool:
    """Whether a word says that multiplications and additions are counted each."""
    bounds = (bound for part in sentence.segments for bound in part.bounds)
    return any(bound.role == "flops" and bound.mark.start == amount.start for bound in bounds)


def _candidate(factors: Sequence[Expr]) -> RelationCandidate:
    expr = product(*(factor for factor in factors if factor != Num(1)))
    made = RelationCandidate(expr, Fraction(0), Fraction(0), "operations")
    return RelationCandidate(expr, made.value, made.value, "operations")


def _places(mark: Mark) -> Iterator[tuple[Expr, ...]]:
    """The places of a map: its sizes, with channels last or first, or all of them."""
    dims = [dim for dim in mark.dims if dim]
    for sizes in dict.fromkeys((tuple(dims[:2]), tuple(dims[-2:]), tuple(dims))):
        yield tuple(map(Num, sizes))


def _slipped(amount: ToldAmount, told: Sequence[RelationCandidate]) -> ToldRelation | None:
    """The verdict that a figure is one that is told, by a power of ten, half of it, or misprinted."""
    mark = amount.mark
    if mark is None or mark.value is None or len(digits_of(Fraction(mark.value or 0))) < _FEWEST_DIGITS:
        return None
    value, half = Fraction(mark.value), (amount.high - amount.low) / 2
    if any(is_near(value, one.value) for one in told):
        return None
    place = Fraction(mark.reading.place) if mark.reading is not None else Fraction(1)
    for one in told:
        powers = (*_POWERS, *((Fraction(_TWICE),) if one.sort == "operations" else ()))
        is_scaled = any(abs(value * power - one.value) <= half * power for power in powers)
        if is_scaled or is_misprint(value, one.value, place, has_point=False):
            return ToldRelation(amount.start, amount.end, Verdict.WRONG, amount.expr, one)
    return None
