"""The table of a network as rows, and as a data frame where pandas is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Sym, operations
from symcnn.library.answered import HasFigures, shown_safely
from symcnn.library.figure_values import figure, sizes
from symcnn.library.network_error import telling_python
from symcnn.network.figures.figures import TOTALS
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.quantities import asked, column_value, has
from symcnn.network.figures.shown_arguments import told_argument
from symcnn.network.figures.values import Value
from symcnn.pages.build.tables import check_columns, figures_of_columns, table_document
from symcnn.pages.renderers.rendered import rendered

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]
"""A layer's ``layer`` and ``kind``, and its figures by the names of the columns."""


class NetworkRows(Sequence[Row]):
    """One row a layer, the input first, as `symcnn table` prints them: a sequence of mappings."""

    def __init__(self, net: HasFigures, columns: tuple[str, ...] = ()) -> None:
        columns = asked(net.figures, columns)
        with telling_python():
            check_columns(net.figures, columns)
        self._net, self.columns = net, figures_of_columns(columns)
        self._rows: list[Row] = [
            {"layer": found.layer.name, "kind": found.layer.kind.name}
            | {name: _told(net, name, at) for name in self.columns}
            for at, found in enumerate(net.figures.layers)
        ]

    @property
    def total(self) -> Row:
        """The totals of the columns that have one."""
        return {name: figure(self._net.figures.total(name)) for name in self.columns if name in TOTALS}

    def frame(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas, indexed by the layers' names.

        Raises `ModuleNotFoundError` where pandas is not installed.
        """
        with telling_python():
            import pandas

        return pandas.DataFrame(self._rows, columns=["layer", "kind", *self.columns]).set_index("layer")

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self._net, self.columns)

    def __repr__(self) -> str:
        return f"<NetworkRows of {self._net.name!r}: {len(self)} rows of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        return rendered(table_document(self._net.figures, "en", self.columns), "text")

    def _repr_markdown_(self) -> str:
        return shown_safely(lambda: rendered(table_document(self._net.figures, "en", self.columns), "markdown"))


def _told(net: HasFigures, name: str, at: int) -> Value:
    """A figure of a layer; what all rounds of a repetition add to the total; None for what the layer has not got.

    A word or a pair that a layer was given is told as it was written: ``same``, ``[1, 0]``.
    """
    figures = net.figures
    found = figures.layers[at]
    argument = told_argument(found.layer, name, scope_of(figures.network))
    if argument is not None and (isinstance(argument, Sym) or operations(argument, ("pair",))):
        return source_text(argument)
    if not has(found, name):
        return None
    value = column_value(figures, found, name)
    return sizes(value) if isinstance(value, tuple) else figure(value)
