"""The rules that look at a document, one page each: what a rule finds, how it decides, and an example of both."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.explanation.blocks import Block, Document, Heading, Inline, Items, Name, Paragraph, Text
from symcnn.explanation.words import LANGUAGES, labels
from symcnn.record import record

Both = tuple[str, str]
"""English and Chinese."""


@record
class Code:
    """A rule: its title, what it finds, how it decides, and a document that is right and one that is wrong."""

    title: Both
    finds: Both
    decides: Both
    right: str
    wrong: str


CODES: Mapping[str, Code] = {
    "calculation": Code(
        ("Calculations", "算式"),
        (
            "Chains of numbers: every `a = b = c` or `a ≈ b` whose sides are numbers, with the signs that books use.",
            "由数值组成的等式：各边均为数的 `a = b = c` 或 `a ≈ b`，包括书中常用的各种符号。",
        ),
        (
            "Each side is evaluated exactly. A side printed with fewer digits may differ by half a unit of its last digit; "
            "then the calculation is rounded, not wrong.",
            "精确计算各边的值。若某一边按较少的位数给出，相差不超过其末位的半个单位，则判为约等，而不是错误。",
        ),
        "(5*5+1)*6*28*28 = 122304",
        "(5*5+1)*6*28*28 = 122340",
    ),
    "missing-floor": Code(
        ("A division that must be rounded", "漏写取整"),
        (
            "A calculation of an output size whose division leaves a remainder, but whose result is a whole number.",
            "计算输出尺寸的算式，其中的除法有余数，而结果写成整数。",
        ),
        (
            "The calculation has the form of a size formula, its exact value is no whole number, and rounding the division "
            "down gives the printed result. The reader is not told that the division is rounded.",
            "算式具有尺寸公式的形式，精确值不是整数，而把除法向下取整后即得所写的结果。文中没有说明要取整。",
        ),
        "floor((224 - 11 + 2*2)/4) + 1 = 55",
        "(224 - 11 + 2*2)/4 + 1 = 55",
    ),
    "formula": Code(
        ("Formulas", "公式"),
        (
            "Formulas in letters for sizes, weights, parameters and other quantities of a layer.",
            "用字母书写的公式：尺寸、权重数、参数数量以及层的其他量。",
        ),
        (
            "The letters mean what the document's own legend says, else what a known notation says. The formula is then "
            "proved to be the catalogue's, refuted with the smallest counterexample, or holds under a condition. "
            "A letter that cannot be bound leaves it undecided.",
            "字母的含义以文中的说明为准，没有说明时按已知的记号。公式或证明与目录中的公式相同，或以最小反例否定，或在某个条件下成立。"
            "无法确定含义的字母使其未定。",
        ),
        "O = floor((I + 2P - K)/S) + 1, where O is the output size, I the input size, K the kernel size, P the padding and S the stride.",
        "O = floor((I + P - K)/S) + 1, where O is the output size, I the input size, K the kernel size, P the padding and S the stride.",
    ),
    "rounding-rule": Code(
        ("What is said about rounding", "关于取整的说法"),
        (
            "Sentences that say which way a layer rounds: that a convolution rounds up, or pooling down.",
            "说明某种层如何取整的句子：例如卷积向上取整，或池化向下取整。",
        ),
        (
            "The framework that the document names has one rule for each layer kind. Where the document names none, "
            "and frameworks differ, the sentence is undecided.",
            "文中所用的框架对每种层都有固定的取整规则。若文中没有指明框架，而各框架不同，则未定。",
        ),
        "In PyTorch, a convolution rounds its output size down.",
        "In PyTorch, a convolution rounds its output size up.",
    ),
    "summary-row": Code(
        ("Rows of a summary", "摘要表的行"),
        (
            "The rows of a summary that a framework printed: Keras, torchsummary, torchinfo.",
            "框架打印的摘要表中的各行：Keras、torchsummary、torchinfo。",
        ),
        (
            "A row is compared with the layer of the code beside it: the output shape and the number of parameters. "
            "Without code, with what its own shapes allow.",
            "将每一行与旁边代码中的层比较：输出形状和参数数量。没有代码时，按表中自身的形状判断。",
        ),
        "conv2d (Conv2D)  (None, 28, 28, 6)  156",
        "conv2d (Conv2D)  (None, 28, 28, 6)  165",
    ),
    "summary-total": Code(
        ("Totals of a summary", "摘要表的合计"),
        (
            "The lines below a summary: total, trainable and non-trainable parameters.",
            "摘要表下方的各行：总参数、可训练参数和不可训练参数。",
        ),
        (
            "The rows of the table are added up, and trainable and non-trainable parameters must make the total.",
            "将表中各行相加；可训练参数与不可训练参数之和应为总参数。",
        ),
        "Total params: 61,706",
        "Total params: 61,760",
    ),
    "layer-table": Code(
        ("Tables of layers", "层的表格"),
        (
            "The rows of a table of layers with columns for kernels, strides, shapes, parameters or receptive fields.",
            "含有卷积核、步长、形状、参数数量或感受野等列的层表格中的各行。",
        ),
        (
            "The figures of a row follow from its own columns and from the row above it. What no column says is not guessed.",
            "每一行的数值由本行各列和上一行得出。表中没有给出的量不作猜测。",
        ),
        "| conv1 | 5x5, 6 kernels | 28x28x6 | 156 |",
        "| conv1 | 5x5, 6 kernels | 27x27x6 | 156 |",
    ),
    "layer-output": Code(
        ("Output sizes of layers", "层的输出尺寸"),
        (
            "Sentences that tell the output of a layer whose input and arguments are told with it.",
            "给出某一层输出尺寸的句子，且其输入和参数同时给出。",
        ),
        (
            "The layer's rule for the output size gives the shape from the arguments that the text states.",
            "由文中给出的参数，按该层的输出尺寸公式得出形状。",
        ),
        "Input 227x227x3, 96 kernels of 11x11, stride 4: output 55x55x96",
        "Input 227x227x3, 96 kernels of 11x11, stride 4: output 54x54x96",
    ),
    "layer-params": Code(
        ("Parameters of layers", "层的参数数量"),
        (
            "Sentences that tell the number of weights, biases or parameters of a layer.",
            "给出某一层权重数、偏置数或参数数量的句子。",
        ),
        (
            "The layer's rule gives the number. A number without the biases is right where the text counts weights only.",
            "按该层的公式得出数量。若文中只计权重，则不含偏置的数量是正确的。",
        ),
        "6 kernels of 5x5 on 1 channel have 156 parameters",
        "6 kernels of 5x5 on 1 channel have 165 parameters",
    ),
    "layer-fact": Code(
        ("What is said of a layer", "关于层的叙述"),
        (
            "Prose beside a layer: numbers and sizes of kernels, strides, padding.",
            "层旁边的文字：卷积核的数量和尺寸、步长、填充。",
        ),
        (
            "The words are compared with the layer of the code or of the fenced network that they can be bound to with "
            "certainty; otherwise nothing is said.",
            "仅当文字能够确定地对应到代码或网络中的某一层时，才与该层比较；否则不作判断。",
        ),
        "conv1 = nn.Conv2d(3, 96, 11, stride=4)  # 96 kernels of 11x11",
        "conv1 = nn.Conv2d(3, 96, 11, stride=4)  # 69 kernels of 11x11",
    ),
    "receptive-field": Code(
        ("Receptive fields", "感受野"),
        (
            "Receptive fields and jumps that a text or a table gives for the layers of a chain.",
            "文字或表格中给出的各层感受野和间距。",
        ),
        (
            "R = R_in + (K − 1)·J_in and J = J_in·S, from the first layer on.",
            "从第一层起，按 R = R_in + (K − 1)·J_in 和 J = J_in·S 计算。",
        ),
        "Three 3x3 convolutions with stride 1 have a receptive field of 7x7.",
        "Three 3x3 convolutions with stride 1 have a receptive field of 9x9.",
    ),
    "sum": Code(
        ("Sums of the lines above", "以上各行之和"),
        ("A total that stands below a list of numbers.", "列在若干数值下方的合计。"),
        (
            "The numbers of the list are added up exactly; a total printed with fewer digits may be rounded.",
            "将所列数值精确相加；按较少位数给出的合计可以是约等。",
        ),
        "weights: 150, biases: 6, total: 156",
        "weights: 150, biases: 6, total: 165",
    ),
    "unit": Code(
        ("Units", "单位"),
        (
            "Amounts of memory and counts with a unit: bits, bytes, KB, MB, MiB, 万, 亿, K, M, G.",
            "带单位的存储量和计数：位、字节、KB、MB、MiB、万、亿、K、M、G。",
        ),
        (
            "Both sides are converted exactly. MB is read as 10⁶ or 2²⁰ bytes, as the project file says, else as "
            "whichever makes the number right; the finding tells which.",
            "两边精确换算。MB 按项目文件的规定读作 10⁶ 或 2²⁰ 字节；没有规定时取使数值正确的一种，并在结果中说明。",
        ),
        "60,000,000 numbers of 4 bytes = 240 MB",
        "60,000,000 numbers of 4 bytes = 24 MB",
    ),
    "model-figure": Code(
        ("Figures of known networks", "知名网络的数据"),
        (
            "Parameters, depths and sizes of networks that the examples of this program describe.",
            "本程序示例所描述的网络的参数数量、层数和尺寸。",
        ),
        (
            "The figure is derived from the network as it was published. Networks of the same name differ between "
            "papers and frameworks, so a figure is wrong only if no known variant has it.",
            "由发表的网络推导出数值。同名网络在论文与各框架中有所不同，因此只有各已知版本都不相符时才判为错误。",
        ),
        "LeNet-5 has 60,000 trainable parameters.",
        "LeNet-5 has 600,000 trainable parameters.",
    ),
    "model-code": Code(
        ("Code that contradicts itself", "自相矛盾的代码"),
        (
            "Networks in Keras or PyTorch code whose layers do not fit each other. The code is read, never run.",
            "Keras 或 PyTorch 代码中各层互不相容的网络。代码只读取，从不运行。",
        ),
        (
            "Each layer takes what the one before gives; where the code states the channels or features that a layer "
            "takes, they must be those.",
            "每一层以前一层的输出为输入；代码中写明的输入通道数或特征数应与之相同。",
        ),
        "nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)",
        "nn.Conv2d(1, 6, 5), nn.Conv2d(8, 16, 5)",
    ),
    "claim": Code(
        ("Claims of a network", "对网络的断言"),
        (
            "The `claim` lines of a network in the language of this program, in a file or fenced in a document.",
            "用本程序的语言描述的网络中的 `claim` 行，位于文件或文档的代码块中。",
        ),
        (
            "Both sides are derived from the network and compared, as numbers or, where symbols are left, as formulas.",
            "由网络推导出两边的值并加以比较；含有未赋值的符号时，作为公式比较。",
        ),
        "claim C1.params = (5*5*1 + 1)*6",
        "claim C1.params = 5*5*1*6",
    ),
}
"""Every rule by its code."""

_HEADINGS: Mapping[str, Both] = {
    "finds": ("What it finds", "检查对象"),
    "decides": ("How it decides", "判断方法"),
    "right": ("Right", "正确的例子"),
    "wrong": ("Wrong", "错误的例子"),
    "silence": ("How to silence it", "如何关闭"),
}
_SILENCE: tuple[tuple[Both, str], ...] = (
    (("for one run: ", "仅本次运行："), "symcnn check --ignore {code}"),
    (
        ("for its line, or alone for the line below: ", "对所在行；单独成行时对下一行："),
        "<!-- symcnn: ignore {code} -->",
    ),
    (("the same in LaTeX: ", "在 LaTeX 中："), "% symcnn: ignore {code}"),
    (("the same in Python: ", "在 Python 中："), "# symcnn: ignore {code}"),
    (("all rules, from here on: ", "从此处起，所有规则："), "<!-- symcnn: off -->"),
    (("and on again: ", "重新开启："), "<!-- symcnn: on -->"),
    (("for a project: ", "对整个项目："), '[tool.symcnn] ignore = ["{code}"]'),
)


def code_document(code: str, language: str) -> Document:
    """The page of a rule."""
    return Document(language, code, labels(language), tuple(_page(code, language)))


def _page(code: str, language: str) -> list[Block]:
    place = LANGUAGES.index(language)
    page = CODES[code]
    blocks: list[Block] = [Heading(1, (Name(code), Text(" · " + page.title[place])))]
    for heading, text in (("finds", page.finds), ("decides", page.decides)):
        blocks += [_heading(heading, place), Paragraph(_with_names(text[place]))]
    for heading, example in (("right", page.right), ("wrong", page.wrong)):
        blocks += [_heading(heading, place), Items(((Name(example),),))]
    ways = tuple((Text(way[place]), Name(example.format(code=code))) for way, example in _SILENCE)
    return [*blocks, _heading("silence", place), Items(ways)]


def code_data(code: str) -> dict[str, object]:
    """The same as data."""
    page = CODES[code]
    texts = {name: dict(zip(LANGUAGES, getattr(page, name), strict=True)) for name in ("title", "finds", "decides")}
    return {"code": code, **texts, "right": page.right, "wrong": page.wrong}


def _heading(key: str, place: int) -> Heading:
    return Heading(2, (Text(_HEADINGS[key][place]),))


def _with_names(text: str) -> tuple[Inline, ...]:
    """A text whose parts between backquotes are names."""
    return tuple(Name(part) if at % 2 else Text(part) for at, part in enumerate(text.split("`")) if part)
