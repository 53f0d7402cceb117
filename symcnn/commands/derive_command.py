"""`symcnn derive`: the worked solution of a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import Reply

if TYPE_CHECKING:
    from symcnn.answers.derive.derive import Solution


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

    solution = derived(load(file, bindings), layers, quantities)
    return Reply(
        lambda: _data(solution),
        lambda language: solution_document(solution, language),
        notes=lambda language: notes_on(solution.figures, language),
    )


def _data(solution: Solution) -> Mapping[str, Any]:
    from symcnn.pages.renderers.solution_json import solution_data

    return solution_data(solution)
