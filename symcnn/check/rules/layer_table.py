"""Parameters, memory and numbers of values in a table of layers."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.readings.rows import filters_of, miscounted
from symcnn.check.readings.table_figures import FiguredRow, FiguredTable, agreeing, of_cell, of_cells
from symcnn.check.subjects.told_findings import told_findings
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, product
from symcnn.documents.reading.layer_tables import LayerRow

CODE = Code("layer-table", RulePage(
    title=("Tables of layers", "层的表格"),
    finds=(
        "Parameters and memory in a table of layers that has a column of kernels.",
        "含有卷积核一列的层表格中的参数数量与内存。",
    ),
    decides=(
        "The figures of a row follow from its own columns and from the row above it. Parameters may leave the biases "
        "out, memory may be in values or bytes; wrong is only what one slip of the pen parts from the right number.",
        "每一行的数值由本行各列和上一行得出。参数可以不计偏置，内存可以按值或字节计；仅当与正确值只差一处笔误时，才判"
        "为错误。",
    ),
    right=(
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,216 |"
    ),
    other=(
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,261 |"
    ),
    examples=(
        Example(("parameters", "参数数量"), ".md", Verdict.RIGHT,
            "| layer | kernel | stride | padding | filters | output | params |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 1 | 32x32 | |\n"
            "| conv1 | 5 | 1 | 0 | 6 | 28x28 | 156 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on cells by the layer of their row, and by the other cells of it."""
    yield from told_findings(read.told, CODE)
    for table in read.tables:
        for row in table.rows:
            yield from _params(row)
        yield from _memory(table)
        for row in table.rows:
            if row.row.kind != "total":
                yield from filter(_is_sure, _of_others(row.row))


def _params(found: FiguredRow) -> Iterator[Finding]:
    layer, row, figures = found.layer, found.row, found.figures
    params = row.figures.get("params")
    if layer is None or figures is None or params is None or not (row.kind == "dense" or filters_of(row)):
        return
    for quantity in ("params", "weights"):
        verdict = agreeing(layer[quantity], params)
        if verdict is not None:
            working = worked_figure(figures, layer, quantity)
            yield of_cell(row, params, CODE, verdict, layer[quantity], f"table.{quantity}", working)
            return
    edit = edit_in_digits(layer["params"], params.values[-1], params.printed)
    is_slip = params.values[-1] in miscounted(row, layer)
    if is_slip or (edit is not None and edit.is_certain):
        working = worked_figure(figures, layer, "params")
        shown = None if is_slip else edit
        yield of_cell(row, params, CODE, Verdict.WRONG, layer["params"], "table.params", working, shown)


def _memory(table: FiguredTable) -> Iterator[Finding]:
    """Memory as the number of values, or as bytes of four each."""
    for row, figure, count in table.memory():
        value = value_of(count)
        chain: tuple[Expr, ...] = (worked_out(count) if isinstance(count, Op) else Op("=", (Sym("neurons"), count)),)
        if (verdict := agreeing(value, figure)) is not None:
            yield of_cell(row, figure, CODE, verdict, value, "table.values", chain)
        elif (verdict := agreeing(4 * value, figure)) is not None:
            chain = (worked_out(product(Num(4), count)),)
            yield of_cell(row, figure, CODE, verdict, 4 * value, "table.bytes", chain)


def _of_others(row: LayerRow) -> Iterator[Finding]:
    """A shape with its number of values, kernels with their parameters, weights and biases with both together."""
    output, values = row.figures.get("output"), row.figures.get("values")
    if output is not None and values is not None and len(output.values) > 1:
        yield from of_cells(row, values, CODE, product(*map(Num, output.values)), "table.values")
    yield from _of_kernels(row)
    weights, biases, params = (row.figures.get(role) for role in ("weights", "biases", "params"))
    if weights and biases and params:
        both = Op("+", (Num(weights.values[-1]), Num(biases.values[-1])))
        yield from of_cells(row, params, CODE, both, "table.params")


def _of_kernels(row: LayerRow) -> Iterator[Finding]:
    """Parameters beside kernels with their channels and their number: ``3×3×64×128``; whether biases count is open."""
    kernel, params = row.figures.get("kernel"), row.figures.get("params")
    if row.kind != "conv" or kernel is None or params is None or len(kernel.values) != 4 or kernel.is_worked_out:
        return
    weights = product(*map(Num, kernel.values))
    if agreeing(value_of(weights), params):
        yield from of_cells(row, params, CODE, weights, "table.weights")
    else:
        yield from of_cells(row, params, CODE, Op("+", (weights, Num(kernel.values[-1]))), "table.params")


def _is_sure(finding: Finding) -> bool:
    """A slip of the pen is one only where no other would explain the number."""
    return finding.edit is None or finding.edit.is_certain
