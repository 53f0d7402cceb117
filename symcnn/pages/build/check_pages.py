"""The pages of the manual on checks of documents: the rules, and the table of what is understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symcnn.answers.claims.claims import Verdict
from symcnn.pages.build.blocks import Block, Document, Heading, Inline, Items, Listing, Name, Paragraph, Table, Text
from symcnn.pages.words.codes import CODES, Both
from symcnn.pages.words.understood import UNDERSTOOD, Row
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.phrases import phrases
from symcnn.pages.words.languages import LANGUAGES

DOCUMENTS = "documents"
"""The subject of the table of what is understood."""

_HEADINGS: Mapping[str, Both] = {
    "finds": ("What it finds", "检查对象"),
    "decides": ("How it decides", "判断方法"),
    "right": ("Right", "正确的例子"),
    Verdict.WRONG: ("Wrong", "错误的例子"),
    Verdict.CONDITIONAL: ("Right only under a condition", "有条件成立的例子"),
    Verdict.UNDECIDED: ("Undecided", "未定的例子"),
    "silence": ("How to silence it", "如何关闭"),
}
_SILENCE: tuple[tuple[Both, str], ...] = (
    (("for one run: ", "仅本次运行："), "symcnn check --ignore {code}"),
    (
        ("for its line, or alone for the line below: ", "对所在行；单独成行时对下一行："),
        "<!-- symcnn: ignore {code} -->",
    ),
    (("the same in LaTeX: ", "在 LaTeX 中："), "% symcnn: ignore {code}"),
    (("the same in Python: ", "在 Python 中："), "# symcnn: ignore {code}"),
    (("all rules, from here on: ", "从此处起，所有规则："), "<!-- symcnn: off -->"),
    (("and on again: ", "重新开启："), "<!-- symcnn: on -->"),
    (("for a project: ", "对整个项目："), '[tool.symcnn] ignore = ["{code}"]'),
)


def code_document(code: str, language: str) -> Document:
    """The page of a rule."""
    return Document(language, code, shown_names(language), tuple(_page(code, language)))


def _page(code: str, language: str) -> list[Block]:
    place = LANGUAGES.index(language)
    page = CODES[code]
    blocks: list[Block] = [Heading(1, (Name(code), Text(" · " + page.title[place])))]
    for heading, text in (("finds", page.finds), ("decides", page.decides)):
        blocks += [_heading(heading, place), Paragraph(_with_names(text[place]))]
    for heading, example in (("right", page.right), (page.verdict, page.other)):
        if example:
            blocks += [_heading(heading, place), Listing(tuple(example.split("\n")))]
    ways = tuple((Text(way[place]), Name(example.format(code=code))) for way, example in _SILENCE)
    return [*blocks, _heading("silence", place), Items(ways)]


def code_data(code: str) -> dict[str, object]:
    """The same as data."""
    page = CODES[code]
    texts = {name: dict(zip(LANGUAGES, getattr(page, name), strict=True)) for name in ("title", "finds", "decides")}
    return {"code": code, **texts, "right": page.right, page.verdict.value: page.other or None}


def _heading(key: str, place: int) -> Heading:
    return Heading(2, (Text(_HEADINGS[key][place]),))


def _with_names(text: str) -> tuple[Inline, ...]:
    """A text whose parts between backquotes are names."""
    return tuple(Name(part) if at % 2 else Text(part) for at, part in enumerate(text.split("`")) if part)


_LONGEST = 48
_TITLE: Both = ("What is understood in documents", "能够理解的文档内容")
_ABOUT: Both = (
    "Each example is a document of its own; the last columns are the finding that it gives. Line ends are shown as ¶, "
    "long examples are cut; --json has all of them.",
    "每个例子自成一个文档，最后两列是检查结果。¶ 表示换行，较长的例子被截短；--json 给出全文。",
)
_HEADER: tuple[Both, ...] = (
    ("what", "内容"),
    ("file", "文件"),
    ("example", "例子"),
    ("rule", "规则"),
    ("verdict", "判断"),
)


def understood_document(language: str) -> Document:
    """The table as a page."""
    place = LANGUAGES.index(language)
    blocks: list[Block] = [Heading(1, (Text(_TITLE[place]),)), Paragraph((Text(_ABOUT[place]),))]
    header = tuple(Text(both[place]) for both in _HEADER)
    for group in UNDERSTOOD:
        rows = tuple(_cells(row, language) for row in group.rows)
        is_silent = all(row.code is None for row in group.rows)
        width = len(header) - 2 if is_silent else len(header)
        table = Table(header[:width], tuple(cells[:width] for cells in rows), 0, frozenset())
        blocks += [Heading(2, (Text(group.title[place]),)), table]
    return Document(language, _TITLE[place], shown_names(language), tuple(blocks))


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
