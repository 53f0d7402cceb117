"""`symcnn derive`: the worked solution of a network."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply


@click.command()
@click.argument("file")
@options.several("--layer", "layers", help="Only these layers.")
@options.several("--quantity", "quantities", help="Only these quantities.")
@options.network
@options.replying
def derive(file: str, layers: tuple[str, ...], quantities: tuple[str, ...], bindings: Bindings) -> Reply:
    """The worked solution of the network in FILE ("-" is standard input)."""
    return derived_reply(file, bindings, layers, quantities)


def derived_reply(
    file: str, bindings: Bindings, layers: tuple[str, ...] = (), quantities: tuple[str, ...] = ()
) -> Reply:
    """The worked solution of a file's network; of these layers and quantities alone, where any are named."""
    from symcnn.answers.derive.derive import derive as derived
    from symcnn.commands.loading import load
    from symcnn.commands.notes import notes_on
    from symcnn.pages.build.solution import solution_document
    from symcnn.pages.renderers.solution_json import solution_data

    solution = derived(load(file, bindings), layers, quantities)
    return Reply(
        lambda: solution_data(solution),
        lambda language: solution_document(solution, language),
        notes=lambda language: notes_on(solution.figures, language),
    )
