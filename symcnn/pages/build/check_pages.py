"""The pages of the manual on checks of documents: the rules, and the table of what is understood."""

from __future__ import annotations

from typing import Any

from symcnn.core.text.languages import LANGUAGES
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Inline, Items, Listing, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.phrases import phrases
from symcnn.pages.words.codes import CODES
from symcnn.pages.words.understood import UNDERSTOOD, Row

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
    place = LANGUAGES.index(language)
    page = CODES[code]
    blocks: list[Block] = [Heading(1, say("manual-kind", kind=code, title=Text(page.title[place])))]
    for heading, text in (("finds", page.finds), ("decides", page.decides)):
        blocks += [Heading(2, say(f"rule-{heading}")), Paragraph(_with_names(text[place]))]
    for heading, example in (("right", page.right), (page.verdict.value, page.other)):
        if example:
            blocks += [Heading(2, say(f"rule-{heading}")), Listing(tuple(example.split("\n")))]
    ways = tuple(say(f"silence-{way}", text=text.format(code=code)) for way, text in _WAYS.items())
    return [*blocks, Heading(2, say("rule-silence")), Items(ways)]


def code_data(code: str) -> dict[str, object]:
    """The same as data."""
    page = CODES[code]
    texts = {name: dict(zip(LANGUAGES, getattr(page, name), strict=True)) for name in ("title", "finds", "decides")}
    return {"code": code, **texts, "right": page.right, page.verdict.value: page.other or None}


def _with_names(text: str) -> tuple[Inline, ...]:
    """A text whose parts between backquotes are names."""
    return tuple(Name(part) if at % 2 else Text(part) for at, part in enumerate(text.split("`")) if part)


_LONGEST = 48
_COLUMNS = ("what", "file", "example", "rule", "verdict")


def understood_document(language: str) -> Page:
    """The table as a page."""
    say = phrases(language)
    place = LANGUAGES.index(language)
    blocks: list[Block] = [Heading(1, say("understood")), Paragraph(say("understood-about"))]
    header = tuple(say.word(f"understood-{column}") for column in _COLUMNS)
    for group in UNDERSTOOD:
        rows = tuple(_cells(row, language) for row in group.rows)
        is_silent = all(row.code is None for row in group.rows)
        width = len(header) - 2 if is_silent else len(header)
        table = Table(header[:width], tuple(cells[:width] for cells in rows), 0, frozenset())
        blocks += [Heading(2, (Text(group.title[place]),)), table]
    return Page(language, say.line("understood"), shown_names(language), tuple(blocks))


def _cells(row: Row, language: str) -> tuple[Inline, ...]:
    example = " ¶ ".join(" ".join(line.split()) for line in row.example.strip().split("\n"))
    clipped = example if len(example) <= _LONGEST else example[: _LONGEST - 1] + "…"
    verdict = phrases(language).line(f"verdict-{row.verdict}") if row.verdict else ""
    what = Name(row.what[LANGUAGES.index(language)])
    return what, Name(row.ending), Name(clipped), Name(row.code or ""), Text(verdict)


def understood_data() -> dict[str, Any]:
    """The same as data."""
    return {
        "documents": [
            {
                "title": dict(zip(LANGUAGES, group.title, strict=True)),
                "rows": [
                    {
                        "what": dict(zip(LANGUAGES, row.what, strict=True)),
                        "ending": row.ending,
                        "example": row.example,
                        "code": row.code,
                        "verdict": row.verdict,
                    }
                    for row in group.rows
                ],
            }
            for group in UNDERSTOOD
        ]
    }
