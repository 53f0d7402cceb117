"""What a formula can be: the catalogue's rules in the letters that it uses, and what follows from several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from symcnn.answers.prove.divisions import unrounded
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.rule_formulas import (
    RuleCase,
    letters_within,
    own_letters,
    quantities,
    quantity_named,
    reached,
    rule_cases,
)
from symcnn.answers.prove.tidy import tidied
from symcnn.core.record import replace
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, evaluator, late_evaluator
from symcnn.core.written.tree import (
    Expr,
    Num,
    Op,
    Sym,
    names,
    negated,
    operations,
    product,
    reciprocal,
    substituted,
    total,
)
from symcnn.network.language.parse import read_relation

_SAMPLE = 24
_LEAST_DEFINED, _LEAST_ODD = 10, 6
_RANGES: Mapping[str, range] = {
    **dict.fromkeys("IO", range(40, 80)),
    "K": range(1, 8),
    "S": range(1, 6),
    "P": range(4),
    "pads": range(7),
    "D": range(1, 4),
    "G": range(1, 4),
    "A": range(3),
    "layers": range(1, 5),
    "J_in": range(1, 9),
}
_USUAL = range(2, 30)
RATIO = "ratio"
"""What a quotient of the figures of two kinds is for."""

_COMPARED = ("weights", "macs")
_FILE = Path(__file__).with_name("compositions.txt")


class RuleCandidate(NamedTuple):
    """A formula in the catalogue's letters, and the case of the rule that it is or is made of.

    `is_usual` tells that nothing in it is chosen otherwise than by default.
    """

    quantity: str
    formula: Expr
    case: RuleCase
    is_usual: bool
    is_rule: bool


class _Point(dict[str, Number]):
    """Values of the catalogue's letters, always the same; a new one is drawn when it is first asked for."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def __missing__(self, name: str) -> Number:
        stem, _ = parted(name)
        values = _RANGES.get(stem, _RANGES.get(stem.partition("_")[0] if stem.startswith("P_") else "", _USUAL))
        found = values[Random(f"{self.place} {name}").randrange(len(values))]
        self[name] = found * 12 if stem in ("C", "N") else found
        return self[name]


_NOTHING: Mapping[str, Number] = MappingProxyType({})
_POINTS = tuple(map(_Point, range(_SAMPLE)))


class Values:
    """The values of a formula at the points of the sample, None where it has none.

    Most formulas differ at the first point: the value at a point is worked out when somebody comes to it.
    """

    def __init__(self, expr: Expr) -> None:
        self._value = late_evaluator(expr)
        self._known: list[Number | None] = []

    def __iter__(self) -> Iterator[Number | None]:
        known = self._known
        for place, point in enumerate(_POINTS):
            if place == len(known):
                known.append(self._at(point))
            yield known[place]

    def _at(self, point: Mapping[str, Number]) -> Number | None:
        try:
            return self._value(point)
        except (Undefined, TooLarge):
            return None


@lru_cache(maxsize=1 << 13)
def values_of(expr: Expr) -> Values:
    """The values of a formula."""
    return Values(expr)


@lru_cache(maxsize=1 << 12)
def exact_values_of(expr: Expr) -> Values:
    """The same with nothing rounded."""
    return values_of(unrounded(expr))


def are_equal(one: Values, other: Values) -> bool:
    """Whether both have the same value wherever both have one, at enough points."""
    defined = 0
    for a, b in zip(one, other, strict=True):
        if a is None or b is None:
            continue
        if a != b:
            return False
        defined += 1
    return defined >= _LEAST_DEFINED


def agreement(one: Expr, other: Expr) -> float:
    """The share of the sample at which both have the same value."""
    same = [a == b for a, b in zip(values_of(one), values_of(other), strict=True) if a is not None and b is not None]
    return sum(same) / len(same) if same else 0.0


def equal_where_odd(one: Expr, other: Expr) -> bool:
    """Whether both have the same value wherever the kernel has a cell in its middle."""
    kernels = {name for name in (*names(one), *names(other)) if parted(name)[0] == "K"}
    pairs = zip(values_of(one), values_of(other), _POINTS, strict=True)
    odd = [a == b for a, b, point in pairs if all(point[name] % 2 for name in kernels)]
    return len(odd) >= _LEAST_ODD and all(odd)


def may_be_equal(expr: Expr, wanted: Values, put: Mapping[str, Number] = _NOTHING) -> bool:
    """The same, with numbers in the places of letters, and no more work than up to the first difference."""
    value, letters = evaluator(expr), names(expr)
    defined = 0
    for point, right in zip(_POINTS, wanted, strict=True):
        if right is None:
            continue
        try:
            if value({name: put[name] if name in put else point[name] for name in letters}) != right:
                return False
        except (Undefined, TooLarge):
            continue
        defined += 1
    return defined >= _LEAST_DEFINED


@lru_cache(maxsize=1 << 11)
def candidates(
    letters: frozenset[str],
    quantity: str | None,
    kinds: tuple[str, ...],
    usual: bool = True,
    axes: tuple[int, ...] = (),
    alone: bool = False,
) -> tuple[RuleCandidate, ...]:
    """The formulas for a quantity (any, where it is None) in which these letters of the catalogue are written.

    Unusual ones are those of other choices, and of maps with these numbers of `axes` beside two. Most have other
    letters too: those that can be equal to a formula in these letters are the ones in which they stand `alone`, but
    for what a difference or a quotient may lose.
    """
    return tuple(_candidates(letters, quantity, kinds, axes, usual=usual, alone=alone))


def _candidates(
    letters: frozenset[str],
    quantity: str | None,
    kinds: tuple[str, ...],
    axes: tuple[int, ...],
    *,
    usual: bool,
    alone: bool,
) -> Iterator[RuleCandidate]:
    if quantity == RATIO:
        yield from _ratios(letters, kinds)
        return
    for case in _cases(letters, quantity, kinds, axes, usual=usual, alone=alone):
        yield RuleCandidate(case.quantity, case.formula, case, usual, is_rule=True)
    if usual and quantity is not None:
        yield from _composed(letters, quantity, kinds, alone=alone)


def _cases(
    letters: frozenset[str],
    quantity: str | None,
    kinds: tuple[str, ...],
    axes: tuple[int, ...] = (),
    *,
    usual: bool,
    alone: bool = False,
) -> Iterator[RuleCase]:
    """The catalogue's cases; the padding of both sides together is that before and after the map."""
    in_all = frozenset(name for name in letters if parted(name)[0] == "pads")
    written = (letters - in_all - {"layers"}) | {"P_before" + parted(name)[1] for name in in_all}
    for case in rule_cases(frozenset(written), quantity, kinds, axes, usual=usual, alone=alone):
        yield with_padding_in_all(case) if in_all else case


def with_padding_in_all(case: RuleCase) -> RuleCase:
    """The case with one letter for the padding of both sides."""

    def put(expr: Expr) -> Expr:
        found = {name for name in names(expr) if name.startswith(("P_before", "P_after"))}
        sides: dict[str, Expr] = {
            name: Num(0) if name.startswith("P_after") else Sym("pads" + name.removeprefix("P_before"))
            for name in found
        }
        return tidied(substituted(expr, sides)) if found else expr

    required = tuple(relation for part in case.required if isinstance(relation := put(part), Op))
    return replace(case, formula=put(case.formula), open_formula=put(case.open_formula), required=required)


class _Composition(NamedTuple):
    quantity: str
    formula: Expr
    where: tuple[tuple[str, Expr], ...]
    taken_away: frozenset[str]


@cache
def _compositions() -> tuple[_Composition, ...]:
    return tuple(_read_compositions(_FILE.read_text("utf-8")))


@cache
def composed() -> tuple[str, ...]:
    """The quantities that no kind has a rule for by itself."""
    return tuple(dict.fromkeys((RATIO, *(one.quantity for one in _compositions() if one.quantity not in quantities()))))


def quantity_of(name: str) -> str | None:
    """The quantity that a name stands for, of one kind by itself or of several.

    >>> quantity_of("WC"), quantity_of("ratio"), quantity_of("hue")
    ('weights', 'ratio', None)
    """
    return quantity_named(name) or next((one for one in composed() if one == name.lower()), None)


def _read_compositions(text: str) -> Iterator[_Composition]:
    for line in text.splitlines():
        if "=" not in line or line.startswith("#"):
            continue
        relation, _, given = line.partition(" | ")
        left, _, right = relation.partition(" = ")
        where = (part.partition(" = ") for part in given.split(", ") if part)
        formula = read_relation(right)
        taken_away = frozenset(name for negative in operations(formula, "-") for name in names(negative))
        known = tuple((name, read_relation(value)) for name, _, value in where)
        yield _Composition(left, formula, known, taken_away)


def _composed(
    letters: frozenset[str], quantity: str, kinds: tuple[str, ...], *, alone: bool
) -> Iterator[RuleCandidate]:
    """The compositions for a quantity that have all of the letters that are no kind's own."""
    stems = own_letters().intersection(parted(name)[0] for name in letters)
    for entry in _compositions():
        if entry.quantity != quantity or ("layers" in letters) != ("layers" in names(entry.formula)):
            continue
        parts = [name for name in names(entry.formula) if name in quantities() and name != "O" and name not in letters]
        closed = _closed(entry, letters)
        for kind in kinds:
            if alone and not stems <= _letters_of(entry, kind):
                continue
            cases = [_cases_within(letters, part, kind) for part in parts]
            if not all(cases) or not (cases or kind == kinds[0]):
                continue
            for place in range(max(map(len, cases), default=1)):  # of maps, and of vectors
                found = [some[min(place, len(some) - 1)] for some in cases]
                case = next(iter(found or _cases_within(letters, quantity, kind)), None)
                if case is None:
                    continue
                put = {part: one.formula for part, one in zip(parts, found, strict=True)} | closed
                formula = _put_together(entry, tuple(put.items()))
                if alone and not (letters | entry.taken_away).issuperset(names(formula)):
                    continue
                told = tuple(Op("=", (Sym(name), value)) for name, value in entry.where)
                assumed = (*(part for part in case.assumed if part not in told), *told)
                of_several = replace(case, formula=formula, open_formula=formula, assumed=assumed)
                yield RuleCandidate(quantity, formula, of_several, True, False)


@cache
def _letters_of(entry: _Composition, kind: str) -> frozenset[str]:
    """The letters that a composition can have for layers of a kind."""
    return frozenset(names(entry.formula)).union(*(reached(kind, name) for name in names(entry.formula)))


@lru_cache(maxsize=1 << 12)
def _put_together(entry: _Composition, put: tuple[tuple[str, Expr], ...]) -> Expr:
    """A composition with these in the places of its parts; kinds and letters in great number give the same ones."""
    return tidied(substituted(tidied(substituted(entry.formula, dict(put))), dict(entry.where)))


def _closed(entry: _Composition, letters: frozenset[str]) -> dict[str, Expr]:
    """Sizes along two axes where the formula tells them apart."""
    split = {parted(name)[0] for name in letters if parted(name)[1]}
    return {
        name: Op("^", (product(Sym(f"{name}_h"), Sym(f"{name}_w")), reciprocal(Num(2))))
        for name in ("I", "O")
        if name in split and name in names(entry.formula)
    }


def _cases_within(letters: frozenset[str], quantity: str, kind: str) -> tuple[RuleCase, ...]:
    """The cases for a quantity that is part of a formula: its letters are some of these."""
    return _cases_in(letters_within(kind, letters, quantity), quantity, kind)


@lru_cache(maxsize=1 << 12)
def _cases_in(letters: frozenset[str], quantity: str, kind: str) -> tuple[RuleCase, ...]:
    return tuple(_cases(letters, quantity, (kind,), usual=True))


def _known_cases(kind: str, letters: frozenset[str], quantity: str) -> Iterator[RuleCase]:
    """The cases of a kind that are written in letters of these alone."""
    for case in _cases_within(letters, quantity, kind):
        if names(case.formula) and letters.issuperset(names(case.formula)):
            yield case


def _ratios(letters: frozenset[str], kinds: Sequence[str]) -> Iterator[RuleCandidate]:
    """What a layer costs against another one of the same sizes: with fewer links, and what is saved."""
    for quantity in _COMPARED:
        known = letters | {"C", "N", "K", "O"}
        cases = [case for name in kinds for case in _known_cases(name, known, quantity)]
        plain = [case for name in kinds for case in _known_cases(name, known - {"G"}, quantity)]
        for one in cases:
            for other in plain:
                if one.formula == other.formula:
                    continue
                quotient = product(one.formula, reciprocal(other.formula))
                for formula in (quotient, total(Num(1), negated(quotient))):
                    case = replace(one, formula=formula, open_formula=formula)
                    yield RuleCandidate(RATIO, formula, case, True, False)
