"""`symcnn sweep`: rows in every format, by one process or by a cluster, and what keeps it from its work."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symcnn.commands.main import main

NETWORK = """network Grid
let I = 32
input I x I x 3
C1: conv N=N K=3 P=1
P1: max_pool K=2
C2: conv N=2*N K=3
global_avg_pool
dense N=10
"""


@pytest.fixture
def grid(tmp_path: Path) -> str:
    path = tmp_path / "grid.cnn"
    path.write_text(NETWORK, "utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sweep", *arguments], catch_exceptions=False)


def params(kernels: int) -> int:
    """The three layers by hand."""
    return 28 * kernels + (9 * kernels + 1) * 2 * kernels + (2 * kernels + 1) * 10


def test_text(grid: str) -> None:
    shown = run(grid, "--vary", "N=16,32", "--vary", "I=5..6", "--quantity", "params,C2.O").output
    assert shown == (
        "Grid\n====\n\nKept: 2 of 4 combinations.\n\n"
        " N  I      PC  C2.O\n"
        "-------------------\n"
        "16  6   5,418     1\n"
        "32  6  20,042     1\n"
    )


def test_chinese(grid: str) -> None:
    shown = run(grid, "--vary", "N=16", "--where", "params < 6000", "--pareto", "params,-macs", "--lang", "zh").output
    assert "要求：PC < 6,000" in shown
    assert "越小越好" in shown
    assert "越大越好" in shown
    assert "共 1 种组合，保留 1 种。" in shown


def test_json(grid: str) -> None:
    data = json.loads(run(grid, "--vary", "N=1..3", "--where", "N mod 2 = 1", "--json").output)
    assert (data["network"], data["count"]) == ("Grid", 3)
    assert [(row["N"], row["params"]) for row in data["rows"]] == [(1, params(1)), (3, params(3))]


@pytest.mark.parametrize("is_file", [True, False], ids=["-o", "--csv"])
def test_csv(grid: str, tmp_path: Path, is_file: bool) -> None:
    vary = ("--vary", "N=1..600", "--vary", "I=6..700", "--where", "I mod 100 = 0", "--quantity", "params")
    target = tmp_path / "rows.csv"
    result = run(grid, *vary, *(("-o", str(target)) if is_file else ("--csv",)))
    text = target.read_text("utf-8") if is_file else result.output
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == ["N", "I", "params"]
    assert [list(map(int, row)) for row in rows[1:]] == [
        [kernels, size, params(kernels)] for kernels in range(1, 601) for size in range(100, 701, 100)
    ]


def test_csv_of_numbers_of_any_size(grid: str) -> None:
    rows = run(grid, "--vary", "N=1,10^12", "--csv", "--quantity", "params").output.split()
    assert rows == ["N,params", f"1,{params(1)}", f"{10**12},{params(10**12)}"]


def test_parquet(grid: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    target = tmp_path / "rows.parquet"
    run(grid, "--vary", "N=1..3", "-o", str(target))
    assert parquet.read_table(target).to_pydict()["params"] == [params(1), params(2), params(3)]
    refused = run(grid, "--vary", "N=1,10^12", "-o", str(target))
    assert (refused.exit_code, "beyond" in refused.stderr or "64 bits" in refused.stderr) == (2, True)
    assert parquet.read_table(target).num_rows == 3, "the old file stays"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_front(grid: str) -> None:
    data = json.loads(run(grid, "--vary", "N=2..9", "--vary", "I=6..40", "--pareto", "params,-macs", "--json").output)
    assert [(row["N"], row["I"]) for row in data["rows"]] == [(kernels, 40) for kernels in range(2, 10)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--vary", "N"), "--vary:1:1: error[not-varied]"),
        (("--vary", "N=3..1"), "--vary:1:3: error[no-range]"),
        (("--vary", "n=3"), "no symbol `n` (did you mean `N`?)"),
        (("--vary", "N=1", "--vary", "N=2"), "`N` is varied twice"),
        (("--vary", "I=6..7"), "`N` must have numbers first: add --set N=…"),
        (("--vary", "N=1..3", "--quantity", "parms"), "`parms` (did you mean `params`?)"),
        (("--vary", "N=1..3", "--where", "parms < 1"), "--where:1:1: error[unknown-symbol]"),
        (("--vary", "N=1..3", "--where", "params"), "--where:1:"),
        (("--vary", "N=1..100", "--vary", "I=6..200"), "the limit is 10,000 configurations"),
        (("--vary", "N=1..3", "--set", "I=2"), "error[kernel-too-large]"),
        (("--vary", "N=1..3", "-o", "rows.xyz"), "no known format"),
        (("--vary", "N=1..3", "-o", "/nowhere/rows.csv"), "error[no-folder]"),
    ],
)
def test_what_keeps_it_from_its_work(grid: str, arguments: tuple[str, ...], said: str) -> None:
    result = run(grid, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_scheduler_that_does_not_answer(grid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symcnn.answers.sweep.run_sweep._PATIENCE", 0.2)
    result = run(grid, "--vary", "N=1..3", "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "no scheduler of Dask answers at `tcp://127.0.0.1:9`" in result.stderr


@pytest.mark.parametrize(("package", "extra"), [("numpy", "sweep"), ("pyarrow", "sweep"), ("distributed", "dask")])
def test_the_extra_is_named(grid: str, monkeypatch: pytest.MonkeyPatch, package: str, extra: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    result = run(grid, "--vary", "N=1..3", "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert f"this needs {package}: pip install 'symcnn[{extra}]'" in result.stderr


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a local cluster of two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running.scheduler_address


@pytest.mark.slow
@pytest.mark.parametrize("front", [(), ("--pareto", "params,-macs")], ids=["all", "front"])
def test_a_cluster_gives_the_same_rows(grid: str, cluster: str, tmp_path: Path, front: tuple[str, ...]) -> None:
    asked = (grid, "--vary", "N=1..1500", "--vary", "I=6..900", "--where", "params < 5e5", *front)
    texts = []
    for name, more in (("here.csv", ()), ("there.csv", ("--scheduler", cluster))):
        assert run(*asked, *more, "-o", str(tmp_path / name)).exit_code == 0
        texts.append((tmp_path / name).read_text("utf-8"))
    assert texts[0] == texts[1]
    assert texts[0].count("\n") > 100
