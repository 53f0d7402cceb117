"""Values between commas are a table; lines of prose with as many commas are none."""

from __future__ import annotations

import pytest
from document_findings import WRONG, said

from symcnn.documents.formats.read_document import read_document

ROWS = "name{s}kind{s}kernel{s}stride{s}padding{s}in_ch{s}out_ch{s}out_h{s}out_w{s}params\n".format
LAYERS = (
    "a{s}conv{s}5{s}1{s}2{s}3{s}10{s}30{s}44{s}760\n"
    "b{s}maxpool{s}2{s}2{s}0{s}10{s}10{s}15{s}22{s}0\n"
    "c{s}conv{s}3{s}1{s}1{s}10{s}22{s}{rows}{s}22{s}2002\n"
    "d{s}conv{s}1{s}1{s}0{s}22{s}30{s}15{s}22{s}{last}\n"
).format


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("```csv\n", "```\n"), ("```\n", "```\n")])
def test_values_between_separators_are_a_table(sign: str, before: str, behind: str) -> None:
    name = "a.md" if before else "a.txt"

    def wrong(**told: str) -> list[str]:
        text = f"Biases are counted.\n\n{before}{ROWS(s=sign)}{LAYERS(s=sign, **told)}{behind}"
        return [quote for quote, _, verdict in said(text, name) if verdict == WRONG]

    assert wrong(rows="15", last="690") == []
    assert wrong(rows="15", last="609") == ["609"]
    assert wrong(rows="13", last="690") == [f"13{sign}22"]


@pytest.mark.parametrize(
    "text",
    [
        "We tried lenet, alexnet, and vgg.\nWe kept 3, 5, and 7.\nWe left 2, 4, and 6.\n",
        "a, b, c\n1, 2, 3\n",
        "1,2,3\n4,5,6\n7,8,9\n",
        'name,k,"out\nc,5,6\nd,3,2\ne,1,4\n',
    ],
)
def test_lines_with_commas_are_no_table(text: str) -> None:
    assert "|" not in read_document("a.txt", text).text
