"""`symcnn`: derive, table, check, explain.

Exit status: 0 all is well, 1 something that was checked is wrong, 2 the command could not do its work.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from symcnn.commands import options, solving
from symcnn.commands.loading import EXIT_CANNOT, EXIT_WRONG, Bindings, load, refuse, say, try_load
from symcnn.commands.output import emit


class Commands(click.Group):
    """The commands; what grows beyond all limits ends with a message, wherever it is noticed."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ArithmeticError, RecursionError, MemoryError):
            refuse("too-large", "en")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="symcnn", message="%(prog)s %(version)s")
def main() -> None:
    """The arithmetic of convolutional networks: sizes, parameters, connections, step by step."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command()
@click.argument("file")
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@click.option("--layer", "layers", multiple=True, callback=options.split, help="Only these layers.")
@click.option("--quantity", "quantities", multiple=True, callback=options.split, help="Only these quantities.")
@options.symbols
@options.language
def derive(
    file: str,
    form: str | None,
    standalone: bool,
    output: str | None,
    layers: tuple[str, ...],
    quantities: tuple[str, ...],
    bindings: Bindings,
    language: str,
) -> None:
    """The worked solution of the network in FILE ("-" is standard input)."""
    from symcnn.derivation.derive import derive as derive_solution
    from symcnn.explanation.solution import solution_document

    loaded = load(file, bindings, language)
    options.check_names(loaded, layers, quantities, language)
    solution = derive_solution(loaded.figures, layers, quantities)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.rendering.json import dumped, solution_data

        emit(dumped(solution_data(solution)), output, language)
        return
    emit(options.rendered(solution_document(solution, language), chosen, standalone=standalone), output, language)


@main.command()
@click.argument("file")
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@click.option("--quantity", "quantities", multiple=True, callback=options.split, help="The columns of the table.")
@options.symbols
@options.language
def table(
    file: str,
    form: str | None,
    standalone: bool,
    output: str | None,
    quantities: tuple[str, ...],
    bindings: Bindings,
    language: str,
) -> None:
    """One line a layer of the network in FILE, and totals."""
    from symcnn.explanation.tables import COLUMNS, table_document

    loaded = load(file, bindings, language)
    options.check_columns(loaded, quantities, language)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.rendering.json import dumped, table_data

        emit(dumped(table_data(loaded.figures)), output, language)
        return
    document = table_document(loaded.figures, language, quantities or COLUMNS)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "form", flag_value="json", help="For programs.")
@click.option("-q", "--quiet", is_flag=True, help="Only what is not right.")
@options.symbols
@options.language
def check(files: Sequence[str], form: str | None, quiet: bool, bindings: Bindings, language: str) -> None:
    """Whether the claims in each FILE hold; exit status 1 where one is wrong."""
    from symcnn.checking.claims import Verdict, check_claims
    from symcnn.diagnostics.show import Places

    checked = []
    could_not = False
    for file in files:
        loaded = try_load(file, bindings, language)
        findings, faults = check_claims(loaded.figures) if loaded else ((), ())
        if loaded and faults:
            say(faults, loaded.source, language)
        could_not |= loaded is None or bool(faults)
        if loaded:
            checked.append((Places(loaded.source), findings))
    if form == "json":
        from symcnn.rendering.json import check_data, dumped

        click.echo(dumped(check_data(checked, language)), nl=False)
    elif (checked and not could_not) or any(findings for _, findings in checked):
        from symcnn.explanation.reports import check_report

        click.echo(check_report(checked, language, quiet=quiet, colour=_colour()), nl=False)
    if could_not:
        sys.exit(EXIT_CANNOT)
    if any(finding.verdict is Verdict.WRONG for _, findings in checked for finding in findings):
        sys.exit(EXIT_WRONG)


@main.command()
@click.argument("subject", required=False)
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@options.language
def explain(subject: str | None, form: str | None, standalone: bool, output: str | None, language: str) -> None:
    """The formulas of a layer kind with their sources, or what an error code means; without SUBJECT, all kinds."""
    from symcnn.explanation.manual import UnknownSubject, subject_data, subject_document

    chosen = options.chosen_form(form, output, language, standalone=standalone)
    try:
        if chosen == "json":
            from symcnn.rendering.json import dumped

            emit(dumped(subject_data(subject)), output, language)
            return
        document = subject_document(subject, language)
    except UnknownSubject as unknown:
        refuse("unknown-subject", language, name=subject, near=unknown.near)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


main.add_command(solving.closed)
main.add_command(solving.solve)
