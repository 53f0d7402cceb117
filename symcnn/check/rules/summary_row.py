"""Rows of printed model summaries: against the code beside them, else by their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.summaries.printed_summaries import count_edit
from symcnn.check.readings.summaries.row_figures import RowFigure
from symcnn.check.readings.summaries.row_operations import row_operations
from symcnn.check.readings.summaries.summary_code import ExpectedRow
from symcnn.check.readings.summaries.summary_faults import Diagnosis
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Fit, Level, agree, sizes_of
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.record import replace
from symcnn.core.written.tree import Num, Op
from symcnn.documents.reading.print_rows import SIZE, Shape, SummaryRow

CODE = Code("summary-row", RulePage(
    right=(
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 28, 28, 6) 156\n"
        "flatten (Flatten) (None, 4704) 0\n"
        "dense (Dense) (None, 10) 47050\n"
        "Total params: 47,206"
    ),
    other=(
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 28, 28, 6) 165\n"
        "flatten (Flatten) (None, 4704) 0\n"
        "dense (Dense) (None, 10) 47050\n"
        "Total params: 47,206"
    ),
    examples=(
        Example("keras-2", ".txt", Verdict.RIGHT,
            'Model: "sequential"\n'
            "_________________________________________________________________\n"
            "Layer (type)                 Output Shape              Param #   \n"
            "=================================================================\n"
            "conv2d (Conv2D)              (None, 26, 26, 32)        320       \n"
            "_________________________________________________________________\n"
            "flatten (Flatten)            (None, 21632)             0         \n"
            "_________________________________________________________________\n"
            "dense (Dense)                (None, 10)                216330    \n"
            "=================================================================\n"
            "Total params: 216,650\n"
            "Trainable params: 216,650\n"
            "Non-trainable params: 0\n"),
        Example("torchsummary", ".txt", Verdict.RIGHT,
            "----------------------------------------------------------------\n"
            "        Layer (type)               Output Shape         Param #\n"
            "================================================================\n"
            "            Conv2d-1            [-1, 6, 28, 28]             156\n"
            "              ReLU-2            [-1, 6, 28, 28]               0\n"
            "         MaxPool2d-3            [-1, 6, 14, 14]               0\n"
            "================================================================\n"
            "Total params: 156\n"
            "Trainable params: 156\n"
            "Non-trainable params: 0\n"
            "----------------------------------------------------------------\n"),
        Example("torchinfo", ".txt", Verdict.RIGHT,
            "==========================================================================================\n"
            "Layer (type:depth-idx)                   Output Shape              Param #\n"
            "==========================================================================================\n"
            "Sequential                               [1, 10]                   --\n"
            "├─Conv2d: 1-1                            [1, 6, 28, 28]            156\n"
            "├─Flatten: 1-2                           [1, 4704]                 --\n"
            "├─Linear: 1-3                            [1, 10]                   47,050\n"
            "==========================================================================================\n"
            "Total params: 47,206\n"
            "Trainable params: 47,206\n"
            "Non-trainable params: 0\n"
            "==========================================================================================\n"),
        Example("a-row-against-the-code-beside-it", ".md", Verdict.WRONG,
            "```python\n"
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential([\n"
            "    layers.Input((28, 28, 1)),\n"
            '    layers.Conv2D(8, 3, name="c1"),\n'
            '    layers.Flatten(name="flat"),\n'
            '    layers.Dense(10, name="out"),\n'
            "])\n"
            "```\n"
            "\n"
            "```\n"
            "Layer (type)                 Output Shape              Param #\n"
            "=================================================================\n"
            "c1 (Conv2D)                  (None, 26, 26, 8)         72\n"
            "flat (Flatten)               (None, 5408)              0\n"
            "out (Dense)                  (None, 10)                54090\n"
            "=================================================================\n"
            "Total params: 54,170\n"
            "```\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the rows that have figures of their own."""
    text = read.document.text
    for printed in read.summaries:
        table = printed.table
        operations = row_operations(table, printed.diagnosis)
        for at, row in enumerate(table.summary.rows):
            expected = None if printed.binding is None else printed.binding.rows.get(at)
            found = _against_code(text, table, at, expected, printed.diagnosis) if expected else {}
            if not found and _says_something(table, at):
                found = _by_itself(text, table, at, printed.diagnosis)
            if found and at in operations:
                found["mult_adds"] = operations[at]
            yield from _findings(row, found, row.name if expected is None else expected.layer)


def _says_something(table: SummaryTable, at: int) -> bool:
    """Whether a row has figures of its own: a module that only holds others has not."""
    return table.forms[at] not in (None, RowForm.NESTED) or bool(table.params[at]) or not table.is_torch


def _findings(row: SummaryRow, found: Mapping[str, RowFigure], layer: str) -> Iterator[Finding]:
    """One finding on a row of which nothing else is to be said than of its number of parameters; else one a figure."""
    main = found.get("params")
    if (
        main
        and all(figure.verdict in (main.verdict, Verdict.ROUNDED) for figure in found.values())
        and (main.verdict in (Verdict.RIGHT, Verdict.UNDECIDED))
    ):
        end = row.end if "mult_adds" in found or "mult_adds" not in row.cells else row.place("params")[1]
        yield _finding(row.start, end, main, layer)
        return
    for column, figure in found.items():
        lines = len(row.cells[column]) if figure.verdict is Verdict.WRONG else 0
        yield _finding(*row.place(column, lines=lines), figure, layer)


def _finding(start: int, end: int, said: RowFigure, layer: str) -> Finding:
    return Finding(
        start,
        end,
        Kind.SUMMARY_ROW,
        CODE,
        said.verdict,
        said.claimed,
        said.derived,
        said.why,
        said.derivation,
        said.edit,
        layer,
    )


def _against_code(
    text: str, table: SummaryTable, at: int, expected: ExpectedRow, diagnosis: Diagnosis
) -> dict[str, RowFigure]:
    """The verdicts on a row by the code's layer; none where the code does not tell enough."""
    if expected.params is None or (expected.output is None) != (table.shapes[at] is None):
        return {}
    fit = diagnosis.fits[at]
    counts_all = (
        bool(expected.statistics) and table.params[at] == expected.params + expected.statistics
    )  # as Paddle does
    params = expected.params + expected.statistics * counts_all
    lines = () if counts_all else expected.workings
    lines = lines or (fit.derivation if fit.level >= Level.WEAK else ()) or (Op("=", (Num(params),) * 2),)
    right = (expected.output, params)
    return _held_against(right, text, table, at, Fit(Level.GOOD, Sentence("summary.code"), lines), "code")


def _by_itself(text: str, table: SummaryTable, at: int, diagnosis: Diagnosis) -> dict[str, RowFigure]:
    """The verdicts on a row by the rows around it and the total."""
    fit, params, shape, repair = diagnosis.fits[at], table.params[at], table.shapes[at], diagnosis.repairs.get(at)
    count: Said | None = None if params is None else Num(params)
    lines = fit.derivation
    if isinstance(repair, tuple):
        lines += tuple(line for after in table.outputs.get(at, ()) for line in diagnosis.fits[after].derivation)
    if repair is not None and lines:
        right = (shape, repair) if isinstance(repair, int) else (repair, params if fit.level >= Level.WEAK else None)
        is_sure = diagnosis.is_confirmed if isinstance(repair, int) else at in table.outputs
        return _held_against(right, text, table, at, Fit(fit.level, fit.why, lines), "wrong", is_sure=is_sure)
    is_right = fit.level is Level.GOOD or (fit.level is Level.WEAK and diagnosis.is_confirmed)
    if is_right and repair is None and at not in diagnosis.doubtful:
        found = {"params": RowFigure(Verdict.RIGHT, count, count, fit.why, lines)}
        if at in diagnosis.bare and shape is not None:
            found["shape"] = RowFigure(Verdict.RIGHT, sizes_of(shape), sizes_of(shape), fit.why, lines)
            found["params"] = replace(found["params"], verdict=Verdict.CONDITIONAL, why=Sentence("summary.bare"))
        return found
    why = fit.why  # of a figure that would add up, but that no layer gives, nothing is sure
    if fit.level >= Level.WEAK or repair is not None:
        why = Sentence("summary.doubtful" if at in diagnosis.doubtful else "summary.unconfirmed")
    return {"params": RowFigure(Verdict.UNDECIDED, count, None, why, ())}


def _held_against(
    right: tuple[Shape | None, int | None],
    text: str,
    table: SummaryTable,
    at: int,
    fit: Fit,
    sort: str,
    *,
    is_sure: bool = True,
) -> dict[str, RowFigure]:
    """The verdicts on a row of which the right shape and number of parameters are known, where they are printed."""
    row, shape, params = table.summary.rows[at], table.shapes[at], table.params[at]
    found: dict[str, RowFigure] = {}
    right_shape, count = right
    if shape is not None and right_shape is not None:
        derived, claimed = sizes_of(right_shape), sizes_of(shape)
        found["shape"] = RowFigure(Verdict.RIGHT, derived, derived, fit.why, fit.lines)
        if not agree(shape, right_shape):
            edit = _shape_edit(text, row, shape, right_shape, is_certain=is_sure)
            why = Sentence(f"summary.{sort}-shape", {"derived": derived, "claimed": claimed})
            found["shape"] = RowFigure(Verdict.WRONG, claimed, derived, why, fit.lines, edit)
    if count is not None:
        found["params"] = RowFigure(Verdict.RIGHT, Num(count), Num(count), fit.why, fit.lines)
        if params not in (None, count):
            edit = count_edit(text, *row.place("params"), params or 0, count, is_sure=is_sure)
            why = Sentence(f"summary.{sort}-params", {"derived": count, "claimed": params or 0})
            biases = count - (params or 0)
            if sort == "code" and biases in (right_shape or ()):
                why = Sentence("summary.code-params-biases", {**why.values, "biases": biases})
                edit = replace(edit, name="bias-left-out") if edit else None
            found["params"] = RowFigure(Verdict.WRONG, Num(params or 0), Num(count), why, fit.lines, edit)
    return found


def _shape_edit(text: str, row: SummaryRow, shape: Shape, right: Shape, *, is_certain: bool) -> Edit | None:
    """The edit of one size in a printed shape; None where the shape runs over several lines, or several are wrong."""
    axes = [axis for axis, (one, other) in enumerate(zip(shape, right, strict=False)) if one != other]
    begin, end = row.place("shape")
    items = [*SIZE.finditer(text, begin, end)]
    if len(axes) != 1 or len(shape) != len(right) or right[axes[0]] is None or "\n" in text[begin:end]:
        return None
    if len(items) != len(shape) + 1 or items[axes[0] + 1][0] != str(shape[axes[0]]):
        return None
    item, value = items[axes[0] + 1], str(right[axes[0]])
    return Edit(slip(value, item[0]) or "wrong-result", item.start(), item.end(), value, is_certain)
