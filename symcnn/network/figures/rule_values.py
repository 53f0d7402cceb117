"""The value of a rule's formula, or the fault where it has none."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.figures.variant import PlainRule


def rule_value(formula: PlainRule, values: Mapping[str, Value]) -> Value:
    if all(is_number(values.get(name)) for name in formula.names):
        return number_of_rule(formula, values)
    try:
        return value_of_names(formula.expr, values)
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    except KeyError as error:
        raise _unknown(error, formula) from None


def number_of_rule(formula: PlainRule, values: Mapping[str, Value]) -> Value:
    """The value of a formula all of whose names are numbers."""
    try:
        return formula.value(values)
    except (Undefined, TooLarge) as error:
        raise no_value(error, 0, 0) from None
    except KeyError as error:
        raise _unknown(error, formula) from None


def _unknown(error: KeyError, formula: PlainRule) -> Faulty:
    return Faulty(Fault("unknown-name", 0, 0, {"name": error.args[0], "rule": formula.target}))
