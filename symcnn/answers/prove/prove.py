"""Whether two formulas are equal for all whole numbers: proved, refuted, held under a condition, or undecided."""

from __future__ import annotations

from symcnn.answers.prove.counterexamples import Search, among, in_classes, search, weight
from symcnn.answers.prove.divisions import ROUNDINGS
from symcnn.answers.prove.proof import Counterexample, Ground, Proof, ProofVerdict
from symcnn.answers.prove.reasoning import PastLimit, argument, residue_classes
from symcnn.answers.prove.signs import difference
from symcnn.answers.prove.special_conditions import conditions
from symcnn.core.algebra.domains import Domain
from symcnn.core.algebra.normal import NO_FORM, normal
from symcnn.core.algebra.polynomials import Polynomial, plus, scaled
from symcnn.core.algebra.writing import written
from symcnn.core.limits import MAX_POINTS, Limit
from symcnn.core.record import replace
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined
from symcnn.core.written.tree import Expr, Op, names, product, walk

_FIRST_POINTS = 200
WORST_FIRST = (ProofVerdict.REFUTED, ProofVerdict.UNDECIDED, ProofVerdict.CONDITIONAL, ProofVerdict.PROVED)


def prove(left: Expr, right: Expr, relation: str = "=") -> Proof:
    """Whether the relation holds for all whole numbers of the `domain_of` its formulas.

    >>> from symcnn.network.language.parse import read_relation as read
    >>> prove(read("floor(I/2) + ceil(I/2)"), read("I")).verdict.value
    'proved'
    >>> found = prove(read("ceil((I-K)/S)"), read("floor((I-K)/S)"))
    >>> found.verdict.value, found.counterexample.point
    ('refuted', (('I', 2), ('K', 1), ('S', 2)))

    Raises `Undefined` where a side has no value for any point, or `TooLarge`.
    """
    return prove_within(left, right, relation, domain_of(left, right))


def prove_within(left: Expr, right: Expr, relation: str, domain: Domain, *, by_rule: bool = False) -> Proof:
    """Whether the relation holds for all points of the domain; `by_rule` says that the right side is a given rule.

    Raises `Undefined` where a side has no value for any point, or `TooLarge`.
    """
    proof = Proof(relation, left, right, domain, ProofVerdict.UNDECIDED)
    first = among(relation, left, right, domain.points(_FIRST_POINTS), smallest=True)
    if first.found:
        return _refuted(proof, first.found, first.tried, by_rule=by_rule)
    because, limit = _argument(proof)
    if because:
        return replace(proof, verdict=ProofVerdict.PROVED, ground=because, points=first.tried)
    found = search(relation, left, right, domain, MAX_POINTS // weight(left, right))
    if not found.found:
        found += _search_in_classes(proof)
    if found.found:
        return _refuted(proof, found.found, found.tried, by_rule=by_rule)
    if not found.defined:
        raise TooLarge if found.too_large else Undefined
    return replace(proof, points=found.tried, limit=limit)


def _argument(proof: Proof) -> tuple[Ground | None, Limit | None]:
    try:
        return argument(proof.relation, proof.left, proof.right, proof.domain), None
    except PastLimit as past:
        return None, past.limit


def _refuted(proof: Proof, found: Counterexample, tried: int, *, by_rule: bool) -> Proof:
    """Refuted, or held under a condition that the formula leaves open."""
    equality = proof.relation == "="
    left, right, domain = proof.left, proof.right, proof.domain
    condition = conditions(left, right, domain, by_rule=by_rule) if equality else None
    verdict = ProofVerdict.CONDITIONAL if condition and condition.offered else ProofVerdict.REFUTED
    return replace(proof, verdict=verdict, counterexample=found, conditions=condition, points=tried)


def _search_in_classes(proof: Proof) -> Search:
    """Where the sides differ in a class of residues, a counterexample lies there."""
    try:
        found = difference(normal(proof.left)[0], normal(proof.right)[0])
        parts = residue_classes(found.above)
    except (*NO_FORM, PastLimit):
        parts = None
    if parts is None:
        return Search(None, 0, 0)
    differing = (part for part in parts[0] if part.value.terms)
    points = in_classes(differing, parts[1], proof.domain)
    return among(proof.relation, proof.left, proof.right, points, smallest=False)


def domain_of(*formulas: Expr) -> Domain:
    """The letters of the formulas; where one divides a sum ``I + … − K``, the kernel K fits into what I stands for.

    >>> from symcnn.network.language.parse import read_relation
    >>> [str(relation.name) for relation in domain_of(read_relation("(I + 2*P - K)/S + 1")).relations]
    ['<=']
    """
    letters = dict.fromkeys(name for formula in formulas for name in names(formula))
    relations = dict.fromkeys(relation for formula in formulas for relation in _fitting(formula))
    return Domain(tuple(letters), tuple(relations))


def _fitting(formula: Expr) -> list[Op]:
    found = []
    for node in walk(formula):
        match node:
            case Op("*", args) if any(isinstance(arg, Op) and arg.name == "/" for arg in args):
                above = product(*(arg for arg in args if not (isinstance(arg, Op) and arg.name == "/")))
            case Op("mod", (above, _)):
                pass
            case _:
                continue
        letters = {name.upper().partition("_")[0] for name in names(above)}
        if not {"I", "K"} <= letters or any(isinstance(part, Op) and part.name in ROUNDINGS for part in walk(above)):
            continue
        try:
            form, _ = normal(above)
        except NO_FORM:
            continue
        if _is_window(form.above):
            found.append(_not_negative(form.above))
    return found


def _is_window(poly: Polynomial) -> bool:
    """Whether it is ``I + … − K``, in whichever letters, and along whichever axis."""
    signs: dict[str, list[Number]] = {}
    for monomial, coefficient in poly.terms.items():
        for atom, _ in monomial:
            if not isinstance(atom, str):
                return False
            signs.setdefault(atom.upper().partition("_")[0], []).append(coefficient)
    return signs.get("I") == [1] and "K" in signs and min(signs["K"]) < 0


def _not_negative(poly: Polynomial) -> Op:
    """``K <= I + 2P`` for ``I + 2P − K``."""
    more = Polynomial({monomial: value for monomial, value in poly.terms.items() if value > 0})
    less = scaled(plus(poly, scaled(more, -1)), -1)
    return Op("<=", (written(less), written(more)))
