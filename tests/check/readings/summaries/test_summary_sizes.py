"""Which windows and kernels are thought of for a row: the last that is, and the first that is not."""

from __future__ import annotations

import pytest

from symcnn.check.readings.summaries.summary_sizes import kernels, window
from symcnn.core.written.tree import Num, Sym


@pytest.mark.parametrize(("kernel", "before", "padding"), [(5, 5, 0), (6, 5, None), (5, 6, 0)])
def test_a_window_may_fit_exactly(kernel: int, before: int, padding: int | None) -> None:
    found = window((kernel, kernel), (before, before), (1, 1), padded=False)
    assert found is not None
    assert found["P"] == (Sym("same") if padding is None else Num(padding))


@pytest.mark.parametrize(("params", "sizes"), [(13 * 13 + 1, (13, 13)), (15 * 15 + 1, (15, 15)), (17 * 17 + 1, None)])
def test_the_largest_kernel_that_is_guessed(params: int, sizes: tuple[int, int] | None) -> None:
    found = next(kernels(params, 1, 1, 2), None)
    assert (found.sizes if found else None) == sizes
