"""`symcnn derive`: the worked solution of a network."""

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
