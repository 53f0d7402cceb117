"""What is found in a document, as tests tell it."""

from __future__ import annotations

from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.core.text.languages import LANGUAGES
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build import sentences

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


CODES_OF_LAYERS = ("layer-output", "layer-params", "layer-fact", "layer-table", "receptive-field")


def layer_verdicts(text: str, name: str = "a.md") -> dict[str, str]:
    """What is said of each place by the rules on layers, by what stands there."""
    found = {}
    for finding in check_document(read_document(name, text)):
        assert all(sentences.said(finding.why, language) for language in LANGUAGES)
        if finding.code.name in CODES_OF_LAYERS:
            found[text[finding.start : finding.end]] = finding.verdict.value
    return found


def layer_verdict_on(place: str, text: str, name: str = "a.md") -> str | None:
    """What is said of a place, alone or with the words before it."""
    return next((verdict for quote, verdict in layer_verdicts(text, name).items() if quote.endswith(place)), None)


def relation_verdict_on(place: str, text: str) -> str | None:
    """What the rule on relations says of a place."""
    for finding in check_document(read_document("a.md", text)):
        assert all(sentences.said(finding.why, language) for language in LANGUAGES)
        if finding.code.name == "told-relation" and text[finding.start : finding.end] == place:
            return finding.verdict.value
    return None
