"""The language: what may be written, and where a fault is when it may not."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from symcnn.core.limits import MAX_FAULTS, MAX_NESTING, MAX_NUMBER_LENGTH, MAX_RECOVERY, MAX_STATEMENT_TOKENS, Limit
from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import LayerLine, LetLine, Program
from symcnn.network.wiring.elaborate import elaborate

LENET = (Path(__file__).parents[3] / "examples" / "lenet.cnn").read_text("utf-8")


def parsed(text: str) -> tuple[Program, tuple[Fault, ...]]:
    return read(Source("test.cnn", text))


def place(text: str, offset: int) -> str:
    """``line:column`` of an offset, both from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def faults(text: str) -> list[str]:
    """The faults of a text as ``code line:column``, from its top to its end."""
    _, found = parsed(text)
    return [f"{fault.code} {place(text, fault.start)}" for fault in sorted(found, key=lambda fault: fault.start)]


def bare(node: object) -> object:
    """A syntax tree as nested tuples, without the places in the text."""
    if isinstance(node, tuple):
        return tuple(map(bare, node))
    if is_dataclass(node) and not isinstance(node, type):
        kept = (field.name for field in fields(node) if field.name not in ("start", "end", "source"))
        name = (
            "Op" if isinstance(node, Op) else type(node).__name__
        )  # sizes in brackets are no others than with a cross
        return (name, *(bare(getattr(node, name)) for name in kept))
    return node


def meaning(text: str) -> object:
    """What a text without faults says."""
    program, found = parsed(text)
    assert found == ()
    return bare(program)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("input 5 x 7 x 1", "input 5x7x1"),
        ("input 5 x 7 x 1", "input 5×7×1"),
        ("input 5 x 7 x 1", "input (5, 7, 1)"),
        ("input I x I x 3", "input I×I×3"),
        ("conv N=6 K=5x7", "conv N=6 K=(5, 7)"),
        ("conv N=6 K=5x7", "conv N=6 K = 5 × 7"),
        ("conv N=6 K=5x7", "conv N=6 K=(5 x 7)"),
        ("let a = K*C", "let a = K·C"),
        ("let a = K*C", "let a = K∗C"),
        ("let a = 2*P", "let a = 2P"),
        ("let a = K^2", "let a = K²"),
        ("let a = K^2", "let a = K**2"),
        ("let a = b - c", "let a = b − c"),
        ("let a = floor(I/2)", "let a = ⌊I/2⌋"),
        ("let a = ceil(I/2)", "let a = ⌈I/2⌉"),
        ("let a = mod(I, 2)", "let a = I mod 2"),
        ("claim a <= b", "claim a ≤ b"),
        ("claim a >= b", "claim a ≥ b"),
        ("conv N=6 K=5", "\n\n  conv\tN = 6　K=5   # six kernels\n\n"),
        ("conv N=6 K=5", "\ufeffconv N=6 K=5"),
        ("let a = 1\nlet b = 2", "let a = 1; let b = 2"),
        ("let a = 1\nlet b = 2", "let a = 1\r\nlet b = 2\r\n"),
        ("let a = (b + c)*d", "let a = (  # a bracket goes on\n  b\n\n  + c)*d"),
        ("conv N=3 K=2 table=[0 | 1 | 0 1]", "conv N=3 K=2 table=[  # maps\n   0\n | 1\n | 0 1\n]"),
        ("conv N=3 K=2 table=[2 of 1, 1 of 2]", "conv N=3 K=2 table=[2 of 1 | 1 of 2]"),
        ("C1: conv N=6 K=5\nrelu from C1", '"C1": conv N=6 K=5\nrelu from "C1"'),
        ("network LeNet5", 'network "LeNet5"'),
        ("add from A, B", "add from A , B # two"),
        ("let total = 1", "let total = 1;"),
        # full-width signs and digits are read as what they mean
        ("C1: conv N=6 K=5", "C1： conv　N＝6　K＝5"),
        ("conv N=6 K=3", "conv N=６ K=３"),
        ("let a = (b + 2)*c", "let a ＝（b ＋ ２）＊c"),
        ("add from A, B", "add from A，B"),
        ("add from A, B", "add from A、B"),
        ("let a = 1; let b = 2", "let a = 1； let b = 2"),
        ('network "LeNet 5"', "network “LeNet 5”"),
        ("claim a <= b", "claim a ＜＝ b"),
        ("let a = 1  # all", "let a = 1  ＃ 共 1 个：全部"),
        ("let N = 3", "let Ｎ = 3"),
        ("let a = 25", "let a = ٢٥"),  # Arabic digits count as what they are
    ],
)
def test_two_spellings_of_one_thing(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize("name", ["C1", "卷积1", "couche_é", "Ωmega", "x_1", "xs", "input_1", "S2", "_", "ж", "名"])
def test_names_of_any_script(name: str) -> None:
    program, found = parsed(f"{name}: conv N=6 K=5\nclaim {name}.params = 1\nlet {name} = 2*{name}")
    assert found == ()
    line = program.statements[0]
    assert isinstance(line, LayerLine)
    assert line.name is not None
    assert line.name.text == name
    assert bare(program.statements[2]) == bare(LetLine(line.name, Op("*", (Num(2), Sym(name)))))


@pytest.mark.parametrize(
    ("quoted", "name"),
    [
        ('"conv 1"', "conv 1"),
        ('"a/b: c = [d] # e; f"', "a/b: c = [d] # e; f"),
        (r'"say \"hi\""', 'say "hi"'),
        (r'"back\\slash"', "back\\slash"),
        (r'"\\\""', '\\"'),
        ('"卷积 层"', "卷积 层"),
        ('"1"', "1"),
        ('"卷积：一"', "卷积：一"),
        ('"from"', "from"),
        ('"<b>&amp;\'$"', "<b>&amp;'$"),
    ],
)
def test_quoted_names(quoted: str, name: str) -> None:
    program, found = parsed(f"{quoted}: conv N=6 K=5\nrelu from {quoted}\nclaim {quoted}.params = 1")
    assert found == ()
    first, second, _ = program.statements
    assert isinstance(first, LayerLine)
    assert isinstance(second, LayerLine)
    assert first.name is not None
    assert (first.name.text, second.inputs[0].text) == (name, name)
    assert ("Sym", f"{name}.params") in bare(program.statements[2])[1][2]  # type: ignore[index]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing but a comment",
        "network A\nlet I = 32\ninput I x I x 1\nC1: conv N=6 K=5\nclaim C1.params = (5*5+1)*6 = 156",
        "input 28 x 28 x 1\nrelu\nadd from input, relu_1",
        "conv N=6 K=3 P=same",
        "conv N=6 K=3 P=[1, 2]",
        "conv N=6 K=3x5 P=([1, 2], [0, 0])",
        "max_pool K=3 S=2 round=ceil",
        "dropout rate=0.25",
        "let a = max(1, 2, 3) - min(4, 5) + gcd(6, 9)",
        'source me "A. Author: A Title, 2024"\nlayer mine(N) like conv {\n  title en "mine" zh "我的"\n}',
        "convention keras\nconvention flops_per_mac = 1",
        "let deep = " + "(" * MAX_NESTING + "1" + ")" * MAX_NESTING,
        "let long = " + "9" * MAX_NUMBER_LENGTH,
        "let sum = 1" + " + 1" * (MAX_STATEMENT_TOKENS // 2 - 10),
        LENET,
    ],
)
def test_good_programs(text: str) -> None:
    assert faults(text) == []


def test_lenet_as_published() -> None:
    """LeCun 1998, section II.B: 60,000 trainable parameters, 340,908 connections."""
    program, _ = parsed(LENET)
    network, found = elaborate(program)
    assert found == ()
    assert network is not None
    figures, found = measure(network)
    assert found == ()
    assert (figures.total("params"), figures.total("connections")) == (60000, 340908)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # brackets
        ("let a = (1 + 2", ["not-closed 1:9"]),
        ("let a = (1 + 2\nlet b = 3\nlet c = (4)", ["not-closed 1:9"]),
        ("let b = 3\nconv N=6 K=5 table=[0 1 | 2\nconv N=3 K=1\ndense N=3", ["not-closed 2:20"]),
        ("layer a() {\n  rule O = I\n", ["not-closed 1:11"]),
        ("let a = ((1 + 2)", ["not-closed 1:9"]),
        ("let a = (1 + 2]\nlet b = 1", ["wrong-bracket 1:15"]),
        ("let a = ⌊3/2⌉", ["wrong-bracket 1:13"]),
        ("let a = [1, 2)", ["wrong-bracket 1:14"]),
        ("let a = 1 + 2)", ["not-opened 1:14"]),
        # functions
        ("let a = foo(3)", ["unknown-function 1:9"]),
        ("let a = 1 + sqrt(2)*3", ["unknown-function 1:13"]),
        ("let a = floor(1, 2)", ["wrong-count 1:9"]),
        ("let a = mod(1)", ["wrong-count 1:9"]),
        # characters
        ("let a = 3 $ 4", ["unknown-character 1:11"]),
        ("let a = 1\nlet b = ?\nlet c = 3", ["unknown-character 2:9"]),
        ('network "LeNet\nlet a = 1', ["unknown-character 1:9"]),
        ("let 卷积 = 1 ＄ 2", ["unknown-character 1:12"]),
        ("let a = 1\x00", ["unknown-character 1:10"]),
        # something missing, or too much
        ("let = 3", ["unexpected 1:5"]),
        ("let x = 3", ["unexpected 1:5"]),  # x alone is the sign ×
        ("let a 3", ["unexpected 1:7"]),
        ("let a = ", ["unexpected 1:8"]),
        ("let a = 1 +\nlet b = 2", ["unexpected 1:12"]),
        ("let a = 1 2", ["unexpected 1:11"]),
        ("let a = 1,000", ["unexpected 1:10"]),
        ("let a = --b", ["unexpected 1:10"]),
        ("network", ["unexpected 1:8"]),
        ("conv N=6 K=", ["unexpected 1:12"]),
        ("conv 6 K=5", ["unexpected 1:6"]),
        ("conv N=6 K=5 from", ["unexpected 1:18"]),
        ("conv N=6 K=5 from A B", ["unexpected 1:21"]),
        ("claim a = = b", ["unexpected 1:11"]),
        ("claim a <= b < c", ["mixed-relations 1:14"]),
        # a fault within brackets that go on over lines is one fault
        ("conv N=6 table=[\n 0 1 ?\n | 2 ]\nlet b = 3", ["unknown-character 2:6"]),
        ("conv N=6 table=[\n 0 1 +\n | 2 ]\nlet b = 3", ["unexpected 2:6"]),
        ("let a = (1 +\n  foo(2) +\n  3)\nlet b = 3", ["unknown-function 2:3"]),
        ("layer a() {\n  rule O =\n}\nlet b = 1", ["unexpected 3:1"]),
        ("layer a() {\n  rule O = $\n  rule N = C\n}\nlet b = 1", ["unknown-character 2:12"]),
        # limits
        ("let b = 1\nlet a = " + "(" * 100_000 + "1" + ")" * 100_000, [f"too-deep 2:{9 + MAX_NESTING}"]),
        ("let a = " + "⌊" * 100_000, [f"too-deep 1:{9 + MAX_NESTING}"]),
        ("let b = 1\nlet a = 1" + "+1" * MAX_STATEMENT_TOKENS, [f"statement-too-long 2:{MAX_STATEMENT_TOKENS + 6}"]),
        ("let b = 1\nlet a = " + "9" * (MAX_NUMBER_LENGTH + 1), ["number-too-long 2:9"]),
        ("let b = 1\nlet a = 1." + "9" * MAX_NUMBER_LENGTH, ["number-too-long 2:9"]),
        ("let b = 1\nlet a = " + "9" * 100_000 + "P", ["number-too-long 2:9"]),
        ("let b = 1\nlet a = 2" + "²" * 5_000, ["number-too-long 2:10"]),
        ("conv N=1 K=1 table=[0 " + "9" * 5_000 + "]", ["number-too-long 1:23"]),
        ("conv N=1 K=1 table=[1 of " + "9" * 5_000 + "]", ["number-too-long 1:26"]),
        # five faults are five messages
        ("let a = $\nlet b = 1\nlet c = foo(1)\nlet d = (1]\nlet e =\nlet f = 2\nconv 3", [
            "unknown-character 1:9", "unknown-function 3:9", "wrong-bracket 4:11", "unexpected 5:8", "unexpected 7:6",
        ]),
        ("let a = $; let b = 1; let c = $", ["unknown-character 1:9", "unknown-character 1:31"]),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, str) else None,
)  # fmt: skip
def test_faults_and_their_places(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    "text",
    ["let b = 1\nlet a = 2" + "^2" * 100 + "\nlet c = 3", "let b = 1\nlet a = 5" + " mod 2" * 5_000 + "\nlet c = 3"],
)
def test_what_nests_without_brackets_is_too_deep_as_well(text: str) -> None:
    """Powers nest to the right, moduli to the left; the fault is in their own line, and is one."""
    assert [fault.partition(":")[0] for fault in faults(text)] == ["too-deep 2"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("let a = 1\nlet b = $\nlet c = 3", ["a", "c"]),
        ("let a = 1; let b = $; let c = 3", ["a", "c"]),
        ("let a = (1\n + $\n + 2)\nlet c = 3", ["c"]),
        ("let a = (1 + 2]\nlet c = 3", ["c"]),
        ("let a = 1\nlet b = (2", ["a"]),
    ],
)
def test_statements_without_a_fault_stay(text: str, names: list[str]) -> None:
    program, _ = parsed(text)
    assert [line.name.text for line in program.statements if isinstance(line, LetLine)] == names


@pytest.mark.parametrize(
    ("text", "limit"),
    [("let = 1\n" * (MAX_FAULTS + 5), MAX_FAULTS), ("let = 1\n" * 5 + "# long\n" * 60_000, MAX_RECOVERY)],
    ids=["faults", "recovery"],
)
def test_where_reading_stops_is_told(text: str, limit: Limit) -> None:
    program, found = parsed(text)
    assert program.statements == ()
    assert (found[-1].code, found[-1].values) == ("too-many-faults", {"limit": limit})
    assert {fault.code for fault in found[:-1]} == {"unexpected"}


def test_below_those_limits_all_faults_are_told() -> None:
    _, found = parsed("let = 1\n" * (MAX_FAULTS - 1))
    assert [fault.code for fault in found] == ["unexpected"] * (MAX_FAULTS - 1)
