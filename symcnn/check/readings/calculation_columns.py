"""Calculations whose results stand in another column: ``| 81·1·24 + 24 | 1,968 |``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.readings.calculations import judged
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.statements import Side, Statement
from symcnn.documents.reading.tokens import Token, tokens
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.table_rows import cell_ends

_SIGN = late_pattern(r"\d[\d ,{}()]*[-+*/]")
_FEWEST_FITTING = 2
"""How many rows show that one column has the results of the other."""
_FEWEST_TELLING = 10
_LONGEST_SHAPE = 3

Cell = tuple[Sequence[Token], Expr]


def calculation_columns(text: str, found: Iterable[Passage], megabyte: str = "either") -> Iterator[Calculation]:
    """The verdicts on the rows of tables that have a column of calculations and one of results, in order.

    Two columns that fail in more rows than they fit have nothing to do with each other.
    """
    for _, table in groupby(found, key=lambda passage: (passage.block, passage.sort)):
        rows = [passage for passage in table if passage.sort == "row"]
        if any(_SIGN.search(text, row.start, row.end) for row in rows):
            yield from _of_table([_cells(text, row) for row in rows], megabyte)


def _of_table(rows: Sequence[Mapping[int, Cell]], megabyte: str) -> Iterator[Calculation]:
    best: list[Calculation] = []
    width = 1 + max((place for row in rows for place in row), default=0)
    for worked, given in combinations(range(width), 2):
        both = [(row[worked], row[given]) for row in rows if worked in row and given in row]
        if any(_is_worked(one[1]) for one, _ in both):
            judgements = [judged((_statement(one, other),), megabyte) for one, other in both if _states(one, other)]
            known = [one for one in judgements if one is not None]
            best = max(best, known, key=_fitting)
    failing = sum(one.verdict is Verdict.WRONG for one in best)
    if _fitting(best) >= _FEWEST_FITTING and _fitting(best) > failing:
        yield from best


def _fitting(found: Sequence[Calculation]) -> int:
    return sum(one.verdict is Verdict.RIGHT or (one.verdict is Verdict.ROUNDED and _tells(one)) for one in found)


def _tells(found: Calculation) -> bool:
    """Whether what is rounded has more than one digit, which a tenth of all numbers are rounded to."""
    return isinstance(found.claimed, Num) and abs(Fraction(found.claimed.value)) >= _FEWEST_TELLING


def _cells(text: str, row: Passage) -> Mapping[int, Cell]:
    """The cells of a row that are numbers or calculations and nothing else, by their places."""
    cells: dict[int, Cell] = {}
    if row.end - row.start > MAX_STATEMENT_LENGTH:
        return cells
    for place, ends in enumerate(cell_ends(text, row)):
        line = tuple(token for token in tokens(text, *ends) if token.kind != "edge")
        first = expression_at(line, 0) if line else None
        if first is not None and first.end == len(line):
            cells[place] = line, first.expr
    return cells


def _is_worked(expr: Expr) -> bool:
    """Whether an expression is no shape: something is added or divided, or it has more factors than maps have sizes."""
    if not isinstance(expr, Op):
        return False
    return expr.name != "*" or len(expr.args) > _LONGEST_SHAPE or not all(isinstance(one, Num) for one in expr.args)


def _states(worked: Cell, given: Cell) -> bool:
    """Whether one cell is worked out and the other a result, unless that counts biases beside a product of weights."""
    match worked[1], given[1]:
        case Op("*", factors), Num(value):
            numbers = [one.value for one in factors if isinstance(one, Num)]
            return len(numbers) < len(factors) or value - prod(numbers) not in numbers
    return isinstance(worked[1], Op) and isinstance(given[1], Num)


def _statement(worked: Cell, given: Cell) -> Statement:
    (first, one), (second, other) = worked, given
    sides = Side(one, 0, len(first)), Side(other, len(first), len(first) + len(second))
    return Statement((*first, *second), sides, (False,), is_certain=True)
