"""Totals of the lines above."""

from __future__ import annotations

import pytest

from symcnn.check.read import Read
from symcnn.check.rules import sum as sum_rule
from symcnn.documents.formats.document import Block, Document, Nature

RIGHT, WRONG, ROUNDED, CONDITIONAL, UNDECIDED = "right", "wrong", "rounded", "conditional", "undecided"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("input = 3*4 = 12\noutput = 8\ntotal = 20\n", [("total = 20", RIGHT)]),
        ("weights: 1,500\nbiases: 20\n合计: 1,520\n", [("合计: 1,520", RIGHT)]),
        ("a = 100\nb = 200\ntotal = 300\nc = 1\nd = 2\ntotal = 3\ntotal of both = 303\n",
         [("total = 300", RIGHT), ("total = 3", RIGHT), ("total of both = 303", RIGHT)]),
        ("weights = 122304\nbiases = 6\ntotal = 122301\n", [("total = 122301", WRONG)]),
        ("weights = 122304\nbiases = 6\ntotal = 999\n", []),  # a total of something else
        ("Weights: 150\nBiases: 6\nStride: 1\nTotal: 156\n", [("Total: 156", RIGHT)]),  # a stride is no summand
        ("Weights: 150\nBiases: 6\nStride: 1\nTotal: 165\n", [("Total: 165", WRONG)]),
        ("maps = 10\nfirst: 80 + 8 = 88\nsecond: 64 + 8 = 72\nthird: 9\ntotal = 88 + 72 + 9 = 169\n",
         [("total = 88 + 72 + 9 = 169", RIGHT)]),  # of the last lines
        ("maps = 10\nfirst: 80 + 8 = 88\nsecond: 64 + 8 = 72\ntotal = 88 + 72 + 20 = 180\n", []),  # has its own
        ("卷积层参数: 160\n全连接参数: 8,204\n全部参数: 8,346\n", [("全部参数: 8,346", WRONG)]),
        ("params: 100\nbiases: 10\nTotal mult-adds: 100\n", []),  # of something else
        ("params: 100\nbiases: 10\nTotal params: 101\n", [("Total params: 101", WRONG)]),
        ("weights = 122304\n\nIn another chapter.\n\nbiases = 6\ntotal = 122310\n", []),
    ],
)  # fmt: skip
def test_totals(text: str, said: list[tuple[str, str]]) -> None:
    read = Read(Document("a.txt", text, text, (Block(Nature.PROSE, 0, len(text)),)))
    assert [(text[one.start : one.end], one.verdict.value) for one in sum_rule.check(read)] == said
