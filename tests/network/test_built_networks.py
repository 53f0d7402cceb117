"""Examples against the networks that frameworks and their collections build: parameters, and MACs as torch counts."""

from __future__ import annotations

from typing import Any

import pytest
from framework_layers import keras_module, torchvision_module
from test_truth import example_figures

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

TORCHVISION = {
    "convnext": "convnext_tiny",
    "efficientnet": "efficientnet_b0",
    "googlenet_torchvision": "googlenet",
    "mobilenet_v2": "mobilenet_v2",
    "mobilenet_v3": "mobilenet_v3_large",
    "resnet18": "resnet18",
    "resnet50": "resnet50",
    "shufflenet_v2": "shufflenet_v2_x1_0",
    "swin": "swin_t",
    "vgg16": "vgg16",
    "vit": "vit_b_16",
}


def counted(network: Any) -> tuple[int, int]:
    """The parameters, and the MACs of one picture: half of what torch's counter of operations says."""
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel
    from torch.utils.flop_counter import FlopCounterMode

    torch.backends.mha.set_fastpath_enabled(False)  # which the counter does not look into
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        network.eval()(torch.zeros(1, 3, 224, 224))
    return sum(weights.numel() for weights in network.parameters()), counter.get_total_flops() // 2


def ours(example: str) -> tuple[object, object]:
    figures = example_figures(f"{example}.cnn", "")
    return figures.total("params"), figures.total("macs")


@pytest.mark.parametrize("example", TORCHVISION)
def test_torchvision_builds_the_same(example: str) -> None:
    pytest.importorskip("torch")
    models = torchvision_module("models")
    options = {"aux_logits": False, "init_weights": False} if "googlenet" in example else {}
    assert ours(example) == counted(getattr(models, TORCHVISION[example])(**options))


def test_torchvision_builds_another_alexnet() -> None:
    pytest.importorskip("torch")
    assert ours("alexnet") != counted(torchvision_module("models").alexnet())


def test_timm_builds_the_same() -> None:
    pytest.importorskip("torch")
    torchvision_module("models")
    timm = pytest.importorskip("timm", exc_type=ImportError)
    assert ours("se_resnet50") == counted(timm.create_model("seresnet50"))


def test_keras_builds_the_same() -> None:
    keras = keras_module()
    layers = keras.layers
    words = keras.Input((200,), dtype="int32")
    x = layers.Embedding(20000, 128)(words)
    x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(x)
    x = layers.Bidirectional(layers.LSTM(64))(x)
    assert keras.Model(words, layers.Dense(1)(x)).count_params() == ours("lstm")[0]


def test_pytorch_builds_the_same_encoder() -> None:
    """Twelve of PyTorch's encoder layers; words, segments, positions and the pooler by hand."""
    nn = pytest.importorskip("torch").nn
    layers = nn.TransformerEncoder(nn.TransformerEncoderLayer(768, 12, 3072, batch_first=True), 12)
    others = (30522 + 2 + 512) * 768 + 2 * 768 + 769 * 768
    assert sum(weights.numel() for weights in layers.parameters()) + others == ours("transformer")[0]
