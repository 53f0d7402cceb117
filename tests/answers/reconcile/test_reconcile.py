"""Published numbers of well-known networks, and what they count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

from symcnn.commands.main import main
from symcnn.network.known.known_networks import known_networks


def run(*options: str, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["reconcile", *options], text, catch_exceptions=False)
    return result.exit_code, result.output


def explanations(*options: str, text: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*options, "--json", text=text)[1])["explanations"]
    return found


PUBLISHED = [  # network, quantity, number, and of the first explanation: variant, quantities, part, value
    ("resnet50.cnn", "macs", "3.8e9", "as in the paper", "macs", "", 3_857_973_248, "cut"),  # He et al. 2016, table 1
    (
        "resnet50.cnn",
        "macs",
        "3.86e9",
        "as in the paper",
        "macs",
        "",
        3_857_973_248,
        "rounded",
    ),  # albanie/convnet-burden
    ("resnet50.cnn", "macs", "4.09e9", "", "macs", "", 4_089_184_256, "rounded"),  # torchvision's table of weights
    ("resnet50.cnn", "macs", "8.2e9", "", "flops", "", 8_178_368_512, "rounded"),  # Keras Applications' profiles
    ("resnet50.cnn", "params", "25.6M", "", "params", "", 25_557_032, "rounded"),  # torchvision's table of weights
    ("resnet50.cnn", "params", "25,636,712", "Keras", "params", "", 25_636_712, "exact"),  # Keras, model.summary()
    ("resnet50.cnn", "params", "23,508,032", "", "params", "no-head", 23_508_032, "exact"),  # 25,557,032 - 2,049,000
    ("AlexNet", "params", "60M", "", "params", "", 60_965_224, "rounded"),  # Krizhevsky et al. 2012, abstract
    ("AlexNet", "params", "60.95M", "", "weights", "", 60_954_656, "rounded"),
    ("AlexNet", "params", "60.97M", "", "params", "", 60_965_224, "rounded"),  # BVLC reference CaffeNet
    (
        "AlexNet",
        "params",
        "61.1M",
        "torchvision",
        "params",
        "",
        61_100_840,
        "rounded",
    ),  # torchvision's table of weights
    ("AlexNet", "params", "62.4M", "one GPU, no groups", "params", "", 62_378_344, "rounded"),  # LearnOpenCV 2018
    ("AlexNet", "memory", "233MB", "", "param_bytes", "", 243_860_896, "rounded"),  # in units of 1,048,576 bytes
    ("vgg16.cnn", "flops", "15.3G", "", "macs", "no-dense", 15_346_630_656, "rounded"),  # He et al. 2016, section 3.3
    ("vgg16.cnn", "macs", "15.47G", "", "macs", "", 15_470_264_320, "rounded"),  # torchvision's table of weights
    ("vgg16.cnn", "macs", "15.5G", "", "macs", "", 15_470_264_320, "rounded"),
    ("vgg16.cnn", "flops", "30.9G", "", "flops", "", 30_940_528_640, "rounded"),
    ("vgg16.cnn", "memory", "528MB", "", "param_bytes", "", 553_430_176, "rounded"),  # Keras Applications
]


FAST = ("3.8e9", "8.2e9", "25,636,712", "23,508,032", "60.95M", "62.4M", "233MB", "15.3G", "30.9G")
"""One of each variant, quantity, part and network; the others are left to the slow run."""


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{row[0]}-{row[2]}", marks=[] if row[2] in FAST else [pytest.mark.slow])
        for row in PUBLISHED
    ],
)
def test_what_published_numbers_count(row: tuple[Any, ...]) -> None:
    file, quantity, number, said, counted, part, value, agreement = row
    path = str(EXAMPLES / file) if file.endswith(".cnn") else file
    first = explanations(path, f"--{quantity}", number)[0]
    told = [network["variant"]["said"] if network["variant"] else "" for network in first["networks"]]
    assert said in told
    assert (first["quantities"], first["part"]) == ([counted], part)
    assert (first["value"], first["agreement"]) == (value, agreement)
    assert sum(term["value"] for term in first["terms"]) == value


@pytest.mark.parametrize(
    ("number", "preset", "value"),
    [  # batch normalisations have 11,113,984 values, the last mean 100,352; by hand from the shapes of the network
        ("4.11e9", "fvcore", 4_089_184_256 + 2 * 11_113_984 + 100_352),
        ("4.12e9", "ptflops", None),  # printed by ptflops for torchvision's resnet50: 4.12 GMac
    ],
)
def test_what_tools_count_beside_macs(number: str, preset: str, value: int | None) -> None:
    found = [
        each["value"]
        for each in explanations("ResNet-50", "--macs", number)
        if not each["part"] and any(way["preset"].startswith(preset) for way in each["conventions"])
    ]
    assert len(found) == 1
    assert value in (None, *found)


def test_one_operation_for_each_value_beside_macs() -> None:
    first = explanations("MobileNetV2", "--macs", "313.6e6")[0]
    projected = 16 * 112**2 + 2 * 24 * 56**2 + 3 * 32 * 28**2 + (4 * 64 + 3 * 96) * 14**2 + (3 * 160 + 320) * 7**2
    normalised = 6_678_112  # of which all but the projections meet a ReLU6
    small = normalised + (normalised - projected) + 1280 * 7**2 + 1000  # the mean, and the softmax
    assert [way["preset"] for way in first["conventions"]] == ["one_flop_per_value"]
    assert first["value"] == 300_774_272 + small


def test_a_number_that_nothing_gives_has_its_nearest_figures() -> None:
    status, output = run("ResNet-18", "--params", "12.5M")
    assert status == 1
    assert "Nothing gives the number; these come nearest." in output
    assert "+6.9 %" in output
    assert run("ResNet-18", "--params", "11.7M")[0] == 0


def test_other_classes_are_told_only_where_nothing_else_gives_the_number() -> None:
    (found,) = explanations("ResNet-18", "--params", "11,181,642")
    assert found["networks"][0]["symbols"]["classes"] == 10
    assert all(
        network["symbols"].get("classes", 1000) == 1000
        for found in explanations("ResNet-18", "--macs", "1.8G")
        for network in found["networks"]
    )


OWN = """network Mine
convention pytorch
let I = 16
input I x I x 3
conv N=8 K=3 P=1 ; batch_norm ; relu
conv N=8 K=3 P=1 ; batch_norm ; relu
global_avg_pool
dense N=10
"""


@pytest.mark.parametrize(
    ("option", "number", "preset", "value"),
    [  # by hand: (27 + 1)·8 + (72 + 1)·8 + 2·16 + 90; 32 moving means and variances more
        ("--params", "930", "", 930),
        ("--params", "962", "keras", 962),
        ("--params", "840", "", 840),
    ],
)
def test_a_network_of_ones_own(option: str, number: str, preset: str, value: int) -> None:
    first = explanations("-", option, number, text=OWN)[0]
    assert first["value"] == value
    assert [way["preset"] for way in first["conventions"]] == [preset]


def test_settings_hold_for_all_variants() -> None:
    values = {found["value"] for found in explanations("ResNet-50", "--macs", "2.09G", "--set", "I=160")}
    assert 4_087_136_256 * 160**2 // 224**2 + 2_048_000 in values


@pytest.mark.parametrize(
    ("name", "quantity", "number", "value"),
    [
        ("EfficientNet-B0", "flops", "0.39B", 390_000_000),  # Tan and Le 2019, table 2
        ("ResNet-50", "flops", "0.0038T", 3_800_000_000),
        ("VGG-16", "memory", "553430176B", 553_430_176),  # here B are bytes
    ],
)
def test_b_is_billions_of_what_has_no_bytes(name: str, quantity: str, number: str, value: int) -> None:
    status, output = run(name, f"--{quantity}", number, "--json")
    assert (status, json.loads(output)["value"]) == (0, value)


@pytest.mark.parametrize(
    ("name", "quantity", "number", "called"),
    [  # torchvision's table of weights, and He et al. 2016, table 1
        ("ResNet-152", "macs", "11.51G", {"ResNet-152"}),
        ("ResNet-34", "macs", "3.66G", {"ResNet-34"}),
        ("vgg19", "params", "143.7M", {"VGG-19"}),
        ("ViT-B/16", "macs", "17.6G", {"ViT-B/16"}),
        ("vit_b_32", "params", "88.2M", {"ViT-B/32"}),
        ("resnet50.cnn", "params", "25.6M", {"ResNet-50", "ResNet-50-v1.5", "ResNet-50-v1"}),
    ],
)
def test_every_row_is_of_the_network_asked_for(name: str, quantity: str, number: str, called: set[str]) -> None:
    file = str(EXAMPLES / name) if name.endswith(".cnn") else name
    found = json.loads(run(file, f"--{quantity}", number, "--json")[1])
    assert found["agrees"]
    assert {found["network"], *(each["network"] for row in found["explanations"] for each in row["networks"])} <= called


@pytest.mark.parametrize(("setting", "name"), [("n4=23", "ResNet-101"), ("n4=7", "ResNet50"), ("I=160", "ResNet-50")])
def test_values_that_tell_networks_apart_make_a_file_another_one(setting: str, name: str) -> None:
    found = json.loads(run(str(EXAMPLES / "resnet50.cnn"), "--params", "25.6M", "--set", setting, "--json")[1])
    assert found["network"] == name
    assert {each["network"] for row in found["explanations"] for each in row["networks"]} <= {name, "ResNet-50-v1.5"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("AlexNet",), "exactly one of"),
        (("AlexNet", "--params", "1M", "--macs", "1G"), "exclude each other"),
        (("AlexNet", "--params", "many"), "not-a-figure"),
        (("AlexNet", "--params", "0"), "not-a-figure"),
        (("AlexNet", "--params", "5%"), "not-a-figure"),
        (("AlexNet", "--params", "25MB"), "not-a-figure"),
        (("AlxNet", "--params", "5M"), "did you mean `AlexNet`?"),
        (("alexnet.cnn", "--params", "5M"), "cannot-read"),
        (("my/AlexNet", "--params", "5M"), "cannot-read"),
        (("BERT", "--params", "110M"), "several-networks"),
        (("BE", "--params", "110M"), "unknown-network"),
        (("AlexNet", "--params", "61M", "--symbolic", "classes"), "needs-values"),
    ],
)
def test_what_cannot_be_answered(options: tuple[str, ...], said: str) -> None:
    status, output = run(*options)
    assert status == 2
    assert said in output


def test_chinese_pages_have_no_english_words() -> None:
    output = run("ResNet-50", "--params", "25.6M", "--lang", "zh")[1]
    assert "四舍五入" in output
    assert "rounded" not in output
    assert "parameters" not in output


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if place % 4 else [])
        for place, name in enumerate(sorted(known_networks())[::9])
    ],
)
def test_the_plain_figure_of_a_known_network_is_its_own(name: str) -> None:
    status, output = run(name, "--params", "25.6M", "--json")
    for found in json.loads(output)["explanations"]:
        assert sum(term["value"] for term in found["terms"]) == found["value"]
    assert status in (0, 1)


def test_a_letter_that_nobody_declares_must_have_a_number_too(tmp_path: Path) -> None:
    file = tmp_path / "a.cnn"
    file.write_text("input 8x8x1\nconv N=n K=3\n", "utf-8")
    status, output = run(str(file), "--macs", "1000")
    assert (status, "--set n=" in output) == (2, True)
    assert run(str(file), "--macs", "972", "--set", "n=3")[0] == 0  # 6²·9·3
