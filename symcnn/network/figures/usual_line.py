"""The line to type for a layer that is seldom written so: one argument changed, so that the output changes least."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.record import replace
from symcnn.core.text.fault import Faulty
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.customs import unmet
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.nearest_fit import nearest, written_as_number
from symcnn.network.figures.values import is_number
from symcnn.network.figures.variant import AXIS_NAMES
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.network import WiredLayer

_LABEL = late_pattern(r"(?:[^\W\d]\w*|\"[^\"\n]*\")[ \t]*:[ \t]*\Z")
_AXES = frozenset(axis for axes in AXIS_NAMES.values() for axis in axes if axis)


def usual_line(found: LayerFigures, relation: Op, figures: Figures) -> str | None:
    """The line for a layer of which the relation does not hold; None where changing one argument mends nothing.

    What stands alone on the left of the relation is what should change; where that is no argument, any may.
    """
    measurer, scope = Measurer(figures.network), scope_of(figures.network)
    shape = measurer.input_shape(scope)
    layer, text = found.layer, figures.network.source.text
    named = {_of_all_axes(name) for name in names(relation)}
    wanted = {_of_all_axes(name) for name in names(relation.args[0])} & layer.kind.parameters.keys()
    best: tuple[tuple[int, bool], str] | None = None
    for name in layer.kind.parameters:
        if wanted and name not in wanted:
            continue
        for values in _values(layer, name, text, name in named):
            for value in values:
                changed = _with(layer, name, value)
                try:
                    new = measurer.layer(changed, found.inputs, scope, shape)
                except Faulty:
                    continue
                if any(unmet(new)) or not all(map(is_number, new.output)):
                    continue
                moved = sum(abs(one - other) for one, other in zip(new.output, found.output, strict=True))
                rank = (moved, isinstance(value, Num) is not bool(wanted))
                if best is None or rank < best[0]:
                    best = rank, _line(layer, name, value, text)
                break
    return best[1] if best else None


def _values(layer: WiredLayer, name: str, text: str, is_named: bool) -> Iterator[Iterator[Expr]]:
    """What an argument could be: each of its words; of one that the relation names, numbers, the nearest first."""
    argument = _argument(layer, name)
    default = layer.kind.parameters[name].default
    given = argument.value if argument else default
    if argument and not (written_as_number(argument, text) or isinstance(given, Sym)):
        return
    for word in layer.kind.words.get(name, ()):
        if given != Sym(word):
            yield iter((Sym(word),))
    if is_named and name in layer.kind.spatial and isinstance(given, Num):
        yield (Num(number) for numbers in nearest(value_of(given)) for number in reversed(numbers) if number >= 0)


def _of_all_axes(name: str) -> str:
    """``P`` of ``P_w``."""
    return name[:-2] if name[-2:] in _AXES else name


def _argument(layer: WiredLayer, name: str) -> Argument | None:
    return next((each for each in layer.line.arguments if each.name == name), None)


def _with(layer: WiredLayer, name: str, value: Expr) -> WiredLayer:
    others = tuple(each for each in layer.line.arguments if each.name != name)
    return replace(layer, line=replace(layer.line, arguments=(*others, Argument(name, value, 0, 0))))


def _line(layer: WiredLayer, name: str, value: Expr, text: str) -> str:
    line = layer.line
    start, end = line.kind.start, max(line.end, line.kind.end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if line.name is not None and (label := _LABEL.search(before)):
        start -= len(label[0])
    new = f"{name}={source_text(value)}"
    argument = _argument(layer, name)
    if argument is None:
        last = max((each.end for each in line.arguments), default=line.kind.end)
        return f"{text[start:last]} {new}{text[last:end]}"
    return f"{text[start : argument.start]}{new}{text[argument.end : end]}"
