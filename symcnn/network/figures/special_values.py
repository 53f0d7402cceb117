"""Values of a symbol for which other rules hold than for the rest: closed forms in the symbol are not theirs.

A rule may hold only ``when G`` is given, that is, when it is not its default, or ``when bias = 0``. With a symbol for
the argument the rule for any other value has been chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import zip_longest

from symcnn.core.algebra.forms import letter
from symcnn.core.algebra.symbolic import less, letters_in, number_of, value_among, written
from symcnn.core.written.arithmetic import Number, Undefined
from symcnn.core.written.tree import Num, Op
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.layer_arguments import SymbolValues
from symcnn.network.figures.values import Value, is_number


class EveryValue(ValueError):
    """The rules may be others for each value of the symbol."""


def special_values(figures: Figures, name: str) -> frozenset[Number]:
    """The values of a symbol for which the rules may be others than those of the figures.

    Raises `EveryValue`.
    """
    special: set[Number] = set()
    for found in {id(found.shared): found for found in figures.layers}.values():
        if any(_depends(value, name) for value in _deciding(found)):
            raise EveryValue(name)
        for value, numbers in _guarded(found):
            if _depends(value, name):
                special.update(_where(value, numbers, name))
    for count in {repetition.count for found in figures.layers for repetition in found.repetitions}:
        if _depends(count, name):
            special.update(_where(count, (0,), name))
    return frozenset(special)


def _depends(value: Value, name: str) -> bool:
    return not is_number(value) and value is not None and name in letters_in(value)


def _deciding(found: LayerFigures) -> Iterator[Value]:
    """Values that decide with every number: the maps of a table, which has a row for each."""
    if any(isinstance(each.value, Op) and each.value.name == "table" for each in found.layer.line.arguments):
        yield from (found.shared.values["C"], found.shared.channels)


def _stretchable(found: LayerFigures) -> Iterator[Value]:
    """Sizes and channels that meet others which they do not equal: what is 1 there is stretched."""
    if "broadcast" in found.layer.kind.traits:
        outputs = [source.output for source in found.inputs]
        for column in zip_longest(*(reversed(output) for output in outputs), fillvalue=1):
            if any(value != column[0] for value in column):
                yield from column


def _guarded(found: LayerFigures) -> Iterator[tuple[Value, tuple[Number, ...]]]:
    """The sizes and arguments whose value makes a difference, and the numbers that make it."""
    yield from ((value, (1,)) for value in _stretchable(found))
    kind = found.layer.kind
    for name, parameter in kind.parameters.items():
        numbers = [guard[1] for guard in kind.guards if isinstance(guard, tuple) and guard[0] == name]
        if name in kind.guards and isinstance(parameter.default, Num):
            numbers.append(parameter.default.value)  # type: ignore[arg-type]
        if numbers and name in found.shared.values:
            yield found.shared.values[name], tuple(number for number in numbers if is_number(number))


def _where(value: Value, numbers: Iterable[Number], name: str) -> Iterator[Number]:
    """The values of a symbol for which a value that is linear in it alone comes to one of the numbers."""
    try:
        at_zero, at_one = (number_of(value_among(written(value), SymbolValues({name: place}))) for place in (0, 1))
    except Undefined:
        raise EveryValue(name) from None
    if at_zero is None or at_one is None or at_zero == at_one:
        raise EveryValue(name)
    slope = at_one - at_zero
    if number_of(less(value, slope * letter(name) + at_zero)) != 0:
        raise EveryValue(name)
    for number in numbers:
        yield (Fraction(number) - at_zero) / slope
