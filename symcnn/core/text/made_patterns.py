"""Regular expressions as they were compiled when the package was built.

To compile those of a chapter takes a fifth of its time. What is kept is the code that `re` gives its engine: it serves
only the Python that made it. For any other one, and where nothing was made, `re` compiles as ever.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

MADE = Path(__file__).parent / "_patterns.bin"


def pattern_of(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, taken from what was made where it is there.

    >>> pattern_of("(?P<size>[0-9]+)px").match("12px")["size"]
    '12'
    """
    index, code = _made()
    found = index.get((expression, int(flags)))
    if found is None:
        return re.compile(expression, flags)
    start, end, final, groups, group_places = found
    names = [None, *(None for _ in range(groups))]
    for name, place in group_places.items():
        names[place] = name
    engine: Any = sys.modules["_sre"]
    pattern: re.Pattern[str] = engine.compile(
        expression, final, array("I", code[start:end]).tolist(), groups, group_places, tuple(names)
    )
    return pattern


@cache
def _made() -> tuple[dict[tuple[str, int], Any], bytes]:
    try:
        version, index, code = marshal.loads(MADE.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}, b""
    return (index, code) if version == sys.version else ({}, b"")


def made_of(expressions: Iterable[tuple[str, int]]) -> bytes:
    """The file in which `pattern_of` looks for expressions, each with its flags."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    index: dict[tuple[str, int], Any] = {}
    code = b""
    for expression, flags in sorted({(expression, int(flags)) for expression, flags in expressions}):
        parsed = _parser.parse(expression, flags)
        own = array("I", _compiler._code(parsed, flags)).tobytes()
        state = parsed.state
        place = len(code), len(code) + len(own)
        index[expression, flags] = (*place, flags | state.flags, state.groups - 1, dict(state.groupdict))
        code += own
    return marshal.dumps((sys.version, index, code))
