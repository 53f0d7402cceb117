"""The engine's figures against counting: for every size rule, a box of small values, one by one.

A network of many layers that all stand `from input` is one table; its input size I is bound to each
size in turn. Where counting finds no unit, the engine must report a fault and give no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product

import pytest
from figures_of_text import figures, layer_figures
from judges import windows as judge

from symcnn.network.figures.figures import LayerFigures

SIZES = [size if size not in (6, 9, 10, 11) else pytest.param(size, marks=pytest.mark.slow) for size in range(1, 13)]
KERNELS = range(1, 6)
STRIDES = range(1, 5)
PADDINGS = range(3)
DILATIONS = range(1, 4)
PAIRS = ((0, 1), (1, 0), (2, 1), (0, 2))

NO_UNIT = "no unit"
NO_UNIT_CODES = frozenset({"kernel-too-large", "size-vanishes"})


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
