"""`symcnn table`: one line a layer, and totals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply

if TYPE_CHECKING:
    from symcnn.network.figures.figures import Figures


@click.command()
@click.argument("file")
@options.several("--columns", "--quantity", "columns", help="The columns of the table, such as output,params,K.")
@options.network
@options.tabular
def table(file: str, columns: tuple[str, ...], bindings: Bindings) -> Reply:
    """One line a layer of the network in FILE, and totals."""
    from symcnn.commands.loading import load
    from symcnn.commands.notes import notes_on
    from symcnn.network.figures.quantities import asked
    from symcnn.pages.build.tables import check_columns, table_document

    figures = load(file, bindings)
    named = asked(figures, columns)
    check_columns(figures, named)
    return Reply(
        lambda: _data(figures),
        lambda language: table_document(figures, language, named),
        separated=lambda form: _separated(figures, named, form),
        notes=lambda language: notes_on(figures, language),
    )


def _data(figures: Figures) -> Mapping[str, Any]:
    from symcnn.pages.renderers.table_json import table_data

    return table_data(figures)


def _separated(figures: Figures, columns: tuple[str, ...], form: str) -> str:
    from symcnn.pages.renderers.separated_table import separated_table

    return separated_table(figures, columns, form)
