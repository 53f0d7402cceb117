"""A sweep: all combinations of some symbols' values, cut into blocks of bounded size.

A network with the symbols free is compiled once. Where values have rules of their own, or a symbol can have no closed
form, these values get a program each: then such a symbol changes slowest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product
from math import prod

from symcnn.answers.claims.claims import by_axis, sides_of
from symcnn.answers.claims.known_names import check_scale
from symcnn.answers.solve.compiled_figures import Relation, compiled, to_zero
from symcnn.answers.sweep.swept_blocks import BlockTask
from symcnn.answers.sweep.swept_columns import SweptColumn, columns_of
from symcnn.answers.sweep.varied import Varied
from symcnn.core.algebra.integer_program import IntegerProgram, NoProgram
from symcnn.core.algebra.program_ranges import fits_64_bits, program_ranges
from symcnn.core.algebra.symbolic import written
from symcnn.core.limits import MAX_BLOCK, MAX_CASES
from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty, FaultyText, refused
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import unknown
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Num, Op, Sym, names, substituted
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import OF_ALL, TRACED
from symcnn.network.figures.special_values import EveryValue, special_values
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.asked_relations import read_asked

Measure = Callable[[dict[str, Num | Sym]], Figures]
"""The figures of the network with some symbols given a number and others left free; raises `FaultyText`."""

Pieces = tuple[Sequence[Number], ...]
"""The values of a symbol, cut where other rules hold."""


@record
class SweepQuestion:
    """What is asked of every configuration: relations that must hold, quantities, and the costs of a front."""

    where: tuple[str, ...]
    quantities: tuple[str, ...]
    costs: tuple[tuple[str, bool], ...] = ()


def sweep_question(
    where: Sequence[str], quantities: Sequence[str], pareto: Sequence[str], symbols: Collection[str]
) -> SweepQuestion:
    """What is asked with ``-NAME`` in `pareto` for what is better the more of it there is; `symbols` have columns.

    >>> sweep_question((), ("macs",), ("params", "-I"), ("I",))
    SweepQuestion(where=(), quantities=('macs', 'params'), costs=(('params', False), ('I', True)))
    """
    costs = tuple((name.removeprefix("-"), name.startswith("-")) for name in pareto)
    columns = dict.fromkeys(name for name in (*quantities, *dict(costs)) if name not in symbols)
    return SweepQuestion(tuple(where), tuple(columns), costs)


class Sweep:
    """All combinations of the values of some symbols, ready to be run block by block."""

    def __init__(self, measure: Measure, varied: Sequence[Varied], asked: SweepQuestion) -> None:
        self.measure, self.varied, self.asked, self.name = measure, tuple(varied), asked, ""
        self.pieces = self._pieces()
        if prod(map(len, self.pieces)) > MAX_CASES:
            self.measure(self._given({each.name: each.values[0] for each in self.varied}))
            raise refused("too-many-cases", limit=MAX_CASES, names=self._cut())

    @property
    def count(self) -> int:
        """How many configurations there are."""
        return prod(len(each.values) for each in self.varied)

    @property
    def block_count(self) -> int:
        """How many blocks there are at the most."""
        return sum(prod(map(len, _cuts(list(filter(_is_long, case))))) for case in product(*self.pieces))

    def _cut(self) -> tuple[str, ...]:
        return tuple(each.name for each, pieces in zip(self.varied, self.pieces, strict=True) if len(pieces) > 1)

    def _pieces(self) -> tuple[Pieces, ...]:
        """The values of each symbol, cut where they need a program of their own."""
        bound = {each.name for each in self.varied if not _can_be_free(each.values)}
        figures = self._freed(bound)
        self.name = figures.network.name if figures else ""
        special: dict[str, frozenset[Number]] = {}
        while figures is not None:
            try:
                free = [each.name for each in self.varied if each.name not in bound]
                special = {name: special_values(figures, name) for name in free}
                self._program(figures, tuple(free))
                break
            except EveryValue as every:
                bound.add(str(every))
            except NoProgram:
                if not free:
                    break
                bound.update(free)
            figures = self._freed(bound)
        everything = figures is None
        return tuple(
            tuple((value,) for value in each.values)
            if everything or each.name in bound
            else _cut_at(each.values, special[each.name])
            for each in self.varied
        )

    def _freed(self, bound: set[str]) -> Figures | None:
        """The figures with the symbols free but those that are `bound`, which grows by those that cannot be.

        None where no figures tell, because sizes do not fit with the values that were tried.
        """
        for each in (None, *self.varied):
            tried = {*bound, each.name} if each else bound
            for place in (0, -1):
                try:
                    given = {one.name: one.values[place] for one in self.varied if one.name in tried}
                    found = self.measure(self._given(given))
                except FaultyText:
                    continue
                bound.update(tried)
                return found
        return None

    def _given(self, fixed: dict[str, Number]) -> dict[str, Num | Sym]:
        return {each.name: Num(fixed[each.name]) if each.name in fixed else Sym(each.name) for each in self.varied}

    def _program(self, figures: Figures, names: tuple[str, ...]) -> tuple[IntegerProgram, tuple[SweptColumn, ...]]:
        columns = columns_of(figures, self.asked.quantities)
        untold = tuple(column.name for column in columns if column.value is None)
        if untold:
            raise NoProgram(*untold)
        wanted = [relation for text in self.asked.where for relation in wanted_relations(figures, text)]
        return compiled(figures, names, [column.value for column in columns], wanted), columns

    def tasks(self) -> Iterator[BlockTask]:
        """The blocks, in order; a case that does not fit at all has none.

        Raises `FaultyText` where no case fits.
        """
        order = tuple(each.name for each in self.varied)
        fault: FaultyText | None = None
        fits = False
        for case in product(*self.pieces):
            fixed = {name: values[0] for name, values in zip(order, case, strict=True) if len(values) == 1}
            try:
                figures = self.measure(self._given(fixed))
            except FaultyText as faulty:
                fault = fault or faulty
                continue
            fits = True
            free = tuple(name for name in order if name not in fixed)
            axes = list(filter(_is_long, case))
            try:
                program, columns = self._program(figures, free)
            except NoProgram as untold:
                raise refused("not-told", names=untold.args) from None
            titles = tuple(column.name for column in columns)
            is_small = fits_64_bits(program_ranges(program, [_ends(axis) for axis in axes]))
            for block in blocks(axes):
                yield BlockTask(program, order, tuple(fixed.items()), block, titles, self.asked.costs, is_small)
        if not fits and fault is not None:
            raise fault


def blocks(axes: Sequence[Sequence[Number]], most: int = MAX_BLOCK) -> Iterator[tuple[Sequence[Number], ...]]:
    """The grid of the axes in blocks of at most so many cells, the last axis changing fastest.

    >>> [tuple(map(list, block)) for block in blocks([(1, 2), (3, 4, 5)], 2)]
    [([1], [3, 4]), ([1], [5]), ([2], [3, 4]), ([2], [5])]
    """
    yield from product(*_cuts(axes, most))


def _cuts(axes: Sequence[Sequence[Number]], most: int = MAX_BLOCK) -> list[list[Sequence[Number]]]:
    """Each axis in parts, the last ones as long as they can be."""
    found: list[list[Sequence[Number]]] = []
    for axis in reversed(axes):
        length = max(1, min(len(axis), most))
        most //= length
        found.insert(0, [axis[at : at + length] for at in range(0, len(axis), length)])
    return found


def _is_long(values: Sequence[Number]) -> bool:
    """Whether a program is run on the values; one alone is put in."""
    return len(values) > 1


def _ends(values: Sequence[Number]) -> tuple[int, int]:
    ends = (values[0], values[-1]) if isinstance(values, range) else (min(values), max(values))
    return int(ends[0]), int(ends[1])


def _can_be_free(values: Sequence[Number]) -> bool:
    """Closed forms are made for whole numbers from 0; one value alone is put in."""
    is_whole = isinstance(values, range) or all(type(value) is int for value in values)
    return _is_long(values) and is_whole and _ends(values)[0] >= 0


def _cut_at(values: Sequence[Number], special: frozenset[Number]) -> Pieces:
    """The values in pieces: those that are special by themselves, and what stands between them."""
    pieces: list[Sequence[Number]] = []
    start = 0
    for place in sorted(values.index(value) for value in special if value in values):
        pieces += [values[start:place], values[place : place + 1]]
        start = place + 1
    return tuple(piece for piece in (*pieces, values[start:]) if len(piece))


def wanted_relations(figures: Figures, text: str) -> Iterator[Relation]:
    """What a text says must hold; the name of a total alone is that of the whole network.

    Raises `FaultyText`.
    """
    try:
        relation = read_asked(text)
        symbols = figures.network.symbols
        whole = [*OF_ALL, *(name + axis for name in TRACED for axis in figures.axes if axis)]
        for name in names(relation):
            check_scale(name, symbols, text, 0, len(text))
            if "." not in name and name not in symbols and name not in whole:
                fault = unknown("unknown-symbol", name, (*symbols, *OF_ALL)).fault
                raise Faulty(Fault(fault.code, *named_place(name, text, 0, len(text)), fault.values))
        totals = {name: Sym(f"total.{name}") for name in whole if name not in symbols}
        claim = ClaimLine(substituted(relation, totals), 0, len(text))
        sides = sides_of(claim, figures, text)
    except Faulty as faulty:
        raise FaultyText((faulty.fault,), Source("--where", text)) from None
    if any(side is None for side in sides):
        raise FaultyText((Fault("undefined", 0, len(text)),), Source("--where", text))
    assert isinstance(relation, Op)
    sized = any(isinstance(side, tuple) for side in sides)
    for each in zip(*by_axis(sides), strict=True) if sized else (sides,):
        yield from to_zero(relation.name, tuple(map(written, each)))
