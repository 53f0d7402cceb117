"""The parser: walks the tables that are made of the grammar, and calls the builder for every rule that is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from symcnn.network.language.keywords import Words
from symcnn.network.language.lexeme import END, Lexeme


class UnexpectedCharacter(ValueError):
    """No token begins at this place."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class UnexpectedToken(ValueError):
    """This token cannot stand here; the `wanted` ones could."""

    def __init__(self, token: Lexeme, wanted: tuple[str, ...]) -> None:
        super().__init__(token, wanted)
        self.token, self.wanted = token, wanted


class GrammarRule(NamedTuple):
    """A rule: how many symbols it has, which method of the builder takes its children, and which children those are.

    A rule without a method gives its children to the rule that it stands in. `children` says of each child that is
    kept how many of those left out stand before it (as None), its place, and whether it is a rule without a method.
    """

    name: str
    size: int
    method: str
    children: tuple[tuple[int, int, bool], ...]
    left_out_behind: int
    passes_one: bool


class Tables(NamedTuple):
    """What is made of a grammar: in each state a token leads to a state, or backwards by a rule (negative)."""

    pattern: str
    ignored: frozenset[str]
    rules: tuple[GrammarRule, ...]
    states: tuple[Mapping[str, int], ...]
    starts: Mapping[str, int]
    ends: Mapping[str, int]


_ITSELF = ((0, 0, False),)
"""The children of a rule that has one, which is kept."""


class Parser:
    """Reads texts by the tables; `words` filter the tokens, and the builder's methods make the nodes.

    `lexer` is the tables' pattern, where it has been compiled.
    """

    def __init__(self, tables: Tables, words: Words, builder: object, lexer: re.Pattern[str] | None = None) -> None:
        self.tables, self.words, self.lexer = tables, words, lexer
        self.methods = [getattr(builder, rule.method) if rule.method else None for rule in tables.rules]

    @cached_property
    def _match(self) -> Any:
        return (self.lexer or re.compile(self.tables.pattern)).match

    def parse(self, text: str, start: str) -> Any:
        """The node of the rule `start` for a text.

        Raises `UnexpectedToken` or `UnexpectedCharacter`, and what the words and the builder raise.
        """
        states = self.tables.states
        ahead: list[int] = [self.tables.starts[start]]
        values: list[Any] = []
        last = Lexeme(END, "", len(text), len(text))
        for token in self._with_end(self.words.process(self.tokens(text)), last):
            type_ = token.type
            while True:
                step = states[ahead[-1]].get(type_)
                if step is None:
                    raise UnexpectedToken(token, self._accepted(ahead, start))
                if step >= 0:
                    ahead.append(step)
                    values.append(token)
                    break
                self._reduce(~step, ahead, values)
                if token is last and ahead[-1] == self.tables.ends[start]:
                    return values[-1]
        raise AssertionError("the end of a text ends the parse")

    def _reduce(self, place: int, ahead: list[int], values: list[Any]) -> None:
        """Puts the node of a complete rule in the place of what it is made of."""
        rule, method = self.tables.rules[place], self.methods[place]
        if rule.passes_one and rule.size == 1 and rule.children == _ITSELF:
            ahead[-1] = self.tables.states[ahead[-2]][rule.name]
            return
        found: list[Any] = [None] * rule.left_out_behind
        if rule.size:
            found = _kept(values[-rule.size :], rule)
            del ahead[-rule.size :], values[-rule.size :]
        ahead.append(self.tables.states[ahead[-1]][rule.name])
        if rule.passes_one and len(found) == 1:
            values.append(found[0])
        else:
            values.append(method(found) if method else found)

    @staticmethod
    def _with_end(tokens: Iterator[Lexeme], last: Lexeme) -> Iterator[Lexeme]:
        yield from tokens
        yield last

    def tokens(self, text: str) -> Iterator[Lexeme]:
        """The words and signs of a text, before they are filtered.

        Raises `UnexpectedCharacter`.
        """
        match, ignored = self._match, self.tables.ignored
        at, stop = 0, len(text)
        while at < stop:
            found = match(text, at)
            if not found:
                raise UnexpectedCharacter(at)
            type_, end = found.lastgroup, found.end()
            if type_ not in ignored:
                yield Lexeme(type_, found[0], at, end)
            at = end

    def _accepted(self, ahead: Sequence[int], start: str) -> tuple[str, ...]:
        """The tokens that could stand behind what is read so far."""
        end, here = self.tables.ends[start], [name for name in self.tables.states[ahead[-1]] if name.isupper()]
        return tuple(sorted([name for name in here if self._leads_on(list(ahead), name, end)] or here))

    def _leads_on(self, ahead: list[int], token: str, end: int) -> bool:
        while True:
            step = self.tables.states[ahead[-1]].get(token)
            if step is None or step >= 0:
                return step is not None
            rule = self.tables.rules[~step]
            del ahead[len(ahead) - rule.size :]
            ahead.append(self.tables.states[ahead[-1]][rule.name])
            if token == END and ahead[-1] == end:
                return True


def _kept(values: list[Any], rule: GrammarRule) -> list[Any]:
    found: list[Any] = []
    for left_out, place, is_spread in rule.children:
        if left_out:
            found += [None] * left_out
        if not is_spread:
            found.append(values[place])
        elif found:
            found += values[place]
        else:
            found = values[place]  # a list that grows is not copied
    if rule.left_out_behind:
        found += [None] * rule.left_out_behind
    return found
