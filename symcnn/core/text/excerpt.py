"""A line of a text with carets under a stretch of it."""

from __future__ import annotations

from symcnn.core.text.places import Places
from symcnn.core.written.printable import printable
from symcnn.core.written.width import padded, width

_MOST_BEFORE, _MOST_CULPRIT, _MOST_AFTER = 60, 80, 41
_BLANKS = str.maketrans({"\t": " ", "\u00a0": " ", "\u3000": "  "})


def excerpt(places: Places, start: int, end: int, first: tuple[int, int] | None = None) -> str:
    """The line in which the stretch begins, with its number; a very long line is shown around the stretch only.

    `first` is an earlier stretch that belongs to it: in the same line it has carets too, else its line stands above.

    >>> from symcnn.core.text.source import Source
    >>> print(excerpt(Places(Source("a.md", "卷积 5*5 = 24")), 3, 11))
      |
    1 | 卷积 5*5 = 24
      |      ^^^^^^^^
    """
    text = places.source.text
    row, _ = places.position(start)
    line_start, line_end = places.line_ends(row)
    end = min(max(start + 1, end), max(start, line_end))
    before = _shown(text[max(line_start, start - _MOST_BEFORE - 1) : start])
    culprit = _shown(text[start : min(end, start + _MOST_CULPRIT + 1)])
    after = _shown(text[end : min(line_end, end + _MOST_AFTER + 1)])
    before, culprit, after = _clipped(before, culprit, after)
    number = str(places.span(start, end).line)
    margin = " " * len(number)
    line = f"{before}{culprit}{after}".rstrip()
    carets = f"{padded('', width(before))}{'^' * max(1, width(culprit))}"
    if first is not None and first[0] < start:
        if places.position(first[0])[0] != row:
            return f"{excerpt(places, *first)}\n{excerpt(places, start, end)}"
        shown = width(_shown(text[first[0] : start]))
        if shown <= width(before):
            marked = width(_shown(text[first[0] : first[1]]))
            carets = f"{' ' * (width(before) - shown)}{'^' * marked}{' ' * (shown - marked)}{carets.lstrip()}"
    return f"{margin} |\n{number} | {line}\n{margin} | {carets}"


def _shown(part: str) -> str:
    return printable(part.translate(_BLANKS))


def _clipped(before: str, culprit: str, after: str) -> tuple[str, str, str]:
    if len(before) > _MOST_BEFORE:
        before = "…" + before[-50:]
    if len(culprit) > _MOST_CULPRIT:
        culprit = culprit[: _MOST_CULPRIT - 1] + "…"
        after = ""
    return before, culprit, after[:40] + "…" if len(after) > _MOST_AFTER else after
