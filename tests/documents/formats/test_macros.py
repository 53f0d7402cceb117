"""Macros of a document's own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from symcnn.documents.formats.macros import macro_marks
from symcnn.documents.formats.read_document import read_document


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\newcommand{\ksz}{5} $\ksz\times 2$", r"5   \times 2"),
        (r"\newcommand{\conv}[2]{#1 \times #1 \times #2} $\conv{3}{64}$", "3×3×64      "),
        (r"\def\k{3} $\k+1$", "3 +1"),
        (r"\def\twice#1{2\cdot#1} $\twice{7}$", "2×7      "),
        (r"\newcommand{\mark}[1]{\textbf{#1}} $\mark{26}$", "26       "),
        (r"\newcommand{\n}{1024} $\n$", r"\n"),  # longer than its place
        (r"\newcommand{\pair}[2]{#1+#2} $\pair{1}$", r"\pair{1}"),  # an argument is missing
        (r"\newcommand{\size}{5} $\sizes$", r"\sizes"),  # another name
        (r"\def\a{\b} \def\b{\a} $\a$", r"\a"),
        (r"\def\inner{4} \def\outer{\inner} $\outer$", "4     "),
    ],
)
def test_a_macro_is_put_in_its_place(source: str, shown: str) -> None:
    text = read_document("a.tex", source).text
    assert len(text) == len(source)
    assert text[source.index("$") + 1 : source.rindex("$")].rstrip() == shown.rstrip()


def test_many_macros_within_macros_end() -> None:
    names = ["\\" + "m" * depth for depth in range(1, 10)]
    source = "".join(f"\\def{name}{{{inner * 40}}} " for inner, name in pairwise(names))
    assert all(end > start for start, end, _ in macro_marks(source + "\\mmmmmmmm"))
