"""Tables of which a copied page has kept a cell a line: heads below each other, then row after row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.composed_heads import composed_head
from symcnn.documents.told.lexicon import lexicon

Span = tuple[int, int]
_NONE: Span = (0, 0)
"""Stands for a line that is no cell."""

_LINE = late_pattern(r"[^\S\n]*(\S[^\n|]{0,58}?)[^\S\n]*(?:\n|$)|[^\n]*\n|[^\n]+$")
"""A line that may be a cell, in a group; or one that is none."""
_ASIDE = late_pattern(r" ?[(（\[][^()（）\[\]]{0,20}[)）\]]$")
_BARE = late_pattern(r"[-–—/*·N/Aa]{1,3}|same|valid|none|无", re.IGNORECASE)
_DIGIT = late_pattern(r"\d")
_NO_NAME = late_pattern(r"[\d\s.,x×*()%-]*$|.*[.。:：;；!?！？]$")
_MARKS = "*`# "
_FEWEST_HEADS = 2
_FEWEST_ROWS = 2


def collapsed(text: str, start: int, end: int) -> dict[int, list[Span]]:
    """The rows of such tables, their heads first, by the place where each table starts.

    >>> text = "Layer\\nKernel\\nOutput\\nconv1\\n3x3\\n26x26\\npool1\\n2x2\\n13x13\\nThe end."
    >>> [text[slice(*row)].split() for rows in collapsed(text, 0, len(text)).values() for row in rows]
    [['Layer', 'Kernel', 'Output'], ['conv1', '3x3', '26x26'], ['pool1', '2x2', '13x13']]
    """
    found: dict[int, list[Span]] = {}
    at = 0
    lines = list(_cells(text, start, end))
    heads = [_is_head(text[slice(*line)]) for line in lines]
    while at < len(lines):
        most = sum(1 for _ in takewhile(bool, heads[at:]))
        is_named = at > 0 and _NO_NAME.match(text, *lines[at - 1]) is None
        for width in range(most, _FEWEST_HEADS - 1, -1) if is_named else ():  # the first row may be called "input"
            rows = [*takewhile(lambda row: _is_row(text, row), _rows(lines, at + width, width + 1))]
            if len(rows) >= _FEWEST_ROWS:
                table = [lines[at - 1 : at + width], *rows]
                found[text.rfind("\n", 0, lines[at - 1][0]) + 1] = [(row[0][0], row[-1][1]) for row in table]
                at += len(rows) * (width + 1) + width
                break
        else:
            at += max(most, 1)
    return found


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Where the lines stand that may be cells, without blank ones; nothing for a line that is none."""
    for line in _LINE.finditer(text, start, end):
        if line[1]:
            yield line.span(1)
        elif line[0].strip():
            yield _NONE


def _rows(lines: Sequence[Span], at: int, width: int) -> Iterator[Sequence[Span]]:
    for first in range(at, len(lines) - width + 1, width):
        yield lines[first : first + width]


def _is_head(words: str) -> bool:
    """Whether a line is nothing but what a column is called."""
    if _DIGIT.search(words):
        return False
    name = " ".join(_ASIDE.sub("", words.strip(_MARKS)).lower().split())
    if lexicon().head(name) is not None or composed_head(name):
        return True
    phrase = lexicon().phrase(name)
    return phrase is not None and phrase.meanings[0].sort in ("role", "quantity")


def _is_row(text: str, row: Sequence[Span]) -> bool:
    """Whether lines can be a row: a name, and cells with numbers, or with what stands for none."""
    if _NONE in row or _NO_NAME.match(text, *row[0]) is not None:
        return False
    cells = [text[slice(*cell)] for cell in row[1:]]
    return all(_DIGIT.search(cell) or _BARE.fullmatch(cell) for cell in cells) and any(map(_DIGIT.search, cells))
