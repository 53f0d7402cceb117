"""A worked solution as a document: what the letters mean, every layer, the totals, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.answers.derive.derive import LayerSolution, Solution
from symcnn.answers.derive.steps import Derivation
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Num, Op, Sym, names
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.shown_arguments import TableRows, shown_arguments, table_groups
from symcnn.network.figures.values import Value, as_written
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.wiring.conventions import conventions
from symcnn.network.wiring.layer_kinds import citations
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import (
    Block,
    Equation,
    Equations,
    Heading,
    Items,
    Name,
    Page,
    Paragraph,
    Text,
)
from symcnn.pages.build.letters import legend
from symcnn.pages.build.phrases import Phrases, phrases


def solution_document(solution: Solution, language: str) -> Page:
    """The document of a worked solution in a language."""
    say = phrases(language)
    title = solution.figures.network.name or say.line("network-unnamed")
    blocks: list[Block] = [Heading(1, say("solution-title", network=title))]
    blocks += _introduction(solution, say)
    scope = scope_of(solution.figures.network)
    for layer in solution.layers:
        blocks += _layer(layer, scope, say)
    if solution.totals:
        blocks.append(Heading(2, say("totals")))
        blocks.append(Equations(tuple(_total(derivation) for derivation in solution.totals)))
    blocks += _sources(solution, say)
    return Page(language, title, shown_names(language), tuple(blocks))


def _introduction(solution: Solution, say: Phrases) -> Iterator[Block]:
    figures = solution.figures
    yield Paragraph(say("solution-input", size=size_of(figures.layers[0].output)))
    derivations = [d for layer in solution.layers for d in layer.derivations]
    used = _used_names(derivations)
    yield from legend(used, say)
    chosen = tuple(
        say(
            "convention",
            value=Op("=", (Sym(name), Num(figures.network.conventions[name]))),
            meaning=Text(texts.in_language(say.language)),
        )
        for name, (_, texts) in conventions().items()
        if name in used or _decides(name, solution)
    )
    if chosen:
        yield Paragraph(say("solution-conventions"))
        yield Items(chosen)


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


def _layer(layer: LayerSolution, scope: Mapping[str, Value], say: Phrases) -> Iterator[Block]:
    figures = layer.figures
    kind = figures.layer.kind
    title = kind.title.in_language(say.language) or kind.name
    yield Heading(2, say("solution-layer", layer=figures.layer.name, title=title))
    groups = tuple(map(_table_rows, table_groups(figures.layer)))
    table = (Sentence("solution-table", {"groups": groups}),) if groups else ()
    arguments = (*shown_arguments(figures.layer, scope), *table)
    output = Sentence("solution-output", {"size": size_of(figures.output)})
    yield Paragraph(say("solution-arguments", parts=(*arguments, output)))
    if layer.first_use:
        yield Paragraph(say("solution-again", layer=Name(layer.first_use)))
    for repetition in figures.repetitions:
        count = as_written(repetition.last)
        yield Paragraph(say("solution-round", index=Sym(repetition.index), count=count))
    if layer.derivations:
        yield Equations(tuple(Equation(Sym(d.target), d.lines) for d in layer.derivations))
    if figures.shared.conditions:
        yield Paragraph(say("valid", conditions=tuple(figures.shared.conditions)))


def _table_rows(rows: TableRows) -> Sentence:
    runs = tuple(Text(f"{first}" if first == last else f"{first}–{last}") for first, last in rows.runs)
    return Sentence("solution-table-rows", {"count": rows.count, "size": rows.size, "rows": runs})


def _total(derivation: Derivation) -> Equation:
    """A total without its first line: the names of all layers say less than their numbers."""
    return Equation(Sym(derivation.quantity), derivation.lines[1:] or derivation.lines)


def _sources(solution: Solution, say: Phrases) -> Iterator[Block]:
    known = dict(citations())
    own = solution.figures.network.sources
    known.update(own)
    rules = [d.rule for layer in solution.layers for d in layer.derivations if d.rule and d.rule.citation]
    keys = dict.fromkeys(rule.citation.key for rule in rules if rule.citation)
    if keys:
        yield Heading(2, say("solution-sources"))
        yield Items(tuple((Name(known.get(key, key)),) for key in keys))
