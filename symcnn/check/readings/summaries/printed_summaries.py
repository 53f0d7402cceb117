"""The summaries that a document prints, each with its diagnosis and the model beside it that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Edit
from symcnn.check.readings.summaries.summary_code import Binding, Candidate, bound
from symcnn.check.readings.summaries.summary_faults import Diagnosis, diagnosed
from symcnn.check.readings.summaries.summary_table import SummaryTable, table_of
from symcnn.core.record import record, replace
from symcnn.documents.reading.summaries import Summary

_LEAST_DIGITS = 4


@record
class Printed:
    """A summary's table with its diagnosis, and the model of the code beside it, where there is one.

    `mended` is the table with the code's parameters, `trained` the number of trained ones that the code tells.
    """

    table: SummaryTable
    diagnosis: Diagnosis
    binding: Binding | None
    mended: SummaryTable
    trained: int | None


def printed_summaries(
    prints: Sequence[Summary], candidates: Callable[[], Sequence[Candidate]], biases: Callable[[], bool] = bool
) -> Iterator[Printed]:
    """The summaries that show layers, in order; only where one is printed, the candidates are looked for, and whether
    the document says that all layers have `biases`."""
    known = candidates() if prints else ()
    for summary in prints:
        table = table_of(summary)
        diagnosis, trained, mended = diagnosed(table, biases=biases()), None, table
        binding = bound(table, known)
        if binding is not None:
            diagnosis, trained = _by_code(table, diagnosis, binding)
            mended = _with_the_codes(table, binding)
        yield Printed(table, diagnosis, binding, mended, trained)


def _by_code(table: SummaryTable, diagnosis: Diagnosis, binding: Binding) -> tuple[Diagnosis, int | None]:
    """The diagnosis, with the sum of the code's parameters where it knows all of them."""
    if any(at not in binding.rows and table.params[at] for at in table.counted):
        return diagnosis, None
    params = [row.params for row in binding.rows.values()]
    trained = [row.trainable for row in binding.rows.values()]
    if None in params:
        return diagnosis, None
    total = sum(figure for figure in params if figure is not None)
    learned = None if None in trained else sum(figure for figure in trained if figure is not None)
    return replace(diagnosis, total=total, is_confirmed=True), learned


def _with_the_codes(table: SummaryTable, binding: Binding) -> SummaryTable:
    """The table with the code's parameters, where that has them and the row prints some."""
    params = list(table.params)
    for at, row in binding.rows.items():
        if params[at] is not None and row.params is not None:
            params[at] = row.params
    return replace(table, params=tuple(params))


def count_edit(text: str, start: int, end: int, printed: int, right: int, *, is_sure: bool = True) -> Edit | None:
    """The edit of a printed count; certain where it is a slip in a number of some length."""
    old = text[start:end]
    if not old.replace(",", "").isdigit() or right < 0:
        return None
    name = slip(str(right), str(printed))
    new = f"{right:,}" if "," in old or (printed < 1000 <= right) else str(right)
    is_certain = is_sure and name is not None and len(str(printed)) >= _LEAST_DIGITS
    return Edit(name or "wrong-result", start, end, new, is_certain)
