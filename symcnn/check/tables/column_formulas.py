"""Which count of which layers makes most cells of a column true: formulas of the catalogue over the numbers of rows.

What a column counts need not be told: where the same count of layers, of the channels, the windows and the maps that
stand in its rows, gives most of its cells to the last digit, it is what the column counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from symcnn.check.subjects.printed.printed_counts import agrees_with
from symcnn.check.tables.block_formulas import TIMES_COSTS, Formula
from symcnn.check.tables.column_choices import Choices, Wanted, choices_of
from symcnn.check.tables.column_numbers import NumberTable
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.documents.told.mark import Mark

_MOST_SEEDS = 4
_FEWEST_DIGITS = 3
_FEWEST_AGREEING = 2
_TELLING = 3.0
"""So many digits more than chance could choose must agree."""
_SHARE = Fraction(3, 5)
_OTHERWISE = frozenset({
    "in", "out", "input", "output", "stride", "padding", "dilation", "effective_kernel", "same_padding", "repeat",
    "receptive_field", "jump", "share",
})  # fmt: skip
"""What heads tell that is no count."""
_MOST_CHOICES = 2**20

Key = tuple[int, int, int]
"""The place of a choice, that of a plane, and by how much all is multiplied."""
Counts = Sequence[int]
"""The counts of all choices in a row, the least first, each times `_MOST_CHOICES`, with the place of its choice."""


@record
class FittingFormula:
    """A formula that gives most of the cells of a column: the rows in which it does, and those in which it does not.

    `digits` is how many digits agree beyond those that chance could have chosen.
    """

    formula: Formula
    agreeing: tuple[int, ...]
    failing: tuple[int, ...]
    digits: float


@record
class CountedTable:
    """A table with all choices of what may be counted, and what they come to in the rows that were looked at.

    `counting` are the columns that may tell counts.
    """

    table: NumberTable
    choices: Choices
    counting: Sequence[int]
    known: dict[int, Counts]

    def counts(self, row: int) -> Counts:
        """The choices that come to what a cell of a row may have counted on one of its planes, and what they come to.

        They are few among thousands.
        """
        if row not in self.known:
            found = self.choices.counts(row, _wanted(self.table, row, self.counting))
            self.known[row] = sorted(count * _MOST_CHOICES + place for place, count in found)
        return self.known[row]

    def formula(self, key: Key) -> Formula:
        """The formula of a key."""
        choice, plane, times = key
        return Formula(*self.choices.at(choice), self.table.planes[plane], times)


def counted_table(table: NumberTable) -> CountedTable:
    """A table with its choices."""
    counting = [column for column in range(len(table.columns)) if _may_count(table, column)]
    return CountedTable(table, choices_of(table), counting, {})


def _may_count(table: NumberTable, column: int) -> bool:
    """Whether a column tells nothing else by its head, and has numbers that tell something: no places of windows."""
    marks = (table.single(row, column) for row in range(len(table.rows)))
    is_open = _OTHERWISE.isdisjoint(table.columns[column].slots)
    return is_open and any(mark is not None and may_count(mark) for mark in marks)


def fitting(counted: CountedTable, column: int, rows: Sequence[int]) -> FittingFormula | None:
    """The formula that gives most of the cells of a column, in the rows that count; None where none gives enough."""
    table = counted.table
    targets = {row: mark for row in rows if (mark := table.single(row, column)) is not None and _tells(mark)}
    if column not in counted.counting or len({mark.value for mark in targets.values()}) < _FEWEST_AGREEING:
        return None
    keys = {row: list(_matching(counted, column, row, targets[row])) for row in _seeds(targets)}
    often = Counter(chain.from_iterable(keys.values()))
    times: Counter[Key] = Counter()
    for row, matching in keys.items():
        again = (key for key in matching if often[key] >= _FEWEST_AGREEING)
        times.update(_giving(counted, column, row, targets[row], again))
    likely = (counted.formula(key) for key, count in times.items() if count >= _FEWEST_AGREEING)
    fits = (one for formula in likely if (one := _fit(formula, targets)) is not None)
    return max(fits, key=lambda one: (len(one.agreeing), one.digits, len(one.failing)), default=None)


def _tells(mark: Mark) -> bool:
    reading = mark.reading
    return mark.value is not None and mark.value > 0 and (reading is None or reading.unit in ("", "byte"))


def may_count(mark: Mark) -> bool:
    """Whether a number is one that a formula could be told by."""
    return _tells(mark) and _digits(mark) >= _FEWEST_DIGITS


def _digits(mark: Mark) -> int:
    """How many digits of a number tell something; zeros at the end of one that is not rounded tell half as much."""
    reading = mark.reading
    is_rounded = reading is not None and reading.is_short
    place = Fraction(reading.place) if reading is not None and is_rounded else Fraction(1)
    written = str(int(Fraction(mark.value or 0) / place)) if place else ""
    zeros = len(written) - len(written.rstrip("0"))
    return len(written) - (zeros if is_rounded else (zeros + 1) // 2)


def _seeds(targets: Mapping[int, Mark]) -> list[int]:
    """The rows whose numbers tell most."""
    return sorted(targets, key=lambda row: -_digits(targets[row]))[:_MOST_SEEDS]


def _fit(formula: Formula, targets: Mapping[int, Mark]) -> FittingFormula | None:
    values = {row: value for row in targets if (value := formula.value(row))}
    agreeing = [row for row, value in values.items() if agrees_with(targets[row], value)]
    if len(agreeing) < _FEWEST_AGREEING or len(agreeing) < _SHARE * len(values):
        return None
    told = {targets[row].value: _digits(targets[row]) for row in agreeing}
    digits = sum(told.values()) - formula.cost
    if len(told) < _FEWEST_AGREEING or digits < _TELLING or max(told.values()) < _FEWEST_DIGITS:
        return None
    failing = tuple(row for row in values if row not in agreeing)
    return FittingFormula(formula, tuple(agreeing), failing, digits)


def formulas_giving(counted: CountedTable, column: int, row: int, mark: Mark) -> Iterator[Formula]:
    """The formulas that give the number of a cell."""
    keys = _giving(counted, column, row, mark, _matching(counted, column, row, mark))
    return map(counted.formula, keys)


def _matching(counted: CountedTable, column: int, row: int, mark: Mark) -> Iterator[Key]:
    """What comes to the number of a cell."""
    counts, on_planes = counted.counts(row), _on_planes(counted.table, row, mark)
    for place, times, least, most in on_planes:
        if counted.table.planes[place].column != column:
            first = bisect_left(counts, least * _MOST_CHOICES)
            last = bisect_left(counts, (most + 1) * _MOST_CHOICES)
            yield from ((found % _MOST_CHOICES, place, times) for found in counts[first:last])


def _giving(counted: CountedTable, column: int, row: int, mark: Mark, keys: Iterable[Key]) -> Iterator[Key]:
    """Those that work it out from other numbers."""
    for choice, place, times in keys:
        plane = counted.table.planes[place]
        block, *variables = counted.choices.at(choice)[:6]
        used = (*variables, plane)
        is_told_elsewhere = all(one.column != column and one.values[row] != mark.value for one in used)
        is_counted = plane.values[row] * times > 1 or block != "figure"  # else it only adds up a row
        if is_counted and is_told_elsewhere and any(one.varies for one in used):
            yield choice, place, times


def _on_planes(table: NumberTable, row: int, mark: Mark) -> Iterator[tuple[int, int, int, int]]:
    """The least and the most that is counted at each place of a plane where the number of a cell is that of all places,
    so many times: the plane, how many times, and both."""
    low, high = _between(mark)
    for place, plane in enumerate(table.planes):
        for times in range(1, len(TIMES_COSTS)) if plane.values[row] else ():
            outer = plane.values[row] * times
            least, most = max(-(-low // outer), 1), high // outer
            if least <= most:
                yield place, times, least, most


def _wanted(table: NumberTable, row: int, columns: Iterable[int]) -> Wanted:
    """What the cells of a row may have counted at each place of their planes."""
    marks = (table.single(row, column) for column in columns)
    found = [one[2:] for mark in marks if mark is not None and _tells(mark) for one in _on_planes(table, row, mark)]
    bounds: list[int] = []
    for least, most in sorted((least, most) for least, most in found if least < most):
        if bounds and least <= bounds[-1]:
            bounds[-1] = max(bounds[-1], most + 1)
        else:
            bounds += (least, most + 1)
    return Wanted(frozenset(least for least, most in found if least == most), bounds)


def _between(mark: Mark) -> tuple[Number, Number]:
    """The least and the greatest value that a printed number may stand for."""
    value, reading = mark.value or 0, mark.reading
    slack = reading.place if reading is not None and reading.is_short else 0
    return value - slack, value + slack
