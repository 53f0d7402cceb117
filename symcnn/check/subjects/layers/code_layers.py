"""The layers that a document's code makes, as told layers: with their figures, or with the arguments of their calls."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from symcnn.check.readings.measured_models import Measured
from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.comments_between import comment_lines
from symcnn.check.subjects.layers.layer_readings import counted
from symcnn.check.subjects.layers.made_blocks import blocks, counts_of
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.models.frameworks.keras import automatic_name
from symcnn.models.frameworks.layer_classes import layer_class
from symcnn.models.model import Model, ModelLayer
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.values import is_number
from symcnn.network.wiring.kind_traits import ROLES
from symcnn.network.wiring.spelled import names_in

_NO_BLOCK = -1
_WORDED = {"P": "padding", "A": "added", "round": "rounding"}


def code_layers(
    models: Sequence[Model], measured: Iterable[Measured], shown: str
) -> tuple[tuple[ToldLayer, ...], Mapping[int, int]]:
    """The layers of a document's models, and the place of each in the list by the start of the line that makes it.

    A line that calls a function or a class of the document makes all of its layers, as one.
    """
    figures = {id(known.model): known.figures.layers for known in measured}
    layers: list[ToldLayer] = []
    lines: dict[int, int] = {}
    for model in models:
        by_name = {layer.layer.name: layer for layer in figures.get(id(model), ())}
        before: int | None = None
        told: list[tuple[ModelLayer, ToldLayer]] = []
        for made in model.layers:
            parts = [by_name[name] for name in made.network_layers if name in by_name]
            layer = _measured(made, parts, before) or _told(made, model.framework, before)
            if layer is not None:
                layers.append(layer)
                told.append((made, layer))
                before = len(layers) - 1
                for place in (made.start, max(made.end - 1, made.start)):
                    lines[shown.rfind("\n", 0, place) + 1] = before
        _leave_out(lines, model.layers, shown)
        _leave_out_held(lines, model.layers, shown)
        first = len(layers) - len(told)
        between = comment_lines([made for made, _ in told], [counts_of(layer) for _, layer in told], shown)
        lines |= {line: first + place for line, place in between.items() if line not in lines}
        for call, together in blocks(told, shown):
            layers.append(together)
            lines.setdefault(shown.rfind("\n", 0, call) + 1, len(layers) - 1)
    return tuple(layers), lines


def _leave_out(lines: dict[int, int], made: Sequence[ModelLayer], shown: str) -> None:
    """Takes out the lines that make different layers each time that they are called."""
    first: dict[int, ModelLayer] = {}
    for layer in made:
        if first.setdefault(layer.start, layer).arguments != layer.arguments:
            for place in (layer.start, max(layer.end - 1, layer.start)):
                lines.pop(shown.rfind("\n", 0, place) + 1, None)


def _leave_out_held(lines: dict[int, int], made: Sequence[ModelLayer], shown: str) -> None:
    """Takes out the lines that make a layer within the call of another, made elsewhere: ``self.out(torch.tanh(x))``."""
    starts = sorted({layer.start for layer in made})
    for use in (use for layer in made for use in layer.uses):
        if bisect_right(starts, use.start) < bisect_left(starts, use.end) and use.start not in starts:
            lines.pop(shown.rfind("\n", 0, use.start) + 1, None)


def _measured(made: ModelLayer, parts: Sequence[LayerFigures], before: int | None) -> ToldLayer | None:
    """The layer with its figures; None where the code does not tell its input."""
    if not parts or not all(map(is_number, parts[-1].output)):
        return None
    reading = _reading(parts[0], parts[-1])
    return ToldLayer(made.start, reading.kind, {}, _NO_BLOCK, before, _label(made), None, is_code=True, known=reading)


def _reading(first: LayerFigures, last: LayerFigures) -> LayerReading:
    """What a layer of the framework gives; its parts in the catalogue may be several."""
    output = tuple(int(size) for size in last.output)
    entering = first.inputs[0].output if first.inputs else ()
    sizes = tuple(int(size) for size in entering if is_number(size))
    shape = sizes if entering and len(sizes) == len(entering) else (None,)
    arguments = tuple((argument.name, argument.value) for argument in first.layer.line.arguments)
    kind = first.layer.kind.name
    return LayerReading(0, frozenset(), shape, kind, arguments, output, counted(first.shared.values, output, sizes))


def _told(made: ModelLayer, framework: str, before: int | None) -> ToldLayer | None:
    """The layer with the arguments of its call; None for a class that is no kind of the catalogue."""
    spelled = names_in(framework).get(made.class_name)
    if not spelled:
        return None
    told = {}
    for letter, value in made.arguments.items():
        sizes = value if isinstance(value, tuple) else (value,)
        numbers = tuple(size for size in sizes if isinstance(size, int))
        if numbers and len(numbers) == len(sizes):
            told[ROLES.get(letter, letter)] = ToldValue(numbers[0] if len(numbers) == 1 else numbers, Certainty.CLAUSE)
        elif letter in _WORDED and isinstance(value, str):
            told[_WORDED[letter]] = ToldValue(value, Certainty.CLAUSE)
    kind = spelled[-1].kind
    made_as = layer_class(framework, made.class_name)
    axes = (made_as.axes if made_as is not None else None) or 0
    return ToldLayer(made.start, kind, told, _NO_BLOCK, before, _label(made), None, is_code=True, named_axes=axes)


def _label(made: ModelLayer) -> str:
    """The name of a layer; none where Keras gave it: its number depends on what was run before."""
    is_given = made.name.rstrip("0123456789").rstrip("_") == automatic_name(made.class_name)
    return "" if is_given else made.name
