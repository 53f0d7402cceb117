"""The findings of a check as SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.checked import Checked, Shown, is_noted
from symcnn.check.findings.finding import Edit, Finding
from symcnn.core.text.places import Places
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import source_text
from symcnn.pages.build.check_pages import code_document
from symcnn.pages.build.phrases import phrases
from symcnn.pages.build.sentences import help_of, said
from symcnn.pages.renderers.findings_json import LEVELS, message_lines, spelled
from symcnn.pages.renderers.markdown_page import markdown
from symcnn.pages.renderers.text_page import text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_PRINT = "finding/v1"
_KINDS = {Verdict.RIGHT: "pass", Verdict.ROUNDED: "pass", Verdict.UNDECIDED: "open"}


def sarif_results(file: Checked, language: str, which: Shown) -> list[dict[str, Any]]:
    """The results of one file."""
    return list(_results(file, language, which))


def sarif_data(
    results: Iterable[dict[str, Any]],
    language: str,
    version: str,
    notifications: Sequence[dict[str, Any]] = (),
    *,
    is_whole: bool,
) -> dict[str, Any]:
    """The log of one run; `is_whole` tells that every file could be checked, `notifications` what kept it from that."""
    names: dict[str, int] = {}
    seen: Counter[str] = Counter()
    numbered = []
    for result in results:
        print_ = result["partialFingerprints"][_PRINT]
        seen[print_] += 1
        index = names.setdefault(result["ruleId"], len(names))
        prints = {_PRINT: f"{print_}:{seen[print_]}"}
        numbered.append({"ruleId": result["ruleId"], "ruleIndex": index, **result, "partialFingerprints": prints})
    driver = {"name": "symcnn", "version": version, "rules": [_rule(name, language) for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "language": phrases(language).line("language-sarif"),
        "invocations": [
            {"executionSuccessful": is_whole}
            | ({"toolExecutionNotifications": [*notifications]} if notifications else {})
        ],
        "results": numbered,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str, language: str) -> dict[str, Any]:
    say = phrases(language)
    document = code_document(name, language)
    return {
        "id": name,
        "shortDescription": {"text": say.line(f"page-{name}")},
        "fullDescription": {"text": say.line(f"page-{name}.finds")},
        "help": {"text": text(document), "markdown": markdown(document)},
        "defaultConfiguration": {"level": "error"},
    }


def _results(file: Checked, language: str, which: Shown) -> Iterator[dict[str, Any]]:
    for finding in file.shown(which):
        yield {
            "ruleId": finding.code.name,
            # Only what fails may have a level.
            "kind": "informational" if is_noted(finding) else _KINDS.get(finding.verdict, "fail"),
            "level": "none" if finding.verdict in _KINDS else LEVELS[finding.verdict],
            "message": {"text": "\n".join(map(printable, message_lines(finding, language)))},
            "locations": [_location(file, finding.start, finding.end)],
            "partialFingerprints": {_PRINT: _fingerprint(file, finding)},
            "properties": {
                "verdict": finding.verdict.value,
                "claimed": spelled(finding.claimed),
                "derived": spelled(finding.derived),
                "derivation": [source_text(relation) for relation in finding.derivation],
                "note": said(finding.note, language) if finding.note else None,
            },
            **_fixes(file, finding.edit, language),
        }


def _fingerprint(file: Checked, finding: Finding) -> str:
    """The same wherever in the file the finding stands."""
    words = " ".join(file.quote(finding).split())
    return sha256("\0".join((finding.code.name, words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _location(file: Checked, start: int, end: int) -> dict[str, Any]:
    span = file.places.span(start, end)
    artifact = {"uri": artifact_uri(file.places.source.name)}
    if span.cell is not None:
        # The lines of a cell are not those of the file.
        cell = {"fullyQualifiedName": f"cell {span.cell}:{span.line}:{span.column}", "kind": "module"}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [cell]}
    quoted = {**region(file.places, start, end), "snippet": {"text": file.places.source.text[start:end]}}
    return {"physicalLocation": {"artifactLocation": artifact, "region": quoted}}


def region(places: Places, start: int, end: int) -> dict[str, int]:
    """A stretch of a text by lines and columns, both from 1; columns count units of UTF-16."""
    span = places.span(start, end)
    return {
        "startLine": span.line,
        "startColumn": _utf16_column(places.source.text, start, span.column),
        "endLine": span.end_line,
        "endColumn": _utf16_column(places.source.text, end, span.end_column),
    }


def _utf16_column(text: str, offset: int, column: int) -> int:
    before = text[offset - column + 1 : offset]
    return column if before.isascii() else column + sum(char > "\uffff" for char in before)


def artifact_uri(name: str) -> str:
    """A file's name as a URI."""
    path = Path(name)
    slashed = path.as_posix().encode("utf-8", "surrogateescape")
    return f"file://{quote(slashed)}" if path.is_absolute() else quote(slashed)


def _fixes(file: Checked, edit: Edit | None, language: str) -> dict[str, Any]:
    if edit is None or not edit.is_certain or file.places.cells:
        return {}
    old = file.quote(edit)
    replacement = {
        "deletedRegion": region(file.places, edit.start, edit.end),
        "insertedContent": {"text": edit.replacement},
    }
    change = {"artifactLocation": {"uri": artifact_uri(file.places.source.name)}, "replacements": [replacement]}
    return {"fixes": [{"description": {"text": help_of(edit, old, language)}, "artifactChanges": [change]}]}
