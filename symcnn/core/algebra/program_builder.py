"""From written expressions to the steps of an integer program."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from symcnn.core.algebra.integer_program import NAME, NUMBER, RUN, IntegerProgram, NoProgram, ProgramStep
from symcnn.core.limits import MAX_EXPONENT
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, Sym

Ratio = tuple[int, int]
"""The steps of a numerator and of a denominator."""


@record
class _Term:
    """A product of whole factors with a number, which may be a fraction, and the steps that divide it."""

    factor: Fraction
    places: tuple[int, ...]
    below: tuple[int, ...]


def integer_program(
    names: Sequence[str], values: Iterable[Expr], relations: Iterable[tuple[str, Expr]] = ()
) -> IntegerProgram:
    """The program of expressions in these names, and of relations of expressions to 0.

    >>> from symcnn.core.algebra.integer_program import IntegerRun
    >>> from symcnn.network.language.parse import read_relation
    >>> IntegerRun(integer_program("IK", [read_relation("floor((I - K)/2) + 1")]))([32, 5])
    (14,)

    Raises `NoProgram` for another name, and for what has no value in whole numbers.
    """
    builder = _Builder(names)
    ratios = tuple(builder.ratio(value) for value in values)
    compared = tuple((name, builder.sign(expr)) for name, expr in relations)
    return IntegerProgram(
        tuple(names),
        tuple(builder.steps),
        ratios,
        tuple(dict.fromkeys(compared)),
        tuple(dict.fromkeys(builder.divisors)),
        tuple(dict.fromkeys(builder.exponents)),
    )


class _Builder:
    """Remembers each expression and each step that was made; `needs` are the names that a step depends on."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = {name: place for place, name in enumerate(names)}
        self.steps: list[ProgramStep] = []
        self.needs: list[frozenset[int]] = []
        self.places: dict[ProgramStep, int] = {}
        self.known: dict[Expr, Ratio] = {}
        self.divisors: list[int] = []
        self.exponents: list[int] = []
        self.one = self.number(1)

    def ratio(self, expr: Expr) -> Ratio:
        """The steps of an expression."""
        if expr not in self.known:
            self.known[expr] = self.made(expr)
        return self.known[expr]

    def sign(self, expr: Expr) -> int:
        """A step with the sign of the expression."""
        above, below = self.ratio(expr)
        return above if self.is_number(below) else self.times((above, below))

    def made(self, expr: Expr) -> Ratio:
        match expr:
            case Num(value):
                return self.number(value.numerator), self.number(value.denominator)
            case Sym(name) if name in self.names:
                return self.step(NAME, (), self.names[name]), self.one
            case Op("+", args):
                return self.total([self.term(arg) for arg in args])
            case Op("*" | "-" | "/"):
                return self.total([self.term(expr)])
            case Op("^", (base, exponent)):
                return self.power(self.ratio(base), self.ratio(exponent))
            case Op("floor", (inner,)):
                return self.floor(*self.ratio(inner)), self.one
            case Op("ceil", (inner,)):
                above, below = self.ratio(inner)
                return self.less(self.floor(self.less(above), below)), self.one
            case Op("mod", (value, divisor)):
                return self.remainder(self.ratio(value), self.ratio(divisor)), self.one
            case Op("max" | "min" | "gcd" as name, args):
                return self.applied(name, [self.ratio(arg) for arg in args])
        raise NoProgram(getattr(expr, "name", ""))

    def power(self, base: Ratio, exponent: Ratio) -> Ratio:
        (above, below), (power, divided) = base, exponent
        if divided != self.one:
            raise NoProgram("root")
        if not self.is_number(power):
            self.exponents.append(power)
            return self.step("^", (above, power)), self.step("^", (below, power))
        times = self.steps[power].number
        if abs(times) > MAX_EXPONENT:
            raise NoProgram("power")
        if times < 0:
            self.divides(above)
            above, below = below, above
        whole = self.number(abs(times))
        return self.step("^", (above, whole)), self.step("^", (below, whole))

    def floor(self, above: int, below: int) -> int:
        self.divides(below)
        return above if below == self.one else self.step("//", (above, below))

    def remainder(self, value: Ratio, divisor: Ratio) -> int:
        (above, below), (times, shared) = value, divisor
        if (below, shared) != (self.one, self.one):
            raise NoProgram("mod")
        self.divides(times)
        return self.step("%", (above, times))

    def less(self, place: int) -> int:
        """The value with its sign turned."""
        return self.times((place, self.number(-1)))

    def divides(self, place: int) -> None:
        if not self.is_number(place):
            self.divisors.append(place)
        elif self.steps[place].number == 0:
            raise NoProgram("division by zero")

    def applied(self, operation: str, ratios: list[Ratio]) -> Ratio:
        """The greatest, or another function of several values: on their numerators over one number."""
        if not all(self.is_number(below) for _, below in ratios):
            raise NoProgram(operation)
        below = math.lcm(*(self.steps[below].number for _, below in ratios))
        if operation == "gcd" and below != 1:
            raise NoProgram(operation)
        above = [self.times((above, self.number(below // self.steps[each].number))) for above, each in ratios]
        return self.step(operation, tuple(sorted(above))), self.number(below)

    def term(self, expr: Expr) -> _Term:
        """A product as a number, whole factors and divisors."""
        value = Fraction(1)
        places: list[int] = []
        divisors: list[int] = []
        for sign, factor, divides in _factors(expr):
            above, below = self.ratio(factor)
            if divides:
                self.divides(above)
                above, below = below, above
            value *= sign
            places.append(above)
            if self.is_number(below):
                value /= self.steps[below].number
            else:
                divisors.append(below)
        return _Term(value, tuple(places), tuple(sorted(divisors)))

    def total(self, terms: list[_Term]) -> Ratio:
        """The sum of terms: those over the same divisors are taken together."""
        by_divisors: dict[tuple[int, ...], list[_Term]] = defaultdict(list)
        for term in terms:
            by_divisors[term.below].append(term)
        sums = []
        for divisors, group in by_divisors.items():
            common = math.lcm(*(term.factor.denominator for term in group))
            whole = [(int(term.factor * common), term.places) for term in group]
            sums.append((self.woven(whole), self.times((*divisors, self.number(common)))))
        below = self.times(tuple(dict.fromkeys(below for _, below in sums)))
        parts = []
        for above, own in sums:
            others = tuple(dict.fromkeys(other for _, other in sums if other != own))
            parts.append((1, (above, *others)))
        return self.sum_of(parts), below

    def woven(self, terms: list[tuple[int, tuple[int, ...]]]) -> int:
        """The sum of products of whole factors, so written that few steps depend on many names.

        On a grid of configurations a step costs as many values as the names have together that it depends on: what
        depends on one name alone is taken out of the sums over the others.
        """
        needed = {name for _, places in terms for place in places for name in self.needs[place]}
        if len(needed) < 2 or len(terms) < 2:
            return self.sum_of(terms)
        ways = [groups for name in sorted(needed) if any(groups := self.by_name(terms, name))]
        groups = min(ways, key=len, default={})
        if not 0 < len(groups) < len(terms):
            return self.sum_of(terms)
        return self.sum_of([(1, (*outside, self.woven(inside))) for outside, inside in groups.items()])

    def by_name(
        self, terms: list[tuple[int, tuple[int, ...]]], name: int
    ) -> dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]]:
        """The terms by their factors that depend on the name alone, without these."""
        alone = frozenset((name,))
        groups: dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for factor, places in terms:
            outside = tuple(sorted(place for place in places if self.needs[place] == alone))
            inside = tuple(place for place in places if self.needs[place] != alone)
            groups[outside].append((factor, inside))
        return groups

    def sum_of(self, terms: Sequence[tuple[int, tuple[int, ...]]]) -> int:
        parts = [self.times((*places, self.number(factor))) for factor, places in terms]
        constant = sum(self.steps[part].number for part in parts if self.is_number(part))
        rest = sorted(part for part in parts if not self.is_number(part))
        if not rest:
            return self.number(constant)
        if constant:
            rest.append(self.number(constant))
        return rest[0] if len(rest) == 1 else self.step("+", tuple(rest))

    def times(self, places: tuple[int, ...]) -> int:
        """The product: the number first, then what depends on few names."""
        number = math.prod(self.steps[place].number for place in places if self.is_number(place))
        rest = sorted(
            (place for place in places if not self.is_number(place)), key=lambda place: len(self.needs[place])
        )
        if number == 0 or not rest:
            return self.number(number)
        if number != 1:
            rest.insert(0, self.number(number))
        return rest[0] if len(rest) == 1 else self.step("*", tuple(rest))

    def number(self, value: int) -> int:
        return self.step(NUMBER, (), value)

    def is_number(self, place: int) -> bool:
        return self.steps[place].operation == NUMBER

    def step(self, operation: str, args: tuple[int, ...], number: int = 0) -> int:
        """The place of a step; one whose values are all numbers is worked out here."""
        if args and all(map(self.is_number, args)):
            return self.number(RUN[operation](*(self.steps[arg].number for arg in args)))
        if operation == "^" and self.steps[args[1]] == ProgramStep(NUMBER, (), 1):
            return args[0]
        made = ProgramStep(operation, args, number)
        if made not in self.places:
            self.places[made] = len(self.steps)
            self.steps.append(made)
            own = frozenset((number,)) if operation == NAME else frozenset[int]()
            self.needs.append(own.union(*(self.needs[arg] for arg in args)))
        return self.places[made]


def _factors(expr: Expr) -> Iterator[tuple[int, Expr, bool]]:
    """The factors of a product with their signs, and whether each divides."""
    match expr:
        case Op("*", args):
            for arg in args:
                yield from _factors(arg)
        case Op("-", (arg,)):
            yield -1, Num(1), False
            yield from _factors(arg)
        case Op("/", (arg,)):
            yield 1, arg, True
        case _:
            yield 1, expr, False
