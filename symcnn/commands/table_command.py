"""`symcnn table`: one line a layer, and totals."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply


@click.command()
@click.argument("file")
@options.several("--quantity", "quantities", help="The columns of the table.")
@options.network
@options.replying
def table(file: str, quantities: tuple[str, ...], bindings: Bindings) -> Reply:
    """One line a layer of the network in FILE, and totals."""
    from symcnn.commands.loading import load
    from symcnn.pages.build.tables import COLUMNS, check_columns, table_document
    from symcnn.pages.renderers.table_json import table_data

    figures = load(file, bindings)
    check_columns(figures, quantities)
    return Reply(lambda: table_data(figures), lambda language: table_document(figures, language, quantities or COLUMNS))
