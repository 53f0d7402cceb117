"""A text with the certain edits of a check, and how it differs from the text before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from symcnn.check.findings.finding import Edit, Finding
from symcnn.core.record import record, replace
from symcnn.core.written.printable import printable

_CONTEXT = 3


def certain_edits(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The edits that may be applied, in order; of two that overlap, the first one."""
    edits = sorted(
        (finding.edit for finding in findings if finding.edit and finding.edit.is_certain),
        key=lambda edit: (edit.start, edit.end),
    )
    kept: list[Edit] = []
    for edit in edits:
        if not kept or (edit.start >= kept[-1].end and edit.start > kept[-1].start):
            kept.append(edit)
    return tuple(kept)


def shifted(edits: Iterable[Edit], by: int) -> tuple[Edit, ...]:
    """The edits in a text that stands behind so many characters."""
    return tuple(replace(edit, start=edit.start + by, end=edit.end + by) for edit in edits)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits; nothing else is touched.

    >>> edited("5*5 = 24", (Edit("wrong-digit", 6, 8, "25", True),))
    '5*5 = 25'
    """
    return "".join(_pieces(text, edits, 0, len(text)))


def _pieces(text: str, edits: Iterable[Edit], start: int, end: int) -> Iterator[str]:
    for edit in edits:
        yield text[start : edit.start]
        yield edit.replacement
        start = edit.end
    yield text[start:end]


@record
class _Change:
    """Lines that change, from `first` up to `end`, and the edits in them."""

    first: int
    end: int
    edits: tuple[Edit, ...]


def unified_diff(name: str, text: str, edits: Iterable[Edit]) -> str:
    """How the edited text differs from the text, as `patch` reads it.

    >>> print(unified_diff("a.md", "5*5 = 24\\n", (Edit("wrong-digit", 6, 8, "25", True),)), end="")
    --- a.md
    +++ a.md
    @@ -1,1 +1,1 @@
    -5*5 = 24
    +5*5 = 25
    """
    lines = _lines(text)
    starts = [0, *accumulate(map(len, lines))]
    hunks: list[list[_Change]] = []
    for change in _changes(edits, starts, len(lines)):
        if hunks and change.first - hunks[-1][-1].end <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    if not hunks:
        return ""
    shown = [f"--- {printable(name)}\n+++ {printable(name)}\n"]
    shift = 0
    for hunk in hunks:
        first, end = max(0, hunk[0].first - _CONTEXT), min(len(lines), hunk[-1].end + _CONTEXT)
        body = list(_body(hunk, text, lines, starts, first, end))
        after = sum(not line.startswith("-") for line in body)
        shown.append(f"@@ -{first + 1},{end - first} +{first + 1 + shift},{after} @@\n")
        shown += (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in body)
        shift += after - (end - first)
    return "".join(shown)


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a newline ends one."""
    *ended, last = text.split("\n")
    return [*(f"{line}\n" for line in ended), *([last] if last else [])]


def _changes(edits: Iterable[Edit], starts: Sequence[int], count: int) -> Iterator[_Change]:
    change: _Change | None = None
    for edit in edits:
        first = min(bisect_right(starts, edit.start), count) - 1
        end = min(bisect_right(starts, edit.end), count)
        if change and first <= change.end:
            change = _Change(change.first, max(end, change.end), (*change.edits, edit))
            continue
        if change:
            yield change
        change = _Change(first, end, (edit,))
    if change:
        yield change


def _body(
    hunk: Sequence[_Change], text: str, lines: Sequence[str], starts: Sequence[int], first: int, end: int
) -> Iterator[str]:
    for change in hunk:
        yield from (f" {line}" for line in lines[first : change.first])
        yield from (f"-{line}" for line in lines[change.first : change.end])
        after = "".join(_pieces(text, change.edits, starts[change.first], starts[change.end]))
        yield from (f"+{line}" for line in _lines(after))
        first = change.end
    yield from (f" {line}" for line in lines[first:end])
