"""`symcnn table`: one line a layer, and totals."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.loading import Bindings, load
from symcnn.commands.output import emit


@click.command()
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
