"""`symcnn closed`: closed forms of sizes and totals."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply


@click.command()
@click.argument("file")
@options.several("--assume", "assumed", metavar="RELATION", help="What holds of a symbol, such as 'k mod 2 = 0'.")
@options.network
@options.replying
def closed(file: str, assumed: tuple[str, ...], bindings: Bindings) -> Reply:
    """Closed forms of sizes and totals of the network in FILE, and the inputs that fit."""
    from symcnn.answers.closed.closed_forms import closed_forms
    from symcnn.commands.loading import load, relation_of
    from symcnn.commands.notes import notes_on
    from symcnn.pages.build.closed_page import closed_document
    from symcnn.pages.renderers.closed_json import closed_data

    figures = load(file, bindings)
    forms = closed_forms(figures, tuple(relation_of("--assume", text) for text in assumed))
    return Reply(
        lambda: closed_data(figures, forms),
        lambda language: closed_document(figures, forms, language),
        notes=lambda language: notes_on(figures, language),
    )
