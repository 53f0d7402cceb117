"""A table of figures as values between commas or tabs, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from symcnn.core.written.spelling import source_text
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.quantities import column_value, has
from symcnn.network.figures.shown_arguments import told_argument
from symcnn.network.figures.values import Value, as_written
from symcnn.pages.build.tables import figures_of_columns, leading_columns

SEPARATORS: Mapping[str, str] = {"csv": ",", "tsv": "\t"}
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; a name from somebody's file must not be one."""


def separated_table(figures: Figures, columns: Sequence[str], form: str) -> str:
    """The table's head, a line a layer and the totals, in a form of `SEPARATORS`.

    Numbers stand without separators, formulas as the language writes them, sizes as ``28x28x6``; the columns have the
    names that ``--columns`` takes.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=SEPARATORS[form], lineterminator="\n")
    writer.writerows(_rows(figures, columns))
    return written.getvalue()


def _rows(figures: Figures, columns: Sequence[str]) -> Iterator[list[str]]:
    leading, names = leading_columns(columns), figures_of_columns(columns)
    scope = scope_of(figures.network)
    are_repeated = any(found.repetitions for found in figures.layers)
    yield [*leading, *(("rounds",) if are_repeated else ()), *names]
    for found in figures.layers:
        own = {"layer": found.layer.name, "kind": found.layer.kind.name}
        rounds = "*".join(_factor(_told(repetition.count)) for repetition in found.repetitions) or "1"
        yield [
            *(_inert(own[name]) for name in leading),
            *((rounds,) if are_repeated else ()),
            *(_cell(figures, found, name, scope) for name in names),
        ]
    totals = (_told(figures.total(name)) if name in TOTALS else "" for name in names)
    yield [
        *("total" if not place else "" for place, _ in enumerate(leading)),
        *(("",) if are_repeated else ()),
        *totals,
    ]


def _cell(figures: Figures, found: LayerFigures, name: str, scope: Mapping[str, Value]) -> str:
    argument = told_argument(found.layer, name, scope)
    if argument is not None:
        return source_text(argument).replace(" x ", "x")
    if not has(found, name):
        return ""
    return _told(column_value(figures, found, name))


def _told(value: Value) -> str:
    """A value; nothing where it cannot be told."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "x".join(_factor(_told(part)) for part in value)
    return source_text(as_written(value))


def _factor(text: str) -> str:
    return f"({text})" if " " in text else text


def _inert(name: str) -> str:
    return f"'{name}" if name.startswith(_ACTIVE) else name
