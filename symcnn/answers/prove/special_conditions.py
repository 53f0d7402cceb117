"""Conditions under which two formulas are equal: exact divisions, residues, values of letters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, islice, product

from symcnn.answers.prove.counterexamples import weight
from symcnn.answers.prove.divisions import of_divisions
from symcnn.answers.prove.proof import Conditions
from symcnn.answers.prove.reasoning import PastLimit, argument
from symcnn.answers.prove.signs import Values, never_equal
from symcnn.answers.prove.tidy import tidied
from symcnn.core.algebra.domains import Domain, least
from symcnn.core.algebra.normal import NO_FORM, normal
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted, total

_MOST_LETTERS = 3
_MOST_SUBSETS = 60
_SHORT = 20


@record
class Choice:
    """A letter has a special value; `others` are the cases in which it has not."""

    name: str
    value: Expr
    others: tuple[Values, ...]

    @property
    def relation(self) -> Op:
        """``P = 0``"""
        return Op("=", (Sym(self.name), self.value))


def conditions(left: Expr, right: Expr, domain: Domain, *, by_rule: bool = False) -> Conditions | None:
    """The conditions that make the formulas equal, offered ones first; None where none was found.

    Where the right side is a rule, letters that it has not got are no letters that it leaves out.
    """
    try:
        normal(left), normal(right)
    except NO_FORM:
        return None
    division = of_divisions(left, right, domain)
    if division and division.offered:
        return division
    left_out = set(names(right)) - set(names(left)) if by_rule else set(names(left)) ^ set(names(right))
    found = next(_of_choices(left, right, domain, tuple(_choices(left, right, left_out)), _MOST_LETTERS), None)
    return found or division or _not_offered(left, right, domain, {*names(left), *names(right)} - left_out)


def _not_offered(left: Expr, right: Expr, domain: Domain, shared: set[str]) -> Conditions | None:
    choices = tuple(_least(name) for name in sorted(shared))
    found = next(_of_choices(left, right, domain, choices, 1), None)
    return found and Conditions(found.relations, found.ground, found.exact, offered=False)


def _choices(left: Expr, right: Expr, left_out: set[str]) -> Iterator[Choice]:
    """A letter of one side only has its least value, or that of a letter of the other side only."""
    yield from (_least(name) for name in sorted(left_out))
    first, second = (sorted(left_out & set(names(side))) for side in (left, right))
    for one, other in product(first, second):
        more, less = total(Sym(other), Num(1), Sym("0t")), total(Sym(one), Num(1), Sym("0t"))
        yield Choice(one, Sym(other), ({one: more}, {other: less}))


def _least(name: str) -> Choice:
    value = least(name)
    return Choice(name, Num(value), ({name: total(Num(value + 1), Sym("0t"))},))


def _of_choices(
    left: Expr, right: Expr, domain: Domain, choices: tuple[Choice, ...], most: int
) -> Iterator[Conditions]:
    subsets = chain.from_iterable(combinations(choices, size) for size in range(1, most + 1))
    for chosen in islice(subsets, _MOST_SUBSETS // weight(left, right, short=_SHORT)):
        found = _with(left, right, domain, chosen)
        if found:
            yield found


def _with(left: Expr, right: Expr, domain: Domain, chosen: tuple[Choice, ...]) -> Conditions | None:
    """Whether these values make the formulas equal, at once or if divisions are exact."""
    values = {choice.name: choice.value for choice in chosen}
    if not {*names(left), *names(right)} - set(values):
        return None  # a single point, and no condition
    relations = tuple(choice.relation for choice in chosen)
    one, other = tidied(substituted(left, values)), tidied(substituted(right, values))
    try:
        because = argument("=", one, other, domain)
    except PastLimit:
        return None
    if because:
        exact = all(never_equal(left, right, choice.others, domain) for choice in chosen)
        return Conditions(relations, because, exact, offered=True)
    division = of_divisions(one, other, domain)
    if division and division.offered:
        return Conditions((*division.relations, *relations), division.ground, exact=False, offered=True)
    return None
