"""Every number of a document is accounted for: text, then what became of each number in it, in order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symcnn.check.check_document import check_read
from symcnn.check.coverage import Account, Coverage, coverage
from symcnn.check.read import Read
from symcnn.commands.main import main
from symcnn.documents.formats.read_document import read_document

LAYER = "A convolution with 6 kernels of 5×5 on a 32×32×1 input gives 28×28×6."


def covered(text: str, name: str = "a.md") -> Coverage:
    read = Read(read_document(name, text))
    return coverage(read, check_read(read))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LAYER, {"given": 6, "derived": 3}),
        ("The kernels have 5*5*6 = 150 weights.", {"derived": 4}),
        ("The kernels have 5*5*6 = 148 weights.", {"wrong": 4}),
        ("The page of 2019 costs 12 euros.", {"off-subject": 2}),
        ("The convolution takes 17 minutes.", {"undecided": 1}),
        ("```cnn\ninput 32x32x1\nA: conv N=6 K=5\n```\n", {"given": 5}),
        ("```python\nx = 3\n```\n", {"given": 1}),
        ("", {}),
    ],
)
def test_what_became_of_each_number(text: str, expected: dict[str, int]) -> None:
    found = covered(text)
    assert {name: count for name, count in found.counts.items() if count} == expected
    assert len(found.left) == expected.get("undecided", 0)


@given(st.text(st.sampled_from("0123456789 .,x×*=+ convkernels\n"), max_size=200))
def test_no_number_is_passed_over_or_counted_twice(text: str) -> None:
    found = covered(text, "a.txt")
    assert set(found.counts) == {account.value for account in Account}
    assert sum(found.counts.values()) <= len(re.findall(r"\d+", text))
    assert len({*found.left}) == len(found.left) == found.counts["undecided"]


def test_the_report_ends_with_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(LAYER, "utf-8")
    Path("b.md").write_text("The convolution takes 17 minutes.", "utf-8")
    Path("c.cnn").write_text("input 5x5x1\n", "utf-8")
    told = CliRunner().invoke(main, ["check", "a.md", "b.md", "c.cnn", "--coverage", "--lang", "en"]).stdout
    rows = [line.split() for line in told.split("What became of 10 numbers")[1].splitlines()]
    assert ["a.md", "6", "3", "0", "0", "0", "0"] in rows
    assert ["total", "6", "3", "0", "0", "1", "0"] in rows
    assert told.rstrip().endswith("b.md:1:23: 17 in “The convolution takes 17 minutes.”")
    files = json.loads(CliRunner().invoke(main, ["check", "a.md", "b.md", "--coverage", "--json"]).stdout)["files"]
    assert files[0]["coverage"]["counts"]["given"] == 6
    assert [left["quote"] for left in files[1]["coverage"]["left"]] == ["17"]
