"""`symcnn`: gathers the commands, which have a file each.

Exit status: 0 all is well, 1 something that was checked is wrong, 2 the command could not do its work.
"""

from __future__ import annotations

import sys

import click

from symcnn.commands.check_command import check
from symcnn.commands.closed_command import closed
from symcnn.commands.compare_command import compare
from symcnn.commands.derive_command import derive
from symcnn.commands.explain_command import explain
from symcnn.commands.loading import refuse
from symcnn.commands.prove_command import prove
from symcnn.commands.solve_command import solve
from symcnn.commands.table_command import table


class Commands(click.Group):
    """The commands; what grows beyond all limits ends with a message, wherever it is noticed."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ArithmeticError, RecursionError, MemoryError):
            refuse("too-large", "en")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="symcnn", message="%(prog)s %(version)s")
def main() -> None:
    """The arithmetic of convolutional networks: sizes, parameters, connections, step by step."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


for each in (check, closed, compare, derive, explain, prove, solve, table):
    main.add_command(each)
