"""Statements about numbers in running text: ``(5*5+1)*6*28*28 = 122304``, ``55=(227-11)/4+ 1``, ``a = b = c``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num
from symcnn.documents.reading.doubts import (
    goes_on_behind_words,
    is_doubtful_end,
    is_doubtful_start,
    is_noun,
    without_nouns,
)
from symcnn.documents.reading.expressions import STARTS, closing, expression_at, past_edges
from symcnn.documents.reading.stretches import stretches
from symcnn.documents.reading.tokens import Token, tokens

RELATION = late_pattern(r"=|≈| ~ ?\d|等于|约为|约是|\\approx|\\simeq|\\cong|\\sim(?![a-z])|equals")
_RELATIONS = ("equal", "about")
_OPERATIONS = ("sign", "times", "over", "power")
_ENDS = ("number", "close", "superscript")
_BREAKS = ("name", "stop", "not", "separator", "below", *_RELATIONS)
_MOST_READINGS = 4
_MOST_STARTS = 16


@record
class Side:
    """One side of a statement: what it says, the tokens from `first` up to `end`."""

    expr: Expr
    first: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a bare number, such as a result."""
        return isinstance(self.expr, Num)


@record
class Statement:
    """Sides of numbers that are said to be equal; `about` tells of each sign whether it says "about".

    `is_certain` is false where a sign before it may or may not belong to it.
    """

    tokens: tuple[Token, ...]
    sides: tuple[Side, ...]
    about: tuple[bool, ...]
    is_certain: bool

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.tokens[self.sides[0].first].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[self.sides[-1].end - 1].end


def statements(text: str, start: int, end: int) -> Iterator[tuple[Statement, ...]]:
    """The statements in normal text, each with its possible readings, the likeliest first."""
    for first, last in stretches(text, start, end, RELATION):
        yield from _of_line(without_nouns(_without_copies(tuple(tokens(text, first, last)))))


def _without_copies(line: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without what a web page printed twice: ``(27-3)/2+1=13(27-3)/2+1=13``."""
    relations = [place for place, token in enumerate(line) if token.kind in _RELATIONS]
    for place, other in pairwise(relations):
        length = other - place
        before = after = 0
        while place - before > 0 and length > before and _same(line[place - before - 1], line[other - before - 1]):
            before += 1
        while (
            other + after + 1 < len(line)
            and length > before + after
            and _same(line[place + after + 1], line[other + after + 1])
        ):
            after += 1
        if before + after + 1 >= length:
            first = place - before + length
            return line[:first] + _without_copies(line[first + length :])
    return line


def _same(one: Token, other: Token) -> bool:
    return one.text == other.text and one.kind != "separator"


def _of_line(line: Sequence[Token]) -> Iterator[tuple[Statement, ...]]:
    place = 0
    done = 0
    while place < len(line):
        if line[place].kind in _RELATIONS:
            readings = _readings(line, place, done)
            if readings:
                yield readings
                done = place = max(reading.sides[-1].end for reading in readings)
                continue
        place += 1


def _readings(line: Sequence[Token], relation: int, done: int) -> tuple[Statement, ...]:
    """The statements around a relation: all left sides that end there, with the chain to its right."""
    right, about = _chain(line, relation)
    if not right:
        return ()
    found = []
    is_ended = not is_doubtful_end(line, right[-1].end)
    for first, is_certain in _starts(line, relation, done)[:_MOST_STARTS]:
        left = _side(line, first)
        if left is not None and past_edges(line, left.end) == relation:
            found.append(Statement(tuple(line), (left, *right), about, is_certain and is_ended))
            if len(found) == _MOST_READINGS:
                break
    is_label = (
        len(found) == 1 and found[0].sides[0].first > 0 and (found[0].sides[0].is_number or not found[0].is_certain)
    )
    if len(right) > 1 and (not found or is_label):  # a name, or what cannot be read, stands on the left
        found.append(Statement(tuple(line), right, about[1:], is_ended))
    cut = _new_line(line, right)
    if cut is not None:
        lengths = [(statement, len(statement.sides) - len(right) + cut) for statement in found]
        found += [_shortened(statement, length) for statement, length in lengths if length > 1]
    return tuple(reading for statement in found if (reading := _worth_judging(statement)) is not None)


def _new_line(line: Sequence[Token], sides: Sequence[Side]) -> int | None:
    """The first side on a new line behind a result: it may as well begin another item of a list."""
    for place, (before, after) in enumerate(pairwise(sides), 1):
        between = [token.text for token in line[before.end : after.first] if token.kind == "line"]
        if before.is_number and between and not any("\\\\" in text for text in between):
            return place
    return None


def _shortened(statement: Statement, sides: int) -> Statement:
    return replace(statement, sides=statement.sides[:sides], about=statement.about[: sides - 1])


def _worth_judging(statement: Statement) -> Statement | None:
    """The statement unless it says nothing; numbers alone say something where one is another way to write the other."""
    if any(statement.tokens[side.first - 1].text == "~" for side in statement.sides[1:]):
        statement = replace(statement, is_certain=False)  # from … to …, as well as "about"
    if not all(side.is_number for side in statement.sides):
        return statement
    numbers = [statement.tokens[side.first].number for side in statement.sides]
    is_told = any(statement.about) or any(one is not None and (one.unit or one.place > 1) for one in numbers)
    return replace(statement, is_certain=False) if is_told else None


def _chain(line: Sequence[Token], relation: int) -> tuple[tuple[Side, ...], tuple[bool, ...]]:
    sides: list[Side] = []
    about: list[bool] = []
    while relation < len(line) and line[relation].kind in _RELATIONS:
        side = _side(line, past_edges(line, relation + 1))
        if side is None or _goes_on(line, side.end) or goes_on_behind_words(line, side.end):
            break
        about.append(line[relation].kind == "about")
        sides.append(side)
        relation = past_edges(line, side.end)
    return tuple(sides), tuple(about)


def _side(line: Sequence[Token], first: int) -> Side | None:
    found = expression_at(line, first)
    if found is None:
        return None
    copied = _halved(line, first, found.end)
    return copied or Side(found.expr, first, found.end)


def _halved(line: Sequence[Token], first: int, end: int) -> Side | None:
    """The first half of a side whose digits and signs stand there twice, glued: ``11×11×311×11×3``."""
    text = "".join(token.text for token in line[first:end])
    half = text[: len(text) // 2]
    if len(text) % 2 or half + half != text or not any(sign in half for sign in "*/+"):
        return None
    again = tuple(tokens(half, 0, len(half)))
    found = expression_at(again, 0)
    return Side(found.expr, first, end) if found and found.end == len(again) else None


def _goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether what was read is only the beginning of something with letters: ``5*n``, ``3x``, ``2 + bias``."""
    if end >= len(line):
        return False
    token = line[end]
    after = line[end + 1] if end + 1 < len(line) else None
    match token.kind:
        case "name":
            return not token.loose and token.text[0].isascii() and token.text not in "xX" and not is_noun(token)
        case "below" | "power" | "times":
            return True
        case "over" | "sign":
            is_word = after is not None and after.kind == "name" and (len(after.text) > 2 or not after.text.isascii())
            return after is not None and after.kind in ("name", "number", *STARTS) and not (is_word and token.loose)
        case "open":
            return not token.loose and closing(line, end) is None
    return False


def _starts(line: Sequence[Token], relation: int, done: int) -> list[tuple[int, bool]]:
    """Where a left side may start, the longest first, and whether it is certain that it starts there."""
    end = relation
    while end > done and line[end - 1].kind in ("edge", "line"):
        end -= 1
    first = _leftmost(line, end, done)
    before = line[first - 1] if first > 0 else None
    doubtful = is_doubtful_start(line, first)
    starts = [
        (place, not doubtful and not _is_in_row(line, place) and (place == first or not is_doubtful_start(line, place)))
        for place in range(first, end)
        if place == first or _is_gap(line, place)
    ]
    if first == end or line[first].kind in STARTS:
        if before is not None and before.kind == "name" and _is_proper(before):
            starts[:1] = [(first, False)] if line[first].loose or doubtful else []
        return [(place, sure) for place, sure in starts if line[place].kind in STARTS]
    gaps = [(place, sure) for place, sure in starts[1:] if line[place].kind in STARTS]
    if line[first].kind == "sign" and (before is None or before.kind != "name" or len(before.text) > 2):
        return [(first, before is None and not doubtful), (first + 1, False), *gaps]
    return gaps


def _leftmost(line: Sequence[Token], end: int, done: int) -> int:
    """The first place from which nothing but numbers, signs and brackets lead up to `end`."""
    first, depth = end, 0
    while first > done:
        kind = line[first - 1].kind
        if depth == 0 and (kind in _BREAKS or kind == "open"):
            break
        if kind == "line" and not depth and not _is_joined(line, first - 1):
            break
        depth += {"close": 1, "open": -1}.get(kind, 0)
        first -= 1
    return first


def _is_joined(line: Sequence[Token], place: int) -> bool:
    """Whether the line that ends here goes on in the next one."""
    return any(line[at].kind in _OPERATIONS for at in (place - 1, place + 1) if 0 <= at < len(line))


def _is_proper(name: Token) -> bool:
    """Whether a number behind this word may be a part of the name: VGG 16, conv2, 第 3."""
    return name.text.endswith("第") or (name.text.isascii() and (not name.text.islower() or len(name.text) < 3))


def _is_gap(line: Sequence[Token], place: int) -> bool:
    """Whether one thing ends and another starts here, with no sign between them."""
    return place > 0 and line[place - 1].kind in (*_ENDS, "edge", "line") and line[place].kind in STARTS


def _is_in_row(line: Sequence[Token], place: int) -> bool:
    """Whether a number stands behind another one, as in the row of a matrix."""
    return place > 0 and line[place].kind == "number" and line[place - 1].kind == "number"
