"""`symcnn solve`: published sizes, rules turned round, and what only a search could tell."""

from __future__ import annotations

import json
from collections.abc import Container
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

from symcnn.answers.claims.claims import sides_of
from symcnn.answers.solve.solve import solve
from symcnn.answers.solve.wishes import asked_wishes
from symcnn.commands.main import main
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import OPERATIONS
from symcnn.core.written.tree import Num, Sym
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.elaborate import elaborate


def run(*command: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


SOLVED = [
    ("alexnet.cnn", "I", "C1.O = 55", "Solutions: 227 ≤ I ≤ 230", 0),
    ("alexnet.cnn", "I", "55 <= C1.O <= 56", "Solutions: 227 ≤ I ≤ 234", 0),
    ("alexnet.cnn", "I", "P5.O = 6", "Solutions: 227 ≤ I ≤ 258", 0),
    ("vgg16.cnn", "I", "pool5.O = 7", "Solutions: 224 ≤ I ≤ 255", 0),
    ("lenet.cnn", "I", "S4.O = 5", "Solutions: 32 ≤ I ≤ 35", 0),
    ("lenet.cnn", "I", "S4.O = 2", "Solutions: none", 1),
    ("unet.cnn", "I", "total.params >= 1", "Solutions: I ≥ 188 and mod(I, 16) = 12", 0),
    ("unet.cnn", "I", "right1.conv2.O = 388", "Solutions: I = 572", 0),
    ("unet.cnn", "I", "right1.conv2.O <= 388", "Solutions: 188 ≤ I ≤ 572 and mod(I, 16) = 12", 0),
    ("vgg16.cnn", "I", "total.macs <= 15470264320", "Solutions: 32 ≤ I ≤ 224", 0),
    ("cifar_resnet.cnn", "n", "total.params <= 1727962", "Solutions: 1 ≤ n ≤ 18", 0),
    ("densenet_bc.cnn", "n", "total.params = 769162", "Solutions: n = 16", 0),
    ("densenet_bc.cnn", "n", "total.params = 769163", "Solutions: none", 1),
    # the smallest input that torchvision's own tests give to its GoogLeNet
    ("googlenet_torchvision.cnn", "I", "I <= 10^9", "Solutions: 15 ≤ I ≤ 1,000,000,000", 0),
]


@pytest.mark.parametrize(("example", "symbol", "wanted", "said", "status"), SOLVED)
def test_solves(example: str, symbol: str, wanted: str, said: str, status: int) -> None:
    found, output = run("solve", str(EXAMPLES / example), "--for", symbol, "--where", wanted)
    assert found == status
    assert said in output


def test_several_wishes_hold_together() -> None:
    command = ("solve", str(EXAMPLES / "alexnet.cnn"), "--for", "I", "--where", "C1.O >= 55", "--where", "P5.O <= 6")
    _, output = run(*command)
    assert "Wanted: C1.O ≥ 55, P5.O ≤ 6\n" in output
    assert "Solutions: 227 ≤ I ≤ 258\n" in output


def test_a_size_that_differs_from_axis_to_axis(tmp_path: Path) -> None:
    path = tmp_path / "wide.cnn"
    path.write_text("let K = 3\ninput 32 x 30 x 3\nC1: conv N=6 K=K\n", "utf-8")
    assert "Solutions: none" in run("solve", str(path), "--for", "K", "--where", "C1.O = 20")[1]
    assert "Solutions: K = 13\n" in run("solve", str(path), "--for", "K", "--where", "C1.O = 20 x 18")[1]


def test_the_exact_input_of_a_size() -> None:
    _, output = run("solve", str(EXAMPLES / "alexnet.cnn"), "--for", "I", "--where", "C1.O = 55")
    assert "- 55 = ⌊(I + 2·0 − 11)/4⌋ + 1\n- 54 ≤ (I − 11)/4 < 55\n- 216 ≤ I − 11 < 220\n- 227 ≤ I < 231\n" in output
    assert "I = O·S + (K − S) − 2P = 55·4 + (11 − 4) − 2·0 = 55·4 + 7 − 2·0 = 227\n" in output


ONE = """let k = 11
let s = 4
let n = 96
let p = 0
input 227 x 227 x 3
C1: conv N=n K=k S=s P=p
P1: max_pool K=3 S=2
C2: conv N=2*n K=3
"""
TURNED = [
    ("k", "C1.O = 55", "8 ≤ k ≤ 11"),
    ("k", "P1.O = 27", "4 ≤ k ≤ 11"),
    ("s", "C1.O = 55", "s = 4"),
    ("s", "C1.O = 37", "s = 6"),
    ("s", "C1.O <= 8", "28 ≤ s ≤ 36"),
    ("p", "C1.O = 55", "0 ≤ p ≤ 1"),
    ("p", "C1.O = 56", "2 ≤ p ≤ 3"),
    ("n", "C1.params <= 100000", "1 ≤ n ≤ 274"),
    ("n", "total.params <= 1000000", "1 ≤ n ≤ 225"),
    ("n", "total.params <= 10^30", "1 ≤ n ≤ 235,702,260,395,505"),
    ("n", "total.params = 1000000", "none"),
    ("n", "total.macs > 10^9", "n ≥ 254"),
]


@pytest.mark.parametrize(("symbol", "wanted", "said"), TURNED)
def test_kernels_strides_paddings_and_widths(symbol: str, wanted: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "one.cnn"
    path.write_text(ONE, "utf-8")
    _, output = run("solve", str(path), "--for", symbol, "--where", wanted)
    assert f"Solutions: {said}\n" in output + "\n"


def near_the_ends(answer: Container[int]) -> list[int]:
    """Small numbers, those about which an answer begins or ends, and some between."""
    ends = [value for value in range(1, 300) if (value in answer) != (value - 1 in answer)]
    return sorted({*range(12), *range(0, 300, 23), *(max(value + by, 0) for value in ends for by in range(-3, 4))})


@pytest.mark.parametrize(("symbol", "wanted"), [row[:2] for row in TURNED])
def test_answers_agree_with_plain_integers(symbol: str, wanted: str) -> None:
    program, _ = read(Source("one", ONE))
    free, _ = elaborate(program, {symbol: Sym(symbol)})
    assert free is not None
    relation = read_relation(wanted)
    free_figures = measure(free)[0]
    answer = solve(free_figures, symbol, asked_wishes(free_figures, wanted, Source("wanted", wanted)))
    assert answer.exact is not None
    for value in near_the_ends(answer.exact):
        numbers, _ = elaborate(program, {symbol: Num(value)})
        assert numbers is not None
        figures, faults = measure(numbers)
        sides = None if faults else sides_of(ClaimLine(relation), figures, wanted)
        holds = sides is not None and bool(OPERATIONS[relation.name](*sides))  # type: ignore[union-attr]
        assert (value in answer.exact) == holds, f"{symbol} = {value}"


def test_few_inputs_that_fit_are_tried_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "groups.cnn"
    path.write_text("let g = 2\ninput 9 x 9 x 96\nC1: conv N=96 K=3 G=g\n", "utf-8")
    output = run("solve", str(path), "--for", "g", "--where", "C1.weights <= 20000")[1]
    assert output.endswith("Solutions: g = 6, g = 8, g = 12, g = 16, g = 24, g = 32, g = 48, g = 96\n")


def test_a_search_says_how_far_it_went(tmp_path: Path) -> None:
    path = tmp_path / "one.cnn"
    path.write_text("let n = 2\ninput 9 x 9 x 2\nC1: conv N=n K=3\nC2: conv N=2 K=3\n", "utf-8")
    output = run("solve", str(path), "--for", "n", "--where", "C1.macs/C2.params <= 45")[1]
    assert output.endswith("Solutions: 1 (all from 1 to 10000; a search, not a proof, beyond)\n"), output


WIDTHS = """let w = 32
let d = 3
input 224 x 224 x 3
conv N=w K=3 S=2 P=1 bias=0 ; batch_norm ; relu
repeat d { conv N=w K=3 P=1 bias=0 ; batch_norm ; relu }
max_pool K=2
repeat d { conv N=2*w K=3 P=1 bias=0 ; batch_norm ; relu }
global_avg_pool
dense N=1000
"""


def widths(*options: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["solve", "-", "--json", *options], WIDTHS, catch_exceptions=False)
    answer: dict[str, Any] = json.loads(result.output)
    return answer


def total_of(quantity: str, **values: int) -> int:
    settings = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
    result = CliRunner().invoke(main, ["table", "-", "--json", *settings], WIDTHS, catch_exceptions=False)
    return int(json.loads(result.output)["total"][quantity])


@pytest.mark.parametrize(
    ("wishes", "quantity", "budget"),
    [
        (("total.params < 5e6",), "params", 5_000_000),
        (("total.macs < 600e6", "total.params < 5e6"), "macs", 600_000_000),
    ],
)
def test_the_largest_width_within_a_budget(wishes: tuple[str, ...], quantity: str, budget: int) -> None:
    exact = widths("--for", "w", *(part for wish in wishes for part in ("--where", wish)))["exact"]
    largest = exact["largest"]
    assert total_of(quantity, w=largest) < budget <= total_of(quantity, w=largest + 1)


def test_a_budget_for_width_and_depth() -> None:
    found = widths("--for", "w,d", "--where", "total.params < 2e5", "--where", "total.macs < 5e7")["solutions"]
    points = {(point["w"], point["d"]) for point in found}
    assert (1, 1) in points
    for w, d in ((w, d) for w in range(1, 10) for d in range(1, 6)):
        is_within = total_of("params", w=w, d=d) < 200_000 and total_of("macs", w=w, d=d) < 50_000_000
        assert ((w, d) in points) == is_within


def test_an_upper_bound_alone_is_soon_answered() -> None:
    path = str(EXAMPLES / "googlenet_torchvision.cnn")
    assert run("solve", path, "--for", "I", "--where", "I <= 10^9")[1].endswith("Solutions: 15 ≤ I ≤ 1,000,000,000\n")


PATCHES = """let n = 3
input 512 x 512 x 3
repeat n { conv N=64 K=4 S=2 P=1 }
conv N=64 K=4 P=1
last: conv N=1 K=4 P=1
"""


@pytest.mark.parametrize(
    ("wanted", "said", "status"),
    [
        ("last.receptive_field = 70", "n = 3", 0),  # Isola et al. 2017, section 6.1.2
        ("last.receptive_field = 286", "n = 5", 0),
        ("last.receptive_field >= 100", "4 ≤ n ≤ 7", 0),  # 512/2^7 = 4, then 3, then 2
        ("last.receptive_field = 100", "none", 1),
        ("last.O = 62", "n = 3", 0),
        ("total.params < 300000", "1 ≤ n ≤ 4", 0),  # 65,600·n + 4,161
    ],
)
def test_how_many_rounds(wanted: str, said: str, status: int) -> None:
    result = CliRunner().invoke(main, ["solve", "-", "--for", "n", "--where", wanted], PATCHES, catch_exceptions=False)
    assert result.output.rstrip().endswith(f"Solutions: {said}"), result.output
    assert result.exit_code == status


ENLARGING = "input 8 x 8 x 4\nrepeat n { upsample S=2 ; conv N=4 K=k }\n"


def test_rounds_of_which_no_hardest_is_seen() -> None:
    """Each number of rounds is measured by itself."""

    def fits(n: int, k: int) -> bool:
        size = 8
        for _ in range(n):
            size = 2 * size - k + 1
            if size < 1:
                return False
        return n * (16 * k * k + 4) < 400

    command = ["solve", "-", "--json", "--for", "n,k", "--where", "total.params < 400"]
    result = CliRunner().invoke(main, command, ENLARGING, catch_exceptions=False)
    found = [(point["n"], point["k"]) for point in json.loads(result.output)["solutions"]]
    assert found == [(n, k) for n in range(1, 60) for k in range(1, 40) if fits(n, k)]


def test_rounds_that_are_not_asked_for_must_have_a_number() -> None:
    result = CliRunner().invoke(main, ["solve", "-", "--for", "k", "--where", "total.params < 1000"], ENLARGING)
    assert result.exit_code == 2
    assert "needs-values" in result.output
