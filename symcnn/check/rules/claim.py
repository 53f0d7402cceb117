"""The claims of networks in fenced blocks, and what the text says of their layers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from symcnn.answers.claims.claims import ClaimOutcome, Verdict
from symcnn.answers.reconcile.judged_claims import judged_claims
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.claimed import finding_of
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Edit, Finding, Kind, Sentence
from symcnn.check.read import Read
from symcnn.check.verdicts.blame import blamed
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Faulty
from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import owners
from symcnn.network.figures.values import is_number
from symcnn.network.language.parse import read_relation
from symcnn.network.language.syntax import ClaimLine

if TYPE_CHECKING:  # a network is checked without it
    from symcnn.check.readings.fenced_networks import Fenced

CODE = Code("claim", RulePage(
    right="```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.params = (5*5*1 + 1)*6\n```",
    other="```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.params = 5*5*1*6\n```",
    examples=(
        Example("claims-of-a-fenced-network", ".md", Verdict.RIGHT,
            "```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.params = 156\n```\n"),
        Example("prose-that-names-its-layers", ".md", Verdict.WRONG,
            "```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\n```\n\nIt has C1.params = 165.\n"),
        Example("a-fenced-network-with-a-fault", ".md", Verdict.UNDECIDED,
            "```cnn\nnetwork A\ninput 32x32x1\nC1: cnov N=6 K=5\n```\n"),
    ),
))  # fmt: skip

_NUMBERS = r"[\d(][\d *x/+().^,-]*"
_CLAIM = late_pattern(
    rf"(?<![\w.])(?P<name>[^\W\d]\w*(?:\.\w+)*\.[^\W\d]\w*)[ \t\x1f]*=[ \t\x1f]*"
    rf"(?P<rest>{_NUMBERS}(?:=[ \t\x1f]*{_NUMBERS})*)"
)
_GROUPS = late_pattern(r"(?<=\d),(?=\d{3}(?!\d))")


@record
class _Known:
    """The figures of a network without fault, and where its block stands."""

    start: int
    figures: Figures


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the claims of fenced networks, and on claims in prose that name their layers."""
    known = []
    claimed: dict[int, Sequence[ClaimOutcome]] = {}
    for network in read.networks:
        yield from _of_faults(network)
        figures = network.figures
        if figures is not None:
            known.append(_Known(network.start, figures))
            if id(figures) not in claimed:  # a block that stands again has the same figures
                claimed[id(figures)] = judged_claims(figures)[0]
            yield from _of_claims(network.start, figures, claimed[id(figures)])
    knowing = _by_owner(known)
    for start, end in read.stretches if known else ():
        yield from _in_prose(knowing, read.text, start, end)


def _of_faults(network: Fenced) -> Iterator[Finding]:
    for fault in network.faults:
        start = network.start + fault.start
        end = network.start + max(fault.end, fault.start + 1)
        why = Sentence("network.faulty", {"code": fault.code})
        yield Finding(start, end, Kind.CLAIM, CODE, Verdict.UNDECIDED, None, None, why)


def _of_claims(at: int, figures: Figures, outcomes: Sequence[ClaimOutcome]) -> Iterator[Finding]:
    for found in outcomes:
        yield finding_of(CODE, found, at + found.claim.start, at + found.claim.end, blamed(found, figures))


def _by_owner(networks: Sequence[_Known]) -> Mapping[str, Sequence[_Known]]:
    """The networks that have a layer or a block of a name, in order; all of them have a total."""
    knowing: dict[str, list[_Known]] = {}
    for network in networks:
        for name in owners(network.figures):
            knowing.setdefault(name, []).append(network)
    return knowing


def _in_prose(knowing: Mapping[str, Sequence[_Known]], text: str, start: int, end: int) -> Iterator[Finding]:
    """Claims such as ``C1.params = 156``, of the nearest network above that has the layer, else of the first below."""
    for found in _CLAIM.finditer(text, start, end):
        networks = knowing.get(found["name"].rpartition(".")[0])
        if not networks:
            continue
        chosen = networks[max(bisect_right(networks, found.start(), key=lambda one: one.start) - 1, 0)]
        rest = found["rest"].rstrip(" .,(-+*/x")
        sides = _GROUPS.sub("", rest)
        if found["name"].endswith(".output"):
            sides = sides.replace("*", "x")
        claim = _judged(f"{found['name']} = {sides}", chosen.figures)
        if claim is not None:
            end = found.start("rest") + len(rest)
            finding = finding_of(CODE, claim, found.start(), end, blamed(claim, chosen.figures))
            yield replace(finding, edit=_edit(claim, text, found.start("rest"), end))


def _edit(claim: ClaimOutcome, text: str, start: int, end: int) -> Edit | None:
    """The edit of the number that is claimed, where it stands alone and shows a slip of the pen."""
    from symcnn.documents.reading.tokens import tokens

    printed = tuple(tokens(text, start, end))
    if claim.verdict is not Verdict.WRONG or len(printed) != 1 or len(claim.sides) != 2:
        return None
    value, claimed = claim.sides
    return edit_in_digits(value, claimed, printed[0]) if is_number(value) and is_number(claimed) else None


def _judged(claim: str, figures: Figures) -> ClaimOutcome | None:
    try:
        relation = read_relation(claim)
    except Faulty:
        return None
    network = replace(figures.network, claims=(ClaimLine(relation),))
    outcomes, faults = judged_claims(replace(figures, network=network))
    return outcomes[0] if outcomes and not faults else None
