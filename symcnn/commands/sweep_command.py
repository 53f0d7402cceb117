"""`symcnn sweep`: the figures of all combinations of some symbols' values."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import ENDINGS, Reply
from symcnn.commands.telling import telling
from symcnn.core.text.fault import Faulty, FaultyText, refused

if TYPE_CHECKING:
    from symcnn.answers.sweep.sweep import Sweep
    from symcnn.answers.sweep.swept_blocks import Columns, SweptBlock

_DEFAULT = ("params", "macs")
_ROWS = (".csv", ".parquet")


def _rows_or_page(page: Callable[..., Any]) -> Callable[..., Any]:
    """Writes rows where `--csv` or the ending of `-o` asks for them; else `page` has a reply in words."""

    @wraps(page)
    def written(*args: Any, is_csv: bool, **named: Any) -> None:
        output: str | None = named["output"]
        ending = ".csv" if is_csv else Path(output or "").suffix.lower()
        if ending not in _ROWS:
            page(*args, **named)
            return
        others = [form for form in (*dict.fromkeys(ENDINGS.values()), "standalone") if named.pop(form)]
        language = named.pop("language")
        with telling(language):
            if others:
                raise refused("exclude-each-other", name=f"--{others[0]}", other="--csv" if is_csv else "-o")
            _write(ending, language, *args, **named)

    return written


@click.command()
@click.argument("file")
@click.option("--vary", "varied", multiple=True, required=True, metavar="NAME=VALUES", help="N=16..512:16 or K=1,3,5.")
@options.several("--where", "where", metavar="RELATION", help="What must hold, such as 'params < 5e6'.")
@options.several("--quantity", "quantities", metavar="NAMES", help="The columns: params, C1.O … [params,macs]")
@options.several("--pareto", "pareto", metavar="NAMES", help="Only what nothing beats in these; -NAME: more is better.")
@click.option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster with this scheduler.")
@click.option("--csv", "is_csv", is_flag=True, help="Rows, as -o FILE.csv writes them; -o FILE.parquet writes columns.")
@_rows_or_page
@options.network
@options.replying
def sweep(
    file: str,
    varied: tuple[str, ...],
    where: tuple[str, ...],
    quantities: tuple[str, ...],
    pareto: tuple[str, ...],
    scheduler: str | None,
    bindings: Bindings,
) -> Reply:
    """The figures of FILE for all combinations of the values of some symbols.

    Those that do not fit, or for which what is wanted does not hold, are left out. All numbers are exact. Rows go to
    CSV or Parquet (-o, --csv), however many there are, or in words into the formats of the other commands.
    """
    from symcnn.answers.sweep.run_sweep import gathered
    from symcnn.core.limits import MAX_SHOWN_ROWS
    from symcnn.network.language.parse import read_relation
    from symcnn.pages.build.sweep_page import sweep_document
    from symcnn.pages.renderers.sweep_json import sweep_data

    plan = _plan(file, varied, where, quantities, pareto, bindings)
    counted: list[int] = []
    found = gathered(_blocks(plan, scheduler), plan.asked.costs, counted) or {}
    columns = {name: column.tolist() for name, column in found.items()}
    if any(len(column) > MAX_SHOWN_ROWS for column in columns.values()):
        raise refused("too-many-shown", limit=MAX_SHOWN_ROWS)
    relations = tuple(map(read_relation, where))
    return Reply(
        lambda: sweep_data(plan.name, columns, plan.count),
        lambda language: sweep_document(plan.name, relations, plan.asked.costs, columns, plan.count, language),
        notes=lambda language: _notes(plan, language),
    )


def _write(
    ending: str,
    language: str,
    file: str,
    varied: tuple[str, ...],
    where: tuple[str, ...],
    quantities: tuple[str, ...],
    pareto: tuple[str, ...],
    scheduler: str | None,
    output: str | None,
    settings: tuple[str, ...],
    free: tuple[str, ...],
    conventions: tuple[str, ...],
) -> None:
    """Writes the rows to a file, which is replaced when they are all there, or to standard output."""
    from symcnn.commands.swept_rows import ROW_FILES
    from symcnn.core.text.replaced_file import replaced_file

    plan = _plan(file, varied, where, quantities, pareto, Bindings(settings, free, conventions))
    rows = _row_blocks(plan, scheduler)
    first = next(rows)
    names = tuple(first)
    write = ROW_FILES[ending]

    def every() -> Iterator[Columns]:
        yield first
        yield from rows

    if output is None:
        write(every(), names, sys.stdout.buffer)
    else:
        with replaced_file(output) as sink:
            write(every(), names, sink)
    if notes := _notes(plan, language):
        click.echo(notes, err=True)


def _notes(plan: Sweep, language: str) -> str:
    """What is unusual about the network with any of the values."""
    from symcnn.commands.notes import notes_on
    from symcnn.core.written.tree import Sym

    try:
        figures = plan.measure({each.name: Sym(each.name) for each in plan.varied})
    except (Faulty, FaultyText):  # it fits for some of the values
        return ""
    return notes_on(figures, language)


def _row_blocks(plan: Sweep, scheduler: str | None) -> Iterator[Columns]:
    """The rows by blocks, as they come; those of a front when all are there."""
    from symcnn.answers.sweep.run_sweep import gathered

    blocks = _blocks(plan, scheduler)
    if plan.asked.costs:
        yield gathered(blocks, plan.asked.costs, []) or {}
    else:
        yield from (block.columns for block in blocks)


def _blocks(plan: Sweep, scheduler: str | None) -> Iterator[SweptBlock]:
    from symcnn.answers.sweep.run_sweep import run_here, run_on_dask
    from symcnn.commands.many_files import with_bar

    done = run_here(plan.tasks()) if scheduler is None else run_on_dask(plan.tasks(), scheduler)
    return with_bar(done, plan.block_count)


def _plan(
    file: str,
    varied: tuple[str, ...],
    where: tuple[str, ...],
    quantities: tuple[str, ...],
    pareto: tuple[str, ...],
    bindings: Bindings,
) -> Sweep:
    """The sweep that is asked for.

    Raises `Faulty` and `FaultyText`.
    """
    from symcnn.commands.loading import choices_of, values_of
    from symcnn.core.text.files import read_source
    from symcnn.network.figures.read_figures import figures_of, parse

    try:
        import numpy  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise refused("needs-extra", extra="sweep", package=str(error.name)) from None
    from symcnn.answers.sweep.sweep import Sweep, sweep_question
    from symcnn.answers.sweep.varied import varied as read_varied

    axes = [read_varied(text) for text in varied]
    twice = next((one.name for one in axes if sum(one.name == each.name for each in axes) > 1), None)
    if twice is not None:
        raise refused("varied-twice", name=twice)
    parsed = parse(read_source(file))
    if parsed.faults:
        figures_of(parsed, {}, {})  # raises them
    given, conventions = values_of(bindings, parsed.symbols), choices_of(bindings.conventions)
    asked = sweep_question(where, quantities or _DEFAULT, pareto, [each.name for each in axes])
    return Sweep(lambda values: figures_of(parsed, {**given, **values}, conventions), axes, asked)
