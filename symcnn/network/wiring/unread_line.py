"""A line that cannot be read, as far as its words can be told apart."""

from __future__ import annotations

from symcnn.core.record import record
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import ZERO
from symcnn.network.language.keywords import ITEM_WORDS, STATEMENT_WORDS
from symcnn.network.language.lexeme import Lexeme
from symcnn.network.language.parse import lexemes
from symcnn.network.language.statement_places import innermost_statement
from symcnn.network.language.syntax import Parameter
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.layer_meanings import Own

_KIND = late_pattern(r"(?m)^[ \t]*layer\b")
_DEFINED = late_pattern(r"(?m)^[ \t]*(?:block|layer)[ \t]+([^\W\d]\w*)[ \t]*\(([^(){}\n]*)\)")


@record
class UnreadWords:
    """The words and signs of a line around the one that the parser refused.

    `words` are those that it took, `refused` those from the refused one on; `head` is the word behind the label.
    """

    fault: Fault
    text: str
    start: int
    end: int
    words: tuple[Lexeme, ...]
    refused: tuple[Lexeme, ...]
    own: Own
    is_relation: bool = False

    @property
    def has_label(self) -> bool:
        """Whether a name and a colon stand first."""
        return [each.type for each in self.words[:2]] in (["NAME", "COLON"], ["STRING", "COLON"])

    @property
    def behind_label(self) -> tuple[Lexeme, ...]:
        """What the parser took of the statement itself."""
        return self.words[2:] if self.has_label else self.words

    @property
    def head(self) -> str:
        """The word with which the statement begins; nothing where it is none, or has not been reached."""
        first = self.behind_label[:1]
        return str(first[0]) if first and first[0].type == "NAME" else ""

    @property
    def statement(self) -> str:
        """The keyword of the statement or of an item of a kind; ``from`` among a layer's inputs, else ``layer``."""
        if self.is_relation:
            return "relation"
        if self.head in ITEM_WORDS and not self.is_kind(self.head):
            return self.head
        if self.head in STATEMENT_WORDS and not (self.has_label and self.head in _UNLABELLED):
            return self.head
        if "from" in self.words[1:]:
            return "from"
        return "layer" if self.head else "statement"

    @property
    def statement_text(self) -> str:
        """The line as it is written, without a comment."""
        return self.text[self.start : self.end].partition("#")[0].strip()

    @property
    def is_in_kind(self) -> bool:
        """Whether the line stands in the body of a layer kind."""
        above = self.text[: self.start]
        first = max((found.start() for found in _KIND.finditer(above)), default=-1)
        return first >= 0 and above.count("{", first) > above.count("}", first)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The types of words that the parser could have taken."""
        wanted = self.fault.values.get("wanted")
        return wanted if isinstance(wanted, tuple) else ()

    def is_kind(self, word: str) -> bool:
        """Whether a word is a kind of layers, or a block of the file."""
        return word in self.own or word in catalogue_names()

    def parameters(self, word: str) -> tuple[str, ...]:
        """The arguments that a kind takes."""
        if word in self.own:
            return tuple(self.own[word])
        return tuple(kind(word, {}).parameters) if word in catalogue_names() else ()

    def following(self, type_: str) -> bool:
        """Whether the refused word is of a type."""
        return bool(self.refused) and self.refused[0].type == type_


_UNLABELLED = frozenset(STATEMENT_WORDS) - {"repeat", "parallel", "path", "again"}


def unread_words(fault: Fault, text: str, *, is_relation: bool = False) -> UnreadWords:
    """The words of the line in which a fault stands, or of a relation that an option says.

    >>> line = unread_words(Fault("unexpected", 17, 18, {}), "C1: conv N=6 K= S=2")
    >>> line.head, line.words[-1], line.statement
    ('conv', 'S', 'layer')
    """
    start, end, _ = innermost_statement(text, fault.start)
    found = [each for each in lexemes(text, start, max(end, fault.end)) if each.type != "_NL"]
    words = tuple(each for each in found if each.end_pos <= fault.start)
    return UnreadWords(fault, text, start, end, words, tuple(found[len(words) :]), own_parameters(text), is_relation)


def own_parameters(text: str) -> Own:
    """The parameters of the kinds and the blocks that a text defines."""
    return {
        found[1]: {name: Parameter(name, ZERO if has_default else None) for name, has_default in _named(found[2])}
        for found in _DEFINED.finditer(text)
    }


def _named(text: str) -> list[tuple[str, bool]]:
    parts = (part.partition("=") for part in text.split(",") if part.strip())
    return [(name.strip(), bool(equals)) for name, equals, _ in parts]
