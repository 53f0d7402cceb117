"""A text that is one formula and nothing else, as documents write it: ``\\(\\frac{W - F + 2P}{S} + 1 = O\\)``."""

from __future__ import annotations

import re

from symcnn.answers.prove.candidates import quantity_of
from symcnn.answers.prove.notations import factors, taken_apart
from symcnn.answers.prove.rule_formulas import own_letters
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Op, Sym, names
from symcnn.documents.formats.blanking import marked
from symcnn.documents.formats.mathematics import formula
from symcnn.documents.reading.expressions import LineExpressions
from symcnn.documents.reading.formulas import of_values_before, with_phrases
from symcnn.documents.reading.tokens import Token, normal, tokens
from symcnn.documents.reading.worded_names import worded

_IDLE = late_pattern(r"\\(?:label|tag\*?)\{[^{}]{0,80}\}|\\(?:nonumber|notag|displaystyle)(?![A-Za-z])")
"""What numbers a formula and says nothing of it."""

_PRIME = late_pattern(r"\^\{?\s*\\prime\s*\}?|\\prime(?![A-Za-z])")

_STOP = late_pattern(r"[\s.,;，。；]*\Z")
_RELATIONS = ("equal", "update")
_BREAKS = ("edge", "line")
_OTHER, _LONGEST = "xydeuv", 3
"""Letters that may be factors where others of the formula are, and in how long names."""

_EDGE = Token("edge", "", 0, 0, loose=False)
"""What stands before the formula: in it letters are no words."""


def single_formula(text: str) -> Expr | None:
    """The formula that a text is, with its delimiters or without; None where it is something else.

    >>> single_formula("$$O = (I-K)//S + 1$$") is not None, single_formula("O is 5")
    (True, None)
    """
    plain = normal(_without_delimiters(_IDLE.sub(" ", _PRIME.sub("'", text)).replace("\\_", "_")))
    every = with_phrases(plain, tuple(tokens(plain, 0, len(plain), letters=True)))
    line = (_EDGE, *(token for token in every if token.kind not in _BREAKS))
    expressions = LineExpressions(line, letters=True)
    sides: list[Expr] = []
    signs: list[Token] = []
    place = 1
    while (found := expressions.at(place)) is not None:
        sides.append(of_single_letters(found.expr))
        if found.end == len(line):
            return _related(sides, signs)
        if line[found.end].kind not in _RELATIONS:
            return None
        signs.append(line[found.end])
        place = found.end + 1
    return None


def _without_delimiters(text: str) -> str:
    """The text with what tells where a formula begins and ends blank: ``$``, ``\\[``, an environment."""
    text = text.strip()
    text = _STOP.sub("", text)
    found = formula(text, 0, len(text), set()) if text else None
    if found is None or found.end < len(text):
        return text
    inside = re.sub("\x1f", " ", marked(text, found.marks)).strip()
    return _STOP.sub("", inside) if inside == text else _without_delimiters(inside)


def _related(sides: list[Expr], signs: list[Token]) -> Expr | None:
    if not signs:
        return sides[0]
    first, *others = sides
    if isinstance(first, Sym):
        others = list(of_values_before(first.name, signs[0], tuple(others)))
    elif signs[0].kind == "update":
        return None
    return Op("=", (first, *others))


def of_single_letters(expr: Expr) -> Expr:
    """The formula with letters that stand close together as their product: ``K^2CN``, ``h^2 + hx``.

    >>> from symcnn.core.written.tree import product, total
    >>> of_single_letters(total(Sym("h"), Sym("hx"))) == total(Sym("h"), product(Sym("h"), Sym("x")))
    True
    """
    every = names(expr)
    left = expr.args[0] if isinstance(expr, Op) and expr.name == "=" else None
    known = {*"".join(name for name in every if len(name) == 1), *_OTHER}
    glued = {}
    for name in every:
        if left == Sym(name) or (len(name) > _LONGEST and name.islower()):
            continue
        has_own = any(letter in every for letter in name)
        if not worded(name) and quantity_of(name) is None and name not in own_letters():
            glued[name] = factors(name, known if has_own else ())
    return taken_apart(expr, {name: letters for name, letters in glued.items() if letters})
