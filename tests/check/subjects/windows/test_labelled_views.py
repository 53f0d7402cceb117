"""Runs of what layers see beside the names of layers: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

_TOLD = "All convolutions are 3×3 with stride 1, and there is 2×2 max pooling with stride 2.\n\n"
_BLOCKS = "The stem is a 3×3 convolution with stride 2; then three 3×3 convolutions with stride 1 follow.\n\n"
_ROWS = """| # | layer | details |
|---|---|---|
| 1 | conv | 4 filters 5×5, stride 1 |
| 2 | maxpool | 2×2, stride 2 |
| 3 | conv | 8 filters 3×3, stride 1 |
| 4 | maxpool | 2×2, stride 2 |
| 5 | conv | 9 filters 1×1 |

"""
_VOLUME = """- conv1: 3×3×3 convolution, 16 kernels
- pool1: 1×2×2 max pooling
- conv2: 3×3×3 convolution, 32 kernels
- pool2: 2×2×2 max pooling
- conv3: 3×3×3 convolution, 32 kernels

"""

SAID = [
    (_TOLD, "Receptive field: conv1 3, pool1 4, conv2 8, pool2 10, conv3 18.", {"4": "right", "18": "right"}),
    (_TOLD, "Receptive field: conv1 3, pool1 4, conv2 6, pool2 10, conv3 18.", {"6": "wrong", "10": "right"}),
    (_TOLD, "Receptive field: conv1 3, pool1 5, conv2 7, pool2 12, conv3 18.", {"5": None, "7": None, "12": None}),
    (_TOLD, "Receptive field: 3 after conv1, 4 after pool1, 6 after conv2, 10 after pool2.", {"6": "wrong"}),
    # squares behind layers that have been passed are no windows, where the paragraph is on what is seen
    (
        _TOLD,
        "The receptive field. After conv1 it is 3×3; after the first pooling 4×4; after conv2 it is 8×8; after "
        "the second pooling 10×10.",
        {"3×3": "right", "4×4": "right", "8×8": "right", "10×10": "right"},
    ),
    (
        _TOLD,
        "The receptive field. After conv1 it is 3×3; after the first pooling 4×4; after conv2 it is 6×6; after "
        "the second pooling 10×10.",
        {"6×6": "wrong"},
    ),
    (
        _TOLD,
        "The receptive field. After conv1 of 3×3 comes pooling. After conv2 of 3×3 there is more of it.",
        {"3×3": None},
    ),
    (_TOLD, "感受野：卷积一 3，池化一 4，卷积二 6，池化二 10，卷积三 18。", {"6": "wrong", "18": "right"}),
    (_TOLD, "感受野：卷积一 3，池化一 4，卷积二 8，池化二 10，卷积三 14。", {"14": "wrong"}),
    # before the last figure others may have been left out: here a pooling
    (_TOLD, "感受野：卷积一 3，池化一 4，卷积二 8，卷积三 12，卷积五 22。", {"12": "right", "22": None}),
    # three figures are too few to call one of them wrong
    (_TOLD, "Receptive field: conv1 3, pool1 4, conv2 9.", {"9": None}),
    # along the time axis the first pooling does nothing
    (
        _VOLUME,
        "Receptive field in time: conv1 3, pool1 3, conv2 5, pool2 6, conv3 10.",
        {"5": "right", "10": "right"},
    ),
    (_VOLUME, "Receptive field in time: conv1 3, pool1 3, conv2 5, pool2 6, conv3 8.", {"6": "right", "8": "wrong"}),
    (
        _VOLUME,
        "Receptive field in space: conv1 3, pool1 4, conv2 6, pool2 10, conv3 18.",
        {"6": "wrong", "18": "right"},
    ),
    # what follows from a wrong figure is neither wrong nor right, and the wrong one needs no true one behind it
    (
        _TOLD,
        "Receptive field: conv1 3, pool1 4, conv2 8, pool2 10, conv3 14, pool3 18.",
        {"10": "right", "14": "wrong", "18": None},
    ),
    (_TOLD, "Receptive field: conv1 3, pool1 5, conv2 9, pool2 11, conv3 19.", {"5": None, "9": None, "19": None}),
    # a second convolution between them, or a pooling, would make it right
    (_TOLD, "Receptive field: conv1 3, pool1 4, conv2 8, pool2 10, conv4 26, pool4 30.", {"26": None, "30": None}),
    # the numbers of layers are no figures
    (
        _TOLD,
        "After conv 1 a unit sees 3 pixels; the pool makes that 4; conv 2 stretches it to 8; pool 2 to 10.",
        {"3": "right", "4": "right", "8": "right", "10": "right"},
    ),
    (
        _TOLD,
        "Receptive field: after C1 it is 3. After S2: 4. After C3 it is 6 and after S4 10 pixels.",
        {"6": "wrong", "10": "right"},
    ),
    (_TOLD, "Receptive field: conv1 3, pool1 4, conv2 8; pool2 would see 9, conv3 18.", {"9": None}),
    # what the stages are is told only for all of them
    (_BLOCKS, "Receptive field: stem 3, stage one 7, stage two 11, stage three 15.", {"7": "right", "15": "right"}),
    # squares under a heading that asks for views are views where they go on as these do, and windows elsewhere
    (
        _TOLD,
        "## Receptive field\n\nThe first convolution has 3×3, after the pooling it is 4×4; the second convolution has "
        "8×8, after the pooling 10×10; the third convolution has 14×14.",
        {"4×4": "right", "8×8": "right", "10×10": "right", "14×14": "wrong"},
    ),
    (
        _TOLD,
        "## Windows\n\nThe first convolution has 3×3, the pooling 4×4; the second one has 6×6, the pooling 10×10.",
        {"4×4": None, "6×6": None, "10×10": None},
    ),
    (
        "",
        "## Receptive field\n\nThe first convolution is 3×3, the second 5×5 and the third 7×7, all of stride 1.",
        {"5×5": None, "7×7": None},
    ),
    # a figure that is told once more is none of another layer
    (
        _TOLD,
        "Receptive field: conv1 3, pool1 4, conv2 8, that is 8×8 pixels, pool2 10.",
        {"8": "right", "8×8": "right", "10": "right"},
    ),
    # so many layers at once, and those of a stage, of which nobody says how many they are
    (
        _TOLD,
        "Receptive field: after two convolutions 5, after the pooling 6, after two convolutions 14, the pooling 16.",
        {"5": "right", "14": "right", "16": "right"},
    ),
    (
        _TOLD,
        "Receptive field: after two convolutions 5, after the pooling 6, after two convolutions 10, the pooling 16.",
        {"10": "wrong", "16": "right"},
    ),
    (
        _TOLD,
        "Receptive field: stage one's convolutions 5, the pooling 6, stage two's convolutions 14, the pooling 16.",
        {"5": "right", "14": "right", "16": "right"},
    ),
    # two figures are enough where both layers are told
    (
        "",
        "A 5×5 convolution of stride 2, 2×2 max pooling of stride 2, then four 3×3 convolutions of stride 1: after the "
        "first conv 5, after the pooling 7, the jump is 4 now, each 3×3 adds 8, so that the last one sees 39 pixels.",
        {"5": "right", "7": "right", "4": "right", "8": None, "39": "right"},
    ),
    (
        "",
        "A 5×5 convolution of stride 2, 2×2 max pooling of stride 2, then four 3×3 convolutions of stride 1: after the "
        "first conv 6, after the pooling 8, a jump of 4. The last one sees 39 pixels.",
        {"6": None, "8": None, "39": "right"},
    ),
    # a layer of another sentence, which says that this is seen; and what it does not say
    (
        _ROWS,
        "What is the receptive field? After layer 1 it is 5, after layer 2 it is 6, after layer 3 it is 10 and after "
        "layer 4 it is 12. The unit of layer 5 sees 14×14 pixels.",
        {"10": "right", "14×14": "wrong"},
    ),
    (
        _ROWS,
        "What is the receptive field? After layer 1 it is 5, after layer 2 it is 6, after layer 3 it is 10 and after "
        "layer 4 it is 12. The pixels of layer 5 lie on a map of 14×14.",
        {"10": "right", "14×14": None},
    ),
    # a task asks, and the paragraph behind it answers; another one does not ask
    (
        _TOLD,
        "(e) The receptive field of a unit in the second convolution\n\nConv1 3, pool1 4, hence for conv2 8 by 8.",
        {"3": "right", "4": "right", "8 by 8": "right"},
    ),
    (
        _TOLD,
        "(e) The colour of a unit in the second convolution\n\nConv1 3, pool1 4, hence for conv2 8 by 8.",
        {"3": None},
    ),
    # what is not seen at all, or less
    (
        _TOLD,
        "Receptive field: before conv1 -1 or 0, conv1 3, pool1 4, conv2 8.",
        {"0": None, "3": "right", "8": "right"},
    ),
    # other numbers in a row
    (_TOLD, "Channels: conv1 3, pool1 4, conv2 6, pool2 10, conv3 18.", {"6": None, "10": None}),
]


@pytest.mark.parametrize(("told", "text", "verdicts"), SAID)
def test_what_named_layers_see(told: str, text: str, verdicts: dict[str, str | None]) -> None:
    whole = f"{told}{text}\n"
    found = [one for one in check_document(read_document("a.md", whole)) if one.start >= len(told)]
    said = {whole[one.start : one.end]: one.verdict.value for one in found}
    assert {place: said.get(place) for place in verdicts} == verdicts
