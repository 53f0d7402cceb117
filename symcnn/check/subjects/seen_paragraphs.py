"""The paragraphs of a document that speak of what layers see, each with the figures that may say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from symcnn.check.subjects.stack_walk import SeenFigure, StackWalk, names_jump, names_view
from symcnn.check.subjects.window_stacks import JUMP, VIEW, WindowStack
from symcnn.core.record import record
from symcnn.documents.told.segments import Segment

_LINES = frozenset({"comment", "line", "item"})
"""What goes on in the next line."""
_LONGEST_TITLE = 48
"""How many signs a line has at most that only says of what the paragraphs behind it speak."""
_ENDS, _COLONS, _JOINTS, _MARKUP = "。.!！?？", ":：", ";；", " *_\n\t"


@record
class SeenParagraph:
    """The figures that may be views, of each sentence of a paragraph, or of a list in all."""

    passages: tuple[tuple[SeenFigure, ...], ...]

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
    if not any(names_view(mark) or names_jump(mark) for part in found for mark in part.marks):
        return
    stacks: list[WindowStack] = []
    depth, is_topic, goes_on = 0, False, False
    for _, block in groupby(found, key=lambda segment: segment.passage.block):
        parts = [part for part in block if not part.is_row]
        if not parts:
            continue
        speaks = goes_on or any(names_view(mark) or names_jump(mark) for part in parts for mark in part.marks)
        first, last = parts[0].passage, parts[-1].passage
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
        walk = StackWalk(text, stacks, is_on_views=is_topic)
        passages: list[tuple[SeenFigure, ...]] = []
        is_joined = False
        for _, passage in groupby(parts, key=lambda part: part.passage.start):
            clauses = tuple(passage)
            figures = tuple(walk.read(clauses))
            passages = [*passages[:-1], (*passages[-1], *figures)] if is_joined else [*passages, figures]
            is_joined = first.sort in _LINES or text[clauses[0].passage.end - 1] in _JOINTS
        whole = walk.windows.whole
        stacks = [*walk.windows.told, *([whole] if whole is not None and len(whole.parts) > 1 else [])]
        if (speaks or is_topic) and any(passages):
            yield SeenParagraph(tuple(passages))
