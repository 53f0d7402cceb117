"""Large numbers of which no word says what they count, held against what the numbers around them make: products, and
the parameters of layers.

``716,800 values, 441 multiplications for each, 316,108,800``. What agrees by no accident is right; what is but a slip
of it is wrong, where that is no accident either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.coincidence import RARE, chance
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.known_counts import CountMade, KnownCounts, Powers, known_counts
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, walk
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment

_SCOPES = ((0, 8), (1, 10), (3, 12), (8, 14))
"""How many sentences back the factors stand, and how many numbers are tried: the nearest first."""
_NEAR = 1
"""How many sentences back they stand at most where a number is right: what authors forget makes products too."""
_LARGEST_KERNEL = 11
_MOST_FACTORS, _TWICE = 4, 2
_LARGEST_FACTOR = 1_000_000
_FEWEST = 1000
"""From where on a number is worked out again."""
_WRONG = Fraction(1, 3000)
"""How likely an accident may be at most, so that a number is a slip."""

_KERNELS = frozenset({"kernels", "to"})
_BRACKETS = late_pattern(r"[\s*`$]*[(（][^()（）\n]*[)）]")


def worked_counts(
    text: str, found: Sequence[ToldSentence], told: MeasuredStory, judged: Collection[int]
) -> Iterator[ToldRelation]:
    """The verdicts on the numbers of a document, in order; `judged` are the places of those that have one."""
    known = known_counts(found, told)
    for sentence in found:
        for part, mark in _figures(sentence):
            if mark.start not in judged and mark.start not in known.given and _may_be_count(mark):
                relation = _agreeing(mark, known.figures) if mark.whole in known.figures else None
                relation = relation or _of_numbers(part, mark, found, sentence, known)
                may_slip = not sentence.is_doubtful and mark.start not in known.doubtful
                relation = relation or (_slipped(mark, known.figures) if may_slip else None)
                if relation is not None and not _is_left(text, relation, sentence, part, mark, known):
                    yield relation


def _is_left(
    text: str, relation: ToldRelation, sentence: ToldSentence, part: Segment, mark: Mark, known: KnownCounts
) -> bool:
    """Whether a verdict is better left: without the biases, the groups or the channels that a text tells, beside the
    layer's own count, of a part where a whole is told, or where the right one is told too.
    """
    expr = relation.candidate.expr
    if relation.verdict is Verdict.WRONG:
        return relation.candidate.value in known.printed
    if mark.start in known.denied or _leaves_out(text, expr, sentence, mark) or _is_of_part(expr, sentence, part, mark):
        return True
    if _is_by_other_kernels(expr, sentence):
        return True
    cues = {cue for one in sentence.segments for cue in one.cues}
    if "unbiased" in cues and "biased" not in cues and "+" in _signs(expr):
        return True
    counts_biases = known.habit == "biased" or "biased" in cues
    return counts_biases and _is_bare(relation, part, mark)


def _is_by_other_kernels(expr: Expr, sentence: ToldSentence) -> bool:
    """Whether a calculation gives biases to as many kernels as there are channels, where a sentence tells how many
    kernels there are."""
    kernels = {bound.mark.whole for part in sentence.segments for bound in part.bounds if bound.role in _KERNELS}
    if "+" not in _signs(expr) or not isinstance(expr, Op) or not isinstance(expr.args[-1], Num):
        return False
    return bool(kernels) and expr.args[-1].value not in kernels


def _is_bare(relation: ToldRelation, part: Segment, mark: Mark) -> bool:
    """Whether what is told of parameters has no biases in it."""
    roles = [bound.role for bound in part.bounds if bound.mark.start == mark.start]
    words = {name for word in part.marks for name in word.named("quantity")}
    is_of_params = "params" in roles or (not roles and "params" in words)
    return is_of_params and relation.candidate.sort == "product" and "+" not in _signs(relation.candidate.expr)


def _leaves_out(text: str, expr: Expr, sentence: ToldSentence, mark: Mark) -> bool:
    """Whether a sentence tells of groups that stand in no calculation, or of channels in brackets behind its result."""
    written = {node.value for node in walk(expr) if isinstance(node, Num)}
    bounds = [bound for part in sentence.segments for bound in part.bounds]
    groups = {bound.mark.whole for bound in bounds if bound.role == "groups"}
    brackets = _BRACKETS.match(text, mark.end, sentence.end)
    within = range(mark.end, brackets.end() if brackets is not None else mark.end)
    channels = {bound.mark.whole for bound in bounds if bound.role == "channels" and bound.mark.start in within}
    return not (groups | channels) - {1} <= written


def _is_of_part(expr: Expr, sentence: ToldSentence, part: Segment, mark: Mark) -> bool:
    """Whether a clause tells of several blocks together, and a product has no figure of one of them as a factor."""
    words = (word for word in sentence.words if part.start <= word.start < mark.start)
    is_of_several = "several" in part.cues and any(word.named("sum") for word in words)
    largest = max(node.value for node in walk(expr) if isinstance(node, Num))
    return isinstance(expr, Op) and is_of_several and largest < _FEWEST


def _signs(expr: Expr) -> set[str]:
    return {node.name for node in walk(expr) if isinstance(node, Op)}


def _may_be_count(mark: Mark) -> bool:
    has_unit = mark.reading is not None and bool(mark.reading.unit)
    is_large = mark.value is not None and mark.value >= _FEWEST
    return mark.sort == "number" and not mark.text and not has_unit and is_large and not mark.is_miscalculated


def _figures(sentence: ToldSentence) -> Iterator[tuple[Segment, Mark]]:
    return ((part, mark) for part in sentence.segments for mark in part.marks if mark.is_figure)


def _of_numbers(
    part: Segment, mark: Mark, found: Sequence[ToldSentence], sentence: ToldSentence, known: KnownCounts
) -> ToldRelation | None:
    """The verdict on a number by the numbers around it, the nearest first; weights have no biases in them."""
    are_weights = any(bound.mark.start == mark.start and bound.role == "weights" for bound in part.bounds)
    tried: tuple[int, ...] = ()
    for reach, most in _SCOPES:
        near = _factors(found, sentence, mark, reach, most)
        factors = tuple(dict.fromkeys((*near, *known.kernels)))
        if len(near) > 1 and factors != tried:
            sides, maps = _sides(found, sentence, mark, reach), known.maps.get(mark.start, frozenset())
            counts = _counts(factors, mark, sides, maps, is_line=known.is_line)
            right = _agreeing(
                mark,
                {
                    count: made
                    for count, made in counts.items()
                    if not made.is_told_again and not (are_weights and made.kernels)
                },
            )
            if right is not None:
                return right if reach <= _NEAR else None
            is_row = any(part.is_row for part in sentence.segments)  # in which many numbers stand for chance
            may_slip = not (sentence.is_doubtful or is_row)
            if may_slip and (sides or maps):  # what cannot be meant shows all the same how likely an accident is
                counts = _counts(factors, mark, frozenset(), frozenset(), is_line=known.is_line)
            wrong = _slipped(mark, counts) if may_slip else None
            if wrong is not None:
                return wrong
        tried = factors
    return None


def _factors(
    found: Sequence[ToldSentence], sentence: ToldSentence, mark: Mark, reach: int, most: int
) -> tuple[int, ...]:
    """The numbers before a number, the nearest first, and those of shapes."""
    near = found[max(0, sentence.place - reach) : sentence.place + 1]
    found_before = (one for each in near for part in each.segments for one in part.marks if one.end <= mark.start)
    standing = [one for one in found_before if one.is_figure or one.sort == "coefficient"]
    numbers = (size for one in reversed(standing) for size in one.dims or (one.whole,))
    return tuple(dict.fromkeys(size for size in numbers if size and 1 < size <= _LARGEST_FACTOR))[:most]


def _sides(found: Sequence[ToldSentence], sentence: ToldSentence, mark: Mark, reach: int) -> frozenset[int]:
    """The numbers that stand nowhere near but as both sides of a square: they are factors together, or not at all."""
    near = found[max(0, sentence.place - reach) : sentence.place + 1]
    standing = [one for each in near for part in each.segments for one in part.marks if one.end <= mark.start]
    shapes = [Counter(one.dims) for one in standing if one.dims]
    twice = {
        size for shape in shapes for size, times in shape.items() if times == _TWICE and size and size > _LARGEST_KERNEL
    }
    alone = {size for shape in shapes for size, times in shape.items() if times != _TWICE}
    return frozenset(twice - alone - {one.whole for one in standing if not one.dims})


def _counts(
    factors: Sequence[int], mark: Mark, sides: frozenset[int], maps: frozenset[int | None], *, is_line: bool
) -> Mapping[int, CountMade]:
    """What some factors make near a number, each in the plainest way: products, and parameters with biases.

    Along a line no side of a kernel stands twice; those of a square stand twice, or not at all. As many biases as a
    layer that is known gives maps.
    """
    number = Fraction(mark.value or 0)
    least, largest = ceil(number / 2), floor(number * 2)
    products: dict[int, Powers] = {1: ()}
    for factor in factors:
        for value, powers in [*products.items()]:
            if len(powers) == _MOST_FACTORS:
                continue
            once = is_line and factor <= _LARGEST_KERNEL
            for exponent in (1,) if once else (2,) if factor in sides else (1, 2):
                made = value * factor**exponent
                if made <= largest and (made not in products or len(powers) < len(products[made]) - 1):
                    products[made] = (*powers, (factor, exponent))
    counts = {
        value + kernels: CountMade(powers, kernels)
        for value, powers in products.items()
        if 2 * value > least
        for kernels, _ in powers
        if kernels < value and least <= value + kernels <= largest
        if kernels in maps or not any(factor in maps for factor, _ in powers)
    }
    return counts | {value: CountMade(powers) for value, powers in products.items() if value >= least}


def _agreeing(mark: Mark, counts: Mapping[int, CountMade]) -> ToldRelation | None:
    """The verdict that a number is a count, exactly or to its digits."""
    value, reading = Fraction(mark.value or 0), mark.reading
    place = Fraction(reading.place) if mark.is_short and reading is not None else Fraction(0)
    least, most = ceil(value - place / 2), floor(value + place / 2)
    fitting = [count for count in counts if least <= count <= most]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda count: (len(counts[count].powers), abs(count - value)))
    if chance(_as_plain(counts, nearest), mark) > RARE:
        return None
    return _said(mark, Verdict.RIGHT if nearest == value else Verdict.ROUNDED, nearest, counts)


def _slipped(mark: Mark, counts: Mapping[int, CountMade]) -> ToldRelation | None:
    """The verdict that a number is a slip of one count, of two digits side by side that are exchanged."""
    digits = str(mark.whole or "")
    if mark.is_short or not digits:
        return None
    slipped = [count for count in _exchanged(digits) if count in counts]
    if len(slipped) != 1:
        return None
    ways = len(digits) - 1
    is_rare = chance(counts, mark, ways) <= _WRONG
    return _said(mark, Verdict.WRONG, slipped[0], counts) if is_rare else None


def _exchanged(digits: str) -> Iterator[int]:
    """The numbers of as many digits of which two side by side are exchanged."""
    for place, (one, other) in enumerate(pairwise(digits)):
        if one != other and (place or other != "0"):
            yield int(f"{digits[:place]}{other}{one}{digits[place + 2 :]}")


def _as_plain(counts: Mapping[int, CountMade], count: int) -> Iterator[int]:
    """The counts that are made of as few factors as one of them."""
    most = len(counts[count].powers)
    return (count for count, working in counts.items() if len(working.powers) <= most)


def _said(mark: Mark, verdict: Verdict, count: int, counts: Mapping[int, CountMade]) -> ToldRelation:
    value = Fraction(count)
    candidate = RelationCandidate(counts[count].written(), value, value, "product")
    return ToldRelation(mark.start, mark.end, verdict, Num(mark.value or 0), candidate)
