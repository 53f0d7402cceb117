"""Shared by all tests: golden files that a person can read, re-recorded with ``--update-golden``."""

from __future__ import annotations

import ast
import gc
import os
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
ROOT = TESTS.parent
EXAMPLES = ROOT / "examples"

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""A hundred tests start the program anew, which compiles all of itself where its bytecode is not kept."""

collect_ignore = ["golden", "truth/documents"]
"""Documents among them are Python files that import what need not be there."""

SMALL = "network Small\nlet I = 32\ninput I x I x 3\nC1: conv N=6 K=5\nF2: dense N=n\n"
WRONG = "input 32 x 32 x 3\nC1: conv N=6 K=5\nclaim C1.params = 457\nclaim C1.weights = 450\n"
FAULTY = "input 32 x 32 x 3\nC1: conv N=6 K=50\nC2: convv N=6 K=5\n"

MADE = re.compile(r"_parser|_read|_spelled|_known|_patterns|_words_\w+")
"""Modules that are made when the package is built."""


@cache
def modules() -> Mapping[Path, ast.Module]:
    """The modules of the package as they are written."""
    paths = (path for path in sorted((ROOT / "symcnn").rglob("*.py")) if not MADE.fullmatch(path.stem))
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}


Golden = Callable[[str, str], None]


QUICK = 20
"""How many examples of a property the quick run tries; the long one tries as many as the property asks for."""

settings.register_profile("quick", max_examples=QUICK)


def tries(count: int, *suppressed: HealthCheck) -> settings:
    """Settings of a property that asks for so many examples."""
    few = settings.get_current_profile_name() == "quick"
    return settings(max_examples=min(count, QUICK) if few else count, deadline=None, suppress_health_check=suppressed)


def pytest_configure(config: pytest.Config) -> None:
    """The quick run tries fewer examples of each property than the one with the slow tests."""
    if config.option.markexpr == "not slow":
        settings.load_profile("quick")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Properties are marked, so that the long run can try them again with all of their examples."""
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("property")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and so does what is kept for later: looking for garbage took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_sessionfinish() -> None:
    """What is still there goes with the process: pytest would look through all of it, again and again."""
    gc.freeze()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """``golden("lenet.txt", text)``: the text must be the golden file's."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a good, a wrong and a faulty file."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("small", SMALL), ("wrong", WRONG), ("faulty", FAULTY)):
        (tmp_path / f"{name}.cnn").write_text(text, "utf-8")
    return tmp_path
