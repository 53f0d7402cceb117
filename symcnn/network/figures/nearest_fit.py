"""The values nearest to an argument's that would fit, where a layer's requirement is broken."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from symcnn.core.record import replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.tree import Num
from symcnn.network.figures.values import is_number
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.network import WiredLayer

_FARTHEST = 64
"""So far from an argument's value others are tried."""

_WRITTEN = late_pattern(r"\w+[ \t]*=[ \t]*-?[\d./]+")
"""An argument with a number, and not with the parameter of a block."""


_LEAST_PERCENT = 2
"""A greater share may be meant in hundredths."""


def with_fits(fault: Fault, layer: WiredLayer, text: str, measure: Callable[[WiredLayer], object]) -> Fault:
    """The fault with what the argument could be instead, where the text writes it there as a number."""
    place = fault.start, fault.end
    argument = next((each for each in layer.line.arguments if (each.start, each.end) == place), None)
    if not ("condition" in fault.values or fault.code == "not-whole") or argument is None:
        return fault
    if not written_as_number(argument, text) or "picture" in fault.values:  # there the input is to be mended
        return fault
    if fault.code == "not-a-share":
        percent = value_of(argument.value)
        told = (f"{argument.name}={float(percent / 100):g}",) if _LEAST_PERCENT <= percent <= 100 else ()
        return replace(fault, values={**fault.values, "fits": told}) if told else fault
    for values in (*nearest(value_of(argument.value)), *_bounds(fault)):
        fits = [each for each in values if each >= 0 and _fits(_with_value(layer, argument, each), measure)]
        if fits:
            return replace(fault, values={**fault.values, "fits": tuple(f"{argument.name}={each}" for each in fits)})
    return fault


def written_as_number(argument: Argument, text: str) -> bool:
    """Whether the text has a number where the argument stands."""
    return _WRITTEN.fullmatch(text, argument.start, argument.end) is not None


def nearest(value: Number) -> Iterator[tuple[int, ...]]:
    """Whole numbers, those that are equally far together, the nearest first."""
    below, above = math.ceil(value) - 1, math.floor(value) + 1
    for _ in range(_FARTHEST):
        nearer = value - below - (above - value)
        if nearer == 0:
            yield below, above
        else:
            yield (below,) if nearer < 0 else (above,)
        below, above = below - (nearer <= 0), above + (nearer >= 0)


def _bounds(fault: Fault) -> Iterator[tuple[int, ...]]:
    """What the sides of a broken requirement come to: a value far from all that fit may have to be one of them."""
    sides = fault.values.get("sides", ())
    assert isinstance(sides, tuple)
    for side in sides:
        if is_number(side) and side.denominator == 1:
            yield (int(side),)


def _with_value(layer: WiredLayer, argument: Argument, value: int) -> WiredLayer:
    arguments = (replace(each, value=Num(value)) if each is argument else each for each in layer.line.arguments)
    return replace(layer, line=replace(layer.line, arguments=tuple(arguments)))


def _fits(layer: WiredLayer, measure: Callable[[WiredLayer], object]) -> bool:
    try:
        measure(layer)
    except Faulty:
        return False
    return True
