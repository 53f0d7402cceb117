"""Two networks side by side: contributions add up exactly, whatever the networks are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, TESTS, Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from test_examples import each_example_soon, network_of

from symcnn.answers.compare.align import aligned
from symcnn.answers.compare.causes import Aspect, Workbench, less, mixed
from symcnn.answers.compare.compare import Comparison, compare
from symcnn.answers.compare.makeup import makeups
from symcnn.commands.main import main
from symcnn.core.algebra.symbolic import simplest
from symcnn.core.limits import MAX_ALIGNED
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num, Sym
from symcnn.network.figures.figures import TOTALS, Figures, added_up
from symcnn.network.figures.measure import measure
from symcnn.network.figures.values import as_written
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def figures_of(text: str) -> Figures:
    program, faults = read(Source("test.cnn", text))
    network, more = elaborate(program)
    assert network is not None
    figures, most = measure(network)
    assert not (*faults, *more, *most)
    return figures


def example(name: str, **values: int) -> Figures:
    figures, faults = measure(network_of(EXAMPLES / name, {key: Num(value) for key, value in values.items()}))
    assert not faults
    return figures


def run(*command: str, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["compare", *command], catch_exceptions=False, input=stdin)
    return result.exit_code, result.output


def adds_up(comparison: Comparison) -> None:
    """The causes add up to each part's difference, the parts to the totals and their difference."""
    for each in comparison.differences:
        assert simplest(less(added_up([part.first for part in each.parts]), each.first)) == 0
        assert simplest(less(added_up([part.second for part in each.parts]), each.second)) == 0
        assert simplest(less(added_up([part.difference for part in each.parts]), each.difference)) == 0
        assert simplest(less(less(each.second, each.first), each.difference)) == 0
        for part in each.parts:
            assert simplest(less(less(part.second, part.first), part.difference)) == 0
            assert simplest(less(added_up([cause.contribution for cause in part.causes]), part.difference)) == 0
            at = part.first
            for cause in part.causes:
                assert simplest(less(cause.before, at)) == 0
                assert cause.changes
                at = cause.after
            assert not part.causes or simplest(less(at, part.second)) == 0


def is_whole(comparison: Comparison) -> None:
    """Every layer of both networks stands in one pair, in order."""
    firsts = [pair.first.layer.name for pair in comparison.pairs if pair.first]
    seconds = [pair.second.layer.name for pair in comparison.pairs if pair.second]
    assert firsts == [found.layer.name for found in comparison.first.layers]
    assert seconds == [found.layer.name for found in comparison.second.layers]


def is_mirrored(comparison: Comparison, other: Comparison) -> None:
    """The other comparison is the same one, with the other sign."""
    for one, back in zip(comparison.differences, other.differences, strict=True):
        assert simplest(less(0, one.difference)) == back.difference
        for part, opposite in zip(one.parts, back.parts, strict=True):
            assert (part.pair.first, part.pair.second) == (opposite.pair.second, opposite.pair.first)
            assert simplest(less(0, part.difference)) == opposite.difference
            assert [simplest(less(0, cause.contribution)) for cause in part.causes] == [
                cause.contribution for cause in opposite.causes[::-1]
            ]


# what the question is about -----------------------------------------------------------------------------


def test_why_25_million_and_not_60() -> None:
    (difference,) = compare(example("alexnet_keras.cnn"), example("alexnet.cnn")).differences
    assert (difference.first, difference.second, difference.difference) == (25_678_184, 60_965_224, 35_287_040)
    told = [
        (part.pair.second and part.pair.second.layer.name, change.aspect, change.name, cause.contribution)
        for part in difference.parts
        for cause in part.causes
        for change in cause.changes
    ]
    # 5·5·48·256 and so on: what the groups of the paper take away; then (13·13 − 1)·256·4096, (6·6 − 13·13)·256·4096
    assert told == [
        ("C2", Aspect.ARGUMENT, "G", -5 * 5 * 48 * 256),
        ("C4", Aspect.ARGUMENT, "G", -3 * 3 * 192 * 384),
        ("C5", Aspect.ARGUMENT, "G", -3 * 3 * 192 * 256),
        ("F6", Aspect.KIND, "", (13 * 13 - 1) * 256 * 4096),
        ("F6", Aspect.SIZE, "I", (6 * 6 - 13 * 13) * 256 * 4096),
    ]


PRINTED = [
    ("compare.alexnet.txt", "alexnet_keras.cnn alexnet.cnn"),
    ("compare.alexnet.zh.txt", "alexnet_keras.cnn alexnet.cnn --lang zh"),
    ("compare.alexnet.json", "alexnet_keras.cnn alexnet.cnn --json"),
    ("compare.lenet.txt", "lenet.cnn alexnet.cnn --quantity macs"),
    ("compare.cifar_resnet.txt", "cifar_resnet.cnn cifar_resnet.cnn --symbolic n"),
    ("compare.stride.txt", "resnet50.cnn resnet50_v1_stride.cnn --quantity macs"),
]


@pytest.mark.parametrize(("name", "command"), PRINTED, ids=[name for name, _ in PRINTED])
def test_prints(name: str, command: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    status, output = run(*command.split())
    assert status == (0 if "cifar" in name else 1)
    golden(f"printed/{name}", output)


def test_says_no_more_than_it_shows() -> None:
    """A pooling that is only in B, but before others, is not called the third."""
    one = "input 32x32x1\nP1: max_pool K=2\nC1: conv N=4 K=3\nF: dense N=9\n"
    more = "input 32x32x1\nP0: max_pool K=2\nX: relu\nP1: max_pool K=2\nC1: conv N=4 K=3\nF: dense N=9\n"
    path = [str(TESTS / "missing.cnn"), "-"]
    assert run(*path, stdin=one)[0] == 2
    comparison = compare(figures_of(one), figures_of(more))
    adds_up(comparison)
    origin = comparison.sizes["C1"]
    assert [layer.layer.name for layer in origin.second] in (["P0"], ["P1"])
    assert not origin.are_counterparts


# all examples --------------------------------------------------------------------------------------------

SMALL = ("lenet", "alexnet", "alexnet_keras", "alexnet_one_gpu", "zip_1989", "separable", "merge", "temporal", "volume")
PAIRS = [*pairwise(SMALL), ("vgg16", "unet"), ("dilated", "transposed"), ("own_kind", "lenet")]
PAIRS += [("mnist_mlp", "lenet"), ("symbolic", "lenet"), ("cifar_resnet", "densenet_bc"), ("symbolic", "cifar_resnet")]
DEEP = [("resnet50", "resnet50_keras"), ("googlenet", "googlenet_torchvision")]
MORE = [pytest.param(*pair, marks=pytest.mark.slow) for pair in (*DEEP, *combinations(SMALL, 2)) if pair not in PAIRS]


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *MORE])
def test_examples_add_up(one: str, other: str) -> None:
    first, second = example(f"{one}.cnn"), example(f"{other}.cnn")
    comparison = compare(first, second, TOTALS)
    is_whole(comparison)
    adds_up(comparison)
    is_mirrored(comparison, compare(second, first, TOTALS))


@each_example_soon
def test_a_network_is_like_itself(path: Path) -> None:
    figures = example(path.name)
    comparison = compare(figures, example(path.name), TOTALS)
    assert {pair.status for pair in comparison.pairs} == {"same"}
    assert all(each.difference == 0 and not any(part.causes for part in each.parts) for each in comparison.differences)


@each_example_soon
def test_layers_are_rebuilt_from_their_makeup(path: Path) -> None:
    """The way from one layer to another begins and ends at the layers themselves."""
    figures = example(path.name)
    bench = Workbench(figures)
    for found, makeup in zip(figures.layers, makeups(figures, {}), strict=True):
        shared = bench.shared(mixed(makeup, makeup, frozenset()))
        assert [shared.values[quantity] for quantity in TOTALS] == [found[quantity] for quantity in TOTALS]
        assert (shared.size, shared.channels) == (found.shared.size, found.shared.channels)


# random networks -----------------------------------------------------------------------------------------

convolutions = st.builds(
    lambda n, k, s, p, g, b: f"conv N={4 * n} K={k} S={s} P={p} G={g} bias={b}",
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(1, 2),
    st.sampled_from(("1", "same", "[0, 1]", "(1, 2)")),
    st.sampled_from((1, 2, 4)),
    st.integers(0, 1),
)
others = st.sampled_from(
    (
        "relu",
        "lrn",
        "batch_norm",
        "batch_norm scale=0",
        "max_pool K=2 S=1 P=1",
        "avg_pool K=2 S=1",
        "depthwise K=3 P=1 M=2",
        "separable N=8 K=(3, 1) P=1",
        "transposed_conv N=4 K=2 S=2",
        "dense_per_position N=12",
        "subsample K=1",
        "prelu",
    )
)
heads = st.lists(st.sampled_from(("dense N=5", "dense N=12 bias=0", "dropout", "softmax", "batch_norm")), max_size=3)
conventions = st.sampled_from(("", "convention pytorch\n", "convention flops_per_mac = 1\n"))


@st.composite
def networks(draw: st.DrawFn) -> str:
    body = draw(st.lists(convolutions | others, max_size=7))
    size = draw(st.sampled_from(("32 x 32", "33 x 40")))
    lines = [*body, *draw(st.sampled_from(((), ("flatten",), ("global_avg_pool",)))), *draw(heads)]
    return f"{draw(conventions)}input {size} x 4\n" + "".join(f"{line}\n" for line in lines)


@given(networks(), networks())
@settings(max_examples=25, deadline=None)
def test_random_networks_add_up(one: str, other: str) -> None:
    first, second = figures_of(one), figures_of(other)
    comparison = compare(first, second, ("params", "macs", "connections", "activation_bytes", "flops"))
    is_whole(comparison)
    adds_up(comparison)
    is_mirrored(comparison, compare(second, first, ("params", "macs", "connections", "activation_bytes", "flops")))


bodies = st.lists(
    convolutions | st.sampled_from(("relu", "batch_norm", "max_pool K=2 S=1 P=1")), min_size=1, max_size=8
)


@given(bodies, st.data())
@settings(max_examples=20, deadline=None)
def test_layers_taken_out_are_found(body: list[str], data: st.DataObject) -> None:
    """What is only in one network is what was taken out, as far as its kind can tell."""
    out = data.draw(st.integers(0, len(body) - 1))
    named = [f"x{place}: {line}" for place, line in enumerate(body)]
    first = figures_of("input 64x64x4\n" + "\n".join(named) + "\n")
    second = figures_of("input 64x64x4\n" + "\n".join(named[:out] + named[out + 1 :]) + "\n")
    comparison = compare(first, second)
    adds_up(comparison)
    lone = [pair.first.layer.kind.name for pair in comparison.pairs if pair.first and not pair.second]
    assert lone == [body[out].split()[0]]
    assert "only_b" not in {pair.status for pair in comparison.pairs}


def test_reordered_layers() -> None:
    comparison = compare(
        figures_of("input 9x9x4\na: conv N=4 K=3\nb: batch_norm\nc: relu\n"),
        figures_of("input 9x9x4\nc: relu\nb: batch_norm\na: conv N=4 K=3\n"),
        TOTALS,
    )
    is_whole(comparison)
    adds_up(comparison)
    assert comparison.differences[0].difference == 0


def test_what_only_fits_together_is_changed_together() -> None:
    """No kernel of 9 fits the smaller input, and 3 groups do not divide 4 channels."""
    comparison = compare(
        figures_of("input 5x5x4\nC: conv N=4 K=3\n"), figures_of("input 12x12x6\nC: conv N=6 K=9 G=3\n"), ("macs",)
    )
    adds_up(comparison)
    names = [{change.name for change in c.changes} for p in comparison.differences[0].parts for c in p.causes]
    assert {"K", "I"} <= set.union(*names)
    assert all(len(group) <= 2 for group in names)


# symbols, conventions, limits ----------------------------------------------------------------------------


def test_symbolic_differences() -> None:
    text = "let k = 3\ninput I x I x 3\nC1: conv N={n} K=k P=1\nC2: conv N=8 K=3\n"
    program = [read(Source("x.cnn", text.format(n=n)))[0] for n in ("n", "2*n")]
    figures = []
    for each in program:
        network, _ = elaborate(each, {"k": Sym("k")})
        assert network is not None
        figures.append(measure(network)[0])
    comparison = compare(*figures, ("params", "macs"))
    adds_up(comparison)
    difference = value_of(as_written(comparison.differences[0].difference), {"n": 5, "k": 3})
    assert difference == (3 * 3 * 3 * 10 + 10 + 9 * 10 * 8) - (3 * 3 * 3 * 5 + 5 + 9 * 5 * 8)


@pytest.mark.parametrize(("one", "other"), [("n", "2*n"), ("n", "3"), ("4", "n")])
def test_repetitions_of_a_symbol(one: str, other: str) -> None:
    text = "input 8x8x4\nrepeat {n} {{ conv N=4 K=3 P=1 ; relu }}\nF: dense N=10\n"
    first, second = figures_of(text.format(n=one)), figures_of(text.format(n=other))
    comparison = compare(first, second, TOTALS)
    is_whole(comparison)
    adds_up(comparison)
    is_mirrored(comparison, compare(second, first, TOTALS))


def test_a_setting_for_one_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.cnn").write_text("let I = 8\ninput I x I x 1\nconv N=2 K=3\n", "utf-8")
    (tmp_path / "b.cnn").write_text("let n = 2\ninput 8 x 8 x 1\nconv N=n K=3\n", "utf-8")
    files = (str(tmp_path / "a.cnn"), str(tmp_path / "b.cnn"))
    assert run(*files)[0] == 0
    assert run(*files, "--set", "n=3")[0] == 1
    assert run(*files, "--set", "n=3", "--set", "I=9", "--quantity", "macs")[0] == 1
    assert "unknown-symbol" in run(*files, "--set", "m=3")[1]
    assert run(*files, "--symbolic", "n,I")[0] == 1


GROWING = """source me2000 "An author: A title. 2000"
layer odd() {
  title en "odd" zh "奇"
  rule weights = floor(C/3)  source me2000 "page 1"
}
input 8x8x4
repeat n { parallel concat { path { } path { odd ; conv N=4 K=3 P=1 } } }
"""


def test_a_total_without_a_closed_form() -> None:
    status, output = run("-", str(EXAMPLES / "lenet.cnn"), stdin=GROWING)
    assert status == 2
    assert output.startswith("symcnn: error[no-total]: the total of <stdin> has no closed form")
    assert run("-", str(EXAMPLES / "lenet.cnn"), "--set", "n=3", stdin=GROWING)[0] == 1


def test_own_kinds_that_say_the_same_are_the_same() -> None:
    two = GROWING.replace("repeat n", "repeat 2")
    moved = "# elsewhere\n" + two
    first, second = figures_of(two), figures_of(moved)
    assert {pair.status for pair in compare(first, second).pairs} == {"same"}
    other = moved.replace("floor(C/3)", "ceil(C/3)")
    (cause, *_) = [cause for part in compare(second, figures_of(other)).differences[0].parts for cause in part.causes]
    assert [change.aspect for change in cause.changes] == [Aspect.KIND]


def test_conventions_of_the_files_are_a_cause() -> None:
    text = "input 8x8x4\nconv N=2 K=3\nbatch_norm\n"
    comparison = compare(figures_of(text), figures_of("convention pytorch\n" + text))
    adds_up(comparison)
    (cause,) = [cause for part in comparison.differences[0].parts for cause in part.causes]
    assert [(change.aspect, change.name) for change in cause.changes] == [(Aspect.CONVENTION, "moving_statistics")]
    assert cause.contribution == -4


def deep(count: int, extra: Sequence[int] = (), prefix: str = "") -> str:
    lines = []
    for place in range(count):
        lines += [f"{prefix}y{place}: conv N=8 K=1"] if place in extra else []
        lines += [f"{prefix}c{place}: conv N={8 + 8 * (place % 3)} K=3 P=1", f"{prefix}r{place}: relu"]
    return "input 8x8x8\n" + "\n".join(lines) + "\n"


def test_thousands_of_layers_with_names() -> None:
    comparison = compare(figures_of(deep(1000)), figures_of(deep(1000, (10, 500, 900))))
    is_whole(comparison)
    adds_up(comparison)
    lone = [pair.second.layer.name for pair in comparison.pairs if pair.second and not pair.first]
    assert lone == ["y10", "y500", "y900"]


def test_more_layers_than_are_looked_at() -> None:
    """Without names in common only pairs near the diagonal are tried; the sums are exact all the same."""
    count = 700
    assert (2 * count) ** 2 > MAX_ALIGNED
    comparison = compare(figures_of(deep(count)), figures_of(deep(count, range(0, count, 50), "other_")))
    is_whole(comparison)
    adds_up(comparison)


@given(st.lists(st.integers(0, 5), max_size=25), st.lists(st.integers(0, 5), max_size=25))
def test_alignment_is_the_longest_common_row(one: list[int], other: list[int]) -> None:
    """Where only equals may be counterparts, the best alignment is a longest common subsequence."""
    found = aligned([(f"a{i}", n) for i, n in enumerate(one)], [(f"b{i}", n) for i, n in enumerate(other)], _equal)
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, x in enumerate(one):
        for j, y in enumerate(other):
            longest[i + 1][j + 1] = longest[i][j] + 1 if x == y else max(longest[i][j + 1], longest[i + 1][j])
    matched = [(i, j) for i, j in found if i is not None and j is not None]
    assert len(matched) == longest[-1][-1]
    assert all(one[i] == other[j] for i, j in matched)
    assert [i for i, _ in found if i is not None] == list(range(len(one)))
    assert [j for _, j in found if j is not None] == list(range(len(other)))


def _equal(one: int, other: int) -> int:
    return int(one == other)


# the command ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["--text", "--markdown", "--latex", "--html", "--json"])
def test_every_format(form: str, language: str) -> None:
    files = (str(EXAMPLES / "lenet.cnn"), str(EXAMPLES / "vgg16.cnn"))
    status, output = run(*files, form, "--lang", language, "--quantity", "params,macs")
    assert status == 1
    assert output


def test_names_act_nowhere() -> None:
    name = '"<b>&_$%|\\x{1}"'
    one = f"network {name}\ninput 8x8x1\n{name}: conv N=2 K=3\n"
    file = str(EXAMPLES / "lenet.cnn")
    assert "<b>" not in run("-", file, "--html", stdin=one)[1]
    latex = run("-", file, "--latex", stdin=one)[1]
    assert "&_$%" not in latex
    assert "\\x{1}" not in latex
    assert "<b>" not in run("-", file, "--markdown", stdin=one)[1]


def test_json_adds_up() -> None:
    data = json.loads(run(str(EXAMPLES / "alexnet_keras.cnn"), str(EXAMPLES / "alexnet.cnn"), "--json")[1])
    (difference,) = data["differences"]
    causes = [cause["contribution"] for part in difference["parts"] for cause in part["causes"]]
    assert sum(causes) == difference["difference"] == difference["b"] - difference["a"]
    sizes = [pair["size_from"] for pair in data["layers"] if pair["b"] and pair["b"]["name"] == "F6"]
    assert sizes == [{"counterparts": False, "a": [], "b": ["P5"]}]


def test_exit_status(tmp_path: Path) -> None:
    file = str(EXAMPLES / "lenet.cnn")
    assert run(file, file)[0] == 0
    assert run(file, "-", stdin=(EXAMPLES / "lenet.cnn").read_text("utf-8"))[0] == 0
    assert run(file, str(EXAMPLES / "alexnet.cnn"))[0] == 1
    assert run(file, str(tmp_path / "missing.cnn"))[0] == 2
    assert run(file, "-", stdin="input 8x8x1\ncnov N=2\n")[0] == 2
    assert "did you mean `params`" in run(file, file, "--quantity", "parms")[1]
    assert run(file, file, "--quantity", "output")[0] == 2
