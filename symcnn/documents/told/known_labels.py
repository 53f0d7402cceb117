"""Names of layers that a text speaks of again: ``so T2 costs 35 * 98``, ``for (ii) there are …``, ``其中卷积三占…``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.layer_labels import ROMAN, STEMS, label_at
from symcnn.documents.told.lexicon import PhraseMeaning
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.passages import Passage

_NAME = late_pattern(
    rf"(?<![\w.(])[A-Za-z]{{1,8}}[_-]?\d{{1,3}}(?:[_.-]\d{{1,2}})?(?!\w|[.,]\d)|{ROMAN}"
    rf"|(?<![{STEMS}、(])[{STEMS}](?![{STEMS}、)])|(?<=[Ll]ayer )[A-H](?![\w'’-])|(?<![A-Za-z])[A-H](?=[ \x1f]?[层块])"
    r"|(?:(?<=[层块])|(?<=[层块][ \x1f]))[A-H](?![\w'’-])"
)
_ROW_LETTER = late_pattern(r"[|\s*`]*([A-H])(?=[*`\s]*(?:\||&|\x1f|  |\t))")
_ROMAN = late_pattern(ROMAN)
_FEWEST = 2
"""How many numbers in brackets a passage has that numbers its layers."""


def known_labels(text: str, found: Iterable[Passage]) -> frozenset[str]:
    """The names with which passages begin, and the numbers in brackets of those that have several."""
    names: set[str] = set()
    for passage in found:
        if passage.sort == "row" and (lettered := _ROW_LETTER.match(text, passage.start, passage.end)):
            names.add(lettered[1].lower())
        if passage.sort in ("row", "heading"):
            continue
        label = label_at(text, passage.start, passage.end)
        names |= {label.name} if label is not None else set()
        numbers = {match[0] for match in _ROMAN.finditer(text, passage.start, passage.end)}
        names |= numbers if len(numbers) >= _FEWEST else set()
    return frozenset(names)


def with_labels(text: str, standing: Sequence[Mark], passage: Passage, known: frozenset[str]) -> list[Mark]:
    """The marks of a passage with those of the names in it that are known, and without what stands within these."""
    matches = _NAME.finditer(text, passage.start, passage.end) if known else ()
    spans = [(*match.span(), match[0].lower()) for match in matches if match[0].lower() in known]
    names = {mark.start for mark in standing if mark.named("kind") or mark.sort == "network"}
    labels = [
        Mark("word", start, end, meanings=(PhraseMeaning("label", name),), text=name)
        for start, end, name in spans
        if start not in names
    ]
    kept = [mark for mark in standing if not any(one.start <= mark.start < one.end for one in labels)]
    return sorted([*kept, *labels], key=lambda mark: mark.start)
