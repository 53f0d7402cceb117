"""Formulas wherever they stand: given anew, without a left side, in cells, below questions, in comments."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

RIGHT, WRONG, CONDITIONAL = "right", "wrong", "conditional"
VIEW = "Let r be the receptive field, j the jump, k the kernel size and s the stride. "
LISTED = "The input has $C$ channels, the output $N$ channels, maps are $H\\times W$, kernels $K\\times K$. "


def verdicts(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """What is said of the formulas of a text, in order."""
    found = check_document(read_document(name, text))
    return [(text[one.start : one.end], one.verdict.value) for one in found if one.code.name == "formula"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name that is given a new value: on the right it has the one before
        (VIEW + "Then r ← r + (k − 1)·j", [("r ← r + (k − 1)·j", RIGHT)]),
        (VIEW + "Then `r += (k - 1) * j`", [("r += (k - 1) * j", RIGHT)]),
        (VIEW + "Then `j *= s`", [("j *= s", RIGHT)]),
        (VIEW + "Then $j \\leftarrow js$", [("j \\leftarrow js", RIGHT)]),
        (VIEW + "Then r ← r + k·j", [("r ← r + k·j", WRONG)]),
        ("记 r 为感受野，j 为跳距，k 为核大小，s 为步长。更新 j := j + s", [("j := j + s", WRONG)]),
        ("We loop: x ← x + 1, then r ← r·q.", []),
        # a letter with a dash, beside the same without
        ("记号：k 卷积核，d 空洞率。k' = k + (k−1)(d−1)", [("k' = k + (k−1)(d−1)", RIGHT)]),
        ("记 k 为卷积核大小，d 为空洞率。k' = k + (k+1)(d−1)", [("k' = k + (k+1)(d−1)", WRONG)]),
        # without a left side: so many letters are no chance, a few are
        (LISTED + "- Ordinary: $H W K^2 C N$.", [("H W K^2 C N", RIGHT)]),
        ("a tensor of shape $N \\times C \\times H \\times W$", []),
        ("Sizes: use (n + 2p − f)/s + 1 throughout.", [("(n + 2p − f)/s + 1", CONDITIONAL)]),
        ("Sizes: we also met (n + 2p − f)/s + 1.", []),
        # in a cell, beside what it is
        ("| what | how |\n|---|---|\n| weights | K·K·C·N |\n\nK kernel size.", [("K·K·C·N", RIGHT)]),
        ("| what | how |\n|---|---|\n| weather | K·K·C·N |\n\nK kernel size.", []),
        # below a question
        ("Which padding keeps the size? Answer: p = (k − 1)/2, with kernel size k.", [("p = (k − 1)/2", CONDITIONAL)]),
        # what the section counts
        (LISTED + "We count multiply-adds.\n\nOrdinary layer: $H W C N$.", [("H W C N", RIGHT)]),
    ],
)  # fmt: skip
def test_formulas_stand_anywhere(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


def test_a_ratio_of_channels_and_kernels() -> None:
    text = "Let M be the number of input channels, N the number of output channels, D the side of the kernel.\n"
    page = text + "A depthwise separable convolution needs a fraction\n$$\\frac{1}{N} + \\frac{1}{D^2}$$\nof it."
    assert verdicts(page)[0][1] == RIGHT
    assert verdicts(page.replace("D^2}", "D}"))[0][1] == WRONG
    assert verdicts(page.replace("{N}", "{M}"))[0][1] == WRONG
    listed = "N is the input width, F the kernel size.\n\n1. no padding: $N - F + 1$\n2. as a single fraction: $1/F$"
    assert WRONG not in [verdict for _, verdict in verdicts(listed)]


def test_comments_and_docstrings() -> None:
    code = '# transposed: (in - 1) * stride - 2 * pad + kernel\ndef out(n, k, s, p):\n    """n + 2 * p - k + 1"""\n'
    assert verdicts(code, "a.py")[0] == ("(in - 1) * stride - 2 * pad + kernel", RIGHT)
