"""What a sentence says that goes into a layer: ``the output of the second pooling layer``, ``第一池化层的输出``."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.documents.told.lexicon import PhraseMeaning
from symcnn.documents.told.mark import Mark

_TOUCHING = 8
"""How many signs stand at most between the words for a layer and that for what it gives."""


def with_origins(found: Sequence[Mark]) -> list[Mark]:
    """The marks, with the words for what another layer gives as one: they name no layer of which the sentence tells.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "16 kernels of 5x5 work on the output of the first pooling layer"
    >>> [mark.named("origin") for mark in with_origins(marks(text, 0, len(text))) if mark.named("origin")]
    [('max_pool',)]
    """
    made: list[Mark] = []
    place = 0
    while place < len(found):
        end = _end(found, place)
        made.append(_origin(found[place:end]) if end else found[place])
        place = end or place + 1
    return made


def _origin(parts: Sequence[Mark]) -> Mark:
    which = next(name for mark in parts for name in mark.named("ordinal"))
    kind = next(name for mark in parts for name in mark.named("kind"))
    meanings = (PhraseMeaning("origin", kind), PhraseMeaning("whence", which))
    return Mark("word", parts[0].start, parts[-1].end, meanings=meanings, text=parts[0].text)


def _end(found: Sequence[Mark], place: int) -> int:
    """Behind which mark the words for what another layer gives end that begin at a place; 0 where they do not."""
    is_first = _gives(found, place)  # the output of the first convolution
    end = _end_of_layer(found, place + is_first)
    if not end or not (is_first or _gives(found, end)):
        return 0
    end += not is_first
    return 0 if found[end - 1].start - found[place].end > 3 * _TOUCHING or _goes_on(found, end) else end


def _gives(found: Sequence[Mark], place: int) -> bool:
    return place < len(found) and "output" in found[place].named("role")


def _end_of_layer(found: Sequence[Mark], place: int) -> int:
    """Behind which mark the ordinal and the kind of a layer end that begin at a place; 0 where none does."""
    if place >= len(found) or not found[place].named("ordinal"):
        return 0
    end = place + 1
    while end < len(found) and found[end].named("cell") and not found[end].named("kind"):
        end += 1
    is_near = end < len(found) and found[end].start - found[end - 1].end <= _TOUCHING
    return end + 1 if is_near and found[end].named("kind") else 0


def _goes_on(found: Sequence[Mark], place: int) -> bool:
    """Whether the next mark says how large it is: then it is what the sentence tells of."""
    behind = found[place] if place < len(found) else None
    roles = {*behind.named("role"), *behind.named("word")} if behind is not None else set()
    is_told = behind is not None and (behind.is_figure or behind.text in (":", "：") or bool(behind.named("quantity")))
    return is_told or bool({"output", "size", "measures"} & roles)
