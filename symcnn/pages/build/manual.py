"""The reference manual, from the catalogue and the tables of words: a kind's formulas, a code's page."""

from __future__ import annotations

from typing import Any

from symcnn.check.every_rule import code_names
from symcnn.core.text.fault import Faulty
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.near import unknown
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Op, Sym
from symcnn.network.language.syntax import Guard, Requirement, Rule
from symcnn.network.wiring.layer_kinds import LayerKind, catalogue_names, kind
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.network.wiring.spelled import catalogue_called, people_call, spelling_text
from symcnn.pages.build.blocks import Block, Heading, Inline, Items, Listing, Math, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.check_pages import (
    DOCUMENTS,
    code_data,
    code_document,
    understood_data,
    understood_document,
)
from symcnn.pages.build.counting_pages import counting_data, counting_document, counting_subjects
from symcnn.pages.build.fault_examples import told_example
from symcnn.pages.build.faults import fault_codes
from symcnn.pages.build.kind_rules import own_rules, spelled_out
from symcnn.pages.build.language_page import LANGUAGE, language_data, language_document
from symcnn.pages.build.phrases import Phrases, cited, in_line, phrases


def subject_document(subject: str | None, language: str) -> Page:
    """The page of a layer kind, a quantity, a convention, a rule of `check`, an error, the language, or documents.

    Without a subject, the list of all kinds.
    Raises `Faulty` where there is none.
    """
    if subject is None:
        return _document(phrases(language).line("manual-kinds"), _kinds(language), language)
    if subject in catalogue_names():
        return _document(subject, _kind_page(kind(subject, {}), language), language)
    if subject == DOCUMENTS:
        return understood_document(language)
    if subject == LANGUAGE:
        return language_document(language)
    if subject in counting_subjects():
        return counting_document(subject, language)
    if subject in code_names():
        return code_document(subject, language)
    if subject in fault_codes():
        return _document(subject, _code_page(subject, language), language)
    raise _unknown(subject)


def subject_data(subject: str | None) -> dict[str, Any]:
    """The same as data.

    Raises `Faulty` where there is none.
    """
    if subject is None:
        return {"kinds": [{"name": name, "title": _both(kind(name, {}).title)} for name in catalogue_names()]}
    if subject in catalogue_names():
        return _kind_data(kind(subject, {}))
    if subject == DOCUMENTS:
        return understood_data()
    if subject == LANGUAGE:
        return language_data()
    if subject in counting_subjects():
        return counting_data(subject)
    if subject in code_names():
        return code_data(subject)
    if subject in fault_codes():
        return {"code": subject, "message": {each: _message(subject, each, "{{{}}}") for each in LANGUAGES}}
    raise _unknown(subject)


def _unknown(subject: str) -> Faulty:
    subjects = (*catalogue_names(), DOCUMENTS, LANGUAGE, *counting_subjects(), *code_names(), *fault_codes())
    return unknown("unknown-subject", subject, subjects)


def _document(title: str, blocks: list[Block], language: str) -> Page:
    return Page(language, title, shown_names(language), tuple(blocks))


def _kinds(language: str) -> list[Block]:
    say = phrases(language)
    rows = tuple((Name(name), Text(kind(name, {}).title.in_language(language))) for name in catalogue_names())
    table = Table((say.word("column-kind"), Text("")), rows, 0, frozenset())
    return [Heading(1, say("manual-kinds")), table]


def _kind_page(found: LayerKind, language: str) -> list[Block]:
    say = phrases(language)
    title = Text(found.title.in_language(language))
    blocks: list[Block] = [Heading(1, say("manual-kind", kind=found.name, title=title))]
    if found.about.in_language(language):
        blocks.append(Paragraph((Text(found.about.in_language(language)),)))
    blocks += _called(found, say)
    if found.parameters:
        rows = tuple(
            (
                Name(name),
                Math(parameter.default) if parameter.default is not None else say.word("manual-required"),
                Text(", ".join(found.words.get(name, ()))),
            )
            for name, parameter in found.parameters.items()
        )
        header = (say.word("column-argument"), say.word("column-default"), Text(""))
        blocks += [Heading(2, say("manual-arguments")), Table(header, rows, 0, frozenset())]
    blocks.append(Heading(2, say("manual-rules")))
    blocks += [_rule(rule, found, say) for rule in own_rules(found)]
    if found.requirements:
        blocks.append(Heading(2, say("manual-requirements")))
        blocks.append(Items(tuple(_requirement(requirement, found, say) for requirement in found.requirements)))
    return blocks + _in_frameworks(found, say)


def _called(found: LayerKind, say: Phrases) -> list[Block]:
    names = people_call(found.name).in_language(say.language)
    return [Paragraph(say("manual-called", names=Text(names)))] if names else []


def _in_frameworks(found: LayerKind, say: Phrases) -> list[Block]:
    _, spellings = catalogue_called()[found.name]
    lines = tuple(
        say("manual-spelling", framework=Text(spelling.framework), text=Name(spelling_text(spelling)))
        for spelling in spellings
    )
    return [Heading(2, say("manual-frameworks")), Items(lines)] if lines else []


def _rule(rule: Rule, found: LayerKind, say: Phrases) -> Paragraph:
    sentence = rule.texts.in_language(say.language)
    return Paragraph(
        say(
            "manual-rule",
            rule=Op("=", (Sym(rule.target), spelled_out(rule.expr, found))),
            when=_when(rule.guards),
            sentence=Sentence("manual-sentence", {"sentence": Text(sentence)}) if sentence else "",
            source=cited(rule.citation),
        )
    )


def _when(guards: tuple[Guard, ...]) -> Sentence | str:
    return Sentence("manual-when", {"guards": tuple(Text(_guard(guard)) for guard in guards)}) if guards else ""


def _guard(guard: Guard) -> str:
    return guard.name if guard.value is None else f"{guard.name} = {source_text(guard.value)}"


def _requirement(requirement: Requirement, found: LayerKind, say: Phrases) -> tuple[Inline, ...]:
    condition = spelled_out(requirement.condition, found)
    return say("manual-requirement", condition=condition, when=_when(requirement.guards), code=Text(requirement.code))


def _kind_data(found: LayerKind) -> dict[str, Any]:
    return {
        "kind": found.name,
        "title": _both(found.title),
        "about": _both(found.about),
        "called": _both(catalogue_called()[found.name][0]),
        "spellings": [
            {"framework": spelling.framework, "names": list(spelling.names), "text": spelling_text(spelling)}
            for spelling in catalogue_called()[found.name][1]
        ],
        "arguments": {
            name: None if parameter.default is None else source_text(parameter.default)
            for name, parameter in found.parameters.items()
        },
        "words": {name: list(choices) for name, choices in found.words.items()},
        "rules": [
            {
                "target": rule.target,
                "rule": source_text(rule.expr),
                "when": [_guard(guard) for guard in rule.guards],
                "text": _both(rule.texts),
                "source": {"key": rule.citation.key, "place": rule.citation.place} if rule.citation else None,
            }
            for rule in own_rules(found)
        ],
        "requirements": [
            {"code": requirement.code, "condition": source_text(requirement.condition)}
            for requirement in found.requirements
        ],
    }


def _both(texts: Any) -> dict[str, str]:
    return {language: texts.in_language(language) for language in LANGUAGES}


def _code_page(code: str, language: str) -> list[Block]:
    say = phrases(language)
    blocks: list[Block] = [Heading(1, (Name(code),)), Paragraph((Text(_message(code, language, "…")),))]
    page = f"fault-{code}.page"
    if page in say:
        blocks.append(Paragraph(say(page)))
    example = told_example(code, language)
    if not example:
        return blocks
    told, *lines = example
    return [*blocks, Heading(2, say("manual-example")), Paragraph((Text(told),)), Listing(tuple(lines))]


def _message(code: str, language: str, value: str) -> str:
    """The message of a fault; `value` stands for what it says of the case at hand."""
    return in_line(phrases(language).outline(f"fault-{code}", value))
