"""A rule is one file, which cannot be there without its page; one that fails costs only its own answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symcnn.check import check_document as checking
from symcnn.check import rules as room
from symcnn.check.check_document import check_document
from symcnn.check.every_rule import DocumentRule, code_names, code_of, rule_names, rule_of
from symcnn.check.findings.code import Code, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.settings import Settings
from symcnn.commands.main import main
from symcnn.core.text.languages import LANGUAGES
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.words.messages import patterns

SUMS = "weights: 150\nbiases: 6\ntotal: 165\n\n5*5 = 24\n"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.name for finding in findings]


def failing(read: Read) -> Iterator[Finding]:
    raise ZeroDivisionError(f"in {len(read.text)}")
    yield


@pytest.fixture
def without_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule of sums fails."""
    monkeypatch.setattr(
        checking, "rule_of", lambda name: DocumentRule(code_of(name), failing) if name == "sum" else rule_of(name)
    )


def check(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args], env={"SYMCNN_LANG": None}, catch_exceptions=False)


def test_there_is_no_code_without_its_page() -> None:
    with pytest.raises(TypeError, match="page"):
        Code("sum")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="right"):
        RulePage(other="")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="other"):
        RulePage(right="")  # type: ignore[call-arg]


def told_of(code: str, language: str) -> dict[str, object]:
    """What a language's page of a rule says, by the parts of the page."""
    keys = (key.partition(".") for key in patterns(language))
    return {part: patterns(language)[f"{key}{dot}{part}"] for key, dot, part in keys if key == f"page-{code}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", code_names())
def test_every_language_has_the_page_of_a_code(name: str, language: str) -> None:
    page = told_of(name, language)
    assert set(page) == {"", "finds", "decides", *(example.name for example in code_of(name).page.examples)}
    assert all(isinstance(text, str) and text.strip() for text in page.values())


def test_a_code_without_a_page_has_none() -> None:
    assert told_of("no-rule", "en") == {}
    pages = {key.partition(".")[0].removeprefix("page-") for key in patterns("en") if key.startswith("page-")}
    assert pages == set(code_names())


@pytest.mark.parametrize("name", rule_names())
def test_a_file_is_one_rule_with_its_page(name: str) -> None:
    path = Path(str(room.__file__)).parent / f"{name.replace('-', '_')}.py"
    assert path.read_text("utf-8").count("= Code(") == 1
    code = rule_of(name).code
    assert code.name == name
    assert code.page.right


def test_every_file_of_the_room_is_a_rule() -> None:
    files = {path.stem for path in Path(str(room.__file__)).parent.glob("*.py")} - {"__init__"}
    assert {name.replace("-", "_") for name in rule_names()} == files
    assert not [path for path in Path(str(room.__file__)).parent.iterdir() if path.is_dir() and path.name[0] != "_"]


def test_every_code_is_explained_and_every_rule_can_be_selected() -> None:
    for name in code_names():
        assert check("--explain", name).exit_code == 0
    for name in rule_names():
        assert Settings(select=(name,)).looks(name)
        assert check("--select", name, "--explain", "sum").exit_code == 0


@pytest.mark.usefixtures("without_sums")
def test_a_rule_that_fails_costs_only_its_own_answers() -> None:
    found = check_document(read_document("a.md", SUMS))
    assert codes(found) == ["internal-error", "calculation"]
    values = found[0].why.values
    assert (values["rule"], values["error"]) == ("sum", f"ZeroDivisionError: in {len(SUMS)}")
    assert str(values["where"]).partition(":")[0].endswith("test_every_rule.py")


@pytest.mark.usefixtures("without_sums")
def test_a_rule_that_is_not_looked_for_costs_nothing() -> None:
    assert codes(check_document(read_document("a.md", SUMS), Settings(ignore=("sum",)))) == ["calculation"]
    assert codes(check_document(read_document("a.md", SUMS), Settings(select=("sum",))))[0] == "internal-error"


@pytest.mark.usefixtures("without_sums")
@pytest.mark.parametrize("options", [(), ("--all",), ("--select", "sum,calculation")])
def test_the_run_says_that_answers_are_missing(tmp_path: Path, options: tuple[str, ...]) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("<!-- symcnn: ignore -->\n" + SUMS, "utf-8")
    result = check(str(tmp_path), *options)
    assert result.exit_code == 2
    assert result.stdout.count("internal-error") == 2
    assert result.stdout.count("report it") == 2
    assert result.stdout.count("is 25, not 24") == 2
    shown = json.loads(check(str(tmp_path), "--json").stdout)
    assert [[one["code"] for one in file["findings"]] for file in shown["files"]] == [
        ["internal-error", "calculation"],
        ["internal-error", "calculation"],
    ]


def test_one_fault_that_several_rules_meet_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("symcnn.check.subjects.facts.told_findings.told_verdicts_of", broken)
    text = "| layer | kernel | output |\n| --- | --- | --- |\n| conv1 | 3 | 30x30 |\n\n5*5 = 24\n"
    assert codes(check_document(read_document("a.md", text))) == ["internal-error", "calculation"]
