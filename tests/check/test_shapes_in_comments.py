"""Shapes in the comments of code: at layers, at blocks, where layers are applied, and what input they tell."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document


def said(text: str, name: str = "net.py") -> list[tuple[str, str]]:
    document = read_document(name, text)
    return [
        (document.shown[one.start : one.end], one.verdict.value)
        for one in check_document(document)
        if one.code.name == "layer-output"
    ]


MODULE = """
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5){made}
        self.pool = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc = nn.Linear(400, 10)

    def forward(self, x):
        # x: {input}
        x = self.pool(F.relu(self.conv1(x)))  # {first}
        x = self.pool(F.relu(self.conv2(x)))  # {second}
        x = x.view(-1, 400)  # (N, 400)
        return self.fc(x)  # {last}
"""


def module(**shapes: str) -> str:
    usual = {
        "made": "",
        "input": "(N, 1, 32, 32)",
        "first": "(N, 6, 28, 28) -> (N, 6, 14, 14)",
        "second": "16x5x5",
        "last": "(N, 10)",
    }
    return MODULE.format(**{**usual, **shapes})


def test_lines_that_apply_layers() -> None:
    assert said(module()) == [
        ("(N, 6, 28, 28)", "right"),
        ("(N, 6, 14, 14)", "right"),
        ("16x5x5", "right"),
        ("(N, 400)", "right"),
        ("(N, 10)", "right"),
    ]


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ({"made": "  # 6x28x28"}, ("6x28x28", "right")),
        ({"made": "  # 6x29x29"}, ("6x29x29", "wrong")),
        ({"made": "  # 5x5x6"}, None),  # its kernels
        ({"made": "  # 6x29x29 kernels"}, None),
        ({"made": "  # 6x27x29"}, None),
        ({"second": "16x10x10"}, ("16x10x10", "right")),
        ({"second": "16x6x6"}, ("16x6x6", "wrong")),  # the pool of this line, not that of the line before
        ({"last": "(N, 12)"}, None),
    ],
)
def test_a_shape_in_a_comment(shapes: dict[str, str], expected: tuple[str, str] | None) -> None:
    (changed,) = shapes.values()
    quote = changed.removeprefix("  # ").removesuffix(" kernels")
    found = [one for one in said(module(**shapes)) if one[0] == quote]
    assert found == ([expected] if expected else [])


def test_an_input_that_nobody_bears_out_is_not_taken() -> None:
    known = [("(N, 400)", "right"), ("(N, 10)", "right")]  # these do not depend on it
    assert said(module(input="(N, 1, 40, 40)", first="relu", second="relu")) == known
    assert said(module(input="", first="6x14x14", second="16x5x5")) == known


def test_the_input_that_most_comments_bear_out() -> None:
    found = said('"""Input 1x30x30, or better 1x32x32."""' + module(input="", made="  # 6x29x29"))
    assert ("6x29x29", "wrong") in found
    assert ("16x5x5", "right") in found


FLOW = """
a = nn.Conv2d(3, 8, 3)
b = nn.Conv2d(8, 16, 3, stride=2)
x = torch.zeros(6, 3, 32, 40)
x = a(x)  # {first}
x = torch.relu(b(x))  # {second}
x = x.flatten(1)  # {last}
"""


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (("6×8×30×38", "6×16×14×18", "6×4032"), ["right", "right", "right"]),
        (("6×8×30×38", "6×16×15×19", "6×4032"), ["right", "wrong", "right"]),
        (("6×8×30×38", "6×16×14×18", "(N, 4023)"), ["right", "right", "wrong"]),
        (("6×8×60×76", "6×16×29×37", ""), []),  # for another input
    ],
)
def test_comments_where_layers_are_applied_without_a_model(shapes: tuple[str, ...], expected: list[str]) -> None:
    first, second, last = shapes
    assert [verdict for _, verdict in said(FLOW.format(first=first, second=second, last=last))] == expected


REPEATED = """
class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv2d(c, 2 * c, 3, stride=2, padding=1)
    def forward(self, x):
        return self.conv(x)  # 8x32x32

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = Block(4), Block(8)
    def forward(self, x):
        x = self.first(x)  # 8x16x16
        return self.second(x)  # 16x8x9

Net()(torch.zeros(1, 4, 32, 32))
"""


def test_a_line_that_gives_different_things_tells_of_none() -> None:
    assert said(REPEATED) == [("8x16x16", "right"), ("16x8x9", "wrong")]


WITHOUT_FORWARD = """
# The pictures have {sides} pixels, 3 channels.
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(3, 8, 3)  # 8x30x38
        self.p1 = nn.MaxPool2d(2)  # 8x15x19
        self.c2 = nn.Conv2d(8, 16, 3, stride=2)  # {last}
        self.fc = nn.Linear(1000, 10)
"""


@pytest.mark.parametrize(
    ("sides", "last", "expected"),
    [
        ("32 by 40", "16x7x9", ["right", "right", "right"]),
        ("32 x 40", "16x7x8", ["right", "right", "wrong"]),
        ("64 by 40", "16x7x8", []),  # two comments that agree bear the input and the order out, none does here
    ],
)
def test_a_class_without_forward(sides: str, last: str, expected: list[str]) -> None:
    assert [verdict for _, verdict in said(WITHOUT_FORWARD.format(sides=sides, last=last))] == expected


BLOCKS = """
```python
def block(x, n):
    x = layers.Conv2D(n, 3, padding='same')(x)
    return layers.MaxPooling2D()(x)

inputs = keras.Input(shape=(64, 64, 3))
x = block(inputs, 32)  # {first}
x = block(x, 64)  # {second}
net = keras.Model(inputs, layers.Dense(10)(layers.Flatten()(x)))
```
"""


def test_comments_where_blocks_are_called() -> None:
    found = said(BLOCKS.format(first="(32, 32, 32)", second="16x16x46"), "page.md")
    assert found == [("(32, 32, 32)", "right"), ("16x16x46", "wrong")]


def test_a_comment_that_speaks_of_another_shape_too() -> None:
    found = said(module(made="  # 6x28x28, and 6x32x32 with padding"))
    assert ("6x28x28", "right") in found
    assert all(verdict == "right" for _, verdict in found)


def test_several_layers_on_a_line() -> None:
    code = (
        "net = nn.Sequential(\n    nn.Conv2d(1, 6, 5), nn.MaxPool2d(2),  # 6x12x12\n    nn.Conv2d(6, 8, 5))  # 8x8x8\n"
    )
    found = said("```python\n" + code + "net(torch.rand(1, 1, 28, 28))\n```\n", "page.md")
    assert found == [("6x12x12", "right"), ("8x8x8", "right")]


def test_printed_sizes_below_code() -> None:
    code = "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.Flatten())\nx = torch.rand(1, 1, 28, 28)\nnet(x)\n"
    page = f"```python\n{code}```\n\nConv2d output shape: torch.Size([1, 6, 24, 24])\n"
    assert [verdict for _, verdict in said(page, "page.md")] == ["right"]


def test_a_console() -> None:
    page = ">>> net = nn.Sequential(\n...     nn.Conv2d(1, 6, 5),  # 6x24x24\n...     nn.Flatten())\n"
    page += ">>> net(torch.rand(1, 1, 28, 28)).shape\ntorch.Size([1, 3456])\n"
    assert said(f"```python\n{page}```\n", "page.md") == [("6x24x24", "right")]


LAYERS = "Conv2D(6, 5, input_shape=(28, 28, 1)), Flatten(), Dense(10)"
CNN = f"```python\nmodel = Sequential([{LAYERS}])\n```\n\n"
"""156 and 34,570 parameters."""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The model has 34,726 parameters.", [("layer-params", "right")]),
        ("The total number of parameters is 34726.", [("layer-params", "right")]),
        ("The total number of parameters is 34,762.", [("layer-params", "wrong")]),
        ("总参数量为 34,726。", [("layer-params", "right")]),
        ("VGG has a total number of parameters of 138,357,544.", [("model-figure", "right")]),
        ("A model of 34,762 parameters.", []),
        ("The old model had a total number of parameters of 34,762.", []),
        ("The output of the flatten layer has shape (None, 3456).", [("layer-output", "right")]),
        ("The output shape is (None, 3465).", []),
        ("The flatten and the dense layer have output (None, 3465).", []),
    ],
)
def test_what_prose_says_of_a_model(words: str, expected: list[tuple[str, str]]) -> None:
    document = read_document("page.md", CNN + words + "\n")
    found = [(one.code.name, one.verdict.value) for one in check_document(document) if one.start >= len(CNN)]
    assert found == expected


@pytest.mark.parametrize(("more", "verdicts"), [("", ["wrong"]), (" * 2", []), (".relu()", ["wrong"])])
def test_a_line_that_does_more_with_a_layer_tells_no_shape_of_it(more: str, verdicts: list[str]) -> None:
    line = f"x = self.conv1(x){more}  # 6x29x29\n        x = self.pool(F.relu(x))  # "
    text = module().replace("x = self.pool(F.relu(self.conv1(x)))  # ", line)
    assert [verdict for quote, verdict in said(text) if quote == "6x29x29"] == verdicts


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("(N, 6, 28, 28) -> (N, 6, 14, 14)", [("(N, 6, 28, 28)", "right"), ("(N, 6, 14, 14)", "right")]),
        ("(N, 6, 24, 24) -> (N, 6, 14, 14)", [("(N, 6, 24, 24)", "wrong"), ("(N, 6, 14, 14)", "right")]),
        ("(N, 6, 24, 24) → (N, 6, 14, 14)", [("(N, 6, 24, 24)", "wrong"), ("(N, 6, 14, 14)", "right")]),
        ("(N, 6, 24, 24), not (N, 6, 14, 14)", [("(N, 6, 14, 14)", "right")]),  # no arrow leads on
        ("(N, 9, 24, 24) -> (N, 6, 14, 14)", [("(N, 6, 14, 14)", "right")]),  # the channels of no layer
        ("(N, 6, 24, 24) -> (N, 6, 12, 12)", []),  # of which neither fits
    ],
)
def test_a_shape_from_which_an_arrow_leads_on(comment: str, found: list[tuple[str, str]]) -> None:
    text = MODULE.format(made="", input="(N, 1, 32, 32)", first=comment, second="", last="")
    assert [one for one in said(text) if one[0] in comment] == found


LINE = """
import torch.nn as nn

class Ear(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(2, 24, 9, stride=3)
        self.p = nn.MaxPool1d(2)
        self.b = nn.Conv1d(24, 40, 5)
        self.c = nn.Conv1d(40, 8, 1)

    def forward(self, x):  # (16, 2, 900)
        x = self.a(x)  # (16, 24, 298)
        x = self.p(x)  # {pooled}
        x = self.b(x)  # (16, 40, {second})
        return self.c(x)  # (16, 8, 145)
"""


@pytest.mark.parametrize(
    ("pooled", "second", "wrong"),
    [
        ("(16, 24, 149)", "145", []),
        ("N, 24, 149", "145", []),
        ("(24, 149)", "145", []),
        ("(16, 24, 149)", "149", ["(16, 40, 149)"]),
        ("(16, 24, 149)", "14", ["(16, 40, 14)"]),
        ("(24, 194)", "145", ["(24, 194)"]),
        ("(2, 2)", "145", []),  # the window, perhaps
    ],
)
def test_samples_before_maps_along_a_line(pooled: str, second: str, wrong: list[str]) -> None:
    found = said(LINE.format(pooled=pooled, second=second))
    assert [quote for quote, verdict in found if verdict == "wrong"] == wrong
    assert ("(16, 24, 298)", "right") in found


@pytest.mark.parametrize(("last", "expected"), [("(16, 8, 145)", ["right"]), ("(16, 40, 145)", [])])
def test_where_comments_tell_what_lines_give_none_tells_what_comes_in(last: str, expected: list[str]) -> None:
    text = LINE.format(pooled="(16, 24, 149)", second="145").replace("(16, 8, 145)", last)
    assert [verdict for quote, verdict in said(text)[-1:] if quote == last and len(said(text)) > 3] == expected


ROW = """Pictures of 3x60x60.

```python
c1 = nn.Conv2d(3, 10, 5)            # 10x56x56
p = nn.MaxPool2d(2)                 # 10x28x28
c2 = nn.Conv2d(10, 20, 5, stride=2) # {second}
{more}
```
"""


@pytest.mark.parametrize(
    ("second", "more", "verdict"),
    [
        ("20x12x12", "", "right"),
        ("20x11x11", "", "wrong"),
        ("20x11x11", "f = nn.Linear(2420, 9)", "wrong"),
        ("20x26x26", "", None),  # beside the first one: 56 comes in
        ("20x24x24", "", "wrong"),
        ("20x12x12", "d = nn.Conv2d(20, 20, 3, padding=1)  # 20x6x6", "right"),  # pooled before
        ("20x10x5x5", "", None),
    ],
)
def test_layers_that_no_code_joins_are_a_row_as_shapes_bear_out(second: str, more: str, verdict: str | None) -> None:
    found = dict(said(ROW.format(second=second, more=more), "a.md"))
    assert found.pop("10x56x56") == found.pop("10x28x28") == "right"
    assert found == ({} if verdict is None else {second: verdict})


def test_layers_of_which_no_shape_tells_the_input_are_no_row() -> None:
    assert said("c1 = nn.Conv2d(3, 10, 5)  # 10x56x56\np = nn.MaxPool2d(2)  # 10x27x27\n") == []


@pytest.mark.parametrize(
    "page",
    [
        "<pre><code>{}</code></pre>",
        '<pre class="python"><span class="n">{}</span></pre>',
        "<div><pre>\n{}\n</pre></div>",
    ],
)
def test_code_of_a_page_is_read_without_its_tags(page: str) -> None:
    code = ROW.split("```python\n")[1].split("{more}")[0].format(second="20x11x11").replace("# ", "<i># -&gt; </i>")
    found = said(f"<html><body><p>Pictures of 3x60x60.</p>{page.format(code)}</body></html>", "a.html")
    assert found == [("10x56x56", "right"), ("10x28x28", "right"), ("20x11x11", "wrong")]


@pytest.mark.parametrize(("comment", "verdict"), [("4*4*50 -> 500", []), ("(N, 50)", [("(N, 50)", "wrong")])])
def test_what_an_arrow_leads_on_from_is_not_what_a_line_gives(comment: str, verdict: list[tuple[str, str]]) -> None:
    code = module(last=comment).replace("nn.Linear(400, 10)", "nn.Linear(400, 500)")
    assert [one for one in said(code) if one[0] in comment] == verdict
