"""A line that cannot be read is told at its first wrong word, not where the parser saw that."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.network.figures.corrected_line import correction
from symcnn.network.figures.read_figures import parse

ABOVE = "input 8 x 8 x 3\nA: conv N=4 K=3\n"


def told(line: str, below: str = "") -> list[str]:
    """The faults of a line as ``code what stands there``."""
    text = f"{ABOVE}{line}\n{below}"
    return [f"{each.code} {text[each.start : each.end]}" for each in parse(Source("a.cnn", text)).faults]


def written(line: str) -> str | None:
    """The line that is advised for one."""
    source = Source("a.cnn", f"{ABOVE}{line}\n")
    return correction(parse(source).faults[0], source)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        # a first word that is no keyword and no kind
        ("netwrok T", "no-statement netwrok"),
        ("Input 8 x 8 x 3", "no-statement Input"),
        ("网络 T", "no-statement 网络"),
        ("output A", "no-statement output"),
        ("A.params = 3", "no-statement A.params"),
        ("B conv N=6 K=5", "missing-colon B"),
        ("B = conv N=6 K=5", "missing-colon B"),
        ("B. conv N=6 K=5", "missing-colon B"),
        ("B: max pool K=2", "unknown-kind max pool"),
        ("k = 5", "missing-let k"),
        # a value that is missing, a blank, a sign
        ("conv N= K=3", "missing-value ="),
        ("conv N=2^ K=3", "missing-value ^"),
        ("conv N=6* K=3", "missing-value *"),
        ("conv N=6 K= from A", "missing-value ="),
        ("conv N=6K=5", "missing-blank K"),
        ("convN=6 K=5", "missing-blank N"),
        ("conv N=(6 K=5", "not-closed ("),
        ("conv N 6 K=5", "missing-equal N"),
        ("conv N=6 K=3 stride 2", "missing-equal stride"),
        ("claim A.O == 6", "unknown-sign =="),
        ("let k := 6", "unknown-sign :="),
        ("claim A.O != 6", "unknown-sign !="),
        ("conv N=6 K=3 -> relu", "unknown-sign ->"),
        ('network "T', 'not-closed "'),
        # more than one layer, other names than arguments
        ("conv N=6 K=3 relu", "second-layer relu"),
        ("conv N=6 K=3 max_pool K=2", "second-layer max_pool"),
        ("relu to A", "no-argument to"),
        ("B: A + input", "layer-sum +"),
        ("add from", "missing-names from"),
        ("parallel { path { } }", "missing-join parallel"),
        ("path { relu }", "path-alone path"),
        ("b: block N=4", "named-statement block"),
        ("repeat 2 { claim A.O = 3 }", "not-in-body claim"),
        # what is claimed
        ("claim A params = 3", "missing-dot params"),
        ("claim params of A = 3", "missing-dot of"),
        ("claim A.params = 4.9K", "scale-behind-number 4.9K"),
        # lines of programs
        ("self.c = nn.Conv2d(3, 64, 3)", "foreign-line self.c = nn.Conv2d(3, 64, 3)"),
        ("import torch.nn as nn", "foreign-line import torch.nn as nn"),
        ("layer f(N) {\n  titel en \"x\"\n}", "no-item titel"),
        # near misses: these are told where they are
        ("conv N=6 K=3,", "unexpected ,"),
        ("conv N=6 K=-", "missing-value -"),
        ("let k = 5 6", "unexpected 6"),
        ("claim A.O = A.", "unknown-character ."),
        ("conv(N=6)", "unexpected ("),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_cause(line: str, fault: str) -> None:
    assert told(line) == [fault]


@pytest.mark.parametrize(
    "line",
    [
        'layer stride(N) { rule O = I }\nstride N=3',
        "to: relu from A",
        "let netwrok = 3",
        "params: relu",
        "for: relu\nrelu from for",
        "block output(N) { relu }\noutput N=3",
    ],
)  # fmt: skip
def test_what_can_be_read_has_no_fault(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("B: conv N= K=3", "B: conv N=… K=3"),
        ("relu to A", "relu from A"),
        ("B: conv N=6 K=3,5", "B: conv N=6 K=3x5"),
        ("conv N-6 K=3", "conv N=6 K=3"),
        ("conv N=1 000 K=3", "conv N=1000 K=3"),
        ("claim A.params 456", "claim A.params = 456"),
        ("claim A.params = 1.5 MB", "claim A.params = 1500000"),
        ("claim A.params = 2 KiB", "claim A.params = 2048"),
        ("repeat 2x { relu }", "repeat 2 {"),
        ("repeat 2 ( relu )", "repeat 2 { relu }"),
        ("input picture 8 x 8 RGB", "input 8 x 8 x 3"),
        ("conv N=6 K=3 P=‘same’", "conv N=6 K=3 P=same"),
        # a line without the sign would say something else
        ("conv N=(6 K=3", "conv N=(6) K=3"),
        ("claim A.O != 6", None),
        ("conv N=√36 K=3", None),
    ],
)
def test_the_line_to_type_says_the_same(line: str, wanted: str | None) -> None:
    assert written(line) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("conv N=6 K=3,\n  S=2", "conv N=6 K=3 S=2"),
        ("conv N=6 \\\n  K=3", "conv N=6 K=3"),
        ("repeat 2\n{\n  relu\n}", "repeat 2 {"),
    ],
)
def test_a_line_that_goes_on_has_one_fault(line: str, wanted: str) -> None:
    assert len(told(line)) == 1
    assert written(line) == wanted


@pytest.mark.parametrize(
    ("line", "fault", "wanted"),
    [
        ("B: add A, input", "no-argument A", "B: add from A, input"),
        ("B: add from A + input", "unexpected +", "B: add from A, input"),
        ("B: add from A input", "unexpected input", "B: add from A, input"),
        ("conv N=6 K=3 >> relu", "unknown-sign >>", "conv N=6 K=3; relu"),
        ("conv N=6 K=3 | relu", "unknown-sign |", "conv N=6 K=3; relu"),
        ("conv[N=6 K=3]", "unexpected [", "conv N=6 K=3"),
        ("conv N=6 K=3 (the first)", "unexpected (", "conv N=6 K=3 # the first"),
        ("let k = 3 let m = 4", "second-statement let", "let k = 3; let m = 4"),
        ("claim A.output = [6, 6, 4]", "unexpected ,", "claim A.output = 6 x 6 x 4"),
        ("A.output == 6x6x4", "unknown-sign ==", "claim A.output = 6x6x4"),
        ("layer f(N) { weights = N }", "no-item weights", "rule weights = N"),
        ("layer f(N) { rule weights 3*N }", "unexpected 3", None),
    ],
)
def test_more_lines_of_other_habits(line: str, fault: str, wanted: str | None) -> None:
    assert told(line) == [fault]
    assert written(line) == wanted


def test_an_argument_behind_its_layer() -> None:
    assert told("conv N=6; K=3") == ["apart-argument K"]
    assert told("conv N=6 K=3; k=3") == ["missing-let k"]


@pytest.mark.parametrize(
    ("line", "fault", "wanted"),
    [
        ("my-layer: conv N=3 K=3", "bad-name my-layer", "mylayer: conv N=3 K=3"),
        ("1st: relu", "bad-name 1st", '"1st": relu'),
        ("skip: from A", "missing-kind skip", None),
        ("conv N=6 K=3 and relu", "no-argument and", None),  # not from relu
        ("repeat 3 conv N=4 K=1", "unexpected conv", "repeat 3 { conv N=4 K=1 }"),
        ("repeat 3 [ relu ]", "unexpected [", "repeat 3 { relu }"),
        ("claim A->params = 3", "missing-dot ->", "claim A.params = 3"),
        ("claim that A.params = 3", "unexpected A.params", "claim A.params = 3"),
        ("claim A.macs < 10 million", "scale-behind-number 10 million", "claim A.macs < 10000000"),
        ("claim A.params = 4 56", "unexpected 56", None),  # neither 4 nor 4 = 56
    ],
)
def test_names_and_numbers_of_other_habits(line: str, fault: str, wanted: str | None) -> None:
    assert told(line) == [fault]
    assert written(line) == wanted


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("input 28x28x", "missing-value x"),
        ("input x28x28x1\nrelu", "glued-sizes x28x28x1"),
        ("input -1 x 28 x 28 x 1\nrelu", "batch-axis -1"),
        ("input -5 x 28 x 1\nrelu", "bad-input -5"),
        ("network T\nnetwork U\ninput 8\nrelu", "two-networks U"),
    ],
)
def test_inputs_of_other_habits(text: str, fault: str) -> None:
    from symcnn.core.text.fault import FaultyText
    from symcnn.network.figures.read_figures import figures_of

    with pytest.raises(FaultyText) as found:
        figures_of(parse(Source("a.cnn", text)), {}, {})
    assert [f"{each.code} {text[each.start : each.end]}" for each in found.value.faults] == [fault]
