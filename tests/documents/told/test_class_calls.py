"""Layers as programs print them: each guard with the text on which it must hold, and the one on which it must not."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.bindings import bind
from symcnn.documents.told.marks import marks


def told(source: str) -> list[tuple[str, str]]:
    text = normal(source)
    return [(text[bound.mark.start : bound.mark.end], bound.role) for bound in bind(marks(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2))",
         [("3", "channels"), ("64", "kernels"), ("(7, 7)", "kernel"), ("(2, 2)", "stride")]),
        ("Conv2d(9.4 k, 0.08% Params, 118.0 MMac, 6.5% MACs, 3, 64, kernel_size=(7, 7))",
         [("9.4 k", "params"), ("118.0 M", "macs"), ("3", "channels"), ("64", "kernels"), ("(7, 7)", "kernel")]),
        ("Conv2d(9.4 k = 0.08% Params, 3, 64, kernel_size=(7, 7))",
         [("9.4 k", "params"), ("3", "channels"), ("64", "kernels"), ("(7, 7)", "kernel")]),
        ("Linear(in_features=128 * 6 * 6, out_features=64)", [("128 * 6 * 6", "channels"), ("64", "kernels")]),
        ("Conv2D(32, (3, 3), activation='relu')", [("32", "kernels"), ("(3, 3)", "kernel")]),
        ("Linear(in_features=size, out_features=64)", []),  # nobody knows what comes in
        ("Network(400, 120)", []),
    ],
)  # fmt: skip
def test_a_call_tells_its_arguments(source: str, expected: list[tuple[str, str]]) -> None:
    assert told(source) == expected
