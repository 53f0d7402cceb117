"""Configurations a second, as ratios to flat NumPy written by hand: ``python tests/bench/sweeping.py``.

Like `ratios.py` it fails nothing and prints what a person compares with the goals in brackets. The reference is what
one would write: arrays of all combinations, each figure by the rules of the layers.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy

import symcnn
from symcnn.answers.sweep.run_sweep import gathered, run_here
from symcnn.answers.sweep.sweep import Sweep, SweepQuestion
from symcnn.answers.sweep.swept_blocks import run_block, run_figures
from symcnn.answers.sweep.varied import varied
from symcnn.core.text.source import Source
from symcnn.network.figures.read_figures import figures_of, parse

EXAMPLES = Path(__file__).parents[2] / "examples"
RUNS = 9
LENET = """input I x I x 1
C1: conv N=N K=5
S2: max_pool K=2
C3: conv N=2*N K=5
S4: max_pool K=2
C5: dense N=120
F6: dense N=84
OUT: dense N=10
"""


def plan() -> Sweep:
    """A LeNet of any width and input, a million of them."""
    parsed = parse(Source("<bench>", LENET))
    axes = [varied("N=1..1000"), varied("I=32..1031")]
    return Sweep(lambda values: figures_of(parsed, values, {}), axes, SweepQuestion((), ("params", "macs")))


def by_hand(kernels: Any, size: Any) -> tuple[Any, Any]:
    """Parameters and MACs on flat arrays."""
    first = size - 4
    third = first // 2 - 4
    last = third // 2
    weights = (25 * kernels, 25 * kernels * (2 * kernels), last * last * (2 * kernels) * 120)
    params = weights[0] + kernels + weights[1] + 2 * kernels + weights[2] + 120 + 120 * 84 + 84 + 840 + 10
    macs = weights[0] * first * first + weights[1] * third * third + weights[2] + 120 * 84 + 840
    return params, macs


def seconds(work: Callable[[], object]) -> float:
    """The time of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Prints one line for each goal."""
    sweep = plan()
    grid = numpy.meshgrid(numpy.arange(1, 1001), numpy.arange(32, 1032), indexing="ij")
    flat = [axis.ravel() for axis in grid]
    swept = gathered(run_here(sweep.tasks()), (), [])
    assert swept is not None
    for mine, other in zip((swept["params"], swept["macs"]), by_hand(*flat), strict=True):
        assert (mine == other).all()
    tasks = list(sweep.tasks())
    works: tuple[Callable[[], object], ...] = (
        lambda: by_hand(*flat),
        lambda: [run_figures(task) for task in tasks],
        lambda: [run_block(task) for task in tasks],
        lambda: list(run_here(plan().tasks())),
    )
    times = zip(*([seconds(work) for work in works] for _ in range(RUNS)), strict=True)
    theirs, figures, rows, whole = map(statistics.median, times)
    print(f"10^6 configurations      {figures / theirs:6.2f} x flat NumPy by hand  [at most 0.4]")
    print(f"with the symbols' values {rows / theirs:6.2f} x flat NumPy by hand, which has them")
    print(f"and with compiling       {whole / theirs:6.2f} x flat NumPy by hand")
    print(f"                         {1 / whole:6.1f} million a second")
    for name in ("lenet", "vgg16", "resnet152"):
        net = symcnn.load(EXAMPLES / f"{name}.cnn")
        for size in (224, 256, 288):
            _ = net.bind(I=size).total.params
        each = statistics.median(seconds(lambda: net.bind(I=256).total.params) for _ in range(1000))  # noqa: B023
        print(f"bind of {name:16} {each * 1000:6.3f} ms  [at most 0.2]")


if __name__ == "__main__":
    sys.exit(main())
