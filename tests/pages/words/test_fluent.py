"""What of Fluent the files of words may use."""

from __future__ import annotations

from typing import Any

import pytest

from symcnn.pages.words import messages
from symcnn.pages.words.ftl import patterns


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("a = word", "word"),
        ('a = { " " }word{ "{" }', " word{"),
        ("a = { $x } is { $y }", (("x",), " is ", ("y",))),
        ('a = { LIST($x, by: " or ") }', (("x", " or "),)),
        ('a = { LIST($x, by: "") }', (("x", ""),)),
        ("a = { LIST($x) }\nlist = ;", (("x", ";"),)),
        ("a = see { b }\nb = it: { $x }", ("see it: ", ("x",))),
        ("a = see { -t }\n-t = this", "see this"),
        (
            "a = { $n ->\n [one] item\n *[other] { $n } items\n }",
            (("n", (("one", "item"), ("other", (("n",), " items"))), "other"),),
        ),
    ],
)
def test_patterns(text: str, pattern: Any) -> None:
    assert patterns(text)["a"] == pattern


def test_an_attribute_has_a_key_of_its_own_and_a_term_none() -> None:
    assert patterns("a = x\n    .page = more\n-t = y") == {"a": "x", "a.page": "more"}


@pytest.mark.parametrize(
    "text",
    ["a = { $x", "= x", "a = { NUMBER($x) }", "a = x\na = y", "a = { $x -> \n *[other] { DATE($x) }\n }", "a = { 3 }"],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        patterns(text)


def test_words_that_have_changed_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "words_digest", lambda _: "changed")
    monkeypatch.setattr(messages, "read_patterns", lambda _: {"total": "anew"})
    messages.patterns.cache_clear()
    try:
        assert messages.patterns("en") == {"total": "anew"}
    finally:
        messages.patterns.cache_clear()


def test_words_that_have_not_changed_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "read_patterns", lambda _: {})
    messages.patterns.cache_clear()
    try:
        assert "total" in messages.patterns("en")
    finally:
        messages.patterns.cache_clear()
