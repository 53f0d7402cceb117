"""The findings of a check for programs: JSON, and the annotations of a continuous integration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.checked import Checked, Shown, counts
from symcnn.check.findings.finding import Edit, Finding, Said
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import plain_text, source_text
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.phrases import phrases
from symcnn.pages.build.reports import verdict_word
from symcnn.pages.build.sentences import help_of, said
from symcnn.pages.renderers.json_values import VERSION

LEVELS = {Verdict.WRONG: "error", Verdict.CONDITIONAL: "warning"}
"""How grave a verdict is, where it is not a notice."""

_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def check_data(files: Iterable[Checked], language: str) -> dict[str, Any]:
    """What `symcnn check --format json` says: all findings, whichever a report for people shows."""
    files = tuple(files)
    reports = [
        {
            "file": file.places.source.name,
            "findings": [_finding_data(finding, file, language) for finding in file.findings],
            "counts": counts(file.findings),
        }
        for file in files
    ]
    totals = counts(finding for file in files for finding in file.findings)
    return {"version": VERSION, "files": reports, "counts": totals}


def _finding_data(finding: Finding, file: Checked, language: str) -> dict[str, Any]:
    return {
        **_place_data(file, finding.start, finding.end),
        "quote": file.quote(finding),
        "kind": finding.kind.value,
        "code": finding.code,
        "verdict": finding.verdict.value,
        "claimed": spelled(finding.claimed),
        "derived": spelled(finding.derived),
        "why": said(finding.why, language),
        "note": said(finding.note, language) if finding.note else None,
        "derivation": [source_text(relation) for relation in finding.derivation],
        "edit": _edit_data(finding.edit, file, language) if finding.edit else None,
        "layer": finding.layer,
    }


def spelled(value: Said | None) -> str | None:
    """A value in the language's own spelling, which can be read back."""
    match value:
        case None | str():
            return value
        case int():
            return str(value)
    return source_text(value)


def _edit_data(edit: Edit, file: Checked, language: str) -> dict[str, Any]:
    old = file.places.source.text[edit.start : edit.end]
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


def github_commands(files: Iterable[Checked], language: str, which: Shown) -> str:
    """The findings as commands to GitHub, which shows them beside the lines of a change."""
    return "".join(_annotation(finding, file, language) + "\n" for file in files for finding in file.shown(which))


def _annotation(finding: Finding, file: Checked, language: str) -> str:
    level = LEVELS.get(finding.verdict, "notice")
    title = f"{finding.code}: {verdict_word(finding, phrases(language)).text}"
    properties = {"file": file.places.source.name, **_annotated_place(finding, file), "title": title}
    listed = ",".join(f"{name}={printable(str(value)).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{level} {listed}::{'%0A'.join(_message(finding, file, language))}"


def _annotated_place(finding: Finding, file: Checked) -> dict[str, int]:
    """Columns hold only within one line, and the lines of a notebook's cell are not those of its file."""
    span = file.places.span(finding.start, finding.end)
    if span.cell is not None:
        return {}
    if span.line != span.end_line:
        return {"line": span.line, "endLine": span.end_line}
    return {"line": span.line, "col": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _message(finding: Finding, file: Checked, language: str) -> Iterator[str]:
    span = file.places.span(finding.start, finding.end)
    why = said(finding.why, language)
    if span.cell is not None:
        cell, line, column = (Text(str(part)) for part in (span.cell, span.line, span.column))
        why = phrases(language).line("in-cell", cell=cell, line=line, column=column, what=Text(why))
    lines = [why, *map(plain_text, finding.derivation)]
    if finding.note:
        lines.append(said(finding.note, language))
    if finding.edit:
        lines.append(help_of(finding.edit, file.places.source.text[finding.edit.start : finding.edit.end], language))
    yield from (printable(line).replace("%", "%25") for line in lines)
