"""The proof that a formula is the one that it fits, in its author's letters."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.prove.candidates import RuleCandidate
from symcnn.answers.prove.catalogue_fits import AIMS, Asked, How, RuleFit, letters_in, usual_case
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.proof import Conditions, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove_within
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.rule_formulas import RuleCase
from symcnn.answers.prove.tidy import tidied
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, rebuilt, substituted


@record
class AuthorSpelling:
    """The author's names for the catalogue's letters, and the author's formula with one name for what is the same."""

    author: Mapping[str, str]
    side: Expr

    def of(self, expr: Expr) -> Expr:
        """A formula of the catalogue in the author's letters."""
        return substituted(expr, {name: Sym(author) for name, author in self.author.items() if name != author})

    def is_clear(self, expr: Expr) -> bool:
        """Whether no letter of the catalogue's that stays is one that the author uses for something else."""
        return not ({*names(expr)} - {*self.author}) & {*self.author.values()}


def spelling(side: Expr, reading: LetterReading) -> AuthorSpelling:
    """How the author of a formula spells."""
    letters = letters_in(side, reading)
    author: dict[str, str] = {}
    for name, meaning in letters.items():
        author.setdefault(meaning, name)
    joined = {name: Sym(author[meaning]) for name, meaning in letters.items() if author[meaning] != name}
    return AuthorSpelling(author, substituted(side, joined))


def fitting_proof(asked: Asked, fit: RuleFit) -> Proof:
    """The proof of a fit: proved, or under the condition that the fit leaves open.

    Raises `Undefined` or `TooLarge`.
    """
    spelt = spelling(asked.side, fit.reading)
    case = _respelt(fit.candidate.case, spelt)
    letters = reading_shown(asked, fit.reading)
    if fit.solved:
        return _solved(fit, spelt, case, letters)
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
    case = _respelt(candidate.case, spelt)
    found = prove_within(spelt.side, case.formula, "=", case.domain(spelt.side), by_rule=True)
    return replace(found, match=match_of(case, candidate, reading_shown(asked, reading)))


def bounded_proof(asked: Asked, reading: LetterReading, candidate: RuleCandidate, relation: str) -> Proof:
    """An inequality, for all values of the letters that it leaves out, else for their usual ones."""
    spelt = spelling(asked.side, reading)
    case = _respelt(candidate.case, spelt)
    match = match_of(case, candidate, reading_shown(asked, reading))
    found = prove_within(case.open_formula, spelt.side, relation, case.open_domain(spelt.side))
    if found.verdict is ProofVerdict.PROVED:
        return replace(found, match=replace(match, assumed=()))
    return replace(prove_within(case.formula, spelt.side, relation, case.domain(spelt.side)), match=match)


def match_of(case: RuleCase, candidate: RuleCandidate, letters: tuple[tuple[str, str], ...]) -> Match:
    """The rule that a formula is compared with."""
    own = {name for name, _ in letters}
    assumed = tuple(part for part in case.assumed if part not in case.chosen and names(part.args[0])[0] not in own)
    return Match(case.kind, candidate.quantity, case.rule, case.open_formula, assumed, case.chosen, letters)


def _respelt(case: RuleCase, spelt: AuthorSpelling) -> RuleCase:
    def relation(part: Op) -> Op:
        return Op(part.name, (part.args[0], *map(spelt.of, part.args[1:])))

    required = (found for part in case.required if spelt.is_clear(part) and isinstance(found := spelt.of(part), Op))
    is_clear = spelt.is_clear(case.open_formula)
    return replace(
        case,
        formula=spelt.of(case.formula),
        open_formula=spelt.of(case.open_formula if is_clear else case.formula),
        assumed=tuple(map(relation, case.assumed)),
        required=tuple(required),
    )


def _solved(fit: RuleFit, spelt: AuthorSpelling, case: RuleCase, letters: tuple[tuple[str, str], ...]) -> Proof:
    """The rule for the output size with the formula in the place of a letter comes to its aim."""
    name = spelt.author.get(fit.solved, fit.solved)
    if fit.aim == "output":
        left, right = Sym(fit.solved), spelt.side
        put_in = substituted(right, {spelt.author.get("O", "O"): substituted(case.formula, {fit.solved: left})})
        found = prove_within(left, put_in, "=", case.domain(put_in), by_rule=True)
    else:
        numbers = dict(fit.put)
        value_of_any = tidied(substituted(case.formula, {name: spelt.side, fit.solved: spelt.side}))
        value = tidied(substituted(value_of_any, numbers))
        aim = spelt.of(AIMS.get(fit.aim, Sym("O")))
        found = prove_within(value, aim, "=", domain_of(value, aim), by_rule=True)
        if found.verdict is ProofVerdict.REFUTED:
            found = _where_odd(found, value, aim, spelt.author.get("K", "K"))
        if found.verdict is ProofVerdict.PROVED and fit.solved == "P":
            found = _where_whole(spelt.side, found)
        if numbers:
            found = _for_numbers(found, value_of_any, aim, numbers)
    match = Match(case.kind, "O", case.rule, case.open_formula, case.assumed, case.chosen, letters, put_in=True)
    return replace(found, match=match)


def _where_odd(found: Proof, value: Expr, aim: Expr, kernel: str) -> Proof:
    """The proof for kernels with a cell in their middle, where it holds for these."""
    odd = tidied(substituted(value, {kernel: Op("+", (Op("*", (Num(2), Sym(kernel))), Op("-", (Num(1),))))}))
    because = prove_within(odd, aim, "=", domain_of(odd, aim)).argument if kernel in names(value) else None
    if because is None:
        return found
    is_odd = Op("=", (Op("mod", (Sym(kernel), Num(2))), Num(1)))
    conditions = Conditions((is_odd,), because, exact=False, offered=True)
    return replace(found, verdict=ProofVerdict.CONDITIONAL, conditions=conditions)


def _for_numbers(found: Proof, value: Expr, aim: Expr, numbers: Mapping[str, Expr]) -> Proof:
    """The proof for these numbers, with a point at which others do not reach the aim."""
    failing = prove_within(value, aim, "=", domain_of(value, aim), by_rule=True)
    ground = found.argument or (found.conditions.argument if found.conditions else None)
    if failing.counterexample is None or ground is None:
        return found
    given = found.conditions.relations if found.conditions else ()
    relations = tuple(Op("=", (Sym(letter), number)) for letter, number in numbers.items())
    conditions = Conditions((*given, *relations), ground, exact=False, offered=True)
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, argument=None, conditions=conditions)


def _where_whole(side: Expr, found: Proof) -> Proof:
    """A padding is a whole number of cells."""
    whole = prove_within(side, Op("floor", (side,)), "=", domain_of(side))
    if whole.verdict is ProofVerdict.PROVED or not whole.conditions:
        return found
    return replace(whole, verdict=ProofVerdict.CONDITIONAL)


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
    usual = usual_case(asked, fit.reading)
    case = _respelt(usual.case, spelt) if usual else _respelt(fit.candidate.case, spelt)
    return _conditional(spelt, case, replace(found, match=replace(match, assumed=())), relations)


def _conditional(spelt: AuthorSpelling, case: RuleCase, found: Proof, relations: tuple[Op, ...]) -> Proof:
    """The proof under these relations, with a point at which the formula is not the usual rule."""
    ground = found.argument or (found.conditions.argument if found.conditions else None)
    if ground is None:
        return found
    failing = prove_within(spelt.side, case.open_formula, "=", case.open_domain(spelt.side), by_rule=True)
    if failing.counterexample is None or not relations:
        return found
    given = found.conditions.relations if found.conditions else ()
    conditions = Conditions((*given, *relations), ground, exact=False, offered=True)
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, argument=None, conditions=conditions, match=found.match)
