"""The rules: each is a file of the rules' room, which bears the name of its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from symcnn.check import rules as room
from symcnn.check.findings import internal_error
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.core.record import record


@record
class DocumentRule:
    """What a file of the room gives: its code, and the check of a document that is read."""

    code: Code
    check: Callable[[Read], Iterable[Finding]]


@cache
def rule_names() -> tuple[str, ...]:
    """The codes of all rules; none of them is loaded for it."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(room.__path__)))


@cache
def rule_of(name: str) -> DocumentRule:
    """The rule with a code's name."""
    module = import_module(f"{room.__name__}.{name.replace('-', '_')}")
    return DocumentRule(module.CODE, module.check)


def code_names() -> tuple[str, ...]:
    """Every code that a finding can have."""
    return (*rule_names(), internal_error.CODE.name)


def code_of(name: str) -> Code:
    """The code of a name."""
    return internal_error.CODE if name == internal_error.CODE.name else rule_of(name).code
