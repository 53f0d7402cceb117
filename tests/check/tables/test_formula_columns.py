"""Tables of formulas: what a formula gives with the values of its row, against the number of the row."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said

TABLE = (
    "K is the kernel, C the channels that come in, N the number of kernels, G the groups.\n\n"
    "| what | formula | values | count |\n|---|---|---|---|\n"
    "| convolution with biases | K²CN + N | K = 3, C = 14, N = 30 | {biased} |\n"
    "| convolution | K^2 * C * N | K = 5, C = 8, N = 26 | 5,200 |\n"
    "| in groups | K²CN/G | K = 3, C = 32, N = 48, G = 4 | {grouped} |\n"
    "| units | CN + {added} | C = 1,300, N = 21 | {units} |\n"
    "| one for each channel | K²·C | K = 7, C = 60 | 2,940 |\n"
)
SOLVED = {"biased": "3,810", "grouped": "3,456", "added": "N", "units": "27,321"}


def verdicts(**changed: str) -> dict[str, str]:
    found = said(TABLE.format(**{**SOLVED, **changed}))
    return {quote: verdict for quote, code, verdict in found if code in ("calculation", "table-cell", "told-relation")}


def test_results_are_held_against_their_formulas() -> None:
    assert verdicts() == dict.fromkeys(("3,810", "5,200", "3,456", "27,321", "2,940"), RIGHT)


@pytest.mark.parametrize(("name", "number"), [("biased", "3,780"), ("grouped", "13,824"), ("biased", "3,801")])
def test_a_number_that_a_known_formula_does_not_give_is_wrong(name: str, number: str) -> None:
    found = verdicts(**{name: number})
    assert [quote for quote, verdict in found.items() if verdict == WRONG] == [number]


def test_of_a_formula_that_is_wrong_itself_the_number_may_be_right() -> None:
    assert verdicts(added="C")["27,321"] == RIGHT


def test_formulas_that_give_few_of_the_numbers_have_nothing_to_do_with_them() -> None:
    text = (
        "| model | rule | setting | loss |\n|---|---|---|---|\n"
        "| a | a + b | a = 2, b = 3 | 41 |\n| b | a*b | a = 4, b = 5 | 38 |\n| c | a - b | a = 9, b = 4 | 5 |\n"
    )
    assert said(text) == []


def test_the_head_of_the_numbers_may_give_the_values() -> None:
    text = (
        "| kind | weights | C = 32, M = 40 |\n|---|---|---|\n| a | 9CM | 11,520 |\n| b | 27CM | {} |\n"
        "| c | 9CM + 3M^2 | 16,320 |\n| d | 27C + CM | 2,144 |\n"
    )
    found = {quote: verdict for quote, _, verdict in said(text.format("34,560"))}
    assert [found.get(number) for number in ("11,520", "34,560", "16,320", "2,144")] == [RIGHT] * 4
    assert [quote for quote, _, verdict in said(text.format("34,650")) if verdict == WRONG] == ["34,650"]
