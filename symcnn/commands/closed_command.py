"""`symcnn closed`: closed forms of sizes and totals."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply


@click.command()
@click.argument("file")
@options.network
@options.replying
def closed(file: str, bindings: Bindings) -> Reply:
    """Closed forms of sizes and totals of the network in FILE, and the inputs that fit."""
    from symcnn.answers.closed.closed_forms import closed_forms
    from symcnn.commands.loading import load
    from symcnn.pages.build.closed_page import closed_document
    from symcnn.pages.renderers.closed_json import closed_data

    figures = load(file, bindings)
    forms = closed_forms(figures)
    return Reply(lambda: closed_data(figures, forms), lambda language: closed_document(figures, forms, language))
