"""The sentences of findings as lines of text."""

from __future__ import annotations

from symcnn.check.findings.finding import Edit, Sentence
from symcnn.core.written.printable import printable
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.pages.build.blocks import Name, Text
from symcnn.pages.build.phrases import condition, in_line, phrases

_LONGEST = 400


def said(sentence: Sentence, language: str) -> str:
    """The sentence in words; nothing in it acts on a terminal.

    >>> said(Sentence("because.bias-left-out", {"biases": 96}), "zh")
    '漏加了 96 个偏置'
    """
    parts = phrases(language).said(_told(sentence))
    return in_line(Text(one_line(part.text)) if isinstance(part, Name) else part for part in parts)


def _told(sentence: Sentence) -> Sentence:
    """The sentence with the conditions among its values in words."""
    return Sentence(sentence.key, {name: _value(value) for name, value in sentence.values.items()})


def _value(value: object) -> object:
    match value:
        case Sentence():
            return _told(value)
        case tuple():
            return tuple(map(_value, value))
        case Op() | Sym() | Num():
            return condition(value)
    return value


def help_of(edit: Edit, old: str, language: str) -> str:
    """What the edit would change, and what it corrects, in one line; `old` is the text in its place."""
    say = phrases(language)
    key = f"edit-{edit.name}"
    name = say.word(key if key in say else "edit-wrong-result")
    new = edit.replacement
    way = "help" if old and new else "help-insert" if new else "help-delete"
    line = say.word(way, name=name, old=Text(one_line(old)), new=Text(one_line(new)))
    return line.text if edit.is_certain else say.line("help-perhaps", help=line)


def one_line(text: str, longest: int = _LONGEST) -> str:
    """A stretch of a document within a sentence: blanks and line ends become one blank, the rest is clipped."""
    text = " ".join(text[: 2 * longest + 2].split())
    return printable(text if len(text) <= longest else text[: longest - 1] + "…")
