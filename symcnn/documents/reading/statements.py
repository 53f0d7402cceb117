"""Statements about numbers in running text: ``(5*5+1)*6*28*28 = 122304``, ``55=(227-11)/4+ 1``, ``a = b = c``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, walk
from symcnn.documents.formats.blanking import WALL
from symcnn.documents.reading.doubts import (
    goes_on_behind_words,
    is_doubtful_end,
    is_noun,
    without_nouns,
)
from symcnn.documents.reading.expressions import STARTS, LineExpressions, past_edges
from symcnn.documents.reading.spoken import results
from symcnn.documents.reading.statement_starts import starts
from symcnn.documents.reading.token_brackets import closing, is_formula
from symcnn.documents.reading.tokens import Token, tokens

RELATION = late_pattern(
    r"=|≈| ~ ?\d|等于|约为|约是|\\approx|\\simeq|\\cong|\\sim(?![a-z])|equals"
    rf"|[\d)}}\x1f ](?:{results()})[ \x1f]{{0,2}}[\d(]"
)
_RELATIONS = ("equal", "about")
_OPERATIONS = ("sign", "times", "over", "power")
_ENDS = ("number", "close", "superscript")
_RANGES = ("~", "\\sim")
"""Signs that say "from … to …" as well as "about"."""
_GROUPED = late_pattern(r"\d+(?P<sign>[ ,])\d{3}(?:(?P=sign)\d{3})*")
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

    `is_certain` is false where a sign before it may or may not belong to it. With `needs_slip` it may say something
    else than that its sides are equal, unless they nearly are: ``stage 2 = 3*3*64``, ``3*3*64, which gives 575``.
    """

    tokens: tuple[Token, ...]
    sides: tuple[Side, ...]
    about: tuple[bool, ...]
    is_certain: bool
    needs_slip: bool = False

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.tokens[self.sides[0].first].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[self.sides[-1].end - 1].end


def statements_of_line(text: str, first: int, last: int) -> Iterator[tuple[Statement, ...]]:
    """The statements in a line of normal text, each with its possible readings, the likeliest first."""
    yield from _of_line(LineExpressions(without_nouns(_without_copies(tuple(tokens(text, first, last))))))


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


def _of_line(expressions: LineExpressions) -> Iterator[tuple[Statement, ...]]:
    line = expressions.tokens
    parted = _apart(line)
    apart = None if parted is None else LineExpressions(parted)
    place = 0
    done = 0
    while place < len(line):
        if line[place].kind in _RELATIONS:
            readings = _readings(expressions, place, done)
            if apart is not None:
                relation, begun = (_place_of(apart.tokens, line[at].start) for at in (place, done))
                others = _readings(apart, relation, begun)
                readings = (*readings, *others) if readings else others
            if readings:
                yield readings
                end = max(reading.end for reading in readings)
                done = place = _place_of(line, end)
                continue
        place += 1


def _place_of(line: Sequence[Token], start: int) -> int:
    """The first token that stands here or behind."""
    return bisect_left(line, start, key=lambda token: token.start)


def _apart(line: Sequence[Token]) -> tuple[Token, ...] | None:
    """The tokens where a blank or a comma parts numbers, and groups no digits; None for no such sign.

    ``= 112 112*112*128``, ``1000/16 ≈ 62,600/16 ≈ 38``.
    """
    grouped = [place for place, token in enumerate(line) if token.number is not None and _may_be_two(line, place)]
    if not grouped:
        return None
    parts: list[Token] = []
    for place, token in enumerate(line):
        if place not in grouped:
            parts.append(token)
            continue
        first, _, rest = token.text.partition("," if "," in token.text else " ")
        begun = tuple(tokens(first, 0, len(first)))
        gone_on = tuple(tokens(rest, 0, len(rest)))
        behind = token.start + len(first) + 1
        parts += (
            replaced._replace(start=token.start, end=token.start + len(first), loose=token.loose) for replaced in begun
        )
        parts += (
            one._replace(start=behind + one.start, end=behind + one.end, loose=one.loose or not at)
            for at, one in enumerate(gone_on)
        )
    return tuple(parts)


def _may_be_two(line: Sequence[Token], place: int) -> bool:
    """Whether digits are grouped by blanks, or by commas where a result ends and another calculation starts."""
    grouped = _GROUPED.match(line[place].text)
    if grouped is None or grouped["sign"] == " ":
        return grouped is not None
    before, behind = line[place - 1 : place], line[place + 1 : place + 2]
    is_result = any(token.kind in _RELATIONS for token in before)
    return is_result and any(token.kind in _OPERATIONS for token in behind)


def _readings(expressions: LineExpressions, relation: int, done: int) -> tuple[Statement, ...]:
    """The statements around a relation: all left sides that end there, with the chain to its right."""
    line = expressions.tokens
    right, about = _chain(expressions, relation)
    if not right:
        return ()
    found = []
    is_ended = not is_doubtful_end(line, right[-1].end) and not _names_shape(line, relation, right)
    for first, is_certain in starts(line, relation, done)[:_MOST_STARTS]:
        left = _side(expressions, first)
        if (
            left is not None
            and past_edges(line, left.end) == relation
            and not _is_remark(line, first, left.end, relation)
        ):
            sure = is_certain and is_ended and not _is_loosely_spoken(line, (left, *right))
            needs_slip = _is_labelled(line, left) or line[relation].spoken
            if not line[relation].spoken or _is_worked(line, left):
                found.append(Statement(line, (left, *right), about, sure, needs_slip))
            if len(found) == _MOST_READINGS:
                break
    is_label = (
        len(found) == 1 and found[0].sides[0].first > 0 and (found[0].sides[0].is_number or not found[0].is_certain)
    )
    if len(right) > 1 and (not found or is_label):  # a name, or what cannot be read, stands on the left
        sure = is_ended and not _is_loosely_spoken(line, right)
        found.append(Statement(line, right, about[1:], sure))
        if right[0].is_number and len(right) > 2:  # a letter and its value, of which the rest may be told
            found.append(Statement(line, right[1:], about[2:], sure))
    for cut in {_new_line(line, right), _spoken_behind_sign(line, right)} - {None}:
        lengths = [(statement, len(statement.sides) - len(right) + (cut or 0)) for statement in found]
        found += [_shortened(statement, length) for statement, length in lengths if length > 1]
    return tuple(reading for statement in found if (reading := _worth_judging(statement)) is not None)


def _is_worked(line: Sequence[Token], side: Side) -> bool:
    """Whether a side before a verb is a calculation, and no number or shape: not ``a 5x5 kernel``, ``3x3``."""
    if any(token.spoken for token in line[side.first : side.end]):
        return True
    args = side.expr.args if isinstance(side.expr, Op) else ()
    return len(args) > 3 or any(isinstance(node, Op) and node.name != "*" for node in walk(side.expr))


def _is_labelled(line: Sequence[Token], left: Side) -> bool:
    """Whether the left side is a number that may belong to the words before it: ``stage 2 = …``, ``第 2 层``."""
    before = line[left.first - 1] if left.first else None
    return left.is_number and before is not None and (before.kind == "name" or before.text == "#")


def _names_shape(line: Sequence[Token], relation: int, right: Sequence[Side]) -> bool:
    """Whether a number alone stands for something that has a shape: ``1 = 3x3 matrix of ones``."""
    end = right[-1].end
    is_alone = relation == 1 or (relation > 1 and line[relation - 2].kind == "line")
    if len(right) > 1 or not is_alone or end >= len(line) or line[end].kind != "name" or is_noun(line[end]):
        return False
    return all(
        token.kind == "number" or (token.kind == "times" and not token.loose) for token in line[relation + 1 : end]
    )


def _is_loosely_spoken(line: Sequence[Token], sides: Sequence[Side]) -> bool:
    """Whether operations in words stand beside others, so that nobody can tell what is worked out first."""
    for side in sides:
        signs = [token for token in line[side.first : side.end] if token.kind in _OPERATIONS]
        if any(token.spoken for token in signs) and len({token.kind == "sign" for token in signs}) > 1:
            return True
    return False


def _is_remark(line: Sequence[Token], first: int, end: int, relation: int) -> bool:
    """Whether the side ends a remark behind a row of TeX, which the row below does not go on with."""
    if not any(token.text.startswith("\\\\") for token in line[end:relation] if token.kind == "line"):
        return False
    row = first
    while row > 0 and line[row - 1].kind != "line":
        row -= 1
    begun = False
    for place in range(row, first):
        begun |= line[place].kind in _RELATIONS
        if begun and line[place].kind == "name" and line[place - 1].kind in (*_ENDS, "edge"):
            return True
    return False


def _new_line(line: Sequence[Token], sides: Sequence[Side]) -> int | None:
    """The first side on a new line behind a result: it may as well begin another item of a list."""
    for place, (before, after) in enumerate(pairwise(sides), 1):
        between = [token.text for token in line[before.end : after.first] if token.kind == "line"]
        if before.is_number and between and not any("\\\\" in text for text in between):
            return place
    return None


def _spoken_behind_sign(line: Sequence[Token], sides: Sequence[Side]) -> int | None:
    """The first side behind a verb, where a sign has given the result already: ``25 = 8 + 8 + 9 yields 3 tiles``."""
    spoken = (place for place, side in enumerate(sides) if place and line[side.first - 1].spoken)
    return next(spoken, None)


def _is_range(line: Sequence[Token], side: Side) -> bool:
    """Whether a difference that falls below zero is written as numbers from … to …: ``rows 6-7``."""
    match side.expr:
        case Op("+", (Num(first), Op("-", (Num(last),)))):
            return first < last and not any(token.loose for token in line[side.first + 1 : side.end])
    return False


def _shortened(statement: Statement, sides: int) -> Statement:
    return replace(statement, sides=statement.sides[:sides], about=statement.about[: sides - 1])


def _worth_judging(statement: Statement) -> Statement | None:
    """The statement unless it says nothing; numbers alone say something where one is another way to write the other."""
    if any(statement.tokens[side.first - 1].text in _RANGES for side in statement.sides[1:]):
        statement = replace(statement, is_certain=False)  # from … to …, as well as "about"
    if any(_is_range(statement.tokens, side) for side in statement.sides):
        return None
    if not all(side.is_number for side in statement.sides):
        return statement
    numbers = [statement.tokens[side.first].number for side in statement.sides]
    is_told = any(statement.about) or any(one is not None and (one.unit or one.place > 1) for one in numbers)
    return replace(statement, is_certain=False) if is_told else None


def _chain(expressions: LineExpressions, relation: int) -> tuple[tuple[Side, ...], tuple[bool, ...]]:
    line = expressions.tokens
    sides: list[Side] = []
    about: list[bool] = []
    while relation < len(line) and line[relation].kind in _RELATIONS:
        side = _side(expressions, past_edges(line, relation + 1))
        if side is None or _goes_on(line, side.end) or goes_on_behind_words(line, side.end):
            break
        if sides and line[relation].spoken and not _is_worked(line, sides[-1]):
            break  # a value, and what something gives
        about.append(line[relation].kind == "about")
        sides.append(side)
        relation = past_edges(line, side.end)
        if _is_remark(line, side.first, side.end, relation):
            break
    return tuple(sides), tuple(about)


def _side(expressions: LineExpressions, first: int) -> Side | None:
    found = expressions.at(first)
    if found is None:
        return None
    copied = _halved(expressions.tokens, first, found.end)
    return copied or Side(found.expr, first, found.end)


def _halved(line: Sequence[Token], first: int, end: int) -> Side | None:
    """The first half of a side whose digits and signs stand there twice, glued: ``11×11×311×11×3``."""
    text = "".join(token.text for token in line[first:end])
    half = text[: len(text) // 2]
    if len(text) % 2 or half + half != text or not any(sign in half for sign in "*/+"):
        return None
    again = tuple(tokens(half, 0, len(half)))
    found = LineExpressions(again).at(0)
    return Side(found.expr, first, end) if found and found.end == len(again) else None


def _goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether what was read is only the beginning of something with letters: ``5*n``, ``3x``, ``2 + bias``."""
    if end >= len(line):
        return False
    token = line[end]
    after = line[end + 1] if end + 1 < len(line) else None
    match token.kind:
        case "name" if after is not None and (
            after.kind in ("below", "power") or (after.kind == "open" and not after.loose)
        ):
            return len(token.text) == 1 and token.text.isascii()
        case "name":
            return not token.loose and token.text[0].isascii() and token.text not in "xX" and not is_noun(token)
        case "stop":
            return token.text == WALL
        case "below" | "power" | "times":
            return True
        case "over" | "sign":
            is_word = after is not None and after.kind == "name" and (len(after.text) > 2 or not after.text.isascii())
            return after is not None and after.kind in ("name", "number", *STARTS) and not (is_word and token.loose)
        case "open":
            closed = closing(line, end)
            return not token.loose if closed is None else token.loose and is_formula(line[end + 1 : closed])
    return False
