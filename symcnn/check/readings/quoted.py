"""Calculations that a text does not vouch for: in quotation marks, or in a clause that says that they are wrong."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.spoken import clause_words
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import words
from symcnn.documents.told.quotations import PAIRS

_END = late_pattern(r"[.!?](?=[\s\x1f]|$)|[;,。；！？，、]|\n[ \t]*\n")
_BLANKS = " \t"
_WORD = late_pattern(r"[A-Za-z\u4e00-\u9fff]")
_REACH, _LIST_REACH, _LONGEST_LIST = 200, 600, 10

_QUESTIONS = ("?", "？")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the text tells the calculation as another's, as an error, or asks whether it holds.

    >>> is_quoted("explain why 5*5 = 55 is wrong", 12, 20), is_quoted("it is wrong, but 5*5 = 55", 17, 25)
    (True, False)
    >>> is_quoted("5*5 = 55? No, 25.", 0, 8)
    True
    """
    is_asked = text[end : end + 2].lstrip()[:1] in _QUESTIONS
    return is_asked or _is_in_quotes(text, start, end) or _is_said_to_be_wrong(text, start, end)


def _is_in_quotes(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 3) : start].rstrip(" \x1f"), text[end : end + 3].lstrip(" \x1f.。,，")
    return bool(before) and {'"': '"', **PAIRS}.get(before[-1]) == behind[:1] != ""


def _is_said_to_be_wrong(text: str, start: int, end: int) -> bool:
    first = _clause_start(text, start)
    if any(_doubts(text, mark, start) for mark in words(text, first, start, "word", "doubt")):
        return True
    last = _clause_end(text, end)
    if any(_doubts(text, mark, end) for mark in words(text, end, last, "word", "doubt")):
        return True
    head = _head_of_list(text, first)
    return head is not None and any(_doubts(text, mark, mark.end) for mark in words(text, *head, "word", "doubt"))


def _doubts(text: str, mark: Mark, at: int) -> bool:
    """Whether a word of doubt speaks of what stands at a place; a short one, such as "not", of what is beside it."""
    between = text[mark.end : at] if mark.end <= at else text[at : mark.start]
    return len(mark.text.encode()) > 3 or not _WORD.search(between)


def _clause_start(text: str, at: int) -> int:
    first = max(0, at - _REACH)
    for pattern in (_END, clause_words("next")):
        for found in pattern.finditer(text, first, at):
            first = max(first, found.end())
    return first


def _clause_end(text: str, at: int) -> int:
    """Where the clause ends; one behind a comma that speaks of this one belongs to it: ``…, which is wrong``."""
    last, begin = min(len(text), at + _REACH), at
    while True:
        ends = [
            found.start() for pattern in (_END, clause_words("next")) if (found := pattern.search(text, begin, last))
        ]
        if not ends:
            return last
        end = min(ends)
        behind = end + 1
        while behind < last and text[behind] in " \t\n":
            behind += 1
        if text[end] not in ",，" or not clause_words("back").match(text, behind, last):
            return end
        begin = behind


def _head_of_list(text: str, at: int) -> tuple[int, int] | None:
    """The line above with a colon at its end, which introduces the items below it."""
    first, end = max(0, at - _LIST_REACH), text.rfind("\n", 0, at)
    for _ in range(_LONGEST_LIST):
        if end < first:
            return None
        start = max(text.rfind("\n", first, end) + 1, first)
        line = text[start:end].strip(_BLANKS)
        if line.endswith((":", "：")) and line[:-1].strip(_BLANKS):
            return start, end
        end = start - 1
    return None
