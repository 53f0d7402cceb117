"""What a user installs: built from the source archive, and put to work where no checkout is near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "symcnn" / "network" / "catalogue"
KNOWN = ROOT / "symcnn" / "network" / "known"
LENET = ROOT / "examples" / "lenet.cnn"

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment of its own that holds the wheel and what the wheel asks for, and nothing else."""

    programs: Path

    def run(self, program: str, *arguments: str | Path, cwd: Path) -> str:
        """What the program prints; fails with all it said if it does not end well."""
        return _run(self.programs / program, *arguments, cwd=cwd)


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment | {"PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive of the checkout, and the wheel that was built from this archive."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    installed = Installed(folder / ("Scripts" if os.name == "nt" else "bin"))
    (wheel,) = archives.glob("*.whl")
    installed.run("python", "-m", "pip", "install", wheel, cwd=folder)
    return installed


def test_the_source_archive_holds_the_grammar_and_not_what_is_made_from_it(archives: Path) -> None:
    (archive,) = archives.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"grammar/symcnn.lark", "grammar/build.py", "LICENSE", "tests/test_packaging.py"} <= names
    assert "symcnn/network/language/_parser.py" not in names


def test_the_wheel_holds_the_parser_the_catalogue_and_the_mark_of_types(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    entries = {f"symcnn/network/catalogue/{path.name}" for path in CATALOGUE.glob("*.cnn")}
    assert entries
    known = {f"symcnn/network/known/{path.name}" for path in KNOWN.glob("*.cnn")}
    assert known
    made = {f"symcnn/network/{name}.py" for name in ("language/_parser", "known/_known", "known/_layers")}
    assert entries | known | made | {"symcnn/py.typed"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"symcnn"}


def test_the_installed_program_derives_a_network(installed: Installed, tmp_path: Path) -> None:
    shutil.copy(LENET, tmp_path)
    derived = installed.run("symcnn", "derive", LENET.name, cwd=tmp_path)
    assert "C1" in derived
    assert "156" in derived  # the parameters of C1, (5·5 + 1)·6, as the paper has them
