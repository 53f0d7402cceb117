"""The pairs of amounts between which a text says that a ratio is: ``from A to B, by …``, ``A is … of B``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.relations.only_two_amounts import of_only_two
from symcnn.check.subjects.relations.ratio_candidates import of_pair
from symcnn.check.subjects.relations.ratio_scene import SENTENCE_END, RatioScene
from symcnn.check.subjects.relations.relations import RelationCandidate
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence, before
from symcnn.check.subjects.relations.whole_shares import of_subject
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio

_JOINED, _WHOLE, _COMPARED = 8, 40, 20
_JOINED_SHARE = 24
_OF = late_pattern(r"\s*(?:of|out of|/)\s*(?:the |all |its )?")


def of_told_pairs(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What a ratio says of the pairs that the text tells as such, of its subject and the whole, and of the only two."""
    ratio, own = scene.ratio, scene.own
    for pair in _told_pairs(scene):
        yield from of_pair(*pair, ratio, is_told=scene.is_relation)
    if len(own) > 1 and not ratio.is_fold and _is_part_of(scene.text, ratio, own[1], own[0]):
        yield from of_pair(own[1], own[0], replace(ratio, way=ratio.way or "of"), is_told=True)
    yield from of_subject(scene)
    yield from of_only_two(scene)


def _told_pairs(scene: RatioScene) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    text, found, sentence, ratio = scene.text, scene.found, scene.sentence, scene.ratio
    own, family = scene.own, scene.family
    last = before(found, sentence, ratio.start, 3, 1)
    pair = own if own else [amount for amount in last if found[amount.sentence].block == sentence.block]
    if len(pair) == 2 and (_is_compared(found, pair[1], pair[0], family) or _is_beside(sentence, ratio, pair)):
        yield pair[1], pair[0]
    behind = [one for one in sentence.amounts if 0 <= one.start - ratio.end <= _WHOLE]
    if not own and len(behind) > 1 and _is_compared(found, behind[0], behind[1], family):
        yield behind[0], behind[1]
    is_of_last = bool(own) and ratio.start - own[0].end <= _JOINED and ratio.way == "of"
    if is_of_last and len(own) > 1 and own[1].goes_with(own[0]) and _says(sentence, "way", own[1].end, own[0].start):
        yield own[1], own[0]
    if behind and own and own[0].goes_with(behind[0]) and _is_share_of(text, sentence, ratio, behind[0]):
        yield own[0], behind[0]
    if len(own) == 1 and own[0].family and family in ("", own[0].family) and sentence.says("earlier"):
        earlier_ones = [one for one in last if one.sentence != sentence.place and one.family == own[0].family]
        if earlier_ones and found[earlier_ones[0].sentence].block == sentence.block:
            yield earlier_ones[0], own[0]


def _is_part_of(text: str, ratio: ToldRatio, part: ToldAmount, whole: ToldAmount) -> bool:
    """Whether an amount is told as one of another, and a share right behind: ``123.6M of 138M, that is 89 %``."""
    is_of = part.end <= whole.start and _OF.fullmatch(text, part.end, whole.start) is not None
    is_behind = 0 <= ratio.start - whole.end <= _JOINED_SHARE and not SENTENCE_END.search(text, whole.end, ratio.start)
    return is_of and is_behind and part.goes_with(whole) and part.low < whole.high


def _is_share_of(text: str, sentence: ToldSentence, ratio: ToldRatio, whole: ToldAmount) -> bool:
    """Whether an amount behind a ratio is that of which it is a share."""
    is_of = ratio.way == "of" and _says(sentence, "way", ratio.end, whole.start)
    return is_of and not CLAUSE.search(text, ratio.end, whole.start)


def _is_compared(found: Sequence[ToldSentence], one: ToldAmount, other: ToldAmount, family: str) -> bool:
    """Whether two amounts are compared, as ``from A to B`` does, and count what the ratio speaks of."""
    if one.family == other.family and len(one.family) == 1:
        return True  # 27C² and 49C²
    is_linked = _says(found[one.sentence], "link", one.end, other.start) or any(
        {"less", "more"} & {*word.named("way")} or {"under", "over"} & {*word.named("vague")}
        for word in found[one.sentence].words
        if one.end <= word.start <= other.start
    )
    return is_linked and one.goes_with(other) and (not family or family in (one.family, other.family))


def _is_beside(sentence: ToldSentence, ratio: ToldRatio, pair: Sequence[ToldAmount]) -> bool:
    """Whether a word near a ratio compares two amounts of one quantity that stand side by side."""
    is_near = any(word.named("compared") and abs(word.start - ratio.start) <= _COMPARED for word in sentence.words)
    return is_near and bool(pair[0].family) and pair[0].family == pair[1].family


def _says(sentence: ToldSentence, sort: str, start: int, end: int) -> bool:
    """Whether a word of this sort stands between two places."""
    return any(word.named(sort) and start <= word.start <= end for word in sentence.words)
