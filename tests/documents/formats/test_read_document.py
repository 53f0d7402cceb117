"""Which reader reads a file."""

from __future__ import annotations

import pytest
from document_texts import notebook, text_of


@pytest.mark.parametrize("name", ["-", "<stdin>"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (notebook({"cell_type": "raw", "source": "5"}), "5\n\n"),
        ("<!DOCTYPE html><p>5", " 5"),
        ("<html><p>5", " 5"),
        ("\\documentclass{a}\n\\emph{5}", " \n 5 "),
        ("# T\n\n**5**", " T\n\n 5 "),
        ("**5**", "**5**"),
        ('{"a": 5}', '{"a": 5}'),
    ],
)
def test_standard_input_is_read_by_what_it_is(name: str, data: str, expected: str) -> None:
    assert text_of(name, data) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A.MD", " 5 "), ("a.qmd", " 5 "), ("a.Rmd", " 5 "), ("a.mdx", " 5 "), ("a.txt", "**5**"), ("README", "**5**")],
)
def test_the_ending_tells_the_reader(name: str, expected: str) -> None:
    assert text_of(name, "**5**") == expected
