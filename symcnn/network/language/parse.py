"""Reads a text into its syntax, and goes on after a fault to find the others."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import Any

from symcnn.core.limits import MAX_FAULTS, MAX_RECOVERY
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.late_pattern import engine_name, late_pattern, made_pattern
from symcnn.core.text.look_alikes import code_point
from symcnn.core.text.package_path import PackagePath
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr
from symcnn.network.language.expression_transform import unquoted
from symcnn.network.language.foreign_comments import comment_at
from symcnn.network.language.full_width import half_width
from symcnn.network.language.keywords import STATEMENT_WORDS, Words
from symcnn.network.language.lalr import Parser, Tables, UnexpectedCharacter, UnexpectedToken
from symcnn.network.language.lexeme import END, Lexeme
from symcnn.network.language.statement_places import continues, line_end, statement_around
from symcnn.network.language.syntax import AgainLine, LayerLine, Program, RepeatLine, Statement, UnreadLine, Word
from symcnn.network.language.transform import Builder

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
            if faulty.fault.code in _WHOLE:
                start, end = faulty.fault.start, faulty.fault.end
            else:
                start, end = statement_around(text, faulty.fault.start)
                end = _with_rest(text, start, end, faulty.fault)
                unread.append(_unread(text, start, end))
            text = text[:start] + "".join("\n" if c == "\n" else " " for c in text[start:end]) + text[end:]


_BRACE = late_pattern(r"\s*\{")


def _with_rest(text: str, start: int, end: int, fault: Fault) -> int:
    """Where a statement ends that was meant to go on: behind a comma or a backslash, or with a brace below."""
    while continues(text, start, end):
        end = line_end(text, end + 1)
    wanted = fault.values.get("wanted") or ()
    if isinstance(wanted, tuple) and "LBRACE" in wanted and (brace := _BRACE.match(text, end)):
        end = statement_around(text, brace.end() - 1)[1]
    return end


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


def lexemes(text: str, start: int, end: int) -> tuple[Lexeme, ...]:
    """The words and signs of a stretch of a text, as far as they can be told apart; none is a keyword yet.

    >>> [each.type for each in lexemes("C1: conv N=6 ! K=5", 4, 18)]
    ['NAME', 'NAME', 'EQUAL', 'NUMBER']
    """
    found: list[Lexeme] = []
    with suppress(UnexpectedCharacter):
        for each in _parser()[0].tokens(half_width(text[start:end])):
            found.append(Lexeme(each.type, str(each), start + each.start_pos, start + each.end_pos))
    return tuple(found)


def _parse(text: str, start: str) -> Any:
    parser, words = _parser()
    words.before = "_NL" if start == "start" else ""
    text = half_width(text)
    try:
        return parser.parse(text, start=start)
    except UnexpectedToken as error:
        raise Faulty(_comment(text, error.token.start_pos) or _unexpected(error, text)) from None
    except UnexpectedCharacter as error:
        raise Faulty(_comment(text, error.start) or _unknown_character(text, error.start)) from None


def _comment(text: str, start: int) -> Fault | None:
    found = comment_at(text, start)
    return Fault("comment", *found, {"found": text[found[0] : found[0] + 2].strip()}) if found else None


def _unknown_character(text: str, start: int) -> Fault:
    char = text[start]
    return Fault("unknown-character", start, start + 1, {"found": char, "point": code_point(char)})


_BEFORE = late_pattern(r"[^\W\d]\w*(?=[ \t]*\Z)")


def _unexpected(error: UnexpectedToken, text: str) -> Fault:
    token = error.token
    start = len(text.rstrip()) if token.type == END else token.start_pos
    end = start + max(1, len(token.rstrip("\n")))
    before = _BEFORE.search(text, max(0, start - 100), start)
    if (
        token in ("[", "-")
        and (section := _SECTION.match(text, start))
        and not text[text.rfind("\n", 0, start) + 1 : start].strip()
    ):
        return Fault("section", *section.span(), {"found": section["head"] or section["item"]})
    if before and error.wanted == ("COLON",) and not _PRESET.match(text, text.rfind("\n", 0, start) + 1):
        return Fault("needs-path", *before.span(), {"found": before[0]})
    if error.wanted == ("MEMBER",) and (quoted := _QUOTED.search(text, max(0, start - _LONGEST_QUOTED), start)):
        told = {"token": "VALUE", "found": quoted[0], "wanted": ("NAME", "NUMBER")}
        return Fault("unexpected", *quoted.span(), told)
    told = {"token": token.type, "found": token.strip(), "wanted": error.wanted}
    if token.type in _VALUES and "_FROM" in error.wanted:
        told["token"] = "ARGUMENT"
    if before and token.type == "COLON" and before[0] in STATEMENT_WORDS:
        told["keyword"] = before[0]
    return Fault("unexpected", start, end, told)


_VALUES = frozenset({"NUMBER", "STRING", "LPAR", "LSQB", "COEFFICIENT"})
"""What begins a value, and no argument of a layer."""
_QUOTED = late_pattern(r"\"[^\"\n]*\"(?=[ \t]*\Z)")
_LONGEST_QUOTED = 200

_WHOLE = frozenset({"comment", "section"})
"""The faults of what is no statement, and is passed over from its beginning to its end."""

_SECTION = late_pattern(
    r"(?P<head>\[{1,2}[\w.+-]+\]{1,2})[ \t\r]*(?:\n[ \t]*(?:[#;][^\n]*|[A-Za-z_]\w*[ \t]*=[^\n\[\]]*)?(?=\n|$))*"
    r"|(?P<item>-[ \t]+[A-Za-z_]\w*[ \t]*:[^\n{]*(?=\n|$))(?:\n[ \t]+[A-Za-z_]\w*[ \t]*:[^\n]*)*"
)
"""A section of Darknet or TOML, an item of YAML with what is told of it."""

_PRESET = late_pattern(r"[ \t]*preset\b")
