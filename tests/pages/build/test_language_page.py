"""The page on the language: its lines are one network without a fault, and each is told what it says."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import Verdict, check_claims
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.source import Source
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate
from symcnn.pages.build.language_page import FORMS, language_data, language_document
from symcnn.pages.renderers.text_page import text


def test_its_lines_are_one_network() -> None:
    program, unread = read(Source("forms.cnn", "\n".join(FORMS.values()) + "\n"))
    network, faults = elaborate(program)
    assert network is not None
    figures, unfit = measure(network)
    assert (unread, faults, unfit) == ((), (), ())
    outcomes, wrong = check_claims(figures)
    assert ([outcome.verdict for outcome in outcomes], wrong) == ([Verdict.RIGHT], ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_is_told(language: str) -> None:
    page = text(language_document(language))
    assert [line for line in FORMS.values() if f"    {line}\n\n" not in page] == []


def test_as_data() -> None:
    rows = language_data()["language"]
    assert isinstance(rows, list)
    assert all(row["says"].keys() == {*LANGUAGES} and len({*row["says"].values()}) == len(LANGUAGES) for row in rows)
