"""The findings of a check as GitHub's commands to its workflows, which annotate the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from symcnn.check.findings.checked import Checked, Shown
from symcnn.check.findings.finding import Finding
from symcnn.core.written.printable import printable
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.phrases import phrases
from symcnn.pages.build.reports import verdict_word
from symcnn.pages.build.sentences import help_of
from symcnn.pages.renderers.findings_json import LEVELS, message_lines

_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def github_commands(file: Checked, language: str, which: Shown) -> str:
    """The findings of a file as commands to GitHub, which shows them beside the lines of a change."""
    return "".join(_annotation(finding, file, language) + "\n" for finding in file.shown(which))


def _annotation(finding: Finding, file: Checked, language: str) -> str:
    level = LEVELS.get(finding.verdict, "notice")
    title = f"{finding.code.name}: {verdict_word(finding, phrases(language)).text}"
    properties = {"file": file.places.source.name, **_annotated_place(finding, file), "title": title}
    return command_line(level, properties, _message(finding, file, language))


def command_line(level: str, properties: Mapping[str, object], lines: Iterable[str]) -> str:
    """A command to GitHub with a message of several lines."""
    listed = ",".join(f"{name}={printable(str(value)).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{level} {listed}::{'%0A'.join(line.replace('%', '%25') for line in lines)}"


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
    why, *more = message_lines(finding, language)
    if span.cell is not None:
        cell, line, column = (Text(str(part)) for part in (span.cell, span.line, span.column))
        why = phrases(language).line("in-cell", cell=cell, line=line, column=column, what=Text(why))
    if finding.edit:
        more.append(help_of(finding.edit, file.quote(finding.edit), language))
    yield from map(printable, (why, *more))
