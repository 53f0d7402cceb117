"""`symcnn prove`: what it takes, and where its answer goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import assert_status, run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("prove O=floor((I+2*P-K)/S)+1", 0),
        ("prove I+I 2*I", 0),
        ("prove WC=K*C*N", 1),
        ("prove I 2*I", 1),
        ("prove", 2),
        ("prove O=", 2),
        ("prove O=1/0", 2),
        ("prove O=I --kind cnov", 2),
        ("prove wieghts=I --kind conv", 2),
        ("prove O=I --letters nothing", 2),
        ("prove O=I W=I", 2),
        ("prove O=I -o out.pdf", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "form"), [("-o out.tex", "--latex"), ("-o out.json", "--json"), ("-s -o out.tex", "-s")]
)
def test_the_proof_is_written_to_a_file(options: str, form: str) -> None:
    result = run("prove", "WC=K*C*N", *options.split())
    assert (result.exit_code, result.stdout) == (1, "")
    written = Path(options.split()[-1]).read_text("utf-8")
    assert written == run("prove", "WC=K*C*N", form).stdout
    assert ("\\documentclass" in written) == ("-s" in options)


WRITTEN = {
    r"\frac{W-F+2P}{S}+1": "conditional",
    r"O = \frac{W-F+2P}{S}+1": "conditional",
    r"\left\lfloor\frac{I+2P-K}{S}\right\rfloor+1 = O": "proved",
    r"\frac{W-F+2P}{S}+1 = O": "conditional",
    "O = (I-K)//S + 1": "proved",
    "K^2CN = W": "proved",
    "D_K^2*M*D_F^2 + M*N*D_F^2 = MACs": "proved",
    r"1 + \sum (K_i - 1)\prod S_j": "proved",
    r"R = 1 + \sum_{i=1}^{L} (K_i - 1)\prod_{j=1}^{i-1} S_j": "proved",
    r"R = 1 + \sum_{i=1}^{L} (K_i - 1)\prod_{j=1}^{i} S_j": "refuted",
    r"R = 2 + \sum_{i=1}^{L} (K_i - 1)\prod_{j=1}^{i-1} S_j": "refuted",
    r"MACs = \sum_{l=1}^{d} C_l K_l^2 N_l O_l^2": "proved",
    "params = 9*C^2*n": "conditional",
    "P = (K - 1)/2": "conditional",
    "P = floor(K/2)": "conditional",
    "W = K^2*C*N": "proved",
    "(I^2 - 61*K^2 - 1)^2 >= 1": "undecided",
    r"$O = \frac{W-F+2P}{S}+1$": "conditional",
    r"\(O = \dfrac{W-F+2P}{S}+1\)": "conditional",
    r"$$O = \left\lfloor\frac{W-F+2P}{S}\right\rfloor + 1.$$": "proved",
    r"\begin{equation} O = \left\lfloor\frac{W-F+2P}{S}\right\rfloor + 1 \label{eq:o} \end{equation}": "proved",
    r"H_{out} = \left\lfloor\frac{H_{in} + 2 \times \text{padding}[0] - \text{dilation}[0] \times "
    r"(\text{kernel\_size}[0] - 1) - 1}{\text{stride}[0]} + 1\right\rfloor": "proved",
    r"H_{out} = \left\lfloor\frac{H_{in} + \text{padding}[0] - \text{dilation}[0] \times "
    r"(\text{kernel\_size}[0] + 1) - 1}{\text{stride}[0]} + 1\right\rfloor": "undecided",
    r"\mathrm{params} = (K^2 C + 1) N": "proved",
    r"R = 1 + \sum_i (K_i - 1)\prod_{j<i} S_j": "proved",
    r"R = 1 + \sum_i (K_i - 1)\prod_{j \le i} S_j": "refuted",
    r"r_0 = 1 + \sum_{l=1}^{L} (k_l - 1)\prod_{i=1}^{l-1} s_i": "proved",
    r"n^{[l]} = \lfloor \frac{n^{[l-1]} + 2p^{[l]} - f^{[l]}}{s^{[l]}} + 1 \rfloor": "proved",
    "输出尺寸 = (输入尺寸 - 卷积核大小 + 2*填充)/步长 + 1": "conditional",
    "output size = (input size - kernel size + 2*padding)/stride + 1": "conditional",
    "ratio = 1/N + 1/K^2": "proved",
    "ratio = 1/C + 1/K^2": "refuted",
    "r_l = r_{l-1} + (k_l - 1)*j_{l-1}": "proved",
    "j_l = j_{l-1}*s_{l-1}": "proved",
    "r_out = r_in + (k - 1)*j": "proved",
    "r_out = r_in + (k - 1)*j_out": "undecided",
    "WC = 5*5*3*6": "undecided",  # numbers are those of some layer
    "WC = 5*5*3*C": "conditional",
    "r_l = r_{l-1} + (k_l - 1)*s_l": "undecided",
    "R_out = R + (K - 1)*J": "proved",
    "R_out = R + (K - 1)*J*S": "undecided",
    "r_{l-1} = s_l*r_l + (k_l - s_l)": "proved",  # the size of what so many units see
    "r ← r + (k - 1)*j": "proved",
    "R = R + (K - 1)*J": "proved",
    "R = R + K*J": "refuted",
    "k' = d*(k - 1) + 1": "proved",
    "k' = d*k + 1": "refuted",
    "params = 4(n*m + n^2 + n)": "proved",
    "params = 3(h^2 + hx + 2h)": "proved",
    "params = 4(a*b + b^2 + b)": "undecided",
    "R = R_in + (K-1)*S": "refuted",
    r"H^{\prime} = \lfloor (H + 2p - k)/s \rfloor + 1": "proved",
    r"H^{\prime} = \lfloor (H + 2p - k)/s \rfloor": "refuted",
    "padding = dilation*(kernel_size - 1)//2": "conditional",  # for odd kernels
    "padding = dilation*kernel_size//2": "refuted",
}
"""Formulas as people write them, each with its verdict."""


@pytest.mark.parametrize("formula", WRITTEN)
def test_formulas_as_they_are_written(formula: str) -> None:
    found = run("prove", formula, "--json")
    assert json.loads(found.output)["verdict"] == WRITTEN[formula]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [  # sums over layers are compared by what a layer adds; what is summed up is none of its summands
        (r"1 + \sum (K_i - 1)\prod S_j", r"1 + \sum (K_l - 1)\prod S_i", "proved"),
        (r"1 + \sum (K_i - 1)\prod S_j", r"2 + \sum (K_i - 1)\prod S_j", "refuted"),
        (r"\sum K_i", "K", None),
        ("floor(I/2)", r"1 + \sum (K_i - 1)\prod S_j", None),
    ],
)
def test_sums_over_layers_beside_each_other(one: str, other: str, verdict: str | None) -> None:
    result = run("prove", one, other, "--json")
    assert json.loads(result.stdout).get("verdict") == verdict
    assert result.exit_code == {"proved": 0, "refuted": 1, None: 2}[verdict]
    assert verdict or "error[undefined]" in run("prove", one, other).stderr


KINDS = ["WC = K*C*N", "params = K^2*C*N + C", "MACs = K^2*C*N*O", "WC = K^2*C*N/G^2", "params = (K^2*C+1)*N/G"]


@pytest.mark.parametrize("formula", KINDS)
def test_naming_the_kind_loses_no_refutation(formula: str) -> None:
    assert run("prove", formula, "--kind", "conv").exit_code == 1


def test_what_was_asked_before_makes_no_difference() -> None:
    for formula in ("WC = K_h*K_w*C*N", "WC = K_h*K_w*K_d*C*N"):
        run("prove", formula)
    assert json.loads(run("prove", "P = floor(K/2)", "--json").output)["verdict"] == "conditional"


OF_A_KIND = [
    ("R = R_in + (K-1)*S", "conv", "refuted"),
    ("R = R_in + (K-1)*J_in", "conv", "proved"),
    ("P = (K-1)/2", "max_pool", "conditional"),
    ("P = K - 2", "max_pool", "refuted"),
    ("params = 4(n*m + n^2 + n)", "lstm", "proved"),
    ("params = 4(a*b + b^2 + b)", "lstm", "proved"),
    ("params = 3(n*m + n^2 + n)", "lstm", "refuted"),
    ("params = 4((x+h)*h + x)", "lstm", "refuted"),
    ("params = 4*((input_size + hidden_size)*hidden_size + hidden_size)", "lstm", "proved"),
    ("params = 3(h^2 + hx + h)", "gru", "conditional"),
    ("params = 8(h^2 + hx + h)", "lstm", "conditional"),  # in both directions
    ("params = 4(h^2 + hx + h) + 4(2h^2 + h)", "lstm", "conditional"),  # two layers
    ("params = 8(h^2 + hx) + h", "lstm", "refuted"),
    ("params = h^2 + hx + h", "rnn", "proved"),
    ("params = (H*W*C + 1)*N", "conv", "proved"),
    ("params = (H*W*N + 1)*N", "conv", "refuted"),
    ("BC = S", "conv", "refuted"),
]
"""Formulas for layers of one kind: its own notations count, and its own letters are no others."""


@pytest.mark.parametrize(("formula", "kind", "verdict"), OF_A_KIND)
def test_formulas_of_a_kind(formula: str, kind: str, verdict: str) -> None:
    assert json.loads(run("prove", formula, "--kind", kind, "--json").output)["verdict"] == verdict


def test_the_plain_kind_is_told() -> None:
    told = json.loads(run("prove", "R = R_in + (K-1)*S", "--json").output)
    assert told["catalogue"]["kind"] == "conv"


def test_what_was_tried_is_told_where_it_is_asked_for() -> None:
    told = run("prove", "O = (W - F)/S + 1", "--explain-readings").output
    assert "letters as in cs231n: W = I, F = K, S = S" in told
    assert "letters as in" not in run("prove", "O = (W - F)/S + 1").output
    data = json.loads(run("prove", "O = (W - F)/S + 1", "--json").output)
    assert data["tried"]["quantities"][0] == "O"
    assert {"source": "cs231n", "letters": {"W": "I", "F": "K", "S": "S"}} in data["tried"]["readings"]


def test_a_sum_that_says_nothing_of_one_layer() -> None:
    assert run("prove", r"R = \sum (K_i - 1) + \sum S_j").exit_code == 2


@pytest.mark.parametrize("name", ["pooling", "Max pooling", "max_pool"])
def test_the_kind_before_a_formula_has_a_line_to_type(name: str) -> None:
    told = run("prove", f"{name}: O=(I-K)/S+1")
    assert told.exit_code == 2
    assert "write: symcnn prove 'O=(I-K)/S+1' --kind max_pool" in told.output
    assert "kind-before-formula" not in run("prove", "foo: O=(I-K)/S+1").output


def test_one_number_is_no_formula() -> None:
    for number in ("P = 1", "params = 156"):
        assert "there is nothing to prove" in run("prove", number).output
    assert "there is nothing to prove" not in run("prove", "params = C + N^7").output
