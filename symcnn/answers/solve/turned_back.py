"""How a wanted size leads back to the symbol, from layer to layer, each rule turned round.

The way goes back along the layers that change the size, while all that is unknown in a layer's rule is the
size of its input.
"""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.derive.steps import Derivation, derived
from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.core.record import record
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, substituted, total
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import Value, as_written, is_number
from symcnn.network.figures.variant import PlainRule


@record
class Turned:
    """A rule turned round: `left` is ``rule``, which with what is known is ``put_in``; then line by line to the bounds.

    `kept` says whose size the layer's input has kept, where that is not its own. `exact` says for which input the
    rule's division is exact, where it has one and a single size is wanted.
    """

    left: Expr
    rule: Expr
    put_in: Expr
    lines: tuple[Expr, ...]
    bounds: Bounds
    kept: tuple[Expr, Expr] | None = None
    exact: Derivation | None = None


def working(figures: Figures, symbol: str, name: str, bounds: Bounds) -> tuple[Turned, ...]:
    """The way from the bounds of ``C1.O`` to those of the symbol; nothing where there is none that is shown."""
    owner, _, target = name.rpartition(".")
    found = next((layer for layer in figures.layers if layer.layer.name == owner), None)
    if found is None or target not in ("O", *(f"O{axis}" for axis in figures.axes)) or found.repetitions:
        return ()
    axis = target.removeprefix("O")
    turned: list[Turned] = []
    exact_size = bounds.low if bounds.low == bounds.high else None
    for layer in _way_back(found):
        step = _turned(layer, axis, bounds, exact_size)
        if step is None:
            return ()
        turned.append(step)
        if symbol in names(step.put_in):
            return tuple(turned)
        bounds = step.bounds
        exact_size = _value(step.exact)
    return ()


def _value(derivation: Derivation | None) -> Value:
    match derivation:
        case Derivation(steps=(*_, step)) if isinstance(step.after, Num):
            return step.after.value
    return None


def _way_back(found: LayerFigures) -> Iterator[LayerFigures]:
    """The layers that change the size, from the given one to the input, as long as each has one input."""
    while found.inputs:
        if all(source.shared.size == found.shared.size for source in found.inputs):
            found = found.inputs[0]
            continue
        yield found
        if len(found.inputs) > 1:
            return
        found = found.inputs[0]


def _turned(layer: LayerFigures, axis: str, bounds: Bounds, size: Value) -> Turned | None:
    values = layer.shared.values
    formula = next((part for part in layer.shared.variant.formulas if part.target in (f"O{axis}", "O")), None)
    if formula is None:
        return None
    unknown = [name for name in formula.names if not is_number(values[name])]
    known = {name: as_written(values[name]) for name in formula.names}
    kept = None
    if unknown in (["I"], [f"I{axis}"]):
        (inner,) = unknown
        given = layer.inputs[0]
        source = next(_way_back(given), None)
        if source is not None:
            known[inner] = _size_of(source, axis)
        if given.inputs and given is not source:
            kept = _size_of(given, axis), known[inner]
    put_in = substituted(formula.expr, known)
    (letter, *others) = names(put_in) or ("",)
    found = None if others or letter == "" else inverted(put_in, letter, bounds)
    if found is None:
        return None
    lines, reached = found
    exact = None
    if size is not None and unknown in (["I"], [f"I{axis}"]) and isinstance(known[unknown[0]], Sym):
        exact = _exact(formula, values, unknown[0], letter, size)
    left = Sym(f"{layer.layer.name}.{formula.target}")
    return Turned(left, formula.expr, put_in, lines, reached, kept, exact)


def _size_of(layer: LayerFigures, axis: str) -> Expr:
    return Sym(f"{layer.layer.name}.O{axis if len(set(layer.shared.size)) > 1 else ''}")


def _exact(formula: PlainRule, values: Value, inner: str, letter: str, size: Value) -> Derivation | None:
    """``I = O·S + (K − S) − 2P``, from the rule ``⌊(I + 2P − K)/S⌋ + 1``."""
    match formula.expr:
        case Op("+", (Op("floor", (Op("*", (Op("+", terms), Op("/", (step,)))),)), Num(1))) if Sym(inner) in terms:
            taken = [term.args[0] for term in terms if isinstance(term, Op) and term.name == "-"]
            added = [negated(term) for term in terms if term != Sym(inner) and not _is_negative(term)]
            output = formula.target
            expr = total(product(Sym(output), step), total(*taken, negated(step)), *added)
            known = {**values, output: size}
            return derived(letter, inner, expr, known, value_of(expr, known), None)
    return None


def _is_negative(term: Expr) -> bool:
    return isinstance(term, Op) and term.name == "-"
