"""The cells of tables of which the document's code tells what they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.core.record import record

_AGREEING = 3
"""How many cells of a table agree with code for each that does not."""


@record
class CellsByCode:
    """The places of the cells that code gives, and of those that it refutes in tables that agree with it else."""

    given: frozenset[int]
    refuted: frozenset[int]


def cells_by_code(found: Iterable[ToldVerdict], told: MeasuredStory) -> CellsByCode:
    """The cells of tables that the layers of the code give or refute; what other cells make of them says less."""
    in_tables = [one for one in found if one.fact.table is not None and one.fact.layer is not None]
    of_code = [one for one in in_tables if told.layers[one.fact.layer or 0].layer.known is not None]
    right = Counter(one.fact.table for one in of_code if one.verdict is Verdict.RIGHT)
    wrong = Counter(one.fact.table for one in of_code if one.verdict is Verdict.WRONG)
    places: dict[Verdict, set[int]] = {Verdict.RIGHT: set(), Verdict.WRONG: set()}
    for one in of_code:
        if one.verdict in places and right[one.fact.table] >= _AGREEING * wrong[one.fact.table]:
            places[one.verdict].add(one.fact.mark.start)
    return CellsByCode(frozenset(places[Verdict.RIGHT]), frozenset(places[Verdict.WRONG]))
