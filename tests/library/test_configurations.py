"""A net that was bound often gives what one that is measured gives: figures, and faults."""

from __future__ import annotations

from pathlib import Path

import pytest

import symcnn
from symcnn.network.figures.figures import TOTALS

EXAMPLES = Path(__file__).parents[2] / "examples"

GROUPED = "input 32x32x8\nC1: conv N=16 K=3 P=p G=g\nC2: conv N=n K=k S=s\n"
OWN = (
    "layer odd(N, D = 1) like layer {\n  rule weights = 7 \n  rule weights = D*D when D\n}\ninput 8x8x4\nodd N=4 D=d\n"
)
ROUNDS = "input 16x16x4\ns: repeat n { conv N=4 K=3 P=1 ; relu }\nconv N=m K=3"
GATED = "input 32x32x8\nA: conv N=8 K=3 P=1\nB: avg_pool K=k S=k from A\nmultiply from A, B"


def told(net: symcnn.Net, owner: str, quantity: str) -> object:
    """The figure, or the codes of the faults."""
    try:
        return getattr(net.total if owner == "total" else net[owner], quantity)
    except symcnn.NetworkError as error:
        return [fault.code for fault in error.faults]


@pytest.mark.parametrize(
    ("text", "configurations"),
    [
        (GROUPED, [{"p": p, "g": g, "n": 4, "k": k, "s": 1} for p in (0, 1, 5) for g in (1, 2, 3, 8) for k in (3, 99)]),
        (OWN, [{"d": d} for d in (3, 2, 1, 5, 1, 0)]),
        (ROUNDS, [{"n": n, "m": m} for n in (3, 2, 1, 0, 5) for m in (1, 0, 7)]),
        (GATED, [{"k": k} for k in (1, 2, 31, 32, 33, 3)]),
        ("input I x I x 3\nconv N=I K=3 S=2\nmax_pool K=3 S=2 round=ceil", [{"I": size} for size in range(12)]),
        ("let a = 1\ninput 8x8x3\nconv N=a*6 K=a", [{"a": a} for a in (1, 2, 8, 9, 0)]),
        ("let n = 6\nlet m = n/2\ninput 8x8x3\nconv N=m K=1", [{"n": n} for n in (6, 8, 7, 2, 0, 1)]),
        (
            "input 8x8x6\nconv N=16 K=3 table=[4 of 2, 12 of 3]\nconv N=n K=1 table=[2 of 3]",
            [{"n": n} for n in (2, 3, 2)],
        ),
    ],
    ids=["guards", "own kind", "rounds", "gate", "sizes", "expression", "quotient", "table"],
)
def test_what_is_bound_is_what_is_measured(text: str, configurations: list[dict[str, int]]) -> None:
    net = symcnn.parse(text)
    measured = [symcnn.parse(text).bind(**configuration) for configuration in configurations]
    expected = [{quantity: told(one, "total", quantity) for quantity in TOTALS} for one in measured]
    for configuration, figures in [*zip(configurations, expected, strict=True)] * 2:
        for quantity in TOTALS:
            assert told(net.bind(**configuration), "total", quantity) == figures[quantity], (configuration, quantity)


@pytest.mark.parametrize("name", ["lenet", "vgg16", "resnet152", "googlenet", "unet"])
def test_examples(name: str) -> None:
    net = symcnn.load(EXAMPLES / f"{name}.cnn")
    for size in (572, 224, 225, 256, 8, 300, 1):
        measured = symcnn.load(EXAMPLES / f"{name}.cnn").bind(I=size)
        assert told(net.bind(I=size), "total", "macs") == told(measured, "total", "macs")


@pytest.mark.parametrize(
    ("owner", "quantity"),
    [("C1", "output"), ("C1", "O_h"), ("S2", "jump"), ("S2", "receptive_field"), ("C3", "N"), ("C3", "connections")],
)
def test_quantities_of_layers(owner: str, quantity: str) -> None:
    net = symcnn.load(EXAMPLES / "lenet.cnn")
    for size in range(30, 44):
        measured = symcnn.load(EXAMPLES / "lenet.cnn").bind(I=size)
        assert told(net.bind(I=size), owner, quantity) == told(measured, owner, quantity)


def test_a_layer_in_a_repetition_is_that_of_its_round() -> None:
    net = symcnn.parse("input 8x8x3\ns: repeat n { conv N=4*n K=1 }")
    for rounds in (1, 2, 3, 2, 3):
        layer = net.bind(n=rounds)[f"s.{rounds}.conv_1"]
        assert 4 * rounds == layer.N


def test_after_some_configurations_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    net = symcnn.load(EXAMPLES / "lenet.cnn")
    for size in (32, 33, 34):
        _ = net.bind(I=size).total.params
    monkeypatch.delattr("symcnn.library.networks.fitting")
    maps = 26 * 6 * 44**2 + 5 * 6 * 22**2 + 1_516 * 18**2 + 5 * 16 * 9**2 + 401 * 120 * 5**2
    assert net.bind(I=48).total.connections == maps + (5 * 5 * 120 + 1) * 84 + 840
