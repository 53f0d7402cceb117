"""Small networks, and printers for them that print as the tools do."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.readings.summaries.printed_summaries import printed_summaries
from symcnn.check.readings.summaries.summary_code import Candidate
from symcnn.check.rules import summary_row, summary_total
from symcnn.documents.formats.document import Document
from symcnn.documents.reading.summaries import Summary, summaries


@dataclass(frozen=True)
class Made:
    """A layer with its Keras name and class, PyTorch's class, sizes (h, w, c) or (n,), and its parameters."""

    name: str
    keras: str
    torch: str
    shape: tuple[int, ...]
    params: int
    statistics: int = 0
    macs: int = 0


def network(seed: int, *, torch: bool) -> tuple[tuple[int, ...], list[Made]]:
    """A random network: convolutions, pooling and the like, then dense layers."""
    dice = random.Random(seed)
    size, channels = dice.choice([28, 32, 45, 64]), dice.choice([1, 3])
    start = (size, size, channels)
    layers: list[Made] = []
    counts: Counter[str] = Counter()

    def add(name: str, keras: str, torch_class: str, shape: tuple[int, ...], params: int, *rest: int) -> None:
        name = f"{name}_{counts[name]}" if counts[name] else name
        counts[name.rpartition("_")[0] if name[-1].isdigit() and "_" in name else name] += 1
        layers.append(Made(f"{name}_{len(layers)}", keras, torch_class, shape, params, *rest))

    for _ in range(dice.randint(1, 3)):
        kernel, count = dice.choice([1, 3, 5]), dice.choice([6, 8, 16, 20, 32])
        bias = dice.random() < 0.8
        same = dice.random() < 0.5
        params = (kernel * kernel * channels + bias) * count
        size = size if same else size - kernel + 1
        channels = count
        add("conv2d", "Conv2D", "Conv2d", (size, size, channels), params, 0, params * size * size)
        if dice.random() < 0.4:
            figures = (2 if torch else 4) * channels
            add("batch_normalization", "BatchNormalization", "BatchNorm2d", (size, size, channels), figures,
                0 if torch else 2 * channels, figures)  # fmt: skip
        if dice.random() < 0.6:
            add("re_lu", "ReLU", "ReLU", (size, size, channels), 0)
        if size >= 6:
            size //= 2
            add("max_pooling2d", "MaxPooling2D", "MaxPool2d", (size, size, channels), 0)
    units = size * size * channels
    add("flatten", "Flatten", "Flatten", (units,), 0)
    for _ in range(dice.randint(1, 2)):
        count = dice.choice([10, 64, 84, 120])
        add("dense", "Dense", "Linear", (count,), (units + 1) * count, 0, (units + 1) * count)
        units = count
        if dice.random() < 0.4:
            add("dropout", "Dropout", "Dropout", (units,), 0)
    return start, layers


def sums(layers: list[Made]) -> tuple[int, int]:
    return sum(layer.params for layer in layers), sum(layer.statistics for layer in layers)


def keras_shape(layer: Made) -> str:
    return f"(None, {', '.join(map(str, layer.shape))})" if layer.shape[1:] else f"(None, {layer.shape[0]})"


def torch_shape(layer: Made, batch: int) -> str:
    shape = (batch, layer.shape[2], *layer.shape[:2]) if layer.shape[1:] else (batch, *layer.shape)
    return f"[{', '.join(map(str, shape))}]"


def keras_totals(layers: list[Made]) -> str:
    total, still = sums(layers)
    return f"Total params: {total:,}\nTrainable params: {total - still:,}\nNon-trainable params: {still:,}"


def keras2(layers: list[Made]) -> str:
    """Columns of 29, 26 and 10; what is too long is cut off."""
    thin, thick = "_" * 65, "=" * 65

    def line(*fields: object) -> str:
        text = ""
        for field, end in zip(fields, (29, 55, 65), strict=True):
            text = (text + (" " if text else "") + str(field))[:end]
            text += " " * (end - len(text))
        return text

    rows = [line(f"{layer.name} ({layer.keras})", keras_shape(layer), layer.params) for layer in layers]
    head = f'Model: "sequential"\n{thin}\n{line("Layer (type)", "Output Shape", "Param #")}\n{thick}\n'
    return head + f"\n{thin}\n".join(rows) + f"\n{thick}\n{keras_totals(layers)}\n{thin}\n"


def keras2_wrapped(layers: list[Made]) -> str:
    """What is too long goes on in the next line of its column; blank lines between rows."""
    ends = (28, 54, 65)

    def lines(*fields: object) -> str:
        left = [str(field) for field in fields]
        found = []
        while any(left):
            text = " "
            for at, end in enumerate(ends):
                room = end - (ends[at - 1] if at else 0) - (2 if at < 2 else 0)
                text += left[at][:room]
                left[at] = left[at][room:]
                text = text.ljust(end + 1)
            found.append(text)
        return "\n".join(found)

    rows = [lines(f"{layer.name} ({layer.keras})", keras_shape(layer), layer.params) for layer in layers]
    head = f'Model: "model"\n{"_" * 65}\n{lines("Layer (type)", "Output Shape", "Param #")}\n{"=" * 65}\n'
    return head + f"\n{' ' * 65}\n".join(rows) + f"\n{'=' * 65}\n{keras_totals(layers)}\n{'_' * 65}\n"


def collapsed(layers: list[Made]) -> str:
    """As pages from the web have it: the columns run together."""
    return re.sub(r" +", " ", keras2(layers)).replace(" \n", "\n")


def readable(figure: int) -> str:
    size = Fraction(figure * 4)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{float(size):.2f} {unit}"
        size /= 1024
    return f"{float(size):.2f} GB"


def keras3(layers: list[Made]) -> str:
    """A table with rules; names and shapes are wrapped, words that are too long end with an ellipsis."""
    widths = (20, 16, 11)

    def wrapped(text: str, width: int) -> list[str]:
        found, line = [], ""
        for word in text.split(" "):
            if line and len(line) + 1 + len(word) > width:
                found.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            if len(line) > width:
                line = line[: width - 1] + "…"
        return [*found, line]

    def row(mark: str, *fields: str) -> str:
        cells = [wrapped(field, width) for field, width in zip(fields, widths, strict=True)]
        height = max(map(len, cells))
        cells = [cell + [""] * (height - len(cell)) for cell in cells]
        return "\n".join(
            mark + mark.join(f" {cell[at].ljust(width)} " for cell, width in zip(cells, widths, strict=True)) + mark
            for at in range(height)
        )

    def rule(left: str, line: str, cross: str, right: str) -> str:
        return left + cross.join(line * (width + 2) for width in widths) + right

    rows = [row("│", f"{layer.name} ({layer.keras})", keras_shape(layer), f"{layer.params:,}") for layer in layers]
    total, still = sums(layers)
    return "\n".join(
        [
            'Model: "sequential"',
            rule("┏", "━", "┳", "┓"),
            row("┃", "Layer (type)", "Output Shape", "Param #"),
            rule("┡", "━", "╇", "┩"),
            ("\n" + rule("├", "─", "┼", "┤") + "\n").join(rows),
            rule("└", "─", "┴", "┘"),
            f" Total params: {total:,} ({readable(total)})",
            f" Trainable params: {total - still:,} ({readable(total - still)})",
            f" Non-trainable params: {still:,} ({readable(still)})",
            "",
        ]
    )


def torchsummary(layers: list[Made], start: tuple[int, ...] = (32, 32, 3)) -> str:
    rows = [
        f"{f'{layer.torch}-{at}':>20}  {torch_shape(layer, -1):>25} {f'{layer.params:,}':>15}"
        for at, layer in enumerate(layers, 1)
    ]
    total, mega = sums(layers)[0], 1024.0**2
    given, outputs = math.prod(start) * 4 / mega, 2 * sum(math.prod(layer.shape) for layer in layers) * 4 / mega
    return "\n".join(
        [
            "-" * 64,
            f"{'Layer (type)':>20}  {'Output Shape':>25} {'Param #':>15}",
            "=" * 64,
            *rows,
            "=" * 64,
            f"Total params: {total:,}",
            f"Trainable params: {total:,}",
            "Non-trainable params: 0",
            "-" * 64,
            f"Input size (MB): {given:.2f}",
            f"Forward/backward pass size (MB): {outputs:.2f}",
            f"Params size (MB): {total * 4 / mega:.2f}",
            f"Estimated Total Size (MB): {given + outputs + total * 4 / mega:.2f}",
            "-" * 64,
            "",
        ]
    )


def torchinfo(layers: list[Made], start: tuple[int, ...] = (32, 32, 3)) -> str:
    rows = [f"{'Net':<41}{torch_shape(layers[-1], 1):<26}--"]
    for at, layer in enumerate(layers, 1):
        mark = "└─" if at == len(layers) else "├─"
        params = f"{layer.params:,}" if layer.params else "--"
        rows.append(f"{f'{mark}{layer.torch}: 1-{at}':<41}{torch_shape(layer, 1):<26}{params}")
    total = sums(layers)[0]
    given = math.prod(start) * 4 / 1e6
    outputs = sum(math.prod(layer.shape) * 8 for layer in layers if layer.params) / 1e6
    return "\n".join(
        [
            "=" * 90,
            f"{'Layer (type:depth-idx)':<41}{'Output Shape':<26}Param #",
            "=" * 90,
            *rows,
            "=" * 90,
            f"Total params: {total:,}",
            f"Trainable params: {total:,}",
            "Non-trainable params: 0",
            f"Total mult-adds (M): {sum(layer.macs for layer in layers) / 1e6:.2f}",
            "=" * 90,
            f"Input size (MB): {given:.2f}",
            f"Forward/backward pass size (MB): {outputs:.2f}",
            f"Params size (MB): {total * 4 / 1e6:.2f}",
            f"Estimated Total Size (MB): {given + outputs + total * 4 / 1e6:.2f}",
            "=" * 90,
            "",
        ]
    )


KERAS: dict[str, Callable[[list[Made]], str]] = {
    "keras2": keras2,
    "keras2_wrapped": keras2_wrapped,
    "collapsed": collapsed,
    "keras3": keras3,
}
TORCH: dict[str, Callable[[list[Made], tuple[int, ...]], str]] = {"torchsummary": torchsummary, "torchinfo": torchinfo}
FORMS = [*KERAS, *TORCH]


@cache
def printed(form: str, seed: int) -> tuple[str, list[Made]]:
    start, layers = network(seed, torch=form in TORCH)
    return (TORCH[form](layers, start) if form in TORCH else KERAS[form](layers)), layers


def read(text: str) -> Summary:
    (found,) = summaries(text, 0, len(text))
    return found


@cache
def check(text: str, *candidates: Candidate) -> tuple[Finding, ...]:
    """The findings where the code beside the text has these models."""
    read = Read(Document("page.md", text, text, ()))
    vars(read)["summaries"] = tuple(printed_summaries(summaries(text, 0, len(text)), lambda: candidates))
    return tuple(sorted((*summary_row.check(read), *summary_total.check(read)), key=lambda finding: finding.start))


def by_quote(text: str, *candidates: Candidate) -> dict[str, Finding]:
    return {" ".join(text[found.start : found.end].split()): found for found in check(text, *candidates)}
