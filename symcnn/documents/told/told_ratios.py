"""Ratios as they are told: ``28 % less``, ``four times as many``, ``a factor of 9``, ``减少了约 87%``, ``三分之一``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import is_signed, lexicon
from symcnn.documents.told.numerals import numeral_at
from symcnn.documents.told.relation_words import RelationWord, relation_words

_FIGURE = r"\d{1,6}(?:\.\d{1,6})?"
_BEHIND = late_pattern(rf"[\s~$\x1f]{{0,3}}({_FIGURE})(?![\d.]*\d)")
_NO_GROUP = r"(?<![\d.])(?:(?<!,)|(?=\d{1,2}(?!\d)))"
"""That no digits stand before a figure to which it belongs: behind a comma are three of a group."""
_BEFORE = late_pattern(rf"{_NO_GROUP}({_FIGURE})(?:\\?[\s,\\$\x1f-]){{0,3}}$")
_DIGIT = late_pattern(r"\d")
_PERCENT = late_pattern(rf"{_NO_GROUP}({_FIGURE})(?:\\[,;: ]|[ \u00a0\u202f]{{0,6}})\\?%")
_FRACTION = late_pattern(
    r"(?<![A-Za-z0-9_/.*^+-])(\d{1,2})/(\d{1,3}(?:\.\d{1,2})?)(?![A-Za-z0-9_/*^+-]|\.\d)"
    r"|\\[dt]?frac(?:\{(\d)\}\{(\d{1,3})\}|(\d)(\d))"
)
_SIGN = late_pattern(rf"(?<![\w.,*])({_FIGURE})[ \x1f]?(?:\*|x|\\times)\x1f?(?= [A-Za-z])")
_MANIFOLD = late_pattern(
    r"(?<![\w.,*])(\d{1,4}\.\d{1,3})[ \x1f$]?(?:\*|x|\\times)\x1f?(?=[\s$]*(?:[.,;:)。，；）]|[A-Za-z(]{2}|\Z))"
    r"|(?<=[(（])\*[ ]?(\d{1,4}\.\d{1,3})(?=[)）])"
)
"""A figure with a point and a sign of multiplication at which nothing is multiplied."""
_TO_ONE = late_pattern(rf"(?<![\d.,:])({_FIGURE})[ ]?(?:[:：]|比)[ ]?1(?![\d.:])")
_UNIT = late_pattern(r"\\?[\s$]?(?:%|x\b|倍|[:/]|to\b)")
"""What makes another figure of one behind "the ratio is"."""
_BY = late_pattern(r"\bby\s(?:about |roughly |nearly |almost )?")
_LETTERS = late_pattern(r"((?:[A-Za-z]+[ -])?[A-Za-z]+)[\s-]?$")
_TO = late_pattern(r"(?:\bto|[到为至成的])[\s$\x1f]*$")
CLAUSE = late_pattern(r"[,，。;；:：!?]|(?<!\.[a-z])\.(?=\s)|\n\n")
"""What ends a clause."""
_NEAR, _FAR = 14, 48
"""How far behind a ratio, and how far before it, the word may stand that says which way it is meant."""
_VAGUE = 6
_SIGNS = 3
_LONGEST_NUMBER = 9
_LONGEST_LETTERS = 24
_TENTHS = 10
_EXACT_IN_LETTERS = Fraction(3, 200)
"""By how much of itself a ratio that is told in letters may be rounded."""
_LOOSE, _LOOSE_IN_LETTERS = Fraction(1, 40), Fraction(1, 8)
_BEYOND = Fraction(3, 20)
"""How far beyond a figure that is more than another one may be."""


@record
class ToldRatio:
    """A ratio from `start` up to `end`: its value, and the values that it may be rounded from, `low` to `high`.

    `is_fold` tells that it says how many times as much, `way` is ``less``, ``more``, ``of``, or nothing where no word
    says it. `digits` are how many of its digits tell something, `place` what the last one is worth (0 in letters).
    `is_percent` tells that it is printed as so many hundredths.
    """

    start: int
    end: int
    value: Fraction
    low: Fraction
    high: Fraction
    is_fold: bool
    way: str
    digits: int
    place: Fraction
    is_percent: bool

    def may_be(self, low: Fraction, high: Fraction) -> bool:
        """Whether it may be rounded from a value between these two."""
        return low <= self.high and self.low <= high


def told_ratios(text: str, start: int, end: int, known: Sequence[RelationWord] | None = None) -> Iterator[ToldRatio]:
    """The ratios in a stretch of normal text, in order; `known` are its words of relations, where they are known.

    >>> [(str(found.value), found.way) for found in told_ratios("28 % less, a third of it, four times as many", 0, 44)]
    [('7/25', 'less'), ('1/3', 'of'), ('4', 'of')]
    """
    words = relation_words(text, start, end) if known is None else known
    bare = [*_in_signs(text, start, end), *_in_words(text, start, words)]
    taken = start
    for first, last, value, figure, is_fold in sorted(bare):
        if first >= taken:
            taken = last
            yield _told(text, (first, last), value, figure, words, is_fold=is_fold)


Bare = tuple[int, int, Fraction, str, bool]
"""Where a ratio stands, its value, the figure that it is printed with, and whether it is a number of times."""


def _in_signs(text: str, start: int, end: int) -> Iterator[Bare]:
    if _DIGIT.search(text, start, end) is None:
        return
    for match in _PERCENT.finditer(text, start, end):
        yield match.start(), match.end(), Fraction(match[1]) / 100, match[1], False
    for match in _FRACTION.finditer(text, start, end):
        one, other = int(match[1] or match[3] or match[5]), Fraction(match[2] or match[4] or match[6])
        if 0 < one < other:
            yield match.start(), match.end(), one / other, "", False
    for match in _MANIFOLD.finditer(text, start, end):
        figure = match[1] or match[2]
        yield match.start(), match.end(), Fraction(figure), figure, True
    for match in _TO_ONE.finditer(text, start, end):
        if Fraction(match[1]) > 1:
            yield match.start(), match.end(), Fraction(match[1]), match[1], True
    for match in _SIGN.finditer(text, start, end):
        if relation_words(text, match.end(), min(match.end() + _NEAR, end)):
            yield match.start(), match.end(), Fraction(match[1]), match[1], True


def _in_words(text: str, start: int, words: Sequence[RelationWord]) -> Iterator[Bare]:
    for word in words:
        for sort, name in word.meanings:
            match sort:
                case "fold":
                    yield word.start, word.end, Fraction(name), "", True
                case "part":
                    first, count = _count_before(text, start, word)
                    if count:
                        yield first, word.end, Fraction(count, int(name)), "", False
                case "parts":
                    first, count = _signed_before(text, start, word.start)
                    share = _signed(text[word.end : word.end + 1])
                    if count > 1 and share:
                        yield first, word.end + 1, Fraction(share, count), "", False
                case "tenths":
                    first, count = _signed_before(text, start, word.start)
                    if 0 < count < _TENTHS and first == word.start - 1:
                        yield first, word.end, Fraction(count, _TENTHS), "", False
                case "times" | "percent":
                    scale = 1 if sort == "times" else 100
                    for first, value, figure in _number_before(text, start, word.start):
                        yield first, word.end, value / scale, figure, sort == "times"
                case "factor":
                    vague = next((one for one in words if one.start - word.end in (0, 1) and one.named("vague")), word)
                    match_ = _BEHIND.match(text, vague.end)
                    if match_:
                        yield match_.start(1), match_.end(), Fraction(match_[1]), match_[1], True
                case "scaled":
                    by = _BY.search(text, word.end, min(word.end + _FAR, len(text)))
                    if by is not None and not CLAUSE.search(text, word.end, by.start()):
                        yield from _number_at(text, by.end())
                case "quotient":
                    vague = next((one for one in words if one.start - word.end in (0, 1) and one.named("vague")), word)
                    match_ = _BEHIND.match(text, vague.end)
                    if match_ and not _UNIT.match(text, match_.end()):
                        yield match_.start(1), match_.end(), Fraction(match_[1]), match_[1], Fraction(match_[1]) >= 1


def _count_before(text: str, start: int, word: RelationWord) -> tuple[int, int]:
    """Where a fraction in letters begins, and how many parts it has; none where the word says which of several."""
    is_half = word.named("part") == ("2",)
    if is_signed(text[word.start]):
        return word.start, 1
    before = _LETTERS.search(text, max(start, word.start - _LONGEST_NUMBER), word.start)
    last = before[1].split(" ")[-1].lower() if before else ""
    number = lexicon().spoken.get(last)
    first = before.end(1) - len(last) if before else word.start
    if number is not None:
        return first, int(number.name)
    is_one = last in ("a", "an")
    return first if is_one else word.start, int(is_one or is_half)


def _signed(sign: str) -> int:
    """The number that a sign of Chinese stands for; 0 for none."""
    number = lexicon().spoken.get(sign) if sign and is_signed(sign) else None
    return int(number.name) if number is not None else 0


def _number_before(text: str, start: int, end: int) -> Iterator[tuple[int, Fraction, str]]:
    """The number that ends before a word of multiples, in digits or in letters."""
    figure = _BEFORE.search(text, max(start, end - 2 * _LONGEST_NUMBER), end)
    letters = _LETTERS.search(text, max(start, end - _LONGEST_LETTERS), end)
    first, count = _signed_before(text, start, end)
    if figure is not None:
        yield figure.start(1), Fraction(figure[1]), figure[1]
    elif letters is not None:
        yield from _in_letters(text, letters.start(1), letters.end(1))
    elif count:
        yield first, Fraction(count), ""


def _number_at(text: str, start: int) -> Iterator[Bare]:
    """The number that begins at a place, as a number of times; none where a unit stands behind it."""
    figure = _BEHIND.match(text, start)
    letters = numeral_at(text, start, min(start + _LONGEST_LETTERS, len(text))) if figure is None else None
    if figure is not None and not _UNIT.match(text, figure.end()):
        yield figure.start(1), figure.end(), Fraction(figure[1]), figure[1], True
    elif letters is not None:
        yield start, letters.end, Fraction(letters.value), "", True


def _in_letters(text: str, start: int, end: int) -> Iterator[tuple[int, Fraction, str]]:
    """The number in letters that ends a stretch, the longest one."""
    for first in (start, text.rfind(" ", start, end) + 1):
        number = numeral_at(text, first, end) if first >= start else None
        if number is not None and number.end == end:
            yield first, Fraction(number.value), ""
            return


def _signed_before(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the number in signs of Chinese begins that ends at a place, and what it is; 0 for none."""
    first = end
    while (
        first > max(start, end - _LONGEST_NUMBER) and is_signed(text[first - 1]) and text[first - 1] in lexicon().spoken
    ):
        first -= 1
    if end - first == 1:
        return first, _signed(text[first])
    number = numeral_at(text, first, end) if first < end else None
    return (first, number.value) if number is not None and number.end == end else (end, 0)


def _told(
    text: str, place: tuple[int, int], value: Fraction, figure: str, words: Sequence[RelationWord], *, is_fold: bool
) -> ToldRatio:
    start, end = place
    near = [
        word
        for word in words
        if (0 <= start - word.end <= _VAGUE and not CLAUSE.search(text, word.end, start))
        or (0 <= word.start - end <= 1 and _is_behind(text, word))
    ]
    vague = {name for word in near for name in word.named("vague")}
    worth = Fraction(1, 10 ** len(figure.partition(".")[2])) if figure else Fraction(0)
    is_percent = bool(figure) and not is_fold and value != Fraction(figure)
    worth = worth / 100 if is_percent else worth
    loose = (_LOOSE if figure else _LOOSE_IN_LETTERS) if vague else Fraction(0) if figure else _EXACT_IN_LETTERS
    step = max(worth / 2 if not vague else worth, value * loose)
    low = value if vague == {"over"} else value - step
    high = value if vague == {"under"} else value + step
    low, high = (
        (low - value * _BEYOND if "under" in vague else low),
        (high + value * _BEYOND if "over" in vague else high),
    )
    digits = len(figure.replace(".", "").lstrip("0") if "." in figure else figure.strip("0")) if figure else 1
    return ToldRatio(
        start, end, value, low, high, is_fold and value >= 1, _way(text, start, end, words), digits, worth, is_percent
    )


def _is_behind(text: str, word: RelationWord) -> bool:
    """Whether a word that says how exactly a number is meant stands behind it, as 左右 does."""
    return is_signed(text[word.start]) or text[word.start] == "o"


def _is_right_before(text: str, end: int, start: int) -> bool:
    """Whether nothing but a blank and the sign of a formula stands between a word and a ratio."""
    return 0 <= start - end <= _SIGNS and not text[end:start].strip(" ~$\x1f\n")


def is_led_to(text: str, at: int) -> bool:
    """Whether a sign before a place says that what stands there is what is left: ``to 25 %``, ``变成原来的一半``."""
    return _TO.search(text, max(0, at - 4), at) is not None


def _way(text: str, start: int, end: int, words: Sequence[RelationWord]) -> str:
    """Which way a ratio is meant: by a word behind it, by "to" before it, or by the nearest word before it."""
    vague = next((word for word in words if word.named("vague") and _is_right_before(text, word.end, start)), None)
    begin = vague.start if vague is not None else start
    behind = [word for word in words if 0 <= word.start - end <= _NEAR and word.named("way")]
    behind = [word for word in behind if not CLAUSE.search(text, end, word.start)]
    first = behind[0].named("way")[0] if behind else ""
    if first in ("less", "more"):
        return first
    gone = (word.start for word in words if word.named("gone") and 0 <= word.start - end <= _FAR)
    if first == "of" and any(not CLAUSE.search(text, end, place) for place in gone):
        return "less"
    before = [word for word in words if 0 <= begin - word.end <= _FAR and word.named("way")]
    before = [word for word in before if not CLAUSE.search(text, word.end + text.startswith(":", word.end), begin)]
    named = [word.named("way")[0] for word in before]
    if is_led_to(text, begin) or (named and named[-1] == "of"):
        return "of"
    changing = [name for name in named if name in ("less", "more")]
    return changing[-1] if changing else first
