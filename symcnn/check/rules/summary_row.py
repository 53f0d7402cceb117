"""Whether printed model summaries are right: against the code beside them, else by their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.readings.summaries.summary_code import Binding, Candidate, ExpectedRow, bound
from symcnn.check.readings.summaries.summary_faults import Diagnosis, Repair, diagnosed
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Level
from symcnn.check.readings.summaries.summary_table import SummaryTable, table_of
from symcnn.check.rules.summary_total import count_edit, total_findings
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.formats.document import Document
from symcnn.documents.reading.summaries import summaries
from symcnn.documents.reading.summary_lines import SIZE, Shape, SummaryRow


def check_summaries(document: Document, candidates: Iterable[Candidate] = ()) -> tuple[Finding, ...]:
    """A finding for each row and each total of each summary, in the order of the document.

    The candidates are looked at only where a summary is printed.
    """
    found: list[Finding] = []
    printed = summaries(document.text, 0, len(document.text))
    known = tuple(candidates) if printed else ()
    for summary in printed:
        table = table_of(summary)
        diagnosis = diagnosed(table)
        binding = bound(table, known)
        trained, summed = None, table
        if binding is not None:
            diagnosis, trained = _by_code(table, diagnosis, binding)
            summed = _with_the_codes(table, binding)
        for at in range(len(summary.rows)):
            expected = None if binding is None else binding.rows.get(at)
            if expected is not None and (finding := _against_code(document.text, table, at, expected, diagnosis)):
                found.append(finding)
            elif _says_something(table, at):
                found.append(_by_itself(document.text, table, at, diagnosis))
        found.extend(total_findings(document.text, summed, diagnosis, trained, is_mended=summed.params != table.params))
    return tuple(found)


def _says_something(table: SummaryTable, at: int) -> bool:
    """Whether a row has figures of its own: a module that only holds others has not."""
    return table.forms[at] not in (None, RowForm.NESTED) or bool(table.params[at]) or not table.is_torch


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


def _against_code(
    text: str, table: SummaryTable, at: int, expected: ExpectedRow, diagnosis: Diagnosis
) -> Finding | None:
    """The verdict on a row by the code's layer; None where the code does not tell enough."""
    row, params, shape = table.summary.rows[at], table.params[at], table.shapes[at]
    if expected.params is None or (expected.output is None) != (shape is None):
        return None
    if params is not None and params != expected.params:
        derived = Num(expected.params)
        edit = count_edit(text, row.params_start, row.params_end, params, expected.params)
        why = Sentence("summary.code-params", {"derived": derived, "claimed": params})
        biases = _biases(expected)
        if biases and params == expected.params - biases:
            why = Sentence("summary.code-params-biases", {"derived": derived, "claimed": params, "biases": biases})
            edit = replace(edit, name="bias-left-out") if edit else None
        lines = expected.workings or (Op("=", (derived, derived)),)
        return _finding(row, Verdict.WRONG, Num(params), derived, why, lines, edit, expected.layer)
    if shape is not None and expected.output is not None:
        pairs = [(one, other) for one, other in zip(shape, expected.output, strict=False) if None not in (one, other)]
        if len(shape) != len(expected.output) or any(one != other for one, other in pairs):
            axes = [axis for axis, (one, other) in enumerate(zip(shape, expected.output, strict=False)) if one != other]
            edit = None
            if len(axes) == 1 and len(shape) == len(expected.output) and expected.output[axes[0]] is not None:
                edit = _shape_edit(text, row, shape, axes[0], expected.output[axes[0]] or 0, is_certain=True)
            derived_shape = _sizes(expected.output)
            why = Sentence("summary.code-shape", {"derived": derived_shape, "claimed": _sizes(shape)})
            sized = [line for line in expected.workings if isinstance(line, Op) and line.args[-1] in _numbers(expected)]
            lines = tuple(sized) or (Op("=", (derived_shape, derived_shape)),)
            return _finding(row, Verdict.WRONG, _sizes(shape), derived_shape, why, lines, edit, expected.layer)
    fit = diagnosis.fits[at]
    own = fit.derivation if fit.level >= Level.WEAK else ()
    lines = expected.workings or own or (Op("=", (Num(expected.params), Num(expected.params))),)
    why = Sentence("summary.code", {})
    claimed = Num(expected.params)
    return _finding(row, Verdict.RIGHT, claimed, claimed, why, lines, None, expected.layer)


def _numbers(expected: ExpectedRow) -> tuple[Num, ...]:
    return tuple(Num(size) for size in expected.output or () if size is not None)


def _biases(expected: ExpectedRow) -> int | None:
    """The last term of the sum that a layer's parameters are, where it is one for each output channel."""
    match expected.workings:
        case (*_, Op("=", (Op("+", (*_, Num(biases))), *_))) if expected.output and biases in expected.output:
            return int(biases)
    return None


def _by_itself(text: str, table: SummaryTable, at: int, diagnosis: Diagnosis) -> Finding:
    """The verdict on a row by the rows around it and the total."""
    row, fit, repair = table.summary.rows[at], diagnosis.fits[at], diagnosis.repair
    params = table.params[at]
    claimed: Said | None = None if params is None else Num(params)
    if repair is not None and repair.row == at:
        return _repaired(text, table, at, repair, diagnosis)
    is_right = fit.level is Level.GOOD or (fit.level is Level.WEAK and diagnosis.is_confirmed)
    if is_right and at not in diagnosis.doubtful:
        return _finding(row, Verdict.RIGHT, claimed, claimed, fit.why, fit.derivation, None, row.name)
    why = fit.why
    if fit.level >= Level.WEAK:
        why = Sentence("summary.doubtful" if at in diagnosis.doubtful else "summary.unconfirmed")
    return _finding(row, Verdict.UNDECIDED, claimed, None, why, (), None, row.name)


def _repaired(text: str, table: SummaryTable, at: int, repair: Repair, diagnosis: Diagnosis) -> Finding:
    row, fit, shape = table.summary.rows[at], diagnosis.fits[at], table.shapes[at]
    if repair.axis is None:
        params = table.params[at] or 0
        edit = count_edit(text, row.params_start, row.params_end, params, repair.value, is_sure=repair.is_confirmed)
        lines = fit.derivation
        why = Sentence("summary.wrong-params", {"derived": repair.value, "claimed": params})
        return _finding(row, Verdict.WRONG, Num(params), Num(repair.value), why, lines, edit, row.name)
    assert shape is not None
    right = (*shape[: repair.axis], repair.value, *shape[repair.axis + 1 :])
    edit = _shape_edit(text, row, shape, repair.axis, repair.value, is_certain=repair.is_confirmed)
    why = Sentence("summary.wrong-shape", {"derived": _sizes(right), "claimed": _sizes(shape)})
    after = [place for place in table.outputs.get(at, ()) if diagnosis.fits[place].derivation]
    lines = (*fit.derivation, *(line for place in after for line in diagnosis.fits[place].derivation))
    return _finding(row, Verdict.WRONG, _sizes(shape), _sizes(right), why, lines, edit, row.name)


def _finding(
    row: SummaryRow,
    verdict: Verdict,
    claimed: Said | None,
    derived: Said | None,
    why: Sentence,
    derivation: tuple[Expr, ...],
    edit: Edit | None,
    layer: str,
) -> Finding:
    return Finding(
        row.start, row.end, Kind.SUMMARY_ROW, "summary-row", verdict, claimed, derived, why, derivation, edit, layer
    )


def _sizes(shape: Shape) -> Expr:
    """The sizes that are known, as ``13 x 13 x 256``."""
    known = [Num(size) for size in shape if size is not None]
    return known[0] if len(known) == 1 else Op("x", tuple(known))


def _shape_edit(text: str, row: SummaryRow, shape: Shape, axis: int, value: int, *, is_certain: bool) -> Edit | None:
    """The edit of one size in a printed shape; None where the shape runs over several lines."""
    printed = text[row.shape_start : row.shape_end]
    items = [*SIZE.finditer(printed)]
    if "\n" in printed or len(items) != len(shape) + 1 or items[axis + 1][0] != str(shape[axis]):
        return None
    start, end = (row.shape_start + place for place in items[axis + 1].span())
    name = slip(str(value), items[axis + 1][0]) or "wrong-result"
    return Edit(name, start, end, str(value), is_certain)
