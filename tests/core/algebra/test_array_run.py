"""On arrays a program gives what it gives on integers; beyond 64 bits too."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy
import pytest
from conftest import tries
from core.algebra.test_integer_program import KERNEL, KERNELS, SIZE, expressions, program_of
from hypothesis import given
from sympy import Add, Symbol

from symcnn.core.algebra.array_run import run_on_grid
from symcnn.core.algebra.functions import FloorDiv, Gcd
from symcnn.core.algebra.integer_program import IntegerProgram, IntegerRun, NoProgram
from symcnn.core.algebra.program_ranges import fits_64_bits, program_ranges
from symcnn.core.written.arithmetic import quotient

AXES = (range(5), (7, 2, 11), range(1, 40, 13))


def on_grid(program: IntegerProgram, axes: Any = AXES) -> list[Any]:
    """The values at each place of the grid, or None where there are none."""
    arrays = [numpy.array(axis, numpy.int64) for axis in axes]
    shape = tuple(map(len, axes))
    holds, values = run_on_grid(program, arrays)
    flat = [[numpy.broadcast_to(part, shape).ravel().tolist() for part in pair] for pair in values]
    held = numpy.broadcast_to(holds, shape).ravel().tolist()
    return [
        tuple(quotient(above[at], below[at]) for above, below in flat) if held[at] else None for at in range(len(held))
    ]


@tries(50)
@given(expressions(), expressions())
def test_a_grid_gives_what_each_configuration_gives(expr: Any, other: Any) -> None:
    try:
        program = program_of(expr, relation=("<=", other - 50))
    except NoProgram:
        return
    run = IntegerRun(program)
    assert on_grid(program) == [run(point) for point in product(*AXES)]


@tries(50)
@given(expressions())
def test_no_value_lies_outside_of_its_range(expr: Any) -> None:
    try:
        program = program_of(expr)
    except NoProgram:
        return
    ranges = program_ranges(program, [(min(axis), max(axis)) for axis in AXES])
    run = IntegerRun(program)
    for point in product(*AXES):
        value = run(point)
        if value is not None:
            for each in (value[0].numerator, value[0].denominator):
                most = max(max(abs(low), abs(high)) for low, high in ranges)
                assert abs(each) <= most


@pytest.mark.parametrize(
    ("expr", "fits"),
    [
        (SIZE**6 * KERNEL, True),
        (SIZE**7 * KERNEL, False),
        (2**KERNELS, True),
        (2 ** (3 * KERNELS), False),
        (FloorDiv(SIZE**9, 10**9), False),
        (FloorDiv(SIZE, KERNEL - 5), True),
        (Gcd(SIZE, KERNEL) ** 7, True),
        (-(SIZE**6) - KERNELS, True),
    ],
    ids=str,
)
def test_exact_beyond_64_bits(expr: Any, fits: bool) -> None:
    axes = (range(190, 400, 50), range(0, 20, 5), range(1, 40, 13))
    program = program_of(expr)
    assert fits_64_bits(program_ranges(program, [(axis[0], axis[-1]) for axis in axes])) is fits
    run = IntegerRun(program)
    assert on_grid(program, axes) == [run(point) for point in product(*axes)]


def test_what_depends_on_one_name_is_an_array_along_its_axis() -> None:
    sizes = [FloorDiv(SIZE, divisor) for divisor in range(2, 9)]
    macs = Add(*(k * KERNELS * size**2 for k, size in enumerate(sizes, 3)))
    program = program_of(macs, KERNELS + 1, Symbol("I") ** 2)
    _, values = run_on_grid(program, [numpy.arange(100), numpy.arange(3), numpy.arange(50)])
    assert [numpy.shape(above) for above, _ in values] == [(100, 1, 50), (1, 1, 50), (100, 1, 1)]
