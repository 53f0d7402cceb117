"""The language: what may be written, and where a fault is when it may not."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from symcnn.core.limits import MAX_FAULTS, MAX_NESTING, MAX_NUMBER_LENGTH, MAX_RECOVERY, MAX_STATEMENT_TOKENS, Limit
from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.network.figures.figures import TOTALS
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import LayerLine, LetLine, Program
from symcnn.network.wiring.elaborate import elaborate

LENET = (Path(__file__).parents[2] / "examples" / "lenet.cnn").read_text("utf-8")


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
        return (type(node).__name__, *(bare(getattr(node, name)) for name in kept))
    return node


def meaning(text: str) -> object:
    """What a text without faults says."""
    program, found = parsed(text)
    assert found == ()
    return bare(program)


# what may be written ------------------------------------------------------------------------------


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


# what may not -------------------------------------------------------------------------------------


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
        ("let 卷积 = 1 ＋ 2", ["unknown-character 1:12"]),
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


def test_five_faults_of_meaning_are_five_messages() -> None:
    text = """input 28 x 28 x 1
C1: convv N=6 K=5
C2: conv N=6 K=5 from input
C3: conv N=6
C4: conv N=6 K=5 Z=1 from C2
C5: conv N=6 K=5 from nowhere
C2: relu from input
"""
    _, found = elaborate(parsed(text)[0])
    assert [f"{fault.code} {place(text, fault.start)}" for fault in found] == [
        "unknown-kind 2:5",
        "missing-argument 4:5",
        "unknown-argument 5:18",
        "unknown-layer 6:23",
        "defined-twice 7:1",
    ]


# anything at all ----------------------------------------------------------------------------------

PIECES = (
    "(", ")", "[", "]", "{", "}", "⌊", "⌋", "⌈", "⌉", "|", "=", "<=", "≥", ":", ",", ";", "\n", "\r\n", " ", "#",
    '"', ".", "+", "-", "−", "*", "·", "/", "²", "x", "×", " mod ", " of ", " from ", "floor(", "max(1)", "gcd(0)",
    "area(K)", "total", "0", "1", "7", "0.5", "1/0", "-1", "1000000", "K", "I", "N", "C1", "S2", "卷", "same",
    "valid", "none", "pair", "ceil", "network ", "let ", "input ", "claim ", "layer ", "convention ", "preset ",
    "source ", "like ", "rule ", "when ", "conv ", "conv N=2 K=3", "max_pool K=2x1", "dense N=3", "add from C1, S2",
    "batch_norm", "transposed_conv N=1 K=2 S=2", " P=same", " P=[1, 2]", " S=2", " G=3", " D=2", " bias=0",
    " bias=unshared", " round=ceil", " A=1", " table=[0 1 | 1]", "let I = 5\n", "input 5 x 6 x 2\n", "input 5\n",
    "layer conv(N) like conv { }\n", "layer a() { rule O = a }\n", "\x00", "é",
)  # fmt: skip
"""Pieces of the language, and some that are not of it."""


def mutations(text: str) -> SearchStrategy[str]:
    """The text with up to four pieces put in, taken out, or put in another's place."""
    change = st.tuples(st.integers(0, len(text)), st.integers(0, 12), st.sampled_from(("", *PIECES)))

    def changed(changes: list[tuple[int, int, str]]) -> str:
        result = text
        for start, length, piece in changes:
            result = result[:start] + piece + result[start + length :]
        return result

    return st.lists(change, min_size=1, max_size=4).map(changed)


KINDS = {
    "conv": "N K S P D G", "depthwise": "K S P D M", "separable": "N K S P D M", "transposed_conv": "N K S P A D G",
    "subsample": "K S P D", "max_pool": "K S P D", "avg_pool": "K S P D", "adaptive_avg_pool": "O",
    "global_avg_pool": "", "upsample": "S", "pad": "P", "crop": "P", "dense": "N", "dense_per_position": "N",
    "rbf": "N", "mine": "N K", "flatten": "", "batch_norm": "", "layer_norm": "", "group_norm": "", "relu": "",
    "prelu": "", "dropout": "", "lrn": "n", "activation": "", "add": "", "concat": "", "multiply": "",
    "window": "K S P D", "convv": "N",
}  # fmt: skip
"""Kinds of layers and their arguments; two of them are none."""

VALUES = (
    "0", "1", "2", "3", "5", "0.5", "-1", "1/0", "n", "1/n", "m/n", "n + 1", "2n", "floor(n/2)", "max(n)",
    "max(n, 3)", "n mod 2", "gcd(n, 4)", "2x3", "(n, 1)", "2x3x1", "[0, 1]", "([0, 1], [1, 0])", "(2, [0, 1])",
    "same", "valid", "ceil", "ceil_caffe", "unshared", "none", "[0 1 | 1]", "[2 of 1]", "[0 0]", "10^999",
    "10^999*n", "K", "total", "C1.params", '"a b".O', "pair", "area(n)", "sum(C)", "same(I)", "total(table)",
    "1 x 1 x 1 x 1 x 1", "table",
)  # fmt: skip
MINE = """\
layer mine(N, K = 3, S = 1, P = 0, D = 1, G = 1, bias = 1, table = none) like conv {
  rule weights = max(area(K), N)*C mod 7
}"""


def layers() -> SearchStrategy[str]:
    """A layer with arguments of its kind, small whole numbers by preference."""
    value = st.one_of(st.sampled_from("1223"), st.sampled_from("1223"), st.sampled_from(VALUES))
    words = ("bias=0", "bias=unshared", "round=ceil", "round=ceil_caffe", "scale=0", "table=[0 1 | 1]", "Z=1")
    inputs = st.sampled_from(("", "", "", "", " from input", " from input, input", " from L0, input"))

    def arguments(kind: str) -> SearchStrategy[str]:
        values = {name: st.builds(f"{name}={{}}".format, value) for name in KINDS[kind].split()}
        given_values = [st.one_of(found, found, found, st.just("")) for found in values.values()]
        word = st.one_of(st.just(""), st.just(""), st.just(""), st.sampled_from(words))
        return st.builds("{} {}{}".format, st.just(kind), st.tuples(*given_values, word).map(" ".join), inputs)

    return st.sampled_from(sorted(KINDS)).flatmap(arguments)


def programs() -> SearchStrategy[str]:
    """Programs of whole lines that are in order, with arguments that may fit or not."""
    shapes = ("7 x 7 x 2", "9 x 6 x 4", "12 x 3", "5 x 5 x 5 x 1", "I x I x 3", "8", "n x n x n", "I x 4 x C")
    let = st.sampled_from(("", "let n = 0", "let n = 2", "let n = m", "let n = n", "let n = 1/0", "let n = 5/2"))

    def text(size: str, value: str, found: list[str]) -> str:
        return "\n".join([MINE, value, f"input {size}", *(f"L{place}: {line}" for place, line in enumerate(found))])

    return st.builds(text, st.sampled_from(shapes), let, st.lists(layers(), min_size=1, max_size=5))


def assert_judged(text: str) -> None:
    """The text gives a program and faults, as does all that follows, and every fault lies in the text."""
    program, found = parsed(text)
    network, more = elaborate(program)
    found += more
    if network is not None:
        figures, more = measure(network)
        found += more
        for quantity in TOTALS:
            figures.total(quantity)
    for fault in found:
        assert fault.code
        assert 0 <= fault.start <= len(text)
        assert fault.end == -1 or fault.start <= fault.end <= len(text) + 1


fuzzed = settings(max_examples=150, deadline=None)


@fuzzed
@given(st.text(max_size=60))
@example("let a = 2" + "²" * 5_000)
@example("conv N=1 K=1 table=[" + "9" * 5_000 + "]")
def test_any_text_is_judged(text: str) -> None:
    assert_judged(text)


@fuzzed
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("input 4 x 4 x 1\nmax_pool K=3x2")
@example("input 4 x 4 x max(1)")
@example("let b = 0\ninput 4 x 4 x 1\nconv N=a/b K=1")
@example("let a = 5" + " mod 2" * 5_000 + "\ninput a x 1")
@example("let a = (1/10^900)*(1/10^900)*(1/10^900)*(1/10^900)*(1/10^900)\ninput 1 x a")
@example("layer a() { rule N = max(C) }\ninput 4 x 1\na")
@example("layer a() { rule O = a }\ninput 4 x 1\na")
@example("layer a() like b { }\nlayer b() like a { }\ninput 4 x 1\na")
def test_any_pieces_are_judged(text: str) -> None:
    assert_judged(text)


@fuzzed
@given(mutations(LENET))
def test_a_damaged_program_is_judged(text: str) -> None:
    assert_judged(text)


@fuzzed
@given(programs())
def test_any_program_is_judged(text: str) -> None:
    assert_judged(text)


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
