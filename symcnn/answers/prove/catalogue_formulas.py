"""Whether a formula is one of the catalogue's: ``O = (I - K)/S + 1``, or only its right side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from types import MappingProxyType

from symcnn.answers.prove.candidates import RuleCandidate, agreement, candidates
from symcnn.answers.prove.catalogue_fits import Asked, Work, by_other_choices, fits, in_catalogue_letters, quantities_of
from symcnn.answers.prove.fitting_proofs import bounded_proof, fitting_proof, match_of, refutation
from symcnn.answers.prove.layer_by_layer import of_one_layer
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.proof import NAMELESS, Match, Proof, ProofVerdict, TriedReadings
from symcnn.answers.prove.prove import WORST_FIRST, domain_of, prove
from symcnn.answers.prove.readings import OWN, LetterMeanings, LetterReading, letter_readings
from symcnn.answers.prove.reasoning import PastLimit
from symcnn.answers.prove.rule_formulas import FIRST_KINDS, kind_names, own_letters, quantity_named
from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Undefined
from symcnn.core.written.layout import RELATIONS
from symcnn.core.written.tree import Expr, Op, Sym, names

MAIN_QUANTITIES = ("O", "weights", "biases", "params", "neurons", "connections", "macs", "flops", "receptive_field")
"""What a formula without a name may be."""

_STEPS, _MOST_FITS = 8, 8


class UnknownQuantity(LookupError):
    """The name that a formula begins with is no quantity of the catalogue."""


class NothingToCompare(LookupError):
    """The kind has no rule for the quantity."""


def prove_against_catalogue(
    formula: Expr,
    kind: str | None = None,
    letters: Mapping[str, str] = MappingProxyType({}),
    quantity: str | None = None,
) -> Proof:
    """The formula against the catalogue's rules, or those of one kind; ``a = b`` without a name on its own.

    The `letters` are the catalogue's for names of the author's. A formula is refuted only where all its letters are
    given or the catalogue's own, and no reading of textbooks makes it true.

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
    formula = layer_by_layer(formula)
    known = LetterMeanings({name: (meaning,) for name, meaning in letters.items()})
    if not (isinstance(formula, Op) and formula.name in RELATIONS):
        wanted = (quantity,) if quantity else MAIN_QUANTITIES
        return _judged(Question("", formula, "=", wanted, kinds, known))
    formula = _quantity_first(formula, letters)
    first, *sides = formula.args
    if not isinstance(first, Sym) or first.name in names(Op("=", tuple(sides))):
        return _worst(prove(left, right, formula.name) for left, right in pairwise(formula.args))
    named = quantity or quantity_named(letters.get(first.name, first.name))
    if named is None and len(first.name) > 1 and not _has_meaning(first.name, known):
        raise UnknownQuantity(first.name)
    numbers = [side for side in sides if not names(side)]
    claims = [side for side in sides if names(side)] or (numbers if len(numbers) == 1 else [])
    told = (parted(named)[0],) if named else ()
    proofs = [_judged(Question(first.name, claim, formula.name, told, kinds, known)) for claim in claims]
    proofs += [prove(left, right, formula.name) for left, right in pairwise(numbers)]
    return _along_its_axis(_worst(proofs), named)


def layer_by_layer(formula: Expr) -> Expr:
    """The formula with sums over layers as what one layer adds.

    Raises `Undefined` for a sum that says nothing of one layer.
    """
    sides = formula.args if isinstance(formula, Op) and formula.name in RELATIONS else (formula,)
    found = [side for each in sides if (side := of_one_layer(each)) is not None]
    if len(found) < len(sides):
        raise Undefined
    return Op(formula.name, tuple(found)) if isinstance(formula, Op) and formula.name in RELATIONS else found[0]


def _along_its_axis(proof: Proof, named: str | None) -> Proof:
    """The proof for a quantity along one axis, as it was asked for."""
    if proof.match is None or named is None or parted(named)[0] != proof.match.quantity:
        return proof
    return replace(proof, match=replace(proof.match, quantity=named))


def _quantity_first(formula: Op, letters: Mapping[str, str]) -> Op:
    """``a = b`` with the quantity on its left: it may stand on either side."""
    first, *_, last = formula.args
    if formula.name != "=" or not isinstance(last, Sym):
        return formula
    is_named = isinstance(first, Sym) and quantity_named(letters.get(first.name, first.name)) is not None
    is_last = quantity_named(letters.get(last.name, last.name)) is not None
    return Op("=", formula.args[::-1]) if not isinstance(first, Sym) or (is_last and not is_named) else formula


@record
class Question:
    """One side of a formula, to be judged: its left name, what it may be for, and what is known of its letters."""

    left: str
    side: Expr
    relation: str
    quantities: tuple[str, ...]
    kinds: tuple[str, ...]
    known: LetterMeanings


def _has_meaning(name: str, known: LetterMeanings) -> bool:
    return next(letter_readings([name], known), None) is not None


def _worst(proofs: Iterable[Proof]) -> Proof:
    return min(proofs, key=lambda proof: WORST_FIRST.index(proof.verdict))


def _judged(question: Question) -> Proof:
    """The proof by the plainest reading in which the formula is true; else that it is not the closest rule."""
    asked = _asked(question)
    quantities = {
        quantity: None for reading in asked.readings for quantity in quantities_of(asked, reading) if quantity
    }
    readings = ((reading.source, tuple(reading.letters.items())) for reading in asked.readings)
    tried = TriedReadings(tuple(quantities), question.kinds, tuple(readings))
    return replace(_proof(asked, question), tried=tried)


def _asked(question: Question) -> Asked:
    found = names(question.side)
    read = found if question.quantities else (question.left, *(name for name in found if name != question.left))
    readings = tuple(letter_readings(read, question.known))
    return Asked(question.left, question.side, readings, question.quantities, question.kinds, work=Work())


def _proof(asked: Asked, question: Question) -> Proof:
    if question.relation != "=":
        return _bounded(asked, question.relation)
    try:
        for fit in islice(fits(asked), _MOST_FITS):
            proof = fitting_proof(asked, fit)
            if proof.verdict is not ProofVerdict.REFUTED:
                return proof
        return _not_fitting(asked, question)
    except PastLimit as past:
        return replace(_open(Sym(question.left), asked.side), limit=past.limit)


def _not_fitting(asked: Asked, question: Question) -> Proof:
    """Refuted where every letter is given or the catalogue's own, else undecided."""
    unknown = tuple(name for name in names(asked.side) if not _is_known(name, question.known))
    for reading in asked.readings:
        if not reading.plain:
            continue
        closest = closest_candidates(asked, reading)
        for candidate in closest[:1]:
            proof = refutation(asked, reading, candidate)
            is_sure = reading.sure and reading.source in (OWN, "told") and not unknown
            return replace(proof, other=_on_other_axes(asked)) if is_sure else _undecided(proof, unknown)
    if asked.quantities and asked.readings:
        raise NothingToCompare
    if unknown or not question.left:
        return _undecided(_open(Sym(question.left), asked.side), unknown)
    return prove(Sym(question.left), asked.side)


def _on_other_axes(asked: Asked) -> Match | None:
    """The rule of a layer of another number of axes that the formula is."""
    fit = next(by_other_choices(replace(asked, axes=(1, 3))), None)
    return match_of(fit.candidate.case, fit.candidate, ()) if fit else None


def _is_known(name: str, known: LetterMeanings) -> bool:
    stem, _ = parted(name)
    return name in known.told or stem in own_letters() or (len(stem) == 1 and stem.upper() in own_letters())


def _undecided(proof: Proof, unknown: tuple[str, ...]) -> Proof:
    return replace(
        proof,
        verdict=ProofVerdict.UNDECIDED,
        argument=None,
        counterexample=None,
        conditions=None,
        other=None,
        unknown=unknown,
    )


def _open(left: Expr, right: Expr) -> Proof:
    formulas = (right,) if left == NAMELESS else (left, right)
    return Proof("=", left, right, domain_of(*formulas), ProofVerdict.UNDECIDED)


def closest_candidates(asked: Asked, reading: LetterReading) -> Sequence[RuleCandidate]:
    """The usual rules for what a formula is about, those with the same values most often first."""
    side = in_catalogue_letters(asked.side, reading)
    found = frozenset(names(side))

    def distance(candidate: RuleCandidate) -> tuple[int, int]:
        return -int(agreement(side, candidate.formula) * _STEPS), len(found ^ {*names(candidate.formula)})

    every = [
        candidate
        for quantity in quantities_of(asked, reading)
        for candidate in candidates(
            found, quantity, tuple(filter(FIRST_KINDS.__contains__, asked.kinds)) or asked.kinds
        )
        if candidate.is_rule
    ]
    return sorted(every, key=distance)


def _bounded(asked: Asked, relation: str) -> Proof:
    """An inequality, for all values of the letters that it leaves out, else for their usual ones."""
    for reading in asked.readings:
        side = in_catalogue_letters(asked.side, reading)
        for quantity in quantities_of(asked, reading):
            for candidate in candidates(frozenset(names(side)), quantity, asked.kinds):
                return bounded_proof(asked, reading, candidate, relation)
    return prove(Sym(asked.left), asked.side, relation)
