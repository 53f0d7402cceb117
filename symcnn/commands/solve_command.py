"""`symcnn solve`: the values of a symbol that give what is wanted."""

from __future__ import annotations

import sys

import click

from symcnn.commands import options
from symcnn.commands.loading import EXIT_WRONG, Bindings, fail, load
from symcnn.commands.output import emit
from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.network.language.parse import read_relation


@click.command()
@click.argument("file")
@click.option("--for", "symbol", required=True, metavar="NAME", help="The symbol to solve for.")
@click.option("--where", "wanted", required=True, metavar="RELATION", help="What must hold, such as 'pool5.O = 6'.")
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@options.symbols
@options.language
def solve(
    file: str,
    symbol: str,
    wanted: str,
    form: str | None,
    standalone: bool,
    output: str | None,
    bindings: Bindings,
    language: str,
) -> None:
    """Every value of a symbol of FILE that gives what is wanted; exit status 1 where there is none."""
    from symcnn.answers.solve.solve import solve as solve_for
    from symcnn.pages.build.closed_page import answer_document

    freed = Bindings(bindings.settings, (*bindings.free, symbol), bindings.conventions)
    loaded = load(file, freed, language)
    try:
        answer = solve_for(loaded.figures, symbol, read_relation(wanted))
    except Faulty as faulty:
        fail((faulty.fault,), Source("--where", wanted), language)
    chosen = options.chosen_form(form, output, language, standalone=standalone)
    if chosen == "json":
        from symcnn.pages.renderers.figures_json import answer_data, dumped

        emit(dumped(answer_data(answer)), output, language)
    else:
        document = answer_document(loaded.figures, answer, language)
        emit(options.rendered(document, chosen, standalone=standalone), output, language)
    if not answer.found and (answer.exact is None or answer.exact.smallest is None):
        sys.exit(EXIT_WRONG)
