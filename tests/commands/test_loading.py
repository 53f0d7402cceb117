"""Files in: read, or refused with a place, and what options say of their networks."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import FAULTY, SMALL
from shell import run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["derive", "table", "check"])
def test_a_dash_is_standard_input(command: str) -> None:
    from_stdin = run(command, "-", "--json", stdin=SMALL)
    assert from_stdin.exit_code == 0
    expected = run(command, "small.cnn", "--json").stdout.replace('"small.cnn"', '"<stdin>"')
    assert from_stdin.stdout == expected


def test_faults_in_standard_input_have_a_place() -> None:
    result = run("table", "-", stdin=FAULTY)
    assert result.exit_code == 2
    assert result.stderr.startswith("<stdin>:2:14: error[kernel-too-large]")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "cannot-read"),
        ("folder", "cannot-read"),
        (b"", "no-input"),
        (b"# nothing\n\n   # at all", "no-input"),
        (b"\xef\xbb\xbf", "no-input"),
        (b"network A\n", "no-input"),
        ("input 8x8x1\nC1: conv N=1 K=1".encode("utf-16"), "not-text"),
        (b"input 8x8x1 # \xff\xfe", "not-text"),
        ("# 卷积层\ninput 8x8x1".encode("gb18030"), "not-text"),
        (b"input 8x8x1\n" + b"#" * (10 << 20), "file-too-large"),
        (b"input 8x8x1\n\0\0\0", "unknown-character"),
        (b"input\0\0\0", "binary-file"),
        (b"PK\x03\x04\0", "binary-file"),
        ("input 8x8x1".encode("utf-16-le"), "not-text"),
        (b"%PDF-1.7\nA book", "foreign-file"),
        (b"import keras\nmodel = keras.Sequential()\n", "foreign-file"),
    ],
    ids=[
        *("missing", "folder", "empty", "comments", "mark", "no input", "utf-16", "bytes", "gb18030", "10 MB"),
        *("zeros", "more zeros", "archive", "utf-16 without mark", "pdf", "python"),
    ],
)
@pytest.mark.parametrize("command", ["derive", "table", "check"])
def test_files_that_cannot_be_read(command: str, content: bytes | str | None, code: str, folder: Path) -> None:
    path = folder / "strange.cnn"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    result = run(command, "strange.cnn")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.match(rf"(strange\.cnn:\d+:\d+|symcnn): error\[{code}\]: .", result.stderr), result.stderr


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_read(ends: str, mark: str, folder: Path) -> None:
    (folder / "windows.cnn").write_bytes((mark + SMALL.replace("\n", ends)).encode())
    assert run("table", "windows.cnn").stdout == run("table", "small.cnn").stdout


def test_places_in_windows_files(folder: Path) -> None:
    (folder / "faulty.cnn").write_bytes(FAULTY.replace("\n", "\r\n").encode())
    stderr = run("table", "faulty.cnn").stderr
    assert re.findall(r"(?m)^faulty\.cnn:(\d+:\d+)", stderr) == ["2:14", "3:5"]
    assert "\r" not in stderr.replace(os.linesep, "\n")


@pytest.mark.parametrize(
    ("name", "content", "command"),
    [
        ("model.py", "import keras\nm = keras.Sequential()\n", "symcnn check model.py"),
        ("notes.md", "# LeNet\n\nThe first layer has six maps.\n", "symcnn check notes.md"),
        ("chapter.tex", "\\section{Sizes}\n", "symcnn check chapter.tex"),
        ("a.cnn", "# LeNet\n\nThe first layer has six maps.\n\n- pooling\n", "cp a.cnn a.md; symcnn check a.md"),
    ],
)
def test_a_document_is_told_with_the_command_that_reads_it(name: str, content: str, command: str, folder: Path) -> None:
    (folder / name).write_text(content, "utf-8")
    result = run("table", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("error[") == 1
    assert f"= run: {command}\n" in result.stderr


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("I=big", "--set:1:3: error[undeclared]: `big` is no symbol"),
        ("I=l6", "--set:1:3: error[letter-for-digit]: `l6` has the letter `l` where a digit is meant: write 16"),
        ("I=twenty", "--set:1:3: error[number-in-words]: `twenty` is a name here, not a number: write 20"),
    ],
)
def test_words_are_no_values(setting: str, told: str, folder: Path) -> None:
    (folder / "free.cnn").write_text("let I = 8\ninput I x I x 1\nconv N=6 K=3\n", "utf-8")
    result = run("table", "free.cnn", "--set", setting)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)


def test_no_other_file_is_meant_where_there_is_one(folder: Path) -> None:
    (folder / "link.cnn").symlink_to("nowhere")
    assert "did you mean" not in run("table", "link.cnn").stderr
    assert "did you mean `link.cnn`" in run("table", "lnk.cnn").stderr
    assert "did you mean" not in run("table", "k.cnn").stderr  # only the endings are alike


def test_a_file_without_text_is_shown_in_the_command(folder: Path) -> None:
    assert not (folder / "missing.cnn").exists()
    told = run("compare", "small.cnn", "missing.cnn").stderr.splitlines()
    assert told[0].startswith("missing.cnn:1:1: error[cannot-read]")
    assert told[2:] == ["1 | symcnn compare small.cnn missing.cnn", "  |                          ^^^^^^^^^^^"]


def test_a_program_is_told_as_the_network_that_it_builds(folder: Path) -> None:
    (folder / "a.cnn").write_text(
        "import keras\nm = Sequential()\nm.add(Conv2D(6, 5, input_shape=(8, 8, 3)))\nm.add(Flatten())\n", "utf-8"
    )
    told = run("table", "a.cnn").stderr
    assert told.count("error[") == 1
    assert told.endswith("= write: input 8 x 8 x 3; conv N=6 K=5; flatten\n")


def test_faults_of_the_file_and_of_all_settings_are_told_together(folder: Path) -> None:
    (folder / "free.cnn").write_text("let I = 8\ninput I x I x 1\nconv N=6 K=3 S=0\n", "utf-8")
    told = run("table", "free.cnn", "--set", "I=big", "--set", "I=l6").stderr
    assert re.findall(r"(?m)^(\S+): error\[([\w-]+)\]", told) == [
        ("free.cnn:3:14", "not-positive"),
        ("--set:1:3", "undeclared"),
        ("--set:1:3", "letter-for-digit"),
    ]
