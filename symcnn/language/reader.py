"""Reads a text into its syntax, and goes on after a fault to find the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from symcnn.diagnostics.fault import Fault, Faulty
from symcnn.language.build import Builder
from symcnn.language.syntax import Program, Source
from symcnn.language.words import Words
from symcnn.limits import MAX_FAULTS
from symcnn.written.tree import Expr

GRAMMAR = Path(__file__).parents[2] / "grammar" / "symcnn.lark"
"""The grammar in a checkout; an installed package has the parser that was made from it."""

try:
    import symcnn.language._parser as lark

    if GRAMMAR.is_file():
        from hashlib import sha256

        if sha256(GRAMMAR.read_bytes()).hexdigest() != lark.GRAMMAR_SHA256:
            raise ImportError("the grammar has changed since the parser was made")
except ImportError:
    import lark

STARTS = ["start", "relation"]


@cache
def _parser() -> Any:
    if hasattr(lark, "Lark_StandAlone"):
        return lark.Lark_StandAlone(postlex=Words(), transformer=Builder())
    grammar = GRAMMAR.read_text("utf-8")
    return lark.Lark(grammar, parser="lalr", lexer="basic", start=STARTS, postlex=Words(), transformer=Builder())


def read(source: Source) -> tuple[Program, tuple[Fault, ...]]:
    """The statements of a file, and its faults; a statement with a fault is left out.

    A statement that cannot be read is blanked out and the rest is read again, so that one fault
    gives one message and does not hide the next one.
    """
    text = source.text
    faults: list[Fault] = []
    while True:
        try:
            return Program(source, _parse(text, "start")), tuple(faults)
        except Faulty as faulty:
            faults.append(faulty.fault)
            if len(faults) >= MAX_FAULTS:
                return Program(source, ()), tuple(faults)
            start, end = _statement_around(text, faulty.fault)
            text = text[:start] + "".join("\n" if c == "\n" else " " for c in text[start:end]) + text[end:]


def read_relation(text: str) -> Expr:
    """The expression or relation in one line of text, such as a formula from the command line.

    Raises `Faulty`.
    """
    expr: Expr = _parse(text, "relation")
    return expr


def _parse(text: str, start: str) -> Any:
    try:
        return _parser().parse(text, start=start)
    except Faulty:
        raise
    except lark.UnexpectedToken as error:
        raise Faulty(_unexpected(error, text)) from None
    except lark.UnexpectedCharacters as error:
        raise Faulty(Fault("unknown-character", error.pos_in_stream, error.pos_in_stream + 1, {})) from None


def _unexpected(error: Any, text: str) -> Fault:
    token = error.token
    wanted = tuple(sorted(error.accepts or error.expected))
    start = len(text.rstrip()) if token.type == "$END" else token.start_pos
    end = start + max(1, len(str(token).rstrip("\n")))
    return Fault("unexpected", start, end, {"token": token.type, "found": str(token).strip(), "wanted": wanted})


def _statement_around(text: str, fault: Fault) -> tuple[int, int]:
    """The lines to pass over after a fault: the one it is in, and those that an open bracket joins to it."""
    start = text.rfind("\n", 0, fault.start) + 1
    end = text.find("\n", fault.start)
    return start, len(text) if end < 0 else end
