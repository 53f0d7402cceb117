"""Formulas in the text of a document: relations with letters or words, ``O = (I-K)/S + 1``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from symcnn.answers.prove.notations import by_words, factors, taken_apart, usual_meanings
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, substituted, total
from symcnn.documents.reading.expressions import LineExpressions, is_letter, past_edges
from symcnn.documents.reading.stretches import stretches
from symcnn.documents.reading.token_brackets import closing, is_sum_in_brackets
from symcnn.documents.reading.tokens import ASSIGNMENTS, Token, tokens
from symcnn.documents.reading.vocabulary import meaning_of, phrase_before
from symcnn.documents.reading.worded_names import RESULTS, is_only_with, worded

_SIGN = late_pattern(
    r"=|≈|[←⟵]|<-|\\(?:leftarrow|gets)|等于|\bequals\b|\\approx|(?:size|shape|width|height|dimensions?|param(?:eter)?s?|weights|output|field|layer"
    r"|formula|calculated|computed|given|公式|尺寸|大小|宽度?|高度?|[数量]|权重|感受野)[ \t]*"
    r"(?::|为|是|is(?: given by)?\b|(?:is )?(?:by|as|with)\b|(?:will )?be(?:comes)?\b|共)?[ \t\x1f]*[(\[⌊\\A-Za-z]"
    r"|[)\w}][ \t\x1f]*(?:param(?:eter)?s|weights)\b|个(?:参数|权重)"
    r"|\x1f[^\x1f\n]{0,300}?[A-Za-z][^\x1f\n]{0,300}\x1f|[A-Za-z0-9)\]] ?[*^²³+-] ?(?:\d ?)?[A-Za-z(]"
    r"|\\frac|\^|\d[ ]?[A-Za-z][²³^]|[为是共] ?\d+[A-Za-z]",
    re.IGNORECASE,
)
_NAMED = late_pattern(r"[^\W\d_]|[∑∏]")
"""A letter, a word or a sum over layers, without which there is no formula."""
_SAYS = (":", "为", "是", "等于", "共", "is", "given", "by", "then", "be", "becomes")
_TAIL = frozenset(
    ["of", "after", "in", "for", "the", "a", "an", "this", "each", "conv", "convolution", "convolutional", "pooling"]
) | {"layer", "layers", "operation"}
"""Words between a phrase and what it is: ``the output size of a convolutional layer is``."""
_OPEN_START = late_pattern(r"[ \t&\x1f]*(?:[=*/+](?!=)|\\times|\\cdot|\\frac|\\lfloor|\\left|\\\\)")
_GOES_ON = late_pattern(
    r"[再减乘除取倍并]|加(?!上额外)|向(?!下取整|上取整)|(?:plus|minus|times|divided|over|mod)\b", re.IGNORECASE
)
_HARMLESS = ("\\end", "\\tag", "\\label", "\\nonumber", "\\notag", "\\item", "\\begin", "\\text", "\\quad")
_CONDITION = late_pattern(r"(?:if|when|otherwise|unless)\b|[若当]|如果|否则", re.IGNORECASE)
_GIVEN_BY = late_pattern(
    r"(?:formula|公式)[^.。\n]{0,60}?(?:\bis|\bby|:|为|是)[ \t`*\x1f]*\Z"
    r"|\b(?:given|calculated|computed) (?:by|as|with)[ \t`*\x1f]*\Z",
    re.IGNORECASE,
)
_COUNTED = late_pattern(r"(?:个|total )?(?:(?P<weights>weights|权重|权值)|param(?:eter)?s|参数)")
_PART = late_pattern(r"\b(?:each|every|per|one|single)\b|每|单个|一个", re.IGNORECASE)
_CLAUSE = late_pattern(r"[,;，；。\n]")
_RELATED = late_pattern(r"[ \t\x1f]*[=≈]")
_ORDERS = ("O", "Θ", "Theta", "\\Theta")
_RELATIONS = ("equal", "about", "update")
_OPERATORS = ("sign", "times", "over", "power", "below")
_TOKENS_BACK, _PART_REACH = 40, 16
_SIZE = "output size"
_LEAST_NAMES, _WORDS_REACH = 3, 90
_WORDS_BACK = 9
_STARTS = ("open", "frac", "name", "number", "function", "sum")
_JOINING = (*_OPERATORS, "equal", "about", "superscript", "number", "close", "not", "open", "frac")
_DIMENSIONS = late_pattern(r"(?:[1-5]|\(\d\+\d\)) ?-?[dD]\Z")
_LONGEST_DIMENSIONS = 7
_LETTER_LENGTH = 2
_HAN = "\u4e00"
"""Where the signs begin that are words."""
_LONGEST_GLUED = 3
_WORDLIKE = late_pattern(r"[A-Za-z][a-z]+")


@record
class PrintedFormula:
    """``left = side = side``: a name, and what is said to be equal to it, from `start` up to `end`.

    `left` is a letter, a phrase as it stands in the text, or empty; `is_case` tells that a condition follows,
    `is_order` that only how it grows is said: ``O(K²CN)``.
    """

    left: str
    sides: tuple[Expr, ...]
    start: int
    end: int
    is_case: bool = False
    is_order: bool = False

    @property
    def is_identity(self) -> bool:
        """Whether it says that two expressions are equal, and names nothing."""
        return not self.left and len(self.sides) > 1

    @property
    def names(self) -> tuple[str, ...]:
        """All names in it, the left one first."""
        left = (self.left,) if self.left else ()
        return tuple(dict.fromkeys((*left, *(name for side in self.sides for name in names(side)))))


def formulas(text: str, start: int, end: int) -> Iterator[PrintedFormula]:
    """The formulas in normal text between two places, in order.

    >>> [formula.left for formula in formulas("The output size = (input size - K)/S + 1 where", 0, 45)]
    ['output size']
    """
    for first, last in stretches(text, start, end, _SIGN, _OPEN_START):
        if _NAMED.search(text, first, last):
            begin = max(first - _WORDS_REACH, 0)
            for found in _in_line_like(text[begin : last + _PART_REACH], first - begin, last - begin):
                yield replace(found, start=found.start + begin, end=found.end + begin)


@lru_cache(maxsize=1 << 10)
def _in_line_like(text: str, first: int, last: int) -> tuple[PrintedFormula, ...]:
    """The formulas of a line between the words around it; the same may stand in a text again and again."""
    line = with_phrases(text, tuple(tokens(text, first, last, letters=True)))
    return tuple(_in_line(text, LineExpressions(line, letters=True)))


def with_phrases(text: str, line: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, with the words of a known phrase as one name: ``input size``, ``输入数据的Feature个数``."""
    found: list[Token] = []
    place = 0
    while place < len(line):
        token = line[place]
        length = _phrase_length(text, line, place) if token.kind == "name" else 1
        if length > 1:
            last = line[place + length - 1]
            phrase = text[token.start : last.end]
            token = Token("name", phrase, token.start, last.end, token.loose)
        found.append(token)
        place += length
    return tuple(found)


def _phrase_length(text: str, line: Sequence[Token], first: int) -> int:
    """How many tokens the longest phrase has that starts here."""
    ends = []
    if line[first].text.lower() in ("the", "a", "an"):
        return 1
    for place in range(first + 1, min(len(line), first + _WORDS_BACK)):
        token, before = line[place], line[place - 1]
        if token.kind == "name" and not token.text.startswith("\\"):
            is_joined = token.loose or before.kind in ("sign", "below") or not (token.text + before.text).isascii()
            if not is_joined:
                break
            ends.append(place)
        elif token.kind not in ("sign", "below") or token.text == "+" or token.loose or before.kind != "name":
            break
    for place in reversed(ends):
        if meaning_of(text[line[first].start : line[place].end]):
            return place - first + 1
    return 1


def _in_line(text: str, expressions: LineExpressions) -> Iterator[PrintedFormula]:
    line = expressions.tokens
    done = 0
    for place, token in enumerate(line):
        if place < done:
            continue
        left = None
        if token.kind == "name" and token.text in _ORDERS and (order := _order(expressions, place)):
            yield order[0]
            done = order[1]
            continue
        if token.kind in _RELATIONS:
            left = _left(text, expressions, place, done)
            right = place
        elif (
            token.kind == "name"
            and _COUNTED.match(token.text)
            and (counted := _counted(text, expressions, place, done))
        ):
            yield counted
            done = place + 1
            continue
        elif token.kind in ("open", "frac") and (found := _by_formula(text, expressions, place)):
            yield found[0]
            done = found[1]
            continue
        elif token.kind == "name":
            right = _past_tail(line, place)
            left = _stated(text, line, place, right)
            while left is not None and right + 1 < len(line) and line[right + 1].text in _SAYS:
                right += 1
        if left is None:
            is_open = token.kind in _STARTS and not expressions.is_lone_name(place)
            if is_open and (alone := _alone(expressions, place)):
                yield alone[0]
                done = alone[1]
            continue
        sides, end = _right(expressions, right)
        if sides:
            sides = of_values_before(left[0], line[right], sides)
            yield PrintedFormula(left[0], sides, left[1], line[end - 1].end, _is_case(line, end))
            done = end


def of_values_before(name: str, sign: Token, sides: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """What a name is given anew, with another name for its value before: ``r ← r + (k - 1)·j``, ``j *= s``."""
    if sign.kind != "update" and sign.text not in ASSIGNMENTS:
        return sides
    before = Sym(f"{name}_in")
    sides = tuple(substituted(_apart_from(name, side), {name: before}) for side in sides)
    match sign.text:
        case "+=":
            return (total(before, sides[0]),)
        case "-=":
            return (total(before, negated(sides[0])),)
        case "*=":
            return (product(before, sides[0]),)
    return sides


def _apart_from(name: str, side: Expr) -> Expr:
    """The side with letters that stand close together as their product, where the name is one of them: ``js``."""
    return taken_apart(side, {other: factors(other) for other in names(side) if name in factors(other)})


def _left(text: str, expressions: LineExpressions, relation: int, done: int) -> tuple[str, int] | None:
    """The name that ends at the relation, and where it starts."""
    line = expressions.tokens
    end = relation
    while end > done and line[end - 1].kind in ("edge", "line"):
        end -= 1
    for first in range(max(done, end - _WORDS_BACK), end):
        before = line[first - 1] if first > done else None
        if line[first].kind not in ("name", "open") or (before and before.kind in ("below", "times", "over", "power")):
            continue
        found = expressions.at(first)
        if found is None or found.end != end or not isinstance(found.expr, Sym):
            continue
        if before and before.kind == "sign" and first - 1 > done and line[first - 2].kind not in ("line", "edge"):
            return None  # the last term of a sum
        return _name(text, line, first, end, found.expr.name)
    return None


def _name(text: str, line: Sequence[Token], first: int, end: int, name: str) -> tuple[str, int]:
    """The name, or of a run of words the last ones, which are known: ``因此卷积层的参数``."""
    token = line[first]
    if end == first + 1 and token.text[0] >= "\u4e00" and not meaning_of(name):
        for at in range(token.start + 1, token.end):
            if meaning_of(text[at : token.end]):
                return text[at : token.end], at
    return name, token.start


def _counted(text: str, expressions: LineExpressions, place: int, done: int) -> PrintedFormula | None:
    """So many parameters: ``a total of (F*F*D_1)*K weights``; those of a part of a layer are left out."""
    line = expressions.tokens
    end = place
    while end > done and line[end - 1].kind == "edge":
        end -= 1
    counted = _COUNTED.match(line[place].text)
    after = text[line[place].end : line[place].end + _PART_REACH]
    before = _CLAUSE.split(text[max(0, line[place].start - _WORDS_REACH) : line[place].start])[-1]
    if counted is None or _PART.search(before) or _PART.search(after) or _RELATED.match(after):
        return None
    for first in range(max(done, end - _TOKENS_BACK), end):
        if first > done and line[first - 1].kind in (*_OPERATORS, "equal", "about", "open"):
            continue
        if line[first].kind not in ("open", "name", "frac"):
            continue
        found = expressions.at(first)
        if found is not None and found.end == end and len(names(found.expr)) >= _LEAST_NAMES:
            quantity = "weights" if counted["weights"] else "params"
            return PrintedFormula(quantity, (found.expr,), line[first].start, line[end - 1].end, is_case=True)
    return None


def _by_formula(text: str, expressions: LineExpressions, place: int) -> tuple[PrintedFormula, int] | None:
    """A size that no name stands before: ``the formula for the neurons that fit is (W - F + 2P)/S + 1``."""
    line = expressions.tokens
    start = line[place].start
    if not _GIVEN_BY.search(text, max(0, start - _WORDS_REACH), start):
        return None
    found = expressions.at(place)
    if found is None or _goes_on(line, found.end) or len(names(found.expr)) < _LEAST_NAMES:
        return None
    match found.expr:
        case Op("+", (Op("*" | "floor"), Num(one))) if one == 1:
            end = line[found.end - 1].end
            return PrintedFormula(_SIZE, (found.expr,), start, end, _is_case(line, found.end)), found.end
    return None


def _order(expressions: LineExpressions, place: int) -> tuple[PrintedFormula, int] | None:
    """How something grows, ``O(K²CN)``, and the token behind it."""
    line = expressions.tokens
    opening = line[place + 1] if place + 1 < len(line) else None
    if opening is None or opening.text != "(" or opening.loose:
        return None
    end, found = closing(line, place + 1), expressions.at(place + 2)
    if end is None or found is None or found.end != end or not isinstance(found.expr, Op):
        return None
    if end + 1 < len(line) and line[end + 1].kind in (*_OPERATORS, "equal"):
        return None
    stop = line[end].end
    return PrintedFormula("", (found.expr,), line[place].start, stop, is_case=True, is_order=True), end + 1


def _alone(expressions: LineExpressions, place: int) -> tuple[PrintedFormula, int] | None:
    """An expression with letters that stands by itself, and the token behind it."""
    line = expressions.tokens
    before = line[place - 1] if place else None
    if before is not None and (before.kind in _JOINING or _is_glued(before, line[place])):
        return None
    if before is not None and before.kind == "sign" and place > 1 and line[place - 2].kind not in ("edge", "line"):
        return None
    is_apart = before is not None and before.kind == "edge" and expressions.is_within_edges(place)
    found = expressions.at(place)
    if found is None or _goes_on(line, found.end):
        return None
    is_product = is_apart and isinstance(found.expr, Sym) and _is_glued_name(found.expr.name)
    if not (is_product and _is_ended(line, found.end)) and (not isinstance(found.expr, Op) or found.end - place < 2):
        return None
    every = names(found.expr)
    is_many = any(map(_is_of_program, every)) or len(every) >= _LEAST_NAMES
    is_of_program = is_many and all(map(_says_what_it_is, every))
    letters = [name for name in every if is_of_program or _is_short(name, is_apart=is_apart)]
    after = line[found.end] if found.end < len(line) else None
    ends = past_edges(line, found.end)
    is_related = after is not None and ends < len(line) and line[ends].kind in ("equal", "about", "not")
    if not letters or len(letters) < len(names(found.expr)) or any(letter[:1] >= _HAN for letter in letters):
        return None
    if is_related:
        return _with_sides(expressions, place, found.expr, ends) if line[ends].kind == "equal" else None
    if found.end - place <= _LONGEST_DIMENSIONS and _DIMENSIONS.match(
        "".join(token.text for token in line[place : found.end])
    ):
        return None
    return PrintedFormula("", (found.expr,), line[place].start, line[found.end - 1].end), found.end


def _is_short(name: str, *, is_apart: bool) -> bool:
    """Whether a name is a letter, or letters that stand close together; a word is none where no formula is marked."""
    if len(name.split("_")[0].split("[")[0]) <= _LETTER_LENGTH:
        return True
    return _is_glued_name(name) if is_apart else not is_wordlike(name) and bool(factors(name)) and not worded(name)


def _is_glued_name(name: str) -> bool:
    """Whether a name in a marked formula is a product of letters: a few, or large ones among them."""
    is_letters = bool(factors(name, name)) and (len(name) <= _LONGEST_GLUED or not is_wordlike(name))
    return is_letters and not worded(name)


def _is_ended(line: Sequence[Token], end: int) -> bool:
    """Whether a marked formula ends here."""
    return end < len(line) and line[end].kind == "edge"


def is_wordlike(name: str) -> bool:
    """Whether letters may be a word: small ones, but for the first."""
    return _WORDLIKE.fullmatch(name) is not None


def _says_what_it_is(name: str) -> bool:
    return worded(name) is not None or name in by_words() or bool(usual_meanings(name))


def _is_of_program(name: str) -> bool:
    """Whether a name is one of a program, and says what it is: ``in_channels``."""
    return ("_" in name or "[" in name) and " " not in name and worded(name) is not None


def _with_sides(
    expressions: LineExpressions, place: int, first: Expr, relation: int
) -> tuple[PrintedFormula, int] | None:
    """An expression that is said to be equal to others, or to a quantity: ``K^2*C*N = W``."""
    line = expressions.tokens
    sides, end = _right(expressions, relation)
    if not sides or any(isinstance(side, Num) for side in sides):
        return None
    start, stop = line[place].start, line[end - 1].end
    if isinstance(sides[-1], Sym):
        return PrintedFormula(sides[-1].name, (first, *sides[:-1]), start, stop, _is_case(line, end)), end
    return PrintedFormula("", (first, *sides), start, stop, _is_case(line, end)), end


def _is_glued(before: Token, token: Token) -> bool:
    return before.kind == "name" and not token.loose and before.text[0] < "\u4e00"


def _past_tail(line: Sequence[Token], place: int) -> int:
    """The last of the words that go with a phrase; the phrase itself where no verb follows them."""
    end = place
    while end + 1 < len(line) and line[end + 1].text.lower() in _TAIL:
        end += 1
    if end + 2 < len(line) and line[end + 1].text == "will" and line[end + 2].text == "be":
        return end + 1
    return end if end + 1 < len(line) and line[end + 1].text in (":", "is") else place


def _stated(text: str, line: Sequence[Token], place: int, right: int) -> tuple[str, int] | None:
    """A phrase for a result with a formula behind it, and no sign of equality: ``Output size: (N - F)/S + 1``."""
    token = line[place]
    after = line[right + 1] if right + 1 < len(line) else None
    if after is None or len(token.text) < 2 or token.text.startswith("\\"):
        return None
    words = token.text
    says = next((say for say in _SAYS if words.endswith(say)), "") if words.endswith(_SAYS) else ""
    is_glued = not after.loose and words[-1] >= "\u4e00" and after.kind in ("name", "open", "edge")
    if not (says or after.text in (":", "is", "be", "becomes") or after.kind == "edge" or is_glued):
        return None
    end = token.end - len(says)
    if words.isascii() or not phrase_before(text, token.start, end):
        found = meaning_of(words)
        first = token.start
    else:
        found = phrase_before(text, token.start, end)
        first = next(at for at in range(token.start, end) if text[at] != "的" and meaning_of(text[at:end]))
    if found is None or found.quantity not in RESULTS or not found.is_certain or is_only_with(text, first):
        return None
    return text[first:end], first


def _right(expressions: LineExpressions, relation: int) -> tuple[tuple[Expr, ...], int]:
    """The sides with letters behind the relation, up to the first without, and the place behind them."""
    line = expressions.tokens
    sides: list[Expr] = []
    end = relation
    is_stated = line[relation].kind not in _RELATIONS
    while relation < len(line):
        first = past_edges(line, relation + 1)
        found = expressions.at(first)
        if found is None or not names(found.expr) or _goes_on(line, found.end):
            break
        if is_stated and not isinstance(found.expr, Op):
            break
        sides.append(found.expr)
        end = found.end
        relation = past_edges(line, found.end)
        if relation >= len(line) or line[relation].kind != "equal":
            break
    return tuple(sides), end


def _is_case(line: Sequence[Token], end: int) -> bool:
    """Whether a condition stands behind the sides: ``if same``, ``当 S = 1 时``."""
    while end < len(line) and (line[end].kind in ("edge", "separator", "open") or line[end].text in ("&", "\\quad")):
        end += 1
    return end < len(line) and line[end].kind == "name" and bool(_CONDITION.match(line[end].text))


def _goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether what was read is only the beginning of something that cannot be read."""
    if end >= len(line):
        return False
    token = line[end]
    match token.kind:
        case "name":
            after = line[end + 1].kind if end + 1 < len(line) else ""
            is_operand = after in ("sign", "times", "over", "power") and not line[end + 1].loose
            is_next = is_letter(token) and (line[end - 1].kind == "name" or line[end - 1].text == "}")
            return (
                bool(_GOES_ON.match(token.text))
                or is_operand
                or is_next
                or (not token.loose and token.text[0].isascii())
            )
        case "below" | "power" | "times" | "over" | "superscript" | "frac" | "number":
            return True
        case "sign":
            return not (token.loose and end + 1 < len(line) and line[end + 1].loose and line[end + 1].kind == "name")
        case "not":
            return token.text in ("//", "!=")
        case "open":
            return not token.loose or token.text in "⌊⌈" or is_sum_in_brackets(line, end)
        case "stop":
            is_mark = token.text in "'%!′" or (token.text == "|" and not token.loose)  # else the edge of a cell
            return is_mark or (token.text.startswith("\\") and token.text not in _HARMLESS)
    return False
