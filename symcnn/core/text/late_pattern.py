"""Regular expressions that are compiled when they are first used: most texts need few of a reader's hundreds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

MadePattern = tuple[int, int, dict[str, int], bytes]
"""Flags, how many groups, the numbers of those with names, and the engine's code."""


def late_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later.

    >>> late_pattern("a+").match("aab")
    <re.Match object; span=(0, 2), match='aa'>
    """
    return cast("re.Pattern[str]", LatePattern(expression, flags))


class LatePattern:
    """A regular expression that is compiled when one of its methods is first asked for."""

    def __init__(self, expression: str, flags: int) -> None:
        self.expression, self.flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = compiled_pattern(self.expression, self.flags)
        for wanted in _WANTED:
            setattr(self, wanted, getattr(compiled, wanted))
        return getattr(compiled, name)


def compiled_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, from the table that was made when the package was built where it has the expression.

    >>> compiled_pattern("a+", re.IGNORECASE) == re.compile("a+", re.IGNORECASE)
    True
    """
    made = _made().get((expression, flags))
    return re.compile(expression, flags) if made is None else made_pattern(expression, made)


def made_pattern(expression: str, made: MadePattern) -> re.Pattern[str]:
    """The expression as it was compiled when the package was built, for the engine that is at work."""
    every_flag, groups, names, code = made
    name_of = {number: name for name, number in names.items()}
    by_number = tuple(map(name_of.get, range(groups + 1)))
    import _sre  # type: ignore[import-not-found]  # what `re` itself compiles for

    found: re.Pattern[str] = _sre.compile(
        expression, every_flag, [*memoryview(code).cast("I")], groups, names, by_number
    )
    return found


@cache
def _made() -> Mapping[tuple[str, int], MadePattern]:
    """The table; empty where it is missing, or was made for another engine of regular expressions."""
    try:
        from symcnn.core.text._patterns import MADE_FOR, PATTERNS
    except ImportError:
        return {}
    return PATTERNS if engine_name() == MADE_FOR else {}


def engine_name() -> str:
    """What must be the same where compiled expressions are made and where they are used."""
    import _sre
    import sys

    return f"{sys.implementation.cache_tag} {sys.byteorder} {_sre.MAGIC} {_sre.CODESIZE}"


_WANTED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern")
