"""What keeps a command from its work, told on standard error; a traceback is never an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from symcnn.commands.reply import EXIT_CANNOT, EXIT_INTERRUPTED, EXIT_PIPE, OUTPUT_FAULTS, deliver
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.source import Source

if TYPE_CHECKING:
    from symcnn.pages.renderers.faults_json import ToldFault

DEBUG = "SYMCNN_DEBUG"
"""The variable of the environment with which a mistake of the program shows its traceback."""


FaultsForm = Callable[[Sequence["ToldFault"]], str]
"""What is written of faults in the form that a reply would have had; nothing in a form that has none."""


@contextmanager
def telling(language: str, form: FaultsForm | None = None, output: str | None = None) -> Iterator[None]:
    """Tells what goes wrong within, and ends the program; what ends it by itself passes.

    Where the `form` says anything of faults, that goes where the reply would have gone.
    """
    try:
        try:
            yield
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            tell(error, language)
            if form is not None:
                _write(form, error, language, output)
            sys.exit(EXIT_CANNOT)
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go, and is not told of at the end.
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_PIPE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


def _write(form: FaultsForm, error: Exception, language: str, output: str | None) -> None:
    """Writes the faults; a file that itself is at fault is left alone."""
    from symcnn.commands.command_line import NAME
    from symcnn.pages.renderers.faults_json import told_faults_data

    faults = told_faults(error, NAME)
    told = form(told_faults_data(faults, language))
    if told:
        with suppress(FaultyText):
            deliver(told, None if any(fault.code in OUTPUT_FAULTS for fault, _ in faults) else output)


def faults_reply(faults: Sequence[ToldFault]) -> str:
    """The reply in JSON of a command that could not do its work."""
    from symcnn.pages.renderers.faults_json import faults_data
    from symcnn.pages.renderers.json_text import dumped

    return dumped(faults_data(faults))


def tell(error: Exception, language: str, file: str | None = None) -> None:
    """Tells what went wrong; `file` is the name of the one at work, where the exception knows of none."""
    from symcnn.commands.command_line import placed
    from symcnn.pages.build.faults import headline, shown

    match error:
        case ExceptionGroup(exceptions=parts):
            for part in parts:
                tell(part, language, file)
            return
        case FaultyText(faults=faults, source=source):
            click.echo("\n".join(filter(None, (shown(faults, source, language), _in_command(source)))), err=True)
            return
        case Faulty(fault=unplaced):
            fault, line = placed(unplaced)
            if line.text:
                click.echo(shown((fault,), line, language), err=True)
                return
            file = None
        case ArithmeticError() | RecursionError() | MemoryError():
            fault = Fault("too-large", 0, 0)
        case _:
            fault = _internal(error)
    if file is not None:
        click.echo(shown((fault,), Source(file, ""), language), err=True)
    else:
        click.echo(f"symcnn: {headline(fault, language, 'error')}", err=True)


def _in_command(source: Source) -> str:
    """The line that was typed, with carets under the name of a file of which there is no text to show."""
    from symcnn.commands.command_line import named_in_command
    from symcnn.core.text.excerpt import excerpt
    from symcnn.core.text.places import Places

    found = None if source.text else named_in_command(source.name)
    return excerpt(Places(Source("", found[0])), found[1], found[2]) if found else ""


def told_faults(error: Exception, file: str) -> tuple[tuple[Fault, Source], ...]:
    """The faults that an exception of the file at work carries, each with its text."""
    from symcnn.commands.command_line import placed

    match error:
        case ExceptionGroup(exceptions=parts):
            return tuple(told for part in parts for told in told_faults(part, file))
        case FaultyText(faults=faults, source=source):
            return tuple((fault, source) for fault in faults)
        case Faulty(fault=fault):
            found, line = placed(fault)
            return ((found, line if line.text else Source(file, "")),)
        case ArithmeticError() | RecursionError() | MemoryError():
            return ((Fault("too-large", 0, 0), Source(file, "")),)
    return ((_internal(error), Source(file, "")),)


def _internal(error: Exception) -> Fault:
    """A mistake of the program: what and where it is; or a package that an extra would install."""
    if isinstance(error, ModuleNotFoundError):
        from symcnn.core.text.extras import missing_package

        if (missing := missing_package(error)) is not None:
            return missing
    if os.environ.get(DEBUG):
        raise error
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else ""
    return Fault("internal-error", 0, 0, {"why": f"{type(error).__name__}: {error}", "where": where})
