"""Whether the rows of a table of layers hold: each by its own figures, the receptive fields from the first row on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.readings.column_sums import column_sums
from symcnn.check.readings.rows import POOLING, WINDOWS, filters_of, made_of, miscounted, spatial, third, whole
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.record import record
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, product
from symcnn.documents.reading.layer_tables import Figure, LayerRow, LayerTable
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.made_layers import Made, figures_of, made

_AMPLE = 10**9
"""An input on which every chain of windows fits; the receptive field does not depend on it."""
_NEARBY = 2


@record
class _Derived:
    """A row and the figures of its layer; None for a row of which too little is said."""

    row: LayerRow
    figures: Figures | None
    sizes: tuple[int, ...]

    @property
    def layer(self) -> LayerFigures | None:
        """The layer's figures."""
        return self.figures.layers[-1] if self.figures else None


def judged_table(table: LayerTable) -> Iterator[Finding]:
    """The verdicts on a table's cells."""
    rows = _derived(table.rows)
    for found in rows:
        yield from _of_row(found)
    yield from _memory(table, rows)
    yield from _traces(table.rows)
    yield from _totals(rows)
    yield from column_sums(table)


def _derived(rows: Sequence[LayerRow]) -> list[_Derived]:
    """Each row's layer on what the row says is its input, else on what the row above gives."""
    found = []
    sizes: tuple[int, ...] | None = None
    channels: int | None = None
    for row in rows:
        if row.kind == "total":
            found.append(_Derived(row, None, ()))
            continue
        if row.kind == "input":
            stated = row.figures.get("output") or row.figures.get("input")
            sizes, channels = spatial(stated), whole(row, "filters") or third(stated)
            found.append(_Derived(row, None, (*sizes, channels) if sizes and channels else ()))
            continue
        sizes = spatial(row.figures.get("input")) or sizes
        channels = whole(row, "input_channels") or third(row.figures.get("input")) or channels
        layer = made_of(row)
        figures = figures_of((*sizes, channels or 1), [layer]) if layer and sizes else None
        output = tuple(figures.layers[-1].output) if figures else ()
        found.append(_Derived(row, figures if channels or row.kind in WINDOWS else None, output))
        sizes = spatial(row.figures.get("output")) or (output[:-1] if len(output) > 1 else sizes if output else None)
        if row.kind not in POOLING:
            channels = filters_of(row)
        if row.kind == "dense":
            sizes = (1,) if channels else None
    return found


def _of_row(found: _Derived) -> Iterator[Finding]:
    layer, row = found.layer, found.row
    if layer is None or found.figures is None:
        return
    output = row.figures.get("output")
    if output is not None and row.kind in WINDOWS:
        yield from _output(row, output, layer, found.figures)
    params = row.figures.get("params")
    if params is not None and (row.kind == "dense" or filters_of(row)):
        for quantity in ("params", "weights"):
            value = layer[quantity]
            verdict = _verdict(value, params)
            if verdict is not None:
                working = worked_figure(found.figures, layer, quantity)
                yield _finding(row, params, "layer-table", verdict, value, f"table.{quantity}", working)
                return
        edit = edit_in_digits(layer["params"], params.values[-1], params.printed)
        if params.values[-1] in miscounted(row, layer):
            working = worked_figure(found.figures, layer, "params")
            yield _finding(row, params, "layer-table", Verdict.WRONG, layer["params"], "table.params", working)
        elif edit is not None and edit.is_certain:
            working = worked_figure(found.figures, layer, "params")
            yield _finding(row, params, "layer-table", Verdict.WRONG, layer["params"], "table.params", working, edit)


def _verdict(value: Number, figure: Figure) -> Verdict | None:
    """Right or rounded where the figure agrees, else None."""
    found = agreement(value, figure.values[-1], figure.printed.number, about=False)
    if found not in AGREEING:
        return None
    return VERDICTS[found]


def _output(row: LayerRow, figure: Figure, layer: LayerFigures, figures: Figures) -> Iterator[Finding]:
    sizes = layer.output[:-1]
    claimed = spatial(figure)
    working = worked_figure(figures, layer, "O")
    if claimed is None and figure.values != (0,):
        return
    if claimed == tuple(sizes):
        yield _finding(row, figure, "layer-output", Verdict.RIGHT, sizes[0], "table.output", working)
        return
    raised = figures_of(figures.layers[0].output, [_ceiling(layer)]) if row.kind in POOLING else None
    if raised is not None and claimed == tuple(raised.layers[-1].output[:-1]):
        working = worked_figure(raised, raised.layers[-1], "O")
        yield _finding(row, figure, "layer-output", Verdict.CONDITIONAL, sizes[0], "table.ceiling", working)
        return
    if "padding" not in row.figures and "padding" not in row.blank:
        return
    if "input" not in row.figures and max(map(abs, map(int.__sub__, claimed or (0, 0), sizes))) > _NEARBY:
        return  # rows between this one and the one above may be left out
    yield _finding(row, figure, "layer-output", Verdict.WRONG, sizes[0], "table.output", working)


def _ceiling(layer: LayerFigures) -> Made:
    arguments = {argument.name: argument.value for argument in layer.layer.line.arguments}
    return made(layer.layer.kind.name, {**arguments, "round": Sym("ceil")})


def _finding(
    row: LayerRow,
    figure: Figure,
    code: str,
    verdict: Verdict,
    value: Number,
    key: str,
    working: tuple[Expr, ...],
    edit: Edit | None = None,
) -> Finding:
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


def _memory(table: LayerTable, rows: Sequence[_Derived]) -> Iterator[Finding]:
    """Memory as the number of values, or as bytes of four each; the head must say the one that the cells hold."""
    counted: list[tuple[Figure, LayerRow, Expr]] = []
    for found in rows:
        figure = found.row.figures.get("memory")
        if figure is not None and found.sizes:
            counted.append((figure, found.row, product(*map(Num, found.sizes))))
    held = [_verdict(_value(count), figure) for figure, _, count in counted]
    for (figure, row, count), verdict in zip(counted, held, strict=True):
        chain: tuple[Expr, ...] = (worked_out(count) if isinstance(count, Op) else Op("=", (Sym("neurons"), count)),)
        if verdict is not None:
            yield _finding(row, figure, "layer-table", verdict, _value(count), "table.values", chain)
        elif (in_bytes := _verdict(4 * _value(count), figure)) is not None:
            chain = (worked_out(product(Num(4), count)),)
            yield _finding(row, figure, "layer-table", in_bytes, 4 * _value(count), "table.bytes", chain)
    if table.in_bytes and len(held) > 1 and None not in held:
        head = table.heads["memory"]
        figure, _, count = counted[0]
        values: dict[str, Said] = {"count": Num(_value(count)), "claimed": Num(figure.values[-1])}
        yield Finding(
            head.start,
            head.end,
            Kind.SUMMARY_ROW,
            "unit",
            Verdict.WRONG,
            head.text,
            None,
            Sentence("table.unit", values),
            (worked_out(count),),
        )


def _value(count: Expr) -> Number:
    return value_of(count)


def _traces(rows: Sequence[LayerRow]) -> Iterator[Finding]:
    """Receptive fields and jumps, which grow from the first row on; a column may as well tell those of the inputs."""
    layers: list[Made] = []
    chain: list[LayerRow] = []
    for row in rows:
        if row.kind == "input" and not chain:
            continue
        layer = made_of(row) if row.kind in WINDOWS else None
        if row.kind == "input" and not layers:
            continue
        if layer is None and (row.kind or row.name.strip()):
            break
        chain.append(row)
        if layer is not None:
            layers.append(layer)
    figures = figures_of((_AMPLE, _AMPLE, 1), layers) if layers else None
    if figures is None:
        return
    for quantity in ("receptive_field", "jump"):
        at = [min(place, len(layers)) for place in range(1, len(chain) + 1)]
        found = [getattr(figures.layers[place], quantity)[0] for place in at]
        before = [getattr(figures.layers[place - 1], quantity)[0] for place in range(1, len(at) + 1)]
        cells = [row.figures.get(quantity) for row in chain]
        claimed = [figure.values[-1] if figure else None for figure in cells]
        values = before if claimed == before else found
        for place, (row, figure, value) in enumerate(zip(chain, cells, values, strict=True)):
            if figure is None:
                continue
            verdict = Verdict.RIGHT if figure.values[-1] == value else Verdict.WRONG
            place_of = at[place] if values is found else place
            working = worked_figure(figures, figures.layers[place_of], quantity) or (
                Op("=", (Sym(quantity), Num(value))),
            )
            yield _finding(row, figure, "receptive-field", verdict, value, f"table.{quantity}", working)


def _totals(rows: Sequence[_Derived]) -> Iterator[Finding]:
    """A line of totals against what its rows come to, where all of them are known."""
    for place, found in enumerate(rows):
        figure = found.row.figures.get("params")
        if found.row.kind != "total" or figure is None:
            continue
        above = [row.layer for row in rows[:place] if row.row.kind not in ("total", "input", "flatten")]
        if not above or None in above:
            continue
        for quantity in ("params", "weights"):
            terms = [layer[quantity] for layer in above if layer is not None]
            verdict = _verdict(sum(terms), figure)
            if verdict is not None:
                chain = (worked_out(Op("+", tuple(map(Num, terms)))),)
                yield _finding(found.row, figure, "sum", verdict, sum(terms), f"table.{quantity}", chain)
                break
