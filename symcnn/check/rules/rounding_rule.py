"""What a document says of rounding: a convolution's size is rounded down, whatever the document says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.readings.formula_readings import Reading, label
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, rebuilt, substituted
from symcnn.documents.reading.formulas import PrintedFormula

ROUNDING = "rounding-rule"
"""The code of the rule that looks at what a document says of rounding."""

_DOWN = re.compile(
    r"\bround(?:s|ed|ing)?\s+(?:(?:it|them|the\s+\w+)\s+)?down|\bfloor(?:s|ed)?\s+down|\bfloored\b|\btake\s+the\s+floor"
    r"|\bfloor\s+(?:function|operation|of)|\bfloor(?:ed|s)?\s+(?:it|the\s+result)|向下取整|下取整|取下整",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\bround(?:s|ed|ing)?\s+(?:(?:it|them|the\s+\w+)\s+)?up|\btake\s+the\s+ceiling|\bceiling\s+of|向上取整|上取整|取上整",
    re.IGNORECASE,
)
_CONV = re.compile(r"卷积|\bconv", re.IGNORECASE)
_ANOTHER = re.compile(
    r"池化|pool|\bsame\b|转置|反卷积|transpos|deconv|caffe|ceil_mode|下采样|subsampl|\bnot\b|不(?:是|要|能|会)",
    re.IGNORECASE,
)
_REACH = 1_500
_AFTER = 500
_BEFORE = 200


def says_rounded(text: str, start: int, end: int, rounding: str) -> str | None:
    """The words near a formula that say that its value is rounded this way, if none there say the opposite."""
    first, last = _line(text, start, end)
    around = (first, last), (max(0, start - _REACH), end + _REACH)
    for here, until in around:
        down, up = _first(_DOWN, text, here, until), _first(_UP, text, here, until)
        if down or up:
            said, opposite = (down, up) if rounding == "floor" else (up, down)
            return said[0] if said and not opposite else None
    return None


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = _every(pattern, text)
    place = bisect_left(found, start, key=lambda match: match.start())
    return found[place] if place < len(found) and found[place].end() <= end else None


@lru_cache(maxsize=4)
def _every(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All places in a text, found once for all its formulas."""
    return tuple(pattern.finditer(text))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of a place, or as much of it as is within reach."""
    earliest, latest = max(0, start - _REACH), min(end + _REACH, len(text))
    first, last = text.rfind("\n", earliest, start), text.find("\n", end, latest)
    return earliest if first < 0 else first + 1, latest if last < 0 else last


def rounded(expr: Expr, rounding: str) -> Expr:
    """The expression with all its quotients rounded."""
    match expr:
        case Op("floor" | "ceil", _):
            return expr
        case Op("*", args) if any(isinstance(arg, Op) and arg.name == "/" for arg in args):
            return Op(rounding, (expr,))
    return rebuilt(expr, lambda arg: rounded(arg, rounding))


def wrong_roundings(
    text: str, outputs: Sequence[tuple[PrintedFormula, Reading]], prove: Callable[[Expr, str | None], Proof | None]
) -> Iterator[Finding]:
    """The places that say that the size behind a convolution is rounded up, where their formula shows otherwise."""
    if not outputs:
        return
    for phrase in _UP.finditer(text):
        first, last = _line(text, phrase.start(), phrase.end())
        line = text[first:last]
        if _ANOTHER.search(line) or not (_CONV.search(line) or label(text, phrase.start()) == "conv"):
            continue
        for reading in _near(outputs, first, last, text):
            claim = Op("=", (Sym("O"), rounded(reading.sides[0], "ceil")))
            if claim.args[1] == reading.sides[0]:
                continue
            try:
                proof = prove(claim, "conv")
            except TooLarge:
                continue
            if proof and proof.verdict is ProofVerdict.REFUTED and proof.counterexample and proof.match:
                yield _finding(phrase, reading, proof)
                break


def _near(outputs: Sequence[tuple[PrintedFormula, Reading]], first: int, last: int, text: str) -> Iterator[Reading]:
    """The readings of formulas that the words may speak of: on their line, just after it, or just before it."""
    start = bisect_left(outputs, first - _BEFORE, key=lambda pair: pair[0].start)
    until = bisect_left(outputs, last + _AFTER, key=lambda pair: pair[0].start)
    behind = [
        reading
        for formula, reading in outputs[start:until]
        if formula.start >= first and label(text, formula.start) in (None, "conv")
    ]
    before = [reading for formula, reading in outputs[start:until] if formula.start < first]
    yield from behind or before[-1:]


def _finding(phrase: re.Match[str], reading: Reading, proof: Proof) -> Finding:
    assert proof.match is not None
    assert proof.counterexample is not None
    said = reading.in_letters
    rule = said(Op("=", (Sym("O"), proof.match.formula)))
    put = {name: Num(value) for name, value in proof.counterexample.point}
    values: dict[str, Said | Sentence | tuple[Said, ...]] = {
        "rule": rule,
        "phrase": phrase[0],
        "point": tuple(said(Op("=", (Sym(name), value))) for name, value in put.items()),
        "value": Num(proof.counterexample.values[0]),
        "right": Num(proof.counterexample.values[1]),
    }
    sides = [side for side in (proof.left, proof.right) if names(side)]
    derivation = (*(worked_out(substituted(side, put)) for side in sides), said(Op("=", _VALID)))
    claimed = said(Op("=", (Sym("O"), proof.left)))
    return Finding(
        phrase.start(),
        phrase.end(),
        Kind.FORMULA,
        ROUNDING,
        Verdict.WRONG,
        claimed,
        rule,
        Sentence("rounding.up", values),
        derivation,
    )


def _quotient(above: Expr) -> Expr:
    return Op("*", (above, Op("/", (Sym("S"),))))


_LESS = (Sym("I"), Op("-", (Sym("K"),)))
_VALID = (
    Op("ceil", (_quotient(Op("+", (*_LESS, Num(1)))),)),
    Op("+", (Op("floor", (_quotient(Op("+", _LESS)),)), Num(1))),
)
"""``⌈(I − K + 1)/S⌉ = ⌊(I − K)/S⌋ + 1``: a framework that documents the first rounds down as well."""
