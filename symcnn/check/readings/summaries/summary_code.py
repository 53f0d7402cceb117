"""Summaries and the code beside them: which model a summary was printed from, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.check.readings.summaries.summary_kinds import (
    OPTIONAL,
    RowForm,
    are_one,
    class_agrees,
    form_named,
    kind_of,
    row_kinds,
)
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr

_NUMBERED = late_pattern(r"([a-z]\w*?)(?:_(\d+))?")


@record
class ExpectedRow:
    """A layer of a model in code: its output (batch left out, in the framework's order) and its parameters.

    `workings` are how its sizes and its number of parameters come about, where that is known. `is_function` tells that
    it is no layer of the framework: ``torch.flatten(x)``, ``x + y`` have no rows. `statistics` are the numbers that the
    framework does not count, and some tools do.
    """

    name: str
    class_name: str
    output: tuple[int | None, ...] | None
    params: int | None
    trainable: int | None
    layer: str
    workings: tuple[Expr, ...] = ()
    is_function: bool = False
    statistics: int = 0


@record
class Candidate:
    """A model as its code stands up to an offset of the document."""

    upto: int
    framework: str
    rows: tuple[ExpectedRow, ...]


@record
class Binding:
    """The model that a summary shows, and for each of the summary's rows the model's, where it has one."""

    candidate: Candidate
    rows: Mapping[int, ExpectedRow]


def bound(table: SummaryTable, candidates: Sequence[Candidate]) -> Binding | None:
    """The nearest model before a summary whose classes agree row by row, else the nearest after it.

    A summary whose figures mostly differ from the code's is another network's, although the classes agree.
    """
    start = table.summary.start
    before = sorted((one for one in candidates if one.upto <= start), key=lambda one: -one.upto)
    after = sorted((one for one in candidates if one.upto > start), key=lambda one: one.upto)
    for candidate in (*before, *after):
        if (candidate.framework == "pytorch") != table.is_torch:
            continue
        layers = [row for row in candidate.rows if not row.is_function]
        rows = _aligned(table, layers) or _by_number(table, layers)
        if rows is not None and _mostly_agrees(table, rows):
            return Binding(candidate, rows)
    return None


def _aligned(table: SummaryTable, expected: Sequence[ExpectedRow]) -> Mapping[int, ExpectedRow] | None:
    """The rows that belong together; None where the classes do not follow each other alike."""
    found: dict[int, ExpectedRow] = {}
    place = 0
    for at, row in enumerate(table.summary.rows):
        if row.depth and not table.is_torch:
            continue
        ahead = place
        while ahead < len(expected) and not class_agrees(row, expected[ahead].class_name):
            if form_named(expected[ahead].class_name) not in OPTIONAL:
                break
            ahead += 1
        if ahead < len(expected) and class_agrees(row, expected[ahead].class_name):
            found[at] = expected[ahead]
            place = ahead + 1
        elif not _may_stand_alone(table, at):
            return None
    rest = (form_named(row.class_name) for row in expected[place:])
    return found if found and all(kind in OPTIONAL for kind in rest) else None


def _by_number(table: SummaryTable, expected: Sequence[ExpectedRow]) -> Mapping[int, ExpectedRow] | None:
    """The rows by their class and the number in their names: Keras prints branches in another order than code does.

    Of a class whose names are cut off, or changed, no row is told; of the others there must be as many.
    """
    if table.is_torch or not any(row.connected_to for row in table.summary.rows):
        return None
    printed: dict[str, list[tuple[int, int]]] = {}
    unclear = set()
    for at, row in enumerate(table.summary.rows):
        number = _NUMBERED.fullmatch(row.name)
        kind = row.type.lower()
        if row.is_cut or number is None or not are_one(number[1].replace("_", ""), kind):
            unclear |= {kind} if not row.is_cut else {name for name in row_kinds() if name.startswith(kind)}
        else:
            printed.setdefault(kind, []).append((int(number[2] or 0), at))
    found: dict[int, ExpectedRow] = {}
    for kind, places in printed.items():
        alike = [row for row in expected if row.class_name.lower() == kind]
        if kind in unclear:
            continue
        if len(alike) != len(places):
            return None
        found |= {at: row for (_, at), row in zip(sorted(places), alike, strict=True)}
    others = {row.class_name.lower() for row in expected} - {*printed} - unclear
    return found if found and all(form_named(kind) in OPTIONAL for kind in others) else None


def _may_stand_alone(table: SummaryTable, at: int) -> bool:
    """Whether a row may be missing from the code: an argument there, or a module that only holds others."""
    row = table.summary.rows[at]
    found = kind_of(row)
    form = found.form if found else None
    return form in OPTIONAL or (table.is_torch and not table.params[at] and form in (None, RowForm.NESTED))


def _mostly_agrees(table: SummaryTable, rows: Mapping[int, ExpectedRow]) -> bool:
    """Whether at least half of the layers with parameters have the code's number of them."""
    pairs = [(table.params[at], row.params) for at, row in rows.items() if row.params]
    return 2 * sum(one == other for one, other in pairs) >= len(pairs)
