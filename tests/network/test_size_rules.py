"""The engine's figures against counting: for every size rule, a box of small values, one by one.

A network of many layers that all stand `from input` is one table; its input size I is bound to each
size in turn. Where counting finds no unit, the engine must report a fault and give no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from itertools import product

import pytest
from judges import windows as judge
from judges.windows import Tally, View

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.elaborate import elaborate

SIZES = range(1, 13)
KERNELS = range(1, 6)
STRIDES = range(1, 5)
PADDINGS = range(3)
DILATIONS = range(1, 4)
PAIRS = ((0, 1), (1, 0), (2, 1), (0, 2))

NO_UNIT = "no unit"
NO_UNIT_CODES = frozenset({"kernel-too-large", "size-vanishes"})


@cache
def program(text: str) -> Program:
    """The syntax of a text that has no faults."""
    found, faults = read(Source("test.cnn", text))
    assert faults == ()
    return found


def figures(text: str, **symbols: int) -> dict[str, LayerFigures | str]:
    """Each layer by its name: its figures, or the code of its fault."""
    network, faults = elaborate(program(text), {name: Num(value) for name, value in symbols.items()})
    assert faults == ()
    assert network is not None
    measured, faults = measure(network)
    found: dict[str, LayerFigures | str] = {layer.layer.name: layer for layer in measured.layers}
    for fault in faults:
        name = text[text.rfind("\n", 0, fault.start) + 1 :].partition(":")[0]
        assert name not in found, f"{name} has both a fault and figures"
        found[name] = fault.code
    return found


def layer_figures(text: str, name: str) -> LayerFigures:
    """The figures of one layer, which must have no fault."""
    found = figures(text)[name]
    assert isinstance(found, LayerFigures), found
    return found


def output_sizes(text: str, size: int) -> dict[str, object]:
    """Each layer's output size along its only axis, `NO_UNIT`, or the code of another fault."""
    found: dict[str, object] = {}
    for name, layer in figures(text, I=size).items():
        if isinstance(layer, str):
            found[name] = NO_UNIT if layer in NO_UNIT_CODES else layer
        else:
            found[name] = layer.output[0]
    del found["input"]
    return found


# sizes along one axis -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """A layer as it is written, and its units on an input of a size: one by one, or their number.

    Where a fault must be reported, its code stands in their place.
    """

    line: str
    units: Callable[[int], Sequence[object] | int | str]

    def counted(self, size: int) -> int | str:
        found = self.units(size)
        if isinstance(found, str):
            return found
        return (found if isinstance(found, int) else len(found)) or NO_UNIT


def convolutions() -> Iterator[Case]:
    for k, s, p, d in product(KERNELS, STRIDES, PADDINGS, DILATIONS):
        units = partial(judge.convolved, kernel=k, stride=s, before=p, after=p, dilation=d)
        yield Case(f"conv N=1 K={k} S={s} P={p} D={d}", units)


def convolutions_padded_by_a_pair() -> Iterator[Case]:
    for k, s, (a, b), d in product(KERNELS, STRIDES, PAIRS, DILATIONS):
        units = partial(judge.convolved, kernel=k, stride=s, before=a, after=b, dilation=d)
        yield Case(f"conv N=1 K={k} S={s} P=[{a}, {b}] D={d}", units)


def convolutions_padded_by_a_word() -> Iterator[Case]:
    for k, s, d in product(KERNELS, STRIDES, DILATIONS):
        yield Case(f"conv N=1 K={k} S={s} D={d} P=same", partial(judge.same_convolved, kernel=k, stride=s, dilation=d))
        yield Case(f"conv N=1 K={k} S={s} D={d} P=valid", partial(judge.convolved, kernel=k, stride=s, dilation=d))


def other_windows() -> Iterator[Case]:
    """Depthwise and separable convolutions, subsampling and pooling slide like a convolution."""
    for k, s, p in product(KERNELS, STRIDES, PADDINGS):
        units = partial(judge.convolved, kernel=k, stride=s, before=p, after=p)
        for kind in ("depthwise", "separable N=1", "subsample", "max_pool", "avg_pool"):
            yield Case(f"{kind} K={k} S={s} P={p}", units)
    for k in KERNELS:
        for kind in ("subsample", "max_pool", "avg_pool"):  # their stride is K where none is given
            yield Case(f"{kind} K={k}", partial(judge.convolved, kernel=k, stride=k))


def pytorch_pool(size: int, k: int, s: int, p: int, d: int) -> Sequence[object] | str:
    """PyTorch refuses more: "pad should be at most half of effective kernel size"."""
    effective_kernel = judge.places(0, k, d)[-1] + 1
    return "padding-too-large" if p > effective_kernel // 2 else judge.pytorch_ceil_windows(size, k, s, p, d)


def caffe_pool(size: int, k: int, s: int, p: int) -> Sequence[object] | str:
    """Caffe refuses more where there is a padding: ``CHECK_LT(pad_h_, kernel_h_)``."""
    return "padding-too-large" if p and p >= k else judge.caffe_windows(size, k, s, p)


def pytorch_ceiling_pools() -> Iterator[Case]:
    for k, s, p, d in product(KERNELS, STRIDES, PADDINGS, DILATIONS):
        yield Case(f"max_pool K={k} S={s} P={p} D={d} round=ceil", partial(pytorch_pool, k=k, s=s, p=p, d=d))


def caffe_ceiling_pools() -> Iterator[Case]:
    for k, s, p in product(KERNELS, STRIDES, PADDINGS):
        yield Case(f"avg_pool K={k} S={s} P={p} round=ceil_caffe", partial(caffe_pool, k=k, s=s, p=p))


def transposed_convolutions() -> Iterator[Case]:
    for k, s, p, d in product(KERNELS, STRIDES, PADDINGS, DILATIONS):
        for a in range(max(s, d)):
            units = partial(judge.transposed, kernel=k, stride=s, before=p, after=p, dilation=d, extra=a)
            yield Case(f"transposed_conv N=1 K={k} S={s} P={p} D={d} A={a}", units)


def transposed_convolutions_cropped_by_a_pair() -> Iterator[Case]:
    for k, s, (a, b) in product(KERNELS, STRIDES, PAIRS):
        units = partial(judge.transposed, kernel=k, stride=s, before=a, after=b)
        yield Case(f"transposed_conv N=1 K={k} S={s} P=[{a}, {b}]", units)


def transposed_convolutions_cropped_by_a_word() -> Iterator[Case]:
    """Keras's `deconv_output_length`; where A is given, ``same`` crops half a kernel off both sides."""
    for k, s in product(KERNELS, STRIDES):
        line, after_the_last = f"transposed_conv N=1 K={k} S={s}", len(range(k, s))
        yield Case(f"{line} P=same", partial(judge.same_spread, stride=s))
        # a kernel shorter than the stride still takes a whole stride
        yield Case(f"{line} P=valid", partial(judge.transposed, kernel=k, stride=s, extra=after_the_last))
        for a in range(1, s):
            half = k // 2
            cropped = partial(judge.transposed, kernel=k, stride=s, before=half, after=half, extra=a)
            yield Case(f"{line} A={a} P=same", cropped)
            yield Case(f"{line} A={a} P=valid", partial(judge.transposed, kernel=k, stride=s, extra=a))


def frames() -> Iterator[Case]:
    """Upsampling, padding, cropping and adaptive pooling."""
    for s in range(1, 5):
        yield Case(f"upsample S={s}", partial(judge.repeated, times=s))
    for p in range(7):
        yield Case(f"pad P={p}", partial(judge.framed, before=p, after=p))
        yield Case(f"crop P={p}", partial(judge.trimmed, before=p, after=p))
    for a, b in product(range(4), range(4)):
        yield Case(f"pad P=[{a}, {b}]", partial(judge.framed, before=a, after=b))
        yield Case(f"crop P=[{a}, {b}]", partial(judge.trimmed, before=a, after=b))
    for o in range(1, 9):
        yield Case(f"adaptive_avg_pool O={o}", partial(judge.adaptive, units=o))


FAMILIES: Mapping[str, Callable[[], Iterator[Case]]] = {
    "conv": convolutions,
    "conv P=[a, b]": convolutions_padded_by_a_pair,
    "conv P=same or valid": convolutions_padded_by_a_word,
    "other windows": other_windows,
    "round=ceil": pytorch_ceiling_pools,
    "round=ceil_caffe": caffe_ceiling_pools,
    "transposed_conv": transposed_convolutions,
    "transposed_conv P=[a, b]": transposed_convolutions_cropped_by_a_pair,
    "transposed_conv P=same or valid": transposed_convolutions_cropped_by_a_word,
    "upsample, pad, crop, adaptive": frames,
}


@cache
def table(family: str) -> tuple[str, Mapping[str, Case]]:
    """A network with a line for each case, and the cases by the names of their layers."""
    cases = {f"L{place}": case for place, case in enumerate(FAMILIES[family]())}
    lines = (f"{name}: {case.line} from input" for name, case in cases.items())
    return "\n".join(["input I x 1", *lines]), cases


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("size", SIZES)
def test_sizes_are_what_counting_finds(family: str, size: int) -> None:
    text, cases = table(family)
    counted = {name: case.counted(size) for name, case in cases.items()}
    found = output_sizes(text, size)
    wrong = {cases[name].line: (found[name], counted[name]) for name in cases if found[name] != counted[name]}
    assert wrong == {}, "layer: (engine, counted)"


@pytest.mark.parametrize("size", SIZES)
def test_effective_padding_of_same(size: int) -> None:
    """The cells that TensorFlow adds along an axis, on both sides together."""
    text, cases = table("conv P=same or valid")
    found = figures(text, I=size)
    for name, case in cases.items():
        layer = found[name]
        if "P=same" in case.line:
            assert isinstance(layer, LayerFigures)
            k, s, d = (int(case.line.partition(f"{letter}=")[2].split()[0]) for letter in "KSD")
            assert layer["padding"] == sum(judge.same_padding(size, k, s, d)), case.line


@pytest.mark.parametrize(
    ("line", "sizes"),
    [
        ("conv N=1 K=3x5 S=(2, 1) P=(1, 2)", (judge.convolved(9, 3, 2, 1, 1), judge.convolved(7, 5, 1, 2, 2))),
        ("conv N=1 K=(1, 7) P=(0, 3) D=(2, 1)", (judge.convolved(9, 1), judge.convolved(7, 7, 1, 3, 3))),
        ("conv N=1 K=2 P=([0, 1], [1, 0])", (judge.convolved(9, 2, 1, 0, 1), judge.convolved(7, 2, 1, 1, 0))),
        ("conv N=1 K=3 S=2 P=same", (judge.same_convolved(9, 3, 2), judge.same_convolved(7, 3, 2))),
        ("max_pool K=3x2", (judge.convolved(9, 3, 3), judge.convolved(7, 2, 2))),
        (
            "max_pool K=2 S=3 round=ceil",
            (judge.pytorch_ceil_windows(9, 2, 3, 0), judge.pytorch_ceil_windows(7, 2, 3, 0)),
        ),
        # Caffe clips both axes as soon as one of them is padded
        (
            "max_pool K=2 S=4 P=(0, 1) round=ceil_caffe",
            (judge.pytorch_ceil_windows(9, 2, 4, 0), judge.caffe_windows(7, 2, 4, 1)),
        ),
        ("transposed_conv N=1 K=4x2 S=2x1", (judge.spread(9, 4, 2), judge.spread(7, 2))),
        ("crop P=([4, 4], [0, 1])", (judge.trimmed(9, 4, 4), judge.trimmed(7, 0, 1))),
        ("upsample S=(2, 3)", (judge.repeated(9, 2), judge.repeated(7, 3))),
        ("adaptive_max_pool O=(2, 3)", (judge.adaptive(9, 2), judge.adaptive(7, 3))),
    ],
)
def test_axes_may_differ(line: str, sizes: tuple[list[object], list[object]]) -> None:
    layer = layer_figures(f"input 9 x 7 x 1\nL: {line}", "L")
    assert layer.output[:2] == tuple(map(len, sizes))


def test_three_axes() -> None:
    layer = layer_figures("input 8 x 9 x 10 x 1\nL: conv N=2 K=(2, 3, 4) S=(1, 2, 3)", "L")
    counted = (judge.convolved(8, 2), judge.convolved(9, 3, 2), judge.convolved(10, 4, 3))
    assert layer.output == (*map(len, counted), 2)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("conv N=1 K=6", "kernel-too-large"),
        ("conv N=1 K=6 P=valid", "kernel-too-large"),
        ("conv N=1 K=3 D=3", "kernel-too-large"),
        ("max_pool K=6", "kernel-too-large"),
        ("max_pool K=7 S=2 round=ceil", "kernel-too-large"),  # PyTorch: "Output size is too small"
        ("conv N=1 K=0", "not-positive"),
        ("conv N=1 K=3 S=0", "not-positive"),
        ("conv N=1 K=3 D=0", "not-positive"),
        ("conv N=0 K=3", "not-positive"),
        ("conv N=1 K=3 P=-1", "negative-padding"),
        ("conv N=1 K=3 P=[-1, 1]", "negative-padding"),  # a side cannot have fewer than no cells
        ("conv N=1 K=3 P=[-1, 2]", "negative-padding"),
        ("crop P=-1", "negative-padding"),
        ("crop P=[-1, 2]", "negative-padding"),
        ("pad P=-1", "negative-padding"),
        ("pad P=[-1, 2]", "negative-padding"),
        ("crop P=3", "size-vanishes"),
        ("crop P=[5, 0]", "size-vanishes"),
        ("transposed_conv N=1 K=1 P=3", "size-vanishes"),
        ("transposed_conv N=1 K=3 S=2 A=2", "output-padding-too-large"),
        ("transposed_conv N=1 K=3 S=2 A=-1", "output-padding-too-large"),
        ("max_pool K=2 P=2 round=ceil", "padding-too-large"),
        ("max_pool K=2 P=2 round=ceil_caffe", "padding-too-large"),
        ("adaptive_avg_pool O=0", "not-positive"),
        ("upsample S=0", "not-positive"),
        ("conv N=3 K=1 G=2", "groups-do-not-divide"),
        ("conv N=1 K=2.5", "not-whole"),
    ],
)
def test_a_fault_and_never_a_number(line: str, code: str) -> None:
    assert figures(f"input 5 x 2\nL: {line}")["L"] == code


@pytest.mark.parametrize("rounding", ["ceil", "ceil_caffe"])
def test_ceiling_pools_padded_by_a_word(rounding: str) -> None:
    """``same`` needs no rounding; ``valid`` is a padding of 0."""
    lines = (f"S: max_pool K=3 S=4 P=same round={rounding}", f"V: max_pool K=3 S=2 P=valid round={rounding} from input")
    sizes = output_sizes("\n".join(["input I x 1", *lines]), 6)
    assert sizes == {"S": len(judge.same_convolved(6, 3, 4)), "V": len(judge.pytorch_ceil_windows(6, 3, 2, 0))}


# receptive fields ---------------------------------------------------------------------------------

Seen = Callable[[int], View]

WINDOW_LAYERS: Mapping[str, Seen] = {
    "conv N=1 K=3": lambda i: judge.convolved(i, 3),
    "conv N=1 K=2 S=2": lambda i: judge.convolved(i, 2, 2),
    "conv N=1 K=3 S=2 P=1": lambda i: judge.convolved(i, 3, 2, 1, 1),
    "conv N=1 K=3 D=2": lambda i: judge.convolved(i, 3, 1, 0, 0, 2),
    "conv N=1 K=1 S=2": lambda i: judge.convolved(i, 1, 2),
    "conv N=1 K=4 S=2 P=same": lambda i: judge.same_convolved(i, 4, 2),
    "max_pool K=3 S=2": lambda i: judge.convolved(i, 3, 2),
    "avg_pool K=2 S=3 round=ceil": lambda i: judge.view(judge.padded(i), judge.pytorch_ceil_windows(i, 2, 3, 0)),
    "depthwise K=5": lambda i: judge.convolved(i, 5),
    "subsample K=2": lambda i: judge.convolved(i, 2, 2),
    "pad P=2": lambda i: judge.framed(i, 2, 2),
    "relu": judge.identity,
}

GROWING_LAYERS: Mapping[str, Seen] = {
    "upsample S=2": lambda i: judge.repeated(i, 2),
    "transposed_conv N=1 K=2 S=2": lambda i: judge.transposed(i, 2, 2),
    "transposed_conv N=1 K=3 S=2 P=1 A=1": lambda i: judge.transposed(i, 3, 2, 1, 1, extra=1),
    "transposed_conv N=1 K=4 S=2 P=1": lambda i: judge.transposed(i, 4, 2, 1, 1),
}


@dataclass(frozen=True, slots=True)
class Chain:
    """The layers of a chain as they are written, and what its last units see in the input."""

    lines: tuple[str, ...]
    seen: View


def chains(layers: Mapping[str, Seen], depth: int, size: int) -> Iterator[Chain]:
    """All chains of up to `depth` layers, each after the chains that it goes on from."""
    level = [Chain((), judge.identity(size))]
    for _ in range(depth):
        level = [
            Chain((*chain.lines, line), judge.through(chain.seen, seen(len(chain.seen))))
            for chain in level
            for line, seen in layers.items()
        ]
        yield from level


def tree_of(found: Iterable[Chain], size: int) -> str:
    """One network with all the chains as branches; each layer has the name of its chain."""
    lines = [f"input {size} x 1"]
    for chain in found:
        before = f'"{" > ".join(chain.lines[:-1])}"' if chain.lines[1:] else "input"
        lines.append(f'"{" > ".join(chain.lines)}": {chain.lines[-1]} from {before}')
    return "\n".join(lines)


def traces(text: str) -> dict[str, tuple[object, object]]:
    """Each layer's receptive field and jump along the first axis."""
    return {
        name: (layer.receptive_field[0], layer.jump[0])
        for name, layer in figures(text).items()
        if isinstance(layer, LayerFigures)
    }


def test_receptive_field_and_jump_of_window_layers() -> None:
    """For all chains of up to three layers out of twelve."""
    size = 90
    found = list(chains(WINDOW_LAYERS, depth=3, size=size))
    counted = {" > ".join(chain.lines): (judge.receptive_field(chain.seen), judge.jump(chain.seen)) for chain in found}
    traced = traces(tree_of(found, size))
    wrong = {name: (traced[name], pair) for name, pair in counted.items() if traced[name] != pair}
    assert len(counted) == 12 + 12**2 + 12**3
    assert wrong == {}, "chain: (engine, counted)"


def test_receptive_field_after_growing() -> None:
    """Windows over a map that grew: the widest field among the units, or none told, never a wrong one."""
    size, some = 24, ("conv N=1 K=3", "conv N=1 K=2 S=2", "conv N=1 K=3 S=2 P=1")
    layers = {**{line: WINDOW_LAYERS[line] for line in some}, **GROWING_LAYERS}
    found = list(chains(layers, depth=3, size=size))
    counted = {" > ".join(chain.lines): judge.receptive_field(chain.seen) for chain in found}
    traced = traces(tree_of(found, size))
    wrong = {name: (traced[name][0], extent) for name, extent in counted.items() if traced[name][0] != extent}
    assert {name: pair for name, pair in wrong.items() if pair[0] is not None} == {}, "chain: (engine, counted)"
    untold = [chain for chain in found if traced[" > ".join(chain.lines)][0] is None]
    assert all(any(line in GROWING_LAYERS for line in chain.lines[:-1]) for chain in untold)


@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("dilation", DILATIONS)
def test_receptive_field_of_a_transposed_convolution(stride: int, dilation: int) -> None:
    for kernel in KERNELS:
        text = f"input 20 x 1\nL: transposed_conv N=1 K={kernel} S={stride} D={dilation}"
        counted = judge.receptive_field(judge.spread(20, kernel, stride, dilation))
        assert traces(text)["L"] == (counted, Fraction(1, stride)), f"K={kernel}"


@pytest.mark.parametrize("size", SIZES)
def test_receptive_field_of_adaptive_pooling(size: int) -> None:
    """The widest window; the windows advance by I/O on average."""
    for units_wanted in range(1, 13):
        seen = judge.adaptive(size, units_wanted)
        text = f"input {size} x 1\nL: adaptive_avg_pool O={units_wanted}"
        assert traces(text)["L"] == (judge.receptive_field(seen), Fraction(size, units_wanted)), units_wanted


@pytest.mark.parametrize("last", ["dense N=2", "rbf N=2", "global_avg_pool", "flatten"])
@pytest.mark.parametrize("size", SIZES)
def test_receptive_field_of_layers_that_see_the_whole_map(last: str, size: int) -> None:
    seen = judge.convolved(2 * size + 5, 3, 2)
    text = f"input {2 * size + 5} x 1\nL: conv N=1 K=3 S=2\nM: {last}\nN: dense N=3"
    counted = judge.receptive_field(judge.through(seen, judge.whole(len(seen))))
    found = traces(text)
    assert (found["M"][0], found["N"][0]) == (counted, counted)


# weights, connections, multiplications ------------------------------------------------------------

ALL = judge.all_maps
LENET_TABLE = [
    [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
    [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5],
    [0, 1, 2, 5], [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5],
]  # fmt: skip
"""Which maps of S2 each map of C3 sees in LeNet-5: table I of the paper, by its columns."""


def axis(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> list[list[int]]:
    """The windows along an axis, padding included: a connection to the padding is a connection."""
    return judge.windows(judge.padded(size, padding, padding), kernel, stride, dilation)


def written(table: Iterable[Iterable[int]]) -> str:
    """A connection table as the language writes it."""
    return "[" + " | ".join(" ".join(map(str, row)) for row in table) + "]"


TALLIES: Mapping[str, tuple[str, Tally]] = {
    "conv N=4 K=3": ("6 x 5 x 2", judge.tally_windows([axis(6, 3), axis(5, 3)], ALL(2, 4))),
    "conv N=4 K=3 bias=0": ("6 x 5 x 2", judge.tally_windows([axis(6, 3), axis(5, 3)], ALL(2, 4), bias=False)),
    "conv N=3 K=2x3 S=2x1 P=1x0": ("6 x 5 x 2", judge.tally_windows([axis(6, 2, 2, 1), axis(5, 3)], ALL(2, 3))),
    "conv N=2 K=3 D=2": ("7 x 3", judge.tally_windows([axis(7, 3, 1, 0, 2)], ALL(3, 2))),
    "conv N=2 K=2 S=2": ("4 x 5 x 6 x 3", judge.tally_windows([axis(n, 2, 2) for n in (4, 5, 6)], ALL(3, 2))),
    "conv N=6 K=3 G=2": ("5 x 5 x 4", judge.tally_windows([axis(5, 3)] * 2, judge.grouped_maps(4, 6, 2))),
    "conv N=4 K=3 G=4 bias=0": ("5 x 5 x 4", judge.tally_windows([axis(5, 3)] * 2, judge.grouped_maps(4, 4, 4), False)),
    f"conv N=16 K=5 table={written(LENET_TABLE)}": ("14 x 14 x 6", judge.tally_windows([axis(14, 5)] * 2, LENET_TABLE)),
    f"conv N=3 K=2 table={written([[0], [1], [0, 1]])} bias=0": (
        "4 x 4 x 2",
        judge.tally_windows([axis(4, 2)] * 2, [[0], [1], [0, 1]], bias=False),
    ),
    "conv N=3 K=2 table=[2 of 1, 1 of 2]": ("4 x 4 x 2", judge.tally_windows([axis(4, 2)] * 2, [[0], [1], [0, 1]])),
    "depthwise K=3 M=2": ("5 x 6 x 3", judge.tally_windows([axis(5, 3), axis(6, 3)], judge.grouped_maps(3, 6, 3))),
    "depthwise K=3 S=2 P=1 bias=0": (
        "5 x 6 x 3",
        judge.tally_windows([axis(5, 3, 2, 1), axis(6, 3, 2, 1)], judge.grouped_maps(3, 3, 3), bias=False),
    ),
    "dense N=5": ("3 x 4 x 2", judge.tally_units(len([*product(range(3), range(4), range(2))]), 5)),
    "dense N=5 bias=0": ("3 x 4 x 2", judge.tally_units(len([*product(range(3), range(4), range(2))]), 5, bias=False)),
    "dense_per_position N=5": ("3 x 4 x 2", judge.tally_windows([axis(3, 1), axis(4, 1)], ALL(2, 5))),
    "transposed_conv N=4 K=3 S=2": (
        "3 x 4 x 2",
        judge.tally_spread((3, 4), (3, 3), [len(judge.spread(n, 3, 2)) for n in (3, 4)], ALL(2, 4), bias=True),
    ),
    "transposed_conv N=4 K=2 S=2 G=2 bias=0": (
        "3 x 4 x 2",
        judge.tally_spread((3, 4), (2, 2), (6, 8), judge.grouped_maps(2, 4, 2), bias=False),
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", TALLIES)
def test_weights_connections_and_macs_are_what_counting_finds(line: str) -> None:
    shape, counted = TALLIES[line]
    layer = layer_figures(f"input {shape}\nL: {line}", "L")
    found = Tally(*(layer[name] for name in ("weights", "biases", "neurons", "connections", "macs")))
    assert found == counted
    assert layer["params"] == layer["trainable"] == counted.weights + counted.biases
    assert layer["flops"] == 2 * counted.macs


def test_a_separable_convolution_is_two_layers() -> None:
    """A depthwise convolution without biases, then 1×1 kernels with biases."""
    first = judge.tally_windows([axis(5, 3, 2)] * 2, judge.grouped_maps(3, 6, 3), bias=False)
    then = judge.tally_windows([axis(2, 1)] * 2, judge.all_maps(6, 4))
    layer = layer_figures("input 5 x 5 x 3\nL: separable N=4 K=3 S=2 M=2", "L")
    assert layer["weights"] == first.weights + then.weights
    assert layer["biases"] == then.biases
    assert layer["connections"] == first.connections + then.connections
    assert layer["macs"] == first.macs + then.macs


def test_subsampling_has_one_coefficient_a_map() -> None:
    """The connections are those of a depthwise convolution, the weights are shared within a map."""
    edges = judge.tally_windows([axis(6, 2, 2), axis(4, 2, 2)], judge.grouped_maps(3, 3, 3))
    layer = layer_figures("input 6 x 4 x 3\nL: subsample K=2", "L")
    assert (layer["connections"], layer["neurons"]) == (edges.connections, edges.neurons)
    assert (layer["weights"], layer["biases"]) == (3, 3)


def test_unshared_biases_are_one_a_unit() -> None:
    """H1 of LeCun 1989: 12 maps of 8×8 units, 5×5 kernels, 19,968 connections and 1,068 parameters."""
    edges = judge.tally_windows([axis(16, 5, 2, 2)[:8]] * 2, judge.all_maps(1, 12))
    layer = layer_figures("input 16 x 16 x 1\nL: conv N=12 K=5 S=2 P=[2, 1] bias=unshared", "L")
    assert layer.output == (8, 8, 12)
    assert layer["biases"] == layer["neurons"] == edges.neurons
    assert layer["connections"] == edges.connections == 19968
    assert layer["params"] == 1068


def test_a_dense_layer_after_a_dense_layer() -> None:
    layer = layer_figures("input 3 x 3 x 2\nF: dense N=7\nG: dense N=4\nR: rbf N=3", "G")
    assert Tally(*(layer[name] for name in ("weights", "biases", "neurons", "connections", "macs"))) == (
        judge.tally_units(7, 4)
    )
