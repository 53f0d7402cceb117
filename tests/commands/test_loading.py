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
    ],
    ids=["missing", "folder", "empty", "comments", "mark", "no input", "utf-16", "bytes", "gb18030", "10 MB", "zeros"],
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


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_read(ends: str, mark: str, folder: Path) -> None:
    (folder / "windows.cnn").write_bytes((mark + SMALL.replace("\n", ends)).encode())
    assert run("table", "windows.cnn").stdout == run("table", "small.cnn").stdout


def test_places_in_windows_files(folder: Path) -> None:
    (folder / "faulty.cnn").write_bytes(FAULTY.replace("\n", "\r\n").encode())
    stderr = run("table", "faulty.cnn").stderr
    assert re.findall(r"(?m)^faulty\.cnn:(\d+:\d+)", stderr) == ["2:14", "3:5"]
    assert "\r" not in stderr.replace(os.linesep, "\n")
