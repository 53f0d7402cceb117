"""Values as JSON knows them; the keys of all data are a contract, `VERSION` counts its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symcnn.core.written.spelling import sympy_text
from symcnn.network.figures.values import Value, as_written, is_number

if TYPE_CHECKING:
    from symcnn.network.language.syntax import Rule

VERSION = 1


def plain(value: Value) -> int | str | None:
    """A whole number as it is, None for what cannot be told, anything else as a string that SymPy reads."""
    if value is None:
        return None
    if is_number(value):
        return value.numerator if value.denominator == 1 else str(value)
    return sympy_text(as_written(value))


def cited(rule: Rule | None) -> dict[str, Any] | None:
    """Where a rule is published."""
    return {"key": rule.citation.key, "place": rule.citation.place} if rule and rule.citation else None
