"""Tables of formulas: a formula in letters, what its letters stand for, and what it comes to, each in a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.compared_sides import Calculation
from symcnn.check.subjects.printed.printed_counts import is_slip
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge, Undefined, exact, value_of
from symcnn.core.written.tree import Expr, Num, names, substituted
from symcnn.documents.reading.single_formula import single_formula
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.table_rows import cell_ends

_GIVEN = late_pattern(
    r"([A-Za-z](?:_?\{?[A-Za-z0-9]{1,4}\}?)?)[ \x1f]*=[ \x1f]*(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.]*\w)"
)
_BETWEEN = late_pattern(r"[\s\x1f,，;；、`*\\]*(?:and\b|und\b|和)?[\s\x1f`*]*")
_SIGN = late_pattern(r"[A-Za-z]\}?[ \x1f]*=[ \x1f]*\d")
_LETTER = late_pattern(r"[A-Za-z]")
_FEWEST_FITTING = 2
_EDGES = " \t\n\x1f`*$"


@record
class FormulaRow:
    """A row: the formula, what its letters stand for, the number that is printed beside, and what the formula gives."""

    cell: tuple[int, int]
    formula: Expr
    worked: Expr
    result: Mark
    value: Fraction

    @property
    def fits(self) -> bool:
        """Whether the number is what the formula gives."""
        return self.result.whole == self.value


@record
class FormulaTable:
    """The rows of a table that are understood, and the block that it is."""

    block: int
    rows: tuple[FormulaRow, ...]


def formula_tables(text: str, found: Iterable[Passage]) -> Iterator[FormulaTable]:
    """The tables whose formulas give most of the numbers beside them."""
    for block, table in groupby(found, key=lambda passage: passage.block):
        rows = [row for row in table if row.sort == "row" and row.end - row.start <= MAX_STATEMENT_LENGTH]
        if not any(_SIGN.search(text, row.start, row.end) for row in rows):
            continue
        head = _given(text, *cell_ends(text, rows[0])[-1])
        read = [_row(text, row, head) for row in rows]
        known = tuple(row for row in read if row is not None)
        fitting = sum(row.fits for row in known)
        if fitting >= _FEWEST_FITTING and 2 * fitting > len(known):
            yield FormulaTable(block, known)


def _row(text: str, row: Passage, head: Mapping[str, int]) -> FormulaRow | None:
    """The row, where a cell gives values, or the head of numbers does, the last one is a number, and one before it a
    formula of these letters."""
    cells = cell_ends(text, row)
    given = next((found for cell in cells if (found := _given(text, *cell))), head)
    result = _alone(text, cells[-1]) if given else None
    if result is None:
        return None
    for start, end in cells[:-1]:
        formula = single_formula(text[start:end].strip(_EDGES)) if _LETTER.search(text, start, end) else None
        letters = frozenset(names(formula)) if formula is not None else frozenset()
        if formula is not None and letters and letters <= given.keys():
            worked = substituted(formula, {name: Num(value) for name, value in given.items()})
            try:
                return FormulaRow((start, end), formula, worked, result, Fraction(value_of(worked)))
            except (TooLarge, Undefined):
                return None
    return None


def _given(text: str, start: int, end: int) -> dict[str, int]:
    """The letters of a cell that gives each a number, and says nothing else."""
    found: dict[str, int] = {}
    at = _BETWEEN.match(text, start, end)
    while at is not None and (one := _GIVEN.match(text, at.end(), end)) is not None:
        found[one[1].replace("{", "").replace("}", "")] = int(one[2].replace(",", ""))
        at = _BETWEEN.match(text, one.end(), end)
    return found if at is not None and at.end() >= end else {}


def _alone(text: str, cell: tuple[int, int]) -> Mark | None:
    inside = marks(text, *cell)
    return inside[0] if len(inside) == 1 and inside[0].sort == "number" and inside[0].whole is not None else None


def formula_results(
    tables: Sequence[FormulaTable], is_known: Callable[[tuple[int, int]], bool]
) -> Iterator[Calculation]:
    """The verdicts on the numbers; `is_known` tells of a cell whether its formula is one of the catalogue's.

    A number that its formula does not give may be right and the formula wrong: it is called wrong where the formula is
    known, where that of another row that holds is the same, and where it is a slip.
    """
    for table in tables:
        holding = {row.formula for row in table.rows if row.fits}
        for row in table.rows:
            if row.fits:
                yield _said(row, Verdict.RIGHT, "calculation.exact")
            elif row.value.denominator == 1 and (
                row.formula in holding or is_slip(row.result, int(row.value)) or is_known(row.cell)
            ):
                yield _said(row, Verdict.WRONG, "calculation.off")


def _said(row: FormulaRow, verdict: Verdict, key: str) -> Calculation:
    claimed, value = Num(row.result.whole or 0), Num(exact(row.value))
    why = Sentence(key, {"value": value, "claimed": claimed, "side": row.worked})
    return Calculation(row.result.start, row.result.end, verdict, claimed, value, why, (worked_out(row.worked),))
