"""Answers out: the format, the file or the stream, the language."""

from __future__ import annotations

import json
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from shell import LENET, files_in, process, run

ENDINGS = {".txt": "text", ".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html", ".json": "json"}


@pytest.mark.parametrize("ending", [*ENDINGS, ".TEX"])
@pytest.mark.parametrize("command", ["derive small.cnn", "table small.cnn", "explain conv"])
def test_the_ending_chooses_the_format(command: str, ending: str, folder: Path) -> None:
    result = run(*command.split(), "-o", f"out{ending}")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    wanted = run(*command.split(), f"--{ENDINGS[ending.lower()]}").stdout
    assert (folder / f"out{ending}").read_text("utf-8") == wanted


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.cnn", ".tex", "out.tex~"])
def test_an_unknown_ending_writes_nothing(name: str, folder: Path) -> None:
    before = files_in(folder)
    result = run("derive", "small.cnn", "-o", name)
    assert result.exit_code == 2
    assert "unknown-format" in result.stderr
    assert files_in(folder) == before


def test_a_format_that_is_asked_for_needs_no_ending(folder: Path) -> None:
    assert run("table", "small.cnn", "--json", "-o", "out").exit_code == 0
    assert json.loads((folder / "out").read_text("utf-8"))["network"] == "Small"


@pytest.mark.parametrize(
    "command",
    [
        "derive faulty.cnn",
        "table faulty.cnn",
        "derive missing.cnn",
        "derive small.cnn --layer C9",
        "derive small.cnn --quantity C9",
        "table small.cnn --quantity C9",
        "table small.cnn --set I=4",
        "table small.cnn --set Z=4",
        "explain nothing",
    ],
)
def test_a_run_that_fails_leaves_the_old_file(command: str, folder: Path) -> None:
    (folder / "out.tex").write_text("old", "utf-8")
    before = files_in(folder)
    assert run(*command.split(), "-o", "out.tex").exit_code == 2
    assert files_in(folder) == before


def test_the_file_is_replaced_and_keeps_its_mode(folder: Path) -> None:
    path = folder / "out.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    assert path.read_text("utf-8") == run("table", "small.cnn").stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(files_in(folder)) == ["faulty.cnn", "out.txt", "small.cnn", "wrong.cnn"]


def test_a_new_file_has_the_usual_mode(folder: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder / "out.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing/out.txt", "no-folder"), ("small.cnn/out.txt", "cannot-write"), ("taken.txt", "output-is-folder")],
)
def test_a_file_that_cannot_be_written(name: str, code: str, folder: Path) -> None:
    (folder / "taken.txt").mkdir()
    before = files_in(folder)
    result = run("table", "small.cnn", "-o", name)
    assert result.exit_code == 2
    assert code in result.stderr
    assert files_in(folder) == before


@pytest.mark.usefixtures("folder")
def test_a_device_is_written_to_not_replaced() -> None:
    """Else ``-o /dev/stdout``, run by root, would put a file in the place of the device."""
    os.mkfifo("pipe.txt")
    reader = os.open("pipe.txt", os.O_RDONLY | os.O_NONBLOCK)
    try:
        run("table", "small.cnn", "-o", "pipe.txt")
        assert stat.S_ISFIFO(Path("pipe.txt").stat().st_mode)
        assert os.read(reader, 1 << 16).decode() == run("table", "small.cnn").stdout
    finally:
        os.close(reader)


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "real.txt").write_text("old", "utf-8")
    (folder / "link.txt").symlink_to("elsewhere/real.txt")
    assert run("table", "small.cnn", "-o", "link.txt").exit_code == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "elsewhere" / "real.txt").read_text("utf-8") == run("table", "small.cnn").stdout


def test_a_reader_that_leaves_early() -> None:
    command = [sys.executable, "-m", "symcnn", "derive", LENET, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("command", ["derive", "table", "check", "explain"])
def test_languages(command: str) -> None:
    subject = "conv" if command == "explain" else LENET
    english, chinese = run(command, subject), run(command, subject, "--lang", "zh")
    assert english.exit_code == chinese.exit_code == 0
    assert not re.search(r"[\u4e00-\u9fff]", english.stdout)
    assert re.search(r"[\u4e00-\u9fff]", chinese.stdout)
    assert run(command, subject, SYMCNN_LANG="zh").stdout == chinese.stdout
    assert run(command, subject, "--lang", "en", SYMCNN_LANG="zh").stdout == english.stdout
    assert run(command, subject, SYMCNN_LANG="fr").exit_code == 2


@pytest.mark.parametrize(("variable", "value"), [("PYTHONIOENCODING", "ascii"), ("LC_ALL", "C")])
def test_output_is_utf_8_everywhere(variable: str, value: str) -> None:
    result = process("derive", LENET, "--lang", "zh", stdin=b"", **{variable: value})
    assert result.returncode == 0
    assert "卷积" in result.stdout.decode()


def on_a_terminal(*args: str, **environment: str) -> bytes:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "symcnn", *args]
    with subprocess.Popen(
        command, cwd=ROOT, env={**inherited, "TERM": "xterm", **environment}, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        written = b"".join(_chunks(ours))
        running.wait(60)
    os.close(ours)
    return written


def _chunks(handle: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(handle, 1 << 16)
        except OSError:  # the other end is closed
            return
        if not chunk:
            return
        yield chunk


def test_colours_only_on_a_terminal() -> None:
    assert b"\x1b[" in on_a_terminal("check", LENET)
    assert b"\x1b" not in on_a_terminal("check", LENET, NO_COLOR="1")
    assert b"\x1b" not in process("check", LENET).stdout
    for command in ("derive", "table"):
        assert b"\x1b" not in on_a_terminal(command, LENET, NO_COLOR="1")
        assert b"\x1b" not in process(command, LENET).stdout
