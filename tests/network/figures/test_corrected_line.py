"""The line to type for one that cannot be read."""

from __future__ import annotations

import pytest

from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.source import Source
from symcnn.network.figures.corrected_line import corrected_line, correction
from symcnn.network.language.parse import read, read_relation
from symcnn.network.wiring.elaborate import elaborate


def corrected(line: str) -> str | None:
    """What is advised for the first fault of a line among others."""
    text = f"input 8 x 8 x 3\nA: relu\n{line}\nrelu\n"
    _, faults = read(Source("", text))
    return corrected_line(faults[0], text)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # layers as calls, as frameworks write them
        ("Conv2D(32,(3,3))", "conv N=32 K=3"),
        ("Conv2D(32, (3, 5), strides=2, padding='same')", "conv N=32 K=3x5 S=2 P=same"),
        ("model.add(Conv2D(32, (3, 3), activation='relu'))", "conv N=32 K=3; relu"),
        ("layers.MaxPooling2D((2, 2))", "max_pool K=2"),
        ("nn.Conv2d(3, 16, 3, padding=1)", "conv N=16 K=3 P=1"),
        ("nn.Linear(512, 10, bias=False)", "dense N=10 bias=0"),
        ("c = Conv2D(8, 3)(x)", "c: conv N=8 K=3"),
        ("conv(N=6, K=5)", "conv N=6 K=5"),
        ("C1: conv(6, 5)", "C1: conv N=6 K=5"),
        ("Flatten()", "flatten"),
        # layers that hold another, whose line is another one
        ("bidirectional lstm H=3", "lstm H=3 directions=2"),
        ("Bidirectional(GRU(3))", "gru H=3 directions=2"),
        ("time_distributed dense N=3", "dense_per_position N=3"),
        ("TimeDistributed(Dense(3, activation='relu'))", "dense_per_position N=3; relu"),
        ("time_distributed conv N=3 K=3", None),
        ("encoder lstm H=3", "encoder: lstm H=3"),
        # arguments by their places, with commas, or with a sign for another
        ("dense 10", "dense N=10"),
        ("Dense 10", "dense N=10"),
        ("conv 6 5 1 0", "conv N=6 K=5 S=1 P=0"),
        ("conv 6", "conv N=6 K=…"),
        ("conv N 6 K 5", "conv N=6 K=5"),
        ("conv N=6, K=5", "conv N=6 K=5"),
        ("conv N=6，K=5", "conv N=6 K=5"),
        ("conv N:6 K:5 from A", "conv N=6 K=5 from A"),
        ("conv N=6 K=5.", "conv N=6 K=5"),
        ("conv N=6 K=[3,3,3]", "conv N=6 K=3"),
        # keywords
        ("Input 32x32x3", "input 32x32x3"),
        ("Network Test", "network Test"),
        ("network My Net", 'network "My Net"'),
        ("Claim 8 = A.O", "claim 8 = A.O"),
        ("assert A.O == 8", "claim A.O = 8"),
        ("K = 5", "let K = 5"),
        ("let K 5", "let K = 5"),
        ("let K := 5", "let K = 5"),
        # shapes
        ("input 32 32 3", "input 32 x 32 x 3"),
        ("input [32, 32, 3]", "input 32 x 32 x 3"),
        ("input: 32x32x3", "input 32 x 32 x 3"),
        ("input shape=(32, 32, 3)", "input 32 x 32 x 3"),
        ("input 3@32x32", "input 32 x 32 x 3"),
        # a sign too many, too few, or another
        ("let a = 1,000", "let a = 1000"),
        ("let a = (1 + 2", "let a = (1 + 2)"),
        ("let a = (1 + 2]", "let a = (1 + 2)"),
        ("let a = 1 + 2)", "let a = 1 + 2"),
        ("let a = 2 b", "let a = 2*b"),
        ("let a = flor(b)", "let a = floor(b)"),
        ("claim A.O => 8", "claim A.O >= 8"),
        ("conv N K=5", "conv N=… K=5"),
        ("conv kernel 5 filters 6", "conv N=6 K=5"),
        ("C1 - conv N=6 K=5", "C1: conv N=6 K=5"),
        ("claim A.params = 456 params", "claim A.params = 456"),
        ("conv N=6 K=(5;3)", "conv N=6 K=(5, 3)"),
        ("relu // no weights", "relu # no weights"),
        ("relu /* no weights */", "relu # no weights"),
        ("/* the first\n   stage */", "# the first"),
        ("conv N=6 /* six */ K=5", "conv N=6 K=5 # six"),
        ("<!-- relu -->", "# relu"),
        ('"""A network."""', "# A network."),
        ("% no weights", "# no weights"),
        ("conv N=64//2 K=3", "conv N=floor(64/2) K=3"),
        ("let h = 32 // 2", "let h = floor(32/2)"),
        ("let h = 33 % 2", "let h = 33 mod 2"),
        # words of the language in other places
        ("input: relu", "input_1: relu"),
        ("parallel add { relu }", "path { relu }"),
        ("parallel add {\n  conv N=3 K=1\n  relu\n}", "path { conv N=3 K=1 }"),
        ("for i in range(3) {\n  relu\n}", "repeat 3 {"),
        ("3 x {\n  relu\n}", "repeat 3 {"),
        ("输入 32x32x3", "input 32x32x3"),
        # layers with keys
        ('layer {\n  name: "c1"\n  type: "Convolution"\n  convolution_param { num_output: 6 }\n}', "c1: conv N=6 K=…"),
        ("- conv: {N: 6, K: 5}", "conv N=6 K=5"),
        ('{"type": "max_pool", "K": 2}', "max_pool K=2"),
        ("self.conv1 = nn.Conv2d(3, 6, 5)", "conv1: conv N=6 K=5"),
        ("- relu", "relu"),
        ("* C1: conv N=6 K=5.", "C1: conv N=6 K=5"),
        ("- type: conv\n  filters: 32\n  kernel: 3", "conv N=32 K=3"),
        ("[convolutional]\nbatch_normalize=1\nfilters=32\nsize=3\npad=1\nactivation=leaky",
         "conv N=32 K=3 P=1; batch_norm; leaky_relu"),
        ("[net]\nheight=416\nwidth=416\nchannels=3", "input 416 x 416 x 3"),
        ('[[layer]]\ntype = "conv"\nN = 6\nK = 5', "conv N=6 K=5"),
        ('<layer type="conv" filters="32" kernel="3"/>', "conv N=32 K=3"),
        ("layers:", ""),
        # Python
        ("layers.Conv2D(\n    32,\n    (3, 3),\n)", "conv N=32 K=3"),
        ("x = F.max_pool2d(F.relu(self.conv1(x)), 2)", "relu; max_pool K=2"),
        ("nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU())", "conv N=16 K=3; relu"),
        ("keras.Input(shape=(28, 28, 1))", "input 28 x 28 x 1"),
        ("inputs = Input((None, 28, 28, 1))", "input 28 x 28 x 1"),
        ("y = layers.add([a, b])", "add from a, b"),
        ("z = Concatenate(axis=-1)([a, b])", "z: concat from a, b"),
        ("s = torch.cat([a, b], dim=1)", "s: concat from a, b"),
        ("model.compile(optimizer='adam')", ""),
        ("import torch.nn as nn", ""),
        ("class LeNet(nn.Module):", ""),
        ("def forward(self, x):", ""),
        # as papers write layers
        ("conv3-64", "conv N=64 K=3"),
        ("C1: conv 6@5x5", "C1: conv N=6 K=5x5"),
        ("conv 3x3, 64", "conv N=64 K=3x3"),
        ("conv 3x3x3x64", "conv N=64 K=3"),
        ("max_pool 2x2/2", "max_pool K=2x2 S=2"),
        ("C1: convolution 6 kernels of size 5x5", "C1: conv N=6 K=5x5"),
        ("C1：卷积层，6个5×5的卷积核", "C1: conv N=6 K=5×5"),
        ("conv N=6 K=5 -> C2", "C2: conv N=6 K=5"),
        ("conv N=6 K=5 -> relu", "conv N=6 K=5; relu"),
        ("add A, B", "add from A, B"),
        ("S: A + B", "S: add from A, B"),
        ("add from A and B", "add from A, B"),
        ("conv N=6 K=3x", "conv N=6 K=3"),
        ("input 8 x 8 x", "input 8 x 8 x …"),
        ("conv 6 5 linear", "conv N=6 K=5"),
        ("conv N=6 K=3 P=–1", "conv N=6 K=3 P=-1"),
        ("conv N=6 K=3 P=“same”", "conv N=6 K=3 P=same"),
        ("model = Sequential()", ""),
        ("conv: N=8, K=3", "conv N=8 K=3"),
        ("dropout rate=50%", "dropout rate=0.5"),
        ("global average pooling", "global_avg_pool"),
        ("INPUT 48X48X3", "input 48 x 48 x 3"),
        ("input 3,48,48", "input 48 x 48 x 3"),
        ("input \"8x8x3\"", "input 8 x 8 x 3"),
        ("claim A.O = 8, A.N = 3", "claim A.O = 8; claim A.N = 3"),
        ("<<<<<<< HEAD", ""),
        ("Conv(8,(3,3),(2,2),'same')", "conv N=8 K=3 S=2 P=same"),
        ("[conv N=8 K=3]", "conv N=8 K=3"),
        ("let a = 3, b = 2", "let a = 3; let b = 2"),
        ("add from A A", "add from A, A"),
        ("input: conv N=8 K=3", "input_1: conv N=8 K=3"),
        ("conv N=1,024 K=3", "conv N=1024 K=3"),
        ("A.params = 0", "claim A.params = 0"),
        ("claim A.O = 8 A.N = 3", "claim A.O = 8; claim A.N = 3"),
        ("repeat 3", "repeat 3 {"),
        ("conv(in_channels=1, out_channels=6, kernel_size=5)", "conv N=6 K=5"),
        ("claim params(A) = 0", "claim A.params = 0"),
        ("activation relu", "relu"),
        ("conv N=6 K=5 S=", "conv N=6 K=5 S=…"),
        ("Reshape((4, 4, 12))", "reshape O=4x4 N=12"),
        ("reshape 16 12", "reshape O=16 N=12"),
        # statements that are not whole, or two in a line
        ("repeat {\n  relu\n}", "repeat … {"),
        ("network", 'network "…"'),
        ("block b N {\n  conv N=N K=3\n}", "block b(N) {"),
        ("let a = 2^", "let a = 2^…"),
        ("let a = 6 b = 5", "let a = 6; let b = 5"),
        ("conv N=6 K=5 relu", "conv N=6 K=5; relu"),
        ("claim A params = 0", "claim A.params = 0"),
        ("claim A.params is 0", "claim A.params = 0"),
        ("1st: relu", '"1st": relu'),
        ("Layer 1: conv N=6 K=5", '"Layer 1": conv N=6 K=5'),
        ("C1 conv N=6 K=5", "C1: conv N=6 K=5"),
        ("| C1 | conv | N=6 | K=5 |", "C1: conv N=6 K=5"),
        ("Conv2D 32 (3,3) relu", "conv N=32 K=3; relu"),
        ("net = slim.conv2d(net, 64, [3, 3], scope='conv1')", "conv N=64 K=3"),
        ("conv1 = mx.sym.Convolution(data=data, kernel=(5,5), num_filter=20)", "conv1: conv N=20 K=5"),
        ("concat A B", "concat from A, B"),
        ("convention keras pytorch", "convention keras; convention pytorch"),
        # within a body, and a body's own name
        ("block b(N) {\n  conv 64 3\n}", "conv N=64 K=3"),
        ("repeat 2 { conv 64 3; relu }", "conv N=64 K=3"),
        ("block b(N, S = 1) {\n  conv N=N K=3 S=S\n}\nb(16)", "b N=16"),
        # units and scales
        ("conv N=6 K=5px", "conv N=6 K=5"),
        ("input 32px x 32px x 3", "input 32 x 32 x 3"),
        ("claim A.params = 0.4M", "claim A.params = 400000"),
        ("claim A.params ≈ 456", "claim A.params = 456"),
        (".", ""),
        ("----", ""),
    ],
)  # fmt: skip
def test_the_line_to_type(line: str, wanted: str) -> None:
    assert corrected(line) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C1: conv filters=6 kernel_size=5 strides=2", "C1: conv N=6 K=5 S=2"),
        ("C1: conv N=6 K=5 activation=relu", "C1: conv N=6 K=5; relu"),
        ("C1: conv 卷积核=5 个数=6", "C1: conv N=6 K=5"),
        ("C1: MaxPool2D pool_size=3 strides=2", "C1: max_pool K=3 S=2"),
        ("C1: 卷积 N=6 K=5", None),  # only the name differs, which is told with the fault
        ("C1: cnov N=6 K=5", None),
        ("C1: conv N=6", "C1: conv N=6 K=…"),
        ("令 n = 3", "let n = 3"),
        ("batch_norm momentum=0.9", "batch_norm"),
        ("fullyconnected N=10", None),
        ("linear", "dense N=…"),
        ("softmax N=10", "softmax"),
        ("conv N=l6 K=five", "conv N=16 K=5"),
        ("conv N=6 K=3X3", "conv N=6 K=3 x 3"),
        ("linear units=10", "dense N=10"),
        ("conv N=l6 K=1", "conv N=16 K=1"),
        ("conv N=6 K=sixteen", "conv N=6 K=16"),
        ("conv N=6 K=kxk", "conv N=6 K=k x k"),
        ("C1: relu\nC1: conv N=6 K=5", "C2: conv N=6 K=5"),
        ("relu: relu\nrelu: relu", "relu1: relu"),
        ("input 3x3x3", ""),
    ],
)
def test_the_line_to_type_for_one_that_can_be_read(text: str, wanted: str | None) -> None:
    source = Source("a.cnn", f"input 28 x 28 x 1\n{text}\n")
    _, faults = elaborate(read(source)[0])
    assert correction(faults[0], source) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("P = K-1)/2", "P = (K-1)/2"),
        ("C1.O => 10", "C1.O >= 10"),
        ("C1.O == 3", "C1.O = 3"),
        ("params < 1,000", "params < 1000"),
        ("??", None),
    ],
)
def test_the_relation_to_type_on_the_command_line(text: str, wanted: str | None) -> None:
    with pytest.raises(Faulty) as faulty:
        read_relation(text)
    assert correction(faulty.value.fault, Source("--where", text)) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "the first layer is a convolution with six maps",
        "conv N=6 K=[1,2,3,4]",
        "reshape 16 16 12",
        "C1 = 6 * 5x5",
        "conv (N=8) (K=3)",  # not with a gap for what is told
        "claim A.O ≠ 8",  # it would say the opposite
        "conv N=6 K=5 S=relu P=5,6,7",
        "zzz 3 4",
        "repeat 3 {",
        "conv 1 2 3 4 5 6 7 8 9 10",
        "?? what",
        "let a = (1 +",
        "frob(3)",
    ],
)
def test_nothing_is_advised_where_nothing_is_known(line: str) -> None:
    assert corrected(line) is None


def test_what_is_advised_can_be_read() -> None:
    for line in ("Conv2D(32, 3, activation='relu')", "dense 10", "network My Net"):
        assert read(Source("", corrected(line) or "?"))[1] == ()


def test_an_input_that_is_multiplied_is_no_map() -> None:
    text = "input 32*32*3\nconv N=6 K=3\n"
    assert corrected_line(Fault("sizes-multiplied", 6, 13), text) == "input 32 x 32 x 3"
    assert corrected_line(Fault("needs-map", 10, 14), "input 784\nconv N=6 K=3\n") is None


def test_no_line_is_warned_of_as_python(recwarn: pytest.WarningsRecorder) -> None:
    assert corrected("(3)(x) if 1or 2else '\\d'") is None
    assert [*recwarn] == []


def test_a_pair_may_be_sizes_along_two_axes() -> None:
    assert corrected_line(Fault("not-a-pair", 9, 17), "conv N=6 K=[3, 5] S=2 # wide\n") == "conv N=6 K=3x5 S=2"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("conv 6 5", "conv N=6 K=5"), ("conv N=6 K=[1,2,3,4]", None), ("reshape 4 4 48", "reshape O=4x4 N=48")],
)
def test_a_line_of_a_long_file_is_tried_behind_its_input(line: str, wanted: str | None) -> None:
    text = "input 16 x 16 x 3\n" + "relu\n" * 1000 + f"{line}\n"
    _, faults = read(Source("", text))
    assert corrected_line(faults[0], text) == wanted
