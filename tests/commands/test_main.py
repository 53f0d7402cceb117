"""`symcnn` itself: which commands there are, and what each of them loads."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT
from shell import LENET, assert_status, run


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("--help", 0),
        ("-h", 0),
        ("", 2),
        ("nothing", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    assert_status(command, status)


@pytest.mark.parametrize(
    "command",
    ["--help", f"table {LENET}", f"derive {LENET} --latex", f"derive {LENET} --json", f"check {LENET}", "explain conv"],
    ids=["help", "table", "derive --latex", "derive --json", "check", "explain"],
)
def test_numbers_need_no_sympy(command: str) -> None:
    loaded = modules_loaded_by(command)
    assert "symcnn.commands.main" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("sympy", "mpmath")}


def modules_loaded_by(command: str) -> set[str]:
    """The names of the modules that a command imports."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "symcnn", *command.split()],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}


COMMANDS = ("check", "closed", "compare", "derive", "explain", "prove", "reconcile", "solve", "sweep", "table")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_of_help(command: str) -> None:
    """The list of commands is that of the files, each in a line of help."""
    assert re.findall(r"(?m)^  ([a-z]+)  ", run("--help").stdout.partition("Commands:")[2]) == [*COMMANDS]
    assert "--lang" in run(command, "--help").stdout


@pytest.mark.parametrize(
    ("command", "needless"),
    [
        ("--help", ("symcnn.network", "symcnn.check", "symcnn.answers", "symcnn.documents")),
        ("prove --help", ("symcnn.network", "symcnn.check", "symcnn.answers", "symcnn.documents")),
        (f"table {LENET}", ("symcnn.check", "symcnn.answers.prove", "symcnn.documents", "symcnn.models")),
        ("explain conv", ("symcnn.documents", "symcnn.models", "symcnn.answers.prove")),
    ],
)
def test_a_command_loads_its_own_alone(command: str, needless: tuple[str, ...]) -> None:
    loaded = modules_loaded_by(command)
    assert "symcnn.commands.reply" in loaded
    assert [name for name in loaded if name.startswith(needless)] == []
