"""A kind that everything knows costs one file: one is added to a copy of the package, and no Python is touched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from linked_package import linked_package

REGION_SHUFFLE = """
layer region_shuffle(S) {
  title en "region shuffle" zh "区域重排层"
  about en "Every S×S channels become one of S times the size." zh "每 S×S 个通道重排为一个放大 S 倍的通道。"
  called en "region shuffle, region to space" zh "区域重排层，区域重排"
  pytorch RegionShuffle region_shuffle(upscale_factor = S)
  keras RegionShuffle2D(size = S or 2, data_format = "channels_last")

  require "not-positive" S >= 1

  rule O = I*S
    en "The map grows S-fold." zh "特征图放大 S 倍。"
    source pytorch "PixelShuffle"
  rule N = C/S^2
    en "S×S channels make one." zh "S×S 个通道合为一个。"
    source pytorch "PixelShuffle"
}
"""
SUMMARY = """Model: "model"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 image (InputLayer)          [(None, 16, 16, 8)]       0
 up (RegionShuffle2D)         (None, 32, 32, 2)         0
 conv2d (Conv2D)             (None, 30, 30, 4)         76
=================================================================
Total params: 76
Trainable params: 76
Non-trainable params: 0
_________________________________________________________________
"""
TORCH = "model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.RegionShuffle(2))\nmodel(torch.zeros(1, 1, 18, 18))"
KERAS = "model = Sequential([Input((16, 16, 8)), layers.RegionShuffle2D(2), Flatten()])"


ANSWERS = """
import json, sys
from click.testing import CliRunner
import symcnn
from symcnn.commands.main import main
from symcnn.documents.told.marks import marks
from symcnn.models.python.read_models import read_models
from symcnn.network.figures.measure import measure


def command(given, *arguments):
    done = CliRunner().invoke(main, arguments, given, catch_exceptions=False)
    assert not done.stderr
    return done.stdout


def models(code):
    (model,), notes = read_models(code, [(0, len(code))])
    figures, faults = measure(model.network)
    return [*(f"{one.layer.kind.name} {one.output}" for one in figures.layers), *map(str, (*notes, *faults))]


def kinds(name):
    return [kind for mark in marks(name, 0, len(name)) for kind in mark.named("kind")]


def home():
    return symcnn.__file__


for line in sys.stdin:
    name, *given = json.loads(line)
    print(json.dumps(globals()[name](*given)), flush=True)
"""
"""What the copy runs: one process that answers one question after another."""
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a package like ours that has one kind more."""
    home = tmp_path_factory.mktemp("house")
    linked_package(home, ["symcnn/network/catalogue"])
    (home / "symcnn/network/catalogue/region_shuffle.cnn").write_text(REGION_SHUFFLE, "utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERS], cwd=home, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8"
    ) as copy:
        assert copy.stdin is not None
        assert copy.stdout is not None
        asked, answers = copy.stdin, copy.stdout

        def answer(*question: str) -> Any:
            print(json.dumps(question), file=asked, flush=True)
            return json.loads(answers.readline())

        assert Path(answer("home")).is_relative_to(home)
        yield answer
        _, errors = copy.communicate()
        assert not errors


def test_it_is_a_kind_of_the_language(ask: Ask) -> None:
    network = "input 8x8x16\nconv N=8 K=1\nregion_shuffle S=2\n"
    told = json.loads(ask("command", network, "table", "--json", "-"))
    assert told["layers"][-1]["output"] == [16, 16, 2]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (TORCH, ["input (18, 18, 1)", "conv (16, 16, 8)", "region_shuffle (32, 32, 2)"]),
        (KERAS, ["input (16, 16, 8)", "region_shuffle (32, 32, 2)", "flatten (2048,)"]),
    ],
)
def test_it_is_read_from_code(ask: Ask, code: str, expected: list[str]) -> None:
    assert ask("models", code) == expected


@pytest.mark.parametrize(("size", "verdict"), [("32, 32, 2", "right"), ("32, 33, 2", "wrong")])
def test_a_row_of_a_summary_is_explained_by_it(ask: Ask, size: str, verdict: str) -> None:
    page = SUMMARY.replace("32, 32, 2", size)
    told = ask("command", page, "check", "--all", "--json", "-")
    found = {row["quote"].split("  ")[0]: row for file in json.loads(told)["files"] for row in file["findings"]}
    row = next(row for quote, row in found.items() if quote.startswith("up") or size in quote)
    assert row["verdict"] == verdict
    if verdict == "right":
        assert any("16*2" in line for line in row["derivation"])


@pytest.mark.parametrize("name", ["Region shuffle", "region-shuffle 2", "第二个区域重排层", "Region to Space"])
def test_its_words_are_known(ask: Ask, name: str) -> None:
    assert ask("kinds", name) == ["region_shuffle"]


def test_the_manual_shows_it(ask: Ask) -> None:
    told = ask("command", "", "explain", "region_shuffle")
    assert "region to space" in told
    assert "RegionShuffle region_shuffle(upscale_factor = S)" in told
    assert "区域重排" in ask("command", "", "explain", "region_shuffle", "--lang", "zh")
