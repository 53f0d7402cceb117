"""The worked solution of a network as data: a derivation for each quantity of each layer, and for the totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symcnn.answers.derive.steps import Derivation, derived
from symcnn.core.record import record
from symcnn.core.text.near import unknown
from symcnn.core.written.tree import Num, Sym, total
from symcnn.network.figures.figures import HELD, TOTALS, Figures, LayerFigures
from symcnn.network.figures.quantities import asked, first_use, unknown_in
from symcnn.network.figures.values import Value
from symcnn.network.figures.variant import PlainRule
from symcnn.network.wiring.layer_kinds import SIZES


@record
class LayerSolution:
    """One layer: its figures, and how each of them comes about; the layer whose weights it uses once more."""

    figures: LayerFigures
    derivations: tuple[Derivation, ...]
    first_use: str = ""


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
    known, quantities = [found.layer.name for found in figures.layers[1:]], asked(figures, quantities)
    for name in layers:
        if name not in known:
            raise unknown("unknown-layer-option", name, known)
    for name in quantities:
        if not any(name in _names(figures, formula) for found in figures.layers for formula in _formulas(found)):
            targets = {formula.rule.target for found in figures.layers for formula in _formulas(found)}
            raise unknown_in(figures, figures.layers, name, {"output", *targets})
    solved = tuple(
        LayerSolution(found, tuple(derivations_of(figures, found, quantities)), first_use(figures, found))
        for found in figures.layers[1:]
        if not layers or found.layer.name in layers
    )
    totals = () if layers else tuple(totals_of(figures, quantities))
    return Solution(figures, solved, totals)


def _formulas(found: LayerFigures) -> tuple[PlainRule, ...]:
    return (*found.shared.variant.formulas, *found.shared.variant.trace)


def _names(figures: Figures, formula: PlainRule) -> tuple[str, ...]:
    """What a formula's figure may be called: by its axis, by all axes, as a part of the output."""
    stem = formula.rule.target
    by_axis = tuple(stem + axis for axis in figures.axes) if stem in SIZES else ()
    one = by_axis if formula.target == stem else (formula.target,)
    return (stem, *one, *(("output",) if stem in ("O", "N") else ()))


def derivations_of(figures: Figures, found: LayerFigures, quantities: Collection[str] = ()) -> Iterator[Derivation]:
    """How the figures of one layer come about; of these quantities alone, where any are named."""
    values = found.shared.values
    for formula in found.shared.variant.formulas:
        if found.layer.again is not None and formula.rule.target in HELD:
            continue  # told where it is used first
        if _is_wanted(figures, formula, values[formula.target], quantities):
            yield derived(
                formula.target, formula.rule.target, formula.expr, values, values[formula.target], formula.rule
            )
    yield from _traced(figures, found, quantities)


_PLACES = ("front",)
"""Where something lies, which only those read who ask for it."""

_UNCHANGED = {"N": Sym("C"), "receptive_field": Sym("R_in"), "jump": Sym("J_in")}
"""Rules that say no more than that a figure stays what it was."""


def _is_wanted(figures: Figures, formula: PlainRule, value: Value, quantities: Collection[str]) -> bool:
    target = formula.rule.target
    if value is None:
        return False
    if quantities:
        return not {*_names(figures, formula)}.isdisjoint(quantities)
    return target not in _PLACES and not (
        isinstance(formula.expr, Num) or _UNCHANGED.get(target) == formula.expr or value == 0
    )


def _traced(figures: Figures, found: LayerFigures, quantities: Collection[str]) -> Iterator[Derivation]:
    """Receptive field and jump: one derivation where all axes agree, else one an axis."""
    views = found.views
    for formula in found.shared.variant.trace:
        if not _is_wanted(figures, formula, views[0][formula.rule.target], quantities):
            continue
        stem = formula.rule.target
        seen = [[view[name] for name in formula.names] for view in views]
        differ = formula.target != stem or any(values != seen[0] for values in seen)
        for place, axis in enumerate(found.axes):
            is_asked = not quantities or stem in quantities or not {formula.target, stem + axis}.isdisjoint(quantities)
            if is_asked and formula.target in (stem, stem + axis) and (differ or place == 0):
                target = stem + axis if differ else stem
                yield derived(target, stem, formula.expr, views[place], views[place][stem], formula.rule)


def totals_of(figures: Figures, quantities: Collection[str]) -> Iterator[Derivation]:
    """How the totals come about; of these quantities alone, where any are named."""
    for quantity in TOTALS:
        if quantities and quantity not in quantities:
            continue
        counted = [found for found in figures.counted(quantity) if found.in_all_rounds(quantity) != 0]
        names = {f"{found.layer.name}.{quantity}": found.in_all_rounds(quantity) for found in counted}
        value = figures.total(quantity)
        if value is not None:
            yield derived(f"total.{quantity}", quantity, total(*map(Sym, names)), names, value, None)
