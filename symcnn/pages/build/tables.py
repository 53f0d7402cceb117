"""The table of a network: one line a layer, and totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symcnn.core.text.sentence import Sentence
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.figures.figures import HELD, TOTALS, Figures, LayerFigures, Sizes
from symcnn.network.figures.measure import scope_of
from symcnn.network.figures.quantities import TRACED, column_value, first_use, has, unknown_in
from symcnn.network.figures.shown_arguments import told_argument
from symcnn.network.figures.values import Value, as_written, is_number
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.wiring.conventions import conventions
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import (
    Block,
    Equation,
    Equations,
    Heading,
    Inline,
    Items,
    Math,
    Name,
    Page,
    Paragraph,
    Table,
    Text,
)
from symcnn.pages.build.phrases import Phrases, phrases

COLUMNS = ("output", "params", "connections", "macs", "receptive_field")
"""The columns of a table unless others are asked for."""
LEADING = ("layer", "kind")
"""The columns that say which layer it is."""


def table_document(figures: Figures, language: str, columns: Sequence[str] = COLUMNS) -> Page:
    """The document of a network's table in `language`."""
    say = phrases(language)
    title = figures.network.name or say.line("network-unnamed")
    leading, columns = leading_columns(columns), figures_of_columns(columns)
    header = (*(say.word(f"column-{name}") for name in leading), *(_head(name, say) for name in columns))
    cells = _Cells(figures)
    rows = [_row(cells, found, leading, columns) for found in figures.layers]
    totals = {name: figures.total(name) for name in columns if name in TOTALS}
    total: tuple[Inline, ...] = (
        *((say.word("total"), Text(""))[: len(leading)]),
        *(Math(size_of(totals[name])) if name in totals and _is_short(totals[name]) else Text("") for name in columns),
    )
    table = Table(header, (*rows, total), 1, frozenset(range(len(leading), len(header))))
    blocks: list[Block] = [Heading(1, (Name(title),)), table]
    long = tuple(Equation(Sym(name), (_collected(value),)) for name, value in totals.items() if not _is_short(value))
    indices = dict.fromkeys(Sym(repetition.index) for found in figures.layers for repetition in found.repetitions)
    if indices:
        blocks.append(Paragraph(say("table-rounds", indices=tuple(indices))))
    blocks += _used_again(figures, columns, say)
    blocks += _untold(figures, columns, say)
    if long:
        blocks += [Paragraph(say("totals-follow")), Equations(long)]
    blocks += _validity(figures, say)
    chosen = tuple(_convention(name, figures, say) for name in _relevant(columns, figures))
    if chosen:
        blocks.append(Items(chosen))
    return Page(language, title, shown_names(language), tuple(blocks))


def _untold(figures: Figures, columns: Collection[str], say: Phrases) -> Iterator[Block]:
    """Why figures are question marks: what rounds add up to has no closed form, or what a unit sees is not told."""
    sums = tuple(name for name in columns if name in TOTALS and figures.total(name) is None)
    if sums:
        yield Paragraph(say("table-no-sum", quantities=tuple(map(Sym, sums))))
    seen = tuple(name for name in TRACED if name in columns)
    if any(None in sizes for found in figures.layers for name in seen for sizes in (_traced(found, name),)):
        yield Paragraph(say("table-not-seen", quantities=tuple(map(Sym, seen))))


def _traced(found: LayerFigures, name: str) -> Sizes:
    return found.receptive_field if name == "receptive_field" else found.jump


_MOST_USES = 4
"""So many layers that are used again are named."""


def _used_again(figures: Figures, columns: Collection[str], say: Phrases) -> Iterator[Block]:
    """Which layers have the weights of which others, where a column holds what counts at the first use alone."""
    if not any(name in HELD for name in columns):
        return
    uses = tuple(
        Sentence("table-use", {"layer": Name(found.layer.name), "first": Name(first)})
        for found in figures.layers
        if (first := first_use(figures, found))
    )
    if uses:
        more = (Text("…"),) if len(uses) > _MOST_USES else ()
        told: tuple[Sentence | Text, ...] = (*uses[:_MOST_USES], *more)
        yield Paragraph(say("table-again", uses=told))


def leading_columns(columns: Collection[str]) -> tuple[str, ...]:
    """The columns that say which layer it is: both unless one of them is asked for."""
    return tuple(name for name in LEADING if name in columns) or LEADING


def figures_of_columns(columns: Collection[str]) -> tuple[str, ...]:
    """The columns of figures: those that are asked for, else the usual ones."""
    return tuple(name for name in columns if name not in LEADING) or COLUMNS


def check_columns(figures: Figures, columns: Collection[str]) -> None:
    """Every column must be a quantity of some layer.

    Raises `Faulty`.
    """
    for name in columns:
        if name not in LEADING and not any(
            has(found, name) or name in found.layer.kind.parameters for found in figures.layers
        ):
            raise unknown_in(figures, figures.layers, name)


def _is_short(value: Value) -> bool:
    """Whether a total fits into the table: what has symbols stands beneath it."""
    return value is None or is_number(value)


def _collected(value: Value) -> Expr:
    from symcnn.core.algebra.symbolic import collected

    return collected(value)


def _validity(figures: Figures, say: Phrases) -> Iterator[Block]:
    """For which symbols the table holds; nothing where all is numbers."""
    if all(is_number(size) for found in figures.layers for size in found.output) and not any(
        found.shared.conditions for found in figures.layers
    ):
        return
    from symcnn.answers.solve.fitting import fitting_of
    from symcnn.pages.build.closed_page import described

    conditions, found = fitting_of(figures)
    if found is not None:
        yield Paragraph(say("valid", conditions=(described(*found),)))
    elif conditions:
        yield Paragraph(say("valid", conditions=tuple(conditions)))


def _head(name: str, say: Phrases) -> Text:
    return say.word("column-output") if name == "output" else Text(shown_names(say.language).get(name, name))


def _row(cells: _Cells, found: LayerFigures, leading: Sequence[str], columns: Sequence[str]) -> tuple[Inline, ...]:
    own = {"layer": _named(found), "kind": Name(found.layer.kind.name)}
    return (
        *(own[name] for name in leading),
        *(cells.cell(found, name) for name in columns),
    )


def _named(found: LayerFigures) -> Inline:
    """The layer's name, and how often it stands there where that is a symbol."""
    counts = (plain_text(as_written(repetition.count)) for repetition in found.repetitions)
    return Name(" × ".join((found.layer.name, *counts)))


class _Cells:
    """The cells of a table; layers that share their figures share the cells, which are made and written once."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.scope = scope_of(figures.network)
        self.made: dict[tuple[object, ...], Inline] = {}

    def cell(self, found: LayerFigures, column: str) -> Inline:
        """A figure; of a layer in a repetition, what all rounds add to the total. Arguments stand as written."""
        argument = told_argument(found.layer, column, self.scope)
        if argument is not None:
            return Math(argument)
        if found.repetitions:
            return self.new(found, column)
        is_traced = column.startswith(TRACED)
        is_held = column in HELD and found.layer.again is not None
        key = (column, found.axes, (found.receptive_field, found.jump) if is_traced else id(found.shared), is_held)
        if key not in self.made:
            self.made[key] = self.new(found, column)
        return self.made[key]

    def new(self, found: LayerFigures, column: str) -> Inline:
        if not has(found, column):
            return Text("")
        return Math(size_of(column_value(self.figures, found, column)))


def _relevant(columns: Sequence[str], figures: Figures) -> tuple[str, ...]:
    """The conventions that a figure of these columns depends on, in any layer."""
    found: set[str] = set()
    for variant in {id(layer.shared.variant): layer.shared.variant for layer in figures.layers}.values():
        rules = {formula.rule.target: formula for formula in variant.formulas}
        for column in columns:
            found.update(rules[column].names if column in rules else ())
    for kind in {id(layer.layer.kind): layer.layer.kind for layer in figures.layers}.values():
        found.update(deciding(kind, columns))
    return tuple(name for name in conventions() if name in found)


def deciding(kind: LayerKind, quantities: Collection[str]) -> Iterator[str]:
    """The conventions that choose between a kind's rules for these quantities."""
    for rule in kind.rules:
        names = [guard.name for guard in rule.guards]
        if rule.target in quantities and all(name in conventions() or name in kind.traits for name in names):
            yield from names


def _convention(name: str, figures: Figures, say: Phrases) -> tuple[Inline, ...]:
    _, texts = conventions()[name]
    equals = Op("=", (Sym(name), Num(figures.network.conventions[name])))
    return say("convention", value=equals, meaning=Text(texts.in_language(say.language)))
