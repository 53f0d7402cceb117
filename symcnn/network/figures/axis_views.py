"""What one axis sees of the way to a layer: the receptive field and the jump."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction

from symcnn.core.written.tree import Sym
from symcnn.network.figures.figures import LayerFigures, Shared, Sizes
from symcnn.network.figures.rule_values import number_of_rule, rule_value
from symcnn.network.figures.stretching import moving
from symcnn.network.figures.unit_places import reach
from symcnn.network.figures.values import Value, is_number
from symcnn.network.figures.variant import AXIS_NAMES, PlainRule

_BEFORE = Sym("R_in")


def traced_axes(shared: Shared, inputs: tuple[LayerFigures, ...]) -> tuple[str, ...]:
    """The axes along which a layer's receptive field is told: those of its map, of a vector those of what came in."""
    return AXIS_NAMES[len(shared.size)] or (inputs[0].axes if inputs else ())


def are_alike(inputs: tuple[LayerFigures, ...]) -> bool:
    """Whether the receptive fields, their places and the jumps of all inputs are the same along all axes."""
    for source in inputs:
        for sizes in (source.receptive_field, source.jump, source.starts):
            if len(sizes) > 1 and any(size != sizes[0] for size in sizes[1:]):
                return False
    return True


def axis_view(
    shared: Shared, axis: str, inputs: tuple[LayerFigures, ...], place: int, sizes: Sizes
) -> ChainMap[str, Value]:
    """The layer's values as one axis sees them, what comes from the way to it included."""
    local: dict[str, Value] = {}
    if inputs:
        going_along = moving(shared, inputs)
        local["R_in"] = _field_in(inputs, place) if len(going_along) == len(inputs) else None
        local["J_in"] = _greatest([source.jump[place] for source in going_along]) if going_along else None
    if shared.variant.sees_input:
        local["I_0"] = _input_size(inputs, place, sizes)
    is_grown = any(source.is_grown for source in inputs)
    known = {**shared.values, **local}  # looked up faster than the view, which is kept since it is small
    for formula in shared.variant.trace:
        stem = formula.rule.target
        if formula.target in (stem, stem + axis):
            local[stem] = known[stem] = _traced_value(formula, known, is_grown=is_grown)
            if is_grown and formula.expr == _BEFORE and _drops_places(shared, inputs[0]):
                local[stem] = None
    return ChainMap(local, shared.values)  # type: ignore[arg-type]


def _field_in(inputs: tuple[LayerFigures, ...], place: int) -> Value:
    """The receptive field of what is put together from the inputs: it may be larger than that of each."""
    if len(inputs) > 1 and any(source.starts != inputs[0].starts for source in inputs):
        joined = reach(inputs, place)
        if joined is not None:
            return joined
    if any(source is not inputs[0] and (source.is_grown or inputs[0].is_grown) for source in inputs):
        return None  # behind an enlarged map nobody knows where the fields lie beside each other
    return _greatest([source.receptive_field[place] for source in inputs])


def _drops_places(shared: Shared, source: LayerFigures) -> bool:
    """Whether a layer leaves out units that may be those which see most."""
    before, after = source.shared.size, shared.size
    both = zip(before, after, strict=False)
    return len(after) < len(before) or any(is_number(one) and is_number(to) and to < one for one, to in both)


def _input_size(inputs: tuple[LayerFigures, ...], place: int, sizes: Sizes) -> Value:
    """The size of the network's input; None where a map sees of it neither all nor a stretch without its padding."""
    if place >= len(sizes) or len(inputs) != 1:
        return None
    (source,), size = inputs, sizes[place]
    field, start = source.receptive_field[place], source.starts[place]
    numbers = size, field, start, source.jump[place], source.shared.size[place] if source.shared.size else 1
    if source.is_grown or not all(map(is_number, numbers)):
        return size
    end = start + field + (numbers[-1] - 1) * source.jump[place]
    return size if (start >= 0 and end <= size) or (start <= 0 and end >= size) else None


def is_uneven(shared: Shared, axis: str, view: ChainMap[str, Value]) -> bool:
    """Whether the windows of a map's units do not slide: side by side, a step apart, they would find no room."""
    own, values = view.maps[0], shared.values
    if not shared.size or "R_in" not in own or own["receptive_field"] == own["R_in"]:
        return False
    if "front" in values or "front" + axis in values:  # a kind that tells where its first window begins
        return False
    size, pads, last = (values.get(name + axis, values.get(name)) for name in ("I", "padding", "O"))
    wide, before, step, unit = (own[name] for name in ("receptive_field", "R_in", "jump", "J_in"))
    numbers = wide, before, step, unit, size, pads, last
    if None in numbers:
        return False
    if all(map(is_number, numbers)):
        beyond = (last - 1) * step + wide - before - (size + pads - 1) * unit
        return bool(beyond >= step if Fraction(step, unit).denominator == 1 else beyond > 0)
    if pads != 0 or step != unit:
        return False
    from symcnn.core.algebra.symbolic import expanded

    return bool(expanded((last - 1) * unit + wide - before - (size - 1) * unit) != 0)


def enlarges(view: ChainMap[str, Value]) -> bool:
    """Whether the layer puts its units closer together than those of its input."""
    own = view.maps[0]
    if "J_in" not in own or own["jump"] == own["J_in"]:
        return False
    if is_number(own["jump"]) and is_number(own["J_in"]):
        return Fraction(own["jump"], own["J_in"]).denominator != 1
    from symcnn.core.algebra.symbolic import expanded, is_whole, number_of

    jump, before = (expanded(own[name]) for name in ("jump", "J_in"))
    step = number_of(jump / before)
    return not is_whole(jump) if step is None else step.denominator != 1


def _traced_value(formula: PlainRule, view: Mapping[str, Value], *, is_grown: bool) -> Value:
    """The value of a rule for the receptive field or the jump; None where it cannot be told.

    Behind a layer that enlarges the map, how many input cells a window reaches depends on where it
    stands: the published recurrences do not hold there.
    """
    are_numbers = True
    for name in formula.names:
        given = view[name]
        if given is None:
            return None
        are_numbers = are_numbers and is_number(given)
    value = number_of_rule(formula, view) if are_numbers else rule_value(formula, view)
    if not is_number(value):
        from symcnn.core.algebra.symbolic import with_powers_expanded

        value = with_powers_expanded(value)
    reaches_further = "J_in" in formula.names and value != view.get("R_in")
    return None if is_grown and formula.rule.target == "receptive_field" and reaches_further else value


def _greatest(values: list[Value]) -> Value:
    if len(values) == 1 or all(value == values[0] for value in values):
        return values[0]
    if None in values:
        return None
    if all(map(is_number, values)):
        return max(values)
    from symcnn.core.algebra.symbolic import greatest

    return greatest(values)
