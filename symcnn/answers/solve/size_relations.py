"""Relations between sizes in one symbol, solved exactly by residue classes.

A size is made of whole numbers, the symbol, sums, products, and floors of such over constants. Such an f
has a modulus M, so that within each residue class, ``x = r + M·q``, it is a polynomial in q, and a relation
holds on intervals of the class.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import merge
from itertools import chain, islice, pairwise
from itertools import count as steps

from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.core.algebra.normal import NO_FORM, normal
from symcnn.core.algebra.polynomials import Atom, Polynomial, Rounded
from symcnn.core.algebra.residues import NotInClasses, moduli
from symcnn.core.algebra.thresholds import Interval, at_most_zero, differences
from symcnn.core.algebra.writing import written
from symcnn.core.limits import MAX_DEGREE, MAX_RESIDUE_CLASSES
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Evaluator, evaluator
from symcnn.core.written.tree import Expr, Num, Op, names, negated, total, walk

_REMEMBERED = 512
"""Conditions are asked about alone and together with what is wanted, and need not be worked out twice."""


class NoClasses(ArithmeticError):
    """An expression that is no polynomial on residue classes, or of a high degree, or has too many classes."""


@record
class Solutions:
    """All values that hold: intervals of residue classes modulo `modulus`.

    `classes` has the first and the last value of each interval (None: without end).
    """

    modulus: int
    classes: tuple[Interval, ...]

    def __contains__(self, value: object) -> bool:
        assert isinstance(value, int)
        return any(
            value % self.modulus == first % self.modulus and first <= value and (last is None or value <= last)
            for first, last in self.classes
        )

    @property
    def count(self) -> int | None:
        """How many solutions there are; None where they have no end."""
        found = [None if last is None else (last - first) // self.modulus + 1 for first, last in self.classes]
        return None if None in found else sum(each for each in found if each is not None)

    def with_value(self, value: int) -> Solutions:
        """The same and one more value."""
        return Solutions(self.modulus, (*self.classes, (value, value)))

    def without_value(self, value: int) -> Solutions:
        """The same but for one value.

        >>> Solutions(2, ((1, 7), (2, None))).without_value(5).classes
        ((1, 3), (7, 7), (2, None))
        """
        kept: list[Interval] = []
        for first, last in self.classes:
            if value % self.modulus != first % self.modulus or value < first or (last is not None and value > last):
                kept.append((first, last))
                continue
            kept += [(first, value - self.modulus)] if value > first else []
            kept += [(value + self.modulus, last)] if last is None or value < last else []
        return Solutions(self.modulus, tuple(kept))

    @property
    def smallest(self) -> int | None:
        """The smallest solution, if there is one."""
        return min((first for first, _ in self.classes), default=None)

    def first(self, count: int) -> tuple[int, ...]:
        """The smallest solutions, so many of them.

        >>> Solutions(4, ((2, 10), (8, None))).first(5)
        (2, 6, 8, 10, 12)
        """
        each = (
            steps(first, self.modulus) if last is None else range(first, last + 1, self.modulus)
            for first, last in self.classes
        )
        return tuple(islice(merge(*each), count))

    @property
    def largest(self) -> int | None:
        """The largest solution, if there is one and not always another."""
        lasts = [last for _, last in self.classes]
        return None if None in lasts else max((last for last in lasts if last is not None), default=None)

    def pattern(self) -> tuple[int, tuple[int, ...]] | None:
        """The smallest modulus and the residues that tell all solutions between the smallest and the largest one.

        >>> Solutions(4, ((2, 6), (4, 8))).pattern(), Solutions(4, ((2, None), (8, None))).pattern()
        ((2, (0,)), None)
        """
        low, high = self.smallest, self.largest
        if low is None or (high is None and any(last is not None for _, last in self.classes)):
            return None
        end = low + self.modulus - 1 if high is None else high
        held = {first % self.modulus for first, _ in self.classes}
        if high is None:
            if any(first > end for first, _ in self.classes):
                return None
        elif sum(_count(low, end, residue, self.modulus) for residue in held) != sum(
            (last - first) // self.modulus + 1 for first, last in self.classes if last is not None
        ):
            return None
        for modulus in (m for m in range(1, self.modulus + 1) if self.modulus % m == 0):
            residues = {residue % modulus for residue in held}
            if len(held) == len(residues) * (self.modulus // modulus):
                return modulus, tuple(sorted(residues))
        return None

    def runs(self) -> tuple[Interval, ...] | None:
        """The same values as intervals of neighbours; None where there are many, or no end of them.

        >>> Solutions(2, ((4, None), (7, None))).runs(), Solutions(2, ((4, None),)).runs()
        (((4, 4), (6, None)), None)
        """
        found: list[Interval] = []
        for first, last, residues in self._stretches():
            if len(residues) == self.modulus:
                parts: Iterable[Interval] = ((first, last),)
            elif last is None or last - first > MAX_RESIDUE_CLASSES:
                return None
            else:
                parts = ((value, value) for value in range(first, last + 1) if value % self.modulus in residues)
            for part in parts:
                start = found.pop()[0] if found and found[-1][1] == part[0] - 1 else part[0]
                found.append((start, part[1]))
        return tuple(found)

    def _stretches(self) -> Iterator[tuple[int, int | None, set[int]]]:
        """Stretches of whole numbers, each with the residues that are solutions throughout."""
        begin: dict[int, list[int]] = {}
        end: dict[int, list[int]] = {}
        for first, last in self.classes:
            begin.setdefault(first, []).append(first % self.modulus)
            if last is not None:
                end.setdefault(last + 1, []).append(first % self.modulus)
        borders = sorted({*begin, *end})
        residues: set[int] = set()
        for place, border in enumerate(borders):
            residues.difference_update(end.get(border, ()))
            residues.update(begin.get(border, ()))
            if residues:
                yield border, borders[place + 1] - 1 if place + 1 < len(borders) else None, residues


def solutions(relations: Iterable[Expr], symbol: str, least: int = 1) -> Solutions:
    """All whole values of the symbol from `least` on for which every relation holds.

    >>> from symcnn.network.language.parse import read_relation
    >>> found = solutions([read_relation("floor((I - 11)/4) + 1 = 55")], "I")
    >>> [value for value in range(300) if value in found]
    [227, 228, 229, 230]
    >>> solutions([read_relation("9*k^2 + k <= 1000")], "k").classes
    ((1, 10),)

    Raises `NoClasses`.
    """
    low, high, rest = _bounded(relations, symbol, least)
    if high is not None and high < low:
        return Solutions(1, ())
    parts = [part for relation in rest for part in _related(relation, symbol)]
    modulus = 1
    for part in parts:
        modulus = math.lcm(modulus, part.form.modulus)
        if modulus > MAX_RESIDUE_CLASSES:
            raise NoClasses
    found: list[Interval] = []
    for start in range(low, low + modulus):
        if high is not None and high < start:
            break
        intervals: Sequence[Interval] = ((0, None if high is None else (high - start) // modulus),)
        for held in chain.from_iterable(part.intervals(symbol, start, modulus) for part in parts):
            intervals = tuple(_common(intervals, held))
            if not intervals:
                break
        found += [
            (start + first * modulus, None if last is None else start + last * modulus) for first, last in intervals
        ]
    return Solutions(modulus, tuple(found))


def _bounded(relations: Iterable[Expr], symbol: str, least: int) -> tuple[int, int | None, list[Expr]]:
    """The bounds that follow from relations which can be turned round one by one, and all other relations."""
    low, high = least, None
    others = []
    for relation in relations:
        found = _bounds(relation, symbol)
        if found is None:
            others.append(relation)
            continue
        low = max(low, math.ceil(found.low)) if found.low is not None else low
        if found.high is not None:
            high = math.floor(found.high) if high is None else min(high, math.floor(found.high))
    return low, high, others


@lru_cache(_REMEMBERED)
def _bounds(relation: Expr, symbol: str) -> Bounds | None:
    """The bounds of the symbol that say the same as a relation; None where that is not seen at once."""
    match relation:
        case Op("<=" | "<", (side, Num(value))) | Op(">=" | ">", (Num(value), side)):
            bounds = Bounds(None, value, below=relation.name in "<>")
        case Op(">=" | ">", (side, Num(value))) | Op("<=" | "<", (Num(value), side)):
            bounds = Bounds(value, None, above=relation.name in "<>")
        case _:
            return None
    if any(isinstance(node, Op) and node.name == "/" and symbol in names(node) for node in walk(side)):
        return None
    found = inverted(side, symbol, bounds)
    return None if found is None else found[1]


def _count(low: int, high: int, residue: int, modulus: int) -> int:
    """How many numbers from `low` to `high` have a residue."""
    return (high - residue) // modulus - (low - 1 - residue) // modulus


@record
class QuasiPolynomial:
    """An expression; in each class modulo `modulus` its values are those of a polynomial of at most this degree."""

    value: Evaluator
    modulus: int
    degree: int


_SIGNS: Mapping[str, tuple[int, ...]] = {"=": (1, -1), "<=": (1,), "<": (1,), ">=": (-1,), ">": (-1,)}
"""The difference of two sides must be at most 0, or its negative must, or both."""


@record
class _Related:
    """The difference of two sides, and the name of the relation between them."""

    form: QuasiPolynomial
    relation: str

    def intervals(self, symbol: str, start: int, modulus: int) -> Iterator[tuple[Interval, ...]]:
        """Where each half of the relation holds, in steps of `modulus` from `start` on."""
        places = range(self.form.degree + 1)
        deltas = differences([self.form.value({symbol: start + place * modulus}) for place in places])
        for sign in _SIGNS[self.relation]:
            yield at_most_zero(tuple(sign * delta for delta in deltas), strict=self.relation in "<>")


def _related(relation: Expr, symbol: str) -> Iterator[_Related]:
    if not (isinstance(relation, Op) and relation.name in _SIGNS):
        raise NoClasses
    for left, right in pairwise(relation.args):
        yield _Related(form(total(left, negated(right)), symbol), relation.name)


def _common(some: Iterable[Interval], others: Sequence[Interval]) -> Iterator[Interval]:
    for first, last in some:
        for start, end in others:
            low = max(first, start)
            high = last if end is None else end if last is None else min(last, end)
            if high is None or low <= high:
                yield low, high


@lru_cache(_REMEMBERED)
def form(expr: Expr, symbol: str) -> QuasiPolynomial:
    """The normal form of an expression in the symbol, and what is known of its values.

    Raises `NoClasses`.
    """
    poly = polynomial(expr, symbol)
    try:
        modulus = moduli(poly).get(symbol, 1)
    except NotInClasses:
        raise NoClasses from None
    if modulus > MAX_RESIDUE_CLASSES:
        raise NoClasses
    return QuasiPolynomial(evaluator(written(poly)), modulus, _degree(poly))


def polynomial(expr: Expr, symbol: str) -> Polynomial:
    """The expression in the symbol as a polynomial in it and in floors, of a degree that is not too high.

    Raises `NoClasses`.
    """
    if not (all(map(_has_one_rule, walk(expr))) and {symbol}.issuperset(names(expr))):
        raise NoClasses
    try:
        poly = normal(expr)[0].above
    except NO_FORM:
        raise NoClasses from None
    if _degree(poly) > MAX_DEGREE:
        raise NoClasses
    return poly


def _has_one_rule(part: Expr) -> bool:
    """Whether a value comes of whatever is in it, and by the same rule everywhere."""
    match part:
        case Op("/", (divisor,)) | Op("mod", (_, divisor)):
            return not names(divisor)
        case Op("^", (_, Num(exponent))) if exponent >= 0:
            return True
        case Op("^" | "max" | "min" | "gcd"):
            return not names(part)
    return True


def _degree(poly: Polynomial) -> int:
    """The degree; that of a floor is that of what is rounded."""
    return max((sum(n * _degree_of(atom) for atom, n in monomial) for monomial in poly.terms), default=0)


def _degree_of(atom: Atom) -> int:
    return _degree(atom.above) if isinstance(atom, Rounded) else 1
