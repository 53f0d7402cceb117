"""A document in passages: what is a heading, an item, a row, a sentence, a comment."""

from __future__ import annotations

import pytest

from symcnn.documents.formats.read_document import read_document
from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.passages import passages


def sorts(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    document = read_document(name, text)
    plain = normal(document.text)
    return [(passage.sort, plain[passage.start : passage.end].strip()) for passage in passages(document, plain)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "## Conv\n- one\n- two\n", [("heading", "Conv"), ("item", "one"), ("item", "two")]),
        ("a.md", "One here. Two there.\n", [("sentence", "One here."), ("sentence", "Two there.")]),
        ("a.md", "e.g. this goes on.\n", [("sentence", "e.g. this goes on.")]),
        ("a.md", "See Fig. 3 on p. 8 for approx. 5 of them. Stop.\n",
         [("sentence", "See Fig. 3 on p. 8 for approx. 5 of them."), ("sentence", "Stop.")]),
        ("a.md", "It has a stride of p. Then comes q. 5 go on.\n",
         [("sentence", "It has a stride of p."), ("sentence", "Then comes q."), ("sentence", "5 go on.")]),
        ("a.md", "第一句。第二句。\n", [("sentence", "第一句。"), ("sentence", "第二句。")]),
        ("a.md", "c1：一层；c2：又一层；c3 同上。\n",
         [("sentence", "c1:一层；"), ("sentence", "c2:又一层；c3 同上。")]),
        ("a.md", "| a | b |\n| 1 | 2 |\n", [("row", "| a | b |"), ("row", "| 1 | 2 |")]),
        ("a.txt", "conv 3x3   : 8x8 -> 8x8\npool 2x2   : 8x8 -> 4x4\n",
         [("sentence", "conv 3x3   : 8x8 -> 8x8"), ("sentence", "pool 2x2   : 8x8 -> 4x4")]),
        ("a.txt", "3.8.3 参数 127\n3.8 of them\n", [("heading", "3.8.3 参数 127"), ("sentence", "3.8 of them")]),
        ("a.py", "x = 1  # so many\n", [("comment", "so many")]),
        ("a.py", "x = 1\n# 1) the layers have 48 numbers in all of them together\n# 2) the maps have 9\n",
         [("comment", "the layers have 48 numbers in all of them together"), ("comment", "the maps have 9")]),
        ("a.py", "x = 1\n# the layers of this one have in all of them together about\n# 2.5 million\n",
         [("comment", "the layers of this one have in all of them together about\n  2.5 million")]),
    ],
)  # fmt: skip
def test_passages(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert sorts(text, name) == expected


def test_a_paragraph_goes_on_over_lines_that_are_broken_where_they_end() -> None:
    text = "The first layer of this network has as many kernels as\nthe second one, and then comes pooling.\n"
    assert [sort for sort, _ in sorts(text)] == ["sentence"]


@pytest.mark.parametrize(
    ("indent", "passages"),
    [
        (14, 1),  # beneath the second column
        (4, 2),
    ],
)
def test_a_line_beneath_the_last_column_of_a_long_one_goes_on_with_it(indent: int, passages: int) -> None:
    text = f"page 8, top   The layer has 32 filters of 5x5 with a stride\n{' ' * indent}of 2 and no padding\n"
    assert len(sorts(text, "a.txt")) == passages
