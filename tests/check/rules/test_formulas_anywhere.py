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
        ("记号：k 卷积核大小，d 空洞率。k' = k + (k−1)(d−1)", [("k' = k + (k−1)(d−1)", RIGHT)]),
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
    assert verdicts(page.replace("{N}", "{M}")) == []  # with the channels that come in: not refuted
    listed = "N is the input width, F the kernel size.\n\n1. no padding: $N - F + 1$\n2. as a single fraction: $1/F$"
    assert WRONG not in [verdict for _, verdict in verdicts(listed)]


def test_comments_and_docstrings() -> None:
    code = '# transposed: (in - 1) * stride - 2 * pad + kernel\ndef out(n, k, s, p):\n    """n + 2 * p - k + 1"""\n'
    assert verdicts(code, "a.py")[0] == ("(in - 1) * stride - 2 * pad + kernel", RIGHT)


IN_WORDS = "Input size minus kernel size plus twice the padding, divided by the stride, plus one."
IN_CHINESE = "输入尺寸减去卷积核大小，再加两倍填充，除以步长，向下取整后加一"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the output size of a convolution? " + IN_WORDS, [(IN_WORDS[:-1], CONDITIONAL)]),
        ("卷积的输出尺寸等于" + IN_CHINESE, [("输出尺寸等于" + IN_CHINESE, RIGHT)]),
        (
            "卷积的输出尺寸等于" + IN_CHINESE.replace("两倍", ""),
            [("输出尺寸等于" + IN_CHINESE.replace("两倍", ""), CONDITIONAL)],
        ),
        (
            "The output size is the input size minus the kernel size plus the padding on each side, plus one.",
            [("output size is the input size minus the kernel size plus the padding on each side, plus one", WRONG)],
        ),
        (
            "Number of weights: kernel size squared times input channels times output channels.",
            [("Number of weights: kernel size squared times input channels times output channels", RIGHT)],
        ),
        ("The output size is the input size minus something plus the stride, divided by two.", []),
        ("We add a layer, plus a kernel, times three, minus the padding of the stride.", []),
        ("增加卷积核，再加上步长，会更慢", []),
    ],
)
def test_formulas_in_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n layers of k×k, stride 1. The receptive field is n·(k − 1) + 1.", RIGHT),
        ("n layers of k×k, stride 1. q = ? Answer: n·k − 1.", None),
        ("Dilation d, stride 1. To keep the size choose p = d.", None),
        ("Kernel size K, C input and N output channels. The weights take O(K²CN) memory.", RIGHT),
        ("Kernel size K, C input and N output channels. The weights take O(KCN) memory.", None),
        ("A convolution of n channels: the ratio of the weights is O(n²).", None),
        ("An input n of a convolution, then ${n}^{[0]}$ and ${n}^{[1]}$, which equals to n.", None),
    ],
)
def test_stacks_paddings_and_orders(text: str, expected: str | None) -> None:
    assert next((verdict for quote, verdict in verdicts(text) if "×" not in quote), None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what stands in brackets behind a name tells what it is, and is no factor
        ("卷积层参数量 = 输出通道 × 输入通道 × 卷积核高 × 卷积核宽 + 输出通道（偏置）", RIGHT),
        ("卷积层参数量 = 输出通道 × 输入通道 × 卷积核高 × 卷积核宽 + 输入通道（偏置）", WRONG),
        ("parameters = kernel_height × kernel_width × in_channels × out_channels + out_channels(bias)", RIGHT),
        ("parameters = kernel_height × kernel_width × in_channels × out_channels + in_channels(bias)", WRONG),
        # a rule of which a letter is told nowhere is that of another case
        ("The receptive field after $L$ layers is $R_L$. 核宽 3,扩张率依次为 $1,3,9$:$R_L=3^L$。", None),
        ("weights = K*C*N, where K is the kernel size, C the input channels and N the number of kernels.", WRONG),
        # along three axes
        ("A cubic kernel of edge $k$ on $c$ channels has $k^3 c$ weights per filter.", None),
        # letters of which nothing is told may be operators; amounts work nothing out
        ("The blocks have $I+F+F^2=I+(I+F)F$.", None),
        ("An encoder of 80M, and a CLIP-large of 300M = 380M parameters.", None),
    ],
)
def test_what_a_formula_may_be_refuted_by(text: str, expected: str | None) -> None:
    assert next((verdict for _, verdict in verdicts(text)), None) == expected


def test_sizes_of_any_length_are_compared() -> None:
    assert verdicts("Then $2^{400} n = 3^{400} n$.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # so many squares of one letter, with the windows that make as many
        ("Three 3×3 have 27C², one 7×7 has 49C².", [("27C²", RIGHT), ("49C²", RIGHT)]),
        ("把一个 5×5 换成两个 3×3：25C² 变 18C²。", [("25C²", RIGHT), ("18C²", RIGHT)]),
        ("把一个 5×5 换成两个 3×3：25C² 变 9C²。", [("25C²", RIGHT)]),  # of one of the two
        ("The drag is 27v² there.", []),
        # what a notation alone tells: the jump is that before the layer
        ("First r ← r + (k − 1)·j, then j ← j·s.", [("r ← r + (k − 1)·j", RIGHT), ("j ← j·s", RIGHT)]),
        ("First r ← r + (k + 1)·j.", [("r ← r + (k + 1)·j", WRONG)]),
        # as many biases as there are kernels
        ("Weights are K²·(Cin/g)·Cout, biases Cout.", [("K²·(Cin/g)·Cout", RIGHT)]),
        ("Weights are K²·(Cin+g)·Cout, biases Cout.", []),
        # the ratio of two costs, in letters of a notation
        ("二者参数之比为 $1/N + 1/K^2$。", [("1/N + 1/K^2", RIGHT)]),
        ("二者参数之比为 $1/N + 1/Q^2$。", []),
    ],
)
def test_formulas_of_few_letters(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected
