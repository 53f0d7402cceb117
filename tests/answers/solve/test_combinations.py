"""Several unknowns together: brute force in plain integers finds the same, in random networks and for random wishes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from symcnn import NetworkError, parse
from symcnn.answers.solve.found_combinations import Combinations
from symcnn.answers.solve.solve import Answer
from symcnn.core.written.arithmetic import value_of
from symcnn.library.network_error import UnknownName

UNKNOWN = ("a", "b", "c")
TRIED = range(9)
"""What brute force goes through for each unknown."""


@dataclass(frozen=True)
class Line:
    """A layer of the language, whose arguments are numbers, or sums and products with an unknown."""

    kind: str
    arguments: tuple[tuple[str, str], ...]
    rounds: str = ""

    def text(self, place: int) -> str:
        line = f"L{place}: {self.kind} {' '.join(f'{name}={value}' for name, value in self.arguments)}"
        return f"repeat {self.rounds} {{ {line} }}" if self.rounds else line


@dataclass(frozen=True)
class Chain:
    """A chain of layers behind a map of one size and two channels."""

    size: str
    lines: tuple[Line, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        said = [self.size, *(text for line in self.lines for text in (line.rounds, *dict(line.arguments).values()))]
        return tuple(name for name in UNKNOWN if any(name in text for text in said))

    def text(self) -> str:
        lets = [f"let {name} = 3" for name in self.unknown]
        lines = (line.text(place) for place, line in enumerate(self.lines))
        return "\n".join([*lets, f"input {self.size} x {self.size} x 2", *lines])

    def figures(self, known: dict[str, int]) -> dict[str, int] | None:
        """Sizes, parameters, operations and receptive field by the textbook; None where the network does not fit."""

        def number(text: str) -> int:
            return int(eval(text, {}, known))  # of the test's own texts

        size, channels = number(self.size), 2
        params = macs = 0
        field = jump = 1
        if size < 1:
            return None
        for line in self.lines:
            given = {name: number(value) for name, value in line.arguments}
            rounds = number(line.rounds) if line.rounds else 1
            if rounds < 1:
                return None
            for _ in range(rounds):
                if line.kind == "dense":
                    if given["N"] < 1:
                        return None
                    weights = size * size * channels * given["N"]
                    params, macs = params + weights + given["N"], macs + weights
                    size, channels = 1, given["N"]
                    continue
                kernel = given["K"]
                stride, padding = given.get("S", kernel if line.kind == "max_pool" else 1), given.get("P", 0)
                if kernel < 1 or stride < 1 or padding < 0 or size + 2 * padding < kernel:
                    return None
                size = (size + 2 * padding - kernel) // stride + 1
                field, jump = field + (kernel - 1) * jump, jump * stride
                if line.kind == "conv":
                    if given["N"] < 1:
                        return None
                    weights = kernel * kernel * channels * given["N"]
                    channels = given["N"]
                    params, macs = params + weights + channels, macs + weights * size * size
        return {"params": params, "macs": macs, "O": size, "receptive_field": field}


names = st.sampled_from(UNKNOWN)
widths = st.one_of(st.integers(1, 4).map(str), names, names.map(lambda name: f"2*{name}"))
kernels = st.one_of(st.integers(1, 4).map(str), names, names.map(lambda name: f"2*{name}+1"))
strides = st.one_of(st.integers(1, 3).map(str), names)
paddings = st.one_of(st.integers(0, 2).map(str), names, names.map(lambda name: f"{name}+1"))
rounds = st.one_of(st.integers(1, 3).map(str), names)


def layer(kind: str, **arguments: st.SearchStrategy[str]) -> st.SearchStrategy[Line]:
    return st.fixed_dictionaries(arguments).map(lambda found: Line(kind, tuple(found.items())))


same = st.sampled_from((("3", "1"), ("1", "0"), ("5", "2")))
repeated = st.builds(
    lambda width, same, count: Line("conv", (("N", width), ("K", same[0]), ("P", same[1])), count),
    st.sampled_from(("2", "a", "b")),
    same,
    rounds,
)
falling = st.builds(
    lambda kernel, padding, count: Line("conv", (("N", "2"), ("K", kernel), ("S", "2"), ("P", padding)), count),
    st.sampled_from(("2", "3", "4")),
    st.sampled_from(("0", "1")),
    names,
)
layers = st.one_of(
    layer("conv", N=widths, K=kernels, S=strides, P=paddings),
    layer("conv", N=widths, K=kernels),
    layer("max_pool", K=kernels),
    layer("max_pool", K=kernels, S=strides),
    repeated,
    falling,
)
chains = st.builds(
    lambda size, lines, last: Chain(size, (*lines, *last)),
    st.one_of(st.integers(4, 20).map(str), names, names.map(lambda name: f"3*{name}")),
    st.lists(layers, min_size=1, max_size=3).map(tuple),
    st.sampled_from(((), (Line("dense", (("N", "5"),)),), (Line("dense", (("N", "b"),)),))),
)
budgets = st.tuples(
    st.sampled_from(("total.params", "total.macs", "L0.O", "L0.receptive_field")),
    st.sampled_from(("<", "<=", "=", ">=")),
    st.integers(1, 12) | st.integers(10, 5000),
)


def holds(wish: tuple[str, str, int], whole: dict[str, int], first: dict[str, int]) -> bool:
    name, sign, number = wish
    value = (whole if name.startswith("total") else first)[name.partition(".")[2]]
    return {"<": value < number, "<=": value <= number, "=": value == number, ">=": value >= number}[sign]


def expected(chain: Chain, wishes: list[tuple[str, str, int]], **fixed: int) -> set[tuple[int, ...]]:
    """The solutions among `TRIED`, by trying."""
    found = set()
    for point in product(*((fixed[name],) if name in fixed else TRIED for name in chain.unknown)):
        known = dict(zip(chain.unknown, point, strict=True))
        whole, first = chain.figures(known), Chain(chain.size, chain.lines[:1]).figures(known)
        if whole and first and all(holds(wish, whole, first) for wish in wishes):
            found.add(point)
    return found


def solved(chain: Chain, wishes: list[str]) -> tuple[set[tuple[int, ...]], Combinations | Answer] | None:
    """The points among `TRIED` of the answer, and the answer; None where it refuses to give one."""
    try:
        answer = parse(chain.text()).solve(chain.unknown, where=wishes)
    except UnknownName as error:
        if "too many values" in str(error):
            return None
        raise
    except NetworkError as error:
        if {"no-closed-form"} == {fault.code for fault in error.faults}:
            return None
        return set(), Answer("", (), (), None, None, (), None, ())  # it never fits
    found = set()
    for point in answer.first(len(TRIED) if len(chain.unknown) == 1 else 10**6):
        values = tuple(point[name] for name in chain.unknown)
        if max(values) < len(TRIED):
            found.add(values)
    return found, answer.result


@tries(100)
@given(chains, st.lists(budgets, min_size=1, max_size=2))
def test_what_is_found_is_what_brute_force_finds(chain: Chain, wishes: list[tuple[str, str, int]]) -> None:
    judged(chain, wishes)


def judged(chain: Chain, wishes: list[tuple[str, str, int]]) -> None:
    if not chain.unknown or (chain.lines[0].rounds and any("receptive" in name or "O" in name for name, *_ in wishes)):
        return
    texts = [f"{name} {sign} {number}" for name, sign, number in wishes]
    true = expected(chain, wishes)
    free = solved(chain, texts)
    if free is not None:
        customs = free[1].customs if isinstance(free[1], Combinations) else ()
        usual = {
            point
            for point in true
            if all(value_of(custom, dict(zip(chain.unknown, point, strict=True))) for custom in customs)
        }
        assert free[0] == usual, (chain.text(), texts)
    bounded = solved(chain, [*texts, *(f"{name} <= {TRIED[-1]}" for name in chain.unknown)])
    if bounded is not None:
        assert bounded[0] == true, (chain.text(), texts)
        assert free is None or free[0] <= bounded[0]


WIDTHS = """input 32x32x3
c1: conv N=a K=3 P=1
max_pool K=2
c2: conv N=2*a K=3 P=1
max_pool K=2
flatten
fc: dense N=h
out: dense N=10
"""


def params(a: int, h: int) -> int:
    return (27 + 1) * a + (9 * a + 1) * 2 * a + (64 * 2 * a + 1) * h + (h + 1) * 10


@pytest.mark.parametrize("symbols", [("a", "h"), ("h", "a")])
def test_of_more_points_than_can_be_listed_the_greatest_are_told(symbols: tuple[str, ...]) -> None:
    found = parse(WIDTHS).solve(*symbols, where="total.params < 1000000")
    assert isinstance(found.result, Combinations)
    assert found.result.along == "h"
    place = {name: at for at, name in enumerate(symbols)}
    greatest = {point[place["a"]]: point[place["h"]] for point in found.result.points}
    true = {}
    for a in range(1, 300):
        fitting = [h for h in range(1, 9000) if params(a, h) < 1_000_000]
        if fitting:
            true[a] = max(fitting)
            assert fitting == list(range(1, max(fitting) + 1))
    assert greatest == true
    assert len(found) == sum(true.values())
    assert found[0] == {"a": 1, "h": 1} or symbols[0] == "h"
    every = {(point["a"], point["h"]) for point in found.first(10**6)}
    assert every == {(a, h) for a, most in true.items() for h in range(1, most + 1)}


def test_few_points_are_listed_each() -> None:
    found = parse(WIDTHS).solve("a", "h", where=("total.params < 1000000", "total.params > 990000"))
    assert isinstance(found.result, Combinations)
    assert not found.result.along
    assert all(990_000 < params(point["a"], point["h"]) < 1_000_000 for point in found)


def test_stretches_with_gaps_need_bounds() -> None:
    with pytest.raises(UnknownName, match="too many values"):
        parse(WIDTHS).solve("a", "h", where=("total.params < 3000000", "floor(h/2)*2 = h"))


DILATED = """input 64x64x16
stage: repeat k {
  c: conv N=16 K=3 P=1
  d: conv N=16 K=3 D=2 P=2
}
"""


@pytest.mark.parametrize(
    ("wish", "true"),
    [
        ("stage.d.receptive_field >= 50", 9),  # 2 and 4 in each round: 6k + 1
        ("stage.receptive_field >= 50", 9),
        ("total.receptive_field >= 50", 9),
        ("stage.c.receptive_field >= 50", 9),  # 6k - 3
    ],
)
def test_a_layer_within_rounds_is_that_of_the_last_one(wish: str, true: int) -> None:
    assert parse(DILATED).solve("k", where=wish)[0] == {"k": true}
    assert [point["k"] for point in parse(DILATED).solve("k", where=(wish, "k <= 10"))] == [9, 10]


def test_the_round_that_stands_apart_is_found_too() -> None:
    text = "input I x I x 3\nstage: repeat m { c: conv N=4 K=3 P=1 ; p: max_pool K=2 S=2 }\n"
    found = parse(text).solve("m", "I", where=("stage.p.O = 7", "I <= 60"))
    true = {(m, i) for m in range(1, 6) for i in range(1, 61) if i // 2**m == 7}
    assert {(point["m"], point["I"]) for point in found} == true
