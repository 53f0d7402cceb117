"""The tables of modules that fvcore prints: each number of parameters is that of the weights beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.summaries.row_figures import RowFigure
from symcnn.check.readings.summaries.summary_places import chain, is_printed, sizes_of
from symcnn.check.readings.summaries.summary_slips import near_shapes
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, product, total
from symcnn.documents.reading.print_rows import Shape, SummaryRow
from symcnn.documents.reading.summaries import Summary

_MOST_SLIPS = 3


Judged = tuple[SummaryRow, RowFigure]


def module_figures(summary: Summary) -> tuple[Judged, ...]:
    """The verdicts on a table of modules, from the innermost on; none where more than a few figures seem wrong."""
    rows = summary.rows
    if len({row.name for row in rows}) < len(rows):
        return ()
    tree = _Tree(rows)
    found = [figure for row in sorted(rows[1:], key=lambda row: -row.name.count(".")) for figure in tree.judged(row)]
    found += tree.judged(rows[0])
    wrong = sum(figure.verdict is Verdict.WRONG for _, figure in found)
    return tuple(found) if wrong <= _MOST_SLIPS else ()


class _Tree:
    """The rows under the module that they are in, with the shapes as they should be; `unclear` ones may be wrong."""

    def __init__(self, rows: Sequence[SummaryRow]) -> None:
        self.names = {row.name: row for row in rows}
        self.root = rows[0].name
        self.shapes = {row.name: shape for row in rows if (shape := row.shape_in("params")) is not None}
        self.unclear: set[str] = set()
        self.parts: dict[str, list[SummaryRow]] = {}
        for row in rows[1:]:
            self.parts.setdefault(self.above(row.name), []).append(row)

    def above(self, name: str) -> str:
        """The module that a row is in."""
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self.names:
                return name
        return self.root

    def exact(self, row: SummaryRow) -> int | None:
        """The parameters of all weights beneath; None where some are not shown."""
        if row.name in self.shapes:
            return _count(self.shapes[row.name])
        printed = row.number_in("params")
        parts = [self.exact(part) for part in self.parts.get(row.name, ())]
        if parts:
            return None if None in parts else sum(part or 0 for part in parts)
        return int(printed.value) if printed and not printed.is_short else None

    def judged(self, row: SummaryRow) -> Iterator[Judged]:
        """What is said of a module's number of parameters, or of the shape in it that it refutes."""
        printed, exact, parts = row.number_in("params"), self.exact(row), self.parts.get(row.name, ())
        if printed is None or exact is None or not parts:
            return
        if is_printed(exact, printed):
            verdict = Verdict.RIGHT if exact == printed.value else Verdict.ROUNDED
            yield row, _figure(verdict, "total", Num(printed.value), Num(exact), self.sum(parts))
            return
        weights = [self.shapes[part.name] for part in parts if part.name in self.shapes]
        if any(is_printed(exact + (shape[0] or 0), printed) for shape in weights):
            return  # the biases may be left out
        slips = [
            (part, other, _count(other) - _count(shape))
            for part in parts
            if (shape := self.shapes.get(part.name)) is not None
            for other in near_shapes(shape)
            if is_printed(exact - _count(shape) + _count(other), printed)
        ]
        is_count = _is_slip(exact, printed) and not any(part.name in self.unclear for part in parts)
        if is_count and slips:  # the modules around tell
            is_count = self.holds_above(row, 0)
            slips = [one for one in slips if self.holds_above(row, one[2])]
        if is_count and not slips:
            yield row, _figure(Verdict.WRONG, "wrong-params", Num(printed.value), Num(exact), self.sum(parts))
        elif len(slips) == 1 and not is_count:
            part, other, _ = slips[0]
            printed_shape, right = sizes_of(self.shapes[part.name]), sizes_of(other)
            yield part, _figure(Verdict.WRONG, "wrong-shape", printed_shape, right, chain(_factors(other)))
            self.shapes[part.name] = other
        else:
            self.unclear |= {row.name, self.above(row.name)}

    def sum(self, parts: Sequence[SummaryRow]) -> Expr:
        """How the weights beneath add up."""
        weights = [self.shapes[part.name] for part in parts if part.name in self.shapes]
        counts = [self.exact(part) or 0 for part in parts if part.name not in self.shapes]
        return chain(total(*map(_factors, weights), *map(Num, counts)))

    def holds_above(self, row: SummaryRow, more: int) -> bool:
        """Whether the modules that this one is in would have what they print with so many parameters more."""
        name = row.name
        while name != self.root:
            name = self.above(name)
            printed, exact = self.names[name].number_in("params"), self.exact(self.names[name])
            if printed is not None and exact is not None and not is_printed(exact + more, printed):
                return False
        return True


def _figure(verdict: Verdict, key: str, claimed: Expr, derived: Expr, working: Expr) -> RowFigure:
    why = Sentence(f"summary.{key}", {"derived": derived, "claimed": claimed})
    return RowFigure(verdict, claimed, derived, why, (working,))


def _count(shape: Shape) -> int:
    return prod(size or 0 for size in shape)


def _factors(shape: Shape) -> Expr:
    return product(*(Num(size or 0) for size in shape))


def _is_slip(exact: int, printed: PrintedNumber) -> bool:
    """Whether a printed number is a slip of the exact one to its digits: a table may leave modules out."""
    right = round(exact / Fraction(printed.place))
    return slip(str(right), str(int(printed.value / Fraction(printed.place)))) is not None
