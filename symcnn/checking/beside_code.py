"""Shapes in the words beside code: ``# 28*28*6`` in a comment at a layer, ``of shape (3, 3, 64)`` in prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from symcnn.checking.claims import Verdict
from symcnn.checking.edits import slip
from symcnn.checking.finding import Edit, Finding, Kind, Sentence
from symcnn.checking.working import worked_figure
from symcnn.figures.figures import Figures, LayerFigures
from symcnn.figures.measure import measure
from symcnn.figures.values import is_number
from symcnn.models.model import Model, ModelLayer
from symcnn.record import record
from symcnn.written.tree import Num, Op

_SHAPE = re.compile(r"(?<![\w.*/+-])\d{1,5}(?:[ \t]*[*xX][ \t]*\d{1,5}){1,3}(?![\w.*/]|[ \t]*[-+*/=])")
_TUPLE = re.compile(
    r"(?:output|shape|flatten|输出|形状|展平)[^\n()\[\]]{0,60}"
    r"(?P<tuple>[(\[][ \t]*(?:None|-1|N)?,?[ \t]*\d{1,6}[ \t]*(?:,[ \t]*\d{1,6}[ \t]*){0,3},?[ \t]*[)\]])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


@record
class Measured:
    """A model of the document's code with the figures of its network."""

    model: Model
    figures: Figures


def measured(models: Iterable[Model]) -> tuple[Measured, ...]:
    """The models whose networks are known, with their figures."""
    found = []
    for model in models:
        figures, faults = measure(model.network) if model.network is not None else (None, ())
        if figures is not None and not faults:
            found.append(Measured(model, figures))
    return tuple(found)


def shapes_beside_code(
    models: Sequence[Measured], text: str, shown: str, stretches: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """The verdicts on shapes in comments at a layer, and on shapes in prose that some layer gives."""
    if not models:
        return
    for start, end in stretches:
        yield from _in_prose(models, text, start, end)
    for known in models:
        by_name = {found.layer.name: found for found in known.figures.layers}
        times = Counter(layer.start for layer in known.model.layers)
        for layer in known.model.layers:
            found = by_name.get(layer.network_layers[-1]) if layer.network_layers else None
            if found is not None and times[layer.start] == 1:
                yield from _at_layer(layer, found, known.figures, text, shown)


def _at_layer(layer: ModelLayer, found: LayerFigures, figures: Figures, text: str, shown: str) -> Iterator[Finding]:
    """The last shape in the comment behind the layer's call, or on the line above it."""
    line_start = shown.rfind("\n", 0, layer.start) + 1
    line_end = _line_end(shown, layer.end)
    behind = shown.find("#", layer.end, line_end)
    above = shown.rfind("\n", 0, max(line_start - 1, 0)) + 1
    if behind >= 0:
        place = (behind, line_end)
    elif shown[above:line_start].lstrip().startswith("#") and not shown[line_start : layer.start].strip():
        place = (above, line_start)
    else:
        return
    shapes = list(_SHAPE.finditer(text, *place))
    if shapes:
        yield from _judged(shapes[-1], found, figures)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _judged(shape: re.Match[str], found: LayerFigures, figures: Figures) -> Iterator[Finding]:
    claimed = tuple(map(int, _NUMBER.findall(shape[0])))
    output = found.output
    if not all(map(is_number, output)):
        return
    taken = [one.output for one in found.inputs]
    if any(_same(claimed, sizes) for sizes in (output, *taken)):
        wanted = output if _same(claimed, output) else next(sizes for sizes in taken if _same(claimed, sizes))
        yield _finding(shape.span(), claimed, wanted, Verdict.RIGHT, found, figures)
        return
    orders = [order for order in _orders(output) if len(order) == len(claimed) > 2]
    near = [order for order in orders if sum(one != other for one, other in zip(order, claimed, strict=True)) == 1]
    if near:
        yield _finding(shape.span(), claimed, near[0], Verdict.WRONG, found, figures, _edit(shape, claimed, near[0]))


def _orders(output: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The shape with the channels last, and with the channels first."""
    return (tuple(output), (output[-1], *output[:-1]))


def _same(claimed: tuple[int, ...], output: tuple[int, ...]) -> bool:
    """Whether the shape is the output's, in any order of channels, with or without a batch before it."""
    orders = _orders(output)
    return claimed in orders or claimed[1:] in orders or (len(output) > 1 and claimed == tuple(output[:-1]))


def _edit(shape: re.Match[str], claimed: tuple[int, ...], wanted: tuple[int, ...]) -> Edit | None:
    """The one number that differs, where a slip of the pen tells how."""
    for number, one, other in zip(_NUMBER.finditer(shape[0]), claimed, wanted, strict=True):
        if one != other and (name := slip(str(other), str(one))):
            start = shape.start() + number.start()
            return Edit(name, start, start + len(number[0]), str(other), is_certain=False)
    return None


def _in_prose(models: Sequence[Measured], text: str, start: int, end: int) -> Iterator[Finding]:
    """A shape in brackets that a layer of the nearest model above gives; any other may be of anything."""
    for mention in _TUPLE.finditer(text, start, end):
        claimed = tuple(map(int, _NUMBER.findall(mention["tuple"].replace("-1", ""))))
        above = [one for one in models if one.model.start <= mention.start()] or list(models)
        for known in reversed(above):
            layers = [one for one in known.figures.layers if claimed in _orders(one.output)]
            if layers:
                yield _finding(mention.span(), claimed, claimed, Verdict.RIGHT, layers[0], known.figures)
                break


def _finding(
    span: tuple[int, int],
    claimed: tuple[int, ...],
    derived: tuple[int, ...],
    verdict: Verdict,
    found: LayerFigures,
    figures: Figures,
    edit: Edit | None = None,
) -> Finding:
    working = worked_figure(figures, found, "output") if found.inputs else ()
    sizes = _product(derived)
    return Finding(
        *span,
        Kind.CLAIM,
        "layer-output",
        verdict,
        _product(claimed),
        sizes,
        Sentence("code.output", {"layer": found.layer.name, "value": sizes}),
        working or (Op("=", (sizes, sizes)),),
        edit,
        found.layer.name,
    )


def _product(sizes: tuple[int, ...]) -> Num | Op:
    return Num(sizes[0]) if len(sizes) == 1 else Op("x", tuple(map(Num, sizes)))
