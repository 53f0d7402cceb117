"""The findings of a check as lines of text, as a linter prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.check.findings.checked import Checked, Shown, counts, is_noted
from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding
from symcnn.core.text.excerpt import excerpt
from symcnn.pages.words.sentences import help_of, one_line, said
from symcnn.pages.words.words import words
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.printable import printable
from symcnn.core.written.tree import Op

_COLOURS = {Verdict.RIGHT: "32", Verdict.ROUNDED: "32", Verdict.WRONG: "31"}
_OTHER_COLOUR = "33"
_LONGEST_QUOTE = 100
_LONGEST_LINE = 400


def concise_report(files: Iterable[Checked], language: str, which: Shown, *, colour: bool) -> str:
    """One line a finding: its place, what is said there, the verdict and why; then the counts of all verdicts."""
    files = tuple(files)
    lines = []
    for file in files:
        for finding in file.shown(which):
            line = _painted(_in_one_line(finding, file, language), finding, colour=colour)
            lines.append(f"{file.places.where(finding.start)}: {line}\n")
    return "".join(lines) + _counts(files, language)


def full_report(files: Iterable[Checked], language: str, which: Shown, *, colour: bool) -> str:
    """The same with the line of the file, carets under the place, the derivation and the edit."""
    files = tuple(files)
    blocks = []
    for file in files:
        for finding in file.shown(which):
            header = _painted(f"{finding.code}: {_headline(finding, language)}", finding, colour=colour)
            drawn = "\n".join(_drawn(finding, file, language))
            blocks.append(f"{file.places.where(finding.start)}: {header}\n{drawn}\n\n")
    return "".join(blocks) + _counts(files, language)


def _in_one_line(finding: Finding, file: Checked, language: str) -> str:
    """``code: verdict: quote: why``; a claim is printed as mathematics, and what is right needs no reason."""
    say = words(language)
    relation = finding.why.values.get("relation")
    if isinstance(relation, Op) and not file.is_document:
        quote = printable(plain_text(relation))
    else:
        quote = one_line(file.quote(finding), _LONGEST_QUOTE)
    code = f"{finding.code}: " if file.is_document else ""
    line = f"{code}{_word(finding, language)}: {quote}"
    if is_noted(finding) and finding.note:
        return line + say["colon"] + said(finding.note, language)
    if finding.verdict is Verdict.RIGHT:
        return line
    return line + say["colon"] + _reason(finding, language)


def _word(finding: Finding, language: str) -> str:
    """The verdict; of what is right with a note, that there is one."""
    return words(language)["note" if is_noted(finding) else finding.verdict.value]


def _headline(finding: Finding, language: str) -> str:
    if is_noted(finding) and finding.note:
        return f"{_word(finding, language)}: {said(finding.note, language)}"
    return f"{_word(finding, language)}: {_reason(finding, language)}"


def _reason(finding: Finding, language: str) -> str:
    """Why the verdict is what it is, and what else a reader should know."""
    why = said(finding.why, language)
    return f"{why}{words(language)['semicolon']}{said(finding.note, language)}" if finding.note else why


def _drawn(finding: Finding, file: Checked, language: str) -> Iterator[str]:
    lines = excerpt(file.places, finding.start, finding.end)
    margin = " " * lines.index("|")
    yield lines
    for relation in finding.derivation:
        yield f"{margin}  {one_line(plain_text(relation), _LONGEST_LINE)}"
    if finding.edit:
        old = file.places.source.text[finding.edit.start : finding.edit.end]
        yield f"{margin}  {words(language)['help']}{help_of(finding.edit, old, language)}"


def _painted(line: str, finding: Finding, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS.get(finding.verdict, _OTHER_COLOUR)}m{line}\x1b[0m" if colour else line


def _counts(files: Iterable[Checked], language: str) -> str:
    found = counts(finding for file in files for finding in file.findings)
    return words(language)["counts"].format_map(dict.fromkeys(map(str, Verdict), 0) | found) + "\n"
