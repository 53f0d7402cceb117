"""Rows of tables whose heads say what their cells are: kernels, strides, sizes, parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.bindings import BoundNumber, bind, takes
from symcnn.documents.told.layer_labels import Label, label_at
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.passages import Passage

_RULE = late_pattern(r"[|:\-+= \t—]*$")
_PARTS = late_pattern(r"[/,，、(（]|<br>")
_BLANKS = " \t\x1f"
_FEWEST_HEADS = 2


@record
class Row:
    """A row: what stands in it, what the heads of its columns bind, the circumstances that they name, its name.

    `is_nameless` tells that its first cell is empty, so that nobody knows what it is a row of.
    """

    passage: Passage
    marks: tuple[Mark, ...]
    bounds: tuple[BoundNumber, ...]
    cues: frozenset[str]
    label: Label | None
    is_nameless: bool


def rows(text: str, table: Sequence[Passage]) -> Iterator[Row]:
    """The rows of a table below its heads; none where fewer than two heads say what stands below them."""
    printed = [passage for passage in table if not _RULE.match(text, passage.start, passage.end)]
    if len(printed) < 2:
        return
    columns, *below = (_cells(text, passage) for passage in printed)
    standing = [marks(text, *cell) for cell in columns]
    heads = [_head(text[slice(*cell)], found) for cell, found in zip(columns, standing, strict=True)]
    if sum(map(bool, heads)) < _FEWEST_HEADS or any(len(cells) > len(heads) for cells in below):
        return  # in the second case nobody knows below which head a cell stands
    cues = frozenset(cue for found in standing for mark in found for cue in mark.named("word"))
    for passage, cells in zip(printed[1:], below, strict=True):
        yield _row(text, passage, cells, heads, cues)


def _row(
    text: str,
    passage: Passage,
    cells: Sequence[tuple[int, int]],
    heads: Sequence[tuple[str, ...]],
    cues: frozenset[str],
) -> Row:
    named = next((place for place, cell in enumerate(cells) if text[slice(*cell)].strip(_BLANKS)), 0)
    label = label_at(text, *cells[named])
    inside = [label.behind(marks(text, *cell)) if label else marks(text, *cell) for cell in cells]
    bounds = [bound for found, roles in zip(inside, heads, strict=False) for bound in _in_cell(found, roles)]
    if any("input" in mark.named("role") for mark in inside[named][:1]):
        shapes = ("output", "out", "input", "in")
        bounds = [bound._replace(role="input") for bound in bounds if bound.role in shapes]
    return Row(
        passage,
        tuple(mark for found in inside for mark in found),
        tuple(bounds),
        cues,
        label,
        not text[slice(*cells[0])].strip(_BLANKS),
    )


def _cells(text: str, passage: Passage) -> list[tuple[int, int]]:
    """The ends of the cells between the strokes of a row."""
    start, end = passage.start, passage.end
    while end > start and text[end - 1] in " \t":
        end -= 1
    while start < end and text[start] in " \t":
        start += 1
    start += text[start : start + 1] == "|"
    end -= text[end - 1 : end] == "|"
    strokes = [place for place in range(start, end) if text[place] == "|"]
    return list(zip((start, *(place + 1 for place in strokes)), (*strokes, max(start, end)), strict=True))


def _head(text: str, standing: Sequence[Mark]) -> tuple[str, ...]:
    """The roles that a head names, in order: ``kernel/stride`` names two; `standing` are the marks of the head.

    >>> _head(" kernel/stride ", [])
    ('kernel', 'stride')
    """
    said = [name for mark in standing for name in (*mark.named("role"), *mark.named("quantity"))]
    roles: list[str] = []
    for part in _PARTS.split(text):
        name = " ".join(part.strip(_BLANKS + "`*_)）:").lower().split())
        meaning = lexicon().head(name)
        named = [meaning.name] if meaning is not None else said[:1]
        roles += (role for role in named if role not in roles)
    return tuple(roles)


def _in_cell(inside: Sequence[Mark], roles: Sequence[str]) -> list[BoundNumber]:
    """The marks of a cell by the words in it, else by the roles of its head in their order."""
    own = list(bind(inside))
    own += [
        BoundNumber(mark, role, 0.0, word)
        for mark, word in pairwise(inside)
        for role in word.named("cell")
        if takes(role, mark) and all(bound.mark is not mark for bound in own)
    ]
    taken = {bound.mark.start for bound in own}
    slots = [role for role in roles if all(bound.role != role for bound in own)]
    for mark in inside:
        role = next((slot for slot in slots if takes(slot, mark)), None)
        if mark.is_figure and mark.start not in taken and role is not None:
            own.append(BoundNumber(mark, role, 0.0, mark))
            slots.remove(role)
    return own
