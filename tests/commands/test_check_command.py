"""`symcnn check`: the claims of networks, and files of which one fails."""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES, WRONG
from shell import LENET, assert_status, run

FINDING = {
    "line", "column", "end_line", "end_column", "quote", "kind", "verdict", "claimed", "derived", "why", "layer",
    "code", "derivation", "edit", "note",
    "readings",
}  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("check small.cnn", 0),
        ("check wrong.cnn", 1),
        ("check -q wrong.cnn", 1),
        ("check --json wrong.cnn", 1),
        ("check small.cnn wrong.cnn", 1),
        ("check wrong.cnn small.cnn", 1),
        ("check", 2),
        ("check faulty.cnn", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("other", ["faulty.cnn", "missing.cnn"])
def test_one_file_does_not_hide_another(other: str) -> None:
    result = run("check", "wrong.cnn", other)
    assert result.exit_code == 2
    assert "wrong.cnn" in result.stdout
    assert other in result.stderr


@pytest.mark.usefixtures("folder")
def test_the_keys_of_a_check() -> None:
    result = run("check", "wrong.cnn", LENET, "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert set(data) == {"version", "files", "counts", "faults"}
    assert [set(file) for file in data["files"]] == [{"file", "findings", "counts"}] * 2
    assert [file["file"] for file in data["files"]] == ["wrong.cnn", LENET]
    findings = [finding for file in data["files"] for finding in file["findings"]]
    assert all(set(finding) == FINDING for finding in findings)
    assert {finding["kind"] for finding in findings} == {"claim"}
    wrong, right = data["files"][0]["findings"]
    assert (wrong["line"], wrong["column"], wrong["end_line"], wrong["end_column"]) == (3, 1, 3, 22)
    assert wrong["quote"] == "claim C1.params = 457"
    assert (wrong["verdict"], wrong["claimed"], wrong["derived"], wrong["layer"]) == ("wrong", "457", "456", "C1")
    assert "456" in wrong["why"]
    assert right["verdict"] == "right"
    assert data["files"][0]["counts"]["wrong"] == 1
    assert data["counts"]["right"] == 1 + len(data["files"][1]["findings"])


def test_the_readings_that_were_tried() -> None:
    text = "A convolution with 6 kernels of 5×5 on a 32×32×1 input gives 28×28×7."
    (finding,) = json.loads(run("check", "-", "--json", "--lang", "en", stdin=text).stdout)["files"][0]["findings"]
    tried = {reading["value"]: reading["departs"] for reading in reversed(finding["readings"])}
    assert {*tried} == {"28 x 28 x 6", "32 x 32 x 6"}
    assert "the padding is not told" in tried["32 x 32 x 6"]


@pytest.mark.usefixtures("folder")
def test_a_check_says_what_is_wrong() -> None:
    result = run("check", "wrong.cnn")
    first, _, line, carets, *worked = result.stdout.splitlines()
    assert first == "wrong.cnn:3:1: claim: wrong: C1.params is 456"
    assert (line.partition("|")[2][1:], set(carets)) == ("claim C1.params = 457", set(" |^"))
    assert worked[0].endswith("C1.weights = K²·C·N = 5²·3·6 = 25·3·6 = 450")
    assert worked[1].endswith("C1.params = weights + biases = 450 + 6 = 456")
    assert (
        run("check", "--format", "concise", "wrong.cnn")
        .stdout.splitlines()[0]
        .startswith("wrong.cnn:3:1: wrong: C1.params = 457")
    )
    assert run("check", "-q", LENET).stdout.count("\n") == 1


TEXT = "The kernels have 5*5*6 = 140 weights.\n"
FILES = {"a.md": TEXT, "b.md": TEXT, "c.cnn": WRONG, "d.cnn": WRONG}


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two documents and two networks, each with something wrong."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def slipping(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The function, which slips wherever the file of this name is among what it is given."""

    def slip(*args: Any, **named: Any) -> Any:
        if name in repr(args):
            raise IndexError(name)
        return function(*args, **named)

    return slip


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
@pytest.mark.parametrize(
    ("function", "failing"),
    [
        ("symcnn.commands.checked_files.read_bytes", "a.md"),
        ("symcnn.commands.checked_files.document_of", "a.md"),
        ("symcnn.commands.checked_files.findings_of", "b.md"),
        ("symcnn.commands.checked_files.parse", "c.cnn"),
        ("symcnn.network.figures.read_figures.elaborate", "c.cnn"),
        ("symcnn.network.figures.read_figures.measure", "d.cnn"),
        ("symcnn.commands.checked_files.judged_claims", "d.cnn"),
        ("symcnn.commands.check_report.Report.of", "b.md"),
        ("symcnn.commands.check_report.Report.of", "c.cnn"),
    ],
)
def test_a_file_that_fails_costs_its_own_answers(
    function: str, failing: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, _, name = function.rpartition(".")
    original = getattr(pkgutil.resolve_name(owner), name)
    expected = run("check", *(file for file in FILES if file != failing), "--format", form).stdout
    monkeypatch.setattr(function, slipping(original, failing))
    result = run("check", *FILES, "--format", form, SYMCNN_DEBUG=None)
    assert result.exit_code == 2
    assert re.findall(r"(?m)^(.*?):1:1: error\[(.*?)\]", result.stderr) == [(failing, "internal-error")]
    assert _told_apart(result.stdout, form, failing) == _told_apart(expected, form)


def _told_apart(text: str, form: str, failing: str = "") -> object:
    """A report without its faults, of which there is one for the failing file where the form has any."""
    wanted = [(failing, "internal-error")] if failing else []
    match form:
        case "json":
            data = json.loads(text)
            assert [(fault["file"], fault["code"]) for fault in data.pop("faults")] == wanted
            return data
        case "sarif":
            data = json.loads(text)
            (invocation,) = data["runs"][0].pop("invocations")
            assert invocation["executionSuccessful"] is not bool(failing)
            notes = invocation.get("toolExecutionNotifications", [])
            assert [note["descriptor"]["id"] for note in notes] == [code for _, code in wanted]
            return data
        case "github":
            assert re.findall(r"(?m)^::error file=(.*?),.*title=(internal-error)::.*\n", text) == wanted
            return re.sub(r"(?m)^.*title=internal-error::.*\n", "", text)
    return text


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("name", ["out.txt", "out.json", "out.sarif", "out.JSON"])
def test_a_report_is_written_to_a_file(name: str) -> None:
    form = {".txt": (), ".json": ("--json",), ".sarif": ("--format", "sarif")}[Path(name).suffix.lower()]
    wanted = run("check", *FILES, *form)
    result = run("check", *FILES, "-o", name)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    assert Path(name).read_text("utf-8") == wanted.stdout


@pytest.mark.usefixtures("several")
def test_a_report_in_a_form_that_is_asked_for_needs_no_ending() -> None:
    assert run("check", "a.md", "--format", "github", "-o", "out").exit_code == 1
    assert Path("out").read_text("utf-8") == run("check", "a.md", "--format", "github").stdout
    result = run("check", "a.md", "-o", "out.tex")
    assert result.exit_code == 2
    assert "unknown-format" in result.stderr


@pytest.mark.usefixtures("several")
def test_a_difference_is_written_to_a_file() -> None:
    chapter = str(EXAMPLES / "chapter.md")
    assert run("check", chapter, "--diff", "-o", "a.patch").stdout == ""
    written = Path("a.patch").read_text("utf-8")
    assert written.startswith("--- ")
    assert written == run("check", chapter, "--diff").stdout


@pytest.mark.usefixtures("folder")
def test_faults_are_data_too() -> None:
    """What keeps a file from being checked is told with its place and the line to write, wherever findings are."""
    Path("bad.cnn").write_text('input 8x8x3\n"🙂": dense 10\n', "utf-8")
    expected = {
        "file": "bad.cnn", "line": 2, "column": 12, "end_line": 2, "end_column": 14, "code": "unexpected",
        "write": '"🙂": dense N=10',
    }  # fmt: skip
    (fault,) = json.loads(run("check", "bad.cnn", "--json").stdout)["faults"]
    assert {key: fault[key] for key in expected} == expected
    (note,) = json.loads(run("check", "bad.cnn", "--format", "sarif").stdout)["runs"][0]["invocations"][0][
        "toolExecutionNotifications"
    ]
    assert note["descriptor"]["id"] == "unexpected"
    assert note["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 15,
    }  # fmt: skip  # in units of UTF-16
    assert run("check", "bad.cnn", "--format", "github").stdout.startswith("::error file=bad.cnn,line=2,col=12,")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("C1.parms = 3", "3:10: error[unknown-quantity]"),
        ("C2.params = 3", "3:7: error[unknown-layer]"),
        ("C1.O = n", "3:14: error[undeclared]"),
        ("C1.params = 3", None),
        ("relu_1.O_h = 3", None),
        ("total.params = 3", None),
    ],
)
def test_names_in_claims_are_told_where_the_network_has_faults_too(
    claim: str, told: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.cnn").write_text(f"input 8x8x3\nC1: conv N=6 K=9\nclaim {claim}\nrelu\n", "utf-8")
    result = run("check", "a.cnn")
    faults = [line for line in result.stderr.splitlines() if "error[" in line]
    assert result.exit_code == 2
    assert faults[0].startswith("a.cnn:2:14: error[kernel-too-large]")
    assert [line.removeprefix("a.cnn:").partition("]")[0] + "]" for line in faults[1:]] == ([told] if told else [])


def test_a_claim_that_cannot_be_read_costs_no_other_its_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.cnn").write_text("input 8x8x3\nC1: conv N=6 K=3\nclaim C1.N ~ 6\nclaim C1.O = 5\n", "utf-8")
    result = run("check", "a.cnn")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.cnn:4:1: claim: wrong: C1.O is 6")
    assert result.stderr.startswith("a.cnn:3:12: error[unknown-character]")
