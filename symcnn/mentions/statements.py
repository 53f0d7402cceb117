"""Statements about numbers in running text: ``(5*5+1)*6*28*28 = 122304``, ``55=(227-11)/4+ 1``, ``a = b = c``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.limits import MAX_STATEMENT_LENGTH
from symcnn.mentions.expressions import STARTS, closing, expression_at
from symcnn.mentions.tokens import Token, tokens
from symcnn.record import record
from symcnn.written.tree import Expr, Num

RELATION = re.compile(r"=|≈|等于|约为|约是|\\approx|\\simeq|\\cong|\\sim(?![a-z])|equals")
_RELATIONS = ("equal", "about")
_OPERATIONS = ("sign", "times", "over", "power")
_ENDS = ("number", "close", "superscript")
_BREAKS = ("name", "stop", "not", "separator", "below", *_RELATIONS)
_SENTENCE_END = re.compile(r"[。；！？]|[.;!?](?=[ \t\n])")
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
    for first, last in _stretches(text, start, end):
        for piece, stop in _pieces(text, first, last):
            line = tuple(tokens(text, piece, stop))
            yield from _of_line(_without_copies(line))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines with a relation in them; lines that an operation or a relation joins are one stretch."""
    at = start
    while at < end:
        found = RELATION.search(text, at, end)
        if found is None:
            return
        first = text.rfind("\n", at, found.start()) + 1 or at
        while first > start and _continues(text, text.rfind("\n", start, first - 1) + 1, first - 1, end):
            first = max(text.rfind("\n", start, first - 1) + 1, start)
        last = _line_end(text, found.end(), end)
        while last < end and _continues(text, text.rfind("\n", start, last) + 1, last, end):
            last = _line_end(text, last + 1, end)
        yield max(first, at), last
        at = last + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in sentences, some together; a run without any end of a sentence is left out when it is too long."""
    while end - start > MAX_STATEMENT_LENGTH:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, start, start + MAX_STATEMENT_LENGTH)]
        if ends:
            yield start, ends[-1]
            start = ends[-1]
        else:
            found = _SENTENCE_END.search(text, start + MAX_STATEMENT_LENGTH, end)
            start = found.end() if found else end
    if start < end:
        yield start, end


def _line_end(text: str, at: int, end: int) -> int:
    found = text.find("\n", at, end)
    return end if found < 0 else found


_OPEN_END = re.compile(r"(?:[*/+=≈(^]|\\times|\\cdot|\\\\)[ \t\r\x1f]*$")
_OPEN_START = re.compile(r"[ \t&]*(?:=(?!=)|≈|\\approx|\\times|\\cdot|\\\\)")


def _continues(text: str, line_start: int, line_end: int, end: int) -> bool:
    """Whether the line goes on in the next one."""
    if line_end >= end:
        return False
    tail = text[max(line_start, line_end - 12) : line_end]
    return bool(_OPEN_END.search(tail)) or bool(_OPEN_START.match(text, line_end + 1, min(end, line_end + 40)))


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
    return one.text == other.text


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
    for first, is_certain in _starts(line, relation, done)[:_MOST_STARTS]:
        left = _side(line, first)
        if left is not None and _past_edges(line, left.end) == relation:
            found.append(Statement(tuple(line), (left, *right), about, is_certain))
            if len(found) == _MOST_READINGS:
                break
    if not found and len(right) > 1:  # a name, or what cannot be read, stands on the left
        found.append(Statement(tuple(line), right, about[1:], True))
    return tuple(statement for statement in found if not all(side.is_number for side in statement.sides))


def _chain(line: Sequence[Token], relation: int) -> tuple[tuple[Side, ...], tuple[bool, ...]]:
    sides: list[Side] = []
    about: list[bool] = []
    while relation < len(line) and line[relation].kind in _RELATIONS:
        side = _side(line, _past_edges(line, relation + 1))
        if side is None or _goes_on(line, side.end):
            break
        about.append(line[relation].kind == "about")
        sides.append(side)
        relation = _past_edges(line, side.end)
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
    start = line[first].start
    again = tuple(tokens(half, 0, len(half)))
    found = expression_at(again, 0)
    return Side(found.expr, first, end) if found and found.end == len(again) and start >= 0 else None


def _past_edges(line: Sequence[Token], at: int) -> int:
    while at < len(line) and line[at].kind in ("edge", "line"):
        at += 1
    return at


def _goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether what was read is only the beginning of something with letters: ``5*n``, ``3x``, ``2 + bias``."""
    if end >= len(line):
        return False
    token = line[end]
    after = line[end + 1] if end + 1 < len(line) else None
    match token.kind:
        case "name":
            return not token.loose and token.text[0].isascii()
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
    starts = [(place, True) for place in range(first, end) if place == first or _is_gap(line, place)]
    if first == end or line[first].kind in STARTS:
        if before is not None and before.kind == "name" and _is_proper(before):
            starts[:1] = [(first, False)] if line[first].loose else []
        return [(place, sure) for place, sure in starts if line[place].kind in STARTS]
    gaps = [(place, sure) for place, sure in starts[1:] if line[place].kind in STARTS]
    if line[first].kind == "sign" and (before is None or before.kind != "name" or len(before.text) > 2):
        return [(first, before is None), (first + 1, False), *gaps]
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
