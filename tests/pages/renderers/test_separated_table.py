"""Tables as values between commas or tabs: what a spreadsheet and a program read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

from symcnn.commands.main import main

LENET = str(EXAMPLES / "lenet.cnn")


def run(*options: str, text: str | None = None) -> str:
    result = CliRunner().invoke(main, ["table", *options], text, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_the_same_figures_as_for_programs(form: str, delimiter: str) -> None:
    lines = run(LENET, f"--{form}").splitlines()
    assert lines[0] == delimiter.join(("layer", "kind", "output", "params", "connections", "macs", "receptive_field"))
    rows = list(csv.DictReader(lines, delimiter=delimiter))
    data = json.loads(run(LENET, "--json"))
    assert [row["layer"] for row in rows] == ["input", *(layer["name"] for layer in data["layers"]), "total"]
    for row, layer in zip(rows[1:-1], data["layers"], strict=True):
        assert int(row["params"]) == layer["params"]
        assert row["output"] == "x".join(map(str, layer["output"]))
    assert {name: int(rows[-1][name]) for name in ("params", "connections", "macs")} == {
        name: data["total"][name] for name in ("params", "connections", "macs")
    }


def test_the_ending_of_a_file_chooses(tmp_path: Path) -> None:
    for form in ("csv", "tsv"):
        path = tmp_path / f"lenet.{form}"
        run(LENET, "-o", str(path))
        assert path.read_text("utf-8") == run(LENET, f"--{form}")


def test_other_commands_write_no_such_files(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["closed", LENET, "-o", str(tmp_path / "lenet.csv")])
    assert result.exit_code == 2
    assert "unknown-format" in result.output


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        ("output,params,K", ["layer", "kind", "output", "params", "K"]),
        ("layer,params", ["layer", "params"]),
        ("params,kind", ["kind", "params"]),
        ("layer,kind", ["layer", "kind", "output", "params", "connections", "macs", "receptive_field"]),
    ],
)
def test_columns_are_chosen(columns: str, first: list[str]) -> None:
    assert run(LENET, "--csv", "--columns", columns).splitlines()[0].split(",") == first


def test_formulas_of_a_repetition() -> None:
    text = "let n = 2\ninput 8 x I x 4\nstage: repeat n { conv N=4 K=3 P=1 }\n"
    lines = run("-", "--csv", "--columns", "layer,output,params", "--symbolic", "n", text=text).splitlines()
    assert lines == ["layer,rounds,output,params", "input,1,8xIx4,0", "stage.conv_1,n,8xIx4,148*n", "total,,,148*n"]


@pytest.mark.parametrize(
    ("name", "told"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-a", "'-a"), ("a-b", "a-b"), ("a,b", '"a,b"')]
)
def test_a_name_is_no_formula(name: str, told: str) -> None:
    lines = run("-", "--csv", "--columns", "layer,params", text=f'input 8 x 8 x 1\n"{name}": relu').splitlines()
    assert lines[2] == f"{told},0"
