"""Notes on a network stand beside what every command answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import run

ASKED = {
    "table": (),
    "derive": (),
    "closed": (),
    "check": (),
    "solve": ("--for", "n", "--where", "C1.params = 84"),
    "sweep": ("--vary", "n=1..3"),
    "sweep --csv": ("--vary", "n=1..3"),
}


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize(("size", "code"), [("3x32x32", "channels-first"), ("32x32x3", "")])
def test_channels_first_are_told_wherever_a_network_is_worked_out(
    command: str, size: str, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.cnn"
    path.write_text(f"let n = 3\ninput {size}\nC1: conv N=n K=3\n", "utf-8")
    name, *options = command.split()
    result = run(name, str(path), *options, *ASKED[command])
    assert result.exit_code in (0, 1)
    assert ("note[channels-first]" in result.stderr) == bool(code)
    assert code or not result.stderr


def test_what_no_window_sees_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.cnn"
    path.write_text("input 29x29x3\nconv N=3 K=3 S=4\n", "utf-8")  # the last window ends at 27
    assert "no window sees the last cells, 1 along an axis" in run("check", str(path)).stderr
    assert "每个方向最后 1 个单元" in run("check", str(path), "--lang", "zh").stderr
