"""`symcnn explain`: the formulas of a layer kind with their sources, or what a code means."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.reply import Reply


@click.command()
@click.argument("subject", required=False)
@options.replying
def explain(subject: str | None) -> Reply:
    """The formulas of a layer kind with their sources, or what a code means; without SUBJECT, all kinds."""
    from symcnn.pages.build.manual import subject_data, subject_document

    return Reply(lambda: subject_data(subject), lambda language: subject_document(subject, language))
