"""`symcnn`: gathers the commands, which have a file each.

Exit status: 0 all is well, 1 something that was checked is wrong, 2 the command could not do its work.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from symcnn.core.text.package_path import PackagePath

_ENDING = "_command.py"


class Commands(click.Group):
    """The commands in the files beside this one; a file is loaded when its command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(path.name.removesuffix(_ENDING) for path in PackagePath.of(__file__).parent.glob(f"*{_ENDING}"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = getattr(import_module(f"symcnn.commands.{cmd_name}_command"), cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keeps the words that were typed, for faults that stand in them."""
        ctx.obj = tuple(args)
        with _misuse_told(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that the words ask for."""
        with _misuse_told(ctx):
            return super().invoke(ctx)


@contextmanager
def _misuse_told(context: click.Context) -> Iterator[None]:
    """Words that cannot be taken are told as every other fault; where there are none, what could be typed."""
    try:
        yield
    except click.UsageError as error:
        if not context.obj:
            raise
        from symcnn.commands.command_line import asks_for_json, language_of, misuse
        from symcnn.commands.telling import faults_reply, telling

        with telling(language_of(context.obj), faults_reply if asks_for_json(context.obj) else None):
            raise misuse(error) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="symcnn", message="%(prog)s %(version)s")
def main() -> None:
    """The arithmetic of convolutional networks: sizes, parameters, connections, step by step."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
