"""The presets of conventions against the tools that they are named after, each run on five networks.

`truth/frameworks/tools.csv` holds what the tools say of networks, `tool_layers.csv` what they say of layers alone;
the slow tests run them again.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from counting_tools import OPERATIONS, counted_by, torchsummary_says
from framework_layers import keras_module, torchvision_module
from test_truth import EXAMPLES, figures_of

from symcnn.network.wiring.conventions import presets

TABLE = Path(__file__).parents[1] / "truth/frameworks/tools.csv"
LAYERS = TABLE.with_name("tool_layers.csv")
OF_LAYERS = ("thop", "fvcore", "ptflops", "torchinfo")
MODULES = {"torch_flops": "torch"}
"""Where a tool is found that has another name than its preset."""

BUILT = {
    ("resnet18.cnn", ""): "resnet18",
    ("resnet50.cnn", ""): "resnet50",
    ("resnet50.cnn", "width=2,G=32"): "resnext50_32x4d",
    ("resnet50.cnn", "width=2"): "wide_resnet50_2",
    ("resnet50.cnn", "n4=23"): "resnet101",
    ("googlenet_torchvision.cnn", ""): "googlenet",
}
"""Examples with the numbers of their symbols, and torchvision's functions; those that end with softmax get one.

GoogLeNet calls ReLU as a function, which ptflops counts once and not twice: it has no row there.
"""

PLAIN = {
    "input 32x32x1\nconv N=6 K=5\ntanh\navg_pool K=2\nconv N=16 K=5\ntanh\navg_pool K=2\nflatten\ndense N=10": (
        "Conv2d(1, 6, 5), Tanh(), AvgPool2d(2), Conv2d(6, 16, 5), Tanh(), AvgPool2d(2), Flatten(), Linear(400, 10)"
    ),
    "input 28x28x3\nconv N=8 K=3 P=1 bias=0\nbatch_norm\nrelu\nconv N=16 K=3 S=2\nbatch_norm\nrelu\nglobal_avg_pool": (
        "Conv2d(3, 8, 3, padding=1, bias=False), BatchNorm2d(8), ReLU(), Conv2d(8, 16, 3, 2), BatchNorm2d(16), ReLU(), "
        "AdaptiveAvgPool2d(1)"
    ),
    "input 784\ndense N=300\nrelu\ndropout\ndense N=100\nrelu\ndense N=10\nsoftmax": (
        "Linear(784, 300), ReLU(), Dropout(), Linear(300, 100), ReLU(), Linear(100, 10), Softmax(1)"
    ),
    "input 20x30x4\nconv N=8 K=3 G=2 D=2\nmax_pool K=3 S=2 P=1\ntransposed_conv N=4 K=2 S=2\nsigmoid": (
        "Conv2d(4, 8, 3, groups=2, dilation=2), MaxPool2d(3, 2, 1), ConvTranspose2d(8, 4, 2, 2), Sigmoid()"
    ),
    "input 100x12\nconv N=24 K=5\nrelu\nmax_pool K=2\nconv N=48 K=5\nadaptive_avg_pool O=3\nflatten\ndense N=2": (
        "Conv1d(12, 24, 5), ReLU(), MaxPool1d(2), Conv1d(24, 48, 5), AdaptiveAvgPool1d(3), Flatten(), Linear(144, 2)"
    ),
}
"""Networks without modules inside of modules, of which torchsummary counts the outputs of both."""

APPLICATIONS = {
    "vgg16": "VGG16",
    "resnet50_keras": "ResNet50",
    "mobilenet_v1": "MobileNet",
    "densenet121": "DenseNet121",
    "inception_v3": "InceptionV3",
}


def rows(table: Path = TABLE) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(text: str, quantity: str, preset: str, given: str = "") -> Any:
    return figures_of("test.cnn", f"{text}\nconvention {preset}\n", given).total(quantity)


def row_name(row: dict[str, str]) -> str:
    return "-".join(filter(None, (row["preset"], row["example"].removesuffix(".cnn"), row["set"])))


@pytest.mark.parametrize("row", rows(), ids=row_name)
def test_a_preset_counts_as_its_tool(row: dict[str, str]) -> None:
    text = (EXAMPLES / row["example"]).read_text("utf-8")
    assert total(text, "flops", row["preset"], row["set"]) == int(row["flops"])


@pytest.mark.parametrize("row", rows(LAYERS), ids=lambda row: row["layer"])
def test_a_preset_counts_a_layer_as_its_tool(row: dict[str, str]) -> None:
    text = f"input {row['input']}\n{row['layer']}"
    assert {tool: total(text, "flops", tool) for tool in OF_LAYERS} == {tool: int(row[tool]) for tool in OF_LAYERS}


def test_every_tool_was_run_on_five_networks() -> None:
    assert {*OPERATIONS, "ptflops_0_6"} == {row["preset"] for row in rows()} <= {*presets()}
    assert all(sum(row["preset"] == preset for row in rows()) >= 5 for preset in OPERATIONS)


def network(example: str, given: str) -> Any:
    from torch import nn

    models = torchvision_module("models")
    options = {"aux_logits": False, "init_weights": False} if "googlenet" in example else {}
    built = getattr(models, BUILT[example, given])(**options)
    ends = "softmax" in (EXAMPLES / example).read_text("utf-8")
    return (nn.Sequential(built, nn.Softmax(1)) if ends else built).eval()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("row", [row for row in rows() if row["preset"] in OPERATIONS], ids=row_name)
def test_the_tool_says_so(row: dict[str, str]) -> None:
    torch = pytest.importorskip("torch")
    torchvision_module("models")  # before tools that import it themselves
    pytest.importorskip(MODULES.get(row["preset"], row["preset"]))
    sample = torch.zeros(1, 3, 224, 224)
    assert counted_by(row["preset"], network(row["example"], row["set"]), sample) == int(row["flops"])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("tool", OF_LAYERS)
@pytest.mark.parametrize("row", rows(LAYERS), ids=lambda row: row["layer"])
def test_the_tool_says_so_of_a_layer(row: dict[str, str], tool: str) -> None:
    torch = pytest.importorskip("torch")
    torchvision_module("models")  # before tools that import it themselves
    pytest.importorskip(tool)
    *sizes, channels = map(int, row["input"].split("x"))
    shape = (1, channels, *sizes) if len(sizes) > 1 else (1, *sizes, channels)
    layer = eval(row["torch"], vars(torch.nn))
    assert counted_by(tool, torch.nn.Sequential(layer).eval(), torch.zeros(shape)) == int(row[tool])


@pytest.mark.slow
@pytest.mark.parametrize("text", PLAIN)
def test_torchsummary_says_the_same(text: str) -> None:
    nn = pytest.importorskip("torch").nn
    pytest.importorskip("torchsummary")
    sizes = [int(size) for size in text.split("\n")[0].removeprefix("input ").split("x")]
    params, size = torchsummary_says(nn.Sequential(*eval(PLAIN[text], vars(nn))), (sizes[-1], *sizes[:-1]))
    stored = Decimal(total(text, "activation_bytes", "torchsummary")) / 2**20
    assert (total(text, "params", "torchsummary"), f"{stored:.2f}") == (params, size)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("example", APPLICATIONS)
def test_keras_says_the_same(example: str) -> None:
    keras = keras_module()
    built = getattr(keras.applications, APPLICATIONS[example])(weights=None)
    text = (EXAMPLES / f"{example}.cnn").read_text("utf-8")
    assert total(text, "params", "keras") == built.count_params()
