"""What is found in a document, as tests tell it."""

from __future__ import annotations

from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.documents.formats.read_document import read_document

RIGHT, WRONG, ROUNDED, CONDITIONAL, UNDECIDED = "right", "wrong", "rounded", "conditional", "undecided"


def findings(text: str, name: str = "chapter.md") -> list[tuple[str, Finding]]:
    """The findings with what stands at their places; no verdict comes without a derivation."""
    document = read_document(name, text)
    found = check_document(document)
    assert all(one.derivation or one.verdict == UNDECIDED for one in found)
    return [(document.shown[one.start : one.end], one) for one in found]


def said(text: str, name: str = "chapter.md") -> list[tuple[str, str, str]]:
    """The places, the codes and the verdicts."""
    return [(quote, one.code.name, one.verdict.value) for quote, one in findings(text, name)]


def verdict_at(text: str, place: str) -> str | None:
    """The first verdict on what is put in place of ``{}`` in a text."""
    start = text.index("{}")
    whole = text.replace("{}", place, 1) + "\n"
    found = check_document(read_document("a.md", whole))
    verdicts = [one.verdict.value for one in found if one.start < start + len(place) and start < one.end]
    return verdicts[0] if verdicts else None
