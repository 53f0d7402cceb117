"""Relations told so that their bounds are seen: from the least values on, and in what conditions say is not negative.

``I² − 8I + 16`` both grows and falls with I, and what it is at least, for I from 9 on, is not seen in it; with
``I = t + 9`` it is ``t² + 10t + 25``, which never falls. The same is done with floors and what else grows. And where
``8 + 2P − K ≥ 1`` must hold, ``N·(8 + 2P − K)²`` is at least N, though multiplied out it has terms of both signs: it is
``N·(t + 1)²`` with ``t = max(7 + 2P − K, 0)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from symcnn.core.algebra.integer_program import NoProgram
from symcnn.core.algebra.polynomials import (
    Atom,
    Polynomial,
    TooManyTerms,
    letter,
    minus,
    number,
    plus,
    raised,
    replaced,
    scaled,
    times,
)
from symcnn.core.algebra.program_builder import integer_program
from symcnn.core.algebra.program_ranges import INFINITE, Range, RangeRun
from symcnn.core.algebra.writing import written
from symcnn.core.limits import MAX_DEGREE, MAX_TERMS
from symcnn.core.written.arithmetic import TooLarge, exact
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, substituted, total

Relation = tuple[str, Expr]
"""A relation to 0: its sign, and what stands before it."""

_FALLING = frozenset((">=", ">"))
_VIEWS = 3
"""So many conditions are used to see what one relation is at least."""


def told_from_least(
    relations: Sequence[Relation], symbols: Sequence[str], box: Sequence[Range], looked_at: int | None = None
) -> tuple[Relation, ...]:
    """The same relations in what letters and floors exceed their least values by in a box, and more that follow.

    More is made of the first ones alone, as many as are `looked_at`, or of all.

    >>> from symcnn.core.written.spelling import plain_text
    >>> from symcnn.network.language.parse import read_relation
    >>> for _, expr in told_from_least([("<=", read_relation("I^2 - 8*I + 16"))], ["I"], [(9, INFINITE)]):
    ...     print(plain_text(expr))
    (I − 9)² + 10·(I − 9) + 25
    >>> wanted = [("<=", read_relation("N*(P - K)^2 - 40")), (">=", read_relation("P - K"))]
    >>> print(plain_text(told_from_least(wanted, ["N", "P", "K"], [(1, INFINITE)] * 3)[1][1]))
    (N − 1)·max(P − K, 0)² + max(P − K, 0)² − 40
    """
    atoms: dict[Expr, str] = {}
    polys = [_polynomial(expr, lambda atom: atoms.setdefault(atom, f"t_{len(atoms)}")) for _, expr in relations]
    least = dict(zip(atoms.values(), _least(list(atoms), symbols, box), strict=True))
    views = _Views({name: _beyond(atom, least[name]) for atom, name in atoms.items()}, least)
    forms = [
        (scaled(poly, -1) if name == "<=" else poly, negated(expr) if name == "<=" else expr)
        for (name, expr), poly in zip(relations, polys, strict=True)
        if poly is not None and name in ("<=", ">=")
    ]
    found: dict[Relation, None] = {}
    for place, ((name, expr), poly) in enumerate(zip(relations, polys, strict=True)):
        shifted = None if poly is None else views.shifted(poly)
        if poly is None or shifted is None:
            found[name, expr] = None
            continue
        found[name, views.written(shifted)] = None
        is_looked_at = looked_at is None or place < looked_at
        seen = views.seen(scaled(poly, -1) if name in _FALLING else poly, forms) if is_looked_at else None
        if seen is not None:
            found[name, views.written(scaled(seen, -1) if name in _FALLING else seen)] = None
    return tuple(found)


class _Views:
    """Polynomials in what atoms exceed their `least` values by; `told` is what the names in them stand for."""

    def __init__(self, told: dict[str, Expr], least: dict[str, int]) -> None:
        self.told, self.least = told, least

    def shifted(self, poly: Polynomial) -> Polynomial | None:
        """The polynomial from the least values on; None where it is too long."""
        try:
            return replaced(poly, lambda atom: plus(letter(atom), number(self.least.get(str(atom), 0))))
        except (TooManyTerms, TooLarge):
            return None

    def written(self, poly: Polynomial) -> Expr:
        return substituted(written(poly), self.told)

    def seen(self, poly: Polynomial, forms: Sequence[tuple[Polynomial, Expr]]) -> Polynomial | None:
        """The polynomial with fewer terms that take away, by forms that are not negative; None where none helps."""
        best, shortest = None, _taken(self.shifted(poly))
        for _ in range(_VIEWS):
            ways = (way for form, expr in forms for way in self.ways(poly, form, expr))
            way, taken = min(((way, _taken(self.shifted(way))) for way in ways), key=_second, default=(None, shortest))
            if way is None or taken >= shortest:
                break
            poly, shortest, best = way, taken, self.shifted(way)
        return best

    def ways(self, poly: Polynomial, form: Polynomial, expr: Expr) -> Iterator[Polynomial]:
        """The polynomial with each atom that adds to the form alone told by what is left of the form."""
        used = {atom for term in poly.terms for atom, _ in term}
        name = f"u_{len(self.told)}"
        known = next((each for each, told in self.told.items() if told == _not_negative(expr)), name)
        for term, factor in form.terms.items():
            if factor <= 0 or len(term) != 1:
                continue
            ((atom, exponent),) = term
            if exponent != 1 or atom not in used or sum(atom in dict(each) for each in form.terms) > 1:
                continue
            self.told.setdefault(known, _not_negative(expr))
            others = minus(form, scaled(letter(atom), factor))
            instead = scaled(minus(letter(known), others), Fraction(1) / Fraction(factor))
            try:
                yield _put(poly, atom, instead)
            except (TooManyTerms, TooLarge):
                continue


def _put(poly: Polynomial, atom: Atom, instead: Polynomial) -> Polynomial:
    return replaced(poly, lambda each: instead if each == atom else letter(each))


def _second(pair: tuple[Polynomial, int]) -> int:
    return pair[1]


def _taken(poly: Polynomial | None) -> int:
    """How many terms with letters take away from a polynomial."""
    if poly is None:
        return MAX_TERMS
    return sum(1 for term, factor in poly.terms.items() if term and factor < 0)


def _not_negative(expr: Expr) -> Expr:
    return Op("max", (expr, Num(0)))


def _beyond(atom: Expr, least: int) -> Expr:
    return total(atom, Num(-least) if least < 0 else negated(Num(least))) if least else atom


def _least(atoms: Sequence[Expr], symbols: Sequence[str], box: Sequence[Range]) -> Iterator[int]:
    """The least value of each in the box; 0 where it has none."""
    program = integer_program(symbols, atoms)
    ranges = RangeRun(program)(box)
    for above, below in program.values:
        low = ranges[above][0]
        yield int(low) if ranges[below] == (1, 1) and abs(low) != INFINITE else 0


def _polynomial(expr: Expr, name_of: Callable[[Expr], str]) -> Polynomial | None:
    """The expression as a polynomial in letters and in what is none; None where it divides by these."""
    try:
        return _made(expr, name_of)
    except (NoProgram, TooManyTerms, TooLarge):
        return None


def _made(expr: Expr, name_of: Callable[[Expr], str]) -> Polynomial:
    match expr:
        case Num(value):
            return number(value)
        case Sym():
            return letter(name_of(expr))
        case Op("+", args):
            return plus(number(0), *(_made(arg, name_of) for arg in args))
        case Op("-", (arg,)):
            return scaled(_made(arg, name_of), -1)
        case Op("*", args):
            product = number(1)
            for arg in args:
                product = times(product, _made(arg, name_of))
            return product
        case Op("/", (Num(value),)) if value:
            return number(exact(1 / Fraction(value)))
        case Op("^", (base, Num(exponent))) if exponent.denominator == 1 and 0 <= exponent <= MAX_DEGREE:
            return raised(_made(base, name_of), int(exponent))
        case Op("floor" | "ceil" | "max" | "min" | "mod" | "gcd" | "^"):
            return letter(name_of(expr))
    raise NoProgram("division")
