"""The pages on what is counted: every quantity, letter, convention and preset has one, in every language."""

from __future__ import annotations

import pytest

from symcnn.core.text.languages import LANGUAGES
from symcnn.pages.build.counting_pages import counting_subjects
from symcnn.pages.build.manual import subject_data, subject_document
from symcnn.pages.renderers.rendered import rendered


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_has_a_page(language: str) -> None:
    for subject in counting_subjects():
        assert len(subject_document(subject, language).blocks) > 0


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("torch_flops", "flops_per_mac      2  floating-point operations for one multiplication and"),
        ("bias_flops", "operations to add a bias to a value; 0 unless another value is chosen."),
        ("PC", "- PC = WC + BC ("),
        ("macs", "- MACs = WC·O² ("),
        ("params", "In claims, columns and JSON: params."),
        ("receptive_field", "R · receptive field"),
        ("E", "E · extent of a dilated kernel"),
        ("conventions", "pytorch             moving_statistics=0, recurrent_biases=2"),
    ],
)
def test_pages(subject: str, line: str) -> None:
    assert line in rendered(subject_document(subject, "en"), "text")


def test_a_letter_is_its_quantity() -> None:
    assert subject_data("WC") == subject_data("weights")
    assert subject_data("weights")["letter"] == "WC"
    assert subject_data("bias_flops")["presets"] == {"ptflops": 1, "ptflops_0_6": 1, "torchinfo": 1}
