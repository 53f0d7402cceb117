"""Comments in a document that silence a check: ``symcnn: ignore``, ``symcnn: off``, ``symcnn: on``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from symcnn.check.findings.finding import Finding
from symcnn.core.limits import MAX_FAULTS
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.core.text.places import Places

_MARK = "symcnn:"
_COMMENT = late_pattern(
    r"(?P<sign><!--|//|\.\.|[%#])[ \t]{0,20}symcnn:[ \t]{0,20}(?P<word>ignore|off|on)\b(?P<codes>[ \t,a-z-]*)"
)
_CODE = late_pattern(r"[a-z]+(?:-[a-z]+)*")
_NOT_BLANK = late_pattern(r"\S")
_NOTHING_MORE = late_pattern(r"[ \t-]*+>?[ \t\r]*+(?:\n|$)")
_EVERY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ignores:
    """What is silenced: single lines with their codes (none: every code), and regions of lines."""

    lines: dict[int, frozenset[str]]
    rows: list[int]
    regions: list[tuple[int, int]]

    def silence(self, code: str, first: int, last: int) -> bool:
        """Whether a finding of this code that stands in these lines is silenced."""
        region = bisect_right(self.regions, first, key=lambda found: found[0]) - 1
        if region >= 0 and first < self.regions[region][1]:
            return True
        inside = self.rows[bisect_left(self.rows, first) : bisect_right(self.rows, last)]
        return any(not self.lines[row] or code in self.lines[row] for row in inside)


def without_ignored(
    findings: Iterable[Finding], places: Places, known: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """The findings that no comment silences, and the faults of comments with codes that there are not.

    >>> from symcnn.core.text.source import Source
    >>> _, faults = without_ignored((), Places(Source("a.md", "1 + 1 = 3 % symcnn: ignore smu")), ("sum",))
    >>> faults[0].values["near"]
    'sum'
    """
    findings = tuple(findings)
    if _MARK not in places.source.text:
        return findings, ()
    ignores, faults = _read(places, known)
    kept = tuple(
        finding
        for finding in findings
        if not ignores.silence(
            finding.code.name,
            places.position(finding.start)[0],
            places.position(max(finding.start, finding.end - 1))[0],
        )
    )
    return kept, faults


def _read(places: Places, known: Collection[str]) -> tuple[Ignores, tuple[Fault, ...]]:
    """From the last comment to the first, since a comment that stands alone speaks for what is below it."""
    text = places.source.text
    lines: dict[int, frozenset[str]] = {}
    alone: dict[int, int] = {}
    regions: list[tuple[int, int]] = []
    unknown: dict[str, int] = {}
    end_of_region = len(places.starts) + 1
    comments = tuple(_COMMENT.finditer(text))
    for above, comment in reversed(tuple(zip((None, *comments), comments, strict=False))):
        row = places.position(comment.start())[0]
        if comment["word"] != "ignore":
            regions += [(row, end_of_region)] if comment["word"] == "off" else []
            end_of_region = row
            continue
        codes = {found[0]: comment.start("codes") + found.start() for found in _CODE.finditer(comment["codes"])}
        unknown |= {code: start for code, start in codes.items() if code not in known}
        line_start, line_end = places.line_ends(row)
        if (above is None or above.start() < line_start) and _stands_alone(comment, line_start):
            below = _NOT_BLANK.search(text, line_end)
            target = places.position(below.start())[0] if below else row
            alone[row] = target = alone.get(target, target)
            row = target
        both = lines[row] | codes.keys() if row in lines and lines[row] and codes else frozenset(codes)
        lines[row] = _EVERY if row in lines and not lines[row] else both
    return Ignores(lines, sorted(lines), regions[::-1]), tuple(_faults(unknown, known))


def _faults(unknown: Mapping[str, int], known: Collection[str]) -> Iterator[Fault]:
    """One for each code that there is not, where it stands first."""
    for code, start in sorted(unknown.items(), key=itemgetter(1))[:MAX_FAULTS]:
        values = {"name": code, "near": near(code, known), "choices": tuple(known)}
        yield Fault("unknown-code", start, start + len(code), values)


def _stands_alone(comment: re.Match[str], line_start: int) -> bool:
    first = _NOT_BLANK.search(comment.string, line_start)
    ends = comment["sign"] != "<!--" or _NOTHING_MORE.match(comment.string, comment.end())
    return first is not None and first.start() == comment.start() and bool(ends)
