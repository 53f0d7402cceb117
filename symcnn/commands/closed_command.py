"""`symcnn closed`: closed forms of sizes and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply
from symcnn.core.record import replace
from symcnn.core.text.fault import Faulty, FaultyText
from symcnn.core.text.source import Source

if TYPE_CHECKING:
    from symcnn.core.written.tree import Expr
    from symcnn.network.figures.figures import Figures


@click.command()
@click.argument("file")
@options.several("--assume", "assumed", metavar="RELATION", help="What holds of a symbol, such as 'k mod 2 = 0'.")
@options.network
@options.replying
def closed(file: str, assumed: tuple[str, ...], bindings: Bindings) -> Reply:
    """Closed forms of sizes and totals of the network in FILE, and the inputs that fit."""
    from symcnn.answers.closed.closed_forms import closed_forms
    from symcnn.commands.loading import load
    from symcnn.commands.notes import notes_on
    from symcnn.pages.build.closed_page import closed_document
    from symcnn.pages.renderers.closed_json import closed_data

    figures = load(file, bindings)
    forms = closed_forms(figures, _relations(figures, assumed))
    return Reply(
        lambda: closed_data(figures, forms),
        lambda language: closed_document(figures, forms, language),
        notes=lambda language: notes_on(figures, language),
    )


def _relations(figures: Figures, assumed: tuple[str, ...]) -> tuple[Expr, ...]:
    """What is assumed of a network.

    Raises `FaultyText` for the first text that says no assumption, or none that goes with those before it.
    """
    from symcnn.answers.closed.closed_forms import assumptions_of
    from symcnn.commands.loading import relation_of

    relations: tuple[Expr, ...] = ()
    for text in assumed:
        relations = (*relations, relation_of("--assume", text))
        try:
            assumptions_of(figures, relations)
        except Faulty as faulty:
            fault = replace(faulty.fault, end=len(text))
            raise FaultyText((fault,), Source("--assume", text)) from None
    return relations
