"""Which of two formulas is the greater one, for all values of the letters: by the signs of coefficients."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from symcnn.core.algebra.condition_lines import line_of
from symcnn.core.algebra.division import cleared
from symcnn.core.algebra.domains import FREE, Domain, never_below
from symcnn.core.algebra.normal import NO_FORM, NormalForms, normal
from symcnn.core.algebra.polynomials import Polynomial, letter, letters, minus, scaled, times
from symcnn.core.algebra.quotients import Quotient, quotient
from symcnn.core.algebra.writing import written
from symcnn.core.written.tree import Expr, Num, Sym, negated, product, substituted, total

Values = Mapping[str, Expr]

_MOST_REMAINDERS = 64


def difference(left: Quotient, right: Quotient) -> Quotient:
    """``left − right``"""
    above = minus(times(left.above, right.below), times(right.above, left.below))
    return quotient(above, times(left.below, right.below))


def never_negative_in(domain: Domain, values: Values | None = None) -> list[Polynomial]:
    """What the relations of the domain say is never negative, with values put in."""
    found = []
    for relation in domain.relations:
        if (line := line_of(substituted(relation, values or {}), NormalForms())) is not None:
            found.append(line)
    return found


def positive(poly: Polynomial, known: Collection[Polynomial]) -> bool:
    """Whether the polynomial, a whole number when its coefficients are, is never 0 or less."""
    return never_below(cleared(poly)[0], 1, known)


def never_equal(left: Expr, right: Expr, cases: Iterable[Values], domain: Domain) -> bool:
    """Whether the formulas differ in every one of the cases, by a difference that never changes its sign."""
    for values in cases:
        try:
            one, _ = normal(substituted(left, values))
            other, _ = normal(substituted(right, values))
            above = difference(one, other).above
        except NO_FORM:
            return False
        known = never_negative_in(domain, values)
        if not (positive(above, known) or positive(scaled(above, -1), known)):
            return False
    return True


def holds_by_sign(relation: str, left: Expr, right: Expr, cases: Iterable[Values], domain: Domain) -> bool:
    """Whether an inequality holds in every one of the cases."""
    less, more = (left, right) if relation in ("<=", "<") else (right, left)
    for values in cases:
        try:
            one, _ = normal(substituted(more, values))
            other, _ = normal(substituted(less, values))
            found = difference(one, other)
        except NO_FORM:
            return False
        known = never_negative_in(domain, values)
        if not never_below(found.below, 1, known):
            return False
        if not (positive(found.above, known) if relation in ("<", ">") else never_below(found.above, 0, known)):
            return False
    return True


def remainder_cases(above: Polynomial, below: Polynomial, first: int, domain: Domain) -> Iterator[Values]:
    """The letters by quotient and remainder of ``above/below``, for all remainders from `first` on.

    One letter x of ``above`` is written as ``below·f + r − …``; where `below` is a letter, it is ``r + 1 + t``,
    so that 0 ≤ r < below. The letters f, r and t count from 0. There are no cases where that cannot be done.

    >>> I, K, S = map(letter, "IKS")
    >>> [str(values["S"]) for values in remainder_cases(minus(I, K), S, 0, Domain((), ()))]
    ["Op(name='+', args=(Num(value=1), Sym(name='0r'), Sym(name='0t')))"]
    """
    name = _free_letter(above, below)
    divisor = below.number
    stride = _only_letter(below)
    if name is None or (divisor is None and stride is None) or (divisor or 0) > _MOST_REMAINDERS:
        return
    monomial = frozenset({(name, 1)})
    sign = above.terms[monomial]
    rest = written(minus(above, Polynomial({monomial: sign})))
    times_ = Sym("0f" if never_below(above, 0, never_negative_in(domain)) else f"{FREE}f")
    if stride is None:
        assert divisor is not None
        for remainder in range(first, divisor.numerator):
            value = total(product(Num(divisor), times_), Num(remainder), negated(rest))
            yield {name: value if sign == 1 else negated(value)}
        return
    remainder_ = total(Num(first), Sym("0r")) if first else Sym("0r")
    size = total(Num(first + 1), Sym("0r"), Sym("0t"))
    value = total(product(size, times_), remainder_, negated(substituted(rest, {stride: size})))
    yield {name: value if sign == 1 else negated(value), stride: size}


def _free_letter(above: Polynomial, below: Polynomial) -> str | None:
    """A letter that stands in `above` once, with the factor 1 or −1, and not in `below`."""
    for monomial, coefficient in above.terms.items():
        if coefficient in (1, -1) and len(monomial) == 1:
            ((atom, exponent),) = monomial
            others = minus(above, Polynomial({monomial: coefficient}))
            if isinstance(atom, str) and exponent == 1 and atom not in letters(others) | letters(below):
                return atom
    return None


def _only_letter(poly: Polynomial) -> str | None:
    return next((name for name in letters(poly) if poly == letter(name)), None)
