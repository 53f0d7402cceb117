"""What is odd about a network that nevertheless has figures: notes, each with the line to write where one is known."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.text.fault import Fault
from symcnn.core.written.arithmetic import OPERATIONS
from symcnn.core.written.tree import names
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.shrinking import MOST_COLOURS, channels_last
from symcnn.network.figures.values import is_number, value_of_names


def unusual(figures: Figures) -> tuple[Fault, ...]:
    """Notes on a network, in the order of its text; each place is told once."""
    found: dict[tuple[str, int, int], Fault] = {}
    for fault in (*_about_input(figures), *(note for layer in figures.layers for note in _about_layer(layer))):
        found.setdefault((fault.code, fault.start, fault.end), fault)
    return tuple(sorted(found.values(), key=lambda fault: fault.start))


def _about_input(figures: Figures) -> Iterator[Fault]:
    """An input whose channels stand first, and a picture that was written without channels."""
    line, shape = figures.network.input, figures.layers[0].output
    if not all(map(is_number, shape)):
        return
    if wanted := channels_last(shape):
        yield Fault("channels-first", line.start, line.end, {"found": (shape,), "wanted": wanted})
    match shape:
        case (height, width) if height == width > MOST_COLOURS and _slides_over_input(figures):
            wanted = f"input {height} x {width} x 1"
            yield Fault("no-channels", line.start, line.end, {"found": height, "wanted": wanted})


def _slides_over_input(figures: Figures) -> bool:
    """Whether a window moves over the input."""
    root = figures.layers[0]
    return any(root in layer.inputs and "K" in layer.layer.kind.spatial for layer in figures.layers[1:])


def _about_layer(layer: LayerFigures) -> Iterator[Fault]:
    """What the layer's kind calls unusual, where it is so."""
    if not layer.shared.variant.customs:
        return
    values, line = layer.shared.values, layer.layer.line
    for relation, custom in layer.shared.variant.customs:
        used = names(relation)
        if not custom.texts.said or not all(is_number(values.get(name)) for name in used):
            continue
        sides = tuple(value_of_names(side, values) for side in relation.args)
        if not OPERATIONS[relation.name](*sides):
            known = tuple((name, values[name]) for name in used)
            told = {"condition": relation, "sides": sides, "known": known, "texts": custom.texts}
            yield Fault("unusual", line.kind.start, max(line.end, line.kind.end), told)
