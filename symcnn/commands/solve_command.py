"""`symcnn solve`: the values of symbols that give what is wanted."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import EXIT_WRONG, Reply


@click.command()
@click.argument("file")
@options.several("--for", "symbols", required=True, metavar="NAME", help="A symbol to solve for.")
@options.several("--where", "wanted", required=True, metavar="RELATION", help="What must hold, such as 'pool5.O = 6'.")
@click.option("--show", "number", type=click.IntRange(1), metavar="N", help="Derive the network of the Nth solution.")
@options.network
@options.replying
def solve(
    file: str, symbols: tuple[str, ...], wanted: tuple[str, ...], number: int | None, bindings: Bindings
) -> Reply:
    """Every value of a symbol of FILE for which all that is wanted holds; exit status 1 where there is none.

    Several symbols give a table of all combinations within bounds that it tells, smallest first.
    """
    from symcnn.answers.solve.combinations import combinations
    from symcnn.answers.solve.one_unknown import solved_for
    from symcnn.answers.solve.wishes import SolveQuestion
    from symcnn.commands.loading import measured
    from symcnn.commands.notes import notes_on
    from symcnn.core.text.files import read_source
    from symcnn.network.figures.read_figures import parse
    from symcnn.pages.build.answer_page import answer_document, combinations_document
    from symcnn.pages.renderers.closed_json import answer_data, combinations_data

    parsed = parse(read_source(file))
    freed = Bindings(bindings.settings, (*bindings.free, *symbols), bindings.conventions)
    figures = measured(parsed, freed)
    question = SolveQuestion(lambda values: measured(parsed, freed, values) if values else figures, wanted, "--where")
    if len(set(symbols)) > 1:
        found = combinations(question, symbols)
        if number is not None:
            return _shown(file, bindings, symbols, found.points, number)
        return Reply(
            lambda: combinations_data(found),
            lambda language: combinations_document(figures, found, language),
            0 if found.points else EXIT_WRONG,
            notes=lambda language: notes_on(figures, language),
        )
    answer = solved_for(question, symbols[0])
    if number is not None:
        return _shown(file, bindings, symbols, tuple((value,) for value in answer.first(number)), number)
    return Reply(
        lambda: answer_data(answer),
        lambda language: answer_document(figures, answer, language),
        0 if answer.first(1) else EXIT_WRONG,
        notes=lambda language: notes_on(figures, language),
    )


def _shown(
    file: str, bindings: Bindings, symbols: tuple[str, ...], points: tuple[tuple[int, ...], ...], number: int
) -> Reply:
    """The worked solution of the network with the values of one solution."""
    from symcnn.commands.derive_command import derived_reply
    from symcnn.core.text.fault import refused

    if number > len(points):
        raise refused("no-such-solution", number=number, found=str(number), count=len(points))
    values = (f"{name}={value}" for name, value in zip(symbols, points[number - 1], strict=True))
    return derived_reply(file, Bindings((*bindings.settings, *values), bindings.free, bindings.conventions))
