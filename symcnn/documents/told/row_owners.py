"""Rows of tables of layers: which layers, or which sum, a row speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.layer_columns import LayerColumn
from symcnn.documents.told.layer_labels import label_at
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.table_grids import GridCell, has_words

_EDGES = " \t\n\r\x1f`*_$:：.()（）"
_DOUBTS = frozenset({"doubt", "variant", "partly", "several"})
_FOOTNOTE = late_pattern(
    r"\^[ \x1f]*\{?[ ]*(?:\*|\\(?:ast|dagger|ddagger|star)(?![A-Za-z])|[†‡§¹])|[†‡§¹]|[\d)]\*[ \x1f]*$"
)


@record
class RowOwner:
    """Who a row speaks of: the kinds that its words name, in order, and the circumstances that they tell.

    `is_total` tells that it adds up others, `is_image` that it is what comes in, `is_doubtful` that it may mean
    something else than it says; `network` is a network that it names.
    """

    kinds: tuple[str, ...]
    label: str
    cues: frozenset[str]
    is_total: bool
    is_image: bool
    is_doubtful: bool
    network: str


def row_owner(text: str, cells: Sequence[GridCell], columns: Sequence[LayerColumn]) -> RowOwner:
    """Who a row of a table speaks of, by its cells below heads that tell no figures."""
    named = [cell for cell, column in zip(cells, columns, strict=True) if column.names_rows]
    said: list[Mark] = [mark for cell in named for mark in marks(text, *cell)]
    first = next((cell for cell in named if has_words(text, cell)), cells[0])
    words = " ".join(text[slice(*first)].strip(_EDGES).lower().split()) if named else ""
    named_so = lexicon().column(words)
    label = label_at(text, *first) if named else None
    kinds = [mark.named("kind")[0] for mark in said if mark.named("kind")]
    if not kinds and label is not None:
        of_label = lexicon().label(label.stem)
        kinds = [of_label.name] if of_label is not None else []
    if not kinds:
        of_words = (lexicon().window(word) for cell in named for word in text[slice(*cell)].lower().split())
        kinds = [meaning.name for meaning in of_words if meaning is not None][:1]
    cues = frozenset(cue for mark in said for cue in mark.named("word"))
    has_total = bool(named) and (any("total" in mark.named("word") for mark in marks(text, *first)) and not kinds)
    return RowOwner(
        tuple(dict.fromkeys(kinds)),
        label.name if label is not None else words,
        cues,
        has_total or (named_so is not None and named_so.name == "total"),
        _is_image(said, kinds) or (named_so is not None and named_so.name == "image"),
        bool(cues & _DOUBTS) or any(_FOOTNOTE.search(text, *cell) for cell in cells),
        next((mark.text for mark in said if mark.sort == "network"), ""),
    )


def _is_image(said: list[Mark], kinds: list[str]) -> bool:
    return not kinds and any("input" in mark.named("role") or "input-layer" in mark.named("word") for mark in said)
