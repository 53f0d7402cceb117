"""The limits: each with a name, a unit, and words for it in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from symcnn.core import limits
from symcnn.core.limits import LIMITS, Limit
from symcnn.core.text.languages import LANGUAGES
from symcnn.pages.build.phrases import phrases
from symcnn.pages.words.messages import patterns

PACKAGE = Path(limits.__file__).parents[1]


def test_each_limit_knows_its_name_and_unit() -> None:
    assert LIMITS.keys() == {name for name in vars(limits) if name.startswith("MAX_")}
    assert all(limit.name == name and limit.unit for name, limit in LIMITS.items())


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_holds_somewhere(name: str) -> None:
    others = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "limits.py")
    assert any(name in text for text in others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_can_be_told(name: str, language: str) -> None:
    limit = LIMITS[name]
    told = phrases(language).line("prove-limit", limit=limit)
    assert f"{limit:,}" in told
    assert name not in told  # it is for those who read the code


def test_no_words_are_for_a_unit_that_there_is_not() -> None:
    assert {limit.unit for limit in LIMITS.values()} == {
        key.removeprefix("limit-") for key in patterns("en") if key.startswith("limit-")
    }


def test_a_limit_is_a_number() -> None:
    most = Limit(3, "layers")
    assert (most, most + 1, most // 2, hash(most), f"{most}") == (3, 4, 1, hash(3), "3")
