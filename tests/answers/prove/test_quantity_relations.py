"""Relations between counts of one layer: the same fact has the same verdict, whichever side a quantity stands on."""

from __future__ import annotations

import pytest

from symcnn.commands.prove_command import proof_asked


def verdict(formula: str, kind: str | None = None) -> str:
    return proof_asked(formula, None, kind, None, ()).verdict.value


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("WC <= PC", "proved"),
        ("PC >= WC", "proved"),
        ("WC <= params", "proved"),
        ("WC >= PC", "refuted"),
        ("MACs <= FLOPs", "proved"),
        ("FLOPs >= MACs", "proved"),
        ("MACs <= 2*FLOPs", "proved"),
        ("MACs >= 2*FLOPs", "refuted"),
        ("MACs >= params", "refuted"),  # one place, and biases besides
        ("MACs >= weights", "proved"),
    ],
)
def test_counts_are_never_free_letters(formula: str, expected: str) -> None:
    assert verdict(formula) == expected
    assert verdict(formula, "conv") == expected


@pytest.mark.parametrize("jump", ["j", "J_in"])
@pytest.mark.parametrize(
    "field", ["RF = RF_in", "r = r_in", "RF = RF_prev", "receptive field = previous receptive field"]
)
def test_the_jump_of_a_field_is_no_dilation(field: str, jump: str) -> None:
    proof = proof_asked(f"{field} + (K - 1)*{jump}", None, None, None, ())
    assert proof.verdict.value == "proved"
    assert proof.match is not None
    assert "D" not in dict(proof.match.reading).values()


@pytest.mark.parametrize("formula", ["floor(I/2)*2 = I", "I = 2*floor(I/2)"])
def test_an_identity_about_one_letter_is_arithmetic(formula: str) -> None:
    proof = proof_asked(formula, None, None, None, ())
    assert proof.verdict.value == "conditional"
    assert proof.match is None


def test_sums_over_layers_are_told_as_such() -> None:
    assert proof_asked(r"1 + \sum (K_i - 1)\prod S_j", None, None, None, ()).by_layers
    assert not proof_asked("R = R_in + (K - 1)*J_in", None, None, None, ()).by_layers


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("r = r_in + (K-1)*jump", "proved"),
        ("r_out = r_in + (k-1)*jump", "proved"),
        ("R = r_in + (k-1)*jump", "proved"),
        ("jump = jump_in*S", "proved"),
        ("r = r_in + K*jump", "refuted"),
        ("r = r_in + (K-1)*jump*s", "undecided"),
        (r"I_{out} = \lceil I_{in}/S \rceil", "proved"),
        ("I_out = (I_in - K + 2*P)/S + 1", "conditional"),
        ("I_out = (I_in - K + P)/S", "undecided"),
    ],
)
def test_a_quantity_by_its_name_beside_letters_of_a_notation(formula: str, expected: str) -> None:
    assert verdict(formula) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (r"\prod_{i=1}^{l-1} s_i", "proved"),
        (r"\prod_{i=1}^{l} s_i", "refuted"),
        (r"\prod_{i=0}^{l-1} s_i", "proved"),
    ],
)
def test_a_product_one_stride_too_far(inner: str, expected: str) -> None:
    """Two layers of 2-wide windows and stride 2: 1 + 1 + 2 = 4 cells, not 1 + 2 + 4 = 7."""
    assert verdict(rf"R = 1 + \sum_{{l=1}}^{{L}} (k_l - 1) {inner}") == expected
