"""The statement around a place of a text that cannot be read, as far as its brackets tell."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern

_MARKS = late_pattern(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|#[^\n]*|[\[({⌊⌈]|[\])}⌋⌉]|[\n;]')
_BEGINNING = late_pattern(
    r"\s*(?:[^\W\d]\w*[ \t]*:|(?:network|let|input|claim|layer|block|convention|preset|source)\b)"
)
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}


def statement_around(text: str, offset: int) -> tuple[int, int]:
    """The statement to pass over after a fault; where its brackets do not match, the line alone."""
    start = 0
    opened: list[str] = []
    for mark in _MARKS.finditer(text):
        if mark[0] in _CLOSED_BY:
            opened.append(_CLOSED_BY[mark[0]])
        elif mark[0] in "])}⌋⌉":
            if not opened or opened.pop() != mark[0]:
                break
        elif mark[0] in "\n;" and not opened:
            if mark.start() >= offset:
                return start, mark.start()
            start = mark.end()
        elif mark[0] == "\n" and opened[-1] in ")]" and _BEGINNING.match(text, mark.end()):
            break
    else:
        if not opened:
            return start, len(text)
    return text.rfind("\n", 0, offset) + 1, line_end(text, offset)


def line_end(text: str, offset: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def continues(text: str, start: int, end: int) -> bool:
    """Whether a line is meant to go on in the next one, as Python's do.

    >>> continues("conv N=6,\\n  K=5", 0, 9), continues("conv N=6,\\nrelu", 0, 9), continues("relu\\n  K=5", 0, 4)
    (True, False, False)
    """
    is_open = text[start:end].partition("#")[0].rstrip().endswith(("\\", ","))
    return is_open and end < len(text) and bool(_CONTINUING.match(text, end + 1))


_CONTINUING = late_pattern(r"[ \t]*(?:[^\W\d]\w*[ \t]*=|from\b|\d)")


def innermost_statement(text: str, offset: int) -> tuple[int, int, bool]:
    """Where the innermost statement around a place begins and ends, and whether a body follows it.

    >>> text = "repeat 3 { conv 6 5; relu }"
    >>> [text[start:end] for start, end, _ in (innermost_statement(text, place) for place in (3, 13, 22))]
    ['repeat 3 ', ' conv 6 5', ' relu ']
    """
    start = 0
    opened: list[str] = []
    for mark in _MARKS.finditer(text):
        sign, is_body = mark[0], not opened or opened[-1] == "}"
        divides = is_body and (sign in ("\n", ";", "{") or (sign == "}" and bool(opened)))
        is_beginning = sign == "\n" and not is_body and _BEGINNING.match(text, mark.end())
        if mark.start() >= offset and divides:
            return start, mark.start(), sign == "{"
        if mark.start() >= offset and is_beginning:
            break
        if sign in _CLOSED_BY:
            opened.append(_CLOSED_BY[sign])
        elif opened and (sign == opened[-1] or is_beginning):
            opened.pop()
        if divides or is_beginning:
            start = mark.end()
    if any(sign in ")]⌋⌉" for sign in opened):
        return text.rfind("\n", 0, offset) + 1, line_end(text, offset), False
    return start, len(text), False
