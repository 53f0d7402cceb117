"""The figures of one layer from those of its inputs.

What depends only on a layer's arguments and the size of its input is worked out once for all layers
that share them; only the receptive field and the jump depend on the whole way to a layer.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from fractions import Fraction

from symcnn.core.limits import MAX_AXES
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.figures.axis_views import are_alike, axis_view, enlarges, is_uneven, traced_axes
from symcnn.network.figures.chosen_variant import chosen_variant
from symcnn.network.figures.figures import LayerFigures, Shared, Sizes
from symcnn.network.figures.layer_arguments import Arguments, arguments, check_table
from symcnn.network.figures.required import is_met, still_open
from symcnn.network.figures.rule_values import number_of_rule, rule_value
from symcnn.network.figures.stretching import moving, stretched
from symcnn.network.figures.unit_places import first_cell, front
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.figures.variant import AXIS_NAMES, TRACE, EndlessRule, Variant
from symcnn.network.figures.written_places import part_place
from symcnn.network.wiring.conventions import defaults
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.network import Network, WiredLayer

_NUMBERS = frozenset({int, Fraction})


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
        return chosen_variant(kind, names, words, axes, split, inputs, sizes, given.table)

    def evaluated(self, layer: WiredLayer, chosen: Variant, values: dict[str, Value]) -> tuple[Expr, ...]:
        """Puts every formula's value into `values`; returns the conditions that stay open."""
        value = number_of_rule if {*map(type, values.values())} <= _NUMBERS else rule_value
        open_conditions: list[Expr] = []
        for formula, conditions in chosen.steps:
            if formula is not None:
                values[formula.target] = value(formula, values)
            for condition in conditions:
                if not (value is number_of_rule and is_met(condition, values)) and values.keys() >= {*condition.names}:
                    open_conditions.extend(still_open(condition, values, layer))
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
        axes = traced_axes(shared, inputs) or self.axes or ("",)
        if any(source.axes != axes for source in inputs):
            untold = ChainMap(dict.fromkeys(TRACE), dict(shared.values))
            unknown = (None,) * len(axes)
            return LayerFigures(layer, shared, inputs, axes, unknown, unknown, True, (), unknown, (untold,) * len(axes))
        is_one = are_alike(inputs) and not shared.variant.is_traced_by_axis
        if is_one and not (shared.variant.sees_input and {*self.sizes} != {*self.sizes[:1]}):
            views = [axis_view(shared, axes[0], inputs, 0, self.sizes)] * len(axes)
        else:
            views = [axis_view(shared, axis, inputs, place, self.sizes) for place, axis in enumerate(axes)]
        if views[0] is views[-1] and not shared.variant.split:
            starts = (self.start(shared, axes[0], inputs, 0, views[0]),) * len(axes)
        else:
            starts = tuple(self.start(shared, axis, inputs, place, views[place]) for place, axis in enumerate(axes))
        fields = tuple(view["receptive_field"] for view in views)
        jumps = tuple(view["jump"] for view in views)
        distinct = views[:1] if views[0] is views[-1] else views
        is_grown = any(source.is_grown for source in inputs) or any(map(enlarges, distinct))
        is_grown = is_grown or len(moving(shared, inputs)) < len(inputs)
        is_grown = is_grown or any(is_uneven(shared, axes[at], view) for at, view in enumerate(views))
        starts = (None,) * len(axes) if is_grown else starts
        return LayerFigures(layer, shared, inputs, axes, fields, jumps, is_grown, (), starts, tuple(views))

    def start(
        self, shared: Shared, axis: str, inputs: tuple[LayerFigures, ...], place: int, view: Mapping[str, Value]
    ) -> Value:
        key = (id(shared), axis)
        if key not in self.fronts:
            self.fronts[key] = front(shared, axis, view)
        return first_cell(self.fronts[key], inputs, place, view.get("J_in"))


def _check_sizes(size: Sizes, channels: Value, sizes: tuple[Sizes, ...], inputs: tuple[Value, ...]) -> None:
    for value in (*size, channels):
        if is_number(value) and (value.denominator != 1 or value < 1):
            raise Faulty(Fault("size-vanishes", 0, 0, {"value": value, "shapes": _shapes(sizes, inputs)}))


def _shapes(sizes: tuple[Sizes, ...], channels: tuple[Value, ...]) -> tuple[Sizes, ...]:
    return tuple((*size, channel) for size, channel in zip(sizes, channels, strict=True))


def _check_count(layer: WiredLayer, count: int) -> None:
    wanted = layer.kind.inputs
    if wanted and count != wanted:
        raise Faulty(Fault("needs-inputs", 0, 0, {"kind": layer.kind.name, "wanted": wanted, "found": count}))
