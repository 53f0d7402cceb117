"""What may stand behind a published number as a document: networks, ways of counting, and what adds up to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.reconcile.countings import Counting
from symcnn.answers.reconcile.reconcile import Explanation, Reconciliation
from symcnn.answers.reconcile.variations import Variation
from symcnn.answers.reconcile.ways_of_counting import WayOfCounting
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.network.wiring.conventions import conventions
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Inline, Items, Math, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.phrases import Parts, Phrases, in_line, phrases

_COLUMNS = ("network", "counted", "conventions", "value", "agreement")


def reconciliation_document(found: Reconciliation, language: str) -> Page:
    """The document of a reconciliation in `language`."""
    say = phrases(language)
    title = say.line("reconcile-title", network=found.name or say.line("network-unnamed"))
    sought = say.word(f"reconcile-sought-{found.quantity}")
    blocks: list[Block] = [
        Heading(1, (Name(title),)),
        Paragraph(say("reconcile-published", quantity=sought, number=Text(found.published))),
        Paragraph(say("reconcile-found" if found.agrees else "reconcile-nearest")),
    ]
    header = (Text("#"), *(say.word(f"reconcile-{column}") for column in _COLUMNS))
    rows = tuple(_row(place, each, say) for place, each in enumerate(found.explanations, 1))
    blocks.append(Table(header, rows, 0, frozenset((0, 4))))
    blocks.append(Heading(2, say("reconcile-makeup")))
    blocks.append(Items(tuple(_makeup(place, each, say) for place, each in enumerate(found.explanations, 1))))
    chosen = dict.fromkeys(name for each in found.explanations for way in each.ways for name, _ in way.choices)
    if chosen:
        meanings = ((name, conventions()[name][1].in_language(language)) for name in conventions() if name in chosen)
        blocks.append(Heading(2, say("solution-conventions")))
        blocks.append(Items(tuple(say("convention", value=Sym(name), meaning=Text(text)) for name, text in meanings)))
    return Page(language, title, shown_names(language), tuple(blocks))


def _row(place: int, found: Explanation, say: Phrases) -> tuple[Inline, ...]:
    return (
        Math(Num(place)),
        Name(", ".join(_networks(found.variations, say))),
        _line(_counted(found.counting, say)),
        _line(_ways(found.ways, say)),
        Math(Num(found.value)),
        _agreement(found, say),
    )


def _line(parts: Parts) -> Inline:
    return Name(in_line(parts))


def _networks(variations: Sequence[Variation], say: Phrases) -> Iterator[str]:
    """The networks that give a figure; another name of the first says nothing more of it."""
    for place, variation in enumerate(variations):
        if not place or variation.values or (variation.known is not None and variation.known.texts.said):
            yield in_line(_network(variation, say))


def _network(variation: Variation, say: Phrases) -> Parts:
    name: Parts = (Name(variation.name or say.line("network-unnamed")),)
    values = tuple(Op("=", (Sym(symbol), Num(value))) for symbol, value in variation.values)
    if variation.known is not None:
        said = variation.known.texts.in_language(say.language)
        return say("reconcile-variant", name=in_line(name), said=Text(said)) if said else name
    return say("reconcile-with", name=in_line(name), values=values) if values else name


def _counted(counting: Counting, say: Phrases) -> Parts:
    quantities = tuple(say.word(f"reconcile-of-{name}") for name in counting.quantities)
    if not counting.part:
        return say("reconcile-quantities", quantities=quantities)
    return say(f"reconcile-part-{counting.part}", quantities=quantities)


def _ways(ways: tuple[WayOfCounting, ...], say: Phrases) -> Parts:
    named = tuple(
        Name(way.preset) if way.preset else Sentence("reconcile-choices", {"choices": _choices(way)})
        for way in ways
        if way.choices
    )
    return say("reconcile-ways", ways=named) if named else ()


def _choices(way: WayOfCounting) -> tuple[Op, ...]:
    return tuple(Op("=", (Sym(name), Num(value))) for name, value in way.choices)


def _agreement(found: Explanation, say: Phrases) -> Text:
    if found.agrees:
        said = say.word(f"reconcile-{found.agreement}")
    else:
        thousandths = round(1000 * found.share)
        said = Text(f"{'+' if thousandths > 0 else '−'}{abs(thousandths) / 10:g} %")
    return Text(say.line("reconcile-in-unit", said=said.text, unit=found.unit)) if found.unit else said


def _makeup(place: int, found: Explanation, say: Phrases) -> Parts:
    terms = tuple(
        Sentence("reconcile-term", {"value": part.value, "kind": Text(part.kind), "layers": part.layers})
        for part in found.terms
    )
    return say("reconcile-sum", place=place, terms=terms, value=found.value)
