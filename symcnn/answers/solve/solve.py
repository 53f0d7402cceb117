"""Which values of a symbol give what is wanted: exactly by residue classes, else by search up to a bound."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.derive.steps import Derivation
from symcnn.answers.solve.fitting import conditions_of, least_value
from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.answers.solve.open_rounds import for_all_rounds
from symcnn.answers.solve.powers_of_rounds import between_bounds
from symcnn.answers.solve.size_relations import NoClasses, Solutions, solutions
from symcnn.answers.solve.tails import tail
from symcnn.answers.solve.turned_back import Turned, working
from symcnn.answers.solve.wishes import Wish, without_values
from symcnn.core.algebra.polynomials import TooManyTerms
from symcnn.core.limits import MAX_SEARCH
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, evaluator, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, substituted, total
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import needs_values


@record
class Answer:
    """All values for which every wish is met: `exact`, or `found` up to `bound` where only a search could tell.

    `fitting` are the values for which the network fits (None where only its `conditions` tell); `workings` are
    those of the wishes, in their order.
    """

    symbol: str
    wishes: tuple[Wish, ...]
    conditions: tuple[Expr, ...]
    fitting: Solutions | None
    exact: Solutions | None
    found: tuple[int, ...]
    bound: int | None
    workings: tuple[Working | None, ...]

    def first(self, count: int) -> tuple[int, ...]:
        """The smallest solutions, so many of them."""
        return self.found[:count] if self.exact is None else self.exact.first(count)

    @property
    def count(self) -> int | None:
        """How many solutions there are; None where they have no end."""
        return len(self.found) if self.exact is None else self.exact.count


@record
class Working:
    """How the answer comes about: rules `turned` round, or the `lines` that turn the relation itself.

    `exact` are the values for which every division on the way is exact. Where no line leads to the symbol,
    `borders` has the values of the side that is wanted where solutions begin and end, and next to them;
    `grows` tells that it never falls.
    """

    turned: tuple[Turned, ...] = ()
    lines: tuple[Expr, ...] = ()
    exact: tuple[Derivation, ...] = ()
    borders: tuple[tuple[int, Number], ...] = ()
    grows: bool = False


def solve(figures: Figures, symbol: str, wishes: tuple[Wish, ...]) -> Answer:
    """Every value of the symbol for which the network fits and every wish is met.

    Raises `Faulty` where other symbols have no values.
    """
    conditions = tuple(dict.fromkeys(conditions_of(figures)))
    relations = (*(wish.relation for wish in wishes), *conditions)
    unknown = without_values(relations, (symbol,))
    if unknown:
        for_all_rounds(figures, unknown)
        raise needs_values(unknown)
    least = least_value(figures, symbol)
    fitting = all_solutions(conditions, symbol, least)
    exact = _exact(relations, symbol, least, fitting)
    if exact is None:
        tried = tuple(value for value in range(least, MAX_SEARCH + 1) if _hold(relations, symbol, value))
        return Answer(symbol, wishes, conditions, fitting, None, tried, MAX_SEARCH, (None,) * len(wishes))
    workings = []
    for wish in wishes:
        alone = exact if len(wishes) == 1 else _exact((wish.relation, *conditions), symbol, least, fitting)
        workings.append(None if alone is None else _working(figures, symbol, wish, alone, fitting))
    return Answer(symbol, wishes, conditions, fitting, exact, (), None, tuple(workings))


def _exact(relations: tuple[Expr, ...], symbol: str, least: int, fitting: Solutions | None) -> Solutions | None:
    exact = all_solutions(relations, symbol, least)
    return _among(fitting, relations, symbol) if exact is None and fitting is not None else exact


def all_solutions(relations: tuple[Expr, ...], symbol: str, least: int) -> Solutions | None:
    """All values from `least` on for which the relations hold; None where only a search could tell."""
    relations = tuple(bound for relation in relations for bound in between_bounds(relation, symbol, least))
    try:
        return solutions(relations, symbol, least)
    except NoClasses:
        pass
    try:
        beyond, bound = tail(relations, symbol)
        if bound > MAX_SEARCH:
            return None
        rest = solutions(beyond, symbol, bound + 1)
    except (NoClasses, TooManyTerms, Undefined):
        return None
    small = tuple((value, value) for value in range(least, bound + 1) if _hold(relations, symbol, value))
    return Solutions(rest.modulus, (*small, *rest.classes))


def _among(fitting: Solutions, relations: tuple[Expr, ...], symbol: str) -> Solutions | None:
    """The solutions among values for which the network fits, where these are few."""
    if fitting.classes and (fitting.largest or MAX_SEARCH) >= MAX_SEARCH:
        return None
    values = range(fitting.smallest or 0, (fitting.largest or 0) + 1)
    held = (value for value in values if value in fitting and _hold(relations, symbol, value))
    return Solutions(1, tuple((value, value) for value in held))


def _hold(relations: tuple[Expr, ...], symbol: str, value: int) -> bool:
    try:
        return all(evaluator(relation)({symbol: value}) for relation in relations)
    except (Undefined, TooLarge):
        return False


def _working(figures: Figures, symbol: str, wish: Wish, exact: Solutions, fitting: Solutions | None) -> Working | None:
    """The working for one unknown side and numbers; `exact` is all that meets this wish."""
    relation = wish.relation
    unknown = [place for place, side in enumerate(relation.args) if names(side)]
    if len(unknown) != 1:
        return None
    (place,) = unknown
    bounds = _bounds(relation, place)
    asked, side = wish.asked.args[place], relation.args[place]
    turned = working(figures, symbol, asked.name, bounds) if isinstance(asked, Sym) else ()
    if turned:
        ways = tuple(step.exact for step in turned if step.exact is not None)
        last = ways[-1].result if len(ways) == len(turned) else None
        is_one = isinstance(last, Num) and last.value.denominator == 1 and int(last.value) in exact
        return Working(turned=turned, exact=ways if is_one else ())
    inverse = inverted(side, symbol, bounds)
    if inverse is not None:
        return Working(lines=inverse[0])
    grows = _grows(side, symbol)
    return Working(borders=tuple(_borders(side, symbol, bounds, exact, fitting)) if grows else (), grows=grows)


def _bounds(relation: Op, place: int) -> Bounds:
    """What the numbers of a relation say of its side at a place: all before it, all after it."""
    before = [value_of(side) for side in relation.args[:place]]
    after = [value_of(side) for side in relation.args[place + 1 :]]
    strict = relation.name in "<>"
    low, high = (before, after) if relation.name in ("<", "<=") else (after, before)
    if relation.name == "=":
        low = high = [*before, *after]
    return Bounds(max(low, default=None), min(high, default=None), strict, strict)


def _borders(
    side: Expr, symbol: str, bounds: Bounds, exact: Solutions, fitting: Solutions | None
) -> Iterator[tuple[int, Number]]:
    """The values of a side that never falls: at the first and the last solution, and at the inputs next to them.

    Where there is no solution, at the inputs between which it would have to be.
    """
    first, last = exact.smallest, exact.largest
    if first is None:
        less = all_solutions((Op("<", (side, Num(bounds.low or 0))),), symbol, 0)
        first = 1 + ((less.largest or 0) if less else 0)
        last = first - 1
    places = {_next(first, -1, fitting), first, *(() if last is None else (last, _next(last, 1, fitting)))}
    judge = evaluator(side)
    for place in sorted(place for place in places if place is not None):
        if fitting is None or place in fitting:
            yield place, judge({symbol: place})


def _next(place: int, step: int, fitting: Solutions | None) -> int | None:
    """The next value up or down for which the network fits."""
    for distance in range(1, 1 + (fitting.modulus if fitting else 1)):
        found = place + step * distance
        if found > 0 and (fitting is None or found in fitting):
            return found
    return None


def _grows(side: Expr, symbol: str) -> bool:
    """Whether the side never falls as the symbol grows."""
    following = substituted(side, {symbol: total(Sym(symbol), Num(1))})
    falls = Op("<", (total(following, negated(side)), Num(0)))
    found = all_solutions((falls,), symbol, 1)
    return found is not None and not found.classes
