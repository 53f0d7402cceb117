"""Well-known networks under the names that people say: their totals are the published ones."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from symcnn.network.known import known_networks as known
from symcnn.network.known.known_layers import known_layers
from symcnn.network.known.known_networks import known_figures, known_networks, totals_of
from symcnn.network.known.known_totals import KnownTotals, known_totals
from symcnn.network.known.variants import KNOWN, KnownNetwork

VARIANTS = Path(__file__).parents[2] / "truth" / "known" / "variants.csv"
ROWS = list(csv.DictReader(VARIANTS.read_text("utf-8").splitlines()))
ALL = [network for variants in known_networks().values() for network in variants]


def variant(name: str, which: str) -> KnownNetwork:
    return next(one for one in known_networks()[name] if one.texts.in_language("en") == which)


def told(totals: KnownTotals, quantity: str) -> int:
    return {"params": totals.params, "with statistics": totals.params + totals.statistics, "macs": totals.macs}[
        quantity
    ]


@pytest.mark.parametrize("row", ROWS, ids=["-".join((r["name"], r["variant"], r["quantity"])) for r in ROWS])
def test_published_totals(row: dict[str, str]) -> None:
    found = told(totals_of(variant(row["name"], row["variant"])), row["quantity"])
    published = row["value"]
    if published[-1] != "M":
        assert found == int(published)
    else:
        places = len(published[:-1].partition(".")[2])
        assert abs(found - Fraction(published[:-1]) * 10**6) <= Fraction(10**6, 2 * 10**places)


@pytest.mark.parametrize(
    ("name", "way", "input_size", "last_map", "field"),
    [  # the papers; receptive fields: Araujo, Norris, Sim 2019, Distill, doi:10.23915/distill.00021
        ("AlexNet", {"conv": 5, "dense": 3, "weighted": 8}, (227, 227, 3), (6, 6, 256), 195),
        ("VGG-16", {"conv": 13, "dense": 3, "weighted": 16}, (224, 224, 3), (7, 7, 512), 212),
        ("ResNet-50", {"weighted": 50}, (224, 224, 3), (7, 7, 2048), None),
        ("ResNet-1202", {"weighted": 1202}, (32, 32, 3), (8, 8, 64), None),
        ("GoogLeNet", {"weighted": 22}, (224, 224, 3), (7, 7, 1024), None),
        ("Inception-v3", {"weighted": 48}, (299, 299, 3), (8, 8, 2048), 1311),
        ("MobileNet", {"weighted": 28}, (224, 224, 3), (7, 7, 1024), 315),
        ("DenseNet-121", {"weighted": 121}, (224, 224, 3), (7, 7, 1024), None),
        ("Xception", {"conv": 36}, (299, 299, 3), (10, 10, 2048), None),
        ("LeNet-5", {"trained": 7}, (32, 32, 1), (5, 5, 16), None),
        ("U-Net", {"conv": 23}, (572, 572, 1), (388, 388, 2), None),
    ],
)
def test_what_a_whole_network_is(
    name: str, way: dict[str, int], input_size: tuple[int, ...], last_map: tuple[int, ...], field: int | None
) -> None:
    totals = totals_of(known_networks()[name][0])
    assert {count: totals.path[count] for count in way} == way
    assert (totals.input, totals.last_map) == (input_size, last_map)
    assert field in (None, totals.receptive_field)


def test_every_file_has_a_name() -> None:
    assert {network.file for network in ALL} == {path.stem for path in KNOWN.glob("*.cnn")}


def test_an_example_is_the_file_itself() -> None:
    """What ships and what is shown must not come apart."""
    examples = {path.name: path for path in (Path(__file__).parents[3] / "examples").glob("*.cnn")}
    both = [path for path in KNOWN.glob("*.cnn") if path.name in examples]
    assert len(both) > 10
    assert all(examples[path.name].read_bytes() == path.read_bytes() for path in both)


def test_a_table_that_is_older_than_the_files_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    network = known_networks()["LeNet-5"][0]
    known_layers(network)
    monkeypatch.setattr(known, "known_digest", lambda: "of another time")
    known.made_module.cache_clear()
    try:
        assert known.made_module() is None
        assert totals_of(network) == known_totals(known_figures(network))
        assert known_layers.__wrapped__(network) == known_layers(network)
    finally:
        monkeypatch.undo()
        known.made_module.cache_clear()
