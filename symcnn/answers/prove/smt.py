"""What our own procedure leaves undecided, put to an SMT solver, where one is installed (`symcnn[smt]`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from itertools import count
from typing import Any

from symcnn.answers.prove.proof import Counterexample, Ground, Proof, ProofVerdict
from symcnn.core.algebra.domains import least
from symcnn.core.limits import MAX_COMPARED, MAX_EXPONENT, MAX_SOLVER_STEPS
from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym

_POWERS = min(MAX_EXPONENT, 8)


class _Beyond(Exception):
    """The formula has an operation that is not put to the solver."""


def is_installed() -> bool:
    """Whether there is a solver to ask."""
    return find_spec("z3") is not None


def decided(proof: Proof) -> Proof:
    """The proof, with Z3's answer where it was undecided: "no counterexample", or one that plain integers confirm."""
    is_cut = proof.limit is not None and proof.limit.name == MAX_COMPARED.name  # as a rule it may be true
    if (
        proof.verdict is not ProofVerdict.UNDECIDED
        or proof.unknown
        or proof.is_doubtful
        or is_cut
        or not is_installed()
    ):
        return proof
    try:
        return _asked(proof)
    except (_Beyond, RecursionError):
        return proof


def _asked(proof: Proof) -> Proof:
    import z3

    question = _Question(z3)
    solver = z3.Solver()
    solver.set("rlimit", MAX_SOLVER_STEPS)
    claim = question.relation(proof.relation, proof.left, proof.right)
    for relation in proof.domain.relations:
        solver.add(question.relation(relation.name, *relation.args))
    letters = {name: question.letter(name) for name in proof.domain.letters}
    solver.add(*question.facts, z3.Not(claim))
    answer = solver.check()
    if answer == z3.unsat:
        return replace(proof, verdict=ProofVerdict.PROVED, ground=Ground("solver"), limit=None)
    if answer == z3.sat:
        model = solver.model()
        point = {name: model.evaluate(value, model_completion=True).as_long() for name, value in letters.items()}
        found = _confirmed(proof, point)
        return replace(proof, verdict=ProofVerdict.REFUTED, counterexample=found, limit=None) if found else proof
    return replace(proof, limit=proof.limit or MAX_SOLVER_STEPS)


def _confirmed(proof: Proof, point: Mapping[str, int]) -> Counterexample | None:
    """The solver's point as a counterexample, if plain integers agree that it is one."""
    try:
        values = value_of(proof.left, point), value_of(proof.right, point)
        holds = bool(value_of(Op(proof.relation, (Num(values[0]), Num(values[1])))))
    except (Undefined, TooLarge):
        return None
    if holds or not proof.domain.judge()(dict(point)):
        return None
    return Counterexample(tuple(sorted(point.items())), values, smallest=False)


@record
class _Quotient:
    """A whole number above another that is positive; both are terms of the solver."""

    above: Any
    below: Any


def _is_positive(expr: Expr) -> bool:
    match expr:
        case Num(value):
            return value > 0
        case Sym(name):
            return least(name) > 0
        case Op("*" | "^", args):
            return all(map(_is_positive, args))
    return False


class _Question:
    """Formulas as terms of the solver; each floor is a new number with the facts that make it one."""

    def __init__(self, z3: Any) -> None:
        self.z3 = z3
        self.facts: list[Any] = []
        self.letters: dict[str, Any] = {}
        self.fresh = count()

    def letter(self, name: str) -> Any:
        if name not in self.letters:
            self.letters[name] = self.z3.Int(f"letter {name}")
            self.facts.append(self.letters[name] >= least(name))
        return self.letters[name]

    def relation(self, sign: str, left: Expr, right: Expr) -> Any:
        one, other = self.term(left), self.term(right)
        first, second = one.above * other.below, other.above * one.below
        match sign:
            case "=":
                return first == second
            case "<=":
                return first <= second
            case ">=":
                return first >= second
            case "<":
                return first < second
            case ">":
                return first > second
        raise _Beyond

    def term(self, expr: Expr) -> _Quotient:
        match expr:
            case Num(value):
                return _Quotient(self.z3.IntVal(value.numerator), self.z3.IntVal(value.denominator))
            case Sym(name):
                return _Quotient(self.letter(name), self.z3.IntVal(1))
            case Op("+", args):
                return self.folded(args, self.added)
            case Op("*", args):
                return self.folded(args, self.multiplied)
            case Op("-", (arg,)):
                inner = self.term(arg)
                return _Quotient(-inner.above, inner.below)
            case Op("/", (arg,)):
                return self.inverse(arg)
            case Op("^", (base, Num(int(exponent)))) if 0 <= exponent <= _POWERS:
                return self.folded((Num(1), *[base] * exponent), self.multiplied)
            case Op("floor", (arg,)):
                return self.floor(self.term(arg))
            case Op("ceil", (arg,)):
                inner = self.term(arg)
                below = self.floor(_Quotient(-inner.above, inner.below))
                return _Quotient(-below.above, below.below)
            case Op("mod", (arg, divisor)):
                whole = self.term(arg)
                times = self.floor(self.multiplied(whole, self.inverse(divisor)))
                taken = self.multiplied(self.term(divisor), times)
                return self.added(whole, _Quotient(-taken.above, taken.below))
            case Op("max" | "min", args):
                return self.folded(args, self.greater if expr.name == "max" else self.lesser)
        raise _Beyond

    def folded(self, args: tuple[Expr, ...], join: Callable[[_Quotient, _Quotient], _Quotient]) -> _Quotient:
        found, *rest = map(self.term, args)
        for term in rest:
            found = join(found, term)
        return found

    def added(self, one: _Quotient, other: _Quotient) -> _Quotient:
        return _Quotient(one.above * other.below + other.above * one.below, one.below * other.below)

    def multiplied(self, one: _Quotient, other: _Quotient) -> _Quotient:
        return _Quotient(one.above * other.above, one.below * other.below)

    def inverse(self, divisor: Expr) -> _Quotient:
        """One over what is certain to be positive; the facts of a floor hold for no other divisor."""
        if not _is_positive(divisor):
            raise _Beyond
        term = self.term(divisor)
        return _Quotient(term.below, term.above)

    def floor(self, term: _Quotient) -> _Quotient:
        found = self.z3.Int(f"floor {next(self.fresh)}")
        self.facts += [term.below * found <= term.above, term.above < term.below * (found + 1)]
        return _Quotient(found, self.z3.IntVal(1))

    def greater(self, one: _Quotient, other: _Quotient) -> _Quotient:
        is_one = one.above * other.below >= other.above * one.below
        return _Quotient(self.z3.If(is_one, one.above, other.above), self.z3.If(is_one, one.below, other.below))

    def lesser(self, one: _Quotient, other: _Quotient) -> _Quotient:
        is_one = one.above * other.below <= other.above * one.below
        return _Quotient(self.z3.If(is_one, one.above, other.above), self.z3.If(is_one, one.below, other.below))
