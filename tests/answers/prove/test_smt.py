"""Claims that the own procedure leaves undecided, put to the SMT solver; its counterexamples are checked anew."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.answers.prove.smt import decided, is_installed
from symcnn.commands.prove_command import prove as command
from symcnn.core.written.tree import Op
from symcnn.network.language.parse import read_relation

PROVED, REFUTED, UNDECIDED = ProofVerdict.PROVED, ProofVerdict.REFUTED, ProofVerdict.UNDECIDED


def undecided(claim: str) -> Proof:
    """The claim as if the own procedure had nothing to say of it."""
    relation = read_relation(claim)
    assert isinstance(relation, Op)
    proof = prove(*relation.args, relation.name)
    return Proof(proof.relation, proof.left, proof.right, proof.domain, UNDECIDED)


def test_the_tests_have_a_solver() -> None:
    assert is_installed()


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("max(I, K, S) - min(I, K, S) <= I + K + S", PROVED),
        ("floor(I/9973) + floor(K/7919) = floor(K/7919) + floor((I + 1)/9973)", REFUTED),
        ("floor(I/2) + ceil(I/2) = I", PROVED),
        ("floor((I - K)/S) = ceil((I - K)/S)", REFUTED),
        ("(I + K)^2 = I^2 + 2*I*K + K^2", PROVED),
        ("mod(I, 7) <= 6", PROVED),
        ("mod(I, 7) <= 5", REFUTED),
        ("(I - K)/2 = I/2 - K/2", PROVED),
        ("1/(I - K) = 1/(I - K)", UNDECIDED),  # a divisor that may be nothing, or less
        ("2^(I*K) = (2^I)^K", UNDECIDED),
        ("gcd(I, K) <= I", UNDECIDED),
    ],
)
def test_what_the_solver_says(claim: str, verdict: ProofVerdict) -> None:
    relation = read_relation(claim)
    assert isinstance(relation, Op)
    found = decided(Proof(relation.name, *relation.args, undecided("I*K*S = I*K*S").domain, UNDECIDED))
    assert found.verdict is verdict
    if verdict is REFUTED:
        assert found.counterexample is not None


@tries(40)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(1, 9), st.integers(0, 9))
def test_the_solver_and_our_procedure_agree(divisor: int, shift: int, other: int, more: int) -> None:
    relation = read_relation(f"floor((I + {shift})/{divisor}) = floor((I + {more})/{other})")
    assert isinstance(relation, Op)
    ours = prove(*relation.args)
    theirs = decided(Proof("=", *relation.args, ours.domain, UNDECIDED))
    assert theirs.verdict is (PROVED if ours.verdict is PROVED else REFUTED)


def test_the_command_asks_the_solver() -> None:
    result = CliRunner().invoke(command, ["max(I, K, S) - min(I, K, S) <= I + K + S"])
    assert result.exit_code == 0
    assert result.output.startswith("proved:")
    assert "Z3" in result.output
