"""Regular expressions that are compiled when they are first used: most texts need few of a reader's hundreds."""

from __future__ import annotations

import re
from typing import Any, cast


def late_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later.

    >>> late_pattern("a+").match("aab")
    <re.Match object; span=(0, 2), match='aa'>
    """
    return cast("re.Pattern[str]", _Late(expression, flags))


class _Late:
    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._expression, self._flags)
        for wanted in _WANTED:
            setattr(self, wanted, getattr(compiled, wanted))
        return getattr(compiled, name)


_WANTED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern")
