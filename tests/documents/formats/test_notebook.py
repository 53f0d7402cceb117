"""Notebooks."""

from __future__ import annotations

import json

import pytest
from document_texts import notebook, stretches

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.faults import fault_codes


def test_a_notebook() -> None:
    read = read_document(
        "a.ipynb",
        notebook(
            {"cell_type": "markdown", "source": ["# Sizes\n", "**5*5** = 25"]},
            {
                "cell_type": "code",
                "source": "x = 1  # 2*3 = 6",
                "outputs": [
                    {"output_type": "stream", "text": ["\x1b[1mTotal\x1b[0m params: 7\n"]},
                    {"output_type": "display_data", "data": {"text/plain": "8", "image/png": "5*5=26"}},
                    {"output_type": "display_data", "data": {"text/html": "<b>9</b>"}},
                    {"output_type": "error", "traceback": ["5*5=26"], "ename": "E"},
                ],
            },
            {"cell_type": "raw", "source": "3*3 = 9"},
            {"cell_type": "code", "source": "%%bash\nls"},
        ),
    )
    assert read.shown == (
        "# Sizes\n**5*5** = 25\n\nx = 1  # 2*3 = 6\n\nTotal params: 7\n\n8\n\n<b>9</b>\n\n3*3 = 9\n\n%%bash\nls\n\n"
    )
    assert [(cell.number, read.shown[cell.start :].split("\n")[0]) for cell in read.cells] == [
        (1, "# Sizes"), (2, "x = 1  # 2*3 = 6"), (3, "3*3 = 9"), (4, "%%bash")
    ]  # fmt: skip
    assert stretches(read, Nature.LISTING) == ["Total params: 7\n", "8\n", "3*3 = 9\n", "%%bash\nls\n"]
    assert stretches(read, Nature.PYTHON) == ["x = 1  ", "\n"]
    assert read.text.startswith("  Sizes\n  5*5   = 25\n")


def test_a_notebook_of_the_old_format() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "y", "outputs": [{"text": "5"}]}]}]}
    assert read_document("a.ipynb", json.dumps(old)).shown == "y\n\n5\n\n"


def test_cells_in_another_language_are_listings() -> None:
    data = notebook({"cell_type": "code", "source": "x <- 1"}, metadata={"language_info": {"name": "R"}})
    assert stretches(read_document("a.ipynb", data), Nature.LISTING) == ["x <- 1\n"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "not-a-notebook"),
        ("5", "not-a-notebook"),
        ('{"cells": 5}', "not-a-notebook"),
        ('{"cells": [' + "9" * 10_000 + "]}", "not-a-notebook"),
        ("[" * 100_000, "notebook-too-deep"),
    ],
)
def test_what_is_no_notebook(data: str, code: str) -> None:
    read = read_document("a.ipynb", data)
    assert [fault.code for fault in read.faults] == [code]
    assert code in fault_codes()
    assert (read.text, read.shown, read.blocks) == ("", "", ())


@pytest.mark.parametrize(
    "cell", [5, None, {}, {"source": 5}, {"source": [5, "a"]}, {"cell_type": "code", "outputs": 5}]
)
def test_odd_cells(cell: object) -> None:
    assert read_document("a.ipynb", json.dumps({"cells": [cell]})).faults == ()
