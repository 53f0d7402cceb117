"""The options that commands share, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from symcnn.commands.loading import Bindings, Loaded, refuse
from symcnn.core.text.near import near
from symcnn.pages.build.blocks import Document
from symcnn.pages.words.languages import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])

FORMS = ("text", "markdown", "latex", "html", "json")
ENDINGS = {".txt": "text", ".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html", ".json": "json"}


def split(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """``--layer C1,C2 --layer S4`` as one tuple of names."""
    return tuple(part.strip() for value in values for part in _COMMA.split(value) if part.strip())


_COMMA = re.compile(r",(?![^()]*\))")
"""A comma outside of brackets."""


def output_format(command: Command) -> Command:
    """``--text``, ``--markdown``, ``--latex``, ``--html`` and ``--json``."""
    helps = ("For a terminal (the default).", "For Markdown.", "For LaTeX.", "One HTML page.", "For programs.")
    for form, text in reversed(tuple(zip(FORMS, helps, strict=True))):
        command = click.option(f"--{form}", "form", flag_value=form, default=None, help=text)(command)
    return command


def language(command: Command) -> Command:
    """``--lang``"""
    choice = click.Choice(LANGUAGES)
    return click.option(
        "--lang", "language", type=choice, default="en", show_default=True, envvar="SYMCNN_LANG", help="The language."
    )(command)


def symbols(command: Command) -> Command:
    """``--set``, ``--symbolic`` and ``--convention``, gathered into one `Bindings`."""

    def gathered(*args: Any, settings: Any, free: Any, conventions: Any, **named: Any) -> Any:
        return command(*args, bindings=Bindings(settings, free, conventions), **named)

    gathered.__name__, gathered.__doc__ = command.__name__, command.__doc__
    gathered.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    wrapped: Any = gathered
    wrapped = click.option(
        "--convention", "conventions", multiple=True, callback=split, metavar="NAME[=VALUE]", help="A way of counting."
    )(wrapped)
    wrapped = click.option(
        "--symbolic", "free", multiple=True, callback=split, metavar="NAME", help="Leave a symbol without a value."
    )(wrapped)
    wrapped = click.option(
        "--set", "settings", multiple=True, callback=split, metavar="NAME=VALUE", help="Give a symbol a value."
    )(wrapped)
    result: Command = wrapped
    return result


def chosen_form(form: str | None, output: str | None, language: str, *, standalone: bool) -> str:
    """The format that was asked for, else the one that the file's ending says, else text.

    Only LaTeX has whole documents and fragments, so ``-s`` alone asks for it.
    """
    if form or not output:
        return form or ("latex" if standalone else "text")
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        refuse("unknown-format", language, name=output)
    return ENDINGS[ending]


def rendered(document: Document, form: str, *, standalone: bool) -> str:
    """The document in a format; only that format's renderer is loaded."""
    match form:
        case "markdown":
            from symcnn.pages.renderers.markdown_page import markdown

            return markdown(document)
        case "latex":
            from symcnn.pages.renderers.latex_page import fragment
            from symcnn.pages.renderers.latex_page import standalone as whole

            return whole(document) if standalone else fragment(document)
        case "html":
            from symcnn.pages.renderers.html_page import html

            return html(document)
    from symcnn.pages.renderers.text_page import text

    return text(document)


def check_names(loaded: Loaded, layers: tuple[str, ...], quantities: tuple[str, ...], language: str) -> None:
    """Every ``--layer`` and ``--quantity`` must exist in the network."""
    known = [found.layer.name for found in loaded.figures.layers[1:]]
    for name in layers:
        if name not in known:
            refuse("unknown-layer-option", language, name=name, near=near(name, known))
    from symcnn.answers.derive.derive import quantities_of

    _check_quantities(quantities, tuple(sorted(quantities_of(loaded.figures))), language)


def check_columns(loaded: Loaded, quantities: tuple[str, ...], language: str) -> None:
    """Every column of a table must be a quantity of every layer."""
    common = set.intersection(*({*found.shared.values} for found in loaded.figures.layers))
    rules = {formula.rule.target for formula in loaded.figures.layers[0].shared.variant.formulas}
    known = ("output", "receptive_field", "jump", *sorted(common & rules))
    _check_quantities(quantities, known, language)


def _check_quantities(quantities: tuple[str, ...], known: tuple[str, ...], language: str) -> None:
    for name in quantities:
        if name not in known:
            refuse("unknown-quantity", language, name=name, near=near(name, known), choices=known)
