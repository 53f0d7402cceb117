"""One judge says whether a figure agrees to its digits: a chapter and a claim are told the same."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import Verdict, check_claims
from symcnn.check.check_document import check_document
from symcnn.check.settings import Settings
from symcnn.core.text.source import Source
from symcnn.documents.formats.read_document import read_document
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate

CALCULATIONS = [
    ("156/7 = 22.28", Verdict.ROUNDED),
    ("156/7 = 22.29", Verdict.ROUNDED),
    ("156/7 = 22.30", Verdict.WRONG),
    ("156/7 = 22.27", Verdict.WRONG),
    ("23/2 = 12", Verdict.CONDITIONAL),
    ("23/2 = 11", Verdict.CONDITIONAL),
    ("23/2 = 13", Verdict.WRONG),
    ("28/3 = 9", Verdict.ROUNDED),
    ("28/3 + 1 = 10", Verdict.CONDITIONAL),
    ("28/3 + 1 = 11", Verdict.CONDITIONAL),
    ("(5*5*1+1)*6 = 156", Verdict.RIGHT),
    ("(5*5*1+1)*6 = 156.0", Verdict.RIGHT),
    ("(5*5*1+1)*6 = 150", Verdict.WRONG),
    ("(5*5*1+1)*6/1000 = 0.16", Verdict.ROUNDED),
]


@pytest.mark.parametrize(("calculation", "wanted"), CALCULATIONS)
def test_in_a_chapter(calculation: str, wanted: Verdict) -> None:
    document = read_document("a.md", f"It is ${calculation}$ there.")
    assert [finding.verdict for finding in check_document(document, Settings())] == [wanted]


@pytest.mark.parametrize(("calculation", "wanted"), CALCULATIONS)
def test_as_a_claim(calculation: str, wanted: Verdict) -> None:
    network, _ = elaborate(read(Source("a.cnn", f"input 32x32x1\nclaim {calculation}"))[0])
    assert network is not None
    outcomes, faults = check_claims(measure(network)[0])
    assert (faults, [outcome.verdict for outcome in outcomes]) == ((), [wanted])


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("C1.params/7 = 22.28", Verdict.ROUNDED),
        ("C1.params = 156.0", Verdict.RIGHT),
        ("C1.params = 156.4", Verdict.WRONG),
        ("C1.params = 160", Verdict.WRONG),
        ("C1.params/7 = 156/7 = 22.3 = 22.29", Verdict.ROUNDED),
        ("C1.params/7 = 156/7 = 22.3 = 22.27", Verdict.WRONG),
        ("C1.params/7 = 155/7 = 22.3", Verdict.WRONG),
    ],
)
def test_against_a_layer(claim: str, wanted: Verdict) -> None:
    text = f"input 32x32x1\nC1: conv N=6 K=5\nclaim {claim}"
    network, _ = elaborate(read(Source("a.cnn", text))[0])
    assert network is not None
    outcomes, faults = check_claims(measure(network)[0])
    assert (faults, [outcome.verdict for outcome in outcomes]) == ((), [wanted])
