"""Figures of well-known networks: right under any variant, wrong only where they look like a slip."""

from __future__ import annotations

import pytest
from document_findings import CONDITIONAL, RIGHT, ROUNDED, UNDECIDED, WRONG, findings, said


def told(text: str, name: str = "chapter.md") -> list[tuple[str, str]]:
    """What the rule says of which place."""
    return [(quote, verdict) for quote, code, verdict in said(text, name) if code == "model-figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## VGG-16 (138M parameters)", [("138M", ROUNDED)]),
        ("## VGG-16 (183M parameters)", [("183M", WRONG)]),
        ("ResNet-50 has 25,557,032 parameters.", [("25,557,032", RIGHT)]),
        ("ResNet-50 has 25,577,032 parameters.", [("25,577,032", WRONG)]),
        ("Keras's ResNet50 has 25,636,712 parameters.", [("25,636,712", RIGHT)]),
        ("AlexNet 有 6000 万个参数", [("6000 万", ROUNDED)]),
        ("MobileNetV2 has 3.5M params", [("3.5M", ROUNDED)]),
        ("The 19-layer VGG counts 144 million parameters.", [("144 million", ROUNDED)]),
        ("DenseNet-121 has 79.8 million parameters.", [("79.8 million", WRONG)]),
        ("AlexNet has 80 million parameters.", [("80 million", UNDECIDED)]),
        # with other classes, which only an exact figure shows
        ("AlexNet has 57,277,924 parameters.", [("57,277,924", RIGHT)]),
        ("AlexNet has 57.3 million parameters.", [("57.3 million", UNDECIDED)]),
        # what lies near may be of another version
        ("VGG-16 has 148 million parameters.", [("148 million", WRONG)]),
        ("VGG-16 has 139 million parameters.", [("139 million", UNDECIDED)]),
        ("AlexNet has eight layers with weights and 650,000 neurons.", [("eight", RIGHT), ("650,000", ROUNDED)]),
        ("ResNet-101 requires 7.8 GMACs.", [("7.8 G", ROUNDED)]),
        ("VGG-16 needs 15.5 GFLOPs.", [("15.5 G", ROUNDED)]),
        ("VGG-16 needs 30.9 GFLOPs.", [("30.9 G", ROUNDED)]),
        ("The weights of VGG-16 take 528 MB.", [("528 MB", ROUNDED)]),
        ("VGG-19 有 16 个卷积层和 3 个全连接层。", [("16", RIGHT), ("3", RIGHT)]),
        ("VGG-16 has 16 convolutional layers.", [("16", WRONG)]),
        # layers of attention are counted by blocks, of which no file tells
        ("BERT-base has 12 layers and 110M parameters.", [("110M", ROUNDED)]),
        ("ViT-B/16 has 68,567,656 parameters.", [("68,567,656", WRONG)]),
        ("ViT-L/16 has 307M parameters.", []),
        ("VGG-16 starts with two convolutional layers.", []),
        ("GoogLeNet ends in a map of 7×7×1024.", [("7×7×1024", RIGHT)]),
        ("AlexNet takes pictures of 224×224×3.", [("224×224×3", CONDITIONAL)]),
    ],
)
def test_a_whole_network(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In AlexNet conv1 has 34,944 parameters.", [("34,944", RIGHT)]),
        ("In AlexNet conv1 has 34,494 parameters.", [("34,494", WRONG)]),
        # so many digits are those of some layer, where a sentence says what it counts
        ("# ResNet-18\n\nWeights of the stem: 9,408.", [("9,408", RIGHT)]),
        ("# ResNet-18\n\nThe 1×1 on the shortcut has 2,359,296 weights.", []),
        ("AlexNet was trained on our 885,120 pictures.", []),
        ("LeNet-5 的 C3 层有 1516 个可训练参数。", [("1516", RIGHT)]),
        ("LeNet-5 的 C3 层有 2416 个可训练参数。", [("2416", RIGHT)]),
        ("Of VGG-16's weights fc6 alone has 102.8M.", [("102.8M", ROUNDED)]),
        ("The last convolution of VGG-16 has a receptive field of 196×196.", [("196×196", RIGHT)]),
        ("The last convolution of VGG-16 has a receptive field of 27×27.", [("27×27", WRONG)]),
        ("# AlexNet\n\n- C2: 307,456 parameters\n- C3: 885,210 parameters", [("307,456", RIGHT), ("885,210", WRONG)]),
        ("The three fully connected layers of VGG-16 hold 123.6M parameters.", [("three", RIGHT), ("123.6M", ROUNDED)]),
        # a network of kinds of its own
        ("In ShuffleNet V2 the convolutions have 2,000,000 parameters.", [("2,000,000", ROUNDED)]),
    ],
)
def test_a_layer_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [one for one in told(text) if one[1] != UNDECIDED] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AlexNet (61M parameters) and VGG-16 (138M parameters)", [("61M", ROUNDED), ("138M", ROUNDED)]),
        ("AlexNet has 61M parameters, VGG-16 183M parameters.", [("61M", ROUNDED), ("183M", WRONG)]),
        ("VGG-16 and VGG-19 have 138M and 144M parameters.", [("138M", ROUNDED), ("144M", ROUNDED)]),
        ("GoogLeNet is deep. It has 7.0 million parameters.", [("7.0 million", ROUNDED)]),
        ("GoogLeNet needs 1,550 million multiply-adds.", []),
        ("GoogLeNet needs 1,283 million multiply-adds.", [("1,283 million", WRONG)]),
    ],
)
def test_several_networks(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "VGG-16 and AlexNet.",
        "AlexNet won in 2012; our net has 5M parameters",
        "AlexNet2 (3M params)",
        "Our pruned VGG-16 has 13.9M parameters.",
        "A VGG-like network has 183M parameters.",
        "The ResNet-50 backbone with the head of our detector has 52.7M parameters.",
        "VGG-16 reaches 71.6 % after 74 epochs on 1.3 million images.",
        "It is wrong that VGG-16 has 183M parameters.",
        "ResNet-50-FPN has 25.7M parameters.",
        "EfficientNet-B7 has 66M parameters, EfficientNet-B0 is small.",
        "GoogLeNet has 12 times fewer parameters than AlexNet.",
        "The last issue printed “VGG-16 has 13.8 million parameters”.",
        "DenseNet-169 needs 152 MB of memory for features.",
        "VGG-13 with batch normalisation has 28.7M parameters on CIFAR-100.",
        "ResNet-50: about 25.6 parameters in units of a million",
        "AlexNet是一个8层卷积神经网络。",
        "VGG-16 有 16 个卷积层和全连接层。",
        "AlexNet has five convolutional layers, two fully connected hidden layers and a fully connected output layer.",
        "VGG nets have 183M parameters.",
    ],
)
def test_nothing_wrong_is_said_of_another_thing(text: str) -> None:
    assert [one for one in told(text) if one[1] == WRONG] == []


HEAD = "| model | params (M) | GFLOPs |\n|---|---|---|\n"
ALL = HEAD + "| AlexNet | 61.1 | 0.71 |\n| VGG-16 | 138 | 15.5 |\n| ResNet-18 | {} | 1.81 |\n| ResNet-34 | {} | {} |\n"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (("11.7", "21.8", "3.66"), []),
        (("21.8", "11.7", "3.66"), ["21.8", "11.7"]),
        (("11.7", "21.8", "15.5"), ["15.5"]),
        (("11.7", "28.1", "3.66"), ["28.1"]),
        (("11.7", "21.3", "7.34"), []),
        (("11.2", "24.9", "3.60"), []),
    ],
)
def test_a_table_of_models(cells: tuple[str, str, str], wrong: list[str]) -> None:
    assert [quote for quote, verdict in told(ALL.format(*cells)) if verdict == WRONG] == wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| | AlexNet | VGG16 |\n|---|---|---|\n| 参数(百万) | 60 | 138 |\n", [("60", ROUNDED), ("138", ROUNDED)]),
        ("|\nAlexNet |\nVGG16 |\n参数(百万) |\n60 |\n138 |\n内存(MB) |\n>200 |\n500-600 |\n",
         [("60", ROUNDED), ("138", ROUNDED), ("200", ROUNDED), ("500-600", ROUNDED)]),
        ("| model | size |\n|---|---|\n| VGG-16 | 528 MB |\n", [("528 MB", ROUNDED)]),
        ("| model | top-1 |\n|---|---|\n| VGG-16 | 71.6 |\n", []),
        ("| model | params |\n|---|---|\n| VGG-16 (ours) | 183M |\n| AlexNet | 61M |\n", [("61M", ROUNDED)]),
        ("| model | params |\n|---|---|\n| VGG-16 | 20M |\n| AlexNet | 3M |\n| ResNet-50 | 255M |\n", []),
    ],
)  # fmt: skip
def test_tables_of_every_layout(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "chapter.txt" if text.startswith("|\n") else "chapter.md") == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The last fully connected layer of ResNet-50 has 2,048,000 parameters with its biases.", ["2,048,000"]),
        ("The layer fc of ResNet-50 has 2,048,000 weights without biases.", []),
        ("AlexNet has 5 convolutional layers and 2 fully connected layers.", ["2"]),
        ("AlexNet has 5 convolutional layers and 3 fully connected layers.", []),
        ("**LeNet-5** (1998)\n\n1. C3: 1,561 parameters\n2. C5: 48,120 parameters", ["1,561"]),
    ],
)
def test_what_else_is_told_decides(text: str, wrong: list[str]) -> None:
    assert [quote for quote, verdict in told(text) if verdict == WRONG] == wrong


def test_a_column_counts_in_one_way() -> None:
    """Two columns of operations tell that one counts twice what the other does."""
    head = "| model | GMACs | GFLOPs |\n|---|---|---|\n"
    rows = "| AlexNet | 0.71 | 1.42 |\n| ResNet-18 | 1.81 | 3.62 |\n| ResNet-50 | 4.09 | 8.18 |\n"
    assert told(head + rows + "| VGG-16 | 15.47 | 15.47 |\n")[-1] == ("15.47", WRONG)
    assert told(head + rows + "| VGG-16 | 15.47 | 30.94 |\n")[-1] == ("30.94", ROUNDED)
    assert told((head + rows + "| VGG-16 | 15.47 | 15.47 |\n").replace("GMACs", "size"))[-1] == ("15.47", ROUNDED)


def test_tables_of_networks_for_other_pictures() -> None:
    """Networks for small pictures have other first and last layers: nothing is refuted."""
    table = "| model | params |\n|---|---|\n| ResNet-50 | 23.7M |\n| VGG-13 | 28.7M |\n| DenseNet-161 | 26.5M |\n"
    assert [one for one in told("Results on CIFAR-100.\n\n" + table) if one[1] == WRONG] == []


def test_the_reading_is_named() -> None:
    (_, found), *_ = findings("VGG-16 needs 15.3 billion operations.")
    assert found.why.key == "known.figure-counted"
    assert str(found.why.values["quantity"]) != ""
