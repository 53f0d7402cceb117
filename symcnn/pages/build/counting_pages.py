"""The pages of the manual on what is counted: quantities with their letters, conventions, and the presets of tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcnn.core.text.languages import LANGUAGES
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.wiring.conventions import conventions, presets
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.quantity_names import quantity_letters, quantity_lines, shown_names
from symcnn.pages.build.blocks import Block, Heading, Items, Math, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.kind_rules import own_rules, spelled_out
from symcnn.pages.build.phrases import Phrases, phrases

CONVENTIONS, QUANTITIES = "conventions", "quantities"
"""The subjects of the lists."""


def counting_subjects() -> tuple[str, ...]:
    """All that these pages are about: both lists, conventions, presets, quantities and arguments, and their letters."""
    return (CONVENTIONS, QUANTITIES, *conventions(), *presets(), *quantity_lines(), *quantity_letters().values())


def counting_document(subject: str, language: str) -> Page:
    """The page of one of `counting_subjects`."""
    say, subject = phrases(language), _by_letter(subject)
    if subject == CONVENTIONS:
        blocks = _all_conventions(say)
    elif subject == QUANTITIES:
        blocks = _all_quantities(say)
    elif subject in conventions():
        blocks = _convention(subject, say)
    elif subject in presets():
        blocks = _preset(subject, say)
    else:
        blocks = _quantity(subject, say)
    return Page(language, subject, {} if subject == QUANTITIES else shown_names(language), tuple(blocks))


def counting_data(subject: str) -> dict[str, Any]:
    """The same as data."""
    subject = _by_letter(subject)
    if subject == CONVENTIONS:
        chosen = {name: dict(choices) for name, choices in presets().items()}
        return {"conventions": [counting_data(name) for name in conventions()], "presets": chosen}
    if subject == QUANTITIES:
        return {"quantities": [counting_data(name) for name in quantity_lines()]}
    if subject in conventions():
        default, texts = conventions()[subject]
        said = {language: texts.in_language(language) for language in LANGUAGES}
        return {"convention": subject, "default": default, "text": said, "presets": _choosing(subject)}
    if subject in presets():
        return {"preset": subject, "choices": dict(presets()[subject])}
    line = quantity_lines()[subject]
    said, called = (
        {language: texts.in_language(language) for language in LANGUAGES} for texts in (line.texts, line.called)
    )
    return {"quantity": line.name.text, "letter": line.letter or None, "text": said, "called": called}


def _by_letter(subject: str) -> str:
    """The quantity or the convention that is written with a letter; every other subject as it is."""
    return next((name for name, letter in quantity_letters().items() if letter == subject), subject)


def _all_conventions(say: Phrases) -> list[Block]:
    header = (say.word("column-convention"), say.word("column-default"), say.word("column-meaning"))
    rows = tuple(
        (Name(name), Math(Num(default)), Text(texts.in_language(say.language)))
        for name, (default, texts) in conventions().items()
    )
    of_tools = (say.word("column-preset"), say.word("column-chosen"))
    tools = tuple((Name(name), Name(_written(choices))) for name, choices in presets().items())
    return [
        Heading(1, say("counting-conventions")),
        Paragraph(say("counting-about")),
        Table(header, rows, 0, frozenset((1,))),
        Heading(2, say("counting-presets")),
        Table(of_tools, tools, 0, frozenset()),
    ]


def _convention(name: str, say: Phrases) -> list[Block]:
    default, texts = conventions()[name]
    chosen = _choosing(name)
    blocks: list[Block] = [
        Heading(1, (Name(name),)),
        Paragraph(say("counting-convention", default=default, meaning=Text(texts.in_language(say.language)))),
    ]
    if chosen:
        rows = tuple((Name(preset), Math(Num(value))) for preset, value in chosen.items())
        header = (say.word("column-preset"), Name(name))
        blocks += [Heading(2, say("counting-presets")), Table(header, rows, 0, frozenset((1,)))]
    return [*blocks, Paragraph(say("counting-choose", text=Name(f"--convention {name}={default}")))]


def _preset(name: str, say: Phrases) -> list[Block]:
    header = (say.word("column-convention"), Text(""), say.word("column-meaning"))
    rows = tuple(
        (Name(one), Math(Num(value)), Text(conventions()[one][1].in_language(say.language)))
        for one, value in presets()[name].items()
    )
    return [
        Heading(1, (Name(name),)),
        Table(header, rows, 0, frozenset((1,))),
        Paragraph(say("counting-choose", text=Name(f"--convention {name}"))),
    ]


def _all_quantities(say: Phrases) -> list[Block]:
    language = say.language
    header = (say.word("column-name"), say.word("column-letter"), say.word("column-meaning"), say.word("column-called"))
    rows = tuple(
        (Name(name), Name(line.letter), Text(line.texts.in_language(language)), Text(line.called.in_language(language)))
        for name, line in quantity_lines().items()
    )
    return [Heading(1, say("counting-quantities")), Table(header, rows, 0, frozenset())]


def _quantity(name: str, say: Phrases) -> list[Block]:
    line = quantity_lines()[name]
    meaning, called = line.texts.in_language(say.language), line.called.in_language(say.language)
    blocks: list[Block] = [
        Heading(1, say("manual-kind", kind=line.letter or name, title=Text(meaning))),
        *([Paragraph(say("manual-called", names=Text(called)))] if called else []),
        *([Paragraph(say("counting-name", name=Name(name)))] if line.letter else []),
    ]
    rules = tuple(
        say("counting-rule", rule=Op("=", (Sym(name), expr)), kinds=tuple(map(Name, kinds)))
        for expr, kinds in _rules(name).items()
    )
    return [*blocks, Heading(2, say("manual-rules")), Items(rules)] if rules else blocks


def _rules(quantity: str) -> Mapping[Expr, Sequence[str]]:
    """The rules for a quantity, each with the kinds that have it, those of the most kinds first."""
    found: dict[Expr, dict[str, None]] = {}
    for name in catalogue_names():
        shown = kind(name, {})
        for rule in own_rules(shown):
            if rule.target == quantity:
                found.setdefault(spelled_out(rule.expr, shown), {})[name] = None
    return {expr: tuple(found[expr]) for expr in sorted(found, key=lambda expr: -len(found[expr]))}


def _choosing(convention: str) -> dict[str, Number]:
    return {name: choices[convention] for name, choices in presets().items() if convention in choices}


def _written(choices: Mapping[str, Number]) -> str:
    return ", ".join(f"{name}={value}" for name, value in choices.items())
