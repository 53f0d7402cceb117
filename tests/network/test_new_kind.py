"""A kind that everything knows costs one file: one is added to a copy of the package, and no Python is touched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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
TORCH = "model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.RegionShuffle(2))\\nmodel(torch.zeros(1, 1, 18, 18))"
KERAS = "model = Sequential([Input((16, 16, 8)), layers.RegionShuffle2D(2), Flatten()])"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its grammar, with one kind more."""
    home = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "grammar", home / "grammar")
    shutil.copytree(ROOT / "symcnn", home / "symcnn", ignore=shutil.ignore_patterns("__pycache__"))
    (home / "symcnn/network/catalogue/region_shuffle.cnn").write_text(REGION_SHUFFLE, "utf-8")
    return home


def run(package: Path, *command: str, given: str = "") -> str:
    python = [sys.executable, *command]
    done = subprocess.run(
        python, cwd=package, input=given, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert not done.stderr
    return done.stdout


def models(package: Path, code: str) -> list[str]:
    """Each layer of the one model in code: its kind, and its output."""
    script = (
        "from symcnn.models.python.read_models import read_models\n"
        "from symcnn.network.figures.measure import measure\n"
        f"code = '{code}'\n"
        "(model,), notes = read_models(code, [(0, len(code))])\n"
        "figures, faults = measure(model.network)\n"
        "print(*(f'{one.layer.kind.name} {one.output}' for one in figures.layers), *notes, *faults, sep='\\n')\n"
    )
    return run(package, "-c", script).splitlines()


def test_it_is_a_kind_of_the_language(package: Path) -> None:
    network = "input 8x8x16\nconv N=8 K=1\nregion_shuffle S=2\n"
    told = json.loads(run(package, "-m", "symcnn", "table", "--json", "-", given=network))
    assert told["layers"][-1]["output"] == [16, 16, 2]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (TORCH, ["input (18, 18, 1)", "conv (16, 16, 8)", "region_shuffle (32, 32, 2)"]),
        (KERAS, ["input (16, 16, 8)", "region_shuffle (32, 32, 2)", "flatten (2048,)"]),
    ],
)
def test_it_is_read_from_code(package: Path, code: str, expected: list[str]) -> None:
    assert models(package, code) == expected


@pytest.mark.parametrize(("size", "verdict"), [("32, 32, 2", "right"), ("32, 33, 2", "wrong")])
def test_a_row_of_a_summary_is_explained_by_it(package: Path, size: str, verdict: str) -> None:
    page = SUMMARY.replace("32, 32, 2", size)
    told = run(package, "-m", "symcnn", "check", "--all", "--json", "-", given=page)
    found = {row["quote"].split("  ")[0]: row for file in json.loads(told)["files"] for row in file["findings"]}
    row = next(row for quote, row in found.items() if quote.startswith("up") or size in quote)
    assert row["verdict"] == verdict
    if verdict == "right":
        assert any("16*2" in line for line in row["derivation"])


@pytest.mark.parametrize("name", ["Region shuffle", "region-shuffle 2", "第二个区域重排层", "Region to Space"])
def test_its_words_are_known(package: Path, name: str) -> None:
    script = "from symcnn.documents.told.marks import marks\n"
    script += f"print(*(kind for mark in marks({name!r}, 0, {len(name)}) for kind in mark.named('kind')))"
    assert run(package, "-c", script).strip() == "region_shuffle"


def test_the_manual_shows_it(package: Path) -> None:
    told = run(package, "-m", "symcnn", "explain", "region_shuffle")
    assert "region to space" in told
    assert "RegionShuffle region_shuffle(upscale_factor = S)" in told
    assert "区域重排" in run(package, "-m", "symcnn", "explain", "region_shuffle", "--lang", "zh")
