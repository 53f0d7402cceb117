"""The line to type for one that cannot be read."""

from __future__ import annotations

import pytest

from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.network.language.parse import read
from symcnn.network.wiring.corrected_line import corrected_line


def corrected(line: str) -> str | None:
    """What is advised for the first fault of a line among others."""
    text = f"input 8 x 8 x 3\nA: relu\n{line}\nrelu\n"
    _, faults = read(Source("", text))
    return corrected_line(faults[0], text)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # layers as calls, as frameworks write them
        ("Conv2D(32,(3,3))", "conv N=32 K=3"),
        ("Conv2D(32, (3, 5), strides=2, padding='same')", "conv N=32 K=3x5 S=2 P=same"),
        ("model.add(Conv2D(32, (3, 3), activation='relu'))", "conv N=32 K=3; relu"),
        ("layers.MaxPooling2D((2, 2))", "max_pool K=2"),
        ("nn.Conv2d(3, 16, 3, padding=1)", "conv N=16 K=3 P=1"),
        ("nn.Linear(512, 10, bias=False)", "dense N=10 bias=0"),
        ("c = Conv2D(8, 3)(x)", "c: conv N=8 K=3"),
        ("conv(N=6, K=5)", "conv N=6 K=5"),
        ("C1: conv(6, 5)", "C1: conv N=6 K=5"),
        ("Flatten()", "flatten"),
        # arguments by their places, with commas, or with a sign for another
        ("dense 10", "dense N=10"),
        ("Dense 10", "dense N=10"),
        ("conv 6 5 1 0", "conv N=6 K=5 S=1 P=0"),
        ("conv 6", "conv N=6 K=…"),
        ("conv N 6 K 5", "conv N=6 K=5"),
        ("conv N=6, K=5", "conv N=6 K=5"),
        ("conv N=6，K=5", "conv N=6 K=5"),
        ("conv N:6 K:5 from A", "conv N=6 K=5 from A"),
        ("conv N=6 K=5.", "conv N=6 K=5"),
        ("conv N=6 K=[3,3,3]", "conv N=6 K=3"),
        # keywords
        ("Input 32x32x3", "input 32x32x3"),
        ("Network Test", "network Test"),
        ("network My Net", 'network "My Net"'),
        ("Claim 8 = A.O", "claim 8 = A.O"),
        ("assert A.O == 8", "claim A.O = 8"),
        ("K = 5", "let K = 5"),
        ("let K 5", "let K = 5"),
        ("let K := 5", "let K = 5"),
        # shapes
        ("input 32 32 3", "input 32 x 32 x 3"),
        ("input [32, 32, 3]", "input 32 x 32 x 3"),
        ("input: 32x32x3", "input 32 x 32 x 3"),
        ("input shape=(32, 32, 3)", "input 32 x 32 x 3"),
        ("input 3@32x32", "input 32 x 32 x 3"),
        # a sign too many, too few, or another
        ("let a = 1,000", "let a = 1000"),
        ("let a = (1 + 2", "let a = (1 + 2)"),
        ("let a = (1 + 2]", "let a = (1 + 2)"),
        ("let a = 1 + 2)", "let a = 1 + 2"),
        ("let a = 2 b", "let a = 2*b"),
        ("let a = flor(b)", "let a = floor(b)"),
        ("claim A.O => 8", "claim A.O >= 8"),
        ("conv N K=5", "conv N=… K=5"),
        ("conv kernel 5 filters 6", "conv N=6 K=5"),
        ("C1 - conv N=6 K=5", "C1: conv N=6 K=5"),
        ("claim A.params = 456 params", "claim A.params = 456"),
        ("conv N=6 K=(5;3)", "conv N=6 K=(5, 3)"),
        ("relu // no weights", "relu # no weights"),
        (".", ""),
        ("----", ""),
    ],
)  # fmt: skip
def test_the_line_to_type(line: str, wanted: str) -> None:
    assert corrected(line) == wanted


@pytest.mark.parametrize(
    "line", ["zzz 3 4", "repeat 3 {", "conv 1 2 3 4 5 6 7 8 9 10", "?? what", "let a = (1 +", "frob(3)"]
)
def test_nothing_is_advised_where_nothing_is_known(line: str) -> None:
    assert corrected(line) is None


def test_what_is_advised_can_be_read() -> None:
    for line in ("Conv2D(32, 3, activation='relu')", "dense 10", "network My Net"):
        assert read(Source("", corrected(line) or "?"))[1] == ()


def test_an_input_that_is_multiplied_is_no_map() -> None:
    text = "input 32*32*3\nconv N=6 K=3\n"
    assert corrected_line(Fault("needs-map", 14, 18), text) == "input 32 x 32 x 3"
    assert corrected_line(Fault("needs-map", 10, 14), "input 784\nconv N=6 K=3\n") is None
