"""Anything at all is judged: a network with its figures, or faults that lie in the text."""

from __future__ import annotations

from pathlib import Path

from conftest import tries
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from symcnn.core.text.source import Source
from symcnn.network.figures.figures import TOTALS
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.layer_kinds import catalogue_names, kind

LENET = (Path(__file__).parents[2] / "examples" / "lenet.cnn").read_text("utf-8")


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
    **{name: [*kind(name, {}).parameters] for name in catalogue_names()},
    "mine": ["N", "K"],
    "window": ["K", "S", "P", "D"],
    "convv": ["N"],
}
"""Kinds of layers and their arguments; two of them are none."""

WORDS = sorted({word for name in catalogue_names() for words in kind(name, {}).words.values() for word in words})

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
    value = st.one_of(st.sampled_from("1223"), st.sampled_from("1223"), st.sampled_from((*VALUES, *WORDS)))
    words = ("bias=0", "bias=unshared", "round=ceil", "round=ceil_caffe", "scale=0", "table=[0 1 | 1]", "Z=1")
    inputs = st.sampled_from(("", "", "", "", " from input", " from input, input", " from L0, input"))

    def arguments(kind: str) -> SearchStrategy[str]:
        values = {name: st.builds(f"{name}={{}}".format, value) for name in KINDS[kind]}
        given_values = [st.one_of(found, found, found, st.just("")) for found in values.values()]
        word = st.one_of(st.just(""), st.just(""), st.just(""), st.sampled_from(words))
        return st.builds("{} {}{}".format, st.just(kind), st.tuples(*given_values, word).map(" ".join), inputs)

    return st.sampled_from(sorted(KINDS)).flatmap(arguments)


def lines() -> SearchStrategy[str]:
    """A layer, or some of them joined, repeated, or used again."""
    inner = st.lists(layers(), min_size=1, max_size=2).map(" ; ".join)
    path = inner.map("path {{ {} }}".format)
    joined = st.builds("parallel {} {{ {} ; {} }}".format, st.sampled_from(("add", "concat", "relu")), path, path)
    repeated = st.builds("repeat {} {{ {} }}".format, st.sampled_from(("2", "n", "m", "0", "n/2", "10^9")), inner)
    return st.one_of(
        layers(), layers(), layers(), joined, repeated, st.just("again L0"), st.just("again L1 from input")
    )


def programs() -> SearchStrategy[str]:
    """Programs of whole lines that are in order, with arguments that may fit or not."""
    shapes = ("7 x 7 x 2", "9 x 6 x 4", "12 x 3", "5 x 5 x 5 x 1", "I x I x 3", "8", "n x n x n", "I x 4 x C")
    let = st.sampled_from(("", "let n = 0", "let n = 2", "let n = m", "let n = n", "let n = 1/0", "let n = 5/2"))

    def text(size: str, value: str, found: list[str]) -> str:
        return "\n".join([MINE, value, f"input {size}", *(f"L{place}: {line}" for place, line in enumerate(found))])

    return st.builds(text, st.sampled_from(shapes), let, st.lists(lines(), min_size=1, max_size=5))


def assert_judged(text: str) -> None:
    """The text gives a program and faults, as does all that follows, and every fault lies in the text."""
    program, found = read(Source("test.cnn", text))
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
        assert fault.start <= fault.end <= len(text) + 1


fuzzed = tries(60)


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
@example("let n = m\ninput 4 x 4 x 1\nbatch_norm scale=n")
@example("let a = 5" + " mod 2" * 5_000 + "\ninput a x 1")
@example("let a = (1/10^900)*(1/10^900)*(1/10^900)*(1/10^900)*(1/10^900)\ninput 1 x a")
@example("layer a() { rule N = max(C) }\ninput 4 x 1\na")
@example("layer a() { rule O = a }\ninput 4 x 1\na")
@example("input 8\nattention heads=1")
@example("input n x n x n\npixel_shuffle S=10^999")
@example("input 8\nrepeat_vector O=[2 of 1]")
@example("input 8x3\nA: repeat 2 { separable K=3 ; elu from input }\nagain A")
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
