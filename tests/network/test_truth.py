"""Numbers from outside: papers, unit tests of frameworks, summaries that others printed.

`truth/NETWORK.csv` says what a layer of an example, or a block of layers, must give; of a family, with the
numbers of the column `set`. `truth/sizes.csv` says what a kind makes of an input. No row comes from this program.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pytest

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.layer_kinds import catalogue_names

TRUTH = Path(__file__).parents[1] / "truth"
EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = "sizes.csv"
ROUNDED = {"K": 1_000, "M": 1_000_000}


@cache
def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, each by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def network_rows() -> list[dict[str, str]]:
    """The rows about examples, from all tables."""
    return [row for path in sorted(TRUTH.glob("*.csv")) if path.name != SIZES for row in rows(path)]


def figures_of(name: str, text: str, given: str = "") -> Figures:
    """The figures of a network that must be without faults, where symbols are given numbers: ``n=6,k=12``."""
    program, faults = read(Source(name, text))
    assert not faults
    pairs = (pair.split("=") for pair in given.split(",") if pair)
    network, faults = elaborate(program, {symbol: Num(int(value)) for symbol, value in pairs})
    assert not faults
    assert network is not None
    figures, faults = measure(network)
    assert not faults
    return figures


@cache
def example_figures(name: str, given: str) -> Figures:
    """The figures of an example, worked out once."""
    return figures_of(name, (EXAMPLES / name).read_text("utf-8"), given)


def layers_of(figures: Figures, name: str) -> list[LayerFigures]:
    """The layer of this name, or the layers of the block or repetition of this name."""
    return [layer for layer in figures.layers if f"{layer.layer.name}.".startswith(f"{name}.")]


def derived(figures: Figures, name: str, quantity: str) -> object:
    """What the program says: a number, or a tuple with one number an axis; of a block, its last layer's or the sum."""
    if name == "total":
        return figures.total(quantity)
    found = layers_of(figures, name)
    if quantity in ("output", "receptive_field", "jump"):
        return getattr(found[-1], quantity)
    return sum(layer[quantity] for layer in found) if len(found) > 1 else found[0][quantity]


def shape(text: str) -> tuple[int, ...]:
    """``28x28x6`` as numbers."""
    return tuple(map(int, text.split("x")))


def agrees(found: object, published: str) -> bool:
    """Whether a value is the published one.

    One number stands for all axes; ``2.36M`` was rounded, and must agree to its last digit that is not
    a plain zero (``660K`` to tens of thousands).
    """
    if isinstance(found, tuple):
        wanted = shape(published)
        return found in (wanted, wanted * len(found))
    assert isinstance(found, int)
    if published[-1] not in ROUNDED:
        return found == int(published)
    digits, unit = published[:-1], ROUNDED[published[-1]]
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    step = Fraction(unit * 10**zeros, 10 ** len(digits.partition(".")[2]))
    return abs(found - Fraction(digits) * unit) <= step / 2


Rows = list[dict[str, str]]


def each_network() -> Iterator[Any]:
    """The rows of each network; those of one of 1,200 layers take their time."""
    found: dict[tuple[str, str], Rows] = {}
    for row in network_rows():
        found.setdefault((row["example"], row.get("set") or ""), []).append(row)
    for (example, given), group in found.items():
        name = "-".join(filter(None, (example.removesuffix(".cnn"), given)))
        yield pytest.param(example, given, group, id=name, marks=[pytest.mark.slow] if given == "n=200" else [])


@pytest.mark.parametrize(("example", "given", "group"), [*each_network()])
def test_published_numbers(example: str, given: str, group: Rows) -> None:
    figures = example_figures(example, given)
    told = [(row, derived(figures, row["layer"], row["quantity"])) for row in group]
    assert [f"{row}, derived: {found}" for row, found in told if not agrees(found, row["value"])] == []


def size_network(kind: str, arguments: str, inputs: list[str]) -> str:
    """A network whose layer ``X`` gets maps of these shapes; several are made by units, and shaped."""
    if len(inputs) == 1:
        return f"input {inputs[0]}\nX: {kind} {arguments}\n"
    lines = [f"input {inputs[0]}"]
    names = [f"A{place}" for place in range(len(inputs))]
    for name, text in zip(names, inputs, strict=True):
        *sizes, channels = shape(text)
        if sizes:
            lines.append(f"dense N={prod(shape(text))} from input")
            lines.append(f"{name}: reshape O={'x'.join(map(str, sizes))} N={channels}")
        else:
            lines.append(f"{name}: dense N={channels} from input")
    return "\n".join([*lines, f"X: {kind} {arguments} from {', '.join(names)}", ""])


@pytest.mark.parametrize("kind", dict.fromkeys(row["kind"] for row in rows(TRUTH / SIZES)))
def test_published_sizes(kind: str) -> None:
    wrong = []
    for row in rows(TRUTH / SIZES):
        if row["kind"] == kind:
            text = size_network(kind, row["arguments"], row["input"].split(" + "))
            (found,) = (layer.output for layer in layers_of(figures_of("sizes", text), "X"))
            wrong += [f"{row}, derived: {found}"] if found != shape(row["output"]) else []
    assert wrong == []


def test_every_kind_has_a_published_size() -> None:
    tables = (TRUTH / SIZES, TRUTH / "frameworks/layers.csv")
    assert {row["kind"] for table in tables for row in rows(table)} == set(catalogue_names())


def test_every_table_is_about_its_example() -> None:
    for path in TRUTH.glob("*.csv"):
        if path.name != SIZES:
            assert {row["example"] for row in rows(path)} == {f"{path.stem}.cnn"}
            assert (EXAMPLES / f"{path.stem}.cnn").is_file()


def test_every_row_names_its_source() -> None:
    for path in TRUTH.glob("*.csv"):
        assert all(row["source"].strip() for row in rows(path)), path.name
