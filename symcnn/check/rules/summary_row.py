"""Rows of printed model summaries: against the code beside them, else by their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.summaries.printed_summaries import count_edit
from symcnn.check.readings.summaries.summary_code import ExpectedRow
from symcnn.check.readings.summaries.summary_faults import Diagnosis, Repair
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Level
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.summary_lines import SIZE, Shape, SummaryRow

CODE = Code("summary-row", RulePage(
    title=("Rows of a summary", "摘要表的行"),
    finds=(
        "The rows of a summary that a framework printed: Keras, torchsummary, torchinfo.",
        "框架打印的摘要表中的各行：Keras、torchsummary、torchinfo。",
    ),
    decides=(
        "A row is compared with the layer of the code beside it: the output shape and the number of parameters. "
        "Without code, with the rows around it and the total: wrong only where one figure, mended, makes all agree.",
        "将每一行与旁边代码中的层比较：输出形状和参数数量。没有代码时，按前后各行与合计判断：仅当改正一个数后全部相符"
        "时，才判为错误。",
    ),
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
        Example(("Keras 2", "Keras 2"), ".txt", Verdict.RIGHT,
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
        Example(("torchsummary", "torchsummary"), ".txt", Verdict.RIGHT,
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
        Example(("torchinfo", "torchinfo"), ".txt", Verdict.RIGHT,
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
        Example(("a row against the code beside it", "与旁边代码比较"), ".md", Verdict.WRONG,
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
        table, diagnosis = printed.table, printed.diagnosis
        for at in range(len(table.summary.rows)):
            expected = None if printed.binding is None else printed.binding.rows.get(at)
            if expected is not None and (finding := _against_code(text, table, at, expected, diagnosis)):
                yield finding
            elif _says_something(table, at):
                yield _by_itself(text, table, at, diagnosis)


def _says_something(table: SummaryTable, at: int) -> bool:
    """Whether a row has figures of its own: a module that only holds others has not."""
    return table.forms[at] not in (None, RowForm.NESTED) or bool(table.params[at]) or not table.is_torch


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
    return Finding(row.start, row.end, Kind.SUMMARY_ROW, CODE, verdict, claimed, derived, why, derivation, edit, layer)


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
