"""What a list of words says of a list of letters: ``H, W and C are the height, width and channels of the input``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.vocabulary import Meaning, meaning_by_words, meaning_of

_JOINED = late_pattern(r"[\x1f `*]*(?:,|、|，|&|\band\b|, and\b|[和与及])[\x1f `*]*")
_SAYS = late_pattern(
    r"[\x1f `*)]*(?:(?:are|be|being|denote|represent|stand for|mean|for)(?: the)?(?: respective)?\b"
    r"|(?:分别)?(?:为|是|表示|代表|指))"
    r"[\x1f ]*(?P<words>[^;；。\n|\x1f=+^.]{2,120})"
)
_PARTS = late_pattern(r"\s*(?:,\s*and\s|,|、|，|\band\s|[和与及])\s*")
_BEFORE = late_pattern(
    r"(?P<words>[^,;，；。:：\n|\x1f=+^.]{2,80}?)(?:\b(?:are|be|as|by)\b|分别为|分别是|为|是)?[\x1f `*(]*\Z"
)
_REACH = 90
_OTHER_END = late_pattern(r"^(?:输入|输出)")
_MOST = 6


def is_joined(text: str, end: int, start: int) -> bool:
    """Whether only a comma or an "and" stands between two letters."""
    return _JOINED.fullmatch(text, end, start) is not None


def of_list(text: str, letters: Sequence[re.Match[str]]) -> tuple[Meaning | None, ...]:
    """What the words behind a list of letters say of each; nothing where they are not as many.

    >>> text = "h and c are the height and number of channels of the input map"
    >>> letters = [re.compile(name).search(text) for name in ("h", "c")]
    >>> [found.quantity + found.axis for found in of_list(text, letters)]
    ['Ih', 'C']
    """
    if not 1 < len(letters) <= _MOST:
        return ()
    if (said := _SAYS.match(text, letters[-1].end())) is not None:
        pieces = [piece for piece in _PARTS.split(said["words"]) if piece.strip()]
        pieces = pieces[: len(letters)] if len(pieces) >= len(letters) else pieces[:1] * len(letters)
    elif (before := _BEFORE.search(text, max(0, letters[0].start() - _REACH), letters[0].start())) is not None:
        pieces = [piece for piece in _PARTS.split(before["words"]) if piece.strip()][-len(letters) :]
        if len(pieces) < len(letters):
            return ()
    else:
        return ()
    return tuple(next(_meanings(piece, pieces), None) for piece in pieces)


def _meanings(piece: str, pieces: Sequence[str]) -> Iterator[Meaning]:
    """The meaning of a piece by itself, or with the words that it shares with the last or with the first one."""
    first, last = pieces[0].split(), pieces[-1]
    _, of, whose = last.rpartition(" of ")
    tail = of + whose if of else f" {last.split()[-1]}" if last.isascii() else _OTHER_END.sub("", last)
    owner, genitive, _ = pieces[0].rpartition("的")
    is_signed = not pieces[0].isascii()
    head = owner + genitive if genitive else pieces[0].rstrip("度")[:-1] if is_signed else " ".join(first[:-1]) + " "
    for words in (piece, piece + tail, head + piece):
        for found in (meaning_of(words.strip()), meaning_by_words(words)):
            if found is not None and found.is_certain:
                yield replace(found, kind=None)
