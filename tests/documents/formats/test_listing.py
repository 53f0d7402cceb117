"""Listings that hold a program and what it printed."""

from __future__ import annotations

from document_texts import MODEL, stretches

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.read_document import read_document


def test_code_and_what_it_printed_in_one_listing() -> None:
    read = read_document("a.md", f"```\n{MODEL}model.summary()\n____________\nTotal params: 5\n```\n")
    assert stretches(read, Nature.PYTHON) == [f"{MODEL}model.summary()\n"]
    assert "".join(stretches(read, Nature.LISTING)) == "____________\nTotal params: 5\n"
