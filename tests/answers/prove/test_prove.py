"""`symcnn prove`: what is proved holds, what is refuted fails, and a condition says exactly where.

The judge of every verdict is plain recursion on fractions (`judges.trees`), and counting for the guide's
relationships (`judges.windows`); neither knows how the proof was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import sympy
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from judges import trees as judge
from judges import windows
from judges.trees import NoValue, TooBig

from symcnn.answers.prove.catalogue_formulas import NothingToCompare, UnknownQuantity, prove_against_catalogue
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove
from symcnn.answers.prove.tidy import tidied
from symcnn.commands.prove_command import prove as command
from symcnn.core.algebra.domains import Domain, least, never_below
from symcnn.core.algebra.normal import normal
from symcnn.core.algebra.polynomials import Polynomial, letter, minus, number, plus, raised, times
from symcnn.core.algebra.quotients import Quotient
from symcnn.core.algebra.residues import classes, moduli
from symcnn.core.algebra.writing import text
from symcnn.core.limits import MAX_RESIDUE_CLASSES, MAX_TERMS
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, rebuilt, reciprocal, substituted, walk
from symcnn.network.language.parse import read_relation
from symcnn.pages.build.proof_page import proof_document
from symcnn.pages.renderers.html_page import html
from symcnn.pages.renderers.latex_page import fragment
from symcnn.pages.renderers.markdown_page import markdown

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED

HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}

Point = Mapping[str, int]


# the judge ------------------------------------------------------------------------------------------


def value(expr: Expr, point: Point) -> Fraction | None:
    """The value by plain recursion; None where there is none."""
    try:
        return judge.value(expr, point)
    except (NoValue, TooBig):
        return None


def holds(relation: Expr, point: Point) -> bool | None:
    """Whether a relation holds; None where a side has no value."""
    assert isinstance(relation, Op)
    left, right = (value(side, point) for side in relation.args)
    return None if left is None or right is None else HOLDS[relation.name](left, right)


def box(domain: Domain, size: int = 6) -> Iterator[Point]:
    """All points of the domain with small values."""
    ranges = (range(least(name), least(name) + size) for name in domain.letters)
    for values in product(*ranges):
        point = dict(zip(domain.letters, values, strict=True))
        if all(holds(relation, point) for relation in domain.relations):
            yield point


def order(point: Point) -> tuple[int, list[int]]:
    """By sum, then by the values in alphabetical order."""
    return sum(point.values()), [point[name] for name in sorted(point)]


def check(proof: Proof, size: int = 6) -> None:
    """Everything that a proof says, on a box of small values."""
    relation = Op(proof.relation, (proof.left, proof.right))
    points = [(point, found) for point in box(proof.domain, size) if (found := holds(relation, point)) is not None]
    counterexample, conditions = proof.counterexample, proof.conditions
    if proof.verdict in (PROVED, UNDECIDED):
        assert proof.unknown or all(found for _, found in points)
        assert counterexample is None
    else:
        assert counterexample is not None
        point = dict(counterexample.point)
        assert set(point) == set(proof.domain.letters)
        assert holds(relation, point) is False
        assert all(holds(required, point) for required in proof.domain.relations)
        assert counterexample.values == (value(proof.left, point), value(proof.right, point))
        if counterexample.smallest:
            assert all(found for other, found in points if order(other) < order(point))
    if conditions:
        assert conditions.relations
        for point, found in points:
            if all(holds(part, point) for part in conditions.relations):
                assert found, point
            elif conditions.exact:
                assert not found, point
    for rewriting in proof.argument.rewritings if proof.argument else ():
        for point, _ in points:
            before = value(rewriting.before, point)
            assert before is None or before == value(rewriting.after, point), rewriting.identity


def shown(relations: Sequence[Expr]) -> tuple[str, ...]:
    """Relations as one would write them."""
    return tuple(map(source_text, relations))


def proved(text: str, kind: str | None = None) -> Proof:
    """The proof of what could stand on the command line, checked."""
    proof = prove_against_catalogue(read_relation(text), kind)
    check(proof, 5 if len(proof.domain.letters) < 5 else 4)
    return proof


# two formulas ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A relation and what is to be said of it; `exactly` holds when, and only when, `when` does."""

    relation: str
    verdict: ProofVerdict
    when: tuple[str, ...] = ()
    exactly: bool | None = None
    point: str = ""


ROWS = (
    # polynomials
    Row("(I + K)*(I - K) = I^2 - K^2", PROVED),
    Row("(K^2*C + 1)*N = K×K×C×N + N", PROVED),
    Row("K^2*C*N = K*C*N", REFUTED, ("K = 1",), True, "C=1 K=2 N=1"),
    Row("K^2*C*N = C*N", CONDITIONAL, ("K = 1",), True, "C=1 K=2 N=1"),
    Row("K^2*C*N = I^2*C*N", CONDITIONAL, ("K = I",), True, "C=1 I=1 K=2 N=1"),
    Row("(I^2 - K^2)/(I + K) = I - K", PROVED),
    Row("(5*5 + 1)*6 = 156", PROVED),
    Row("55*4 + (11 - 4) = 227", PROVED),
    Row("3*4 = 11", REFUTED),
    Row("0.1 + 0.2 = 0.3", PROVED),
    Row("2^(n + 1) - 2^n = 2^n", PROVED),
    # floors by constants
    Row("(floor((I - 3)/2) + 1)^2 = floor((I - 1)/2)^2", PROVED),
    Row("floor((2*P + 2)*K/6) = (2*P + 2)*K/6", REFUTED, ("mod((2*P + 2)*K, 6) = 0",), True, "K=1 P=0"),
    Row("floor((2*P + 2)*K/6) = floor((P + 1)*K/3)", PROVED),
    Row("floor(I/2) + ceil(I/2) = I", PROVED),
    Row("floor(I/8) = floor(I/16) + floor((I + 8)/16)", PROVED),
    Row("floor((I + 2*P - K)/8) = floor((I + 2*P - K)/16) + floor((I + 2*P - K + 8)/16)", PROVED),
    Row("(n^2 + n) mod 2 = 0", PROVED),
    Row("n^3 mod 6 = n mod 6", PROVED),
    Row("n*(n + 1)*(2*n + 1)/6 = floor(n*(n + 1)*(2*n + 1)/6)", PROVED),
    Row("(8*(n mod 4)) mod 64 = 8*(n mod 4)", PROVED),  # SymPy 1.14 miscounts it
    Row("floor((floor((I - 11)/4) + 1 - 3)/2) + 1 = floor((I - 19)/8) + 1", PROVED),
    Row("floor((floor((I - 11)/4) + 1 - 3)/2) + 1 = floor((I - 18)/8) + 1", REFUTED, point="I=2"),
    Row("floor(I/2) = I/2", CONDITIONAL, ("mod(I, 2) = 0",), True, "I=1"),
    Row("floor((I - 3)/2) = (I - 3)/2", CONDITIONAL, ("mod(I - 3, 2) = 0",), True, "I=2"),
    Row("floor((I - 1)/2) = I/2 - 1", CONDITIONAL, ("mod(I - 1, 2) = 1",), True, "I=1"),
    Row("ceil(I/2) = floor(I/2)", REFUTED, ("mod(I, 2) = 0",), True, "I=1"),
    Row("floor((I + 1)/4) = floor(I/4)", REFUTED, ("mod(I, 4) <= 2",), True, "I=3"),
    Row("floor(I/3) = floor(I/5)", REFUTED, point="I=3"),
    Row("floor(I/1000) = 0", REFUTED, point="I=1000"),
    Row("floor(I/99991) = 0", REFUTED, point="I=99991"),
    Row("floor((I + K)^20/4) = floor((I + K)^20/2)/2", PROVED),
    # floors by letters
    Row("floor((I + 2*P - K)/S) + 1 = floor((I + 2*P - K + S)/S)", PROVED),
    Row("ceil(I/S) = floor((I - 1)/S) + 1", PROVED),
    Row("ceil(I/S) = floor((I + S - 1)/S)", PROVED),
    Row("floor(-I/S) = -ceil(I/S)", PROVED),
    Row("floor(floor(I/S)/J) = floor(I/(S*J))", PROVED),
    Row("floor((floor((I - K)/S) + 1 - L)/T) + 1 = floor((I - K - (L - 1)*S)/(S*T)) + 1", PROVED),
    Row("floor((I*S + K)/(S*N)) = floor((I + floor(K/S))/N)", PROVED),
    Row("S*floor(I/S) + (I mod S) = I", PROVED),
    Row("floor((I - K)/S) + 1 = (I - K)/S + 1", CONDITIONAL, ("mod(I - K, S) = 0",), True, "I=2 K=1 S=2"),
    Row("((I - K)/S + 1)^2*N = (floor((I - K)/S) + 1)^2*N", CONDITIONAL, ("mod(I - K, S) = 0",), True),
    Row("S*floor((I - K)/S) + K = I", CONDITIONAL, ("mod(I - K, S) = 0",), True, "I=2 K=1 S=2"),
    Row("ceil((I - K)/S) + 1 = floor((I - K)/S) + 1", REFUTED, ("mod(I - K, S) = 0",), True, "I=2 K=1 S=2"),
    Row("(I + 2*P - K)/S = floor((I + 2*P - K)/S) + 1", REFUTED),
    # letters that one side leaves out
    Row("floor((I + 2*P - K)/S) + 1 = floor((I - K)/S) + 1", CONDITIONAL, ("P = 0",), False),
    Row("floor((I + 2*P - K)/S) + 1 = (I - K)/S + 1", CONDITIONAL, ("mod(I - K, S) = 0", "P = 0"), False),
    Row("floor((I - K)/S) + 1 = I - K + 1", CONDITIONAL, ("S = 1",), False),
    Row("floor((I - D*(K - 1) - 1)/S) + 1 = floor((I - K)/S) + 1", CONDITIONAL, ("D = 1",), False),
    Row("floor((I + 2*P - D*(K - 1) - 1)/S) + 1 = I - K + 1", CONDITIONAL, ("D = 1", "P = 0", "S = 1"), False),
    # greatest values
    Row("max(I, K) + min(I, K) = I + K", PROVED),
    Row("max(I - K, 0)*max(K - I, 0) = 0", PROVED),
    Row("max(I, K, S) = max(S, max(K, I))", PROVED),
    Row("max(I, K) = I", CONDITIONAL, ("K = 1",), False, "I=1 K=2"),
    # inequalities
    Row("floor(I/2) <= I/2", PROVED),
    Row("floor((I - K)/S) <= (I - K)/S", PROVED),
    Row("floor((I - K)/S) + 1 <= I - K + 1", PROVED),
    Row("floor(I/2) < I", PROVED),
    Row("ceil(I/2) < I", REFUTED, point="I=1"),
    Row("I^2 >= I", PROVED),
    Row("I^2 > 1000*I - 1", REFUTED, point="I=1"),
    Row("P >= 0", PROVED),
    Row("P >= 1", REFUTED, point="P=0"),
    Row("I + K - 1 >= 1", PROVED),
    # what no method decides
    Row("gcd(I, K)*gcd(K, I) = gcd(I^2, K^2)", UNDECIDED),
    Row("2^(I*K) = (2^I)^K", UNDECIDED),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.relation)
def test_relations(row: Row) -> None:
    proof = proved(row.relation)
    assert proof.verdict is row.verdict
    if row.when:
        assert proof.conditions is not None
        assert shown(proof.conditions.relations) == row.when
        assert proof.conditions.exact is row.exactly
    if row.point:
        assert proof.counterexample is not None
        assert " ".join(f"{name}={number}" for name, number in proof.counterexample.point) == row.point


def test_an_undecided_relation_says_how_many_points_were_tried() -> None:
    proof = proved("2^(I*K) = (2^I)^K")
    assert proof.points > 10_000
    assert proof.limit is None


def test_a_limit_is_named() -> None:
    proof = prove(read_relation("(I + K + S + C)^60"), read_relation("(C + S + K + I)^60"))
    assert (proof.verdict, proof.limit) == (UNDECIDED, MAX_TERMS)


def test_too_many_classes_are_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = "floor(I/8) + floor(K/9) = floor(I/16) + floor((I + 8)/16) + floor(K/9 + 1/10)"
    assert proved(claim).verdict is PROVED
    monkeypatch.setattr("symcnn.core.algebra.residues.MAX_RESIDUE_CLASSES", 10)
    found = prove_against_catalogue(read_relation(claim))
    assert (found.verdict, found.limit) == (UNDECIDED, MAX_RESIDUE_CLASSES)


@pytest.mark.parametrize("text", ["1/0 = 1", "I/(K - K) = 1", "I mod 0 = I", "I^(1/2) = I"])
def test_what_has_no_value_is_not_judged(text: str) -> None:
    with pytest.raises(Undefined):
        prove_against_catalogue(read_relation(text))


@pytest.mark.parametrize("text", ["9^9^9^9 = 1", "(I + 1)^5000 = (1 + I)^5000"])
def test_numbers_that_fill_the_memory(text: str) -> None:
    with pytest.raises(TooLarge):
        prove_against_catalogue(read_relation(text))


def test_the_domain_is_that_of_a_window() -> None:
    domain = domain_of(read_relation("floor((I + 2*P - K)/S) + 1"), read_relation("N"))
    assert domain.letters == ("I", "P", "K", "S", "N")
    assert shown(domain.relations) == ("K <= I + 2*P",)
    assert domain_of(read_relation("S*(I - 1) + K")).relations == ()


# the catalogue --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A formula, the rule that it is compared with, and what is to be said of it."""

    formula: str
    verdict: ProofVerdict
    rule: str
    when: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    also: str = ""


CLAIMS = (
    Claim("O = ceil((I - K)/S) + 1", REFUTED, "conv.O", ("mod(I - K, S) = 0",), ("P = 0",), "max_pool"),
    Claim("ceil((I - K)/S) + 1", REFUTED, "conv.O", ("mod(I - K, S) = 0",), ("P = 0",), "max_pool"),
    Claim("O = (I - K)/S + 1", CONDITIONAL, "conv.O", ("mod(I - K, S) = 0",), ("P = 0",)),
    Claim("O = (I + 2*P - K)/S + 1", CONDITIONAL, "conv.O", ("mod(I + 2*P - K, S) = 0",)),
    Claim("O = (I + 2*P - K)/S", REFUTED, "conv.O"),
    Claim("O = floor((I - K)/S) + 1", PROVED, "conv.O", (), ("P = 0",)),
    Claim("O = floor((I + 2*P - K)/S + 1)", PROVED, "conv.O"),
    Claim("O = ceil((I - K + 1)/S)", PROVED, "conv.O", (), ("P = 0",)),
    Claim("O = I - K + 1", PROVED, "conv.O", (), ("P = 0", "S = 1")),
    Claim("O = I - K", REFUTED, "conv.O", (), ("P = 0", "S = 1")),
    Claim("O = floor((I + 2*P - D*(K - 1) - 1)/S) + 1", PROVED, "conv.O"),
    Claim("O = floor((I + P_before + P_after - K)/S) + 1", PROVED, "conv.O"),
    Claim("O = ceil(I/S)", PROVED, "conv.O"),
    Claim("O = floor(I/S)", REFUTED, "conv.O", ("mod(I, S) = 0",)),
    Claim("O = floor(I/K)", PROVED, "max_pool.O", (), ("P = 0", "S = K")),
    Claim("O = floor((I - 3)/2) + 1", CONDITIONAL, "conv.O", ("K = 3", "S = 2", "P = 0")),
    Claim("O = (I - 3)/2 + 1", CONDITIONAL, "conv.O", ("mod(I - 3, 2) = 0", "K = 3", "S = 2", "P = 0")),
    Claim("O = S*(I - 1) + K - 2*P", PROVED, "transposed_conv.O"),
    Claim("O = S*(I - 1) + K + 2*P", REFUTED, "transposed_conv.O", ("P = 0",)),
    Claim("O = S*(I - 1) + A + K - 2*P", PROVED, "transposed_conv.O"),
    Claim("O = min(ceil((I + 2*P - K)/S) + 1, ceil((I + P)/S))", REFUTED, "conv.O", (), (), "max_pool"),
    Claim("I = (O - 1)*S + K - 2*P", CONDITIONAL, "conv.O", ("mod(I + 2*P - K, S) = 0",)),
    Claim("WC = K^2*C*N", PROVED, "conv.weights"),
    Claim("weights = K_h*K_w*C*N", PROVED, "conv.weights"),
    Claim("K×K×C×N", PROVED, "conv.weights"),
    Claim("WC = K^2*C/G*N", PROVED, "conv.weights"),
    Claim("WC = K*C*N", REFUTED, "conv.weights", ("K = 1",), (), "conv"),
    Claim("WC = K^2*N", CONDITIONAL, "conv.weights", ("C = 1",)),
    Claim("WC = C*N", PROVED, "dense.weights"),
    Claim("WC = I^2*C*N", PROVED, "dense.weights"),
    Claim("BC = N", PROVED, "conv.biases"),
    Claim("BC = K", REFUTED, "conv.biases"),
    Claim("PC = (K^2*C + 1)*N", PROVED, "conv.params"),
    Claim("PC = K^2*C*N", REFUTED, "conv.params", (), (), "conv"),
    Claim("PC = WC + BC", PROVED, "conv.params"),
    Claim("connections = (K^2*C + 1)*N*O^2", PROVED, "conv.connections"),
    Claim("connections = (K^2*C + 1)*N*(floor((I - K)/S) + 1)^2", PROVED, "conv.connections", (), ("P = 0",)),
    Claim("neurons = N*O^2", PROVED, "conv.neurons"),
    Claim("MACs = K^2*C*N*O^2", PROVED, "conv.macs"),
    Claim("FLOPs = 2*K^2*C*N*O^2", PROVED, "conv.flops", (), ("flops_per_mac = 2",)),
    Claim("FLOPs = K^2*C*N*O^2", REFUTED, "conv.flops", (), ("flops_per_mac = 2",), "conv"),
    Claim("R = R_in + (K - 1)*J_in", PROVED, "conv.receptive_field"),
    Claim("J = J_in*S", PROVED, "conv.jump"),
    Claim("O_h = floor((I_h + 2*P_h - K_h)/S_h) + 1", PROVED, "conv.O_h"),
    Claim("O_h = (I_h - K_h)/S_h + 1", CONDITIONAL, "conv.O_h", ("mod(I_h - K_h, S_h) = 0",), ("P = 0",)),
    Claim("O <= I + 2*P", PROVED, "conv.O"),
    Claim("O <= I", PROVED, "conv.O", (), ("P = 0", "S = 1")),
    Claim("O >= I", REFUTED, "conv.O"),
    Claim("O = I - K + 1 = I + 1 - K", PROVED, "conv.O", (), ("P = 0", "S = 1")),
)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.formula)
def test_formulas_against_the_catalogue(claim: Claim) -> None:
    proof = proved(claim.formula)
    assert proof.verdict is claim.verdict
    assert proof.match is not None
    assert f"{proof.match.kind}.{proof.match.quantity}" == claim.rule
    if claim.when:
        assert proof.conditions is not None
        assert shown(proof.conditions.relations) == claim.when
    if claim.assumed:
        assert shown(proof.match.assumed) == claim.assumed
    assert (proof.other.kind if proof.other else "") == claim.also


def test_small_letters_are_the_same_letters() -> None:
    proof = proved("o = floor((i + 2*p - k)/s) + 1")
    assert proof.verdict is PROVED
    assert proof.domain.letters == ("i", "p", "k", "s")


def test_one_kind_only() -> None:
    assert proved("WC = K^2*C").verdict is PROVED  # the depthwise convolution's
    assert shown(proved("WC = K^2*C", "conv").conditions.relations) == ("N = 1",)  # type: ignore[union-attr]
    with pytest.raises(NothingToCompare):
        proved("statistics = 2*C", "conv")


READ = {
    "O = (W - F + 2*P)/S + 1": (CONDITIONAL, {"W": "I", "F": "K"}),
    "W_out = (W_in - F + 2*P)/S + 1": (CONDITIONAL, {"W_out": "O", "W_in": "I", "F": "K"}),
    "n_out = floor((n_in + 2*p - k)/s) + 1": (PROVED, {"n_out": "O", "n_in": "I"}),
    "O = floor((n + 2*p - f)/s) + 1": (PROVED, {"n": "I", "f": "K"}),
    "O = N - m + 1": (PROVED, {"N": "I", "m": "K"}),
    "PC = (F*F*D + 1)*K": (PROVED, {"F": "K", "D": "C", "K": "N"}),
    "PC = (K*K*C + 1)*F": (PROVED, {"F": "N"}),
    "PC = (kernel_size^2*C_in + 1)*C_out": (PROVED, {"kernel_size": "K", "C_in": "C", "C_out": "N"}),
    "O_h = floor((H + 2*padding - dilation*(kernel_size - 1) - 1)/stride + 1)": (
        PROVED,
        {"H": "I", "padding": "P", "dilation": "D", "kernel_size": "K", "stride": "S"},
    ),
    "neurons = H_out*W_out*N": (PROVED, {"H_out": "O_h", "W_out": "O_w"}),
}


@pytest.mark.parametrize("claim", READ)
def test_letters_of_textbooks(claim: str) -> None:
    verdict, reading = READ[claim]
    proof = proved(claim)
    assert proof.verdict is verdict
    assert proof.match is not None
    assert dict(proof.match.reading) == reading


@pytest.mark.parametrize("claim", ["O = (W - F + P)/S + 1", "PC = F*F*D*K + 2", "WC = K^2*C*z"])
def test_letters_without_a_meaning_refute_nothing(claim: str) -> None:
    proof = proved(claim)
    assert proof.verdict is UNDECIDED
    assert proof.unknown
    assert {*proof.unknown} <= {*names(read_relation(claim))}


def test_letters_with_a_meaning_that_is_given() -> None:
    def verdict(claim: str, reading: Mapping[str, str]) -> ProofVerdict:
        proof = prove_against_catalogue(read_relation(claim), None, reading)
        check(proof)
        return proof.verdict

    assert verdict("O = (W - F + P)/S + 1", {"W": "I", "F": "K"}) is REFUTED
    assert verdict("O = (W - F + 2*P)/S + 1", {"W": "I", "F": "K"}) is CONDITIONAL
    assert verdict("BC = K", {"K": "N"}) is PROVED
    assert verdict("WC = F*F*D*K", {"F": "K", "D": "C", "K": "N"}) is PROVED
    assert verdict("connections = (F^2*C + 1)*N^2*M", {"F": "K", "N": "O", "M": "N"}) is PROVED
    assert verdict("WC = a*b*C*N", {"a": "K", "b": "K"}) is PROVED  # one letter where both are the same
    assert verdict("WC = a*C*N", {"a": "K"}) is REFUTED


def test_a_name_that_is_no_quantity() -> None:
    with pytest.raises(UnknownQuantity):
        proved("weigths = K^2*C*N")


# the guide's fifteen relationships ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layer:
    """Input, kernel, padding and stride."""

    i: int
    k: int
    p: int
    s: int


LAYERS = tuple(Layer(*sizes) for sizes in product(range(1, 9), range(1, 5), range(3), range(1, 4)))


def convolved(i: int, k: int, p: int = 0, s: int = 1, d: int = 1) -> int:
    return len(windows.convolved(i, k, s, p, p, d))


def transposed(i: int, k: int, p: int = 0, s: int = 1, a: int = 0) -> int:
    return len(windows.transposed(i, k, s, p, p, extra=a))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One of Dumoulin and Visin's: the output's formula, what it leaves out, and the condition under which it holds.

    `counted` counts the units of a layer that is as the relationship says; None for any other layer.
    """

    number: int
    formula: str
    counted: Callable[[Layer], int | None]
    kind: str = "conv"
    assumed: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    equal: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


RELATIONSHIPS = (
    Relationship(1, "(i - k) + 1", lambda at: convolved(at.i, at.k), assumed=("P = 0", "S = 1")),
    Relationship(2, "(i - k) + 2*p + 1", lambda at: convolved(at.i, at.k, at.p), assumed=("S = 1",)),
    Relationship(  # half padding: k is odd
        3,
        "i + 2*p - (k - 1)",
        lambda at: convolved(at.i, at.k, at.p) if at.k % 2 and at.p == at.k // 2 else None,
        assumed=("S = 1",),
        equal=(("i + 2*floor(k/2) - (k - 1)", "i", ("mod(k, 2) = 1",)),),
    ),
    Relationship(  # full padding
        4,
        "i + 2*p - (k - 1)",
        lambda at: convolved(at.i, at.k, at.p) if at.p == at.k - 1 else None,
        assumed=("S = 1",),
        equal=(("i + 2*(k - 1) - (k - 1)", "i + (k - 1)", ()),),
    ),
    Relationship(5, "floor((i - k)/s) + 1", lambda at: convolved(at.i, at.k, 0, at.s), assumed=("P = 0",)),
    Relationship(6, "floor((i + 2*p - k)/s) + 1", lambda at: convolved(at.i, at.k, at.p, at.s)),
    Relationship(
        7, "floor((i - k)/s) + 1", lambda at: convolved(at.i, at.k, 0, at.s), kind="max_pool", assumed=("P = 0",)
    ),
    Relationship(
        8,
        "i + (k - 1)",
        lambda at: transposed(at.i, at.k),
        kind="transposed_conv",
        assumed=("P = 0", "S = 1"),
        equal=(("i - k + 2*(k - 1) + 1", "i + (k - 1)", ()),),  # the direct convolution with p' = k - 1
    ),
    Relationship(
        9,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p),
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i - k + 2*(k - p - 1) + 1", "i + (k - 1) - 2*p", ()),),  # p' = k - p - 1
    ),
    Relationship(
        10,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p) if at.k % 2 and at.p == at.k // 2 else None,
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i + (k - 1) - 2*floor(k/2)", "i", ("mod(k, 2) = 1",)),),
    ),
    Relationship(
        11,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p) if at.p == at.k - 1 else None,
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i + (k - 1) - 2*(k - 1)", "i - (k - 1)", ()),),
    ),
    Relationship(  # i - k is a multiple of s
        12,
        "s*(i - 1) + k",
        lambda at: transposed(at.i, at.k, 0, at.s),
        kind="transposed_conv",
        assumed=("P = 0",),
        equal=(
            ("s*(floor((i - k)/s) + 1 - 1) + k", "i", ("mod(i - k, s) = 0",)),
            ("i + (i - 1)*(s - 1) - k + 2*(k - 1) + 1", "s*(i - 1) + k", ()),  # the stretched input
        ),
    ),
    Relationship(  # i + 2p - k is a multiple of s
        13,
        "s*(i - 1) + k - 2*p",
        lambda at: transposed(at.i, at.k, at.p, at.s),
        kind="transposed_conv",
        equal=(
            ("s*(floor((i + 2*p - k)/s) + 1 - 1) + k - 2*p", "i", ("mod(i + 2*p - k, s) = 0",)),
            ("i + (i - 1)*(s - 1) - k + 2*(k - p - 1) + 1", "s*(i - 1) + k - 2*p", ()),
        ),
    ),
    Relationship(  # a = (i + 2p - k) mod s
        14,
        "s*(i - 1) + a + k - 2*p",
        lambda at: transposed(at.i, at.k, at.p, at.s, at.s - 1),
        kind="transposed_conv",
        equal=(("s*(floor((i + 2*p - k)/s) + 1 - 1) + ((i + 2*p - k) mod s) + k - 2*p", "i", ()),),
    ),
    Relationship(15, "floor((i + 2*p - k - (k - 1)*(d - 1))/s) + 1", lambda at: convolved(at.i, at.k, at.p, at.s, 2)),
)


@pytest.mark.parametrize("row", RELATIONSHIPS, ids=lambda row: f"relationship {row.number}")
def test_the_relationships_of_the_guide(row: Relationship) -> None:
    formula = read_relation(row.formula)
    proof = proved(f"o = {row.formula}", row.kind)
    assert proof.verdict is PROVED
    assert proof.match is not None
    assert proof.match.rule.citation is not None
    assert proof.match.rule.citation.key == "dumoulin2016"
    assert tuple(sorted(shown(proof.match.assumed))) == row.assumed
    for at in LAYERS:
        counted = row.counted(at)
        if counted:  # where no window fits there is no layer
            point = {"i": at.i, "k": at.k, "p": at.p, "s": at.s, "d": 2, "a": at.s - 1}
            assert value(formula, point) == counted, at
    for left, right, when in row.equal:
        found = prove(read_relation(left), read_relation(right))
        check(found, 5)
        assert found.verdict is (CONDITIONAL if when else PROVED)
        assert shown(found.conditions.relations if found.conditions else ()) == when
        assert found.conditions is None or found.conditions.exact


def test_all_fifteen_are_there() -> None:
    assert [row.number for row in RELATIONSHIPS] == list(range(1, 16))


# random formulas ------------------------------------------------------------------------------------

LETTERS = ("I", "K", "P")
PROPERTIES: list[tuple[Callable[..., None], tuple[SearchStrategy[Any], ...]]] = []


def holds_for(*strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Keeps a property, which `test_properties` judges by some examples and a slow test by many."""

    def keep(judge: Callable[..., None]) -> Callable[..., None]:
        PROPERTIES.append((judge, strategies))
        return judge

    return keep


def formulas(*divisors: Expr, leaves: int = 6) -> SearchStrategy[Expr]:
    """Whole numbers by +, −, ·, powers, and floors, ceilings and mod by constants (and by the `divisors`)."""
    first = st.one_of(st.sampled_from(LETTERS).map(Sym), st.integers(0, 7).map(Num))

    def larger(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
        below = st.one_of(st.integers(1, 6).map(Num), st.sampled_from((Num(2), Num(3), *divisors)))
        quotients = st.builds(lambda a, b: Op("*", (a, reciprocal(b))), inner, below)
        rounded = st.builds(lambda name, arg: Op(name, (arg,)), st.sampled_from(("floor", "ceil")), quotients)
        terms = st.lists(st.one_of(inner, inner.map(negated)), min_size=2, max_size=3)
        return st.one_of(
            terms.map(lambda args: Op("+", tuple(args))),
            st.builds(lambda a, b: Op("*", (a, b)), inner, inner),
            st.builds(lambda a, n: Op("^", (a, Num(n))), inner, st.integers(0, 2)),
            rounded,
            rounded,
            st.builds(lambda a, b: Op("mod", (a, b)), inner, below),
        )

    return st.recursive(first, larger, max_leaves=leaves)


def unlike(expr: Expr, way: str) -> Expr:
    """The formula with its roundings changed: ``floor`` to ``ceil``, or taken away."""
    if isinstance(expr, Op) and expr.name in ("floor", "ceil"):
        inner = unlike(expr.args[0], way)
        return inner if way == "none" else Op(way, (inner,))
    return rebuilt(expr, lambda part: unlike(part, way))


@holds_for(formulas(), formulas())
def any_two_formulas_with_constant_divisors_are_decided(left: Expr, right: Expr) -> None:
    proof = prove(left, right)
    assert proof.verdict is not UNDECIDED or proof.limit is MAX_RESIDUE_CLASSES
    check(proof)


@holds_for(formulas(Sym("S")), st.sampled_from(("floor", "ceil", "none")))
def formulas_that_round_in_other_ways(expr: Expr, way: str) -> None:
    check(prove(expr, unlike(expr, way)))


@holds_for(formulas(Sym("S")), st.sampled_from(LETTERS), st.one_of(st.integers(0, 2).map(Num), st.just(Sym("K"))))
def formulas_with_a_letter_left_out(expr: Expr, name: str, put: Expr) -> None:
    check(prove(expr, tidied(substituted(expr, {name: put}))))


@holds_for(formulas(leaves=3), st.integers(1, 4), st.integers(1, 3))
def true_identities_are_proved(expr: Expr, m: int, n: int) -> None:
    """Quotient and remainder, a floor within a floor, and Hermite's identity."""
    inner, below, both = expr, Num(m), Num(m * n)

    def floor(above: Expr, divisor: Expr) -> Expr:
        return Op("floor", (Op("*", (above, reciprocal(divisor))),))

    rest = Op("+", (Op("*", (below, floor(inner, below))), Op("mod", (inner, below))))
    nested = floor(floor(inner, below), Num(n))
    shifts = (floor(Op("+", (inner, Num(m * place))), both) for place in range(n))
    hermite = Op("+", (*shifts, Num(0)))
    for left, right in ((rest, inner), (nested, floor(inner, both)), (hermite, floor(inner, below))):
        proof = prove(left, right)
        assert proof.verdict is PROVED or proof.limit is MAX_RESIDUE_CLASSES


@holds_for(formulas(Sym("S")), st.sampled_from((1, -1)), st.data())
def a_number_that_is_off_by_one_is_not_proved(expr: Expr, step: int, data: st.DataObject) -> None:
    found = [node for node in walk(expr) if isinstance(node, Num)]
    assume(found)
    chosen = data.draw(st.sampled_from(found))

    def changed(part: Expr) -> Expr:
        if part is chosen:
            moved = chosen.value + step
            return Num(moved) if moved >= 0 else negated(Num(-moved))
        return rebuilt(part, changed)

    other = changed(expr)
    try:
        proof = prove(expr, other)
    except Undefined:
        return  # divided by zero
    check(proof)
    relation = Op("=", (expr, other))
    if any(holds(relation, point) is False for point in box(proof.domain)):
        assert proof.verdict in (REFUTED, CONDITIONAL)


def mutations() -> Iterator[tuple[str, Expr, Expr]]:
    """The true rows of the table, with one number more or less by one."""
    for row in ROWS:
        relation = read_relation(row.relation)
        assert isinstance(relation, Op)
        places = [node for node in walk(relation) if isinstance(node, Num)]
        is_small = 0 < len(names(relation)) < 3 and "^20" not in row.relation
        if row.verdict is not PROVED or relation.name != "=" or not is_small:
            continue
        for at, step in product(range(len(places)), (1, -1)):
            count = iter(range(len(places)))

            def changed(part: Expr, count: Iterator[int] = count, at: int = at, step: int = step) -> Expr:
                if isinstance(part, Num):
                    moved = part.value + step * (next(count) == at)
                    return Num(moved) if moved >= 0 else negated(Num(-moved))
                return rebuilt(part, changed)

            left, right = (changed(side) for side in relation.args)
            yield row.relation, left, right


def test_mutations_of_true_relations_are_refuted() -> None:
    judged = 0
    for original, left, right in mutations():
        try:
            proof = prove(left, right)
        except Undefined:
            continue
        differs = any(holds(Op("=", (left, right)), point) is False for point in box(proof.domain, 4))
        if differs:
            judged += 1
            assert proof.verdict in (REFUTED, CONDITIONAL), (original, source_text(left), source_text(right))
            assert proof.counterexample is not None
            assert holds(Op("=", (left, right)), dict(proof.counterexample.point)) is False
    assert judged > 60


@holds_for(formulas(leaves=4), formulas(leaves=4), st.sampled_from(("<=", ">=", "<", ">")))
def inequalities(left: Expr, right: Expr, relation: str) -> None:
    check(prove(left, right, relation))


# the algebra below ----------------------------------------------------------------------------------


def polynomials() -> SearchStrategy[Polynomial]:
    """Small polynomials in three letters."""
    first = st.one_of(st.sampled_from(LETTERS).map(letter), st.integers(-5, 5).map(number))
    return st.recursive(
        first,
        lambda inner: st.one_of(
            st.builds(plus, inner, inner),
            st.builds(minus, inner, inner),
            st.builds(times, inner, inner),
            st.builds(raised, inner, st.integers(0, 3)),
        ),
        max_leaves=8,
    )


def as_sympy(poly: Polynomial) -> Any:
    terms = (
        sympy.Rational(c.numerator, c.denominator) * sympy.Mul(*(sympy.Symbol(str(a)) ** n for a, n in monomial))
        for monomial, c in poly.terms.items()
    )
    return sympy.Add(*terms)


@holds_for(polynomials(), polynomials(), st.integers(0, 3))
def polynomials_are_what_sympy_expands(one: Polynomial, other: Polynomial, exponent: int) -> None:
    a, b = as_sympy(one), as_sympy(other)
    assert as_sympy(times(one, other)) == sympy.expand(a * b)
    assert as_sympy(minus(one, other)) == sympy.expand(a - b)
    assert as_sympy(raised(one, exponent)) == sympy.expand(a**exponent)


@holds_for(polynomials(), st.integers(-3, 3))
def bounds_hold_everywhere(poly: Polynomial, bound: int) -> None:
    if never_below(poly, bound):
        for point in box(Domain(LETTERS, ())):
            found = value(read_relation(text(poly)), point)
            assert found is not None
            assert found >= bound


@holds_for(formulas())
def a_class_is_what_the_formula_is_there(expr: Expr) -> None:
    form: Quotient = normal(expr)[0]
    for part in classes(form.above)[::7]:
        for q in (0, 1, 2):
            values = {name: m * q + r for name, m, r in zip(part.names, part.moduli, part.residues, strict=True)}
            point = {**dict.fromkeys(LETTERS, 3), **values}
            inside = {f"0{name}": q for name in part.names} | point
            terms = (c * prod_of(monomial, inside) for monomial, c in part.value.terms.items())
            assert sum(terms, Fraction(0)) == value(expr, point)


def prod_of(monomial: frozenset[tuple[Any, int]], point: Point) -> Fraction:
    result = Fraction(1)
    for atom, exponent in monomial:
        result *= Fraction(point[str(atom)]) ** exponent
    return result


each_property = pytest.mark.parametrize(("judge", "strategies"), PROPERTIES, ids=[f.__name__ for f, _ in PROPERTIES])


@each_property
def test_properties(judge: Callable[..., None], strategies: tuple[SearchStrategy[Any], ...]) -> None:
    settings(max_examples=25, deadline=None)(given(*strategies)(judge))()


@pytest.mark.slow
@each_property
def test_properties_by_many_examples(judge: Callable[..., None], strategies: tuple[SearchStrategy[Any], ...]) -> None:
    settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))(given(*strategies)(judge))()


def test_moduli_are_as_small_as_they_can_be() -> None:
    form, _ = normal(read_relation("floor((2*I + 3*K)/6) + floor(floor(P/2)*I/3)"))
    assert moduli(form.above) == {"I": 3, "K": 2, "P": 6}


# the command ----------------------------------------------------------------------------------------


def run(*args: str) -> Result:
    return CliRunner().invoke(command, args, catch_exceptions=False, env={"SYMCNN_LANG": None})


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["O = floor((I - K)/S) + 1"], 0),
        (["O = (I - K)/S + 1"], 0),
        (["O = ceil((I - K)/S) + 1"], 1),
        (["(I + S)/S", "I/S + 1"], 0),
        (["O = I - K + 1", "O = I + 1 - K"], 0),
        (["I", "K"], 0),  # where both are the same
        (["I + 1", "I"], 1),
        (["2^(I*K) = (2^I)^K"], 0),  # undecided
        (["WC = K^2*C", "--kind", "depthwise"], 0),
        (["3 = 4"], 1),
        (["I + ("], 2),
        (["I = 1/0"], 2),
        (["9^9^9^9"], 2),
        (["area(K)"], 2),
        (["[1, 2]"], 2),
        (["weigths = K"], 2),
        (["I = K", "K"], 2),
        (["statistics = C", "--kind", "conv"], 2),
        (["I", "--kind", "cnov"], 2),
        (["BC = K", "--letters", "K=N"], 0),
        (["O = (W - F + P)/S + 1"], 0),  # undecided
        (["O = (W - F + P)/S + 1", "--letters", "W=I,F=K"], 1),
        (["O = W", "--letters", "W=Q"], 2),
        (["O = W", "--letters", "W"], 2),
        ([], 2),
        (["I", "K", "S"], 2),
    ],
    ids=str,
)
def test_exit_status(args: list[str], status: int) -> None:
    result = run(*args)
    assert result.exit_code == status
    if status == 2:
        assert "error" in result.stderr.lower()
        assert "Traceback" not in result.output
        assert result.stdout == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [*ROWS[::6], *CLAIMS[::6]], ids=str)
def test_every_verdict_has_words_in_both_languages(row: Row | Claim, language: str) -> None:
    claim = row.relation if isinstance(row, Row) else row.formula
    document = proof_document(prove_against_catalogue(read_relation(claim)), language)
    for render in (markdown, fragment, html):
        assert render(document)


def test_what_a_person_reads() -> None:
    lines = run("O = (I - K)/S + 1").stdout.replace("\n", " ")
    assert "conditional: O = (I − K)/S + 1" in lines
    assert "Holds exactly when S divides I − K." in lines
    assert "What the formula leaves out: P = 0." in lines
    assert "Not for I = 2, K = 1, S = 2" in lines
    assert "There is no smaller counterexample." in lines
    assert "For whole numbers I, K, S ≥ 1, K ≤ I." in lines


def test_the_title_is_the_relation_that_was_given() -> None:
    assert run("BC = K").stdout.startswith("refuted: BC = K\n")
    assert run("O = I").stdout.startswith("proved: O = I\n")
    assert run("I = O + K - 1").stdout.startswith("proved: I = ")


def test_what_a_person_reads_in_chinese() -> None:
    result = run("ceil((I - K)/S) + 1", "--lang", "zh").stdout
    assert result.startswith("不成立：")
    assert "仅当 S 整除 I − K 时成立" in result
    assert not any(word in result for word in ("Holds", "left", "divides"))


def test_what_a_program_reads() -> None:
    found = json.loads(run("O = (I - K)/S + 1", "--json").stdout)
    assert found["verdict"] == "conditional"
    assert found["conditions"] == ["mod(I - K, S) = 0", "P = 0"]
    assert (found["assumed"], found["exact"]) == (["P = 0"], True)
    assert found["counterexample"] == {
        "at": {"I": 2, "K": 1, "S": 2},
        "left": "3/2",
        "right": 1,
        "smallest": True,
    }
    assert found["catalogue"]["kind"] == "conv"
    assert found["domain"] == {"least": {"I": 1, "K": 1, "S": 1}, "relations": ["K <= I"]}
    refuted = json.loads(run("O = ceil((I - K)/S) + 1", "--json").stdout)
    assert (refuted["verdict"], refuted["conditions"]) == ("refuted", [])
    assert refuted["would_hold_when"] == ["mod(I - K, S) = 0"]
    assert refuted["also"]["when"] == ["round = ceil_caffe"]
    read = json.loads(run("O = (W - F)/S + 1", "--json").stdout)
    assert (read["catalogue"]["letters"], read["unknown"]) == ({"W": "I", "F": "K"}, [])


# long formulas --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claim",
    [
        "floor((" * 30 + "I" + " + 1)/2)" * 30 + " = I",
        "floor((" * 15 + "I" + " + 1)/S)" * 15 + " = I",
        pytest.param("floor((" * 30 + "I" + " + 1)/S)" * 30 + " = I", marks=pytest.mark.slow),
        "ceil((" * 20 + "I*K" + " + 1)/3)" * 20 + " = I*K",
        "((" * 8 + "I" + " mod K)*S + I) mod N" * 8 + " = I",
        pytest.param("((" * 12 + "I" + " mod K)*S + I) mod N" * 12 + " = I", marks=pytest.mark.slow),
        "*".join(f"(a{place} + b{place})" for place in range(40)) + " = 1",
        "+".join(f"a{place}*b{place}" for place in range(200)) + " = 1",
        "max(" + ", ".join(f"a{place}" for place in range(15)) + ") = 1",
        pytest.param("max(" + ", ".join(f"a{place}" for place in range(40)) + ") = 1", marks=pytest.mark.slow),
        "*".join(["(I + K)"] * 200) + " = I",
        "floor(I*K*C*N/30030) = floor(I*K*C*N/30031)",
    ],
    ids=lambda claim: claim[:20],
)
def test_long_formulas_are_judged(claim: str) -> None:
    """In seconds at most: some of them would take hours if what is shared in them were worked out again."""
    relation = read_relation(claim)
    proof = prove_against_catalogue(relation)
    assert proof.verdict is REFUTED
    assert proof.counterexample is not None
    assert holds(relation, dict(proof.counterexample.point)) is False
