"""The project's own pages, read by its own check: nothing is wrong in them but what they show to be."""

from __future__ import annotations

import pytest
from conftest import ROOT

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.every_rule import code_of, rule_names
from symcnn.core.text.languages import LANGUAGES
from symcnn.documents.formats.read_document import read_document
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.pages.build.faults import fault_codes
from symcnn.pages.build.manual import subject_document
from symcnn.pages.renderers.rendered import rendered


def wrong_in(text: str) -> set[str]:
    found = check_document(read_document("page.md", text))
    return {finding.code.name for finding in found if finding.verdict is Verdict.WRONG}


def page(subject: str, language: str) -> str:
    return rendered(subject_document(subject, language), "markdown")


SOME = ("conv", "dense", "batch_norm", *fault_codes()[::10])
ALL = (*catalogue_names(), *fault_codes())


@pytest.mark.parametrize("subjects", [SOME, pytest.param(ALL, marks=pytest.mark.slow)], ids=("some", "all"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_kinds_and_faults(language: str, subjects: tuple[str, ...]) -> None:
    wrong = {subject: wrong_in(page(subject, language)) for subject in subjects}
    assert {subject: codes for subject, codes in wrong.items() if codes} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_rule_shows_what_is_wrong(language: str) -> None:
    for name in rule_names():
        shown = {name} if code_of(name).page.other and code_of(name).page.verdict is Verdict.WRONG else set()
        assert wrong_in(page(name, language)) <= shown | {"calculation"}, name


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_is_told_of_the_project(name: str) -> None:
    assert wrong_in((ROOT / name).read_text("utf-8")) == set()
