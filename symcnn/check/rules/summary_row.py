"""Rows of printed model summaries: against the code beside them, else by their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.summaries.module_sums import ModuleFigure, module_figures
from symcnn.check.readings.summaries.printed_summaries import count_edit
from symcnn.check.readings.summaries.row_operations import RowOperations, row_operations
from symcnn.check.readings.summaries.summary_code import ExpectedRow
from symcnn.check.readings.summaries.summary_faults import Diagnosis
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Level
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.print_rows import SIZE, Shape, SummaryRow
from symcnn.documents.reading.summaries import MODULES

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


@record
class _Figure:
    """What is said of the figure in a column: the verdict, the claimed and the right one, and why."""

    verdict: Verdict
    claimed: Said | None
    derived: Said | None
    why: Sentence
    derivation: tuple[Expr, ...]
    edit: Edit | None = None


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
            layer = expected.layer if expected is not None else row.name
            if found and (said := operations.get(at)) is not None:
                found["mult_adds"] = _operations(said)
            yield from _findings(row, found, layer)
    for summary in read.prints:
        if summary.form == MODULES:
            yield from (_of_module(figure) for figure in module_figures(summary))


def _of_module(said: ModuleFigure) -> Finding:
    claimed, derived = (_sizes(one) if isinstance(one, tuple) else Num(one) for one in (said.printed, said.right))
    key = "wrong-shape" if isinstance(said.right, tuple) else "wrong-params"
    values: dict[str, Said] = {"derived": derived, "claimed": claimed}
    why = Sentence(f"summary.{key}" if said.verdict is Verdict.WRONG else "summary.total", values)
    figure = _Figure(said.verdict, claimed, derived, why, (said.working,))
    return _finding(*said.row.place("params"), figure, said.row.name)


def _says_something(table: SummaryTable, at: int) -> bool:
    """Whether a row has figures of its own: a module that only holds others has not."""
    return table.forms[at] not in (None, RowForm.NESTED) or bool(table.params[at]) or not table.is_torch


def _findings(row: SummaryRow, found: Mapping[str, _Figure], layer: str) -> Iterator[Finding]:
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


def _finding(start: int, end: int, said: _Figure, layer: str) -> Finding:
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
) -> dict[str, _Figure]:
    """The verdicts on a row by the code's layer; none where the code does not tell enough."""
    params, shape = table.params[at], table.shapes[at]
    if expected.params is None or (expected.output is None) != (shape is None):
        return {}
    fit = diagnosis.fits[at]
    own = fit.derivation if fit.level >= Level.WEAK else ()
    lines = expected.workings or own or (Op("=", (Num(expected.params), Num(expected.params))),)
    count = Num(expected.params)
    found = {"params": _Figure(Verdict.RIGHT, count, count, Sentence("summary.code"), lines)}
    if params is not None and params != expected.params:
        found["params"] = _wrong_count(text, table, at, expected, params)
    if shape is not None and expected.output is not None:
        derived = _sizes(expected.output)
        if _is_other(shape, expected.output):
            edit = _shape_edit(text, table.summary.rows[at], shape, expected.output, is_certain=True)
            why = Sentence("summary.code-shape", {"derived": derived, "claimed": _sizes(shape)})
            sized = [line for line in expected.workings if isinstance(line, Op) and line.args[-1] in _numbers(expected)]
            lines = tuple(sized) or (Op("=", (derived, derived)),)
            found["shape"] = _Figure(Verdict.WRONG, _sizes(shape), derived, why, lines, edit)
        else:
            found["shape"] = _Figure(Verdict.RIGHT, derived, derived, Sentence("summary.code"), lines)
    return found


def _wrong_count(text: str, table: SummaryTable, at: int, expected: ExpectedRow, params: int) -> _Figure:
    derived = Num(expected.params or 0)
    edit = count_edit(text, *table.summary.rows[at].place("params"), params, expected.params or 0)
    why = Sentence("summary.code-params", {"derived": derived, "claimed": params})
    biases = _biases(expected)
    if biases and params == (expected.params or 0) - biases:
        why = Sentence("summary.code-params-biases", {"derived": derived, "claimed": params, "biases": biases})
        edit = replace(edit, name="bias-left-out") if edit else None
    return _Figure(Verdict.WRONG, Num(params), derived, why, expected.workings or (Op("=", (derived, derived)),), edit)


def _is_other(shape: Shape, right: Shape) -> bool:
    pairs = [(one, other) for one, other in zip(shape, right, strict=False) if None not in (one, other)]
    return len(shape) != len(right) or any(one != other for one, other in pairs)


def _numbers(expected: ExpectedRow) -> tuple[Num, ...]:
    return tuple(Num(size) for size in expected.output or () if size is not None)


def _biases(expected: ExpectedRow) -> int | None:
    """The last term of the sum that a layer's parameters are, where it is one for each output channel."""
    match expected.workings:
        case (*_, Op("=", (Op("+", (*_, Num(biases))), *_))) if expected.output and biases in expected.output:
            return int(biases)
    return None


def _by_itself(text: str, table: SummaryTable, at: int, diagnosis: Diagnosis) -> dict[str, _Figure]:
    """The verdicts on a row by the rows around it and the total."""
    fit, params, shape = diagnosis.fits[at], table.params[at], table.shapes[at]
    count: Said | None = None if params is None else Num(params)
    repaired = _repaired(text, table, at, diagnosis) if at in diagnosis.repairs else {}
    if repaired and all(figure.derivation for figure in repaired.values()):
        return repaired
    if repaired:  # a figure would add up, but no layer gives it
        return {"params": _Figure(Verdict.UNDECIDED, count, None, Sentence("summary.unconfirmed"), ())}
    is_right = fit.level is Level.GOOD or (fit.level is Level.WEAK and diagnosis.is_confirmed)
    if is_right and at not in diagnosis.doubtful:
        found = {"params": _Figure(Verdict.RIGHT, count, count, fit.why, fit.derivation)}
        if at in diagnosis.bare and shape is not None:
            found["shape"] = _Figure(Verdict.RIGHT, _sizes(shape), _sizes(shape), fit.why, fit.derivation)
            found["params"] = replace(found["params"], verdict=Verdict.CONDITIONAL, why=Sentence("summary.bare"))
        return found
    why = fit.why
    if fit.level >= Level.WEAK:
        why = Sentence("summary.doubtful" if at in diagnosis.doubtful else "summary.unconfirmed")
    return {"params": _Figure(Verdict.UNDECIDED, count, None, why, ())}


def _repaired(text: str, table: SummaryTable, at: int, diagnosis: Diagnosis) -> dict[str, _Figure]:
    """The verdicts on a row one figure of which is wrong; the other one follows with the right one."""
    row, fit, shape, repair = table.summary.rows[at], diagnosis.fits[at], table.shapes[at], diagnosis.repairs[at]
    params = table.params[at] or 0
    printed = _sizes(shape) if shape else None
    if isinstance(repair, int):
        edit = count_edit(text, *row.place("params"), params, repair, is_sure=diagnosis.is_confirmed)
        why = Sentence("summary.wrong-params", {"derived": repair, "claimed": params})
        wrong = _Figure(Verdict.WRONG, Num(params), Num(repair), why, fit.derivation, edit)
        if printed is None:
            return {"params": wrong}
        return {"shape": _Figure(Verdict.RIGHT, printed, printed, fit.why, fit.derivation), "params": wrong}
    assert shape is not None
    edit = _shape_edit(text, row, shape, repair, is_certain=at in table.outputs)
    right = _sizes(repair)
    why = Sentence("summary.wrong-shape", {"derived": right, "claimed": _sizes(shape)})
    after = [place for place in table.outputs.get(at, ()) if diagnosis.fits[place].derivation]
    lines = (*fit.derivation, *(line for place in after for line in diagnosis.fits[place].derivation))
    found = {"shape": _Figure(Verdict.WRONG, printed, right, why, lines, edit)}
    if fit.level >= Level.WEAK:
        found["params"] = _Figure(Verdict.RIGHT, Num(params), Num(params), fit.why, lines)
    return found


def _operations(said: RowOperations) -> _Figure:
    """The verdict on the multiply-adds of a row."""
    claimed, derived = Num(said.printed), Num(said.value)
    why = Sentence("summary.memory" if said.verdict is not Verdict.WRONG else "summary.memory-differs",
                   {"derived": derived, "claimed": claimed})  # fmt: skip
    return _Figure(said.verdict, claimed, derived, why, (said.working,))


def _sizes(shape: Shape) -> Expr:
    """The sizes that are known, as ``13 x 13 x 256``."""
    known = [Num(size) for size in shape if size is not None]
    return known[0] if len(known) == 1 else Op("x", tuple(known))


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
