"""What stands in a stretch of text, as marks: numbers, shapes, calculations, arrows, and words with a meaning."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from math import prod
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge, Undefined, exact, value_of
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.expressions import STARTS, LineExpressions
from symcnn.documents.reading.tokens import FUNCTIONS, Token, tokens
from symcnn.documents.told.class_calls import class_call, is_class
from symcnn.documents.told.joined_shapes import joined
from symcnn.documents.told.lexicon import Phrase, PhraseMeaning, is_signed, lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.network_names import PREFIX, may_be_network, network_at
from symcnn.documents.told.number_forms import USUAL_KERNEL
from symcnn.documents.told.numerals import numeral_at
from symcnn.documents.told.phrase_table import units
from symcnn.documents.told.shorthand import shorthand

_ARROW = late_pattern(r"-+>|=+>|→|⟶|↦|⇒|➔|\\(?:to|rightarrow|longrightarrow|Rightarrow)(?![A-Za-z])")
_STOP = late_pattern(r"[;；。:：|]|[.!?](?=\s|$)")
_COMMAS = ",，、"
_BRACKETS = "()（）"
_BATCH = r"(?:None|\?|-1(?=\s*,\s*\d+\s*[,\])])|[Nn]|[Bb](?:atch|atch_size|S)?)"
_TUPLE = late_pattern(
    rf"[\[(]{{1,2}}\s*(?:{_BATCH}\s*,\s*)?\d+(?:\s*,\s*\d+)+\s*,?\s*[\])]{{1,2}}"
    r"|[\[(]{1,2}\s*(?:None|\?|-1|N|B)\s*,\s*\d+\s*,?\s*[\])]{1,2}"
)
_GIVEN = late_pattern(r"([A-Za-z]{1,2})['′]?\}?[ \t\x1f]*=[ \t\x1f]*(?=\d)")
_REACH_OF_LIST = 48
"""How far apart the letters of one list stand."""
_OPERATIONS = late_pattern(r"(?:FLOPs?|MACs?|M-?Adds?|Mult-?Adds?|OPs)(?![A-Za-z])", re.IGNORECASE)
_DIGITS = late_pattern(r"\d{1,6}(?![\d.])")
_DIGIT = late_pattern(r"\d")
_OVER = "\\over"
REACH_BEHIND, REACH_AHEAD = 64, 32
"""How many signs before and behind a stretch may matter for what stands in it."""
_IDLE = late_pattern(
    r"[^\w\u2e80-\U0010ffff=→⟶↦⇒➔\\\[({⌊⌈,;:|.!?)-]*"
    r"(?:(?<![A-Za-z0-9_])(?P<word>(?P<first>[A-Za-z][A-Za-z0-9_]*)(?:[-+.][A-Za-z0-9]+)*\+*))?"
)
"""Blanks and signs with which no mark begins, and the word behind them."""
_LETTERS = late_pattern(r"[A-Za-z]+")
_SHORTEST_IDLE = 2
"""How many letters a word has that means nothing: one may be that of an argument."""
_MOST_ZEROS = 25
_TOUCHING = 4
"""How close behind a word a number stands that says which one is meant."""
_BARE = late_pattern(r"\d{1,3}(?:[.-]\d{1,2})?(?!\d|[.,]\d|[ \x1f]?(?:%|(?:[*x]|\\times)[ \x1f]?\d))")
_BEHIND_CURT = late_pattern(r"[ \x1f]{0,2}\d{1,2}(?!\d|[.×x*]|[ \x1f]?[×x*] ?\d)")
_FIRST = late_pattern(r"(?<![A-Za-z0-9_])[A-Za-z]+|[\u2e80-\U0010ffff]")
_SIDES = ("equal", "about", "edge")
_JOINING = frozenset({"sign", "times", "over", "power"})
_GREEK = frozenset({"alpha", "beta", "gamma", "delta", "lambda", "sigma", "theta", "tau", "ell"})
_LONGEST_BRACKET = 12
"""How many tokens of a bracket are looked at for a letter."""


class _Openings(NamedTuple):
    """What may begin with a word."""

    is_network: bool
    is_call: bool
    is_short: bool
    is_numeral: bool
    is_phrase: bool


_ANY = _Openings(is_network=True, is_call=True, is_short=True, is_numeral=True, is_phrase=True)


class _Stretch(NamedTuple):
    """A stretch of text with the expressions of its tokens, and the places at which a figure begins."""

    text: str
    start: int
    end: int
    line: LineExpressions
    starts: Mapping[int, int]


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of a stretch of normal text, in order.

    >>> [(mark.sort, mark.text or mark.dims or mark.value) for mark in marks("6 kernels of 5*5, stride 1", 0, 26)]
    [('number', 6), ('word', 'kernels'), ('shape', (5, 5)), ('comma', ','), ('word', 'stride'), ('number', 1)]
    """
    begin = max(start - REACH_BEHIND, 0)
    found = _marks_like(text[begin : end + REACH_AHEAD], start - begin, end - begin)
    return [mark._replace(start=mark.start + begin, end=mark.end + begin) for mark in found] if begin else [*found]


@lru_cache(maxsize=1 << 13)
def _marks_like(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """The same in a stretch of which several readers ask, or that stands in a text again and again."""
    return tuple(joined(text, _marks(text, start, end)))


def words(text: str, start: int, end: int, sort: str, name: str = "") -> list[Mark]:
    """The marks of a stretch that may mean something of a sort; no others are made where no phrase for it stands."""

    begin = max(start - REACH_BEHIND, 0)
    found = _words(text[begin : end + REACH_AHEAD], start - begin, end - begin, sort, name)
    return [mark._replace(start=mark.start + begin, end=mark.end + begin) for mark in found]


@lru_cache(maxsize=1 << 10)
def _words(text: str, start: int, end: int, sort: str, name: str) -> tuple[Mark, ...]:
    """The same in a stretch of which several readers ask, or that stands in a text again and again."""

    def mean(meanings: Iterable[PhraseMeaning]) -> bool:
        return any(one.sort == sort and name in ("", one.name) for one in meanings)

    firsts = _firsts(sort, name)
    begins = (
        found.start()
        for found in _FIRST.finditer(text, start, end)
        if found[0].lower() in firsts or found[0].lower().removesuffix("s") in firsts
    )
    if not any(mean(phrase.meanings) for at in begins for _, phrase in _phrases(text, at, end)):
        return ()
    return tuple(mark for mark in marks(text, start, end) if mean(mark.meanings))


@cache
def _firsts(sort: str, name: str) -> frozenset[str]:
    """The first words and signs of the phrases that may mean something of a sort."""
    return frozenset(
        next(units(phrase.text))
        for phrase in lexicon().said
        if any(one.sort == sort and name in ("", one.name) for one in phrase.meanings)
    )


def _marks(text: str, start: int, end: int) -> list[Mark]:
    stretch = _stretch(text, start, end)
    found: list[Mark] = []
    at, openings = _past_idle(text, start, end)
    while at < end:
        standing = _standing(stretch, at, found, openings)
        found += standing
        at = standing[-1].end if standing else _past(text, at, end)
        if standing and standing[0].sort == "network" and _is_within(stretch.line.tokens, at):
            rest = _stretch(text, at, end)  # the number of a name is no part of one that follows
            stretch = rest._replace(start=start)
        at, openings = _past_idle(text, at, end)
    return found


_LISTED = late_pattern(r"(\d{1,2}),\d{3}(?![\d,.])")
_OF_WINDOWS = frozenset({"stride", "padding", "dilation", "groups"})


def _stretch(text: str, start: int, end: int) -> _Stretch:
    """A stretch with its tokens; only those of figures are asked for."""
    line = tuple(tokens(text, start, end)) if _DIGIT.search(text, start, end) else ()
    starts = {one.start: place for place, one in enumerate(line) if one.kind in STARTS}
    return _Stretch(text, start, end, LineExpressions(line), starts)


def _is_within(line: Sequence[Token], at: int) -> bool:
    """Whether a place is within a token, and not before or behind it."""
    place = bisect_left(line, at, key=lambda token: token.start)
    return place > 0 and at < line[place - 1].end


def _past_idle(text: str, at: int, end: int) -> tuple[int, _Openings]:
    """Past blanks and words with which no mark begins: the place, and what may begin there."""
    while (idle := _IDLE.match(text, at, end)) is not None:
        if idle["word"] is None:
            at = idle.end()
            if at == end or text[at] in _telling() or not (is_signed(text[at]) and text[at].isalpha()):
                break
            at += 1
            continue
        at = idle.start("word")
        openings = _openings(idle["word"], text[at : at + PREFIX + 1])
        if openings is not None:
            return at, openings
        at = idle.end("first")
    return at, _ANY


@cache
def _telling() -> frozenset[str]:
    """The signs with which a phrase or a number begins that is written without blanks."""
    return frozenset(phrase.text[0] for phrase in lexicon().said) | {word[0] for word in lexicon().spoken}


@lru_cache(maxsize=1 << 14)
def _openings(word: str, head: str) -> _Openings | None:
    """What may begin with a word, of which `head` are the first signs and those behind it; None where no mark does."""
    first = _LETTERS.match(word)
    letters = first[0].lower() if first is not None else ""
    if len(letters) < _SHORTEST_IDLE:
        return _ANY
    found = _Openings(
        is_network=may_be_network(word, head),
        is_call=is_class(word),
        is_short=letters == "by" or any(of(letters) for of in (lexicon().window, lexicon().label, lexicon().letter)),
        is_numeral=letters in lexicon().spoken,
        is_phrase=lexicon().phrases.begins(letters),
    )
    return found if any(found) or letters in FUNCTIONS else None


def _standing(stretch: _Stretch, at: int, found: Sequence[Mark], openings: _Openings) -> list[Mark]:
    """What stands at a place: nothing, a mark, or a kernel and its stride."""
    text, _, end, *_ = stretch
    sign = text[at]
    if sign.isdigit():
        return _at_digit(stretch, at, found)
    if sign.isalpha():
        return _at_letter(stretch, at, found, openings)
    mark = _arrow(text, at, end) or _tuple(text, at, end) or _figure_at(stretch, at)
    if mark is None and is_signed(sign):
        mark = _word(at, _phrases(text, at, end))
    if mark is None:
        sort = "comma" if sign in _COMMAS else "stop" if _STOP.match(text, at, end) else "bracket" * (sign in _BRACKETS)
        mark = Mark(sort, at, at + 1, text=sign) if sort else None
    return [mark] if mark is not None else []


def _at_digit(stretch: _Stretch, at: int, found: Sequence[Mark]) -> list[Mark]:
    text, start, end, *_ = stretch
    if (axes := _word(at, lexicon().phrases.at(text, at, end))) is not None:
        return [axes]  # ``1-D``, also behind the name of a kind: ``Conv3d``
    before = found[-1].sort if found and found[-1].end == at else ""
    if at > start and (text[at - 1] == "." or _is_letter(text[at - 1])) and before != "arrow":  # ``\\to64``
        return []
    if text[max(at - 2, start) : at].rstrip("{")[-1:] == "_":
        return []  # the number of a letter: ``FC_{1}``
    if _is_which(text, at, end, found):
        return []
    network = network_at(text, at, end) if text[at].isascii() else None
    if network is not None:
        return [Mark("network", at, network.end, text=network.name)]
    if arguments := shorthand(text, at, end, found):
        return arguments
    if (side := _side_before_comma(text, at, end, found)) is not None:
        return [side]
    mark = _figure_at(stretch, at)
    digits = _DIGITS.match(text, at, end) if before == "comma" and at not in stretch.starts else None
    if digits:
        mark = Mark("number", at, digits.end(), int(digits[0]))
    return [mark] if mark is not None else []


def _side_before_comma(text: str, at: int, end: int, found: Sequence[Mark]) -> Mark | None:
    """The argument of a window before a comma of a list, not of thousands: ``padding 3,256 filters``."""
    listed = _LISTED.match(text, at, end)
    is_argument = bool(found) and at - found[-1].end <= _TOUCHING and _OF_WINDOWS & {*found[-1].named("role")}
    return Mark("number", at, listed.end(1), int(listed[1])) if listed is not None and is_argument else None


def _at_letter(stretch: _Stretch, at: int, found: Sequence[Mark], openings: _Openings) -> list[Mark]:
    text, _, end, *_ = stretch
    network = network_at(text, at, end) if openings.is_network and text[at].isascii() else None
    if network is not None:
        return [Mark("network", at, network.end, text=network.name)]
    arguments = class_call(text, at, end) if openings.is_call and text[at].isupper() else []
    arguments = arguments or (shorthand(text, at, end, found) if openings.is_short else [])
    if arguments:
        return arguments
    mark = _figure_at(stretch, at) or (_letter(text, at, end) if openings.is_short else None)
    if mark is None:
        number = _numeral(text, at, end) if openings.is_numeral else None
        word = _word(at, _phrases(text, at, end)) if openings.is_phrase else None
        mark = word if word is not None and (number is None or word.end > number.end) else number  # ``三个``, ``三维``
    return [mark] if mark is not None else []


def _figure_at(stretch: _Stretch, at: int) -> Mark | None:
    place = stretch.starts.get(at)
    return _counting(stretch.text, _figure(stretch.line, place), stretch.end) if place is not None else None


def _is_which(text: str, at: int, end: int, found: Sequence[Mark]) -> bool:
    """Whether a number only says which thing is meant that a word before it names: ``Fig. 7``, ``式(4)``."""
    before = [mark for mark in found[-2:] if mark.sort not in ("bracket", "stop")][-1:]
    is_near = bool(before) and "which" in before[0].named("word") and at - before[0].end <= _TOUCHING
    is_near &= not (is_near and before[0].named("role") and _is_within_clause(found, before[0]))  # 3 wide with step 2
    between = text[before[0].end : at] if is_near else ""
    found_number = _BARE.match(text, at, end) if is_near and not any(map(str.isalnum, between)) else None
    return found_number is not None and ("(" not in between or text[found_number.end() : end][:1] == ")")


def _is_within_clause(found: Sequence[Mark], word: Mark) -> bool:
    """Whether a figure stands before a word in its sentence: an argument beside it, which a heading has not."""
    before = [mark for mark in found if mark.end <= word.start]
    stops = [place for place, mark in enumerate(before) if mark.sort == "stop"]
    return any(mark.is_figure for mark in before[stops[-1] + 1 if stops else 0 :])


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _past(text: str, at: int, end: int) -> int:
    """Past a word that means nothing, or one sign."""
    stop = at
    while stop < end and text[stop].isascii() and (text[stop].isalnum() or text[stop] == "_"):
        stop += 1
    return max(stop, at + 1)


def _arrow(text: str, at: int, end: int) -> Mark | None:
    match = _ARROW.match(text, at, end)
    return Mark("arrow", at, match.end()) if match else None


def _tuple(text: str, at: int, end: int) -> Mark | None:
    match = _TUPLE.match(text, at, end) if text[at] in "[(" else None
    if match is None:
        return None
    parts = [part.strip(" []()\t\n") for part in match[0].split(",")]
    return Mark("tuple", at, match.end(), dims=tuple(int(part) if part.isdigit() else None for part in parts if part))


def _counting(text: str, mark: Mark | None, end: int) -> Mark | None:
    """A figure; a number whose unit says so counts operations: ``0.15 GFLOPs``."""
    counted = _OPERATIONS.match(text, mark.end, end) if mark is not None and mark.sort == "number" else None
    if mark is None or counted is None or mark.reading is None or not mark.reading.prefix:
        return mark
    name = "flops" if counted[0][0] in "Ff" else "macs"
    return mark._replace(meanings=(PhraseMeaning("quantity", name),))


def _figure(expressions: LineExpressions, place: int) -> Mark | None:
    """A number, a product, or a calculation with its sides: ``5*5*3 = 75``."""
    line = expressions.tokens
    token = line[place]
    before = line[place - 1] if place else None
    is_named = before is not None and before.kind == "name" and before.text.isascii()
    is_call = is_named and not token.loose and token.kind == "open"
    first = None if is_call else expressions.at(place)
    if first is None:
        return _plain(token)
    if first.end < len(line) and line[first.end].text == _OVER:
        return None  # what stands above the stroke of a fraction
    if isinstance(first.expr, Num) and _is_of_formula(line, place, first.end):
        plain = _plain(token)
        return plain._replace(sort="coefficient") if plain is not None else None
    sides = [(place, first.end, first.expr)]
    while (following := _next_side(expressions, sides[-1][1])) is not None:
        is_plain = isinstance(following[2], Num) or bool(_dims(following[2]))
        if line[sides[-1][1]].spoken and isinstance(sides[-1][2], Num) and len(sides) == 1 and is_plain:
            break  # "stride 2 gives 14*14*6" is no calculation of 2, nor is "stride 2 gives 14"
        if line[sides[-1][1]].spoken and _dims(sides[-1][2]) and _dims(following[2]):
            break  # "3*3 gives 14*14*6"
        if line[sides[-1][1]].spoken and _is_other(_dims(sides[-1][2]), following[2]):
            break  # "windows of 2*2 give 6 maps"
        sides.append(following)
    is_plain = len(sides) == 1 and isinstance(first.expr, Num)
    return _plain(token) if is_plain else _of_powers(line, sides) or _calculated(line, sides)


def _is_of_formula(line: Sequence[Token], place: int, end: int) -> bool:
    """Whether a number is joined with letters: ``N - 1``, ``2n``, ``(k-1)/2``; not where a dash leads to a word."""
    ahead = line[end] if end < len(line) else None
    if ahead is not None and _is_letter_of_formula(ahead) and not ahead.loose:
        return True
    kinds = [token.kind for token in line[max(0, place - 3) : place]]
    if (
        ahead is not None
        and ahead.kind == "close"
        and kinds[:2] == ["open", "name"]
        and kinds[2:] == [line[place - 1].kind]
    ):
        return line[place - 1].kind in _JOINING and line[place - 2].text.isascii()  # (in - 1)
    if place > 1 and line[place - 1].kind in _JOINING and _ends_with_letter(line, place - 2):
        is_dash = line[place - 1].text == "-" and line[place - 1].loose
        return not (is_dash and ahead is not None and ahead.kind == "name" and not _is_letter_of_formula(ahead))
    return ahead is not None and ahead.kind in _JOINING and end + 1 < len(line) and _is_letter_of_formula(line[end + 1])


def _ends_with_letter(line: Sequence[Token], place: int) -> bool:
    """Whether a letter stands at a place, or a bracket ends there in which one stands."""
    if line[place].kind != "close":
        return _is_letter_of_formula(line[place])
    for token in reversed(line[max(place - _LONGEST_BRACKET, 0) : place]):
        if token.kind == "open" or _is_letter_of_formula(token):
            return token.kind != "open"
    return False


def _is_letter_of_formula(token: Token) -> bool:
    return token.kind == "name" and token.text.isascii() and (len(token.text) == 1 or token.text in _GREEK)


def _is_other(dims: tuple[int, ...], given: Expr) -> bool:
    """Whether a number that something gives is none that a window before it is worked out to."""
    is_window = len(dims) == 2 and max(dims) <= USUAL_KERNEL
    return is_window and isinstance(given, Num) and given.value != prod(dims)


def _plain(token: Token) -> Mark | None:
    if token.number is None:
        return None
    return Mark("number", token.start, token.end, token.number.value, reading=token.number)


def _of_powers(line: Sequence[Token], sides: Sequence[tuple[int, int, Expr]]) -> Mark | None:
    """A rounded number and a power of ten: ``2.31 × 10^9``."""
    place, end, expr = sides[0]
    match expr:
        case Op("*", (Num(), Op("^", (Num(10), Num() as power)))) if len(sides) == 1 and 0 < power.value < _MOST_ZEROS:
            printed, scale = line[place].number, 10 ** int(power.value)
            if printed is None:
                return None
            value, worth = exact(Fraction(printed.value) * scale), exact(Fraction(printed.place) * scale)
            reading = PrintedNumber(value, worth, is_short=True, has_decimals=printed.has_decimals)
            return Mark("number", line[place].start, line[end - 1].end, value, reading=reading)
    return None


def _next_side(expressions: LineExpressions, end: int) -> tuple[int, int, Expr] | None:
    line, at = expressions.tokens, end
    while at < len(line) and line[at].kind in _SIDES:
        at += 1
    is_relation = any(token.kind in ("equal", "about") for token in line[end:at])
    if not is_relation or at >= len(line) or line[at].kind not in STARTS:
        return None
    found = expressions.at(at)
    return (at, found.end, found.expr) if found is not None else None


def _calculated(line: Sequence[Token], sides: Sequence[tuple[int, int, Expr]]) -> Mark | None:
    first, last = sides[0], sides[-1]
    start, end = line[first[0]].start, line[last[1] - 1].end
    try:
        value, before = value_of(last[2]), value_of(sides[-2][2]) if len(sides) > 1 else None
    except (Undefined, TooLarge, LookupError):
        return None
    dims = _dims(first[2]) or _dims(last[2])
    figures = [token.number for token in line[last[0] : last[1]] if token.number is not None]
    if len(sides) == 1 and dims:
        inside = line[first[0] : last[1]]
        is_product = all(token.kind in ("number", "times", "edge", "open", "close") for token in inside)
        places = [place for place, token in enumerate(inside) if token.number is not None][: len(dims)]
        begins_so = all(token.kind in ("number", "times") for token in inside[: places[-1] + 1])
        if is_product or begins_so:  # behind the product stands a remark
            is_listed = inside[0].text == "[" and len(dims) > 2  # the values of a map
            sort, ends = "tuple" if is_listed else "shape", end if is_product else inside[places[-1]].end
            return Mark(sort, start, ends, value, dims)
    reading = figures[-1] if isinstance(last[2], Num) and figures else None
    is_exact = reading is not None and not reading.is_short and before is not None and before.denominator == 1
    is_false = is_exact and value.denominator == 1 and before != value
    return Mark("calculation", start, end, value, dims, reading, is_miscalculated=is_false)


def _dims(expr: Expr) -> tuple[int, ...]:
    match expr:
        case Op("*", args) if 2 <= len(args) <= 4:
            numbers = [arg.value for arg in args if isinstance(arg, Num) and Fraction(arg.value).denominator == 1]
            return tuple(int(number) for number in numbers) if len(numbers) == len(args) else ()
    return ()


def _letter(text: str, at: int, end: int) -> Mark | None:
    """A letter that is given a value: ``f = 5``, ``S=2``."""
    if not _is_letter(text[at]) or (at and (text[at - 1].isalnum() or text[at - 1] in "_\\")):
        return None
    match = _GIVEN.match(text, at, end)
    meaning = lexicon().letter(match[1].lower()) if match else None
    if match is None or meaning is None or not _is_of_list(text, at, end, match[1], meaning.name):
        return None
    return Mark("word", at, match.end(), meanings=(PhraseMeaning("role", meaning.name),), text=match[1])


def _is_of_list(text: str, at: int, end: int, letter: str, role: str) -> bool:
    """Whether a letter that stands for much else stands in a list with that of a kernel: ``n = 64, k = 5: o = 30``."""
    if role not in ("input", "output", "added") or len(letter) > 1:
        return True
    near = text[at : min(end, at + _REACH_OF_LIST)] if role == "input" else text[max(0, at - _REACH_OF_LIST) : at]
    kernels = (lexicon().letter(found[1].lower()) for found in _GIVEN.finditer(near))
    return letter.islower() and any(one is not None and one.name == "kernel" for one in kernels)


def _numeral(text: str, at: int, end: int) -> Mark | None:
    """A number in letters; `text` keeps those that are words of many meanings."""
    if not text[at].isalpha() or (at and _is_letter(text[at]) and (text[at - 1].isalnum() or text[at - 1] == "_")):
        return None
    found = numeral_at(text, at, end) if not is_signed(text[at]) or text[at] in lexicon().spoken else None
    if found is None:
        return None
    return Mark("number", at, found.end, found.value, text=text[at : found.end] if found.is_common else "")


def _word(at: int, found: Iterable[tuple[int, Phrase]]) -> Mark | None:
    """The first of the phrases that stand at a place, as a mark."""
    for stop, (phrase, meanings) in found:
        if meanings[0].sort == "number":
            return Mark("number", at, stop, int(meanings[0].name), text=phrase)
        return Mark("word", at, stop, meanings=meanings, text=phrase)
    return None


def _phrases(text: str, at: int, end: int) -> Iterator[tuple[int, Phrase]]:
    """The phrases that stand at a place with their ends, the longest first; those of English are no parts of names."""
    before = text[at - 1] if at and not is_signed(text[at]) else " "
    if before.isascii() and (before.isalnum() or before in "_\\"):
        return
    for last, phrase in lexicon().phrases.at(text, at, end):
        meanings = phrase.meanings
        if meanings[0].sort == "curt":
            meanings = _curt(text, at, last, end, meanings)
        if before == "." and PhraseMeaning("quantity", "weights") in meanings and _is_named(text, at - 1):
            meanings = (*meanings, PhraseMeaning("word", "unbiased"))  # ``conv1.weight``: its biases have a name too
        if meanings and (is_signed(text[at]) or text[last : last + 1] != "_"):
            yield last, Phrase(phrase.text, meanings)


def _is_named(text: str, at: int) -> bool:
    """Whether a name ends at a place: what stands behind its point belongs to it."""
    return at > 0 and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "_])")


def _curt(text: str, at: int, last: int, end: int, meanings: tuple[PhraseMeaning, ...]) -> tuple[PhraseMeaning, ...]:
    """What a word of one sign means that says so only right before a number: ``步 2``, but neither ``第二步 2×2``."""
    is_own = at == 0 or not (text[at - 1] in lexicon().spoken or text[at - 1].isdigit())
    is_before = is_own and _BEHIND_CURT.match(text, last, end) is not None
    return tuple(PhraseMeaning("role", one.name) for one in meanings) if is_before else ()
