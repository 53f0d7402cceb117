"""Two networks side by side as a document: the layers that count, and what makes the totals differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.compare.causes import Aspect, Cause, Change
from symcnn.answers.compare.compare import Comparison, Difference, Part
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Expr, Sym
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.wiring.quantity_names import meanings, shown_names
from symcnn.pages.build.blocks import Block, Heading, Inline, Items, Math, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.phrases import Parts, Phrases, phrases
from symcnn.pages.build.reasons import A, B, because, grouped, is_table, only, pair_name, short


def comparison_document(comparison: Comparison, language: str) -> Page:
    """The document of a comparison in `language`."""
    say = phrases(language)
    first, second = (
        figures.network.name or say.line("network-unnamed") for figures in (comparison.first, comparison.second)
    )
    blocks: list[Block] = [
        Heading(1, say("compare-title", first=first, second=second)),
        Items((_network(A, comparison.first, say), _network(B, comparison.second, say))),
    ]
    for difference in comparison.differences:
        blocks += _difference(difference, comparison, say)
    lone = (_lone(A, comparison, say), _lone(B, comparison, say))
    if any(lone):
        blocks.append(Items(tuple(item for item in lone if item)))
    title = say.line("compare-title", first=first, second=second)
    return Page(language, title, shown_names(language), tuple(blocks))


def _network(letter: str, figures: Figures, say: Phrases) -> Parts:
    name, file = figures.network.name or say.line("network-unnamed"), figures.network.source.name
    return say("compare-network", letter=letter, name=name, file=file, count=Text(str(len(figures.layers) - 1)))


def _difference(difference: Difference, comparison: Comparison, say: Phrases) -> Iterator[Block]:
    letter = Text(shown_names(say.language).get(difference.quantity, difference.quantity))
    meaning = meanings(say.language).get(difference.quantity)
    yield Heading(2, say("compare-quantity", meaning=Text(meaning), letter=letter) if meaning else (letter,))
    yield _side_by_side(difference, say)
    causes = [(part, cause) for part in difference.parts for cause in part.causes]
    if difference.difference == 0:
        yield Paragraph(say("compare-same" if causes else "compare-nothing"))
    if causes:
        yield Heading(3, say("compare-why"))
        yield Paragraph(say("compare-how"))
        yield _causes(difference, causes, say)
        yield Items(tuple(because(group, comparison, say) for group in grouped(causes, comparison)))


def _side_by_side(difference: Difference, say: Phrases) -> Table:
    """The layers that have something of the quantity: what they have adds up to the totals."""
    rows: list[tuple[Inline, ...]] = [
        (Name(layer_name(part)), Name(_kinds(part)), *_numbers(part.first, part.second, part.difference))
        for part in difference.parts
        if (part.first, part.second) != (0, 0)
    ]
    total = (
        say.word("total"),
        Text(""),
        *_numbers(difference.first, difference.second, difference.difference),
    )
    header = (say.word("column-layer"), say.word("column-kind"), Text(A), Text(B), Text(f"{B} − {A}"))
    return Table(header, (*rows, total), 1, frozenset({2, 3, 4}))


def _numbers(*values: Value) -> tuple[Inline, ...]:
    return tuple(Math(size_of(value)) for value in values)


def _causes(difference: Difference, causes: Sequence[tuple[Part, Cause]], say: Phrases) -> Table:
    """One line a cause: what is changed, from what to what, and what it contributes."""
    rows: list[tuple[Inline, ...]] = []
    last = None
    for part, cause in causes:
        name = "" if part is last else layer_name(part)
        last = part
        rows.append(
            (
                Name(name),
                _named(cause.changes, say),
                _values([change.first for change in cause.changes]),
                _values([change.second for change in cause.changes]),
                Math(size_of(cause.contribution)),
            )
        )
    total = (say.word("total"), Text(""), Text(""), Text(""), Math(size_of(difference.difference)))
    header = (say.word("column-layer"), say.word("compare-change"), Text(A), Text(B), Text(f"{B} − {A}"))
    return Table(header, (*rows, total), 1, frozenset({4}))


def _named(changes: tuple[Change, ...], say: Phrases) -> Inline:
    if len(changes) == 1 and changes[0].name:
        return Math(Sym(changes[0].name))
    return say.word("compare-changes", names=tuple(map(_name, changes)))


def _name(change: Change) -> Sentence | str:
    match change.aspect:
        case Aspect.KIND | Aspect.INPUT | Aspect.ROUNDS:
            return Sentence(f"compare-{change.aspect}")
        case Aspect.ONLY:
            return only(change)
    return change.name


def _values(values: Sequence[tuple[Expr, ...]]) -> Inline:
    if not any(values):
        return Text("–")
    if len(values) == 1 and len(values[0]) == 1:
        (expr,) = values[0]
        if not isinstance(expr, Sym) and not is_table(expr):
            return Math(expr)
    return Name(", ".join(short(expr) for several in values for expr in several))


def layer_name(part: Part) -> str:
    """The names of both layers, or the one name that they share."""
    return pair_name(part.pair.first, part.pair.second)


def _kinds(part: Part) -> str:
    kinds = [layer.layer.kind.name for layer in (part.pair.first, part.pair.second) if layer]
    return " / ".join(dict.fromkeys(kinds))


def _lone(letter: str, comparison: Comparison, say: Phrases) -> Parts:
    """How many layers of each kind only this network has."""
    counts: dict[str, int] = {}
    for pair in comparison.pairs:
        layer, other = (pair.first, pair.second) if letter == A else (pair.second, pair.first)
        if layer and not other:
            counts[layer.layer.kind.name] = counts.get(layer.layer.kind.name, 0) + 1
    kinds = tuple(f"{kind} × {count}" for kind, count in counts.items())
    return say("compare-only-list", letter=letter, kinds=kinds) if kinds else ()
