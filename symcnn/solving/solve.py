"""Which values of a symbol give what is wanted: exactly by residue classes, else by search up to a bound."""

from __future__ import annotations

from symcnn.algebra.convert import added, from_sympy
from symcnn.checking.claims import sides_of
from symcnn.figures.figures import Figures
from symcnn.language.syntax import ClaimLine
from symcnn.limits import MAX_SEARCH
from symcnn.record import record
from symcnn.solving.classes import NotLinear, Solutions, solutions
from symcnn.solving.closed import conditions_of
from symcnn.written.arithmetic import TooLarge, Undefined, evaluator
from symcnn.written.tree import Expr, Op, names


@record
class Answer:
    """All values that solve a relation: `exact`, or `found` up to `bound` where only a search could tell.

    `relation` is the wanted relation in the symbol alone, `fitting` the values for which the network fits
    (None where only its `conditions` tell); `unknown` are symbols that have no value.
    """

    symbol: str
    relation: Expr
    conditions: tuple[Expr, ...]
    fitting: Solutions | None
    exact: Solutions | None
    found: tuple[int, ...]
    bound: int | None
    unknown: tuple[str, ...] = ()


def solve(figures: Figures, symbol: str, wanted: Expr) -> Answer:
    """Every value of the symbol for which the network fits and the wanted relation holds.

    Raises `Faulty` for a relation that speaks of what is not there.
    """
    sides = sides_of(ClaimLine(wanted, 0), figures)
    assert isinstance(wanted, Op)
    relation = Op(wanted.name, tuple(from_sympy(added([side])) for side in sides))
    conditions = tuple(dict.fromkeys(conditions_of(figures)))
    relations = (relation, *conditions)
    unknown = tuple(sorted({name for part in relations for name in names(part)} - {symbol}))
    if unknown:
        return Answer(symbol, relation, conditions, None, None, (), None, unknown)
    fitting = _exact(conditions, symbol)
    exact = _exact(relations, symbol)
    if exact is not None:
        return Answer(symbol, relation, conditions, fitting, exact, (), None)
    found = tuple(value for value in range(1, MAX_SEARCH + 1) if _holds(relations, symbol, value))
    return Answer(symbol, relation, conditions, fitting, None, found, MAX_SEARCH)


def _exact(relations: tuple[Expr, ...], symbol: str) -> Solutions | None:
    try:
        return solutions(relations, symbol)
    except NotLinear:
        return None


def _holds(relations: tuple[Expr, ...], symbol: str, value: int) -> bool:
    try:
        return all(evaluator(relation)({symbol: value}) for relation in relations)
    except (Undefined, TooLarge):
        return False
