"""What is told of a program: each fault at its cause, all of them at once, none that only follows from another."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import check_claims
from symcnn.core.text.fault import FaultyText
from symcnn.core.text.source import Source
from symcnn.network.figures.read_figures import figures_of, parse
from symcnn.pages.build.faults import message, shown

INPUT = "input 32 x 32 x 3\n"


def faults(text: str) -> list[str]:
    """The faults of a text, or of its claims, as ``code what stands there``."""
    try:
        figures = figures_of(parse(Source("test.cnn", text)), {}, {})
        found = check_claims(figures)[1]
    except FaultyText as error:
        found = error.faults
    return [f"{fault.code} {text[fault.start : fault.end]}".replace("\n", "⏎") for fault in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # at the argument that is to blame
        (f"{INPUT}conv N=6 K=33 P=0", ["kernel-too-large K=33"]),
        (f"{INPUT}conv N=6 D=16 K=3 P=0", ["kernel-too-large K=3"]),
        (f"{INPUT}conv N=4 K=3 G=2", ["groups-do-not-divide G=2"]),
        (f"{INPUT}conv N=6/0 K=3", ["undefined N=6/0"]),
        (f"{INPUT}dropout rate=1.5\ndropout rate=-1", ["not-a-share rate=1.5", "not-a-share rate=-1"]),
        (f"{INPUT}dropout rate=1\ndropout rate=0", []),
        # at the input whose sizes are multiplied, once
        ("input 32*32*3 # grey\nA: conv N=6 K=3\nconv N=6 K=3 from input", ["sizes-multiplied 32*32*3"]),
        ("input 28*28\ndense N=10", []),
        (f"{INPUT}flatten\nconv N=6 K=3", ["needs-map conv"]),
        # at the rule of a kind of the file's own
        (f"layer foo(a) {{ rule O = Q }}\n{INPUT}foo a=3", ["unknown-name Q"]),
        # at the size, at the side of a claim
        ("input 28x0x1\nrelu", ["bad-input 0"]),
        ("input 8x28.5x1\nrelu", ["bad-input 28.5"]),
        ("let n = 0\ninput 8 x n x 1\nrelu", ["bad-input n"]),
        (f"{INPUT}A: relu\nclaim A.O = 1/0", ["undefined 1/0"]),
        # at the value that has quotes, at the number of rounds
        (f"{INPUT}conv N=6 K=3 P=\"same\"", ['unexpected "same"']),
        (f"{INPUT}repeat 2.5 {{ relu }}", ["bad-count 2.5"]),
        (f"{INPUT}conv N=6 K=3X3", ["glued-sizes 3X3"]),
        # at the name, not at the statement
        (f"let a = 1/0\n{INPUT}relu", ["undefined a"]),
        (f"let a = 9^9^9^9\n{INPUT}relu", ["too-large a"]),
        (f"{INPUT}A: relu\nclaim A.O = B.O", ["unknown-layer B"]),
        (f"{INPUT}A: relu\nclaim 32 = A.foo", ["unknown-quantity foo"]),
        # at the layer with which floors stand too deep within each other
        ("input 9^9x9^9x3\n" + "".join(f"conv K=3 N=8 S=s{place}\n" for place in range(80)), ["too-large conv"]),
        ("input 9^9x9^9x3\n" + "conv K=3 N=8 S=s P=1\n" * 40, []),
        ("input I x I x 3\n" + "conv K=3 N=8\n" * 80, []),
        # a name that is nearly one of the network's
        (f"let Input = 32\n{INPUT}A: relu\nclaim A.O = Imput", ["undeclared Imput"]),
        (f"let Input = 32\nlet Imput\n{INPUT}A: relu\nclaim A.O = Imput", []),
        (f"let Input = 32\n{INPUT}A: relu\nclaim A.O = Input", []),
        (f"{INPUT}A: conv N=count K=3\nclaim A.N = conut", ["undeclared conut"]),
        (f"{INPUT}A: conv N=count K=3\nclaim A.N = z", ["undeclared z"]),
        (f"let z\n{INPUT}A: conv N=count K=3\nclaim A.N = z", []),
        (f"{INPUT}A: conv N=count K=3\nclaim A.N = 2z", ["undeclared z"]),
        (f"{INPUT}A: conv N=count K=3\nclaim A.N = 2count", []),
        (f"{INPUT}A: conv N=6 K=3\nclaim A.N = sixteen", ["number-in-words sixteen"]),
        (f"{INPUT}A: conv N=6 K=3\nclaim A.N = l6", ["letter-for-digit l6"]),
        (f"{INPUT}A: relu\nclaim params = 0", ["undeclared params"]),
        (f"{INPUT}A: relu\nclaim A = 32x32x3", ["undeclared A"]),
        (f"let params = 3\n{INPUT}A: relu\nclaim params = 3", []),
        # lets that need each other are one fault, however many there are
        (f"let a = b\nlet b = a\n{INPUT}relu", ["let-cycle a"]),
        (f"let a = c\nlet b = a\nlet c = b\n{INPUT}relu", ["let-cycle a"]),
        (f"let a = b\nlet b = 1\n{INPUT}relu", ["used-before b"]),
        (f"let a = a + 1\n{INPUT}relu", ["used-before a"]),
        # whatever stands above
        (f"{INPUT}relu from c9\nconv N=6 K=3 S=0", ["unknown-layer c9", "not-positive S=0"]),
        (f"{INPUT}conv N=6 K=33\nrelu\nconv N=6 K=3 S=0", ["kernel-too-large K=33", "not-positive S=0"]),
        (f"{INPUT}conv 6 5\ncnov N=3\ndense N=0", ["unexpected 6", "unknown-kind cnov", "not-positive N=0"]),
        ("input 8 8 3\ncnov N=3", ["unexpected 8", "unknown-kind cnov"]),
        (f"{INPUT}relu from c9\nrepeat 2 {{ conv N=6 K=3 S=0 }}", ["unknown-layer c9", "not-positive S=0"]),
        (f"let a = 1/0\nlet b = 9^9^9^9\n{INPUT}conv N=a K=3 S=0", ["undefined a", "too-large b", "not-positive S=0"]),
        ("Input 8x8x3\nconv N=6 K=3 S=0", ["no-statement Input", "not-positive S=0"]),
        (f"{INPUT}conv N=0 K=3 S=0 P=-1", ["not-positive N=0", "not-positive S=0", "negative-padding P=-1"]),
        (f"{INPUT}conv N=6 K=2.5 S=0", ["not-whole K=2.5", "not-positive S=0"]),
        (f"{INPUT}conv N=6 K=99 P=1 G=5", ["kernel-too-large K=99"]),
        ("input HxWx3\nconv N=6 K=3 S=0", ["glued-sizes HxWx3", "not-positive S=0"]),
        (f"block b(N, N) {{ relu }}\n{INPUT}b N=3", ["given-twice N"]),
        ("model.py", ["unknown-kind model.py"]),
        (f"let a = 1/0\n{INPUT}conv N=a K=3\nconv N=6 K=a", ["undefined a"]),
        ("input 28x0x1\nconv N=6 K=3 S=0\nconv N=6 K=99", ["bad-input 0", "not-positive S=0"]),
        ("input 9^9^9^9x2x1\nconv N=6 K=3 S=0", ["too-large input 9^9^9^9x2x1", "not-positive S=0"]),
        # what only follows from a fault is none
        (f"{INPUT}A: conv 6 5\nB: relu from A\nC: add from A, B", ["unexpected 6"]),
        (f"{INPUT}flatten\ncnov N=3\nconv N=6 K=5", ["unknown-kind cnov"]),
        (f"{INPUT}conv N=6 K=33\nadd from input, conv_1\nconv N=3 K=40", ["kernel-too-large K=33"]),
        (f"block r(N {{ relu }}\n{INPUT}r N=3", ["unexpected {"]),
        (f"let K = $\n{INPUT}conv N=3 K=K", ["unknown-character $"]),
    ],
)  # fmt: skip
def test_faults_and_what_they_point_at(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("input 224x224x3\n" + "max_pool K=2\n" * 8, "en", "224 → 112 → 56 → 28 → 14 → 7 → 3 → 1"),
        ("input 224x224x3\n" + "max_pool K=2\n" * 8, "zh", "224 → 112 → 56 → 28 → 14 → 7 → 3 → 1"),
        (
            "input (3,224,224)\nconv N=6 K=5",
            "en",
            "(line 1) stand first, and here they are last: `input 224 x 224 x 3`",
        ),
        ("input (3,224,224)\nconv N=6 K=5", "zh", "输入（第 1 行）把通道写在了前面"),
        ("input 784\nconv N=6 K=5", "en", "a vector from line 1 on; for a picture write there `input 28 x 28 x 1`"),
        (f"{INPUT}flatten\nlstm N=5", "en", "did you mean `H`?"),
        (f"{INPUT}conv N=6 K=999", "en", "nearest that fits: `K=32`"),
        (f"{INPUT}conv 6 5", "en", "arguments have names, and stand side by side: `K=5 S=2`"),
        (f"{INPUT}dropout rate=50", "en", "nearest that fits: `rate=0.5`"),
        ("input 8x16x3\n" + "max_pool K=2\n" * 4, "en", "8×16 → 4×8 → 2×4 → 1×2"),
        (f"let a = b\nlet b = a\n{INPUT}relu", "en", "`a` → `b` → `a`"),
        (f"{INPUT}conv N=6 К=5", "en", "`К` is U+041A, not `K`"),
        (f"{INPUT}conv N=6 К=5", "zh", "`К` 是 U+041A，不是 `K`"),
        (f"{INPUT}conv N=6 K=5 ?", "en", "`?` has no meaning here (U+003F)"),
    ],
)
def test_what_is_said(text: str, language: str, said: str) -> None:
    with pytest.raises(FaultyText) as error:
        figures_of(parse(Source("test.cnn", text)), {}, {})
    assert said in message(error.value.faults[0], language)


def test_both_places_of_what_is_given_twice() -> None:
    text = f"{INPUT}A: conv N=6 N=3 K=3\nB: relu\nB: relu\n"
    with pytest.raises(FaultyText) as error:
        figures_of(parse(Source("test.cnn", text)), {}, {})
    told = shown(error.value.faults, error.value.source, "en")
    assert "2 | A: conv N=6 N=3 K=3\n  |         ^   ^\n" in told
    assert "3 | B: relu\n  | ^\n  |\n4 | B: relu\n  | ^" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # parts of numbers, and letters like digits
        (f"{INPUT}conv N=1e K=3", ["half-number 1e"]),
        (f"{INPUT}conv N=1_000 K=3", ["no-number 1_000"]),
        (f"{INPUT}conv N=0x20 K=3", ["no-number 0x20"]),
        (f"{INPUT}conv N=½ K=3", ["unknown-character ½"]),
        (f"{INPUT}conv N=sixty-four K=3", ["number-in-words sixty-four"]),
        (f"{INPUT}conv N=6 K=3 S=O", ["letter-for-digit O"]),
        (f"{INPUT}conv N=6 K=3 S=l", ["letter-for-digit l"]),
        (f"let b = true\n{INPUT}conv N=6 K=3 bias=1", ["undeclared true"]),
        # a symbol, where it is declared, used more than once, or has another letter
        (f"let O\n{INPUT}conv N=6 K=3 S=O", []),
        (f"{INPUT}conv N=l K=3\nconv N=l K=3", []),
        (f"{INPUT}conv N=6 K=3 S=s", []),
        (f"{INPUT}conv N=1e1 K=3", []),
        (f"{INPUT}conv N=2e K=3\nconv N=e K=1", ["half-number 2e"]),
        # names in blocks, and of them
        (f"block b(N) {{ conv N=M K=1 }}\n{INPUT}b N=4", ["no-parameter M"]),
        (f"block b(N) {{ conv N=N K=k }}\nlet k = 3\n{INPUT}b N=4", []),
        (f"block b(N) {{ conv N=N K=1 P=same }}\n{INPUT}b N=4", []),
        ("block b() { conv N=M K=1 }\ninput 8 x 8 x 3\nb", []),
        ("block b(N) { conv N=N*M K=1 }\ninput 8 x 8 x M\nb N=3", []),
        (f"block conv(N) {{ relu }}\n{INPUT}conv N=4", ["kind-exists conv"]),
        (f"block conv3(N) {{ relu }}\n{INPUT}conv3 N=4", []),
        # kinds that join
        (f"{INPUT}A: conv N=3 K=1\nadd", ["needs-inputs add"]),
        (f"{INPUT}A: conv N=3 K=1\nconcat from A", ["needs-inputs concat"]),
        (f"{INPUT}A: conv N=3 K=1\nsubtract from A, input, A", ["needs-inputs subtract"]),
        (f"{INPUT}A: conv N=3 K=1\nadd from A, input, A", []),
        (f"{INPUT}parallel concat {{ path {{ relu }} path {{ }} }}", []),
        # the file's own kinds
        (f"layer foo(N) {{ rule weigths = 3*N }}\n{INPUT}foo N=3", ["unknown-quantity weigths"]),
        (f"layer foo(N) {{ rule half = N/2 rule weights = half }}\n{INPUT}foo N=4", []),
        (f"layer foo(N) {{ rule tokens = 3*N }}\n{INPUT}foo N=3", []),
        (f"layer foo(N) like windw {{ rule weights = N }}\n{INPUT}foo N=3", ["unknown-kind windw"]),
        (f"layer foo(N) {{ rule weights = N source lin2099 }}\n{INPUT}foo N=3", ["unknown-source lin2099"]),
        (
            f"layer foo(N) {{\nrule weights = biases\nrule biases = weights\n}}\n{INPUT}foo N=3",
            ["endless-rule weights"],
        ),
    ],
)
def test_what_is_hardly_meant_is_not_taken_in_silence(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{INPUT}<<<<<<< HEAD\nrelu\n=======\nconv N=6\n>>>>>>> x\n", ["merge-conflict <<<<<<< HEAD"]),
        (f"```cnn\n{INPUT}relu\n```\n", ["fenced ```cnn"]),
        ("name: T\nlayers:\n  - conv: {N: 6, K: 3}\n", ["foreign-file name: T"]),
        ('layer {\n  name: "c"\n  type: "ReLU"\n}\n', ["foreign-file layer {"]),
        # a network with names and faults, a kind of its own
        (f"{INPUT}a: relu\nb: cnov N=6\n", ["unknown-kind cnov"]),
        (f"layer foo(N) {{\n  rule weights = N\n}}\n{INPUT}foo M=3\n", ["unknown-argument M"]),
    ],
)
def test_what_is_no_network_has_one_fault(text: str, expected: list[str]) -> None:
    assert faults(text) == expected
