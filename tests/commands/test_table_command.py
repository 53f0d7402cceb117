"""`symcnn table`: its symbols and its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest
from conftest import EXAMPLES, SMALL
from shell import LENET, assert_status, run

TOTALS = {
    "weights", "biases", "params", "trainable", "neurons", "connections", "macs", "flops",
    "param_bytes", "activation_bytes",
}  # fmt: skip
LAYER = (TOTALS - {"param_bytes"}) | {"name", "kind", "inputs", "output", "receptive_field", "jump"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("table small.cnn", 0),
        ("table faulty.cnn", 2),
        ("table small.cnn --quantity wieght", 2),
        ("table small.cnn --lang fr", 2),
        ("table small.cnn --set", 2),
        ("table small.cnn --set I", 2),
        ("table small.cnn --set I=", 2),
        ("table small.cnn --set =3", 2),
        ("table small.cnn --set I=foo(", 2),
        ("table small.cnn --set I=1/0", 2),
        ("table small.cnn --set I=5/2", 2),
        ("table small.cnn --set I=0", 2),
        ("table small.cnn --set I=-32", 2),
        ("table small.cnn --set I=4", 2),
        ("table small.cnn --set Z=3", 2),
        ("table small.cnn --symbolic Z", 2),
        ("table small.cnn --convention nothing", 2),
        ("table small.cnn --convention nothing=1", 2),
        ("table small.cnn --convention flops_per_mac=x", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


def table_data(*options: str) -> dict[str, object]:
    """What ``table --json`` says of the small file."""
    result = run("table", "-", "--json", *options, stdin=SMALL)
    assert result.exit_code == 0, result.stderr
    data: dict[str, object] = json.loads(result.stdout)
    return data


def output(layer: str, *options: str) -> list[int | str]:
    """The output sizes of a layer of the small file."""
    layers = table_data(*options)["layers"]
    assert isinstance(layers, list)
    sizes: list[int | str] = next(found["output"] for found in layers if found["name"] == layer)
    return sizes


@pytest.mark.parametrize(
    ("options", "layer", "sizes"),
    [
        ("", "C1", [28, 28, 6]),
        ("--set I=64", "C1", [60, 60, 6]),
        ("--set I=8*8", "C1", [60, 60, 6]),
        ("--set I=64,n=10", "F2", [10]),
        ("--set I=64 --set n=10", "F2", [10]),
        ("--set n=10", "F2", [10]),
        ("--set n=m+1", "F2", ["m + 1"]),
        ("", "F2", ["n"]),
        ("--symbolic I", "C1", ["I - 4", "I - 4", 6]),
        ("--symbolic I,n", "C1", ["I - 4", "I - 4", 6]),
        ("--symbolic I --symbolic n", "F2", ["n"]),
        ("--set I=max(3,64)", "C1", [60, 60, 6]),
        ("--set I=k", "C1", ["k - 4", "k - 4", 6]),
    ],
)
def test_symbols(options: str, layer: str, sizes: list[int | str]) -> None:
    assert output(layer, *options.split()) == sizes


def test_symbols_need_not_have_a_default() -> None:
    data = json.loads(run("table", str(EXAMPLES / "symbolic.cnn"), "--json", "--symbolic", "i,n").stdout)
    assert data["layers"][0]["biases"] == "n"


@pytest.mark.parametrize("options", [(), ("--symbolic", "I"), ("--lang", "zh")])
def test_the_keys_of_a_table(options: Iterable[str]) -> None:
    data = json.loads(run("table", LENET, "--json", *options).stdout)
    assert set(data) == {"version", "network", "conventions", "layers", "total"}
    assert all(set(layer) == LAYER for layer in data["layers"])
    assert set(data["total"]) == TOTALS
    values = [value for part in (*data["layers"], data["total"]) for key, value in part.items() if key in TOTALS]
    assert all(type(value) is int or isinstance(value, str) for value in values)
    assert data["layers"][-1]["output"] == [10]


REPEATED = """let n = 3
input 32 x 32 x 3
conv1: conv N=16 K=3 P=1
stage1: repeat n { conv N=16 K=3 P=1 }
stage2: repeat n { parallel concat { path { conv N=4 K=3 P=1 } path { } } }
gap: global_avg_pool
fc: dense N=10
"""
ROWS = [
    ("stage1.conv_1 × n", "2,320n", "2j_1 + 3"),  # 3·3·16·16 + 16 in each round; 5, 7, 9 as with n = 3
    ("stage2.conv_1 × n", "72n² + 508n", "2n + 2j_2 + 3"),  # 9·4·(16 + 4(j − 1)) + 4, for j = 1 … n
]


def test_rows_of_a_repetition_add_up() -> None:
    """With n = 3, layer by layer, the same network has the same parameters."""
    lines = run("table", "-", "--symbolic", "n", "--quantity", "params,receptive_field", stdin=REPEATED).stdout
    for name, params, field in ROWS:
        (line,) = (line for line in lines.splitlines() if line.startswith(name))
        assert params in line
        assert "".join(sorted(field.replace(" ", ""))) == "".join(sorted(line.rpartition("  ")[2].replace(" ", "")))
    assert "PC = 72n² + 2,868n + 618" in lines
    numbers = json.loads(run("table", "-", "--json", stdin=REPEATED).stdout)
    assert numbers["total"]["params"] == 72 * 9 + 2868 * 3 + 618


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "those of round j_1, j_2, counted from 1."), ("zh", "第 j_1、j_2 轮的值（从 1 数起）")],
)
def test_the_rounds_of_a_table_are_explained(language: str, said: str) -> None:
    output = run("table", "-", "--symbolic", "n", "--lang", language, stdin=REPEATED).stdout
    assert said in output.replace("\n", " ")


PAIRS = """input 33x31x4
A: conv N=6 K=(3, 1) S=(2, 1) P=(1, 0)
B: conv N=6 K=3x1 S=2x1 P=1x0
C: conv N=6 K=3 P=[1, 0]
D: conv N=6 K=(k, 1) P=same
E: max_pool K=2
"""


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (
            ["--set", "k=3"],
            ["A  (3, 1)  (2, 1)  (1, 0)", "B  3×1  2×1  1×0", "C  3  1  [1, 0]", "D  (3, 1)  1  same", "E  2  2  0"],
        ),
        (
            ["--set", "k=3", "--csv"],
            ['A,"(3, 1)","(2, 1)","(1, 0)"', "B,3x1,2x1,1x0", 'C,3,1,"[1, 0]"', 'D,"(3, 1)",1,same', "E,2,2,0"],
        ),
    ],
)
def test_arguments_stand_as_they_were_written(options: list[str], rows: list[str]) -> None:
    lines = run("table", "-", "--columns", "layer,K,S,P", *options, stdin=PAIRS).stdout.splitlines()
    found = ["  ".join(re.split(" {2,}", line)) for line in lines if line[:1] in set("ABCDE") and line[1:2] in " ,"]
    assert found == rows


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("--text", "K = (3, 1), S = (2, 1), P = (1, 0), output"),
        ("--latex", r"$K = \left(3, 1\right)$"),
        ("--html", "<mo>(</mo><mn>3</mn><mo>,</mo><mn>1</mn><mo>)</mo>"),
    ],
)
def test_pairs_stand_as_they_were_written_above_a_derivation(form: str, written: str) -> None:
    assert written in run("derive", "-", "--layer", "A", form, "--set", "k=3", stdin=PAIRS).stdout
    assert written not in run("derive", "-", "--layer", "B", form, "--set", "k=3", stdin=PAIRS).stdout


AGAIN = "input 12x12x3\nl: conv N=4 K=5\nflatten\nr: again l from input\nflatten\nsubtract from flatten_1, flatten_2"


def test_the_rows_of_what_is_used_again_add_up() -> None:
    """The weights of both are (5²·3 + 1)·4 = 304, of which each use makes 8²·300 = 19,200 operations."""
    rows = run("table", "-", "--columns", "params,macs", "--csv", stdin=AGAIN).stdout.splitlines()
    assert [row for row in rows if "conv" in row or "total" in row] == [
        "l,conv,304,19200",
        "r,conv,0,19200",
        "total,,304,38400",
    ]
    text = run("table", "-", "--columns", "params,macs", stdin=AGAIN).stdout
    assert [line.split()[1:] for line in text.splitlines() if "conv" in line] == [
        ["conv", "304", "19,200"],
        ["conv", "0", "19,200"],
    ]
    data = json.loads(run("table", "-", "--json", stdin=AGAIN).stdout)
    convs = [layer for layer in data["layers"] if layer["kind"] == "conv"]
    assert [(layer["params"], layer["macs"], layer.get("again")) for layer in convs] == [
        (304, 19200, None),
        (0, 19200, "l"),
    ]


@pytest.mark.parametrize(
    ("columns", "told"),
    [("params,macs", True), ("trainable", True), ("macs", False), ("output,receptive_field", False)],
)
def test_it_is_told_where_weights_count(columns: str, told: bool) -> None:
    reply = run("table", "-", "--columns", columns, stdin=AGAIN).stdout
    assert ("r has those of l" in " ".join(reply.split())) is told
    assert "flatten_2 has" not in " ".join(reply.split())
    assert "at every use" not in run("table", "-", stdin=SMALL).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("input 64 x 64 x 3\nrepeat n { conv N=8 K=4 S=2 P=1 }\n", "has no closed form (connections, MACs)"),
        ("input 8 x 8 x 3\nupsample S=2\nconv N=4 K=3\n", "? in R: not told behind a layer that enlarges"),
        ("input 8 x 8 x 3\nconv N=4 K=3\n", ""),
    ],
)
def test_a_question_mark_is_explained(text: str, said: str) -> None:
    reply = " ".join(run("table", "-", stdin=text).stdout.split())
    assert said in reply
    assert ("?" in reply) is bool(said)
