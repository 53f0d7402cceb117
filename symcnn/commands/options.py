"""The options that commands share, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import Any

import click

from symcnn.commands.command_line import typed
from symcnn.commands.reply import (
    ENDINGS,
    FORMS,
    SEPARATED,
    TABULAR_ENDINGS,
    Reply,
    check_no_folder,
    check_output,
    deliver,
    form_of,
)
from symcnn.commands.telling import faults_reply, telling
from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.late_pattern import late_pattern

Command = Callable[..., Any]

_COMMA = late_pattern(r",(?![^()]*\))")
"""A comma outside of brackets."""


@record
class Bindings:
    """What the command line says of a network's symbols and conventions, not yet looked at."""

    settings: tuple[str, ...]
    free: tuple[str, ...]
    conventions: tuple[str, ...]

    def without(self, names: Collection[str]) -> Bindings:
        """The same without these symbols."""
        settings = tuple(each for each in self.settings if each.partition("=")[0].strip() not in names)
        return Bindings(settings, tuple(name for name in self.free if name not in names), self.conventions)


def several(*declarations: str, **attributes: Any) -> Callable[[Command], Command]:
    """An option that may be given several times, and several values at once: ``--layer C1,C2 --layer S4``."""
    return click.option(*declarations, multiple=True, callback=_split, **attributes)


def _split(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    parts = tuple(part.strip() for value in values for part in _COMMA.split(value) if part.strip())
    if values and not parts:
        raise click.BadOptionUsage(parameter.opts[0], "", context)
    return parts


language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    envvar="SYMCNN_LANG",
    help="The language.",
)

output = click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")


def network(command: Command) -> Command:
    """``--set``, ``--symbolic`` and ``--convention``, gathered into the `bindings` of a command that takes networks."""

    @wraps(command)
    def gathered(*args: Any, settings: Any, free: Any, conventions: Any, **named: Any) -> Any:
        return command(*args, bindings=Bindings(settings, free, conventions), **named)

    return _with(
        gathered,
        several("--set", "settings", metavar="NAME=VALUE", help="Give a symbol a value."),
        several("--symbolic", "free", metavar="NAME", help="Leave a symbol without a value."),
        several("--convention", "conventions", metavar="NAME[=VALUE]", help="A way of counting."),
    )


def replying(command: Command) -> Command:
    """The formats, ``-s``, ``-o`` and ``--lang`` of a command that returns a `Reply`, which is delivered here."""
    return _replying(command, FORMS, ENDINGS)


def tabular(command: Command) -> Command:
    """The same of a command whose reply is a table, which is written as values between commas or tabs as well."""
    return _replying(command, {**FORMS, **SEPARATED}, TABULAR_ENDINGS)


def _replying(command: Command, formats: Mapping[str, str], endings: Mapping[str, str]) -> Command:
    @wraps(command)
    def replied(*args: Any, standalone: bool, output: str | None, language: str, **named: Any) -> None:
        forms = [form for form in formats if named.pop(form)]
        with telling(language, faults_reply if "json" in forms else None, output):
            check_no_folder(output)
            if len(forms) > 1:
                raise refused("exclude-each-other", name=f"--{forms[1]}", other=f"--{forms[0]}")
            # Only LaTeX has whole documents and fragments.
            if standalone and (forms or output) and _form(forms, output, endings) != "latex":
                other = f"--{forms[0]}" if forms else "-o"
                raise refused("exclude-each-other", name=next(filter(typed().__contains__, _WHOLE), ""), other=other)
            (chosen,) = forms or [form_of(output, endings) if output else "latex" if standalone else "text"]
        with telling(language, faults_reply if chosen == "json" else None, output):
            check_output(output, (*args, *named.values()))
            reply: Reply = command(*args, **named)
            deliver(reply.written(chosen, language, whole=standalone), output)
            if reply.notes is not None and (notes := reply.notes(language)):
                click.echo(notes, err=True)
        if reply.status:
            sys.exit(reply.status)

    return _with(
        replied,
        *(click.option(f"--{form}", is_flag=True, help=text) for form, text in formats.items()),
        click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input."),
        output,
        language,
    )


_WHOLE = ("-s", "--standalone")


def _form(forms: Sequence[str], output: str | None, endings: Mapping[str, str]) -> str:
    return forms[0] if forms else form_of(output or "", endings)


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
