"""Closed forms and the inputs that fit, against published figures and plain integers."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

from symcnn.answers.closed.closed_forms import closed_forms
from symcnn.commands.main import main
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num, Sym, names
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.wiring.elaborate import elaborate


def run(*command: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


SMALLEST = [
    ("vgg16.cnn", "I ≥ 32", "torchvision's smallest input"),
    ("inception_v3.cnn", "I ≥ 75", "torchvision's smallest input"),
    ("unet.cnn", "I ≥ 188 and mod(I, 16) = 12", "Ronneberger et al. 2015: tiles with even sizes before each pooling"),
    ("lenet.cnn", "I ≥ 32", "LeCun et al. 1998: C5 becomes 1×1 for 32×32"),
]


@pytest.mark.parametrize(("example", "said", "source"), SMALLEST, ids=[row[0] for row in SMALLEST])
def test_inputs_that_fit(example: str, said: str, source: str) -> None:
    status, output = run("closed", str(EXAMPLES / example), "--symbolic", "I")
    assert status == 0
    assert output.rstrip().endswith(said), source


@pytest.mark.parametrize("example", ["lenet.cnn", "vgg16.cnn", "unet.cnn", "alexnet.cnn", "inception_v3.cnn"])
def test_closed_forms_agree_with_plain_integers(example: str) -> None:
    text = (EXAMPLES / example).read_text("utf-8")
    program, _ = read(Source(example, text))
    network, _ = elaborate(program, {"I": Sym("I")})
    assert network is not None
    forms = closed_forms(measure(network)[0])
    assert forms.fitting is not None
    smallest = forms.fitting.smallest
    assert smallest is not None
    fitting = [value for value in range(smallest, smallest + 70) if value in forms.fitting]
    for value in (smallest - 1, *fitting[:4], *fitting[-2:]):
        numbers, _ = elaborate(program, {"I": Num(value)})
        assert numbers is not None
        figures, faults = measure(numbers)
        assert bool(faults) == (value not in forms.fitting)
        if faults:
            continue
        for quantity, expr in forms.totals:
            assert value_of(expr, {"I": value}) == figures.total(quantity)
        sizes = {found.layer.name: found.shared.size[0] for found in figures.layers if found.shared.size}
        for found in forms.sizes:
            for expr in (found.size, *((found.window,) if found.window else ())):
                if names(expr):
                    assert value_of(expr, {"I": value}) == sizes[found.layer]


@pytest.mark.parametrize(
    ("n", "k", "published"),
    [(16, 12, 769162), (6, 36, 1542682), (6, 24, 690346), (41, 24, 15324406), (31, 40, 25624430)],
)
def test_a_family_in_depth_and_growth_rate(n: int, k: int, published: int) -> None:
    """DenseNet-BC, whose transitions halve the channels and round down: parameters as in osmr/imgclsmob."""
    program, _ = read(Source("family", (EXAMPLES / "densenet_bc.cnn").read_text("utf-8")))
    network, _ = elaborate(program, {"n": Sym("n"), "k": Sym("k")})
    assert network is not None
    totals = dict(closed_forms(measure(network)[0]).totals)
    assert set(names(totals["params"])) == {"n", "k"}
    assert value_of(totals["params"], {"n": n, "k": k}) == published
    for point in ({"n": n % 4 + 1, "k": k + 1}, {"n": n % 5 + 2, "k": k // 2 + 3}):
        numbers, _ = elaborate(program, {name: Num(value) for name, value in point.items()})
        assert numbers is not None
        figures, faults = measure(numbers)
        assert not faults
        for quantity, expr in totals.items():
            assert value_of(expr, point) == figures.total(quantity)


def test_a_table_with_symbols_says_when_it_holds() -> None:
    _, output = run("table", str(EXAMPLES / "lenet.cnn"), "--symbolic", "I")
    assert "\n\nValid when I ≥ 32.\n" in output
    assert "\n  PC          = 10,080·(⌊I/4⌋ − 7)² + 49,920\n" in output
    assert "\n  MACs        = 150I² + 1,506·⌊I/2⌋² + 58,096·⌊I/4⌋² − 1,200I − 18,024·⌊I/2⌋\n" in output
    _, output = run("table", str(EXAMPLES / "lenet.cnn"))
    assert "Valid when" not in output
    assert "Totals:" not in output
    _, output = run("table", str(EXAMPLES / "symbolic.cnn"), "--set", "s=1", "--set", "p=0")
    assert "Valid when k + 1 ≤ i.\n" in output
    assert "n ≥ 1" not in output


DILATED = """let k = 3
input 64 x 64 x 8
stage: repeat k { conv N=8 K=3 P=1 ; conv N=8 K=3 P=2 D=2 ; conv N=8 K=3 P=4 D=4 }
"""


def test_the_receptive_field_of_the_last_map() -> None:
    """Summed by hand: 28n − 3 for the CIFAR ResNets; 2 + 4 + 8 in each round of dilated layers."""
    _, output = run("closed", str(EXAMPLES / "cifar_resnet.cnn"), "--symbolic", "n")
    assert "stage3.relu_1\n\n  R = 28n − 3\n  J = 4\n" in output
    result = CliRunner().invoke(main, ["closed", "-", "--symbolic", "k"], DILATED, catch_exceptions=False)
    assert "  R = 14k + 1\n  J = 1\n" in result.output


@pytest.mark.parametrize(
    ("language", "letters", "padding"),
    [
        ("en", "R receptive field", "padding of all layers so far, both sides together 6"),
        ("zh", "R 感受野", "至此各层两侧填充合计 6"),
    ],
)
def test_letters_are_explained(language: str, letters: str, padding: str) -> None:
    """Three pads on each side of the first layer of ResNet-50: six in all."""
    command = ("closed", str(EXAMPLES / "resnet50.cnn"), "--symbolic", "I", "--lang", language)
    output = run(*command)[1].replace("\n", " ")
    assert letters in output
    assert padding in output


def closed(text: str, *options: str) -> str:
    result = CliRunner().invoke(main, ["closed", "-", *options], text, catch_exceptions=False)
    return result.output


PATCHES = """let n = 3
input 512 x 512 x 3
repeat n { conv N=64 K=4 S=2 P=1 }
conv N=64 K=4 P=1
conv N=1 K=4 P=1
"""


def test_the_receptive_field_of_strided_rounds() -> None:
    """Isola et al. 2017, section 6.1.2: patches of 16, 70 and 286 for 1, 3 and 5 layers of stride 2."""
    output = closed(PATCHES, "--symbolic", "n")
    assert "conv_2\n\n  R = 9·2^n − 2\n  J = 2^n\n" in output
    assert "begins at cell 1 − 3·2^n of the" in output
    for layers, published in ((1, 16), (3, 70), (5, 286)):
        assert 9 * 2**layers - 2 == published
        assert f"  R = {published}\n" in closed(PATCHES, "--set", f"n={layers}")


def test_the_receptive_field_of_dilated_layers() -> None:
    """The dilations 1 to 9 add up to 45: R = 1 + 45·(k − 1)."""
    layers = "".join(f"conv N=8 K=k P=same D={dilation}\n" for dilation in range(1, 10))
    assert "  R = 45k − 44\n  J = 1\n" in closed(f"input 99 x 99 x 8\n{layers}")


def test_an_assumption_turns_floors_into_quotients() -> None:
    family = (EXAMPLES / "densenet_bc.cnn").read_text("utf-8")
    output = closed(family, "--symbolic", "n,k", "--assume", "k mod 4 = 0")
    assert "Assumed: mod(k, 4) = 0." in output
    assert "  PC          = 101k²·n²/8 + 11k·n²/2 + 239k²·n/2 + 5k²/2 + 54k·n + 66k + 10\n" in output
    assert "⌊" not in output
    assert "Inputs that fit" not in output
    assert "\n  O = (I − 29)/4\n" in closed(
        (EXAMPLES / "lenet.cnn").read_text("utf-8"), "--symbolic", "I", "--assume", "I mod 4 = 1"
    )
    assert "Inputs that fit" not in closed(family, "--symbolic", "n,k", "--assume", "k mod 2 = 0")


def test_what_follows_from_an_assumption_is_no_condition() -> None:
    both = (EXAMPLES / "unet_any.cnn").read_text("utf-8"), "--symbolic", "H,W", "--assume", "W mod 16 = 0"
    assert "Inputs that fit" not in closed(*both, "--assume", "H mod 16 = 0")
    assert "H/8 ≥ 1" not in closed(*both, "--assume", "H mod 8 = 0")  # eight are one at least
    assert "\n- H ≥ 16\n" in closed(*both, "--assume", "H mod 8 = 0")
    assert "\n- H ≥ 17\n" in closed(*both, "--assume", "H mod 16 = 1")  # one is too few


def test_assumptions_are_told_in_chinese() -> None:
    family = (EXAMPLES / "densenet_bc.cnn").read_text("utf-8")
    assert "假设：mod(k, 4) = 0。" in closed(family, "--symbolic", "n,k", "--assume", "k mod 4 = 0", "--lang", "zh")


def test_totals_without_a_closed_form_are_named() -> None:
    output = closed(PYRAMID)
    assert "neurons, connections, MACs, FLOPs, value bytes: no closed form;" in output
    assert "= ?" not in output
    assert "1 ≤ j ≤ n" not in output
    assert "2 ≤ j ≤ n" in output


PYRAMID = """input I x I x 3
repeat n {
  conv N=16 K=3 P=1
  max_pool K=2 S=2
}
dense N=10
"""


@pytest.mark.parametrize(
    ("text", "assumed", "said", "points"),
    [
        (PATCHES.replace("let n = 3\n", ""), "", "O = 512/2^j", [{"n": n} for n in range(1, 8)]),
        (PATCHES.replace("let n = 3\n", ""), "n <= 4", "O = 512/2^j", [{"n": n} for n in range(1, 5)]),
        (PYRAMID, "I mod 2^n = 0", "O = I/2^j", [{"n": n, "I": t * 2**n} for n in (1, 2, 5) for t in (1, 3, 6)]),
        (PYRAMID, "I = 2^n", "O = 2^(n − j)", [{"n": n, "I": 2**n} for n in range(1, 6)]),
        (PYRAMID, "I = 3*2^n", "O = 3·2^(n − j)", [{"n": n, "I": 3 * 2**n} for n in range(1, 6)]),
        (
            PYRAMID.replace("max_pool K=2 S=2", "conv N=16 K=3 S=3"),
            "I mod 3^n = 0",
            "O = I/3^j",
            [{"n": n, "I": t * 3**n} for n in (1, 2, 4) for t in (1, 2, 5)],
        ),
        (
            "input I x I x 3\nrepeat n { conv N=4 K=3 S=2 P=1 }\nconv N=4 K=2\n",
            "I = 2^n + 1",
            "O = 2^(n − j) + 1",
            [{"n": n, "I": 2**n + 1} for n in range(1, 7)],
        ),
        ("input I x I x 3\nrepeat n { conv N=4 K=2 S=2 }\n", "I = 6^n", "O = 6^n/2^j", [{"n": 2, "I": 36}]),
    ],
)
def test_pyramids_of_any_depth(text: str, assumed: str, said: str, points: list[dict[str, int]]) -> None:
    """What divides a map is seen from bounds and assumptions; every total is that of plain numbers."""
    program, _ = read(Source("pyramid", text))
    network, _ = elaborate(program, {"n": Sym("n")})
    assert network is not None
    forms = closed_forms(measure(network)[0], (read_relation(assumed),) if assumed else ())
    assert said in closed(text, *(("--assume", assumed) if assumed else ()))
    for point in points:
        numbers, _ = elaborate(program, {name: Num(value) for name, value in point.items()})
        assert numbers is not None
        figures, faults = measure(numbers)
        assert not faults
        for quantity, expr in forms.totals:
            assert value_of(expr, point) == figures.total(quantity)


def test_what_is_not_seen_to_divide_stays_a_floor() -> None:
    assert "O = ⌊I/2^j⌋" in closed(PYRAMID, "--assume", "I mod 2 = 0")
    assert "O = ⌊I/2^j⌋" in closed(PYRAMID, "--assume", "I mod 3^n = 0")
    assert "O = ⌊250/2^(j − 1)⌋" in closed(PATCHES.replace("512", "500"), "--symbolic", "n")


def test_each_axis_has_its_own_receptive_field(tmp_path: Path) -> None:
    file = tmp_path / "a.cnn"
    file.write_text("input H x W x 3\nC: conv N=8 K=(3, 5) S=(2, 1)\nD: conv N=8 K=3 P=1\n", "utf-8")
    _, output = run("closed", str(file))
    assert "C: R_h = 3, J_h = 2, " in output
    assert "C: R_w = 5, J_w = 1, " in output
    file.write_text("input I x I x 3\nC: conv N=8 K=3 S=2\n", "utf-8")
    assert "C: R = 3, J = 2, " in run("closed", str(file))[1]


POSITIONS = "input 32 x 32 x 16\nr: reshape O=1024 N=16\ne: repeat n { dense_per_position N=16 }\n"


def test_rounds_of_which_nothing_is_told_of_what_they_see() -> None:
    """Behind a map that was put in another order the receptive field is open, and every round keeps 1024 × 16."""
    output = closed(POSITIONS, "--symbolic", "n")
    assert "PC          = 272n" in output
    assert "R = " not in output
    vit = run("closed", str(EXAMPLES / "vit.cnn"), "--symbolic", "layers")[1]
    assert "PC          = 7,087,872·layers + 1,513,192" in vit


def test_rounds_without_a_rule_are_still_refused() -> None:
    text = "input 32 x 32 x 16\ne: repeat n { conv N=16 K=3 P=1 S=2 ; upsample S=3 }\n"
    result = CliRunner().invoke(main, ["closed", "-", "--symbolic", "n"], text)
    assert result.exit_code == 2
    assert "none is found for what its rounds do" in result.output


SMALL_CHAIN = "input I x I x 3\nconv N=8 K=3 S=2\nconv N=8 K=5 S=2\nlast: conv N=8 K=3 S=2\n"


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        (("I >= 64",), "\nI ≥ 64\n"),
        (("64 <= I", "I < 100"), "\n64 ≤ I ≤ 99\n"),
        (("I > 64", "I mod 8 = 4"), "\nI ≥ 68 and mod(I, 8) = 4\n"),
        (("I >= 2",), "\nI ≥ 19\n"),  # it sees 19 cells
        (("I mod 8 = 4",), "O = (I − 12)/8\n"),
    ],
)
def test_bounds_are_assumed_too(assumed: tuple[str, ...], said: str) -> None:
    options = [part for each in assumed for part in ("--assume", each)]
    assert said in closed(SMALL_CHAIN, *options) + "\n"


def test_a_bound_that_is_assumed_is_no_condition() -> None:
    text = "input H x W x 3\nconv N=8 K=7\n"
    assert "Inputs that fit" not in closed(text, "--assume", "H >= 7", "--assume", "W >= 7")
    assert "H ≥" not in closed(text, "--assume", "H >= 7").partition("Inputs that fit")[2]
    assert "H ≥ 7" in closed(text, "--assume", "H >= 6")


@pytest.mark.parametrize(
    ("assumed", "code"),
    [
        (("I > 0", "I < 0"), "nothing-assumed"),
        (("I > 5", "I < 7"), ""),
        (("I mod 4 = 1", "I mod 6 = 2"), "nothing-assumed"),
        (("I mod 4 = 1", "I mod 6 = 3"), ""),
        (("I mod 8 = 3", "I < 3"), "nothing-assumed"),
        (("I >= Q",), "bad-assumption"),
        (("I = 2^Q",), "unknown-symbol"),
    ],
)
def test_assumptions_that_exclude_each_other_are_told_at_the_last_of_them(assumed: tuple[str, ...], code: str) -> None:
    command = ["closed", "-", *(part for each in assumed for part in ("--assume", each))]
    result = CliRunner().invoke(main, command, "input I x I x 3\nconv N=8 K=1\n", catch_exceptions=False)
    assert result.exit_code == (2 if code else 0)
    assert f"error[{code}]" in result.output if code else "error" not in result.output
    assert f"| {assumed[-1]}\n" in result.output if code else True


def test_a_letter_that_is_not_there_is_not_explained() -> None:
    assert "≤ j" not in closed(POSITIONS, "--symbolic", "n")
    assert "2 ≤ j ≤ n" in closed("input 512 x 512 x 3\nrepeat n { conv N=8 K=2 S=2 }\n", "--symbolic", "n")
