"""A file that was checked, and which of its findings are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Edit, Finding
from symcnn.core.record import record
from symcnn.core.text.places import Places

_RIGHT = (Verdict.RIGHT, Verdict.ROUNDED)


class Shown(Enum):
    """Which findings a report shows."""

    WRONG = "only those that are wrong"
    USUAL = "every claim of a network; of a document, what is not right"
    ALL = "all of them"


@record
class Checked:
    """A file as it is quoted, and its findings in order; it is whole where no answer was lost."""

    places: Places
    findings: tuple[Finding, ...]
    is_document: bool
    is_whole: bool = True

    def shown(self, which: Shown) -> Iterator[Finding]:
        """The findings that a report shows."""
        for finding in self.findings:
            match which:
                case Shown.WRONG:
                    shows = finding.verdict is Verdict.WRONG
                case Shown.USUAL:
                    shows = not self.is_document or _is_news(finding)
                case Shown.ALL:
                    shows = True
            if shows:
                yield finding

    def quote(self, place: Finding | Edit) -> str:
        """What stands in the file where something was found, or is to be written."""
        return self.places.source.text[place.start : place.end]


def is_noted(finding: Finding) -> bool:
    """Whether the finding is right, but its note is what a reader should see."""
    return finding.note is not None and finding.verdict in _RIGHT


def _is_news(finding: Finding) -> bool:
    """What an author wants to see: all but what is right without a note, and but code that is of no network."""
    if finding.verdict is Verdict.UNDECIDED:
        return finding.code.undecided_is_news
    return finding.note is not None or finding.verdict not in _RIGHT


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each verdict that occurs."""
    found: dict[str, int] = {}
    for finding in findings:
        found[finding.verdict.value] = found.get(finding.verdict.value, 0) + 1
    return found
