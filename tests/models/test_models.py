"""Keras and PyTorch code read as networks: against published counts, hand calculation, and the frameworks."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from model_sources import KERAS, PYTORCH

from symcnn.check.readings.summaries.summary_models import candidate_of
from symcnn.core.limits import MAX_STATES
from symcnn.core.written.spelling import source_text
from symcnn.models.python.read_models import Model, ModelLayer, Note, read_models
from symcnn.network.figures.measure import measure
from symcnn.network.figures.values import as_written

Row = tuple[str, str, tuple[int, ...], int]
"""A layer's name, its class, the shape of its output (channels last) and the number of its parameters."""


def read(code: str) -> tuple[tuple[Model, ...], tuple[Note, ...]]:
    return read_models(code, [(0, len(code))])


def only(code: str) -> Model:
    """The one model of a source that holds nothing doubtful."""
    models, notes = read(code)
    assert notes == ()
    (model,) = (model for model in models if model.name == "model")
    return model


def rows(model: Model) -> list[Row]:
    assert model.network is not None
    figures, faults = measure(model.network)
    assert faults == ()
    by_name = {found.layer.name: found for found in figures.layers}

    def row(layer: ModelLayer) -> Row:
        mine = [by_name[name] for name in layer.network_layers]
        return layer.name, layer.class_name, mine[-1].output, sum(found["params"] for found in mine)

    return [row(layer) for layer in model.layers]


def total(model: Model, quantity: str = "params") -> int:
    assert model.network is not None
    figures, faults = measure(model.network)
    assert faults == ()
    value = figures.total(quantity)
    assert isinstance(value, int)
    return value


def notes_of(code: str) -> list[tuple[str, str]]:
    """The codes of the notes, each with the code that it is about."""
    return [(note.code, code[note.start : note.end]) for note in read(code)[1]]


def values_of(code: str, wanted: str) -> Mapping[str, object]:
    (note,) = (note for note in read(code)[1] if note.code == wanted)
    return note.values


# what models are

ALL = {f"keras {name}": source for name, (source, _) in KERAS.items()}
ALL |= {f"pytorch {name}": source for name, (source, _, _) in PYTORCH.items()}
COUNTS = {f"keras {name}": count for name, (_, count) in KERAS.items()}
COUNTS |= {f"pytorch {name}": count for name, (_, count, _) in PYTORCH.items()}


@pytest.mark.parametrize("name", ALL)
def test_parameters_are_those_of_the_framework(name: str) -> None:
    assert total(only(ALL[name])) == COUNTS[name]


def test_layers_have_keras_names_shapes_and_parameters() -> None:
    # model.summary() as keras.io prints it for this model ("Simple MNIST convnet")
    assert rows(only(KERAS["simple convnet"][0]))[1:] == [
        ("conv2d", "Conv2D", (26, 26, 32), 320),
        ("max_pooling2d", "MaxPooling2D", (13, 13, 32), 0),
        ("conv2d_1", "Conv2D", (11, 11, 64), 18496),
        ("max_pooling2d_1", "MaxPooling2D", (5, 5, 64), 0),
        ("flatten", "Flatten", (1600,), 0),
        ("dropout", "Dropout", (1600,), 0),
        ("dense", "Dense", (10,), 16010),
    ]


def test_layers_have_pytorch_paths_shapes_and_parameters() -> None:
    # A. Krizhevsky: One weird trick for parallelizing convolutional neural networks, 2014, as in torchvision
    found = {name: (output, params) for name, _, output, params in rows(only(PYTORCH["alexnet"][0]))}
    assert found["features.0"] == ((55, 55, 64), (11 * 11 * 3 + 1) * 64)
    assert found["features.2"] == ((27, 27, 64), 0)
    assert found["features.3"] == ((27, 27, 192), (5 * 5 * 64 + 1) * 192)
    assert found["features.12"] == ((6, 6, 256), 0)
    assert found["avgpool"] == ((6, 6, 256), 0)
    assert found["classifier.1"] == ((4096,), (9216 + 1) * 4096)
    assert found["classifier.6"] == ((1000,), (4096 + 1) * 1000)


def test_a_layer_knows_its_arguments_and_its_place() -> None:
    code = PYTORCH["alexnet"][0]
    first = only(code).layers[0]
    assert code[first.start : first.end] == "nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2)"
    assert dict(first.arguments) == {"N": 64, "K": 11, "S": 4, "P": 2, "D": 1, "G": 1, "bias": 1, "C": 3}


def test_a_layer_made_by_a_function_knows_the_calls_that_made_it() -> None:
    code = PYTORCH["nin"][0]
    layers = {layer.name: layer for layer in only(code).layers}
    (start, end), = layers["3.0"].calls  # fmt: skip
    assert code[start:end] == "nin_block(24, 10, kernel_size=3, stride=1, padding=1)"


def test_a_growing_model_has_a_state_for_each_stretch_and_summary() -> None:
    first = (
        "model = Sequential()\nmodel.add(Conv2D(8, 3, input_shape=(9, 9, 1)))\nmodel.summary()\nmodel.add(Flatten())\n"
    )
    second = "model.add(Dense(2))\nmodel.summary()\nmodel = Sequential([Dense(3, input_dim=4)])\n"
    code = f"{first}Prose in between.\n{second}"
    place = code.index(second)
    models, notes = read_models(code, [(0, len(first)), (place, len(code))])
    assert notes == ()
    assert [[layer.name for layer in model.layers] for model in models] == [
        ["conv2d"],
        ["conv2d", "flatten"],
        ["conv2d", "flatten", "dense"],
        ["dense"],
    ]
    assert [code[: model.upto].count("\n") for model in models] == [1, 3, 5, 7]
    assert [total(model) for model in models] == [80, 80, 80 + 49 * 8 * 2 + 2, 15]


def test_names_are_counted_as_keras_counts_them() -> None:
    code = "\n".join(
        [
            "a = Input((8, 8, 3))",
            "x = tf.keras.layers.ReLU()(Conv2D(4, 3, name='mine')(a))",
            "x = Conv2DTranspose(4, 3)(Conv2D(4, 3)(x))",
            "model = Model(a, LeakyReLU()(Conv2D(4, 1)(x)))",
        ]
    )
    names = [layer.name for layer in only(code).layers]
    assert names == ["input_layer", "mine", "re_lu", "conv2d", "conv2d_transpose", "conv2d_1", "leaky_re_lu"]


def test_sums_have_names_of_their_own() -> None:
    code = PYTORCH["resnet18"][0]
    sums = [(layer.name, code[layer.start : layer.end]) for layer in only(code).layers if layer.class_name == "add"]
    assert sums[:2] == [("add", "out += identity"), ("add_1", "out += identity")]


def test_a_model_that_only_a_function_makes_has_its_name() -> None:
    models, notes = read(
        "def net():\n    return nn.Sequential(nn.Linear(3, 2))\nfor layer in net():\n    print(layer)\n"
    )
    assert ([model.name for model in models], notes) == (["net"], ())


# where sizes come from

NET = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 5)
        self.fc = nn.Linear(6 * 14 * 14, 10)
    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv(x)), 2)
        return self.fc(x.view(x.size(0), -1))
"""


@pytest.mark.parametrize(
    "after",
    [
        "model = Net()\nsummary(model, (3, 32, 32))",
        "from torchsummary import summary\nmodel = Net()\nsummary(model.cuda(), input_size=(3, 32, 32))",
        "from torchinfo import summary\nmodel = Net().to(device)\nsummary(model, input_size=(16, 3, 32, 32))",
        "model = Net()\nwith torch.no_grad():\n    y = model(torch.rand(4, 3, 32, 32))",
        "model = Net()\nx = torch.zeros(size=(4, 3, 32, 32), dtype=torch.float32)\nprint(model(x).shape)",
        "model = Net()\ntorch.onnx.export(model, torch.randn(1, 3, 32, 32), 'net.onnx')",
        "model = Net()\ndef test():\n    net = Net()\n    assert net(torch.randn(2, 3, 32, 32)).shape == (2, 10)",
    ],
)
def test_the_input_of_a_pytorch_model_is_what_code_feeds_it(after: str) -> None:
    model = only(NET + after)
    assert model.symbols == ()
    assert rows(model)[0][2] == (28, 28, 6)


def test_without_it_sizes_are_symbols_and_parameters_numbers() -> None:
    model = only(NET + "model = Net()")
    assert model.symbols == ("H", "W")
    assert total(model) == (25 * 3 + 1) * 6 + (6 * 14 * 14 + 1) * 10
    assert [source_text(as_written(size)) for size in rows(model)[0][2]] == ["H - 4", "W - 4", "6"]


def test_samples_that_disagree_tell_nothing() -> None:
    code = NET + "model = Net()\nmodel(torch.randn(1, 3, 32, 32))\nmodel(torch.randn(1, 3, 33, 33))"
    assert only(code).symbols == ("H", "W")


@pytest.mark.parametrize("name", ["pytorch lenet", "pytorch resnet18", "pytorch vgg16", "pytorch alexnet"])
def test_parameters_need_no_size(name: str) -> None:
    code = "\n".join(line for line in ALL[name].splitlines() if "torch.r" not in line and "torch.z" not in line)
    model = only(code.replace('if __name__ == "__main__":', "") + "\n")
    assert model.symbols == ("H", "W")
    assert total(model) == COUNTS[name]


# layers in layers, and layers that are used again


@pytest.mark.parametrize(
    ("layers", "expected"),
    [  # shapes and counts as Keras 3.15 gives them
        ("Input((20, 8)), Bidirectional(LSTM(16))", [("bidirectional", (32,), 3200)]),
        ("Input((20, 8)), Bidirectional(LSTM(16), merge_mode='mul')", [("bidirectional", (16,), 3200)]),
        (
            "Bidirectional(GRU(16, return_sequences=True), merge_mode='sum', input_shape=(20, 8)), Dense(4)",
            [("bidirectional", (20, 16), 2496), ("dense", (20, 4), 68)],
        ),
        (
            "Input((5, 8)), TimeDistributed(Dense(16)), Dense(4)",
            [("time_distributed", (5, 16), 144), ("dense_1", (5, 4), 68)],  # the layer within is the first dense
        ),
        (
            "Input((5, 16, 17, 3)), TimeDistributed(Conv2D(16, 3, strides=2)), TimeDistributed(MaxPooling2D(2)),"
            "TimeDistributed(Flatten()), LSTM(4)",
            [
                ("time_distributed", (5, 7, 8, 16), 448),
                ("time_distributed_1", (5, 3, 4, 16), 0),
                ("time_distributed_2", (5, 192), 0),
                ("lstm", (4,), 3152),
            ],
        ),
        (
            "Input((5, 6, 7, 8)), TimeDistributed(BatchNormalization()), TimeDistributed(GlobalAveragePooling2D())",
            [("time_distributed", (5, 6, 7, 8), 32), ("time_distributed_1", (5, 8), 0)],
        ),
        ("Input((16, 16, 3)), Resizing(32, 24)", [("resizing", (32, 24, 3), 0)]),
    ],
)
def test_layers_of_keras_that_hold_others_or_resize(
    layers: str, expected: list[tuple[str, tuple[int, ...], int]]
) -> None:
    model = only(f"model = Sequential([{layers}])")
    found = [(name, shape, params) for name, class_name, shape, params in rows(model) if class_name != "InputLayer"]
    assert found == expected


@pytest.mark.parametrize(
    ("code", "parameters", "uses"),
    [
        ("a = Input((4,))\nd = Dense(4)\nmodel = Model(a, d(d(d(a))))", 20, 3),
        (
            "a = Input((8, 8, 3))\nc = Conv2D(3, 3, padding='same')\nmodel = Model(a, Add()([c(a), c(ReLU()(a))]))",
            84,
            2,
        ),
        (
            "a = Input((8, 8, 3))\nbase = Sequential([Conv2D(3, 3, padding='same'), ReLU()])\n"
            "model = Model(a, Concatenate()([base(a), base(ReLU()(a))]))",
            84,
            2,
        ),
    ],
)
def test_a_layer_that_is_used_again_has_its_parameters_once(code: str, parameters: int, uses: int) -> None:
    model = only(code)
    assert total(model) == parameters
    assert model.network is not None
    figures, _ = measure(model.network)
    weighted = [found for found in figures.layers if found["weights"]]
    assert len(weighted) == uses
    assert len({found["macs"] for found in weighted}) == 1
    assert figures.total("macs") == uses * weighted[0]["macs"]
    candidate = candidate_of(model)
    assert candidate is not None
    assert [row.params for row in candidate.rows if row.params] == [parameters]  # a summary shows it once


SHARED = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Conv2d(3, 3, 3, padding=1)
        self.f = nn.Linear(3 * 8 * 8, 2)
    def forward(self, x):
        for _ in range(4):
            x = torch.relu(self.c(x))
        return self.f(torch.flatten(x, 1))
model = Net()
model(torch.zeros(1, 3, 8, 8))
"""


def test_a_module_of_pytorch_that_is_used_again_has_its_parameters_once() -> None:
    assert total(only(SHARED)) == 84 + 2 * 193


TOWERS = [
    "base = Sequential([Input((8, 8, 1)), Conv2D(2, 3, activation='relu'), Flatten(), Dense(4)])\n",
    "i = Input((8, 8, 1))\nbase = Model(i, Dense(4)(Flatten()(Conv2D(2, 3, activation='relu')(i))))\n",
]
PAIR = "l = Input((8, 8, 1))\nr = Input((8, 8, 1))\n"
TWINS = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Conv2d(1, 2, 3)
        self.f = nn.Linear(72, 4)
        self.d = nn.Linear(4, 1)
    def once(self, x):
        return self.f(torch.flatten(torch.relu(self.c(x)), 1))
    def forward(self, l, r):
        return self.d(torch.abs(self.once(l) - self.once(r)))
model = Net()
"""


@pytest.mark.parametrize(
    "code",
    [
        *(f"{tower}{PAIR}model = Model([l, r], Dense(1)(Subtract()([base(l), base(r)])))" for tower in TOWERS),
        *(f"{tower}{PAIR}model = Model([r, l], Dense(1)(Subtract()([base(r), base(l)])))" for tower in TOWERS),
        f"from torchsummary import summary\n{TWINS}summary(model, [(1, 8, 8), (1, 8, 8)])",
        f"from torchinfo import summary\n{TWINS}summary(model, input_size=[(7, 1, 8, 8), (7, 1, 8, 8)])",
        f"{TWINS}model(torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 8, 8))",
    ],
)
def test_a_tower_that_two_inputs_go_through(code: str) -> None:
    """(3² + 1)·2 = 20 and (72 + 1)·4 = 292 parameters, which both sides share, and 5 behind them."""
    model = only(code)
    assert model.is_whole
    assert model.network is not None
    figures, faults = measure(model.network)
    assert not faults
    assert figures.total("params") == 20 + 292 + 5
    assert figures.total("macs") == 2 * (36 * 18 + 72 * 4) + 4


def test_inputs_that_differ_are_not_one() -> None:
    code = f"{TWINS}model(torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 9, 9))"
    assert not any(model.network is not None and model.is_whole for model in read(code)[0])


@pytest.mark.parametrize(
    ("layer", "output"),
    [
        ("nn.Upsample(size=(64, 48))", (64, 48, 8)),
        ("nn.Upsample(64)", (64, 64, 8)),
        ("nn.Upsample(scale_factor=2)", (60, 60, 8)),
        ("nn.UpsamplingNearest2d(size=7)", (7, 7, 8)),
    ],
)
def test_maps_that_are_resized(layer: str, output: tuple[int, ...]) -> None:
    model = only(f"model = nn.Sequential(nn.Conv2d(3, 8, 3), {layer})\nmodel(torch.zeros(1, 3, 32, 32))")
    assert rows(model)[-1][2] == output


# what contradicts itself is told, with both numbers


def test_channels_that_disagree() -> None:
    code = "model = nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.Conv2d(32, 8, 3))"
    assert notes_of(code) == [("channels-disagree", "nn.Conv2d(32, 8, 3)")]
    assert values_of(code, "channels-disagree") == {"layer": "Conv2d", "wanted": 32, "found": 16}


def test_features_that_disagree() -> None:
    code = NET.replace("14 * 14, 10", "5 * 5, 10") + "model = Net()\nmodel(torch.randn(1, 3, 32, 32))"
    assert values_of(code, "features-disagree") == {"layer": "Linear", "wanted": 150, "found": 1176}


def test_a_forgotten_flatten() -> None:
    code = "m = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Linear(288, 4))\nm(torch.randn(1, 3, 8, 8))"
    assert values_of(code, "features-disagree") == {"layer": "Linear", "wanted": 288, "found": 6}


def test_a_kernel_larger_than_its_input() -> None:
    code = "model = Sequential([Conv2D(8, 3, input_shape=(4, 4, 1)), MaxPooling2D(3)])"
    (note,) = read(code)[1]
    assert (note.code, code[note.start : note.end]) == ("does-not-fit", "MaxPooling2D(3)")
    assert getattr(note.values["fault"], "code") == "kernel-too-large"  # noqa: B009


def test_axes_that_disagree() -> None:
    code = "model = Sequential([Conv2D(8, 3, input_shape=(28, 28))])"
    assert values_of(code, "axes-disagree") == {"layer": "Conv2D", "wanted": 2, "found": 1}


def test_reshaping_is_followed_where_it_is_exact() -> None:
    first = "model = Sequential([Reshape((28, 28, 1), input_shape=(784,)), Conv2D(2, 5), Reshape((-1,)), Dense(3)])"
    assert [row[2:] for row in rows(only(first))] == [((28, 28, 1), 0), ((24, 24, 2), 52), ((1152,), 0), ((3,), 3459)]
    second = "model = nn.Sequential(nn.Flatten(), nn.Linear(784, 16), nn.ReLU(), nn.Linear(16, 10))"
    assert total(only(second)) == 785 * 16 + 17 * 10
    wrong = "model = Sequential([Conv2D(2, 5, input_shape=(28, 28, 1)), Reshape((1000,))])"
    assert values_of(wrong, "features-disagree") == {"name": "Reshape", "wanted": 1000, "found": 1152}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "a = Input((8, 8, 4))\ns = GlobalAveragePooling2D(keepdims=True)(a)\nmodel = Model(a, Multiply()([a, s]))",
            [(8, 8, 4), (1, 1, 4), (8, 8, 4)],
        ),
        (
            "a = Input((8, 8, 4))\ns = GlobalAveragePooling2D()(a)\nmodel = Model(a, Multiply()([a, s]))",
            [(8, 8, 4), (4,), (8, 8, 4)],
        ),
        ("a = Input((9, 4))\nmodel = Model(a, MultiHeadAttention(2, 3)(a, a))", [(9, 4), (9, 4)]),
        (
            "model = Sequential([Input((9,)), Embedding(50, 4), LSTM(3, return_sequences=True), GRU(2)])",
            [(9,), (9, 4), (9, 3), (2,)],
        ),
        ("a = Input((32,))\nmodel = Model(a, Reshape((4, 4, -1))(a))", [(32,), (4, 4, 2)]),
        (
            "model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.PixelShuffle(2))\nmodel(torch.zeros(1, 1, 6, 6))",
            [(6, 6, 1), (4, 4, 8), (8, 8, 2)],
        ),
    ],
)
def test_what_is_broadcast_and_sequences_are_read(code: str, expected: list[tuple[int, ...]]) -> None:
    (model,), notes = read(code)
    assert not notes
    figures, faults = measure(model.network)
    assert not faults
    assert [found.output for found in figures.layers] == expected


PADDLE = """
import paddle.nn as nn
class Net(nn.Layer):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2D(3, 8, 3, stride=2, bias_attr=False)
        self.up = nn.Conv2DTranspose(8, 4, 2, stride=2)
        self.pool = nn.MaxPool2D(3, 2, 1, ceil_mode=True)
        self.fc = nn.Linear(100, 10)

    def forward(self, x):
        x = self.pool(self.up(paddle.nn.functional.relu(self.conv(x))))
        return self.fc(paddle.flatten(x, start_axis=1))

model = Net()
paddle.summary(model, (1, 3, 9, 9))
"""


def test_paddle_is_read_as_pytorch() -> None:
    assert [row[2:] for row in rows(only(PADDLE))] == [
        ((4, 4, 8), 216), ((4, 4, 8), 0), ((8, 8, 4), 132), ((5, 5, 4), 0), ((100,), 0), ((10,), 1010),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "conv = nn.Conv1d(5, 24, 3)\nx = torch.zeros(2, 5, 336)\nx = conv(x)\ny = x[:, :, -1]",
            [(336, 5), (334, 24), (24,)],
        ),
        (
            "x = torch.zeros(2, 3, 9, 9)\nx = nn.MaxPool2d(2)(x)\nx = x.view(x.shape[0], 6, 8)",
            [(9, 9, 3), (4, 4, 3), (8, 6)],
        ),
        ("a = Input((8, 8, 1))\nb = L.Conv2D(4, 3)(a)\nc = L.Flatten()(b)", [(8, 8, 1), (6, 6, 4), (144,)]),
    ],
)
def test_layers_that_a_module_applies_without_a_model(code: str, expected: list[tuple[int, ...]]) -> None:
    (model,), notes = read(code)
    assert (notes, model.name, model.is_whole) == ((), "", False)
    figures, faults = measure(model.network)
    assert not faults
    assert [layer.output for layer in figures.layers] == expected


@pytest.mark.parametrize(
    "code",
    [
        "conv = nn.Conv2d(3, 8, 3)\nx = conv(torch.zeros(1, 4, 9, 9))",  # it takes three channels
        "conv = nn.Conv2d(3, 8, 3)\nx = conv(images)",
        "model = nn.Sequential(nn.Conv2d(3, 8, 3))\nx = model(torch.zeros(1, 3, 9, 9))\ny = nn.ReLU()(x)",  # a model
    ],
)
def test_what_is_applied_to_nothing_told_is_no_network(code: str) -> None:
    assert not [model for model in read(code)[0] if not model.name and model.network is not None]


def test_the_beginning_of_a_model_that_ends_in_something_unknown() -> None:
    code = NET.replace("return", "x = x.permute(0, 2, 3, 1)\n        return")
    (model,), (note,) = read(code + "model = Net()\nmodel(torch.zeros(1, 3, 32, 32))")
    assert (note.code, model.is_whole) == ("unknown-layer", False)
    figures, _ = measure(model.network)
    assert [layer.output for layer in figures.layers][:2] == [(32, 32, 3), (28, 28, 6)]
    assert "fc" in {layer.name for layer in model.layers if not layer.network_layers}


# what is not understood makes no whole network

CONV = "Conv2D(8, 3, input_shape=(9, 9, 1))"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (f"model = Sequential([{CONV}, Attention()])", "unknown-layer"),
        (f"model = Sequential([{CONV}, layers.MultiHeadAttention(2, 3)])", "unknown-layer"),
        ("model = Sequential([Conv2D(n, 3, input_shape=(9, 9, 1))])", "unknown-value"),
        ("model = Sequential([Conv2D(8, 3, data_format='channels_first', input_shape=(1, 9, 9))])", "unknown-value"),
        ("model = Sequential([Conv2D(8, 3), Flatten()])", "no-input-shape"),
        ("model = Sequential([Convolution2D(8, 3, 3, input_shape=(9, 9, 1))])", "unknown-value"),
        (f"model = Sequential([{CONV}])\nmodel.add(Dense(2)", "broken-code"),
        (f"model = Sequential([{CONV}])\nif flag:\n    model.add(Dense(2))", "unknown-value"),
        (f"model = Sequential([{CONV}])\nwhile True:\n    model.add(Dense(2))", "unknown-value"),
        (f"model = Sequential([{CONV}])\nfor x in data:\n    model.add(Dense(2))", "unknown-value"),
        (f"model = Sequential([{CONV}])\nfor i in range(10**9):\n    model.add(Dense(2))", "unknown-value"),
        ("a = Input((4,))\nb = Input((5,))\nmodel = Model([a, b], Concatenate()([a, b]))", "not-a-chain"),
        ("a = Input((4,))\nb = Input((4,))\nmodel = Model([a, b], [Dense(2)(a), Dense(2)(b)])", "not-a-chain"),
        ("a = Input((4,))\nd = Dense(5)\nmodel = Model(a, d(d(a)))", "features-disagree"),
        ("model = Sequential([Input((9, 4)), Bidirectional(LSTM(3), merge_mode=None)])", "unknown-value"),
        ("model = Sequential([Input((9, 4)), Bidirectional(Conv1D(3, 3))])", "unknown-value"),
        ("model = Sequential([Input((9, 9, 4)), TimeDistributed(Conv2D(3, 3))])", "unknown-value"),
        ("model = Sequential([Input((9, 4)), TimeDistributed(TimeDistributed(Dense(3)))])", "unknown-value"),
        ("model = Sequential([Input((9, 4)), TimeDistributed(Dense)])", "unknown-value"),
        ("model = Sequential([Input((9, 4)), TimeDistributed(Sequential([Dense(3)]))])", "unknown-value"),
        ("model = Sequential([Input((9, 4)), TimeDistributed(Lambda(lambda x: x))])", "unknown-value"),
        ("model = Sequential([Input((9, 4, 2)), TimeDistributed(Reshape((2, 4)))])", "unknown-value"),
        ("model = Sequential([Input((9, 4, 2)), TimeDistributed(Concatenate())])", "unknown-value"),
        ("model = Sequential([Input((9, 8, 4)), CenterCrop(100, 2)])", "unknown-layer"),  # Keras makes a map larger
        ("model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Upsample(size=8, scale_factor=2))", "unknown-value"),
        ("a = Input((32,))\nb = Dense(32)(a)\nmodel = Model(a, Reshape((4, 4, 3))(b))", "features-disagree"),
        ("model = Sequential([Embedding(input_dim=99, output_dim=8), Reshape((5, 8))])", "unknown-layer"),
        (
            "model = Sequential([Embedding(input_dim=99, output_dim=8, input_length=4), Reshape((5, 8))])",
            "features-disagree",
        ),
        ("model = Sequential([Conv1D(8, 3, input_dim=4, input_length=7), Reshape((4, 8))])", "features-disagree"),
        ("model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.FractionalMaxPool2d(2))", "unknown-layer"),
        (NET.replace("self.fc(", "self.other(") + "model = Net()", "unknown-value"),
        (
            NET.replace("return", "x = x.permute(0, 2, 3, 1)\n        return") + "model = Net()",
            "unknown-layer",
        ),
        (NET.replace("self.fc =", "self.more = nn.Linear(3, 4)\n        self.fc =") + "model = Net()", "not-a-chain"),
        ("a = Input((9, 4))\nmodel = Model(a, MultiHeadAttention(2, 3)(a, Dense(4)(a)))", "unknown-layer"),
        ("model = nn.Sequential(nn.LSTM(8, 4))\nmodel(torch.zeros(1, 9, 8))", "unknown-layer"),
        (
            NET.replace("return", "x = x * x.mean((2, 3))\n        return") + "model = Net()",
            "unknown-layer",
        ),
    ],
)
def test_no_whole_network_where_something_is_not_understood(code: str, wanted: str) -> None:
    models, notes = read(code)
    last = [model for model in models if model.name == "model"][-1:]
    assert not any(model.network is not None and model.is_whole for model in last)
    assert wanted in {note.code for note in notes}


def test_of_several_parameters_without_a_value_the_first_is_told() -> None:
    wanted = "width, depth, height, breadth, length, *, groups"
    (note,) = read(NET.replace("(self)", f"(self, {wanted})", 1) + "model = Net()")[1]
    assert (note.code, note.values["name"]) == ("unknown-value", "width")


def test_a_call_with_too_many_arguments_makes_nothing() -> None:
    models, _ = read("a = Input((4,))\nmodel = Model(a, Dense(4)(a), ...)")
    assert all(model.name != "model" for model in models)


def test_foreign_layers_are_not_taken_for_keras() -> None:
    code = "from mxnet.gluon import nn\nmodel = nn.Sequential()\nmodel.add(nn.Conv2D(channels=6, kernel_size=5))"
    assert all(model.network is None and model.layers == () for model in read(code)[0])


def test_single_layers_are_facts_without_a_network() -> None:
    code = (
        "model = Sequential([Conv2D(96, 11, strides=4), MyLayer(), MaxPooling2D(3, 2)])\nconv = nn.Conv2d(3, 6, (5, 3))"
    )
    models, _ = read(code)
    facts = {code[layer.start : layer.end]: dict(layer.arguments) for model in models for layer in model.layers}
    assert facts["Conv2D(96, 11, strides=4)"].items() >= {"N": 96, "K": 11, "S": 4, "P": 0}.items()
    assert facts["MaxPooling2D(3, 2)"] == {"K": 3, "S": 2, "P": 0}
    assert facts["nn.Conv2d(3, 6, (5, 3))"].items() >= {"C": 3, "N": 6, "K": (5, 3)}.items()


def test_lengths_of_sequences_are_shapes() -> None:
    embedding = "Embedding(input_dim=99, output_dim=8, input_length=5)"
    assert total(only(f"model = Sequential([{embedding}, Flatten(), Dense(1)])")) == 99 * 8 + 41
    assert total(only("model = Sequential([Conv1D(8, 3, input_dim=4, input_length=7), Flatten(), Dense(1)])")) == 145


def test_what_is_not_trained_is_told() -> None:
    code = "model = Sequential([Dense(3, input_shape=(4,), trainable=False), Dense(2)])"
    assert only(code).is_frozen
    assert not only(code.replace("False", "True")).is_frozen


# code as it stands in documents


@pytest.mark.parametrize(
    "code",
    [
        f"model = Sequential([\n{CONV},\nFlatten(),\n])\n",  # pasted without indentation
        f"    model = Sequential()\n    model.add({CONV})\n    model.add(Flatten())\n",
        f">>> model = Sequential()\n>>> model.add(\n...     {CONV})\n<nothing>\n>>> model.add(Flatten())\n",
        f"%matplotlib inline\n!pip install keras\nmodel = Sequential([{CONV}])\nmodel.add?\nmodel.add(Flatten())\n",
        f"print 'layers'\nmodel = Sequential([{CONV}])\nmodel.add(Flatten())\nprint model\n",
        f"model = Sequential([{CONV}])\r\n# 注释\r\nmodel.add(Flatten())\r\n",
        f"def f(:\n    pass\nmodel = Sequential([{CONV}])\nmodel.add(Flatten())\n...\n",
    ],
)
def test_code_as_documents_have_it(code: str) -> None:
    models, _ = read(code)
    assert [total(model) for model in models if model.name == "model"][-1:] == [80]
    assert models[-1].layers[-1].class_name == "Flatten"
    assert [code[layer.start : layer.end] for layer in models[-1].layers] == [CONV, "Flatten()"]


def test_what_is_broken_spoils_only_what_it_may_change() -> None:
    code = f"a = Sequential([{CONV}])\nb = Sequential([{CONV}])\nb.add(Dense(2, )))\nc = Sequential([{CONV}])\n"
    networks = {model.name: model.network is not None for model in read(code)[0]}
    assert networks == {"a": True, "b": False, "c": True}


# code that means harm

LONG = "9" * 3000
HOSTILE = {
    "brackets": "(" * 100_000,
    "brackets in a call": "model = Sequential(" + "[" * 100_000,
    "a loop without end": "for i in range(10**9):\n    model = Sequential([Dense(3)])\n",
    "loops in loops": "for i in range(999):\n  for j in range(999):\n    for k in range(999):\n      x = Dense(3)\n",
    "functions that call themselves": "def f(n):\n    return f(n - 1) + f(n - 2)\nx = f(30)\n",
    "layers that hold themselves": "m = nn.Sequential()\nm.add_module('a', m)\ny = m(torch.ones(1, 3))\n",
    "a class that makes itself": "class A(nn.Module):\n    def __init__(self):\n        self.a = A()\nm = A()\n",
    "doubling": "x = [1]\n" + "x = [x, x]\n" * 60 + "y = x == x\ns = 'a'\n" + "s = s + s\n" * 60,
    "powers": "x = 9**9**9**9\ny = 10**99\n" + "y = y * y\n" * 60 + "model = Sequential([Dense(y, input_dim=y)])",
    "digits": f"model = Sequential([Dense({LONG}, input_shape=({LONG},)), Dense({LONG})])",
    "sums": "x = " + "1 + " * 50_000 + "1",
    "attributes": "x = a" + ".b" * 900,
    "decorators": "@property\n" * 9_000 + "def f(): pass\n",
    "formats": "x = f'{1:>1000000000}'\ny = '%1000000000d' % 3\nz = 'a' * 10**9\nw = list(range(10**18))\n",
    "shared halves": "x = Input((4, 4, 1))\n" + "x = Add()([x, x])\n" * 200 + "m = Model(x, x)\n",
    "signs": "model = Sequential([Conv2D(-3, 0, strides=0, input_shape=(4, -4, 1))])\nx = 1 // 0\n",
    "zero and surrogate": "x = 1\x00\ny = '\ud800'\n",
    "a megabyte": "model.add(Conv2D(32, (3, 3), activation='relu'))\n" * 20_000,
    "many layers": "model = Sequential([Input((3,))])\n" + "model.add(Dense(3))\n" * 8_000,
    "many states": "model = Sequential([Input((3,))])\n" + "model.add(Dense(3))\nmodel.summary()\n" * 300,
}


@cache
def read_hostile(name: str) -> tuple[Any, Any]:
    return read(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_harmful_code_ends_soon(name: str) -> None:
    models, notes = read_hostile(name)
    assert all(0 <= note.start <= note.end for note in notes)
    assert len(models) <= MAX_STATES


def test_limits_are_told() -> None:
    assert {note.code for note in read_hostile("a megabyte")[1]} == {"code-too-long"}
    assert "too-many-layers" in {note.code for note in read_hostile("many layers")[1]}
    assert "too-many-states" in {note.code for note in read_hostile("many states")[1]}


def test_names_may_be_anything() -> None:
    names = ['a"b\n\x1b[31m`', "input", "total", "", "a.b c", "input_"]
    inner = ", ".join(f"Dense(2, name={name!r})" for name in names)
    model = only(f"model = Sequential([Input((3,)), {inner}])")
    assert [layer.name for layer in model.layers[1:]] == names
    assert total(model) == 8 + 5 * 6
    assert len({name for layer in model.layers for name in layer.network_layers}) == len(names) + 1


def test_nothing_is_run_or_imported(tmp_path: Any) -> None:
    mark = tmp_path / "mark"
    code = f"import this_is_no_module\nopen({str(mark)!r}, 'w')\n__import__('os').system('touch {mark}')\n"
    read(code + "class A(nn.Module):\n    def __init__(self):\n        open('x', 'w')\nA()\n")
    assert not mark.exists()
    assert "this_is_no_module" not in sys.modules


def test_reading_models_loads_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; from symcnn.models.python.read_models import read_models; "
        "c = 'model = Sequential([Dense(3, input_dim=4)])'; read_models(c, [(0, len(c))]); "
        "assert not {'parso', 'sympy', 'torch', 'keras'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# the frameworks themselves


@pytest.fixture(scope="module")
def frameworks() -> Iterator[None]:
    os.environ["KERAS_BACKEND"] = "torch"
    pytest.importorskip("torch")
    keras = pytest.importorskip("keras")
    tensorflow, torchinfo = types.ModuleType("tensorflow"), types.ModuleType("torchinfo")
    vars(tensorflow)["keras"] = keras
    vars(torchinfo)["summary"] = lambda *_, **__: None
    modules = {"tensorflow": tensorflow, "tensorflow.keras": keras, "torchinfo": torchinfo}
    modules |= {"tensorflow.keras.layers": keras.layers, "tensorflow.keras.models": keras.models}
    keras.saving.serialize_keras_object(keras.layers.Dense(1))  # looks for TensorFlow, before there is a stand-in
    with pytest.MonkeyPatch.context() as patch:
        for name, module in modules.items():
            patch.setitem(sys.modules, name, module)
        yield


def built(source: str) -> Any:
    """The model that a source of ours makes when it is run."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "<model>", "exec"), names)
    return names["model"]


@pytest.mark.slow
@pytest.mark.usefixtures("frameworks")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", KERAS)
def test_keras_says_the_same(name: str) -> None:
    import keras

    keras.backend.clear_session()
    theirs = built(KERAS[name][0])
    ours = only(KERAS[name][0])
    expected = {
        (layer.name, type(layer).__name__, tuple(layer.output.shape[1:]), layer.count_params())
        for layer in theirs.layers
    }
    found = {row for row in rows(ours) if row[1] != "InputLayer"}
    assert found == {row for row in expected if row[1] != "InputLayer"}
    assert total(ours) == theirs.count_params()
    trained = sum(keras.ops.size(weight) for weight in theirs.trainable_weights)
    assert total(ours, "trainable") == int(trained)


@pytest.mark.slow
@pytest.mark.usefixtures("frameworks")
@pytest.mark.parametrize("name", PYTORCH)
def test_pytorch_says_the_same(name: str) -> None:
    import torch

    source, _, sample = PYTORCH[name]
    theirs, ours = built(source).eval(), only(source)
    paths: dict[Any, str] = {}
    for path, module in theirs.named_modules():
        paths.setdefault(module, path)
    expected: list[Row] = []

    def note(module: Any, _: Any, output: Any) -> None:
        shape = tuple(output.shape[1:])
        count = sum(weights.numel() for weights in module.parameters(recurse=False))
        expected.append((paths[module], type(module).__name__, (*shape[1:], shape[0]), count))

    for module in paths:
        if not list(module.children()) and type(module).__name__ != "Identity":
            module.register_forward_hook(note)
    with torch.no_grad():
        theirs(torch.zeros(sample))
    assert [row for row in rows(ours) if row[0] in paths.values()] == expected
    assert total(ours) == sum(weights.numel() for weights in theirs.parameters())
