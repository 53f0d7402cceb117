"""For each fault of a network the lines that have it, which its page of the manual runs and shows as they are told."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.text.source import Source
from symcnn.network.figures.read_figures import figures_of, parse
from symcnn.pages.build.faults import message, shown

_ABOVE = "input 32 x 32 x 3\n"
"""What stands above lines that have no input of their own."""

EXAMPLES: Mapping[str, str] = {
    "unexpected": "C1: conv N=6, K=5",
    "no-statement": "netwrok LeNet",
    "foreign-line": "self.conv1 = nn.Conv2d(3, 64, kernel_size=3)",
    "missing-value": "C1: conv N=64 K= S=2",
    "missing-blank": "C1: conv N=6K=5",
    "missing-colon": "C1 conv N=6 K=5",
    "missing-equal": "C1: conv N=6 K 5",
    "missing-let": "n = 5",
    "missing-join": "parallel { path { relu } path { } }",
    "missing-names": "S: add from",
    "missing-dot": "C1: relu\nclaim C1 params = 0",
    "second-layer": "C1: conv N=6 K=5 relu",
    "no-argument": "C1: relu\nrelu to C1",
    "no-item": 'layer mine(N) {\n  titel en "mine"\n}',
    "layer-sum": "C1: relu\nS: C1 + input",
    "path-alone": "path { relu }",
    "not-in-body": "repeat 2 { claim total.params = 0 }",
    "named-statement": "b: block N=4",
    "unknown-sign": "claim total.params == 0",
    "unknown-character": "C1: conv N=6 K=3!",
    "not-closed": "C1: conv N=6 K=(5",
    "not-opened": "C1: conv N=6 K=5)",
    "wrong-bracket": "C1: conv N=6 K=5 P=[1, 2)",
    "comment": "C1: conv N=6 K=5 // first",
    "needs-path": "parallel add { relu }",
    "unit-behind-number": "C1: conv N=6px K=5",
    "scale-behind-number": "claim total.params = 4.9K",
    "section": "[convolutional]\nfilters=32",
    "batch-axis": "input None x 32 x 32 x 3\nrelu",
    "two-inputs": "input 32 x 32 x 3\ninput 16 x 16 x 3",
    "unknown-function": "C1: conv N=flor(65/2) K=5",
    "wrong-count": "C1: conv N=floor(1, 2) K=5",
    "mixed-relations": "claim 1 = total.params <= 4",
    "defined-twice": "C1: relu\nC1: relu",
    "used-before": "let a = b\nlet b = 1",
    "no-input": "network A\nC1: relu",
    "unknown-kind": "C1: cnov N=6 K=5",
    "unknown-argument": "C1: conv N=6 stride=2 K=5",
    "given-twice": "C1: conv N=6 K=3 K=5",
    "missing-argument": "C1: conv K=5",
    "unknown-layer": "C1: relu\nrelu from C2",
    "takes-itself": "C1: relu from C1",
    "cycle": "A: relu from B\nB: relu",
    "endless-block": "block b(N) { b N=N }\nb N=3",
    "endless-rule": "layer mine(N) { rule weights = weights + 1 }\nmine N=3",
    "unknown-name": "layer mine(N) { rule weights = N*Q }\nmine N=3",
    "unknown-source": 'layer mine(N) { rule weights = N source me2020 }\nmine N=3',
    "bad-count": "repeat 2.5 { relu }",
    "not-a-join": "parallel conv { path { relu } path { } }",
    "no-paths": "parallel add { }",
    "one-input": "C1: relu\nC2: conv N=6 K=3 from C1, input",
    "needs-inputs": "C1: relu\nadd",
    "unknown-preset": "convention pytroch",
    "unknown-convention": "convention flop_per_mac = 1",
    "convention-value": "convention flops_per_mac = two",
    "unknown-word": "C1: conv N=6 K=3 P=smae",
    "not-a-word": "P1: max_pool K=2 round=up",
    "letter-for-digit": "C1: conv N=1O K=3",
    "glued-sizes": "C1: conv N=6 K=3X3",
    "number-in-words": "C1: conv N=sixteen K=3",
    "no-number": "C1: conv N=1_000 K=3",
    "half-number": "C1: conv N=1e K=3",
    "no-parameter": "block b(N) { conv N=M K=1 }\nb N=4",
    "kind-exists": "block conv(N) { relu }",
    "undeclared": "let width = 8\nC1: conv N=widht K=3",
    "let-cycle": "let a = b\nlet b = a",
    "reserved": "total: relu",
    "not-whole": "C1: conv N=6 K=2.5",
    "one-number": "C1: conv N=6x6 K=3",
    "not-a-pair": "C1: conv N=6 K=[3, 3]",
    "wrong-axes": "C1: conv N=6 K=3x3x3",
    "too-many-axes": "input 8 x 8 x 8 x 8 x 3\nrelu",
    "bad-input": "input 0 x 32 x 3\nrelu",
    "undefined": "C1: conv N=6/0 K=3",
    "too-large": "C1: conv N=9^9^9^9 K=3",
    "sizes-multiplied": "input 32*32*3\nC1: conv N=6 K=3",
    "needs-map": "flatten\nC1: conv N=6 K=3",
    "not-positive": "C1: conv N=6 K=3 S=0",
    "negative-padding": "C1: conv N=6 K=3 P=-1",
    "kernel-too-large": "C1: conv N=6 K=33",
    "groups-do-not-divide": "C1: conv N=6 K=3 G=2",
    "sizes-differ": "A: conv N=3 K=5\nadd from A, input",
    "channels-differ": "A: conv N=6 K=1\nadd from A, input",
    "table-rows": "C1: conv N=3 K=3 table=[0 1 | 2]",
    "table-map": "C1: conv N=2 K=3 table=[0 1 | 3]",
    "not-a-share": "dropout rate=1.5",
    "reshape-differs": "reshape O=10x10 N=7",
    "other-weights": "C1: conv N=6 K=3\nagain C1",
}  # fmt: skip


def told_example(code: str, language: str) -> tuple[str, ...]:
    """What is told of the example of a fault, then its line with carets and the line to type; none where it has none.

    >>> told_example("missing-blank", "en")[0]
    'a blank is missing before `K=`'
    """
    text = EXAMPLES.get(code, "")
    if not text:
        return ()
    source = Source("example.cnn", text if text.startswith(("input", "network")) else _ABOVE + text)
    told = [fault for fault in faults_of(source) if fault.code == code]
    return message(told[0], language), *shown(told[:1], source, language).split("\n")[2:]


def faults_of(source: Source) -> tuple[Fault, ...]:
    """All faults of a network."""
    try:
        figures_of(parse(source), {}, {})
    except FaultyText as error:
        return error.faults
    return ()
