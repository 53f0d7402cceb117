"""The names of layers with which rows, items and sentences begin: ``conv1``, ``C3``, ``fc 6``, ``池化2``."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark

ROMAN = r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)"
"""A number in brackets that numbers layers: ``(iv)``."""
_LABEL = late_pattern(
    r"[ \t\x1f*`(\[]*((?:[A-Za-z]{1,8}[_-]?\d{1,3}(?:[_.-]\d{1,2})?|[A-Za-z]{1,12}[123][dD]-\d{1,3}"
    r"|[A-Za-z]{1,8} \d{1,2}(?=[ \x1f*`)]*[:：|=(,—–-])"
    rf"|[\u4e00-\u9fff]{{2,4}}[A-Z]{{0,4}}\d{{1,2}}(?!\w)|{ROMAN}))(?![A-Za-z0-9_%]| ?\*\d)"
)
_SIGNED = late_pattern(r"[ \t\x1f*]*([\u4e00-\u9fff]{3,5})")
STEMS = "甲乙丙丁戊己庚辛"
"""The signs with which Chinese names one thing after the other."""
_STEMMED = late_pattern(
    rf"[ \t\x1f*]*(?:(?P<kind>[\u4e00-\u9fff]{{2,4}})(?P<sign>[{STEMS}])"
    rf"|(?P<alone>[{STEMS}])[层块]?(?![\u4e00-\u9fff、)]))"
)
_LETTERED = late_pattern(
    r"[ \t\x1f*]*(?:(?:[Ll]ayer|[Bb]lock|[Ss]tage) ([A-H])(?![\w'’-])|([A-H])(?=[*`]*:)|([A-H])(?=[ \x1f]?[层块])"
    r"|[层块][ \x1f]?([A-H])(?![\w'’-]))"
)

_ALONE = late_pattern(r"[ \t\x1f*`]*([A-H])[ \t\x1f*`]*")
_ARGUMENTS = frozenset({"stride", "padding", "dilation", "added"})


@record
class Label:
    """A layer's name in small letters without blanks, and where it ends."""

    name: str
    end: int

    @property
    def stem(self) -> str:
        """The name without its number, which may tell the kind."""
        return self.name.rstrip("0123456789_.-")

    def behind(self, found: Sequence[Mark]) -> list[Mark]:
        """The marks without the numbers that belong to the name."""
        return [mark for mark in found if not (mark.is_figure and mark.end <= self.end)]


def label_at(text: str, start: int, end: int) -> Label | None:
    """The name with which a stretch of text begins; None where it begins with no name.

    >>> label_at("fc 6: 4096 units", 0, 16)
    Label(name='fc6', end=4)
    """
    match = _LABEL.match(text, start, end)
    if match is None:
        return _spelled(text, start, end) or _stemmed(text, start, end) or _lettered(text, start, end)
    found = Label(match[1].lower().replace(" ", ""), match.end())
    is_value = _names_quantity(found.stem) or _names_argument(found.stem, text[match.end() : match.end() + 1])
    return None if " " in match[1] and is_value else found


def _spelled(text: str, start: int, end: int) -> Label | None:
    """A name whose number is a sign: ``卷积二``, and neither ``卷积一次`` nor ``卷积三层``."""
    match = _SIGNED.match(text, start, end)
    begin = match.start(1) if match is not None else end
    for at in range(begin + 2, match.end() if match is not None else begin):
        number = lexicon().spoken.get(text[at])
        if number is not None and number.sort == "spoken" and lexicon().label(text[begin:at]) is not None:
            is_count = text[at + 1 : at + 2] in lexicon().measures or _says_how_often(text, at + 1, end)
            is_count |= any(stop > at + 1 for stop, _ in lexicon().phrases.at(text, at, end))  # 卷积一律
            return None if is_count else Label(f"{text[begin:at]}{number.name}", at + 1)
    return None


def _stemmed(text: str, start: int, end: int) -> Label | None:
    """A name that is a sign, behind what the layer is called or alone: ``卷积甲``, ``乙层``, ``丙：``."""
    match = _STEMMED.match(text, start, end)
    if match is None or (match["kind"] and lexicon().label(match["kind"]) is None):
        return None
    return Label(match["sign"] or match["alone"], match.end())


def _lettered(text: str, start: int, end: int) -> Label | None:
    """A name that is a letter: ``layer B``, ``C:``, ``D 层``, ``层 E``."""
    match = _LETTERED.match(text, start, end)
    return Label(next(filter(None, match.groups())).lower(), match.end()) if match is not None else None


def letter_alone(text: str, start: int, end: int) -> Label | None:
    """The name of a row whose first cell is a letter: ``| A | 3×3 |``."""
    match = _ALONE.fullmatch(text, start, end)
    return Label(match[1].lower(), match.end(1)) if match is not None else None


def _says_how_often(text: str, at: int, end: int) -> bool:
    return any(one.name == "times" for _, phrase in lexicon().phrases.at(text, at, end) for one in phrase.meanings)


def _names_quantity(word: str) -> bool:
    """Whether a word says what a number is: ``RF 7``, ``from 16``."""
    phrase = lexicon().phrase(word)
    return phrase is not None and any(meaning.sort in ("quantity", "weak") for meaning in phrase.meanings)


def _names_argument(word: str, behind: str) -> bool:
    """Whether a word says what a number is of a window: ``padding 3``, and ``kernel 5,`` but not ``kernel 5:``."""
    phrase = lexicon().phrase(word)
    roles = {meaning.name for meaning in phrase.meanings if meaning.sort == "role"} if phrase is not None else set()
    return bool(roles & _ARGUMENTS) or ("kernel" in roles and behind == ",")
