"""A worked solution as a document: what the letters mean, every layer, the totals, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.derive.derive import LayerSolution, Solution
from symcnn.answers.derive.steps import Derivation
from symcnn.pages.build.blocks import (
    Block,
    Document,
    Equation,
    Equations,
    Heading,
    Inline,
    Items,
    Math,
    Name,
    Paragraph,
    Text,
)
from symcnn.network.wiring.quantity_names import meanings, shown_names
from symcnn.pages.words.words import words
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.wiring.conventions import conventions
from symcnn.network.wiring.layer_kinds import citations
from symcnn.core.written.tree import Num, Op, Sym, names


def solution_document(solution: Solution, language: str) -> Document:
    """The document of a worked solution in `language` ("en" or "zh")."""
    say = words(language)
    network = solution.figures.network
    title = network.name or say["unset"]
    blocks: list[Block] = [Heading(1, (Text(say["solution"] + say["colon"]), Name(title)))]
    blocks += _introduction(solution, language)
    for layer in solution.layers:
        blocks += _layer(layer, language)
    if solution.totals:
        blocks.append(Heading(2, (Text(say["totals"]),)))
        blocks.append(Equations(tuple(_total(derivation) for derivation in solution.totals)))
    blocks += _sources(solution, language)
    return Document(language, title, shown_names(language), tuple(blocks))


def _introduction(solution: Solution, language: str) -> Iterator[Block]:
    say = words(language)
    figures = solution.figures
    yield Paragraph((Text(say["input"] + say["colon"]), Math(size_of(figures.layers[0].output)), Text(say["stop"])))
    derivations = [d for layer in solution.layers for d in layer.derivations]
    used = _used_names(derivations)
    letters: list[Inline] = []
    for name, meaning in meanings(language).items():
        if name in used:
            letters += [Text(say["comma"])] if letters else []
            letters += [Math(Sym(name)), Text(f" {meaning}")]
    if letters:
        yield Paragraph((Text(say["letters"] + say["colon"]), *letters, Text(say["stop"])))
    chosen: list[tuple[Inline, ...]] = []
    for name, (_, texts) in conventions().items():
        if name in used or _decides(name, solution):
            value = figures.network.conventions[name]
            meaning = getattr(texts, language)
            chosen.append((Math(Op("=", (Sym(name), Num(value)))), Text(say["colon"] + meaning)))
    if chosen:
        yield Paragraph((Text(say["conventions"] + say["colon"].rstrip()),))
        yield Items(tuple(chosen))


def _used_names(derivations: list[Derivation]) -> set[str]:
    found: set[str] = set()
    for derivation in derivations:
        for name in (derivation.target, *names(derivation.lines[0])):
            found |= {name, name.rsplit("_", 1)[0], derivation.quantity}
    return found


def _decides(convention: str, solution: Solution) -> bool:
    """Whether a rule of one of the layers asks for the convention."""
    kinds = {layer.figures.layer.kind for layer in solution.layers}
    wanted = {derivation.quantity for layer in solution.layers for derivation in layer.derivations}
    return any(
        guard.name == convention
        and rule.target in wanted
        and (rule.target != "activation_bytes" or "in_place" in kind.traits)
        for kind in kinds
        for rule in kind.rules
        for guard in rule.guards
    )


def _layer(layer: LayerSolution, language: str) -> Iterator[Block]:
    say = words(language)
    figures = layer.figures
    kind = figures.layer.kind
    title = getattr(kind.title, language) or kind.name
    yield Heading(2, (Name(figures.layer.name), Text(" · "), Name(title)))
    line: list[Inline] = []
    for argument in figures.layer.line.arguments:
        if not (isinstance(argument.value, Op) and argument.value.name == "table"):
            line += [Math(Op("=", (Sym(argument.name), argument.value))), Text(say["comma"])]
    line += [Text(say["output"] + " "), Math(size_of(figures.output))]
    yield Paragraph(tuple(line))
    if layer.derivations:
        yield Equations(tuple(Equation(Sym(d.target), d.lines) for d in layer.derivations))
    conditions = [part for condition in figures.shared.conditions for part in (Math(condition), Text(say["and"]))]
    if conditions:
        yield Paragraph((Text(say["valid"] + " "), *conditions[:-1], Text(say["stop"])))


def _total(derivation: Derivation) -> Equation:
    """A total without its first line: the names of all layers say less than their numbers."""
    return Equation(Sym(derivation.quantity), derivation.lines[1:] or derivation.lines)


def _sources(solution: Solution, language: str) -> Iterator[Block]:
    known = dict(citations())
    own = solution.figures.network.sources
    known.update(own)
    rules = [d.rule for layer in solution.layers for d in layer.derivations if d.rule and d.rule.citation]
    keys = dict.fromkeys(rule.citation.key for rule in rules if rule.citation)
    if keys:
        yield Heading(2, (Text(words(language)["sources"]),))
        yield Items(tuple((Name(known.get(key, key)),) for key in keys))
