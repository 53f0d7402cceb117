"""From the text of a language's file (Project Fluent) to patterns, which are quick to load."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fluent.syntax import FluentParser, ast

LISTS = "LIST"
"""``{ LIST($names, by: " or ") }``: the only function; without `by`, the language's `list` stands between."""

Pattern = Any
"""A text, or a tuple of elements.

An element is a text, ``(name,)`` for a value, ``(name, separator)`` for a list, or ``(name, variants, other)`` for a
choice between patterns: by the value where it is a word, by its plural where it is a number.
"""


def patterns(text: str) -> dict[str, Pattern]:
    """The patterns of a file by their keys, an attribute's as ``key.attribute``, what they refer to put in.

    Raises `ValueError` for what is not Fluent, or is not understood here.
    """
    found: dict[str, Any] = {}
    for entry in FluentParser(with_spans=False).parse(text).body:
        match entry:
            case ast.Junk():
                raise ValueError(f"{entry.annotations[0].message}: {entry.content}")
            case ast.Message() | ast.Term():
                key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                named = {key: entry.value, **{f"{key}.{part.id.name}": part.value for part in entry.attributes}}
                if twice := found.keys() & named.keys():
                    raise ValueError(f"{twice} stands twice")
                found |= {name: value for name, value in named.items() if value is not None}
    return {key: _pattern(value, found) for key, value in found.items() if not key.startswith("-")}


def _pattern(pattern: Any, known: dict[str, Any]) -> Pattern:
    joined: list[Any] = []
    for element in _elements(pattern, known):
        if joined and isinstance(element, str) and isinstance(joined[-1], str):
            joined[-1] += element
        else:
            joined.append(element)
    return joined[0] if len(joined) == 1 and isinstance(joined[0], str) else tuple(joined)


def _elements(pattern: Any, known: dict[str, Any]) -> Iterator[Any]:
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            yield element.value
            continue
        match element.expression:
            case ast.StringLiteral() as literal:
                yield literal.parse()["value"]
            case ast.VariableReference(id=name):
                yield (name.name,)
            case ast.MessageReference(id=name, attribute=attribute):
                yield from _elements(known[f"{name.name}.{attribute.name}" if attribute else name.name], known)
            case ast.TermReference(id=name):
                yield from _elements(known[f"-{name.name}"], known)
            case ast.FunctionReference(id=name, arguments=given) if name.name == LISTS:
                listed: Any = given.positional[0]
                named = {each.name.name: each.value.parse()["value"] for each in given.named}
                yield listed.id.name, named["by"] if "by" in named else _pattern(known["list"], known)
            case ast.SelectExpression(selector=ast.VariableReference(id=name), variants=variants):
                choices = {_variant(variant): _pattern(variant.value, known) for variant in variants}
                (other,) = (_variant(variant) for variant in variants if variant.default)
                yield name.name, tuple(choices.items()), other
            case strange:
                raise ValueError(f"not understood here: {strange}")


def _variant(variant: Any) -> str:
    return str(getattr(variant.key, "name", None) or variant.key.value)
