"""Formulas for stacks of layers that the words before them tell: weights of so many windows, the field behind them."""

from __future__ import annotations

from symcnn.answers.prove.candidates import RuleCandidate, are_equal, candidates, values_of
from symcnn.answers.prove.catalogue_fits import How, RuleFit, in_catalogue_letters
from symcnn.answers.prove.fitting_proofs import fitting_proof, refutation
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.slips import Slip, slip_to
from symcnn.answers.prove.tidy import tidied
from symcnn.check.readings.judged_side import Judged
from symcnn.check.readings.read_formula import ReadFormula
from symcnn.check.readings.uniform_stacks import field_of
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted

_SQUARED = 2
_FIELD = "receptive_field"


def of_stack(read: ReadFormula, side: Expr) -> Judged | None:
    """What a formula is for the stack that its words tell; None where they tell of none, or it is of something else.

    Raises `Undefined` or `TooLarge`.
    """
    return _miscounted(read, side) or _of_field(read, side)


def _of_field(read: ReadFormula, side: Expr) -> Judged | None:
    """The field behind so many layers alike, as their window, stride and dilations make it."""
    reading = next((one for one in read.readings if is_of_field(read, one)), None)
    if reading is None or read.uniform is None:
        return None
    claimed = in_catalogue_letters(side, reading)
    rules = [_ruled(field) for field in field_of(read.uniform) if {*names(field)} == {*names(claimed)}]
    asked = read.asked(side, ("conv",))
    for rule in rules:
        if are_equal(values_of(claimed), values_of(rule.formula)):
            fit = RuleFit(How.EQUAL, reading, rule)
            return Judged(side, reading, fitting_proof(asked, fit), fit)
    proof = refutation(asked, reading, rules[0]) if rules else None
    is_meant = read.is_about_a_result and (bool(read.formula.left) or read.is_said)
    if proof is None or not proof.counterexample or not is_meant:
        return None
    return Judged(side, reading, proof, slip=Slip(slip_to(claimed, rules[0].formula), rules[0]))


def is_of_field(read: ReadFormula, reading: LetterReading) -> bool:
    """Whether a formula is one for a field, of layers whose number it has."""
    about = read.about(reading)
    counts = [name for side in read.sides for name in names(side) if reading.letters.get(name) == "layers"]
    return reading.plain and bool(counts) and _FIELD in about


def _ruled(field: Expr) -> RuleCandidate:
    """The rule for the fields of layers one behind the other, as it is for a stack."""
    rules = candidates(frozenset({"K", "layers"}), _FIELD, ("conv",))
    rule = next(one for one in rules if "layers" in names(one.formula))
    formula = tidied(field)
    return rule._replace(formula=formula, case=replace(rule.case, formula=formula, open_formula=formula, required=()))


def _miscounted(read: ReadFormula, side: Expr) -> Judged | None:
    """So many weights of a stack that its sentence tells: layers times cells of the window, ``50·C²`` of two 5×5."""
    stack = read.stacks[-1] if read.stacks else None
    match side:
        case Op("*", (Num(said), Op("^", (Sym(name), Num(two))))) if two == _SQUARED:
            pass
        case _:
            return None
    quantity = next((one for one in ("weights", "params") if one in read.quantities[:1]), None)
    is_told = quantity is not None and read.is_spoken and {"C", "N"} & {*read.known.told.get(name, ())}
    is_plain = read.kind in (None, "conv") and not {1, 3} & {*read.axes} and {*read.named_kinds} <= {"conv", "max_pool"}
    if stack is None or stack.count is None or not (is_told and is_plain and stack.is_near) or stack.is_each:
        return None
    if said in {(one.count or 1) * one.kernel**2 for one in read.stacks}:
        return None
    reading = next((one for one in read.readings if parted(one.letters[name])[0] == "C"), None)
    rules = candidates(frozenset({"C", "K", "layers"}), "weights", ("conv",))
    rule = next((one for one in rules if "layers" in names(one.formula)), None)
    if reading is None or rule is None:
        return None
    put: dict[str, Expr] = {"K": Num(stack.kernel), "layers": Num(stack.count), "N": Sym("C")}
    case = replace(rule.case, formula=tidied(substituted(rule.case.formula, put)), required=())
    proof = refutation(read.asked(side, ("conv",)), reading, rule._replace(case=case))
    slip = Slip("factor-left-out" if said * stack.count == stack.count * stack.kernel**2 else "another-number", rule)
    return Judged(side, reading, proof, slip=slip) if proof.counterexample else None
