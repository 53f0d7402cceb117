"""Turns the grammar into the parser that the package carries, and reads the catalogue with it.

Hatchling calls this for every wheel and every editable install. Importing the results takes a
fraction of the time of compiling the grammar and of reading the catalogue. The licence of what Lark
generates stands at the head of the parser.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from lark import Lark
from lark.tools.standalone import gen_standalone

GRAMMAR = "grammar/symcnn.lark"
PARSER = "symcnn/network/language/_parser.py"
CATALOGUE = "symcnn/network/catalogue/_read.py"
SPELLED = "symcnn/network/catalogue/_spelled.py"
STARTS = ["start", "relation"]


def parser_module(grammar: str) -> str:
    """The text of a module that parses this grammar; its first line says which grammar that is.

    The options are those of `symcnn.network.language.parse`, so both ways to a parser give the same parser.
    """
    lark = Lark(grammar, parser="lalr", lexer="basic", start=STARTS)
    code = io.StringIO()
    gen_standalone(lark, out=code)
    digest = hashlib.sha256(grammar.encode("utf-8")).hexdigest()
    return f'GRAMMAR_SHA256 = "{digest}"\n{code.getvalue()}'


def catalogue_modules(root: Path) -> tuple[str, str]:
    """The texts of two modules: the statements of each file of the catalogue, and what its kinds are called.

    The second is large, and only what reads or explains other people's layers needs it.
    """
    sys.path.insert(0, str(root))
    try:
        from symcnn.network.wiring.layer_kinds import CATALOGUE, catalogue_digest, catalogue_text
        from symcnn.network.wiring.spelled import split
    finally:
        sys.path.remove(str(root))
    head = [
        f'CATALOGUE_SHA256 = "{catalogue_digest()}"',
        "from fractions import Fraction",
        "from symcnn.network.language.syntax import *",
        "from symcnn.core.written.tree import Num, Op, Sym",
    ]
    read, spelled = [*head], [*head, "SPELLED = {"]
    for path in sorted(CATALOGUE.glob("*.cnn")):
        statements, called = split(catalogue_text(path))
        read.append(f"def read_{path.stem}():\n    return {statements!r}")
        spelled += [f"    {name!r}: {value!r}," for name, value in called.items()]
    return "\n".join(read) + "\n", "\n".join([*spelled, "}"]) + "\n"


class GrammarHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        _replace(root / PARSER, parser_module((root / GRAMMAR).read_text("utf-8")))
        for made, text in zip((CATALOGUE, SPELLED), catalogue_modules(root), strict=True):
            _replace(root / made, text)
        build_data["artifacts"] += [
            f"/{PARSER}",
            f"/{CATALOGUE}",
            f"/{SPELLED}",
        ]  # git ignores them, the wheel must not

    def clean(self, versions: list[str]) -> None:
        for made in (PARSER, CATALOGUE, SPELLED):
            (Path(self.root) / made).unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".tmp")  # so that nothing ever imports half a module
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)
