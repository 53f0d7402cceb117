"""Conditions of several symbols without those that follow from others: ``3 <= H, H - 2 >= 1, H >= 10`` is the last."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from symcnn.answers.solve.powers_of_rounds import between_bounds
from symcnn.answers.solve.size_relations import NoClasses, solutions
from symcnn.core.algebra.condition_lines import line_of
from symcnn.core.algebra.domains import never_below
from symcnn.core.algebra.normal import NormalForms
from symcnn.core.algebra.polynomials import (
    ONE,
    Monomial,
    Polynomial,
    Rounded,
    minus,
    number,
    plus,
    scaled,
    shrunk,
    times,
)
from symcnn.core.algebra.thresholds import Interval
from symcnn.core.algebra.writing import written
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Op, Sym, names

_MOST = 40
"""More conditions are not compared with each other."""


def distinct(conditions: Iterable[Expr], least: Callable[[str], int]) -> tuple[Expr, ...]:
    """Conditions that together say the same, each symbol that stands alone solved, where all from a least value fit.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> said = ("3 <= H", "floor(H/2) - 3 >= 1", "K <= H + 2", "H - K + 2 >= 0", "floor((W - K)/S) + 1 >= 1")
    >>> [plain_text(each) for each in distinct(map(read_relation, said), lambda symbol: 1)]
    ['H ≥ 8', 'K ≤ H + 2', 'K ≤ W']
    """
    left = list(dict.fromkeys(conditions))
    for symbol in dict.fromkeys(name for each in left for name in names(each)):
        own = [each for each in left if {*names(each)} == {symbol}]
        run = _run(own, symbol, least(symbol)) if own else None
        if run is not None:
            place = left.index(own[0])
            left = [each for each in left if each not in own]
            left[place:place] = _bounds(symbol, run, least(symbol))
    return tuple(_not_following(left)) if len(left) <= _MOST else tuple(left)


def _run(conditions: Sequence[Expr], symbol: str, least: int) -> Interval | None:
    """From which to which value a symbol meets its conditions; None where it is not so simple."""
    try:
        bounds = tuple(bound for each in conditions for bound in between_bounds(each, symbol, least))
        runs = solutions(bounds, symbol, least).runs()
    except NoClasses:
        return None
    return runs[0] if runs is not None and len(runs) == 1 else None


def _bounds(symbol: str, run: Interval, least: int) -> list[Expr]:
    low, high = run
    return [
        *([Op(">=", (Sym(symbol), Num(low)))] if low > least else ()),
        *([Op("<=", (Sym(symbol), Num(high)))] if high is not None else ()),
    ]


def _not_following(conditions: Sequence[Expr]) -> Iterator[Expr]:
    """The conditions without those that one other implies; floors that are at least a number are put as lines."""
    forms = NormalForms()
    lines = [(each, _line(each, forms)) for each in conditions]
    distinct_lines: dict[Polynomial, Expr] = {}
    for condition, line in lines:
        if line is not None:
            distinct_lines.setdefault(line, condition)
    for condition, line in lines:
        if line is None:
            yield condition
        elif distinct_lines[line] is condition:
            others = [one for one in distinct_lines if one != line]
            if not any(never_below(line, 0, (one,)) and not never_below(one, 0, (line,)) for one in others):
                yield _written(line)


def _line(condition: Expr, forms: NormalForms) -> Polynomial | None:
    """What is not negative where a condition holds; None where that is not seen.

    A floor is at least a whole number where what is rounded is at least that many times its divisor.
    """
    line = line_of(condition, forms)
    return None if line is None else _unrounded(line)


def _unrounded(line: Polynomial) -> Polynomial:
    """``⌊a/b⌋ + r`` is not negative where ``a + r·b`` is not; ``r − ⌊a/b⌋`` where ``(r + 1)·b − a − 1`` is not."""
    floors: list[tuple[Monomial, Rounded, Number]] = [
        (monomial, atom, coefficient)
        for monomial, coefficient in line.terms.items()
        for atom, exponent in monomial
        if isinstance(atom, Rounded) and exponent == 1 and len(monomial) == 1
    ]
    if len(floors) != 1:
        return _primitive(line)
    ((monomial, floor, coefficient),) = floors
    terms = {each: value for each, value in line.terms.items() if each != monomial}
    rest = shrunk(Polynomial(terms), max(coefficient, -coefficient))
    if rest.number is not None:
        rest = number(math.floor(rest.number))
    if any(Fraction(value).denominator != 1 for value in rest.terms.values()):
        return _primitive(line)
    if coefficient > 0:
        return _unrounded(plus(floor.above, times(rest, floor.below)))
    return _unrounded(minus(times(plus(rest, ONE), floor.below), plus(floor.above, ONE)))


def _primitive(line: Polynomial) -> Polynomial:
    """The same with whole coefficients that have no common divisor."""
    values = [Fraction(value) for value in line.terms.values()]
    below = math.lcm(*(value.denominator for value in values))
    common = math.gcd(*(int(value * below) for value in values))
    return scaled(line, Fraction(below, common)) if common else line


def _written(line: Polynomial) -> Expr:
    """What is taken away is at most the rest."""
    taken = Polynomial({monomial: -value for monomial, value in line.terms.items() if value < 0})
    rest = Polynomial({monomial: value for monomial, value in line.terms.items() if value > 0})
    if taken.number is not None and rest.constant == 0:
        return Op(">=", (written(rest), written(taken)))
    return Op("<=", (written(taken), written(rest)))
