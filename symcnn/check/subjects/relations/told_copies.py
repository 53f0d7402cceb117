"""Of how many pictures, and in how many copies, a document tells of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.relations.told_amounts import ToldSentence
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import lexicon

_BATCH_REACH = 3
_NEAR = 12
_NUMBER = late_pattern(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d|\s?%)")
_BEFORE = late_pattern(r"(?:\d{1,2}|[A-Za-z]{1,9}|[一二两三四五六七八九十])\s?$")
_TIMES = late_pattern(r"(?:\btimes|再乘以?|乘以?)\s(\d{1,4})(?![\d.,]*\d)(?!\s?(?:bytes?|bits?|字节|位|%))")
"""By what a sentence multiplies numbers, beside their bytes."""


def numbers_near(text: str, sentence: ToldSentence, sort: str, end: int) -> Iterator[int]:
    """The numbers close to the words of a sort, up to a place."""
    for word in sentence.words:
        if word.named(sort):
            first, last = max(sentence.start, word.start - _NEAR), min(word.end + _NEAR, end)
            found = (match for match in _NUMBER.finditer(text, first, last) if int(match[0]))
            yield from (int(match[0]) for match in found if not text[match.end() : match.end() + 1].isdigit())


def batches_in(text: str, found: Sequence[ToldSentence], sentence: ToldSentence) -> list[int]:
    """The numbers of pictures that a text speaks of near a place, one first, then the nearest."""
    near = found[max(0, sentence.place - _BATCH_REACH) : sentence.place + 1]
    factors = [int(match[1]) for match in _TIMES.finditer(text, sentence.start, sentence.end)]
    return list(
        dict.fromkeys(
            (*factors, 1, *(size for one in reversed(near) for size in numbers_near(text, one, "batch", one.end)))
        )
    )


def copies_in(text: str, found: Sequence[ToldSentence], sentence: ToldSentence) -> list[int]:
    """In how many copies numbers may be kept: as many as are told, else by the words of two sentences."""
    told = [count for word in sentence.words if word.named("copy") for count in _spoken(text, word.start)]
    near = found[max(0, sentence.place - 1) : sentence.place + 1]
    names = {int(name) for one in near for word in one.words for name in word.named("copies")}
    return [*told, 1] if told else [1, *sorted(names)]


def _spoken(text: str, end: int) -> Iterator[int]:
    """The number that stands before a word."""
    match = _BEFORE.search(text, max(0, end - _NEAR), end)
    number = lexicon().spoken.get(match[0].strip().lower()) if match else None
    if match is not None and match[0].strip().isdigit():
        yield int(match[0])
    elif number is not None:
        yield int(number.name)
