"""Closed forms and solutions in words."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.explanation.blocks import (
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
from symcnn.explanation.words import labels, words
from symcnn.figures.figures import Figures
from symcnn.figures.values import as_written
from symcnn.solving.classes import Solutions
from symcnn.solving.closed import ClosedForms, SizeForm
from symcnn.solving.solve import Answer
from symcnn.written.tree import Expr, Num, Op, Sym, names

_MANY = 12


def closed_document(figures: Figures, forms: ClosedForms, language: str) -> Document:
    """The document of a network's closed forms in `language`."""
    say = words(language)
    title = figures.network.name or say["unset"]
    blocks: list[Block] = [Heading(1, (Text(say["closed"] + say["colon"]), Name(title)))]
    if forms.sizes:
        blocks.append(Heading(2, (Text(say["sizes"]),)))
        blocks += [block for form in forms.sizes for block in _size(form, say["comma"])]
    blocks.append(Heading(2, (Text(say["totals"]),)))
    blocks.append(Equations(tuple(Equation(Sym(quantity), (expr,)) for quantity, expr in forms.totals)))
    if forms.conditions:
        blocks.append(Heading(2, (Text(say["fitting"]),)))
        blocks += _fitting(forms, language)
    return Document(language, title, labels(language), tuple(blocks))


def answer_document(figures: Figures, answer: Answer, language: str) -> Document:
    """The document of a solution in `language`."""
    say = words(language)
    title = figures.network.name or say["unset"]
    blocks: list[Block] = [
        Heading(1, (Name(title),)),
        Paragraph((Text(say["wanted"] + say["colon"]), Math(answer.relation))),
    ]
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
    return Document(language, title, labels(language), tuple(blocks))


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
    finite = [last for _, last in found.classes if last is not None]
    if len(finite) == len(found.classes):
        return _listed(letter, found, say["comma"])
    smallest = found.smallest
    assert smallest is not None
    bound = Math(Op(">=", (letter, Num(smallest))))
    modulus, residues = _classes(found, smallest)
    if modulus == 0:
        return (*_excepted(letter, found, say["comma"]),)
    if modulus == 1:
        return (bound,)
    congruences = [Math(Op("=", (Op("mod", (letter, Num(modulus))), Num(residue)))) for residue in residues]
    shown = tuple(part for item in congruences[:_MANY] for part in (item, Text(say["or"])))[:-1]
    more = (Text(" …"),) if len(congruences) > _MANY else ()
    return (bound, Text(say["and"]), *shown, *more)


def _listed(letter: Expr, found: Solutions, comma: str) -> tuple[Inline, ...]:
    values = sorted(
        value for first, last in found.classes for value in range(first, (last or first) + 1, found.modulus)
    )
    ranges: list[list[int]] = []
    for value in values:
        if ranges and value == ranges[-1][1] + 1:
            ranges[-1][1] = value
        else:
            ranges.append([value, value])
    parts: list[Inline] = []
    for low, high in ranges[:_MANY]:
        relation = Op("=", (letter, Num(low))) if low == high else Op("<=", (Num(low), letter, Num(high)))
        parts += [Math(relation), Text(comma)]
    return (*parts[:-1], *((Text(" …"),) if len(ranges) > _MANY else ()))


def _excepted(letter: Expr, found: Solutions, comma: str) -> tuple[Inline, ...]:
    """Classes that begin at different places, each by itself."""
    parts: list[Inline] = []
    for first, last in found.classes[:_MANY]:
        parts.append(Math(Op("=", (Op("mod", (letter, Num(found.modulus))), Num(first % found.modulus)))))
        limits = Op(">=", (letter, Num(first))) if last is None else Op("<=", (Num(first), letter, Num(last)))
        parts += [Text(" ("), Math(limits), Text(")"), Text(comma)]
    return (*parts[:-1], *((Text(" …"),) if len(found.classes) > _MANY else ()))


def _classes(found: Solutions, smallest: int) -> tuple[int, list[int]]:
    """The smallest modulus that tells the same solutions from `smallest` on; 0 where there is none."""
    if any(last is not None or first >= smallest + found.modulus for first, last in found.classes):
        return 0, []
    held = {first % found.modulus for first, _ in found.classes}
    for modulus in (m for m in range(1, found.modulus + 1) if found.modulus % m == 0):
        residues = {residue % modulus for residue in held}
        if len(held) == len(residues) * (found.modulus // modulus):
            return modulus, sorted(residues)
    return found.modulus, sorted(held)
