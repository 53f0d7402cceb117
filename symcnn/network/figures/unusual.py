"""What is odd about a network that nevertheless has figures: notes, each with the line to write where one is known."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.text.fault import Fault
from symcnn.core.written.tree import Op, Sym, names
from symcnn.network.figures.customs import unmet
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.shrinking import MOST_COLOURS, channels_last
from symcnn.network.figures.unit_places import front
from symcnn.network.figures.values import Value, is_number, value_of_names
from symcnn.network.language.syntax import Texts


def unusual(figures: Figures) -> tuple[Fault, ...]:
    """Notes on a network, in the order of its text; each place is told once."""
    found = {(fault.start, fault.end): fault for fault in _about_input(figures)}
    for layer in figures.layers:
        line = layer.layer.line
        place = line.kind.start, max(line.end, line.kind.end)
        if place not in found and (fault := _about_layer(layer, place, figures)) is not None:
            found[place] = fault
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


def _about_layer(found: LayerFigures, place: tuple[int, int], figures: Figures) -> Fault | None:
    """The first of what the layer's kind calls unusual that is so."""
    unmet_here = unmet(found) if found.shared.variant.customs else ()
    told_here = next((each for each in unmet_here if not _is_padding(found, each[0])), None)
    if told_here is None:
        return None
    relation, custom = told_here
    from symcnn.network.figures.usual_line import usual_line

    values = found.shared.values
    sides = tuple(value_of_names(side, values) for side in relation.args)
    known = tuple((name, values[name]) for name in names(relation))
    told = {"condition": relation, "sides": sides, "known": known, "texts": _with_number(custom.texts, sides)}
    mended = usual_line(found, relation, figures)
    return Fault("unusual", *place, told if mended is None else {**told, "write": mended})


def _with_number(texts: Texts, sides: tuple[Value, ...]) -> Texts:
    """The sentences with the number by which the left side is too large in place of ``{}``."""
    beyond = str(sides[0] - sides[1]) if all(map(is_number, sides)) else ""
    return Texts(tuple((language, said.replace("{}", beyond)) for language, said in texts.said))


def _is_padding(found: LayerFigures, relation: Op) -> bool:
    """Whether the cells of the map that are too many for the relation have only been padded behind it."""
    if not isinstance(relation.args[0], Sym) or not found.inputs or not found.inputs[0].inputs:
        return False
    padded, values = found.inputs[0], found.shared.values
    size, seen = (value_of_names(side, values) for side in relation.args)
    before = padded.inputs[0]
    if (padded.receptive_field, padded.jump) != (before.receptive_field, before.jump):
        return False
    for axis, view, new, old in zip(padded.axes, padded.views, padded.shared.size, before.shared.size, strict=False):
        if relation.args[0].name in ("I", f"I{axis}"):
            ahead = front(padded.shared, axis, view)
            if ahead is None or size - seen > new - old - ahead:
                return False
    return True
