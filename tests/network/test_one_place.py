"""The catalogue is the only place that knows a layer: no Python file lists kinds, or classes of frameworks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import MADE, modules

import symcnn
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.network.wiring.spelled import names_in

ROOT = Path(symcnn.__file__).parent
WORDS = {
    *("input", "add", "multiply", "concat", "pad", "crop", "activation", "average", "maximum", "minimum", "subtract"),
    *("reshape", "permute", "select", "Input", "Add", "Multiply", "Concatenate", "Reshape", "Permute"),
}
"""Kinds and classes whose names are words of many other things."""

FEW = 2
"""As many names may stand in a file: one to begin with, or to fall back on, is no list."""

ALLOWED = {
    "answers/prove/not_fitting.py": "the plain kinds, with which a formula is compared first",
    "answers/prove/rule_formulas.py": "the order in which the rules of kinds are tried",
    "check/subjects/windows/named_windows.py": "the window that layers have where nobody tells another one",
    "check/tables/column_choices.py": "blocks of layers that a column of counts may be of",
    "check/tables/layer_operations.py": "kinds whose operation a row tells by its name alone",
    "check/tables/understood_sheets.py": "the order in which the kinds of a row are tried",
    "core/text/near.py": "what is probably meant by a name that no kind has",
    "check/rules/layer_output.py": "the examples of its page",
    "check/rules/model_code.py": "the examples of its page",
    "check/rules/summary_row.py": "the examples of its page",
    "check/rules/summary_total.py": "the examples of its page",
    "models/python/tensors.py": "methods of tensors that are layers without a class",
}
"""Files with names of kinds or classes, and what they are there for; a file that needs none leaves the list."""


@cache
def names() -> frozenset[str]:
    classes = {name for framework in ("keras", "pytorch") for name in names_in(framework) if name[0].isupper()}
    return frozenset({*catalogue_names(), *classes} - WORDS)


def literals(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are not documentation."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def named(module: ast.Module) -> set[str]:
    """The kinds and classes that the texts of a module name."""
    found: set[str] = set()
    for literal in literals(module):
        found |= {literal} & names()
        found |= {word for word in re.findall(r"[A-Z]\w+", literal) if word in names()}
    return found


def sources() -> list[str]:
    paths = (str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if not MADE.fullmatch(path.stem))
    return sorted(path for path in paths if not path.startswith("pages/words"))


def test_no_file_lists_kinds_or_classes() -> None:
    found = {path: named(modules()[ROOT / path]) for path in sources()}
    assert {path: lists for path, lists in found.items() if len(lists) > FEW and path not in ALLOWED} == {}
    assert [path for path in ALLOWED if len(found[path]) <= FEW] == [], "a file that needs none leaves the list"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KINDS = ('conv', 'max_pool')", {"conv", "max_pool"}),
        ("CLASSES = 'Conv2D MaxPooling2D'", {"Conv2D", "MaxPooling2D"}),
        ("'''About conv and Conv2D.'''\nX = 'convolution'", set()),
        ("X = 'converted'", set()),
    ],
)
def test_lists_are_noticed(text: str, expected: set[str]) -> None:
    assert named(ast.parse(text)) == expected
