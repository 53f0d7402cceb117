"""What comes into a first layer that nobody calls its input: known by the figures that it makes true."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SAID = [
    (  # (97 + 4 - 5)/2 + 1 = 49, (141 + 4 - 5)/2 + 1 = 71; 5·5·1·24 + 24
        "A recording has one band, 97 steps up and 141 along. The first layer has 24 filters of 5×5, stride 2, padding "
        "2. It gives 49×71 and has 624 parameters.",
        {"49×71": "right", "624": "right"},
    ),
    (  # (61 + 2 - 7)/3 + 1, rounded down, is 19; 7·7·4·18 + 18 = 3,546
        "A tile has 4 bands and 61 × 83 cells. A convolution follows, 18 kernels 7×7, stride 3, padding 1, so that "
        "19×27 cells with 9,234 activations are left and 3,546 parameters learned.",
        {"19×27": "right", "3,546": "right"},
    ),
    (
        "一块瓦片有 4 个波段，61×83 个像元。卷积层有 18 个 7×7 卷积核，步长 3，填充 1，输出 19×27，共 3546 个参数。",
        {"19×27": "right", "3546": "right"},
    ),
    (  # one figure alone shows nothing
        "We spent 41 days and 41 nights. The first layer has 8 filters of 3×3, stride 1, no padding. It gives 40×40.",
        {"40×40": None},
    ),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_an_input_that_is_not_called_so(text: str, said: dict[str, str | None]) -> None:
    found = {text[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", text))}
    assert {place: found.get(place) for place in said} == said
