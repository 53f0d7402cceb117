"""The findings of a check as lines of text, as a linter prints them."""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.checking.claims import Finding, Verdict
from symcnn.diagnostics.show import Places
from symcnn.explanation.findings import report_line
from symcnn.explanation.words import words
from symcnn.written.printable import printable

_COLOURS = {Verdict.RIGHT: "32", Verdict.ROUNDED: "32", Verdict.WRONG: "31"}
_OTHER_COLOUR = "33"


def check_report(
    files: Iterable[tuple[Places, tuple[Finding, ...]]], language: str, *, quiet: bool, colour: bool
) -> str:
    """One line a finding, with its place, and the counts of all verdicts."""
    lines = []
    counts = dict.fromkeys(map(str, Verdict), 0)
    for places, findings in files:
        for finding in findings:
            counts[finding.verdict] += 1
            if quiet and finding.verdict is Verdict.RIGHT:
                continue
            line, column = places.position(finding.claim.start)
            said = printable(report_line(finding, language))
            if colour:
                said = f"\x1b[{_COLOURS.get(finding.verdict, _OTHER_COLOUR)}m{said}\x1b[0m"
            lines.append(f"{printable(places.source.name)}:{line}:{column}: {said}")
    lines.append(words(language)["counts"].format_map(counts))
    return "\n".join(lines) + "\n"
