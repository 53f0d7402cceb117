"""A summary as a table of places: which rows each row comes from, and how well it follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.check.readings.summaries.fits import fit_of
from symcnn.check.readings.summaries.summary_kinds import RowForm, RowKind, kind_of
from symcnn.check.readings.summaries.summary_places import Fit, Place, counts_of, is_printed, split
from symcnn.core.record import record
from symcnn.documents.reading.print_rows import Shape, SummaryRow
from symcnn.documents.reading.summaries import KERAS, Summary

Changes = Mapping[int, int | Shape]
"""Other figures of rows: numbers of parameters, or shapes."""
NO_CHANGES: Changes = {}
_EARLIER = 64


@record
class SummaryTable:
    """The rows of a summary, with their kinds, their parameters, and the rows each of them comes from.

    `shapes` leave the batch out. `params` are None where they cannot be told. `counted` are the rows that a total
    counts. `first` tells that channels come first. `kernels` are what is printed of the rows' kernels, `entering` the
    shapes that are printed as their inputs.
    """

    summary: Summary
    kinds: tuple[RowKind | None, ...]
    shapes: tuple[Shape | None, ...]
    params: tuple[int | None, ...]
    inputs: tuple[tuple[int | None, ...], ...]
    outputs: Mapping[int, tuple[int, ...]]
    counted: tuple[int, ...]
    first: bool
    kernels: tuple[tuple[int, ...], ...]
    entering: tuple[Shape | None, ...]

    @property
    def is_torch(self) -> bool:
        """Whether it is PyTorch's."""
        return self.summary.form != KERAS

    @property
    def forms(self) -> tuple[RowForm | None, ...]:
        """How each row can be explained."""
        return tuple(kind.form if kind else None for kind in self.kinds)

    def fit(self, at: int, changes: Changes = NO_CHANGES, before: Shape | None = None) -> Fit:
        """How a row follows from its inputs; with other figures in rows, or another input, if they are given."""
        return fit_of(self.place(at, changes, before))

    def place(self, at: int, changes: Changes = NO_CHANGES, before: Shape | None = None) -> Place:
        """A row between those that it comes from."""
        change, entering = changes.get(at), self.entering[at]
        inputs = tuple(None if i is None else self._shape(i, changes) for i in self.inputs[at])
        if before is not None or entering is not None:
            inputs = (before or (entering or ())[1:],)
        return Place(
            self.kinds[at],
            inputs,
            self._shape(at, changes) or (),
            change if isinstance(change, int) else self.params[at],
            self.kernels[at],
            self.is_torch,
            self.is_torch and entering is None,
            self.first,
        )

    def _shape(self, at: int, changes: Changes) -> Shape | None:
        change = changes.get(at)
        return change if isinstance(change, tuple) else self.shapes[at]

    def split(self, shape: Shape | None) -> tuple[Shape, int | None]:
        """The spatial sizes of a shape, and its channels."""
        return split(shape or (), first=self.first)

    def around(self, at: int) -> tuple[int, ...]:
        """The row, and those that it comes from, where these are told: one of them is wrong if it does not follow."""
        sources = () if self.entering[at] is not None else self.inputs[at]
        return (at, *(source for source in sources if source is not None))

    def fits(self) -> tuple[Fit, ...]:
        """How each row follows from its inputs."""
        return tuple(self.fit(at) for at in range(len(self.summary.rows)))

    def earlier(self, at: int) -> tuple[Shape, ...]:
        """The shapes of rows further up, each once, the nearest first."""
        above = (self.shapes[place] for place in range(at - 1, max(-1, at - 1 - 4 * _EARLIER), -1))
        return tuple(dict.fromkeys(shape for shape in above if shape is not None))[:_EARLIER]


def _kernel(row: SummaryRow) -> tuple[int, ...]:
    """What the summary tells of the kernel: its sizes, some with the channels in front; nothing without a column."""
    sizes = row.shape_in("kernel") or ()
    return tuple(size for size in sizes if size is not None)


def table_of(summary: Summary) -> SummaryTable:
    """The table of a summary; channels come first in Keras only where they fit better so."""
    found = _table(summary, first=summary.form != KERAS)
    if summary.form == KERAS and RowForm.KERNELS in found.forms:
        bad = _bad(found)
        if bad:
            other = _table(summary, first=True)
            if _bad(other) < bad / 2:
                return other
    return found


def _bad(table: SummaryTable) -> int:
    return sum(fit.fails for fit in table.fits())


def _table(summary: Summary, *, first: bool) -> SummaryTable:
    rows = summary.rows
    inputs = _inputs(summary)
    outputs: dict[int, tuple[int, ...]] = {}
    for at, sources in enumerate(inputs):
        for source in sources:
            if source is not None:
                outputs[source] = (*outputs.get(source, ()), at)
    return SummaryTable(
        summary,
        tuple(map(kind_of, rows)),
        tuple(row.shape[1:] if row.shape else None for row in rows),
        tuple(map(_params, rows)),
        inputs,
        outputs,
        tuple(at for at, row in enumerate(rows) if summary.form != KERAS or row.depth == 0),
        first,
        tuple(map(_kernel, rows)),
        tuple(row.input for row in rows),
    )


def _params(row: SummaryRow) -> int | None:
    """The parameters of a row; of a rounded number those that its kernel gives, where they agree."""
    printed = row.number_in("params")
    if row.is_blank:
        return 0
    if printed is None or not printed.is_short:
        return row.params
    counts = counts_of(_kernel(row), row.shape or ())
    return next((count for count in counts if is_printed(count, printed)), int(printed.value) if counts else None)


def _inputs(summary: Summary) -> tuple[tuple[int | None, ...], ...]:
    """For each row the rows that it comes from; None for one that cannot be told."""
    rows = summary.rows
    if any(row.connected_to for row in rows):
        by_name = {row.name: at for at, row in enumerate(rows)}
        return tuple(
            tuple(by_name[name] if name in by_name and by_name[name] != at else None for name in row.connected_to)
            or (None,)
            for at, row in enumerate(rows)
        )
    found: list[tuple[int | None, ...]] = []
    last: int | None = None
    by_depth: dict[int, int] = {}
    for at, row in enumerate(rows):
        if summary.form == KERAS:
            found.append((by_depth.get(row.depth),))
            by_depth = {depth: place for depth, place in by_depth.items() if depth < row.depth}
            by_depth[row.depth] = at
        else:
            found.append((last,))
            if is_leaf(rows, at):
                last = at
    return tuple(found)


def is_leaf(rows: Sequence[SummaryRow], at: int) -> bool:
    """Whether no row below stands inside of this one."""
    return at + 1 == len(rows) or rows[at + 1].depth <= rows[at].depth
