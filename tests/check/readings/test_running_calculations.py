"""Calculations that go on in words from a value, and words beside numbers that go on with nothing."""

from __future__ import annotations

import pytest
from document_findings import said

RIGHT, WRONG = "right", "wrong"


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(quote, verdict) for quote, code, verdict in said(text) if code == "calculation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "113 minus 9 is 104, divided by 4 is 26, plus one, 27.",
            [("113 minus 9 is 104", RIGHT), ("divided by 4 is 26", RIGHT), ("plus one, 27", RIGHT)],
            id="step by step",
        ),
        pytest.param(
            "113 minus 9 is 104, divided by 4 is 27, plus one, 28.",
            [("113 minus 9 is 104", RIGHT), ("divided by 4 is 27", WRONG), ("plus one, 28", RIGHT)],
            id="what follows is judged from what is printed",
        ),
        pytest.param("113 减去 9 得 104，再除以 4 得 26，加 1 为 27。", [
            ("113 减去 9 得 104", RIGHT), ("除以 4 得 26", RIGHT), ("加 1 为 27", RIGHT)
        ], id="in Chinese"),
        pytest.param("The quotient is 21.5, rounded down to 21.", [("21.5, rounded down to 21", RIGHT)], id="rounded"),
        pytest.param("The quotient is 21.5, rounded down to 22.", [("21.5, rounded down to 22", WRONG)], id="up"),
        pytest.param("The quotient is 21.5, rounded up to 22.", [("21.5, rounded up to 22", RIGHT)], id="told so"),
        pytest.param("边长 (60−7)/2 向下取整 26 再 +1 = 27。", [
            ("(60−7)/2 向下取整 26", RIGHT), ("+1 = 27", RIGHT)
        ], id="a sign behind a word"),
        pytest.param("$(60+6-7)/2$ 取整得 29，再加 1，输出边长 $H'=30$。", [
            ("(60+6-7)/2$ 取整得 29", RIGHT), ("加 1，输出边长 $H'=30", RIGHT)
        ], id="what the result is of"),
        pytest.param("1152 plus 48 biases is 1200.", [("1152 plus 48 biases is 1200", RIGHT)], id="with a noun"),
    ],
)  # fmt: skip
def test_what_is_said_on_the_way(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1,048,576 is rounded down to 1,000,000.",  # to fewer digits, and not to a whole number
        "The loss of 12.347, rounded down to 12.3, is low.",
        "From 3 times 3 to 5 times 5 kernels.",
        "5 plus 3 times 2 is 16.",  # or 11: what is multiplied?
        "It was run 3 times. 5 is the best of them.",
        "64 加 3 层就是 70 层。",
        "$2 \\cdot n - 4$ plus 1 is 9.",  # the value has letters
        "113 minus 9, of which 100 are read.",
        "加 1，共 30 层。",
        "113 minus 9 is 4 more than 100.",  # far from what comes out: it says something else
    ],
)
def test_what_goes_on_with_nothing_is_no_calculation(text: str) -> None:
    assert verdicts(text) == []
