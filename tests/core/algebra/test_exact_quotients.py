"""Quotients that are seen to be whole, against plain integers."""

from __future__ import annotations

import random
from fractions import Fraction

from sympy import Integer, symbols

from symcnn.core.algebra.exact_quotients import exact_quotient
from symcnn.core.algebra.functions import FloorDiv

j, n, q = symbols("j n q")


def test_what_is_exact_is_so_at_every_point() -> None:
    chance = random.Random(4)
    seen = 0
    for _ in range(400):
        first, most, base = chance.randint(0, 2), chance.randint(2, 6), chance.choice((2, 3, 6, 10, 12))
        above = sum(
            chance.choice((-1, 1, 3)) * base ** chance.randint(0, 7) * chance.choice((1, q, base**n, q * base**n))
            for _ in range(chance.randint(1, 2))
        )
        below = chance.choice((1, 2, base)) * base ** (j - chance.randint(0, 2))
        found = exact_quotient(Integer(0) + above, below, {j: (first, n), n: (1, most)})
        points = [
            {j: row, n: depth, q: left}
            for depth in range(1, most + 1)
            for row in range(first, depth + 1)
            for left in (1, 4)
        ]
        values = [Fraction(str((above / below).subs(point))) for point in points]
        if found is not None:
            seen += 1
            assert [Fraction(str(found.subs(point))) for point in points] == values
            assert all(value.denominator == 1 for value in values)
    assert seen > 60


def test_the_smallest_that_is_not() -> None:
    assert exact_quotient(Integer(256), 2**j, {j: (1, 8)}) is not None
    assert exact_quotient(Integer(256), 2**j, {j: (1, 9)}) is None
    assert exact_quotient(Integer(256), 2**j, {j: (1, None)}) is None
    assert exact_quotient(Integer(256), 2**j, {}) is None
    assert exact_quotient(q * 2**n, 2**j, {j: (1, n), n: (1, None)}) is not None
    assert exact_quotient(q * 2**n + 1, 2**j, {j: (1, n), n: (1, None)}) is None
    assert exact_quotient(q * 3**n, 2**j, {j: (1, n), n: (1, None)}) is None
    assert exact_quotient(FloorDiv(q, 2) * 2**n, 2**j, {j: (1, n), n: (1, None)}) is not None
    assert exact_quotient(q / 2 * 2**n, 2**j, {j: (1, n), n: (1, None)}) is None
    assert exact_quotient(2**j, 2**n, {j: (1, n), n: (1, None)}) is None
    assert exact_quotient(2 ** (j * n), 2**j, {j: (1, n), n: (1, None)}) is None
