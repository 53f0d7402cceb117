"""Notes on what is odd but has figures; beside each the nearest that is usual."""

from __future__ import annotations

import pytest

from symcnn.commands.notes import notes_on
from symcnn.core.text.source import Source
from symcnn.network.figures.measure import measure
from symcnn.network.figures.unusual import unusual
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def notes(text: str) -> list[str]:
    """The notes on a network, each with what stands where it lies."""
    network, faults = elaborate(read(Source("test.cnn", text))[0])
    assert network is not None
    figures, measuring = measure(network)
    assert not (*faults, *measuring)
    return [f"{note.code}: {text[note.start : note.end]}" for note in unusual(figures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # CS231n, "Convolutional Networks": K = 10 and S = 4 do not fit 227, as K = 11 does
        ("input 227x227x3\nconv N=96 K=10 S=4", ["unusual: conv N=96 K=10 S=4"]),
        ("input 227x227x3\nconv N=96 K=11 S=4", []),
        ("input 227x227x3\nconv N=96 K=10 S=4 P=1", ["unusual: conv N=96 K=10 S=4 P=1"]),
        ("input 227x227x3\nconv N=96 K=10 S=4 P=2", []),  # what is not seen is padding
        ("input 224x224x3\nconv N=64 K=7 S=2 P=3", []),
        ("input 56x56x3\nconv N=64 K=1 S=2", []),  # it skips cells everywhere
        ("input 57x57x3\nmax_pool K=2", ["unusual: max_pool K=2"]),
        ("input 57x57x3\nmax_pool K=2 round=ceil", []),
        ("input 57x57x3\nmax_pool K=2 P=same", []),
        ("input 56x57x3\nmax_pool K=2", ["unusual: max_pool K=2"]),
        ("input 57x57x3\nrepeat 2 { max_pool K=2 ; pad P=[0, 1] }", ["unusual: max_pool K=2"]),  # 57 and 29: told once
        ("input 57x57x3\nmax_pool K=2 P=[0, 1]", []),
        ("input I x I x 3\nmax_pool K=2", []),
        # what a layer of its own has padded is no cell that is lost: Keras's ResNet-50
        ("input 224x224x3\npad P=3\nconv N=64 K=7 S=2", []),
        ("input 223x223x3\npad P=[4, 0]\nconv N=64 K=7 S=2", []),
        ("input 224x224x3\npad P=[4, 0]\nconv N=64 K=7 S=2", ["unusual: conv N=64 K=7 S=2"]),
        # torch.nn.functional.max_pool2d: its pad must be at most half of the kernel size
        ("input 9x9x3\nmax_pool K=3 S=1 P=2", ["unusual: max_pool K=3 S=1 P=2"]),
        ("input 9x9x3\nmax_pool K=3 S=1 P=1", []),
        ("input 9x9x3\nmax_pool K=3 S=1 P=2 D=2", ["unusual: max_pool K=3 S=1 P=2 D=2"]),
        # a unit at the border sees more of the padding than of the input
        ("input 9x9x3\nconv N=4 K=3 P=2", ["unusual: conv N=4 K=3 P=2"]),
        ("input 9x9x3\nconv N=4 K=3 P=1", []),
        ("input 9x9x3\nconv N=4 K=4 P=2", []),
        ("input 9x9x3\nconv N=4 K=1 P=1", ["unusual: conv N=4 K=1 P=1"]),
        ("input 9x9x3\nconv N=4 K=3 P=2 D=2", []),  # as far as the kernel reaches
        ("input 9x9x3\nconv N=4 K=3 P=3 D=2", ["unusual: conv N=4 K=3 P=3 D=2"]),
        ("input 9x9x3\nconv N=4 K=3 P=(1, 2)", ["unusual: conv N=4 K=3 P=(1, 2)"]),
        ("input 9x9x3\nconv N=4 K=(3, 5) P=(1, 2)", []),
        # an input as PyTorch writes it, and one without channels
        ("input 3x224x224\nconv N=64 K=3 P=1", ["channels-first: input 3x224x224"]),
        ("input 1x28x28\nflatten", ["channels-first: input 1x28x28"]),
        ("input 224x224x3\nconv N=64 K=3 P=1", []),
        ("input 3x3x3\nconv N=64 K=3 P=1", []),
        ("input 3x100x64\nconv N=64 K=3 P=1", []),
        ("input 28x28\nconv N=8 K=3", ["no-channels: input 28x28"]),
        ("input 28x28\nmax_pool K=2", ["no-channels: input 28x28"]),
        ("input 28x28\nlstm H=8", []),  # the rows of a picture one after the other
        ("input 28x28x1\nconv N=8 K=3", []),
        ("input 100x12\nconv N=8 K=3", []),
    ],
)
def test_what_is_noted(text: str, expected: list[str]) -> None:
    assert notes(text) == expected


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "for a picture write `input 224 x 224 x 3`"), ("zh", "若是图像请写 `input 224 x 224 x 3`")],
)
def test_the_line_to_write_is_told(language: str, line: str) -> None:
    network, _ = elaborate(read(Source("test.cnn", "input 3 x 224 x 224\nrelu"))[0])
    assert network is not None
    assert line in notes_on(measure(network)[0], language)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("input 227x227x3\nconv N=96 K=10 S=4", "conv N=96 K=11 S=4"),
        ("input 57x57x3\nmax_pool K=2", "max_pool K=2 P=same"),
        ("input 57x57x3\nmax_pool K=2 P=0", "max_pool K=2 P=same"),
        ("input 56x56x3\nC: max_pool K=3 S=2", "C: max_pool K=4 S=2"),
        ("input 9x9x3\nmax_pool K=3 S=1 P=2", "max_pool K=3 S=1 P=1"),
        ("input 9x9x3\nC: conv P=2 N=4 K=3  # wide", "C: conv P=1 N=4 K=3"),
        ("input 9x9x3\nconv N=4 K=3 P=(1, 2)", ""),  # of a padding of each axis no line is made
    ],
)
def test_the_line_of_a_layer_changes_one_argument(text: str, line: str) -> None:
    network, _ = elaborate(read(Source("test.cnn", text))[0])
    assert network is not None
    told = notes_on(measure(network)[0], "en")
    assert told.rpartition("= write: ")[2] == line if line else "= write" not in told
