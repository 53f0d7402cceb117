"""What quantity q of layer L is, of a block, of one axis, of all layers: ``C1.O``, ``stage1.params``, ``C1.O_h``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from symcnn.core.text.fault import Faulty, refused
from symcnn.core.text.near import unknown
from symcnn.network.figures.figures import HELD, TOTALS, Figures, LayerFigures, Repetition, Sizes, added_up
from symcnn.network.figures.values import Value, is_number
from symcnn.network.figures.variant import AXIS_NAMES
from symcnn.network.wiring.meant_names import meant_quantity
from symcnn.network.wiring.quantity_names import quantity_called

TRACED = ("receptive_field", "jump")
SIZED = ("output", *TRACED)
"""Quantities with one value an axis, in the order in which they are told."""

TOTAL = "total"
"""The owner of what is added up over all layers, and of what the last map sees."""

OF_ALL = (*TOTALS, *TRACED)
"""The quantities of the whole network."""

_SHOWN = frozenset({*SIZED, *TOTALS, "O", "N", "I", "C", "padding"})
_OF_BLOCK = (*SIZED, "O", "N")
"""What a block gives is what its last layer gives."""


def quantity_of(figures: Figures, owner: str, quantity: str) -> Value:
    """The value of a quantity of a layer, a block or of all; a tuple where it has one value an axis.

    Raises `Faulty` for an owner or a quantity that there is not.
    """
    if owner == TOTAL:
        quantity = quantity_called(quantity)
        if quantity in TOTALS:
            return figures.total(quantity)
        last = last_map(figures)
        if last is None or _stem(last.axes, quantity) not in TRACED:
            raise unknown("unknown-quantity", quantity, OF_ALL)
        return in_last_round(of_layer(figures, last, quantity), last.repetitions)
    for found in figures.layers:
        if found.layer.name == owner:
            return of_layer(figures, found, quantity)
    inside = _inside(figures, owner)
    if not inside:
        if (last_round := _of_last_round(figures, owner)) is not None:
            return of_layer(figures, last_round, quantity)
        raise unknown("unknown-layer", owner, owners(figures))
    quantity = quantity_called(quantity)
    if quantity in TOTALS:
        return added_up([found.in_all_rounds(quantity) for found in inside])
    if _stem(inside[-1].axes, quantity) not in _OF_BLOCK:
        raise unknown("unknown-quantity", quantity, (*_OF_BLOCK, *TOTALS))
    return of_layer(figures, inside[-1], quantity)


def column_value(figures: Figures, found: LayerFigures, name: str) -> Value:
    """What the row of a layer tells of a quantity: what is added up is that of all rounds, all else of one."""
    return found.in_all_rounds(name) if name in TOTALS else of_layer(figures, found, name)


def _of_last_round(figures: Figures, owner: str) -> LayerFigures | None:
    """The layer of this name in the last round of a repetition; it has the round in its name, ``stage.3.conv``."""
    for found in reversed(figures.layers):
        if ".".join(part for part in found.layer.name.split(".") if not part.isdecimal()) == owner:
            return found
    return None


def last_map(figures: Figures) -> LayerFigures | None:
    """The last layer whose output is a map."""
    return next((found for found in reversed(figures.layers) if found.shared.size), None)


def in_last_round(value: Value, repetitions: Collection[Repetition]) -> Value:
    """What a figure is in the last round of repetitions."""
    if isinstance(value, tuple):
        return tuple(in_last_round(part, repetitions) for part in value)
    if value is None or not repetitions:
        return value
    from symcnn.core.algebra import convert

    last = {convert.symbol(each.index): convert.added([each.last]) for each in repetitions}
    return convert.added([value]).xreplace(last)


def of_layer(figures: Figures, found: LayerFigures, quantity: str) -> Value:
    """The value of a layer's quantity, letter or argument; a tuple where it has one value an axis.

    Raises `Faulty` for what the layer does not have.
    """
    if not has(found, quantity):
        raise unknown_in(figures, (found,), quantity)
    quantity = _in(found, quantity)
    if quantity == "output":
        return found.output
    stem = _stem(found.axes, quantity)
    if stem in TRACED:
        sizes = found.receptive_field if stem == "receptive_field" else found.jump
        return _one(sizes) if quantity == stem else sizes[found.axes.index(quantity.removeprefix(stem))]
    if quantity in HELD and found.layer.again is not None:
        return 0
    values = found.shared.values
    if quantity in values:
        return values[quantity]
    along = _along(found, quantity)
    return along or values[stem]


def asked(figures: Figures, names: Iterable[str]) -> tuple[str, ...]:
    """The names of quantities that may be asked for by their letters, once each; a layer's own letters come first."""
    own = {letter for found in figures.layers for letter in (*found.shared.values, *found.layer.kind.parameters)}
    return tuple(dict.fromkeys(name if name in own else quantity_called(name) for name in names))


def has(found: LayerFigures, quantity: str) -> bool:
    """Whether a layer has a quantity."""
    values, quantity = found.shared.values, _in(found, quantity)
    if quantity in values or quantity in SIZED:
        return True
    stem = _stem(found.axes, quantity)
    is_of_axis = stem in values and stem in found.layer.kind.spatial
    return stem in TRACED or is_of_axis or bool(_along(found, quantity))


def _in(found: LayerFigures, quantity: str) -> str:
    """The name of a quantity that may be asked for by its letter; a layer's own letters come first."""
    return quantity if quantity in found.shared.values else quantity_called(quantity)


def first_use(figures: Figures, found: LayerFigures) -> str:
    """The name of the layer whose weights this one has, at which they count; nothing where it has its own, or none."""
    place, params = found.layer.again, found.shared.values["params"]
    return "" if place is None or (is_number(params) and params == 0) else figures.network.layers[place].name


def unknown_in(figures: Figures, layers: Iterable[LayerFigures], quantity: str, kept: Collection[str] = ()) -> Faulty:
    """The fault of a quantity that no layer has; those that people ask for are told, of `kept` alone where any are."""
    names = dict.fromkeys(SIZED)
    for found in layers:
        names.update(dict.fromkeys(_stem(found.axes, name) for name in found.shared.values))
    names = {name: None for name in names if name not in figures.network.conventions}
    known = tuple(name for name in names if not kept or name in kept)
    shown = tuple(name for name in known if name in _SHOWN)
    return refused("unknown-quantity", name=quantity, near=meant_quantity(quantity, known), choices=shown)


def owners(figures: Figures) -> tuple[str, ...]:
    """All that has quantities: layers, blocks, and the whole."""
    names = [found.layer.name for found in figures.layers]
    parts = (name.split(".") for name in names)
    blocks = (".".join(part[:depth]) for part in parts for depth in range(1, len(part)))
    return tuple(dict.fromkeys((*names, *blocks, TOTAL)))


def _inside(figures: Figures, block: str) -> list[LayerFigures]:
    return [found for found in figures.layers if found.layer.name.startswith(block + ".")]


def _along(found: LayerFigures, quantity: str) -> Sizes:
    """The values of what differs between axes; none where it does not."""
    values = found.shared.values
    for axes in (AXIS_NAMES[2], AXIS_NAMES[3]):
        if all(quantity + axis in values for axis in axes):
            return tuple(values[quantity + axis] for axis in axes)
    return ()


def _stem(axes: Sequence[str], quantity: str) -> str:
    """The name without its axis: ``O`` of ``O_h``."""
    for axis in axes:
        if axis and quantity.endswith(axis):
            return quantity.removesuffix(axis)
    return quantity


def _one(sizes: Sizes) -> Value | Sizes:
    """The value along all axes where they agree."""
    return sizes[0] if all(size == sizes[0] for size in sizes) else sizes
