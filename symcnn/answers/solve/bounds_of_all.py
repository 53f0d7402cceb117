"""What relations between several symbols say of each of them alone.

In ``a polynomial ≤ 0`` a symbol that only adds to it can be no greater than where all others add as little, and take
away as much, as they may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from symcnn.core.algebra.normal import NoNormalForm, normal
from symcnn.core.algebra.polynomials import (
    ONE,
    Atom,
    Monomial,
    Polynomial,
    Rounded,
    TooManyTerms,
    letter,
    number,
    plus,
    replaced,
)
from symcnn.core.limits import MAX_SEARCH
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined
from symcnn.core.written.tree import Expr, Op, negated, total

_TURNED = {">": "<", ">=": "<="}


def greatest_values(
    relations: Iterable[Expr], least: Mapping[str, int], known: Mapping[str, int] = MappingProxyType({})
) -> dict[str, int]:
    """The greatest whole values that symbols can have, for those of which that is `known` or can be told.

    >>> from symcnn.network.language.parse import read_relation
    >>> wanted = map(read_relation, ("(9*K^2 + 1)*N <= 1000", "S <= K", "P + 1 <= K"))
    >>> greatest_values(wanted, {"K": 1, "N": 1, "S": 1, "P": 0})
    {'K': 10, 'N': 100, 'S': 10, 'P': 9}
    """
    differences = [poly for relation in relations for poly in _at_most_zero(relation)]
    greatest = dict(known)
    for _ in least:
        for poly in differences:
            for symbol in least:
                found = _greatest(poly, symbol, least, greatest)
                if found is not None and found < greatest.get(symbol, found + 1):
                    greatest[symbol] = found
    return greatest


def only_holds_below(relation: Expr, least: Mapping[str, int]) -> bool:
    """Whether a relation that fails somewhere fails wherever no symbol is less, as a budget does.

    >>> from symcnn.network.language.parse import read_relation
    >>> [only_holds_below(read_relation(text), {"K": 1, "N": 1}) for text in ("(K^2 - 1)*N + floor(N/2) < 9", "K < N")]
    [True, False]
    """
    differences = tuple(_differences(relation))
    return bool(differences) and all(poly is not None and _never_falls(poly, least) for poly in differences)


def _never_falls(poly: Polynomial, least: Mapping[str, int]) -> bool:
    """Whether the polynomial in letters from their least values on, and in floors of such sums, never falls."""
    shifted = replaced(
        poly, lambda atom: plus(letter(atom), number(least.get(atom, 0) if isinstance(atom, str) else 0))
    )
    return all(
        not term or (factor > 0 and all(_is_growing(atom) for atom, _ in term))
        for term, factor in shifted.terms.items()
    )


def _is_growing(atom: Atom) -> bool:
    match atom:
        case Rounded(above, below):
            return (below.number or 0) > 0 and _never_falls(above, {}) and above.constant >= 0
    return isinstance(atom, str)


def _at_most_zero(relation: Expr) -> Iterable[Polynomial]:
    """The polynomials in letters that are at most 0 where a relation holds; none for what is no polynomial."""
    for poly in _differences(relation):
        if poly is not None and all(isinstance(atom, str) for term in poly.terms for atom, _ in term):
            yield poly


def _differences(relation: Expr) -> Iterator[Polynomial | None]:
    """What is at most 0 where a relation holds; None for what is no polynomial."""
    assert isinstance(relation, Op)
    for sides in pairwise(relation.args):
        left, right = sides[::-1] if relation.name in _TURNED else sides
        for difference in (total(left, negated(right)), total(right, negated(left)))[: 1 + (relation.name == "=")]:
            try:
                form, _ = normal(difference)
            except (NoNormalForm, TooManyTerms, TooLarge, Undefined):
                yield None
                continue
            yield form.above if form.below == ONE else None


def _greatest(poly: Polynomial, symbol: str, least: Mapping[str, int], greatest: Mapping[str, int]) -> int | None:
    """The greatest value of a symbol for which the polynomial can be at most 0, up to `MAX_SEARCH`."""
    powers: dict[int, Number] = {}
    for term, factor in poly.terms.items():
        exponent = dict(term).get(symbol, 0)
        if exponent and factor < 0:
            return None
        rest = _extreme(term - {(symbol, exponent)}, least if factor > 0 else greatest)
        if rest is None:
            return None
        powers[exponent] = powers.get(exponent, 0) + factor * rest
    if not any(factor for exponent, factor in powers.items() if exponent):
        return None
    low, high = least[symbol] - 1, MAX_SEARCH + 1
    while high - low > 1:
        middle = (low + high) // 2
        if sum(factor * middle**exponent for exponent, factor in powers.items()) <= 0:
            low = middle
        else:
            high = middle
    return low if low < MAX_SEARCH else None


def _extreme(term: Monomial, values: Mapping[str, int]) -> int | None:
    """A product of powers where each symbol has one of these values; None where one has none."""
    product = 1
    for symbol, exponent in term:
        if symbol not in values:
            return None
        product *= values[symbol] ** exponent  # type: ignore[index]
    return product
