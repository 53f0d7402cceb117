"""Python code that stands in prose without a fence, as pages copied from the web have it.

Only certain signs begin such a run: a statement that makes or extends a model, a class, a function, an import.
What goes on is code line by line; the first line that is none ends the run.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from symcnn.core.limits import MAX_CODE_LINE
from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.wiring.spelled import names_in

_KEYWORDS = (
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield"
).replace(" ", "|")
_NO_KINDS = frozenset({"Sequential", "Model", "Reshape"})
"""Classes that hold layers, or change a shape."""
_NAME = r"[A-Za-z_]\w*+"
_DOTTED = rf"{_NAME}(?:\.{_NAME})*+"
_START = late_pattern(
    rf"""
      {_DOTTED}\s*+=\s*+(?:{_NAME}\.)*(?P<made>[A-Z]\w*+)\(
    | {_NAME}\.add\((?:$|\s*+{_DOTTED}(?:\(|\)))
    | class\s++{_NAME}\s*+(?:\([\w.,=\s]*+\))?\s*+:\s*+$
    | (?:async\s++)?def\s++{_NAME}\(
    | (?:{_NAME}\.)*Sequential\(
    | (?:{_NAME}\.)+(?P<called>[A-Z]\w*+)\(.*\),?\s*+$
    | (?:import|from)\s++(?:torch|torchvision|tensorflow|keras|numpy|jax|flax|mxnet)\b
    """,
    re.VERBOSE | re.ASCII,
)
_STATEMENT = late_pattern(
    rf"""
      from\s++[\w.]++\s++import\s | import\s++[\w.]++(?:\s++as\s++\w++)?(?:\s*+,.*)?\s*+$
    | class\s++{_NAME}.*:\s*+$ | (?:async\s++)?def\s++{_NAME}\s*+\(
    | @{_DOTTED} | return\b | (?:pass|break|continue)\s*+$ | raise\b | assert\b
    | (?:else|try|finally)\s*+:\s*+$ | except\b.*:\s*+$
    | (?:if|elif|while|with|for)\b[^.(_\[=]*+[.(_\[=].*:\s*+$
    | (?:{_NAME}\.)+{_NAME}\s*+\(
    | (?:print|super|summary|plot_model)\(
    | [\])}}][\])}},\s]*+
    """,
    re.VERBOSE | re.ASCII,
)
_ASSIGNMENT = late_pattern(
    rf"(?P<target>{_DOTTED}(?:\[[^\]]*+\])?(?:\s*+,\s*+{_DOTTED})*+)\s*+(?:[-+*/]|//)?=(?!=)\s*+", re.ASCII
)
_METHOD_CALL = late_pattern(rf"(?<=[\w)\]]\.){_NAME}\(", re.ASCII)
_CALL = late_pattern(r"(?<![\w.])([A-Za-z]\w*+)\(", re.ASCII)
_LITERAL = late_pattern(r'(?:""|\[|\{|True\b|False\b|None\b)')
_NUMBER = late_pattern(r"-?\d[\d_.]*+(?:e-?\d++)?\s*+$")
_STRING = late_pattern(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|#.*|[\"']")
_APART = late_pattern(
    rf"(?:(?<![\w.])(?!(?:{_KEYWORDS})\b)[A-Za-z_]\w*+|(?<![\w.])\d[\w.]*+|[)\]}}])[ \t]++(?!(?:{_KEYWORDS})\b)\w",
    re.ASCII,
)
_OTHER = late_pattern(r"[-_=*#~+]{4,}|[|<>`$\\!&]")
_BRACKET = late_pattern(r"[(){}\[\]]")
_MAYBE = late_pattern(r"^[ \t]*+(?:[A-Za-z_][^\n(]*+\(|(?:import|from|class)\b)", re.MULTILINE)
_COMMENT_LINES = late_pattern(r"(?:[ \t]*+#[^\n]*+\n)++")
BLANK_LINES = late_pattern(r"(?:[ \t\r]*+\n)++")
_PRINTED = late_pattern(r"[ \t]*+\(\w++\):[ ]")
_OPENS_BODY = late_pattern(r":\s*+$")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    code: str
    """Without comments, and with empty strings for strings."""
    is_certain: bool
    """Whether it may be code at all."""
    is_comment: bool


def starts_code(line: str) -> bool:
    """Whether the line certainly begins code of a model.

    >>> starts_code("model = keras.Sequential()"), starts_code("Model: 'sequential'"), starts_code("O = (I-K)/S + 1")
    (True, False, False)
    """
    if len(line) > MAX_CODE_LINE or not ("(" in line or "import" in line or "class" in line):
        return False
    stripped = line.strip()
    found = _START.match(stripped)
    name = found and (found["made"] or found["called"])
    return found is not None and (not name or _is_layer(name)) and _is_code(_skeleton(stripped))


def _is_layer(name: str) -> bool:
    """Whether a class of this name is one of a framework's layers."""
    return name in _NO_KINDS or (name[0].isupper() and any(name in names_in(one) for one in ("keras", "pytorch")))


def next_run(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The first run of code that begins on a line from `at` on."""
    while maybe := _MAYBE.search(text, at, end):
        start = maybe.start()
        at = text.find("\n", start, end) + 1 or end
        if starts_code(text[start:at]):
            after = code_run(text, start, end, hashes=True)
            if after > start:
                return start, after
    return None


def code_run(text: str, start: int, end: int, *, hashes: bool) -> int:
    """Where the run of code that begins with the line at `start` ends.

    `hashes` tells that a line that begins with ``#`` is a comment, even after an empty line, and not a heading.
    """
    line = _line(text, start, end)
    base, depth, in_body = line.indent, 0, False
    at = done = start
    seen_blank = False
    while at < end:
        line = _line(text, at, end)
        if not line.code and not line.is_comment and line.is_certain:  # blank: part of the run if code follows
            blanks = BLANK_LINES.match(text, at, end)
            at, seen_blank = blanks.end() if blanks else line.end, True
            if depth:
                done = at
            continue
        if line.is_comment:
            if seen_blank and not hashes and line.indent <= base:
                break
            remarks = _COMMENT_LINES.match(text, at, end)
            at = remarks.end() if remarks else line.end
            continue
        triple = _triple(text, line, end)
        if triple:
            if not (depth or (in_body and line.indent > base)):
                break
            at = done = triple
            continue
        if not line.is_certain:
            break
        if at != start and not (depth or (in_body and line.indent > base) or _continues(line.code)):
            break
        if depth == 0 and _PRINTED.match(text, line.end, end):  # what PyTorch prints of a model
            break
        depth = max(0, depth + _opened(line.code))
        in_body = in_body or _OPENS_BODY.search(line.code[-20:]) is not None
        at = done = line.end
        seen_blank = False
    return done


def _line(text: str, at: int, end: int) -> _Line:
    stop = text.find("\n", at, end) + 1 or end
    raw = text[at : min(stop, at + MAX_CODE_LINE + 1)].rstrip()
    stripped = raw.lstrip()
    code = _skeleton(stripped) if len(raw) <= MAX_CODE_LINE else ""
    certain = len(raw) <= MAX_CODE_LINE and (not code or _is_code(code))
    return _Line(at, stop, len(raw) - len(stripped), code, certain, stripped.startswith("#"))


def _skeleton(line: str) -> str:
    if "'" in line or '"' in line or "#" in line:
        return _STRING.sub(lambda found: "" if found[0][0] == "#" else '""', line).rstrip()
    return line


def _is_code(code: str) -> bool:
    return code.isascii() and _APART.search(code) is None and _OTHER.match(code) is None


def _opened(code: str) -> int:
    if _BRACKET.search(code) is None:
        return 0
    return sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))


def _triple(text: str, line: _Line, end: int) -> int:
    """Where a docstring that begins on this line ends, with its line; 0 where none does or it never ends."""
    begin = line.start + line.indent
    quotes = text[begin : begin + 3]
    if quotes not in ('"""', "'''"):
        return 0
    closed = text.find(quotes, begin + 3, min(end, begin + 20 * MAX_CODE_LINE))
    return 0 if closed < 0 else text.find("\n", closed, end) + 1 or end


def _continues(code: str) -> bool:
    if _STATEMENT.match(code):
        return True
    found = _ASSIGNMENT.match(code)
    if found is None:
        return False
    value = code[found.end() :]
    return (
        _LITERAL.match(value) is not None
        or ("_" in found["target"] and _NUMBER.match(value) is not None)
        or _calls(value)
    )


def _calls(value: str) -> bool:
    names = [call[1] for call in _CALL.finditer(value)]
    return _METHOD_CALL.search(value) is not None or any("_" in name or _is_layer(name) for name in names)
