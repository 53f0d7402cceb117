"""What is said of a formula that no reading makes true: refuted only where it is told what its letters stand for.

That is so where they are given, or the catalogue's own and all of the rule's, or a notation's or a kind's, and the
formula is one small change away from the rule. Letters that the rule has not got are not about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from symcnn.answers.prove.asked_formula import Asked, Question, RuleFit, in_catalogue_letters, quantities_of
from symcnn.answers.prove.candidates import RATIO, RuleCandidate, agreement, candidates, composed
from symcnn.answers.prove.catalogue_fits import by_other_choices
from symcnn.answers.prove.counts import BLOCK_COUNTS
from symcnn.answers.prove.fitting_proofs import match_of, reading_shown, refutation
from symcnn.answers.prove.inverse_proofs import solved_proof
from symcnn.answers.prove.inverses import SOLVED, solved
from symcnn.answers.prove.notations import parted, usual_meanings
from symcnn.answers.prove.proof import NAMELESS, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove_within
from symcnn.answers.prove.readings import ANY, MIXED, OWN, RECURSION, LetterReading
from symcnn.answers.prove.rule_formulas import FIRST_KINDS, constant_cases, letters_of, letters_within, own_letters
from symcnn.answers.prove.slips import Slip, changes, slips_in
from symcnn.core.record import replace
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, walk
from symcnn.network.wiring.layer_kinds import kind

COMPARED_KINDS = ("separable", "conv", "depthwise")
"""The kinds whose costs are set against each other."""

_PLAIN = ("conv", "dense", "max_pool", *COMPARED_KINDS)
"""The kinds that are meant where nothing else is said."""

_CONSTANTS = ("params", "weights", "biases", "trainable", "O")
_SEEN = ("receptive_field", "R_in")
_GUESSED = (ANY, MIXED, RECURSION)
_TOO_MUCH = ("factor-too-much", "term-too-much", "another-letter")
_OF_WINDOWS = frozenset({"I", "K", "S", "P", "pads", "D"})
_OF_RATIOS = frozenset({"K", "N"})
_LEAST_LETTERS = 3
_STEPS, _MOST_SLIPS, _MOST_CHANGES = 8, 4, 400


class NothingToCompare(LookupError):
    """The kind has no rule for the quantity."""


def not_fitting(asked: Asked, question: Question, own: tuple[LetterReading, ...]) -> Proof:
    """Refuted or undecided; the readings of the kind that is named are its `own`.

    Raises `NothingToCompare`.
    """
    unknown = tuple(name for name in names(asked.side) if not _is_known(name, question))
    if (found := _constant(asked) or _refuted(asked, question, own)) is not None:
        return found
    for reading in sorted((one for one in (*asked.readings, *own) if one.plain), key=lambda one: not one.sure):
        for candidate in closest_candidates(asked, reading)[:1]:
            missing = tuple(name for name in unknown if name not in reading.letters)
            return replace(undecided(refutation(asked, reading, candidate), missing), is_doubtful=not missing)
    if len(asked.kinds) == 1 and not _is_of_the_kind(asked.kinds[0], asked.quantities):
        raise NothingToCompare
    return replace(undecided(unproved(Sym(question.left), asked.side), unknown), is_doubtful=True)


def _constant(asked: Asked) -> Proof | None:
    """A formula for what is one number for every layer of the kind that is named: a ReLU has no parameters."""
    for quantity in asked.quantities if len(asked.kinds) == 1 else ():
        if quantity in _CONSTANTS and not any(one.is_rule for one in candidates(frozenset(), quantity, asked.kinds)):
            for case in constant_cases(asked.kinds[0], quantity):
                proof = prove_within(asked.side, case.formula, "=", domain_of(asked.side), by_rule=True)
                match = Match(case.kind, quantity, case.rule, case.formula, case.assumed, case.chosen)
                return replace(proof, match=match)
    return None


def _refuted(asked: Asked, question: Question, own: tuple[LetterReading, ...]) -> Proof | None:
    if not names(asked.side):
        value_of(asked.side)
        return None  # numbers are those of some layer
    plain = [one for one in asked.readings if one.plain and (one.sure or _is_of_a_window(asked, one))]
    for reading in plain:
        if _is_given(reading, question) or _is_notation(asked, reading):
            proof = _refuted_inverse(asked, reading)
            if proof is not None:
                return proof
    for reading in plain:
        if _is_given(reading, question):
            for candidate in closest_candidates(asked, reading)[:1]:
                if _is_about(asked, reading, candidate):
                    return _refutation(asked, reading, candidate)
    if len(asked.kinds) == 1:
        for reading in (one for one in own if one.plain and one.sure):
            for candidate in closest_candidates(asked, reading)[:1]:
                if _has_all(asked, reading, candidate):
                    return _refutation(asked, reading, candidate)
    kinds = asked.kinds if len(asked.kinds) == 1 else tuple(filter(asked.kinds.__contains__, _PLAIN))
    readings = [one for one in plain if _is_given(one, question) or _is_notation(asked, one)]
    for reading in readings[:_MOST_SLIPS]:
        given = _is_given(reading, question)
        for slip in slips_in(replace(asked, kinds=kinds), reading):
            if _is_a_slip(asked, reading, slip, given=given):
                return _refutation(asked, reading, slip.candidate)
    return None


def _is_of_the_kind(name: str, about: tuple[str | None, ...]) -> bool:
    """Whether a kind has a rule or an argument of the name of one of the quantities."""
    own = {parted(rule.target)[0] for rule in kind(name, {}).rules} | letters_of(name) | {"pads", *composed()}
    return not about or any(quantity is None or parted(quantity)[0] in own for quantity in about)


def _is_given(reading: LetterReading, question: Question) -> bool:
    """Whether every letter is told, or the catalogue's own as the catalogue writes it."""
    return reading.source in (OWN, "told") and all(
        name in question.known.told or parted(name)[0] == parted(meaning)[0] or len(parted(name)[0]) > 1
        for name, meaning in reading.letters.items()
    )


def _is_notation(asked: Asked, reading: LetterReading) -> bool:
    """Whether one notation has all letters."""
    return reading.source not in _GUESSED or _is_of_a_window(asked, reading)


def _is_of_a_window(asked: Asked, reading: LetterReading) -> bool:
    """Whether it is a size made of a window's letters, some of which are a notation's: ``(H + 2p - k)/s``."""
    stems = {parted(reading.letters[name])[0] for name in names(asked.side) if name in reading.letters}
    is_size = quantities_of(asked, reading) == ("O",)
    return reading.source == MIXED and is_size and len(stems) >= _LEAST_LETTERS and stems <= _OF_WINDOWS


def _has_all(asked: Asked, reading: LetterReading, candidate: RuleCandidate) -> bool:
    """Whether the rule, or what its kind asks of its arguments, has all letters of the formula."""
    case = candidate.case
    own = {parted(name)[0] for expr in (candidate.formula, case.open_formula, *case.required) for name in names(expr)}
    own |= {part.args[0].name for part in case.assumed if isinstance(part.args[0], Sym)}
    side = in_catalogue_letters(asked.side, reading)
    if _may_have_a_number(side, candidate):
        return False
    return {parted(name)[0] for name in names(side)} <= own


def _may_have_a_number(side: Expr, rule: RuleCandidate) -> bool:
    """Whether a number of the formula may stand for a letter of the rule."""
    found = frozenset(names(side))
    kinds = ("conv", "dense") if rule.case.kind in ("conv", "dense") else (rule.case.kind,)
    if rule.quantity == RATIO:
        return _has_a_number(side) and not found >= _OF_RATIOS
    rules = (rule, *(one for one in candidates(found, rule.quantity, kinds) if one.is_rule))
    return _has_a_number(side) and not all(found.issuperset(names(one.formula)) for one in rules)


def _has_a_number(expr: Expr) -> bool:
    """Whether there is a number in it besides ones and exponents."""
    match expr:
        case Num(value):
            return value != 1
        case Op("^", (base, Num())):
            return _has_a_number(base)
        case Op(_, args):
            return any(map(_has_a_number, args))
    return False


def _is_about(asked: Asked, reading: LetterReading, candidate: RuleCandidate) -> bool:
    """Whether a formula in the catalogue's own letters is about this rule, and not about layers of other kinds."""
    if candidate.quantity == RATIO or not _has_all(asked, reading, candidate):
        return False
    return len(asked.kinds) == 1 or not _may_be_a_block(asked, reading, candidate.quantity)


def _may_be_a_block(asked: Asked, reading: LetterReading, quantity: str) -> bool:
    """Whether a count may be that of several layers: it has no kernel, or several terms that have one."""
    side = in_catalogue_letters(asked.side, reading)
    kernels = [name for name in names(side) if parted(name)[0] == "K"]
    return quantity in BLOCK_COUNTS and (not kernels or _terms_with(side, frozenset(kernels)) > 1)


def _terms_with(expr: Expr, letters: frozenset[str]) -> int:
    """The most terms of one sum in which these letters stand."""
    sums = (node.args for node in walk(expr) if isinstance(node, Op) and node.name == "+")
    return max((sum(not letters.isdisjoint(names(term)) for term in terms) for terms in sums), default=1)


def _is_a_slip(asked: Asked, reading: LetterReading, slip: Slip, *, given: bool) -> bool:
    """Whether one small change is more than another meaning of a letter would be."""
    rule = slip.candidate
    if _may_have_a_number(in_catalogue_letters(asked.side, reading), rule):
        return False
    stems = {parted(meaning)[0] for meaning in reading.letters.values()}
    if rule.quantity == RATIO:
        return True
    if _may_be_a_block(asked, reading, rule.quantity) and len(asked.kinds) > 1:
        return False
    may_be_jump = rule.quantity in _SEEN and stems & {"S", "layers"} and "J_in" not in names(asked.side)
    if not given and (slip.name == "another-letter" or may_be_jump):
        return False
    return _has_all(asked, reading, rule) or (given and slip.name in _TOO_MUCH and _is_unmistakable(asked, rule))


def _is_unmistakable(asked: Asked, rule: RuleCandidate) -> bool:
    """Whether the letters that the rule has not got mean one thing wherever they are used."""
    others = {*names(asked.side)} - {*names(rule.case.open_formula)}
    return all(len(usual_meanings(name)) == 1 for name in others)


def _refuted_inverse(asked: Asked, reading: LetterReading) -> Proof | None:
    """A formula for a letter of a rule that with one small change would be the rule, solved for it."""
    side = in_catalogue_letters(asked.side, reading)
    found = tuple(sorted(names(side)))
    for letter in quantities_of(asked, reading):
        if letter not in SOLVED or not found or letter in found:
            continue
        kinds = asked.kinds if len(asked.kinds) == 1 else FIRST_KINDS
        within = replace(asked, kinds=kinds)
        changed_ones = [changed for _, changed in islice(changes(side, found, ()), _MOST_CHANGES)]
        for changed in sorted(changed_ones, key=lambda one: {*names(one)} != {*found}):
            fit: RuleFit | None = next(solved(within, reading, changed, letter), None)
            if fit is not None and {*names(side)} <= {*names(fit.candidate.case.open_formula), fit.candidate.quantity}:
                proof = solved_proof(asked, fit, reading_shown(asked, reading), fits=False)
                return proof if proof.verdict is ProofVerdict.REFUTED else None
    return None


def _refutation(asked: Asked, reading: LetterReading, candidate: RuleCandidate) -> Proof | None:
    proof = refutation(asked, reading, candidate)
    return replace(proof, other=_on_other_axes(asked)) if proof.verdict is ProofVerdict.REFUTED else None


def _on_other_axes(asked: Asked) -> Match | None:
    """The rule of a layer of another number of axes that the formula is."""
    fit = next(by_other_choices(replace(asked, axes=(1, 3))), None)
    return match_of(fit.candidate.case, fit.candidate, ()) if fit else None


def _is_known(name: str, question: Question) -> bool:
    """Whether a name is told, or one of the catalogue's; where a kind is named, one of that kind's or of both."""
    stem, _ = parted(name)
    own = own_letters() if len(question.kinds) > 1 else letters_of(question.kinds[0]) | {"I", "C", "pads", "layers"}
    return name in question.known.told or stem in own or (len(stem) == 1 and stem.upper() in own)


def undecided(proof: Proof, unknown: tuple[str, ...] = ()) -> Proof:
    """The proof with nothing said of the formula."""
    return replace(
        proof,
        verdict=ProofVerdict.UNDECIDED,
        ground=None,
        counterexample=None,
        conditions=None,
        other=None,
        unknown=unknown,
    )


def unproved(left: Expr, right: Expr) -> Proof:
    """A proof that has not been tried."""
    formulas = (right,) if left == NAMELESS else (left, right)
    return Proof("=", left, right, domain_of(*formulas), ProofVerdict.UNDECIDED)


def closest_candidates(asked: Asked, reading: LetterReading) -> Sequence[RuleCandidate]:
    """The usual rules for what a formula is about, those with the same values most often first, of plain kinds.

    A kind that has not got all of its letters is not left out where it is the one that was named, or another has.
    """
    side = in_catalogue_letters(asked.side, reading)
    found = frozenset(names(side))
    first = COMPARED_KINDS if RATIO in quantities_of(asked, reading) else FIRST_KINDS
    kinds = tuple(filter(asked.kinds.__contains__, first)) or asked.kinds

    def distance(candidate: RuleCandidate) -> tuple[bool, int, int, int]:
        is_far = candidate.quantity in _SEEN and candidate.case.kind not in _PLAIN
        aside = len(found ^ {*names(candidate.formula)}) + (candidate.case.kind not in _PLAIN)
        return is_far, -int(agreement(side, candidate.formula) * _STEPS), aside, len(candidate.case.chosen)

    every = [one for quantity in quantities_of(asked, reading) for one in _rules(found, quantity, kinds)]
    if not every and len(asked.kinds) > 1:
        return ()
    for quantity in quantities_of(asked, reading):
        for name in kinds if quantity else ():
            within = letters_within(name, found, quantity)
            every += _rules(within, quantity, (name,)) if len(within) < len(found) else []
    return sorted(every, key=distance)


def _rules(letters: frozenset[str], quantity: str | None, kinds: tuple[str, ...]) -> list[RuleCandidate]:
    found = candidates(letters, quantity, kinds)
    return [one for one in found if one.is_rule or quantity == RATIO]
