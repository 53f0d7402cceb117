"""The findings of a check as lines of text, as a linter prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.checked import Checked, Shown, is_noted
from symcnn.check.findings.finding import Finding
from symcnn.core.text.excerpt import excerpt
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Op
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.phrases import Phrases, phrases
from symcnn.pages.build.sentences import help_of, one_line, said
from symcnn.pages.build.where import where

_COLOURS = {Verdict.RIGHT: "32", Verdict.ROUNDED: "32", Verdict.WRONG: "31"}
_OTHER_COLOUR = "33"
_LONGEST_QUOTE = 100
_LONGEST_LINE = 400


def concise_report(file: Checked, language: str, which: Shown, *, colour: bool) -> str:
    """One line a finding of a file: its place, what is said there, the verdict and why."""
    return "".join(_line(finding, file, language, colour=colour) for finding in file.shown(which))


def full_report(file: Checked, language: str, which: Shown, *, colour: bool) -> str:
    """The same with the line of the file, carets under the place, the derivation and the edit."""
    return "".join(_block(finding, file, language, colour=colour) for finding in file.shown(which))


def usual_report(file: Checked, language: str, which: Shown, *, colour: bool) -> str:
    """The full report; of a network's claims that are right, one line each."""
    return "".join(
        (_block if file.is_document or finding.verdict is not Verdict.RIGHT else _line)(
            finding, file, language, colour=colour
        )
        for finding in file.shown(which)
    )


def _line(finding: Finding, file: Checked, language: str, *, colour: bool) -> str:
    line = _painted(_in_one_line(finding, file, language), finding, colour=colour)
    return f"{where(file.places, finding.start, phrases(language))}: {line}\n"


def _block(finding: Finding, file: Checked, language: str, *, colour: bool) -> str:
    header = _painted(f"{finding.code.name}: {_headline(finding, language)}", finding, colour=colour)
    drawn = "\n".join(_drawn(finding, file, language))
    return f"{where(file.places, finding.start, phrases(language))}: {header}\n{drawn}\n\n"


def counts_line(found: Mapping[str, int], language: str) -> str:
    """How many findings there are of each verdict."""
    shown = {name: Text(str(count)) for name, count in (dict.fromkeys(map(str, Verdict), 0) | {**found}).items()}
    return phrases(language).line("report-counts", **shown) + "\n"


def _in_one_line(finding: Finding, file: Checked, language: str) -> str:
    """``code: verdict: quote: why``; a claim is printed as mathematics, and what is right needs no reason."""
    say = phrases(language)
    relation = finding.why.values.get("relation")
    if isinstance(relation, Op) and not file.is_document:
        quote = printable(plain_text(relation))
    else:
        quote = one_line(file.quote(finding), _LONGEST_QUOTE)
    code = f"{finding.code.name}: " if file.is_document else ""
    told = {"verdict": verdict_word(finding, say), "quote": Text(quote)}
    if finding.verdict is Verdict.RIGHT and not is_noted(finding):
        return code + say.line("report-line", **told)
    return code + say.line("report-line-why", **told, why=_reason(finding, say))


def verdict_word(finding: Finding, say: Phrases) -> Text:
    """The verdict; of what is right with a note, that there is one."""
    return say.word("verdict-note" if is_noted(finding) else f"verdict-{finding.verdict.value}")


def _headline(finding: Finding, language: str) -> str:
    say = phrases(language)
    return say.line("report-head", verdict=verdict_word(finding, say), why=_reason(finding, say))


def _reason(finding: Finding, say: Phrases) -> Text:
    """Why the verdict is what it is, and what else a reader should know; of what is right, only the latter."""
    why = Text(said(finding.why, say.language))
    if not finding.note:
        return why
    note = Text(said(finding.note, say.language))
    return note if is_noted(finding) else say.word("report-noted", why=why, note=note)


def _drawn(finding: Finding, file: Checked, language: str) -> Iterator[str]:
    lines = excerpt(file.places, *(finding.culprit or (finding.start, finding.end)))
    margin = " " * lines.index("|")
    yield lines
    for relation in finding.derivation:
        yield f"{margin}  {one_line(plain_text(relation), _LONGEST_LINE)}"
    if finding.edit:
        old = file.quote(finding.edit)
        yield f"{margin}  {phrases(language).line('report-help', help=Text(help_of(finding.edit, old, language)))}"


def _painted(line: str, finding: Finding, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS.get(finding.verdict, _OTHER_COLOUR)}m{line}\x1b[0m" if colour else line
