"""The findings on the cells of tables, each with its derivation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.tables.cell_relations import CellRelation, Expected
from symcnn.check.tables.sheet_verdicts import CellVerdict
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.written.arithmetic import exact, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.figures.made_layers import figures_of

_SENTENCES = {
    "output": "layer.output",
    "kept": "layer.output",
    "params": "layer.params",
    "weights": "layer.weights",
    "biases": "layer.biases",
    "macs": "layer.macs",
    "flops": "layer.flops",
    "neurons": "layer.values",
    "receptive_field": "layer.receptive_field",
    "jump": "layer.jump",
    "effective_kernel": "layer.E",
    "total": "layer.total",
    "bytes": "relation.bytes",
    "share": "relation.share-percent",
    "depth": "layer.channels",
    "input": "table.above",
    "channels": "table.above",
    "same_padding": "table.padding",
    "proportion": "table.proportion",
    "column": "table.column",
}

_HUNDRED = 100
_LETTERS = {"depth": "C", "channels": "C", "input": "I"}


def cell_findings(found: Iterable[CellVerdict], code: Code) -> Iterator[Finding]:
    """The findings of the rule with a code, in the order of the verdicts."""
    for one in found:
        mark = one.mark
        dims = tuple(dim for dim in mark.dims if dim is not None)
        claimed = _written(dims) if dims else Num(mark.value or 0)
        derived = _derived(one)
        values: dict[str, Said] = {"value": derived, "claimed": claimed}
        why = Sentence("table.agreeing" if one.is_source else _SENTENCES[one.relation.name], values)
        steps = _derivation(one.relation, one.expected, derived)
        yield Finding(mark.start, mark.end, Kind.CLAIM, code, one.verdict, claimed, derived, why, steps)


def _derived(one: CellVerdict) -> Expr:
    if one.relation.name == "share" and isinstance(one.expected.formula, Op):
        share = value_of(one.expected.formula)
        return Num(exact(Fraction(round(share * _HUNDRED * _HUNDRED), _HUNDRED)))
    return _written(one.derived)


def _written(numbers: tuple[int, ...]) -> Expr:
    return Num(numbers[0]) if len(numbers) == 1 else Op("x", tuple(map(Num, numbers)))


def _derivation(relation: CellRelation, expected: Expected, derived: Expr) -> tuple[Expr, ...]:
    if expected.layer is not None:
        shape, layer, quantity = expected.layer
        figures = figures_of(shape, [layer])
        steps = worked_figure(figures, figures.layers[-1], quantity) if figures is not None else ()
        if steps:
            return steps
    if expected.formula is not None:
        return (worked_out(expected.formula),)
    return (Op("=", (Sym(_LETTERS.get(relation.name, relation.name)), derived)),)
