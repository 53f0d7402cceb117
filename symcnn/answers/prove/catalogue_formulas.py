"""Whether a formula is one of the catalogue's: ``O = (I - K)/S + 1``, or only its right side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise, product
from random import Random

from symcnn.answers.prove.divisions import unrounded
from symcnn.answers.prove.letters import Letters, guesses, parted, said
from symcnn.answers.prove.proof import Conditions, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import WORST_FIRST, prove, prove_within
from symcnn.answers.prove.reasoning import PastLimit, argument
from symcnn.answers.prove.rule_formulas import (
    FIRST_KINDS,
    RuleCase,
    kind_names,
    quantity_named,
    rule_cases,
    unknown_letters,
)
from symcnn.answers.prove.tidy import tidied
from symcnn.core.algebra.domains import Domain, least
from symcnn.core.written.arithmetic import TooLarge, Undefined, evaluator
from symcnn.core.written.layout import RELATIONS
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted

MAIN_QUANTITIES = ("O", "weights", "biases", "params", "neurons", "connections", "macs", "flops", "receptive_field")
"""What a formula without a name may be."""

_SAMPLE = 40
_STEPS = 4
_CLOSEST = 4
_MOST_LETTERS = 20
_SIZES: Mapping[str, range] = {"I": range(8, 41), "S": range(1, 5), "K": range(1, 8), "P": range(4)}
_FITTED: Mapping[str, range] = {"K": range(1, 12), "S": range(1, 5), "P": range(6)}
"""The numbers that may stand in a formula in the places of these letters."""


class UnknownQuantity(LookupError):
    """The name that a formula begins with is no quantity of the catalogue."""


class NothingToCompare(LookupError):
    """The kind has no rule for the quantity."""


class Told(Enum):
    """What is told of a formula that is refuted; each takes less time than the one before it."""

    ALL = "also conditions that it does not leave open itself"
    OTHER = "also the rule of an unusual situation that it is"
    VERDICT = "nothing more"


def likeness(formula: Op, kind: str | None = None) -> float:
    """The largest share of some sample points at which a formula for a quantity has the value of a usual rule.

    It takes little time: only a formula that has the rule's value everywhere can be proved, and one that never has
    it holds under no condition that is met now and then.
    """
    first, *sides = formula.args
    quantity = quantity_named(first.name) if isinstance(first, Sym) else None
    kinds = kind_names() if kind is None else (kind,)
    best = 0.0
    for case in _cases(sides[0], quantity, kinds, {}, usual=True):
        best = max(best, _agreement(sides[0], case))
        if best == 1:
            break
    return best


def prove_against_catalogue(
    formula: Expr, kind: str | None = None, letters: Letters | None = None, *, told: Told = Told.ALL
) -> Proof:
    """The formula against the catalogue's rules, or those of one kind; ``a = b`` without a name on its own.

    The `letters` are the catalogue's for names of the author's. A formula with a letter that has no
    meaning there is not refuted: it is proved, or conditional, in a reading that textbooks use, else undecided.
    Of a formula that is refuted it may be too much work to tell all; see `Told`.

    >>> from symcnn.network.language.parse import read_relation
    >>> found = prove_against_catalogue(read_relation("PC = (K^2*C + 1)*N"))
    >>> found.verdict.value, found.match.kind, found.match.quantity
    ('proved', 'conv', 'params')
    >>> found = prove_against_catalogue(read_relation("O = floor((W - F + 2*P)/S) + 1"))
    >>> found.verdict.value, found.match.reading
    ('proved', (('W', 'I'), ('F', 'K')))

    Raises `UnknownQuantity`, `NothingToCompare`, or `Undefined` or `TooLarge` for a formula without any value.
    """
    kinds = kind_names() if kind is None else (kind,)
    letters = said(names(formula), letters or {})
    if not (isinstance(formula, Op) and formula.name in RELATIONS):
        return _compared(_joined(formula, letters), None, "=", kinds, letters, told=told)
    first, *sides = formula.args
    quantity = quantity_named(letters.get(first.name, first.name)) if isinstance(first, Sym) else None
    if quantity is None or not isinstance(first, Sym) or first.name in names(Op("=", tuple(sides))):
        return _related(formula, kinds, letters)
    sides = [_joined(side, letters) for side in sides]
    if not any(parted(letters.get(name, name))[1] for side in sides for name in names(side)):
        quantity = parted(quantity)[0]
    numbers = [side for side in sides if not names(side)]
    claims = [side for side in sides if names(side)] or (numbers if len(numbers) == 1 else [])
    proofs = [_compared(claim, quantity, formula.name, kinds, letters, told=told) for claim in claims]
    proofs += [prove(left, right, formula.name) for left, right in pairwise(numbers)]
    return _worst(proofs)


def _joined(claim: Expr, letters: Letters) -> Expr:
    """One letter for all that mean the same."""
    first: dict[str, str] = {}
    for name in names(claim):
        first.setdefault(letters.get(name, name), name)
    return substituted(claim, {name: Sym(first[letters[name]]) for name in names(claim) if name in letters})


def _worst(proofs: Iterable[Proof]) -> Proof:
    return min(proofs, key=lambda proof: WORST_FIRST.index(proof.verdict))


def _related(formula: Op, kinds: Iterable[str], letters: Letters) -> Proof:
    """A relation between formulas; one for an input's letter, ``I = (O - 1)*S + K``, has the rule for O put in."""
    first, *sides = formula.args
    if isinstance(first, Sym) and len(first.name) > 1 and not any(names(side) == (first.name,) for side in sides):
        raise UnknownQuantity(first.name)
    if isinstance(first, Sym) and first.name in ("I", "i"):
        output = "O" if first.name == "I" else "o"
        if any(output in names(side) for side in sides):
            shown = substituted(Op("=", tuple(sides)), {output: first})
            case = next(rule_cases(shown, "O", kinds, letters, usual=True))
            sides = [substituted(side, {output: case.formula}) for side in sides]
            proofs = [prove_within(first, side, formula.name, case.domain(side)) for side in sides]
            return replace(_worst(proofs), match=replace(_match(case, letters), put_in=True))
    return _worst(prove(left, right, formula.name) for left, right in pairwise(formula.args))


def _compared(
    claim: Expr, quantity: str | None, relation: str, kinds: Sequence[str], letters: Letters, *, told: Told
) -> Proof:
    """The closest rule's proof; where letters are unknown, that in a reading in which the claim is right."""
    try:
        found = _closest(claim, quantity, relation, kinds, letters, told=told)
        match = found.match
    except NothingToCompare:
        found, match = None, None
    spoken = [*filter(kinds.__contains__, FIRST_KINDS), *([match.kind] if match else [])]
    unknown = unknown_letters(claim, spoken, letters)
    if found and not (unknown and found.verdict is ProofVerdict.REFUTED):
        return found
    for other in guesses(claim, unknown, letters):
        try:
            right = _closest(claim, quantity, relation, kinds, other, told=told)
        except NothingToCompare:
            continue
        if right.verdict is ProofVerdict.PROVED or (right.verdict is ProofVerdict.CONDITIONAL and _rounds_only(right)):
            return right
    if found is None:
        raise NothingToCompare
    return replace(
        found, verdict=ProofVerdict.UNDECIDED, counterexample=None, conditions=None, other=None, unknown=unknown
    )


def _rounds_only(proof: Proof) -> bool:
    """Whether the condition is only that divisions are exact: another one may show that the guess is wrong."""
    relations = proof.conditions.relations if proof.conditions else ()
    return all(isinstance(relation.args[0], Op) and relation.args[0].name == "mod" for relation in relations)


def _closest(
    claim: Expr, quantity: str | None, relation: str, kinds: Iterable[str], letters: Letters, *, told: Told
) -> Proof:
    """Proved for the first rule that is equal, else conditional for the closest rules, else refuted."""
    kinds = tuple(kinds)
    cases = []
    for case in _cases(claim, quantity, kinds, letters, usual=True):
        if relation != "=":
            return _bounded(claim, case, relation, letters)
        agreement = _agreement(claim, case)
        if agreement == 1 and (found := _proved(claim, case, letters)):
            return found
        cases.append((len({*names(claim)} ^ {*names(case.formula)}), -int(agreement * _STEPS), case))
    if not cases:
        raise NothingToCompare
    closest = [case for _, _, case in sorted(cases, key=lambda found: found[:2])]
    proofs = []
    for case in closest[:_CLOSEST]:
        found = prove_within(claim, case.formula, "=", case.domain(claim), by_rule=True, offered=told is not Told.ALL)
        proofs.append(replace(found, match=_match(case, letters)))
        if found.verdict is not ProofVerdict.REFUTED:
            return proofs[-1]
    fitted = (found for _, _, case in cases if (found := _fitted(claim, case, letters)))
    fit = next(fitted, None)
    if fit or told is Told.VERDICT:
        return fit or proofs[0]
    return replace(proofs[0], other=_other(claim, closest[0].quantity, kinds, letters))


def _bounded(claim: Expr, case: RuleCase, relation: str, letters: Letters) -> Proof:
    """An inequality, for all values of the letters that it leaves out, else for their usual ones."""
    found = prove_within(case.open_formula, claim, relation, case.open_domain(claim))
    if found.verdict is ProofVerdict.PROVED:
        return replace(found, match=replace(_match(case, letters), assumed=()))
    return replace(prove_within(case.formula, claim, relation, case.domain(claim)), match=_match(case, letters))


def _cases(
    claim: Expr, quantity: str | None, kinds: Iterable[str], letters: Letters, *, usual: bool
) -> Iterator[RuleCase]:
    for case in rule_cases(claim, quantity, kinds, letters, usual=usual):
        if quantity is not None or case.quantity.partition("_h")[0] in MAIN_QUANTITIES:
            yield case


def _match(case: RuleCase, letters: Letters) -> Match:
    assumed = tuple(relation for relation in case.assumed if relation not in case.chosen)
    return Match(case.kind, case.quantity, case.rule, case.open_formula, assumed, case.chosen, tuple(letters.items()))


def _proved(claim: Expr, case: RuleCase, letters: Letters) -> Proof | None:
    try:
        because = argument("=", claim, case.formula, case.domain(claim))
    except PastLimit:
        return None
    if because is None:
        return None
    return Proof(
        "=", claim, case.formula, case.domain(claim), ProofVerdict.PROVED, because, match=_match(case, letters)
    )


def _other(claim: Expr, quantity: str, kinds: Iterable[str], letters: Letters) -> Match | None:
    """The rule of an unusual situation that the formula is equal to."""
    for case in rule_cases(claim, quantity, kinds, letters, usual=False):
        if all(_same(claim, case)) and _proved(claim, case, letters):
            return _match(case, letters)
    return None


def _agreement(claim: Expr, case: RuleCase) -> float:
    """The share of some sample points at which the formula and the rule have the same value."""
    found = tuple(_same(claim, case))
    return sum(found) / len(found)


def _same(claim: Expr, case: RuleCase) -> Iterator[bool]:
    """Whether the formula and the rule have the same value, at one sample point after the other."""
    one, other, draw = evaluator(claim), evaluator(case.formula), Random(0)
    letters = sorted({*names(claim), *names(case.formula)})
    if len(letters) > _MOST_LETTERS:
        yield False
        return
    defined = False
    for _ in range(_SAMPLE):
        point = {name: draw.choice(_SIZES.get(name.upper()[0], range(least(name), 10))) for name in letters}
        try:
            same = one(point) == other(point)
        except (Undefined, TooLarge):
            continue
        defined = True
        yield same
    if not defined:
        raise Undefined


def _fitted(claim: Expr, case: RuleCase, letters: Letters) -> Proof | None:
    """Numbers in the places of kernel, stride and padding with which the rule is the formula."""
    missing = [name for name in _FITTED if name in names(case.open_formula) and name not in names(claim)]
    if "K" not in missing or {*names(case.open_formula)} - {*missing, *names(claim)} or not names(claim):
        return None
    one, (size, *_) = evaluator(claim), names(claim)
    sample = [{**dict.fromkeys(names(claim), 7), size: value} for value in range(30, 42)]
    wanted = [one(point) for point in sample]
    for rule in (case.open_formula, unrounded(case.open_formula)):
        other = evaluator(rule)
        for values in sorted(product(*(_FITTED[name] for name in missing)), key=sum):
            put = dict(zip(missing, values, strict=True))
            if all(other({**point, **put}) == value for point, value in zip(sample, wanted, strict=True)):
                return _with_numbers(claim, case, put, letters)
    return None


def _with_numbers(claim: Expr, case: RuleCase, put: Mapping[str, int], letters: Letters) -> Proof | None:
    formula = tidied(substituted(case.open_formula, {name: Num(value) for name, value in put.items()}))
    found = prove_within(claim, formula, "=", Domain(names(claim), ()), by_rule=True)
    relations = tuple(Op("=", (Sym(name), Num(value))) for name, value in put.items())
    match = replace(_match(case, letters), assumed=())
    if found.argument:
        condition = Conditions(relations, found.argument, exact=False, offered=True)
    elif found.conditions and found.conditions.offered:
        condition = replace(found.conditions, relations=(*found.conditions.relations, *relations), exact=False)
    else:
        return None
    failing = prove_within(claim, case.open_formula, "=", case.open_domain(claim), by_rule=True)
    if not failing.counterexample:
        return None
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, conditions=condition, match=match)
