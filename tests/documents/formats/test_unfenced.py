"""Code that nothing sets apart."""

from __future__ import annotations

import pytest
from document_texts import MODEL, stretches

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.formats.read_document import read_document


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("代码如下:\n", MODEL, "参数如下:\n"),
        ("", "model = models.Sequential([\nlayers.Conv2D(6, 5),\n\nlayers.Flatten(),\n])\n", "Model: \"sequential\"\n"),
        ("The code:\n", "model.add(\nkeras.layers.Conv2D(\nfilters=512,\nname=\"Conv one two\"))\n", "____________\n"),
        (
            "",
            "class Net(nn.Module):\n    '''Two layers, no more.'''\n\n    def __init__(self):\n"
            "        super().__init__()\n        self.c = nn.Conv2d(1, 6, 5)  # 156 parameters here\n\n"
            "    def forward(self, x):\n        return self.c(x)\n",
            "\nThat was the class.\n",
        ),
        ("", "import torch.nn as nn\nfrom torch import optim\n", "import this idea into your head\n"),
        ("", "x = Conv2D(6, 5)(x)\n", "O = (I - K)/S + 1\n"),
        ("", "x = Conv2D(6, 5)(x)\n", "K = 5\n"),
        ("", "x = Input(shape=(8, 8, 1))\nx = layers.Flatten()(x)\n", "conv2d (Conv2D) (None, 55, 55, 96) 34944\n"),
        ("", "model = Sequential([\n", "The bracket is never closed.\n"),
    ],
)  # fmt: skip
def test_code_without_a_fence(name: str, before: str, code: str, after: str) -> None:
    read = read_document(name, before + code + after)
    assert [read.shown[start:end] for start, end in python_sources(read)] == [code]


@pytest.mark.parametrize(
    "source",
    [
        "Sequential models (those of Keras) are simple.\n",
        "Param = (number of features + 1) * neurons\n",
        "Sequential(\n  (0): Conv2d(1, 6, kernel_size=(5, 5))\n)\n",
        "class Net(nn.Module): is how a module begins\n",
        "import layers from the library\n",
        "x = Conv2D(64 filters of 3x3)\n",
        "Model: \"sequential\"\n____\nconv2d (Conv2D) (None, 55, 55, 96) 34944\n",
        "输出 = Conv2D(6, 5)\n",
    ],
)  # fmt: skip
def test_prose_is_not_code(source: str) -> None:
    assert not stretches(read_document("a.txt", source), Nature.PYTHON)
