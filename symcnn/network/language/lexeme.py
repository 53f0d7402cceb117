"""A token of the language, as the lexer finds it."""

from __future__ import annotations

END = "$END"
"""The type of what stands behind the last token."""


class Lexeme(str):
    """The text of a token with its type, and where it starts and ends.

    >>> found = Lexeme("NAME", "conv", 3, 7)
    >>> found, found.type, found.as_a("LAYER").type
    ('conv', 'NAME', 'LAYER')
    """

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, type_: str, text: str, start: int, end: int) -> Lexeme:
        made = super().__new__(cls, text)
        made.type, made.start_pos, made.end_pos = type_, start, end
        return made

    def as_a(self, type_: str) -> Lexeme:
        """The same text as a token of another type."""
        return Lexeme(type_, self, self.start_pos, self.end_pos)

    def spelt(self, text: str) -> Lexeme:
        """The same token with another text."""
        return Lexeme(self.type, text, self.start_pos, self.end_pos)
