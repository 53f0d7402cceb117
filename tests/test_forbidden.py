"""Text that people write never reaches a function that would run it, nor SymPy's guesswork."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import modules

PACKAGE = Path(__file__).parents[1] / "symcnn"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.stem.startswith("__") or path.stem[0] != "_")
"""All but what is made when the package is built."""

FORBIDDEN = frozenset(
    {
        "sympify",  # evaluates text
        "parse_expr",
        "parse_latex",  # reads C_{in} as a product, hangs on towers of powers
        "eval",
        "exec",
        "compile",
        "lambdify",  # makes source text and runs it
        "simplify",  # decides nothing, and takes minutes on nested floors
        "pickle",  # runs what it loads
        "__import__",
    }
)


def uses(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every forbidden name that is used; `re.compile`, as its engine, compiles a pattern."""
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name("re" | "_sre"), attr="compile"):
                continue
            case ast.Name(name) | ast.Attribute(attr=name):
                found = [name]
            case ast.Import(names):
                found = [part for alias in names for part in alias.name.split(".")]
            case ast.ImportFrom(module=module, names=names):
                found = [*(module or "").split("."), *(alias.name for alias in names)]
            case _:
                continue
        yield from ((node.lineno, name) for name in found if name in FORBIDDEN)


def test_nothing_forbidden_is_used() -> None:
    found = {str(path.relative_to(PACKAGE)): list(uses(modules()[path])) for path in FILES}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_every_file_is_looked_at() -> None:
    assert {"parse.py", "convert.py", "functions.py", "measure.py"} <= {path.name for path in FILES}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("eval('1')", [(1, "eval")]),
        ("x = 1\nx = exec", [(2, "exec")]),
        ("import sympy\nsympy.sympify('x')", [(2, "sympify")]),
        ("from sympy import simplify as tidy", [(1, "simplify")]),
        ("from sympy.parsing.latex import parse_latex", [(1, "parse_latex")]),
        ("import pickle", [(1, "pickle")]),
        ("import os, pickle as p", [(1, "pickle")]),
        ("from pickle import loads", [(1, "pickle")]),
        ("import builtins\nbuiltins.compile('1', '', 'eval')", [(2, "compile")]),
        ("expr.simplify()", [(1, "simplify")]),
        ("__import__('os')", [(1, "__import__")]),
        ("import re\nre.compile('a')", []),
        ("class F:\n    @classmethod\n    def eval(cls, n): ...", []),  # SymPy's name for the rewrites of a function
        ("'eval(1)'  # eval", []),
    ],
)
def test_the_search_finds_what_it_should(source: str, expected: list[tuple[int, str]]) -> None:
    assert list(uses(ast.parse(source))) == expected
