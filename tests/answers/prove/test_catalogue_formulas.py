"""A formula against the catalogue's rules, in the letters of its author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from click.testing import CliRunner
from judges.proofs import check, proved, shown

from symcnn.answers.prove.catalogue_formulas import UnknownQuantity, prove_against_catalogue
from symcnn.answers.prove.not_fitting import NothingToCompare
from symcnn.answers.prove.proof import ProofVerdict
from symcnn.commands.main import main
from symcnn.core.limits import MAX_COMPARED, Limit
from symcnn.core.written.tree import names
from symcnn.network.language.parse import read_relation

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED


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
    Claim("O = ceil((I - K)/S) + 1", CONDITIONAL, "max_pool.O", ("round = ceil_caffe", "P = 0")),
    Claim("ceil((I - K)/S) + 1", CONDITIONAL, "max_pool.O", ("round = ceil_caffe", "P = 0")),
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
    Claim("O = min(ceil((I + 2*P - K)/S) + 1, ceil((I + P)/S))", CONDITIONAL, "max_pool.O", ("round = ceil",)),
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
    Claim("BC = K", PROVED, "conv.biases"),  # K kernels
    Claim("BC = S", REFUTED, "conv.biases"),
    Claim("PC = (K^2*C + 1)*N", PROVED, "conv.params"),
    Claim("PC = K^2*C*N", CONDITIONAL, "conv.params", ("bias = 0",)),
    Claim("PC = WC + BC", PROVED, "conv.params"),
    Claim("connections = (K^2*C + 1)*N*O^2", PROVED, "conv.connections"),
    Claim("connections = (K^2*C + 1)*N*(floor((I - K)/S) + 1)^2", PROVED, "conv.connections", (), ("P = 0",)),
    Claim("neurons = N*O^2", PROVED, "conv.neurons"),
    Claim("MACs = K^2*C*N*O^2", PROVED, "conv.macs"),
    Claim("FLOPs = 2*K^2*C*N*O^2", PROVED, "conv.flops", (), ("flops_per_mac = 2",)),
    Claim("FLOPs = K^2*C*N*O^2", CONDITIONAL, "conv.flops", ("flops_per_mac = 1",)),
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


@pytest.mark.parametrize("claim", ["O = (W - F + 3*q)/S + 1", "PC = F*F*D*z + 2", "WC = K^2*C*z"])
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

    assert verdict("O = (W - F + P)/S + 1", {"W": "I", "F": "K"}) is CONDITIONAL  # P in all
    assert verdict("O = (W - F + P)/S + 1", {"W": "I", "F": "K", "P": "P"}) is REFUTED
    assert verdict("O = (W - F + 2*P)/S + 1", {"W": "I", "F": "K"}) is CONDITIONAL
    assert verdict("BC = K", {"K": "N"}) is PROVED
    assert verdict("WC = F*F*D*K", {"F": "K", "D": "C", "K": "N"}) is PROVED
    assert verdict("connections = (F^2*C + 1)*N^2*M", {"F": "K", "N": "O", "M": "N"}) is PROVED
    assert verdict("WC = a*b*C*N", {"a": "K", "b": "K"}) is PROVED  # one letter where both are the same
    assert verdict("WC = a*C*N", {"a": "K"}) is REFUTED


def test_a_name_that_is_no_quantity() -> None:
    with pytest.raises(UnknownQuantity):
        proved("weigths = K^2*C*N")


@pytest.mark.parametrize(("formula", "most"), [("floor(I/2)", 500), ("O = floor(I/2)", 3)])
def test_what_takes_too_many_comparisons_is_undecided(formula: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is counted, not the time: any machine gives the same answer, and no solver refutes what was cut off."""
    few = Limit(most, "formulas")
    few.name = MAX_COMPARED.name
    monkeypatch.setattr("symcnn.answers.prove.asked_formula.MAX_COMPARED", few)
    proof = prove_against_catalogue(read_relation(formula))
    assert (proof.verdict, proof.limit) == (UNDECIDED, few)
    told = CliRunner().invoke(main, ["prove", formula])
    assert told.exit_code == 0
    assert f"limit {most} formulas" in " ".join(told.output.split())


@pytest.mark.slow
@pytest.mark.parametrize("formula", ["floor(I/2)", "h*w*c*n*k", "max(1^2, h)^2^2", "floor(floor(ceil(I/(1))/K)/2)^2"])
def test_the_longest_searches_stay_below_the_limit(formula: str) -> None:
    assert prove_against_catalogue(read_relation(formula)).limit is not MAX_COMPARED
