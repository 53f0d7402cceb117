"""The worked solution of a network as data: a derivation for each quantity of each layer, and for the totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symcnn.answers.derive.steps import Derivation, derived
from symcnn.core.record import record
from symcnn.core.text.near import unknown
from symcnn.core.written.tree import Num, Sym, total
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.layer_figures import axis_values
from symcnn.network.figures.values import Value
from symcnn.network.figures.variant import PlainRule


@record
class LayerSolution:
    """One layer: its figures, and how each of them comes about."""

    figures: LayerFigures
    derivations: tuple[Derivation, ...]


@record
class Solution:
    """A network's worked solution."""

    figures: Figures
    layers: tuple[LayerSolution, ...]
    totals: tuple[Derivation, ...]


def derive(figures: Figures, layers: Collection[str] = (), quantities: Collection[str] = ()) -> Solution:
    """The worked solution; of these layers and quantities alone, where any are named.

    What is nothing (a pooling layer has no weights) or stays what it was is left out unless asked for.

    Raises `Faulty` for a layer or a quantity that the network has not got.
    """
    _refuse_unknown("unknown-layer-option", layers, [found.layer.name for found in figures.layers[1:]])
    _refuse_unknown("unknown-quantity", quantities, sorted(quantities_of(figures)) if quantities else ())
    solved = tuple(
        LayerSolution(found, tuple(derivations_of(figures, found, quantities)))
        for found in figures.layers[1:]
        if not layers or found.layer.name in layers
    )
    totals = () if layers else tuple(_totals(figures, quantities))
    return Solution(figures, solved, totals)


def _refuse_unknown(code: str, names: Collection[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise unknown(code, name, known)


def quantities_of(figures: Figures) -> set[str]:
    """The quantities that some layer has a rule for, and ``output``."""
    variants = {id(found.shared.variant): found.shared.variant for found in figures.layers}.values()
    formulas = (formula for variant in variants for formula in (*variant.formulas, *variant.trace))
    return {"output", *(formula.rule.target for formula in formulas)}


def derivations_of(figures: Figures, found: LayerFigures, quantities: Collection[str] = ()) -> Iterator[Derivation]:
    """How the figures of one layer come about; of these quantities alone, where any are named."""
    values = found.shared.values
    for formula in found.shared.variant.formulas:
        if _is_wanted(formula, values[formula.target], quantities):
            yield derived(
                formula.target, formula.rule.target, formula.expr, values, values[formula.target], formula.rule
            )
    yield from _traced(figures, found, quantities)


_UNCHANGED = {"N": Sym("C"), "receptive_field": Sym("R_in"), "jump": Sym("J_in")}
"""Rules that say no more than that a figure stays what it was."""


def _is_wanted(formula: PlainRule, value: Value, quantities: Collection[str]) -> bool:
    target = formula.rule.target
    if value is None:
        return False
    if quantities:
        return target in quantities or ("output" in quantities and target in ("O", "N"))
    return not (isinstance(formula.expr, Num) or _UNCHANGED.get(target) == formula.expr or value == 0)


def _traced(figures: Figures, found: LayerFigures, quantities: Collection[str]) -> Iterator[Derivation]:
    """Receptive field and jump: one derivation where all axes agree, else one an axis."""
    views = axis_values(figures.axes, found)
    for formula in found.shared.variant.trace:
        if not _is_wanted(formula, views[0][formula.rule.target], quantities):
            continue
        stem = formula.rule.target
        seen = [[view[name] for name in formula.names] for view in views]
        differ = formula.target != stem or any(values != seen[0] for values in seen)
        for place, axis in enumerate(figures.axes or ("",)):
            if formula.target in (stem, stem + axis) and (differ or place == 0):
                target = stem + axis if differ else stem
                yield derived(target, stem, formula.expr, views[place], views[place][stem], formula.rule)


def _totals(figures: Figures, quantities: Collection[str]) -> Iterator[Derivation]:
    for quantity in TOTALS:
        if quantities and quantity not in quantities:
            continue
        counted = [found for found in figures.counted(quantity) if found[quantity] != 0]
        names = {f"{found.layer.name}.{quantity}": found.in_all_rounds(quantity) for found in counted}
        terms = total(*map(Sym, names))
        yield derived(f"total.{quantity}", quantity, terms, names, figures.total(quantity), None)
