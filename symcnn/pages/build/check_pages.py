"""The pages of the manual on checks of documents: the rules, and the table of what is understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symcnn.check.every_rule import code_of, rule_names, rule_of
from symcnn.check.findings.code import Code, Example
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Inline, Items, Listing, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.phrases import in_languages, phrases, with_names

DOCUMENTS = "documents"
"""The subject of the table of what is understood."""

_WAYS = {
    "run": "symcnn check --ignore {code}",
    "line": "<!-- symcnn: ignore {code} -->",
    "latex": "% symcnn: ignore {code}",
    "python": "# symcnn: ignore {code}",
    "off": "<!-- symcnn: off -->",
    "on": "<!-- symcnn: on -->",
    "project": '[tool.symcnn] ignore = ["{code}"]',
}
"""How a rule is silenced."""


def code_document(code: str, language: str) -> Page:
    """The page of a rule."""
    return Page(language, code, shown_names(language), tuple(_page(code, language)))


def _page(code: str, language: str) -> list[Block]:
    say = phrases(language)
    page = code_of(code).page
    blocks: list[Block] = [Heading(1, say("manual-kind", kind=code, title=say.word(f"page-{code}")))]
    for part in ("finds", "decides"):
        blocks += [Heading(2, say(f"rule-{part}")), Paragraph(with_names(say.line(f"page-{code}.{part}")))]
    for heading, example in (("right", page.right), (page.verdict.value, page.other)):
        if example:
            blocks += [Heading(2, say(f"rule-{heading}")), Listing(tuple(example.split("\n")))]
    if code not in rule_names():
        return blocks
    ways = tuple(say(f"silence-{way}", text=text.format(code=code)) for way, text in _WAYS.items())
    return [*blocks, Heading(2, say("rule-silence")), Items(ways)]


def code_data(code: str) -> dict[str, object]:
    """The same as data."""
    page = code_of(code).page
    said = {part: in_languages(f"page-{code}.{part}") for part in ("finds", "decides")}
    title = in_languages(f"page-{code}")
    return {"code": code, "title": title, **said, "right": page.right, page.verdict.value: page.other or None}


_LONGEST = 48
_COLUMNS = ("what", "file", "example", "rule", "verdict")


def understood_document(language: str) -> Page:
    """The examples of all rules as a page: what is understood, and at the end what is left aside."""
    say = phrases(language)
    blocks: list[Block] = [Heading(1, say("understood")), Paragraph(say("understood-about"))]
    header = tuple(say.word(f"understood-{column}") for column in _COLUMNS)
    for code in _codes():
        rows = tuple(_cells(code, example, language) for example in code.page.examples if example.verdict)
        blocks += [Heading(2, say(f"page-{code.name}")), Table(header, rows, 0, frozenset())]
    width = len(header) - 2
    aside = tuple(_cells(code, example, language)[:width] for code, example in _left_aside())
    blocks += [Heading(2, say("understood-aside")), Table(header[:width], aside, 0, frozenset())]
    return Page(language, say.line("understood"), shown_names(language), tuple(blocks))


def _codes() -> tuple[Code, ...]:
    return tuple(rule_of(name).code for name in rule_names())


def _left_aside() -> Iterator[tuple[Code, Example]]:
    for code in _codes():
        yield from ((code, example) for example in code.page.examples if not example.verdict)


def _cells(code: Code, example: Example, language: str) -> tuple[Inline, ...]:
    shown = " ¶ ".join(" ".join(line.split()) for line in example.text.strip().split("\n"))
    clipped = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    say = phrases(language)
    verdict = say.word(f"verdict-{example.verdict}") if example.verdict else Text("")
    return Name(say.line(_caption(code, example))), Name(example.ending), Name(clipped), Name(code.name), verdict


def understood_data() -> dict[str, Any]:
    """The same as data."""
    groups = [
        (in_languages(f"page-{code.name}"), [_row(code, example) for example in code.page.examples if example.verdict])
        for code in _codes()
    ]
    groups.append((in_languages("understood-aside"), [_row(code, example) for code, example in _left_aside()]))
    return {"documents": [{"title": title, "rows": rows} for title, rows in groups]}


def _row(code: Code, example: Example) -> dict[str, Any]:
    return {
        "what": in_languages(_caption(code, example)),
        "ending": example.ending,
        "example": example.text,
        "code": code.name if example.verdict else None,
        "verdict": example.verdict and example.verdict.value,
    }


def _caption(code: Code, example: Example) -> str:
    """The key of the words that say what an example is."""
    return f"page-{code.name}.{example.name}"
