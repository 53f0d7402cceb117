"""Figures of many configurations: what `symcnn sweep` prints, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symcnn.core.limits import MAX_SHOWN_ROWS
from symcnn.library.answered import Answered
from symcnn.library.network_error import telling_python

if TYPE_CHECKING:
    import pandas

    from symcnn.answers.sweep.sweep import Measure, SweepQuestion
    from symcnn.answers.sweep.swept_blocks import Columns
    from symcnn.pages.build.blocks import Page

Varying = Mapping[str, Sequence[int | Fraction]]
"""The values of each symbol that is varied."""


def whole_values(symbol: str, values: object) -> Sequence[int | Fraction]:
    """The values that a symbol goes through; a number alone is one.

    >>> whole_values("K", [1, Fraction(3, 2)]), whole_values("K", 3)
    ((1, Fraction(3, 2)), (3,))

    Raises `TypeError` for what is no number.
    """
    if isinstance(values, range):
        return values
    found = (values,) if isinstance(values, int | Fraction) else values
    if isinstance(found, str) or not isinstance(found, Iterable):
        raise TypeError(f"{symbol} takes a range or a list of numbers, not {values!r}")
    return tuple(_number(symbol, value) for value in found)


def _number(symbol: str, value: object) -> int | Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{symbol} takes an int or a Fraction, not {value!r}")
    return int(value.__index__())


class SweptNet(Answered):
    """The rows of a sweep: `columns` are arrays of NumPy by name, symbols first; `count` configurations were run."""

    result: Columns

    def __init__(
        self,
        ask: Any,
        asked: tuple[object, ...],
        name: str,
        measure: Measure,
        varying: Varying,
        question: SweepQuestion,
    ) -> None:
        with telling_python():
            from symcnn.answers.sweep.run_sweep import gathered, run_here
            from symcnn.answers.sweep.sweep import Sweep
            from symcnn.answers.sweep.varied import Varied

            plan = Sweep(
                measure, [Varied(symbol, whole_values(symbol, values)) for symbol, values in varying.items()], question
            )
            found = gathered(run_here(plan.tasks()), question.costs, []) or {}
        super().__init__(ask, asked, found)
        self.name, self.question, self.count = name, question, plan.count

    @property
    def columns(self) -> Columns:
        """The columns: 64-bit numbers, or Python's integers where these do not hold one."""
        return self.result

    def frame(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas.

        Raises `ModuleNotFoundError` where pandas is not installed.
        """
        with telling_python():
            import pandas

        return pandas.DataFrame(self.result)

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"; of many rows the first `MAX_SHOWN_ROWS`."""
        from symcnn.network.language.parse import read_relation
        from symcnn.pages.build.sweep_page import sweep_document

        wanted = tuple(map(read_relation, self.question.where))
        return sweep_document(self.name, wanted, self.question.costs, self._shown(), self.count, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn sweep --json`` says."""
        from symcnn.pages.renderers.sweep_json import sweep_data

        return sweep_data(self.name, self._shown(), self.count)

    def _shown(self) -> dict[str, list[Any]]:
        return {name: column[:MAX_SHOWN_ROWS].tolist() for name, column in self.result.items()}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in zip(*(column.tolist() for column in self.result.values()), strict=True):
            yield dict(zip(self.result, row, strict=True))

    def __len__(self) -> int:
        return max(map(len, self.result.values()), default=0)

    def __repr__(self) -> str:
        return f"<SweptNet of {self.name!r}: {len(self)} of {self.count} configurations>"
