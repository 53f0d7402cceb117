"""`symcnn derive`: some layers, some quantities."""

from __future__ import annotations

import json

import pytest
from shell import LENET, assert_status, run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("derive --help", 0),
        ("derive small.cnn", 0),
        ("derive wrong.cnn", 0),
        ("derive", 2),
        ("derive small.cnn --nothing", 2),
        ("derive small.cnn small.cnn", 2),
        ("derive faulty.cnn", 2),
        ("derive small.cnn --layer C9", 2),
        ("derive small.cnn --quantity wieght", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ("--layer C1,C3", ["C1", "C3"]),
        ("--layer C3 --layer C1", ["C1", "C3"]),
        ("--layer OUT", ["OUT"]),
        ("", ["C1", "S2", "C3", "S4", "C5", "F6", "OUT"]),
    ],
)
def test_layers(options: str, named: list[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", *options.split()).stdout)
    assert [layer["name"] for layer in data["layers"]] == named


@pytest.mark.parametrize(
    ("options", "derived"),
    [
        ("--quantity weights", {"weights"}),
        ("--quantity weights,params", {"weights", "params"}),
        ("--quantity weights --quantity params", {"weights", "params"}),
        ("--quantity output", {"O"}),
    ],
)
def test_quantities(options: str, derived: set[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", "--layer", "C1", *options.split()).stdout)
    assert {derivation["quantity"] for derivation in data["layers"][0]["derivations"]} == derived


TEMPLATE = """let N1 = 6
let K1 = 3
input 32 x 32 x 3
C1: conv N=N1 K=K1 P=[1, 2]
C2: conv N=2*N1 K=K1 x 7 P=same
C3: conv N=free K=3 table=[2 of 3 | 1 of 12 | 1 of 3]
"""
ARGUMENTS = [
    ("C1", "", "N = 6, K = 3, P = [1, 2], output 33×33×6"),
    ("C1", "--set N1=8,K1=5", "N = 8, K = 5, P = [1, 2], output 31×31×8"),
    ("C1", "--symbolic N1", "N = N1, K = 3, P = [1, 2], output 33×33×N1"),
    ("C1", "--latex", r"$N = 6$, $K = 3$, $P = \left[1, 2\right]$, output $33 \times 33 \times 6$"),
    ("C2", "--set K1=5", "N = 12, K = 5×7, P = same, output 31×31×12"),
    ("C2", "--symbolic N1", "N = 2·N1, K = 3×7, P = same, output 33×33×2·N1"),
    ("C3", "--set free=4", "K = 3, table of input maps: 3 rows of 3 (1–2, 4), 1 row of 12 (3), output 31×31×4"),
    ("C3", "--set free=4 --lang zh", "连接表：3 行各 3 个输入图（第 1–2、4 行），1 行各 12 个输入图（第 3 行），输出"),
]


@pytest.mark.parametrize(("layer", "options", "line"), ARGUMENTS)
def test_numbers_reach_the_line_of_arguments(layer: str, options: str, line: str) -> None:
    said = run("derive", "-", "--layer", layer, "--quantity", "output", *options.split(), stdin=TEMPLATE).stdout
    assert line.replace(" ", "") in said.replace("\n", "").replace(" ", "")


def test_a_table_with_a_fault_in_two_layers() -> None:
    layers = "conv N=2 K=5 table=[0 1 | 3 9]\n" * 2
    result = run("derive", "-", stdin=f"input 12 x 12 x 3\n{layers}")
    assert result.exit_code == 2
    assert "the table speaks of map 3, 9, but the input has 3 maps" in result.stderr
    assert "the table speaks of map 3, 9, but the input has 2 maps" in result.stderr
