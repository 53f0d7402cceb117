"""One file of a check: read, checked, and mended where that is asked for."""

from __future__ import annotations

from contextlib import redirect_stderr
from enum import Enum
from io import StringIO
from typing import TYPE_CHECKING

import click

from symcnn.answers.reconcile.judged_claims import judged_claims
from symcnn.check.every_rule import rule_names
from symcnn.check.findings.checked import Checked, counts
from symcnn.check.findings.claimed import culprit, finding_of
from symcnn.check.findings.finding import Finding
from symcnn.check.findings.ignores import without_ignored
from symcnn.check.findings.internal_error import CODE as LOST
from symcnn.check.rules.claim import CODE as CLAIM
from symcnn.check.settings import Settings
from symcnn.check.verdicts.blame import blamed
from symcnn.commands.check_report import FileReport, Report
from symcnn.commands.loading import measured
from symcnn.commands.options import Bindings
from symcnn.commands.targets import is_network
from symcnn.commands.telling import tell, told_faults
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.text.files import STDIN, read_bytes, shown_name, source_of
from symcnn.core.text.places import Places
from symcnn.core.text.replaced_file import replace_file
from symcnn.core.text.source import Source
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.read_figures import parse
from symcnn.network.figures.unusual import unusual
from symcnn.pages.build.faults import shown_at
from symcnn.pages.renderers.faults_json import ToldFault, told_faults_data

if TYPE_CHECKING:  # a `.cnn` file is checked without it
    from symcnn.check.coverage import Coverage
    from symcnn.check.read import Read
    from symcnn.documents.formats.document import Document

_MARK = "\ufeff"


class Mend(Enum):
    """What becomes of the certain edits."""

    NOT = "nothing"
    SHOW = "they are shown as a difference"
    WRITE = "they are written into the file"


@record
class Run:
    """How files are checked and reported, and the language in which their faults are told.

    `covers` tells that every number of a document is accounted for.
    """

    settings: Settings
    bindings: Bindings
    language: str
    mend: Mend
    report: Report
    covers: bool


@record
class Outcome:
    """What became of a file: nothing is reported of one that cannot be read, and then it is not whole.

    `text` is what goes to standard output: a difference, or, where `is_text`, standard input with its edits. `told` is
    what goes to standard error, `faults` the same as data.
    """

    report: FileReport | None
    is_whole: bool
    text: str = ""
    is_text: bool = False
    told: str = ""
    faults: tuple[ToldFault, ...] = ()


def outcome(name: str, run: Run) -> Outcome:
    """Checks a file; what keeps that from being done is told, and costs no other file its answer."""
    told = StringIO()
    with redirect_stderr(told):
        made = _outcome(name, run)
    return replace(made, told=told.getvalue())


def _outcome(name: str, run: Run) -> Outcome:
    try:
        data = read_bytes(name)
        source = source_of(name, data)
        if is_network(name, source.text):
            return _of_network(source, run)
        return _of_document(name, source, data, run)
    except Exception as error:
        tell(error, run.language, shown_name(name))
        return Outcome(
            None, is_whole=False, faults=told_faults_data(told_faults(error, shown_name(name)), run.language)
        )


def _reported(
    checked: Checked,
    run: Run,
    covered: Coverage | None = None,
    *,
    is_whole: bool = True,
    text: str = "",
    is_text: bool = False,
) -> Outcome:
    report = run.report.of(checked, covered) if run.mend is not Mend.SHOW else FileReport("", counts(checked.findings))
    return Outcome(report, is_whole and checked.is_whole, text, is_text)


def checked_source(source: Source, run: Run) -> Checked:
    """The findings of a text, which is a network or a document by its name and by what it looks like.

    Raises `FaultyText` where it is a network with faults.
    """
    if not is_network(source.name, source.text):
        return _check(source, run)[0]
    checked, faults, _ = _claims_of(source, run)
    if faults:
        raise FaultyText(faults, source)
    return checked


def _of_network(source: Source, run: Run) -> Outcome:
    checked, faults, figures = _claims_of(source, run)
    _note(unusual(figures), checked.places, run)
    if not faults:
        return _reported(checked, run)
    error = FaultyText(faults, source)
    tell(error, run.language)
    data = told_faults_data(told_faults(error, source.name), run.language)
    return replace(_reported(checked, run, is_whole=False), faults=data)


def _claims_of(source: Source, run: Run) -> tuple[Checked, tuple[Fault, ...], Figures]:
    """The verdicts on a network's claims, the faults of those that speak of what is not there, and its figures."""
    parsed = parse(source)
    unread = tuple(fault for fault in parsed.faults if _is_in_claim(fault, source.text))
    try:
        # A claim that cannot be read costs no other its verdict.
        figures = measured(
            replace(parsed, faults=tuple(each for each in parsed.faults if each not in unread)), run.bindings
        )
    except FaultyText as error:
        from symcnn.answers.claims.claim_names import unknown_names

        known = {(fault.start, fault.end) for fault in error.faults}
        more = (fault for fault in unknown_names(parsed.program) if (fault.start, fault.end) not in known)
        raise error if _is_foreign(error) else FaultyText((*error.faults, *unread, *more), source) from None
    claims, faults = judged_claims(figures)
    places = Places(source)
    findings = tuple(
        replace(
            finding_of(CLAIM, claim, claim.claim.start, claim.claim.end, blamed(claim, figures), figures),
            culprit=culprit(claim, source.text),
        )
        for claim in claims
    )
    return _checked(findings, places, run, is_document=False), (*unread, *faults), figures


def _is_in_claim(fault: Fault, text: str) -> bool:
    """Whether a fault stands in the line of a claim."""
    return text[text.rfind("\n", 0, fault.start) + 1 : fault.start].lstrip().startswith("claim ")


def _is_foreign(error: FaultyText) -> bool:
    return any(fault.code == "foreign-file" for fault in error.faults)


def _checked(findings: tuple[Finding, ...], places: Places, run: Run, *, is_document: bool) -> Checked:
    lost = tuple(finding for finding in findings if finding.code == LOST)
    selected = tuple(finding for finding in findings if run.settings.looks(finding.code.name))
    kept, notes = without_ignored((one for one in selected if one not in lost), places, rule_names())
    _note(notes, places, run)
    return Checked(places, (*lost, *kept), is_document, not lost)


def _note(notes: tuple[Fault, ...], places: Places, run: Run) -> None:
    if notes:
        in_order = sorted(notes, key=lambda note: note.start)
        click.echo(shown_at(in_order, places, run.language, "note"), err=True)


def _of_document(name: str, source: Source, data: bytes, run: Run) -> Outcome:
    """The check of a document; `data` is its file as it stands, with the mark of its order."""
    checked, covered = _check(source, run)
    if run.mend is Mend.NOT:
        return _reported(checked, run, covered)
    from symcnn.check.edits.edited import certain_edits, edited, shifted, unified_diff

    content = data.decode("utf-8")
    edits = shifted(certain_edits(checked.findings), len(content) - len(source.text))
    if edits and checked.places.source.text != source.text:
        tell(FaultyText((Fault("no-edit", 0, 0),), Source(source.name, "")), run.language)
        return _reported(checked, run, covered, is_whole=False)
    if run.mend is Mend.SHOW:
        return _reported(checked, run, text=unified_diff(source.name, content, edits))
    mended = edited(content, edits)
    is_stdin = name == STDIN
    if edits:
        if not is_stdin:
            replace_file(name, mended, data)
        checked, covered = _check(Source(source.name, mended.removeprefix(_MARK)), run)
    return _reported(checked, run, covered, text=mended if is_stdin else "", is_text=is_stdin)


def _check(source: Source, run: Run) -> tuple[Checked, Coverage | None]:
    from symcnn.check.read import Read

    document = document_of(source)
    if any(fault.code in _UNREADABLE for fault in document.faults):
        raise FaultyText(document.faults, source)
    places = Places(Source(source.name, document.shown), document.cells)
    _note(document.faults, places, run)
    read = Read(document, run.settings)
    found = findings_of(read)
    checked = _checked(found, places, run, is_document=True)
    if not run.covers:
        return checked, None
    from symcnn.check.coverage import coverage

    return checked, coverage(read, found)


_UNREADABLE = frozenset({"not-a-notebook", "notebook-too-deep"})
"""The faults of a file of which nothing can be read."""


def document_of(source: Source) -> Document:
    """The document that a text is, by its name and by what it looks like."""
    from symcnn.documents.formats.read_document import read_document

    return read_document(source.name, source.text)


def findings_of(read: Read) -> tuple[Finding, ...]:
    """What is found in a document."""
    from symcnn.check.check_document import check_read

    return check_read(read)
