"""The manual's page of a fault shows lines that have it, and nothing else."""

from __future__ import annotations

import pytest

from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.source import Source
from symcnn.pages.build.fault_examples import EXAMPLES, faults_of, told_example
from symcnn.pages.build.faults import fault_codes
from symcnn.pages.build.manual import subject_document
from symcnn.pages.renderers.text_page import text


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_has_its_fault_alone(code: str) -> None:
    text = EXAMPLES[code]
    source = Source("a.cnn", text if text.startswith(("input", "network")) else f"input 32 x 32 x 3\n{text}")
    assert {fault.code for fault in faults_of(source)} == {code}
    for language in LANGUAGES:
        assert "^" in "".join(told_example(code, language)[1:])


def test_every_example_is_of_a_fault() -> None:
    assert {*EXAMPLES} <= {*fault_codes()}


def test_a_page_has_the_rule_and_the_line_to_type() -> None:
    page = text(subject_document("not-closed", "en"))
    assert "Brackets and quotes are closed" in page
    assert "= write: C1: conv N=6 K=(5)" in page
