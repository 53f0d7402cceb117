"""Receptive fields and jumps in a table of layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.readings.rows import WINDOWS, made_of
from symcnn.check.readings.table_figures import of_cell
from symcnn.check.subjects.told_findings import told_findings
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.documents.reading.layer_tables import LayerRow
from symcnn.network.figures.made_layers import Made, figures_of

CODE = Code("receptive-field", RulePage(
    title=("Receptive fields", "感受野"),
    finds=(
        "Receptive fields and jumps that a table gives for the layers of a chain.",
        "表格中给出的各层感受野和间距。",
    ),
    decides=(
        "R = R_in + (K − 1)·J_in and J = J_in·S, from the first layer on.",
        "从第一层起，按 R = R_in + (K − 1)·J_in 和 J = J_in·S 计算。",
    ),
    right=(
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 5 |"
    ),
    other=(
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 6 |"
    ),
    examples=(
        Example(("receptive fields and jumps", "感受野与间距"), ".md", Verdict.RIGHT,
            "| layer | kernel | stride | receptive field | jump |\n"
            "|---|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 | 1 |\n"
            "| pool1 | 2 | 2 | 4 | 2 |\n"
            "| conv2 | 3 | 1 | 8 | 2 |\n"),
        Example(("a wrong receptive field", "错误的感受野"), ".md", Verdict.WRONG,
            "| layer | kernel | stride | receptive field |\n"
            "|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 |\n"
            "| pool1 | 2 | 2 | 5 |\n"),
        Example(("receptive fields in a sentence", "句子中的感受野"), ".txt", None,
            "Three 3x3 convolutions have a receptive field of 9x9."),
    ),
))  # fmt: skip

_AMPLE = 10**9
"""An input on which every chain of windows fits; the receptive field does not depend on it."""


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on receptive fields and jumps, which grow from a table's first row on."""
    yield from told_findings(read.told, CODE)
    for found in read.tables:
        yield from _of_chain(found.table.rows)


def _of_chain(rows: Sequence[LayerRow]) -> Iterator[Finding]:
    """A column may tell what the layers have, or as well what their inputs have."""
    layers: list[Made] = []
    chain: list[LayerRow] = []
    reached: list[int] = []
    before: list[int] = []
    for row in rows:
        if row.kind == "input" and not layers:
            continue
        layer = made_of(row) if row.kind in WINDOWS else None
        if layer is None and (row.kind or row.name.strip() or "kernel" in row.figures):
            break
        chain.append(row)
        before.append(len(layers))
        layers += [layer] if layer is not None else []
        reached.append(len(layers))
    figures = figures_of((_AMPLE, _AMPLE, 1), layers) if layers else None
    if figures is None:
        return
    for quantity in ("receptive_field", "jump"):
        grown = [getattr(layer, quantity)[0] for layer in figures.layers]
        cells = [row.figures.get(quantity) for row in chain]
        is_of_inputs = [figure and figure.values[-1] for figure in cells] == [grown[place] for place in before]
        for row, figure, place in zip(chain, cells, before if is_of_inputs else reached, strict=True):
            if figure is None:
                continue
            verdict = Verdict.RIGHT if figure.values[-1] == grown[place] else Verdict.WRONG
            working = worked_figure(figures, figures.layers[place], quantity) or (
                Op("=", (Sym(quantity), Num(grown[place]))),
            )
            yield of_cell(row, figure, CODE, verdict, grown[place], f"table.{quantity}", working)
