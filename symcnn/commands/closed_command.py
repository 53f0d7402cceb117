"""`symcnn closed`: closed forms of sizes and totals."""

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
@options.symbols
@options.language
def closed(
    file: str, form: str | None, standalone: bool, output: str | None, bindings: Bindings, language: str
) -> None:
    """Closed forms of sizes and totals of the network in FILE, and the inputs that fit."""
    from symcnn.answers.closed.closed_forms import closed_forms
    from symcnn.pages.build.closed_page import closed_document

    loaded = load(file, bindings, language)
    forms = closed_forms(loaded.figures)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.pages.renderers.figures_json import closed_data, dumped

        emit(dumped(closed_data(loaded.figures, forms)), output, language)
        return
    document = closed_document(loaded.figures, forms, language)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)
