"""Where the left side of a statement may start: the longest first, and whether it is certain that it starts there."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.documents.reading.doubts import is_doubtful_start
from symcnn.documents.reading.expressions import SHORT_WORDS, STARTS
from symcnn.documents.reading.tokens import Token

_OPERATIONS = ("sign", "times", "over", "power")
_ENDS = ("number", "close", "superscript")
_BREAKS = ("name", "stop", "not", "separator", "below", "equal", "about")
_APOSTROPHES = frozenset("'’")
_WIDE = 2
"""How many blanks part columns."""
_SENTENCE_ENDS = frozenset(".!?:;。！？：；")


def starts(line: Sequence[Token], relation: int, done: int) -> list[tuple[int, bool]]:
    """Where a left side may start, the longest first, and whether it is certain that it starts there."""
    end = relation
    while end > done and line[end - 1].kind in ("edge", "line"):
        end -= 1
    first = _leftmost(line, end, done)
    before = line[first - 1] if first > 0 else None
    doubtful = is_doubtful_start(line, first)
    found = [
        (place, not doubtful and not _is_in_row(line, place) and (place == first or not is_doubtful_start(line, place)))
        for place in range(first, end)
        if (place == first or (_is_gap(line, place) and not _is_glued_factor(line, place)))
        and not (place and line[place - 1].kind == "below")
    ]
    if first == end or line[first].kind in STARTS:
        if before is not None and before.kind == "name" and _is_proper(line, first - 1):
            found[:1] = [(first, False)] if line[first].loose or doubtful else []
        return [(place, sure) for place, sure in found if line[place].kind in STARTS]
    gaps = [(place, sure) for place, sure in found[1:] if line[place].kind in STARTS]
    if line[first].kind == "sign" and (before is None or before.kind != "name" or len(before.text) > 2):
        return [(first, before is None and not doubtful), (first + 1, False), *gaps]
    return gaps


def _leftmost(line: Sequence[Token], end: int, done: int) -> int:
    """The first place from which nothing but numbers, signs and brackets lead up to `end`."""
    first, depth = end, 0
    while first > done:
        kind = line[first - 1].kind
        if depth == 0 and (kind in _BREAKS or kind == "open"):
            break
        if kind == "line" and not depth and not _is_joined(line, first - 1):
            break
        depth += {"close": 1, "open": -1}.get(kind, 0)
        first -= 1
    return first


def _is_joined(line: Sequence[Token], place: int) -> bool:
    """Whether the line that ends here goes on in the next one."""
    return any(line[at].kind in _OPERATIONS for at in (place - 1, place + 1) if 0 <= at < len(line))


def _is_proper(line: Sequence[Token], place: int) -> bool:
    """Whether a number behind this word may be a part of the name: VGG 16, conv2, 第 3; not where a sentence starts."""
    name, before = line[place].text, line[place - 1] if place else None
    if line[place + 1].start - line[place].end >= _WIDE:
        return False  # the name of a row, in a column of its own
    if name.istitle() and name.isascii() and len(name) > 1 and name.isalpha():
        return before is not None and before.kind not in ("line", "edge") and before.text not in _SENTENCE_ENDS
    is_contracted = before is not None and before.text in _APOSTROPHES  # that's 3*3
    if name in SHORT_WORDS or is_contracted:
        return False
    return name.endswith("第") or (name.isascii() and (not name.islower() or len(name) < 3))


def _is_gap(line: Sequence[Token], place: int) -> bool:
    """Whether one thing ends and another starts here, with no sign between them."""
    return place > 0 and line[place - 1].kind in (*_ENDS, "edge", "line") and line[place].kind in STARTS


def _is_glued_factor(line: Sequence[Token], place: int) -> bool:
    """Whether a factor stands right behind a bracket that cannot be read, and belongs to it: ``f_{xx}(2*3)``."""
    if line[place].loose or line[place].kind == "number":
        return False
    return line[place - 1].kind == "close" or (line[place - 1].kind == "number" and line[place].kind != "open")


def _is_in_row(line: Sequence[Token], place: int) -> bool:
    """Whether a number stands behind another one, as in the row of a matrix, and not behind a name: ``layer 4``."""
    if not place or line[place].kind != "number" or line[place - 1].kind != "number":
        return False
    is_named = place > 1 and line[place - 2].kind == "name"
    return not (is_named and line[place].start - line[place - 1].end >= _WIDE)
