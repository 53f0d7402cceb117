"""All combinations of several symbols' values that give what is wanted, within bounds that are told.

The bounds follow from what is wanted and from the network; where these leave a symbol without one, from what usually
holds of its layers as well: a kernel no wider than the map, strides and paddings no wider than the kernel.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from symcnn.answers.solve.bounds_of_all import greatest_values, only_holds_below
from symcnn.answers.solve.fitting import conditions_of, least_value
from symcnn.answers.solve.open_rounds import for_all_rounds, in_hardest_rounds, rounds_of
from symcnn.answers.solve.solve import all_solutions
from symcnn.answers.solve.wishes import Wish, without_values
from symcnn.core.limits import MAX_COMBINATIONS
from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.written.arithmetic import Evaluator, Number, TooLarge, Undefined, evaluator
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted
from symcnn.network.figures.customs import customs_of
from symcnn.network.figures.figures import Figures

_FEW = 100
"""So many values are tried as fast as they are solved for."""


@record
class Combinations:
    """All `points`, smallest first, with the values of the `asked` sides; `bounds` is what was looked through."""

    symbols: tuple[str, ...]
    wishes: tuple[Wish, ...]
    bounds: tuple[Expr, ...]
    asked: tuple[Expr, ...]
    points: tuple[tuple[int, ...], ...]
    values: tuple[tuple[Number, ...], ...]


def combinations(figures: Figures, symbols: Sequence[str], wishes: Sequence[Wish]) -> Combinations:
    """All values of the symbols for which the network fits and every wish is met.

    Raises `Faulty` where a symbol has no bound, there are too many values to try, or others have none.
    """
    symbols = tuple(dict.fromkeys(symbols))
    relations = tuple(dict.fromkeys((*(wish.relation for wish in wishes), *conditions_of(figures))))
    least, greatest = _bounds(figures, symbols, relations)
    customs: tuple[Expr, ...] = ()
    if len(greatest) < len(symbols):
        usual = dict.fromkeys(
            part for custom in customs_of(figures) for part in in_hardest_rounds(custom, rounds_of(figures))
        )
        customs = tuple(custom for custom in usual if custom not in relations)
        relations = (*relations, *customs)
        least, greatest = _bounds(figures, symbols, relations)
    unknown = without_values(relations, symbols)
    if unknown:
        for_all_rounds(figures, unknown)
        raise refused("needs-values", names=unknown, example=unknown[0])
    widest_last = tuple(sorted(symbols, key=lambda symbol: greatest.get(symbol, math.inf)))
    search = _Search(relations, widest_last, least, greatest)
    points = tuple(sorted(tuple(point[symbol] for symbol in symbols) for point in search.points({})))
    sides = dict.fromkeys(
        (asked, side)
        for wish in wishes
        for asked, side in zip(wish.asked.args, wish.relation.args, strict=True)
        if any("." in name for name in names(asked))
    )
    judges = [evaluator(side) for _, side in sides]
    values = tuple(tuple(judge(dict(zip(symbols, point, strict=True))) for judge in judges) for point in points)
    between = (_between(symbol, least[symbol], greatest.get(symbol)) for symbol in symbols)
    joint = (custom for custom in customs if len(names(custom)) > 1)
    return Combinations(symbols, tuple(wishes), (*between, *joint), tuple(asked for asked, _ in sides), points, values)


def _bounds(
    figures: Figures, symbols: Sequence[str], relations: Sequence[Expr]
) -> tuple[dict[str, int], dict[str, int]]:
    """The least value of each symbol, and the greatest of those that have one."""
    least = {symbol: least_value(figures, symbol) for symbol in symbols}
    greatest: dict[str, int] = {}
    for symbol in symbols:
        alone = all_solutions(tuple(part for part in relations if names(part) == (symbol,)), symbol, least[symbol])
        if alone is not None and alone.classes:
            least[symbol] = alone.smallest or 0
            if alone.largest is not None:
                greatest[symbol] = alone.largest
        elif alone is not None:
            greatest[symbol] = least[symbol] - 1
    return least, greatest_values(relations, least, greatest)


def _between(symbol: str, low: int, high: int | None) -> Expr:
    if high is None:
        return Op(">=", (Sym(symbol), Num(low)))
    return Op("<=", (Num(low), Sym(symbol), Num(high)))


class _Search:
    """Gives the symbols values one after another; a relation is judged as soon as all its symbols have one."""

    def __init__(
        self, relations: Sequence[Expr], symbols: tuple[str, ...], least: Mapping[str, int], greatest: Mapping[str, int]
    ) -> None:
        self.symbols, self.least, self.greatest = symbols, least, greatest
        depth = {symbol: place for place, symbol in enumerate(symbols)}
        self.decided: list[list[Expr]] = [[] for _ in symbols]
        for relation in relations:
            self.decided[max(map(depth.__getitem__, names(relation)), default=0)].append(relation)
        self.judges: list[list[Evaluator]] = [list(map(evaluator, found)) for found in self.decided]
        budgets = [relation for relation in relations if only_holds_below(relation, least)]
        self.budgets = [evaluator(relation) for relation in budgets]
        self.is_budgeted = any(symbols[-1] in names(relation) for relation in budgets)
        self.tried = 0

    def points(self, known: Mapping[str, int]) -> Iterator[dict[str, int]]:
        if len(known) == len(self.symbols):
            yield dict(known)
            return
        symbol = self.symbols[len(known)]
        judges = self.judges[len(known)]
        for value in self.values(symbol, known):
            self.tried += 1
            if self.tried > MAX_COMBINATIONS:
                raise refused("needs-bounds", name=symbol, limit=MAX_COMBINATIONS)
            point = {**known, symbol: value}
            if not _hold(self.budgets, {**self.least, **point}):
                break
            if _hold(judges, point):
                yield from self.points(point)

    def values(self, symbol: str, known: Mapping[str, int]) -> Iterator[int]:
        """The values to try: up to the symbol's bound, or those that solve what is left in the last symbol alone."""
        values = range(self.least[symbol], self.greatest.get(symbol, MAX_COMBINATIONS) + 1)
        if len(values) <= _FEW or self.is_budgeted or len(known) < len(self.symbols) - 1:
            yield from values
            return
        numbers = {name: Num(value) for name, value in known.items()}
        left = tuple(substituted(relation, numbers) for relation in self.decided[-1])
        found = all_solutions(left, symbol, self.least[symbol])
        if found is None:
            yield from values
            return
        for first, last in found.classes:
            if last is None:  # all that follow are solutions
                raise refused("needs-bounds", name=symbol, limit=MAX_COMBINATIONS)
            yield from range(first, last + 1, found.modulus)


def _hold(judges: Sequence[Evaluator], point: Mapping[str, int]) -> bool:
    try:
        return all(judge(point) for judge in judges)
    except (Undefined, TooLarge):
        return False
