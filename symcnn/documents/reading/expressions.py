"""From tokens to written expressions: the longest one that starts at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from symcnn.answers.prove.layer_by_layer import PRODUCT, UNWRITTEN
from symcnn.core.limits import MAX_NESTING
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total, walk
from symcnn.documents.reading.token_brackets import closing, is_formula, is_sum_in_brackets
from symcnn.documents.reading.tokens import PAIRS, Token

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
_PARTING = ("separator", "stop", "close")
"""The tokens behind which no expression goes on."""
Valued = Callable[[PrintedNumber], Number]
"""What a printed number is worth in a reading of its marks and units."""


@record
class ReadExpression:
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
    """The longest expression that starts at the token; None where none does.

    Without `letters` it is one of numbers alone, and a bracket with words in it is an annotation: ``55(width)*4``.
    `valued` tells what a number is worth, where it is not its value. With `spaced`, a division between blanks is
    worked out behind those without: ``3/5 / 4/5``.
    """
    reader = _Reader(tokens, letters, valued, spaced)
    if start + 1 < len(tokens) and tokens[start].kind == "number" and tokens[start + 1].kind in _PARTING:
        return reader.alone(start)
    try:
        return reader.sum(start, 0)
    except Unreadable:
        return None


@record
class _Reader:
    """A recursive descent; every method takes the place to read at, and gives what it read and the place behind."""

    tokens: Sequence[Token]
    letters: bool
    valued: Valued | None
    spaced: bool

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else "end"

    def text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def alone(self, at: int) -> ReadExpression | None:
        """A number with which no other is joined."""
        try:
            return ReadExpression(self.number(self.tokens[at]), at + 1)
        except Unreadable:
            return None

    def sum(self, at: int, depth: int) -> ReadExpression:
        if depth > MAX_NESTING:
            raise Unreadable
        first = self.product(at, depth)
        terms, at = [first.expr], first.end
        while self.kind(after := self.past_breaks(at)) == "sign":
            try:
                found = self.product(self.past_breaks(after + 1), depth)
            except Unreadable:
                break
            terms.append(negated(found.expr) if self.tokens[after].text == "-" else found.expr)
            at = found.end
        return ReadExpression(total(*terms), at)

    def product(self, at: int, depth: int) -> ReadExpression:
        sign = self.kind(at) == "sign" and self.tokens[at].text
        if sign:
            found = self.product(at + 1, depth)
            return ReadExpression(negated(found.expr), found.end) if sign == "-" else found
        first = self.power(at, depth)
        factors, at = [first.expr], first.end
        while True:
            after = self.past_breaks(at)
            try:
                match self.kind(after):
                    case "times":
                        found = self.signed(self.past_breaks(after + 1), depth)
                        factors.append(found.expr)
                    case "not" | "over" if self.text(after) == "//":
                        found = self.power(self.past_breaks(after + 1), depth)
                        factors = [Op("floor", (product(*factors, reciprocal(found.expr)),))]
                    case "over":
                        found = self.signed(self.past_breaks(after + 1), depth)
                        if self.spaced and self.tokens[after].loose:
                            found = self.tight(found, depth)
                        factors.append(reciprocal(found.expr))
                    case _ if self.is_factor(at):
                        found = self.power(at, depth)
                        factors.append(found.expr)
                    case _:
                        break
            except Unreadable:
                break
            at = found.end
        return ReadExpression(product(*factors), at)

    def tight(self, first: ReadExpression, depth: int) -> ReadExpression:
        """The product without blanks that begins with this factor."""
        factors, at = [first.expr], first.end
        while self.kind(at) in ("times", "over") and not self.tokens[at].loose:
            found = self.power(at + 1, depth)
            factors.append(found.expr if self.kind(at) == "times" else reciprocal(found.expr))
            at = found.end
        return ReadExpression(product(*factors), at)

    def signed(self, at: int, depth: int) -> ReadExpression:
        """A power that may have a minus before it: ``2*-1``."""
        if self.text(at) == "-":
            found = self.power(at + 1, depth)
            return ReadExpression(negated(found.expr), found.end)
        return self.power(at, depth)

    def is_factor(self, at: int) -> bool:
        """Whether what stands here is multiplied with what stands before, without a sign between them."""
        kind = self.kind(at)
        if kind == "open":
            if self.tokens[at].text in _ROUNDINGS:
                return True
            is_word = self.kind(at - 1) == "name" and len(self.text(at - 1)) > 1
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
        if kind == "name" and self.kind(at - 1) == "name" and self.tokens[at].loose:
            if len(self.text(at)) == 1 and self.is_within_edges(at):
                return True
            before, after = self.tokens[at - 1], self.tokens[at]
            return (is_letter(before) or self.kind(at - 2) == "below") and (is_letter(after) or self.is_marked(at))
        return kind in ("name", "frac", "sum")

    def is_within_edges(self, at: int) -> bool:
        """Whether a formula has begun and not ended: letters in it are no words, ``$k k c$``."""
        return sum(token.kind == "edge" for token in self.tokens[:at]) % 2 == 1

    def is_marked(self, at: int) -> bool:
        """Whether a letter with an index stands here, which is no word: ``k_h k_w c``."""
        return len(self.text(at)) == 1 and (self.kind(at + 1) == "below" or self.kind(at - 2) == "below")

    def is_reference(self, at: int) -> bool:
        """Whether a number in brackets here refers to a source or an equation: ``= 156[3]``, ``= 28(1)``."""
        if self.letters or self.kind(at + 1) != "number" or self.kind(at + 2) != "close":
            return False
        return self.text(at) == "[" or self.kind(at + 3) in ("end", "line", "edge", "stop", "separator")

    def past_breaks(self, at: int) -> int:
        """Past the end of a line, or of a formula, that an operation follows or precedes."""
        after, lines = at, 0
        while self.kind(after) in ("line", "edge"):
            lines += self.kind(after) == "line"
            after += 1
        if after > at and at > 0 and self.kind(at - 1) in ("sign", "times", "over"):
            return after
        goes_on = self.kind(after) in ("times", "over") or (self.kind(after) == "sign" and not lines)
        return after if after > at and goes_on else at

    def power(self, at: int, depth: int) -> ReadExpression:
        base = self.operand(at, depth)
        expr, at = base.expr, self.past_annotation(base.end)
        if self.kind(at) == "superscript":
            return ReadExpression(Op("^", (expr, Num(int(self.tokens[at].text)))), self.past_annotation(at + 1))
        if self.kind(at) == "power":
            exponent = self.exponent(at + 1, depth + 1)
            return ReadExpression(Op("^", (expr, exponent.expr)), self.past_annotation(exponent.end))
        return ReadExpression(expr, at)

    def exponent(self, at: int, depth: int) -> ReadExpression:
        if depth > MAX_NESTING:
            raise Unreadable
        if self.kind(at) == "sign" and self.tokens[at].text == "-":
            found = self.power(at + 1, depth)
            return ReadExpression(negated(found.expr), found.end)
        return self.power(at, depth)

    def operand(self, at: int, depth: int) -> ReadExpression:
        match self.kind(at):
            case "number":
                return ReadExpression(self.number(self.tokens[at]), at + 1)
            case "open":
                return self.bracketed(at, depth)
            case "frac":
                above = self.argument(at + 1, depth)
                below = self.argument(above.end, depth)
                return ReadExpression(product(above.expr, reciprocal(below.expr)), below.end)
            case "function":
                return self.call(at, depth)
            case "sum":
                return self.over_layers(at, depth)
            case "name":
                if self.letters and self.text(at + 1) == "(" and (called := self.called(at, depth)):
                    return called
                if self.letters:
                    return self.marked(self.text(at), at + 1)
        raise Unreadable

    def over_layers(self, at: int, depth: int) -> ReadExpression:
        """A sum or a product over layers, with its index and bounds: ``\\sum_{l=1}^{L} k_l``."""
        name, at = self.text(at), at + 1
        index: Expr = UNWRITTEN
        first: Expr = UNWRITTEN
        last: Expr = UNWRITTEN
        while self.kind(at) in ("below", "power"):
            if self.kind(at) == "power":
                found = self.exponent(at + 1, depth + 1)
                last, at = found.expr, found.end
                continue
            is_group = self.text(at + 1) == "{"
            at += 1 + is_group
            if self.kind(at) != "name":
                raise Unreadable
            index, at = Sym(self.text(at)), at + 1
            if self.kind(at) == "equal":
                found = self.sum(at + 1, depth + 1)
                first, at = found.expr, found.end
            if is_group and self.text(at) != "}":
                raise Unreadable
            at += is_group
        found = self.product(at, depth + 1)
        return ReadExpression(Op(name, (found.expr, _index_in(found.expr, index), first, last)), found.end)

    def called(self, at: int, depth: int) -> ReadExpression | None:
        """A function of a program on one number; None for any other name before a bracket."""
        name = self.text(at)
        if name in _AS_IS:
            return self.bracketed(at + 1, depth)
        rounding = "floor" if name in _FLOORS else "ceil" if name in _CEILINGS else None
        if rounding is None:
            return None
        found = self.bracketed(at + 1, depth)
        return ReadExpression(Op(rounding, (found.expr,)), found.end)

    def number(self, token: Token) -> Num:
        if token.number is None:
            if not self.letters:
                raise Unreadable  # a number beyond the limit of digits
            return Num(exact(Fraction(token.text)))
        return Num(self.valued(token.number) if self.valued else token.number.value)

    def bracketed(self, at: int, depth: int) -> ReadExpression:
        opening = self.tokens[at].text
        inner = self.sum(at + 1, depth + 1)
        if self.kind(inner.end) != "close" or self.tokens[inner.end].text != PAIRS[opening]:
            raise Unreadable
        rounding = _ROUNDINGS.get(opening)
        return ReadExpression(Op(rounding, (inner.expr,)) if rounding else inner.expr, inner.end + 1)

    def argument(self, at: int, depth: int) -> ReadExpression:
        """A TeX argument: a group in braces, or the next sign alone, which is one digit of a number."""
        if self.kind(at) == "open" and self.tokens[at].text == "{":
            return self.bracketed(at, depth)
        if len(self.text(at)) > 1:
            raise Unreadable
        return self.operand(at, depth + 1)

    def call(self, at: int, depth: int) -> ReadExpression:
        name, start = self.text(at), at
        first = self.sum(at + 2, depth + 1)
        args, at = [first.expr], first.end
        while self.kind(at) == "separator":
            found = self.sum(at + 1, depth + 1)
            args.append(found.expr)
            at = found.end
        if self.kind(at) != "close" or (name in ("floor", "ceil") and len(args) > 1):
            raise Unreadable
        if not self.letters and any("," in token.text for token in self.tokens[start:at] if token.number is not None):
            raise Unreadable  # max(1,100): one number or two
        return ReadExpression(Op(name, tuple(args)), at + 1)

    def marked(self, name: str, at: int) -> ReadExpression:
        """A name with its subscript, the layer in brackets above it, an index, and words in brackets behind it.

        What is above it matters only where it is the layer before: ``n^{[l-1]}``.
        """
        while self.kind(at) == "below":
            inside, at = self.mark(at + 1)
            name = f"{name}_{inside}"
        while self.text(at) in ("'", "′") and not self.tokens[at].loose:
            name, at = name + "'", at + 1
        if self.kind(at) == "power" and self.text(at + 1) == "{" and self.text(at + 2) in ("[", "("):
            end = closing(self.tokens, at + 1)
            if end is None:
                raise Unreadable
            above = "".join(token.text for token in self.tokens[at + 3 : end - 1])
            return ReadExpression(Sym(name + ("[l-1]" if above.endswith("-1") else "")), end + 1)
        if self.kind(at) != "open" or self.tokens[at].loose:
            return ReadExpression(Sym(name), at)
        end = closing(self.tokens, at)
        inner = self.tokens[at + 1 : end]
        if end is None or not inner:
            return ReadExpression(Sym(name), at)
        if self.text(at) == "[" and len(inner) == 1 and inner[0].kind == "number":
            return ReadExpression(Sym(f"{name}[{inner[0].text}]"), end + 1)
        if self.text(at) == "(" and all(word.kind == "name" for word in inner):
            words = " ".join(word.text for word in inner)
            if words.lower() in _ROLES:
                return ReadExpression(Sym(f"{name}_{words}"), end + 1)
            if (len(name) > 1) != (len(words) > 1):
                return ReadExpression(Sym(name), end + 1)  # a word and its letter: stride(S), W(input width)
        return ReadExpression(Sym(name), at)

    def mark(self, at: int) -> tuple[str, int]:
        if self.kind(at) in ("name", "number"):
            return self.text(at), at + 1
        if self.text(at) != "{":
            raise Unreadable
        end = closing(self.tokens, at)
        if end is None:
            raise Unreadable
        return "".join(token.text for token in self.tokens[at + 1 : end]), end + 1

    def past_annotation(self, at: int) -> int:
        """Past a bracket of words, or of a share in percent, that says what the number before it is."""
        if self.letters or self.kind(at) != "open" or self.tokens[at].text not in "([":
            return at
        end = closing(self.tokens, at)
        if end is None:
            return at
        inside = self.tokens[at + 1 : end]
        if any(token.kind in ("name", "stop") for token in inside) and not any(
            token.kind in ("equal", "about") for token in inside
        ):
            if not is_formula(inside) and self.kind(end + 1) not in ("power", "superscript"):
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
