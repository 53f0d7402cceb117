"""Messages of a language with their values put in: words, and mathematics that each format prints its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from symcnn.core.limits import Limit
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.sentence import Said, Sentence
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.layout import Typography, written
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import PLAIN
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.network.figures.values import is_number
from symcnn.network.language.syntax import Citation, Texts
from symcnn.network.wiring.layer_kinds import citations
from symcnn.pages.build.blocks import Inline, Math, Name, Text
from symcnn.pages.build.side_by_side import side_by_side
from symcnn.pages.words.messages import patterns
from symcnn.pages.words.plurals import OTHER, RULES, plural

Parts = tuple[Inline, ...]
Value = Said | Number | Sentence | Texts | Inline | tuple["Value", ...]
"""What goes into a message; several values are listed, a string is somebody's name."""


class Phrases:
    """The messages of a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._known = patterns(language)

    def __call__(self, key: str, /, **values: Value) -> Parts:
        """A message with its values."""
        return tuple(self._parts(self._known[key], values))

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def word(self, key: str, /, **values: Value) -> Text:
        """A message of words alone as one piece, for a cell of a table."""
        return Text(self.line(key, **values))

    def line(self, key: str, /, **values: Value) -> str:
        """A message as a line of plain text."""
        return in_line(self(key, **values))

    def family(self, prefix: str) -> dict[str, str]:
        """The messages of words alone whose keys begin alike, by the rest of their keys, as the file has them."""
        return {key.removeprefix(prefix): self.line(key) for key in self._known if key.startswith(prefix)}

    @cached_property
    def _plurals(self) -> dict[str, str]:
        return self.family(RULES)

    def outline(self, key: str, value: str) -> Parts:
        """A message with something in the place of each value: ``…``, or its name in the place of ``{}``."""
        return tuple(self._parts(self._known[key], _Outline(value)))

    def said(self, sentence: Sentence) -> Parts:
        """A sentence with its values."""
        return tuple(self._value(sentence))

    def _parts(self, pattern: Any, values: Mapping[str, Any]) -> Iterator[Inline]:
        for element in (pattern,) if isinstance(pattern, str) else pattern:
            match element:
                case str():
                    yield Text(element)
                case (name,):
                    yield from self._value(values[name])
                case (name, separator):
                    yield from self._listed(values[name], separator)
                case (name, variants, other):
                    choices = dict(variants)
                    yield from self._parts(choices.get(self._variant(values[name]), choices[other]), values)

    def _value(self, value: Any) -> Iterator[Inline]:
        match value:
            case Text() | Name() | Math():
                yield value
            case str():
                yield Name(value)
            case Texts():
                yield Text(value.in_language(self.language))
            case tuple():
                yield from self._listed(value, self._known["list"])
            case Limit(name=name, unit=unit):
                yield from self._parts(self._known[f"limit-{unit}"], {"name": name, "most": int(value)})
            case Sentence(key, values):
                yield from self._parts(self._known[key.replace(".", "-")], values)
            case _:
                yield Math(Num(value) if is_number(value) else value)

    def _listed(self, values: Any, separator: Any) -> Iterator[Inline]:
        for at, value in enumerate(values if isinstance(values, tuple) else (values,)):
            if at:
                yield Text(separator)
            yield from self._value(value)

    def _variant(self, value: Any) -> str:
        number = value.value if isinstance(value, Num) else value
        if isinstance(number, int):
            return plural(number, self._plurals)
        return value if isinstance(value, str) else OTHER


class _Outline(dict[str, Text]):
    def __init__(self, value: str) -> None:
        self.value = value

    def __missing__(self, name: str) -> Text:
        return Text(self.value.format(name))


@cache
def phrases(language: str) -> Phrases:
    """The messages of a language."""
    return Phrases(language)


def in_languages(key: str) -> dict[str, str]:
    """A message without values as a line of plain text, in each language."""
    return {language: phrases(language).line(key) for language in LANGUAGES}


def with_names(text: str) -> Parts:
    """A text whose parts between backquotes are names."""
    return tuple(Name(part) if at % 2 else Text(part) for at, part in enumerate(text.split("`")) if part)


def in_line(parts: Iterable[Inline], notation: Typography = PLAIN) -> str:
    """A line of words, names and mathematics; nothing in it acts on a terminal."""
    return side_by_side(parts, lambda expr: printable(written(expr, notation)), str, printable)


def condition(relation: Expr) -> Said | Sentence:
    """A condition, with divisibility in words."""
    match relation:
        case Op("=", (Op("mod", (above, below)), Num(0))):
            return Sentence("divides", {"below": below, "above": above})
    return relation


def cited(citation: Citation | None) -> Sentence | Text:
    """The publication that a rule is from, in brackets behind it."""
    if citation is None:
        return Text("")
    source = Text(citations().get(citation.key, citation.key))
    if citation.place:
        return Sentence("source-at", {"source": source, "place": Text(citation.place)})
    return Sentence("source", {"source": source})
