"""`import symcnn`: networks as Python objects whose figures are SymPy expressions in plain symbols."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import sympy

import symcnn

ROOT = Path(__file__).parents[2]
LENET = ROOT / "examples" / "lenet.cnn"

SMALL = """network Small
let I = 32
input I x I x 3
C1: conv N=n K=5
S2: max_pool K=2
R3: conv N=4 K=3x5
F4: dense N=m
claim C1.weights = 75*n
claim C1.params = 75*n
"""


@pytest.fixture
def small() -> symcnn.Net:
    """A network with the symbols n and m, and I, which has a default."""
    return symcnn.parse(SMALL)


n, m, size = sympy.symbols("n m I")


# reading --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LENET, str(LENET)], ids=["Path", "str"])
def test_load(path: Path | str) -> None:
    net = symcnn.load(path)
    assert net.name == "LeNet5"
    assert len(net) == 7
    assert [layer.name for layer in net] == ["C1", "S2", "C3", "S4", "C5", "F6", "OUT"]
    assert net.total.params == 60000
    assert net.total.connections == 340908


def test_parse(small: symcnn.Net) -> None:
    assert small.name == "Small"
    assert [layer.kind for layer in small] == ["conv", "max_pool", "conv", "dense"]


@pytest.mark.parametrize(
    ("text", "codes", "said"),
    [
        ("input 32x32x1\nC1: convv N=6 K=5\n", ["unknown-kind"], r"<text>:2:5: error\[unknown-kind\].*`conv`"),
        ("input 4x4x1\nC1: conv N=6 K=5\n", ["kernel-too-large"], r"<text>:2:14: .*K=5.*I=4"),
        ("C1: conv N=6 K=5\n", ["no-input"], "<text>:1:"),
        ("", ["no-input"], "<text>:1:1: "),
        ("input 4x4x1\nA: conv K=1\nB: relu from Z\n", ["missing-argument", "unknown-layer"], "(?s)2:4.*3:14"),
    ],
)
def test_faults(text: str, codes: list[str], said: str) -> None:
    with pytest.raises(symcnn.NetworkError) as error:
        _ = symcnn.parse(text).figures
    assert [fault.code for fault in error.value.faults] == codes
    assert re.search(said, str(error.value)), str(error.value)
    assert isinstance(error.value, ValueError)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(symcnn.NetworkError, match="cannot-read") as error:
        symcnn.load(tmp_path / "missing.cnn")
    assert str(tmp_path) in str(error.value)


def test_faults_in_claims_are_reported() -> None:
    net = symcnn.parse("input 4x4x1\nA: conv N=1 K=1\nclaim B.params = 1\n")
    with pytest.raises(symcnn.NetworkError, match="unknown-layer"):
        net.check()


# figures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "quantity", "value"),
    [
        ("C1", "weights", 75 * n),
        ("C1", "biases", n),
        ("C1", "params", 76 * n),
        ("C1", "O", 28),
        ("C1", "N", n),
        ("C1", "K", 5),
        ("C1", "neurons", 784 * n),
        ("C1", "output", (28, 28, n)),
        ("C1", "receptive_field", (5, 5)),
        ("C1", "jump", (1, 1)),
        ("S2", "output", (14, 14, n)),
        ("S2", "weights", 0),
        ("S2", "jump", (2, 2)),
        ("R3", "K", (3, 5)),
        ("R3", "O", (12, 10)),
        ("R3", "O_h", 12),
        ("R3", "O_w", 10),
        ("R3", "weights", 60 * n),
        ("R3", "receptive_field", (10, 14)),
        ("F4", "output", (m,)),
        ("F4", "weights", 480 * m),
    ],
)
def test_figures_of_a_layer(small: symcnn.Net, layer: str, quantity: str, value: object) -> None:
    found = getattr(small[layer], quantity)
    if isinstance(value, tuple):
        assert len(found) == len(value)
        assert all(sympy.expand(left - right) == 0 for left, right in zip(found, value, strict=True))
        assert [type(part) is int for part in found] == [isinstance(part, int) for part in value]
    else:
        assert sympy.expand(found - value) == 0
        assert isinstance(found, int if isinstance(value, int) else sympy.Expr)


@pytest.mark.parametrize("quantity", ["weights", "params", "macs", "connections", "flops", "activation_bytes"])
def test_totals_are_sums(small: symcnn.Net, quantity: str) -> None:
    layers = sum(getattr(layer, quantity) for layer in small)
    stored = small["input"].activation_bytes if quantity == "activation_bytes" else 0
    assert sympy.expand(getattr(small.total, quantity) - layers - stored) == 0


def test_figures_work_with_sympy(small: symcnn.Net) -> None:
    weights = small["C1"].weights
    assert weights.free_symbols == {n}
    assert weights.subs(n, 6) == 450
    assert sympy.solve(weights - 450, n) == [6]
    assert sympy.diff(small.total.params, m) == 481


def test_what_does_not_exist(small: symcnn.Net) -> None:
    with pytest.raises(AttributeError, match="wieghts"):
        _ = small["C1"].wieghts
    with pytest.raises(AttributeError, match="wieghts"):
        _ = small.total.wieghts
    with pytest.raises(KeyError, match=r"`c1`.*`C1`"):
        _ = small["c1"]
    with pytest.raises(KeyError, match=r"`weigths`.*`weights`"):
        symcnn.derive(small, quantities=("weigths",))
    with pytest.raises(KeyError, match=r"`i`.*`I`"):
        small.bind(i=3)
    with pytest.raises(KeyError, match=r"`flops_per_macs`.*`flops_per_mac`"):
        small.convention(flops_per_macs=1)
    with pytest.raises(KeyError, match=r"`wieghts`.*`weights`"):
        small["C1"].formula("wieghts")
    with pytest.raises(KeyError, match="there are `input`, `C1`, `S2`, `R3`, `F4`, `total`"):
        _ = small["X9"]
    assert not hasattr(small["C1"], "_ipython_canary_method_should_not_exist_")


def test_names_can_be_completed(small: symcnn.Net) -> None:
    assert {"weights", "params", "O", "K", "output", "jump", "name", "kind"} <= set(dir(small["C1"]))
    assert {"weights", "params", "macs"} <= set(dir(small.total))
    for name in dir(small["C1"]):
        getattr(small["C1"], name)
    for name in dir(small.total):
        getattr(small.total, name)


def test_formulas(small: symcnn.Net) -> None:
    kernel, channels, kernels = sympy.symbols("K C N")
    assert small["C1"].formula("weights") == kernel**2 * channels * kernels


# symbols and conventions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "output"),
    [
        (lambda net: net.bind(n=6), (28, 28, 6)),
        (lambda net: net.bind(n=6, I=64), (60, 60, 6)),
        (lambda net: net.bind(n=6).bind(I=64), (60, 60, 6)),
        (lambda net: net.bind(n=6).bind(n=7), (28, 28, 7)),
        (lambda net: net.bind(n=Fraction(12, 2)), (28, 28, 6)),
        (lambda net: net.bind(n=sympy.Integer(6)), (28, 28, 6)),
        (lambda net: net.bind(n=2 * m), (28, 28, 2 * m)),
        (lambda net: net.bind(n=sympy.Symbol("m") + 1), (28, 28, m + 1)),
        (lambda net: net.free("I"), (size - 4, size - 4, n)),
        (lambda net: net.bind(I=64).free("I"), (size - 4, size - 4, n)),
        (lambda net: net.free("I").bind(I=64), (60, 60, n)),
    ],
)
def test_symbols(small: symcnn.Net, change: Callable[[symcnn.Net], symcnn.Net], output: tuple[object, ...]) -> None:
    assert change(small)["C1"].output == output
    assert small["C1"].output == (28, 28, n)


@pytest.mark.parametrize(
    "change",
    [
        lambda net: net.bind(I=4),
        lambda net: net.bind(n=0),
        lambda net: net.bind(n=Fraction(1, 2)),
        lambda net: net.bind(n=sympy.Rational(1, 2)),
        lambda net: net.bind(I=-32),
        lambda net: net.bind(Z=3),
        lambda net: net.free("Z"),
        lambda net: net.convention(nothing=1),
    ],
    ids=["too small", "none", "half", "half of SymPy's", "negative", "unknown", "unknown to free", "no convention"],
)
def test_values_that_do_not_fit(small: symcnn.Net, change: Callable[[symcnn.Net], symcnn.Net]) -> None:
    with pytest.raises(
        (symcnn.NetworkError, KeyError), match=r"not-whole|not-positive|bad-input|too-large|no symbol|no convention"
    ):
        _ = change(small).figures


@pytest.mark.parametrize("value", [6.0, "6", None, "__import__('os')"])
def test_values_that_are_no_numbers(small: symcnn.Net, value: object) -> None:
    with pytest.raises((TypeError, symcnn.NetworkError)):
        _ = small.bind(n=value).figures


def test_conventions(small: symcnn.Net) -> None:
    net = small.bind(n=6)
    assert net["C1"].flops == 2 * net["C1"].macs
    once = net.convention(flops_per_mac=1)
    assert once["C1"].flops == once["C1"].macs == net["C1"].macs
    assert net["C1"].flops == 2 * net["C1"].macs


def test_claims(small: symcnn.Net) -> None:
    right, wrong = small.check()
    assert (right.verdict, wrong.verdict) == ("right", "wrong")
    assert right.layer == "C1"


# worked solutions -----------------------------------------------------------------------------------


def test_derive(small: symcnn.Net) -> None:
    solution = symcnn.derive(small)
    assert solution.holds()
    assert "WC" in solution.text()
    assert "卷积" in solution.text("zh")
    assert str(solution) == solution.text()
    assert solution.markdown().startswith("# ")
    assert "\\begin{align*}" in solution.latex()
    assert "\\documentclass" not in solution.latex()
    assert "\\documentclass" in solution.latex("zh", standalone=True)
    assert solution.html().startswith("<!DOCTYPE html>")
    assert [layer["name"] for layer in solution.data()["layers"]] == ["C1", "S2", "R3", "F4"]


def test_derive_a_part(small: symcnn.Net) -> None:
    data = symcnn.derive(small, layers=("C1",), quantities=("weights",)).data()
    assert [layer["name"] for layer in data["layers"]] == ["C1"]
    assert [derivation["quantity"] for derivation in data["layers"][0]["derivations"]] == ["weights"]


@pytest.mark.parametrize(
    "parts", [{"layers": ("C9",)}, {"quantities": ("wieghts",)}], ids=["unknown layer", "unknown quantity"]
)
def test_derive_what_does_not_exist(small: symcnn.Net, parts: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises((LookupError, ValueError)):
        symcnn.derive(small, **parts)


# notebooks ------------------------------------------------------------------------------------------


def test_a_notebook_shows_mathematics(small: symcnn.Net) -> None:
    shown = small["C1"]._repr_markdown_()
    assert "$$" in shown
    assert "75" in shown
    assert "S2" not in shown
    assert symcnn.derive(small)._repr_markdown_() == symcnn.derive(small).markdown()


def test_a_notebook_shows_a_network_as_a_table(small: symcnn.Net) -> None:
    shown = small._repr_markdown_()
    assert all(f"| {name} |" in shown for name in ("C1", "S2", "R3", "F4"))
    assert "C1" in str(small)
    assert repr(small) == "<Net 'Small': 4 layers>"


def test_every_public_object_shows_itself(small: symcnn.Net) -> None:
    for shown in (small, small["C1"], small.total, symcnn.derive(small)):
        assert len(repr(shown)) < 1000


# what is loaded -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "loads"),
    [
        ("import symcnn", False),
        ("import symcnn; symcnn.__version__; symcnn.__all__; dir(symcnn)", False),
        ("from symcnn import parse, check, prove, compare", False),
        ("import symcnn; symcnn.load('examples/vgg16.cnn').total.params", False),
        ("import symcnn; str(symcnn.derive(symcnn.load('examples/lenet.cnn')))", False),
        ("import symcnn; symcnn.load('examples/lenet.cnn').bind(I=48)['C1'].O", False),
        ("import symcnn; symcnn.load('examples/lenet.cnn').free('I')['C1'].O", True),
        ("import symcnn; symcnn.load('examples/symbolic.cnn').total.params", True),
    ],
)
def test_import_loads_nothing_heavy(code: str, loads: bool) -> None:
    heavy = ("sympy", "mpmath", "lark", "numpy", "pandas")
    probe = f"{code}\nimport sys\nprint(*(name for name in {heavy} if name in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert ("sympy" in run.stdout.split()) == loads
    if not loads:
        assert run.stdout.split() == []


def test_public_names() -> None:
    assert all(hasattr(symcnn, name) for name in symcnn.__all__)
    assert set(symcnn.__all__) <= set(dir(symcnn))
    with pytest.raises(AttributeError, match="nothing"):
        _ = symcnn.nothing
