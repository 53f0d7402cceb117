"""What printed summaries call their columns and their totals, from `prints.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from symcnn.core.text.late_pattern import late_pattern

_FILE = Path(__file__).with_name("prints.txt")


@cache
def columns() -> re.Pattern[str]:
    """The head of a column, in a group with the column's name.

    >>> [found.lastgroup for found in columns().finditer("Layer (type)   Output Shape   Param #")]
    ['name', 'shape', 'params']
    """
    named: dict[str, list[str]] = {}
    for phrase, name in _phrases("column").items():
        named.setdefault(name, []).append(phrase)
    groups = (f"(?P<{name}>{'|'.join(map(_spaced, phrases))})" for name, phrases in named.items())
    return late_pattern(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


@cache
def totals() -> Mapping[str, str]:
    """The name of each total by what is printed, in small letters."""
    return _phrases("total")


def total_named(printed: str) -> str:
    """The name of a total as it is printed, with any blanks.

    >>> total_named("Total  params") == total_named("Totalparams")
    True
    """
    return _totals_by_signs()["".join(printed.lower().split())]


@cache
def _totals_by_signs() -> Mapping[str, str]:
    return {"".join(phrase.split()): name for phrase, name in totals().items()}


@cache
def total_line() -> re.Pattern[str]:
    """A total: what it is called, its unit, its figure with its own unit, and what that is in memory."""
    names = "|".join(_spaced(phrase) for phrase in totals())
    number = r"\d[\d,]{0,40}(?:\.\d{1,20})?"
    return late_pattern(
        rf"(?P<name>{names})[ \t]*(?:\((?P<unit>[\w.]{{1,20}})\))?(?:[ \t]*[:：][ \t]*|[ \t]{{2,}})"
        rf"(?P<figure>{number})(?![\d,]*[.\d])(?P<scale>[kKMG](?![\w.]))?"
        rf"(?:[ \t]*\((?P<memory>{number})[ \t]*(?P<bytes>[KMGTP]?B|Byte)\))?",
        re.IGNORECASE,
    )


def _spaced(phrase: str) -> str:
    """A pattern for a phrase with any blanks between its words.

    >>> _spaced("param #")
    'param *\\\\#'
    """
    return re.escape(phrase).replace(r"\ ", " *").replace(r"\(", r" *\( *")


@cache
def _phrases(sort: str) -> Mapping[str, str]:
    """The names of one sort by their phrases, the longest phrases first."""
    found: dict[str, str] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith(f"{sort} "):
            name, _, phrases = line.removeprefix(f"{sort} ").partition(":")
            found |= {phrase.strip(): name for phrase in phrases.split(",")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
