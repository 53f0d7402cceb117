"""From tokens to written expressions: the longest one that starts at a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from symcnn.answers.prove.layer_by_layer import PRODUCT, UNWRITTEN
from symcnn.answers.prove.notations import factors
from symcnn.core.limits import MAX_NESTING
from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total, walk
from symcnn.documents.reading.token_brackets import closing, is_formula, is_sum_in_brackets
from symcnn.documents.reading.tokens import PAIRS, Token
from symcnn.documents.reading.vocabulary import meaning_of

_ROUNDINGS = {"⌊": "floor", "⌈": "ceil"}
_FLOORS = ("int", "math.floor", "np.floor", "numpy.floor", "torch.floor", "tf.floor")
"""Functions of programs; what `int` cuts off a quotient of sizes is its fraction."""
_CEILINGS = ("math.ceil", "np.ceil", "numpy.ceil", "torch.ceil", "tf.ceil", "tf.math.ceil")
_AS_IS = ("float", "np.float32", "tf.cast", "tf.to_float")
"""Functions of programs that change the kind of a number and not its value."""
SHORT_WORDS = frozenset(
    ["if", "is", "it", "in", "of", "as", "we", "to", "or", "on", "at", "by", "so", "an", "be", "do"]
)
"""Words of two letters, which are no names."""
_ROLES = ("input", "output", "in", "out", "prev", "previous", "layer")
STARTS = ("number", "open", "frac", "function")
"""The tokens that an expression of numbers starts with."""
_FIRST = frozenset({*STARTS, "sign", "sum", "name"})
_PARTING = ("separator", "stop", "close")
"""The tokens behind which no expression goes on."""
_APART = ("separator", "close", "number", "equal", "update", "about", "end")
"""The tokens with which no name before them is joined."""
_BREAKS = ("line", "edge")
_BELOW: Mapping[str, tuple[Expr, ...]] = {
    **dict.fromkeys(("<", "\\lt"), (negated(Num(1)),)),
    **dict.fromkeys(("<=", "≤", "⩽", "\\le", "\\leq", "\\leqslant"), ()),
}
"""The signs behind an index that is bounded from above, and what its last value is more than the bound: ``j < i``."""
_JOINED = ("open", "function", "name", "frac", "sum")
"""What may be multiplied with what stands before it, without a sign between them."""
_BEHIND = ("end",) * 4
"""What is met behind a line, and before it."""
Valued = Callable[[PrintedNumber], Number]
"""What a printed number is worth in a reading of its marks and units."""


class ReadExpression(NamedTuple):
    """An expression and the place of the token behind it."""

    expr: Expr
    end: int


class Unreadable(Exception):
    """No expression stands here."""


def expression_at(
    tokens: Sequence[Token],
    start: int,
    *,
    letters: bool = False,
    valued: Valued | None = None,
    spaced: bool = False,
) -> ReadExpression | None:
    """The longest expression that starts at the token; None where none does; see `LineExpressions`."""
    return LineExpressions(tokens, letters=letters, valued=valued, spaced=spaced).at(start)


class LineExpressions:
    """The expressions of a line, by a recursive descent that reads each operand once where it stands.

    Every method takes the place to read at, and gives what it read and the place behind.
    """

    def __init__(
        self, tokens: Sequence[Token], *, letters: bool = False, valued: Valued | None = None, spaced: bool = False
    ) -> None:
        """Without `letters` they are of numbers alone, and a bracket with words is an annotation: ``55(width)*4``.

        `valued` tells what a number is worth, where it is not its value. With `spaced`, a division between blanks is
        worked out behind those without: ``3/5 / 4/5``.
        """
        self.tokens, self.letters, self.valued, self.spaced = tuple(tokens), letters, valued, spaced
        self.kinds = (*(token.kind for token in tokens), *_BEHIND)
        self._read: dict[int, ReadExpression | None] = {}
        self._powers: dict[int, tuple[Expr, int]] = {}

    def at(self, start: int) -> ReadExpression | None:
        """The longest expression that starts at the token; None where none does."""
        if start not in self._read:
            self._read[start] = self._whole(start)
        return self._read[start]

    def _whole(self, start: int) -> ReadExpression | None:
        if self.kinds[start] not in _FIRST:
            return None
        try:
            if self.kinds[start] == "number" and self.kinds[start + 1] in _PARTING:
                return ReadExpression(self.number(self.tokens[start]), start + 1)
            return ReadExpression(*self.sum(start, 0))
        except Unreadable:
            return None

    def text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def sum(self, at: int, depth: int) -> tuple[Expr, int]:
        if depth > MAX_NESTING:
            raise Unreadable
        term, at = self.product(at, depth)
        terms = [term]
        while self.kinds[after := self.past_breaks(at)] == "sign":
            try:
                term, at = self.product(self.past_breaks(after + 1), depth)
            except Unreadable:
                break
            terms.append(negated(term) if self.tokens[after].text == "-" else term)
        return total(*terms), at

    def product(self, at: int, depth: int) -> tuple[Expr, int]:
        if self.kinds[at] == "sign":
            expr, end = self.product(at + 1, depth)
            return (negated(expr) if self.tokens[at].text == "-" else expr), end
        factor, at = self.power(at, depth)
        factors = [factor]
        while True:
            after = self.past_breaks(at)
            kind = self.kinds[after]
            try:
                if kind == "times":
                    factor, at = self.signed(self.past_breaks(after + 1), depth)
                    factors.append(factor)
                elif kind in ("over", "not") and self.tokens[after].text == "//":
                    factor, at = self.power(self.past_breaks(after + 1), depth)
                    factors = [Op("floor", (product(*factors, reciprocal(factor)),))]
                elif kind == "over":
                    factor, at = self.divisor(after, depth)
                    factors.append(reciprocal(factor))
                elif self.kinds[at] in _JOINED and self.is_factor(at):
                    factor, at = self.power(at, depth)
                    factors.append(factor)
                else:
                    break
            except Unreadable:
                break
        return product(*factors), at

    def divisor(self, over: int, depth: int) -> tuple[Expr, int]:
        factor, at = self.signed(self.past_breaks(over + 1), depth)
        if not self.spaced or not self.tokens[over].loose:
            return factor, at
        factors = [factor]
        while self.kinds[at] in ("times", "over") and not self.tokens[at].loose:
            is_over = self.kinds[at] == "over"
            factor, at = self.power(at + 1, depth)
            factors.append(reciprocal(factor) if is_over else factor)
        return product(*factors), at

    def signed(self, at: int, depth: int) -> tuple[Expr, int]:
        """A power that may have a minus before it: ``2*-1``."""
        if self.kinds[at] == "sign" and self.tokens[at].text == "-":
            expr, end = self.power(at + 1, depth)
            return negated(expr), end
        return self.power(at, depth)

    def is_lone_name(self, at: int) -> bool:
        """Whether a name stands here with which nothing is joined, as words of prose do."""
        after = self.kinds[at + 1]
        return self.kinds[at] == "name" and (after in _APART or (after == "name" and not self.is_factor(at + 1)))

    def is_factor(self, at: int) -> bool:
        """Whether what stands here is multiplied with what stands before, without a sign between them."""
        kind = self.kinds[at]
        if kind == "open":
            if self.tokens[at].text in _ROUNDINGS:
                return True
            is_word = self.kinds[at - 1] == "name" and len(self.text(at - 1)) > 1
            is_sum = self.letters and not is_word and is_sum_in_brackets(self.tokens, at)
            is_next = not self.tokens[at].loose or is_sum
            return is_next and self.tokens[at].text in "([" and not self.is_reference(at)
        if not self.letters:
            return kind == "function" and not self.tokens[at].loose
        if kind == "name" and not self.text(at)[0].isascii() and self.text(at)[0] >= "\u4e00":
            return False  # prose goes on behind a formula without a blank
        word = self.text(at)
        if kind == "name" and self.tokens[at].loose and word.islower() and (len(word) > 2 or word in SHORT_WORDS):
            return False  # a word: 1 where
        if kind == "name" and self.kinds[at - 1] == "name" and self.tokens[at].loose:
            if len(self.text(at)) == 1 and self.is_within_edges(at):
                return True
            before, after = self.tokens[at - 1], self.tokens[at]
            return (is_letter(before) or self.kinds[at - 2] == "below") and (is_letter(after) or self.is_marked(at))
        return kind in ("name", "frac", "sum")

    def is_within_edges(self, at: int) -> bool:
        """Whether a formula has begun and not ended: letters in it are no words, ``$k k c$``."""
        return self.kinds[:at].count("edge") % 2 == 1

    def is_marked(self, at: int) -> bool:
        """Whether a letter with an index stands here, which is no word: ``k_h k_w c``."""
        return len(self.text(at)) == 1 and (self.kinds[at + 1] == "below" or self.kinds[at - 2] == "below")

    def is_reference(self, at: int) -> bool:
        """Whether a number in brackets here refers to a source or an equation: ``= 156[3]``, ``= 28(1)``."""
        if self.letters or self.kinds[at + 1] != "number" or self.kinds[at + 2] != "close":
            return False
        return self.text(at) == "[" or self.kinds[at + 3] in ("end", "line", "edge", "stop", "separator")

    def past_breaks(self, at: int) -> int:
        """Past the end of a line, or of a formula, that an operation follows or precedes."""
        if self.kinds[at] not in _BREAKS:
            return at
        after, lines = at, 0
        while self.kinds[after] in _BREAKS:
            lines += self.kinds[after] == "line"
            after += 1
        if at > 0 and self.kinds[at - 1] in ("sign", "times", "over"):
            return after
        goes_on = self.kinds[after] in ("times", "over") or (self.kinds[after] == "sign" and not lines)
        return after if goes_on else at

    def power(self, at: int, depth: int) -> tuple[Expr, int]:
        if at not in self._powers:
            self._powers[at] = self._power(at, depth)
        return self._powers[at]

    def _power(self, start: int, depth: int) -> tuple[Expr, int]:
        base, at = self.operand(start, depth)
        if self.kinds[start] == "open" and isinstance(base, Sym) and (letters := factors(base.name)):
            base = product(*map(Sym, letters))  # (hw)^2 is no h·w^2
        at = self.past_annotation(at)
        if self.kinds[at] == "superscript":
            return Op("^", (base, Num(int(self.tokens[at].text)))), self.past_annotation(at + 1)
        if self.kinds[at] == "power":
            exponent, at = self.exponent(at + 1, depth + 1)
            return Op("^", (base, exponent)), self.past_annotation(at)
        return base, at

    def exponent(self, at: int, depth: int) -> tuple[Expr, int]:
        if depth > MAX_NESTING:
            raise Unreadable
        return self.signed(at, depth)

    def operand(self, at: int, depth: int) -> tuple[Expr, int]:
        match self.kinds[at]:
            case "number":
                return self.number(self.tokens[at]), at + 1
            case "open":
                return self.bracketed(at, depth)
            case "frac":
                above, at = self.argument(at + 1, depth)
                below, at = self.argument(at, depth)
                return product(above, reciprocal(below)), at
            case "function":
                return self.call(at, depth)
            case "sum":
                return self.over_layers(at, depth)
            case "name" if self.letters:
                called = self.called(at, depth) if self.text(at + 1) == "(" else None
                return called or self.marked(self.text(at), at + 1)
        raise Unreadable

    def over_layers(self, at: int, depth: int) -> tuple[Expr, int]:
        """A sum or a product over layers, with its index and bounds: ``\\sum_{l=1}^{L} k_l``."""
        name, at = self.text(at), at + 1
        index: Expr = UNWRITTEN
        first: Expr = UNWRITTEN
        last: Expr = UNWRITTEN
        while self.kinds[at] in ("below", "power"):
            if self.kinds[at] == "power":
                last, at = self.exponent(at + 1, depth + 1)
                continue
            is_group = self.text(at + 1) == "{"
            at += 1 + is_group
            if self.kinds[at] != "name":
                raise Unreadable
            index, at = Sym(self.text(at)), at + 1
            if self.kinds[at] == "equal":
                first, at = self.sum(at + 1, depth + 1)
            elif self.text(at) in _BELOW:
                bound, end = self.sum(at + 1, depth + 1)
                last, at = total(bound, *_BELOW[self.text(at)]), end
            if is_group and self.text(at) != "}":
                raise Unreadable
            at += is_group
        summand, at = self.product(at, depth + 1)
        return Op(name, (summand, _index_in(summand, index), first, last)), at

    def called(self, at: int, depth: int) -> tuple[Expr, int] | None:
        """A function of a program on one number; None for any other name before a bracket."""
        name = self.text(at)
        if name in _AS_IS:
            return self.bracketed(at + 1, depth)
        rounding = "floor" if name in _FLOORS else "ceil" if name in _CEILINGS else None
        if rounding is None:
            return None
        inner, end = self.bracketed(at + 1, depth)
        return Op(rounding, (inner,)), end

    def number(self, token: Token) -> Num:
        if token.number is None:
            if not self.letters:
                raise Unreadable  # a number beyond the limit of digits
            return Num(int(token.text) if token.text.isdecimal() else exact(Fraction(token.text)))
        return Num(self.valued(token.number) if self.valued else token.number.value)

    def bracketed(self, at: int, depth: int) -> tuple[Expr, int]:
        opening = self.tokens[at].text
        inner, at = self.sum(at + 1, depth + 1)
        if self.kinds[at] != "close" or self.tokens[at].text != PAIRS[opening]:
            raise Unreadable
        rounding = _ROUNDINGS.get(opening)
        return Op(rounding, (inner,)) if rounding else inner, at + 1

    def argument(self, at: int, depth: int) -> tuple[Expr, int]:
        """A TeX argument: a group in braces, or the next sign alone, which is one digit of a number."""
        if self.kinds[at] == "open" and self.tokens[at].text == "{":
            return self.bracketed(at, depth)
        if len(self.text(at)) > 1:
            raise Unreadable
        return self.operand(at, depth + 1)

    def call(self, at: int, depth: int) -> tuple[Expr, int]:
        name, start = self.text(at), at
        arg, at = self.sum(at + 2, depth + 1)
        args = [arg]
        while self.kinds[at] == "separator":
            arg, at = self.sum(at + 1, depth + 1)
            args.append(arg)
        if self.kinds[at] != "close" or (name in ("floor", "ceil") and len(args) > 1):
            raise Unreadable
        if not self.letters and any("," in token.text for token in self.tokens[start:at] if token.number is not None):
            raise Unreadable  # max(1,100): one number or two
        return Op(name, tuple(args)), at + 1

    def marked(self, name: str, at: int) -> tuple[Expr, int]:
        """A name with its subscript, the layer in brackets above it, an index, and words in brackets behind it.

        What is above it matters only where it is the layer before: ``n^{[l-1]}``.
        """
        while self.kinds[at] == "below":
            inside, at = self.mark(at + 1)
            name = f"{name}_{inside}"
        while self.text(at) in ("'", "′") and not self.tokens[at].loose:
            name, at = name + "'", at + 1
        if self.kinds[at] == "power" and self.text(at + 1) == "{" and self.text(at + 2) in ("[", "("):
            end = closing(self.tokens, at + 1)
            if end is None:
                raise Unreadable
            above = "".join(token.text for token in self.tokens[at + 3 : end - 1])
            return Sym(name + ("[l-1]" if above.endswith("-1") else "")), end + 1
        if self.kinds[at] != "open" or self.tokens[at].loose:
            return Sym(name), at
        end = closing(self.tokens, at)
        inner = self.tokens[at + 1 : end]
        if end is None or not inner:
            return Sym(name), at
        if self.text(at) == "[" and len(inner) == 1 and inner[0].kind == "number":
            return Sym(f"{name}[{inner[0].text}]"), end + 1
        if self.text(at) == "(" and all(word.kind == "name" for word in inner):
            words = " ".join(word.text for word in inner)
            if words.lower() in _ROLES:
                return Sym(f"{name}_{words}"), end + 1
            if (len(name) > 1) != (len(words) > 1) or (meaning_of(name) and meaning_of(words)):
                return Sym(name), end + 1  # a word and its letter, or what is told of it: stride(S), channels(biases)
        return Sym(name), at

    def mark(self, at: int) -> tuple[str, int]:
        if self.kinds[at] in ("name", "number"):
            return self.text(at), at + 1
        if self.text(at) != "{":
            raise Unreadable
        end = closing(self.tokens, at)
        if end is None:
            raise Unreadable
        return "".join(token.text for token in self.tokens[at + 1 : end]), end + 1

    def past_annotation(self, at: int) -> int:
        """Past a bracket of words, or of a share in percent, that says what the number before it is."""
        if self.letters or self.kinds[at] != "open" or self.tokens[at].text not in "([":
            return at
        end = closing(self.tokens, at)
        if end is None:
            return at
        inside = self.tokens[at + 1 : end]
        if any(token.kind in ("name", "stop") for token in inside) and not any(
            token.kind in ("equal", "about") for token in inside
        ):
            if not is_formula(inside) and self.kinds[end + 1] not in ("power", "superscript"):
                return end + 1
            if self.tokens[at].loose:
                return at
            raise Unreadable
        if len(inside) == 1 and inside[0].number is not None and inside[0].number.unit == "percent":
            return end + 1
        return at


def _index_in(summand: Expr, index: Expr) -> Expr:
    """The index of a sum; where it is not written, the mark that all letters of the summand bear."""
    if index != UNWRITTEN:
        return index
    others = {name for node in walk(summand) if isinstance(node, Op) and node.name == PRODUCT for name in names(node)}
    marks = {name.rpartition("_")[2] for name in names(summand) if name.rpartition("_")[0] and name not in others}
    own = {mark for mark in marks if len(mark) == 1}
    return Sym(own.pop()) if len(own) == 1 else UNWRITTEN


def is_letter(token: Token) -> bool:
    """Whether a name is a single capital, which is no word: ``2 H W``."""
    return token.kind == "name" and len(token.text) == 1 and token.text.isupper() and token.text != "A"


def past_edges(tokens: Sequence[Token], at: int) -> int:
    """The place behind the edges of formulas and the ends of lines that stand at a place."""
    while at < len(tokens) and tokens[at].kind in ("edge", "line"):
        at += 1
    return at
