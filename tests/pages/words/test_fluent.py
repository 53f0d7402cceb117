"""What of Fluent the files of words may use, and that a language is there when its file is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from symcnn.pages.words import messages
from symcnn.pages.words.ftl import patterns

PACKAGE = Path(__file__).parents[3] / "symcnn"


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


def test_a_language_is_there_when_its_file_is(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "symcnn", ignore=shutil.ignore_patterns("__pycache__"))
    words = tmp_path / "symcnn" / "pages" / "words"
    english = (words / "en.ftl").read_text("utf-8")
    (words / "eo.ftl").write_text(english.replace("total = total", "total = sumo"), "utf-8")
    (tmp_path / "a.cnn").write_text("input 8x8x1\nC1: conv N=2 K=3\nclaim C1.params = 21")
    for command in ("table", "derive", "closed", "check"):
        call = [sys.executable, "-m", "symcnn", command, "a.cnn", "--lang", "eo"]
        done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        assert done.returncode in (0, 1)
        assert "sumo" in done.stdout or command != "table"
