"""The table of well-known models in `examples/README.md`: others' figures beside what the examples give.

The numbers of the table are worked out here, so that they cannot be wrong; ``--update-golden`` writes it anew.
"""

from __future__ import annotations

from functools import cache

import pytest
from conftest import EXAMPLES

from symcnn.answers.claims.claims import sides_of
from symcnn.core.text.source import Source
from symcnn.core.written.spelling import grouped
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.elaborate import elaborate

PAGE = EXAMPLES / "README.md"
START, END = "<!-- the table of models -->\n", "<!-- its end -->\n"

CONVOLUTIONS = "total.macs - fc6.macs - fc7.macs - fc8.macs"
ROWS = [
    ("AlexNet", "alexnet", "parameters", "60 M", "total.params", (60_000_000, 60_999_999), "cut off, not rounded"),
    ("AlexNet", "alexnet", "operations", "720 M", "total.macs", (715_000_000, 724_999_999), "MACs, rounded"),
    ("AlexNet", "alexnet", "memory", "> 200 MB", "total.param_bytes", (200_000_001, None), "of the parameters"),
    ("VGG16", "vgg16", "parameters", "138 M", "total.params", (137_500_000, 138_499_999), "rounded"),
    (
        "VGG16",
        "vgg16",
        "operations",
        "15,300 M",
        CONVOLUTIONS,
        (15_250_000_000, 15_349_999_999),
        "MACs of the convolutions alone, rounded; all layers: 15,470,264,320",
    ),
    ("VGG16", "vgg16", "memory", "> 500 MB", "total.param_bytes", (500_000_001, None), "of the parameters"),
    (
        "Inception-v3",
        "inception_v3",
        "parameters",
        "23.2 M",
        "total.params",
        (23_250_000, None),
        "off: no count gives it; trained: 23,817,352; weights alone: 23,799,136",
    ),
    (
        "Inception-v3",
        "inception_v3",
        "operations",
        "5,000 M",
        "total.macs",
        (5_000_000_000, 5_999_999_999),
        "MACs, cut off to thousands of millions",
    ),
    (
        "Inception-v3",
        "inception_v3",
        "memory",
        "90–100 MB",
        "total.param_bytes",
        (90_000_000, 100_000_000),
        "of the parameters",
    ),
]
"""Model, example, quantity, the printed figure, what it counts, between what that must lie, and this in words."""

SAID = [
    ("vgg16", "total.macs", 15_470_264_320),
    ("inception_v3", "total.trainable", 23_817_352),
    ("inception_v3", "total.weights", 23_799_136),
]
"""Numbers that the words mention."""


@cache
def figures_of(example: str) -> Figures:
    program, _ = read(Source(example, (EXAMPLES / f"{example}.cnn").read_text("utf-8")))
    network, _ = elaborate(program)
    assert network is not None
    return measure(network)[0]


def value(example: str, quantity: str) -> int:
    """An expression in an example's figures."""
    number, _ = sides_of(ClaimLine(read_relation(f"{quantity} = 0")), figures_of(example), "")
    assert isinstance(number, int)
    return number


def table() -> str:
    lines = [
        "| model | | printed | exactly | how the printed figure comes about |",
        "| --- | --- | ---: | ---: | --- |",
    ]
    for model, example, quantity, printed, counted, _, words in ROWS:
        unit = " B" if quantity == "memory" else ""
        lines.append(f"| {model} | {quantity} | {printed} | {grouped(value(example, counted))}{unit} | {words} |")
    return "\n".join(lines) + "\n"


def test_the_page_has_the_table(request: pytest.FixtureRequest) -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    page = before + START + "\n" + table() + "\n" + END + after
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, "utf-8")
    assert page == PAGE.read_text("utf-8")


@pytest.mark.parametrize(("example", "counted", "bounds"), [(row[1], row[4], row[5]) for row in ROWS])
def test_the_words_say_why(example: str, counted: str, bounds: tuple[int, int | None]) -> None:
    low, high = bounds
    assert low <= value(example, counted) <= (high or value(example, counted))


@pytest.mark.parametrize(("example", "name", "number"), SAID)
def test_numbers_in_the_words(example: str, name: str, number: int) -> None:
    assert value(example, name) == number
    assert grouped(number) in table()
