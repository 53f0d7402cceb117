"""Clauses and rows as segments: the numbers of each bound to roles, the kinds and circumstances that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.record import record
from symcnn.documents.told.bindings import BoundNumber, bind
from symcnn.documents.told.layer_labels import Label, label_at
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.table_rows import Row, rows

_THEN = ("then", "再", "and")


@record
class Segment:
    """A clause or a row: its passage, what stands in it, and what is bound.

    `kinds` are the kinds of layers that it names, in order, `cues` its circumstances, `ordinals` what says which of
    several layers is meant (-1: the last). `label` is the name of a layer that it begins with, in small letters.
    `is_row` tells that it is a row of a table or of a printed summary, `is_nameless` that its first cell is empty.
    """

    passage: Passage
    start: int
    marks: tuple[Mark, ...]
    bounds: tuple[BoundNumber, ...]
    kinds: tuple[str, ...]
    cues: frozenset[str]
    ordinals: tuple[int, ...]
    label: str
    is_row: bool
    is_nameless: bool = False


def segments(text: str, found: Iterable[Passage]) -> Iterator[Segment]:
    """The segments of passages of normal text, in order; a passage beyond `MAX_STATEMENT_LENGTH` is passed over."""
    table: list[Passage] = []
    for passage in found:
        if passage.end - passage.start > MAX_STATEMENT_LENGTH:
            continue
        if table and (passage.sort != "row" or passage.block != table[-1].block):
            yield from (_of_row(row) for row in rows(text, table))
            table = []
        if passage.sort == "row":
            table.append(passage)
        else:
            yield from _of_passage(text, passage)
    yield from (_of_row(row) for row in rows(text, table))


def _of_passage(text: str, passage: Passage) -> Iterator[Segment]:
    label = label_at(text, passage.start, passage.end) if passage.sort != "heading" else None
    standing = marks(text, passage.start, passage.end)
    if label is not None:
        standing = label.behind(standing)
    for part in _clauses(standing):
        printed = _printed(part)
        start = passage.start if part is standing or not part or part[0] is standing[0] else part[0].start
        is_first = start == passage.start
        yield _segment(passage, start, part, printed or bind(part), label if is_first else None, is_row=bool(printed))


def _of_row(row: Row) -> Segment:
    segment = _segment(row.passage, row.passage.start, row.marks, row.bounds, row.label, is_row=True)
    return replace(segment, cues=segment.cues | row.cues, is_nameless=row.is_nameless)


def _segment(
    passage: Passage,
    start: int,
    part: Sequence[Mark],
    bounds: Sequence[BoundNumber],
    label: Label | None,
    *,
    is_row: bool,
) -> Segment:
    kinds = tuple(kind for mark in part for kind in mark.named("kind"))
    named = lexicon().label(label.stem) if label and not kinds else None
    return Segment(
        passage,
        start,
        tuple(part),
        tuple(bounds),
        (named.name,) if named is not None else kinds,
        frozenset(cue for mark in part for cue in mark.named("word")),
        tuple(int(name) for mark in part for name in mark.named("ordinal")),
        label.name if label else "",
        is_row,
    )


def _printed(part: Sequence[Mark]) -> tuple[BoundNumber, ...]:
    """What the row of a printed summary says: a kind, the shape that comes out, and the parameters, in this order."""
    tuples = [place for place, mark in enumerate(part) if mark.sort == "tuple"]
    if not 0 < len(tuples) < 3 or not any(mark.named("kind") for mark in part[: tuples[0]]):
        return ()
    behind = part[tuples[-1] + 1 :]
    beside = (*part[: tuples[0]], *behind)
    if any(mark.sort == "word" and not mark.named("kind") for mark in beside) or _names_kind(behind):
        return ()
    shapes = zip(reversed(tuples), ("output", "input"), strict=False)
    numbers = (mark for mark in behind if mark.sort == "number")
    counts = zip(numbers, ("params", "macs"), strict=False)
    return (
        *(BoundNumber(part[place], role, 0.0, part[0]) for place, role in shapes),
        *(BoundNumber(mark, role, 0.0, part[0]) for mark, role in counts),
    )


def _clauses(standing: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    """The marks of a passage, parted where a further clause names a layer of its own."""
    begin = 0
    for place in range(1, len(standing)):
        before = standing[place - 1]
        is_break = before.sort in ("comma", "stop") or before.text in _THEN
        part = standing[begin:place]
        if is_break and _names_kind(part) and _names_kind(_clause(standing, place)) and any(m.is_figure for m in part):
            yield part
            begin = place
    yield standing[begin:]


def _clause(standing: Sequence[Mark], place: int) -> Sequence[Mark]:
    stop = place
    while stop < len(standing) and standing[stop].sort not in ("comma", "stop"):
        stop += 1
    return standing[place:stop]


def _names_kind(part: Sequence[Mark]) -> bool:
    return any(mark.named("kind") for mark in part)
