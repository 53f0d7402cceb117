"""`symcnn compare`: two networks side by side, and where their totals part."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import EXIT_WRONG, Reply


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.several("--quantity", "quantities", help="What to compare, else params.")
@options.network
@options.replying
def compare(first: str, second: str, quantities: tuple[str, ...], bindings: Bindings) -> Reply:
    """Where the totals of the networks in files A and B part, layer by layer.

    What makes two layers differ is changed one thing at a time, and each contribution told: they add up to the
    difference. As with diff, the exit status is 0 if the totals are the same, 1 if they differ, 2 for trouble.
    """
    from symcnn.answers.compare.compare import compare as compared
    from symcnn.answers.compare.compare import compared_quantities
    from symcnn.commands.loading import load_both
    from symcnn.pages.build.comparison import comparison_document
    from symcnn.pages.renderers.comparison_json import comparison_data

    named = compared_quantities(quantities)
    comparison = compared(*load_both(first, second, bindings), named)
    are_different = any(difference.difference != 0 for difference in comparison.differences)
    return Reply(
        lambda: comparison_data(comparison),
        lambda language: comparison_document(comparison, language),
        EXIT_WRONG if are_different else 0,
    )
