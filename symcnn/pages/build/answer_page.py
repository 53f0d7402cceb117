"""What solves relations, in words: the values of one symbol, or all combinations of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.solve.found_combinations import Combinations
from symcnn.answers.solve.solve import Answer, Working
from symcnn.answers.solve.wishes import Wish
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Num, Op, Sym, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import as_written
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
from symcnn.pages.build.closed_page import described, listed
from symcnn.pages.build.phrases import Parts, Phrases, phrases


def answer_document(figures: Figures, answer: Answer, language: str) -> Page:
    """The document of a solution in `language`."""
    say = phrases(language)
    title = figures.network.name or say.line("network-unnamed")
    blocks: list[Block] = [Heading(1, (Name(title),)), _wanted(answer.wishes, say)]
    for wish, working in zip(answer.wishes, answer.workings, strict=True):
        if working is not None:
            blocks += _working(answer.symbol, wish, working, say)
    if answer.fitting is not None:
        blocks.append(Paragraph(say("solve-fits", solutions=described(answer.symbol, answer.fitting))))
    elif answer.conditions:
        blocks += [Paragraph(say("solve-fits-all")), Items(tuple((Math(each),) for each in answer.conditions))]
    blocks.append(Paragraph(_solutions(answer, say)))
    ways = tuple(way for working in answer.workings if working is not None for way in working.exact)
    if ways:
        blocks.append(Paragraph(say("solve-exact")))
        blocks.append(Equations(tuple(Equation(Sym(way.target), way.lines) for way in ways)))
    return Page(language, title, shown_names(language), tuple(blocks))


def combinations_document(figures: Figures, found: Combinations, language: str) -> Page:
    """The document of all combinations of several symbols' values in `language`: a table, smallest first."""
    say = phrases(language)
    title = figures.network.name or say.line("network-unnamed")
    blocks: list[Block] = [Heading(1, (Name(title),)), _wanted(found.wishes, say)]
    blocks.append(Paragraph(say("solve-bounds", bounds=(*found.bounds, *found.customs))))
    if found.customs:
        blocks.append(Paragraph(say("solve-customs", customs=found.customs)))
    blocks.append(Paragraph(say("solve-count", count=found.count)))
    differ = len({*found.least}) > 1
    if found.along:
        others = tuple(Sym(symbol) for symbol in found.symbols if symbol != found.along)
        least = Op("min", (Sym(found.along),)) if differ else Num(found.least[0])
        blocks.append(Paragraph(say("solve-along", symbol=Sym(found.along), others=others, least=least)))
    if found.points:
        leasts = [(value,) for value in found.least] if differ else [()] * len(found.points)
        columns = (*map(Sym, found.symbols), *found.asked, *([Op("min", (Sym(found.along),))] if differ else ()))
        rows = tuple(
            (Math(Num(number)), *(Math(as_written(value)) for value in (*point, *values, *least)))
            for number, (point, values, least) in enumerate(zip(found.points, found.values, leasts, strict=True), 1)
        )
        header: tuple[Inline, ...] = (Text("#"), *map(Math, columns))
        blocks.append(Table(header, rows, 0, frozenset(range(len(header)))))
    return Page(language, title, shown_names(language), tuple(blocks))


def _wanted(wishes: Sequence[Wish], say: Phrases) -> Paragraph:
    return Paragraph(say("solve-wanted", relations=tuple(dict.fromkeys(wish.asked for wish in wishes))))


def _solutions(answer: Answer, say: Phrases) -> Parts:
    if answer.exact is not None:
        return say("solve-found", solutions=described(answer.symbol, answer.exact))
    found = listed("solve-runs", "runs", answer.found) if answer.found else Sentence("solve-none")
    return say("solve-searched", solutions=found, bound=Text(str(answer.bound)))


def _working(symbol: str, wish: Wish, working: Working, say: Phrases) -> Iterator[Block]:
    for step in working.turned:
        rows = [Equation(step.left, tuple(dict.fromkeys((step.rule, step.put_in))))]
        if step.kept is not None:
            rows.insert(0, Equation(step.kept[0], (step.kept[1],)))
        yield Equations(tuple(rows))
        yield Items(tuple((Math(line),) for line in step.lines))
    if working.turned:
        return
    both = zip(wish.asked.args, wish.relation.args, strict=True)
    asked, side = next((asked, side) for asked, side in both if names(side))
    if asked != side:
        yield Equations((Equation(asked, (side,)),))
    if working.lines:
        yield Items(tuple((Math(line),) for line in working.lines))
    if working.grows:
        yield Paragraph(say("solve-grows", side=asked, symbol=Sym(symbol)))
    if working.borders:
        letter = Sym(symbol)
        yield Items(
            tuple(
                say("solve-border", value=Op("=", (letter, Num(value))), result=Op("=", (asked, as_written(found))))
                for value, found in working.borders
            )
        )
