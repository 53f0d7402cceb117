"""Comments and docstrings: the prose in Python code, and the code around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark
from symcnn.documents.formats.document import Block, Nature

_TOKEN = late_pattern(r"[#()\[\]{}]|(?<!\w)[rRuUbB]{0,2}(?:\"\"\"|'''|[\"'])|\"\"\"|'''|[\"']")
_COMMENT = late_pattern(r"[^\r\n]*")
_STRING_ENDS = {
    '"""': late_pattern(r'(?:[^"\\]|\\.|"(?!""))*+"""', re.DOTALL),
    "'''": late_pattern(r"(?:[^'\\]|\\.|'(?!''))*+'''", re.DOTALL),
    '"': late_pattern(r'(?:[^"\\\r\n]|\\.)*+"', re.DOTALL),
    "'": late_pattern(r"(?:[^'\\\r\n]|\\.)*+'", re.DOTALL),
}
_ENDS_LINE = late_pattern(r"[ \t]*(?:[\r\n#]|\Z)")
_ONLY_LINES = late_pattern(r"\s*+")
_HASHES = late_pattern(r"#+[!:]?")
_QUOTES = late_pattern(r"[rRuUbB]{0,2}(\"\"\"|'''|\"|')")


def comments(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The comments and docstrings of Python code, with their marks; a docstring is a string that is a statement.

    >>> code = 'x = "#"  # one\\n"two"\\n'
    >>> [code[start:end] for start, end in comments(code, 0, len(code))]
    ['# one', '"two"']
    """
    return tuple(_scanned(text, start, end))


def _scanned(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at, depth = start, 0
    while found := _TOKEN.search(text, at, end):
        token, at = found[0], found.end()
        if token == "#":
            at = _end(_COMMENT, text, at, end)
            yield found.start(), at
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth = max(0, depth - 1)
        else:
            quotes = token.lstrip("rRuUbB")
            closed = _STRING_ENDS[quotes].match(text, at, end)
            if closed is None:  # broken code: what follows an open quote on its line is anything
                at = end if len(quotes) == 3 else _end(_COMMENT, text, at, end)
                continue
            at = closed.end()
            if depth == 0 and _is_alone(text, found.start(), at, start, end):
                yield found.start(), at


def _end(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    found = pattern.match(text, at, end)
    return found.end() if found else at


def _is_alone(text: str, opened: int, closed: int, start: int, end: int) -> bool:
    while opened > start and text[opened - 1] in " \t":
        opened -= 1
    starts = opened == start or text[opened - 1] in "\r\n"
    return starts and _ENDS_LINE.match(text, closed, end) is not None


def split(text: str, start: int, end: int) -> tuple[list[Block], list[Mark]]:
    """Code as blocks of Python and of prose, and the marks that blank what makes prose a comment.

    Comments that follow each other are one block; what a comment behind code says goes on below it alone, since a
    comment elsewhere speaks of the code that follows.
    """
    blocks: list[Block] = []
    marks: list[Mark] = []
    done = remark = start
    for begin, finish in comments(text, start, end):
        marks += _signs(text, begin, finish)
        follows = done > remark and text[begin] == "#" == text[remark] and _ONLY_LINES.fullmatch(text, done, begin)
        joins = follows and _continues(text, remark, begin, start)
        if not joins:
            if remark < done:
                blocks.append(Block(Nature.PROSE, remark, done))
            if done < begin:
                blocks.append(Block(Nature.PYTHON, done, begin))
            remark = begin
        done = finish
    if remark < done:
        blocks.append(Block(Nature.PROSE, remark, done))
    if done < end:
        blocks.append(Block(Nature.PYTHON, done, end))
    return blocks, marks


def _continues(text: str, first: int, following: int, start: int) -> bool:
    """Whether the first of two comments has its line for itself, or the following one stands in its column."""
    line = text.rfind("\n", start, first) + 1 or start
    column = following - (text.rfind("\n", start, following) + 1)
    return not text[line:first].strip() or first - line == column


def _signs(text: str, start: int, end: int) -> Iterator[Mark]:
    hashes = _HASHES.match(text, start, end)
    if hashes:
        yield start, hashes.end(), ""
        return
    quotes = _QUOTES.match(text, start, end)
    assert quotes is not None
    yield start, quotes.end(), ""
    yield end - len(quotes[1]), end, ""
