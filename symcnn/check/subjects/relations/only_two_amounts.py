"""The only two amounts of a quantity just before a ratio, which is told without their names: ``49 times fewer``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.relations.linked_figures import says_nothing_else
from symcnn.check.subjects.relations.ratio_candidates import of_pair
from symcnn.check.subjects.relations.ratio_scene import MOST_NEAR, RatioScene
from symcnn.check.subjects.relations.relations import RelationCandidate
from symcnn.check.subjects.relations.told_amounts import ToldAmount, before, summed
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern

_OF_THAT = late_pattern(r"\s*(?:of\b(?!\s+(?:it|that|this|them))|的)")
_ARE_PARTS = late_pattern(r"\s*(?:and|和|与|加|plus|、|,|，)\s*")
"""What stands between two amounts of which none is said to be of the other."""
_REACH = 2
"""How many sentences before a ratio the two may stand."""


def of_only_two(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What the ratio says of the only two amounts of a quantity just before it; of the whole it may be both."""
    ratio, near = scene.ratio, _two(scene)
    if len(near) != 2 or (near[0].low <= near[1].high and near[1].low <= near[0].high):
        return  # or they are one amount in two units
    families = {one.family for one in near} - {""}
    is_other = bool(families) and scene.family not in ("", *families)
    is_other = is_other or (
        near[0].sentence != scene.sentence.place and scene.speaks_of_other(scene.sentence.start, scene.ratio.start)
    )
    is_alike = near[0].sentence == near[1].sentence or _counts_go_on(scene, near)
    is_earlier = scene.sentence.says("earlier") and near[1].sentence == scene.sentence.place  # told before them both
    is_open = is_alike and not is_other and not is_earlier and not _is_of_other(scene, near)
    is_told = is_open and scene.is_relation
    is_open = is_open and not _ARE_PARTS.fullmatch(scene.text, near[1].end, max(near[0].start, near[1].end))
    is_behind = not scene.is_of_argument and _OF_THAT.match(scene.text, ratio.end) is None
    follows = is_open and is_behind and _follows(scene, near[0])
    is_compared = follows or scene.sentence.says("earlier") or scene.sentence.says("compared")
    if ratio.is_fold or ratio.way in ("less", "more") or (is_compared and not scene.is_of_whole):
        for candidate in of_pair(near[1], near[0], ratio, is_told=is_told):
            yield replace(candidate, is_told=candidate.is_told or follows, is_sure=follows)
        return
    both, share = summed((near[1], near[0]), scene.sentence), replace(ratio, way="of")
    spelled = [amount.expr for thing in scene.spelled for amount in thing.amounts]
    is_any_whole = any(one in scene.wholes[0] or one.is_total for one in near)
    for part, other in (near, near[::-1]):
        is_part = not is_any_whole and (scene.is_of_whole or part.expr in spelled)
        is_sure = is_told and scene.is_of_whole and part.expr in spelled
        yield from of_pair(part, both, share, is_told=is_sure) if is_part else ()
        yield from of_pair(part, other, ratio, is_told=False) if not is_part else ()


def _two(scene: RatioScene) -> list[ToldAmount]:
    """The amounts of the quantity of the last one, of as few sentences as tell two of them."""
    near: list[ToldAmount] = []
    for reach in range(_REACH + 1):
        last = before(scene.found, scene.sentence, scene.ratio.start, MOST_NEAR, reach)
        last = [one for one in last if scene.is_in_paragraph(one) and not one.is_plane]
        family = scene.family or next((one.family for one in last if one.family), "")
        near = list({one.low: one for one in reversed(last) if one.family in ("", family)}.values())[::-1]
        if len(near) > 1:
            return near
    return near


def _counts_go_on(scene: RatioScene, near: Sequence[ToldAmount]) -> bool:
    """Whether two sentences count the same: both say so, or the second goes on, and is no item of a list."""
    said = [amount.family for amount in near]
    is_listed = scene.sentence.segments[0].passage.sort == "item"
    return bool(said[0]) and said[0] == said[1] if is_listed else any(said)


def _follows(scene: RatioScene, amount: ToldAmount) -> bool:
    """Whether the ratio stands right behind an amount, and nothing is said between that it may be of."""
    return amount.sentence == scene.sentence.place and says_nothing_else(
        scene.text, scene.sentence, amount, scene.ratio
    )


def _is_of_other(scene: RatioScene, near: Sequence[ToldAmount]) -> bool:
    """Whether the sentence names a thing that has another amount."""
    exprs = {one.expr for one in near}
    return any(
        amount.mark and amount.expr not in exprs for thing in scene.spelled for amount in thing.of(near[0].family)
    )
