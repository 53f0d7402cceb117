"""Formulas with letters in documents: what is read, what its letters mean, and the verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.prove.notations import notations, parted
from symcnn.check.findings.finding import Finding, Kind
from symcnn.check.read import Read
from symcnn.check.rules import formula, rounding_rule
from symcnn.core.limits import LIMITS, Limit
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Op, names
from symcnn.documents.formats.document import Block, Document, Nature
from symcnn.documents.reading.formulas import formulas
from symcnn.documents.reading.tokens import EDGE, normal
from symcnn.documents.reading.vocabulary import meaning_of
from symcnn.documents.reading.worded_names import RESULTS
from symcnn.documents.told.legends import legends
from symcnn.pages.build.sentences import said

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
RIGHT, WRONG, CONDITIONAL, UNDECIDED = Verdict.RIGHT, Verdict.WRONG, Verdict.CONDITIONAL, Verdict.UNDECIDED


def document(text: str) -> Document:
    for sign in ("\\[", "\\]", "\\(", "\\)", "$"):
        text = text.replace(sign, EDGE * len(sign))
    return Document("page.md", text, text, (Block(Nature.PROSE, 0, len(text)),))


def check(text: str) -> list[Finding]:
    read = Read(document(text))
    every = (*formula.check(read), *rounding_rule.check(read))
    found = sorted(every, key=lambda finding: (finding.start, finding.end))
    for finding in found:
        assert finding.kind is Kind.FORMULA
        assert bool(finding.derivation) == (finding.verdict is not UNDECIDED)
        assert all(said(finding.why, language) for language in LANGUAGES)
    return found


def verdicts(text: str) -> list[Verdict]:
    return [finding.verdict for finding in check(text)]


def conditions(text: str) -> set[str]:
    (finding,) = check(text)
    assert finding.verdict is CONDITIONAL
    found = finding.why.values["conditions"]
    assert isinstance(found, tuple)
    return {plain_text(relation) for relation in found if isinstance(relation, Op)}


READ = [
    ("O = (I-K)/S + 1", [("O", "(I − K)/S + 1")]),
    (r"\[WC=K^2\ast{C}\ast{N} \] \[BC=N \]rest", [("WC", "K²·C·N"), ("BC", "N")]),
    (r"n_{out} = \lfloor \frac{n_{in} + 2p - k}{s} \rfloor + 1", [("n_out", "⌊(n_in + 2p − k)/s⌋ + 1")]),
    (
        "The output size = (input size + 2 * padding - kernel size) / stride + 1, rounded down",
        [("output size", "(input size + 2·padding − kernel size)/stride + 1")],
    ),
    ("N(output) = ((N(input) + 2 * (Padding) - K)/S) + 1", [("N_output", "(N_input + 2·Padding − K)/S + 1")]),
    ("因此卷积层的参数 = 卷积核的数量 * 卷积核 + 偏置", [("卷积层的参数", "卷积核的数量·卷积核 + 偏置")]),
    ("Param = (输入数据的Feature个数+1)*神经元的个数", [("Param", "(输入数据的Feature个数 + 1)·神经元的个数")]),
    ("权重总数K × K × Cin × Cout加上额外的Cout个偏置值", [("权重总数", "K·K·Cin·Cout")]),
    ("输出尺寸为(W-F+2P)/S+1，其中W为输入尺寸", [("输出尺寸", "(W − F + 2P)/S + 1")]),
    ("Output size: (N - F) / stride + 1 for a filter", [("Output size", "(N − F)/stride + 1")]),
    (
        "[OutputSize] = ([InputSize] - [FilterSize])/[Stride] + 1",
        [("OutputSize", "(InputSize − FilterSize)/Stride + 1")],
    ),
    (
        r"H_{out} = \left\lfloor\frac{H_{in} + 2 \times \text{padding}[0] - \text{kernel\_size}[0]}{s}\right\rfloor",
        [("H_out", "⌊(H_in + 2·padding[0] − kernel_size[0])/s⌋")],
    ),
    (r"n_H^{[l]} = n_H^{[l-1]} - f^{[l]} + 1", [("n_H", "n_H[l-1] − f + 1")]),
    ("输出 = (输入尺寸(W) - 卷积核尺寸(F)) / 步长(S) + 1", [("输出", "(输入尺寸 − 卷积核尺寸)/步长 + 1")]),
    ("out = (in_size - kernel_size) // stride + 1", [("out", "⌊(in_size − kernel_size)/stride⌋ + 1")]),
    ("O = (I-K)/S+1 = (28-5)/1+1 = 24", [("O", "(I − K)/S + 1")]),
    ("o' = s(i' - 1) + k", [("o'", "s·(i' − 1) + k")]),
    ("(28-5)/1+1 = 24 and 5*5*6", []),
    ("O = (W - F plus twice the padding)/S", []),
    ("O = (W - F)/S 再加 1", []),
    ("O = I - K + ", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_formulas_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    found = normal(document(text).text)
    read = [(formula.left, plain_text(formula.sides[0])) for formula in formulas(found, 0, len(found))]
    assert read == expected


LEGENDS = [
    ("where W is the input size, F the filter size, P padding, S stride", {"W": "I", "F": "K", "P": "P", "S": "S"}),
    ("其中 W 为输入尺寸，F为卷积核大小，P是填充，S表示步长", {"W": "I", "F": "K", "P": "P", "S": "S"}),
    ("设输入大小为 n×n，卷积核大小为f×f", {"n": "I", "f": "K"}),
    ("K=核尺寸\nKp=池化层的核尺寸\nN=核数量\nC =输入图像通道数", {"K": "K", "Kp": "K", "N": "N", "C": "C"}),
    ("W: input width / input size\nF: filter width / filter size", {"W": "I", "F": "K"}),
    ("| $W$ | input size |\n| `F` | kernel size |", {"W": "I", "F": "K"}),
    ("input of size W, filter size (F), stride $S$ and padding $P$ on each side", {"F": "K", "S": "S", "P": "P"}),
    ("the number of output channels $m$ and $C_{in}$ input channels", {"m": "N", "C_in": "C"}),
    ("a total of $p_h$ rows of padding", {"p_h": "pads"}),
    ("N denotes the batch size", {"N": None}),
    ("the kernel size K = 3 and stride S=2; N = 64", {"K": "K", "S": "S"}),
    ("padding: O = I - K + 1", {}),
]


@pytest.mark.parametrize(("text", "expected"), LEGENDS)
def test_legends(text: str, expected: dict[str, str | None]) -> None:
    text = normal(document(text).text)
    found = legends(text, {*expected, "O", "I"})
    nearest = {name: entries[-1].meaning for name, entries in found.entries.items()}
    assert {name: meaning and meaning.quantity for name, meaning in nearest.items()} == expected


def test_the_nearest_legend_holds() -> None:
    text = "K is the kernel size.\n" + "a\n" * 400 + "K is the number of kernels. Here K\n"
    found = legends(text, ["K"])
    first, last = found.nearest("K", 60), found.nearest("K", len(text))
    assert first is not None
    assert last is not None
    assert first.meaning is not None
    assert last.meaning is not None
    assert (first.meaning.quantity, last.meaning.quantity) == ("K", "N")


def test_a_pool_is_told_by_its_words() -> None:
    meaning = meaning_of("池化层的核尺寸")
    assert meaning is not None
    assert (meaning.quantity, meaning.kind) == ("K", "max_pool")


PUBLISHED = [
    # notation, as published, verdict, a wrong variant
    ("cs231n", "CONV layer: $W_2=(W_1-F+2P)/S+1$", CONDITIONAL, "CONV layer: $W_2=(W_1-F+2P)/S$"),
    (
        "cs231n",
        "filters of the CONV layer: $O = (W-F+2P)/S+1$",
        CONDITIONAL,
        "filters of the layer: $O = (W-F+3P)/S+1$",
    ),
    (
        "dumoulin",
        r"convolution: $o = \left\lfloor \frac{i + 2p - k}{s} \right\rfloor + 1$",
        RIGHT,
        r"convolution: $o = \left\lceil \frac{i + 2p - k}{s} \right\rceil$",
    ),
    ("dumoulin", "convolution: $o = (i - k) + 1$", RIGHT, "convolution: $o = (i - k) + 2$"),
    (
        "dumoulin",
        "transposed convolution: $o' = s(i' - 1) + k - 2p$",
        RIGHT,
        "a transposed convolution: $o' = s(i' - 1) + k - 3p$",
    ),
    (
        "ng",
        r"conv layer: $n_H^{[l]} = \lfloor\frac{n_H^{[l-1]}+2p^{[l]}-f^{[l]}}{s^{[l]}}+1\rfloor$",
        RIGHT,
        r"conv layer: $n_H^{[l]} = \lfloor\frac{n_H^{[l-1]}+2p^{[l]}-f^{[l]}}{s^{[l]}}\rfloor$",
    ),
    (
        "pytorch",
        r"Conv2d: $H_{out} = \left\lfloor\frac{H_{in} + 2 \times \text{padding}[0] - \text{dilation}[0] \times "
        r"(\text{kernel\_size}[0] - 1) - 1}{\text{stride}[0]} + 1\right\rfloor$",
        RIGHT,
        r"Conv2d: $H_{out} = \left\lfloor\frac{H_{in} + 2 \times \text{padding}[0] - \text{dilation}[0] \times "
        r"(\text{kernel\_size}[0] - 1)}{\text{stride}[0]} + 1\right\rfloor$",
    ),
    (
        "pytorch",
        r"ConvTranspose2d: $H_{out} = (H_{in} - 1) \times \text{stride}[0] - 2 \times \text{padding}[0] + "
        r"\text{dilation}[0] \times (\text{kernel\_size}[0] - 1) + \text{output\_padding}[0] + 1$",
        RIGHT,
        r"ConvTranspose2d: $H_{out} = (H_{in} - 1) \times \text{stride}[0] - 2 \times \text{padding}[0] + "
        r"\text{dilation}[0] \times \text{kernel\_size}[0] + \text{output\_padding}[0] + 1$",
    ),
    (
        "words",
        "valid conv: output width = ceil((input width - filter width + 1) / stride)",
        RIGHT,
        "valid conv: output width = ceil((input width - filter width) / stride)",
    ),
    (
        "d2l",
        r"total padding $p_h$: output height = $\lfloor(n_h-k_h+p_h+s_h)/s_h\rfloor$",
        RIGHT,
        r"total padding $p_h$: output height = $\lfloor(n_h-k_h+2p_h+s_h)/s_h\rfloor$",
    ),
    (
        "machinethink",
        "a conv layer with kernel size K: weights = K × K × Cin × Cout + Cout",
        RIGHT,
        "a conv layer with kernel size K: weights = K × Cin × Cout + Cout",
    ),
    (
        "receptive-field",
        "receptive field of the layer: $r_{out} = r_{in} + (k-1)*j_{in}$",
        RIGHT,
        "receptive field of the layer: $r_{out} = r_{in} + k*j_{in}$",
    ),
    ("receptive-field", "jump of the layer: $j_{out} = j_{in} * s$", RIGHT, "the layer: $j_{out} = j_{in} + s$"),
    ("textbook-zh", "卷积层 PC = (K^2*C + 1)*N", RIGHT, "卷积层 PC = (K^2*C + N)*N"),
]


@pytest.mark.parametrize(("notation", "text", "verdict", "wrong"), PUBLISHED)
def test_published_formulas(notation: str, text: str, verdict: Verdict, wrong: str) -> None:
    assert notation in {entry.name for entry in notations()}
    assert verdicts(text) == [verdict]
    assert verdicts(wrong) == [WRONG]


VERDICTS = [
    ("核数量N，核尺寸K，通道数C：\\[WC=K^2\\ast{C}\\ast{N} \\] \\[BC=N \\] \\[PC=WC+BC \\]卷积", [RIGHT, RIGHT, RIGHT]),
    ("卷积层的参数 = 卷积核的数量 * 卷积核 + 偏置", [RIGHT]),
    ("Param = (输入数据的Feature个数+1)*神经元的个数", [RIGHT]),
    ("Output size: (N - F) / stride + 1 for a filter", [CONDITIONAL]),
    ("输出尺寸 = (输入尺寸 - 卷积核尺寸 + 2*填充) / 步长 + 1, 结果向下取整", [RIGHT]),
    ("输出尺寸 = (输入尺寸 - 卷积核尺寸 + 2*填充) / 步长 + 1", [CONDITIONAL]),
    ("Output size = (input size - kernel size + padding)/stride + 1", [CONDITIONAL]),
    ("W: input width, F: filter width, O: output width, S: stride. O = (W - F)/S", [WRONG]),
    ("W input size, F filter size, P: padding on each side, S stride, output size O = (W-F+P)/S+1", [WRONG]),
    ("params = kernel_size * kernel_size * in_channels * out_channels", [CONDITIONAL]),
    ("In this 1D convolution params = kernel size * in_channels * out_channels + out_channels", [CONDITIONAL]),
    ("effective kernel size = K + (K - 1)*(D - 1), with kernel size K, dilation D", [RIGHT]),
    ("where K is the number of clusters, and O means something. O = (I - K)/S + 2", []),
    ("convolution: O = (I - K)/S + 1, the result is rounded up", [CONDITIONAL, WRONG]),
    ("Caffe's pooling rounds up: O = (I - K)/S + 1", [CONDITIONAL]),
    ("convolution, same: O = I/S, which is rounded up", [CONDITIONAL]),
    ("For a convolution take the ceiling of: O = (I - K + 1)/S", [RIGHT]),
    ("convolution with input size I, kernel size K and stride S: O = (I - K + 1)/S", [CONDITIONAL]),
]


@pytest.mark.parametrize(("text", "expected"), VERDICTS)
def test_verdicts(text: str, expected: list[Verdict]) -> None:
    assert verdicts(text) == expected


def test_conditions_are_told_in_the_letters_of_the_document() -> None:
    assert conditions("W: input size, F: filter size, O: output size, S: stride.\nO = (W-F)/S + 1") == {
        "mod(W − F, S) = 0",
        "P = 0",
    }
    assert conditions("卷积层\npadding='same'时：\n此时：O = I，步长S，输入尺寸I，输出尺寸O") == {"S = 1"}


def test_a_wrong_formula_is_worked_out_where_it_fails() -> None:
    (finding,) = check("convolution: $o = (i - k) + 2$")
    assert finding.verdict is WRONG
    assert isinstance(finding.derived, Op)
    left, right = (relation for relation in finding.derivation if isinstance(relation, Op))
    values = [{value_of(part) for part in relation.args} for relation in (left, right)]
    assert all(len(found) == 1 for found in values)
    assert values[0] != values[1]


def test_the_place_of_a_rounding_is_its_phrase() -> None:
    text = "卷积层\n基本公式(向上取整)\n\\[O=\\frac{I-K}S+1 \\]\n池化层\n基本公式(向下取整)\n"
    proven, rounding = sorted(check(text), key=lambda finding: finding.code.name)
    assert (proven.code.name, proven.verdict) == ("formula", CONDITIONAL)
    assert (rounding.code.name, rounding.verdict) == ("rounding-rule", WRONG)
    assert text[rounding.start : rounding.end] == "向上取整"


def test_the_ratio_of_a_separable_convolution() -> None:
    page = "Depthwise separable convolution; the ratio of multiplications is\n$$\n\\frac{1}{f^2} + \\frac{1}{m}\n$$\n"
    legend = "where $m$ is the number of output channels, $f$ is the filter size"
    assert verdicts(page + legend) == [RIGHT]
    assert verdicts(page) == []
    assert verdicts(page.replace("f^2", "f") + legend) == [WRONG]
    assert verdicts(page.replace("f^2", "f") + legend + " of a 1D convolution") == []  # one axis: 1/f + 1/m


OTHER_SUBJECTS = """
# Training
The loss is L = -sum(y*log(p)), the update W = W - lr*dW, the momentum v = b*v + (1 - b)*g.
Attention: $A = softmax(QK^T/\\sqrt{d})V$, and O = A*W. The output = W*x + b of a layer; y = m*x + b.
Precision P = TP/(TP + FP), recall R = TP/(TP + FN), F = 2*P*R/(P + R). I = U/R, P = U*I, S = P*T.
width = W/2, size = N*K, batch_size = N/S. E = m*c^2. N = P/S and D = N - K. 学习率 = 初始学习率 * K^n
normalised: $x' = (x - m)/s$; K = X*V; C = N + 1; o = f(i); params = model.parameters()
"""


def test_other_mathematics_is_left_alone() -> None:
    assert check(OTHER_SUBJECTS) == []


HOSTILE = [
    "input size I, kernel size K, output size: O = I - K + 9^9^9^9",
    "input size I, output size O: O = I^99999999",
    "conv: O = " + "(" * 5_000 + "I" + ")" * 5_000,
    "conv: O = " + "I+" * 20_000,
    "conv: O = " + "I^" * 5_000 + "I",
    "=" * 20_000,
    "O" * 20_000 + "=I",
    "output size " * 5_000 + "= I",
    " " * 20_000 + "= O",
    "其中" * 10_000 + "O=I",
    "O = \\frac" * 3_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_end(text: str) -> None:
    found = check(text)
    assert all(finding.verdict is UNDECIDED for finding in found)


def test_a_power_past_the_limit_is_undecided() -> None:
    (finding,) = check("input size I, output size O: O = I^99999999")
    assert finding.why.values == {"limit": LIMITS["MAX_DEGREE"]}


def test_many_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    most = Limit(5, "proofs")
    most.name = "MAX_PROOFS"
    monkeypatch.setattr("symcnn.check.rules.formula.MAX_PROOFS", most)
    legend = "input size I, kernel size K, stride S, output size O\n"
    page = "".join(f"O = (I - K)/S + {number}\n" for number in range(3, 3 + 2 * most))
    found = check(legend + page)
    assert [finding.verdict for finding in found] == [WRONG, UNDECIDED]
    assert found[-1].why.values == {"limit": LIMITS["MAX_PROOFS"]}
    assert verdicts(legend + "O = (I - K)/S + 3\n" * 60) == [WRONG] * 60


def test_every_letter_has_a_known_quantity() -> None:
    known = {*RESULTS, *"IKCNSPDGAM", "pads", "P_before", "P_after", "layers", "R_in", "J_in"}
    for notation in notations():
        assert {parted(meaning)[0] for meaning in notation.letters.values()} <= known


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the local documents are not here")
def test_the_shared_documents() -> None:
    found = [finding for path in sorted(SEEDS.iterdir()) for finding in check(path.read_text(encoding="utf-8"))]
    told = {plain_text(finding.claimed): finding.verdict for finding in found if isinstance(finding.claimed, Op)}
    for letters in ("WC = K²·C·N", "BC = N", "PC = WC + BC"):
        assert told[letters] is RIGHT
    assert told["O = (I − K)/S + 1"] is CONDITIONAL
    assert told["O = I"] is CONDITIONAL
    assert [finding.code.name for finding in found if finding.verdict is WRONG] == ["rounding-rule"]
    assert all(names(finding.derived) for finding in found if isinstance(finding.derived, Op))


# as people write them --------------------------------------------------------------------------------

WINDOW = "input size W, kernel size F, padding P on each side, stride S, "
CHANNELS = "C_in input channels and C_out output channels. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bracket of a sum behind a letter is a factor, a rounding behind a number too
        ("transposed convolution: o' = s (i' - 1) + k - 2p", [RIGHT]),
        ("transposed convolution: o' = s (i' - 1) + k - p", [CONDITIONAL]),
        ("transposed convolution, padding p on each side: o' = s (i' - 1) + k - p", [WRONG]),
        ("conv layer, for p = \\lfloor k/2 \\rfloor and s = 1: o = i + 2 \\lfloor k/2 \\rfloor - (k - 1)", [RIGHT]),
        # functions of programs
        ("conv padding valid: out_height = ceil(float(in_height - filter_height + 1) / float(strides[1]))", [RIGHT]),
        ("conv padding valid: out_width = math.ceil((in_width - filter_width + 1) / strides[2])", [RIGHT]),
        ("conv padding valid: out_width = math.ceil((in_width - filter_width) / strides[2])", [WRONG]),
        # what the paragraph settles
        ("A conv layer, full padding: for p = k - 1 and s = 1, o = i + (k - 1)", [RIGHT]),
        ("A conv layer, full padding: for p = k - 1 and s = 1, o = i + (k + 1)", [WRONG]),
        (WINDOW + CHANNELS + "Params: F*F*C_in*C_out (without biases)", [RIGHT]),
        (WINDOW + CHANNELS + "不考虑偏置，参数量为 F*F*C_in*C_out", [RIGHT]),
        (WINDOW + CHANNELS + "Params: F*F*C_in*C_out", [CONDITIONAL]),
        # both sizes of a shape
        ("conv with padding p: the output size is (n+2p-f+1) \\times (n+2p-f+1)", [RIGHT]),
        ("conv with padding p on each side: the output size is (n+p-f+1) \\times (n+p-f+1)", [WRONG]),
        ("input shape n_h x n_w, kernel shape k_h x k_w: the output shape is (n_h-k_h+1) x (n_w-k_w+1)", [RIGHT]),
        ("stride s_h, s_w: the conv output shape will be (n_h/s_h) \\times (n_w/s_w)", []),
        # a size that only words name
        (WINDOW + "the formula for how many neurons fit is (W-F+2P)/S + 1", [CONDITIONAL]),
        (WINDOW + "公式为 ⌊(W-F+2P)/S⌋ + 1", [RIGHT]),
        (WINDOW + "the output size of a convolutional layer is ⌊(W-F+2P)/S⌋ + 1", [RIGHT]),
        (WINDOW + "we also need (W-F+2P)/S + 1", []),
        # a condition behind a formula: it is a case of several
        (WINDOW + "O = \\lceil W/S \\rceil + 1 if the padding is odd", []),
        # the kind of layer
        ("转置卷积：o = (i - 1)*s + k - 2p；膨胀卷积：o = ⌊(i + 2p - k - (k-1)(d-1))/s⌋ + 1", [RIGHT, RIGHT]),
        ("# Transposed convolution\n\nAs we know, o = \\lfloor (i + 2p - k)/s \\rfloor + 1", []),
        ("# ConvTranspose2d\n\no = (i - 1)*s + k - 2p", [RIGHT]),
    ],
)  # fmt: skip
def test_formulas_as_people_write_them(text: str, expected: list[Verdict]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Let the input be W x W, filter F x F", {"W": ("I", True), "F": ("K", True)}),
        ("输出大小为 (OH, OW)，", {"OH": ("O", True), "OW": ("O", True)}),
        ("k_h and k_w are the kernel height and width", {"k_h": ("K", True), "k_w": ("K", True)}),
        ("input and $C_{out}$ output channels: $(F \\times F + 1)$", {"F": None}),
        ("Params: F \\times F \\times C", {"F": None}),
        ("params = K² · C", {"K": None}),
        ("weights and K biases", {"K": None}),
        ("the effective kernel size is k' = k + 1", {"k": None}),
        ("We use K kernels of size F x F", {"K": ("N", True)}),
        ("d is the number of filters in the previous layer", {"d": ("C", True)}),
    ],
)
def test_what_letters_mean_by_words(text: str, quantities: dict[str, tuple[str, bool] | None]) -> None:
    found = legends(normal(text), quantities)
    for name, expected in quantities.items():
        entry = found.nearest(name, 0)
        told = (entry.meaning.quantity, entry.meaning.is_certain) if entry and entry.meaning else None
        assert told == expected


def test_height_and_width_are_told_apart() -> None:
    found = legends("k_h and k_w are the kernel height and width", ["k_h", "k_w"])
    axes = [entry.meaning.axis for name in ("k_h", "k_w") if (entry := found.nearest(name, 0)) and entry.meaning]
    assert axes == ["h", "w"]


def test_capitals_side_by_side_are_multiplied() -> None:
    (found,) = formulas("FLOPs = 2 H W (C_{in} K^2 + 1) C_{out}", 0, 38)
    assert found.names == ("FLOPs", "H", "W", "C_in", "K", "C_out")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a total of $(F \\cdot F \\cdot C_in) \\cdot C_out$ weights", [RIGHT]),
        ("the layer has (F*F*C_in + 1)*C_out parameters", [RIGHT]),
        ("卷积层共有 (F×F×C_in+1)×C_out 个参数", [RIGHT]),
        (
            "it introduces F*F*C_in weights per filter, and F*F*C_in + 1 parameters for each of them",
            [RIGHT, CONDITIONAL],
        ),
        ("每个卷积核有 F×F×C_in+1 个参数", [CONDITIONAL]),
        ("one of them has (F*F*C_in + 1)*C_out parameters", [RIGHT]),
    ],
)
def test_so_many_parameters(text: str, expected: list[Verdict]) -> None:
    assert verdicts(WINDOW + "C_in input channels and C_out output channels.\n\n" + text) == expected


LETTERS = [
    # a list of letters and a list of words, before and behind
    ("The FLOPs are 2*H*W*(C*K^2 + 1)*M, where H, W and C are the height, width and number of channels of the input "
     "map, K is the kernel width and M the number of output channels.", RIGHT),
    ("weights = k^2*c_1*c_2/g with $g$ groups, where $c_1$ and $c_2$ are the numbers of input and output channels and "
     "k is the kernel size.", RIGHT),
    ("weights = k^2*c_1*c_2/g^2 with $g$ groups, where $c_1$ and $c_2$ are the numbers of input and output channels "
     "and k is the kernel size.", WRONG),
    ("记输入高、宽为 $n_h, n_w$。卷积的输出高度是 $n_h-k_h+1$。", RIGHT),
    # the letter of the output that no notation has, by the sentence, or by the letter of the input
    ("An input of side w, filters of side f, padding p on each side, stride s. The convolution has an output of side "
     "w' = \\lfloor (w - f + 2p)/s \\rfloor + 1", RIGHT),
    ("An input of side w, filters of side f, padding p on each side, stride s. The convolution has an output of side "
     "w' = \\lfloor (w - f + p)/s \\rfloor + 1", WRONG),
    ("The effective kernel size is $\\hat{k} = k + (k-1)(d-1)$ for a kernel of size $k$ and dilation $d$.", RIGHT),
    ("The effective kernel size is $F_{eff} = F + (F-1)(d-1)$, F the filter size, d the dilation.", RIGHT),
    # letters close together
    ("c_o output channels: the parameters are $c_o (c_i k_h k_w + 1)$", RIGHT),
    ("Parameters of a grouped convolution: $D_K^2MN/g$, where D_K is the kernel size, M the number of input channels, "
     "N the number of output channels, g the number of groups.", CONDITIONAL),
    # both ends of a map
    ("With padding p_1 at the left and p_2 at the right the output width of a convolution is "
     "o = (i + p_1 + p_2 - k)/s + 1, where i is the input width, k the kernel width, s the stride.", CONDITIONAL),
    # sums over layers
    ("The receptive field is R = 1 + \\sum_{l=1}^{L} (k_l - 1) \\prod_{i=1}^{l-1} s_i with the kernel size $k_l$ and "
     "the stride $s_l$ of layer l.", RIGHT),
    ("The receptive field is R = 1 + \\sum_{l=1}^{L} (k_l - 1) \\prod_{i=1}^{l} s_i with the kernel size $k_l$ and "
     "the stride $s_l$ of layer l.", WRONG),
    # a parity that the words tell
    ("For odd F and stride 1 the padding P = (F - 1)/2 keeps the size; F is the filter size.", RIGHT),
    ("For stride 1 the padding P = (F - 1)/2 keeps the size; F is the filter size.", CONDITIONAL),
    # a dense layer by its notation
    ("A fully connected layer without biases: FLOPs = (2I - 1)O", RIGHT),
    # both sides are expressions: the same, never, or a condition
    # the letters of a shape, in their order
    ("The weights of a dense layer that follows a feature map of $H \\times W \\times C$ with $M$ neurons: "
     "weights = H*W*C*M", RIGHT),
    # numbers in the places of letters, where the sentence has them
    ("A pile of three 3x3 convolutions with $C$ channels everywhere needs $27C^2$ weights.", RIGHT),
    # one letter more for what nothing names
    ("A transposed convolution maps a side of $a$ to $b = (a-1)s + k - 2p$ where s is its stride, k its kernel size "
     "and p its padding.", RIGHT),
    # whole, as the groups divide the channels
    ("The number of weights of a convolution: out_channels * (in_channels // groups) * kernel_size[0] * "
     "kernel_size[1]", RIGHT),
    # an axis that only the words tell is no axis of the formula; one that the letter tells is
    ("The output height is H_out = (H_in + 2*p_h - k_w)/s_h + 1 with the padding p_h, the kernel width k_w and the "
     "stride s_h.", WRONG),
    # letters of one's own, by the words that numbers would be bound to
    ("Let an image have width $x$; a filter of width $m$ slides by $t$ pixels, with $q$ zeros on each side. The result "
     "has width $\\lfloor (x + 2q - m)/t \\rfloor + 1$.", RIGHT),
    ("A layer reads $u$ channels and makes $v$ channels with kernels of $e \\times f$. It has $v(efu + 1)$ parameters "
     "with biases.", RIGHT),
    ("一层由 $c$ 个输入通道得到 $m$ 个输出通道,核为 $k\\times k$,分 $g$ 组,不计偏置,权重数为 $k^2cm/g$。", RIGHT),
    ("A dense layer from $a$ inputs to $b$ units has $ab + b$ parameters.", RIGHT),
    ("A dense layer from $a$ inputs to $b$ units has $ab + a$ parameters.", WRONG),
    ("设输入边长为 $n$,核边长为 $k$,步幅为 $s$,每侧填充 $p$。转置卷积的输出边长为 $ns + k - 2p$。", WRONG),
    # a ratio that the words before it name
    ("A depthwise separable layer with $M$ output channels and $K\\times K$ kernels costs the fraction "
     "$\\frac{1}{M} + \\frac{1}{K^2}$ of the standard one.", RIGHT),
    ("A depthwise separable layer with $M$ output channels and $K\\times K$ kernels costs the fraction "
     "$\\frac{1}{M} + \\frac{1}{K}$ of the standard one.", WRONG),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), LETTERS)
def test_letters_by_lists_sentences_and_marks(text: str, verdict: Verdict) -> None:
    assert verdicts(text) == [verdict]


SILENT = [
    # with biases is not the biases; a letter of a product is not what the product counts
    "带偏置: $2K^2C_{in}$",
    "A 3-D, a 4-D and a (2+1)-D layer.",
    # a condition on letters, and a square that is a shape
    "The output is as large as the input where $2P - K = S - 1 - 1$.",
    "卷积核为 $k\\times k$ 的卷积层的参数量见下，其中 k 为卷积核大小。",
    # cells that a window covers are no neurons
    "With padding $p_h$ the output has $(n_h - k_h + p_h + 1) \\times (n_w - k_w + p_w + 1)$ cells.",
    # letters of which nothing is told may be maps, whose products are others
    "poly-2: $I+F+F^2=I+(I+F)F$",
    # the letters of another sentence's formula say nothing of a bare one
    "The padding is p_h = k_h - 1. Then n_h/s_h.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_says_too_little_is_left_aside(text: str) -> None:
    assert WRONG not in verdicts(text)
