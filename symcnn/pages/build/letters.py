"""What letters mean, in a paragraph at the head of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Sym
from symcnn.network.wiring.quantity_names import meanings
from symcnn.pages.build.blocks import Paragraph, Text
from symcnn.pages.build.phrases import Phrases


def legend(used: Collection[str], say: Phrases) -> Iterator[Paragraph]:
    """The meanings of all letters that are used, in one paragraph; nothing where there are none."""
    letters = tuple(
        Sentence("solution-letter", {"letter": Sym(name), "meaning": Text(meaning)})
        for name, meaning in meanings(say.language).items()
        if name in used
    )
    if letters:
        yield Paragraph(say("solution-letters", letters=letters))
