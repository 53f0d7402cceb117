"""The manual says what a check of documents understands: each of its examples is checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TESTS

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.commands.main import main
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.words.codes import CODES
from symcnn.pages.words.understood import UNDERSTOOD, Row

ROWS = [row for group in UNDERSTOOD for row in group.rows]
CHECKING = TESTS.parent / "symcnn" / "check"


def findings(ending: str, example: str) -> tuple[Finding, ...]:
    return check_document(read_document(f"example{ending}", example))


@pytest.mark.parametrize("row", ROWS, ids=[row.what[0] for row in ROWS])
def test_each_row_of_what_is_understood(row: Row) -> None:
    found = {(finding.code, finding.verdict.value) for finding in findings(row.ending, row.example)}
    if row.code is None:
        assert not found
        return
    assert (row.code, row.verdict) in found
    assert row.verdict == "wrong" or not any(verdict == "wrong" for _, verdict in found)


def test_the_table_has_every_rule_every_verdict_and_what_is_not_understood() -> None:
    assert {row.code for row in ROWS} == {*CODES, None}
    assert {row.verdict for row in ROWS} == {*map(str, Verdict), None}
    assert sum(row.code is None for row in ROWS) >= 15
    assert len({row.what for row in ROWS}) == len({row.example for row in ROWS}) == len(ROWS)
    assert {".md", ".txt", ".tex", ".ipynb", ".py", ".html", ".rst"} == {row.ending for row in ROWS}


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_a_rule(code: str) -> None:
    page = CODES[code]
    right = {finding.verdict for finding in findings(".md", page.right) if finding.code == code}
    assert right == (set() if page.is_silent else {Verdict.RIGHT})
    if page.other:
        assert (code, page.verdict) in {(finding.code, finding.verdict) for finding in findings(".md", page.other)}
    else:
        assert page.verdict is Verdict.WRONG


def test_every_code_that_a_judge_uses_has_a_page() -> None:
    """A code is a word in quotation marks that stands where a finding is made; all of them are in the table."""
    used = set()
    for path in CHECKING.rglob("*.py"):
        used |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', path.read_text("utf-8"))) & {*CODES}
    assert used | {"claim"} == {*CODES}
    shown = {finding.code for row in ROWS for finding in findings(row.ending, row.example)}
    assert shown == {*CODES}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page(language: str) -> None:
    page = CliRunner().invoke(main, ["check", "--explain", "documents", "--lang", language])
    assert page.exit_code == 0
    assert page.output == CliRunner().invoke(main, ["explain", "documents", "--lang", language]).output
    for row in ROWS:
        assert row.what[language == "zh"] in page.output


@pytest.mark.parametrize("form", ["--markdown", "--html", "--latex"])
def test_the_page_in_other_formats(form: str) -> None:
    page = CliRunner().invoke(main, ["explain", "documents", form])
    assert page.exit_code == 0
    assert "receptive-field" in page.output.replace("\\-", "-").replace("{-}", "-")


def test_the_page_as_data() -> None:
    data = json.loads(CliRunner().invoke(main, ["explain", "documents", "--json"]).output)
    rows = [row for group in data["documents"] for row in group["rows"]]
    assert [row["example"] for row in rows] == [row.example for row in ROWS]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """The examples are checked by the command as well, from files of their endings."""
    for place, row in enumerate(ROWS):
        (tmp_path / f"{place}{row.ending}").write_text(row.example, "utf-8")
    result = CliRunner().invoke(main, ["check", *map(str, sorted(tmp_path.iterdir())), "--json"])
    data = json.loads(result.stdout)
    found = {Path(file["file"]).name: file["findings"] for file in data["files"]}
    assert {name for name, findings in found.items() if findings} == {
        f"{place}{row.ending}" for place, row in enumerate(ROWS) if row.code
    }
