"""Formulas that papers publish of blocks of layers, of kinds by their own letters, and of many layers."""

from __future__ import annotations

from itertools import islice

import pytest
from click.testing import CliRunner

from symcnn.answers.prove.published_blocks import blocks
from symcnn.answers.prove.rule_formulas import rule_cases
from symcnn.commands.main import main
from symcnn.commands.prove_command import proof_asked
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import source_text
from symcnn.network.wiring.layer_kinds import catalogue_names


def verdict(formula: str, kind: str | None = None) -> str:
    return proof_asked(formula, None, kind, None, ()).verdict.value


OF_BLOCKS = {
    "MACs = 4*n*d^2 + 2*n^2*d": "proved",
    "MACs = 4*N*C^2 + 2*N^2*C": "proved",
    "FLOPs = 8*n*d^2 + 4*n^2*d": "proved",
    "FLOPs = 24*B*s*h^2 + 4*B*s^2*h": "proved",
    "MACs = 4hwC^2 + 2M^2hwC": "proved",
    "params = 12*d^2 + 13*d": "proved",
    "params = 8*d^2 + 5*d": "proved",
    "params = d_model*d_ff*2 + d_ff + d_model": "proved",
    "params = 12*L*d^2": "conditional",  # without biases and normalisations
    "params = 4*d^2 + 4*d": "proved",
    "params = V*d + n*d": "proved",
    "params = L*(12*d^2 + 13*d) + V*d + n*d + 2*d": "proved",
    "params = (P^2*C + 1)*D": "proved",
    "params = C*(K^2 + 1) + N*(C + 1)": "proved",
    "params = K^2*C*N + K^2*N^2": "conditional",
    "params = 18*C^2": "conditional",
    "params = 17*C^2/16": "conditional",
    "params = 2*C^2/r": "conditional",
    "params = K^2*C*N + 2*N": "conditional",  # with the factors and summands of a batch normalisation
    "MACs = h*w*d*t*(d + k^2 + e)": "proved",
    "params = 12*d^2 + 14*d": "undecided",
    "params = 7*d^2 + 5*d": "undecided",
}


@pytest.mark.parametrize("formula", OF_BLOCKS)
def test_formulas_of_blocks(formula: str) -> None:
    assert verdict(formula) == OF_BLOCKS[formula]


@pytest.mark.parametrize(
    ("name", "point", "params"),
    [  # PyTorch's nn.TransformerEncoderLayer(512, 8), nn.TransformerDecoderLayer(512, 8); GPT-2 as published
        ("transformer_encoder", {"d": 512, "f": 2048, "L": 1, "n": 1}, 3152384),
        ("transformer_decoder", {"d": 512, "f": 2048, "L": 1}, 4204032),
        ("language_model", {"V": 50257, "d": 768, "n": 1024, "L": 12}, 124439808),  # GPT-2
    ],
)
def test_blocks_come_to_what_is_published(name: str, point: dict[str, int], params: int) -> None:
    assert value_of(blocks()[name].formula("params"), point) == params


OF_KINDS = [
    ("MACs = K^2*N*O^2", "depthwise", "proved"),
    ("params = (K^2 + 1)*N", "depthwise", "proved"),
    ("params = (K + 1)*N", "depthwise", "refuted"),
    ("MACs = 4*n*d^2 + 2*n^2*d", "attention", "proved"),
    ("MACs = 4*n*d^2 + n^2*d", "attention", "refuted"),
    ("params = 5*d^2", "attention", "refuted"),
    ("MACs = 4hwC^2 + 2M^2hwC", "window_attention", "proved"),
    ("O = I", "relu", "proved"),
    ("O = I + 1", "relu", "refuted"),
    ("N = C", "add", "proved"),
    ("params = 0", "relu", "proved"),
    ("params = C", "dropout", "refuted"),
    ("params = K^2*C", "max_pool", "refuted"),
    ("O = I*S", "pixel_shuffle", "proved"),
    ("N = C*S^2", "pixel_shuffle", "refuted"),
    ("O = ceil((I + 2*P - K)/S) + 1", "max_pool", "conditional"),
    ("O = ceil((I + 2*P - K)/S) + 1", "conv", "refuted"),
]


@pytest.mark.parametrize(("formula", "kind", "expected"), OF_KINDS)
def test_formulas_of_a_kind_in_its_own_letters(formula: str, kind: str, expected: str) -> None:
    assert verdict(formula, kind) == expected


OF_SEVERAL = {
    r"R = 1 + \sum_{i=1}^{L} d_i (k_i - 1)": "proved",
    "R = 1 + L*(K-1)": "proved",
    "RF_{l+1} = RF_l + (k_{l+1}-1)*S_l": "proved",
    "R = R_in + (K-1)*J_in*S": "refuted",
}


def test_a_kind_that_is_seldom_meant_refutes_nothing_that_is_its_rule() -> None:
    assert verdict("receptive_field = R_in + (S - 1)*J_in") == "proved"  # space to depth
    assert verdict("receptive_field = R_in + (K - 1)*S") == "refuted"


@pytest.mark.parametrize("formula", OF_SEVERAL)
def test_formulas_of_several_layers(formula: str) -> None:
    proof = proof_asked(formula, None, None, None, ())
    assert proof.verdict.value == OF_SEVERAL[formula]
    assert proof.match is not None
    assert proof.match.kind == "conv"


def run(*args: str) -> str:
    return " ".join(CliRunner().invoke(main, ["prove", *args]).output.split())


def test_what_a_formula_leaves_out_is_told() -> None:
    assert "What the formula leaves out: J_in = 1." in run("R = 1 + L*(K-1)")
    assert "Holds when MACs = connections." in run("MACs = (K^2*C + 1)*N*O^2")


def test_the_title_is_what_was_given() -> None:
    assert run("P = (K-1)/2").startswith("conditional: P = (K − 1)/2")
    assert "With one put into the other: ⌊I + 2·(K + 1)/2 − K⌋ + 1 = I." in run("P = (K+1)/2")


def test_what_is_no_rule_says_so() -> None:
    assert "No rule of the catalogue was found that it may be." in run("D_2 = K")
    assert "its letters may mean something else" in run("MACs = n^2*d")


@pytest.mark.parametrize("formula", ["O = sqr(I)", "O = round((W-F)/S) + 1", r"O = \operatorname{round}(I/S)"])
def test_an_unknown_function_is_no_letter(formula: str) -> None:
    assert "error[unknown-function]" in run(formula)


def test_a_letter_before_a_bracket_is_a_factor() -> None:
    assert verdict("params = N(K^2C + 1)") == "proved"
    assert verdict("params = Cout(Cin*k*k + 1)") == "proved"


@pytest.mark.slow
@pytest.mark.parametrize("kind", catalogue_names())
def test_no_rule_of_the_catalogue_is_refuted(kind: str) -> None:
    for quantity in ("O", "N", "weights", "biases", "params", "macs", "flops", "neurons", "receptive_field", "jump"):
        for usual in (True, False):
            for case in islice(rule_cases(frozenset(), quantity, (kind,), usual=usual), 6):
                formula = f"{quantity} = {source_text(case.formula)}"
                assert verdict(formula, kind) != "refuted", formula
                assert verdict(formula) != "refuted", formula
