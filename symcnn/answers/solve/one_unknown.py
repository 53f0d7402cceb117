"""One symbol solved for: by closed forms in it, and by numbers for the values that these are not made for."""

from __future__ import annotations

from symcnn.answers.solve.combinations import combinations
from symcnn.answers.solve.fitting import conditions_of, least_value
from symcnn.answers.solve.size_relations import Solutions
from symcnn.answers.solve.solve import Answer, all_solutions, solve
from symcnn.answers.solve.wishes import SolveQuestion, Untold
from symcnn.core.record import replace
from symcnn.core.text.fault import Faulty, FaultyText
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num
from symcnn.network.figures.special_values import EveryValue, special_values


def solved_for(question: SolveQuestion, symbol: str) -> Answer:
    """Every value of the symbol for which the network fits and every wish is met.

    Raises `Faulty` where other symbols have no values, or where all values would have to be tried and have no end.
    """
    figures = question.measure({})
    try:
        answer = solve(figures, symbol, question.wishes(figures))
    except (Untold, Faulty) as error:
        if isinstance(error, Faulty) and error.fault.code != "open-rounds":
            raise
        found = combinations(question, (symbol,))
        conditions = tuple(dict.fromkeys(conditions_of(figures)))
        fitting = all_solutions(conditions, symbol, least_value(figures, symbol))
        exact = Solutions(1, tuple((value, value) for (value,) in found.points))
        return Answer(symbol, found.wishes, conditions, fitting, exact, (), None, (None,) * len(found.wishes))
    try:
        special = special_values(figures, symbol)
    except EveryValue:
        return answer
    least = least_value(figures, symbol)
    for value in sorted(int(value) for value in special if value.denominator == 1 and value >= least):
        answer = _with_value(answer, value, is_one=_holds(question, symbol, value))
    return answer


def _holds(question: SolveQuestion, symbol: str, value: int) -> bool:
    """Whether all that is wanted holds with this value."""
    try:
        wishes = question.wishes(question.measure({symbol: Num(value)}))
        return all(value_of(wish.relation) for wish in wishes)
    except Untold:
        raise
    except FaultyText:
        return False


def _with_value(answer: Answer, value: int, *, is_one: bool) -> Answer:
    """The answer, with or without one value."""
    if answer.exact is not None:
        if (value in answer.exact) == is_one:
            return answer
        return replace(answer, exact=answer.exact.with_value(value) if is_one else answer.exact.without_value(value))
    found = {each for each in answer.found if each != value}
    return replace(answer, found=tuple(sorted(found | ({value} if is_one else set()))))
