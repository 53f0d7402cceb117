"""What the reader of documents understands and what it does not: a table, each row of which a test runs."""

from __future__ import annotations

from symcnn.core.record import record

Both = tuple[str, str]
"""English and Chinese."""


@record
class Row:
    """A thing that documents hold, an example in a file of this ending, and the finding; None where none is made."""

    what: Both
    ending: str
    code: str | None
    verdict: str | None
    example: str


@record
class Group:
    """Rows under a title."""

    title: Both
    rows: tuple[Row, ...]


# fmt: off
UNDERSTOOD: tuple[Group, ...] = (
    Group(("Formats", "文件格式"), (
        Row(("Markdown: prose, lists, quotations", "Markdown：正文、列表、表格、引用"), ".md", "calculation", "right",
            "> - the layer has `5*5*1*6 = 150` weights"),
        Row(("Markdown: mathematics", "Markdown 中的数学式"), ".md", "calculation", "right",
            "The output is $\\frac{32 - 5}{1} + 1 = 28$."),
        Row(("plain text", "纯文本"), ".txt", "calculation", "right",
            "(5*5+1)*6*28*28 = 122304"),
        Row(("LaTeX, with its own mathematics", "LaTeX 及其数学式"), ".tex", "calculation", "right",
            "\\begin{document}\n"
            "\\[ \\left\\lfloor\\frac{227 - 11}{4}\\right\\rfloor + 1 = 55 \\]\n"
            "\\end{document}"),
        Row(("notebooks: text, code and what it printed", "笔记本：文字、代码与输出"), ".ipynb", "calculation", "right",
            '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["C1 has 5*5*6 = 150 weights\\n"]}], '
            '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        Row(("Python: comments", "Python 的注释"), ".py", "calculation", "right",
            "x = 1  # (32 - 5)/1 + 1 = 28"),
        Row(("Python: docstrings", "Python 的文档字符串"), ".py", "calculation", "right",
            "def f():\n"
            '    """Returns 5*5*6 = 150 weights."""'),
        Row(("HTML, without scripts and styles", "HTML（不含脚本和样式）"), ".html", "calculation", "right",
            "<html><body><p>3&times;3&times;64 = 576</p></body></html>"),
        Row(("reStructuredText, as plain text", "reStructuredText（按纯文本）"), ".rst", "calculation", "right",
            "The layer has ``5*5*6 = 150`` weights."),
        Row(("MathML within HTML", "HTML 中的 MathML"), ".html", "calculation", "right",
            "<html><p><math><mn>5</mn><mo>×</mo><mn>5</mn><mo>=</mo><mn>25</mn></math></p></html>"),
        Row(("web page text printed twice", "网页中重复两次的算式"), ".txt", "calculation", "right",
            "(27−3)/2+1=13(27−3)/2+1=13"),
    )),
    Group(("Signs", "符号"), (
        Row(("× · ∗ * as times", "× · ∗ * 作乘号"), ".txt", "calculation", "right",
            "2×3·4∗5*6 = 720"),
        Row(("the letter x as times", "字母 x 作乘号"), ".txt", "calculation", "right",
            "11 x 11 x 3 x 96 = 34848"),
        Row(("implicit products", "省略乘号"), ".txt", "calculation", "right",
            "5(3+1) = 20"),
        Row(("\\times, \\cdot, \\ast", "\\times、\\cdot、\\ast"), ".tex", "calculation", "right",
            "$3 \\times 4 \\cdot 5 \\ast 2 = 120$"),
        Row(("fractions, floors and ceilings of LaTeX", "LaTeX 的分式与取整"), ".md", "calculation", "right",
            "$\\left\\lceil \\frac{13 - 2}{2} \\right\\rceil + 1 = 7$"),
        Row(("⌊ ⌋, ⌈ ⌉, floor(), ceil()", "⌊ ⌋、⌈ ⌉、floor()、ceil()"), ".txt", "calculation", "right",
            "⌊(28 - 3)/2⌋ + 1 = floor(25/2) + 1 = 13"),
        Row(("÷", "÷"), ".txt", "calculation", "right",
            "(227 - 11) ÷ 4 + 1 = 55"),
        Row(("powers: ^, **, superscripts", "乘方：^、**、上标"), ".txt", "calculation", "right",
            "5^2*6 = 5**2*6 = 5²×6 = 150"),
        Row(("the minus − and full-width signs", "负号 − 与全角符号"), ".txt", "calculation", "right",
            "（３２−５）＋１＝２８"),
        Row(("the result on the left", "结果在左边"), ".txt", "calculation", "right",
            "55=(227-11)/4+1"),
        Row(("chains", "连等式"), ".txt", "calculation", "right",
            "(32 - 5)/1 + 1 = 27 + 1 = 28"),
        Row(("等于", "等于"), ".txt", "calculation", "right",
            "5×5×6等于150"),
        Row(("≈ and about", "≈ 与“约”"), ".txt", "calculation", "right",
            "61706 × 4 ≈ 247000"),
        Row(("remarks in brackets inside a calculation", "算式中的括号注释"), ".txt", "calculation", "right",
            "55(单向尺度)*4(步长) + (11(卷积核尺寸)-4(步长)) = 227"),
        Row(("floor and maximum as functions", "函数 floor、max"), ".txt", "calculation", "right",
            "floor(27/2) + max(3, 4) = 17"),
    )),
    Group(("Numbers", "数"), (
        Row(("1,792", "1,792"), ".txt", "calculation", "right",
            "3*3*3*64 + 64 = 1,792"),
        Row(("1 792", "1 792"), ".txt", "calculation", "right",
            "3*3*3*64 + 64 = 1 792"),
        Row(("1'792", "1'792"), ".txt", "calculation", "right",
            "3*3*3*64 + 64 = 1'792"),
        Row(("1{,}792 in LaTeX", "LaTeX 的 1{,}792"), ".tex", "calculation", "right",
            "$3 \\cdot 3 \\cdot 3 \\cdot 64 + 64 = 1{,}792$"),
        Row(("1.792, where that makes a number right", "1.792（仅当相符时）"), ".txt", "calculation", "right",
            "3*3*3*64 + 64 = 1.792"),
        Row(("k, K, M, G", "k、K、M、G"), ".txt", "calculation", "rounded",
            "4096 × 4096 = 16.8M"),
        Row(("万 and 亿", "万与亿"), ".txt", "calculation", "right",
            "6000万×32=19.2亿"),
        Row(("percentages", "百分数"), ".txt", "calculation", "right",
            "156/624 = 25%"),
        Row(("decimals that are rounded", "四舍五入的小数"), ".txt", "calculation", "rounded",
            "926425600 / 105303040 = 8.80"),
        Row(("bytes, KB, MB as 10⁶", "字节、KB、MB（10⁶）"), ".txt", "calculation", "right",
            "60,000,000 × 4 bytes = 240 MB"),
        Row(("MB as 2²⁰", "MB（2²⁰）"), ".txt", "calculation", "right",
            "6000万×32位=19.2亿位≈228.88MB"),
        Row(("MiB", "MiB"), ".txt", "calculation", "right",
            "262144 × 4 bytes = 1 MiB"),
        Row(("scientific notation", "科学记数法"), ".txt", "calculation", "right",
            "2 * 3 * 1e6 = 6e6"),
        Row(("powers of ten", "10 的幂"), ".txt", "calculation", "right",
            "2*10^6 * 3 = 6,000,000"),
    )),
    Group(("Verdicts on calculations", "算式的判断"), (
        Row(("a wrong result", "错误的结果"), ".txt", "calculation", "wrong",
            "(5*5+1)*6*28*28 = 122340"),
        Row(("a division that must be rounded down", "须向下取整的除法"), ".txt", "missing-floor", "conditional",
            "(28 - 3)/2 + 1 = 13"),
        Row(("a rounded result", "约等的结果"), ".txt", "calculation", "rounded",
            "100/7 = 14.29"),
        Row(("a sum of the lines above", "以上各行之和"), ".txt", "sum", "right",
            "weights: 150\n"
            "biases: 6\n"
            "total: 156"),
        Row(("numbers beyond the limits", "超过上限的数"), ".txt", "calculation", "undecided",
            "9^9^9^9 = 3"),
    )),
    Group(("Formulas", "公式"), (
        Row(("LaTeX, with a legend in words", "带文字说明的 LaTeX 公式"), ".md", "formula", "right",
            "$$O = \\left\\lfloor\\frac{W + 2P - F}{S}\\right\\rfloor + 1$$ where O is the output size, W is the "
            "input size, F the filter size, P the padding and S the stride."),
        Row(("plain text, a Chinese legend", "纯文本公式与中文说明"), ".txt", "formula", "right",
            "K=核尺寸，C=输入通道数，N=卷积核数量\n"
            "权重数 WC=K^2*C*N"),
        Row(("parameters from weights and biases", "由权重数与偏置数得参数数量"), ".txt", "formula", "right",
            "卷积层：WC=K^2*C*N，BC=N，PC=WC+BC"),
        Row(("without a floor: under a condition", "没有取整：有条件成立"), ".txt", "formula", "conditional",
            "Output size of a convolution: O=(I-K)/S+1"),
        Row(("rounded down in words", "文字说明向下取整"), ".md", "formula", "right",
            "The output size is O = (W - F + 2P)/S + 1, rounded down. W is the input size, F the kernel size, P "
            "the padding, S the stride."),
        Row(("subscripts C_{in}, H_{out}", "下标 C_{in}、H_{out}"), ".md", "formula", "right",
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2P - K}{S}\\right\\rfloor + 1$"),
        Row(("layer indices n^{[l]}", "层号 n^{[l]}"), ".md", "formula", "right",
            "A convolution: $n_H^{[l]} = \\left\\lfloor\\frac{n_H^{[l-1]} + 2p^{[l]} - f^{[l]}}{s^{[l]}} + "
            "1\\right\\rfloor$"),
        Row(("names of arguments: padding[0]", "参数名 padding[0]"), ".md", "formula", "right",
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2 \\times \\text{padding}[0] - "
            "\\text{kernel\\_size}[0]}{\\text{stride}[0]}\\right\\rfloor + 1$"),
        Row(("Chinese words as letters", "以中文词为变量"), ".txt", "formula", "conditional",
            "输出尺寸 = (输入尺寸 - 卷积核尺寸 + 2*填充)/步长 + 1"),
        Row(("names in brackets", "方括号中的名称"), ".txt", "formula", "conditional",
            "[OutputSize] = ([InputSize] - [FilterSize] + 2*[Padding])/[Stride] + 1"),
        Row(("no left side, but the words before", "没有左边，由前面的文字说明"), ".md", "formula", "right",
            "The parameters of a convolution: $(f^2 \\times n_C^{[l-1]} + 1) \\times n_C^{[l]}$"),
        Row(("receptive fields", "感受野"), ".txt", "formula", "right",
            "receptive field of a layer: r_out = r_in + (k - 1)*j_in"),
        Row(("a wrong formula: K for K²", "错误的公式：K 代替 K²"), ".txt", "formula", "wrong",
            "K is the kernel size, C the number of input channels, N the number of kernels.\n"
            "weights = K*C*N"),
        Row(("the ratio of a separable convolution", "可分离卷积之比"), ".md", "formula", "right",
            "N is the number of kernels and K the kernel size. A depthwise separable convolution reduces this by "
            "the ratio\n"
            "\n"
            "$\\frac{1}{N} + \\frac{1}{K^2}$\n"),
        Row(("that a convolution rounds up", "说卷积向上取整"), ".txt", "rounding-rule", "wrong",
            "O = (I - K)/S + 1, where O is the output size, I the input size, K the kernel size and S the "
            "stride. The convolution rounds up."),
        Row(('"same" without the stride', "不提步长的 same"), ".txt", "formula", "conditional",
            "卷积 same 填充：O=I，其中 O=输出尺寸，I=输入尺寸"),
    )),
    Group(("Summaries of models", "模型摘要"), (
        Row(("Keras 2", "Keras 2"), ".txt", "summary-row", "right",
            'Model: "sequential"\n'
            "_________________________________________________________________\n"
            "Layer (type)                 Output Shape              Param #   \n"
            "=================================================================\n"
            "conv2d (Conv2D)              (None, 26, 26, 32)        320       \n"
            "_________________________________________________________________\n"
            "flatten (Flatten)            (None, 21632)             0         \n"
            "_________________________________________________________________\n"
            "dense (Dense)                (None, 10)                216330    \n"
            "=================================================================\n"
            "Total params: 216,650\n"
            "Trainable params: 216,650\n"
            "Non-trainable params: 0\n"),
        Row(("Keras 3, with rules", "Keras 3（带框线）"), ".txt", "summary-total", "rounded",
            "┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┓\n"
            "┃ Layer (type)        ┃ Output Shape      ┃     Param # ┃\n"
            "┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━┩\n"
            "│ conv2d (Conv2D)     │ (None, 26, 26, 8) │          80 │\n"
            "├─────────────────────┼───────────────────┼─────────────┤\n"
            "│ flatten (Flatten)   │ (None, 5408)      │           0 │\n"
            "├─────────────────────┼───────────────────┼─────────────┤\n"
            "│ dense (Dense)       │ (None, 10)        │      54,090 │\n"
            "└─────────────────────┴───────────────────┴─────────────┘\n"
            " Total params: 54,170 (211.60 KB)\n"
            " Trainable params: 54,170 (211.60 KB)\n"
            " Non-trainable params: 0 (0.00 B)\n"),
        Row(("torchsummary", "torchsummary"), ".txt", "summary-row", "right",
            "----------------------------------------------------------------\n"
            "        Layer (type)               Output Shape         Param #\n"
            "================================================================\n"
            "            Conv2d-1            [-1, 6, 28, 28]             156\n"
            "              ReLU-2            [-1, 6, 28, 28]               0\n"
            "         MaxPool2d-3            [-1, 6, 14, 14]               0\n"
            "================================================================\n"
            "Total params: 156\n"
            "Trainable params: 156\n"
            "Non-trainable params: 0\n"
            "----------------------------------------------------------------\n"),
        Row(("torchinfo", "torchinfo"), ".txt", "summary-row", "right",
            "==========================================================================================\n"
            "Layer (type:depth-idx)                   Output Shape              Param #\n"
            "==========================================================================================\n"
            "Sequential                               [1, 10]                   --\n"
            "├─Conv2d: 1-1                            [1, 6, 28, 28]            156\n"
            "├─Flatten: 1-2                           [1, 4704]                 --\n"
            "├─Linear: 1-3                            [1, 10]                   47,050\n"
            "==========================================================================================\n"
            "Total params: 47,206\n"
            "Trainable params: 47,206\n"
            "Non-trainable params: 0\n"
            "==========================================================================================\n"),
        Row(("pasted: columns collapsed to blanks", "粘贴后各列只剩一个空格"), ".txt", "summary-total", "right",
            "Layer (type) Output Shape Param #\n"
            "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
            "flatten (Flatten) (None, 21632) 0\n"
            "dense (Dense) (None, 10) 216330\n"
            "Total params: 216,650\n"),
        Row(("a wrong total", "错误的合计"), ".txt", "summary-total", "wrong",
            "Layer (type) Output Shape Param #\n"
            "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
            "flatten (Flatten) (None, 21632) 0\n"
            "dense (Dense) (None, 10) 216330\n"
            "Total params: 216,560\n"),
        Row(("a row against the code beside it", "与旁边代码比较"), ".md", "summary-row", "wrong",
            "```python\n"
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential([\n"
            "    layers.Input((28, 28, 1)),\n"
            '    layers.Conv2D(8, 3, name="c1"),\n'
            '    layers.Flatten(name="flat"),\n'
            '    layers.Dense(10, name="out"),\n'
            "])\n"
            "```\n"
            "\n"
            "```\n"
            "Layer (type)                 Output Shape              Param #\n"
            "=================================================================\n"
            "c1 (Conv2D)                  (None, 26, 26, 8)         72\n"
            "flat (Flatten)               (None, 5408)              0\n"
            "out (Dense)                  (None, 10)                54090\n"
            "=================================================================\n"
            "Total params: 54,170\n"
            "```\n"),
    )),
    Group(("Tables of layers", "层的表格"), (
        Row(("sizes from kernel, stride, padding", "由核、步长、填充得尺寸"), ".md", "layer-output", "right",
            "| layer | kernel | stride | padding | output |\n"
            "|---|---|---|---|---|\n"
            "| input | | | | 32x32 |\n"
            "| conv1 | 5 | 1 | 0 | 28x28 |\n"
            "| pool1 | 2 | 2 | 0 | 14x14 |\n"),
        Row(("a wrong size", "错误的尺寸"), ".md", "layer-output", "wrong",
            "| layer | kernel | stride | padding | output |\n"
            "|---|---|---|---|---|\n"
            "| input | | | | 32x32 |\n"
            "| conv1 | 5 | 1 | 0 | 27x27 |\n"),
        Row(("tables of LaTeX", "LaTeX 的表格"), ".tex", "layer-output", "right",
            "\\begin{tabular}{lllll}\n"
            "layer & kernel & stride & padding & output \\\\\n"
            "input & & & & 32x32 \\\\\n"
            "conv1 & 5 & 1 & 0 & 28x28 \\\\\n"
            "\\end{tabular}"),
        Row(("parameters", "参数数量"), ".md", "layer-table", "right",
            "| layer | kernel | stride | padding | filters | output | params |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 1 | 32x32 | |\n"
            "| conv1 | 5 | 1 | 0 | 6 | 28x28 | 156 |\n"),
        Row(("receptive fields and jumps", "感受野与间距"), ".md", "receptive-field", "right",
            "| layer | kernel | stride | receptive field | jump |\n"
            "|---|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 | 1 |\n"
            "| pool1 | 2 | 2 | 4 | 2 |\n"
            "| conv2 | 3 | 1 | 8 | 2 |\n"),
        Row(("a wrong receptive field", "错误的感受野"), ".md", "receptive-field", "wrong",
            "| layer | kernel | stride | receptive field |\n"
            "|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 |\n"
            "| pool1 | 2 | 2 | 5 |\n"),
        Row(("memory in values, its head in bytes", "表头为字节而数值为个数"), ".md", "unit", "wrong",
            "| layer | kernel | stride | padding | filters | output | memory (bytes) |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 3 | 224x224 | 150528 |\n"
            "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |\n"),
    )),
    Group(("Code", "代码"), (
        Row(("Keras Sequential beside a summary or shapes", "Keras Sequential"), ".py", "layer-output", "right",
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))  # 26x26x8\n"),
        Row(("Keras functional", "Keras 函数式接口"), ".py", "layer-output", "right",
            "from tensorflow import keras\n"
            "from tensorflow.keras import layers\n"
            "inputs = keras.Input(shape=(28, 28, 1))\n"
            "x = layers.Conv2D(8, 3)(inputs)  # 26x26x8\n"
            "x = layers.Flatten()(x)\n"
            "outputs = layers.Dense(10)(x)\n"
            "model = keras.Model(inputs, outputs)\n"),
        Row(("PyTorch nn.Sequential: channels", "PyTorch nn.Sequential 的通道数"), ".py", "model-code", "wrong",
            "import torch.nn as nn\n"
            "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(8, 16, 5))\n"),
        Row(("PyTorch modules with forward", "带 forward 的 PyTorch 模块"), ".py", "model-code", "wrong",
            "import torch.nn as nn\n"
            "import torch.nn.functional as F\n"
            "\n"
            "class Net(nn.Module):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.conv1 = nn.Conv2d(1, 6, 5)\n"
            "        self.conv2 = nn.Conv2d(16, 16, 5)\n"
            "\n"
            "    def forward(self, x):\n"
            "        x = F.relu(self.conv1(x))\n"
            "        return self.conv2(x)\n"),
        Row(("a wrong shape in a comment", "注释中错误的形状"), ".py", "layer-output", "wrong",
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))  # 28x26x8\n"),
        Row(("values that are not told: skipped", "数值未知的代码：跳过"), ".py", "model-code", "undecided",
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential([layers.Conv2D(8, size(3))])\n"),
        Row(("broken code: the rest goes on", "不完整的代码：其余照常"), ".py", "model-code", "undecided",
            "model = Sequential([\n"
            "\n"
            "# 5*5*6 = 150\n"),
        Row(("a shape in prose that a layer gives", "文字中某层的形状"), ".md", "layer-output", "right",
            "```python\n"
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))\n"
            "```\n"
            "The output is of shape (26, 26, 8).\n"),
    )),
    Group(("Layers in words", "文字描述的层"), (
        Row(("a layer in one sentence", "一句话描述的层"), ".txt", "layer-output", "right",
            "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an "
            "output of 55x55x96."),
        Row(("the same in Chinese", "中文描述的层"), ".txt", "layer-output", "right",
            "卷积层：输入为227×227×3，96个11×11×3的卷积核，步长为4，填充为0，输出为55×55×96"),
        Row(("a wrong output of such a layer", "错误的输出尺寸"), ".txt", "layer-output", "wrong",
            "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an "
            "output of 54x54x96."),
        Row(("a layer label by label", "逐项描述的层"), ".txt", "layer-params", "right",
            "Convolution layer C1\n"
            "Input: 32x32\n"
            "Kernel size: 5x5\n"
            "Number of kernels: 6\n"
            "Output size: 28x28\n"
            "Trainable parameters: (5*5+1)*6\n"
            "Number of neurons: 28*28*6\n"),
        Row(("its neurons and connections", "逐项描述的神经元数与连接数"), ".txt", "layer-fact", "right",
            "Convolution layer C1\n"
            "Input: 32x32\n"
            "Kernel size: 5x5\n"
            "Number of kernels: 6\n"
            "Number of connections: (5*5+1)*6*28*28\n"),
        Row(("parameters of well-known networks", "知名网络的参数数量"), ".txt", "model-figure", "rounded",
            "VGG-16 (138M parameters)"),
        Row(("figures that no known variant has", "已知版本均不相符的数值"), ".txt", "model-figure", "undecided",
            "AlexNet has 80M parameters"),
    )),
    Group(("Networks in fenced blocks", "代码块中的网络"), (
        Row(("claims of a fenced network", "代码块中网络的断言"), ".md", "claim", "right",
            "```cnn\n"
            "network A\n"
            "input 32x32x1\n"
            "C1: conv N=6 K=5\n"
            "claim C1.params = 156\n"
            "```\n"),
        Row(("prose that names its layers", "提到其中各层的文字"), ".md", "claim", "wrong",
            "```cnn\n"
            "network A\n"
            "input 32x32x1\n"
            "C1: conv N=6 K=5\n"
            "```\n"
            "\n"
            "It has C1.params = 165.\n"),
        Row(("a fenced network with a fault", "有错误的网络"), ".md", "claim", "undecided",
            "```cnn\n"
            "network A\n"
            "input 32x32x1\n"
            "C1: cnov N=6 K=5\n"
            "```\n"),
    )),
    Group(("Not understood: nothing is said", "不能理解，不作判断"), (
        Row(("a product without a result", "没有结果的乘积"), ".txt", None, None,
            "The layer has (5*5+1)*6 parameters."),
        Row(("a copied formula glued to itself", "粘连在一起的公式"), ".txt", None, None,
            "11×11×311×11×3"),
        Row(("two shapes joined by an equals sign", "等号连接的两个形状"), ".txt", None, None,
            "28×28×6 = 14×14×6"),
        Row(("dates, versions, file names", "日期、版本号、文件名"), ".txt", None, None,
            "2024-05-06, version 2.10-3, conv-3x3.png"),
        Row(("assignments of programs", "程序中的赋值"), ".py", None, None,
            "x = 5*5\n"
            "y = 3 - 2\n"),
        Row(("formulas within pictures", "图片中的公式"), ".md", None, None,
            "![](formula.png)"),
        Row(("numbers in words", "用文字写的数"), ".txt", None, None,
            "five times five is twenty-four"),
        Row(("commas before decimals", "作小数点的逗号"), ".txt", None, None,
            "1,5 * 2 = 4"),
        Row(("Chinese numerals", "中文数字"), ".txt", None, None,
            "五乘五等于二十四"),
        Row(("comparisons: <, ≤, ≫", "不等式：<、≤、≫"), ".txt", None, None,
            "5*5 < 24"),
        Row(("letters whose meaning is not told", "含义不明的字母"), ".txt", None, None,
            "Q = (Z - Y)/X + 1"),
        Row(("formulas off the subject", "与本主题无关的公式"), ".txt", None, None,
            "E = m*c^2"),
        Row(("integrals, sums ∑, products ∏", "积分、∑、∏"), ".md", None, None,
            "$\\sum_{i=1}^{3} i = 7$"),
        Row(("matrices", "矩阵"), ".md", None, None,
            "$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} = 5$"),
        Row(("TeX macros of the document's own", "文中自定义的 TeX 宏"), ".tex", None, None,
            "\\newcommand{\\size}{5}\n"
            "$\\size \\times \\size = 24$"),
        Row(("tables of reStructuredText", "reStructuredText 的表格"), ".rst", None, None,
            "======= ======= ======\n"
            "layer   kernel  output\n"
            "======= ======= ======\n"
            "input           32x32\n"
            "conv1   5       27x27\n"
            "======= ======= ======\n"),
        Row(("kernels without an input", "没有输入的卷积核"), ".txt", None, None,
            "There are 6 kernels of 5x5."),
        Row(("tables without a column of kernels", "没有卷积核列的表格"), ".md", None, None,
            "| layer | output |\n"
            "|---|---|\n"
            "| conv1 | 28x28x6 |\n"),
        Row(("receptive fields in a sentence", "句子中的感受野"), ".txt", None, None,
            "Three 3x3 convolutions have a receptive field of 9x9."),
        Row(("accuracies, times and prices", "准确率、时间、价格"), ".txt", None, None,
            "accuracy 99.1%, 12 s, 3 x faster"),
        Row(("prose about a layer that code alone defines", "仅由代码定义的层的文字描述"), ".md", None, None,
            "```python\n"
            "import torch.nn as nn\n"
            "conv1 = nn.Conv2d(3, 96, 11, stride=4)\n"
            "```\n"
            "The first layer has 69 kernels.\n"),
        Row(("arrows as equality: →, =>", "作等号用的箭头：→、=>"), ".txt", None, None,
            "(28 - 3)/1 + 1 → 25"),
        Row(("roots, logarithms, factorials", "根号、对数、阶乘"), ".txt", None, None,
            "sqrt(25) = 6, log2(8) = 4, 4! = 25"),
        Row(("remainders: mod, %", "求余：mod、%"), ".txt", None, None,
            "10 mod 3 = 2"),
        Row(("fractions in one character: ½", "单字符分数 ½"), ".txt", None, None,
            "½ * 4 = 3"),
        Row(("comments of LaTeX and HTML", "LaTeX 与 HTML 的注释"), ".tex", None, None,
            "text % 5*5 = 24"),
        Row(("scripts and styles of HTML", "HTML 的脚本与样式"), ".html", None, None,
            "<html><script>5*5 = 24</script></html>"),
        Row(("equations of code: ==", "代码中的 =="), ".md", None, None,
            "```python\n"
            "print(5*5 == 24)\n"
            "```\n"),
        Row(("code in other languages", "其他语言的代码"), ".md", None, None,
            "```c\n"
            "int a = 5*5; /* 5*5 = 24 */\n"
            "```\n"),
    )),
)
# fmt: on
