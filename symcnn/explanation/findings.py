"""A verdict in words: what was claimed, what was derived, and why they differ."""

from __future__ import annotations

from symcnn.checking.claims import Finding, Verdict
from symcnn.explanation.sizes import size_of
from symcnn.explanation.words import words
from symcnn.written.arithmetic import value_of
from symcnn.written.notations import plain_text, source_text
from symcnn.written.tree import Expr, Num, Op, Sym, names


def claim_text(finding: Finding) -> str:
    """The claim as it would be printed."""
    return plain_text(finding.claim.relation)


def claimed(finding: Finding) -> str:
    """The last side of the claim, in the language's spelling."""
    relation = finding.claim.relation
    return source_text(relation.args[-1] if isinstance(relation, Op) else relation)


def derived_value(finding: Finding) -> str:
    """What the claim's quantity really is."""
    return source_text(size_of(finding.sides[_derived_place(finding)]))


def why(finding: Finding, language: str) -> str:
    """The reason of the verdict, in one sentence."""
    say = words(language)
    at = dict(finding.point)
    written = (size_of(side) for side in finding.sides)
    values = ", ".join(plain_text(Num(value_of(side, at)) if at else side) for side in written)
    match finding.reason:
        case "differs":
            place = _derived_place(finding)
            side = _sides(finding)[place]
            if isinstance(side, Sym):
                return say["why.differs"].format(name=side.name, value=plain_text(size_of(finding.sides[place])))
            return say["why.sides"].format(values=values)
        case "counterexample":
            point = ", ".join(f"{name}={value}" for name, value in finding.point)
            return say["why.counterexample"].format(point=point, values=values)
        case "rounded":
            return say["why.rounded"].format(values=values)
        case "condition":
            conditions = say["and"].join(map(plain_text, finding.conditions))
            point = ", ".join(f"{name}={value}" for name, value in finding.point)
            return say["why.condition"].format(conditions=conditions, point=point, values=values)
    return say[f"why.{finding.reason}"]


def report_line(finding: Finding, language: str) -> str:
    """The verdict and the claim, and the reason unless all is right."""
    say = words(language)
    verdict = say[finding.verdict.value]
    if finding.verdict is Verdict.RIGHT:
        return f"{verdict}: {claim_text(finding)}"
    return f"{verdict}: {claim_text(finding)}{say['colon'] if language == 'zh' else ': '}{why(finding, language)}"


def _sides(finding: Finding) -> tuple[Expr, ...]:
    relation = finding.claim.relation
    assert isinstance(relation, Op)
    return relation.args


def _derived_place(finding: Finding) -> int:
    """The side that speaks of a layer or a total; the first one where none or all do."""
    for place, side in enumerate(_sides(finding)):
        if any("." in name for name in names(side)):
            return place
    return 0
