"""What the README shows is what the program prints; ``--update-golden`` writes it anew."""

from __future__ import annotations

import doctest
import re
import shlex

import pytest
from click.testing import CliRunner
from conftest import TESTS

from symcnn.commands.main import main

ROOT = TESTS.parent
README = ROOT / "README.md"
_CONSOLE = re.compile(r"```console\n\$ symcnn (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")


def printed(command: str) -> str:
    result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
    return result.output


def test_consoles(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = README.read_text("utf-8")
    actual = _CONSOLE.sub(lambda m: f"```console\n$ symcnn {m['command']}\n{printed(m['command'])}```", text)
    assert text.count("```console") == len(_CONSOLE.findall(text)) > 0
    if request.config.getoption("--update-golden"):
        README.write_text(actual, "utf-8")
    assert actual == README.read_text("utf-8")


def test_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = doctest.testfile(str(README), module_relative=False)
    assert results.attempted > 0
    assert results.failed == 0


def test_layer_kind_of_the_readme() -> None:
    (program,) = re.findall(r"```\n(source lin2014.*?)```", README.read_text("utf-8"), re.DOTALL)
    network = program + "input 32x32x3\nM1: mlpconv N=8 K=5\nclaim M1.params = 5*5*3*8 + 8*8 + 16\n"
    result = CliRunner().invoke(main, ["check", "-"], input=network)
    assert result.output.endswith("1 right, 0 wrong, 0 rounded, 0 conditional, 0 undecided\n")
