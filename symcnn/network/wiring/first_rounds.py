"""A repetition whose first round stands apart, where it takes other channels or sizes than all that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symcnn.core.record import replace
from symcnn.core.written.tree import Num, negated, total
from symcnn.network.wiring.network import Loop, Network, WiredLayer

_Move = Callable[[int], int]


def first_round_apart(network: Network, loop: Loop) -> Network:
    """The same network, with the layers of the loop's first round before those that stand for all later ones.

    They are named as the layers of a first round are: ``stage.1.conv`` beside ``stage.conv``.
    """
    added = loop.end - loop.start

    def moved(place: int) -> int:
        return place + added if place >= loop.start else place

    def within(place: int) -> int:
        return loop.end - 1 if place == loop.before else moved(place)

    before, body, after = (
        network.layers[: loop.start],
        network.layers[loop.start : loop.end],
        network.layers[loop.end :],
    )
    first = tuple(replace(layer, name=_in_first_round(layer.name, loop.name)) for layer in body)
    later = tuple(_rewired(layer, within, moved) for layer in body)
    rest = tuple(_rewired(layer, moved, moved) for layer in after)
    inner = network.loops[: network.loops.index(loop)]  # an inner loop stands before the one that it is in
    loops = tuple(
        part
        for each in network.loops
        for part in _loops(each, loop, moved, within if each in inner and each.start >= loop.start else None)
    )
    return replace(network, layers=(*before, *first, *later, *rest), loops=loops)


def _loops(each: Loop, loop: Loop, moved: _Move, within: _Move | None) -> Iterator[Loop]:
    """What becomes of a loop: one inside of the loop, which has a `within`, is there twice; one around it is longer."""
    if each is loop:
        count = total(each.count, negated(Num(1)))
        place = loop.end - 1
        yield replace(_shifted(each, moved), count=count, first=each.first + 1, before=place)
    elif within is not None:
        yield replace(each, name=_in_first_round(each.name, loop.name))
        yield replace(_shifted(each, moved), before=within(each.before))
    elif each.start <= loop.start < each.end:
        yield replace(each, end=moved(each.end - 1) + 1)
    else:
        yield replace(_shifted(each, moved), before=moved(each.before))


def _shifted(loop: Loop, moved: _Move) -> Loop:
    return replace(loop, start=moved(loop.start), end=moved(loop.end - 1) + 1)


def _in_first_round(name: str, loop: str) -> str:
    return f"{loop}.1{name.removeprefix(loop)}"


def _rewired(layer: WiredLayer, fed: _Move, moved: _Move) -> WiredLayer:
    again = None if layer.again is None else moved(layer.again)
    inputs, spoken_of = tuple(map(fed, layer.inputs)), tuple(map(moved, layer.spoken_of))
    if (inputs, spoken_of, again) == (layer.inputs, layer.spoken_of, layer.again):
        return layer
    return replace(layer, inputs=inputs, spoken_of=spoken_of, again=again)
