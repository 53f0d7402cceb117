"""`symcnn compare`: two networks side by side, and where their totals part."""

from __future__ import annotations

import sys

import click

from symcnn.commands import options
from symcnn.commands.loading import EXIT_WRONG, Bindings, load_both, refuse
from symcnn.commands.output import emit
from symcnn.core.text.near import near
from symcnn.network.figures.figures import TOTALS


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@click.option("--quantity", "quantities", multiple=True, callback=options.split, help="What to compare, else params.")
@options.symbols
@options.language
def compare(
    first: str,
    second: str,
    form: str | None,
    standalone: bool,
    output: str | None,
    quantities: tuple[str, ...],
    bindings: Bindings,
    language: str,
) -> None:
    """Where the totals of the networks in files A and B part, layer by layer.

    What makes two layers differ is changed one thing at a time, and each contribution told: they add up to the
    difference. As with diff, the exit status is 0 if the totals are the same, 1 if they differ, 2 for trouble.
    """
    from symcnn.answers.compare.compare import NoTotal
    from symcnn.answers.compare.compare import compare as compare_figures

    for name in quantities:
        if name not in TOTALS:
            refuse("unknown-quantity", language, name=name, near=near(name, TOTALS), choices=TOTALS)
    one, other = load_both((first, second), bindings, language)
    try:
        comparison = compare_figures(one.figures, other.figures, quantities or ("params",))
    except NoTotal as error:
        refuse("no-total", language, name=str(error))
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.pages.renderers.comparison_json import comparison_data
        from symcnn.pages.renderers.figures_json import dumped

        emit(dumped(comparison_data(comparison)), output, language)
    else:
        from symcnn.pages.build.comparison import comparison_document

        document = comparison_document(comparison, language)
        emit(options.rendered(document, chosen, standalone=standalone), output, language)
    if any(difference.difference != 0 for difference in comparison.differences):
        sys.exit(EXIT_WRONG)
