"""Whether the columns of a table of layers agree: a shape with its number of values, weights and biases, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, product
from symcnn.documents.reading.layer_tables import Figure, LayerRow, LayerTable

_COUNTS = ("params", "weights", "biases")


def column_sums(table: LayerTable) -> Iterator[Finding]:
    """The verdicts on figures that others of the same table make up; a total is wrong only by a slip of the pen."""
    for place, row in enumerate(table.rows):
        if row.kind == "total":
            for role in _COUNTS:
                yield from _total(row, role, table.rows[:place])
            continue
        output, values = row.figures.get("output"), row.figures.get("values")
        if output is not None and values is not None and len(output.values) > 1:
            yield from _judged(row, values, product(*map(Num, output.values)), "table.values")
        yield from _of_kernels(row)
        weights, biases, params = (row.figures.get(role) for role in ("weights", "biases", "params"))
        if weights and biases and params:
            both = Op("+", (Num(weights.values[-1]), Num(biases.values[-1])))
            yield from _judged(row, params, both, "table.params")


def _of_kernels(row: LayerRow) -> Iterator[Finding]:
    """Parameters beside kernels with their channels and their number: ``3×3×64×128``; whether biases count is open."""
    kernel, params = row.figures.get("kernel"), row.figures.get("params")
    if row.kind != "conv" or kernel is None or params is None or len(kernel.values) != 4 or kernel.is_worked_out:
        return
    weights = product(*map(Num, kernel.values))
    both = Op("+", (weights, Num(kernel.values[-1])))
    is_bare = agreement(value_of(weights), params.values[-1], params.printed.number, about=False) in AGREEING
    yield from _judged(row, params, weights if is_bare else both, "table.weights" if is_bare else "table.params")


def _total(row: LayerRow, role: str, above: Sequence[LayerRow]) -> Iterator[Finding]:
    figure = row.figures.get(role)
    addends = [other.figures[role] for other in above if role in other.figures and other.kind != "total"]
    if figure is None or len(addends) < 2 or any(role not in {*other.figures, *other.blank} for other in above):
        return
    yield from _judged(row, figure, Op("+", tuple(Num(addend.values[-1]) for addend in addends)), "table.params", "sum")


def _judged(row: LayerRow, figure: Figure, expr: Expr, key: str, code: str = "layer-table") -> Iterator[Finding]:
    if len(figure.values) != 1 or figure.is_worked_out:
        return
    value, claimed = value_of(expr), figure.values[-1]
    found = agreement(value, claimed, figure.printed.number, about=False)
    edit = None if found in AGREEING else edit_in_digits(value, claimed, figure.printed)
    if found in AGREEING:
        verdict = VERDICTS[found]
    elif edit is not None and (edit.is_certain or code == "sum"):
        verdict = Verdict.WRONG
    else:
        return
    yield Finding(
        figure.start,
        figure.end,
        Kind.SUMMARY_ROW,
        code,
        verdict,
        Num(claimed),
        Num(value),
        Sentence(key, {"value": Num(value), "claimed": Num(claimed), "layer": row.name}),
        (worked_out(expr),),
        edit,
        row.name or None,
    )
