"""Why a relation holds for all whole numbers: by normal forms, by classes of residues, by signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from symcnn.answers.prove.proof import Case, Ground
from symcnn.answers.prove.signs import difference, holds_by_sign, never_negative_in, positive, remainder_cases
from symcnn.core.algebra.domains import Domain, never_below
from symcnn.core.algebra.floors import floor
from symcnn.core.algebra.normal import NO_FORM, Rewriting, normal, written_quotient
from symcnn.core.algebra.polynomials import (
    ONE,
    Applied,
    Atom,
    Polynomial,
    Rounded,
    TooManyTerms,
    atoms,
    letter,
    replaced,
    scaled,
)
from symcnn.core.algebra.quotients import Quotient, quotient
from symcnn.core.algebra.residues import (
    NotInClasses,
    ResidueClass,
    Sum,
    TooManyClasses,
    classes,
    moduli,
    sum_below_floors,
)
from symcnn.core.algebra.writing import written
from symcnn.core.limits import MAX_RESIDUE_CLASSES, MAX_TERMS, Limit
from symcnn.core.written.tree import Expr, Op, Sym, substituted

SHOWN_CLASSES = 8
_MOST_CASES = 64


class PastLimit(ArithmeticError):
    """A limit keeps the proof from going on."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


def argument(relation: str, left: Expr, right: Expr, domain: Domain) -> Ground | None:
    """Why the relation holds wherever the letters are whole numbers of the domain; None where nothing was found.

    Raises `PastLimit`.
    """
    try:
        one, first = normal(left)
        other, second = normal(right)
        found = difference(one, other)
    except TooManyTerms:
        raise PastLimit(MAX_TERMS) from None
    except NO_FORM:
        return None
    rewritings = tuple(dict.fromkeys((*first, *second)))
    if not found.above.terms:
        return Ground("equal", rewritings, written_quotient(one)) if relation in ("=", "<=", ">=") else None
    if relation == "=":
        return _by_classes(one, other, found.above, rewritings)
    below_is_positive = never_below(found.below, 1, never_negative_in(domain))
    return _by_signs(relation, left, right, found.above, domain, rewritings) if below_is_positive else None


def _by_classes(one: Quotient, other: Quotient, found: Polynomial, rewritings: tuple[Rewriting, ...]) -> Ground | None:
    """Equal, if the difference is nothing in every class and whichever of two values is the greater one."""
    extremes = tuple(dict.fromkeys(atom for atom in atoms(found) if isinstance(atom, Applied) and atom.name == "max"))
    if prod(len(atom.args) for atom in extremes) > _MOST_CASES:
        return None
    count = 1
    for picked in product(*(range(len(atom.args)) for atom in extremes)):
        chosen = _chosen(found, dict(zip(extremes, picked, strict=True)))
        if not chosen.terms:
            continue
        parts = residue_classes(chosen)
        if parts is None or any(part.value.terms for part in parts[0]):
            return None
        count = max(count, len(parts[0]))
    if extremes:
        return Ground("cases", rewritings, classes=prod(len(atom.args) for atom in extremes))
    return Ground("classes", rewritings, classes=count, cases=tuple(_cases(one, other)))


def residue_classes(poly: Polynomial) -> tuple[tuple[ResidueClass, ...], Sum | None] | None:
    """The formula in every class of residues, and the sum of letters that was made one letter for it.

    None where a floor has letters below. Raises `PastLimit`.
    """
    try:
        found = sum_below_floors(poly)
        return classes(found.put(poly) if found else poly), found
    except NotInClasses:
        return None
    except TooManyClasses:
        raise PastLimit(MAX_RESIDUE_CLASSES) from None
    except TooManyTerms:
        raise PastLimit(MAX_TERMS) from None


def _chosen(poly: Polynomial, picked: Mapping[Atom, int]) -> Polynomial:
    """The formula with one of the values in the place of each greatest one."""

    def put(atom: Atom) -> Polynomial:
        match atom:
            case Applied("max", args) if atom in picked:
                return _chosen(args[picked[atom]], picked)
            case Rounded(above, below):
                return floor(quotient(_chosen(above, picked), _chosen(below, picked)))
        return letter(atom)

    return replaced(poly, put)


def _cases(one: Quotient, other: Quotient) -> Iterator[Case]:
    """What both sides are in each class, where the classes are few."""
    if one.below != ONE or other.below != ONE:
        return
    try:
        few = prod(moduli(one.above, other.above).values()) <= SHOWN_CLASSES
        found = classes(one.above, other.above) if few else ()
    except (NotInClasses, TooManyClasses, TooManyTerms):
        return
    for part in found:
        names = {f"0{name}": Sym("q" if len(part.names) == 1 else f"q_{name}") for name in part.names}
        where = tuple(Op("=", (Sym(name), substituted(written(part.of_letter(name)), names))) for name in part.names)
        yield Case(where, substituted(written(part.value), names))


def _by_signs(
    relation: str, left: Expr, right: Expr, found: Polynomial, domain: Domain, rewritings: tuple[Rewriting, ...]
) -> Ground | None:
    """An inequality, by the signs of coefficients: at once, in every class, or with a quotient and a remainder."""
    if holds_by_sign(relation, left, right, ({},), domain):
        return Ground("signs", rewritings)
    for atom in dict.fromkeys(atom for atom in atoms(found) if isinstance(atom, Rounded)):
        cases = tuple(remainder_cases(atom.above, atom.below, 0, domain))
        if cases and holds_by_sign(relation, left, right, cases, domain):
            return Ground("remainders", rewritings)
    less_first = relation in ("<=", "<")
    return _by_signs_in_classes(scaled(found, -1 if less_first else 1), relation in ("<", ">"), domain, rewritings)


def _by_signs_in_classes(
    more: Polynomial, strictly: bool, domain: Domain, rewritings: tuple[Rewriting, ...]
) -> Ground | None:
    try:
        parts = classes(more)
    except NotInClasses:
        return None
    except TooManyClasses:
        raise PastLimit(MAX_RESIDUE_CLASSES) from None
    known = never_negative_in(domain)
    for part in parts:
        value, inside = part.from_first(), [part.inside(poly) for poly in known]
        if not (positive(value, inside) if strictly else never_below(value, 0, inside)):
            return None
    return Ground("classes", rewritings, classes=len(parts), equality=False)
