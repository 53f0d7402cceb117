"""The layers of a table's rows with their figures, and how a cell stands to what follows for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.readings.rows import POOLING, WINDOWS, filters_of, made_of, spatial, third, whole
from symcnn.core.record import record
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.tree import Expr, Num, product
from symcnn.documents.reading.layer_tables import Figure, LayerRow, LayerTable
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.made_layers import figures_of


@record
class FiguredRow:
    """A row and the figures of its layer; None for a row of which too little is said."""

    row: LayerRow
    figures: Figures | None
    sizes: tuple[int, ...]

    @property
    def layer(self) -> LayerFigures | None:
        """The layer's figures."""
        return self.figures.layers[-1] if self.figures else None


@record
class FiguredTable:
    """A table with the figures of its rows."""

    table: LayerTable
    rows: tuple[FiguredRow, ...]

    def memory(self) -> Iterator[tuple[LayerRow, Figure, Expr]]:
        """The cells of memory, with the number of values of each layer as the product of its sizes."""
        for found in self.rows:
            figure = found.row.figures.get("memory")
            if figure is not None and found.sizes:
                yield found.row, figure, product(*map(Num, found.sizes))


def figured(table: LayerTable) -> FiguredTable:
    """The table with the figures of its rows."""
    return FiguredTable(table, tuple(_figured(table.rows)))


def _figured(rows: Sequence[LayerRow]) -> list[FiguredRow]:
    """Each row's layer on what the row says is its input, else on what the row above gives."""
    found = []
    sizes: tuple[int, ...] | None = None
    channels: int | None = None
    for row in rows:
        if row.kind == "total":
            found.append(FiguredRow(row, None, ()))
            continue
        if row.kind == "input":
            stated = row.figures.get("output") or row.figures.get("input")
            sizes, channels = spatial(stated), whole(row, "filters") or third(stated)
            found.append(FiguredRow(row, None, (*sizes, channels) if sizes and channels else ()))
            continue
        sizes = spatial(row.figures.get("input")) or sizes
        channels = whole(row, "input_channels") or third(row.figures.get("input")) or channels
        layer = made_of(row)
        figures = figures_of((*sizes, channels or 1), [layer]) if layer and sizes else None
        output = tuple(figures.layers[-1].output) if figures else ()
        found.append(FiguredRow(row, figures if channels or row.kind in WINDOWS else None, output))
        sizes = spatial(row.figures.get("output")) or (output[:-1] if len(output) > 1 else sizes if output else None)
        if row.kind not in POOLING:
            channels = filters_of(row)
        if row.kind == "dense":
            sizes = (1,) if channels else None
    return found


def agreeing(value: Number, figure: Figure) -> Verdict | None:
    """Right or rounded where the figure agrees, else None."""
    found = agreement(value, figure.values[-1], figure.printed.number, about=False)
    if found not in AGREEING:
        return None
    return VERDICTS[found]


def of_cell(
    row: LayerRow,
    figure: Figure,
    code: Code,
    verdict: Verdict,
    value: Number,
    key: str,
    working: tuple[Expr, ...],
    edit: Edit | None = None,
) -> Finding:
    """The finding on a cell of which this value follows."""
    values: dict[str, Said] = {"value": Num(value), "claimed": Num(figure.values[-1]), "layer": row.name}
    return Finding(
        figure.start,
        figure.end,
        Kind.SUMMARY_ROW,
        code,
        verdict,
        Num(figure.values[-1]),
        Num(value),
        Sentence(key, values),
        working,
        edit,
        row.name or None,
    )


def of_cells(row: LayerRow, figure: Figure, code: Code, expr: Expr, key: str) -> Iterator[Finding]:
    """The finding on a cell that others of its table make up; wrong only by a slip of the pen."""
    if len(figure.values) != 1 or figure.is_worked_out:
        return
    value = value_of(expr)
    verdict, edit = agreeing(value, figure), None
    if verdict is None:
        verdict, edit = Verdict.WRONG, edit_in_digits(value, figure.values[-1], figure.printed)
    if verdict is not Verdict.WRONG or edit is not None:
        yield of_cell(row, figure, code, verdict, value, key, (worked_out(expr),), edit)
