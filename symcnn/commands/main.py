"""`symcnn`: derive, table, check, explain.

Exit status: 0 all is well, 1 something that was checked is wrong, 2 the command could not do its work.
"""

from __future__ import annotations

import sys

import click

from symcnn.commands import checking, comparing, options, proving, solving
from symcnn.commands.loading import Bindings, load, refuse
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
    from symcnn.answers.derive.derive import derive as derive_solution
    from symcnn.pages.build.solution import solution_document

    loaded = load(file, bindings, language)
    options.check_names(loaded, layers, quantities, language)
    solution = derive_solution(loaded.figures, layers, quantities)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.pages.renderers.figures_json import dumped, solution_data

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
    from symcnn.pages.build.tables import COLUMNS, table_document

    loaded = load(file, bindings, language)
    options.check_columns(loaded, quantities, language)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.pages.renderers.figures_json import dumped, table_data

        emit(dumped(table_data(loaded.figures)), output, language)
        return
    document = table_document(loaded.figures, language, quantities or COLUMNS)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)


@main.command()
@click.argument("subject", required=False)
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@options.language
def explain(subject: str | None, form: str | None, standalone: bool, output: str | None, language: str) -> None:
    """The formulas of a layer kind with their sources, or what a code means; without SUBJECT, all kinds."""
    from symcnn.pages.build.manual import UnknownSubject, subject_data, subject_document

    chosen = options.chosen_form(form, output, language, standalone=standalone)
    try:
        if chosen == "json":
            from symcnn.pages.renderers.figures_json import dumped

            emit(dumped(subject_data(subject)), output, language)
            return
        document = subject_document(subject, language)
    except UnknownSubject as unknown:
        refuse("unknown-subject", language, name=subject, near=unknown.near)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)


main.add_command(checking.check)
main.add_command(solving.closed)
main.add_command(solving.solve)
main.add_command(proving.prove)
main.add_command(comparing.compare)
