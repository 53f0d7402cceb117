"""Reads a text into its syntax, and goes on after a fault to find the others."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from symcnn.core.limits import MAX_FAULTS, MAX_RECOVERY
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.late_pattern import engine_name, late_pattern, made_pattern
from symcnn.core.text.look_alikes import code_point
from symcnn.core.text.package_path import PackagePath
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr
from symcnn.network.language.full_width import half_width
from symcnn.network.language.keywords import Words
from symcnn.network.language.lalr import Parser, Tables, UnexpectedCharacter, UnexpectedToken
from symcnn.network.language.lexeme import END
from symcnn.network.language.syntax import AgainLine, LayerLine, Program, RepeatLine, Statement, UnreadLine, Word
from symcnn.network.language.transform import Builder, unquoted

GRAMMAR = PackagePath.of(__file__).up(4) / "grammar" / "symcnn.lark"
"""The grammar in a checkout; an installed package has the parser that was made from it."""


@cache
def _parser() -> tuple[Parser, Words]:
    words = Words()
    tables, lexer = _made()
    return Parser(tables, words, Builder(words), lexer), words


def _made() -> tuple[Tables, re.Pattern[str] | None]:
    """What was made of the grammar when the package was built; in a checkout, now where it is missing or older."""
    try:
        from symcnn.network.language._parser import GRAMMAR_SHA256, LEXER, LEXER_FOR, TABLES
    except ImportError:
        pass
    else:
        if not GRAMMAR.is_file() or grammar_digest() == GRAMMAR_SHA256:
            tables: Tables = TABLES
            return tables, made_pattern(tables.pattern, LEXER) if engine_name() == LEXER_FOR else None
    from symcnn.network.language.lark_tables import tables_of

    return tables_of(GRAMMAR.read_text("utf-8")), None


def grammar_digest() -> str:
    """A fingerprint of the grammar in a checkout."""
    from hashlib import sha256

    return sha256(GRAMMAR.read_bytes()).hexdigest()


def read(source: Source) -> tuple[Program, tuple[Fault, ...]]:
    """The statements of a file, and its faults; a statement with a fault is left out.

    A statement that cannot be read is blanked out and the rest is read again, so that one fault
    gives one message and does not hide the next one.
    """
    text = source.text
    faults: list[Fault] = []
    unread: list[UnreadLine] = []
    while True:
        try:
            statements = _parse(text, "start")
            return Program(source, _in_order(statements, unread)), tuple(faults)
        except Faulty as faulty:
            faults.append(faulty.fault)
            if len(faults) >= MAX_FAULTS or len(faults) * len(text) > MAX_RECOVERY:
                limit = MAX_FAULTS if len(faults) >= MAX_FAULTS else MAX_RECOVERY
                faults.append(Fault("too-many-faults", faulty.fault.start, faulty.fault.end, {"limit": limit}))
                return Program(source, ()), tuple(faults)
            start, end = statement_around(text, faulty.fault.start)
            unread.append(_unread(text, start, end))
            text = text[:start] + "".join("\n" if c == "\n" else " " for c in text[start:end]) + text[end:]


_NAMED = late_pattern(
    r"\s*(?:(?P<defining>(?:layer|block|let|source)[ \t]+(?=[^\W\d]))"
    r"|(?P<heading>(?:network|variant|convention|preset|claim|quantity|argument)\b))?"
    r"(?P<name>[^\W\d]\w*|\"[^\"\n]*\")?(?P<labels>[ \t]*:)?"
)


def _unread(text: str, start: int, end: int) -> UnreadLine:
    """What a statement that could not be read may have been."""
    found = _NAMED.match(text, start, end)
    assert found is not None
    is_layer = not (found["defining"] or found["heading"])
    names = found["name"] and (found["defining"] or found["labels"])
    name = Word(unquoted(found["name"]), found.start("name"), found.end("name")) if names else Word("", start, end)
    return UnreadLine(name, is_layer, start, end)


def _in_order(statements: tuple[Statement, ...], unread: list[UnreadLine]) -> tuple[Statement, ...]:
    return tuple(sorted((*statements, *unread), key=_start)) if unread else statements


def _start(statement: Statement) -> int:
    match statement:
        case LayerLine():
            return statement.kind.start
        case AgainLine() | RepeatLine():
            return statement.keyword.start
    return statement.start


def read_relation(text: str) -> Expr:
    """The expression or relation in one line of text, such as a formula from the command line.

    Raises `Faulty`.
    """
    expr: Expr = _parse(text, "relation")
    return expr


def _parse(text: str, start: str) -> Any:
    parser, words = _parser()
    words.before = "_NL" if start == "start" else ""
    text = half_width(text)
    try:
        return parser.parse(text, start=start)
    except UnexpectedToken as error:
        raise Faulty(_unexpected(error, text)) from None
    except UnexpectedCharacter as error:
        raise _unknown_character(text, error.start) from None


def _unknown_character(text: str, start: int) -> Faulty:
    char = text[start]
    return Faulty(Fault("unknown-character", start, start + 1, {"found": char, "point": code_point(char)}))


def _unexpected(error: UnexpectedToken, text: str) -> Fault:
    token = error.token
    start = len(text.rstrip()) if token.type == END else token.start_pos
    end = start + max(1, len(token.rstrip("\n")))
    return Fault("unexpected", start, end, {"token": token.type, "found": token.strip(), "wanted": error.wanted})


_MARKS = late_pattern(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|#[^\n]*|[\[({⌊⌈]|[\])}⌋⌉]|[\n;]')
_BEGINNING = late_pattern(
    r"\s*(?:[^\W\d]\w*[ \t]*:|(?:network|let|input|claim|layer|block|convention|preset|source)\b)"
)
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}


def statement_around(text: str, offset: int) -> tuple[int, int]:
    """The statement to pass over after a fault; where its brackets do not match, the line alone."""
    start = 0
    opened: list[str] = []
    for mark in _MARKS.finditer(text):
        if mark[0] in _CLOSED_BY:
            opened.append(_CLOSED_BY[mark[0]])
        elif mark[0] in "])}⌋⌉":
            if not opened or opened.pop() != mark[0]:
                break
        elif mark[0] in "\n;" and not opened:
            if mark.start() >= offset:
                return start, mark.start()
            start = mark.end()
        elif mark[0] == "\n" and opened[-1] in ")]" and _BEGINNING.match(text, mark.end()):
            break
    else:
        if not opened:
            return start, len(text)
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end
