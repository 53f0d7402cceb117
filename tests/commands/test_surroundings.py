"""Surroundings that are not as usual: pipes, links, files that must not be written, closed streams."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT
from shell import LENET, run


def ended(*command: str, cwd: Path = ROOT, shell: str = "") -> subprocess.CompletedProcess[bytes]:
    """A command as a process of its own, which ends soon; `shell` is what a shell does with it."""
    words = [sys.executable, "-m", "symcnn", *command]
    line = ["bash", "-o", "pipefail", "-c", f'"$@" {shell}', "bash", *words] if shell else words
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(line, cwd=cwd, env=environment, capture_output=True, check=False, timeout=30)


def test_a_pipe_to_which_nobody_writes_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.cnn")
    for command in ("check", "table"):
        done = ended(command, "pipe.cnn", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"error[cannot-read]: the file cannot be read: Nobody writes to this pipe" in done.stderr


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "a.md").write_text("5*5 = 25\n")
    done = ended("check", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("shell", ["2>/dev/full", ">/dev/full 2>/dev/full"])
def test_a_message_that_nobody_can_take_is_no_finding(shell: str, tmp_path: Path) -> None:
    assert ended("check", "none.cnn", shell=shell, cwd=tmp_path).returncode == 2
    (tmp_path / "a.cnn").write_text("input 3x32x32\nrelu\n")
    assert ended("table", "a.cnn", shell=shell, cwd=tmp_path).returncode == 2
    (tmp_path / "a.cnn").write_text("input 32x32x3\nR: relu\nclaim R.params = 1\n")
    assert ended("check", "a.cnn", shell=shell, cwd=tmp_path).returncode == (2 if ">/dev/full 2" in shell else 1)


def test_a_pipe_is_read() -> None:
    done = ended("table", shell=f"<(cat {LENET})")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ended("table", LENET).stdout


def test_a_pipe_is_written_to() -> None:
    assert ended("table", LENET, "--text", "-o", "/dev/stdout", shell="| cat").stdout == ended("table", LENET).stdout
    assert ended("table", LENET, "-o", "/dev/stdout", shell="| cat").stdout == ended("table", LENET).stdout


def test_what_is_written_to_a_stream_goes_behind_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text("first\n", "utf-8")
    ended("table", LENET, "-o", "/dev/stdout", shell=f">> {path}")
    assert path.read_bytes() == b"first\n" + ended("table", LENET).stdout


@pytest.mark.parametrize("command", ["table net.txt", "derive net.txt", "check net.txt", "compare net.txt other.cnn"])
def test_the_input_is_never_the_output(command: str, folder: Path) -> None:
    text = (folder / "small.cnn").read_text("utf-8")
    for name in ("net.txt", "other.cnn"):
        (folder / name).write_text(text, "utf-8")
    (folder / "link.txt").symlink_to("net.txt")
    for output in ("net.txt", "./net.txt", "link.txt"):
        result = run(*command.split(), "-o", output)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "error[output-is-input]" in result.stderr
        assert (folder / "net.txt").read_text("utf-8") == text


def test_a_file_that_is_read_only_stays(folder: Path) -> None:
    path = folder / "out.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o444)
    result = run("table", "small.cnn", "-o", "out.txt")
    assert result.exit_code == 2
    assert "error[cannot-write]" in result.stderr
    assert path.read_text("utf-8") == "old"


def test_other_names_of_a_file_stay(folder: Path) -> None:
    path, twin = folder / "out.txt", folder / "twin.txt"
    path.write_text("old and longer than what is new" * 1000, "utf-8")
    path.chmod(0o640)
    twin.hardlink_to(path)
    assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    assert twin.read_text("utf-8") == run("table", "small.cnn").stdout
    assert (path.stat().st_nlink, stat.S_IMODE(path.stat().st_mode)) == (2, 0o640)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(folder: Path) -> None:
    path = folder / "out.txt"
    path.write_text("old", "utf-8")
    os.chown(path, 1234, 1234)
    assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)


def test_long_names_and_links_to_themselves(folder: Path) -> None:
    name = "n" * 246 + ".txt"
    assert run("table", "small.cnn", "-o", name).exit_code == 0
    assert (folder / name).read_text("utf-8") == run("table", "small.cnn").stdout
    (folder / "round.txt").symlink_to("round.txt")
    result = run("table", "small.cnn", "-o", "round.txt")
    assert result.exit_code == 2
    assert "error[cannot-write]" in result.stderr
    (folder / "round").symlink_to("round")
    assert "error[unknown-format]" in run("table", "small.cnn", "-o", "round").stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "code"), [("\0.txt", "cannot-write"), ("\0", "unknown-format")])
def test_a_name_that_no_file_can_have(name: str, code: str) -> None:
    result = run("table", "small.cnn", "-o", name)
    assert result.exit_code == 2
    assert f"error[{code}]" in result.stderr


def test_a_closed_pipe_is_quiet() -> None:
    done = ended("derive", LENET, "--json", shell="| head -c 1; exit ${PIPESTATUS[0]}")
    assert done.stderr == b""
    assert done.returncode in (0, 141)


def test_a_pipe_that_is_closed_before_all_is_read_always_has_its_status() -> None:
    for _ in range(3):
        done = ended("derive", str(EXAMPLES / "resnet152.cnn"), shell="| head -c 1; exit ${PIPESTATUS[0]}")
        assert (done.returncode, done.stderr) == (141, b"")


def test_a_named_pipe_that_nobody_reads_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    result = run("table", "small.cnn", "-o", "pipe.txt")
    assert result.exit_code == 2
    assert "error[cannot-write]: the file cannot be written: Nobody reads this pipe" in result.stderr
    with subprocess.Popen(["cat", "pipe.txt"], stdout=subprocess.PIPE) as reading:
        assert run("table", "small.cnn", "-o", "pipe.txt").exit_code == 0
        assert "conv" in reading.communicate(timeout=30)[0].decode()


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_closed_streams(closed: str) -> None:
    done = ended("table", "-" if closed == "<&-" else LENET, shell=closed)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"error[cannot-" in done.stderr


@pytest.fixture
def heeded() -> Iterator[None]:
    """Interruptions reach the processes that are started, also where these tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_an_interruption_is_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "slow.cnn").write_text("input 8x8x1\nrepeat 900000 { relu }\n")
    command = [sys.executable, "-m", "symcnn", "table", str(tmp_path / "slow.cnn")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert (running.returncode, told) == (130, b"")


def test_too_many_layers_are_refused_before_they_are_made(folder: Path) -> None:
    (folder / "deep.cnn").write_text(
        "input 8x8x1\nrepeat 1000 { repeat 1000 { repeat 1000 { relu } } }\n", "utf-8"
    )  # fmt: skip
    start = time.perf_counter()
    result = run("table", "deep.cnn")
    assert time.perf_counter() - start < 1
    assert result.exit_code == 2
    assert "deep.cnn:2:1: error[too-many-layers]" in result.stderr
