"""What a list of words says of a list of letters: ``H, W and C are the height, width and channels of the input``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.vocabulary import Meaning, meaning_by_words, meaning_of

_JOINED = late_pattern(r"[\x1f `*]*(?:,|、|，|&|\band\b|, and\b|[和与及])[\x1f `*]*")
_SAYS = late_pattern(
    r"[\x1f `*)]*(?:(?:are|be|being|denote|represent|stand for|mean|for)(?: the)?(?: respective)?\b|(?P<only>the\b)"
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
_PLURAL = late_pattern(r"\b(size|side|width|height)s\b")
_TIMES = late_pattern(TIMES)
TIMES_SIGN = "*"
_OPERATOR = late_pattern(r"[ ]*(?:[-+*/^=]|\\times|\\cdot|x )")
_BEHIND = late_pattern(r"[\x1f ]*(?P<words>(?:[a-z]+ ?){1,2}|[\u4e00-\u9fff]{2,5})")
_AXES_OF_SHAPE = 3
_NEXT = late_pattern(r"[,，]\s*(?:and\s+)?[A-Za-z]\w{0,2}(?:_\w+)?\s+(?:the|is|an?|=|表示|为|是)")
"""Where the next letter of a list begins: ``…, K the kernel size``."""
_NEAREST = late_pattern(r"\b(?:and|with)\b|[和与及]")
_ARTICLE_END = late_pattern(r"(?:\A|\s)(?:an?|the)\s*\Z")
_OWN_AXES = {"t": "d", "d": "d", "h": "h", "w": "w"}
_CHANNELS = {"I": "C", "O": "N", "K": "C"}


def joint_of(text: str, end: int, start: int) -> str:
    """What joins two letters: a comma or an "and", a sign of multiplication, or nothing.

    >>> joint_of("h and w", 1, 6), joint_of("h x w", 1, 4), joint_of("h + w", 1, 4)
    (',', '*', '')
    """
    if _JOINED.fullmatch(text, end, start):
        return ","
    return TIMES_SIGN if _TIMES.fullmatch(text, end, start) else ""


def of_shape(text: str, letters: Sequence[re.Match[str]]) -> tuple[Meaning | None, ...]:
    """What the letters of a shape mean by the words before or behind it: height, width, channels of a map.

    >>> text = "an input of size h x w x c"
    >>> [found.quantity + found.axis for found in of_shape(text, list(re.finditer(r"\\b[hwc]\\b", text)))]
    ['Ih', 'Iw', 'C']
    """
    if not 1 < len(letters) <= _AXES_OF_SHAPE or _OPERATOR.match(text, letters[-1].end()):
        return ()
    before = _BEFORE.search(text, max(0, letters[0].start() - _REACH), letters[0].start())
    behind = _BEHIND.match(text, letters[-1].end())
    leading = _NEAREST.split(before["words"])[-1] if before else ""
    for words in ("" if _ARTICLE_END.search(leading) else leading, behind["words"] if behind else ""):
        meanings = filter(None, (meaning_by_words(words), meaning_by_words(f"side {words}")))
        meaning = next((one for one in meanings if one.quantity in _CHANNELS), None)
        if meaning is not None:
            return along_axes(meaning, [match[0] for match in letters])
    return ()


def along_axes(meaning: Meaning, letters: Sequence[str]) -> tuple[Meaning, ...]:
    """What the letters of a shape mean, of which a word says what it is the shape of.

    >>> [found.quantity + found.axis for found in along_axes(Meaning("K"), ["a", "b"])]
    ['Kh', 'Kw']
    """
    channels = Meaning(_CHANNELS.get(meaning.quantity, "C"), "", None, meaning.is_certain)
    marks = [letter.rpartition("_")[2].strip("{}") for letter in letters]
    if all(mark in _OWN_AXES for mark in marks):
        return tuple(replace(meaning, axis=_OWN_AXES[mark]) for mark in marks)
    if letters[2:] and letters[0][0] in "Cc" and letters[2][0] not in "Cc":
        return channels, replace(meaning, axis="h"), replace(meaning, axis="w")
    axes = ("", "") if len(letters) == 1 or letters[0] == letters[1] else ("h", "w")
    return (*(replace(meaning, axis=axis) for axis in axes), channels)[: len(letters)]


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
        pieces = [piece for piece in _PARTS.split(_NEXT.split(said["words"])[0]) if piece.strip()]
        if said["only"] and (len(pieces) != len(letters) or "," in text[letters[-2].end() : letters[-1].start()]):
            return ()
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
        words = _PLURAL.sub(r"\1", words)
        for found in (meaning_of(words.strip()), meaning_by_words(words)):
            if found is not None and found.is_certain:
                yield replace(found, kind=None)
