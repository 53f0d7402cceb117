"""Numbers from outside: papers, unit tests of frameworks, summaries that others printed.

`truth/NETWORK.csv` says what a layer of an example must give, `truth/sizes.csv` what a kind makes of
an input. No row comes from this program.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from symcnn.figures.figures import Figures, LayerFigures
from symcnn.figures.measure import measure
from symcnn.language.reader import read
from symcnn.language.syntax import Source
from symcnn.network.elaborate import elaborate
from symcnn.network.kinds import catalogue_names

TRUTH = Path(__file__).parent / "truth"
EXAMPLES = Path(__file__).parents[1] / "examples"
SIZES = "sizes.csv"
ROUNDED = {"K": 1_000, "M": 1_000_000}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, each by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def network_rows() -> list[dict[str, str]]:
    """The rows about examples, from all tables."""
    return [row for path in sorted(TRUTH.glob("*.csv")) if path.name != SIZES for row in rows(path)]


def figures_of(name: str, text: str) -> Figures:
    """The figures of a network that must be without faults."""
    program, faults = read(Source(name, text))
    assert not faults
    network, faults = elaborate(program)
    assert not faults
    assert network is not None
    figures, faults = measure(network)
    assert not faults
    return figures


@cache
def example_figures(name: str) -> Figures:
    """The figures of an example, worked out once."""
    return figures_of(name, (EXAMPLES / name).read_text("utf-8"))


def layer_of(figures: Figures, name: str) -> LayerFigures:
    """The layer of this name."""
    return next(layer for layer in figures.layers if layer.layer.name == name)


def derived(figures: Figures, layer: str, quantity: str) -> object:
    """What the program says: a number, or a tuple with one number an axis."""
    if layer == "total":
        return figures.total(quantity)
    found = layer_of(figures, layer)
    if quantity in ("output", "receptive_field", "jump"):
        return getattr(found, quantity)
    return found[quantity]


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


@pytest.mark.parametrize(
    "row", network_rows(), ids=lambda row: f"{row['example'].removesuffix('.cnn')}-{row['layer']}-{row['quantity']}"
)
def test_published_number(row: dict[str, str]) -> None:
    found = derived(example_figures(row["example"]), row["layer"], row["quantity"])
    assert agrees(found, row["value"]), f"{row['source']}: {row['value']}, derived: {found}"


def size_network(kind: str, arguments: str, inputs: list[str]) -> str:
    """A network whose layer ``X`` gets maps of these shapes; several are made by 1x1 convolutions."""
    if len(inputs) == 1:
        return f"input {inputs[0]}\nX: {kind} {arguments}\n"
    lines = [f"input {inputs[0]}"]
    names = [f"A{place}" for place in range(len(inputs))]
    for name, text in zip(names, inputs, strict=True):
        lines.append(f"{name}: conv N={shape(text)[-1]} K=1 from input")
    return "\n".join([*lines, f"X: {kind} {arguments} from {', '.join(names)}", ""])


@pytest.mark.parametrize(
    "row",
    rows(TRUTH / SIZES),
    ids=lambda row: "-".join(filter(None, (row["kind"], row["arguments"].replace(" ", ","), row["input"]))),
)
def test_published_size(row: dict[str, str]) -> None:
    text = size_network(row["kind"], row["arguments"], row["input"].split(" + "))
    found = layer_of(figures_of("sizes", text), "X").output
    assert found == shape(row["output"]), f"{row['source']}: {row['output']}, derived: {found}"


def test_every_kind_has_a_published_size() -> None:
    assert {row["kind"] for row in rows(TRUTH / SIZES)} == set(catalogue_names())


def test_every_table_is_about_its_example() -> None:
    for path in TRUTH.glob("*.csv"):
        if path.name != SIZES:
            assert {row["example"] for row in rows(path)} == {f"{path.stem}.cnn"}
            assert (EXAMPLES / f"{path.stem}.cnn").is_file()


def test_every_row_names_its_source() -> None:
    for path in TRUTH.glob("*.csv"):
        assert all(row["source"].strip() for row in rows(path)), path.name
