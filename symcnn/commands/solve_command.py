"""`symcnn solve`: the values of a symbol that give what is wanted."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import EXIT_WRONG, Reply


@click.command()
@click.argument("file")
@click.option("--for", "symbol", required=True, metavar="NAME", help="The symbol to solve for.")
@click.option("--where", "wanted", required=True, metavar="RELATION", help="What must hold, such as 'pool5.O = 6'.")
@options.network
@options.replying
def solve(file: str, symbol: str, wanted: str, bindings: Bindings) -> Reply:
    """Every value of a symbol of FILE that gives what is wanted; exit status 1 where there is none."""
    from symcnn.answers.solve.solve import solve as solved
    from symcnn.commands.loading import load
    from symcnn.core.text.fault import Faulty, FaultyText
    from symcnn.core.text.source import Source
    from symcnn.network.language.parse import read_relation
    from symcnn.pages.build.closed_page import answer_document
    from symcnn.pages.renderers.closed_json import answer_data

    figures = load(file, Bindings(bindings.settings, (*bindings.free, symbol), bindings.conventions))
    try:
        answer = solved(figures, symbol, read_relation(wanted))
    except Faulty as faulty:
        raise FaultyText((faulty.fault,), Source("--where", wanted)) from None
    has_none = not answer.found and (answer.exact is None or answer.exact.smallest is None)
    return Reply(
        lambda: answer_data(answer),
        lambda language: answer_document(figures, answer, language),
        EXIT_WRONG if has_none else 0,
    )
