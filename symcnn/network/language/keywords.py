"""Which words are keywords, and where statements end: what the grammar cannot tell from a word alone.

A keyword is one only where it can be, so that a layer may be called ``rule`` and a symbol ``source``:
``let`` at the start of a statement, ``rule`` in the body of a layer kind, ``of`` in a table.
Newlines end a statement, except within brackets and in the body of a layer kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import local

from symcnn.core.limits import MAX_NESTING, MAX_STATEMENT_TOKENS
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.languages import LANGUAGES
from symcnn.network.language.lexeme import Lexeme

_CLOSING: Mapping[str, str] = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}

_STATEMENTS: Mapping[str, str] = {
    word: word.upper()
    for word in (
        *("network", "variant", "convention", "preset", "let", "source", "layer", "block", "input", "claim"),
        *("repeat", "parallel", "path", "again", "quantity", "argument"),
    )
}
"""Words that begin a statement, and their terminals."""

STATEMENT_WORDS = tuple(_STATEMENTS)
"""The words that begin a statement."""

_ITEMS: Mapping[str, str] = {
    **{word: f"_{word.upper()}" for word in ("title", "about", "let", "rule", "require", "output")},
    "usually": "USUALLY",
    **{word: f"_{word.upper()}" for word in ("when", "source")},
    **dict.fromkeys(LANGUAGES, "LANGUAGE"),
    "called": "_CALLED",
}
"""Words in the body of a layer kind."""

ITEM_WORDS = tuple(word for word in _ITEMS if word not in LANGUAGES and word not in ("when", "source"))
"""The words that begin an item in the body of a layer kind."""

FRAMEWORKS = ("keras", "pytorch", "onnx", "caffe")
"""The frameworks whose spellings a layer kind may have; where a rule cites a source they are its key."""

_BEHIND_SPELLING: Mapping[str, str] = {"on": "_ON", "with": "_WITH"}
"""Words that only what is already complete can stand before."""

_TEXTS: Mapping[str, str] = {
    **dict.fromkeys(LANGUAGES, "LANGUAGE"),
    "letter": "_LETTER",
    "called": "_CALLED",
}
_TEXTED: Mapping[str, tuple[str, ...]] = {
    "CONVENTION": (*LANGUAGES, "letter"),
    "VARIANT": LANGUAGES,
    **dict.fromkeys(("QUANTITY", "ARGUMENT"), tuple(_TEXTS)),
}
"""Words in the statements that say what something is called."""

_OPERANDS = frozenset({"NAME", "NUMBER", "SUPERSCRIPT", "MEMBER", "RPAR"})
"""What ``mod`` stands behind when it is the operation."""


class Words(local):
    """The filter between the lexer and the parser; `before` is what stands before the first token.

    `end` is where the last token ends that the parser has taken: it decides that a node is complete when it sees
    the token after it. Each thread reads its own text.

    Raises `Faulty` for a bracket that is closed by another kind, is never closed, or lies too deep.
    """

    def __init__(self, before: str = "_NL") -> None:
        self.before = before
        self.end = 0

    def process(self, stream: Iterator[Lexeme]) -> Iterator[Lexeme]:
        opened: list[Lexeme] = []
        kind_bodies: list[Lexeme] = []
        keyword, before, length = "", self.before, 0
        new_line = False
        for token in stream:
            text, type_ = str(token), token.type
            if opened and opened[-1] in "([" and _begins(token, before, new_line=new_line):
                raise _not_closed(opened[-1])
            new_line = False
            if type_ == "NAME":
                token = _keyword(token, text, before, opened, keyword, in_kind=bool(kind_bodies))
                if before in ("_NL", "LBRACE", "COLON"):
                    keyword = token.type
            elif type_ == "_NL":
                if opened and (opened[-1] != "{" or kind_bodies):
                    new_line = True
                    continue
                length, keyword = -1, ""
            elif text in _CLOSING:
                opened.append(token)
                if len(opened) > MAX_NESTING:
                    raise _fault("too-deep", token, limit=MAX_NESTING)
                if text == "{" and keyword == "LAYER":
                    kind_bodies.append(token)
                if text == "{":
                    length = 0
            elif text in ")]}⌋⌉":
                _close(token, text, opened)
                if text == "}" and kind_bodies:
                    kind_bodies.pop()
            length += 1
            if length > MAX_STATEMENT_TOKENS:
                raise _fault("statement-too-long", token, limit=MAX_STATEMENT_TOKENS)
            before = token.type
            yield token
            self.end = token.end_pos
        if opened:
            raise _not_closed(opened[-1])


def _begins(token: Lexeme, before: str, *, new_line: bool) -> bool:
    """Whether a statement begins at a token that stands within brackets: then they were never closed."""
    if token.type == "COLON":
        return True
    return new_line and token.type == "NAME" and (token in _STATEMENTS or before in _OPERANDS)


def _keyword(token: Lexeme, text: str, before: str, opened: list[Lexeme], keyword: str, *, in_kind: bool) -> Lexeme:
    """The token, as a keyword where the word is one here."""
    found = ""
    if in_kind:
        if len(opened) == 1:
            found = _item(text, before)
        elif text == "or" and (before in _OPERANDS or before == "STRING"):
            found = "_OR"
    elif before in ("_NL", "LBRACE", "COLON") or (text == "path" and before == "RBRACE"):
        found = _STATEMENTS.get(text, "")
    elif text == "from":
        found = "_FROM"
    elif text == "like" and keyword == "LAYER":
        found = "_LIKE"
    elif text in _TEXTED.get(keyword, ()) and before != keyword:
        found = _TEXTS[text]
    if text == "mod" and (before in _OPERANDS):
        found = "MOD"
    elif text == "of" and opened and opened[-1] == "[":
        found = "_OF"
    return token.as_a(found) if found else token


def _item(text: str, before: str) -> str:
    """The terminal of a word that begins an item of a layer kind, or goes on with one; nothing for other words."""
    if text in FRAMEWORKS:
        return "" if before == "_SOURCE" else "FRAMEWORK"
    return _ITEMS.get(text, "") or (_BEHIND_SPELLING.get(text, "") if before in _OPERANDS else "")


def _close(token: Lexeme, text: str, opened: list[Lexeme]) -> None:
    if not opened:
        raise _fault("not-opened", token, found=text)
    opening = opened.pop()
    if _CLOSING[opening] != text:
        raise _fault("wrong-bracket", token, found=text, wanted=_CLOSING[opening])


def _not_closed(opening: Lexeme) -> Faulty:
    return _fault("not-closed", opening, found=str(opening), wanted=_CLOSING[opening])


def _fault(code: str, token: Lexeme, **values: object) -> Faulty:
    return Faulty(Fault(code, token.start_pos, token.end_pos, values))
