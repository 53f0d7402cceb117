"""`symcnn` as a shell sees it: exit status, streams, files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result
from conftest import EXAMPLES, ROOT

from symcnn.commands.main import main

LENET = str(EXAMPLES / "lenet.cnn")
FORMS = ("text", "markdown", "latex", "html", "json")


def run(*args: str, stdin: str | bytes | None = None, **environment: str) -> Result:
    """The command in this process; an exception that nobody expected is the test's."""
    unset = {"SYMCNN_LANG": None, "NO_COLOR": None, "SYMCNN_DEBUG": "1"}
    return CliRunner().invoke(main, args, stdin, env={**unset, **environment}, catch_exceptions=False)


def process(*args: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "symcnn", *args]
    inherited = {name: value for name, value in os.environ.items() if name not in ("SYMCNN_LANG", "NO_COLOR")}
    return subprocess.run(
        command,
        input=stdin,
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def files_in(folder: Path) -> dict[str, str]:
    """The names of all files in a folder, hidden ones too, and their contents."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


def assert_status(command: str, status: int) -> None:
    """What could be done is on standard output, what could not on standard error."""
    result = run(*command.split())
    assert result.exit_code == status
    assert bool(result.stdout) == (status != 2)
    assert bool(result.stderr) == (status == 2)
