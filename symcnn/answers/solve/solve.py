"""Which values of a symbol give what is wanted: exactly by residue classes, else by search up to a bound."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import sides_of
from symcnn.answers.derive.steps import Derivation
from symcnn.answers.solve.fitting import conditions_of, least_value
from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.answers.solve.size_relations import NoClasses, Solutions, solutions
from symcnn.answers.solve.tails import tail
from symcnn.answers.solve.turned_back import Turned, working
from symcnn.core.algebra.convert import added, expanded, from_sympy
from symcnn.core.algebra.polynomials import TooManyTerms
from symcnn.core.limits import MAX_SEARCH
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, evaluator, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, substituted, total
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value
from symcnn.network.language.syntax import ClaimLine


@record
class Answer:
    """All values that solve a relation: `exact`, or `found` up to `bound` where only a search could tell.

    `wanted` is the relation as it was asked, `relation` the same in the symbol alone, `fitting` the values for
    which the network fits (None where only its `conditions` tell); `unknown` are symbols that have no value.
    """

    symbol: str
    wanted: Op
    relation: Op
    conditions: tuple[Expr, ...]
    fitting: Solutions | None
    exact: Solutions | None
    found: tuple[int, ...]
    bound: int | None
    unknown: tuple[str, ...] = ()
    working: Working | None = None


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


def solve(figures: Figures, symbol: str, wanted: Expr) -> Answer:
    """Every value of the symbol for which the network fits and the wanted relation holds.

    Raises `Faulty` for a relation that speaks of what is not there.
    """
    sides = sides_of(ClaimLine(wanted), figures)
    assert isinstance(wanted, Op)
    relation = Op(wanted.name, tuple(map(_written, sides)))
    conditions = tuple(dict.fromkeys(conditions_of(figures)))
    relations = (relation, *conditions)
    unknown = tuple(sorted({name for part in relations for name in names(part)} - {symbol}))
    if unknown:
        return Answer(symbol, wanted, relation, conditions, None, None, (), None, unknown)
    least = least_value(figures, symbol)
    fitting, exact = (all_solutions(parts, symbol, least) for parts in (conditions, relations))
    if exact is None and fitting is not None:
        exact = _among(fitting, relation, symbol)
    if exact is not None:
        found = _working(figures, symbol, wanted, relation, exact, fitting)
        return Answer(symbol, wanted, relation, conditions, fitting, exact, (), None, working=found)
    tried = tuple(value for value in range(least, MAX_SEARCH + 1) if _hold(relations, symbol, value))
    return Answer(symbol, wanted, relation, conditions, fitting, None, tried, MAX_SEARCH)


def _written(side: Value) -> Expr:
    value = added([side])
    try:
        return from_sympy(expanded(value))
    except TooLarge:
        return from_sympy(value)


def all_solutions(relations: tuple[Expr, ...], symbol: str, least: int) -> Solutions | None:
    """All values from `least` on for which the relations hold; None where only a search could tell."""
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


def _among(fitting: Solutions, relation: Expr, symbol: str) -> Solutions | None:
    """The solutions among values for which the network fits, where these are few."""
    if fitting.classes and (fitting.largest or MAX_SEARCH) >= MAX_SEARCH:
        return None
    values = range(fitting.smallest or 0, (fitting.largest or 0) + 1)
    held = (value for value in values if value in fitting and _hold((relation,), symbol, value))
    return Solutions(1, tuple((value, value) for value in held))


def _hold(relations: tuple[Expr, ...], symbol: str, value: int) -> bool:
    try:
        return all(evaluator(relation)({symbol: value}) for relation in relations)
    except (Undefined, TooLarge):
        return False


def _working(
    figures: Figures, symbol: str, wanted: Op, relation: Op, exact: Solutions, fitting: Solutions | None
) -> Working | None:
    """The working for one unknown side and numbers."""
    unknown = [place for place, side in enumerate(relation.args) if names(side)]
    if len(unknown) != 1:
        return None
    (place,) = unknown
    bounds = _bounds(relation, place)
    asked, side = wanted.args[place], relation.args[place]
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
