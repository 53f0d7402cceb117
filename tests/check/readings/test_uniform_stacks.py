"""Fields behind stacks whose layers are told all at once: right, wrong, and where too little is told."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import Verdict
from symcnn.check.read import Read
from symcnn.check.rules import formula
from symcnn.documents.formats.read_document import read_document

RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG
FIELD = "Let $R_L$ be the receptive field behind $L$ layers, $k$ the kernel size.\n\n{}\n"
STACKS = [
    ("With kernel size 3 and dilations 1, 3, 9, ... it is $R_L = 3^L$.", RIGHT),
    ("With kernel size 3 and dilations 1, 2, 4, ... it is $R_L = 3^L$.", WRONG),
    ("With kernel size 2 and stride 2 it is $R_L = 2^L$.", RIGHT),
    ("With kernel size 3 and stride 2 it is $R_L = 2^L - 1$.", WRONG),
    ("With three taps and stride 2 everywhere $R_L = 2^{L+1} - 1$.", RIGHT),
    ("With dilation $d_l = 2^{l-1}$ it is $R_L = 1 + (k - 1)(2^L - 1)$.", RIGHT),
    ("With dilation $d_l = l$ it is $R_L = 1 + (k - 1)L(L + 1)/2$.", RIGHT),
    ("With dilation $d_l = l$ it is $R_L = 1 + (k - 1)L(L - 1)/2$.", WRONG),
    ("步幅为 1、核宽同为 $k$：$R_L = 1 + L(k - 1)$。", RIGHT),
    ("空洞率恒为 2 的三点卷积：$R_L = 4L + 1$。", RIGHT),
    ("空洞率恒为 2 的三点卷积：$R_L = 2L + 1$。", WRONG),
    # another item tells of another stack; what is not said of the field is not compared with it
    ("1. kernel size 3, dilations 1, 3, 9, ...: many\n2. kernel size 2, stride 2: $R_L = 2^L$", RIGHT),
    ("空洞率恒为 2 的三点卷积,感受野很大,但真正被读到的只有 $2L + 1$ 个样点。", None),
    # neither strides nor dilations are told
    ("One hears $R_L = 3^L$.", None),
]


@pytest.mark.parametrize(("text", "verdict"), STACKS)
def test_fields_of_stacks(text: str, verdict: Verdict | None) -> None:
    found = [one.verdict for one in formula.check(Read(read_document("page.md", FIELD.format(text))))]
    assert found == ([verdict] if verdict else [])
