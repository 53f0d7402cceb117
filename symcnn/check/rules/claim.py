"""Networks in fenced blocks of a chapter: their own claims, and what the chapter says of their layers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from symcnn.answers.claims.claims import ClaimOutcome, Verdict, check_claims
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.claimed import finding_of
from symcnn.check.findings.finding import Edit, Finding, Kind, Sentence
from symcnn.check.verdicts.blame import blamed
from symcnn.core.record import record
from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.reading.tokens import tokens
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.quantities import owners
from symcnn.network.figures.values import is_number
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.elaborate import elaborate

_NUMBERS = r"[\d(][\d *x/+().^,-]*"
_CLAIM = re.compile(
    rf"(?<![\w.])(?P<name>[^\W\d]\w*(?:\.\w+)*\.[^\W\d]\w*)[ \t\x1f]*=[ \t\x1f]*"
    rf"(?P<rest>{_NUMBERS}(?:=[ \t\x1f]*{_NUMBERS})*)"
)
_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@record
class _Fenced:
    """A fenced network's figures, and where its block stands."""

    start: int
    figures: Figures


def fenced_networks(
    document: Document, text: str, stretches: Sequence[tuple[int, int]], conventions: Mapping[str, Number]
) -> Iterator[Finding]:
    """The verdicts on the claims of fenced networks, and on claims in prose that name their layers."""
    networks = []
    for block in document.blocks:
        if block.nature is not Nature.NETWORK:
            continue
        source = Source(document.name, document.shown[block.start : block.end])
        program, faults = read(source)
        network, more = elaborate(program)
        figures, most = measure(network.with_conventions(conventions)) if network is not None else (None, ())
        faults = (*faults, *more, *most)
        for fault in faults:
            start = block.start + fault.start
            end = block.start + max(fault.end, fault.start + 1)
            why = Sentence("network.faulty", {"code": fault.code})
            yield Finding(start, end, Kind.CLAIM, "claim", Verdict.UNDECIDED, None, None, why)
        if figures is not None and not faults:
            networks.append(_Fenced(block.start, figures))
            for claim in check_claims(figures)[0]:
                start, end = claim.claim.start, claim.claim.end
                yield _shifted(finding_of(claim, start, end, blamed(claim, figures)), block.start)
    if networks:
        knowing = _by_owner(networks)
        for start, end in stretches:
            yield from _in_prose(knowing, text, start, end)


def _shifted(finding: Finding, by: int) -> Finding:
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _by_owner(networks: Sequence[_Fenced]) -> Mapping[str, Sequence[_Fenced]]:
    """The networks that have a layer or a block of a name, in order; all of them have a total."""
    knowing: dict[str, list[_Fenced]] = {}
    for network in networks:
        for name in owners(network.figures):
            knowing.setdefault(name, []).append(network)
    return knowing


def _in_prose(knowing: Mapping[str, Sequence[_Fenced]], text: str, start: int, end: int) -> Iterator[Finding]:
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
            finding = finding_of(claim, found.start(), end, blamed(claim, chosen.figures))
            yield replace(finding, edit=_edit(claim, text, found.start("rest"), end))


def _edit(claim: ClaimOutcome, text: str, start: int, end: int) -> Edit | None:
    """The edit of the number that is claimed, where it stands alone and shows a slip of the pen."""
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
    findings, faults = check_claims(replace(figures, network=network))
    return findings[0] if findings and not faults else None
