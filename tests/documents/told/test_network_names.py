"""Names of well-known networks as people spell them; a network made of one is another."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.marks import marks
from symcnn.documents.told.network_names import variants_of


def named(text: str) -> list[str]:
    """The names in a text; "?" for a network that is not known."""
    return [mark.text or "?" for mark in marks(normal(text), 0, len(text)) if mark.sort == "network"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VGG16, VGG-16, VGG 16, VGGNet-16, vgg_16, the 16-layer VGG", ["VGG-16"] * 6),
        ("VGG16-BN and vgg16_bn", ["VGG-16-BN"] * 2),
        ("ResNet50 v1.5", ["ResNet-50-v1.5"]),
        ("a 50-layer ResNet；34 层的 ResNet", ["ResNet-50", "ResNet-34"]),
        ("Inception V3, InceptionV3, inception_v3", ["Inception-v3"] * 3),
        (
            "MobileNet V3 Small, mobilenet_v3_large, MobileNetV2",
            ["MobileNetV3-Small", "MobileNetV3-Large", "MobileNetV2"],
        ),
        ("LeNet5与AlexNet的参数", ["LeNet-5", "AlexNet"]),
        ("unet, U-Net, NiN", ["U-Net", "U-Net", "NiN"]),
        ("ResNets and the VGG nets", ["ResNet", "VGG"]),
        ("SqueezeNet 1.1, squeezenet1_1", ["SqueezeNet-1.1"] * 2),
    ],
)
def test_spellings(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("ResNet-50-FPN", "ResNet50V2", "ResNet-50 V2", "SE-ResNet-26", "VGG-like", "AlexNet-style", "UNet++"),
        *("Inception-ResNet-v2", "EfficientNet-B7", "YOLOv3", "ResNet-50d", "DenseNet121x", "ShuffleNetV2 x1.0"),
    ],
)
def test_another_network(text: str) -> None:
    assert named(text) == ["?"]


@pytest.mark.parametrize(
    "text", ["ImageNet", "an inception of ideas", "nin", "wide and deep", "result", "the net", "5 layers"]
)
def test_no_network(text: str) -> None:
    assert named(text) == []


def test_a_number_in_a_name_is_no_figure() -> None:
    assert [mark.value for mark in marks("VGG-16 has 138 layers", 0, 21) if mark.is_figure] == [138]


def test_a_family_stands_for_its_members() -> None:
    assert {"WRN-28-10", "WRN-40-4"} < set(variants_of("WRN"))
    assert "ResNet-152" not in variants_of("ResNet-50")
