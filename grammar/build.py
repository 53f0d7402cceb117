"""Turns the grammar into the parser that the package carries.

Hatchling calls this for every wheel and every editable install. Importing the result takes half the
time of compiling the grammar. The licence of what Lark generates stands at the head of the result.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from lark import Lark
from lark.tools.standalone import gen_standalone

GRAMMAR = "grammar/symcnn.lark"
PARSER = "symcnn/language/_parser.py"
STARTS = ["start", "relation"]


def parser_module(grammar: str) -> str:
    """The text of a module that parses this grammar; its first line says which grammar that is.

    The options are those of `symcnn.language.reader`, so both ways to a parser give the same parser.
    """
    lark = Lark(grammar, parser="lalr", lexer="basic", start=STARTS)
    code = io.StringIO()
    gen_standalone(lark, out=code)
    digest = hashlib.sha256(grammar.encode("utf-8")).hexdigest()
    return f'GRAMMAR_SHA256 = "{digest}"\n{code.getvalue()}'


class GrammarHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        parser = root / PARSER
        unfinished = parser.with_suffix(".tmp")  # so that nothing ever imports half a parser
        unfinished.write_text(parser_module((root / GRAMMAR).read_text("utf-8")), "utf-8")
        unfinished.replace(parser)
        build_data["artifacts"].append(f"/{PARSER}")  # git ignores it, the wheel must not

    def clean(self, versions: list[str]) -> None:
        (Path(self.root) / PARSER).unlink(missing_ok=True)
