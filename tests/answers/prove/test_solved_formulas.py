"""Formulas solved for a letter of a rule, and the commonest mistakes in the commonest letters."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from judges import windows

from symcnn.commands.prove_command import proof_asked
from symcnn.core.written.spelling import source_text


def verdict(formula: str, kind: str | None = None) -> str:
    return proof_asked(formula, None, kind, None, ()).verdict.value


SOLVED = {
    "I = (O-1)*S + K - 2*P": "conditional",
    "P = (S*(O-1) - I + K)/2": "conditional",
    "P = S*(O-1)/2 - (I-K)/2": "conditional",
    "K = I + 2*P - (O-1)*S": "conditional",
    "F = W + 2*P - (O-1)*S": "conditional",
    "S = (I - K + 2*P)/(O - 1)": "conditional",
    "D = (I + 2*P - (O-1)*S - 1)/(K-1)": "conditional",
    "K = I - (O-1)*S": "conditional",
    "K = 2*P + 1": "proved",  # keeps the size
    "P = (O - I + K - 1)/2": "proved",
    "P = ((I-1)*S + K - O)/2": "proved",  # of a transposed convolution
    "P = (K - S)/2": "conditional",
    "pads = max((O-1)*S + K - I, 0)": "conditional",
    "N = params/(K^2*C + 1)": "proved",
    "P = (S*(O-1) - I - K)/2": "refuted",
    "K = I + 2*P + (O-1)*S": "refuted",
    "F = W + 2*P - (O+1)*S": "refuted",
    "S = (I - K + 2*P)/O": "refuted",
    "P = (K + 1)/2": "refuted",
    "P = 2*K + 1": "undecided",  # what it is for cannot be seen
    "K = I + C": "undecided",  # channels are not about sizes
}


@pytest.mark.parametrize("formula", SOLVED)
def test_formulas_for_a_letter_of_a_rule(formula: str) -> None:
    assert verdict(formula) == SOLVED[formula]


def test_what_is_solved_for_is_so_for_every_layer_that_leaves_nothing_over() -> None:
    for i, k, s, p in product(range(1, 9), range(1, 5), range(1, 4), range(3)):
        o = len(windows.convolved(i, k, s, p, p, 1))
        if o < 1 or (i + 2 * p - k) % s:
            continue
        assert (o - 1) * s + k - 2 * p == i
        assert Fraction(s * (o - 1) - i + k, 2) == p
        assert i + 2 * p - (o - 1) * s == k
        assert o == 1 or Fraction(i - k + 2 * p, o - 1) == s


def test_the_condition_is_that_the_division_leaves_nothing_over() -> None:
    proof = proof_asked("F = W + 2*P - (O-1)*S", None, None, None, ())
    assert proof.conditions is not None
    assert [source_text(each) for each in proof.conditions.relations] == ["mod(W + 2*P - F, S) = 0"]
    assert proof.match is not None
    assert dict(proof.match.reading) == {"F": "K", "W": "I"}


MISTAKES = (
    "O = floor((n + 2*p - f)/s)",
    "O = (W - F + 2*P)/S",
    "H2 = (H1 - F + 2*P)/S",
    "W_2 = (W_1 - F + 2*P)/S",
    "O = (n - f)/s",
    "O = (W - F + 2*P)/S + 2",
    "O = (W - F + 2*P)*S + 1",
    "O = floor((n - 2*p - f)/s) + 1",
    "j_out = j_in*s + 1",
    "r_l = r_{l-1} + (k_l + 1)*j_{l-1}",
    "params = (F^2*D + K)*K",
    "MACs = D_K*M*N*D_F^2",
)


@pytest.mark.parametrize("formula", MISTAKES)
def test_the_commonest_mistakes_in_the_letters_of_textbooks(formula: str) -> None:
    assert verdict(formula) == "refuted"


NEAR = (
    "O = (W - F + P)/S + 1",  # P on both sides together
    "FLOPs = 6*N*D",  # N parameters, D words
    "params = (P^2*C + 1)*D",  # patches of P×P
    "params = N*D",
    "params = n*m + n",
    "params = 12*d^2 + 13*d",
    "params = K^2*C*N + K^2*N^2",  # two layers
    "params = 2*K^2*C^2",
    "MACs = k*n*d^2",
    "r_l = r_{l-1} + (k_l - 1)*s_l",  # s_l may be the product of strides
    "R = 1 + 2*(K-1)*(2^L - 1)",
    "O = W*q",
    "D_2 = M",
    "k_d = d*(k-1) + 1",  # the extent of a dilated kernel, and no kernel along an axis
)


@pytest.mark.parametrize("formula", NEAR)
def test_what_may_mean_something_else_is_not_refuted(formula: str) -> None:
    assert verdict(formula) != "refuted"


NUMBERS = [
    ("params = 25*6*N + N", "conv"),
    ("params = 3*3*3*N + N", "conv"),
    ("O = 2*I", "upsample"),
    ("O = 8*I", "upsample"),
    ("N = C/4", "pixel_shuffle"),
    ("params = 10*C + 10", "dense"),
    ("params = 4*(100*h + h^2 + h)", "lstm"),
    ("neurons = 28*28*N", None),
    ("J = 2*J_in", None),
    ("ratio = 1/N + 1/9", None),
    ("P = 3", "conv"),
]


@pytest.mark.parametrize(("formula", "kind"), NUMBERS)
def test_numbers_may_stand_for_letters_of_the_rule(formula: str, kind: str | None) -> None:
    assert verdict(formula, kind) != "refuted"


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("O = 2*I*S", "upsample"),  # every letter of the rule is there
        ("neurons = 2*N*O^2", None),
        ("FLOPs = 3*K^2*C*N*O^2", None),
        ("ratio = 1/N + 2/K^2", None),
    ],
)
def test_numbers_beside_all_letters_of_the_rule_stand_for_none(formula: str, kind: str | None) -> None:
    assert verdict(formula, kind) == "refuted"


def test_a_product_in_brackets_is_raised_as_a_whole() -> None:
    assert verdict("MACs = 4hwC^2 + 2(hw)^2 C") == "proved"
    assert verdict("MACs = 4hwC^2 + 2hw^2 C") != "proved"
