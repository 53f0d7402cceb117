"""Heads of columns that are composed: a direction beside what is told, ``out map``, ``size in``, ``输出特征图``."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.documents.told.lexicon import is_signed, lexicon

_DIRECTIONS = {"in": "input", "input": "input", "out": "output", "output": "output"}
_CHANNELS = {"input": "in", "output": "out"}


def composed_head(words: str) -> str | None:
    """The role of a head that says of what comes in or out what it tells, or none for what nobody asks of what comes
    in; None for other words.

    >>> [composed_head(words) for words in ("out map", "maps in", "output bytes", "input bytes", "next map")]
    ['output', 'in', 'bytes', '', None]
    """
    for direction, noun in _parted(words.replace("_", " ")):
        side = direction_of(direction)
        match side, _told(noun):
            case "", _:
                continue
            case _, "input" | "output":
                return side
            case _, "in" | "out":
                return _CHANNELS[side]
            case _, "bytes" | "neurons" as counted:
                return counted if side == "output" else ""
    return None


def _told(noun: str) -> str:
    meaning = lexicon().head(noun) or lexicon().column(noun)
    phrase = lexicon().phrase(noun) if meaning is None else None
    return meaning.name if meaning is not None else phrase.meanings[0].name if phrase is not None else ""


def direction_of(word: str) -> str:
    """Whether a word says that something comes in, or out."""
    meaning = lexicon().head(word)
    return _DIRECTIONS.get(word, _DIRECTIONS.get(meaning.name, "") if meaning is not None and _is_side(word) else "")


def _is_side(word: str) -> bool:
    """Whether a word of Chinese is no more than a direction."""
    return is_signed(word[0]) and len(word) == len("输出")


def _parted(words: str) -> Iterator[tuple[str, str]]:
    """The first word and the others, and the last word and the others; between signs of Chinese there are no blanks."""
    first, _, others = words.partition(" ")
    before, _, last = words.rpartition(" ")
    if others:
        yield first, others
        yield last, before
    elif words and is_signed(words[0]):
        yield words[: len("输出")], words[len("输出") :]
