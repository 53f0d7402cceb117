"""Everything in a document that can be checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.every_rule import rule_names, rule_of
from symcnn.check.findings.finding import Finding
from symcnn.check.findings.internal_error import lost
from symcnn.check.read import Read
from symcnn.check.settings import DEFAULTS, Settings
from symcnn.documents.formats.document import Document

_TABLES = "table-cell"
_TOLD = ("relation.sum", "relation.bytes")
"""What a text says of other numbers, and which no layer near it can refute."""
_TRUE = (Verdict.RIGHT, Verdict.ROUNDED)
_STRONGEST = (Verdict.WRONG, Verdict.CONDITIONAL, Verdict.RIGHT, Verdict.ROUNDED, Verdict.UNDECIDED)


def check_document(document: Document, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """The findings in a document, in order; of those at one place the strongest."""
    return check_read(Read(document, settings))


def check_read(read: Read) -> tuple[Finding, ...]:
    """The findings in a document that is read.

    A rule that fails costs no other its answers, and nothing is raised: a finding stands for what it would have said.
    """
    found: list[Finding] = []
    failed: dict[str, Finding] = {}
    for name in rule_names():
        rule = rule_of(name)
        try:
            found += rule.check(read)
        except Exception as error:
            if read.settings.looks(name):
                finding = lost(rule.code, error)
                failed.setdefault(str(finding.why.values["where"]), finding)
    try:
        kept = _unvouched(read, found)
    except Exception:  # what it reads failed for the rule that reads it too, which has told so
        kept = found
    return (*failed.values(), *settled(kept))


def _unvouched(read: Read, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings without those that refute a cell with which its table, read as a whole, agrees, or a number that is
    what the text says of other numbers, or a cell that the document's code gives.

    Of a cell that the table refutes too, what the table says it should be counts.
    """
    if not any(finding.verdict is Verdict.WRONG for finding in found):
        return found
    related = (one.start for one in found if one.why.key in _TOLD and one.verdict in _TRUE)
    by_code = read.cells_by_code
    vouched = sorted({*read.tables.vouched - by_code.refuted, *related})
    meant = {one.start: one.derived for one in found if one.code.name == _TABLES and one.verdict is Verdict.WRONG}
    return [
        finding
        for finding in found
        if finding.verdict is not Verdict.WRONG
        or (finding.code.name == _TABLES and finding.start not in by_code.given)
        or (
            finding.code.name != _TABLES
            and bisect_left(vouched, finding.start) == bisect_left(vouched, finding.end)
            and meant.get(finding.start, finding.derived) == finding.derived
        )
    ]


def settled(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order of their places; where two overlap, the stronger one, or the longer of equals."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        while kept and finding.start < kept[-1].end and _rank(finding) < _rank(kept[-1]):
            kept.pop()
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _rank(finding: Finding) -> tuple[int, int]:
    return _STRONGEST.index(finding.verdict), finding.start - finding.end
