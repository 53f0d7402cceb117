"""What a document's formula is: a rule in one of the readings of its letters, a slip of one, or nothing known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from symcnn.answers.prove.asked_formula import How, RuleFit, in_catalogue_letters
from symcnn.answers.prove.candidates import RATIO, RuleCandidate, are_equal, candidates, values_of
from symcnn.answers.prove.catalogue_fits import by_other_choices, fits
from symcnn.answers.prove.fitting_proofs import fitting_proof, refutation
from symcnn.answers.prove.not_fitting import COMPARED_KINDS
from symcnn.answers.prove.notations import parted, usual_meanings
from symcnn.answers.prove.proof import ProofVerdict
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.rule_formulas import FIRST_KINDS, kind_names
from symcnn.answers.prove.slips import slip_in
from symcnn.check.readings.judged_side import Judged
from symcnn.check.readings.read_formula import COUNTED, GUESSED, LEAST_LETTERS, LONG, ReadFormula, is_many_squares
from symcnn.check.readings.rounding_words import rounded
from symcnn.core.limits import MAX_DEGREE
from symcnn.core.record import replace
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import ONE, Expr, Num, Op, Sym, names, substituted, total, walk
from symcnn.documents.reading.worded_names import RESULTS

_MOST_NODES, _MOST_FITS, _MOST_SLIPS = 200, 6, 3
_CUBED, _LEAST_BARE = 3, 2
_OF_ONE_KERNEL = ("kernel_weights",)


def judged(read: ReadFormula) -> Iterator[Judged]:
    """The sides of a formula with what was found of each; those of which nothing is known are left out.

    Raises `TooLarge`.
    """
    for side in read.sides:
        if sum(1 for _ in walk(side)) > _MOST_NODES or _degree(side) > MAX_DEGREE:
            raise TooLarge
        try:
            found = _fitting(read, side)
            if found is None:
                found = _slipped(read, side)
            elif found.proof.verdict is ProofVerdict.UNDECIDED:
                continue  # it fits wherever it was tried, and is no slip
        except Undefined:
            continue
        if found is not None:
            yield found


def as_settled(read: ReadFormula, side: Expr, settled: Mapping[str, Expr]) -> bool:
    """Whether a side is a usual rule with the values that the paragraph gives to letters."""
    for reading in read.readings:
        letters = {**{name: (usual_meanings(name) or (name,))[0] for name in settled}, **reading.letters}
        known = replace(reading, letters=letters)
        put = {parted(letters[name])[0]: in_catalogue_letters(value, known) for name, value in settled.items()}
        claimed = substituted(in_catalogue_letters(side, known), put)
        for quantity in read.about(reading):
            for candidate in candidates(frozenset({*names(claimed), *put}), quantity, kind_names(), alone=True):
                if are_equal(values_of(substituted(candidate.formula, put)), values_of(claimed)):
                    return True
    return False


def _fitting(read: ReadFormula, side: Expr) -> Judged | None:
    """The plainest fit that is proved; one whose proof is undecided where there is no other."""
    undecided: Judged | None = None
    others = kind_names() if RATIO in read.quantities else (*FIRST_KINDS, *read.named_kinds)
    kinds = tuple(dict.fromkeys((*([read.kind] if read.kind else []), *others)))
    for rounding in ("", "ceil"):
        changed = rounded(side, rounding) if rounding else side
        if rounding and changed == side:
            continue
        asked = read.asked(changed, kinds)
        asked = replace(asked, plainly=True) if rounding else asked
        for fit in islice(fits(asked), _MOST_FITS):
            if (rounding and fit.how is not How.EQUAL) or not _is_informative(read, side, fit):
                continue
            proof = fitting_proof(asked, fit)
            if proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
                return Judged(side, fit.reading, proof, fit, rounding=rounding)
            if proof.verdict is ProofVerdict.UNDECIDED:
                undecided = undecided or Judged(side, fit.reading, proof, fit, rounding=rounding)
    return undecided


def _is_informative(read: ReadFormula, side: Expr, fit: RuleFit) -> bool:
    """Whether it is more than chance that a formula of so few letters is a rule in this reading."""
    known = {*read.known.told, *([read.formula.left] if read.is_named else [])}
    open_letters = [name for name in read.formula.names if name not in known and len(name) < LONG]
    if fit.how is How.WITH_NUMBERS and fit.candidate.case.kind not in ((read.kind,) if read.kind else FIRST_KINDS):
        return False
    if fit.how is How.WITH_NUMBERS and is_many_squares(side):
        return fit.candidate.quantity in COUNTED and read.says_numbers_of(fit) and read.says_stack_of(fit)
    names_enough = len(read.formula.names) >= LEAST_LETTERS
    is_bare = not read.is_told and not read.formula.left
    if (is_bare or read.formula.is_order) and len({*names(side)}) < _LEAST_BARE:
        return False  # n^2 may be anything
    if is_bare:
        is_told = fit.reading.source == "told" and (fit.reading.sure or read.takes_as_usual(fit.reading))
        is_size = fit.candidate.quantity == "O" and fit.reading.source not in GUESSED
        has_told = read.is_said and not read.known.told.keys().isdisjoint(read.formula.names)
        return fit.how <= How.WHERE_DIVISIONS_ARE_EXACT and (
            read.is_unmistakable(side, fit)
            or (is_size and (names_enough or has_told))
            or (is_told and fit.candidate.quantity != "weights")
        )
    if fit.solved and fit.put:
        return read.says_numbers_of(fit)
    if isinstance(side, Sym) and (fit.how is not How.EQUAL or fit.candidate.quantity not in RESULTS):
        return False  # out_channels = hidden_units
    if isinstance(side, Sym) and fit.reading.letters.get(side.name) == fit.candidate.quantity:
        return False  # bias = False: what is asked for itself
    if not read.formula.left and RATIO in read.quantities and fit.candidate.quantity == RATIO and _is_sum(side):
        return fit.how is How.EQUAL and fit.reading.source not in GUESSED
    if not read.formula.left and fit.how is How.WITH_NUMBERS:
        is_shown = read.is_spoken and read.says_numbers_of(fit)
        return not open_letters and ((read.is_said and len(read.formula.names) > 1) or is_shown)
    if not read.formula.left:
        is_known = fit.reading.source not in GUESSED and (names_enough or read.kind == fit.candidate.case.kind)
        return is_known or fit.reading.source == "told" or read.is_unmistakable(side, fit)
    return not open_letters or names_enough


def _is_sum(side: Expr) -> bool:
    """Whether it is a sum of two letters' terms: no other ratio comes to one."""
    return isinstance(side, Op) and side.name == "+" and len({*names(side)}) > 1


def _slipped(read: ReadFormula, side: Expr) -> Judged | None:
    """Wrong only where every letter is told, or one notation has them all, and one small change makes it the rule."""
    readings = [one for one in read.readings if one.plain and one.sure and one.source not in GUESSED]
    if not read.is_about_a_result or (read.readings and not read.readings[0].sure) or not isinstance(side, Op):
        return None
    if not read.formula.left:
        readings = [one for one in readings if one.source == "told" and read.is_said]
        readings = [one for one in readings if len({parted(name)[0] for name in one.letters.values()}) > 1]  # k x k
    readings = [one for one in readings if len({*one.letters.values()}) == len(one.letters)]
    if (1 in read.axes and RATIO in read.quantities) or any(map(_is_cube, walk(side))):
        return None  # along one axis a ratio is another one, and along three so are weights
    kinds = COMPARED_KINDS if RATIO in read.quantities else (read.kind,) if read.kind else kind_names()
    asked = read.asked(side, kinds)
    readings = [
        one for one in readings if "layers" not in one.letters.values() or "receptive_field" not in read.about(one)
    ]
    for reading in readings[:_MOST_SLIPS]:
        slip = slip_in(asked, reading)
        if slip is not None and _is_of_any_kind(read, side):
            return None
        if (
            slip is not None
            and _is_told(read, reading, slip.candidate)
            and _is_made_of(in_catalogue_letters(side, reading), slip.candidate.quantity)
        ):
            proof = refutation(asked, reading, slip.candidate)
            return Judged(side, reading, proof, slip=slip) if proof.counterexample else None
    return None


def _is_of_any_kind(read: ReadFormula, side: Expr) -> bool:
    """Whether a formula is the rule of another kind, along as many axes as are spoken of, or of one kernel."""
    of_one = _OF_ONE_KERNEL if {"weights", "params"} & {*read.quantities} else ()
    asked = replace(read.asked(side, kind_names()), plainly=True)
    asked = replace(asked, quantities=(*asked.quantities, *of_one))
    return any(True for found in (fits(asked), by_other_choices(asked)) for _ in found)


def _is_told(read: ReadFormula, reading: LetterReading, rule: RuleCandidate) -> bool:
    """Whether the letters of a rule are the formula's or stand in the document's legend: else it is of another case."""
    told = (meaning for meanings in (*read.known.told.values(), (*reading.letters.values(),)) for meaning in meanings)
    known = {parted(meaning)[0] for meaning in told}
    needed = {parted(name)[0] for name in names(rule.formula) if _depends_on(rule.formula, name)}
    return bool(needed) and needed <= known


def _depends_on(formula: Expr, name: str) -> bool:
    """Whether a letter of a formula matters: in ``C/(C*N)`` the first does not."""
    return not are_equal(values_of(substituted(formula, {name: total(Sym(name), ONE)})), values_of(formula))


def _is_cube(node: Expr) -> bool:
    match node:
        case Op("^", (Sym(), Num(power))):
            return power == _CUBED
    return False


_OF_RATIOS = frozenset({"C", "N", "K", "G", "M"})
"""What two costs of layers with the same sizes differ in."""


def _is_made_of(side: Expr, quantity: str) -> bool:
    """Whether a formula has no letter but those of the rules: with others it may be about something else."""
    if quantity == RATIO:
        return {parted(name)[0] for name in names(side)} <= _OF_RATIOS
    rules = candidates(frozenset(parted(name)[0] for name in names(side)), quantity, FIRST_KINDS)
    is_of_many = any(parted(name)[0] == "layers" for name in names(side))
    made = [one for one in rules if one.is_rule or is_of_many]
    letters = {parted(name)[0] for one in made for name in names(one.case.open_formula)}
    return {parted(name)[0] for name in names(side)} <= letters


def _degree(expr: Expr) -> int:
    """The degree of what a formula comes to when its powers are multiplied out; more than the limit if they cannot be.

    >>> from symcnn.network.language.parse import read_relation
    >>> [_degree(read_relation(text)) for text in ("K^2*C*N + N", "(I + 1)^3*K/S", "2^n + 1")]
    [4, 5, 0]
    """
    match expr:
        case Sym():
            return 1
        case Op("^", (base, Num(value))) if value.denominator == 1 and value >= 0:
            return min(_degree(base) * int(value), MAX_DEGREE + 1)
        case Op("^", (base, exponent)):
            return _degree(base) if names(exponent) else MAX_DEGREE + 1
        case Op("*", args):
            return min(sum(map(_degree, args)), MAX_DEGREE + 1)
        case Op(_, args):
            return max(map(_degree, args), default=0)
    return 0
