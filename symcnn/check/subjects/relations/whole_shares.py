"""Shares of a whole that is told: of the one thing that the clause of a share names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symcnn.check.subjects.relations.ratio_candidates import of_pair
from symcnn.check.subjects.relations.ratio_scene import SENTENCE_END, RatioScene
from symcnn.check.subjects.relations.relations import RelationCandidate
from symcnn.check.subjects.relations.told_amounts import ToldAmount
from symcnn.core.record import replace

_ALIKE = Fraction(1, 50)
"""How far apart two ways lie to count the same thing: with biases, and without."""


def of_subject(scene: RatioScene) -> Iterator[RelationCandidate]:
    """What a share of the whole says of the one thing that its clause names, or of the amount before it."""
    whole = _whole(scene)
    if whole is None or scene.ratio.is_fold or not scene.is_of_whole:
        return
    parts = [part for part in _parts(scene, scene.family or whole.family) if part.high < whole.low]
    is_one = bool(parts) and max(one.high for one in parts) <= min(one.low for one in parts) * (1 + _ALIKE)
    is_sure = all(thing.is_sure for thing in scene.subjects) and _is_one_whole(scene, whole)
    for part in parts:
        yield from of_pair(part, whole, replace(scene.ratio, way="of"), is_told=is_one and is_sure)


def _whole(scene: RatioScene) -> ToldAmount | None:
    """The last total of the quantity of which a share speaks; the last of all where it speaks of none."""
    printed, derived = scene.wholes
    if not scene.family:
        return next(iter(printed or derived), None)
    alike = [one for one in printed if one.family == scene.family]
    return next(iter(alike or [one for one in printed if not one.family]), None)


def _is_one_whole(scene: RatioScene, whole: ToldAmount) -> bool:
    """Whether no other total of the same quantity is printed."""
    alike = [one for one in scene.wholes[0] if one.goes_with(whole)]
    return whole.mark is not None and len({one.expr for one in alike}) == 1


def _parts(scene: RatioScene, family: str) -> list[ToldAmount]:
    """The amounts of a quantity of which a share may be told: of its clause, else of what that names."""
    said = [
        one
        for one in scene.own
        if not SENTENCE_END.search(scene.text, one.end, scene.ratio.start)
        and one.family in ("", family)
        and one not in scene.wholes[0]
    ]
    named = [amount for thing in scene.subjects for amount in thing.of(family)]
    return named or said[:1]
