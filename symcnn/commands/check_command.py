"""`symcnn check`: the claims of networks, and what documents say in formulas, calculations and tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from symcnn.commands import options
from symcnn.commands.loading import EXIT_CANNOT, EXIT_WRONG, Bindings, choices_of, refuse
from symcnn.core.text.fault import Faulty
from symcnn.core.text.near import near

if TYPE_CHECKING:  # the other commands need none of it
    from symcnn.check.findings.checked import Checked, Shown
    from symcnn.check.settings import Settings
    from symcnn.commands.project import Project

FORMS = ("full", "concise", "json", "github", "sarif")
_FORMS_HELP = "How to say it; the default is full for documents and concise for .cnn files."


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMS), help=_FORMS_HELP)
@click.option("--json", "is_json", is_flag=True, help="The same as --format json.")
@click.option("--all", "is_all", is_flag=True, help="Also what is right.")
@click.option("-q", "--quiet", is_flag=True, help="Only what is wrong.")
@click.option("--strict", is_flag=True, help="Exit status 1 also for what is conditional or undecided.")
@click.option("--select", multiple=True, callback=options.split, metavar="CODES", help="Only these rules.")
@click.option("--ignore", multiple=True, callback=options.split, metavar="CODES", help="All rules but these.")
@click.option("--fix", "fixes", is_flag=True, help="Write the certain edits into the documents.")
@click.option("--diff", "differs", is_flag=True, help="Show what --fix would write, and nothing else.")
@click.option("--explain", "code", metavar="CODE", help="Explain a rule, or what is understood in `documents`.")
@options.symbols
@options.language
@click.pass_context
def check(
    context: click.Context,
    files: tuple[str, ...],
    form: str | None,
    is_json: bool,
    is_all: bool,
    quiet: bool,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fixes: bool,
    differs: bool,
    code: str | None,
    bindings: Bindings,
    language: str,
) -> None:
    """Whether what each FILE says is true.

    Of a .cnn file the claims are checked, of a document (Markdown, LaTeX, HTML, reStructuredText, a notebook, Python,
    text, or "-") every formula, calculation and table; folders are searched for both. The exit status is 1 where
    something is wrong, and 2 where a file could not be checked.
    """
    if code is not None:
        click.echo(_page(code, language), nl=False)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.", context)
    from symcnn.check.findings.checked import Shown
    from symcnn.check.settings import DEFAULTS
    from symcnn.commands.checked_files import Mend, Run, outcome
    from symcnn.commands.targets import targets

    try:
        project = _project(files)
        settings = project.settings if project else DEFAULTS
        if context.get_parameter_source("language") is click.core.ParameterSource.DEFAULT:
            language = settings.language or language
        names = targets(files, project)
    except Faulty as faulty:
        refuse(faulty.fault.code, language, **faulty.fault.values)
    steered = _steered(settings, select, ignore, bindings, language)
    mend = Mend.WRITE if fixes else Mend.SHOW if differs else Mend.NOT
    run = Run(steered, bindings, language, mend)
    outcomes = [outcome(name, run) for name in names]
    checked = [each.checked for each in outcomes if each.checked]
    is_whole = all(each.is_whole for each in outcomes)
    if mend is Mend.SHOW:
        _write("".join(each.text for each in outcomes))
    else:
        which = Shown.WRONG if quiet else Shown.ALL if is_all else Shown.USUAL
        chosen = "json" if is_json else form or _usual_form(checked)
        report = _report(checked, chosen, which, language, is_whole=is_whole)
        mended = "".join(each.text for each in outcomes)
        # The text of standard input takes the place of the report.
        _write(mended)
        click.echo(report, nl=False, err=any(each.is_text for each in outcomes))
    if not is_whole:
        sys.exit(EXIT_CANNOT)
    if any(_fails(file, strict=strict) for file in checked):
        sys.exit(EXIT_WRONG)


def _page(code: str, language: str) -> str:
    from symcnn.pages.build.check_pages import DOCUMENTS, code_document, understood_document
    from symcnn.pages.words.codes import CODES

    if code == DOCUMENTS:
        return options.rendered(understood_document(language), "text", standalone=False)
    if code not in CODES:
        _refuse_code(code, (*CODES, DOCUMENTS), language)
    return options.rendered(code_document(code, language), "text", standalone=False)


def _refuse_code(code: str, known: Iterable[str], language: str) -> None:
    refuse("unknown-code", language, name=code, near=near(code, known), choices=tuple(known))


def _project(files: Iterable[str]) -> Project | None:
    """The project of the first document; a network says all about itself."""
    from symcnn.commands.targets import NETWORK

    beside = next((file for file in files if not file.lower().endswith(NETWORK)), None)
    if beside is None:
        return None
    from symcnn.commands.project import find_project

    return find_project(beside)


def _steered(
    settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], bindings: Bindings, language: str
) -> Settings:
    """What the command line says replaces what the project file says."""
    if select or ignore:
        from symcnn.pages.words.codes import CODES

        for code in (*select, *ignore):
            if code not in CODES:
                _refuse_code(code, CODES, language)
    conventions = {**settings.conventions, **choices_of(bindings.conventions, language)}
    return replace(
        settings, select=select or settings.select, ignore=ignore or settings.ignore, conventions=conventions
    )


def _usual_form(checked: Sequence[Checked]) -> str:
    return "full" if any(file.is_document for file in checked) else "concise"


def _report(checked: Sequence[Checked], form: str, which: Shown, language: str, *, is_whole: bool) -> str:
    match form:
        case "json":
            from symcnn.pages.renderers.figures_json import dumped
            from symcnn.pages.renderers.findings_json import check_data

            return dumped(check_data(checked, language))
        case "sarif":
            from importlib.metadata import version

            from symcnn.pages.renderers.figures_json import dumped
            from symcnn.pages.renderers.sarif import sarif_data

            return dumped(sarif_data(checked, language, which, version("symcnn"), is_whole=is_whole))
        case "github":
            from symcnn.pages.renderers.findings_json import github_commands

            return github_commands(checked, language, which)
    if not is_whole and not any(file.findings for file in checked):
        return ""
    from symcnn.pages.build.reports import concise_report, full_report

    report = full_report if form == "full" else concise_report
    return report(checked, language, which, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def _fails(file: Checked, *, strict: bool) -> bool:
    failing = ("wrong", "conditional", "undecided") if strict else ("wrong",)
    return any(finding.verdict.value in failing for finding in file.findings)


def _write(text: str) -> None:
    """A text of somebody's file as it stands, byte for byte; on a terminal nothing in it acts."""
    if text and sys.stdout.isatty():
        from symcnn.core.written.printable import printable

        click.echo("\n".join(map(printable, text.split("\n"))), nl=False)
    elif text:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
