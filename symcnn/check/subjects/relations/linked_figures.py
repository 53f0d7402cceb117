"""Figures that a clause sets against each other, however small: ``25 → 18``, ``60 of 96 links``, ``27·C² and 49``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.check.subjects.relations.relations import RelationCandidate, less_than, more_than, ratio_of
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, product
from symcnn.documents.told.number_forms import BoundNumber, is_small_square
from symcnn.documents.told.plain_words import telling_words
from symcnn.documents.told.told_ratios import ToldRatio

_ARGUMENTS = frozenset({"stride", "padding", "dilation", "groups"})
"""What is told of a layer and compared with nothing."""
_WINDOWS = frozenset({"kernel", "kind", "batch", "kernels", "channels"})
"""What is only where something sets it against another one."""
_LONGEST_GAP = 28
"""How far apart two figures may stand that are set against each other."""
_REACH = 60
"""How far behind them their ratio may stand."""
_UNIT_LENGTH = 32
"""How far behind a figure goes on what it counts."""
_ARROW = late_pattern(r"\s*(?:\S{1,3}\s?)?(?:->|→|⇒|⟶|\\to\b|\\rightarrow\b|~>)\s*")
_OF = late_pattern(r"\s*(?:out of|of|/)\s*(?:the |all |its )?")
_COUNTER = late_pattern(r"[\s$\x1f]*([a-z]{3,}|[\u4e00-\u9fff])")
_STOP = late_pattern(r"[;；。]|(?<!\.[a-z])\.(?=\s)")
_COMMA = late_pattern(r"[,，:：(（)）—–]|--|\n")
_CLAUSE_END = late_pattern("[,，;；。]")


@record
class LinkedPair:
    """Two figures, the first of which is told first; `is_sure` tells that a ratio behind them can be of nothing else.

    `is_part` tells that the first is told as a part of the second.
    """

    one: ToldAmount
    other: ToldAmount
    is_sure: bool
    is_part: bool = False


def linked_pair(text: str, sentence: ToldSentence, ratio: ToldRatio) -> LinkedPair | None:
    """The last two figures before a ratio in its sentence, where they are set against each other."""
    figures = _without_windows(sentence, _figures(sentence, ratio))
    if len(figures) < 2 or ratio.start - figures[-1].end > _REACH or _STOP.search(text, figures[-1].end, ratio.start):
        return None
    one, other = figures[-2:]
    if one.low <= other.high and other.low <= one.high:
        return None  # the same, told again in another unit
    if other.start - one.end > _LONGEST_GAP or _STOP.search(text, one.end, other.start):
        return None
    if any(one.end <= earlier.start and earlier.end <= other.start for earlier in sentence.ratios):
        return None  # of each its own is told: 16 grows 4 times, 32 twice
    is_part = _OF.fullmatch(text, one.end, other.start) is not None
    is_linked = is_part or _is_linked(text, sentence, one, other)
    roles = {bound.role for bound in _bounds(sentence) if bound.mark.start in (one.start, other.start)}
    if roles & _ARGUMENTS or (not is_linked and roles & _WINDOWS):
        return None
    return LinkedPair(one, other, is_linked and says_nothing_else(text, sentence, other, ratio), is_part)


def of_linked_figures(text: str, sentence: ToldSentence, ratio: ToldRatio) -> Iterator[RelationCandidate]:
    """What a ratio says of the two figures before it that are set against each other."""
    pair = linked_pair(text, sentence, ratio)
    if pair is not None:
        yield from of_linked(pair, ratio, is_of_areas=is_of_areas(text, sentence, ratio))


def _without_windows(sentence: ToldSentence, figures: Sequence[ToldAmount]) -> list[ToldAmount]:
    """Figures without the windows of layers, which are shapes too: ``a plain 5×5 has 25``."""
    windows = {bound.mark.start for bound in _bounds(sentence) if bound.role in ("kernel", "kind")}
    shapes = {one.start for one in figures if one.mark is not None and one.mark.sort == "shape"}
    squares = {one.start for one in figures if one.mark is not None and is_small_square(one.mark)}
    others = [one for one in figures if one.start not in squares and one.start not in windows & shapes]
    return others if len(others) > 1 else list(figures)


def _bounds(sentence: ToldSentence) -> Iterator[BoundNumber]:
    return (bound for part in sentence.segments for bound in part.bounds)


def of_linked(pair: LinkedPair, ratio: ToldRatio, *, is_of_areas: bool) -> Iterator[RelationCandidate]:
    """What a ratio may say of two linked figures, or of the squares on them where it is one of areas.

    The parts of a sum may be forgotten: of two layers in place of one only one is counted.
    """
    for candidate in _of_linked(pair, ratio, is_of_areas=is_of_areas):
        yield replace(candidate, is_sure=candidate.is_told)


def _of_linked(pair: LinkedPair, ratio: ToldRatio, *, is_of_areas: bool) -> Iterator[RelationCandidate]:
    ends = sorted((pair.one, pair.other), key=lambda amount: amount.low)
    if ends[0].low <= 0 or ends[0].low == ends[1].low:
        return
    power = 2 if is_of_areas else 1
    small, large = (_power(amount.expr, power) for amount in ends)
    low, high = (ends[0].low / ends[1].high) ** power, (ends[0].high / ends[1].low) ** power
    root = ends[0].low / ends[1].low
    if ratio.is_fold:
        mistaken_area = (1 / root, 2 / root) if is_of_areas else ()
        yield RelationCandidate(ratio_of(large, small), 1 / high, 1 / low, "fold", pair.is_sure, mistaken_area)
        return
    is_falling = pair.one.low > pair.other.low
    parted = tuple(share for share in (low / 2, low * 2) if share < 1)
    if ratio.way in ("of", ""):
        yield RelationCandidate(ratio_of(small, large), low, high, "share", pair.is_sure, parted)
    if ratio.way in ("less", ""):
        mistaken = tuple(1 - share for share in parted)
        is_told = pair.is_sure and (is_falling or not ratio.way)
        yield RelationCandidate(less_than(small, large), 1 - high, 1 - low, "less", is_told, mistaken)
    if ratio.way in ("more", "") and not is_falling:
        yield RelationCandidate(more_than(large, small), 1 / high - 1, 1 / low - 1, "more", pair.is_sure)


def _power(expr: Expr, power: int) -> Expr:
    return product(*[expr] * power)


def _figures(sentence: ToldSentence, ratio: ToldRatio) -> list[ToldAmount]:
    """The figures before a ratio, those that are amounts of the sentence as such; ratios are none."""
    amounts = {amount.start: amount for amount in sentence.amounts if amount.end <= ratio.start}
    taken = [(other.start, other.end) for other in sentence.ratios] + [
        (amount.start, amount.end) for amount in amounts.values()
    ]
    figures = list(amounts.values())
    for mark in (mark for part in sentence.segments for mark in part.marks if mark.is_figure):
        is_free = not any(first < mark.end and mark.start < last for first, last in taken)
        unit = mark.reading.unit if mark.reading is not None else ""
        if (
            is_free
            and mark.end <= ratio.start
            and mark.value is not None
            and mark.value > 0
            and not mark.text
            and not unit
        ):
            value = Fraction(mark.value)
            figures.append(
                ToldAmount(Num(mark.value), value, value, "", mark.start, mark.end, sentence.place, mark=mark)
            )
    return sorted(figures, key=lambda amount: amount.start)


def _is_linked(text: str, sentence: ToldSentence, one: ToldAmount, other: ToldAmount) -> bool:
    """Whether an arrow or a word links two figures, or the same word says what both count."""
    if _ARROW.fullmatch(text, one.end, other.start):
        return True
    counters = [_COUNTER.match(text, amount.end) for amount in (one, other)]
    first, second = (match[1] if match is not None else "" for match in counters)
    if first and first == second:
        return True
    is_alike = one.family == other.family and (one.family != "" or not second or not first or first == second)
    words = (word for word in sentence.words if one.end <= word.start and word.end <= other.start)
    return is_alike and any(word.named("link") for word in words)


def says_nothing_else(text: str, sentence: ToldSentence, last: ToldAmount, ratio: ToldRatio) -> bool:
    """Whether between two figures and their ratio nothing is said that it may be of but what the last one counts."""
    comma = _COMMA.search(text, last.end, min(ratio.start, last.end + _UNIT_LENGTH))
    begin = comma.end() if comma is not None else last.end
    rest = list(text[begin : ratio.start])
    for word in sentence.words:
        if begin <= word.start < ratio.start:
            rest[word.start - begin : word.end - begin] = " " * (word.end - word.start)
    return not telling_words("".join(rest))


def is_of_areas(text: str, sentence: ToldSentence, ratio: ToldRatio) -> bool:
    """Whether the clause of a ratio speaks of areas."""
    near = (word for word in sentence.words if word.named("plane") and word.end <= ratio.start)
    return any(not _CLAUSE_END.search(text, word.end, ratio.start) for word in near)
