"""A count of the layers of a block over variables of a table, and what tells it from others."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.check.tables.column_choices import BLOCKS, COUNTED, MOST_COLOURS, QUARTER, Block
from symcnn.check.tables.column_numbers import NOWHERE, Variable
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, negated

_BLOCK_COSTS = {"figure": 0.2, "conv": 0.2, "depthwise": 0.4, "narrowed": 1.2, "led": 1.2}
_MODE_COST, _LESS_COST = 0.4, 3.0
TIMES_COSTS = (0.0, 0.0, 0.5, 1.0, 1.0)


@record
class Formula:
    """A count of layers over variables: the block, what stands for its letters, how often it is counted.

    `entering`, `leaving`, `area`, `groups`, `plane` are variables; `mode` is how many numbers each map has besides its
    weights, `times` what all is multiplied by. The block ``figure`` is the number `entering` itself, less `leaving`.
    """

    block: str
    entering: Variable
    leaving: Variable
    area: Variable
    groups: Variable
    repeat: Variable
    expansion: int
    mode: int
    plane: Variable
    times: int

    @property
    def cost(self) -> float:
        """How many digits tell which formula it is: what is chosen among much, or told nowhere, costs most."""
        choices = {*self.variables()}  # one that stands for two letters is chosen once
        plain = _BLOCK_COSTS.get(self.block, 0.8) + _MODE_COST * self.mode + TIMES_COSTS[self.times]
        is_made = self.block == "figure" and any(self.leaving.values) and self.times > 1  # nobody doubles a difference
        return plain + sum(one.cost for one in choices) + (self.expansion > 1) + _LESS_COST * is_made

    @property
    def is_of_layers(self) -> bool:
        """Whether it counts windows or biases, as nothing but layers has."""
        has_channels = self.entering.column != NOWHERE or self.entering.values[0] > MOST_COLOURS
        has_windows = max(self.area.values) > 1
        return self.block != "figure" and (has_windows or (self.mode > 0 and has_channels))

    def variables(self) -> tuple[Variable, ...]:
        """The variables that it uses."""
        return (self.entering, self.leaving, self.area, self.groups, self.repeat, self.plane)

    def letters(self, row: int) -> dict[str, int]:
        """What its letters stand for in a row."""
        entering, leaving, repeat = (one.values[row] for one in (self.entering, self.leaving, self.repeat))
        return {
            "C": entering,
            "N": leaving,
            "A": self.area.values[row],
            "G": self.groups.values[row],
            "E": entering * self.expansion,
            "H": leaving // QUARTER if leaving % QUARTER == 0 else 0,
            "1": 1,
            "R": repeat,
            "R-1": repeat - 1,
            "2R-1": 2 * repeat - 1,
        }

    def value(self, row: int) -> int:
        """What it gives in a row; 0 where a number is not known, or groups leave a rest."""
        outer, come, gone = self.plane.values[row] * self.times, self.entering.values[row], self.leaving.values[row]
        if self.block == "figure":
            return max(come - gone, 0) * outer
        area, repeat = self.area.values[row], self.repeat.values[row]
        come, rest = divmod(come, self.groups.values[row] or 1)
        if rest or not (come and gone and area and repeat and outer):
            return 0
        return COUNTED[self.block](come, gone, area, self.mode, self.expansion, repeat) * outer

    def written(self, row: int) -> Expr:
        """The formula with the numbers of a row."""
        letters = self.letters(row)
        outer = [Num(one) for one in (self.times, self.plane.values[row]) if one != 1]
        if self.block == "figure":
            terms: list[Expr] = [Num(letters["C"])]
            inner = Op("+", (*terms, negated(Num(letters["N"])))) if letters["N"] else terms[0]
            return Op("*", (*outer, inner)) if outer else inner
        terms = []
        for factors, leaving, times in _layers(BLOCKS[self.block], letters):
            if letters["G"] > 1:
                factors[1] //= letters["G"]
            plain = [factor for factor in (times, *factors) if factor != 1] or [1]
            terms.append(Op("*", tuple(map(Num, plain))) if len(plain) > 1 else Num(plain[0]))
            biases = times * self.mode
            terms += [Num(leaving)] * biases if times == 1 else [Op("*", (Num(biases), Num(leaving)))] * (biases > 0)
        inner = Op("+", tuple(terms)) if len(terms) > 1 else terms[0]
        return Op("*", (*outer, inner)) if outer else inner


def _layers(block: Block, letters: Mapping[str, int]) -> list[tuple[list[int], int, int]]:
    """The layers of a block: the factors of the weights of each, its maps, and how many of it there are."""
    return [
        (
            [letters[area], letters[entering], *([] if kind == "depthwise" else [letters[leaving]])],
            letters[leaving],
            letters[times],
        )
        for kind, entering, leaving, area, times in block
        if letters[times] > 0 and not (kind == "projection" and letters[entering] == letters[leaving])
    ]
