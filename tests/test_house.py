"""The house as it is drawn: wings on a ladder, names that stand once, tests where the tested is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from conftest import modules
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from symcnn.check.read import Read

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "symcnn"
WINGS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_imports_run_down_the_ladder_and_in_no_circle() -> None:
    """The contracts stand in ``pyproject.toml``; what breaks one is printed."""
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == EXIT_STATUS_SUCCESS


def test_every_file_name_stands_once() -> None:
    names = Counter(path.name for path in PACKAGE.rglob("*.py") if path.stem not in ("__init__", "__main__"))
    assert "keywords.py" in names
    assert [name for name, times in names.items() if times > 1] == []


def test_every_file_of_tests_has_a_name_of_its_own() -> None:
    """Else pytest takes one for the other and runs neither."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert names["test_house.py"] == 1
    assert [name for name, times in names.items() if times > 1] == []


def test_every_folder_of_tests_is_a_room() -> None:
    rooms = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").glob("*/**/test_*.py")}
    assert [str(room) for room in rooms if not (PACKAGE / room / "__init__.py").is_file()] == []


def test_every_wing_has_tests() -> None:
    assert {"core", "network", "documents"} <= WINGS
    assert [wing for wing in sorted(WINGS) if not any((ROOT / "tests" / wing).rglob("test_*.py"))] == []


def test_the_page_for_contributors_names_what_there_is() -> None:
    """Its paths, where a word in capitals may be any; the rooms of its table; what a document is read into."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = [re.sub(r"[A-Z]{2,}", "*", path) for path in re.findall(r"`([\w*]+/[\w*/]*(?:\.\w+)?)`", page)]
    assert "symcnn/network/catalogue/*.cnn" in paths
    assert [path for path in paths if not any(any(folder.glob(path)) for folder in (ROOT, PACKAGE))] == []
    rows = {wing: re.findall(r"`(\w+)`", rooms) for wing, rooms in re.findall(r"(?m)^\| `(\w+)` \| (.*)", page)}
    assert set(rows) == WINGS
    assert {wing: set(rooms) ^ _rooms(wing) for wing, rooms in rows.items() if set(rooms) ^ _rooms(wing)} == {}
    assert {
        name for name in re.findall(r"`read\.(\w+)`", page) if name not in {*vars(Read), *Read.__annotations__}
    } == set()


LONG = {
    "story.py": "_say",
    "tokens.py": "tokens",
    "legends.py": "_entry",
    "corrected_line.py": "_proposals",
}
"""Functions that are still too long, by their files; what is made shorter leaves the list, and nothing comes in."""


def test_functions_have_sixty_lines_at_most() -> None:
    found = {
        path.name: node.name
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES
    }
    assert found == LONG


MOST_LINES = 60


def _rooms(wing: str) -> set[str]:
    return {path.parent.name for path in (PACKAGE / wing).rglob("*/__init__.py")}


def test_a_word_means_one_thing() -> None:
    """No two public classes share a name; what is generated does not count."""
    found = Counter(
        node.name
        for module in modules().values()
        for node in module.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert found["Layer"] == 1
    assert [name for name, times in found.items() if times > 1] == []
