"""A document in a format; only that format's renderer is loaded."""

from __future__ import annotations

from symcnn.pages.build.blocks import Page


def rendered(document: Page, form: str, *, whole: bool = False) -> str:
    """The document as ``text``, ``markdown``, ``latex`` or ``html``; LaTeX is a fragment unless it is to be `whole`."""
    match form:
        case "markdown":
            from symcnn.pages.renderers.markdown_page import markdown

            return markdown(document)
        case "latex":
            from symcnn.pages.renderers.latex_page import fragment, standalone

            return standalone(document) if whole else fragment(document)
        case "html":
            from symcnn.pages.renderers.html_page import html

            return html(document)
        case _:
            from symcnn.pages.renderers.text_page import text

            return text(document)
