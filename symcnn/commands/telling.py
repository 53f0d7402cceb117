"""What keeps a command from its work, told on standard error; a traceback is never an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from symcnn.commands.reply import EXIT_CANNOT, EXIT_INTERRUPTED, EXIT_PIPE
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.source import Source

DEBUG = "SYMCNN_DEBUG"
"""The variable of the environment with which a mistake of the program shows its traceback."""


@contextmanager
def telling(language: str) -> Iterator[None]:
    """Tells what goes wrong within, and ends the program; what ends it by itself passes."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go, and is not told of at the end.
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_PIPE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except Exception as error:
        tell(error, language)
        sys.exit(EXIT_CANNOT)


def tell(error: Exception, language: str, file: str | None = None) -> None:
    """Tells what went wrong; `file` is the name of the one at work, where the exception knows of none."""
    from symcnn.pages.build.faults import headline, shown

    match error:
        case ExceptionGroup(exceptions=parts):
            for part in parts:
                tell(part, language, file)
            return
        case FaultyText(faults=faults, source=source):
            click.echo(shown(faults, source, language), err=True)
            return
        case Faulty(fault=fault):
            file = None
        case ArithmeticError() | RecursionError() | MemoryError():
            fault = Fault("too-large", 0, 0)
        case _:
            fault = _internal(error)
    if file is not None:
        click.echo(shown((fault,), Source(file, ""), language), err=True)
    else:
        click.echo(f"symcnn: {headline(fault, language, 'error')}", err=True)


def told_faults(error: Exception, file: str) -> tuple[tuple[Fault, Source], ...]:
    """The faults that an exception of the file at work carries, each with its text."""
    match error:
        case ExceptionGroup(exceptions=parts):
            return tuple(told for part in parts for told in told_faults(part, file))
        case FaultyText(faults=faults, source=source):
            return tuple((fault, source) for fault in faults)
        case Faulty(fault=fault):
            return ((fault, Source(file, "")),)
        case ArithmeticError() | RecursionError() | MemoryError():
            return ((Fault("too-large", 0, 0), Source(file, "")),)
    return ((_internal(error), Source(file, "")),)


def _internal(error: Exception) -> Fault:
    """A mistake of the program: what and where it is."""
    if os.environ.get(DEBUG):
        raise error
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else ""
    return Fault("internal-error", 0, 0, {"why": f"{type(error).__name__}: {error}", "where": where})
