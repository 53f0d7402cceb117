"""The manual says what a check of documents understands: each of its examples is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.every_rule import code_of, rule_names, rule_of
from symcnn.check.findings.code import Example
from symcnn.check.findings.finding import Finding
from symcnn.commands.main import main
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.phrases import phrases

ROWS = [(name, row) for name in rule_names() for row in code_of(name).page.examples]


def findings(ending: str, example: str) -> tuple[Finding, ...]:
    return check_document(read_document(f"example{ending}", example))


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{row.name}" for name, row in ROWS])
def test_each_example_of_what_is_understood_or_left_aside(name: str, row: Example) -> None:
    found = {(finding.code.name, finding.verdict) for finding in findings(row.ending, row.text)}
    if row.verdict is None:
        assert not found
        return
    assert (name, row.verdict) in found
    assert row.verdict is Verdict.WRONG or not any(verdict is Verdict.WRONG for _, verdict in found)


def test_the_examples_are_of_every_verdict_and_of_every_kind_of_file() -> None:
    assert {row.verdict for _, row in ROWS} == {*Verdict, None}
    assert sum(row.verdict is None for _, row in ROWS) >= 15
    assert len({row.text for _, row in ROWS}) == len(ROWS)
    assert {".md", ".txt", ".tex", ".ipynb", ".py", ".html", ".rst"} == {row.ending for _, row in ROWS}


@pytest.mark.parametrize("name", rule_names())
def test_the_examples_of_a_rule(name: str) -> None:
    code = rule_of(name).code
    page = code.page
    assert any(row.verdict for row in page.examples)
    right = {finding.verdict for finding in findings(".md", page.right) if finding.code is code}
    assert right == (set() if page.is_silent else {Verdict.RIGHT})
    if page.other:
        assert (code, page.verdict) in [(finding.code, finding.verdict) for finding in findings(".md", page.other)]
    else:
        assert page.verdict is Verdict.WRONG


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page(language: str) -> None:
    page = CliRunner().invoke(main, ["check", "--explain", "documents", "--lang", language])
    assert page.exit_code == 0
    assert page.output == CliRunner().invoke(main, ["explain", "documents", "--lang", language]).output
    captions = [phrases(language).line(f"page-{name}.{row.name}") for name, row in ROWS]
    assert len(set(captions)) == len(ROWS)
    assert all(caption in page.output for caption in captions)


@pytest.mark.parametrize("form", ["--markdown", "--html", "--latex"])
def test_the_page_in_other_formats(form: str) -> None:
    page = CliRunner().invoke(main, ["explain", "documents", form])
    assert page.exit_code == 0
    assert "receptive-field" in page.output.replace("\\-", "-").replace("{-}", "-")


def test_the_page_as_data() -> None:
    data = json.loads(CliRunner().invoke(main, ["explain", "documents", "--json"]).output)
    rows = [row for group in data["documents"] for row in group["rows"]]
    assert sorted(row["example"] for row in rows) == sorted(row.text for _, row in ROWS)
    assert [row["code"] for row in rows].count(None) == sum(row.verdict is None for _, row in ROWS)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """The examples are checked by the command as well, from files of their endings."""
    for place, (_, row) in enumerate(ROWS):
        (tmp_path / f"{place}{row.ending}").write_text(row.text, "utf-8")
    result = CliRunner().invoke(main, ["check", *map(str, sorted(tmp_path.iterdir())), "--json"])
    data = json.loads(result.stdout)
    found = {Path(file["file"]).name: file["findings"] for file in data["files"]}
    assert {name for name, findings in found.items() if findings} == {
        f"{place}{row.ending}" for place, (_, row) in enumerate(ROWS) if row.verdict
    }
