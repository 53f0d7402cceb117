"""Messages with their values: each format prints the mathematics its own way, lists and plurals are the language's."""

from __future__ import annotations

from typing import Any

import pytest

from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.network.language.parse import read_relation
from symcnn.pages.build import phrases as module
from symcnn.pages.build.blocks import Math, Name, Page, Paragraph, Text
from symcnn.pages.build.phrases import Phrases, phrases
from symcnn.pages.build.sentences import said
from symcnn.pages.renderers.html_page import html
from symcnn.pages.renderers.latex_page import fragment
from symcnn.pages.renderers.markdown_page import markdown
from symcnn.pages.renderers.text_page import text
from symcnn.pages.words.ftl import patterns

POLISH = """
plural-one = n = 1
plural-few = n % 10 = 2..4 and n % 100 != 12..14
list = { ", " }
layers = sieć ma { $count ->
    [one] { $count } warstwę
    [few] { $count } warstwy
   *[other] { $count } warstw
 }
same = { $padding ->
    [same] jak wejście
   *[other] { $padding }
 }
names = { $names }
either = { LIST($names, by: " lub ") }
reason = { $cause }; { $cause }
cause = bo { $relation }
"""


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch) -> Phrases:
    """A third language: nothing but its messages."""
    monkeypatch.setattr(module, "patterns", lambda _: patterns(POLISH))
    return Phrases("pl")


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1 warstwę"), (2, "2 warstwy"), (5, "5 warstw"), (12, "12 warstw"), (22, "22 warstwy"), (Num(1), "1 warstwę")],
)
def test_a_number_takes_the_plural_of_its_language(count: int | Num, shown: str, polish: Phrases) -> None:
    assert polish.line("layers", count=count) == f"sieć ma {shown}"


def test_what_is_no_number_is_other(polish: Phrases) -> None:
    assert polish.line("layers", count=Sym("n")) == "sieć ma n warstw"


def test_a_word_chooses_by_itself(polish: Phrases) -> None:
    assert polish.line("same", padding="same") == "jak wejście"
    assert polish.line("same", padding="other") == "other"
    assert polish.line("same", padding="valid") == "valid"


@pytest.mark.parametrize(
    ("names", "plain", "either"),
    [((), "", ""), (("a",), "a", "a"), (("a", "b", "c"), "a, b, c", "a lub b lub c"), ("a", "a", "a")],
)
def test_a_list_has_its_separator(names: Any, plain: str, either: str, polish: Phrases) -> None:
    assert polish.line("names", names=names) == plain
    assert polish.line("either", names=names) == either


def test_a_sentence_within_a_sentence(polish: Phrases) -> None:
    cause = Sentence("cause", {"relation": Op("=", (Sym("K"), Num(3)))})
    assert polish.line("reason", cause=cause) == "bo K = 3; bo K = 3"
    assert polish.line("names", names=(cause, "x")) == "bo K = 3, x"


def test_words_names_and_mathematics_stay_apart(polish: Phrases) -> None:
    cause = Sentence("cause", {"relation": Op("=", (Sym("K"), Num(3)))})
    assert polish("names", names=(cause, "*x*")) == (
        Text("bo "),
        Math(Op("=", (Sym("K"), Num(3)))),
        Text(", "),
        Name("*x*"),
    )


def test_a_value_that_is_missing_is_an_error(polish: Phrases) -> None:
    with pytest.raises(KeyError):
        polish.line("layers")


def test_every_format_prints_mathematics_its_own_way() -> None:
    parts = phrases("zh")("prove-equal", form=read_relation("K <= I"))
    document = Page("zh", "", {}, (Paragraph(parts),))
    assert text(document) == "两边都化为 K ≤ I\n"
    assert markdown(document) == "两边都化为 $K \\le I$\n"
    assert "两边都化为 $K \\le I$" in fragment(document)
    assert "<p>两边都化为 <math><mrow><mi>K</mi><mo>≤</mo><mi>I</mi></mrow></math>" in html(document)


def test_a_name_never_acts() -> None:
    document = Page("en", "", {}, (Paragraph(phrases("en")("closed-title", network="<b>\x1b[1m*x*")),))
    assert "\x1b" not in text(document)
    assert r"\*x\*" in markdown(document)
    assert "<b>" not in html(document)


def test_a_message_in_outline() -> None:
    say = phrases("en")
    assert say.outline("fault-not-opened", "…") == (Text("`"), Text("…"), Text("` closes nothing"))
    assert Text("{found}") in say.outline("fault-not-opened", "{{{}}}")


@pytest.mark.parametrize(
    ("values", "english", "chinese"),
    [
        ({"biases": 1}, "the 1 bias is left out", "漏加了 1 个偏置"),
        ({"biases": 96}, "the 96 biases are left out", "漏加了 96 个偏置"),
    ],
)
def test_findings_have_plurals(values: dict[str, int], english: str, chinese: str) -> None:
    sentence = Sentence("because.bias-left-out", values)
    assert (said(sentence, "en"), said(sentence, "zh")) == (english, chinese)


def test_a_condition_is_told_in_words() -> None:
    relation = read_relation("mod(I - K, S) = 0")
    sentence = Sentence("formula.if", {"conditions": (relation, read_relation("P = 0")), "rule": Sym("O")})
    assert said(sentence, "en") == "holds when S divides I − K and P = 0; the rule is O"
    assert said(sentence, "zh") == "当 S 整除 I − K，P = 0 时成立；公式为 O"
