"""The parser by tables against Lark's own parser, which reads the same grammar: the same syntax, or the same fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lark
import pytest

from symcnn.core.text.fault import Faulty
from symcnn.network.language.keywords import Words
from symcnn.network.language.lalr import Parser, Tables, UnexpectedCharacter, UnexpectedToken
from symcnn.network.language.lark_tables import STARTS, tables_of
from symcnn.network.language.lexeme import Lexeme
from symcnn.network.language.parse import GRAMMAR
from symcnn.network.language.transform import Builder
from symcnn.network.wiring.layer_kinds import CATALOGUE

ROOT = Path(__file__).parents[3]
TEXTS = [ROOT / "examples" / name for name in ("lenet.cnn", "own_kind.cnn", "unet.cnn", "zip_1989.cnn")]
TEXTS += [CATALOGUE / name for name in ("conv.cnn", "concat.cnn", "separable.cnn", "quantities.cnn")]
FORMULAS = (
    "O = (I - K + 2*P)/S + 1",
    "5x5x3 = 75",
    "2K^-2 ≤ -a mod b",
    "⌊a/2⌋ + K² + [1, 2]",
    "[3 of 6 | 1 of 2]",
)


class LarkWords(Words):
    """The filter of words between Lark's lexer and Lark's parser."""

    always_accept = ()

    def process(self, stream: Iterator[Any]) -> Iterator[Any]:
        return super().process(_Placed(token.type, token, token.start_pos, token.end_pos) for token in stream)


class _Placed(Lexeme):
    line = column = end_line = end_column = 0

    def as_a(self, type_: str) -> Lexeme:
        return _Placed(type_, self, self.start_pos, self.end_pos)


@cache
def tables() -> Tables:
    return tables_of(GRAMMAR.read_text("utf-8"))


def read_by_tables(text: str, start: str) -> object:
    words = Words("_NL" if start == "start" else "")
    try:
        return Parser(tables(), words, Builder(words)).parse(text, start)
    except Faulty as faulty:
        return faulty.fault
    except UnexpectedToken as error:
        return error.token.type, error.wanted
    except UnexpectedCharacter as error:
        return error.start


@cache
def lark_parser(before: str) -> Any:
    words = LarkWords(before)
    grammar = GRAMMAR.read_text("utf-8")
    return lark.Lark(grammar, parser="lalr", lexer="basic", start=STARTS, postlex=words, transformer=Builder(words))


def read_by_lark(text: str, start: str) -> object:
    try:
        return lark_parser("_NL" if start == "start" else "").parse(text, start=start)
    except Faulty as faulty:
        return faulty.fault
    except lark.UnexpectedToken as error:
        return error.token.type, tuple(sorted(error.accepts or error.expected))
    except lark.UnexpectedCharacters as error:
        return error.pos_in_stream


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_whole_and_cut_off_is_read_as_lark_reads_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert isinstance(read_by_tables(text, "start"), tuple)
    for cut in (*range(0, len(text), max(1, len(text) // 25)), len(text)):
        assert read_by_tables(text[:cut], "start") == read_by_lark(text[:cut], "start"), text[:cut][-40:]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_whole_and_cut_off_is_read_as_lark_reads_it(formula: str) -> None:
    for cut in range(len(formula) + 1):
        assert read_by_tables(formula[:cut], "relation") == read_by_lark(formula[:cut], "relation"), formula[:cut]


@pytest.mark.parametrize("text", ["layer a(", "input 3 x", "C1: conv N=", "$", "a: conv )", "claim 1 <", "repeat 3 {"])
def test_what_could_stand_there_is_what_lark_says(text: str) -> None:
    found = read_by_tables(text, "start")
    assert found == read_by_lark(text, "start")
    assert found != ()
