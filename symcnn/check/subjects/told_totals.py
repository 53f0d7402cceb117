"""Totals: of the rows of a table, and of the layers that a text has told of so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.kind_traits import family
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.printed_counts import agrees_with, is_slip, says_enough
from symcnn.check.subjects.told_layers import ToldFact
from symcnn.check.subjects.told_verdict import ToldVerdict
from symcnn.core.limits import MAX_ADDENDS
from symcnn.documents.told.mark import Mark

_SUMMED = ("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes")
_NEAR = Fraction(1, 20)
"""How far a total may be from the sum to be one of these rows."""


def total_verdicts(told: MeasuredStory, judged: Sequence[ToldVerdict]) -> Iterator[ToldVerdict]:
    """The verdicts on totals, those of columns by the verdicts on the cells above them."""
    by_place = {found.fact.mark.start: found for found in judged}
    yield from _of_rows(told.story.facts, by_place)
    columns: dict[int, list[ToldFact]] = {}
    for fact in (*told.story.facts, *told.story.loose):
        found: ToldVerdict | None = None
        if fact.head is not None and fact.quantity in _SUMMED:
            cells = columns.setdefault(fact.head.start, [])
            if fact.layer is None and "total" in fact.cues:
                found = _of_column(fact, cells, by_place, told)
            else:
                cells.append(fact)
        elif "total" in fact.cues and fact.quantity in ("", "params", "weights"):
            found = _of_layers(fact, told)
        if found is not None:
            yield found


def _of_rows(facts: Sequence[ToldFact], judged: Mapping[int, ToldVerdict]) -> Iterator[ToldVerdict]:
    """Parameters beside their weights and biases, in rows of layers of which not more is known."""
    rows: dict[int, dict[str, ToldFact]] = {}
    for fact in facts:
        if fact.layer is not None and fact.head is not None:
            rows.setdefault(fact.layer, {})[fact.quantity] = fact
    for row in rows.values():
        if not {*row} >= {"params", "weights", "biases"} or row["params"].mark.start in judged:
            continue
        both, parts = row["params"], (row["weights"].mark, row["biases"].mark)
        exact = [part.whole or 0 for part in parts]
        if any(map(_is_short, parts)):
            continue
        if agrees_with(both.mark, sum(exact)):
            yield _total(both, Verdict.RIGHT if both.mark.value == sum(exact) else Verdict.ROUNDED, exact)
        elif is_slip(both.mark, sum(exact)):
            yield _total(both, Verdict.WRONG, exact)


def _is_short(mark: Mark) -> bool:
    return mark.reading is not None and mark.reading.is_short


def _of_column(
    fact: ToldFact, cells: Sequence[ToldFact], judged: Mapping[int, ToldVerdict], told: MeasuredStory
) -> ToldVerdict | None:
    """A total against what follows for the cells above it, plainly or as they count, and against what is printed."""
    if not 1 < len(cells) <= MAX_ADDENDS or any(cell.mark.value is None for cell in cells):
        return None
    found = [judged.get(cell.mark.start) for cell in cells]
    derived = [one.derived[0] if one is not None else None for one in found]
    printed = [Fraction(cell.mark.value or 0) for cell in cells]
    exact = [one if one is not None else int(said) for one, said in zip(derived, printed, strict=True)]
    is_known = None not in derived
    rounding = sum(map(_rounding, (*cells, fact)), Fraction())
    plain = [_plain(cell, told, other) for cell, other in zip(cells, exact, strict=True)]
    for addends in (exact, plain):
        if agrees_with(fact.mark, sum(addends)):
            return _total(fact, Verdict.RIGHT if fact.mark.value == sum(addends) else Verdict.ROUNDED, addends)
    if abs(sum(printed) - Fraction(fact.mark.value or 0)) <= rounding:
        follows = any(one is not None and one.verdict is Verdict.WRONG for one in found)
        return (
            None if follows else _total(fact, Verdict.ROUNDED if rounding else Verdict.RIGHT, list(map(int, printed)))
        )
    is_near = abs(sum(exact) - Fraction(fact.mark.value or 0)) <= sum(exact) * _NEAR
    if not rounding and (is_slip(fact.mark, sum(exact)) or (is_known and is_near)):
        return _total(fact, Verdict.WRONG, exact)
    return None


def _plain(cell: ToldFact, told: MeasuredStory, other: int) -> int:
    """What a cell counts in the plain reading of its layer; another number where that has none."""
    readings = told.layers[cell.layer].readings if cell.layer is not None else ()
    return readings[0].figures.get(cell.quantity, other) if readings else other


def _rounding(fact: ToldFact) -> Fraction:
    """By how much a printed number may be rounded."""
    reading = fact.mark.reading
    return Fraction(reading.place) / 2 if reading is not None and _is_short(fact.mark) else Fraction()


def _of_layers(fact: ToldFact, told: MeasuredStory) -> ToldVerdict | None:
    """A total against the sums over the layers told before it: all of them, those of its table, or those of a kind."""
    before = [layer for layer in told.layers if layer.layer.place < fact.mark.start and layer.readings]
    for quantity in ("params", "weights"):
        counted = [(layer.layer, layer.readings[0].figures.get(quantity)) for layer in before]
        tables = {layer.table for layer, _ in counted if layer.table is not None}
        chosen = [[one for one in counted if one[0].table == table] for table in tables]
        chosen += [
            [one for one in counted if family(one[0].kind) == kind] for kind in {family(one.kind) for one, _ in counted}
        ]
        for group in (counted, *chosen):
            addends = [count for _, count in group if count]
            is_known = len(addends) > 1 and None not in [count for _, count in group]
            if is_known and says_enough(fact.mark) and agrees_with(fact.mark, sum(addends)):
                verdict = Verdict.RIGHT if fact.mark.value == sum(addends) else Verdict.ROUNDED
                return _total(fact, verdict, addends)
    return None


def _total(fact: ToldFact, verdict: Verdict, addends: Sequence[int]) -> ToldVerdict:
    return ToldVerdict(fact, verdict, "total", (sum(addends),), None, addends=tuple(addends))
