"""What is found of several symbols: every combination of values, or the stretches in which there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from symcnn.answers.solve.wishes import Wish
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr


@record
class Combinations:
    """All `points`, smallest first, with the values of the `asked` sides; no others are within `bounds` and `customs`.

    The `bounds` follow from what is wanted; the `customs` do not, and beyond them nothing was looked for. Where there
    are too many points, each stands for a stretch of them: the values of the symbol `along` from the one in `least` on.
    """

    symbols: tuple[str, ...]
    wishes: tuple[Wish, ...]
    bounds: tuple[Expr, ...]
    asked: tuple[Expr, ...]
    points: tuple[tuple[int, ...], ...]
    values: tuple[tuple[Number, ...], ...]
    customs: tuple[Expr, ...] = ()
    along: str = ""
    least: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many solutions there are."""
        return sum(len(stretch) for stretch in self._stretches()) if self.along else len(self.points)

    def first(self, count: int) -> tuple[tuple[int, ...], ...]:
        """The smallest solutions, so many of them; stretches one after the other."""
        if not self.along:
            return self.points[:count]
        place = self.symbols.index(self.along)
        each = (
            (*point[:place], value, *point[place + 1 :])
            for point, stretch in zip(self.points, self._stretches(), strict=True)
            for value in stretch
        )
        return tuple(islice(each, count))

    def _stretches(self) -> Iterator[range]:
        place = self.symbols.index(self.along)
        for point, least in zip(self.points, self.least, strict=True):
            yield range(least, point[place] + 1)
