"""Printed model summaries: what tools print is read back, what is right is right, one changed digit is never right."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.readings.summaries.printed_summaries import printed_summaries
from symcnn.check.readings.summaries.summary_code import Candidate, ExpectedRow
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_models import candidate_of
from symcnn.check.readings.summaries.summary_sizes import pooling
from symcnn.check.readings.summaries.summary_table import table_of
from symcnn.check.rules import summary_row, summary_total
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import names
from symcnn.documents.formats.document import Document
from symcnn.documents.reading.summaries import Summary, summaries
from symcnn.models.python.read_models import read_models
from symcnn.pages.build.sentences import help_of, said

SHARED = Path(__file__).parents[3] / "shared"


# Small networks, and printers for them that print as the tools do.


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


def printed(form: str, seed: int) -> tuple[str, list[Made]]:
    start, layers = network(seed, torch=form in TORCH)
    return (TORCH[form](layers, start) if form in TORCH else KERAS[form](layers)), layers


def read(text: str) -> Summary:
    (found,) = summaries(text, 0, len(text))
    return found


def check(text: str, *candidates: Candidate) -> tuple[Finding, ...]:
    """The findings where the code beside the text has these models."""
    read = Read(Document("page.md", text, text, ()))
    vars(read)["summaries"] = tuple(printed_summaries(text, lambda: candidates))
    return tuple(sorted((*summary_row.check(read), *summary_total.check(read)), key=lambda finding: finding.start))


def by_quote(text: str, *candidates: Candidate) -> dict[str, Finding]:
    return {" ".join(text[found.start : found.end].split()): found for found in check(text, *candidates)}


# What is printed is read back.


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(40))
def test_what_is_printed_is_read_back(form: str, seed: int) -> None:
    text, layers = printed(form, seed)
    found = read(f"A page.\n\n{text}\nMore of it.\n")
    rows = found.rows[1:] if form == "torchinfo" else found.rows
    assert found.is_whole
    assert [(row.shape or ())[1:] for row in rows] == [
        layer.shape if form in KERAS or len(layer.shape) == 1 else (layer.shape[2], *layer.shape[:2])
        for layer in layers
    ]
    assert [row.params or 0 for row in rows] == [layer.params for layer in layers]
    assert all(
        (layer.torch if form in TORCH else layer.keras).startswith(row.type)
        for row, layer in zip(rows, layers, strict=True)
    )
    assert {total.name: total.value for total in found.totals}["total"] == sums(layers)[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("prefix", ["> ", "# ", "    ", ">> # "])
def test_quoted_and_commented_tables_are_read(form: str, prefix: str) -> None:
    text, layers = printed(form, 3)
    quoted = "\n".join(prefix + line for line in text.splitlines())
    rows = read(quoted).rows
    assert sum(row.params or 0 for row in rows) == sums(layers)[0]
    assert all(finding.verdict is not Verdict.WRONG for finding in check(quoted))


def test_figures_have_their_places() -> None:
    text, _ = printed("keras2", 1)
    for row in read(text).rows:
        assert text[row.params_start : row.params_end] == str(row.params)
        assert text[row.start : row.end].startswith(row.name)
        assert text[row.shape_start : row.shape_end].startswith("(None")


def test_a_page_that_lost_its_header_is_read() -> None:
    text = collapsed(network(2, torch=False)[1])
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("_", "=", "Layer")))
    assert read(bare).rows
    assert {found.verdict for found in check(bare)} == {Verdict.RIGHT}


# What is right is right, one changed digit is never right.


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(40))
def test_what_is_right_is_right(form: str, seed: int) -> None:
    text, _ = printed(form, seed)
    open_lines = {"Input size (MB)"}
    for quote, finding in by_quote(text).items():
        if not quote.startswith(tuple(open_lines)):
            assert finding.verdict in (Verdict.RIGHT, Verdict.ROUNDED), quote


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(25))
def test_every_equation_holds(form: str, seed: int) -> None:
    text, _ = printed(form, seed)
    for finding in check(text):
        if finding.verdict is not Verdict.UNDECIDED:
            assert finding.derivation
        assert all(names(line) or value_of(line) == 1 for line in finding.derivation)


def digits_of(text: str, finding: Finding) -> list[int]:
    """The places of digits of a finding's figures: not those of names."""
    quote = text[finding.start : finding.end]
    figures = quote.find(":") if finding.code.name == "summary-total" else min(
        place for place in (quote.find("(None"), quote.find("[")) if place >= 0
    )  # fmt: skip
    skipped = re.compile(r"\[-?1,|\(None")
    return [
        finding.start + place.start()
        for place in re.finditer(r"\d", quote)
        if place.start() > figures and not skipped.match(quote, place.start() - 2)
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "seed", [seed if seed < 20 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(60)]
)
def test_one_changed_digit_is_never_right(form: str, seed: int) -> None:
    dice = random.Random(seed)
    text, _ = printed(form, seed)
    right = [found for found in check(text) if found.verdict in (Verdict.RIGHT, Verdict.ROUNDED)]
    for touched in dice.sample(right, min(6, len(right))):
        places = digits_of(text, touched)
        if "Estimated" in text[touched.start : touched.end] or not places:
            continue
        place = dice.choice(places)
        digit = dice.choice([digit for digit in "0123456789" if digit != text[place]])
        changed = text[:place] + digit + text[place + 1 :]
        if re.match(r"0\d", changed[place:]) and not changed[place - 1].isdigit():
            continue
        for finding in check(changed):
            quote = changed[finding.start : finding.end]
            is_touched = finding.start <= place < finding.end
            if is_touched:
                assert finding.verdict not in (Verdict.RIGHT, Verdict.ROUNDED), (quote, changed)
            else:
                assert finding.verdict is not Verdict.WRONG, (quote, text[touched.start : touched.end], changed)
            if finding.edit is not None and finding.edit.is_certain:
                edit = finding.edit
                assert changed[: edit.start] + edit.replacement + changed[edit.end :] == text


@pytest.mark.parametrize("form", FORMS)
def test_most_changed_digits_are_found(form: str) -> None:
    """A figure of four digits or more is corrected, with the total as the witness."""
    found = tried = 0
    for seed in range(30):
        text, _ = printed(form, seed)
        for row in read(text).rows:
            if (row.params or 0) >= 1000:
                place = row.params_end - 1
                digit = str((int(text[place]) + 3) % 10)
                changed = text[:place] + digit + text[place + 1 :]
                wrong = [finding for finding in check(changed) if finding.verdict is Verdict.WRONG]
                tried += 1
                found += [finding.start for finding in wrong] == [row.start]
    assert found > 0.95 * tried


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
def test_every_reason_can_be_said(form: str, language: str) -> None:
    text, _ = printed(form, 9)
    pages = [
        text,
        *(text[:place] + "7" + text[place + 1 :] for place in range(0, len(text), 3) if text[place].isdigit()),
    ]
    for page in pages:
        for finding in check(page):
            assert said(finding.why, language)
            if finding.edit is not None:
                assert help_of(finding.edit, page[finding.edit.start : finding.edit.end], language)


# Tables of each tool, right and wrong.

FUNCTIONAL = """
Model: "model"
__________________________________________________________________________________________________
 Layer (type)                   Output Shape         Param #     Connected to
==================================================================================================
 image (InputLayer)             [(None, 30, 30, 3)]  0           []

 left (Conv2D)                  (None, 30, 30, 8)    224         ['image[0][0]']

 right_has_a_long_name (Conv2D  (None, 30, 30, 16)   1216        ['image[0][0]']
 )

 both (Concatenate)             (None, 30, 30, 24)   0           ['left[0][0]',
                                                                  'right_has_a_long_name[0][0]']

 bn (BatchNormalization)        (None, 30, 30, 24)   96          ['both[0][0]']

 pointwise (Conv2D)             (None, 30, 30, 24)   600         ['bn[0][0]']

 sum (Add)                      (None, 30, 30, 24)   0           ['bn[0][0]',
                                                                  'pointwise[0][0]']

 global_average_pooling2d (Glo  (None, 24)           0           ['sum[0][0]']
 balAveragePooling2D)

 scores (Dense)                 (None, 5)            125         ['global_average_pooling2d[0][0]']

==================================================================================================
Total params: 2,261
Trainable params: 2,213
Non-trainable params: 48
__________________________________________________________________________________________________
"""


def test_branches_of_keras() -> None:
    found = read(FUNCTIONAL)
    assert found.rows[3].connected_to == ("left", "right_has_a_long_name")
    assert {finding.verdict for finding in check(FUNCTIONAL)} == {Verdict.RIGHT}


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("(None, 30, 30, 24)   0           ['left", "(None, 30, 30, 34)   0           ['left", "both"),
        ("1216 ", "1215 ", "right_has"),
        ("Trainable params: 2,213", "Trainable params: 2,231", "Trainable"),
        ("Non-trainable params: 48", "Non-trainable params: 46", "Non-trainable"),
        ("Total params: 2,261", "Total params: 2,361", "Total"),
        ("125  ", "120  ", "scores"),
    ],
)
def test_one_wrong_figure_in_branches(old: str, new: str, touched: str) -> None:
    changed = FUNCTIONAL.replace(old, new, 1)
    assert changed != FUNCTIONAL
    wrong = [finding for finding in check(changed) if finding.verdict is Verdict.WRONG]
    assert [changed[finding.start :].startswith(touched) for finding in wrong] == [True]
    edit = wrong[0].edit
    assert edit is not None
    assert changed[: edit.start] + edit.replacement + changed[edit.end :] == FUNCTIONAL


RESIDUAL = """
----------------------------------------------------------------
        Layer (type)               Output Shape         Param #
================================================================
            Conv2d-1           [-1, 16, 32, 32]             432
       BatchNorm2d-2           [-1, 16, 32, 32]              32
              ReLU-3           [-1, 16, 32, 32]               0
            Conv2d-4           [-1, 24, 16, 16]           3,456
       BatchNorm2d-5           [-1, 24, 16, 16]              48
            Conv2d-6           [-1, 24, 16, 16]             384
       BatchNorm2d-7           [-1, 24, 16, 16]              48
        BasicBlock-8           [-1, 24, 16, 16]               0
 AdaptiveAvgPool2d-9             [-1, 24, 1, 1]               0
           Linear-10                   [-1, 10]             250
================================================================
Total params: 4,650
Trainable params: 4,650
Non-trainable params: 0
----------------------------------------------------------------
Input size (MB): 0.01
Forward/backward pass size (MB): 0.61
Params size (MB): 0.02
Estimated Total Size (MB): 0.64
----------------------------------------------------------------
"""


def test_a_shortcut_in_torchsummary_is_found_further_up() -> None:
    verdicts = {quote.split()[0]: found.verdict for quote, found in by_quote(RESIDUAL).items()}
    assert verdicts["Conv2d-6"] is Verdict.RIGHT
    assert "BasicBlock-8" not in verdicts
    assert Verdict.WRONG not in verdicts.values()


def test_a_wrong_estimate_of_torchsummary() -> None:
    found = by_quote(RESIDUAL.replace("pass size (MB): 0.61", "pass size (MB): 0.81"))
    assert [quote for quote, finding in found.items() if finding.verdict is Verdict.WRONG] == [
        "Forward/backward pass size (MB): 0.81"
    ]


TREE = """
=====================================================================================
Layer (type:depth-idx)      Input Shape        Output Shape       Param #   Mult-Adds
=====================================================================================
Net                         [2, 3, 32, 32]     [2, 10]            7         --
├─Sequential: 1-1           [2, 3, 32, 32]     [2, 8, 16, 16]     --        --
│    └─Conv2d: 2-1          [2, 3, 32, 32]     [2, 8, 32, 32]     224       458,752
│    └─ReLU: 2-2            [2, 8, 32, 32]     [2, 8, 32, 32]     --        --
│    └─MaxPool2d: 2-3       [2, 8, 32, 32]     [2, 8, 16, 16]     --        --
├─Sequential: 1-2           [2, 8, 16, 16]     [2, 8, 16, 16]     --        --
│    └─Conv2d: 2-4          [2, 8, 16, 16]     [2, 8, 16, 16]     584       299,008
│    └─Conv2d: 2-5          [2, 8, 16, 16]     [2, 8, 16, 16]     (recursive) 299,008
├─Linear: 1-3               [2, 2048]          [2, 10]            (20,490)  40,980
=====================================================================================
Total params: 21,305
Trainable params: 815
Non-trainable params: 20,490
Total mult-adds (M): 1.10
=====================================================================================
"""


def test_a_tree_of_torchinfo() -> None:
    found = read(TREE)
    assert [row.depth for row in found.rows] == [0, 1, 2, 2, 2, 1, 2, 2, 1]
    assert found.rows[7].is_recursive
    assert found.rows[8].is_frozen
    verdicts = {quote: finding.verdict for quote, finding in by_quote(TREE).items()}
    assert all(
        verdict in (Verdict.RIGHT, Verdict.ROUNDED)
        for quote, verdict in verdicts.items()
        if not quote.startswith(("Net", "Conv2d: 2-5"))
    )
    assert Verdict.WRONG not in verdicts.values()


def test_optimizer_parameters_are_in_keras_totals() -> None:
    text = keras3(network(5, torch=False)[1])
    total = int(read(text).totals[0].value)
    trained = int(next(line.value for line in read(text).totals if line.name == "trainable"))
    more = text.replace(f"Total params: {total:,} ({readable(total)})", f"Total params: {total + 2 * trained + 2:,}")
    more += f" Optimizer params: {2 * trained + 2:,} ({readable(2 * trained + 2)})\n"
    found = {finding.verdict for quote, finding in by_quote(more).items() if "params" in quote}
    assert found == {Verdict.RIGHT}


def test_nested_models_count_once() -> None:
    text = """
 Layer (type)                Output Shape              Param #
=================================================================
 inner (Functional)          (None, 16)                1370

|¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯|
| input_1 (InputLayer)      [(None, 36)]              0         |
|                                                               |
| dense (Dense)             (None, 26)                962       |
|                                                               |
| dense_1 (Dense)           (None, 16)                432       |
¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯
 dense_2 (Dense)             (None, 10)                170
=================================================================
Total params: 1540
Trainable params: 1540
Non-trainable params: 0
"""
    rows = read(text).rows
    assert [row.depth for row in rows] == [0, 1, 1, 1, 0]
    found = by_quote(text)
    assert found["Total params: 1540"].verdict is Verdict.RIGHT
    assert Verdict.WRONG not in {finding.verdict for finding in found.values()}


def test_a_table_with_rows_left_out_has_no_wrong_total() -> None:
    text, _ = printed("keras2", 4)
    lines = text.splitlines()
    lines[6:9] = ["..."]
    found = check("\n".join(lines))
    assert {finding.verdict for finding in found if finding.code.name == "summary-total"} == {Verdict.UNDECIDED}


def test_a_frozen_layer_is_no_fault() -> None:
    text = collapsed(network(7, torch=False)[1])
    total = int(read(text).totals[0].value)
    frozen = re.sub(r"Trainable params: .*\nNon.*", f"Trainable params: 0\nNon-trainable params: {total:,}", text)
    assert {finding.verdict for finding in check(frozen)} == {Verdict.RIGHT}


def test_channels_first_in_keras() -> None:
    text = """Layer (type) Output Shape Param #
=====
conv (Conv2D) (None, 8, 26, 26) 80
pool (MaxPooling2D) (None, 8, 13, 13) 0
conv_1 (Conv2D) (None, 16, 11, 11) 1168
flatten (Flatten) (None, 1936) 0
dense (Dense) (None, 10) 19370
=====
Total params: 20,618
"""
    assert {finding.verdict for finding in check(text)} == {Verdict.RIGHT}


def test_coloured_output_is_read() -> None:
    text = keras3(network(5, torch=False)[1])
    coloured = re.sub(
        r"(?<=[ (])(None|\d+(?:,\d{3})*)(?=[,) ])", "\x1b[38;5;34m\\1\x1b[0m", text.replace("Layer", "\x1b[1mLayer")
    )
    assert [row.params for row in read(coloured).rows] == [row.params for row in read(text).rows]


# Against code.


def candidate(layers: list[Made], upto: int = 0) -> Candidate:
    rows = tuple(
        ExpectedRow(layer.name, layer.keras, layer.shape, layer.params, layer.params - layer.statistics, f"L{at}")
        for at, layer in enumerate(layers)
    )
    return Candidate(upto, "keras", rows)


@pytest.mark.parametrize("seed", range(10))
def test_the_code_beside_a_summary_decides(seed: int) -> None:
    _, layers = network(seed, torch=False)
    text = "\n" * 5 + keras2(layers)
    found = check(text, candidate(layers))
    assert {finding.verdict for finding in found} == {Verdict.RIGHT}
    assert [finding.layer for finding in found if finding.layer] == [f"L{at}" for at in range(len(layers))]


def test_a_row_that_differs_from_the_code() -> None:
    _, layers = network(3, torch=False)
    text = "\n" * 5 + keras2(layers)
    row = read(text).rows[-1]
    changed = text[: row.params_end - 1] + str((int(text[row.params_end - 1]) + 1) % 10) + text[row.params_end :]
    wrong = [finding for finding in check(changed, candidate(layers)) if finding.verdict is Verdict.WRONG]
    assert [finding.start for finding in wrong] == [row.start]


def test_code_of_another_network_is_not_asked() -> None:
    _, layers = network(3, torch=False)
    others = [Made(one.name, one.keras, one.torch, one.shape, one.params * 3) for one in layers]
    assert {found.verdict for found in check(keras2(layers), candidate(others))} == {Verdict.RIGHT}
    assert {found.layer for found in check(keras2(layers), candidate(layers[1:]))} - {None} == {
        layer.name for layer in layers
    }


CODE = """
model = Sequential([
    Conv2D(8, 3, input_shape=(20, 20, 3), activation="relu"),
    BatchNormalization(),
    MaxPooling2D(3, strides=2),
    Flatten(),
    Dense(10),
])
"""
PRINTED = """
conv2d (Conv2D) (None, 18, 18, 8) 224
batch_normalization (BatchNo (None, 18, 18, 8) 32
max_pooling2d (MaxPooling2D) (None, 8, 8, 8) 0
flatten (Flatten) (None, 512) 0
dense (Dense) (None, 10) 5130
Total params: 5,386
Trainable params: 5,370
Non-trainable params: 16
"""


def with_code(text: str) -> dict[str, Finding]:
    page = f"{CODE}\nLayer (type) Output Shape Param #{text}"
    models, _ = read_models(page, [(0, len(CODE))])
    candidates = [found for found in map(candidate_of, models) if found is not None]
    assert candidates
    return by_quote(page, *candidates)


def test_a_summary_is_held_against_code_that_was_read() -> None:
    found = with_code(PRINTED)
    assert {finding.verdict for finding in found.values()} == {Verdict.RIGHT}
    pool = found["max_pooling2d (MaxPooling2D) (None, 8, 8, 8) 0"]
    assert plain_text(pool.derivation[0]).startswith("⌊(18 + 2·0 − 3)/2⌋ + 1")


@pytest.mark.parametrize(
    ("old", "new"), [("(None, 8, 8, 8)", "(None, 9, 9, 8)"), (" 224", " 216"), ("params: 16", "params: 32")]
)
def test_what_differs_from_code_that_was_read_is_wrong(old: str, new: str) -> None:
    found = with_code(PRINTED.replace(old, new))
    assert [new in quote for quote, finding in found.items() if finding.verdict is Verdict.WRONG] == [True]


# Hostile text.


@pytest.mark.parametrize(
    "line",
    [
        "_" * 1_000_000,
        "(None," * 160_000,
        "│" * 1_000_000,
        "│ " * 500_000,
        "Layer (type) Output Shape Param #\n" * 30_000,
        "Layer (type) " * 80_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2D) (None, 3, 3, 4) 5\n" * 30_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2D) (None, 3, 3, (None, (None 5\n" * 20_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2 (None, 3, 3, 4) 5\nD)\n" * 20_000,
        "┃ Layer (type) ┃ Output Shape ┃ Param # ┃\n" + "│ a │ (None, │ 1 │\n" * 40_000,
        "Layer (type:depth-idx) Output Shape Param #\n" + "├─Conv2d: 1-1 [1, 2, 3, 4] 5\n" * 30_000,
        'Model: "' * 100_000,
        'Model: "a"\n' * 90_000,
        "Total params: 1" * 60_000,
    ],
    ids=range(14),
)
def test_hostile_text_comes_to_an_end(line: str) -> None:
    found = summaries(line, 0, len(line))
    assert all(summary.start < summary.end for summary in found)


def test_many_rows_are_checked() -> None:
    text = "Layer (type) Output Shape Param #\n" + "".join(
        f"a_{at} (Conv2D) (None, {at % 50 + 3}, 9, {at % 40 + 1}) {at * 7}\n" for at in range(4000)
    )
    assert len(check(text)) == 4000


# The documents that are not part of the repository.


@pytest.mark.parametrize(("start", "rows", "totals"), [("000", 10, 3), ("003", 12, 6)])
def test_summaries_of_real_pages_are_right(start: str, rows: int, totals: int) -> None:
    pages = sorted((SHARED / "seeds").glob(f"{start}_*"))
    if not pages:
        pytest.skip("the local documents are not here")
    found = check(pages[0].read_text("utf-8"))
    assert {finding.verdict for finding in found} == {Verdict.RIGHT}
    assert Counter(finding.code.name for finding in found) == {"summary-row": rows, "summary-total": totals}


BRANCHES = """
inputs = keras.Input((16, 16, 3))
a = layers.Conv2D(8, 3, padding='same')(inputs)
a = layers.BatchNormalization()(a)
b = layers.Conv2D(8, 1)(inputs)
c = layers.Add()([a, b])
net = keras.Model(inputs, layers.Dense(2)(layers.Flatten()(c)))
"""
BRANCHES_PRINTED = """
Layer (type)                    Output Shape         Param #     Connected to
==================================================================================================
input_1 (InputLayer)            (None, 16, 16, 3)    0
__________________________________________________________________________________________________
conv2d_4 (Conv2D)               (None, 16, 16, 8)    224         input_1[0][0]
__________________________________________________________________________________________________
conv2d_5 (Conv2D)               (None, 16, 16, 8)    {shortcut}          input_1[0][0]
__________________________________________________________________________________________________
batch_normalization_2 (BatchNor (None, 16, 16, 8)    32          conv2d_4[0][0]
__________________________________________________________________________________________________
add_1 (Add)                     (None, 16, 16, 8)    0           batch_normalization_2[0][0]
                                                                 conv2d_5[0][0]
__________________________________________________________________________________________________
flatten_1 (Flatten)             (None, 2048)         0           add_1[0][0]
__________________________________________________________________________________________________
dense_1 (Dense)                 (None, 2)            4098        flatten_1[0][0]
==================================================================================================
"""


@pytest.mark.parametrize(("shortcut", "verdict"), [("32", "right"), ("24", "wrong")])
def test_branches_are_told_by_the_numbers_of_their_layers(shortcut: str, verdict: str) -> None:
    (model,), _ = read_models(BRANCHES, [(0, len(BRANCHES))])
    candidate = candidate_of(model)
    assert candidate is not None
    printed = BRANCHES_PRINTED.format(shortcut=shortcut)
    found = check(printed, replace(candidate, upto=0))
    of_rows = {printed[one.start : one.end].split()[0]: one for one in found}
    assert of_rows["conv2d_5"].verdict.value == verdict
    assert of_rows["conv2d_5"].layer == "conv2d_1"
    assert of_rows["add_1"].verdict.value == "right"


def test_a_pool_over_no_axes() -> None:
    assert pooling((), (), padded=True) is None
    assert pooling((4, 4), (2, 2), padded=True) is not None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(40))
def test_the_layer_that_explains_a_row_has_its_figures(form: str, seed: int) -> None:
    text, _ = printed(form, seed)
    table = table_of(read(text))
    explained = 0
    for at, fit in enumerate(table.fits()):
        if fit.layer is None:
            continue
        figures = fit.layer.figures
        assert figures is not None, table.summary.rows[at]
        assert figures["params"] == table.params[at], table.summary.rows[at]
        shape = table.shapes[at] or ()
        if not fit.layer.counts_alone and table.forms[at] is not RowForm.UNITS:
            ours = figures.output if not table.first or len(shape) < 2 else (figures.output[-1], *figures.output[:-1])
            assert ours == shape, table.summary.rows[at]
        explained += 1
    assert explained
