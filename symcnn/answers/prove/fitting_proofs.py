"""The proof that a formula is the one that it fits, in its author's letters."""

from __future__ import annotations

from symcnn.answers.prove.asked_formula import Asked, How, RuleFit, letters_in, quantities_of
from symcnn.answers.prove.candidates import RuleCandidate
from symcnn.answers.prove.catalogue_fits import usual_case
from symcnn.answers.prove.inverse_proofs import solved_proof
from symcnn.answers.prove.multiplied import multiplied_out
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.proof import Conditions, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove_within
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.rule_formulas import RuleCase
from symcnn.answers.prove.spelling_of_authors import AuthorSpelling, respelt, spelling
from symcnn.answers.prove.tidy import tidied
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, rebuilt, substituted

_OPERATIONS = frozenset({"macs", "flops", "connections", "neurons"})
"""What is counted in different ways, under names that people exchange."""


def fitting_proof(asked: Asked, fit: RuleFit) -> Proof:
    """The proof of a fit: proved, or under the condition that the fit leaves open.

    Raises `Undefined` or `TooLarge`.
    """
    spelt = spelling(asked.side, fit.reading)
    case = respelt(fit.candidate.case, spelt)
    letters = reading_shown(asked, fit.reading)
    if fit.solved:
        return solved_proof(asked, fit, letters)
    match = match_of(case, fit.candidate, letters)
    if fit.put:
        return _with_numbers(fit, spelt, case, match)
    found = prove_within(_divided(spelt.side, case.required), case.formula, "=", case.domain(spelt.side), by_rule=True)
    found = replace(found, left=spelt.side, match=match)
    if fit.is_exact and found.verdict is ProofVerdict.REFUTED and found.conditions:
        found = replace(found, verdict=ProofVerdict.CONDITIONAL)
    if fit.how is not How.BY_ANOTHER_CHOICE or found.verdict not in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
        return found
    return _by_another_choice(asked, fit, spelt, found, match)


def _divided(side: Expr, required: tuple[Op, ...]) -> Expr:
    """The formula without the floors of quotients that are whole by what is required: ``⌊C/G⌋`` where G divides C."""

    def put(node: Expr) -> Expr:
        match node:
            case Op("floor", (Op("*", (above, Op("/", (below,)))) as quotient,)):
                return quotient if Op("=", (Op("mod", (above, below)), Num(0))) in required else node
        return rebuilt(node, put)

    return rebuilt(side, put) if required else side


def reading_shown(asked: Asked, reading: LetterReading) -> tuple[tuple[str, str], ...]:
    """The author's names that are not the catalogue's, with the catalogue's."""
    letters = dict(letters_in(asked.side, reading))
    if asked.left in reading.letters:
        meaning = reading.letters[asked.left]
        letters = {
            asked.left: meaning if any(parted(name)[1] for name in letters.values()) else parted(meaning)[0]
        } | letters
    return tuple((name, meaning) for name, meaning in letters.items() if meaning not in (name, name.upper()))


def refutation(asked: Asked, reading: LetterReading, candidate: RuleCandidate) -> Proof:
    """How the formula differs from the usual rule, whatever else it may be.

    Raises `Undefined` or `TooLarge`.
    """
    spelt = spelling(asked.side, reading)
    case = respelt(candidate.case, spelt)
    found = prove_within(spelt.side, case.formula, "=", case.domain(spelt.side), by_rule=True)
    return replace(found, match=match_of(case, candidate, reading_shown(asked, reading)))


def bounded_proof(asked: Asked, reading: LetterReading, candidate: RuleCandidate, relation: str) -> Proof:
    """An inequality, for all values of the letters that it leaves out, else for their usual ones."""
    spelt = spelling(asked.side, reading)
    case = respelt(candidate.case, spelt)
    match = match_of(case, candidate, reading_shown(asked, reading))
    found = prove_within(case.open_formula, spelt.side, relation, case.open_domain(spelt.side))
    if found.verdict is ProofVerdict.PROVED:
        return replace(found, match=replace(match, assumed=()))
    return replace(prove_within(case.formula, spelt.side, relation, case.domain(spelt.side)), match=match)


def match_of(case: RuleCase, candidate: RuleCandidate, letters: tuple[tuple[str, str], ...]) -> Match:
    """The rule that a formula is compared with."""
    own = {name for name, _ in letters}
    assumed = tuple(part for part in case.assumed if part not in case.chosen and names(part.args[0])[0] not in own)
    formula = case.open_formula if candidate.is_rule else multiplied_out(case.open_formula)
    return Match(case.kind, candidate.quantity, case.rule, formula, assumed, case.chosen, letters)


def _with_numbers(fit: RuleFit, spelt: AuthorSpelling, case: RuleCase, match: Match) -> Proof:
    put = {name: spelt.of(value) for name, value in fit.put}
    formula = tidied(substituted(case.formula, put))
    found = prove_within(spelt.side, formula, "=", domain_of(spelt.side, formula), by_rule=True)
    chosen = tuple(Op("=", (Sym(name), value)) for name, value in put.items())
    others = tuple(part for part in match.assumed if part.args[0] not in {relation.args[0] for relation in chosen})
    return _conditional(spelt, case, replace(found, match=replace(match, assumed=())), (*chosen, *others))


def _by_another_choice(asked: Asked, fit: RuleFit, spelt: AuthorSpelling, found: Proof, match: Match) -> Proof:
    """It is the rule of another case or convention: so much is its condition."""
    relations = (*match.chosen, *match.assumed)
    about = next((one for one in quantities_of(asked, fit.reading) if one is not None), match.quantity)
    if about != match.quantity and {about, match.quantity} <= _OPERATIONS:
        relations = (Op("=", (Sym(about), Sym(match.quantity))), *relations)
    usual = usual_case(asked, fit.reading)
    case = respelt(usual.case, spelt) if usual else respelt(fit.candidate.case, spelt)
    return _conditional(spelt, case, replace(found, match=replace(match, assumed=())), relations)


def _conditional(spelt: AuthorSpelling, case: RuleCase, found: Proof, relations: tuple[Op, ...]) -> Proof:
    """The proof under these relations, with a point at which the formula is not the usual rule."""
    ground = found.ground or (found.conditions.ground if found.conditions else None)
    if ground is None:
        return found
    failing = prove_within(spelt.side, case.open_formula, "=", case.open_domain(spelt.side), by_rule=True)
    if failing.counterexample is None or not relations:
        return found
    given = found.conditions.relations if found.conditions else ()
    conditions = Conditions((*given, *relations), ground, exact=False, offered=True)
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, ground=None, conditions=conditions, match=found.match)
