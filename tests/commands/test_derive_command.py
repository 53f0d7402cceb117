"""`symcnn derive`: some layers, some quantities."""

from __future__ import annotations

import json

import pytest
from shell import LENET, assert_status, run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("derive --help", 0),
        ("derive small.cnn", 0),
        ("derive wrong.cnn", 0),
        ("derive", 2),
        ("derive small.cnn --nothing", 2),
        ("derive small.cnn small.cnn", 2),
        ("derive faulty.cnn", 2),
        ("derive small.cnn --layer C9", 2),
        ("derive small.cnn --quantity wieght", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ("--layer C1,C3", ["C1", "C3"]),
        ("--layer C3 --layer C1", ["C1", "C3"]),
        ("--layer OUT", ["OUT"]),
        ("", ["C1", "S2", "C3", "S4", "C5", "F6", "OUT"]),
    ],
)
def test_layers(options: str, named: list[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", *options.split()).stdout)
    assert [layer["name"] for layer in data["layers"]] == named


@pytest.mark.parametrize(
    ("options", "derived"),
    [
        ("--quantity weights", {"weights"}),
        ("--quantity weights,params", {"weights", "params"}),
        ("--quantity weights --quantity params", {"weights", "params"}),
        ("--quantity output", {"O"}),
    ],
)
def test_quantities(options: str, derived: set[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", "--layer", "C1", *options.split()).stdout)
    assert {derivation["quantity"] for derivation in data["layers"][0]["derivations"]} == derived
