"""The proof of a formula that is solved for a letter of a rule, and where it goes wrong."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.prove.asked_formula import Asked, RuleFit
from symcnn.answers.prove.divisions import divisions, unrounded
from symcnn.answers.prove.inverses import AIMS, unclipped
from symcnn.answers.prove.proof import Conditions, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove_within
from symcnn.answers.prove.rule_formulas import RuleCase
from symcnn.answers.prove.spelling_of_authors import AuthorSpelling, respelt, spelling
from symcnn.answers.prove.tidy import tidied
from symcnn.core.algebra.normal import NO_FORM
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted


def solved_proof(asked: Asked, fit: RuleFit, letters: tuple[tuple[str, str], ...], *, fits: bool = True) -> Proof:
    """The rule, and the formula in the place of the letter that it is solved for, come to the same.

    Where it `fits` not, that is refuted. Raises `Undefined` or `TooLarge`.
    """
    plain = spelling(asked.side, fit.reading)
    spelt = AuthorSpelling({**plain.author, fit.solved: asked.left or fit.solved}, plain.side)
    case = respelt(fit.candidate.case, spelt)
    if fit.aim == "output":
        found = _for_output(fit, spelt, case, fits=fits)
    else:
        found = _for_an_aim(fit, spelt, case, fits=fits)
    if not fits and found.counterexample is not None:
        found = replace(found, verdict=ProofVerdict.REFUTED, conditions=None)
    match = Match(
        case.kind, fit.candidate.quantity, case.rule, case.open_formula, case.assumed, case.chosen, letters, put_in=True
    )
    return replace(found, match=match)


def _for_output(fit: RuleFit, spelt: AuthorSpelling, case: RuleCase, *, fits: bool) -> Proof:
    """With the rule in the place of its quantity, the formula comes to the letter."""
    left = Sym(spelt.author[fit.solved])
    quantity = fit.candidate.quantity
    rule = tidied(substituted(case.formula, dict(fit.put)))
    put_in = substituted(spelt.side, {spelt.author.get(quantity, quantity): rule})
    found = prove_within(left, put_in, "=", replace(case, formula=rule).domain(put_in), by_rule=True)
    return _where_exact(found, fit, spelt, rule) if fits and found.verdict is ProofVerdict.REFUTED else found


def _where_exact(found: Proof, fit: RuleFit, spelt: AuthorSpelling, rule: Expr) -> Proof:
    """The proof where nothing is left over by the divisions of the rule, and the formula is not clipped."""
    plain = unclipped(spelt.side)
    value = tidied(substituted(unrounded(rule), {spelt.author[fit.solved]: plain}))
    aim = Sym(spelt.author.get(fit.candidate.quantity, fit.candidate.quantity))
    because = prove_within(value, aim, "=", domain_of(value, aim)).ground
    if because is None:
        return replace(found, verdict=ProofVerdict.UNDECIDED, counterexample=None, conditions=None)
    try:
        exact = tuple(part.exact for part in divisions(rule).values())
    except NO_FORM:
        exact = ()
    clipped = (Op(">=", (plain, Num(0))),) if plain != spelt.side else ()
    conditions = Conditions((*exact, *clipped), because, exact=False, offered=True)
    return replace(found, verdict=ProofVerdict.CONDITIONAL, ground=None, conditions=conditions)


def _for_an_aim(fit: RuleFit, spelt: AuthorSpelling, case: RuleCase, *, fits: bool) -> Proof:
    """With the formula in the place of the letter, the rule comes to what a padding is for."""
    name = spelt.author[fit.solved]
    numbers = dict(fit.put)
    value_of_any = tidied(substituted(case.formula, {name: spelt.side}))
    value = tidied(substituted(value_of_any, numbers))
    aim = spelt.of(AIMS.get(fit.aim, Sym("O")))
    found = prove_within(value, aim, "=", domain_of(value, aim), by_rule=True)
    if not fits:
        return found
    if found.verdict is ProofVerdict.REFUTED and fit.is_exact and found.conditions:
        found = replace(found, verdict=ProofVerdict.CONDITIONAL)
    if found.verdict is ProofVerdict.REFUTED:
        found = _where_odd(found, value, aim, spelt.author.get("K", "K"))
    if fit.solved == "P":
        found = _where_whole(spelt.side, found)
    return _for_numbers(found, value_of_any, aim, numbers) if numbers else found


def _where_odd(found: Proof, value: Expr, aim: Expr, kernel: str) -> Proof:
    """The proof for kernels with a cell in their middle, where it holds for these."""
    odd = tidied(substituted(value, {kernel: Op("+", (Op("*", (Num(2), Sym(kernel))), Op("-", (Num(1),))))}))
    because = prove_within(odd, aim, "=", domain_of(odd, aim)).ground if kernel in names(value) else None
    if because is None:
        return found
    is_odd = Op("=", (Op("mod", (Sym(kernel), Num(2))), Num(1)))
    conditions = Conditions((is_odd,), because, exact=False, offered=True)
    return replace(found, verdict=ProofVerdict.CONDITIONAL, conditions=conditions)


def _for_numbers(found: Proof, value_of_any: Expr, aim: Expr, numbers: Mapping[str, Expr]) -> Proof:
    """The proof for these numbers, with a point at which others do not reach the aim."""
    failing = prove_within(value_of_any, aim, "=", domain_of(value_of_any, aim), by_rule=True)
    ground = found.ground or (found.conditions.ground if found.conditions else None)
    if failing.counterexample is None or ground is None:
        return found
    given = found.conditions.relations if found.conditions else ()
    relations = tuple(Op("=", (Sym(letter), number)) for letter, number in numbers.items())
    conditions = Conditions((*given, *relations), ground, exact=False, offered=True)
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, ground=None, conditions=conditions)


def _where_whole(side: Expr, found: Proof) -> Proof:
    """A padding is a whole number of cells."""
    whole = prove_within(side, Op("floor", (side,)), "=", domain_of(side))
    if whole.verdict is ProofVerdict.PROVED or not whole.conditions:
        return found
    if found.verdict is ProofVerdict.PROVED:
        return replace(whole, verdict=ProofVerdict.CONDITIONAL)
    if found.verdict is not ProofVerdict.CONDITIONAL or not found.conditions:
        return found
    relations = tuple(dict.fromkeys((*found.conditions.relations, *whole.conditions.relations)))
    return replace(found, conditions=replace(found.conditions, relations=relations, exact=False))
