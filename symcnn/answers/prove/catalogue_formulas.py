"""Whether a formula is one of the catalogue's: ``O = (I - K)/S + 1``, or only its right side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice, pairwise
from types import MappingProxyType

from symcnn.answers.prove.asked_formula import Asked, How, Question, Work, in_catalogue_letters, quantities_of
from symcnn.answers.prove.block_proofs import block_proof, block_refutation
from symcnn.answers.prove.candidates import candidates, quantity_of
from symcnn.answers.prove.catalogue_fits import fits
from symcnn.answers.prove.fitting_proofs import bounded_proof, fitting_proof
from symcnn.answers.prove.kind_readings import kind_fits, kind_readings
from symcnn.answers.prove.layer_by_layer import NotOfOneLayer, is_over_layers, name_of_one_layer, of_one_layer
from symcnn.answers.prove.layer_roles import roles
from symcnn.answers.prove.not_fitting import NothingToCompare, not_fitting, unproved
from symcnn.answers.prove.notations import parted, usual_meanings
from symcnn.answers.prove.proof import Proof, ProofVerdict, TriedReadings
from symcnn.answers.prove.prove import WORST_FIRST, prove
from symcnn.answers.prove.quantity_relations import quantity_first, related_counts
from symcnn.answers.prove.readings import NOTHING_TOLD, OF_INPUT, LetterMeanings, LetterReading, letter_readings
from symcnn.answers.prove.reasoning import PastLimit
from symcnn.answers.prove.rule_formulas import kind_names, other_kinds
from symcnn.core.record import replace
from symcnn.core.written.layout import RELATIONS
from symcnn.core.written.tree import Expr, Op, Sym, names, substituted

MAIN_QUANTITIES = ("O", "weights", "biases", "params", "neurons", "connections", "macs", "flops", "receptive_field")
"""What a formula without a name may be."""

BEFORE: Mapping[str, str] = {"I": "I", **{name: OF_INPUT[name] for name in ("O", "receptive_field", "jump")}}
"""What a name in terms of itself stands for on the right, by what it is."""

_ALSO: Mapping[str, tuple[str, ...]] = {"padding": ("padding", "P", "pads")}
"""What else a name of a quantity stands for: the cells on both sides together, or on each."""

_STEPS, _MOST_FITS, _MOST_OWN = 8, 8, 64


class UnknownQuantity(LookupError):
    """The name that a formula begins with is no quantity of the catalogue."""


def prove_against_catalogue(
    formula: Expr,
    kind: str | None = None,
    letters: Mapping[str, str] = MappingProxyType({}),
    quantity: str | None = None,
    words: LetterMeanings = NOTHING_TOLD,
    about: tuple[str, ...] = (),
) -> Proof:
    """The formula against the catalogue's rules, or those of one kind; ``a = b`` without a name on its own.

    The `letters` are the catalogue's for names of the author's; `words` are what other names say by themselves, and
    `about` the quantities that the left one names so. A formula is refuted only where all its letters are given or
    the catalogue's own, and no reading of textbooks makes it true.

    >>> from symcnn.network.language.parse import read_relation
    >>> found = prove_against_catalogue(read_relation("PC = (K^2*C + 1)*N"))
    >>> found.verdict.value, found.match.kind, found.match.quantity
    ('proved', 'conv', 'params')
    >>> found = prove_against_catalogue(read_relation("O = floor((W - F + 2*P)/S) + 1"))
    >>> found.verdict.value, found.match.reading
    ('proved', (('W', 'I'), ('F', 'K')))

    Raises `UnknownQuantity`, `NothingToCompare`, or `Undefined` or `TooLarge` for a formula without any value.
    """
    if is_over_layers(formula):
        found = prove_against_catalogue(layer_by_layer(formula), kind, letters, quantity, words, about)
        return replace(found, by_layers=True)
    kinds = kind_names() if kind is None else (kind,)
    given = {name: (meaning,) for name, meaning in letters.items()}
    known = LetterMeanings({**words.told, **given}, words.doubtful - {*given}, words.free)
    if not (isinstance(formula, Op) and formula.name in RELATIONS):
        wanted = (quantity,) if quantity else MAIN_QUANTITIES
        return _judged(Question("", formula, "=", wanted, kinds, known))
    formula = quantity_first(formula, letters)
    if formula.name != "=" and (proof := related_counts(formula, kinds, letters)) is not None:
        return proof
    first, *sides = formula.args
    if not isinstance(first, Sym):
        return _worst(prove(left, right, formula.name) for left, right in pairwise(formula.args))
    named = quantity or quantity_of(letters.get(first.name, first.name))
    if named == "N" and f"{first.name}_in" in roles(names(Op("=", tuple(sides)))).values():
        named = None  # n of n_in is no number of kernels
    told = _ALSO.get(parted(named)[0], (parted(named)[0],)) if named else about
    if first.name in names(Op("=", tuple(sides))):
        return _of_itself(formula, Question(first.name, sides[0], formula.name, told, kinds, known))
    if not told and len(first.name) > 1 and not _has_meaning(first.name, names(Op("=", tuple(sides))), known):
        raise UnknownQuantity(first.name)
    numbers = [side for side in sides if not names(side)]
    claims = [side for side in sides if names(side)] or (numbers if len(numbers) == 1 else [])
    proofs = [_judged(Question(first.name, claim, formula.name, told, kinds, known)) for claim in claims]
    proofs += [prove(left, right, formula.name) for left, right in pairwise(numbers)]
    return _along_its_axis(_worst(proofs), named)


def _of_itself(formula: Op, question: Question) -> Proof:
    """A name in terms of itself: an equation, or what programs give it anew, ``r = r + (k - 1)*j``."""
    proof = _worst(prove(left, right, formula.name) for left, right in pairwise(formula.args))
    is_arithmetic = {*names(question.side)} == {question.left}
    if proof.verdict is ProofVerdict.PROVED or formula.name != "=" or len(formula.args) > 2 or is_arithmetic:
        return proof
    name = f"{question.left}_in"
    side = substituted(question.side, {question.left: Sym(name)})
    for quantity in question.quantities or usual_meanings(question.left):
        if quantity not in BEFORE:
            continue
        known = replace(question.known, told={**question.known.told, name: (BEFORE[quantity],)})
        about = ("O",) if quantity == "I" else (quantity,)
        try:
            anew = _judged(replace(question, side=side, quantities=about, known=known))
        except NothingToCompare:
            continue
        if anew.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
            return anew
    return proof


def layer_by_layer(formula: Expr) -> Expr:
    """The formula with sums over layers as what one layer adds, and its left name as that of one layer.

    Raises `NotOfOneLayer` for a sum that says nothing of one layer.
    """
    sides = formula.args if isinstance(formula, Op) and formula.name in RELATIONS else (formula,)
    found = [side for each in sides if (side := of_one_layer(each)) is not None]
    if len(found) < len(sides):
        raise NotOfOneLayer
    if isinstance(found[0], Sym) and sides[1:]:
        found[0] = Sym(name_of_one_layer(found[0].name, sides[1:]))
    return Op(formula.name, tuple(found)) if isinstance(formula, Op) and formula.name in RELATIONS else found[0]


def _along_its_axis(proof: Proof, named: str | None) -> Proof:
    """The proof for a quantity along one axis, as it was asked for."""
    if proof.match is None or named is None or parted(named)[0] != proof.match.quantity:
        return proof
    return replace(proof, match=replace(proof.match, quantity=named))


def _has_meaning(name: str, others: Iterable[str], known: LetterMeanings) -> bool:
    """Whether a name means something, by itself or beside the others."""
    return any(next(letter_readings(every, known), None) for every in ([name], [name, *others]))


def _worst(proofs: Iterable[Proof]) -> Proof:
    return min(proofs, key=lambda proof: WORST_FIRST.index(proof.verdict))


def _judged(question: Question) -> Proof:
    """The proof by the plainest reading in which the formula is true; else that it is not the closest rule."""
    asked = _asked(question)
    quantities = {
        quantity: None for reading in asked.readings for quantity in quantities_of(asked, reading) if quantity
    }
    proof, own = _proof(asked, question)
    readings = ((reading.source, tuple(reading.letters.items())) for reading in (*asked.readings, *own))
    given = Op(question.relation, (Sym(question.left), question.side)) if question.left else None
    return replace(proof, given=given, tried=TriedReadings(tuple(quantities), question.kinds, tuple(readings)))


def _asked(question: Question) -> Asked:
    found = names(question.side)
    read = found if question.quantities else (question.left, *(name for name in found if name != question.left))
    readings = tuple(letter_readings(read, question.known, None, question.left))
    return Asked(question.left, question.side, readings, question.quantities, question.kinds, work=Work())


def _proof(asked: Asked, question: Question) -> tuple[Proof, tuple[LetterReading, ...]]:
    """The proof, and the readings in the letters of single kinds, where it came to these."""
    if question.relation != "=":
        return _bounded(asked, question.relation), ()
    own: list[LetterReading] = []
    try:
        is_plain = True
        for fit in islice(fits(asked), _MOST_FITS):
            if is_plain and fit.how > How.WHERE_DIVISIONS_ARE_EXACT:
                is_plain = False
                if (of_block := block_proof(asked, question.known)) is not None:
                    return of_block, ()
            proof = fitting_proof(asked, fit)
            if proof.verdict is not ProofVerdict.REFUTED:
                return proof, ()
        if is_plain and (of_block := block_proof(asked, question.known)) is not None:
            return of_block, ()
        for kind, quantity, reading in islice(kind_readings(asked, question.known), _MOST_OWN):
            own.append(reading)
            for fit in kind_fits(asked, kind, quantity, reading):
                proof = fitting_proof(asked, fit)
                if proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
                    return proof, tuple(own)
        for fit in fits(replace(asked, kinds=other_kinds(), plainly=True)) if len(asked.kinds) > 1 else ():
            proof = fitting_proof(asked, fit)
            if proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
                return proof, tuple(own)
        return block_refutation(asked, question.known) or not_fitting(asked, question, tuple(own)), tuple(own)
    except PastLimit as past:
        return replace(unproved(Sym(question.left), asked.side), limit=past.limit), tuple(own)


def _bounded(asked: Asked, relation: str) -> Proof:
    """An inequality, for all values of the letters that it leaves out, else for their usual ones."""
    for reading in asked.readings:
        side = in_catalogue_letters(asked.side, reading)
        for quantity in quantities_of(asked, reading):
            for candidate in candidates(frozenset(names(side)), quantity, asked.kinds):
                return bounded_proof(asked, reading, candidate, relation)
    return prove(Sym(asked.left), asked.side, relation)
