"""The multiply-adds that a summary prints for each row: one for each weight and each place where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product as combinations
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.summaries.row_figures import RowFigure
from symcnn.check.readings.summaries.summary_faults import Diagnosis
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Level, chain, is_printed
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.written.tree import Num, product

_WINDOWED = (RowForm.KERNELS, RowForm.SPREAD)
_LEAST_FITTING = 2


def row_operations(table: SummaryTable, diagnosis: Diagnosis) -> Mapping[int, RowFigure]:
    """The verdicts on the column of multiply-adds, by rows; none of a column that fails more often than it fits."""
    found: dict[int, RowFigure] = {}
    for at, row in enumerate(table.summary.rows):
        printed = row.number_in("mult_adds")
        readings = [*_readings(table, diagnosis, at)] if printed is not None and at not in diagnosis.repairs else []
        if printed is None or not readings:
            continue
        fitting = next((factors for factors in readings if is_printed(prod(factors), printed)), None)
        factors = fitting or readings[0]
        is_exact = prod(factors) == printed.value
        verdict = (Verdict.RIGHT if is_exact else Verdict.ROUNDED) if fitting else Verdict.WRONG
        claimed, derived = Num(printed.value), Num(prod(factors))
        key = "memory-differs" if verdict is Verdict.WRONG else "memory"
        why = Sentence(f"summary.{key}", {"derived": derived, "claimed": claimed})
        found[at] = RowFigure(verdict, claimed, derived, why, (chain(product(*map(Num, factors))),))
    wrong = sum(said.verdict is Verdict.WRONG for said in found.values())
    if len(found) - wrong < max(wrong, _LEAST_FITTING):
        return {at: said for at, said in found.items() if said.verdict is not Verdict.WRONG}
    return found


def _readings(table: SummaryTable, diagnosis: Diagnosis, at: int) -> Iterator[tuple[int, ...]]:
    """The factors of what a tool may count: weights, or all parameters, for one sample or the batch."""
    fit, form, params = diagnosis.fits[at], table.forms[at], table.params[at]
    row, shape = table.summary.rows[at], table.shapes[at]
    layer = fit.layer
    figures = layer.figures if layer is not None else None
    if fit.level is not Level.GOOD or layer is None or figures is None or not params or shape is None or None in shape:
        return
    places = table.split(shape)[0] if form in _WINDOWED else shape[:-1] if form is RowForm.UNITS else ()
    if form is RowForm.SPREAD and layer.counts_alone:
        return
    areas = [prod(size or 1 for size in places)] + ([prod(layer.sizes[:-1])] if form is RowForm.SPREAD else [])
    for count, used in combinations(dict.fromkeys((int(figures["weights"]), params)), areas):
        for batch in dict.fromkeys((1, (row.shape or (1,))[0] or 1)):
            yield tuple(number for number in (count, used, batch) if number != 1) or (1,)
