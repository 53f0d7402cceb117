"""The words that were typed: where among them a fault stands, and what is wrong with them themselves."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence

import click

from symcnn.core.text.fault import Fault, Faulty, refused
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.named_place import last_place
from symcnn.core.text.near import near, unknown
from symcnn.core.text.source import Source

NAME = "symcnn"
"""What messages call the line that was typed."""

_SPEAK_OF = ("name", "given", "found")
"""The values of a fault that may be a word of these."""

_LANGUAGE = re.compile(r"--lang(?:=|\0)([^\0]*)")


def typed() -> tuple[str, ...]:
    """The words behind the program's name; none where no command is at work."""
    context = click.get_current_context(silent=True)
    words = context.find_root().obj if context is not None else None
    return words if isinstance(words, tuple) else ()


def language_of(words: Sequence[str]) -> str:
    """The language that words ask for, which may not have been understood."""
    found = _LANGUAGE.search("\0".join(words))
    wanted = found[1] if found else os.environ.get("SYMCNN_LANG", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def asks_for_json(words: Sequence[str]) -> bool:
    """Whether words ask for JSON, though they may not have been understood."""
    return "--json" in words


def placed(fault: Fault) -> tuple[Fault, Source]:
    """A fault of what was asked for, in the line that was typed: at its word, or at the end where one is missing.

    Its source has no text where it is of neither.
    """
    line = shlex.join((NAME, *typed()))
    for value in map(fault.values.get, _SPEAK_OF):
        place = last_place(value, line) if isinstance(value, str) and value and typed() else None
        if place is not None:
            return Fault(fault.code, *place, fault.values), Source(NAME, line)
    settings = fault.values.get("settings")
    if typed() and settings:
        return Fault(fault.code, len(line), len(line), {**fault.values, "write": f"{line} {settings}"}), Source(
            NAME, line
        )
    if "usage" in fault.values:
        return Fault(fault.code, len(line), len(line), fault.values), Source(NAME, line)
    return fault, Source(NAME, "")


def named_in_command(name: str) -> tuple[str, int, int] | None:
    """The line that was typed, and where it names something; None where it does not."""
    line = shlex.join((NAME, *typed()))
    place = last_place(shlex.quote(name), line) if typed() else None
    return (line, *place) if place else None


def misuse(error: click.UsageError) -> Faulty:
    """What is wrong with the words that a command could not take."""
    words, root = typed(), click.get_current_context()
    context = error.ctx or root
    usage = context.get_usage().partition(":")[2].strip()
    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else ()
    meant = _meant(words, commands)
    if words[0] not in commands and not words[0].startswith("-"):
        fault = unknown("unknown-command", words[0], commands).fault
        return refused(fault.code, **fault.values, **meant)
    match error:
        case click.NoSuchOption(option_name=name):
            name = next((word for word in words if _is_long(word) and name[1:] in word), name)
            options = context.command.params if context is not root else ()
            names = [each for option in options for each in option.opts]
            close = near(f"-{name}", ("--help", *names), _ALIKE) or near(name, names)
            return refused("unknown-option", name=name, near=close, usage=usage, **meant)
        case click.MissingParameter(param=click.Parameter() as missing):
            words_for = (missing.opts[0], missing.metavar or "") if isinstance(missing, click.Option) else ()
            return refused("missing-word", word=" ".join(words_for) or missing.human_readable_name, usage=usage)
        case click.BadOptionUsage(option_name=name):
            return refused("needs-value", name=name)
        case click.BadParameter(param=click.Option(type=click.Choice(choices=choices)) as option):
            found, known = _behind(option, words), tuple(map(str, choices))
            return refused("bad-choice", option=option.opts[0], name=found, near=near(found, known), choices=known)
        case click.BadParameter(param=click.Option(type=click.IntRange(min=least)) as option):
            return refused("bad-count-option", option=option.opts[0], name=_behind(option, words), least=least)
    extra = re.search(r"\(([^()]*)\)$", error.message.rstrip("."))
    if extra:
        return refused("too-many-words", name=extra[1].split(" ")[0], usage=usage, **meant)
    return refused("misused", text=error.message, usage=usage)


_ALIKE = 0.8


def _is_long(word: str) -> bool:
    """Whether a word is an option of several letters with one dash alone."""
    return word.startswith("-") and not word.startswith("--") and word[1:].isalpha() and len(word) > len("-o")


def _meant(words: Sequence[str], commands: Sequence[str]) -> dict[str, str]:
    """The line to type for words that stand in another order, or are divided otherwise."""
    at = next((place for place, word in enumerate(words) if word in commands), None)
    meant: Sequence[str] = ()
    if at:
        meant = (*words[at:], *words[:at]) if words[0].startswith("-") else (words[at], "--help")
    elif at is None and os.path.isfile(words[0]):
        meant = ("table" if words[0].endswith(".cnn") else "check", *words)
    elif at is None and words[0] == "help":
        meant = ("--help",)
    elif "=" in words[1:-1]:
        place = words.index("=")
        meant = (*words[: place - 1], "".join(words[place - 1 : place + 2]), *words[place + 2 :])
    elif "--format" in words[:-1]:
        place = words.index("--format")
        meant = (*words[:place], f"--{words[place + 1]}", *words[place + 2 :])
    return {"write": shlex.join((NAME, *meant))} if meant else {}


def _behind(option: click.Option, words: Sequence[str]) -> str:
    """The word that was given to an option."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        name, _, value = word.partition("=")
        if name in option.opts:
            return value or following
    return ""
