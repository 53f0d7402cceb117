"""The findings of a check for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.checked import Checked, counts
from symcnn.check.findings.finding import Edit, Finding, Said, Tried
from symcnn.core.written.spelling import plain_text, source_text
from symcnn.pages.build.sentences import help_of, said
from symcnn.pages.renderers.json_values import VERSION

if TYPE_CHECKING:  # few ask for it
    from symcnn.check.coverage import Coverage

LEVELS = {Verdict.WRONG: "error", Verdict.CONDITIONAL: "warning"}
"""How grave a verdict is, where it is not a notice."""


def file_data(file: Checked, language: str, covered: Coverage | None = None) -> dict[str, Any]:
    """What `symcnn check --format json` says of a file: all findings, whichever a report for people shows."""
    data = {
        "file": file.places.source.name,
        "findings": [_finding_data(finding, file, language) for finding in file.findings],
        "counts": counts(file.findings),
    }
    return data if covered is None else data | {"coverage": _coverage_data(covered, file)}


def _coverage_data(covered: Coverage, file: Checked) -> dict[str, Any]:
    text = file.places.source.text
    left = [{**_place_data(file, start, end), "quote": text[start:end]} for start, end in covered.left]
    return {"counts": {**covered.counts}, "left": left}


def check_data(
    files: Iterable[Mapping[str, Any]], totals: Mapping[str, int], faults: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """What it says of all files together, and what kept files from being checked."""
    return {"version": VERSION, "files": [*files], "counts": {**totals}, "faults": [*faults]}


def _finding_data(finding: Finding, file: Checked, language: str) -> dict[str, Any]:
    return {
        **_place_data(file, finding.start, finding.end),
        "quote": file.quote(finding),
        "kind": finding.kind.value,
        "code": finding.code.name,
        "verdict": finding.verdict.value,
        "claimed": spelled(finding.claimed),
        "derived": spelled(finding.derived),
        "why": said(finding.why, language),
        "note": said(finding.note, language) if finding.note else None,
        "derivation": [source_text(relation) for relation in finding.derivation],
        "edit": _edit_data(finding.edit, file, language) if finding.edit else None,
        "layer": finding.layer,
        "readings": [_tried_data(tried, language) for tried in finding.tried],
    }


def _tried_data(tried: Tried, language: str) -> dict[str, Any]:
    return {"departs": [said(part, language) for part in tried.departs], "value": spelled(tried.value)}


def spelled(value: Said | None) -> str | None:
    """A value in the language's own spelling, which can be read back."""
    match value:
        case None | str():
            return value
        case int():
            return str(value)
    return source_text(value)


def _edit_data(edit: Edit, file: Checked, language: str) -> dict[str, Any]:
    old = file.quote(edit)
    return {
        **_place_data(file, edit.start, edit.end),
        "name": edit.name,
        "help": help_of(edit, old, language),
        "old": old,
        "replacement": edit.replacement,
        "is_certain": edit.is_certain,
    }


def _place_data(file: Checked, start: int, end: int) -> dict[str, Any]:
    span = file.places.span(start, end)
    place = {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
    return place if span.cell is None else {"cell": span.cell, **place}


def message_lines(finding: Finding, language: str) -> Iterator[str]:
    """Why the verdict is what it is, the derivation, and what else a reader should know."""
    yield said(finding.why, language)
    yield from map(plain_text, finding.derivation)
    if finding.note:
        yield said(finding.note, language)
