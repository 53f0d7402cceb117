"""The figures of one layer from those of its inputs.

What depends only on a layer's arguments and the size of its input is worked out once for all layers
that share them; only the receptive field and the jump depend on the whole way to a layer.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from symcnn.core.limits import MAX_AXES
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import OPERATIONS, TooLarge, Undefined
from symcnn.core.written.tree import Expr, Op, Sym, names
from symcnn.network.figures.figures import LayerFigures, Shared, Sizes
from symcnn.network.figures.layer_arguments import Arguments, arguments, check_table
from symcnn.network.figures.stretching import moving, stretched
from symcnn.network.figures.unit_places import first_cell, front, reach
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.figures.variant import (
    AXIS_NAMES,
    TRACE,
    Condition,
    EndlessRule,
    PlainRule,
    Situation,
    Variant,
    traits_in,
    variant,
)
from symcnn.network.figures.written_places import part_place
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.conventions import defaults
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.network import Network, WiredLayer

_NUMBERS = frozenset({int, Fraction})
_BEFORE = Sym("R_in")


class Measurer:
    """Remembers what was worked out for which arguments and input; lives for one call."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.axes: tuple[str, ...] = ()
        self.sizes: Sizes = ()
        self.known: dict[object, Shared] = {}
        self.arguments: dict[object, Arguments] = {}
        self.fronts: dict[tuple[int, str], Value] = {}
        standard = defaults()
        self.conventions = tuple(network.conventions.items())
        self.choices = frozenset((name, int(value)) for name, value in self.conventions)
        self.chosen = frozenset(name for name, value in self.conventions if value != standard[name])

    def input_shape(self, scope: Mapping[str, Value]) -> Sizes:
        line = self.network.input
        expr = line.shape
        parts = expr.args if isinstance(expr, Op) and expr.name == "x" else (expr,)
        if len(parts) > MAX_AXES + 1:
            raise Faulty(Fault("too-many-axes", line.start, line.end, {"found": len(parts) - 1, "limit": MAX_AXES}))
        self.axes = AXIS_NAMES[len(parts) - 1]
        dotted = next((name for name in names(expr) if "." in name), None)
        if dotted is not None:
            raise Faulty(Fault("not-a-symbol", line.start, line.end, {"name": dotted}))
        try:
            sizes = tuple(value_of_names(part, scope) for part in parts)
        except (Undefined, TooLarge, TypeError, KeyError) as error:
            raise no_value(error, line.start, line.end) from None
        for part, size in zip(parts, sizes, strict=True):
            if is_number(size) and (size.denominator != 1 or size < 1):
                place = part_place(part, self.network.source.text, line.start, line.end)
                raise Faulty(Fault("bad-input", *place, {"value": size}))
        self.sizes = sizes[:-1]
        return sizes

    def layer(
        self, layer: WiredLayer, inputs: tuple[LayerFigures, ...], scope: Mapping[str, Value], shape: Sizes
    ) -> LayerFigures:
        sizes = tuple(source.shared.size for source in inputs) or (shape[:-1],)
        given = self.given(layer, scope, sizes)
        channels = tuple(source.shared.channels for source in inputs) or (shape[-1],)
        key = (layer.kind, given, sizes, channels)
        shared = self.known.get(key)
        if shared is None:
            try:
                shared = self.known[key] = self.shared(layer, given, sizes, channels)
            except Faulty as faulty:
                raise self.with_branches(faulty, inputs) from None
        return self.traced(layer, shared, inputs)

    def fault_alone(self, layer: WiredLayer, scope: Mapping[str, Value]) -> Fault | None:
        """The fault of one of the layer's arguments that it has with an input of any size."""
        from symcnn.core.algebra.forms import letter

        size = tuple(letter(f"I{axis}") for axis in self.axes)
        try:
            given = self.given(layer, scope, (size,))
            self.shared(layer, given, (size,), (letter("C"),))
        except Faulty as faulty:
            # What lies at the layer, or at its axes, may come from an input that is none.
            return faulty.fault if faulty.fault.end and faulty.fault.code != "wrong-axes" else None
        return None

    def with_branches(self, faulty: Faulty, inputs: tuple[LayerFigures, ...]) -> Faulty:
        """The fault, with the branches that meet where there are several: name, shape and line of each."""
        if len(inputs) < 2:
            return faulty
        text = self.network.source.text
        branches = tuple(
            (source.layer.name, source.output, text.count("\n", 0, source.layer.line.kind.start) + 1)
            for source in inputs
        )
        fault = faulty.fault
        return Faulty(Fault(fault.code, fault.start, fault.end, {**fault.values, "branches": branches}))

    def given(self, layer: WiredLayer, scope: Mapping[str, Value], sizes: tuple[Sizes, ...]) -> Arguments:
        """The arguments of a layer whose inputs have these sizes."""
        axes = AXIS_NAMES[len(sizes[0])] or self.axes
        key = (layer.kind, axes, tuple((argument.name, argument.value) for argument in layer.line.arguments))
        known = self.arguments.get(key)
        if known is None:
            known = self.arguments[key] = arguments(layer, scope, axes)
        return known

    def shared(
        self, layer: WiredLayer, given: Arguments, sizes: tuple[Sizes, ...], channels: tuple[Value, ...]
    ) -> Shared:
        values: dict[str, Value] = dict(self.conventions)
        _check_count(layer, len(sizes))
        split: set[str] = set()
        if "broadcast" in layer.kind.traits:
            sizes, channels = stretched(sizes, channels)
        flat = not sizes[0]
        for place, (size, channel) in enumerate(zip(sizes, channels, strict=True)):
            suffix = f"_{place + 1}" if len(sizes) > 1 else ""
            if len(size) != len(sizes[0]):
                raise Faulty(Fault("sizes-differ", 0, 0, {"shapes": _shapes(sizes, channels)}))
            if not flat:
                split |= self.spread("I" + suffix, size, values)
            values["C" + suffix] = channel
            if place == 0 and suffix:
                values["C"] = channel
                split |= self.spread("I", size, values) if not flat else set()
        for name, value in given.values:
            if isinstance(value, tuple):
                split |= self.spread(name, value, values)
            else:
                values[name] = value
        axes = AXIS_NAMES[len(sizes[0])]
        values["axes"] = len(axes)
        try:
            chosen, out_axes = self.situated(layer.kind, given, axes, frozenset(split), len(sizes))
        except EndlessRule as error:
            raise Faulty(Fault("endless-rule", 0, 0, {"name": str(error.args[0]), "kind": layer.kind.name})) from None
        except TooLarge as error:
            raise no_value(error, 0, 0) from None
        if chosen.needs_map:
            raise Faulty(Fault("needs-map", 0, 0, {"kind": layer.kind.name}))
        if given.table is not None:
            check_table(layer, given.table, values["C"], values.get("N"))
        conditions = self.evaluated(layer, chosen, values)
        if "N" not in values:  # a rule for the channels that differs from axis to axis
            raise Faulty(Fault("unknown-name", 0, 0, {"name": "N", "rule": layer.kind.name}))
        size = tuple(values["O" + axis if "O" in chosen.split else "O"] for axis in out_axes)
        _check_sizes(size, values["N"], sizes, channels)
        return Shared(chosen, values, size, values["N"], conditions)

    def situated(
        self, kind: LayerKind, given: Arguments, axes: tuple[str, ...], split: frozenset[str], inputs: int
    ) -> tuple[Variant, tuple[str, ...]]:
        """The formulas of a kind in a situation, as far as its guards ask for it, and the axes of what comes out."""
        names = (given.given | self.chosen) & kind.guards
        words = (given.words | self.choices | {("axes", len(axes))}) & kind.guards
        reshaped = dict(given.values)["O"] if "reshape" in kind.traits else None
        sizes = len(reshaped) if isinstance(reshaped, tuple) else 1
        return _chosen(kind, names, words, axes, split, inputs, sizes, given.table)

    def evaluated(self, layer: WiredLayer, chosen: Variant, values: dict[str, Value]) -> tuple[Expr, ...]:
        """Puts every formula's value into `values`; returns the conditions that stay open."""
        value = _number if {*map(type, values.values())} <= _NUMBERS else _value
        open_conditions: list[Expr] = []
        for formula, conditions in chosen.steps:
            if formula is not None:
                values[formula.target] = value(formula, values)
            for condition in conditions:
                if not (value is _number and _holds(condition, values)) and values.keys() >= {*condition.names}:
                    open_conditions.extend(_judged(condition, values, layer))
        return tuple(open_conditions)

    def spread(self, name: str, sizes: Sizes, values: dict[str, Value]) -> set[str]:
        """One value where all axes agree, else one value an axis; returns the name if it was split."""
        if all(size == sizes[0] for size in sizes):
            values[name] = sizes[0]
            return set()
        for axis, size in zip(AXIS_NAMES[len(sizes)], sizes, strict=True):
            values[name + axis] = size
        return {name}

    def traced(self, layer: WiredLayer, shared: Shared, inputs: tuple[LayerFigures, ...]) -> LayerFigures:
        """The receptive field and the jump; each axis is followed by itself."""
        axes = _traced_axes(shared, inputs) or self.axes or ("",)
        if any(source.axes != axes for source in inputs):
            untold = ChainMap(dict.fromkeys(TRACE), dict(shared.values))
            unknown = (None,) * len(axes)
            return LayerFigures(layer, shared, inputs, axes, unknown, unknown, True, (), unknown, (untold,) * len(axes))
        is_one = _alike(inputs) and not shared.variant.is_traced_by_axis
        if is_one and not (shared.variant.sees_input and {*self.sizes} != {*self.sizes[:1]}):
            views = [_axis_view(shared, axes[0], inputs, 0, self.sizes)] * len(axes)
        else:
            views = [_axis_view(shared, axis, inputs, place, self.sizes) for place, axis in enumerate(axes)]
        if views[0] is views[-1] and not shared.variant.split:
            starts = (self.start(shared, axes[0], inputs, 0, views[0]),) * len(axes)
        else:
            starts = tuple(self.start(shared, axis, inputs, place, views[place]) for place, axis in enumerate(axes))
        fields = tuple(view["receptive_field"] for view in views)
        jumps = tuple(view["jump"] for view in views)
        distinct = views[:1] if views[0] is views[-1] else views
        is_grown = any(source.is_grown for source in inputs) or any(map(_enlarges, distinct))
        is_grown = is_grown or len(moving(shared, inputs)) < len(inputs)
        is_grown = is_grown or any(_is_uneven(shared, axes[at], view) for at, view in enumerate(views))
        starts = (None,) * len(axes) if is_grown else starts
        return LayerFigures(layer, shared, inputs, axes, fields, jumps, is_grown, (), starts, tuple(views))

    def start(
        self, shared: Shared, axis: str, inputs: tuple[LayerFigures, ...], place: int, view: Mapping[str, Value]
    ) -> Value:
        key = (id(shared), axis)
        if key not in self.fronts:
            self.fronts[key] = front(shared, axis, view)
        return first_cell(self.fronts[key], inputs, place, view.get("J_in"))


def _alike(inputs: tuple[LayerFigures, ...]) -> bool:
    """Whether the receptive fields, their places and the jumps of all inputs are the same along all axes."""
    for source in inputs:
        for sizes in (source.receptive_field, source.jump, source.starts):
            if len(sizes) > 1 and any(size != sizes[0] for size in sizes[1:]):
                return False
    return True


def _axis_view(
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


def _is_uneven(shared: Shared, axis: str, view: ChainMap[str, Value]) -> bool:
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


def _enlarges(view: ChainMap[str, Value]) -> bool:
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
    value = _number(formula, view) if are_numbers else _value(formula, view)
    if not is_number(value):
        from symcnn.core.algebra.symbolic import with_powers_expanded

        value = with_powers_expanded(value)
    reaches_further = "J_in" in formula.names and value != view.get("R_in")
    return None if is_grown and formula.rule.target == "receptive_field" and reaches_further else value


def _value(formula: PlainRule, values: Mapping[str, Value]) -> Value:
    if all(is_number(values.get(name)) for name in formula.names):
        return _number(formula, values)
    try:
        return value_of_names(formula.expr, values)
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    except KeyError as error:
        raise _unknown(error, formula) from None


def _number(formula: PlainRule, values: Mapping[str, Value]) -> Value:
    """The value of a formula all of whose names are numbers."""
    try:
        return formula.value(values)
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    except KeyError as error:
        raise _unknown(error, formula) from None


def _unknown(error: KeyError, formula: PlainRule) -> Faulty:
    return Faulty(Fault("unknown-name", 0, 0, {"name": error.args[0], "rule": formula.target}))


def _holds(condition: Condition, values: Mapping[str, Value]) -> bool:
    """Whether a condition on numbers is met; False where it is broken, or cannot be judged."""
    try:
        return bool(condition.value(values))
    except (Undefined, TooLarge, KeyError):
        return False


def _judged(condition: Condition, values: Mapping[str, Value], layer: WiredLayer) -> Iterator[Expr]:
    """Nothing where the condition holds, the condition itself where symbols leave it open.

    Raises `Faulty` where it is broken.
    """
    try:
        if all(is_number(values[name]) for name in condition.names) and condition.value(values):
            return
        sides = [value_of_names(side, values) for side in condition.relation.args]
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    if all(map(is_number, sides)):
        if not OPERATIONS[condition.relation.name](*sides):
            raise _broken(condition, sides, values, layer)
        return
    from symcnn.network.figures.conditions import decided

    try:
        verdict = decided(condition.relation.name, sides)
    except TooLarge as error:
        raise no_value(error, 0, 0) from None
    if verdict is False:
        raise _broken(condition, sides, values, layer)
    if verdict is not True:
        yield verdict


def _broken(condition: Condition, sides: list[Value], values: Mapping[str, Value], layer: WiredLayer) -> Faulty:
    culprit = _culprit(condition, layer)
    start, end = (culprit.start, culprit.end) if culprit else (0, 0)
    return Faulty(
        Fault(
            condition.requirement.code,
            start,
            end,
            {
                "layer": layer.name,
                "condition": condition.relation,
                "sides": tuple(sides),
                "known": tuple((name, values[name]) for name in condition.names),
                "texts": condition.requirement.texts,
            },
        )
    )


def _culprit(condition: Condition, layer: WiredLayer) -> Argument | None:
    """The argument that the condition bounds: one on its left side, the first of the kind's own order, else any."""
    given = {argument.name: argument for argument in layer.line.arguments}
    in_order = [given[name] for name in layer.kind.parameters if name in given]
    left = names(condition.relation.args[0])
    behind = tuple(name for rule in layer.kind.rules if rule.target in left for name in names(rule.expr))
    for used in (left, behind, condition.names):
        for argument in in_order:
            if any(name == argument.name or name.startswith(f"{argument.name}_") for name in used):
                return argument
    return None


def _check_sizes(size: Sizes, channels: Value, sizes: tuple[Sizes, ...], inputs: tuple[Value, ...]) -> None:
    for value in (*size, channels):
        if is_number(value) and (value.denominator != 1 or value < 1):
            raise Faulty(Fault("size-vanishes", 0, 0, {"value": value, "shapes": _shapes(sizes, inputs)}))


def _shapes(sizes: tuple[Sizes, ...], channels: tuple[Value, ...]) -> tuple[Sizes, ...]:
    return tuple((*size, channel) for size, channel in zip(sizes, channels, strict=True))


def _traced_axes(shared: Shared, inputs: tuple[LayerFigures, ...]) -> tuple[str, ...]:
    """The axes along which a layer's receptive field is told: those of its map, of a vector those of what came in."""
    return AXIS_NAMES[len(shared.size)] or (inputs[0].axes if inputs else ())


def _check_count(layer: WiredLayer, count: int) -> None:
    wanted = layer.kind.inputs
    if wanted and count != wanted:
        raise Faulty(Fault("needs-inputs", 0, 0, {"kind": layer.kind.name, "wanted": wanted, "found": count}))


@lru_cache(maxsize=4096)
def _chosen(
    kind: LayerKind,
    given: frozenset[str],
    words: frozenset[tuple[str, str | int]],
    axes: tuple[str, ...],
    split: frozenset[str],
    inputs: int,
    sizes: int,
    table: Expr | None,
) -> tuple[Variant, tuple[str, ...]]:
    """The formulas of a kind in this situation, and the axes of what comes out: so many `sizes` where it reshapes.

    Raises `EndlessRule`, and `TooLarge`.
    """
    traits = traits_in(kind, given, words)
    out_axes = _out_axes(traits, axes, sizes)
    flat = not axes
    given |= traits | ({"flat"} if flat else set())
    return variant(kind, Situation(given, words, axes, out_axes, flat, split, inputs, table)), out_axes


def _out_axes(traits: frozenset[str], axes: tuple[str, ...], sizes: int) -> tuple[str, ...]:
    """The axes of a layer's output; a kind that reshapes is told them by its sizes."""
    if "vector" in traits:
        return ()
    if "reshape" in traits:
        return AXIS_NAMES[sizes]
    return axes or (AXIS_NAMES[1] if "sequence" in traits else ())


def _greatest(values: list[Value]) -> Value:
    if len(values) == 1 or all(value == values[0] for value in values):
        return values[0]
    if None in values:
        return None
    if all(map(is_number, values)):
        return max(values)
    from symcnn.core.algebra.symbolic import greatest

    return greatest(values)
