"""Closed forms in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symcnn.answers.closed.alignment import Meeting
from symcnn.answers.closed.closed_forms import ClosedForms, SeenField, SizeForm
from symcnn.answers.solve.size_relations import Solutions
from symcnn.core.algebra.thresholds import Interval
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import UNKNOWN, as_written
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import (
    Block,
    Equation,
    Equations,
    Heading,
    Items,
    Math,
    Name,
    Page,
    Paragraph,
    Table,
)
from symcnn.pages.build.letters import legend
from symcnn.pages.build.phrases import Phrases, phrases

_MANY = 12
_FEW = 4


def closed_document(figures: Figures, forms: ClosedForms, language: str) -> Page:
    """The document of a network's closed forms in `language`."""
    say = phrases(language)
    title = figures.network.name or say.line("network-unnamed")
    blocks: list[Block] = [Heading(1, say("closed-title", network=title))]
    blocks += legend({"O", "receptive_field", "jump", *(quantity for quantity, _ in forms.totals)}, say)
    if forms.assumed:
        blocks.append(Paragraph(say("closed-assumed", relations=forms.assumed)))
    rounds = tuple(dict.fromkeys(_rounds(figures, _letters_told(forms))))
    if rounds:
        blocks.append(Paragraph(say("closed-rounds", rounds=rounds)))
    if forms.sizes:
        blocks.append(Heading(2, say("closed-sizes")))
        blocks += [block for form in forms.sizes for block in _size(form, say)]
    if forms.fields:
        blocks += [Heading(2, say("closed-field")), Paragraph((Name(forms.fields[0].layer),))]
        rows = ((name + field.axis, expr) for field in forms.fields for name, expr in _seen(field))
        blocks.append(Equations(tuple(Equation(Sym(name), (expr,)) for name, expr in rows)))
        blocks += [
            Paragraph(say(_begins(field.start), layer=field.layer + field.axis, start=field.start))
            for field in forms.fields
            if field.start is not None
        ]
    if forms.meetings:
        blocks.append(Heading(2, say("closed-meetings")))
        blocks += _meetings(forms.meetings, say)
    blocks.append(Heading(2, say("totals")))
    told = tuple((quantity, expr) for quantity, expr in forms.totals if expr != UNKNOWN)
    blocks.append(Equations(tuple(Equation(Sym(quantity), (expr,)) for quantity, expr in told)))
    if len(told) < len(forms.totals):
        untold = tuple(Sym(quantity) for quantity, expr in forms.totals if expr == UNKNOWN)
        blocks.append(Paragraph(say("closed-no-sum", quantities=untold)))
    if forms.conditions:
        blocks.append(Heading(2, say("closed-fitting")))
        blocks += _fitting(forms, say)
    return Page(language, title, shown_names(language), tuple(blocks))


def _begins(start: Expr) -> str:
    return "closed-start" if isinstance(start, Num) and start.value >= 0 else "closed-start-before"


def _letters_told(forms: ClosedForms) -> frozenset[str]:
    """The letters of all that is told of single layers."""
    sizes = (part for each in forms.sizes for part in (each.size, each.receptive_field, each.jump, each.start))
    paths = (part for each in forms.meetings for part in (each.longest, each.shortest))
    centres = (branch.centre for each in forms.meetings for branch in each.branches)
    written = (part if isinstance(part, (Num, Sym, Op)) else as_written(part) for part in (*sizes, *paths, *centres))
    return frozenset(name for expr in (*written, *forms.conditions) for name in names(expr))


def _rounds(figures: Figures, letters: Collection[str]) -> Iterator[Expr]:
    """From where to where the rounds of each repetition without a number are counted, where a letter counts them."""
    for repetition in (repetition for found in figures.layers for repetition in found.repetitions):
        if repetition.index in letters:
            yield Op("<=", (Num(repetition.first), Sym(repetition.index), as_written(repetition.last)))


def _size(form: SizeForm, say: Phrases) -> Iterator[Block]:
    figures: tuple[Expr | Sentence, ...] = ()
    if form.receptive_field is not None:
        axis = form.target.removeprefix("O")
        known = {"R": as_written(form.receptive_field), "J": as_written(form.jump)}
        figures = tuple(Op("=", (Sym(name + axis), value)) for name, value in known.items())
    if form.padding is not None:
        figures = (*figures, Sentence("closed-padding", {"padding": form.padding}))
    yield Paragraph(say("closed-layer", layer=form.layer, figures=figures) if figures else (Name(form.layer),))
    lines = (form.size,) if form.window is None or form.window == form.size else (form.window, form.size)
    yield Equations((Equation(Sym(form.target), lines),))


def _seen(field: SeenField) -> tuple[tuple[str, Expr], ...]:
    return ("receptive_field", field.receptive_field), ("jump", field.jump)


_ALIGNED = {True: "closed-aligned-yes", False: "closed-aligned-no", None: "closed-aligned-open"}


def _meetings(meetings: tuple[Meeting, ...], say: Phrases) -> Iterator[Block]:
    """A table of the receptive fields, and the centres of the paths that are not aligned."""
    keys = ("column-layer", "closed-longest", "closed-shortest", "closed-aligned")
    rows = tuple(
        (
            Name(meeting.layer + meeting.axis),
            Math(as_written(meeting.longest)),
            Math(as_written(meeting.shortest)),
            say.word(_ALIGNED[meeting.is_aligned]),
        )
        for meeting in meetings
    )
    yield Table(tuple(map(say.word, keys)), rows, 0, frozenset((1, 2)))
    for meeting in meetings:
        if meeting.is_aligned is False:
            centres = tuple(
                Sentence("closed-centre", {"centre": as_written(branch.centre), "path": branch.name})
                for branch in meeting.branches
            )
            yield Paragraph(say("closed-centres", layer=meeting.layer + meeting.axis, centres=centres))


def _fitting(forms: ClosedForms, say: Phrases) -> Iterator[Block]:
    if forms.fitting is None:
        yield Items(tuple((Math(condition),) for condition in forms.conditions))
        return
    (symbol,) = {name for condition in forms.conditions for name in names(condition)}
    yield Paragraph(say.said(described(symbol, forms.fitting)))


def described(symbol: str, found: Solutions) -> Sentence:
    """A set of solutions in words: a list, a bound, or a bound and congruences."""
    letter: Expr = Sym(symbol)
    if not found.classes:
        return Sentence("solve-none")
    runs, pattern = found.runs(), found.pattern()
    if runs is not None and (len(runs) <= _FEW or pattern is None):
        return listed("solve-runs", "runs", [_run(letter, *run) for run in runs])
    if pattern is None:
        return listed("solve-runs", "runs", [_class(letter, found.modulus, run) for run in found.classes])
    modulus, residues = pattern
    congruences = [Op("=", (Op("mod", (letter, Num(modulus))), Num(residue))) for residue in residues]
    shown = listed("solve-residues", "residues", congruences)
    bound = _run(letter, found.smallest or 0, found.largest)
    return Sentence("solve-classes", {"bound": bound, "residues": shown})


def listed(key: str, name: str, values: Sequence[object]) -> Sentence:
    """A list that is cut where it becomes long."""
    listed = Sentence(key, {name: tuple(values[:_MANY])})
    return Sentence("cut", {"part": listed}) if len(values) > _MANY else listed


def _run(letter: Expr, low: int, high: int | None) -> Expr:
    if high is None:
        return Op(">=", (letter, Num(low)))
    return Op("=", (letter, Num(low))) if low == high else Op("<=", (Num(low), letter, Num(high)))


def _class(letter: Expr, modulus: int, run: Interval) -> Sentence:
    """A class that begins at a place of its own."""
    first, last = run
    limits = Op(">=", (letter, Num(first))) if last is None else Op("<=", (Num(first), letter, Num(last)))
    residue = Op("=", (Op("mod", (letter, Num(modulus))), Num(first % modulus)))
    return Sentence("solve-class", {"residue": residue, "limits": limits})
