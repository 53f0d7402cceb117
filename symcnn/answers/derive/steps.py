"""A derivation: the rule, the numbers put in, each evaluation, the result; every step can be judged."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from symcnn.answers.derive.working import next_line
from symcnn.core.record import record
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Sym, names, substituted
from symcnn.network.figures.values import Value, as_written, is_number
from symcnn.network.language.syntax import Rule


class Reason(Enum):
    """Why a line may follow the one before it."""

    STATE = "state"
    """The rule itself: ``WC = K²·C·N``."""
    SUBSTITUTE = "substitute"
    """What is known goes in: ``K²·C·N = 11²·3·96``."""
    EVALUATE = "evaluate"
    """Numbers are worked out: ``11²·3·96 = 121·3·96``."""
    SIMPLIFY = "simplify"
    """Symbols are gathered: ``k·4·k = 4·k²``."""


@record
class Step:
    """`before` equals `after`, because of `reason`, where the names have the values `known`."""

    reason: Reason
    before: Expr
    after: Expr
    known: tuple[tuple[str, Expr], ...] = ()

    def holds(self) -> bool:
        """Ask a judge that did not see how the step was made.

        Steps of numbers were made by plain integers and are judged by SymPy; steps of symbols are judged
        by plain integers, at as many points as a polynomial of their size could need.
        """
        if self.reason is Reason.STATE:
            return True
        before = substituted(self.before, dict(self.known))
        free = names(before) or names(self.after)
        if free:
            return all(
                value_of(before, point) == value_of(self.after, point) for point in _points((*free, *names(self.after)))
            )
        from symcnn.core.algebra.convert import to_sympy

        return bool(to_sympy(before) == to_sympy(self.after))


def _points(free: tuple[str, ...]) -> list[dict[str, int]]:
    """Integer points that no two different small polynomials agree on by accident."""
    return [{name: 61 + 7 * seed + (13 + seed) * place for place, name in enumerate(free)} for seed in range(24)]


@record
class Derivation:
    """How the value of `target` comes about; the first step states the rule, the last has the result."""

    target: str
    quantity: str
    steps: tuple[Step, ...]
    rule: Rule | None

    @property
    def lines(self) -> tuple[Expr, ...]:
        """The rule, and each line that follows from it."""
        return tuple(step.after for step in self.steps)

    @property
    def result(self) -> Expr:
        """The last line."""
        return self.steps[-1].after


def derived(
    target: str, quantity: str, expr: Expr, values: Mapping[str, Value], result: Value, rule: Rule | None
) -> Derivation:
    """State `expr`, put in the values of its names, evaluate until nothing changes.

    A result with symbols gets one line more, in which they are gathered.
    """
    steps = [Step(Reason.STATE, Sym(target), expr)]
    known = {name: as_written(values[name]) for name in names(expr)}
    line = substituted(expr, known)
    if line != expr:
        steps.append(Step(Reason.SUBSTITUTE, expr, line, tuple(known.items())))
    while (following := next_line(line)) != line:
        steps.append(Step(Reason.EVALUATE, line, following))
        line = following
    final = Num(result) if is_number(result) else as_written(result)
    if final != line:
        steps.append(Step(Reason.SIMPLIFY, line, final))
    return Derivation(target, quantity, tuple(steps), rule)
