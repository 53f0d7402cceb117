"""Where a command's result goes: standard output, or a file."""

from __future__ import annotations

import click

from symcnn.commands.loading import fail
from symcnn.core.text.fault import Faulty
from symcnn.core.text.files import write_file
from symcnn.core.text.source import Source


def emit(content: str, output: str | None, language: str) -> None:
    """Prints, or writes the file."""
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        write_file(output, content)
    except Faulty as faulty:
        fail((faulty.fault,), Source(output, ""), language)
