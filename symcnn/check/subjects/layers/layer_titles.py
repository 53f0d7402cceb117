"""Lines that say of which layer those below them tell: ``第二卷积层：``, ``Third convolutional layer:``."""

from __future__ import annotations

from symcnn.documents.told.segments import Segment

_LONGEST = 48
"""How many signs a line has at most that is a title."""


def is_title(text: str, segment: Segment) -> bool:
    """Whether a segment is a line of its own that names one layer by its number and ends with a colon."""
    passage = segment.passage
    line_end = text.find("\n", passage.end)
    behind = text[passage.end : line_end if line_end >= 0 else len(text)]
    is_whole = segment.start == passage.start and passage.end - passage.start <= _LONGEST and not behind.strip()
    is_alone = text[text.rfind("\n", 0, passage.start) + 1 : passage.start].strip(" \t#*-•●") == ""
    ends = text[passage.start : passage.end].rstrip(" *\n")[-1:] in (":", "：")
    names_one = len({*segment.kinds}) == 1 and len({*segment.ordinals}) == 1
    is_bare = not any(mark.is_figure or mark.sort == "network" for mark in segment.marks)
    return is_whole and is_alone and ends and names_one and is_bare and segment.passage.sort in ("sentence", "item")
