"""Layers as Keras 3 and PyTorch make them: what comes out, and how many parameters they have.

The numbers in `truth/frameworks/layers.csv` are what the frameworks printed; the slow test runs them again.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from framework_layers import KERAS, keras_module, run_layer
from test_truth import figures_of, layers_of, shape, size_network

TABLE = Path(__file__).parents[1] / "truth/frameworks/layers.csv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_name(row: dict[str, str]) -> str:
    return "-".join(filter(None, (row["kind"], row["arguments"].replace(" ", ","), row["convention"], row["input"])))


@pytest.mark.parametrize("row", rows(), ids=row_name)
def test_a_layer_is_as_its_framework_makes_it(row: dict[str, str]) -> None:
    text = f"convention {row['convention']}\n" + size_network(row["kind"], row["arguments"], row["input"].split(" + "))
    (found,) = layers_of(figures_of("layers", text), "X")
    assert (found.output, found["params"]) == (shape(row["output"]), int(row["params"])), row["code"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("row", rows(), ids=row_name)
def test_the_framework_says_so(row: dict[str, str]) -> None:
    pytest.importorskip("torch")
    if row["framework"] == KERAS:
        keras_module()
    shapes = [shape(text) for text in row["input"].split(" + ")]
    assert run_layer(row["framework"], row["code"], shapes, row["layout"]) == (shape(row["output"]), int(row["params"]))
