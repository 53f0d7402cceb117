"""Blanking: what markup is replaced by, so that no offset moves."""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.document import Block, Nature

EDGE = "\x1f"
"""Stands for every character of a mark where mathematics begins or ends: nothing reaches across it."""

WALL = "\x1a"
"""Stands where a matrix begins or ends: what is beside it is calculated with it, and no number by itself."""

ROW = "\x19"
"""Stands where a row of a table begins or ends, wherever its lines end."""

NOTHING = "—"
"""Stands for a stroke that is alone on its line: a bullet of nothing, or an empty cell."""

Mark = tuple[int, int, str]
"""A stretch from start to end, and what stands in its place: nothing (blanks), `EDGE` all along, or some characters."""

_BREAK = late_pattern("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNBROKEN = late_pattern("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@record
class Blanked:
    """What a reader makes of a text: the same text with its markup blank, and the stretches that are no prose.

    `program` is the text with only that markup blank which stands within code; nothing where there is none.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    program: str = ""


def blank(text: str) -> str:
    """Blanks of the same length on the same lines.

    >>> blank("a b\\r\\nc")
    '   \\r\\n '
    """
    return _all(text, " ")


def _all(text: str, character: str) -> str:
    if _BREAK.search(text) is None:
        return character * len(text)
    return _UNBROKEN.sub(lambda found: character * len(found[0]), text)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with its marks applied; of two that overlap, the one that begins first (of these, the longer) counts.

    >>> marked("5&times;5", [(1, 8, "×")])
    '5×      5'
    """
    parts: list[str] = []
    done = 0
    for start, end, fill in sorted(marks, key=_order):
        if end <= done:
            continue
        if start < done:
            start, fill = done, ""
        parts += (text[done:start], _filled(text[start:end], fill))
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _order(mark: Mark) -> tuple[int, int]:
    return mark[0], -mark[1]


def _filled(old: str, fill: str) -> str:
    if fill == EDGE:
        return _all(old, EDGE)
    if not fill or _BREAK.search(old, 0, len(fill)) or len(fill) > len(old):
        return _all(old, " ")
    return fill + _all(old[len(fill) :], " ")


def covered(blocks: Iterable[Block], length: int) -> tuple[Block, ...]:
    """The blocks in order, with prose between them.

    >>> [(b.nature.value, b.start, b.end) for b in covered([Block(Nature.PYTHON, 2, 5)], 6)]
    [('prose', 0, 2), ('python', 2, 5), ('prose', 5, 6)]
    """
    whole = []
    done = 0
    for block in blocks:
        if done < block.start:
            whole.append(Block(Nature.PROSE, done, block.start))
        if block.start < block.end:
            whole.append(block)
        done = block.end
    if done < length:
        whole.append(Block(Nature.PROSE, done, length))
    return tuple(whole)
