"""Where formulas begin and end in prose: ``$``, ``$$``, ``\\(``, ``\\[`` and the environments of TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import EDGE, WALL, Mark
from symcnn.documents.formats.name_tables import names

ENVIRONMENTS = names(
    "equation align gather multline eqnarray alignat flalign displaymath math split aligned alignedat gathered "
    "cases dcases array matrix bmatrix pmatrix vmatrix Bmatrix Vmatrix smallmatrix subequations"
)
"""The environments of TeX that hold formulas, without their stars."""
_MATRICES = names("matrix bmatrix pmatrix vmatrix Bmatrix Vmatrix smallmatrix")
_RELATED = late_pattern(r"[=<>≈]|\\(?:approx|leq?|geq?|sim|neq?)(?![A-Za-z])")
_FARTHEST = 2_000
"""How many characters an array may have between its ends and still be told from the rows of a formula."""

_NAMES = "|".join(sorted(ENVIRONMENTS, key=len, reverse=True))
_BEGIN = late_pattern(rf"\\begin\{{((?:{_NAMES})\*?)\}}")
_BODY = r"(?:[^\\]|\\[^()\[\]])*+"
_DISPLAY = (late_pattern(r"\$\$(?:[^$\\]|\\.|\$(?!\$))*+\$\$", re.DOTALL), 2)
_DOLLARS = (late_pattern(r"\$(?:[^$\\]|\\.)++\$(?!\d)", re.DOTALL), 1)
_DELIMITED = {
    "$$": _DISPLAY,
    r"\(": (late_pattern(rf"\\\({_BODY}\\\)", re.DOTALL), 2),
    r"\[": (late_pattern(rf"\\\[{_BODY}\\\]", re.DOTALL), 2),
    r"\\(": (late_pattern(r"\\\\\((?:[^\\]|\\(?!\\[()\[\]]).)*+\\\\\)", re.DOTALL), 3),
    r"\\[": (late_pattern(r"\\\\\[(?:[^\\]|\\(?!\\[()\[\]]).)*+\\\\\]", re.DOTALL), 3),
}
"""By how a formula begins: how it goes on to its end, and how long its delimiters are."""

_INNER = late_pattern(r"\\\\|\\&|&|\\(?:begin|end)\{[A-Za-z]*\*?\}(?:\{[lcr|@ \d]*\})?")
_RELATION = late_pattern(
    r"[ \t\r\n]*(?::?=|[<>≈≤≥≃]|\\(?:approx|simeq|sim|leq?|geq?|equiv|neq?|lt|gt|to|cong|rightarrow|Rightarrow)"
    r"(?![A-Za-z]))"
)
_LOOSE = late_pattern(r"\\{1,2}[()\[\]]|\${1,2}")
"""A delimiter of formulas by itself."""


@record
class Delimited:
    """A formula with its delimiters, and its marks."""

    end: int
    marks: tuple[Mark, ...]


def formula_at(text: str, at: int, end: int, unclosed: set[str], loose: re.Pattern[str] = _LOOSE) -> Delimited | None:
    """The formula that begins here, or a delimiter by itself: nothing reaches across it either."""
    found = formula(text, at, end, unclosed)
    if found is None and (alone := loose.match(text, at, end)):
        return Delimited(alone.end(), ((at, alone.end(), EDGE),))
    return found


def formula(text: str, at: int, end: int, unclosed: set[str]) -> Delimited | None:
    """The formula that begins at `at`; `unclosed` keeps the environments that do not end before `end`.

    >>> formula("$K^2$ and", 0, 9, set()).end
    5
    """
    if text.startswith("\\b", at):
        begun = _BEGIN.match(text, at, end)
        return _environment(text, at, end, begun[1], unclosed) if begun else None
    opening = text[at : at + 3]
    whole = _DELIMITED.get(opening) or _DELIMITED.get(opening[:2]) or (_DOLLARS if text[at] == "$" else None)
    found = whole[0].match(text, at, end) if whole else None
    if whole is None or found is None:
        return None
    inner = (at + whole[1], found.end() - whole[1])
    return Delimited(found.end(), ((at, inner[0], EDGE), *inner_marks(text, *inner), (inner[1], found.end(), EDGE)))


def _environment(text: str, at: int, end: int, name: str, unclosed: set[str]) -> Delimited | None:
    if name in unclosed:
        return None
    closing = f"\\end{{{name}}}"
    found = text.find(closing, at, end)
    if found < 0:
        unclosed.add(name)
        return None
    after = found + len(closing)
    return Delimited(after, tuple(inner_marks(text, at, after)))


def inner_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Marks within a formula: environments and columns are edges, the alignment at a relation is blank."""
    row = start
    for found in _INNER.finditer(text, start, end):
        sign = found[0]
        if sign == "\\\\":
            row = found.end()
        elif sign == "&":
            yield found.start(), found.end(), ampersand(text, found.start(), row, end)
        elif sign != "\\&":
            yield found.start(), found.end(), border(text, found.start(), found.end())
            row = found.end()


def border(text: str, start: int, end: int) -> str:
    """What stands where an environment begins or ends, which its sign from `start` up to `end` tells."""
    name = text[start:end].partition("{")[2].partition("}")[0].rstrip("*")
    if name in _MATRICES:
        return WALL
    if name != "array":
        return EDGE
    if text.startswith("\\begin", start):
        first, last = end, text.find("\\end{array", end, end + _FARTHEST)
    else:
        first, last = text.rfind("\\begin{array", max(0, start - _FARTHEST), start), start
    return EDGE if first < 0 or last < 0 or _RELATED.search(text, first, last) else WALL


def ampersand(text: str, at: int, row: int, end: int) -> str:
    """What stands for ``&``: a blank where it aligns rows of one formula, else the edge between two columns."""
    before = text[max(row, at - 40) : at].rstrip(" \t\r\n&")
    starts_row = not before and at - row <= 40
    aligns = starts_row or before[-1:] in ("=", "≈", "<", ">") or _RELATION.match(text, at + 1, end)
    return "" if aligns else EDGE
