"""Receptive fields and jumps against counting: what each unit sees of the input, place by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest
from figures_of_text import figures
from judges import windows as judge
from judges.windows import View

from symcnn.network.figures.figures import LayerFigures

SIZES = range(1, 13)
KERNELS = range(1, 6)
STRIDES = range(1, 5)
PADDINGS = range(3)
DILATIONS = range(1, 4)
PAIRS = ((0, 1), (1, 0), (2, 1), (0, 2))

NO_UNIT = "no unit"
NO_UNIT_CODES = frozenset({"kernel-too-large", "size-vanishes"})


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


TURNED: Mapping[str, Seen] = {
    "transposed_conv N=1 K=3 P=1": lambda i: judge.transposed(i, 3, 1, 1, 1),
    "transposed_conv N=1 K=4 P=[1, 2]": lambda i: judge.transposed(i, 4, 1, 1, 2),
    "transposed_conv N=1 K=5 P=[4, 0]": lambda i: judge.transposed(i, 5, 1, 4, 0),
    "transposed_conv N=1 K=3 D=2 P=2": lambda i: judge.transposed(i, 3, 1, 2, 2, dilation=2),
}
MET: Mapping[str, Seen] = {
    "relu": judge.identity,
    "conv N=1 K=3 P=1": lambda i: judge.convolved(i, 3, 1, 1, 1),
    "conv N=1 K=5 P=2": lambda i: judge.convolved(i, 5, 1, 2, 2),
    "conv N=1 K=5 P=[3, 1]": lambda i: judge.convolved(i, 5, 1, 3, 1),
    **TURNED,
}
UP: Mapping[str, Seen] = {
    "upsample S=2": lambda i: judge.repeated(i, 2),
    "transposed_conv N=1 K=3 S=2 P=1 A=1": lambda i: judge.transposed(i, 3, 2, 1, 1, extra=1),
    "transposed_conv N=1 K=6 S=2 P=2": lambda i: judge.transposed(i, 6, 2, 2, 2),
}


def met(first: View, second: View) -> View:
    """What the units of two maps of one size see together."""
    return [one | other for one, other in zip(first, second, strict=True)]


@pytest.mark.parametrize("above", ["conv N=1 K=3 P=1", "transposed_conv N=1 K=3 P=1"])
def test_receptive_field_where_a_transposed_convolution_meets_its_input(above: str) -> None:
    """Every pair of paths that keep the size, transposed convolutions of stride 1 among them."""
    size = 40
    first = MET[above](size)
    for left, right in product(MET, MET):
        text = f"input {size} x 1\nA: {above}\nL: {left} from A\nR: {right} from A\nM: add from L, R\nC: conv N=1 K=3"
        together = met(judge.through(first, MET[left](size)), judge.through(first, MET[right](size)))
        found = traces(text)
        behind = judge.through(together, judge.convolved(size, 3))
        assert found["M"][0] == judge.receptive_field(together), (left, right)
        assert found["C"][0] == judge.receptive_field(behind), (left, right)


@pytest.mark.parametrize(("up", "other"), tuple(product(UP, ["relu", *UP])))
def test_receptive_field_where_an_enlarged_map_meets_another(up: str, other: str) -> None:
    """It is told right, or not told."""
    half = judge.convolved(40, 2, 2)
    across = judge.identity(40) if other == "relu" else judge.through(half, UP[other](20))
    together = met(judge.through(half, UP[up](20)), across)
    source = "input" if other == "relu" else "D"
    text = f"input 40 x 1\nD: conv N=1 K=2 S=2\nU: {up} from D\nO: {other} from {source}\nM: add from U, O\n"
    found = traces(text)["M"][0]
    assert found is None or found == judge.receptive_field(together)


def test_a_map_of_one_place_leaves_the_field_untold() -> None:
    """Squeeze-and-excitation: each unit sees the whole map, and those beside each other see the same."""
    text = "input 9 x 4\nS: global_avg_pool\nM: multiply from input, S\nC: conv N=1 K=3\n"
    assert traces(text)["M"] == (None, 1)
    assert traces(text)["C"] == (None, 1)


def blocks(size: int, width: int) -> View:
    """Every unit sees the block of cells in which it stands."""
    return [frozenset(range(cell // width * width, cell // width * width + width)) for cell in range(size)]


def everywhere(size: int) -> View:
    """Every unit sees all cells."""
    return [frozenset(range(size))] * size


def so_far(size: int) -> View:
    """Every unit sees its own cell and those before it."""
    return [frozenset(range(cell + 1)) for cell in range(size)]


UNEVEN: Mapping[str, Seen] = {
    "window_attention W=4 heads=1": lambda i: blocks(i, 4),
    "attention heads=1": everywhere,
    "lstm H=1 returns=all": so_far,
    "lstm H=1 returns=all directions=2 merge=add": everywhere,
    "gru H=1": judge.whole,
}
BESIDE: Mapping[str, Seen] = {
    "conv N=1 K=3": lambda i: judge.convolved(i, 3),
    "conv N=1 K=2 S=2": lambda i: judge.convolved(i, 2, 2),
    "adaptive_avg_pool O=8": lambda i: judge.adaptive(i, 8),
    "relu": judge.identity,
    "crop P=[0, 2]": lambda i: judge.trimmed(i, 0, 2),
    "select which=first": lambda _: [frozenset({0})],
}


def test_receptive_field_among_layers_whose_windows_do_not_slide() -> None:
    """Told right or not at all; told for each of these layers behind those whose windows slide."""
    size, layers = 50, {**UNEVEN, **BESIDE}
    ends = ("gru H=1", "select which=first")
    found: list[Chain] = [Chain((), judge.identity(size))]
    level = found
    for _ in range(3):
        level = [
            Chain((*chain.lines, line), judge.through(chain.seen, seen(len(chain.seen))))
            for chain in level
            if not set(ends) & set(chain.lines)
            for line, seen in layers.items()
            if len(chain.seen) % 4 == 0 or not line.startswith(("window_attention", "crop"))
        ]
        found = [*found, *level]
    traced = traces(tree_of(found[1:], size))
    fields = {
        " > ".join(chain.lines): (traced[" > ".join(chain.lines)][0], judge.receptive_field(chain.seen))
        for chain in found[1:]
    }
    assert {name: pair for name, pair in fields.items() if pair[0] not in (None, pair[1])} == {}, (
        "chain: (engine, counted)"
    )
    twice = ("attention heads=1", "lstm H=1 returns=all directions=2 merge=add", "gru H=1")
    for name, (told, _) in fields.items():
        *before, last = name.split(" > ")
        if not set(before) & {*UNEVEN, "crop P=[0, 2]", "adaptive_avg_pool O=8"} or {*before, last} <= {*twice}:
            assert told is not None, name


def test_attention_over_a_padded_map_sees_no_padding() -> None:
    for size, kernel, stride, padding in product(range(5, 14), (2, 3, 4), (1, 2, 3), (0, 1)):
        first = judge.convolved(size, kernel, stride, padding, padding)
        seen = judge.through(first, everywhere(len(first)))
        text = f"input {size} x 1\nL: conv N=1 K={kernel} S={stride} P={padding}\nA: attention heads=1"
        assert traces(text)["A"][0] in (None, judge.receptive_field(seen)), text
        assert padding or traces(text)["A"][0] is not None, text
