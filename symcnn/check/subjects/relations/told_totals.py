"""Totals: of the rows of a table, and of the layers that a text has told of so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.told_layers import ToldFact
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_counts import agrees_with, is_slip, says_enough
from symcnn.core.limits import MAX_ADDENDS
from symcnn.network.wiring.kind_traits import family

_SUMMED = ("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes")
_SURE_DIGITS = 5
"""How many digits a number has that equals a sum by no accident, whether or not a word says that it is one."""
_FEWEST_ADDENDS = 2
"""More layers than these are the whole of which a number tells that no word calls a total."""
_MOST_PATHS = 64
_COUNTED, _KINDS = ("params", "weights", "macs"), ("", "conv", "dense")
_NOTHING: Mapping[tuple[str, str], int] = {(quantity, kind): 0 for quantity in _COUNTED for kind in _KINDS}
_NEAR = Fraction(1, 20)
"""How far a total may be from the sum to be one of these rows."""


def total_verdicts(told: MeasuredStory, judged: Sequence[ToldVerdict]) -> Iterator[ToldVerdict]:
    """The verdicts on totals, those of columns by the verdicts on the cells above them."""
    by_place = {found.fact.mark.start: found for found in judged}
    yield from _of_rows(told.story.facts, by_place)
    yield from _of_layers([fact for fact in told.story.facts + told.story.loose if _is_of_layers(fact)], told)
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
    is_count = fact.quantity in ("", *_COUNTED) and fact.mark.sort == "number"
    return not is_in_column and is_count and ("total" in fact.cues or len(str(fact.mark.whole)) >= _SURE_DIGITS)


def _of_layers(facts: Iterable[ToldFact], told: MeasuredStory) -> Iterator[ToldVerdict]:
    """Totals against the sums over layers that follow each other, as far as they are told before: all, or of a kind."""
    sums = _path_sums(told)
    starts = [measured.layer.place for measured in told.layers]
    for fact in facts:
        if not says_enough(fact.mark):
            continue
        before = (place for place in reversed(range(len(starts))) if starts[place] < fact.mark.start)
        meant = (fact.quantity,) if fact.quantity == "macs" else _COUNTED
        for place, kind, quantity in product(islice(before, _MOST_PATHS), _KINDS, meant):
            if agrees_with(fact.mark, sums[place].get((quantity, kind), 0)):
                addends = _addends(told, place, kind, quantity)
                if len(addends) > (1 if "total" in fact.cues else _FEWEST_ADDENDS):
                    verdict = Verdict.RIGHT if fact.mark.value == sum(addends) else Verdict.ROUNDED
                    yield _total(fact, verdict, addends)
                    break


def _path_sums(told: MeasuredStory) -> Sequence[Mapping[tuple[str, str], int]]:
    """What each layer and those that it follows count together, also those of one kind; only what is known."""
    found: list[Mapping[tuple[str, str], int]] = []
    for measured in told.layers:
        before = found[measured.layer.before] if measured.layer.before is not None else _NOTHING
        figures = measured.readings[0].figures if measured.readings else {}
        counts = dict.fromkeys(_COUNTED, 0) if measured.layer.kind == "input" else figures
        own = ("", family(measured.layer.kind))
        found.append(
            {
                (quantity, kind): value + (counts[quantity] if kind in own else 0)
                for (quantity, kind), value in before.items()
                if quantity in counts or kind not in own
            }
        )
    return found


def _addends(told: MeasuredStory, place: int, kind: str, quantity: str) -> list[int]:
    path = (told.layers[one] for one in told.chain_of_places(place))
    counted = (
        one.readings[0].figures[quantity] for one in path if kind in ("", family(one.layer.kind)) and one.readings
    )
    return [count for count in counted if count]


def _total(fact: ToldFact, verdict: Verdict, addends: Sequence[int]) -> ToldVerdict:
    return ToldVerdict(fact, verdict, "total", (sum(addends),), None, addends=tuple(addends))
