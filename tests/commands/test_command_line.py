"""Words that a command cannot take are told as faults of a text are, with code, place and carets; also in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "code", "culprit", "said"),
    [
        ("tabel small.cnn", "unknown-command", "tabel", "did you mean `table`"),
        ("small.cnn", "unknown-command", "small.cnn", "`derive`"),
        ("table small.cnn --jsn", "unknown-option", "--jsn", "did you mean `--json`"),
        ("--json table small.cnn", "unknown-option", "--json", "[OPTIONS] COMMAND"),
        ("table", "missing-word", "", "`FILE` is missing; usage:"),
        ("check", "missing-word", "", "`FILE...` is missing"),
        ("solve small.cnn --for I", "missing-word", "", "`--where RELATION` is missing"),
        ("table small.cnn --set", "needs-value", "--set", "a value is missing"),
        ("solve small.cnn --for , --where O=1", "needs-value", "--for", "a value is missing"),
        ("table small.cnn --lang de", "bad-choice", "de", "it takes `en`, `zh`"),
        ("check small.cnn --format=jsn", "bad-choice", "jsn", "did you mean `json`"),
        ("check small.cnn -j 0", "bad-count-option", "0", "from 1, found `0`"),
        ("table small.cnn wrong.cnn", "too-many-words", "wrong.cnn", "one word too many"),
        ("table small.cnn --json --html", "exclude-each-other", "--json", "`--html`"),
        ("sweep small.cnn --vary I=1,2 --csv --html", "exclude-each-other", "--html", "`--csv`"),
        ("reconcile small.cnn", "one-of-these", None, "`--params`, `--macs`"),
        ("derive small.cnn --layer F3", "unknown-layer-option", "F3", "no layer"),
        ("table small.cnn --set size=3", "unknown-symbol", "size", "it has `I`"),
        ("table small.cnn -o a.pdf", "unknown-format", "a.pdf", "`.txt`"),
        ("check small.cnn --select smu", "unknown-code", "smu", "did you mean `sum`"),
        ("compare small.cnn wrong.cnn --quantity prams", "unknown-quantity", "prams", "did you mean `params`"),
    ],
)
def test_the_word_that_is_wrong_is_pointed_at(words: str, code: str, culprit: str | None, said: str) -> None:
    result = run(*words.split())
    assert (result.exit_code, f"error[{code}]" in result.stderr, said in result.stderr) == (2, True, True), (
        result.stderr
    )
    if culprit is not None:
        line = f"symcnn {words}"
        start = line.rindex(culprit) if culprit else len(line)
        drawn = f"  |\n1 | {line}\n  | {' ' * start}{'^' * max(1, len(culprit))}\n"
        assert result.stderr.startswith(f"symcnn:1:{start + 1}: ")
        assert drawn in result.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("small.cnn", "table small.cnn"),
        ("-o a.json table small.cnn", "table small.cnn -o a.json"),
        ("help", "--help"),
        ("help table", "table --help"),
        ("table small.cnn --set I = 64", "table small.cnn --set I=64"),
        ("table small.cnn --format json", "table small.cnn --json"),
    ],
)
def test_the_line_to_type(words: str, line: str) -> None:
    assert run(*words.split()).stderr.endswith(f"  = write: symcnn {line}\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", ["solve ksp.cnn --for K --where C1.O=6", "sweep ksp.cnn --vary K=1..3"])
def test_all_symbols_that_must_have_numbers_are_in_the_line_to_type(words: str) -> None:
    Path("ksp.cnn").write_text("input 40x40x3\nC1: conv N=8 K=K S=S P=P\n", "utf-8")
    result = run(*words.split())
    assert result.exit_code == 2
    assert result.stderr.startswith(f"symcnn:1:{len(f'symcnn {words}') + 1}: error[needs-values]: ")
    assert result.stderr.endswith(f"  = write: symcnn {words} --set P=… --set S=…\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("table faulty.cnn", ("faulty.cnn", 2, 14, "kernel-too-large")),
        ("derive faulty.cnn", ("faulty.cnn", 2, 14, "kernel-too-large")),
        ("closed faulty.cnn", ("faulty.cnn", 2, 14, "kernel-too-large")),
        ("compare small.cnn faulty.cnn", ("faulty.cnn", 2, 14, "kernel-too-large")),
        ("solve faulty.cnn --for I --where C1.O=3", ("faulty.cnn", 3, 5, "unknown-kind")),
        ("sweep faulty.cnn --vary I=8,9", ("faulty.cnn", 3, 5, "unknown-kind")),
        ("reconcile faulty.cnn --macs 3M", ("faulty.cnn", 3, 5, "unknown-kind")),
        ("check faulty.cnn", ("faulty.cnn", 2, 14, "kernel-too-large")),
        ("check missing.md", ("missing.md", 1, 1, "cannot-read")),
        ("prove O=(I", ("<formula>", 1, 3, "not-closed")),
        ("explain cnov", ("symcnn", 1, 16, "unknown-subject")),
        ("table small.cnn --lang de", ("symcnn", 1, 31, "bad-choice")),
        ("solve small.cnn --for I --where C1.O=>3", ("--where", 1, 5, "unknown-sign")),
        ("check small.cnn --select smu", ("symcnn", 1, 33, "unknown-code")),
        ("tabel small.cnn", ("symcnn", 1, 8, "unknown-command")),
        # values of options, where they stand
        ("table small.cnn --set I=8.5", ("--set", 1, 3, "bad-input")),
        ("table small.cnn --set I=-8", ("--set", 1, 3, "bad-input")),
        ("table small.cnn --set I=big", ("--set", 1, 3, "undeclared")),
        ("table small.cnn --set I=1", ("small.cnn", 4, 14, "kernel-too-large")),
        ("table small.cnn --convention flops_per_mac=two", ("--convention", 1, 15, "convention-value")),
        ("solve small.cnn --for I --where C1.O!=3", ("--where", 1, 5, "unknown-sign")),
        ("reconcile small.cnn --params 60K --macs 1M", ("symcnn", 1, 41, "exclude-each-other")),
        ("reconcile small.cnn --params 60kk", ("--params", 1, 1, "not-a-figure")),
        ("table small.cnn -help", ("symcnn", 1, 24, "unknown-option")),
        ("table small.cnn -o .", ("symcnn", 1, 27, "output-is-folder")),
        ("prove O=sqr(I)", ("<formula>", 1, 3, "unknown-function")),
        ("prove \\frac{W-F}{S", ("<formula>", 1, 11, "not-closed")),
        ("prove foo_out=I*2", ("<formula>", 1, 1, "unknown-quantity")),
        ("prove \\sum_{i}k_i-1", ("<formula>", 1, 1, "sum-over-layers")),
        ("prove pooling:O=(I-K)/S+1", ("<formula>", 1, 1, "kind-before-formula")),
        ("check broken.ipynb", ("broken.ipynb", 1, 12, "not-a-notebook")),
    ],
)
def test_every_command_tells_its_faults_in_json(words: str, place: tuple[object, ...]) -> None:
    Path("broken.ipynb").write_text('{"cells": [}')
    result = run(*words.split(), "--json")
    assert result.exit_code == 2
    first = json.loads(result.stdout)["faults"][0]
    assert (first["file"], first["line"], first["column"], first["code"]) == place
    assert f"error[{first['code']}]" in result.stderr


def test_faults_go_where_the_reply_would_have_gone(folder: Path) -> None:
    assert run("table", "faulty.cnn", "-o", "reply.json").stdout == ""
    assert json.loads((folder / "reply.json").read_text("utf-8"))["faults"][1]["code"] == "unknown-kind"
    assert run("check", "--select", "smu", "small.cnn", "-o", "reply.sarif").stdout == ""
    log = json.loads((folder / "reply.sarif").read_text("utf-8"))
    assert log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "unknown-code"


def test_a_file_that_must_not_be_written_is_left_alone(folder: Path) -> None:
    (folder / "net.json").write_text((folder / "small.cnn").read_text("utf-8"), "utf-8")
    before = (folder / "net.json").read_bytes()
    for command in ("table", "check"):
        result = run(command, "net.json", "-o", "net.json")
        assert json.loads(result.stdout)["faults"][0]["code"] == "output-is-input"
    assert (folder / "net.json").read_bytes() == before


def test_a_form_for_people_has_nothing_on_standard_output() -> None:
    for form in ("--text", "--html", "--latex"):
        assert run("table", "missing.cnn", form).stdout == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("solve small.cnn --for I --where params<5M", "total.params<5000000"),
        ("solve small.cnn --for I --where O=3", "C1.O=3"),
        ("solve small.cnn --for I --where C1.O!=3", None),  # every line would say the contrary
        ("solve small.cnn --for I --where zzz=3", None),
    ],
)
def test_the_relation_to_type(words: str, line: str | None) -> None:
    told = run(*words.split()).stderr
    assert told.endswith(f"  = write: {line}\n") if line else "write:" not in told


@pytest.mark.usefixtures("folder")
def test_whole_documents_are_those_of_latex() -> None:
    assert "exclude-each-other" in run("table", "small.cnn", "--markdown", "-s").stderr
    assert run("table", "small.cnn", "--latex", "-s").exit_code == run("table", "small.cnn", "-s").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_full_width_signs_of_a_setting() -> None:
    assert run("table", "small.cnn", "--set", "I＝9").stdout == run("table", "small.cnn", "--set", "I=9").stdout
