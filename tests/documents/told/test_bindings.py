"""Which number belongs to which word: the same in both languages, whatever the order."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.bindings import bind
from symcnn.documents.told.marks import marks


def bound(text: str) -> dict[str, str]:
    text = normal(text)
    return {text[one.mark.start : one.mark.end]: one.role for one in bind(marks(text, 0, len(text)))}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("16 kernels of 3*3", {"16": "kernels", "3*3": "kernel"}),
        ("16 3*3 kernels", {"16": "kernels", "3*3": "kernel"}),
        ("16 个 3×3 卷积核", {"16": "kernels", "3*3": "kernel"}),
        ("3×3 的卷积核 16 个", {"3*3": "kernel", "16": "kernels"}),
        ("stride 2, padding 1", {"2": "stride", "1": "padding"}),
        ("步长为 2，填充 1", {"2": "stride", "1": "padding"}),
        ("f = 5, s = 2", {"5": "kernel", "2": "stride"}),
        ("output: 28x28x6", {"28x28x6": "output"}),
        ("输出为28×28×6", {"28*28*6": "output"}),
        ("a total of 760 learnable parameters", {"760": "params"}),
        ("参数个数为760", {"760": "params"}),
        ("5 pixels wide and 5 pixels high filters", {"5 pixels wide and 5 pixels high": "kernel"}),
        ("3*3/2", {"3*3": "kernel", "2": "stride"}),
        ("dw 3×3, pw 1×1", {"3*3": "kind"}),
        ("the gradient dw of 3", {}),  # no name of a kind without a window
        ("one ring of zeros", {"one": "padding"}),
        ("two 3x3 convolutions", {"two": "repeat", "3x3": "kind"}),
        ("26×26×32 maps, 2×2 max pooling gives 13×13×32", {"26*26*32": "input", "2*2": "kind", "13*13*32": "output"}),
        ("a 4×4 kernel enlarges an 8×8 map to 18×18", {"4*4": "kernel", "8*8": "input", "18*18": "to"}),
        ("to 8 classes: 808", {"8": "to"}),  # the classes are those before the word
        ("classes: 808", {"808": "kernels"}),
        ("12,800 MACs: 40*40 positions", {"12,800": "macs"}),
        ("12,800 MACs for B: 40*40 positions", {"12,800": "macs"}),
        ("the second with 128 weights: 800", {"800": "weights"}),
        ("4,640 parameters, 4,608 of them weights", {"4,640": "params", "4,608": "weights"}),
        ("Of the maps 40 of them are kept", {"40": "kernels"}),
        ("after the pooling 10×10×16", {}),  # a map
        ("the pooling 3×3×3", {"3*3*3": "kind"}),
        ("memory: 12,544 weights: 1,728", {"1,728": "weights"}),  # a label speaks of what follows
        ("stride 2 gives 14*14*6", {"2": "stride", "14*14*6": "output"}),
        ("7×7×512 maps flattened to 25,088", {"7*7*512": "input", "25,088": "output"}),
        ("参数量 应为 884736", {"884736": "params"}),
        ("pool → 12", {"12": "output"}),
        ("pool → block, of which section 12 tells", {}),  # far behind the arrow
        ("the window fits 24 times", {}),  # how often
        ("a window of 24", {"24": "kernel"}),
        ("the input of example 3", {}),  # which one
        ("the input of size 3", {"3": "input"}),
        # a number in letters counts no parameters
        ("one of the parameters", {}),
        # "one" is an article, "two" counts
        ("one filter", {}),
        ("two filters", {"two": "kernels"}),
        # a share is no count
        ("95 % of the parameters", {}),
        # bytes are no parameters
        ("16 MB of parameters", {}),
        # too far, with a sentence between
        ("There are 64. Now to something else. Parameters matter.", {}),
    ],
)
def test_roles(text: str, roles: dict[str, str]) -> None:
    assert bound(text) == roles
