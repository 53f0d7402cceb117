"""Many files at once: by several processes the same comes out, in the same order."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from shell import run

from symcnn.commands import many_files
from symcnn.commands.many_files import of_each, with_bar
from symcnn.core.text.fault import FaultyText
from symcnn.core.text.replaced_file import replace_file

TEXT = "The kernels have 5*5*6 = {value} weights.\n"


def process_of(name: str) -> tuple[str, int]:
    return name, os.getpid()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    names = [f"{place}.md" for place in range(6)]
    for place, name in enumerate(names):
        Path(name).write_text(TEXT.format(value=148 + place), "utf-8")
    return names


@pytest.mark.parametrize(("few", "jobs", "processes"), [(0, 1, 1), (10**6, 2, 1), (0, 2, 3)])
def test_large_work_is_shared(
    files: list[str], few: int, jobs: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_files, "_FEW_BYTES", few)
    done = list(of_each(process_of, files, jobs))
    assert [name for name, _ in done] == files
    assert len({process for _, process in done}) <= processes
    assert (len({process for _, process in done}) > 1) == (processes > 1)


@pytest.mark.parametrize("form", ["full", "json", "sarif"])
def test_several_processes_give_the_same_report(files: list[str], form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(files[3]).write_bytes(b"\xff")
    wanted = run("check", *files, "--format", form, "-j", "1")
    monkeypatch.setattr(many_files, "_FEW_BYTES", 0)
    result = run("check", *files, "--format", form, "-j", "3")
    assert (result.exit_code, result.stdout, result.stderr) == (2, wanted.stdout, wanted.stderr)
    assert "3.md" in result.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("patience", "is_terminal", "draws"), [(0, True, True), (60, True, False), (0, False, False)])
def test_a_bar_is_drawn_where_it_takes_long(
    patience: int, is_terminal: bool, draws: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal() if is_terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(many_files, "_PATIENCE", patience)
    assert list(with_bar("abc", 3)) == ["a", "b", "c"]
    assert ("100%" in stream.getvalue()) == draws


def test_what_was_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"new")
    with pytest.raises(FaultyText) as raised:
        replace_file(str(path), "mended", b"old")
    assert raised.value.faults[0].code == "changed-meanwhile"
    assert path.read_bytes() == b"new"
    replace_file(str(path), "mended", b"new")
    assert path.read_text("utf-8") == "mended"
