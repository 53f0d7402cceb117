"""The pairs of amounts of which a ratio may be although no text says it: those of what is named, and those near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from itertools import product as combined

from symcnn.check.subjects.relations.ratio_candidates import of_pair
from symcnn.check.subjects.relations.ratio_scene import MOST_NEAR, RatioScene
from symcnn.check.subjects.relations.relations import RelationCandidate
from symcnn.check.subjects.relations.told_amounts import ToldAmount, before, summed
from symcnn.core.record import replace

_REACH = 6
"""Of how many sentences before a ratio amounts may be meant where nothing says which."""


def of_named(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What a ratio may say of what its sentence names, of each with each, and with the whole."""
    yield from _of_things(scene)
    yield from _of_wholes(scene)
    own = scene.own[:1]
    for thing in scene.things:
        for amount, other in combined(own, thing.of(scene.family)):
            yield from _of_alike(scene, amount, other)


def _of_things(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What the ratio may say of two things: told, where of both but one amount of a quantity is printed."""
    everywhere = [thing.amounts for thing in scene.things]
    said = {scene.family} - {""} or {amount.family for amount in scene.own} - {""}
    for groups in (_latest(scene), everywhere):
        for one, other in _of_two(groups, scene.family):
            is_printed = len(groups) == 2 and bool(one.mark and other.mark) and one.family == other.family
            is_told = is_printed and all(_is_one(group, one.family) for group in groups) and scene.is_relation
            yield from of_pair(one, other, scene.ratio, is_told=is_told and one.family in (said or {one.family}))


def _of_wholes(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What the ratio may say of a named part and a whole, or of two wholes."""
    ratio, (printed, derived) = scene.ratio, scene.wholes
    if not ratio.is_fold and ratio.way in ("of", ""):
        share = replace(ratio, way="of")
        parts = [amount for thing in scene.subjects or scene.things for amount in thing.of(scene.family)]
        for part, whole in combined(scene.with_mended([*parts, *scene.own[:1]]), scene.with_mended(printed or derived)):
            if part.goes_with(whole) and part.high < whole.low:
                yield from of_pair(part, whole, share, is_told=False)
    for one, other in combinations(scene.with_mended(printed) if ratio.way != "of" else (), 2):
        yield from _of_alike(scene, other, one)


def _latest(scene: RatioScene) -> list[list[ToldAmount]]:
    """The amounts of two things where both are told together the last time, as in a table."""
    groups = [thing.amounts for thing in scene.spelled]
    if len(groups) != 2:
        return []
    blocks = [{scene.found[amount.sentence].block for amount in group if amount.mark} for group in groups]
    last = max(blocks[0] & blocks[1], default=None)
    return [[one for one in group if one.mark and scene.found[one.sentence].block == last] for group in groups if last]


def of_near(scene: RatioScene, *, is_told: bool) -> Iterator[RelationCandidate]:
    """What the ratio may say of any two amounts near it, the nearest first, and of two together."""
    reach = 0 if len(scene.own) > 1 and not scene.ratio.place else _REACH
    near = before(scene.found, scene.sentence, scene.ratio.start, MOST_NEAR, reach)
    near += [amount for amount in scene.sentence.amounts if amount.start >= scene.ratio.end][:2]
    near = scene.with_mended(near)
    pairs = sorted(combinations(range(len(near)), 2), key=lambda pair: (pair[1], pair[0]))
    for first, second in pairs:
        yield from _of_alike(scene, near[second], near[first])
    if not is_told:
        yield from _of_sums(scene, near)


def _of_sums(scene: RatioScene, near: Sequence[ToldAmount]) -> Iterator[RelationCandidate]:
    """What the ratio may say of two amounts together, and another one, or that of the two which is named."""
    named = [amount.expr for thing in scene.subjects for amount in thing.amounts if not scene.ratio.is_fold]
    for one, other in pairwise(near):
        if one.family == other.family and one.sentence >= other.sentence and one.low != other.low:
            both = summed((other, one), scene.sentence)
            for amount in near:
                if amount not in (one, other) or amount.expr in named:
                    yield from _of_alike(scene, amount, both)


def _of_alike(scene: RatioScene, one: ToldAmount, other: ToldAmount) -> Iterator[RelationCandidate]:
    if one.goes_with(other) and one.expr != other.expr:
        yield from of_pair(one, other, scene.ratio, is_told=False)


def _is_one(group: Sequence[ToldAmount], family: str) -> bool:
    """Whether but one amount of a quantity is printed of a thing."""
    return len({amount.expr for amount in group if amount.mark is not None and amount.family == family}) == 1


def _of_two(named: Sequence[Sequence[ToldAmount]], family: str) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    """The pairs of amounts of the same quantity of two things that a sentence names."""
    for one, other in combinations(named, 2):
        for first, second in combined(one, other):
            said = {first.family, second.family}
            is_alike = said <= {family, ""} if family else len(said) == 1 and first.mark and second.mark
            if is_alike and first.is_plane == second.is_plane:
                yield first, second
