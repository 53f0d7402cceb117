"""The divisions that a formula rounds, and when they need no rounding."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence

from symcnn.answers.prove.proof import Conditions, Ground
from symcnn.answers.prove.reasoning import PastLimit, argument, residue_classes
from symcnn.answers.prove.signs import difference, never_equal, never_negative_in, positive, remainder_cases
from symcnn.core.algebra.division import divided
from symcnn.core.algebra.domains import Domain, never_below
from symcnn.core.algebra.normal import NO_FORM, normal
from symcnn.core.algebra.polynomials import ONE, Polynomial, letter, minus, number, scaled
from symcnn.core.algebra.residues import SUM, ResidueClass, Sum
from symcnn.core.algebra.writing import written
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, product, rebuilt, walk

ROUNDINGS = ("floor", "ceil", "mod")


@record
class Division:
    """``above/below`` within a rounding, in its author's words and as polynomials."""

    top: Expr
    bottom: Expr
    above: Polynomial
    below: Polynomial

    @property
    def exact(self) -> Op:
        """That the division leaves nothing over."""
        return Op("=", (Op("mod", (self.top, self.bottom)), Num(0)))

    @property
    def is_plain(self) -> bool:
        """Whether what is divided is a sum of letters, no product: a condition that is seen at a glance."""
        return all(sum(exponent for _, exponent in monomial) <= 1 for monomial in self.above.terms)


def divisions(expr: Expr) -> dict[object, Division]:
    """The divisions that the formula rounds; one that is rounded twice is there once, by the same key.

    Raises what `normal` raises.
    """
    found: dict[object, Division] = {}
    for top, bottom in _rounded(expr):
        form, _ = normal(unrounded(product(top, Op("/", (bottom,)))))
        multiple = math.lcm(*(coefficient.denominator for coefficient in form.above.terms.values()))
        above, below = scaled(form.above, multiple), scaled(form.below, multiple)
        rest = divided(above, below)[1]
        if rest.terms:
            opposite = divided(scaled(rest, -1), below)[1]
            said = (top, bottom) if _is_plain(top) and _is_plain(bottom) else (written(above), written(below))
            found.setdefault((frozenset((rest, opposite)), below), Division(*said, above, below))
    return found


def _is_plain(expr: Expr) -> bool:
    """Whether the author's words divide and round nothing further."""
    return not any(isinstance(node, Op) and node.name in ("/", *ROUNDINGS) for node in walk(expr))


def _rounded(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Numerator and denominator of everything that is rounded, in reading order."""
    match expr:
        case Op("floor" | "ceil", (Op("*", factors),)):
            below = [factor.args[0] for factor in factors if isinstance(factor, Op) and factor.name == "/"]
            above = [factor for factor in factors if not (isinstance(factor, Op) and factor.name == "/")]
            yield product(*above), product(*below)
        case Op("floor" | "ceil", (inner,)):
            yield inner, Num(1)
        case Op("mod", (value, divisor)):
            yield value, divisor
    if isinstance(expr, Op):
        for arg in expr.args:
            yield from _rounded(arg)


def unrounded(expr: Expr) -> Expr:
    """The formula with exact quotients in the place of rounded ones, and nothing left over by any division."""
    match expr:
        case Op("floor" | "ceil", (inner,)):
            return unrounded(inner)
        case Op("mod", _):
            return Num(0)
    return rebuilt(expr, unrounded)


def of_divisions(left: Expr, right: Expr, domain: Domain) -> Conditions | None:
    """The divisions that must be exact, or the residues that they must leave, for the formulas to be equal."""
    try:
        one, other = divisions(left), divisions(right)
        forms = normal(left)[0], normal(right)[0]
        classes = residue_classes(difference(*forms).above)
    except NO_FORM:
        return None
    except PastLimit:
        classes = None
    found = {**one, **other}
    rounds_less = not (one and other) or any(
        form.below != ONE or any(c.denominator != 1 for c in form.above.terms.values()) for form in forms
    )
    if classes is not None:
        return _of_classes(*classes, tuple(found.values()), rounds_less, domain)
    return _of_exact_quotients(left, right, tuple(found.values()), rounds_less, domain)


def _of_exact_quotients(
    left: Expr, right: Expr, found: Sequence[Division], rounds_less: bool, domain: Domain
) -> Conditions | None:
    try:
        because = argument("=", unrounded(left), unrounded(right), domain) if found else None
    except PastLimit:
        return None
    if because is None:
        return None
    cases = [tuple(remainder_cases(part.above, part.below, 1, domain)) for part in found]
    exact = all(failing and never_equal(left, right, failing, domain) for failing in cases)
    relations = tuple(dict.fromkeys(part.exact for part in found))
    return Conditions(relations, because, exact, rounds_less and all(part.is_plain for part in found))


def _of_classes(
    parts: Sequence[ResidueClass], added: Sum | None, found: Sequence[Division], rounds_less: bool, domain: Domain
) -> Conditions | None:
    holding = [part for part in parts if not part.value.terms]
    failing = [part for part in parts if part.value.terms]
    if not holding or not failing:
        return None
    plain, relations = _told_apart(holding, failing, added, found)
    if not relations:
        return None
    known = never_negative_in(domain)
    starts_from_zero = added is None or never_below(added.form, 0, known)
    known = [added.put(poly) if added else poly for poly in known]
    exact = all(part.value.number is not None or (starts_from_zero and _never_zero(part, known)) for part in failing)
    return Conditions(relations, Ground("classes", classes=len(parts)), exact, rounds_less and plain)


def _never_zero(part: ResidueClass, known: Collection[Polynomial]) -> bool:
    value, inside = part.from_first(), [part.inside(poly) for poly in known]
    return positive(value, inside) or positive(scaled(value, -1), inside)


def _told_apart(
    holding: Sequence[ResidueClass], failing: Sequence[ResidueClass], added: Sum | None, found: Sequence[Division]
) -> tuple[bool, tuple[Op, ...]]:
    """Relations that hold in the first classes and not in the others, and whether they speak of plain sums."""

    def residues(parts: Iterable[ResidueClass], poly: Polynomial, modulus: int) -> set[int | None]:
        inside = added.put(poly) if added else poly
        return {part.residue(inside, modulus) for part in parts}

    known = [part for part in found if part.below.number is not None]
    candidates = [(part.is_plain, part.above, int(part.below.number or 1)) for part in known]
    for name, modulus in zip(holding[0].names, holding[0].moduli, strict=True):
        candidates.append((True, added.form if added and name == SUM else letter(name), modulus))
    for place, (plain, poly, modulus) in enumerate(candidates):
        right, wrong = residues(holding, poly, modulus), residues(failing, poly, modulus)
        if None in right | wrong or right & wrong:
            continue
        relation = known[place].exact if right == {0} and place < len(known) else _leaves(poly, modulus, right)
        if relation:
            return plain, (relation,)
    exact = [[residues([part], each.above, int(each.below.number or 1)) == {0} for each in known] for part in holding]
    loose = [[residues([part], each.above, int(each.below.number or 1)) == {0} for each in known] for part in failing]
    if known and all(map(all, exact)) and not any(map(all, loose)):
        return all(part.is_plain for part in known), tuple(part.exact for part in known)
    return False, ()


def _leaves(poly: Polynomial, modulus: int, residues: Collection[int | None]) -> Op | None:
    """That a division by `modulus` leaves one of these residues, if they follow each other."""
    starts = [residue for residue in range(modulus) if residue in residues and (residue - 1) % modulus not in residues]
    if len(starts) != 1:
        return None
    (start,) = starts
    if len(residues) == 1:
        return Op("=", (Op("mod", (written(poly), Num(modulus))), Num(start)))
    shifted = divided(minus(poly, number(start)), number(modulus))[1]
    return Op("<=", (Op("mod", (written(shifted), Num(modulus))), Num(len(residues) - 1)))
