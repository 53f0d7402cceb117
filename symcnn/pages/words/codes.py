"""The rules that look at a document, one page each: what a rule finds, how it decides, and an example of both."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.claims.claims import Verdict
from symcnn.core.record import record

Both = tuple[str, str]
"""English and Chinese."""


@record
class Code:
    """A rule: its title, what it finds, how it decides, and two documents in Markdown.

    The rule finds `right` to be right, or says nothing of it where it `is_silent` on what is right. Of `other` it says
    `verdict`; where there is no `other`, it says nothing of what is not right.
    """

    title: Both
    finds: Both
    decides: Both
    right: str
    other: str
    verdict: Verdict = Verdict.WRONG
    is_silent: bool = False


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
            "The exact value is no whole number, the printed result is not what it is rounded to, and rounding it down "
            "(or up) gives that result: it holds only under this condition, which is said.",
            "精确值不是整数，所写的结果不是四舍五入的结果，而向下（或向上）取整后恰好相符：仅在此条件下成立，并予以说明。",
        ),
        "floor((28 - 3)/2) + 1 = 13",
        "(28 - 3)/2 + 1 = 13",
        Verdict.CONDITIONAL,
        is_silent=True,
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
        "weights = K*C*N, where K is the kernel size, C the number of input channels and N the number of kernels.",
    ),
    "rounding-rule": Code(
        ("What is said about rounding", "关于取整的说法"),
        (
            "Words that say that a convolution rounds its output size up.",
            "说卷积的输出尺寸向上取整的文字。",
        ),
        (
            "With the formula beside the words rounded up, it is compared with the rule, which rounds down in every "
            'framework; a counterexample refutes it. Words on pooling, on "same" padding or without a formula are '
            "not judged.",
            "将旁边的公式按所说向上取整，与各框架都采用的向下取整公式比较，以反例否定。"
            "关于池化、same 填充的说法，或旁边没有公式的说法，不作判断。",
        ),
        "O = floor((I - K)/S) + 1, where O is the output size, I the input size, K the kernel size and S the stride.\n"
        "The convolution rounds down.",
        "O = (I - K)/S + 1, where O is the output size, I the input size, K the kernel size and S the stride.\n"
        "The convolution rounds up.",
        is_silent=True,
    ),
    "summary-row": Code(
        ("Rows of a summary", "摘要表的行"),
        (
            "The rows of a summary that a framework printed: Keras, torchsummary, torchinfo.",
            "框架打印的摘要表中的各行：Keras、torchsummary、torchinfo。",
        ),
        (
            "A row is compared with the layer of the code beside it: the output shape and the number of parameters. "
            "Without code, with the rows around it and the total: wrong only where one figure, mended, makes all agree.",
            "将每一行与旁边代码中的层比较：输出形状和参数数量。没有代码时，按前后各行与合计判断："
            "仅当改正一个数后全部相符时，才判为错误。",
        ),
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 28, 28, 6) 156\n"
        "flatten (Flatten) (None, 4704) 0\n"
        "dense (Dense) (None, 10) 47050\n"
        "Total params: 47,206",
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 28, 28, 6) 165\n"
        "flatten (Flatten) (None, 4704) 0\n"
        "dense (Dense) (None, 10) 47050\n"
        "Total params: 47,206",
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
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
        "flatten (Flatten) (None, 21632) 0\n"
        "dense (Dense) (None, 10) 216330\n"
        "Total params: 216,650",
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
        "flatten (Flatten) (None, 21632) 0\n"
        "dense (Dense) (None, 10) 216330\n"
        "Total params: 216,560",
    ),
    "layer-table": Code(
        ("Tables of layers", "层的表格"),
        (
            "Parameters and memory in a table of layers that has a column of kernels.",
            "含有卷积核一列的层表格中的参数数量与内存。",
        ),
        (
            "The figures of a row follow from its own columns and from the row above it. Parameters may leave the biases "
            "out, memory may be in values or bytes; wrong is only what one slip of the pen parts from the right number.",
            "每一行的数值由本行各列和上一行得出。参数可以不计偏置，内存可以按值或字节计；仅当与正确值只差一处笔误时，才判为错误。",
        ),
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,216 |",
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,261 |",
    ),
    "layer-output": Code(
        ("Output sizes of layers", "层的输出尺寸"),
        (
            "Output sizes: in sentences that tell the layer's input and arguments, in tables of layers, in comments at "
            "the layers of code.",
            "输出尺寸：在同时给出输入和参数的句子中，在层的表格中，在代码各层的注释中。",
        ),
        (
            "The layer's rule gives the size from the arguments that are stated. Where stride or padding are not, a size "
            "that differs is not judged; pooling that may round up is conditional or undecided.",
            "由给出的参数，按该层的公式得出尺寸。没有给出步长或填充时，不符的尺寸不作判断；可能向上取整的池化判为有条件成立或未定。",
        ),
        "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an output of "
        "55x55x96.",
        "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an output of "
        "54x54x96.",
    ),
    "layer-params": Code(
        ("Parameters of layers", "层的参数数量"),
        (
            "The number of parameters of a layer that is described label by label.",
            "逐项描述的层的参数数量。",
        ),
        (
            "The layer's rule gives the number. A number that differs may count another thing; nothing is said of it.",
            "按该层的公式得出数量。不同的数可能另有所指，不作判断。",
        ),
        "Convolution layer C1\nInput: 32x32\nKernel size: 5x5\nNumber of kernels: 6\nTrainable parameters: (5*5+1)*6",
        "",
    ),
    "layer-fact": Code(
        ("What is said of a layer", "关于层的叙述"),
        (
            "The neurons and connections of a layer that is described label by label.",
            "逐项描述的层的神经元数与连接数。",
        ),
        (
            "The layer's rule gives the number, from the input and the arguments that the other labels state. "
            "A number that differs may count another thing; nothing is said of it.",
            "由其他各项给出的输入和参数，按该层的公式得出数量。不同的数可能另有所指，不作判断。",
        ),
        "Convolution layer C1\nInput: 32x32\nKernel size: 5x5\nNumber of kernels: 6\nNumber of neurons: 28*28*6",
        "",
    ),
    "receptive-field": Code(
        ("Receptive fields", "感受野"),
        (
            "Receptive fields and jumps that a table gives for the layers of a chain.",
            "表格中给出的各层感受野和间距。",
        ),
        (
            "R = R_in + (K − 1)·J_in and J = J_in·S, from the first layer on.",
            "从第一层起，按 R = R_in + (K − 1)·J_in 和 J = J_in·S 计算。",
        ),
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 5 |",
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 6 |",
    ),
    "sum": Code(
        ("Sums of the lines above", "以上各行之和"),
        ("A total that stands below a list of numbers.", "列在若干数值下方的合计。"),
        (
            "The numbers of the list are added up exactly; a total printed with fewer digits may be rounded. Wrong is "
            "only what one slip of the pen parts from the sum: a list may leave out what its total counts.",
            "将所列数值精确相加；按较少位数给出的合计可以是约等。仅当与总和只差一处笔误时，才判为错误：合计可能包含未列出的项。",
        ),
        "weights: 150\nbiases: 1,006\ntotal: 1,156",
        "weights: 150\nbiases: 1,006\ntotal: 1,165",
    ),
    "unit": Code(
        ("Units of a column", "列的单位"),
        (
            "The head of a table's column of memory that says bytes. Units within calculations belong to the rule "
            "calculation.",
            "表格中以字节为单位的内存列的表头。算式中的单位归入算式规则。",
        ),
        (
            "Every cell is compared with the number of the layer's values, and with four times that, the bytes of "
            "32-bit numbers. Wrong is a head of bytes above cells that all count values.",
            "将每一格与该层值的个数以及其 4 倍（32 位数的字节数）比较。表头写字节而各格都是个数时，判为错误。",
        ),
        "| layer | kernel | stride | padding | filters | output | memory |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 224x224 | 150528 |\n"
        "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |",
        "| layer | kernel | stride | padding | filters | output | memory (bytes) |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 224x224 | 150528 |\n"
        "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |",
        is_silent=True,
    ),
    "model-figure": Code(
        ("Figures of known networks", "知名网络的数据"),
        (
            "Numbers of parameters right behind the name of a well-known network.",
            "紧跟在知名网络名称之后的参数数量。",
        ),
        (
            "The figure is compared with the counts of the published network and of its versions in Keras and "
            "torchvision. One that no known variant has is undecided: the text may speak of a variant of its own.",
            "将数值与发表的网络及其 Keras、torchvision 版本的参数数量比较。各已知版本均不相符时为未定：文中可能另有所指。",
        ),
        "LeNet-5 has 60,000 trainable parameters.",
        "LeNet-5 has 600,000 trainable parameters.",
        Verdict.UNDECIDED,
    ),
    "model-code": Code(
        ("Code that contradicts itself", "自相矛盾的代码"),
        (
            "Networks in Keras or PyTorch code whose layers do not fit each other. The code is read, never run.",
            "Keras 或 PyTorch 代码中各层互不相容的网络。代码只读取，从不运行。",
        ),
        (
            "Each layer takes what the one before gives; where the code states the channels or features that a layer "
            "takes, they must be those. Code that cannot be followed is undecided, and only --all shows it.",
            "每一层以前一层的输出为输入；代码中写明的输入通道数或特征数应与之相同。无法理解的代码为未定，仅在 --all 时显示。",
        ),
        "```python\n"
        "import torch.nn as nn\n"
        "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(6, 16, 5))\n"
        "```",
        "```python\n"
        "import torch.nn as nn\n"
        "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(8, 16, 5))\n"
        "```",
        is_silent=True,
    ),
    "claim": Code(
        ("Claims of a network", "对网络的断言"),
        (
            "The `claim` lines of a network in the language of this program, in a file or fenced in a document, and "
            "text such as `C1.params = 156` that names a layer of a fenced network.",
            "用本程序的语言描述的网络中的 `claim` 行，位于文件或文档的代码块中；以及提到其中某一层的 `C1.params = 156` 之类的文字。",
        ),
        (
            "Both sides are derived from the network and compared, as numbers or, where symbols are left, as formulas.",
            "由网络推导出两边的值并加以比较；含有未赋值的符号时，作为公式比较。",
        ),
        "```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.params = (5*5*1 + 1)*6\n```",
        "```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.params = 5*5*1*6\n```",
    ),
}
"""Every rule by its code."""
