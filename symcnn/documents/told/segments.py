"""Clauses and rows as segments: the numbers of each bound to roles, the kinds and circumstances that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.record import record, replace
from symcnn.documents.told.bindings import bind, is_how_often
from symcnn.documents.told.clauses import clauses
from symcnn.documents.told.known_labels import known_labels, with_labels
from symcnn.documents.told.layer_labels import Label, label_at
from symcnn.documents.told.layer_origins import with_origins
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.line_columns import with_columns
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import REACH_AHEAD, REACH_BEHIND, marks
from symcnn.documents.told.number_forms import BoundNumber, is_small_square, takes
from symcnn.documents.told.passages import Passage, told_from
from symcnn.documents.told.table_rows import Row, rows
from symcnn.documents.told.topics import Topic, describes, tells_window, topic_of

_VIEWS = frozenset({"receptive_field", "jump"})
_SURE = 3.0
"""How dear it may be to bind a quantity of which the next clause still speaks."""

_PARAMS = ("params", "weights")
"""What a sentence may go on counting that the one before it names."""
_FEWEST_COUNTED = 100
_ENDS = frozenset(".,;)。，；）")
"""What stands behind a count that ends a clause."""
_LESS_COUNTED = ("biases", "neurons")
"""What a text seldom goes on counting when it counts another thing too."""


@record
class Segment:
    """A clause or a row: its passage, what stands in it, and what is bound.

    `kinds` are the kinds of layers that it names, in order, `cues` its circumstances, `ordinals` what says which of
    several layers is meant (-1: the last). `label` is the name of a layer that it begins with, in small letters.
    `is_row` tells that it is a row of a table or of a printed summary, `is_nameless` that its first cell is empty,
    `is_total` that it adds up the rows above it.
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
    is_total: bool = False


def segments(text: str, found: Iterable[Passage]) -> Iterator[Segment]:
    """The segments of passages of normal text, in order; a passage beyond `MAX_STATEMENT_LENGTH` is passed over."""
    table: list[Passage] = []
    counted: BoundNumber | None = None
    topic: Topic | None = None
    block, is_changed = -1, False
    found = list(found)
    reader = _Reader(text, known_labels(text, found))
    for passage in found:
        if passage.end - passage.start > MAX_STATEMENT_LENGTH:
            continue
        if table and (passage.sort != "row" or passage.block != table[-1].block):
            yield from _of_table(text, table)
            table = []
        if passage.sort == "row":
            table.append(passage)
            continue
        counted = counted if passage.block == block and passage.sort == "sentence" else None
        is_new = passage.sort == "heading" or topic is None or not topic.holds_in(passage)
        is_changed &= passage.block == block and passage.sort == "sentence"
        topic, block = None if is_new else topic, passage.block
        standing: list[Mark] = []
        said: list[BoundNumber] = []
        changes = False
        for segment in reader.segments(passage, counted, topic):
            counted = next((bound for bound in reversed(segment.bounds) if bound.role in _PARAMS), counted)
            standing += segment.marks
            said += segment.bounds
            changes |= "variant" in segment.cues and bool(segment.bounds)
            is_of_changed = is_changed and not tells_window(segment.bounds)
            yield replace(segment, cues=segment.cues | {"changed"}) if is_of_changed else segment
        is_changed |= changes
        topic = topic_of(passage, standing) or (None if describes(said) else topic)
    yield from _of_table(text, table)


class _Reader:
    """Reads passages, each text once that speaks for itself, however often it stands in a document."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self.text, self.known = text, known
        self._read: dict[tuple[str, int, int, str], tuple[int, Sequence[Segment]]] = {}

    def segments(self, passage: Passage, counted: BoundNumber | None, topic: Topic | None) -> Iterator[Segment]:
        """The segments of a passage; what was counted before and the topic belong to the text before it."""
        if counted is not None or topic is not None:
            yield from _of_passage(self.text, passage, counted, topic, self.known)
            return
        begin = max(passage.start - REACH_BEHIND, 0)
        around = self.text[begin : passage.end + REACH_AHEAD]
        key = around, passage.start - begin, passage.end - begin, passage.sort
        if key in self._read:
            start, found = self._read[key]
            yield from (_moved(segment, passage, passage.start - start) for segment in found)
            return
        made: list[Segment] = []
        for segment in _of_passage(self.text, passage, known=self.known):
            made.append(segment)
            yield segment
        self._read[key] = passage.start, made


def _moved(segment: Segment, passage: Passage, by: int) -> Segment:
    """What a passage says that stands elsewhere too."""
    marks = {id(mark): mark._replace(start=mark.start + by, end=mark.end + by) for mark in segment.marks}

    def moved(mark: Mark) -> Mark:
        return marks.get(id(mark)) or mark._replace(start=mark.start + by, end=mark.end + by)

    bounds = tuple(bound._replace(mark=moved(bound.mark), word=moved(bound.word)) for bound in segment.bounds)
    return replace(
        segment, passage=passage, start=segment.start + by, marks=tuple(map(moved, segment.marks)), bounds=bounds
    )


def _of_table(text: str, table: Sequence[Passage]) -> Iterator[Segment]:
    """The rows of a table; columns without strokes that are a printed summary, or have no heads, are lines.

    So are those beside rows of which more is told than what stands below heads.
    """
    is_ruled = not table or "|" in text[table[0].start : table[0].end]
    lines = {} if is_ruled else {one.start: list(_of_passage(text, one._replace(sort="line"))) for one in table}
    is_printed = any(line.is_row for found in lines.values() for line in found)
    told = {} if is_printed else {row.passage.start: _of_row(row) for row in rows(text, table)}
    for passage in table:
        if passage.start in told:
            yield told[passage.start]
        elif not told or any(mark.is_figure for line in lines.get(passage.start, ()) for mark in line.marks):
            yield from lines.get(passage.start, ())


def _of_passage(
    text: str,
    passage: Passage,
    counted_before: BoundNumber | None = None,
    topic: Topic | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[Segment]:
    begin, is_heading = told_from(text, passage), passage.sort == "heading"
    names = () if is_heading else (label_at(text, at, passage.end) for at in dict.fromkeys((passage.start, begin)))
    label = next(filter(None, names), None)
    standing = with_origins(marks(text, begin, passage.end))
    standing = [*with_columns(text, standing)] if passage.sort == "line" else standing
    standing = standing if is_heading else with_labels(text, standing, passage, known)
    if label is not None:
        standing = label.behind(standing)
    printed = _printed(standing)
    quantity: BoundNumber | None = None
    is_question = text[passage.end - 1 : passage.end] in "?？"
    for part in [standing] if printed else clauses(text, standing, is_listing=topic is not None):
        is_first = not part or part[0] is standing[0]
        start = passage.start if is_first else part[0].start
        named = label if is_first and label else _label_in(text, part)
        inside = part if named is None or is_first else [mark for mark in part if not _is_of_name(mark, named)]
        said = () if printed else _said(inside, bind(inside))
        meant = quantity or (counted_before if _ends_in_count(text, inside, said) else None)
        bounds = printed or _going_on(inside, said, meant)
        if topic is not None and not printed and (named is not None or _names_layer(inside)):
            bounds = _on_topic(inside, topic.without_passed(text, start, bounds), topic)
        counted = [bound for bound in bounds if bound.role in bound.word.named("quantity")]
        quantity = min(counted, key=lambda bound: bound.role in _LESS_COUNTED, default=quantity)
        segment = _segment(passage, start, inside, bounds, named, is_row=bool(printed))
        yield replace(segment, cues=segment.cues | {"variant", "doubt"}) if is_question else segment


def _said(inside: Sequence[Mark], bounds: tuple[BoundNumber, ...]) -> tuple[BoundNumber, ...]:
    """What is bound; the one figure of a clause that says which view it tells is no window: ``the field of conv2``."""
    figures = [mark for mark in inside if mark.is_figure and not mark.text]
    words = [mark for mark in inside if _VIEWS & {*mark.named("quantity")}]
    if len(figures) != 1 or len(words) != 1 or figures[0].start < words[0].start:
        return bounds
    role = next(name for name in words[0].named("quantity") if name in _VIEWS)
    if not takes(role, figures[0]):
        return bounds
    others = tuple(bound for bound in bounds if bound.mark is not figures[0])
    return (*others, BoundNumber(figures[0], role, 0.0, words[0]))


def _ends_in_count(text: str, inside: Sequence[Mark], bounds: Sequence[BoundNumber]) -> bool:
    """Whether a clause tells of a layer, and ends with a count of which it does not say what it counts.

    The sentence before it then does: ``The hidden layer has 50,240 parameters. The output layer has 650.``
    """
    figures = [mark for mark in inside if mark.is_figure]
    if not figures or figures[-1].sort != "number" or (figures[-1].whole or 0) < _FEWEST_COUNTED:
        return False
    tells = any(bound.role == "kernels" for bound in bounds) and any(mark.named("kind") for mark in inside)
    last = figures[-1].end
    return tells and text[last : last + 1] in _ENDS and inside[-1].start <= last


def _going_on(
    inside: Sequence[Mark], bounds: tuple[BoundNumber, ...], quantity: BoundNumber | None
) -> tuple[BoundNumber, ...]:
    """What is bound, with the one number that only the clause before says what it is: ``the second 36,928``."""
    is_view = quantity is not None and quantity.role in _VIEWS
    by_kinds = {
        bound.mark.start
        for bound in bounds
        if bound.word.named("kind")
        or (bound.word.named("weak") and (is_view or (bound.mark.whole or 0) >= _FEWEST_COUNTED))
    }
    sorts = ("number", "shape") if is_view else ("number",)
    numbers = [mark for at, mark in enumerate(inside) if mark.sort in sorts and not is_how_often(inside, at)]
    open_to = [mark for mark in numbers if not mark.text]
    is_said = any(bound.role in bound.word.named("quantity") for bound in bounds)
    taken = {bound.mark.start for bound in bounds} - by_kinds
    open_to = [mark for mark in open_to if mark.start not in taken]
    if (
        quantity is None
        or quantity.cost > _SURE
        or is_said
        or len(open_to) != 1
        or not takes(quantity.role, open_to[0])
    ):
        return bounds
    others = tuple(bound for bound in bounds if bound.mark is not open_to[0])
    return (*others, BoundNumber(open_to[0], quantity.role, quantity.cost, quantity.word))


def _names_layer(inside: Sequence[Mark]) -> bool:
    return any(mark.named("kind") or mark.named("ordinal") for mark in inside)


def _on_topic(inside: Sequence[Mark], bounds: tuple[BoundNumber, ...], topic: Topic) -> tuple[BoundNumber, ...]:
    """What is bound, with the one figure that no other word than those for what comes out says what it is."""
    told = [bound for bound in bounds if not bound.word.named("weak") and not _is_of_units(bound)]
    told = [bound for bound in told if topic.role not in _VIEWS or bound.role != "length"]  # it sees so many samples
    said = {bound.role for bound in told if bound.role in bound.word.named("quantity")}
    is_said = bool(said - (_VIEWS - {topic.role} if topic.role in _VIEWS else frozenset()))
    if is_said or describes(bounds) or any("total" in mark.named("word") for mark in inside):
        return bounds
    taken = {bound.mark.start for bound in told}
    figures = [mark for at, mark in enumerate(inside) if mark.is_figure and not is_how_often(inside, at)]
    found = topic.bound([mark for mark in figures if not mark.text and mark.start not in taken])
    others = tuple(bound for bound in bounds if found is None or bound.mark is not found.mark)
    return (*others, found) if found is not None else bounds


def _is_of_units(bound: BoundNumber) -> bool:
    """Whether a number is bound to nothing but the name of a kind that has units: ``全连接 255 个``."""
    return bound.role == "kernels" and bool(bound.word.named("kind"))


def _is_of_name(mark: Mark, label: Label) -> bool:
    return mark.is_figure and label.end - len(label.name) <= mark.start and mark.end <= label.end


def _label_in(text: str, part: Sequence[Mark]) -> Label | None:
    """The one layer that a clause calls by a name that begins with what its kind is called."""
    ends = part[-1].end if part else 0
    named = (mark for mark in part if mark.named("kind") or mark.named("label"))
    found = [Label(mark.text, mark.end) if mark.named("label") else label_at(text, mark.start, ends) for mark in named]
    labels = [label for label in found if label is not None]
    return labels[0] if len({label.name for label in labels}) == 1 else None


def _of_row(row: Row) -> Segment:
    segment = _segment(row.passage, row.passage.start, row.marks, row.bounds, row.label, is_row=True)
    return replace(segment, cues=segment.cues | row.cues, is_nameless=row.is_nameless, is_total=row.is_total)


def _segment(
    passage: Passage,
    start: int,
    part: Sequence[Mark],
    bounds: Sequence[BoundNumber],
    label: Label | None,
    *,
    is_row: bool,
) -> Segment:
    kinds = tuple(kind for mark in part for kind in mark.named("kind")[:1])
    named = lexicon().label(label.stem) if label and not kinds else None
    cues = frozenset(cue for mark in part for cue in mark.named("word"))
    return Segment(
        passage,
        start,
        tuple(part),
        tuple(bounds),
        (named.name,) if named is not None else kinds,
        cues | _of_every_layer(part) | _two_for_one(part, bounds),
        tuple(int(name) for mark in part for name in mark.named("ordinal")),
        label.name if label else "",
        is_row,
    )


def _of_every_layer(part: Sequence[Mark]) -> frozenset[str]:
    """The circumstance that all layers of a kind are spoken of: ``every conv``, ``每个卷积``."""
    pairs = ((word, kind) for word, kind in pairwise(part) if "each" in word.named("word") and kind.named("kind"))
    return frozenset({"all"} if any(kind.start - word.end <= 1 for word, kind in pairs) else ())


def _two_for_one(part: Sequence[Mark], bounds: Sequence[BoundNumber]) -> frozenset[str]:
    """The circumstance that a multiplication with its addition is two operations: ``a MAC being 2 FLOPs``."""
    is_two = any(bound.role == "flops" and bound.mark.whole == 2 for bound in bounds)
    return frozenset({"two-for-one"} if is_two and any("macs" in mark.named("quantity") for mark in part) else ())


def _printed(part: Sequence[Mark]) -> tuple[BoundNumber, ...]:
    """What the row of a printed summary says: a kind and its window, the shape that comes out, and the parameters."""
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
    windows = [mark for mark in part[: tuples[0]] if is_small_square(mark)]  # conv2d (Conv2D, 5x5)
    return (
        *(BoundNumber(mark, "kernel", 0.0, part[0]) for mark in windows if len(windows) == 1),
        *(BoundNumber(part[place], role, 0.0, part[0]) for place, role in shapes),
        *(BoundNumber(mark, role, 0.0, part[0]) for mark, role in counts),
    )


def _names_kind(part: Sequence[Mark]) -> bool:
    return any(mark.named("kind") for mark in part)
