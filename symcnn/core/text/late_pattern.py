"""Regular expressions that are compiled when they are first used: most texts need few of a reader's hundreds."""

from __future__ import annotations

import re
from typing import Any, cast

from symcnn.core.text.made_patterns import pattern_of


def late_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later.

    >>> late_pattern("a+").match("aab")
    <re.Match object; span=(0, 2), match='aa'>
    """
    return cast("re.Pattern[str]", Late(expression, flags))


class Late:
    """An expression with its flags, and a pattern from its first use on."""

    def __init__(self, expression: str, flags: int) -> None:
        self.expression, self.options = expression, int(flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = pattern_of(self.expression, self.options)
        for wanted in _WANTED:
            setattr(self, wanted, getattr(compiled, wanted))
        return getattr(compiled, name)


_WANTED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern")
