"""`symcnn explain`: the formulas of a layer kind with their sources, a quantity, a way of counting, or a code."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.reply import Reply


@click.command()
@click.argument("subject", required=False)
@options.replying
def explain(subject: str | None) -> Reply:
    """The formulas of a layer kind, a quantity, a way of counting, or what a code means; without SUBJECT, all kinds.

    `quantities`, `conventions`, `language` and `documents` are subjects too.
    """
    from symcnn.pages.build.manual import subject_data, subject_document

    return Reply(lambda: subject_data(subject), lambda language: subject_document(subject, language))
