"""Closed forms and solutions in words."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

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
    Table,
    Text,
)
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.words.words import words
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import as_written
from symcnn.answers.closed.alignment import Meeting
from symcnn.answers.solve.size_relations import Solutions
from symcnn.answers.closed.closed_forms import ClosedForms, SizeForm
from symcnn.answers.solve.thresholds import Interval
from symcnn.answers.solve.solve import Answer, Working
from symcnn.core.written.tree import Expr, Num, Op, Sym, names

_MANY = 12
_FEW = 4


def closed_document(figures: Figures, forms: ClosedForms, language: str) -> Document:
    """The document of a network's closed forms in `language`."""
    say = words(language)
    title = figures.network.name or say["unset"]
    blocks: list[Block] = [Heading(1, (Text(say["closed"] + say["colon"]), Name(title)))]
    if forms.sizes:
        blocks.append(Heading(2, (Text(say["sizes"]),)))
        blocks += [block for form in forms.sizes for block in _size(form, say["comma"])]
    if forms.meetings:
        blocks.append(Heading(2, (Text(say["meetings"]),)))
        blocks += _meetings(forms.meetings, language)
    blocks.append(Heading(2, (Text(say["totals"]),)))
    blocks.append(Equations(tuple(Equation(Sym(quantity), (expr,)) for quantity, expr in forms.totals)))
    if forms.conditions:
        blocks.append(Heading(2, (Text(say["fitting"]),)))
        blocks += _fitting(forms, language)
    return Document(language, title, shown_names(language), tuple(blocks))


def answer_document(figures: Figures, answer: Answer, language: str) -> Document:
    """The document of a solution in `language`."""
    say = words(language)
    title = figures.network.name or say["unset"]
    blocks: list[Block] = [
        Heading(1, (Name(title),)),
        Paragraph((Text(say["wanted"] + say["colon"]), Math(answer.wanted))),
    ]
    if answer.working is not None:
        blocks += _working(answer, answer.working, language)
    if answer.fitting is not None:
        fits = described(answer.symbol, answer.fitting, language)
        blocks.append(Paragraph((Text(say["fits.when"] + say["colon"]), *fits)))
    elif answer.conditions:
        blocks.append(Paragraph((Text(say["fits.when"] + say["colon"].rstrip()),)))
        blocks.append(Items(tuple((Math(condition),) for condition in answer.conditions)))
    if answer.unknown:
        blocks.append(Paragraph((Text(say["needs.values"] + " " + ", ".join(answer.unknown)),)))
    elif answer.exact is not None:
        blocks.append(
            Paragraph((Text(say["solutions"] + say["colon"]), *described(answer.symbol, answer.exact, language)))
        )
    else:
        found = tuple(part for value in answer.found[:_MANY] for part in (Math(Num(value)), Text(say["comma"])))[:-1]
        more = (Text(" …"),) if len(answer.found) > _MANY else ()
        bound = Text(say["searched"].format(bound=answer.bound))
        blocks.append(
            Paragraph((Text(say["solutions"] + say["colon"]), *(found or (Text(say["none"]),)), *more, bound))
        )
    if answer.working is not None and answer.working.exact:
        blocks.append(Paragraph((Text(say["division.exact"] + say["colon"].rstrip()),)))
        ways = answer.working.exact
        blocks.append(Equations(tuple(Equation(Sym(way.target), way.lines) for way in ways)))
    return Document(language, title, shown_names(language), tuple(blocks))


def _working(answer: Answer, working: Working, language: str) -> Iterator[Block]:
    say = words(language)
    for step in working.turned:
        rows = [Equation(step.left, tuple(dict.fromkeys((step.rule, step.put_in))))]
        if step.kept is not None:
            rows.insert(0, Equation(step.kept[0], (step.kept[1],)))
        yield Equations(tuple(rows))
        yield Items(tuple((Math(line),) for line in step.lines))
    if working.turned:
        return
    both = zip(answer.wanted.args, answer.relation.args, strict=True)
    asked, side = next((asked, side) for asked, side in both if names(side))
    if asked != side:
        yield Equations((Equation(asked, (side,)),))
    if working.lines:
        yield Items(tuple((Math(line),) for line in working.lines))
    if working.grows:
        yield _paragraph(say["grows"], side=asked, symbol=Sym(answer.symbol))
    if working.borders:
        letter = Sym(answer.symbol)
        yield Items(
            tuple(
                (Math(Op("=", (letter, Num(value)))), Text(say["colon"]), Math(Op("=", (asked, as_written(found)))))
                for value, found in working.borders
            )
        )


def _paragraph(sentence: str, **parts: Expr) -> Paragraph:
    """A sentence of the table with mathematics in its places."""
    line: list[Inline] = []
    for text, name, _, _ in Formatter().parse(sentence):
        line += [Text(text)] if text else []
        line += [Math(parts[name])] if name else []
    return Paragraph(tuple(line))


def _size(form: SizeForm, comma: str) -> Iterator[Block]:
    parts: list[Inline] = [Name(form.layer)]
    if form.receptive_field is not None:
        parts += [Text(": "), Math(Op("=", (Sym("R"), as_written(form.receptive_field))))]
        parts += [Text(comma), Math(Op("=", (Sym("J"), as_written(form.jump))))]
    if form.padding is not None:
        parts += [Text(comma), Math(Op("=", (Sym("P"), Num(form.padding))))]
    yield Paragraph(tuple(parts))
    lines = (form.size,) if form.window is None or form.window == form.size else (form.window, form.size)
    yield Equations((Equation(Sym(form.target), lines),))


def _meetings(meetings: tuple[Meeting, ...], language: str) -> Iterator[Block]:
    """A table of the receptive fields, and the centres of the paths that are not aligned."""
    say = words(language)
    header = tuple(Text(say[key]) for key in ("layer", "longest", "shortest", "aligned"))
    answers = {True: say["aligned.yes"], False: say["aligned.no"], None: say["aligned.open"]}
    rows = tuple(
        (
            Name(meeting.layer + meeting.axis),
            Math(as_written(meeting.longest)),
            Math(as_written(meeting.shortest)),
            Text(answers[meeting.is_aligned]),
        )
        for meeting in meetings
    )
    yield Table(header, rows, 0, frozenset((1, 2)))
    for meeting in meetings:
        if meeting.is_aligned is False:
            line: list[Inline] = [Name(meeting.layer + meeting.axis), Text(say["colon"] + say["centres"])]
            for place, branch in enumerate(meeting.branches):
                line += [Text(say["comma"] if place else " "), Math(as_written(branch.centre))]
                line += [Text(" ("), Name(branch.name), Text(")")]
            yield Paragraph((*line, Text(say["stop"])))


def _fitting(forms: ClosedForms, language: str) -> Iterator[Block]:
    if forms.fitting is None:
        yield Items(tuple((Math(condition),) for condition in forms.conditions))
        return
    (symbol,) = {name for condition in forms.conditions for name in names(condition)}
    yield Paragraph(described(symbol, forms.fitting, language))


def described(symbol: str, found: Solutions, language: str) -> tuple[Inline, ...]:
    """A set of solutions in words: a list, a bound, or a bound and congruences."""
    say = words(language)
    letter: Expr = Sym(symbol)
    if not found.classes:
        return (Text(say["none"]),)
    runs, pattern = found.runs(), found.pattern()
    if runs is not None and (len(runs) <= _FEW or pattern is None):
        return _listed(letter, runs, say["comma"])
    if pattern is None:
        return _excepted(letter, found, say["comma"])
    modulus, residues = pattern
    (bound,) = _listed(letter, ((found.smallest or 0, found.largest),), say["comma"])
    congruences = [Math(Op("=", (Op("mod", (letter, Num(modulus))), Num(residue)))) for residue in residues]
    shown = tuple(part for item in congruences[:_MANY] for part in (item, Text(say["or"])))[:-1]
    more = (Text(" …"),) if len(congruences) > _MANY else ()
    return (bound, Text(say["and"]), *shown, *more)


def _listed(letter: Expr, runs: tuple[Interval, ...], comma: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for low, high in runs[:_MANY]:
        if high is None:
            relation = Op(">=", (letter, Num(low)))
        else:
            relation = Op("=", (letter, Num(low))) if low == high else Op("<=", (Num(low), letter, Num(high)))
        parts += [Math(relation), Text(comma)]
    return (*parts[:-1], *((Text(" …"),) if len(runs) > _MANY else ()))


def _excepted(letter: Expr, found: Solutions, comma: str) -> tuple[Inline, ...]:
    """Classes that begin at different places, each by itself."""
    parts: list[Inline] = []
    for first, last in found.classes[:_MANY]:
        parts.append(Math(Op("=", (Op("mod", (letter, Num(found.modulus))), Num(first % found.modulus)))))
        limits = Op(">=", (letter, Num(first))) if last is None else Op("<=", (Num(first), letter, Num(last)))
        parts += [Text(" ("), Math(limits), Text(")"), Text(comma)]
    return (*parts[:-1], *((Text(" …"),) if len(found.classes) > _MANY else ()))
