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
GRAMMAR = ROOT / "grammar" / "symcnn.lark"
CATALOGUE = ROOT / "symcnn" / "network" / "catalogue"
LENET = ROOT / "examples" / "lenet.cnn"

pytestmark = pytest.mark.slow

# Reads each text whole and cut off at many places, and each formula in it likewise, with the parser of the package and
# with one that Lark compiles from the grammar here and now: the same syntax, or the same fault.
COMPARE = """
import hashlib, sys
from pathlib import Path
import lark
from symcnn.core.text.fault import Faulty
from symcnn.network.language import _parser
from symcnn.network.language.transform import Builder
from symcnn.network.language.keywords import Words

grammar = Path(sys.argv[1]).read_text("utf-8")
assert hashlib.sha256(grammar.encode()).hexdigest() == _parser.GRAMMAR_SHA256

whole = [Path(name).read_text("utf-8") for name in sys.argv[2:]]
texts = {text: "start" for text in whole}
texts |= {text[:cut]: "start" for text in whole for cut in range(0, len(text), 97)}
formulas = {line.partition("=")[2] for text in whole for line in text.splitlines()}
texts |= {formula[:cut]: "relation" for formula in formulas for cut in range(len(formula) + 1)}

def reading(module, parser, text, start):
    try:
        return parser.parse(text, start=start)
    except Faulty as faulty:
        return faulty.fault
    except module.UnexpectedToken as error:
        return error.token.type, error.token.start_pos, sorted(error.accepts or error.expected)
    except module.UnexpectedCharacters as error:
        return error.pos_in_stream

def readings(module, make):
    words = Words()
    parser = make(postlex=words, transformer=Builder(words))
    return [reading(module, parser, text, start) for text, start in texts.items()]

def compiled(**options):
    return lark.Lark(grammar, parser="lalr", lexer="basic", start=["start", "relation"], **options)

assert readings(_parser, _parser.Lark_StandAlone) == readings(lark, compiled)
print(len(texts))
"""


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
    assert entries | {"symcnn/network/language/_parser.py", "symcnn/py.typed"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"symcnn"}


def test_the_parser_in_the_wheel_reads_as_lark_reads_with_the_grammar(installed: Installed, tmp_path: Path) -> None:
    texts = (*sorted(CATALOGUE.glob("*.cnn")), *sorted(ROOT.glob("examples/**/*.cnn")))
    assert int(installed.run("python", "-c", COMPARE, GRAMMAR, *texts, cwd=tmp_path)) > len(texts)


def test_the_installed_program_derives_a_network(installed: Installed, tmp_path: Path) -> None:
    shutil.copy(LENET, tmp_path)
    derived = installed.run("symcnn", "derive", LENET.name, cwd=tmp_path)
    assert "C1" in derived
    assert "156" in derived  # the parameters of C1, (5·5 + 1)·6, as the paper has them
