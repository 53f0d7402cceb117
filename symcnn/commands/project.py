"""The project file of a check: ``[tool.symcnn]`` in ``pyproject.toml``, or ``symcnn.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from symcnn.check.settings import MEANINGS, MEGABYTES, Settings
from symcnn.core.limits import MAX_PROJECT_BYTES
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Fault, Faulty, FaultyText, refused
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.core.text.source import Source

OWN, SHARED = "symcnn.toml", "pyproject.toml"


@record
class Project:
    """The settings of a project and the folder that they are for."""

    folder: Path
    settings: Settings


def find_project(beside: str) -> Project | None:
    """The project file in the folder of a file or in the nearest one above, within its repository.

    Raises `FaultyText`.
    """
    path = Path(beside).absolute()
    folder = path if os.path.isdir(path) else path.parent
    for above in (folder, *folder.parents):
        for name in (OWN, SHARED):
            try:
                table = _table(above / name)
                if table is not None:
                    return Project(above, _settings(table, name))
            except Faulty as faulty:
                raise _in_file(faulty.fault, above / name) from None
        if os.path.exists(above / ".git"):
            return None
    return None


def _in_file(fault: Fault, path: Path) -> FaultyText:
    """The fault of a project file, where the file has what it speaks of."""
    text = path.read_bytes()[:MAX_PROJECT_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    name, found = str(fault.values.get("name", "")).rpartition(".")[2], str(fault.values.get("found", ""))
    start = end = 0
    if (told := _PLACE.search(str(fault.values.get("why", "")))) is not None:
        lines = text.split("\n")[: int(told["line"] or 0) - 1]
        start = sum(len(line) + 1 for line in lines) + int(told["column"]) - 1 if told["line"] else len(text.rstrip())
        end = start + 1
        fault = replace(fault, values={**fault.values, "why": str(fault.values["why"])[: told.start()].rstrip()})
    elif name and (key := re.search(rf"(?<![\w.-])([\"']?){re.escape(name)}\1[ \t]*[=.\]]", text)) is not None:
        start, end = key.start(), key.start() + len(name) + 2 * len(key[1])
        value = text.find(found.strip('"'), key.end()) if found else -1
        if value >= 0 and "\n\n" not in text[key.end() : value]:
            start, end = value, value + len(found.strip('"'))
    return FaultyText((replace(fault, start=start, end=end),), Source(shown_path(path), text))


_PLACE = late_pattern(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
"""Where the reader of TOML gave up, as it says it."""


def shown_path(path: Path) -> str:
    """A path as one types it: from the folder at work, where it is in it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _table(path: Path) -> Mapping[str, Any] | None:
    """What the file says of this program; None where it says nothing."""
    if not os.path.isfile(path):
        return None
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PROJECT_BYTES + 1)
    except OSError:
        return None
    if len(data) > MAX_PROJECT_BYTES:
        raise refused("file-too-large", limit=MAX_PROJECT_BYTES)
    if path.name == SHARED and b"symcnn" not in data:
        return None
    import tomllib

    try:
        found: Any = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # of numbers with thousands of digits too
        why = "UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise refused("not-toml", file=path.name, why=why) from None
    if path.name == OWN:
        return _mapping(found)
    tool = found.get("tool")
    own = tool.get("symcnn") if isinstance(tool, dict) else None
    return None if own is None else _mapping(_typed(own, dict, "tool.symcnn", SHARED))


def _mapping(found: Any) -> Mapping[str, Any]:
    result: Mapping[str, Any] = found
    return result


def _settings(table: Mapping[str, Any], file: str) -> Settings:
    for name in table:
        if name not in _KEYS:
            raise refused("unknown-key", file=file, name=name, near=near(name, _KEYS), choices=tuple(_KEYS))
    return Settings(**{name: _KEYS[name](value, name, file) for name, value in table.items()})


def _codes(value: Any, name: str, file: str) -> tuple[str, ...]:
    from symcnn.check.every_rule import rule_names

    return tuple(_one_of(code, rule_names(), name, file) for code in _strings(value, name, file))


def _strings(value: Any, name: str, file: str) -> tuple[str, ...]:
    return tuple(_string(part, name, file) for part in _typed(value, list, name, file))


def _string(value: Any, name: str, file: str) -> str:
    found: str = _typed(value, str, name, file)
    return found


def _choice(choices: tuple[str, ...]) -> Callable[[Any, str, str], str]:
    return lambda value, name, file: _one_of(_string(value, name, file), choices, name, file)


def _one_of(found: str, choices: tuple[str, ...], name: str, file: str) -> str:
    if found not in choices:
        raise refused("wrong-choice", file=file, name=name, found=found, near=near(found, choices), choices=choices)
    return found


def _notation(value: Any, name: str, file: str) -> str:
    from symcnn.answers.prove.notations import WORDS, notations

    return _choice(tuple(found.name for found in notations() if found.name != WORDS))(value, name, file)


def _letters(value: Any, name: str, file: str) -> dict[str, str]:
    table = _typed(value, dict, name, file)
    return {letter: _choice(MEANINGS)(meaning, f"{name}.{letter}", file) for letter, meaning in table.items()}


def _conventions(value: Any, name: str, file: str) -> dict[str, int]:
    from symcnn.network.wiring.conventions import defaults

    table = _typed(value, dict, name, file)
    known = tuple(defaults())
    for key in table:
        if key not in known:
            raise refused("unknown-key", file=file, name=f"{name}.{key}", near=near(key, known), choices=known)
    return {key: _typed(number, int, f"{name}.{key}", file) for key, number in table.items()}


_KEYS: Mapping[str, Callable[[Any, str, str], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "exclude": _strings,
    "language": _choice(LANGUAGES),
    "notation": _notation,
    "letters": _letters,
    "conventions": _conventions,
    "megabyte": _choice(MEGABYTES),
}

_TYPES: Mapping[type, str] = {str: '"…"', list: '["…"]', dict: "{… = …}", int: "0, 1, 2, …"}
"""How a value of the type is written in TOML."""


def _typed(value: Any, wanted: type, name: str, file: str) -> Any:
    is_wanted = isinstance(value, wanted) and not isinstance(value, bool)
    if not is_wanted or (wanted is int and value < 0):
        raise refused("wrong-type", file=file, name=name, wanted=_TYPES[wanted], found=_in_toml(value))
    return value


def _in_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return _TYPES.get(type(value), str(value)) if isinstance(value, list | dict) else str(value)
