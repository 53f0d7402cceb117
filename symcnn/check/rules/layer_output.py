"""Output sizes of layers: in sentences, behind calculations, in tables, and beside code."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.beside_code import StatedShape, shapes_beside_code
from symcnn.check.readings.shapes_behind import shapes_behind
from symcnn.check.subjects.facts.told_findings import told_findings
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.written.tree import Num, Op
from symcnn.network.figures.figures import LayerFigures

CODE = Code("layer-output", RulePage(
    right=(
        "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an output of "
        "55x55x96."
    ),
    other=(
        "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an output of "
        "54x54x96."
    ),
    examples=(
        Example("sizes-from-kernel-stride-padding", ".md", Verdict.RIGHT,
            "| layer | kernel | stride | padding | output |\n"
            "|---|---|---|---|---|\n"
            "| input | | | | 32x32 |\n"
            "| conv1 | 5 | 1 | 0 | 28x28 |\n"
            "| pool1 | 2 | 2 | 0 | 14x14 |\n"),
        Example("a-wrong-size", ".md", Verdict.WRONG,
            "| layer | kernel | stride | padding | output |\n"
            "|---|---|---|---|---|\n"
            "| input | | | | 32x32 |\n"
            "| conv1 | 5 | 1 | 0 | 27x27 |\n"),
        Example("tables-of-latex", ".tex", Verdict.RIGHT,
            "\\begin{tabular}{lllll}\n"
            "layer & kernel & stride & padding & output \\\\\n"
            "input & & & & 32x32 \\\\\n"
            "conv1 & 5 & 1 & 0 & 28x28 \\\\\n"
            "\\end{tabular}"),
        Example("keras-sequential-beside-a-summary-or-shapes", ".py", Verdict.RIGHT,
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))  # 26x26x8\n"),
        Example("keras-functional", ".py", Verdict.RIGHT,
            "from tensorflow import keras\n"
            "from tensorflow.keras import layers\n"
            "inputs = keras.Input(shape=(28, 28, 1))\n"
            "x = layers.Conv2D(8, 3)(inputs)  # 26x26x8\n"
            "x = layers.Flatten()(x)\n"
            "outputs = layers.Dense(10)(x)\n"
            "model = keras.Model(inputs, outputs)\n"),
        Example("a-wrong-shape-in-a-comment", ".py", Verdict.WRONG,
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))  # 28x26x8\n"),
        Example("a-shape-in-prose-that-a-layer-gives", ".md", Verdict.RIGHT,
            "```python\n"
            "from tensorflow.keras import layers, models\n"
            "model = models.Sequential()\n"
            "model.add(layers.Input((28, 28, 1)))\n"
            "model.add(layers.Conv2D(8, 3))\n"
            "```\n"
            "The output is of shape (26, 26, 8).\n"),
        Example("a-layer-in-one-sentence", ".txt", Verdict.RIGHT,
            "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an "
            "output of 55x55x96."),
        Example("the-same-in-chinese", ".txt", Verdict.RIGHT,
            "卷积层：输入为227×227×3，96个11×11×3的卷积核，步长为4，填充为0，输出为55×55×96"),
        Example("a-wrong-output-of-such-a-layer", ".txt", Verdict.WRONG,
            "The convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, padding 0 and an "
            "output of 54x54x96."),
        Example("tables-of-restructuredtext", ".rst", Verdict.WRONG,
            "======= ======= ======\n"
            "layer   kernel  output\n"
            "======= ======= ======\n"
            "input           32x32\n"
            "conv1   5       27x27\n"
            "======= ======= ======\n"),
        Example("kernels-without-an-input", ".txt", None, "There are 6 kernels of 5x5."),
        Example("tables-without-a-column-of-kernels", ".md", None,
            "| layer | output |\n|---|---|\n| conv1 | 28x28x6 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on output sizes wherever a layer and its arguments are told."""
    yield from told_findings(read.told, CODE)
    yield from shapes_behind(read.calculations, read.text, CODE)
    if models := (*read.measured, *read.measured_rows):
        shapes = shapes_beside_code(models, read.text, read.document.program)
        yield from map(_of_shape, shapes)


def _of_shape(found: StatedShape) -> Finding:
    shaping = _shaping(found.layer)
    working = worked_figure(found.figures, shaping, "output") if shaping.inputs else ()
    sizes, name = _product(found.derived), shaping.layer.name
    return Finding(
        found.start,
        found.end,
        Kind.CLAIM,
        CODE,
        found.verdict,
        _product(found.claimed),
        sizes,
        Sentence("code.output", {"layer": name, "value": sizes}),
        working or (Op("=", (sizes, sizes)),),
        found.edit,
        name,
    )


def _shaping(layer: LayerFigures) -> LayerFigures:
    """The layer that gives an output its sizes: one that leaves them as they are stands behind it."""
    while len(layer.inputs) == 1 and layer.inputs[0].inputs and layer.inputs[0].output == layer.output:
        layer = layer.inputs[0]
    return layer


def _product(sizes: tuple[int, ...]) -> Num | Op:
    return Num(sizes[0]) if len(sizes) == 1 else Op("x", tuple(map(Num, sizes)))
