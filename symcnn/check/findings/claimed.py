"""The claims of a network among the findings of documents: one kind of finding, one report for both."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.claims.claims import ClaimOutcome, Verdict
from symcnn.check.findings.claim_derivation import derivation_of
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value
from symcnn.network.figures.written_sizes import size_of


def finding_of(
    code: Code,
    found: ClaimOutcome,
    start: int,
    end: int,
    cause: Sentence | None = None,
    figures: Figures | None = None,
) -> Finding:
    """The verdict on a claim that stands at this place; `cause` is why it is wrong, where that is seen.

    What is wrong of `figures` is told with the rules that give them.
    """
    sides = _sides(found)
    place = _derived_place(found)
    return Finding(
        start,
        end,
        Kind.CLAIM,
        code,
        found.verdict,
        sides[-1],
        size_of(found.sides[place]),
        _why(found, place, cause),
        _derivation(found, figures),
        layer=found.layer,
    )


def culprit(found: ClaimOutcome, text: str) -> tuple[int, int]:
    """Where a claim in a text is wrong: at what is said to be a figure, where it is one; else the whole claim.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.network.language.syntax import ClaimLine
    >>> text = "claim C1.params = 450"
    >>> claim = ClaimLine(read_relation(text[6:]), 0, len(text))
    >>> culprit(ClaimOutcome(claim, Verdict.WRONG, "differs", (456, 450)), text)
    (18, 21)
    """
    start, end = found.claim.start, found.claim.end
    signs = list(_RELATION.finditer(text, start, end))
    match found.verdict, found.claim.relation:
        case Verdict.WRONG, Op(args=(Sym(), side)) if len(signs) == 1 and not isinstance(side, Sym):
            start = signs[0].end()
        case Verdict.WRONG, Op(args=(side, Sym())) if len(signs) == 1 and not isinstance(side, Sym):
            start, end = start + len(_CLAIM), signs[0].start()
        case _:
            return start, end
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


_RELATION = late_pattern(r"<=|>=|[=<>≤≥]")
_CLAIM = "claim"


def _why(found: ClaimOutcome, place: int, cause: Sentence | None) -> Sentence:
    said: dict[str, Said | Sentence | tuple[Said, ...]] = {"relation": found.claim.relation}
    at = dict(found.point)
    side = _sides(found)[place]
    if found.reason == "differs" and isinstance(side, Sym):
        said |= {"name": side.name, "value": size_of(found.sides[place])}
        if cause is not None:
            return Sentence("claim.because", {**said, "cause": cause})
        if found.conditions:
            said["conventions"] = tuple(map(source_text, found.conditions))
            return Sentence("claim.decided", said)
        return Sentence("claim.differs", said)
    written = (size_of(value) for value in found.sides)
    said["values"] = tuple(_value_at(value, at) if at else value for value in written)
    said["point"] = tuple(f"{name}={value}" for name, value in found.point)
    said["conditions"] = found.conditions
    if found.reason == "convention":
        said["conventions"] = tuple(map(source_text, found.conditions))
        said |= {"name": side, "value": size_of(found.sides[place])}
    return Sentence(f"claim.{'sides' if found.reason == 'differs' else found.reason}", said)


def _value_at(expr: Expr, point: Mapping[str, Number]) -> Expr:
    """The number that an expression is at a point; of sizes, a number for each axis."""
    match expr:
        case Op("x", args):
            return Op("x", tuple(_value_at(arg, point) for arg in args))
    return Num(value_of(expr, point))


def _derivation(found: ClaimOutcome, figures: Figures | None) -> tuple[Expr, ...]:
    """What each side is; sides that are what they say are left out where another one is not."""
    if figures is not None and found.verdict is Verdict.WRONG:
        subjects = dict.fromkeys(name for side in _sides(found) for name in names(side) if "." in name)
        rules = tuple(dict.fromkeys(each for name in subjects for each in derivation_of(name, figures)))
        return (*rules, *(each for each in _worked(found) if not rules or not _is_last(each, rules)))
    return _worked(found)


def _is_last(relation: Expr, rules: tuple[Op, ...]) -> bool:
    """Whether a relation says what the end of a rule has said."""
    assert isinstance(relation, Op)
    return any(rule.args[0] == relation.args[0] and rule.args[-1] == relation.args[-1] for rule in rules)


def _worked(found: ClaimOutcome) -> tuple[Expr, ...]:
    sides = zip(_sides(found), found.sides, strict=True)
    told = [Op("=", (side, size_of(value))) for side, value in sides if _is_told(value)]
    worked = [relation for relation in told if relation.args[0] != relation.args[1]]
    return tuple(dict.fromkeys(worked or told))


def _is_told(value: Value) -> bool:
    return value is not None and not (isinstance(value, tuple) and None in value)


def _sides(found: ClaimOutcome) -> tuple[Expr, ...]:
    relation = found.claim.relation
    assert isinstance(relation, Op)
    return relation.args


def _derived_place(found: ClaimOutcome) -> int:
    """The side that speaks of a layer or a total; the first one where none or all do."""
    for place, side in enumerate(_sides(found)):
        if any("." in name for name in names(side)):
            return place
    return 0
