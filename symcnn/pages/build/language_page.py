"""The page of the manual on the language: each form of a line, with what it says."""

from __future__ import annotations

from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Listing, Page, Paragraph
from symcnn.pages.build.phrases import in_languages, phrases, with_names

LANGUAGE = "language"
"""The subject of the page."""

FORMS = {
    "network": "network Sample",
    "let": "let I = 32",
    "let-alone": "let K",
    "input": "input I x I x 3",
    "convention": "convention pytorch",
    "layer": "C1: conv N=64 K=K P=same",
    "unnamed": "relu",
    "axes": "C2: conv N=64 K=5x7 P=(2, 3)",
    "from": "C3: conv N=64 K=3 P=1 from C1",
    "join": "A: add from C2, C3",
    "rounding": "P1: max_pool K=3 S=2 round=ceil",
    "figure": "R1: resize O=A.O",
    "again": "E: again C3 from R1",
    "repeat": "repeat 2 { conv N=64 K=3 P=1 ; relu }",
    "parallel": "M: parallel concat { path { conv N=8 K=1 } path { } }",
    "block": "block unit(N, K = 3) { conv N=N K=K P=same ; relu }",
    "call": "unit N=32",
    "claim": "claim C1.params = (3*K*K + 1)*64",
}
"""The forms of lines, by what the words of a language call them; together they are a network."""


def language_document(language: str) -> Page:
    """The forms of lines as a page."""
    say = phrases(language)
    blocks: list[Block] = [Heading(1, say("forms")), Paragraph(say("forms-about"))]
    for name, line in FORMS.items():
        blocks += [Listing((line,)), Paragraph(with_names(say.line(f"form-{name}")))]
    return Page(language, say.line("forms"), shown_names(language), tuple(blocks))


def language_data() -> dict[str, object]:
    """The same as data."""
    return {"language": [{"line": line, "says": in_languages(f"form-{name}")} for name, line in FORMS.items()]}
