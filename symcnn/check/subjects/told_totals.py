"""Totals: of the rows of a table, and of the layers that a text has told of so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.kind_traits import family
from symcnn.check.subjects.measured_story import MeasuredLayer, MeasuredStory
from symcnn.check.subjects.printed_counts import agrees_with, is_slip, says_enough
from symcnn.check.subjects.told_layers import ToldFact
from symcnn.check.subjects.told_verdict import ToldVerdict
from symcnn.core.limits import MAX_ADDENDS
from symcnn.core.record import entity

_SUMMED = ("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes")
_OF_LAYERS = ("params", "weights", "macs")
_NEAR = Fraction(1, 20)
"""How far a total may be from the sum to be one of these rows."""


def total_verdicts(told: MeasuredStory, judged: Sequence[ToldVerdict]) -> Iterator[ToldVerdict]:
    """The verdicts on totals, those of columns by the verdicts on the cells above them."""
    by_place = {found.fact.mark.start: found for found in judged}
    yield from _of_rows(told.story.facts, by_place)
    of_layers = [fact for fact in told.story.facts + told.story.loose if _is_of_layers(fact)]
    yield from _of_layers(of_layers, told)
    columns: dict[int, list[ToldFact]] = {}
    for fact in (*told.story.facts, *told.story.loose):
        found: ToldVerdict | None = None
        if fact.head is not None and fact.quantity in _SUMMED:
            cells = columns.setdefault(fact.head.start, [])
            if fact.layer is None and "total" in fact.cues:
                found = _of_column(fact, cells, by_place, told)
            else:
                cells.append(fact)
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
        if any(part.is_short for part in parts):
            continue
        if agrees_with(both.mark, sum(exact)):
            yield _total(both, Verdict.RIGHT if both.mark.value == sum(exact) else Verdict.ROUNDED, exact)
        elif is_slip(both.mark, sum(exact)):
            yield _total(both, Verdict.WRONG, exact)


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
    return Fraction(reading.place) / 2 if reading is not None and reading.is_short else Fraction()


def _is_of_layers(fact: ToldFact) -> bool:
    is_in_column = fact.head is not None and fact.quantity in _SUMMED
    return not is_in_column and "total" in fact.cues and fact.quantity in ("", *_OF_LAYERS)


def _of_layers(facts: Iterable[ToldFact], told: MeasuredStory) -> Iterator[ToldVerdict]:
    """Totals against the sums over the layers told before: all of them, those of a table, of a kind, or of a chain."""
    ahead = deque(sorted((one for one in told.layers if one.readings), key=lambda one: one.layer.place))
    groups: dict[object, _Counts] = {}
    chains = _chain_sums(told) if facts else {}
    for fact in sorted(facts, key=lambda fact: fact.mark.start):
        while ahead and ahead[0].layer.place < fact.mark.start:
            _add(groups, ahead.popleft())
        if not says_enough(fact.mark):
            continue
        sums = (counts for counts in groups.values() if counts.is_known and len(counts.addends) > 1)
        counts = next((counts for counts in sums if agrees_with(fact.mark, counts.sum)), None)
        if counts is not None:
            verdict = Verdict.RIGHT if fact.mark.value == counts.sum else Verdict.ROUNDED
            yield _total(fact, verdict, counts.addends)
        elif (end := chains.get(fact.mark.whole or 0)) is not None and fact.quantity in ("", end[1]):
            addends = _along(told, *end)
            if len(addends) > 1 and sum(addends) == fact.mark.whole:
                yield _total(fact, Verdict.RIGHT, addends)


def _chain_sums(told: MeasuredStory) -> Mapping[int, tuple[int, str]]:
    """The sums of what the layers of a chain count, each with the place of the last layer and the quantity."""
    sums: dict[int, tuple[int, str]] = {}
    until: dict[tuple[int | None, str], int] = {(None, quantity): 0 for quantity in _OF_LAYERS}
    for place, measured in enumerate(told.layers):
        counts = measured.readings[0].figures if measured.readings else {}
        for quantity in _OF_LAYERS:
            entering = until.get((measured.layer.before, quantity))
            if entering is not None and quantity in counts:
                until[place, quantity] = entering + counts[quantity]
                sums.setdefault(until[place, quantity], (place, quantity))
    return sums


def _along(told: MeasuredStory, end: int, quantity: str) -> Sequence[int]:
    """What the layers of a chain count, from the first to the one that stands at a place."""
    counts = [told.layers[place].readings[0].figures[quantity] for place in told.chain_of_places(end)]
    return [count for count in counts if count]


@entity
class _Counts:
    """The counts of some layers so far; `is_known` tells that there is one for each."""

    addends: list[int]
    sum: int = 0
    is_known: bool = True


def _add(groups: dict[object, _Counts], measured: MeasuredLayer) -> None:
    """Adds what a layer counts to the sums of all layers, of its table and of its kind."""
    layer = measured.layer
    for quantity in ("params", "weights"):
        count = measured.readings[0].figures.get(quantity)
        for group in ("all", *([layer.table] if layer.table is not None else []), family(layer.kind)):
            counts = groups.setdefault((quantity, group), _Counts([]))
            counts.is_known = counts.is_known and count is not None
            if count:
                counts.addends.append(count)
                counts.sum += count


def _total(fact: ToldFact, verdict: Verdict, addends: Sequence[int]) -> ToldVerdict:
    return ToldVerdict(fact, verdict, "total", (sum(addends),), None, addends=tuple(addends))
