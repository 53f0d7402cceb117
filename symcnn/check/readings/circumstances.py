"""What the words just before a formula settle: ``for p = k - 1 and s = 1``, ``without biases``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from symcnn.answers.prove.proof import Match, ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.check.readings.formula_readings import Reading
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Op, Sym, names, substituted
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.legends import Legends
from symcnn.documents.reading.notations import NOTATIONS, canonical
from symcnn.documents.reading.separators import EMPTY_LINE
from symcnn.documents.reading.tokens import tokens

_SETTING = late_pattern(r"(?<![\w\\'^{])([A-Za-z](?:_\{?\w\}?)?)[ \t\x1f]*=(?!=)")
_SETTLED = ("P", "S", "K", "D")
_REACH, _LENGTH = 300, 60
_NO_BIASES = late_pattern(
    r"\b(?:without|no|ignor(?:e|es|ing)|omit(?:s|ting)?|exclud(?:e|es|ing)|neglect(?:s|ing)?)(?: the| any)? bias"
    r"|bias(?:es)? (?:is |are )?(?:not (?:counted|included)|ignored|omitted)|use_bias ?= ?False|bias ?= ?False"
    r"|(?:不|没|忽略|省略|无)[^，。,.\n]{0,4}(?:偏置|偏差|bias)",
    re.IGNORECASE,
)


def without_biases(text: str, start: int, end: int) -> bool:
    """Whether the line of a formula says that biases are not counted.

    >>> without_biases("params = K*K*C*N (without biases)", 0, 16)
    True
    """
    last = text.find("\n", end)
    return bool(_NO_BIASES.search(text, text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last))


def settings_before(text: str, at: int, legends: Legends) -> Mapping[str, Expr]:
    """The letters of windows that the paragraph settles before a place, by quantity; the last of each counts."""
    start = max(0, at - _REACH)
    for found in EMPTY_LINE.finditer(text, start, at):
        start = found.end()
    return dict(_settings(text, start, at, legends))


def _settings(text: str, start: int, end: int, legends: Legends) -> Iterator[tuple[str, Expr]]:
    for found in _SETTING.finditer(text, start, end):
        quantity = _quantity(found[1], found.start(), legends)
        if quantity is None:
            continue
        line = tuple(tokens(text, found.end(), min(end, found.end() + _LENGTH), letters=True))
        first = next((place for place, token in enumerate(line) if token.kind != "edge"), 0)
        read = expression_at(line, first, letters=True)
        if read and found[1] not in names(read.expr):
            yield quantity, read.expr


def _quantity(name: str, at: int, legends: Legends) -> str | None:
    """What a letter of a window is by the legend, or by every notation that has it."""
    entry = legends.nearest(canonical(name), at)
    if entry is not None:
        return entry.meaning.quantity if entry.meaning and entry.meaning.quantity in _SETTLED else None
    meanings = {one.letters[canonical(name)].quantity for one in NOTATIONS if canonical(name) in one.letters}
    return meanings.pop() if len(meanings) == 1 and meanings <= {*_SETTLED} else None


_proof = lru_cache(maxsize=256)(prove)


def holds_as_settled(side: Expr, match: Match, reading: Reading, settings: Mapping[str, Expr]) -> bool:
    """Whether a formula is the rule with these letters of it settled."""
    back = {letter: Sym(name) for name, letter in reading.letters}
    put = {quantity: substituted(expr, back) for quantity, expr in settings.items()}
    try:
        proof = _proof(substituted(side, put), substituted(substituted(match.formula, put), put))
    except (TooLarge, Undefined):
        return False
    return proof.verdict is ProofVerdict.PROVED


def said_of(settings: Mapping[str, Expr], reading: Reading) -> tuple[Expr, ...]:
    """The settings as relations in the document's letters."""
    letters = dict(reading.letters)
    return tuple(Op("=", (Sym(letters.get(name, name)), expr)) for name, expr in settings.items())
