"""What a kind requires of the values of a layer: met, broken with the argument to blame, or left open by symbols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import OPERATIONS, TooLarge, Undefined
from symcnn.core.written.tree import Expr, names
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.figures.variant import Condition
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.network import WiredLayer


def is_met(condition: Condition, values: Mapping[str, Value]) -> bool:
    """Whether a condition on numbers is met; False where it is broken, or cannot be judged."""
    try:
        return bool(condition.value(values))
    except (Undefined, TooLarge, KeyError):
        return False


def still_open(condition: Condition, values: Mapping[str, Value], layer: WiredLayer) -> Iterator[Expr]:
    """Nothing where the condition holds, the condition itself where symbols leave it open.

    Raises `Faulty` where it is broken.
    """
    try:
        if all(is_number(values[name]) for name in condition.names) and condition.value(values):
            return
        sides = [value_of_names(side, values) for side in condition.relation.args]
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    if all(map(is_number, sides)):
        if not OPERATIONS[condition.relation.name](*sides):
            raise _broken(condition, sides, values, layer)
        return
    from symcnn.network.figures.conditions import decided

    try:
        verdict = decided(condition.relation.name, sides)
    except TooLarge as error:
        raise no_value(error, 0, 0) from None
    if verdict is False:
        raise _broken(condition, sides, values, layer)
    if verdict is not True:
        yield verdict


def _broken(condition: Condition, sides: list[Value], values: Mapping[str, Value], layer: WiredLayer) -> Faulty:
    culprit = _culprit(condition, layer)
    start, end = (culprit.start, culprit.end) if culprit else (0, 0)
    return Faulty(
        Fault(
            condition.requirement.code,
            start,
            end,
            {
                "layer": layer.name,
                "condition": condition.relation,
                "sides": tuple(sides),
                "known": tuple((name, values[name]) for name in condition.names),
                "texts": condition.requirement.texts,
            },
        )
    )


def _culprit(condition: Condition, layer: WiredLayer) -> Argument | None:
    """The argument that the condition bounds: one on its left side, the first of the kind's own order, else any."""
    given = {argument.name: argument for argument in layer.line.arguments}
    in_order = [given[name] for name in layer.kind.parameters if name in given]
    left = names(condition.relation.args[0])
    behind = tuple(name for rule in layer.kind.rules if rule.target in left for name in names(rule.expr))
    for used in (left, behind, condition.names):
        for argument in in_order:
            if any(name == argument.name or name.startswith(f"{argument.name}_") for name in used):
                return argument
    return None
