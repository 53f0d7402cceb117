"""One network with one configuration after another: the third of a kind is put into closed forms, not measured anew.

A network is measured with numbers in some milliseconds; with symbols it takes longer, once, and then each configuration
takes microseconds. What the closed forms do not cover (values for which other rules hold, sizes that do not fit, layers
of a repetition) is measured, so that every answer and every fault is the same on both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from symcnn.core.text.fault import Faulty, FaultyText
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import quantity_of
from symcnn.network.figures.values import Value

if TYPE_CHECKING:
    from symcnn.core.algebra.integer_program import IntegerRun

_MEASURED = 2
"""So many configurations are measured before closed forms are made: they cost as much as some dozens of these."""


class Configurations:
    """The closed forms of one network for the symbols that were given numbers; `freed` measures it with them free."""

    def __init__(self, freed: Callable[[tuple[str, ...]], Figures]) -> None:
        self._freed = freed
        self._asked: dict[tuple[str, ...], int] = {}
        self._forms: dict[tuple[str, ...], _Forms | None] = {}

    def value(self, given: Mapping[str, Expr], owner: str, quantity: str) -> Value:
        """The value for a configuration; None where it has to be measured."""
        names, point = tuple(given), []
        for value in given.values():
            if not isinstance(value, Num) or type(value.value) is not int or value.value < 0:
                return None
            point.append(value.value)
        forms = self._forms_of(names)
        return None if forms is None else forms.value(point, owner, quantity)

    def _forms_of(self, names: tuple[str, ...]) -> _Forms | None:
        if names not in self._forms:
            self._asked[names] = self._asked.get(names, 0) + 1
            if self._asked[names] <= _MEASURED:
                return None
            self._forms[names] = _forms(names, self._freed)
        return self._forms[names]


class _Forms:
    """The closed forms in some symbols; a program is made for a quantity when it is first asked for."""

    def __init__(self, figures: Figures, names: tuple[str, ...], special: tuple[frozenset[Number], ...]) -> None:
        self.figures, self.names, self.special = figures, names, special
        self.in_rounds = {found.layer.name for found in figures.layers if found.repetitions}
        self.runs: dict[tuple[str, str], IntegerRun | None] = {}

    def value(self, point: list[int], owner: str, quantity: str) -> Value:
        if any(value in special for value, special in zip(point, self.special, strict=True)):
            return None
        key = owner, quantity
        if key not in self.runs:
            self.runs[key] = self.run(owner, quantity)
        run = self.runs[key]
        values = None if run is None else run(point)
        if values is None:
            return None
        return values if quantity == "output" else values[0]

    def run(self, owner: str, quantity: str) -> IntegerRun | None:
        """The program of a quantity; none for what is not there, or differs between rounds of a repetition."""
        from symcnn.answers.solve.compiled_figures import compiled
        from symcnn.core.algebra.integer_program import IntegerRun, NoProgram

        if owner in self.in_rounds or quantity in ("receptive_field", "jump"):
            return None
        try:
            value = quantity_of(self.figures, owner, quantity)
            values = value if isinstance(value, tuple) else (value,)
            if None in values or (len(values) > 1 and quantity != "output"):
                return None
            return IntegerRun(compiled(self.figures, self.names, values))
        except (Faulty, NoProgram):
            return None


def _forms(names: tuple[str, ...], freed: Callable[[tuple[str, ...]], Figures]) -> _Forms | None:
    """The closed forms in these symbols; none where the network has none, or has others for each value."""
    from symcnn.network.figures.special_values import EveryValue, special_values

    try:
        figures = freed(names)
        return _Forms(figures, names, tuple(special_values(figures, name) for name in names))
    except (EveryValue, FaultyText, Faulty):
        return None
