"""Several unknowns together: every combination, judged by brute force in plain integers."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from shell import LENET, run

LAYER = "let K = 5\nlet S = 1\nlet P = 0\nlet N = 6\ninput 32 x 32 x 3\nC1: conv N=N K=K S=S P=P\n"
WIDE = """let w = 8
let d = 2
input 224 x 224 x 3
C1: conv N=w K=3 S=2 P=1
C2: conv N=2*w K=3 S=2 P=1
C3: conv N=4*w K=3 S=2 P=1
stage: repeat d { conv N=4*w K=3 P=1 }
F: dense N=1000
"""


def size(kernel: int, stride: int, padding: int) -> int:
    return (32 + 2 * padding - kernel) // stride + 1


def rows(output: str) -> list[tuple[int, ...]]:
    """The numbers in the rows of a table, without those of the rows themselves."""
    lines = output.partition("---\n")[2].splitlines()
    return [tuple(int(cell.replace(",", "")) for cell in line.split())[1:] for line in lines]


@pytest.fixture
def layer(tmp_path: Path) -> str:
    path = tmp_path / "layer.cnn"
    path.write_text(LAYER, "utf-8")
    return str(path)


@pytest.fixture
def wide(tmp_path: Path) -> str:
    path = tmp_path / "wide.cnn"
    path.write_text(WIDE, "utf-8")
    return str(path)


def test_every_kernel_stride_and_padding(layer: str) -> None:
    """No wider than the map the kernel, less than the kernel the padding: the bounds that it tells, and no others."""
    output = run("solve", layer, "--for", "K", "--for", "S", "--for", "P", "--where", "C1.O = 10").stdout
    assert rows(output) == [
        (k, s, p, 10) for k in range(1, 33) for s in range(1, 99) for p in range(k) if size(k, s, p) == 10
    ]
    assert "so only what is usual was tried: K ≤ 32, P ≤ K − 1" in output.replace("\n", " ")


def test_all_wishes_hold_together(layer: str) -> None:
    command = ("solve", layer, "--for", "K,S,P", "--where", "C1.O = 10", "--where", "C1.params < 1000")
    assert rows(run(*command).stdout) == [
        (k, s, p, 10, (3 * k * k + 1) * 6)
        for k in range(1, 33)
        for s in range(1, 99)
        for p in range(k)
        if size(k, s, p) == 10 and (3 * k * k + 1) * 6 < 1000
    ]


def test_bounds_that_are_wished_for_are_the_only_ones(layer: str) -> None:
    command = ("solve", layer, "--for", "S,P", "--where", "C1.O = 3", "--where", "S <= 40, P <= 20")
    assert rows(run(*command, "--set", "K=3").stdout) == [
        (s, p, 3) for s, p in product(range(1, 41), range(21)) if size(3, s, p) == 3
    ]


def test_a_budget_of_kernels(layer: str) -> None:
    output = run("solve", layer, "--for", "K,N", "--where", "C1.params < 100").stdout
    assert rows(output) == [
        (k, n, (3 * k * k + 1) * n) for k, n in product(range(1, 33), range(1, 100)) if (3 * k * k + 1) * n < 100
    ]


def test_a_budget_of_a_whole_network(wide: str) -> None:
    output = run("solve", wide, "--for", "w,d", "--where", "total.macs < 600e6").stdout

    def macs(w: int, d: int) -> int:
        return 27 * w * 112**2 + 18 * w * w * 56**2 + 72 * w * w * 28**2 + d * 144 * w * w * 28**2 + 4000 * w * 28**2

    held = ((w, d, macs(w, d)) for w, d in product(range(1, 100), range(1, 6000)))
    assert rows(output) == [row for row in held if row[2] < 600_000_000]


def test_one_of_them_is_derived(layer: str) -> None:
    shown = run("solve", layer, "--for", "K,S,P", "--where", "C1.O = 10", "--show", "3").stdout
    assert shown == run("derive", layer, "--set", "K=5,S=3,P=0").stdout
    assert (
        run("solve", LENET, "--for", "I", "--where", "S4.O = 5", "--show", "2").stdout
        == run("derive", LENET, "--set", "I=33").stdout
    )


REFUSED = [
    ("--for K,S,P --where C1.O=10 --show 184", "no solution number 184; there are 183", "没有第 184 个解；共有 183 个"),
    ("--for K,N --where C1.O=10", "`N` can have too many values", "`N` 可取的值太多"),
    ("--for K --where C1.N=M", "`M` is no symbol of the network", "网络中没有符号 `M`"),
    ("--for X --where C1.N=6", "the network has no symbol `X`; it has `K`, `N`, `P`, `S`", "网络没有符号 `X`"),
]


@pytest.mark.parametrize(("options", "english", "chinese"), REFUSED)
def test_what_cannot_be_done_ends_with_2(layer: str, options: str, english: str, chinese: str) -> None:
    for language, said in (("en", english), ("zh", chinese)):
        result = run("solve", layer, *options.split(), "--lang", language)
        assert result.exit_code == 2
        assert said in result.stderr


def test_the_faults_of_the_file_come_first(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text("model = Sequential()\n", "utf-8")
    result = run("solve", str(path), "--for", "I", "--where", "C1.O = 3")
    assert result.exit_code == 2
    assert "has no symbol" not in result.stderr


def test_two_formats_exclude_each_other(layer: str) -> None:
    result = run("solve", layer, "--for", "K", "--where", "C1.O = 3", "--latex", "--html")
    assert result.exit_code == 2
    assert "error[exclude-each-other]: `--latex` and `--html` exclude each other" in result.stderr


W1 = """network W1
let I = 8
let W = 4
input I x I x 3
c: conv N=W K=3 S=2 P=1
d: conv N=2*W K=3 S=2 P=1
"""
ROUNDS = """network C1
let n
input 256 x 256 x 3
repeat n { conv N=64 K=4 S=2 P=1 }
conv N=64 K=4 P=1
conv N=1 K=4 P=1
"""


@pytest.mark.parametrize("budget", [200, 5000, 50_000])
def test_a_budget_loses_no_small_network(budget: int, tmp_path: Path) -> None:
    path = tmp_path / "w1.cnn"
    path.write_text(W1, "utf-8")
    output = run("solve", str(path), "--for", "I,W", "--where", f"total.macs < {budget}").stdout
    found = [
        (size, width, macs)
        for size, width in product(range(1, 300), range(1, 300))
        if (macs := 27 * width * ((size + 1) // 2) ** 2 + 18 * width**2 * ((size + 3) // 4) ** 2) < budget
    ]
    assert rows(output) == found
    assert "what is usual" not in output


def test_a_budget_where_rounds_have_no_sum(tmp_path: Path) -> None:
    """256 → 128 → … → 4 → 3 → 2: six rounds at most, each measured by itself."""
    path = tmp_path / "c1.cnn"
    path.write_text(ROUNDS, "utf-8")
    output = run("solve", str(path), "--for", "n", "--where", "total.macs < 5e8").stdout
    assert "The network fits when: 1 ≤ n ≤ 6\n" in output
    assert output.endswith("Solutions: 3 ≤ n ≤ 6\n")
    both = run("solve", str(path), "--for", "n", "--where", "total.macs < 5e8", "--where", "n <= 4").stdout
    assert both.endswith("Solutions: 3 ≤ n ≤ 4\n")


def test_what_has_no_bound_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s5.cnn"
    path.write_text("let I = 28\nlet K = 3\ninput I x I x 3\nC1: conv N=8 K=K\nC2: conv N=8 K=K\n", "utf-8")
    result = run("solve", str(path), "--for", "K,I", "--where", "C2.O = 10")
    assert result.exit_code == 2
    assert "can have too many values" in result.stderr
    bounded = run("solve", str(path), "--for", "K,I", "--where", "C2.O = 10", "--where", "K <= 5").stdout
    assert rows(bounded) == [(k, 2 * k + 8, 10) for k in range(1, 6)]


def test_a_budget_that_bounds_one_symbol_for_each_value_of_another(tmp_path: Path) -> None:
    """The weights of the last layer fall with K, and rise with M: for each K there is a greatest M."""
    path = tmp_path / "head.cnn"
    path.write_text("let K = 3\nlet M = 5\ninput 28 x 28 x 3\nconv N=M K=K\nconv N=M K=K\ndense N=10\n", "utf-8")
    output = run("solve", str(path), "--for", "K,M", "--where", "total.params < 3000").stdout
    assert rows(output) == [
        (k, m, params)
        for k, m in product(range(1, 15), range(1, 400))
        if (params := (3 * k * k + 1) * m + (k * k * m + 1) * m + 10 * m * (30 - 2 * k) ** 2 + 10) < 3000
    ]
    assert "what is usual" not in output
