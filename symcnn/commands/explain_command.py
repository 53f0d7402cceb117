"""`symcnn explain`: the formulas of a layer kind with their sources, or what a code means."""

from __future__ import annotations

import click

from symcnn.commands import options
from symcnn.commands.loading import refuse
from symcnn.commands.output import emit


@click.command()
@click.argument("subject", required=False)
@options.output_format
@click.option("-s", "--standalone", is_flag=True, help="A whole LaTeX document, not a fragment to \\input.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the ending chooses the format.")
@options.language
def explain(subject: str | None, form: str | None, standalone: bool, output: str | None, language: str) -> None:
    """The formulas of a layer kind with their sources, or what a code means; without SUBJECT, all kinds."""
    from symcnn.pages.build.manual import UnknownSubject, subject_data, subject_document

    chosen = options.chosen_form(form, output, language, standalone=standalone)
    try:
        if chosen == "json":
            from symcnn.pages.renderers.figures_json import dumped

            emit(dumped(subject_data(subject)), output, language)
            return
        document = subject_document(subject, language)
    except UnknownSubject as unknown:
        refuse("unknown-subject", language, name=subject, near=unknown.near)
    emit(options.rendered(document, chosen, standalone=standalone), output, language)
