"""Two formulas: what is proved holds, what is refuted fails, and a condition says exactly where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from judges.proofs import box, holds, proved, shown

from symcnn.answers.prove.catalogue_formulas import prove_against_catalogue
from symcnn.answers.prove.proof import ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove
from symcnn.core.limits import MAX_RESIDUE_CLASSES, MAX_TERMS
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, names, negated, rebuilt, walk
from symcnn.network.language.parse import read_relation

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED


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
