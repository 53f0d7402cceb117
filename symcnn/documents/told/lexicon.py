"""The words that documents use of layers: which phrase names which kind, argument, quantity or circumstance.

Kinds, quantities and arguments are called what the catalogue says; the verbs, the circumstances and the short heads of
columns that go with them stand in `en.txt` and `zh.txt`, a line for each meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.phrase_table import PhraseTable
from symcnn.network.wiring.kind_traits import is_pool
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.network.wiring.spelled import people_call

_FOLDER = Path(__file__).parent
_APART = {"head": "", "label": "#", "letter": "=", "window": "@", "factor": "~", "column": "|"}
"""Words that mean something only as the head of a column, in the name of a layer, before a sign of equality, before
a window, or in a table that is read as a whole."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_COMMA = late_pattern("[,，]")
_HAN = "\u2e80"
"""Where the signs begin that stand for words without blanks between them."""


class PhraseMeaning(NamedTuple):
    """What a phrase is: its sort (``kind``, ``role``, ``quantity``, ``word``, …) and its name there."""

    sort: str
    name: str


@cache
def names_by_sort(meanings: tuple[PhraseMeaning, ...]) -> Mapping[str, tuple[str, ...]]:
    """The names among the meanings of a phrase, by their sorts."""
    sorts = dict.fromkeys(meaning.sort for meaning in meanings)
    return {sort: tuple(meaning.name for meaning in meanings if meaning.sort == sort) for sort in sorts}


class Phrase(NamedTuple):
    """A phrase as the lexicon has it, with its meanings."""

    text: str
    meanings: tuple[PhraseMeaning, ...]


class Lexicon(NamedTuple):
    """Phrases with their meanings, words that mean something in one place only, and words of numbers.

    `said` are all phrases, `phrases` finds them in a text, also as plurals. `measures` are the signs with which Chinese
    counts, `strict_measures` those before which "one" is no article, `ordinal_signs` those that make a number say which
    one; `asides` are phrases, with their sorts, that no other word is bound to.
    """

    phrases: PhraseTable[Phrase]
    said: tuple[Phrase, ...]
    apart: Mapping[str, PhraseMeaning]
    spoken: Mapping[str, PhraseMeaning]
    measures: frozenset[str]
    strict_measures: frozenset[str]
    ordinal_signs: frozenset[str]
    asides: tuple[tuple[str, str], ...]

    def phrase(self, name: str) -> Phrase | None:
        """The phrase that a name is, no plural of it."""
        found = self.phrases.at(name, 0, len(name))[:1]
        return next((phrase for end, phrase in found if end == len(name) and phrase.text == name), None)

    def head(self, name: str) -> PhraseMeaning | None:
        """What a word means as the head of a column."""
        return self.apart.get(name)

    def column(self, name: str) -> PhraseMeaning | None:
        """What a head or the name of a row means in a table that is read as a whole."""
        return self.apart.get(f"{name}|")

    def label(self, name: str) -> PhraseMeaning | None:
        """The kind of a layer whose name begins with this."""
        return self.apart.get(f"{name}#") or self.apart.get(f"{name.rstrip(_LATIN)}#")

    def window(self, name: str) -> PhraseMeaning | None:
        """The kind of the layer whose window stands behind this."""
        return self.apart.get(f"{name}@")

    def factor(self, name: str) -> PhraseMeaning | None:
        """The kind of the layer whose window stands behind this, where its name stands before it."""
        return self.apart.get(f"{name}~")

    def letter(self, name: str) -> PhraseMeaning | None:
        """What a letter stands for that is given a value."""
        return self.apart.get(f"{name}=")


def is_signed(sign: str) -> bool:
    """Whether words are written with this sign without blanks between them."""
    return sign >= _HAN


@cache
def lexicon() -> Lexicon:
    """All phrases of all languages.

    >>> lexicon().phrase("max pooling").meanings
    (PhraseMeaning(sort='kind', name='max_pool'),)
    >>> lexicon().head("k"), lexicon().label("fc"), lexicon().letter("s").name
    (PhraseMeaning(sort='head', name='kernel'), PhraseMeaning(sort='label', name='dense'), 'stride')
    """
    meanings: dict[str, list[PhraseMeaning]] = {}
    apart: dict[str, PhraseMeaning] = {}
    numerals: dict[str, PhraseMeaning] = {}
    signs: dict[str, list[str]] = {"measure": [], "strict": [], "which": []}
    beside: list[tuple[str, str]] = []
    for phrase, meaning in (*_told(), *_of_kinds()):
        if meaning.sort in ("spoken", "scale"):
            numerals[phrase] = meaning
        elif meaning.sort in signs:
            signs[meaning.sort].append(phrase)
        elif meaning.sort == "aside":
            beside.append((phrase, meaning.name))
        elif meaning.sort in _APART:
            apart[phrase + _APART[meaning.sort]] = meaning
        elif meaning not in meanings.setdefault(phrase, []):
            meanings[phrase].append(meaning)
    said = tuple(Phrase(_spoken(phrase), tuple(named)) for phrase, named in meanings.items())
    table = PhraseTable(
        [(phrase.text, phrase) for phrase in said] + [(text, phrase) for phrase in said for text in _plurals(phrase)]
    )
    counting, strict, which = map(frozenset, signs.values())
    return Lexicon(table, said, apart, numerals, counting, strict, which, tuple(beside))


def _spoken(phrase: str) -> str:
    return phrase if is_signed(phrase[0]) or phrase[0].isdigit() else phrase.replace("-", " ")


def _plurals(phrase: Phrase) -> Iterator[str]:
    """The plurals of a phrase; of a kind also what stands for several: ``max pooling layers``.

    Operations that are counted are those of a whole layer, but for poolings.
    """
    if not phrase.text[-1].isascii() or phrase.text.endswith("s") or len(phrase.text) <= len("as"):
        return
    yield f"{phrase.text}s"
    kinds = {meaning.name for meaning in phrase.meanings if meaning.sort == "kind"}
    if kinds and not phrase.text.endswith("layer"):
        yield f"{phrase.text} layers"
    if any(map(is_pool, kinds)):
        yield from (f"{phrase.text} {noun}" for noun in ("operations", "stages", "steps"))


def _told() -> Iterator[tuple[str, PhraseMeaning]]:
    return told_in(_FOLDER)


def told_in(folder: Path) -> Iterator[tuple[str, PhraseMeaning]]:
    """The phrases of the files of a folder, one for each language, in which a line is `sort name: phrase, phrase`."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            head, _, phrases = line.partition(":")
            if phrases and not head.startswith("#"):
                sort, _, name = head.strip().partition(" ")
                yield from ((phrase.strip(), PhraseMeaning(sort, name)) for phrase in phrases.split(","))


def _of_kinds() -> Iterator[tuple[str, PhraseMeaning]]:
    """What people call the kinds of the catalogue."""
    for kind in catalogue_names():
        for _, names in people_call(kind).said:
            yield from (
                (name.strip().lower(), PhraseMeaning("kind", kind)) for name in _COMMA.split(names) if name.strip()
            )
