"""What a command has to say, and the one way from there to a file or to standard output."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.files import is_stream

if TYPE_CHECKING:  # a command that ends in JSON makes no document
    from symcnn.pages.build.blocks import Page

EXIT_WRONG = 1
EXIT_CANNOT = 2
EXIT_INTERRUPTED = 128 + 2
EXIT_PIPE = 128 + 13
"""What a shell says of a process that SIGINT or SIGPIPE has ended."""

FORMS: Mapping[str, str] = {
    "text": "For a terminal (the default).",
    "markdown": "For Markdown.",
    "latex": "For LaTeX.",
    "html": "One HTML page.",
    "json": "For programs.",
}
"""The formats of every reply, and what they are for."""
SEPARATED: Mapping[str, str] = {"csv": "Values between commas.", "tsv": "Values between tabs."}
"""The formats of a reply that is a table."""
ENDINGS = {".txt": "text", ".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html", ".json": "json"}
TABULAR_ENDINGS = {**ENDINGS, ".csv": "csv", ".tsv": "tsv"}


_PIECE = 1 << 15
"""So many characters are printed at once, no more than a pipe takes."""

OUTPUT_FAULTS = frozenset({"cannot-write", "no-folder", "output-is-input", "output-is-folder", "unknown-format"})
"""The faults of the file that a reply should have gone to."""


@record
class Reply:
    """The reply as data for programs and as a document in a language for people; each is made when it is asked for.

    A table is also given as `separated` values, in one of the forms of `SEPARATED`; `notes` go beside the reply.
    """

    data: Callable[[], Mapping[str, Any]]
    document: Callable[[str], Page]
    status: int = 0
    separated: Callable[[str], str] | None = None
    notes: Callable[[str], str] | None = None

    def written(self, form: str, language: str, *, whole: bool) -> str:
        """The reply in a format."""
        if form == "json":
            from symcnn.pages.renderers.json_text import dumped

            return dumped(self.data())
        if form in SEPARATED and self.separated is not None:
            return self.separated(form)
        from symcnn.pages.renderers.rendered import rendered

        return rendered(self.document(language), form, whole=whole)


def form_of(output: str, endings: Mapping[str, str]) -> str:
    """The format that the ending of a file's name says; of a device, a pipe or a stream the first one.

    Raises `Faulty` where it says none.
    """
    ending = os.path.splitext(output)[1].lower()
    with suppress(OSError):
        if ending not in endings and is_stream(output):
            return next(iter(endings.values()))
    if ending not in endings:
        raise refused("unknown-format", name=output, choices=tuple(endings))
    return endings[ending]


def check_no_folder(output: str | None) -> None:
    """The output must be no folder.

    Raises `Faulty`.
    """
    if output and os.path.isdir(output):
        raise refused("output-is-folder", name=output, example=os.path.join(output, f"symcnn{next(iter(ENDINGS))}"))


def check_output(output: str | None, inputs: Iterable[object]) -> None:
    """The output must be none of the files that are read: their text would be gone.

    Raises `Faulty`.
    """
    if output is None or not os.path.isfile(output):
        return
    for name in inputs:
        if isinstance(name, str) and os.path.isfile(name) and os.path.samefile(name, output):
            raise refused("output-is-input", name=output)


def deliver(content: str, output: str | None) -> None:
    """Prints, or writes the file.

    Raises `FaultyText` where it cannot be written.
    """
    from symcnn.core.text.files import unwritable

    if output is not None:
        from symcnn.core.text.replaced_file import write_file

        write_file(output, content)
        return
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        for start in range(0, len(content), _PIECE):  # the rest of a single write to a closed pipe may be lost unseen
            click.echo(content[start : start + _PIECE], nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable("<stdout>", error) from None
