"""`symcnn check`: the claims of networks, and what documents say in formulas, calculations and tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import EXIT_CANNOT, EXIT_WRONG, check_output, deliver, form_of
from symcnn.commands.telling import telling
from symcnn.core.record import replace

if TYPE_CHECKING:  # the other commands need none of it
    from symcnn.check.settings import Settings
    from symcnn.commands.check_report import Report
    from symcnn.commands.checked_files import Outcome
    from symcnn.commands.project import Project

FORMS = ("full", "concise", "json", "github", "sarif")
ENDINGS = {".txt": "usual", ".json": "json", ".sarif": "sarif"}
_FORMS_HELP = "How to say it; the default is full, in .cnn files a line for what is right."


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMS), help=_FORMS_HELP)
@click.option("--json", "is_json", is_flag=True, help="The same as --format json.")
@click.option("--all", "is_all", is_flag=True, help="Also what is right.")
@click.option("-q", "--quiet", is_flag=True, help="Only what is wrong.")
@click.option("--strict", is_flag=True, help="Exit status 1 also for what is conditional or undecided.")
@options.several("--select", metavar="CODES", help="Only these rules.")
@options.several("--ignore", metavar="CODES", help="All rules but these.")
@click.option("--fix", "fixes", is_flag=True, help="Write the certain edits into the documents.")
@click.option("--diff", "differs", is_flag=True, help="Show what --fix would write, and nothing else.")
@click.option("--coverage", is_flag=True, help="Account for every number of a document, and list those that are left.")
@click.option("--explain", "code", metavar="CODE", help="Explain a rule, or what is understood in `documents`.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="How many processes; the default is one for each core.")
@options.output
@options.network
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
    coverage: bool,
    code: str | None,
    jobs: int | None,
    output: str | None,
    bindings: Bindings,
    language: str,
) -> None:
    """Whether what each FILE says is true.

    Of a .cnn file the claims are checked, of a document (Markdown, LaTeX, HTML, reStructuredText, a notebook, Python,
    text, or "-") every formula, calculation and table; folders are searched for both, and what LaTeX takes in with
    \\input or \\include from its folder is checked too. The exit status is 1 where something is wrong, and 2 where a
    file could not be checked.
    """
    with telling(language):
        if code is not None:
            deliver(_page(code, language), output)
            return
        if not files:
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        chosen = "json" if is_json else form or (form_of(output, ENDINGS) if output and not differs else "usual")
        report = _report(chosen, language, output, quiet=quiet, is_all=is_all)
    with telling(language, report.of_faults, output):
        from symcnn.check.settings import DEFAULTS
        from symcnn.commands.checked_files import Mend, Run, outcome
        from symcnn.commands.many_files import cores, of_each, with_bar
        from symcnn.commands.targets import targets

        project = _project(files)
        settings = project.settings if project else DEFAULTS
        if context.get_parameter_source("language") is click.core.ParameterSource.DEFAULT:
            language = settings.language or language
            report = replace(report, language=language)
    with telling(language, report.of_faults, output):
        names = targets(files, project)
        check_output(output, names)
        mend = Mend.WRITE if fixes else Mend.SHOW if differs else Mend.NOT
        run = Run(_steered(settings, select, ignore, bindings), bindings, language, mend, report, coverage)
        done = of_each(partial(outcome, run=run), names, jobs or cores())
        outcomes = tuple(with_bar(done, len(names)))
        _tell(outcomes, report, output, shows_edits=mend is Mend.SHOW)
    if not all(each.is_whole for each in outcomes):
        sys.exit(EXIT_CANNOT)
    failing = ("wrong", "conditional", "undecided") if strict else ("wrong",)
    if any(verdict in each.report.counts for each in outcomes if each.report for verdict in failing):
        sys.exit(EXIT_WRONG)


def _report(form: str, language: str, output: str | None, *, quiet: bool, is_all: bool) -> Report:
    from symcnn.check.findings.checked import Shown
    from symcnn.commands.check_report import Report

    which = Shown.WRONG if quiet else Shown.ALL if is_all else Shown.USUAL
    has_colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Report(form, which, language, has_colour)


def _tell(outcomes: Sequence[Outcome], report: Report, output: str | None, *, shows_edits: bool) -> None:
    """Writes what became of the files: their edits, or the report, of which edited standard input takes the place."""
    click.echo("".join(each.told for each in outcomes), nl=False, err=True)
    text = "".join(each.text for each in outcomes)
    if shows_edits:
        _write(text, output)
        return
    _write(text, None)
    faults = [fault for each in outcomes for fault in each.faults]
    is_whole = all(each.is_whole for each in outcomes)
    told = report.whole([each.report for each in outcomes if each.report], faults, is_whole=is_whole)
    if output is None and any(each.is_text for each in outcomes):
        click.echo(told, nl=False, err=True)
    else:
        deliver(told, output)


def _page(code: str, language: str) -> str:
    from symcnn.check.every_rule import code_names
    from symcnn.core.text.near import unknown
    from symcnn.pages.build.check_pages import DOCUMENTS
    from symcnn.pages.build.manual import subject_document
    from symcnn.pages.renderers.rendered import rendered

    known = (*code_names(), DOCUMENTS)
    if code not in known:
        raise unknown("unknown-code", code, known)
    return rendered(subject_document(code, language), "text")


def _project(files: Iterable[str]) -> Project | None:
    """The project of the first document; a network says all about itself."""
    from symcnn.commands.targets import NETWORK

    beside = next((file for file in files if not file.lower().endswith(NETWORK)), None)
    if beside is None:
        return None
    from symcnn.commands.project import find_project

    return find_project(beside)


def _steered(settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], bindings: Bindings) -> Settings:
    """What the command line says replaces what the project file says."""
    from symcnn.commands.loading import choices_of

    if select or ignore:
        from symcnn.check.every_rule import rule_names
        from symcnn.core.text.near import unknown

        for code in (*select, *ignore):
            if code not in rule_names():
                raise unknown("unknown-code", code, rule_names())
    conventions = {**settings.conventions, **choices_of(bindings.conventions)}
    return replace(
        settings, select=select or settings.select, ignore=ignore or settings.ignore, conventions=conventions
    )


def _write(text: str, output: str | None) -> None:
    """A text of somebody's file as it stands, byte for byte; on a terminal nothing in it acts."""
    if output is not None:
        deliver(text, output)
    elif text and sys.stdout.isatty():
        from symcnn.core.written.printable import printable

        click.echo("\n".join(map(printable, text.split("\n"))), nl=False)
    elif text:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
