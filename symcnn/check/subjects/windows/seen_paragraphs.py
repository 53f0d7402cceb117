"""The paragraphs of a document that speak of what layers see, each with the figures that may say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from symcnn.check.subjects.measured.window_stacks import JUMP, VIEW, Windows, WindowStack, names_jump, names_view
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.check.subjects.windows.stack_walk import SeenFigure, StackWalk
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.marks import marks
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import has_plain_window, is_pool

_ARGUMENTS = {"kernel": "kernel", "kind": "kernel", "stride": "stride", "dilation": "dilation"}
_DOUBTFUL = frozenset({"doubt", "partly"})
_LONGEST = 64
"""How many rows of a table are taken as one chain."""
_CALLED = late_pattern(r"(?<![A-Za-z])[rR](?:F|_?\w)?\s*=\s*\d+[,，;；\s]+j(?:_?\w)?\s*=\s*\d")
"""The letters by which what is seen and its jump are called together."""
_LINES = frozenset({"comment", "line", "item"})
"""What goes on in the next line."""
_LONGEST_TITLE = 48
"""How many signs a line has at most that only says of what the paragraphs behind it speak."""
_LONGEST_TASK = 96
"""How many signs a paragraph has at most that asks for what is told behind it, and tells nothing of it."""
_NAME_BEFORE = late_pattern(r"(?:[a-z]|第) ?$")
_CLAUSE_ENDS = late_pattern(r"[,，;；、。→(（\n]|->|\\to\b|\.\s|\b(?:and|then|plus)\b|[和与再]")
"""What stands between two figures of which each is one by itself."""
_LONGEST_NAME = 32
_ENDS, _QUESTION, _COLONS, _JOINTS, _MARKUP = "。.!！?？", "?？", ":：", ";；", " *_\n\t"


@record
class SeenParagraph:
    """The figures that may be views, of each sentence of a paragraph, or of a list in all.

    `is_on_views` tells that a heading or a question before it asks for them.
    """

    passages: tuple[tuple[SeenFigure, ...], ...]
    is_on_views: bool = False

    @property
    def figures(self) -> tuple[SeenFigure, ...]:
        """All figures that are no windows, in order."""
        return tuple(figure for passage in self.passages for figure in passage if not figure.is_window)

    @property
    def views(self) -> tuple[SeenFigure, ...]:
        """All of which a word says that they are what is seen, among them those that may be windows."""
        return tuple(figure for passage in self.passages for figure in passage if figure.quantity == VIEW)

    def runs(self) -> Iterator[tuple[SeenFigure, ...]]:
        """Growing views of which each sees more than the one before, with no new windows between them."""
        for figures in self.passages:
            run: list[SeenFigure] = []
            for figure in figures:
                if figure.quantity == JUMP or figure.is_window:
                    continue
                if run and (figure.is_fresh or figure.side <= run[-1].side):
                    yield tuple(run)
                    run = []
                run.append(figure)
            if run:
                yield tuple(run)


def seen_paragraphs(text: str, found: Sequence[Segment]) -> Iterator[SeenParagraph]:
    """The paragraphs and lists that name a view, or stand under words that do; each knows the stacks told before it."""
    is_named = any(_speaks(part) or any(bound.role == VIEW for bound in part.bounds) for part in found)
    if not is_named and _CALLED.search(text) is None:
        return
    stacks: list[WindowStack] = []
    depth, is_topic, goes_on = 0, False, False
    for _, block in groupby(found, key=_paragraph):
        every = list(block)
        yield from _columns([part for part in every if part.is_row], stacks)
        parts = [part for part in every if not part.is_row]
        if not parts:
            continue
        first, last = parts[0].passage, parts[-1].passage
        is_on_views = is_topic or goes_on
        speaks = goes_on or any(map(_speaks, parts)) or _CALLED.search(text, first.start, last.end) is not None
        said = text[first.start : last.end].strip(_MARKUP)
        goes_on = False
        if first.sort == "heading":
            if speaks or not is_topic or first.depth <= depth:
                depth, is_topic, stacks = first.depth, speaks, []
            parts = [part for part in parts if part.passage.sort != "heading"]
        elif said[-1:] not in _ENDS and first.sort == "sentence":
            is_title = len(said) <= _LONGEST_TITLE and said[-1:] not in _COLONS
            is_topic = speaks if is_title else is_topic
            goes_on = speaks
        elif said[-1:] in _QUESTION:
            goes_on = speaks
        is_on_views |= is_topic
        walk = StackWalk(text, stacks, is_on_views=is_on_views)
        passages: list[tuple[SeenFigure, ...]] = []
        is_joined = False
        for _, passage in groupby(parts, key=lambda part: part.passage.start):
            clauses = tuple(passage)
            figures = _with_windows_behind(_without_names(text, tuple(walk.read(clauses))), walk)
            passages = [*passages[:-1], (*passages[-1], *figures)] if is_joined else [*passages, figures]
            is_joined = first.sort in _LINES or text[clauses[0].passage.end - 1] in _JOINTS
        is_seen = any(figure.quantity == VIEW for figures in passages for figure in figures)
        goes_on |= any(map(_speaks, parts)) and not is_seen and len(said) <= _LONGEST_TASK
        whole = walk.windows.whole
        stacks = [*walk.windows.told, *([whole] if whole is not None and len(whole.parts) > 1 else [])]
        if (speaks or is_topic) and any(passages):
            has_pools = any(is_pool(kind) for part in parts for kind in part.kinds)
            yield SeenParagraph(tuple(map(_with_pools, passages)) if has_pools else tuple(passages), is_on_views)


def _without_names(text: str, figures: Sequence[SeenFigure]) -> Sequence[SeenFigure]:
    """The figures of a passage without the numbers of layers: ``conv 2 sees 10 pixels``."""
    return [*(one for one, behind in pairwise(figures) if not _is_name(text, one, behind)), *figures[-1:]]


def _is_name(text: str, figure: SeenFigure, behind: SeenFigure) -> bool:
    """Whether a number belongs to a layer's name, because the figure of the same clause stands behind it."""
    start, end = figure.mark.start, figure.mark.end
    is_named = not figure.mark.dims and _NAME_BEFORE.search(text, max(0, start - 8), start) is not None
    if not is_named or _CLAUSE_ENDS.search(text, end, behind.mark.start) is not None:
        return False
    before = marks(text, max(0, start - _LONGEST_NAME), start)
    return not (before and names_view(before[-1]))


def _with_windows_behind(figures: Sequence[SeenFigure], walk: StackWalk) -> tuple[SeenFigure, ...]:
    """The figures of a passage, which may also be of windows that it tells behind them: ``3, 5, 7 in three layers``."""
    behind = walk.windows.stacks()[:1] if walk.windows.is_fresh else ()
    return tuple(replace(figure, behind=behind) for figure in figures)


def _with_pools(figures: Sequence[SeenFigure]) -> tuple[SeenFigure, ...]:
    """The figures of a passage of a paragraph that speaks of pooling: stacks without any are not all that is meant."""
    return tuple(figure if _stack_pools(figure) else replace(figure, is_of_one_kind=False) for figure in figures)


def _stack_pools(figure: SeenFigure) -> bool:
    stacks = (*figure.stacks, *([figure.chain] if figure.chain is not None else []))
    return any(is_pool(part.kind) for stack in stacks for part in stack.parts if part.kind)


def _paragraph(part: Segment) -> int:
    """What the segments of a paragraph have in common; comments that follow each other are one."""
    return -1 if part.passage.sort == "comment" else part.passage.block


def _speaks(part: Segment) -> bool:
    return any(names_view(mark) or names_jump(mark) for mark in part.marks)


def _columns(rows: Sequence[Segment], stacks: Sequence[WindowStack]) -> Iterator[SeenParagraph]:
    """The columns of a table that tell views, each beside the windows of its rows; a side may be told before them."""
    usual = stacks[-1].parts[-1].kernel if stacks else ()
    columns: dict[int, list[SeenFigure]] = {}
    chain: tuple[Windows, ...] = ()
    for row in rows:
        windows = _windows_of(row, usual[:1])
        if windows is None:
            if row.bounds:
                return
            continue
        chain = (*chain, windows)[-_LONGEST:]
        is_plain = not row.cues & _DOUBTFUL
        for bound in row.bounds:
            side = side_of(bound.mark)
            if bound.role == VIEW and side is not None:
                alone, whole = WindowStack((windows,)), WindowStack(chain)
                figure = SeenFigure(bound.mark, side, VIEW, (alone, whole), whole, True, is_plain, False)
                columns.setdefault(bound.word.start, []).append(figure)
    yield from (SeenParagraph((tuple(column),)) for column in columns.values())


def _windows_of(row: Segment, usual: tuple[int, ...]) -> Windows | None:
    """The windows of a row of a table."""
    told = {_ARGUMENTS[bound.role]: side_of(bound.mark) for bound in row.bounds if bound.role in _ARGUMENTS}
    lists = {role: (value,) for role, value in told.items() if value}
    if len(lists) < len(told) or ("kernel" not in lists and not (usual and "dilation" in lists)):
        return None
    kernel, dilation, stride = lists.get("kernel", usual), lists.get("dilation", ()), lists.get("stride", ())
    kind = row.kinds[0] if row.kinds else ""
    is_known = not kind or has_plain_window(kind)
    return Windows(row.marks[0], kernel, None, dilation, stride, kind) if is_known else None
