"""The verdicts on tables of models: a column at a time, in the light of the other rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.named_networks.network_facts import NetworkFact
from symcnn.check.subjects.named_networks.network_readings import network_readings
from symcnn.check.subjects.named_networks.network_verdicts import (
    NetworkVerdict,
    confirmed,
    may_be,
    refuted,
    said_of,
    tells,
)
from symcnn.check.subjects.printed.printed_totals import agrees

_OPERATIONS = ("macs", "flops")
_PLAIN = ("", *_OPERATIONS)
_FEWEST_ROWS = 3
"""As many rows show how a column counts."""

Columns = Mapping[tuple[int, int], Sequence[NetworkFact]]


def column_verdicts(facts: Iterable[NetworkFact]) -> Iterator[NetworkVerdict]:
    """The verdicts on the facts of tables; a fact that cannot be judged has none."""
    columns: dict[tuple[int, int], list[NetworkFact]] = {}
    for fact in facts:
        columns.setdefault(fact.column or (0, 0), []).append(fact)
    for place, column in columns.items():
        yield from _of_column(column, both_ways=_counts_both_ways(columns, place[0]))


def _counts_both_ways(columns: Columns, table: int) -> bool:
    """Whether a table has one column for multiplications with addition and another one for operations."""
    quantities = {column[0].quantity for place, column in columns.items() if place[0] == table}
    return {*_OPERATIONS} <= quantities


def _of_column(column: Sequence[NetworkFact], *, both_ways: bool) -> Iterator[NetworkVerdict]:
    """The verdicts on the figures of one quantity; a column that fails more often than it fits is not understood.

    Of several figures in one cell one must be right. A figure of another row is a slip whatever else there is, where
    that row has this one's.
    """
    rows: dict[int, list[NetworkFact]] = {}
    for fact in column:
        rows.setdefault(fact.row, []).append(fact)
    right = {row: found for row, facts in rows.items() for found in map(confirmed, facts) if found is not None}
    odd = _counting_otherwise(right) if both_ways else {}
    yield from odd.values()
    right = {row: found for row, found in right.items() if row not in odd}
    failing = {
        row: facts[0]
        for row, facts in rows.items()
        if row not in {*right, *odd} and len(facts) == 1 and not facts[0].is_doubtful and not may_be(facts[0])
    }
    exchanged = [
        fact for row, fact in failing.items() if any(_is_of(fact, facts[0]) for at, facts in rows.items() if at != row)
    ]
    mutual = {id(one) for one in exchanged for other in exchanged if _is_of(one, other) and _is_of(other, one)}
    understood = len(right) >= len(failing) - len(exchanged)
    yield from right.values() if understood else ()
    for fact in failing.values():
        reading = network_readings(fact.names, fact.quantity)[0]
        if id(fact) in mutual or (understood and right and fact in exchanged):
            yield said_of(fact, Verdict.WRONG, fact.quantity, reading)
        elif understood and right:
            found = refuted(fact)
            if found is not None:
                yield found


def _counting_otherwise(right: Mapping[int, NetworkVerdict]) -> Mapping[int, NetworkVerdict]:
    """The one figure of a column of operations that counts them in another way than all the others do."""
    plain = {row: found for row, found in right.items() if not found.counting}
    odd = {row: found for row, found in right.items() if found.counting in _OPERATIONS}
    if len(odd) != 1 or len(plain) != len(right) - 1 or len(plain) < _FEWEST_ROWS:
        return {}
    ((row, found),) = odd.items()
    reading = network_readings(found.fact.names, found.quantity)[0]
    return {row: said_of(found.fact, Verdict.WRONG, found.quantity, reading)}


def _is_of(fact: NetworkFact, other: NetworkFact) -> bool:
    """Whether a figure is that of the network of another row, and says enough to be no accident."""
    if fact.names == other.names or not tells(fact.mark):
        return False
    readings = network_readings(other.names, fact.quantity)
    return any(agrees(fact.mark, reading.value[0]) for reading in readings if reading.counting in _PLAIN)
