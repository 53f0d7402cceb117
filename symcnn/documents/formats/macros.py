"""A document's own macros of TeX: where one is used, what it stands for is put, if it fits into the same place.

What a macro stands for is written as shortly as it can be: ``\\conv{3}{64}`` for ``#1 \\times #1 \\times #2`` is
``3×3×64``. One that does not fit stays as it is, and is read as a sign that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from symcnn.core.limits import MAX_MACRO
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark

_BODY = r"\{((?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*+\})*+\})*+)\}"
_DEFINITION = late_pattern(
    r"\\(?:new|renew|provide)command\*?[ \t]*+\{?\\([A-Za-z]{1,40})\}?[ \t]*+(?:\[(\d)\])?[ \t]*+"
    + _BODY
    + r"|\\def[ \t]*+\\([A-Za-z]{1,40})((?:#\d){0,9})[ \t]*+"
    + _BODY
)
_USE = late_pattern(r"\\([A-Za-z]{1,40})(?![A-Za-z@])")
_ARGUMENT = late_pattern(r"[ \t]?\{([^{}\n]*+)\}")
_DECORATED = late_pattern(
    r"\\(?:textbf|mathbf|boldsymbol|bm|textit|emph|mathrm|boxed|fbox|ensuremath|underline|num|text)\{([^{}A-Za-z]*)\}"
)
_SHORTER = (
    (late_pattern(r"\\(?:times|cdot)(?![A-Za-z])[ \t]*"), "×"),
    (late_pattern(r"\\(?:left|right|,|;|:|!|xspace(?![A-Za-z]))"), ""),
    (late_pattern(r"[ \t]*([-+×=/(),])[ \t]*"), r"\1"),
)
_DEEPEST = 4


@record
class _Macro:
    arguments: int
    body: str


def macro_marks(text: str) -> Iterator[Mark]:
    """The marks of all uses of macros that the text defines, and of the definitions.

    >>> list(macro_marks(r"\\def\\k{3} $\\k \\times 5$"))
    [(0, 9, ''), (11, 13, '3')]
    """
    if "\\newcommand" not in text and "\\def" not in text and "\\renewcommand" not in text:
        return
    known: dict[str, _Macro] = {}
    inside = 0
    for found in _DEFINITION.finditer(text):
        name = found[1] or found[4]
        body = found[3] if found[1] else found[6]
        known[name] = _Macro(int(found[2] or 0) if found[1] else len(found[5]) // 2, body[:MAX_MACRO])
        yield *found.span(), ""
    if not known:
        return
    definitions = [found.span() for found in _DEFINITION.finditer(text)]
    for use in _USE.finditer(text):
        while inside < len(definitions) and definitions[inside][1] <= use.start():
            inside += 1
        if use[1] not in known or (inside < len(definitions) and definitions[inside][0] <= use.start()):
            continue
        end, expansion = _expanded(text, use, known, 0)
        if expansion is not None and 0 < len(expansion) <= end - use.start():
            yield use.start(), end, expansion


def _expanded(text: str, use: re.Match[str], known: Mapping[str, _Macro], depth: int) -> tuple[int, str | None]:
    """Where a use of a macro ends, and what it stands for; None where its arguments are not there."""
    macro, at, given = known[use[1]], use.end(), []
    for _ in range(macro.arguments):
        argument = _ARGUMENT.match(text, at)
        if argument is None or len(argument[1]) > MAX_MACRO:
            return at, None
        given.append(argument[1])
        at = argument.end()
    if not macro.arguments and text.startswith("{}", at):
        at += 2
    body = macro.body
    for place, value in enumerate(given, 1):
        body = body.replace(f"#{place}", value)
    return at, _short(_inner(body, known, depth))


def _inner(body: str, known: Mapping[str, _Macro], depth: int) -> str:
    """The body with the macros in it put, down to a limit: some name themselves."""
    if depth > _DEEPEST or len(body) > MAX_MACRO:
        return body
    parts: list[str] = []
    done = 0
    for use in _USE.finditer(body):
        if use[1] in known and use.start() >= done:
            end, expansion = _expanded(body, use, known, depth + 1)
            if expansion is not None:
                parts += (body[done : use.start()], expansion)
                done = end
                if sum(len(part) for part in parts) > MAX_MACRO:
                    break
    return "".join((*parts, body[done:]))


def _short(body: str) -> str:
    body = body.strip()
    while (plain := _DECORATED.sub(r"\1", body)) != body:
        body = plain
    for pattern, shorter in _SHORTER:
        body = pattern.sub(shorter, body)
    return body
