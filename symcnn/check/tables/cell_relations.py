"""What cells of a table have to do with each other: a cell that follows from others, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.tables.sheets import Place
from symcnn.core.record import record
from symcnn.core.written.tree import Expr
from symcnn.documents.told.mark import Mark
from symcnn.network.figures.made_layers import Made


@record
class Expected:
    """A value that a cell may have: under which way of counting, and how it comes about.

    It is the `quantity` of a layer on a shape, or what a formula gives.
    """

    value: tuple[int, ...]
    way: str = ""
    layer: tuple[tuple[int, ...], Made, str] | None = None
    formula: Expr | None = None


@record
class CellRelation:
    """A cell and those from which it follows, with the values that it may have, the plainest first.

    `found` are the ways of counting that give what is printed; it holds where there is one. `is_weak` tells that it
    cannot refute: too much of it is not told, or what is printed may be of a layer with another argument (`excuse`).
    """

    name: str
    target: Place
    sources: frozenset[Place]
    expected: tuple[Expected, ...]
    found: tuple[Expected, ...]
    is_weak: bool = False
    excuse: str = ""

    @property
    def holds(self) -> bool:
        """Whether what is printed is one of the values."""
        return bool(self.found)

    @property
    def places(self) -> frozenset[Place]:
        """All cells that are in it."""
        return self.sources | {self.target}


@record
class ColumnVerdict:
    """The verdict on a cell of a column, with the relation that decides it, and whether it counts several layers."""

    mark: Mark
    verdict: Verdict
    relation: CellRelation
    value: int
    is_of_several: bool = False


def failing(relations: Iterable[CellRelation]) -> list[CellRelation]:
    """The relations that do not hold, and should."""
    return [relation for relation in relations if not relation.holds and not relation.is_weak]


def holding(relations: Iterable[CellRelation]) -> list[CellRelation]:
    """The relations that hold."""
    return [relation for relation in relations if relation.holds]


def score(relations: Sequence[CellRelation]) -> int:
    """By how much more relations hold than fail."""
    return len(holding(relations)) - len(failing(relations))
