"""Summaries beside the code that they show."""

from __future__ import annotations

import pytest
from document_findings import WRONG, said
from printed_networks import Made, by_quote, check, keras2, network, read

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding
from symcnn.check.readings.summaries.summary_code import Candidate, ExpectedRow
from symcnn.check.readings.summaries.summary_models import candidate_of
from symcnn.core.written.spelling import plain_text
from symcnn.models.python.read_models import read_models


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
    changed = (
        text[: row.place("params")[1] - 1]
        + str((int(text[row.place("params")[1] - 1]) + 1) % 10)
        + text[row.place("params")[1] :]
    )
    wrong = [finding for finding in check(changed, candidate(layers)) if finding.verdict is Verdict.WRONG]
    assert [finding.start for finding in wrong] == [row.place("params")[0]]


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
    assert [quote.endswith(new.strip()) for quote, finding in found.items() if finding.verdict is Verdict.WRONG] == [
        True
    ]


USED_AGAIN = """```python
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Conv2d(3, 3, 3, padding=1)
    def forward(self, x):
        return self.c(self.c(x))
model = Net()
summary(model, (1, 3, 8, 8))
```

```
==========================================================================================
Layer (type:depth-idx)                   Output Shape              Param #
==========================================================================================
Net                                      [1, 3, 8, 8]              --
├─Conv2d: 1-1                            [1, 3, 8, 8]              84
├─Conv2d: 1-2                            [1, 3, 8, 8]              {again}
==========================================================================================
Total params: {total}
Trainable params: {total}
Non-trainable params: 0
==========================================================================================
```
"""


@pytest.mark.parametrize(("again", "total"), [("(recursive)", 84), ("84", 168)])
def test_tools_count_what_is_used_again_in_two_ways(again: str, total: int) -> None:
    """torchinfo once, torchsummary each time: the code says neither."""
    assert WRONG not in {verdict for _, _, verdict in said(USED_AGAIN.format(again=again, total=total))}


NORMALISED = """```python
net = nn.Sequential(nn.Conv2D(1, 8, 3, padding=1), nn.BatchNorm2D(8), nn.Flatten(), nn.Linear(800, 10))
paddle.summary(net, (1, 1, 10, 10))
```

```
---------------------------------------------------------------------------
 Layer (type)       Input Shape          Output Shape         Param #
===========================================================================
   Conv2D-1       [[1, 1, 10, 10]]      [1, 8, 10, 10]          80
 BatchNorm2D-1    [[1, 8, 10, 10]]      {shape}          {count}
   Flatten-1      [[1, 8, 10, 10]]         [1, 800]             0
   Linear-1          [[1, 800]]            [1, 10]            8,010
===========================================================================
```
"""


@pytest.mark.parametrize(
    ("shape", "count", "wrong"),
    [
        ("[1, 8, 10, 10]", 16, []),
        ("[1, 8, 10, 10]", 32, []),
        ("[1, 8, 10, 10]", 24, ["24"]),
        ("[1, 9, 10, 10]", 32, ["[1, 9, 10, 10]"]),
    ],
)
def test_tools_count_moving_statistics_or_not(shape: str, count: int, wrong: list[str]) -> None:
    """Paddle counts what PyTorch leaves out; the shape and every other number are those of the code."""
    found = said(NORMALISED.format(shape=shape, count=count))
    assert [quote for quote, code, verdict in found if verdict == WRONG and code == "summary-row"] == wrong


POOLED = """x = layers.Conv2D(8, 3, padding='same')(a)
x = pool(x)  # (16, 16, 8)
x = layers.Conv2D(16, 3, padding='same')(x)
x = pool(x)  # ({second})
"""


@pytest.mark.parametrize(("second", "wrong"), [("8, 8, 16", []), ("8, 8, 61", ["8, 8, 61"])])
def test_each_use_of_a_layer_has_its_own_output(second: str, wrong: list[str]) -> None:
    code = "from keras import layers, Model, Input\na = Input((32, 32, 3))\npool = layers.MaxPooling2D(2)\n"
    found = said(code + POOLED.format(second=second) + "model = Model(a, layers.Flatten()(x))\n", "a.py")
    assert [quote.strip("()") for quote, _, verdict in found if verdict == WRONG] == wrong
