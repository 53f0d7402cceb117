"""All combinations of several symbols' values that give what is wanted.

The bounds of each symbol follow from what is wanted and from the network. Where these leave one without a bound, what
usually holds of its layers is taken to hold as well (a kernel no wider than the map, strides and paddings no wider than
the kernel), no more of it than is needed, and is told: solutions beyond it are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.answers.solve.boxes import Box, Boxes, TooManyPoints
from symcnn.answers.solve.compiled_figures import Relation, fitting_relations, to_zero
from symcnn.answers.solve.fitting import least_value
from symcnn.answers.solve.found_combinations import Combinations
from symcnn.answers.solve.from_least import told_from_least
from symcnn.answers.solve.open_rounds import for_all_rounds, in_hardest_rounds, rounds_of
from symcnn.answers.solve.wishes import SolveQuestion, Untold, Wish
from symcnn.core.algebra.integer_program import IntegerRun, NoProgram
from symcnn.core.algebra.normal import NoNormalForm, NormalForms
from symcnn.core.algebra.polynomials import TooManyTerms
from symcnn.core.algebra.program_builder import integer_program
from symcnn.core.algebra.program_ranges import INFINITE
from symcnn.core.limits import MAX_CASES, MAX_COMBINATIONS, MAX_MEASURED
from symcnn.core.text.fault import FaultyText, refused
from symcnn.core.written.arithmetic import Number, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, substituted, total
from symcnn.network.figures.customs import customs_of
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.special_values import EveryValue, special_values
from symcnn.network.figures.values import needs_values

_PASSES = 3
"""So often a box is told anew from its least values on, while it shrinks."""

_FEW = 48
"""So many values of one symbol are put in to see the bounds of the others."""

_SHORT = 200
"""So many steps a program may have for that."""

Point = Mapping[str, int]
"""A value for each symbol that is asked for."""


def combinations(question: SolveQuestion, symbols: Sequence[str]) -> Combinations:
    """All values of the symbols for which the network fits and every wish is met.

    Raises `Faulty` where a symbol has no bound, there are too many values to try, or others have none.
    """
    symbols = tuple(dict.fromkeys(symbols))
    search = _Search(question, symbols)
    search.run({})
    bounds = tuple(_between(symbol, *search.bounds.get(symbol, (0, INFINITE))) for symbol in symbols)
    points = tuple(sorted(search.found))
    values = tuple(search.found[point] for point in points)
    least = tuple(search.least[point] for point in points) if search.along else ()
    customs = tuple(search.customs)
    return Combinations(symbols, search.wishes, bounds, search.asked, points, values, customs, search.along, least)


def _between(symbol: str, low: float, high: float) -> Expr:
    if high == INFINITE:
        return Op(">=", (Sym(symbol), Num(int(low))))
    return Op("<=", (Num(int(low)), Sym(symbol), Num(int(high))))


class _Search:
    """Finds the points, with closed forms in the symbols where there are any, else with one value after another."""

    def __init__(self, question: SolveQuestion, symbols: tuple[str, ...]) -> None:
        self.question, self.symbols = question, symbols
        self.found: dict[tuple[int, ...], tuple[Number, ...]] = {}
        self.bounds: dict[str, tuple[float, float]] = {}
        self.customs: dict[Expr, None] = {}
        self.along = ""
        self.least: dict[tuple[int, ...], int] = {}
        self.wishes: tuple[Wish, ...] = ()
        self.asked: tuple[Expr, ...] = ()

    def run(self, fixed: Point) -> None:
        """Finds the points with some values that are `fixed`."""
        figures = self.question.measure({name: Num(value) for name, value in fixed.items()})
        free = tuple(symbol for symbol in self.symbols if symbol not in fixed)
        try:
            wishes = self.question.wishes(figures)
        except Untold:
            symbol = _counting(figures, free)
            if symbol is None:
                raise
            self.each_value(_Sought(figures, self.question.told(figures), free), symbol, fixed)
            return
        if not fixed or not self.wishes:
            self.wishes, self.asked = wishes or self.question.as_asked(), tuple(asked for asked, _ in _sides(wishes))
        sought = _Sought(figures, wishes, free)
        if sought.open_rounds:
            symbol = _counting(figures, free)
            if symbol is None:
                for_all_rounds(figures, sought.open_rounds)
            else:
                self.each_value(sought, symbol, fixed)
            return
        special = {symbol: _special(figures, symbol) for symbol in free}
        self.in_closed_form(sought, fixed, special)
        for symbol, values in special.items():
            for value in values:
                if value >= least_value(figures, symbol):
                    self.one_value({**fixed, symbol: value})

    def one_value(self, fixed: Point) -> None:
        try:
            self.run(fixed)
        except FaultyText as fault:
            if isinstance(fault, Untold) or fault.faults[0].code in ("unknown-layer", "unknown-quantity"):
                raise

    def each_value(self, sought: _Sought, symbol: str, fixed: Point) -> None:
        """Finds the points with each value of a symbol that has no closed form."""
        figures = sought.figures
        low, high = (0, -1) if sought.narrow is None else sought.narrow[sought.symbols.index(symbol)]
        layers = (high - low + 1) * (high + 1) * len(figures.layers) / 2
        if high - low >= MAX_CASES or layers > MAX_MEASURED:
            raise refused("needs-bounds", name=symbol, limit=MAX_MEASURED)
        apart = {value for value in _special(figures, symbol) if value >= least_value(figures, symbol)}
        for value in sorted({*range(int(low), int(high) + 1), *apart}):
            self.one_value({**fixed, symbol: value})
        self.bounds[symbol] = min(low, *apart, low), max(high, *apart, high)

    def in_closed_form(self, sought: _Sought, fixed: Point, special: Mapping[str, frozenset[int]]) -> None:
        """Finds the points that need no value of their own."""
        free = sought.symbols
        box = sought.bounded()
        general = {_difference(custom, fixed) for custom in self.customs}
        self.customs.update((each, None) for each in sought.customs if _difference(each, {}) not in general)
        if box is None:
            for symbol, ends in zip(free, sought.box, strict=True):
                self.bounds.setdefault(symbol, ends)
            return
        for symbol, (low, high) in (*zip(free, box, strict=True), *((name, (at, at)) for name, at in fixed.items())):
            least, greatest = self.bounds.get(symbol, (low, high))
            self.bounds[symbol] = min(low, least), max(high, greatest)
        sides = IntegerRun(integer_program(free, [side for _, side in _sides(sought.wishes)]))
        try:
            for point in sought.boxes.points(box):
                if not any(value in special[symbol] for symbol, value in zip(free, point, strict=True)):
                    known = {**fixed, **dict(zip(free, point, strict=True))}
                    self.found[tuple(known[symbol] for symbol in self.symbols)] = sides(point) or ()
        except TooManyPoints as error:
            widest = max(range(len(free)), key=lambda place: box[place][1] - box[place][0])
            try:
                columns = () if fixed or any(special.values()) else tuple(sought.boxes.columns(box, widest))
            except TooManyPoints:
                columns = ()
            if not columns:
                raise refused("needs-bounds", name=free[widest], limit=error.limit) from None
            self.along, self.least = free[widest], dict(columns)
            self.found = {point: sides(point) or () for point in self.least}


def _difference(custom: Expr, fixed: Point) -> object:
    """What a custom says, in a form in which it is the same however it is written, with some values that are fixed."""
    if not isinstance(custom, Op):
        return custom
    left, right = custom.args
    values = {name: Num(value) for name, value in fixed.items()}
    try:
        return custom.name, NormalForms().of(substituted(total(left, negated(right)), values))
    except (NoNormalForm, TooManyTerms, Undefined):
        return custom


def _counting(figures: Figures, free: Sequence[str]) -> str | None:
    """A symbol that is left and that counts the rounds of a repetition."""
    counts = {name for loop in figures.network.loops for name in names(loop.count)}
    return next((symbol for symbol in free if symbol in counts), None)


def _special(figures: Figures, symbol: str) -> frozenset[int]:
    """The whole values of a symbol for which other rules hold."""
    try:
        return frozenset(int(value) for value in special_values(figures, symbol) if value.denominator == 1)
    except EveryValue:
        return frozenset()


def _sides(wishes: Sequence[Wish]) -> tuple[tuple[Expr, Expr], ...]:
    """The sides of what is wanted that speak of figures, as they are asked for and in the symbols."""
    return tuple(
        dict.fromkeys(
            (asked, side)
            for wish in wishes
            for asked, side in zip(wish.asked.args, wish.relation.args, strict=True)
            if any("." in name for name in names(asked))
        )
    )


class _Sought:
    """The relations that must hold in some symbols, and the box in which solutions are sought.

    What must hold in each of the `open_rounds` of repetitions is not among them where no round is seen to be hardest.
    """

    def __init__(self, figures: Figures, wishes: Sequence[Wish], symbols: tuple[str, ...]) -> None:
        self.figures, self.wishes, self.symbols = figures, wishes, symbols
        wanted = [each for wish in wishes for each in to_zero(wish.relation.name, wish.relation.args)]
        self.wanted = len(wanted)
        relations: tuple[Relation, ...] = tuple(dict.fromkeys((*wanted, *fitting_relations(figures))))
        unknown = {name for _, expr in relations for name in names(expr)}.difference(symbols)
        self.open_rounds = unknown & rounds_of(figures).keys()
        if unknown - self.open_rounds:
            raise needs_values(sorted(unknown - self.open_rounds))
        self.relations = tuple(each for each in relations if self.open_rounds.isdisjoint(names(each[1])))
        self.customs: tuple[Expr, ...] = ()
        self.box: Box = tuple((least_value(figures, symbol), INFINITE) for symbol in symbols)
        self.boxes, self.narrow = self.compiled(self.relations)

    def compiled(self, relations: Sequence[Relation], within: Box | None = None) -> tuple[Boxes, Box | None]:
        """The relations made ready for boxes, and the box that they leave: again from its least values on."""
        try:
            boxes = Boxes(integer_program(self.symbols, (), relations))
            box = boxes.narrowed(within or self.box)
            for _ in range(_PASSES):
                if box is None:
                    break
                told = told_from_least(relations, self.symbols, box, self.wanted)
                boxes = Boxes(integer_program(self.symbols, [expr for _, expr in relations], told))
                before, box = box, boxes.narrowed(box)
                if box == before:
                    break
            return boxes, box
        except NoProgram as error:
            raise refused("not-told", names=error.args) from None

    def bounded(self) -> Box | None:
        """The box, with ends; None where it has no solution.

        Raises `Faulty` where a symbol has no bound, not even by what is usual.
        """
        if self.narrow is None or _has_ends(self.narrow):
            return self.narrow
        box = self.by_one_symbol(self.narrow)
        if box is None or _has_ends(box):
            return box
        customs = tuple(self.usual())
        boxes, usual = self.compiled((*self.relations, *_told(customs)))
        if usual is not None and not _has_ends(usual):
            endless = [high for _, high in usual].index(INFINITE)
            raise refused("needs-bounds", name=self.symbols[endless], limit=MAX_COMBINATIONS)
        for custom in customs:
            others = tuple(each for each in customs if each != custom)
            fewer, box = self.compiled((*self.relations, *_told(others)))
            if box is None or _has_ends(box):
                customs, boxes, usual = others, fewer, box
        self.customs, self.boxes = customs, boxes
        return usual

    def by_one_symbol(self, box: Box) -> Box | None:
        """The box that is left with each value of the symbol that has the fewest: what all of these leave together."""
        place = min(range(len(box)), key=lambda each: box[each][1] - box[each][0])
        low, high = box[place]
        if high - low >= _FEW or len(self.boxes.program.steps) > _SHORT:
            return box
        left: list[Box] = []
        for value in range(int(low), int(high) + 1):
            _, part = self.compiled(self.relations, (*box[:place], (value, value), *box[place + 1 :]))
            if part is not None and not _has_ends(part):
                return box
            left += [] if part is None else [part]
        if not left:
            return None
        return tuple((min(low for low, _ in ends), max(high for _, high in ends)) for ends in zip(*left, strict=True))

    def usual(self) -> Iterator[Expr]:
        """What usually holds, in the symbols that are asked for."""
        rounds = rounds_of(self.figures)
        found = (each for custom in customs_of(self.figures) for each in in_hardest_rounds(custom, rounds))
        yield from (custom for custom in dict.fromkeys(found) if set(names(custom)) <= set(self.symbols))


def _told(customs: Sequence[Expr]) -> Iterator[Relation]:
    for custom in customs:
        if isinstance(custom, Op):
            yield from to_zero(custom.name, custom.args)


def _has_ends(box: Box) -> bool:
    return all(high != INFINITE for _, high in box)
