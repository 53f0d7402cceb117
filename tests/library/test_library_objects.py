"""What the commands do, from Python: each answer shows itself, in short and richly, and can be pickled."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import sympy

import symcnn

ROOT = Path(__file__).parents[2]
LENET = ROOT / "examples" / "lenet.cnn"

OBJECTS: dict[str, tuple[Callable[[symcnn.Net], object], str]] = {
    "net": (lambda net: net, "<Net 'LeNet5': 7 layers>"),
    "total": (lambda net: net.total, "<Total of 'LeNet5'>"),
    "layer": (lambda net: net["C1"], "<Layer 'C1': conv>"),
    "table": (lambda net: net.table("params", "O"), "<NetworkRows of 'LeNet5': 8 rows of params, O>"),
    "claims": (lambda net: net.check(), "<Claims: 16 right>"),
    "derive": (symcnn.derive, "<WorkedSolution of 'LeNet5'>"),
    "closed": (
        lambda net: net.closed("I"),
        "<ClosedAnswer of 'LeNet5': params = 10080*(floor((I)/(4)) - 7)**2 + 49920>",
    ),
    "solve": (lambda net: net.solve("I", where="C1.O = 28"), "<SolvedFor of 'LeNet5': I = 32>"),
    "sweep": (lambda net: net.sweep({"I": range(32, 40)}), "<SweptNet of 'LeNet5': 8 of 8 configurations>"),
    "reconcile": (
        lambda net: net.reconcile(params="61,706"),
        "<ReconciledNumber of 'LeNet5': 61706 (params) gives 61,706>",
    ),
    "compare": (
        lambda net: symcnn.compare(net, net.free("I")),
        "<Compared of 'LeNet5': params 10080*floor((I)/(4))**2 - 141120*floor((I)/(4)) + 4…>",
    ),
    "prove": (lambda _: symcnn.prove("WC = K^2*C*N"), "<Proved 'WC = K^2*C*N': proved>"),
    "check": (lambda _: symcnn.check(ROOT / "examples" / "chapter.md"), "42 right, 5 wrong>"),
}


@pytest.fixture(scope="module")
def lenet() -> symcnn.Net:
    return symcnn.load(LENET)


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_shows_itself_and_is_pickled(name: str, lenet: symcnn.Net) -> None:
    make, shown = OBJECTS[name]
    made = make(lenet)
    again = pickle.loads(pickle.dumps(made))
    assert repr(made).endswith(shown)
    assert len(repr(made)) < 100
    assert repr(again) == repr(made) == repr(copy.deepcopy(made))
    assert again._repr_markdown_() == made._repr_markdown_()  # type: ignore[attr-defined]
    assert str(again) == str(made)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda net: net, "kernel-too-large"),
        (lambda net: net.total, "kernel-too-large"),
        (lambda net: net.bind(N=0), "kernel-too-large"),
        (lambda net: net.bind(N=sympy.Rational(1, 2)).total, "not-whole"),
    ],
    ids=["net", "total", "no kernels", "half a kernel"],
)
def test_a_display_never_raises(make: Callable[[symcnn.Net], object], code: str) -> None:
    shown = make(symcnn.parse("input 4x4x1\nC1: conv N=N K=7"))
    assert code in shown._repr_markdown_()  # type: ignore[attr-defined]
    assert len(repr(shown)) < 100


def test_an_error_is_pickled() -> None:
    with pytest.raises(symcnn.NetworkError) as error:
        symcnn.parse("input 4x4x1\nC1: convv N=1")
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.faults) == (str(error.value), error.value.faults)


def test_floors_are_shown_as_floors(lenet: symcnn.Net) -> None:
    assert sympy.latex(lenet.free("I")["S2"].O) == r"\left\lfloor{\frac{I}{2}}\right\rfloor - 2"
    assert r"\left\lfloor" in lenet.free("I").total._repr_markdown_()


def test_table(lenet: symcnn.Net) -> None:
    table = lenet.table()
    assert table.columns == ("output", "params", "connections", "macs", "receptive_field")
    assert table[1] == {
        "layer": "C1",
        "kind": "conv",
        "output": (28, 28, 6),
        "params": 156,
        "connections": 122_304,
        "macs": 117_600,
        "receptive_field": 5,
    }
    assert table.total == {"params": 60_000, "connections": 340_908, "macs": 328_096}
    assert [row["layer"] for row in table[-2:]] == ["F6", "OUT"]
    with pytest.raises(KeyError, match=r"`weigths`.*`weights`"):
        lenet.table("weigths")


def test_words_and_pairs_that_a_layer_was_given_stand_in_a_table() -> None:
    net = symcnn.parse("input 9x9x1\nconv N=2 K=(3, 1) P=same\nconv N=2 K=3 P=[1, 0]\nmax_pool K=2 round=ceil")
    rows = [(row["K"], row["P"], row["round"]) for row in net.table("K", "P", "round")[1:]]
    assert rows == [((3, 1), "same", None), (3, "[1, 0]", None), (2, 0, "ceil")]


def test_a_table_is_a_data_frame(lenet: symcnn.Net) -> None:
    pytest.importorskip("pandas")
    frame = lenet.table("params", "macs").frame()
    assert frame.loc["C3"].to_dict() == {"kind": "conv", "params": 1_516, "macs": 150_000}
    assert frame["params"].sum() == 60_000


def test_rows_of_a_repetition_add_up() -> None:
    table = symcnn.parse("input 8x8x4\ns: repeat n { conv N=4 K=3 P=1 }").table("params", "G")
    assert table[1]["params"] == 148 * sympy.Symbol("n")
    assert table[0]["G"] is None


def test_closed(lenet: symcnn.Net) -> None:
    closed = lenet.closed("I")
    assert closed.totals["macs"].subs("I", 32) == 328_096  # type: ignore[union-attr]
    assert "⌊" in closed.text()
    assert "闭" in closed.text("zh")
    assert closed.data()["totals"]["params"]


def test_solve(lenet: symcnn.Net) -> None:
    assert [each["I"] for each in lenet.solve("I", where="S2.O = 14")] == [32, 33]
    endless = lenet.solve("I", where="S2.O >= 14")
    assert [each["I"] for each, _ in zip(endless, range(40), strict=False)] == list(range(32, 72))
    assert not lenet.solve("I", where=["S2.O = 14", "C1.O = 12"])
    both = symcnn.parse("input 32x32x3\nC1: conv N=8 K=k S=s").solve("k", "s", where=["C1.O = 10", "C1.params < 1000"])
    assert {"k": 5, "s": 3} in both.first(100)
    with pytest.raises(KeyError, match="no symbol `Q`"):
        lenet.solve("Q", where="C1.O = 1")
    with pytest.raises(symcnn.NetworkError, match="<where>:1:"):
        lenet.solve("I", where="C9.O = 1")


def test_sweep(lenet: symcnn.Net) -> None:
    swept = lenet.sweep({"I": range(28, 100)}, where=["total.macs <= 3e6", "I mod 4 = 0"], quantities=["macs", "S4.O"])
    assert list(swept.columns) == ["I", "macs", "S4.O"]
    assert (len(swept), swept.count) == (5, 72)
    assert next(iter(swept)) == {"I": 32, "macs": 328_096, "S4.O": 5}
    assert [row["macs"] for row in swept] == [lenet.bind(I=row["I"]).total.macs for row in swept]
    assert list(lenet.sweep({"I": [32, 48, 40]}, pareto=["-macs"]).columns["I"]) == [48]
    assert "共 72 种组合，保留 5 种。" in swept.text("zh")
    assert swept.frame()["S4.O"].sum() == sum(row["S4.O"] for row in swept)
    with pytest.raises(KeyError, match=r"no symbol `i`.*`I`"):
        lenet.sweep({"i": [32]})
    with pytest.raises(symcnn.NetworkError, match="kernel-too-large"):
        lenet.sweep({"I": [4]})


def test_prove() -> None:
    assert symcnn.prove("O = (W - F)/S + 1", letters={"W": "I", "F": "K"}).verdict == "conditional"
    assert symcnn.prove("a*(b + 1)", "a*b + a").verdict == "proved"
    assert symcnn.prove("WC = K*C*N").verdict == "refuted"
    with pytest.raises(KeyError, match=r"`cnov`.*`conv`"):
        symcnn.prove("WC = K^2*C*N", kind="cnov")
    with pytest.raises(symcnn.NetworkError, match="<formula>:1:"):
        symcnn.prove("O = = 1")


def test_compare() -> None:
    first, second = (symcnn.load(ROOT / "examples" / f"{name}.cnn") for name in ("alexnet_keras", "alexnet"))
    compared = symcnn.compare(first, second, "params", "macs")
    assert compared.differences["params"] == 60_965_224 - 25_678_184
    assert "P5" in compared.text()
    with pytest.raises(KeyError, match=r"`parms`.*`params`"):
        symcnn.compare(first, second, "parms")


def test_check() -> None:
    checked = symcnn.check(ROOT / "examples" / "chapter.md")
    wrong = [each for each in checked.findings if each.verdict == "wrong"]
    assert [(each.line, each.code) for each in wrong][:2] == [(20, "formula"), (28, "calculation")]
    assert wrong[1].derived
    assert checked.counts["wrong"] == len(wrong) == 5
    assert "13, not 14" in checked.text()
    with pytest.raises(AttributeError, match="no 'reason'"):
        _ = wrong[0].reason
    with pytest.raises(symcnn.NetworkError, match="cannot-read"):
        symcnn.check(ROOT / "nothing.md")


def test_check_of_a_network() -> None:
    checked = symcnn.check(LENET)
    assert checked.counts["right"] == 16
    assert checked.text().endswith("16 right, 0 wrong, 0 rounded, 0 conditional, 0 undecided\n")


def test_the_wing_and_the_function_share_a_name() -> None:
    from symcnn.check.findings.checked import Shown  # the wing is loaded

    assert Shown.ALL
    assert symcnn.check(LENET).counts == {"right": 16}


def test_sizes_by_axis(lenet: symcnn.Net) -> None:
    assert (lenet["C1"].O_h, lenet["C1"].O_w, lenet["C1"].O) == (28, 28, 28)  # type: ignore[union-attr]
    tall = symcnn.parse("input 32x16x3\nC1: conv N=4 K=3x5")
    assert (tall["C1"].O_h, tall["C1"].K, tall["C1"].output) == (30, (3, 5), (30, 12, 4))  # type: ignore[union-attr]
