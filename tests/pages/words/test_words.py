"""The files of words: the same keys and values in every language, none missing, none without use."""

from __future__ import annotations

import ast
import errno
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from conftest import modules

from symcnn.core.text.languages import LANGUAGES
from symcnn.network.wiring.layer_kinds import CATALOGUE
from symcnn.pages.words.messages import patterns, read_patterns
from symcnn.pages.words.plurals import RULES

OF_EVERY_FAULT = {"near", "limit"}
"""What every message of a fault may speak of."""
MADE_OF_OTHERS = {
    "picture",
    "vector",
    "of_format",
    "of_lines",
    "declare",
    "or_declare",
    "why",
    "found_word",
    "wanted_words",
    "shapes",
    "branches",
    "bring",
    "course",
    "inside",
    "others",
    "since",
    "text",
}
"""What the builder of messages makes of other values of a fault."""


def variables(pattern: Any) -> set[str]:
    """The values that a pattern speaks of."""
    if isinstance(pattern, str):
        return set()
    found = {element[0] for element in pattern if not isinstance(element, str)}
    choices = (element[1] for element in pattern if not isinstance(element, str) and len(element) == 3)
    return found | {name for variants in choices for _, part in variants for name in variables(part)}


def texts(pattern: Any) -> Iterator[str]:
    """The words of a pattern."""
    for element in (pattern,) if isinstance(pattern, str) else pattern:
        if isinstance(element, str):
            yield element
        elif len(element) == 3:
            for _, part in element[1]:
                yield from texts(part)


@cache
def calls() -> dict[str, list[tuple[str, ast.Call]]]:
    """The calls with a word as their first argument, by the name of what is called."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for node in (node for module in modules().values() for node in ast.walk(module) if isinstance(node, ast.Call)):
        key = key_of(node)
        if key is not None:
            found.setdefault(named(node), []).append((key, node))
    return found


def key_of(call: ast.Call) -> str | None:
    """The first argument of a call, where it is a word."""
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def named(call: ast.Call) -> str:
    """The name of what is called: ``say``, ``say.line``, ``Sentence``."""
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
        case ast.Attribute(value=ast.Call(func=ast.Name(id=owner)), attr=name):
            return f"{owner}().{name}"
    return ""


def keys_in_calls(*functions: str) -> dict[str, list[ast.Call]]:
    found: dict[str, list[ast.Call]] = {}
    for key, call in (one for function in functions for one in calls().get(function, ())):
        found.setdefault(key, []).append(call)
    return found


def told(call: ast.Call) -> set[str] | None:
    """The names of the values in a dictionary that is written out; None where it is not."""
    for argument in call.args[1:]:
        if isinstance(argument, ast.Dict):
            names = [key.value if isinstance(key, ast.Constant) else None for key in argument.keys]
            return None if None in names else {str(name) for name in names}
    return set() if len(call.args) == 1 else None


SAYING = ("say", "say.line", "say.word", "phrases().line", "phrases().word")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_of_the_same(language: str) -> None:
    def spoken(of: str) -> dict[str, set[str]]:
        return {key: variables(pattern) for key, pattern in patterns(of).items() if not key.startswith(RULES)}

    assert spoken(language) == spoken("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_made_at_the_build_is_what_the_file_says(language: str) -> None:
    assert dict(patterns(language)) == read_patterns(language)


def test_chinese_stands_in_the_chinese_file_only() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff，。；：（）、]")
    assert [key for key, pattern in patterns("en").items() if any(map(chinese.search, texts(pattern)))] == []


def test_every_key_that_is_said_exists() -> None:
    keys = patterns("en").keys()
    assert {key for key in keys_in_calls(*SAYING) if key not in keys} == set()
    assert {key for key in keys_in_calls("Sentence") if key.replace(".", "-") not in keys} == set()
    assert {key for key in keys_in_calls("Fault", "refuse") if f"fault-{key}" not in keys} == set()
    assert {key for key in keys_in_calls("Edit") if f"edit-{key}" not in keys} == set()
    for some in (SAYING, ("Sentence",), ("Fault",), ("Edit",)):
        assert keys_in_calls(*some)


def is_given(needed: set[str], names: set[str] | None) -> bool:
    """Whether all is there; of a dictionary that is made elsewhere nothing is known here."""
    return names is None or needed <= names


def test_every_value_that_a_message_speaks_of_is_given() -> None:
    known = {key: variables(pattern) for key, pattern in patterns("en").items()}
    wrong = []
    for key, found in keys_in_calls(*SAYING).items():
        for call in found:
            names = {each.arg for each in call.keywords}
            if None not in names and names != known[key]:
                wrong.append(ast.unparse(call))
    for key, found in keys_in_calls("Sentence").items():
        needed = known[key.replace(".", "-")]
        wrong += [ast.unparse(call) for call in found if not is_given(needed, told(call))]
    for key, found in keys_in_calls("Fault").items():
        needed = known[f"fault-{key}"] - OF_EVERY_FAULT - MADE_OF_OTHERS
        for call in found:
            if len(call.args) > 3 and not is_given(needed, told(call)):
                wrong.append(ast.unparse(call))
    assert wrong == []


def written_words() -> tuple[set[str], list[re.Pattern[str]]]:
    """All strings of the package, and patterns for those that are put together."""
    words, composed = set(), []
    for module in modules().values():
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value.replace(".", "-"))
            elif isinstance(node, ast.JoinedStr):
                parts = [str(p.value) if isinstance(p, ast.Constant) else None for p in node.values]
                if parts[0] and re.fullmatch(r"[a-z]+(-[a-z]+)*[.-]", parts[0]):
                    shape = "".join("(.+)" if part is None else re.escape(part.replace(".", "-")) for part in parts)
                    composed.append(re.compile(shape))
    words |= set(re.findall(r"[a-z-]+", "".join(path.read_text("utf-8") for path in CATALOGUE.glob("*.cnn"))))
    return words, composed


NUMBERED = re.compile(r"ordinal-\d+")


def test_no_key_is_without_use() -> None:
    words, composed = written_words()

    def is_used(key: str) -> bool:
        if key.removeprefix("reason-") in errno.errorcode.values():
            return True
        if key in words or key.removeprefix("fault-") in words or NUMBERED.fullmatch(key) or key.startswith(RULES):
            return True
        if key.removeprefix("edit-") in words or key.removeprefix("token-") in words:
            return True
        matches = (shape.fullmatch(key) for shape in composed)
        return any(match and all(part in words for part in match.groups()) for match in matches)

    assert [key for key in patterns("en") if "." not in key and not is_used(key)] == []
