"""Where a unit's receptive field lies: the input cell at which that of the first unit begins.

Paths that meet are aligned where the centres of their receptive fields agree; where they do not, the field of
what they give together reaches from the first cell of any to the last cell of any (Araujo, Norris, Sim 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.network.figures.figures import LayerFigures, Shared
from symcnn.network.figures.values import Value, is_number


def first_cell(front: Value, inputs: Sequence[LayerFigures], place: int, jump: Value) -> Value:
    """The first cell of the first unit's receptive field; None where that cannot be told."""
    if not inputs:
        return 0
    start = least([source.starts[place] for source in inputs])
    return None if start is None or front is None or jump is None else start - front * jump


def reach(inputs: Sequence[LayerFigures], place: int) -> Value:
    """The cells from the first to the last that units at the same place of all inputs see; None where it is open."""
    fields = [(source.starts[place], source.receptive_field[place]) for source in inputs]
    if any(None in field for field in fields):
        return None
    first = least([start for start, _ in fields])
    beyond = least([-1 * (start + size) for start, size in fields])
    return None if first is None or beyond is None else _plain(-1 * beyond - first)


def least(values: Sequence[Value]) -> Value:
    """The least of values that differ by numbers; None where one is unknown, or where it cannot be told."""
    if not values or None in values:
        return None
    best = values[0]
    for value in values[1:]:
        difference = 0 if value is best else _plain(value - best)
        if not is_number(difference):
            return None
        best = value if difference < 0 else best
    return best


def front(shared: Shared, axis: str, view: Mapping[str, Value]) -> Value:
    """The cells added before the map along an axis, or cut off as a negative number; None where it is open."""
    values = shared.values
    if not shared.size:
        return None

    def given(name: str) -> Value:
        return values.get(name + axis, values.get(name))

    if given("front") is not None:
        return given("front")
    pads, before = given("padding"), given("P_before")
    if before is None:
        both = before = given("P")
    else:
        both = given("P_after")
    if view.get("receptive_field") == view.get("R_in") and view.get("jump") == view.get("J_in"):
        size = given("I") if given("I") is not None else given("I_1")
        grown = _plain(given("O") - size) if size is not None and given("O") is not None else 0
        if is_number(grown) and grown == 0:
            return 0
        total = None if before is None or both is None else before + both
        return before if grown == total else -1 * before if total is not None and grown == -1 * total else None
    if pads is None or (is_number(pads) and pads == 0):
        return pads
    if before is not None:
        return before if pads == before + both else None
    return pads // 2 if is_number(pads) else None


def _plain(value: Value) -> Value:
    if is_number(value):
        return value
    from symcnn.core.algebra.symbolic import expanded, simplest

    return simplest(expanded(value))
