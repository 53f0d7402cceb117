"""What stands beside a calculation and may change what it says, and the nouns within it that do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.spoken import how_many
from symcnn.documents.reading.token_brackets import closing
from symcnn.documents.reading.tokens import Token

_OPERATIONS = ("sign", "times", "over")
_ENDS = ("number", "close", "superscript")
_WORDS = frozenset(
    [
        "mod",
        "times",
        "plus",
        "minus",
        "by",
        "divided",
        "multiplied",
        "squared",
        "cubed",
        "choose",
        "log",
        "ln",
        "sqrt",
        "exp",
    ]
)
"""Words of operations, which a calculation beside them belongs to: ``10 mod 3 + 1``."""
_PARTS = ("half", "third", "quarter")
_HAN_WORDS = late_pattern(r"[加减乘除模]$|[加减乘除]以?上?去?[掉了]?$|取余$|的平方$|倍$")
_SHARE = "占"
"""What takes a share, where a quotient stands behind it, or so much memory."""
_COMMANDS = frozenset(
    "\\" + name
    for name in [
        "sqrt",
        "log",
        "ln",
        "lg",
        "exp",
        "sum",
        "prod",
        "int",
        "bmod",
        "mod",
        "pmod",
        "pod",
        "pm",
        "mp",
        "cos",
        "sin",
        "tan",
        "tanh",
        "max",
        "min",
        "binom",
        "norm",
    ]
)
_MARKS = frozenset("√∛∑∏∫%±—")
_PUNCTUATION = frozenset(':.?!"“”‘。！？…|<>~#`;《》「」『』@&$')
"""What may stand before a calculation without a blank between them."""
_NUMBERED = frozenset(["fig", "eq", "sec", "tab", "ch", "no", "vs", "v", "figs", "eqs"])
_NOUN = late_pattern(
    r"(?:weights?|bias(?:es)?|param(?:eter)?s?|filters?|kernels?|channels?|neurons?|units|images?|values?|floats?"
    r"|numbers|pixels?|maps?|connections?|layers?|inputs?|outputs?|batch(?:es)?|epochs?|gpus?|classes|nodes"
    r"|multiplications|multiplies|additions|operations|ops|maccs?|macs?|flops?|elements|activations|steps|iterations)",
    re.IGNORECASE,
)
_HAN_NOUN = late_pattern(r"个[\u4e00-\u9fff]{0,5}|参数|权重|偏置|像素|通道|次乘法|次加法|张图?片?|层")
_UNIT = late_pattern(r"[KkMGT]i?[Bb]?|[xX]|[百千]?[万亿]\S*|million|billion|thousand|[KMGT]FLOPs?")
"""What belongs to the figure before it, though a sign stands between: ``$1.8$ G``."""
_LEAST_TOTAL = 1000
_NEAR = 8
"""How many tokens of a calculation are looked at."""


def is_doubtful_start(line: Sequence[Token], first: int) -> bool:
    """Whether what stands before a calculation may be a part of it: ``sqrt(16+9)``, ``10 mod 3 + 1``, ``r_3``."""
    if first == 0:
        return False
    before, glued = line[first - 1], not line[first].loose
    if before.kind == "separator" and len(line[first].text) > 1 and not line[first].text.strip("0"):
        return True  # the end of a number: 50, 000
    match before.kind:
        case "below":
            return True
        case "edge" if first > 1 and line[first - 2].text == "+":
            return True  # a sum that began in the line before: & + & 24*32
        case "close":
            return glued and line[first].kind == "number"
        case "separator" if before.text == "," and glued and not before.loose and first > 1:
            return line[first].kind == "number" and line[first - 2].kind == "number" and not _is_result(line, first - 2)
        case "not":
            return before.text == "//"
        case "name":
            is_called = glued and before.text[0].isascii() and line[first].kind in ("open", "frac")
            if _is_whole_side(line, first):
                return True
            if how_many().match(before.text):
                return True
            if before.text == "of" and first > 1 and (line[first - 2].text in _PARTS or line[first - 2].number):
                return True
            if before.text.endswith(_SHARE):
                return any(token.kind == "over" for token in line[first : first + _NEAR])
            return is_called or before.text.lower() in _WORDS or bool(_HAN_WORDS.search(before.text))
        case "stop" if before.text == "." and first > 1:
            earlier = line[first - 2]
            is_number = glued and not before.loose and earlier.kind in ("number", "name")
            return is_number or earlier.text.lower() in _NUMBERED
        case "stop":
            return before.text in _COMMANDS or before.text in _MARKS or (glued and _is_applied(line, first))
    return False


def _is_applied(line: Sequence[Token], first: int) -> bool:
    """Whether what stands in brackets here is given to the sign before it: ``log₂(8)``, ``f'(0)``."""
    sign = line[first - 1]
    if line[first].kind not in ("open", "frac", "function"):
        return False
    if sign.text in "'’′":
        return not sign.loose and first > 1 and line[first - 2].kind in ("name", "stop", "close")
    return sign.text not in _PUNCTUATION


def _is_whole_side(line: Sequence[Token], first: int) -> bool:
    """Whether the left side is in brackets here, which explain the word before them: ``filters (5x5x6) = …``."""
    end = closing(line, first) if line[first].kind == "open" else None
    return end is not None and end + 1 < len(line) and line[end + 1].kind in ("equal", "about")


def _is_result(line: Sequence[Token], at: int) -> bool:
    """Whether the number here is the result of a calculation before it."""
    return at > 1 and line[at - 1].kind in ("equal", "about") and line[at - 2].kind in (*_ENDS, "edge")


def is_doubtful_end(line: Sequence[Token], end: int) -> bool:
    """Whether what stands behind a result may be a part of it: ``3.211.264``, ``9:30``, ``37752,832``, ``5!``."""
    unit = end
    while unit < len(line) and line[unit].kind == "edge":
        unit += 1
    if unit < len(line) and line[unit].kind == "name" and _UNIT.fullmatch(line[unit].text):
        return True
    if end >= len(line):
        return False
    token = line[end]
    after = line[end + 1] if end + 1 < len(line) else None
    further = line[end + 2].kind if end + 2 < len(line) else "end"
    is_joined = not token.loose and after is not None and after.kind == "number" and not after.loose
    match token.kind:
        case "name":
            return token.text.lower() in _WORDS
        case "not":
            return token.text == "//"
        case "separator":
            return token.text == "," and is_joined and further not in (*_OPERATIONS, "power", "equal", "about", "name")
        case "stop":
            return (token.text in ".:'" and is_joined) or (token.text == "!" and not token.loose)
    return False


def goes_on_behind_words(line: Sequence[Token], end: int) -> bool:
    """Whether a calculation goes on behind a word or two: ``10 + 3 conv + 3 fc``."""
    at = end
    while at < len(line) and at < end + 2 and line[at].kind == "name":
        at += 1
    if at == end or at + 1 >= len(line) or line[at].kind not in _OPERATIONS:
        return False
    return line[at + 1].kind in ("number", "open", "frac")


def is_noun(token: Token) -> bool:
    """Whether a name says what is counted."""
    return bool(_NOUN.fullmatch(token.text) or _HAN_NOUN.fullmatch(token.text))


def without_nouns(line: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without the nouns that say what is counted: ``75 weights + 1 bias = 76``.

    One behind a lone number stays: ``1 epoch = 60000/128`` says what an epoch is.
    """
    if not any(token.kind == "name" for token in line):
        return line
    return tuple(token for place, token in enumerate(line) if not _is_noun(line, place))


def _is_noun(line: Sequence[Token], place: int) -> bool:
    token = line[place]
    if token.kind != "name" or not 0 < place < len(line) - 1 or line[place - 1].kind not in _ENDS:
        return False
    if not is_noun(token):
        return False
    before, after = line[place - 1], line[place + 1]
    if after.kind in _OPERATIONS:
        further = line[place + 2].kind if place + 2 < len(line) else "end"
        return further in ("number", "open", "frac") or (further == "name" and after.kind != "over")
    if after.kind == "close":
        return True
    if after.kind not in ("equal", "about"):
        return False
    is_total = before.number is not None and before.number.value >= _LEAST_TOTAL and after.kind == "about"
    return is_total or before.kind != "number" or (place > 1 and line[place - 2].kind in _OPERATIONS)
