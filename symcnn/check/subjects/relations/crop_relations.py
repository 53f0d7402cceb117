"""What is cut from each side of a map: half of what its size loses, ``crop 104 → 72: 16 pixels per side``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.check.subjects.relations.relations import RelationCandidate, ToldRelation, ratio_of
from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num, negated, total
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.told_ratios import CLAUSE

_SIDES = 2
_NEAREST, _BEHIND = 4, 1
"""How many sizes before the figure, and behind it, may be those of which it is told."""
_REACH = 12
"""How far from the figure the words may stand that say what it is."""
_LED = late_pattern(
    r"[\s$\x1f]*(?:->|→|⇒|\\to\b|\\rightarrow\b|\b(?:cut |cropped |down )?to\b|裁[成到至剪为]*)[\s$\x1f]*"
)
_TOLD = late_pattern(r"[\s$\x1f]*[,，:：(（]?[^\d.。;；]{0,16}")
"""What stands between two sizes of which one becomes the other, and between these and what is cut."""


def crop_relations(text: str, found: Sequence[ToldSentence], taken: Collection[int]) -> Iterator[ToldRelation]:
    """The verdicts on what is cut from each side; `taken` are the places of the numbers that have theirs."""
    for sentence in found:
        if not (sentence.says("crop") and sentence.says("edge")):
            continue
        figures = [mark for part in sentence.segments for mark in part.marks if mark.is_figure and side_of(mark)]
        for place, mark in enumerate(figures):
            if mark.sort == "number" and mark.start not in taken and _is_cut(text, sentence, figures, place):
                relation = _judged(text, figures, place, may_refute=not sentence.is_doubtful)
                if relation is not None:
                    yield relation


def _is_cut(text: str, sentence: ToldSentence, figures: Sequence[Mark], place: int) -> bool:
    """Whether a word beside a number says that so much is cut, or that so much is at each side."""
    mark = figures[place]
    start = figures[place - 1].end if place else sentence.start
    behind = figures[place + 1].start if place + 1 < len(figures) else sentence.end
    if place + 1 < len(figures) and _LED.fullmatch(text, mark.end, behind):
        return False
    words = [word for word in sentence.words if start <= word.start and word.end <= behind]
    if any(
        word.end <= mark.start <= word.end + _REACH and (word.named("crop") or word.named("edge")) for word in words
    ):
        return True
    is_last = place + 1 == len(figures)
    ends = (word for word in words if mark.end <= word.start <= mark.end + _REACH and word.named("edge"))
    return any(is_last or behind - word.end > _REACH or CLAUSE.search(text, word.end, behind) for word in ends)


def _judged(text: str, figures: Sequence[Mark], place: int, *, may_refute: bool) -> ToldRelation | None:
    mark = figures[place]
    claimed = side_of(mark) or 0
    before = figures[max(0, place - _NEAREST) : place]
    near = [*before, *figures[place + 1 : place + 1 + _BEHIND]]
    led = {behind.start for one, behind in pairwise(near) if _LED.fullmatch(text, one.end, behind.start)}
    is_led = len(before) > 1 and before[-1].start in led
    free = [one for one in near if one.start not in led]
    pairs = [*([(before[-2], before[-1])] if is_led else []), *combinations(free, 2)]
    for one, other in pairs:
        if abs((side_of(one) or 0) - (side_of(other) or 0)) == _SIDES * claimed > 0:
            return _said(mark, Verdict.RIGHT, one, other)
    if is_led and may_refute:
        large, small = (side_of(figure) or 0 for figure in before[-2:])
        is_told = _TOLD.fullmatch(text, before[-1].end, mark.start) is not None
        if is_told and large > small and not (large - small) % _SIDES:
            return _said(mark, Verdict.WRONG, *before[-2:])
    return None


def _said(mark: Mark, verdict: Verdict, one: Mark, other: Mark) -> ToldRelation:
    small, large = sorted(side_of(figure) or 0 for figure in (one, other))
    cut = Fraction(large - small, _SIDES)
    expr = ratio_of(total(Num(large), negated(Num(small))), Num(_SIDES))
    return ToldRelation(
        mark.start, mark.end, verdict, Num(side_of(mark) or 0), RelationCandidate(expr, cut, cut, "crop")
    )
