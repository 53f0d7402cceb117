"""What must hold in every round of a repetition, told of the one round that asks for most.

What enters a round is a falling or a growing sequence: each round does the same to it, and what it does never falls as
the size grows. So a bound on it is hardest in the last round or in the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Add, Mul

from symcnn.core.algebra.convert import added, expanded, symbol, to_sympy
from symcnn.core.algebra.functions import FloorDiv
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.figures.conditions import decided
from symcnn.network.figures.figures import Repetition

_GREATER_FIRST = {">=": 1, ">": 1, "<=": -1, "<": -1}


def in_every_round(condition: Expr, rounds: Mapping[str, Repetition]) -> Iterator[Expr]:
    """The condition in the hardest round of each repetition that it speaks of; as it is where that is not seen.

    Nothing where it is hardest in a round that stands apart, whose own conditions say it.
    """
    index = next((name for name in names(condition) if name in rounds), None)
    if index is None:
        yield condition
        return
    repetition = rounds[index]
    falls = _falls(condition, repetition)
    if falls is None:
        yield condition
        return
    if not falls and repetition.first > 1:
        return
    assert isinstance(condition, Op)
    hardest = {symbol(index): added([repetition.last if falls else repetition.first])}
    sides = [expanded(to_sympy(side)).xreplace(hardest) for side in condition.args]
    verdict = decided(condition.name, sides)
    if verdict is False:
        yield condition
    elif verdict is not True:
        yield from in_every_round(verdict, rounds)


def _falls(condition: Expr, repetition: Repetition) -> bool | None:
    """Whether a condition is harder in each round than in the one before; None where that is not seen."""
    match condition:
        case Op(name, (left, right)) if name in _GREATER_FIRST:
            sign = _GREATER_FIRST[name]
            difference = expanded(Add(to_sympy(left), Mul(-1, to_sympy(right))))
            letter = symbol(repetition.index)
            own = [term for term in Add.make_args(difference) if letter in term.free_symbols]
            if len(own) == 1:
                factor, term = own[0].as_coeff_Mul()
                falls = _sequence_falls(term, letter, repetition)
                return falls if falls is None or sign * factor > 0 else not falls
    return None


def _sequence_falls(term: Any, letter: Any, repetition: Repetition) -> bool | None:
    """Whether a term falls from round to round: a size as it enters does, and a power of the round does not."""
    (*found,) = (factor for factor in Mul.make_args(term) if letter in factor.free_symbols)
    if len(found) != 1:
        return None
    base, exponent = found[0].as_base_exp()
    if isinstance(base, FloorDiv) and exponent == 1:
        return repetition.falls
    is_power = base == letter or (base.is_Integer and base > 1 and bool(exponent.diff(letter) > 0))
    return False if is_power else None
