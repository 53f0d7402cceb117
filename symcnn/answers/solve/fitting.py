"""What must hold for a network to fit together, and the inputs for which it does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symcnn.answers.solve.distinct_conditions import distinct
from symcnn.answers.solve.open_rounds import in_hardest_rounds, rounds_of
from symcnn.answers.solve.powers_of_rounds import between_bounds
from symcnn.answers.solve.size_relations import NoClasses, Solutions, solutions
from symcnn.core.algebra.condition_lines import line_of
from symcnn.core.algebra.domains import never_below
from symcnn.core.algebra.normal import NormalForms
from symcnn.core.algebra.symbolic import expanded, fraction, is_whole, number_of, written
from symcnn.core.written.tree import Expr, Num, Op, names, substituted
from symcnn.network.figures.assumptions import Assumption, counted
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value, is_number

_ABOVE_MINUS_ONE = Fraction(-999, 1000)
"""A whole number that is no less is not negative; bounds of floors are never far from it."""


def fitting_of(
    figures: Figures, assumptions: tuple[Assumption, ...] = ()
) -> tuple[tuple[Expr, ...], tuple[str, Solutions] | None]:
    """The conditions under which the network fits, but those that hold for all sizes from 1 and paddings from 0.

    And the symbol and its values where it alone decides, of those that meet the `assumptions`.
    """
    conditions = tuple(dict.fromkeys(conditions_of(figures)))
    if assumptions:
        from symcnn.network.figures.assumed_figures import left_open

        conditions = tuple(dict.fromkeys(left_open(conditions, assumptions)))
    free = sorted({name for condition in conditions for name in names(condition)})
    if len(free) != 1:
        return distinct(_told(conditions, assumptions), lambda symbol: least_value(figures, symbol)), None
    least = least_value(figures, free[0])
    relations = (*conditions, *(each.relation for each in assumptions if each.symbol == free[0]))
    bounds = tuple(bound for relation in relations for bound in between_bounds(relation, free[0], least))
    try:
        return conditions, (free[0], solutions(bounds, free[0], least))
    except NoClasses:
        return _told(conditions, assumptions), None


def _told(conditions: tuple[Expr, ...], assumptions: tuple[Assumption, ...]) -> tuple[Expr, ...]:
    """The conditions that say more than that all symbols are whole numbers, and what is assumed of them."""
    counts = {each.symbol: counted(assumptions, each.symbol) for each in assumptions}
    forms = NormalForms()
    return tuple(
        condition
        for condition in conditions
        if not _always_holds(condition, forms) and not (counts and _always_holds(substituted(condition, counts), forms))
    )


def _always_holds(condition: Expr, forms: NormalForms) -> bool:
    """Whether a condition is seen to hold for all whole numbers: sizes from 1, paddings from 0."""
    line = line_of(condition, forms)
    if line is None:
        return False
    is_whole = all(factor.denominator == 1 for factor in line.terms.values())
    return never_below(line, _ABOVE_MINUS_ONE if is_whole else 0)


def conditions_of(figures: Figures) -> Iterator[Expr]:
    """What must hold for every layer: its own conditions, and that sizes and channels are whole and do not vanish.

    What must hold in every round of a repetition is told of its first or last round where no other asks for more.
    """
    rounds = rounds_of(figures)
    forms = NormalForms()
    for condition in _all_conditions(figures):
        if rounds.keys().isdisjoint(names(condition)) or not _always_holds(condition, forms):
            yield from in_hardest_rounds(condition, rounds)


def _all_conditions(figures: Figures) -> Iterator[Expr]:
    for shared in {id(found.shared): found.shared for found in figures.layers}.values():
        yield from shared.conditions
        for size in dict.fromkeys((*shared.size, shared.channels)):
            if not is_number(size):
                yield from _is_whole(size)
                if not _is_positive(size):
                    yield Op(">=", (written(size), Num(1)))


def _is_positive(size: Value) -> bool:
    """Whether a size is seen to be positive wherever no symbol is negative."""
    expr = written(expanded(size))
    terms = expr.args if isinstance(expr, Op) and expr.name == "+" else (expr,)
    return any(isinstance(term, Num) and term.value >= 1 for term in terms) and all(map(_is_never_negative, terms))


def _is_never_negative(expr: Expr) -> bool:
    if isinstance(expr, Op):
        return expr.name != "-" and all(map(_is_never_negative, expr.args[: 1 if expr.name == "^" else None]))
    return True


def _is_whole(size: Value) -> Iterator[Expr]:
    if is_whole(size):
        return
    above, below = fraction(size)
    divisor = number_of(below)
    if divisor is not None and divisor != 1:
        yield Op("=", (Op("mod", (written(above), Num(divisor))), Num(0)))


def least_value(figures: Figures, symbol: str) -> int:
    """From where on values of a symbol are looked at: rounds from 1, all else from 0, and conditions say the rest."""
    return int(any(symbol in names(loop.count) for loop in figures.network.loops))
