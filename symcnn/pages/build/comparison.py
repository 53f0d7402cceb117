"""Two networks side by side as a document: the layers that count, and what makes the totals differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.compare.causes import Aspect, Cause, Change
from symcnn.answers.compare.compare import Comparison, Difference, Part
from symcnn.pages.build.blocks import Block, Document, Heading, Inline, Items, Math, Name, Paragraph, Table, Text
from symcnn.pages.build.reasons import A, B, because, grouped, is_table, pair_name, short
from symcnn.network.wiring.quantity_names import meanings, shown_names
from symcnn.pages.words.words import words
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.figures.values import Value
from symcnn.core.written.tree import Expr, Sym


def comparison_document(comparison: Comparison, language: str) -> Document:
    """The document of a comparison in `language`."""
    say = words(language)
    titles = [figures.network.name or say["unset"] for figures in (comparison.first, comparison.second)]
    blocks: list[Block] = [
        Heading(1, (Text(say["compare"] + say["colon"]), Name(titles[0]), Text(say["compare.and"]), Name(titles[1]))),
        Items((_network(A, comparison.first, language), _network(B, comparison.second, language))),
    ]
    for difference in comparison.differences:
        blocks += _difference(difference, comparison, language)
    lone = (_lone(A, comparison, language), _lone(B, comparison, language))
    if any(lone):
        blocks.append(Items(tuple(item for item in lone if item)))
    title = f"{say['compare']}{say['colon']}{say['compare.and'].join(titles)}"
    return Document(language, title, shown_names(language), tuple(blocks))


def _network(letter: str, figures: Figures, language: str) -> tuple[Inline, ...]:
    say = words(language)
    name, file = figures.network.name or say["unset"], figures.network.source.name
    shown = say["compare.network"].format(letter=letter, name=name, file=file, count=len(figures.layers) - 1)
    return (Name(shown),)


def _difference(difference: Difference, comparison: Comparison, language: str) -> Iterator[Block]:
    say = words(language)
    letter = shown_names(language).get(difference.quantity, difference.quantity)
    meaning = meanings(language).get(difference.quantity)
    shown = say["compare.quantity"].format(meaning=meaning, letter=letter) if meaning else letter
    yield Heading(2, (Text(shown),))
    yield _side_by_side(difference, language)
    causes = [(part, cause) for part in difference.parts for cause in part.causes]
    if difference.difference == 0:
        yield Paragraph((Text(say["compare.same" if causes else "compare.nothing"]),))
    if causes:
        yield Heading(3, (Text(say["compare.why"]),))
        yield Paragraph((Text(say["compare.how"]),))
        yield _causes(difference, causes, language)
        yield Items(tuple(because(group, comparison, language) for group in grouped(causes, comparison)))


def _side_by_side(difference: Difference, language: str) -> Table:
    """The layers that have something of the quantity: what they have adds up to the totals."""
    say = words(language)
    rows: list[tuple[Inline, ...]] = [
        (Name(layer_name(part)), Name(_kinds(part)), *_numbers(part.first, part.second, part.difference))
        for part in difference.parts
        if (part.first, part.second) != (0, 0)
    ]
    total = (
        Text(say["total"]),
        Text(""),
        *_numbers(difference.first, difference.second, difference.difference),
    )
    header = (Text(say["layer"]), Text(say["kind"]), Text(A), Text(B), Text(f"{B} − {A}"))
    return Table(header, (*rows, total), 1, frozenset({2, 3, 4}))


def _numbers(*values: Value) -> tuple[Inline, ...]:
    return tuple(Math(size_of(value)) for value in values)


def _causes(difference: Difference, causes: Sequence[tuple[Part, Cause]], language: str) -> Table:
    """One line a cause: what is changed, from what to what, and what it contributes."""
    say = words(language)
    rows: list[tuple[Inline, ...]] = []
    last = None
    for part, cause in causes:
        name = "" if part is last else layer_name(part)
        last = part
        rows.append(
            (
                Name(name),
                _named(cause.changes, language),
                _values([change.first for change in cause.changes]),
                _values([change.second for change in cause.changes]),
                Math(size_of(cause.contribution)),
            )
        )
    total = (Text(say["total"]), Text(""), Text(""), Text(""), Math(size_of(difference.difference)))
    header = (Text(say["layer"]), Text(say["compare.change"]), Text(A), Text(B), Text(f"{B} − {A}"))
    return Table(header, (*rows, total), 1, frozenset({4}))


def _named(changes: tuple[Change, ...], language: str) -> Inline:
    if len(changes) > 1:
        return Name(", ".join(_name(change, language) for change in changes))
    (change,) = changes
    return Math(Sym(change.name)) if change.name else Text(_name(change, language))


def _name(change: Change, language: str) -> str:
    say = words(language)
    match change.aspect:
        case Aspect.KIND | Aspect.INPUT:
            return say[change.aspect]
        case Aspect.ROUNDS:
            return say["compare.rounds"]
        case Aspect.ONLY:
            return say["compare.only"].format(letter=A if change.first else B)
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


def _lone(letter: str, comparison: Comparison, language: str) -> tuple[Inline, ...]:
    """How many layers of each kind only this network has."""
    counts: dict[str, int] = {}
    for pair in comparison.pairs:
        layer, other = (pair.first, pair.second) if letter == A else (pair.second, pair.first)
        if layer and not other:
            counts[layer.layer.kind.name] = counts.get(layer.layer.kind.name, 0) + 1
    if not counts:
        return ()
    say = words(language)
    listed = say["comma"].join(f"{kind} × {count}" for kind, count in counts.items())
    return (Text(say["compare.only.list"].format(letter=letter)), Name(listed))
