"""Networks in fenced blocks of a chapter: their own claims, and what the chapter says of their layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from symcnn.checking.claims import Finding as ClaimFinding
from symcnn.checking.claims import Verdict, check_claims
from symcnn.checking.finding import Finding, Kind, Sentence
from symcnn.diagnostics.fault import Faulty
from symcnn.documents.document import Document, Nature
from symcnn.explanation.findings import finding_of
from symcnn.figures.figures import TOTALS, Figures
from symcnn.figures.measure import measure
from symcnn.language.reader import read, read_relation
from symcnn.language.syntax import ClaimLine, Source
from symcnn.network.elaborate import elaborate
from symcnn.record import record

_QUANTITIES = (*TOTALS, "output", "receptive_field", "jump", "O", "N")
_NUMBERS = r"[\d(][\d *x/+().^,-]*"
_CLAIM = re.compile(
    rf"(?<![\w.])(?P<name>[^\W\d]\w*(?:\.\w+)*\.(?:{'|'.join(_QUANTITIES)}))[ \t\x1f]*=[ \t\x1f]*"
    rf"(?P<rest>{_NUMBERS}(?:=[ \t\x1f]*{_NUMBERS})*)"
)
_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@record
class _Fenced:
    """A fenced network's figures, and where its block stands."""

    start: int
    figures: Figures


def fenced_networks(document: Document, text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """The verdicts on the claims of fenced networks, and on claims in prose that name their layers."""
    networks = []
    for block in document.blocks:
        if block.nature is not Nature.NETWORK:
            continue
        source = Source(document.name, document.shown[block.start : block.end])
        program, faults = read(source)
        network, more = elaborate(program)
        figures, most = measure(network) if network is not None else (None, ())
        faults = (*faults, *more, *most)
        for fault in faults:
            start = block.start + fault.start
            end = block.start + max(fault.end, fault.start + 1)
            why = Sentence("network.faulty", {"code": fault.code})
            yield Finding(start, end, Kind.CLAIM, "claim", Verdict.UNDECIDED, None, None, why)
        if figures is not None and not faults:
            networks.append(_Fenced(block.start, figures))
            for claim in check_claims(figures)[0]:
                yield _shifted(finding_of(claim, *_line(source.text, claim.claim.start)), block.start)
    if networks:
        for start, end in stretches:
            yield from _in_prose(networks, text, start, end)


def _shifted(finding: Finding, by: int) -> Finding:
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _line(text: str, start: int) -> tuple[int, int]:
    """From an offset to the end of its line, without its comment."""
    found = re.compile(r"[^#;\n]*").match(text, start)
    return start, start + len(found[0].rstrip()) if found else start


def _in_prose(networks: Sequence[_Fenced], text: str, start: int, end: int) -> Iterator[Finding]:
    """Claims such as ``C1.params = 156``, of the nearest network above that has the layer, else of the first below."""
    for found in _CLAIM.finditer(text, start, end):
        layer = found["name"].rpartition(".")[0]
        knowing = [one for one in networks if layer == "total" or _has(one.figures, layer)]
        if not knowing:
            continue
        above = [one for one in knowing if one.start <= found.start()]
        chosen = above[-1] if above else knowing[0]
        rest = found["rest"].rstrip(" .,(-+*/x")
        sides = _GROUPS.sub("", rest)
        if found["name"].endswith(".output"):
            sides = sides.replace("*", "x")
        claim = _judged(f"{found['name']} = {sides}", chosen.figures)
        if claim is not None:
            yield finding_of(claim, found.start(), found.start("rest") + len(rest))


def _has(figures: Figures, layer: str) -> bool:
    return any(found.layer.name == layer or found.layer.name.startswith(layer + ".") for found in figures.layers)


def _judged(claim: str, figures: Figures) -> ClaimFinding | None:
    try:
        relation = read_relation(claim)
    except Faulty:
        return None
    network = replace(figures.network, claims=(ClaimLine(relation, 0),))
    findings, faults = check_claims(replace(figures, network=network))
    return findings[0] if findings and not faults else None
